//! Icons, drawn inline on a grid of 16, so that they take the colour and size of the text beside them.

use maud::{Markup, html};

/// An icon. All are decoration: the word beside them carries the meaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Icon {
    /// A tick in a circle.
    Ok,
    /// An exclamation mark in a triangle.
    Warning,
    /// A cross in a circle.
    Bad,
    /// An i in a circle.
    Info,
    /// A clock face.
    Clock,
    /// An arrow that leaves its box: another site.
    Away,
    /// A small triangle that opens a menu.
    Down,
    /// To the previous one.
    Previous,
    /// To the next one.
    Next,
    /// Two arrows in a ring: fetch again.
    Again,
    /// An eye: show what is masked.
    Eye,
    /// Half a disc: light and dark.
    Theme,
    /// A magnifying glass.
    Search,
    /// A sheet of paper with an arrow: download.
    Download,
    /// A seat at a desk: a person.
    Person,
    /// A padlock: cannot be changed.
    Lock,
}

impl Icon {
    fn path(self) -> &'static str {
        match self {
            Self::Ok => "M8 14.5a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13ZM5 8.2l2.1 2.1L11 6",
            Self::Warning => "M8 2 1.5 13.5h13L8 2Zm0 4.5v3.2m0 1.8v.1",
            Self::Bad => "M8 14.5a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13ZM5.7 5.7l4.6 4.6m0-4.6-4.6 4.6",
            Self::Info => "M8 14.5a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13Zm0-7v3.7m0-6.4v.1",
            Self::Clock => "M8 14.5a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13ZM8 4.5V8l2.3 1.5",
            Self::Away => "M6.5 3H3v10h10V9.5M9 2.5h4.5V7m0-4.5L7.5 8.5",
            Self::Down => "m4 6 4 4 4-4",
            Self::Previous => "M10 3 5 8l5 5",
            Self::Next => "m6 3 5 5-5 5",
            Self::Again => {
                "M13.5 7A5.6 5.6 0 0 0 3.2 5.2M2.5 9a5.6 5.6 0 0 0 10.3 1.8M3 2.2v3.2h3.2M13 13.8v-3.2H9.8"
            }
            Self::Eye => {
                "M1.5 8S4 3.5 8 3.5 14.5 8 14.5 8 12 12.5 8 12.5 1.5 8 1.5 8ZM8 10a2 2 0 1 0 0-4 2 2 0 0 0 0 4Z"
            }
            Self::Theme => "M8 14.5a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13Zm0-13v13M10 2v12m2-10.7v9.4",
            Self::Search => "M7 12A5 5 0 1 0 7 2a5 5 0 0 0 0 10Zm3.6-1.4L14 14",
            Self::Download => "M8 2v8m0 0L4.8 6.8M8 10l3.2-3.2M2.5 11v2.5h11V11",
            Self::Lock => "M4 7.5h8v6H4v-6Zm1.5 0V5a2.5 2.5 0 0 1 5 0v2.5",
            Self::Person => "M8 8a3 3 0 1 0 0-6 3 3 0 0 0 0 6Zm-5.5 6c.4-2.6 2.6-4 5.5-4s5.1 1.4 5.5 4",
        }
    }
}

/// Draws an icon.
pub fn icon(icon: Icon) -> Markup {
    html! {
        svg class="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false" { path d=(icon.path()) {} }
    }
}
