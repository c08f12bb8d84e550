//! What a form holds of a file: a ticket of one that was just uploaded, or the number of one that its case already has.

use std::fmt;

use crate::ids::{FileId, unguessable};

unguessable! {
    /// The ticket of an upload.
    Ticket
}

/// One file of a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Chosen {
    /// Uploaded, and not yet handed in.
    Held(Ticket),
    /// Already the case's.
    Attached(FileId),
}

impl Chosen {
    /// Reads what a form holds: several are parted by commas. What is neither is passed over.
    pub fn parse_all(text: &str) -> Vec<Self> {
        text.split(',')
            .filter_map(|part| Self::parse(part.trim()))
            .collect()
    }

    fn parse(text: &str) -> Option<Self> {
        match text.strip_prefix('c') {
            Some(id) if id.len() < 20 && id.bytes().all(|byte| byte.is_ascii_digit()) => {
                id.parse().ok().map(|id| Self::Attached(FileId(id)))
            }
            _ => Ticket::parse(text).map(Self::Held),
        }
    }
}

impl fmt::Display for Chosen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Held(ticket) => f.write_str(ticket.as_str()),
            Self::Attached(id) => write!(f, "c{id}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_form_holds_is_read_and_what_nobody_gave_is_passed_over() {
        let ticket = Ticket::draw();
        let all = format!("{},c12, ,c,c-1,../x,{}", ticket.as_str(), "A".repeat(32));
        let read = Chosen::parse_all(&all);
        assert_eq!(read, [Chosen::Held(ticket), Chosen::Attached(FileId(12))]);
        let written: Vec<String> = read.iter().map(Chosen::to_string).collect();
        assert_eq!(Chosen::parse_all(&written.join(",")), read);
    }
}
