//! More than one tab, and the buttons of the browser itself.

use fantoccini::wd::WindowHandle;
use serde_json::json;

use super::{Person, Script};

impl Person {
    /// Opens a second tab and turns to it. Answers the first.
    pub async fn opens_a_tab(&self) -> WindowHandle {
        let first = self.browser.window().await.unwrap();
        let second = self.browser.new_window(true).await.unwrap();
        self.turns_to(second.handle).await;
        self.set_up_tab().await;
        first
    }

    /// Follows a link that opens a tab of its own, and looks at that. The tab that stays behind is handed back.
    pub async fn follows_to_a_tab(&self, words: &str) -> WindowHandle {
        let first = self.browser.window().await.unwrap();
        let before = self.browser.windows().await.unwrap();
        self.click(words).await;
        let opened = async || {
            let tabs = self.browser.windows().await.unwrap();
            tabs.into_iter().find(|tab| !before.contains(tab))
        };
        self.turns_to(self.waits("for a tab to open", opened).await).await;
        self.set_up_tab().await;
        first
    }

    /// Turns to a tab that is open.
    pub async fn turns_to(&self, tab: WindowHandle) {
        self.browser.switch_to_window(tab).await.unwrap();
    }

    /// Presses the back button.
    pub async fn goes_back(&self) {
        self.browser.back().await.unwrap();
    }

    /// Loads the page again.
    pub async fn reloads(&self) {
        self.browser.refresh().await.unwrap();
    }

    /// Clears the cookies, session and all.
    pub async fn loses_cookies(&self) {
        self.browser.delete_all_cookies().await.unwrap();
    }

    /// Has a cookie of the platform.
    pub async fn holds(&self, name: &str, value: &str) {
        let cookie = json!({ "name": name, "value": value, "url": self.platform.url, "httpOnly": true });
        self.devtools("Network.setCookie", cookie).await;
    }

    /// What is said to each tab before it opens a page.
    pub(super) async fn set_up_tab(&self) {
        self.at(1440).await;
        if self.script == Script::Off {
            self.devtools("Emulation.setScriptExecutionDisabled", json!({ "value": true }))
                .await;
        }
    }
}
