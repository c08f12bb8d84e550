//! Notices: a coloured strip with an icon, for what the reader must not miss.

use maud::{Markup, html};

use super::badge::Tone;
use super::icon::{Icon, icon};

/// Draws a notice with a title and, under it, a body that may be empty.
pub fn notice(tone: Tone, title: &str, body: Markup) -> Markup {
    html! {
        div class="notice" data-tone=(tone.name()) {
            (icon(symbol(tone)))
            div {
                p { strong { (title) } }
                (body)
            }
        }
    }
}

/// Draws a notice that says what came of an act: it takes the focus, and is read out.
pub fn alert(tone: Tone, title: &str, body: Markup) -> Markup {
    html! {
        div class="notice" data-tone=(tone.name()) role="alert" tabindex="-1" autofocus {
            (icon(symbol(tone)))
            div {
                h2 { (title) }
                (body)
            }
        }
    }
}

/// The icon that goes with a tone.
pub fn symbol(tone: Tone) -> Icon {
    match tone {
        Tone::Ok => Icon::Ok,
        Tone::Bad => Icon::Bad,
        Tone::Wait => Icon::Warning,
        Tone::Info | Tone::Quiet => Icon::Info,
    }
}
