//! A person at a browser, who knows a page by what it shows.

use std::time::Duration;

use fantoccini::{
    Client,
    actions::{InputSource, KeyAction, KeyActions},
    elements::Element,
};
use serde_json::{Value, json};
use tokio::time::{Instant, sleep};

use super::{
    Driver,
    session::{console, devtools},
};
use crate::platform::Platform;

/// How long a page may take to show what is expected of it, on a machine with much else to do.
const PATIENCE: Duration = Duration::from_secs(20);
const GLANCE: Duration = Duration::from_millis(40);

const FIND: &str = include_str!("find.js");

/// Whether pages may run scripts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Script {
    On,
    Off,
}

/// A person with a browser of their own.
pub struct Person {
    who: &'static str,
    platform: &'static Platform,
    browser: Client,
}

impl Person {
    /// Someone who has not signed in.
    pub async fn open(
        driver: &Driver,
        platform: &'static Platform,
        who: &'static str,
        script: Script,
    ) -> Self {
        let browser = driver.browser().await;
        let person = Self {
            who,
            platform,
            browser,
        };
        person.on_screen(1440, 900).await;
        if script == Script::Off {
            person
                .devtools("Emulation.setScriptExecutionDisabled", json!({ "value": true }))
                .await;
        }
        person
    }

    /// Goes through a door (`学校登录` …) with a demonstration account.
    pub async fn sign_in(&self, door: &str, login: &str) {
        self.visit("/").await;
        self.click(door).await;
        self.fill("账号", login).await;
        self.fill("密码", wq_sandbox::accounts::PASSWORD).await;
        self.click("登录").await;
        self.arrives_at("/").await;
    }

    /// Types an address of the platform.
    pub async fn visit(&self, path: &str) {
        let url = format!("{}{path}", self.platform.url);
        self.browser.goto(&url).await.unwrap();
    }

    /// Where the browser is: path and query.
    pub async fn path(&self) -> String {
        let url = self.browser.current_url().await.unwrap();
        url.as_str().trim_start_matches(&self.platform.url).to_owned()
    }

    /// Waits until the browser is at a path.
    pub async fn arrives_at(&self, path: &str) {
        let arrived = async || (self.path().await == path).then_some(());
        self.waits(&format!("to arrive at {path}"), arrived).await;
    }

    /// Presses a button or follows a link by its visible words.
    pub async fn click(&self, label: &str) {
        self.control(label).await.click().await.unwrap();
    }

    /// The button or link with these words, once it is there.
    pub async fn control(&self, label: &str) -> Element {
        self.find("control", label).await
    }

    /// The field under this label, once it is there.
    pub async fn field(&self, label: &str) -> Element {
        self.find("field", label).await
    }

    /// Types into the field under a label, in place of what it holds.
    pub async fn fill(&self, label: &str, text: &str) {
        let field = self.field(label).await;
        field.clear().await.unwrap();
        field.send_keys(text).await.unwrap();
    }

    /// Types a day (`2027-07-01`) into the field under a label.
    pub async fn fill_day(&self, label: &str, day: &str) {
        let (year, rest) = day.split_once('-').expect("a day");
        let field = self.field(label).await;
        field
            .send_keys(&format!("{}{year}", rest.replace('-', "")))
            .await
            .unwrap();
        assert_eq!(
            field.prop("value").await.unwrap().as_deref(),
            Some(day),
            "{label}"
        );
    }

    /// Opens the list under a label and takes a choice.
    pub async fn choose(&self, label: &str, choice: &str) {
        self.field(label).await.select_by_label(choice).await.unwrap();
    }

    /// What the field under a label holds.
    pub async fn reads(&self, label: &str) -> String {
        self.field(label)
            .await
            .prop("value")
            .await
            .unwrap()
            .unwrap_or_default()
    }

    /// Waits until the page shows these words, however they are spaced.
    pub async fn sees(&self, words: &str) {
        let wanted = squeezed(words);
        let shown = async || squeezed(&self.text().await).contains(&wanted).then_some(());
        self.waits(&format!("to see “{words}”"), shown).await;
    }

    /// The page does not show these words now.
    pub async fn does_not_see(&self, words: &str) {
        let text = self.text().await;
        assert!(
            !squeezed(&text).contains(&squeezed(words)),
            "{} sees “{words}”:\n{text}",
            self.who
        );
    }

    /// All that the page shows.
    pub async fn text(&self) -> String {
        let text = self
            .run("return document.body ? document.body.innerText : ''")
            .await;
        text.as_str().unwrap_or_default().to_owned()
    }

    /// Presses keys one after the other, wherever the focus is.
    pub async fn press(&self, keys: impl IntoIterator<Item = char>) {
        let presses = keys
            .into_iter()
            .fold(KeyActions::new("keys".into()), |actions, value| {
                actions
                    .then(KeyAction::Down { value })
                    .then(KeyAction::Up { value })
            });
        self.browser.perform_actions(presses).await.unwrap();
    }

    /// The visible words of what has the focus.
    pub async fn focus(&self) -> String {
        let script = "const at = document.activeElement; \
            return at.labels?.[0]?.innerText || at.innerText || at.tagName";
        self.run(script).await.as_str().unwrap_or_default().to_owned()
    }

    /// Presses Tab until what has the focus begins with these words.
    pub async fn tabs_to(&self, label: &str) {
        const TAB: char = '\u{E004}';
        for _ in 0..80 {
            self.press([TAB]).await;
            if self.focus().await.trim().starts_with(label) {
                return;
            }
        }
        panic!(
            "{} cannot reach “{label}” with Tab:\n{}",
            self.who,
            self.text().await
        );
    }

    /// Holds a screen of this size.
    pub async fn on_screen(&self, width: u32, height: u32) {
        let mobile = width < 600;
        let metrics = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": mobile });
        self.devtools("Emulation.setDeviceMetricsOverride", metrics).await;
    }

    /// Prefers `light` or `dark`, and no motion.
    pub async fn in_theme(&self, theme: &str) {
        let features = json!([
            { "name": "prefers-color-scheme", "value": theme },
            { "name": "prefers-reduced-motion", "value": "reduce" },
        ]);
        self.devtools("Emulation.setEmulatedMedia", json!({ "features": features }))
            .await;
    }

    /// Runs a function body in the page, outside of its own scripts and their policy.
    pub async fn run(&self, script: &str) -> Value {
        self.browser.execute(script, vec![]).await.unwrap()
    }

    /// A command of the DevTools protocol.
    pub async fn devtools(&self, command: &str, params: Value) -> Value {
        devtools(&self.browser, command, params).await.unwrap()
    }

    /// What the console said since it was last asked.
    pub async fn console(&self) -> Vec<String> {
        console(&self.browser).await.unwrap()
    }

    /// The browser itself, for what people do to it rather than to its pages.
    pub fn browser(&self) -> &Client {
        &self.browser
    }

    /// Closes the browser.
    pub async fn leaves(self) {
        self.browser.close().await.unwrap();
    }

    async fn find(&self, kind: &str, label: &str) -> Element {
        let look = async || {
            let found = self
                .browser
                .execute(FIND, vec![json!(kind), json!(label)])
                .await
                .ok()?;
            let id = found.as_object()?.values().next()?.as_str()?.to_owned();
            Some(Element::from_element_id(self.browser.clone(), id.into()))
        };
        self.waits(&format!("for the {kind} “{label}”"), look).await
    }

    /// Looks again and again until there is something to see.
    async fn waits<T>(&self, what: &str, look: impl AsyncFn() -> Option<T>) -> T {
        let end = Instant::now() + PATIENCE;
        loop {
            if let Some(found) = look().await {
                return found;
            }
            if Instant::now() > end {
                let (path, text) = (self.path().await, self.text().await);
                panic!("{} waits in vain {what}, at {path}:\n{text}", self.who);
            }
            sleep(GLANCE).await;
        }
    }
}

fn squeezed(text: &str) -> String {
    text.split_whitespace().collect()
}
