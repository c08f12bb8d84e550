//! What a person sees.

use super::Person;

impl Person {
    /// Where the browser is: path and query.
    pub async fn path(&self) -> String {
        let url = self.browser.current_url().await.unwrap();
        url.as_str().trim_start_matches(&self.platform.url).to_owned()
    }

    /// Waits until the browser is at a path; its query may ask for more than is named here.
    pub async fn arrives_at(&self, path: &str) {
        let arrived = async || {
            let here = self.path().await;
            let rest = here.strip_prefix(path)?;
            (rest.is_empty() || rest.starts_with('&')).then_some(())
        };
        self.waits(&format!("to arrive at {path}"), arrived).await;
    }

    /// Waits until the page shows these words, however they are spaced.
    pub async fn sees(&self, words: &str) {
        self.sees_one_of(&[words]).await;
    }

    /// Waits until the page shows one of these.
    pub async fn sees_one_of(&self, list: &[&str]) {
        let shown = async || {
            let text = squeezed(&self.text().await);
            list.iter().find(|words| text.contains(&squeezed(words)))
        };
        self.waits(&format!("to see {list:?}"), shown).await;
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
}

fn squeezed(text: &str) -> String {
    text.split_whitespace().collect()
}
