//! Counts: a number, its name, and the list it opens.

use maud::{Markup, html};

use super::badge::Tone;

/// A number that opens the list it counts.
#[derive(Clone, Debug, Default)]
pub struct Count {
    /// What is counted.
    pub label: String,
    /// How many.
    pub number: u64,
    /// The list.
    pub href: String,
    /// What a number above zero means for the reader.
    pub tone: Tone,
}

impl Count {
    /// A count.
    pub fn new(tone: Tone, label: impl Into<String>, number: u64, href: impl Into<String>) -> Self {
        Self {
            label: label.into(),
            number,
            href: href.into(),
            tone,
        }
    }
}

/// Counts of one module.
#[derive(Clone, Debug, Default)]
pub struct Group {
    /// The module's name.
    pub title: String,
    /// What waits in it, by state.
    pub counts: Vec<Count>,
}

/// Groups of counts that stay up to date: fetched again every twenty seconds, and when the window gets the focus.
#[derive(Clone, Debug, Default)]
pub struct Board {
    /// Address that answers with [`board`] alone.
    pub source: String,
    /// The groups.
    pub groups: Vec<Group>,
}

/// Draws the board; also the answer of its own source.
pub fn board(board: &Board) -> Markup {
    html! {
        div id="board" class="board" data-live hx-get=(board.source) hx-trigger="every 20s, refresh"
            hx-target="this" hx-swap="outerMorph" hx-status:4xx="swap:none" hx-status:5xx="swap:none" {
            @for group in &board.groups {
                section class="sheet" {
                    h2 { (group.title) }
                    (dials(&group.counts))
                }
            }
        }
    }
}

/// Draws counts side by side.
pub fn dials(counts: &[Count]) -> Markup {
    html! {
        ul class="dials" {
            @for count in counts {
                li {
                    a href=(count.href) data-tone=[(count.number > 0).then_some(count.tone.name())] {
                        span class="dial" { (count.number) }
                        span { (count.label) }
                    }
                }
            }
        }
    }
}
