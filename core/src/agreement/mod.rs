//! Agreements (就业协议): their terms, and how a company invites a student to one.

mod accept;
mod amend;
pub mod batch;
mod caution;
mod document;
pub mod draft;
mod edit;
mod expire;
pub mod form;
mod invite;
mod offer;
mod parts;
mod read;
mod sent;
mod sheet;
mod terms;
mod verify;
pub mod written;

pub use accept::{NotAsked, accept, ask_acceptance};
pub use amend::{Amendment, amend};
pub use caution::{Caution, cautions};
pub use document::{Document, HandOut, hand_out, is_made, made};
pub use edit::{Revision, edit};
pub use expire::{Expiry, expire};
pub use invite::{ANSWER_DAYS, Invitation, InviteError, invite};
pub use offer::{Offer, offer, open_offer};
pub use parts::{Part, part, parts};
pub use read::{Agreement, read};
pub use sent::{Group, Sent, SentOne, Wanted, counts, found, sent, sent_one};
pub use sheet::{Draft, Graduate, Sheet, Signing, sheet, text};
pub use terms::Terms;
pub use verify::{Validity, Verified, verify};
