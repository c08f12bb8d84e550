//! What a person does with a mouse and by typing.

use std::path::Path;

use fantoccini::{Locator, elements::Element};

use super::Person;

impl Person {
    /// Goes through a door (`学校登录` …) with a demonstration account.
    pub async fn sign_in(&self, door: &str, login: &str) {
        self.visit("/login").await;
        self.click(door).await;
        self.fill("账号", login).await;
        self.fill("密码", wq_sandbox::accounts::PASSWORD).await;
        self.click("登录").await;
        self.arrives_at("/").await;
    }

    /// Types an address: of the platform, or with `http://` any.
    pub async fn visit(&self, address: &str) {
        let url = match address.starts_with('/') {
            true => format!("{}{address}", self.platform.url),
            false => address.to_owned(),
        };
        self.browser.goto(&url).await.unwrap();
    }

    /// Opens a module and in it the line of someone.
    pub async fn turns_up(&self, module: &str, name: &str) {
        self.click(module).await;
        self.click(name).await;
    }

    /// Presses a button or follows a link by its visible words.
    pub async fn click(&self, label: &str) {
        self.control(label).await.click().await.unwrap();
    }

    /// Presses a button twice, as people used to icons do.
    pub async fn double_clicks(&self, label: &str) {
        let button = self.control(label).await;
        let twice = "arguments[0].click(); arguments[0].click()";
        let button = serde_json::to_value(&button).unwrap();
        self.browser.execute(twice, vec![button]).await.unwrap();
    }

    /// Presses a button as a browser would that checks no field.
    pub async fn submits_as_it_is(&self, label: &str) {
        self.run("document.querySelectorAll('form').forEach((form) => form.noValidate = true)")
            .await;
        self.click(label).await;
    }

    /// The button or link with these words, once it is there.
    pub async fn control(&self, label: &str) -> Element {
        self.find("control", label).await
    }

    /// Types into the field under a label, in place of what it holds.
    pub async fn fill(&self, label: &str, text: &str) {
        let field = self.field(label).await;
        field.clear().await.unwrap();
        field.send_keys(text).await.unwrap();
    }

    /// Chooses a file in the field under a label.
    pub async fn upload(&self, label: &str, path: &str) {
        self.field(label).await.send_keys(path).await.unwrap();
    }

    /// Types a day (`2027-07-01`) into the field under a label.
    pub async fn fill_day(&self, label: &str, day: &str) {
        let (year, rest) = day.split_once('-').expect("a day");
        let field = self.field(label).await;
        let typed = format!("{}{year}", rest.replace('-', ""));
        field.send_keys(&typed).await.unwrap();
        assert_eq!(
            field.prop("value").await.unwrap().as_deref(),
            Some(day),
            "{label}"
        );
    }

    /// Types the beginning of what is meant, and takes the whole once it is suggested.
    pub async fn fill_from_list(&self, label: &str, beginning: &str, whole: &str) {
        self.fill(label, beginning).await;
        let field = self.field(label).await;
        let list = field
            .attr("list")
            .await
            .unwrap()
            .expect("a field with suggestions");
        let wanted = format!("#{list} option[value='{whole}']");
        let suggested = async || self.browser.find(Locator::Css(&wanted)).await.ok();
        self.waits(&format!("for the suggestion “{whole}”"), suggested)
            .await;
        self.fill(label, whole).await;
    }

    /// Takes the choice with this label, of those that are all in sight.
    pub async fn tick(&self, label: &str) {
        self.field(label).await.click().await.unwrap();
    }

    /// Opens the list under a label and takes a choice.
    pub async fn choose(&self, label: &str, choice: &str) {
        self.field(label).await.select_by_label(choice).await.unwrap();
    }

    /// Takes one of the choices that are all in sight.
    pub async fn click_choice(&self, label: &str) {
        self.field(label).await.click().await.unwrap();
    }

    /// Opens the list under a label and takes its first choice, after the one that stands for none.
    pub async fn choose_first(&self, label: &str) {
        self.field(label).await.select_by_index(1).await.unwrap();
    }

    /// Chooses a file of the samples for the field under a label.
    pub async fn attach(&self, label: &str, sample: &str) {
        let path = format!("{}/support/samples/{sample}", env!("CARGO_MANIFEST_DIR"));
        self.field(label).await.send_keys(&path).await.unwrap();
    }

    /// Chooses a file in the field under a label.
    pub async fn chooses_file(&self, label: &str, path: &Path) {
        let path = path.to_str().expect("a path of text");
        self.field(label).await.send_keys(path).await.unwrap();
    }

    /// The field under this label, once it is there.
    async fn field(&self, label: &str) -> Element {
        self.find("field", label).await
    }
}
