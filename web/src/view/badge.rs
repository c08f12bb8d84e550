//! How a state looks: its tone, its badge, and how long something has waited.

use maud::{Markup, html};

/// What a word means for its reader. Colour follows the tone, and is never the only sign of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    /// Over, or of no interest now.
    #[default]
    Quiet,
    /// On its way, with nothing for the reader to do.
    Info,
    /// Waits for someone, or deserves a second look.
    Wait,
    /// Done and well.
    Ok,
    /// Failed, refused or dangerous.
    Bad,
}

impl Tone {
    /// The value of `data-tone`, which the stylesheet reads.
    pub fn name(self) -> &'static str {
        match self {
            Self::Quiet => "quiet",
            Self::Info => "info",
            Self::Wait => "wait",
            Self::Ok => "ok",
            Self::Bad => "bad",
        }
    }
}

/// The name of a state, with its tone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Badge {
    /// The guide's name of the state.
    pub label: String,
    /// What it means for the reader.
    pub tone: Tone,
}

impl Badge {
    /// A badge of that tone.
    pub fn new(tone: Tone, label: impl Into<String>) -> Self {
        Self {
            label: label.into(),
            tone,
        }
    }
}

/// Draws a badge.
pub fn badge(badge: &Badge) -> Markup {
    html! { span class="badge" data-tone=(badge.tone.name()) { (badge.label) } }
}

/// How long something has waited for its next step.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Waiting {
    /// The time in words: `3 天 4 小时`.
    pub text: String,
    /// The moment since when it waits, in full, shown on hover.
    pub since: String,
    /// How full the gauge is, from 1 (just come) to 5 (far too long). Other values are drawn as the nearest of them.
    pub level: u8,
}

/// Draws a waiting time with its gauge of five ticks.
pub fn waiting(waiting: &Waiting) -> Markup {
    html! { span class="wait" data-level=(waiting.level.clamp(1, 5)) title=(waiting.since) { (waiting.text) } }
}
