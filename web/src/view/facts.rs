//! Facts: titled groups of label and value, the body of every detail page.

use maud::{Markup, html};

/// One label with its value.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fact {
    /// The field's name as forms and exports show it.
    pub label: String,
    /// The value, formatted; empty is shown as a dash.
    pub value: String,
    /// Takes the whole line: long text.
    pub wide: bool,
    /// Drawn to the eye: differs from what it is compared with.
    pub marked: bool,
}

impl Fact {
    /// A fact that takes one cell.
    pub fn new(label: impl Into<String>, value: impl Into<String>) -> Self {
        Self {
            label: label.into(),
            value: value.into(),
            ..Self::default()
        }
    }

    /// A fact that takes the whole line.
    pub fn wide(label: impl Into<String>, value: impl Into<String>) -> Self {
        Self {
            wide: true,
            ..Self::new(label, value)
        }
    }
}

/// A titled group of facts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Section {
    /// The guide's name of the group: `协议信息`.
    pub title: String,
    /// What is known.
    pub facts: Vec<Fact>,
}

/// Draws the list of facts alone.
pub fn facts(facts: &[Fact]) -> Markup {
    html! {
        dl class="facts" {
            @for fact in facts {
                div class=[fact.wide.then_some("wide")] {
                    dt { (fact.label) }
                    dd data-mark=[fact.marked.then_some("differs")] {
                        @if fact.value.is_empty() { "—" } @else { (fact.value) }
                    }
                }
            }
        }
    }
}

/// Draws a group as a sheet with its title.
pub fn section(section: &Section) -> Markup {
    html! {
        section class="sheet" {
            h2 { (section.title) }
            (facts(&section.facts))
        }
    }
}
