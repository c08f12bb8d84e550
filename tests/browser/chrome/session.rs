//! What Chromium's driver understands beyond the WebDriver standard.

use fantoccini::{Client, error::CmdError, wd::WebDriverCompatibleCommand};
use poem::http::Method;
use reqwest::Url;
use serde_json::{Value, json};

#[derive(Debug)]
struct Extension {
    path: &'static str,
    body: Value,
}

impl WebDriverCompatibleCommand for Extension {
    fn endpoint(&self, base: &Url, session: Option<&str>) -> Result<Url, <Url as std::str::FromStr>::Err> {
        let session = session.expect("a session is open");
        base.join(&format!("session/{session}/{}", self.path))
    }

    fn method_and_body(&self, _: &Url) -> (Method, Option<String>) {
        (Method::POST, Some(self.body.to_string()))
    }
}

/// A command of the DevTools protocol.
pub async fn devtools(browser: &Client, command: &str, params: Value) -> Result<Value, CmdError> {
    let body = json!({ "cmd": command, "params": params });
    let path = "goog/cdp/execute";
    browser.issue_cmd(Extension { path, body }).await
}

/// Chrome notes this where htmx has put the focus on what asks for it before Chrome did. Tests look themselves where it is.
const FOCUSED_ALREADY: &str =
    "Autofocus processing was blocked because a document already has a focused element";

/// Chrome's own pages, of which the first tab is one, have faults of their own.
const OF_CHROME: &str = "chrome://";

/// What the console said since it was last asked: errors of scripts, failed requests, refusals of the page's policy. What Chrome only
/// recommends, it says at the level of debugging.
pub async fn console(browser: &Client) -> Result<Vec<String>, CmdError> {
    let body = json!({ "type": "browser" });
    let entries = browser.issue_cmd(Extension { path: "se/log", body }).await?;
    let line = |entry: &Value| entry["message"].as_str().unwrap_or_default().to_owned();
    let entries = entries.as_array().into_iter().flatten();
    let lines = entries.filter(|entry| entry["level"] != "DEBUG").map(line);
    Ok(lines
        .filter(|line| !line.contains(FOCUSED_ALREADY) && !line.starts_with(OF_CHROME))
        .collect())
}
