//! Agreements that the student writes down: offline ones (线下签约, rule 6.2), and paper ones that were signed before (补登, rule 6.3).

mod draft;
mod form;
mod hand_in;
mod named;
mod own;
mod stamp;

pub use draft::{Saved, keep_draft, put_aside, saved};
pub use form::{FIELDS, FILES, Written, as_typed};
pub use hand_in::{On, hand_in};
pub use named::named;
pub use own::{OwnAgreement, begun, own};
pub use stamp::stamp;

use crate::{case::Kind, db::text_enum::text_enum, files::Purpose};

text_enum! {
    /// Which of the two.
    Form {
        /// To be printed and stamped: 线下签约.
        Offline = "offline",
        /// Stamped already: 补登.
        Paper = "paper",
    }
}

impl Form {
    /// The kind of its cases.
    pub const fn kind(self) -> Kind {
        match self {
            Self::Offline => Kind::Offline,
            Self::Paper => Kind::Paper,
        }
    }

    /// The form of a kind of case; none for the kinds that nobody writes down.
    pub const fn of(kind: Kind) -> Option<Self> {
        match kind {
            Kind::Offline => Some(Self::Offline),
            Kind::Paper => Some(Self::Paper),
            Kind::Online | Kind::Destination | Kind::Termination => None,
        }
    }

    /// What its form is handed in with; none where nothing is.
    pub const fn files(self) -> Option<Purpose> {
        match self {
            Self::Offline => None,
            Self::Paper => Some(Purpose::Agreement),
        }
    }
}
