//! A case (事项) is one thing that moves through review. All five kinds share one life.
//!
//! The rules are pure: [`decide()`] takes the state a case is in, a command and the facts that bear on it, and
//! answers with a [`Transition`] or a [`Refusal`]. It knows no clock and no database. `docs/rules.md` prints what it
//! allows, so that the rules can be laid beside the operation guide.

mod act;
pub mod agreement;
mod awaits;
mod bar;
mod begin;
pub(crate) mod circumstances;
pub mod command;
pub mod decide;
pub mod destination;
mod draft;
pub mod due;
pub mod effect;
pub mod facts;
mod follow;
pub mod history;
pub mod module;
mod number;
pub mod offline;
pub mod online;
mod own;
pub mod paper;
mod questions;
pub mod queue;
pub mod reason;
mod reasons;
pub mod refusal;
mod remind;
pub mod review;
mod spine;
pub mod state;
mod stored;
pub mod tables;
pub mod termination;
mod verdicts;

pub use act::{ActError, Acted, By, Change, act};
pub(crate) use act::{Held, apply, hold, look};
pub use agreement::{AgreementForm, AgreementKind, EditableField};
pub use awaits::{awaited, awaits};
pub use bar::bar;
pub use begin::begin;
pub(crate) use begin::foresee;
pub use command::{Command, Question};
pub use decide::decide;
pub(crate) use draft::Draft;
pub use effect::{Audience, Channel, Effect, Notice, Transition};
pub use facts::{Actor, Facts};
pub use module::{Module, StateGroup};
pub use number::{agreement as agreement_number, case as case_number, is_agreement as is_agreement_number};
pub use own::{Next, Outlook, Own, Unsent, own};
pub(crate) use questions::reason as any_reason;
pub use reason::{DeclineReason, Explanation, Objection, Reason, ReasonCode, TextError};
pub use reasons::{CodedReason, reasons};
pub use refusal::{Refusal, RefusalClass};
pub use remind::{Reminded, remind};
pub use review::ReviewMode;
pub use spine::{CaseRow, Initiator, NewCase};
pub use state::{Kind, Standing, State, Step};
pub use verdicts::Verdicts;
pub(crate) use verdicts::verdicts;

#[cfg(test)]
mod tests;
