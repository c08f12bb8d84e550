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

/// Groups of counts that stay up to date: fetched again when the window gets the focus, and when the stream says that
/// something changed, or, where no stream tells of it, every twenty seconds.
#[derive(Clone, Debug, Default)]
pub struct Board {
    /// Address that answers with [`board`] alone.
    pub source: String,
    /// Address of the stream that tells of changes.
    pub stream: Option<&'static str>,
    /// The groups.
    pub groups: Vec<Group>,
}

/// What the stream says, each of which may change a count.
const ON_CHANGE: &str = "refresh, live-opened from:body, live-signing from:body, live-paper from:body, \
    live-terminations from:body, live-destinations from:body";

/// Draws the board with the stream that keeps it up to date, for a page. The stream stands around the board, so that a
/// new board leaves it alone; without it, and without a script, the counts are those of the page.
pub fn live(counts: &Board) -> Markup {
    html! {
        @if let Some(stream) = counts.stream {
            div hx-sse:connect=(stream) hx-sse:close="live-ended" hx-swap="none" { (board(counts)) }
        } @else { (board(counts)) }
    }
}

/// Draws the board alone: the answer of its own source.
pub fn board(board: &Board) -> Markup {
    let trigger = if board.stream.is_some() {
        ON_CHANGE
    } else {
        "every 20s, refresh"
    };
    html! {
        div id="board" class="board" data-live hx-get=(board.source) hx-trigger=(trigger)
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
