//! The words of every notice on every channel. The templates are those of `docs/outside-systems.md`.

mod code;
mod mail;
mod sms;
mod trouble;
mod wechat;

use chrono::{DateTime, TimeDelta, Utc};

pub(crate) use code::{LinkMatter, code, link, link_letter};
pub use mail::Letter;
pub(super) use mail::letter;
pub use mail::said;
pub(super) use sms::sms;
pub use trouble::trouble_letter;
pub(super) use wechat::wechat;

use super::matter::Matter;
use crate::{
    case::{Audience, Kind},
    time::beijing,
};

/// A provider's template and the values for it. No `Debug`: they may name a person.
pub struct Words {
    /// Our name of the template, to which the settings give the provider's id.
    pub template: &'static str,
    values: Vec<(&'static str, String)>,
}

impl Words {
    fn new<const N: usize>(template: &'static str, values: [(&'static str, String); N]) -> Self {
        Self {
            template,
            values: values.into(),
        }
    }

    /// The template's keys with their values.
    pub fn pairs(&self) -> Vec<(&str, &str)> {
        self.values
            .iter()
            .map(|(key, value)| (*key, value.as_str()))
            .collect()
    }
}

/// The page that a message opens: the invitation or the termination where it is about one, otherwise the home page, which
/// shows what the person has to do.
pub(super) fn page(public_url: &str, matter: &Matter) -> String {
    let whose = match matter.audience {
        Audience::Student => "student",
        Audience::Company => "company",
    };
    match matter.kind {
        Kind::Online => format!("{public_url}/{whose}/invitations/{}", matter.case),
        Kind::Termination => format!("{public_url}/{whose}/terminations/{}", matter.case),
        Kind::Offline | Kind::Paper | Kind::Destination => format!("{public_url}/"),
    }
}

/// A moment on Chinese clocks, to the minute.
fn moment(at: DateTime<Utc>) -> String {
    beijing(at).format("%Y-%m-%d %H:%M").to_string()
}

/// The last minute before a moment: a day's end reads as that day, not as the next.
fn last_minute_before(at: DateTime<Utc>) -> String {
    moment(at - TimeDelta::minutes(1))
}

/// At most so many characters, in one line.
fn short(text: &str, most: usize) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= most {
        return line;
    }
    line.chars().take(most - 1).chain(['…']).collect()
}

#[cfg(test)]
mod tests;
