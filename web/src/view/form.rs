//! Form fields. Each shows what was typed, its error beside it, and says both to a screen reader.

use maud::{Markup, html};

use super::badge::Tone;
use super::icon::icon;
use super::notice::symbol;

/// One choice of a select or a radio group.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choice {
    /// What is posted.
    pub value: String,
    /// What is read.
    pub label: String,
}

impl Choice {
    /// A choice.
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self {
            value: value.into(),
            label: label.into(),
        }
    }
}

/// What kind of control a field is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Control {
    /// An `input` of that type: `text`, `search`, `tel`, `date` …
    Input(&'static str),
    /// An `input type=password`, whose value is never sent back.
    Password,
    /// A text of several lines.
    Textarea {
        /// Height in lines.
        rows: u8,
    },
    /// A list to open. The first entry, empty, is the given words.
    Select {
        /// What stands there while nothing is chosen.
        blank: Option<&'static str>,
        /// What can be chosen.
        choices: Vec<Choice>,
    },
    /// A group of radio buttons.
    Radio(Vec<Choice>),
    /// A text with suggestions, fetched from the address as one types ([`suggestions`] is the answer).
    Suggest {
        /// Address that takes the field's own name as its parameter.
        source: String,
    },
}

/// A field of a form, with what was typed and what was wrong with it.
#[derive(Clone, Debug)]
pub struct Field {
    /// The name it is posted under; its id is `f-` and the name.
    pub name: &'static str,
    /// Its visible label.
    pub label: String,
    /// What kind of control it is.
    pub control: Control,
    /// What was typed, or the value to start from.
    pub value: String,
    /// What is wrong, in one sentence.
    pub error: Option<String>,
    /// Help under the control.
    pub hint: Option<String>,
    /// Unit after the control: `元/月`.
    pub unit: Option<&'static str>,
    /// It must be filled in. The server says so; the browser is told too.
    pub required: bool,
    /// The longest text taken, in characters.
    pub max_length: Option<u16>,
    /// The `autocomplete` token.
    pub autocomplete: Option<&'static str>,
    /// The `inputmode` token, for the keyboard of a phone.
    pub inputmode: Option<&'static str>,
    /// Takes the whole line of its form.
    pub wide: bool,
    /// Takes the focus when the page opens; one field a page at most.
    pub autofocus: bool,
}

impl Field {
    fn new(name: &'static str, label: impl Into<String>, control: Control) -> Self {
        Self {
            name,
            label: label.into(),
            control,
            value: String::new(),
            error: None,
            hint: None,
            unit: None,
            required: false,
            max_length: None,
            autocomplete: None,
            inputmode: None,
            wide: false,
            autofocus: false,
        }
    }

    /// One line of text.
    pub fn text(name: &'static str, label: impl Into<String>) -> Self {
        Self::new(name, label, Control::Input("text"))
    }

    /// One line to search by.
    pub fn search(name: &'static str, label: impl Into<String>) -> Self {
        Self::new(name, label, Control::Input("search"))
    }

    /// A day.
    pub fn date(name: &'static str, label: impl Into<String>) -> Self {
        Self::new(name, label, Control::Input("date"))
    }

    /// A whole number. It stays a text field, so that a slip of the wheel changes nothing.
    pub fn number(name: &'static str, label: impl Into<String>, unit: &'static str) -> Self {
        let unit = (!unit.is_empty()).then_some(unit);
        Self {
            inputmode: Some("numeric"),
            unit,
            ..Self::text(name, label)
        }
    }

    /// A password, never shown again.
    pub fn password(name: &'static str, label: impl Into<String>) -> Self {
        Self {
            autocomplete: Some("current-password"),
            ..Self::new(name, label, Control::Password)
        }
    }

    /// A text of several lines, over the whole width.
    pub fn textarea(name: &'static str, label: impl Into<String>, rows: u8) -> Self {
        Self {
            wide: true,
            ..Self::new(name, label, Control::Textarea { rows })
        }
    }

    /// A list to choose from, with the words that stand for no choice.
    pub fn select(
        name: &'static str,
        label: impl Into<String>,
        blank: Option<&'static str>,
        choices: Vec<Choice>,
    ) -> Self {
        Self::new(name, label, Control::Select { blank, choices })
    }

    /// A few choices, all in sight.
    pub fn radio(name: &'static str, label: impl Into<String>, choices: Vec<Choice>) -> Self {
        Self::new(name, label, Control::Radio(choices))
    }

    /// A text with suggestions from an address.
    pub fn suggest(name: &'static str, label: impl Into<String>, source: impl Into<String>) -> Self {
        Self::new(
            name,
            label,
            Control::Suggest {
                source: source.into(),
            },
        )
    }

    /// With this value.
    pub fn value(self, value: impl Into<String>) -> Self {
        Self {
            value: value.into(),
            ..self
        }
    }

    /// With this error, if there is one.
    pub fn error(self, error: Option<impl Into<String>>) -> Self {
        Self {
            error: error.map(Into::into),
            ..self
        }
    }

    /// With this help under it.
    pub fn hint(self, hint: impl Into<String>) -> Self {
        Self {
            hint: Some(hint.into()),
            ..self
        }
    }

    /// Must be filled in.
    pub fn required(self) -> Self {
        Self {
            required: true,
            ..self
        }
    }

    /// The id of its control, or of its first radio button.
    pub fn id(&self) -> String {
        format!("f-{}", self.name)
    }

    fn described_by(&self) -> Option<String> {
        let hint = self.hint.as_ref().map(|_| format!("{}-hint", self.id()));
        let error = self.error.as_ref().map(|_| format!("{}-error", self.id()));
        let ids: Vec<String> = hint.into_iter().chain(error).collect();
        (!ids.is_empty()).then(|| ids.join(" "))
    }

    fn invalid(&self) -> Option<&'static str> {
        self.error.as_ref().map(|_| "true")
    }
}

/// The hidden field that proves a form is ours.
pub fn csrf_field(token: &str) -> Markup {
    html! { input type="hidden" name="csrf" value=(token); }
}

/// Draws a field with its label, help and error.
pub fn field(field: &Field) -> Markup {
    let class = if field.wide { "field wide" } else { "field" };
    html! {
        @if let Control::Radio(choices) = &field.control {
            fieldset class=(class) aria-describedby=[field.described_by()] {
                legend { (label_text(field)) }
                (radio(field, choices))
                (help(field))
            }
        } @else {
            div class=(class) {
                label for=(field.id()) { (label_text(field)) }
                @if let Some(unit) = field.unit {
                    div class="with-unit" { (control(field)) span class="faint" { (unit) } }
                } @else { (control(field)) }
                (help(field))
            }
        }
    }
}

fn label_text(field: &Field) -> Markup {
    html! { (field.label) @if field.required { " " span class="need" { "必填" } } }
}

fn help(field: &Field) -> Markup {
    html! {
        @if let Some(hint) = &field.hint { p class="hint" id={ (field.id()) "-hint" } { (hint) } }
        @if let Some(error) = &field.error { p class="error" id={ (field.id()) "-error" } { (error) } }
    }
}

fn control(field: &Field) -> Markup {
    match &field.control {
        Control::Input(kind) => input(field, kind, &field.value),
        Control::Password => input(field, "password", ""),
        Control::Textarea { rows } => textarea(field, *rows),
        Control::Select { blank, choices } => select(field, *blank, choices),
        Control::Radio(choices) => radio(field, choices),
        Control::Suggest { source } => suggest(field, source),
    }
}

fn input(field: &Field, kind: &str, value: &str) -> Markup {
    html! {
        input class="input" type=(kind) id=(field.id()) name=(field.name) value=(value)
            required[field.required] autofocus[field.autofocus] maxlength=[field.max_length]
            autocomplete=[field.autocomplete] inputmode=[field.inputmode]
            aria-invalid=[field.invalid()] aria-describedby=[field.described_by()];
    }
}

fn textarea(field: &Field, rows: u8) -> Markup {
    html! {
        textarea class="input" id=(field.id()) name=(field.name) rows=(rows)
            required[field.required] autofocus[field.autofocus] maxlength=[field.max_length]
            aria-invalid=[field.invalid()] aria-describedby=[field.described_by()] { (field.value) }
    }
}

fn select(field: &Field, blank: Option<&str>, choices: &[Choice]) -> Markup {
    html! {
        select class="input" id=(field.id()) name=(field.name) required[field.required]
            autofocus[field.autofocus] autocomplete=[field.autocomplete]
            aria-invalid=[field.invalid()] aria-describedby=[field.described_by()] {
            @if let Some(words) = blank { option value="" { (words) } }
            @for choice in choices {
                option value=(choice.value) selected[choice.value == field.value] { (choice.label) }
            }
        }
    }
}

fn radio(field: &Field, choices: &[Choice]) -> Markup {
    html! {
        div class="choices" {
            @for (index, choice) in choices.iter().enumerate() {
                @let id = if index == 0 { field.id() } else { format!("{}-{index}", field.id()) };
                label for=(id) {
                    input type="radio" id=(id) name=(field.name) value=(choice.value)
                        required[field.required] checked[choice.value == field.value];
                    (choice.label)
                }
            }
        }
    }
}

fn suggest(field: &Field, source: &str) -> Markup {
    html! {
        input class="input" type="text" id=(field.id()) name=(field.name) value=(field.value)
            list={ (field.id()) "-list" } autocomplete="off" required[field.required]
            hx-get=(source) hx-trigger="input changed delay:250ms" hx-target={ "#" (field.id()) "-list" }
            aria-invalid=[field.invalid()] aria-describedby=[field.described_by()];
        datalist id={ (field.id()) "-list" } {}
    }
}

/// The answer to a [`Control::Suggest`] field.
pub fn suggestions(values: &[String]) -> Markup {
    html! { @for value in values { option value=(value) {} } }
}

/// The summary on top of a refused form: takes the focus, and links to every field that is wrong.
///
/// `general` is what is wrong with the form as a whole. Draws nothing where nothing is wrong.
pub fn error_summary<'a>(general: Option<&str>, fields: impl IntoIterator<Item = &'a Field>) -> Markup {
    let wrong: Vec<&Field> = fields.into_iter().filter(|field| field.error.is_some()).collect();
    html! {
        @if general.is_some() || !wrong.is_empty() {
            div class="notice" data-tone="bad" role="alert" tabindex="-1" autofocus {
                (icon(symbol(Tone::Bad)))
                div {
                    h2 { (general.unwrap_or("有内容需要修改，请逐项核对")) }
                    ul {
                        @for field in wrong {
                            li { a href={ "#" (field.id()) } { (field.label) "：" (field.error.as_deref().unwrap_or_default()) } }
                        }
                    }
                }
            }
        }
    }
}
