//! A person at a browser, who knows a page by what it shows.

mod acts;
mod keys;
mod screen;
mod sees;
mod tabs;

pub use keys::{ENTER, HOME, TAB};

use std::time::Duration;

use fantoccini::{Client, elements::Element};
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

/// Finds a control or a field by its visible label.
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
    script: Script,
}

impl Person {
    /// Someone who has not signed in, at a desk.
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
            script,
        };
        person.set_up_tab().await;
        person
    }

    /// Runs a function body in the page, outside of its own scripts and their policy.
    pub async fn run(&self, script: &str) -> Value {
        self.browser.execute(script, vec![]).await.unwrap()
    }

    /// Runs a function body that hands its answer to its last argument.
    pub async fn awaits(&self, script: &str, arguments: Vec<Value>) -> Value {
        self.browser.execute_async(script, arguments).await.unwrap()
    }

    /// A command of the DevTools protocol.
    pub async fn devtools(&self, command: &str, params: Value) -> Value {
        devtools(&self.browser, command, params).await.unwrap()
    }

    /// What the console said since it was last asked.
    pub async fn console(&self) -> Vec<String> {
        console(&self.browser).await.unwrap()
    }

    /// Closes the browser.
    pub async fn leaves(self) {
        self.browser.close().await.unwrap();
    }

    async fn find(&self, kind: &str, label: &str) -> Element {
        let look = async || {
            let found = self.browser.execute(FIND, vec![json!(kind), json!(label)]);
            let found = found.await.ok()?;
            let id = found.as_object()?.values().next()?.as_str()?.to_owned();
            Some(Element::from_element_id(self.browser.clone(), id.into()))
        };
        self.waits(&format!("for the {kind} “{label}”"), look).await
    }

    /// Looks again and again until there is something to see.
    pub async fn waits<T>(&self, what: &str, look: impl AsyncFn() -> Option<T>) -> T {
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
