//! What a form was sent with, and what was wrong with it.

use std::collections::BTreeMap;

use wq_core::typed::{Typed, Wrong};

use super::{Control, Field};

/// What goes no way back to the browser.
const SECRETS: [&str; 5] = ["password", "password_again", "secret", "handle", "code"];

/// The values of a form and the errors of its fields, by field name. What it does not hold, a field keeps as it was drawn.
#[derive(Clone, Debug, Default)]
pub struct Posted {
    values: BTreeMap<String, String>,
    errors: BTreeMap<String, String>,
    general: Option<String>,
}

impl Posted {
    /// Nothing typed, nothing wrong.
    pub fn new() -> Self {
        Self::default()
    }

    /// What was typed, secrets left out.
    pub fn of(typed: &Typed) -> Self {
        let shown = typed
            .0
            .iter()
            .filter(|(name, _)| !SECRETS.contains(&name.as_str()));
        shown.fold(Self::new(), |posted, (name, value)| posted.with(name, value))
    }

    /// With this value in a field.
    pub fn with(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.values.insert(name.into(), value.into());
        self
    }

    /// With this sentence beside a field.
    pub fn refuse(mut self, name: impl Into<String>, error: impl Into<String>) -> Self {
        self.errors.insert(name.into(), error.into());
        self
    }

    /// With everything that is wrong beside its field.
    pub fn refuse_each(self, wrong: Wrong) -> Self {
        wrong
            .into_iter()
            .fold(self, |posted, (name, sentence)| posted.refuse(name, sentence))
    }

    /// With this sentence about the form as a whole.
    pub fn refuse_all(mut self, error: impl Into<String>) -> Self {
        self.general = Some(error.into());
        self
    }

    /// What is wrong with the form as a whole.
    pub fn general(&self) -> Option<&str> {
        self.general.as_deref()
    }

    /// What is wrong with a field.
    pub fn error(&self, name: &str) -> Option<String> {
        self.errors.get(name).cloned()
    }

    /// Somebody typed or chose something: there is more than the version that the page was drawn from.
    pub fn says_anything(&self) -> bool {
        let said = |(name, value): (&String, &String)| name != "version" && !value.is_empty();
        self.values.iter().any(said)
    }

    /// Every value under the name of its field.
    pub fn values(&self) -> impl Iterator<Item = (&str, &str)> {
        self.values
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// Puts value and error into a field.
    pub fn fill(&self, field: Field) -> Field {
        // What was not posted keeps what it had: a form that is seen for the first time shows what is there. No browser posts a
        // group of radio buttons empty: there it means that nothing was chosen.
        let may_be_empty = !matches!(field.control, Control::Radio(_));
        let value = self.values.get(field.name);
        let value = value.filter(|value| may_be_empty || !value.is_empty());
        let value = value.unwrap_or(&field.value).clone();
        let error = self.errors.get(field.name).cloned();
        Field {
            value,
            error,
            ..field
        }
    }

    /// Puts values and errors into fields.
    pub fn fill_all(&self, fields: impl IntoIterator<Item = Field>) -> Vec<Field> {
        fields.into_iter().map(|field| self.fill(field)).collect()
    }
}
