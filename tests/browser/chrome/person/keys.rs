//! What a person does with the keyboard alone.

use fantoccini::actions::{InputSource, KeyAction, KeyActions};

use super::Person;

/// The keys that have no character of their own, as WebDriver writes them.
pub const TAB: char = '\u{E004}';
pub const HOME: char = '\u{E011}';
pub const ENTER: char = '\u{E007}';

impl Person {
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
        let words = self.run(script).await;
        words.as_str().unwrap_or_default().trim().to_owned()
    }

    /// Presses Tab until what has the focus begins with these words.
    pub async fn tabs_to(&self, label: &str) {
        for _ in 0..80 {
            self.press([TAB]).await;
            if self.focus().await.starts_with(label) {
                return;
            }
        }
        panic!(
            "{} cannot reach “{label}” with Tab:\n{}",
            self.who,
            self.text().await
        );
    }
}
