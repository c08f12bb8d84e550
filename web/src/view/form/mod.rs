//! Form fields. Each shows what was typed, its error beside it, and says both to a screen reader.

mod acting;
mod draw;
mod posted;

pub use acting::acting;
pub use draw::{csrf_field, error_summary, field, fields, suggestions, warned_field};
pub use posted::Posted;

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
    /// One thing to agree to.
    Checkbox(Choice),
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
    /// What stands in the control while it is empty.
    pub placeholder: Option<&'static str>,
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
    /// Why it cannot be changed now, in one sentence. Its control is disabled, and a browser does not send it.
    pub locked: Option<String>,
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
            placeholder: None,
            unit: None,
            required: false,
            max_length: None,
            autocomplete: None,
            inputmode: None,
            wide: false,
            autofocus: false,
            locked: None,
        }
    }

    /// One line of text.
    pub fn text(name: &'static str, label: impl Into<String>) -> Self {
        Self::new(name, label, Control::Input("text"))
    }

    /// One line to search by: every search compares the beginnings of names and numbers, and says so.
    pub fn search(name: &'static str, label: impl Into<String>) -> Self {
        Self {
            placeholder: Some("从开头输入"),
            ..Self::new(name, label, Control::Input("search"))
        }
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

    /// One thing to agree to.
    pub fn checkbox(name: &'static str, label: impl Into<String>, choice: Choice) -> Self {
        Self::new(name, label, Control::Checkbox(choice))
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

    /// Cannot be changed, for this reason, if there is one.
    pub fn locked(self, reason: Option<impl Into<String>>) -> Self {
        Self {
            locked: reason.map(Into::into),
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
        let lock = self.locked.as_ref().map(|_| format!("{}-lock", self.id()));
        let ids: Vec<String> = hint.into_iter().chain(lock).chain(error).collect();
        (!ids.is_empty()).then(|| ids.join(" "))
    }

    fn invalid(&self) -> Option<&'static str> {
        self.error.as_ref().map(|_| "true")
    }
}
