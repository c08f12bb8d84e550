//! 预警单位管理: a school marks a company that its graduates should beware of, and may take that back (rules 12.1, 12.2).
//! Who is told of it is asked in [`crate::company::standing`].

mod find;
mod list;
mod mark;
mod news;
mod withdraw;

pub use find::{Candidate, candidate, candidates, of_code};
pub use list::{Mark, Marked, States, Wanted, list, marked};
pub use mark::{Marking, Outcome, Whom, mark};
pub use news::is_news;
pub use withdraw::{Withdrawal, withdraw};

use crate::{
    access::{Account, Role},
    ids::SchoolId,
};

/// The school that an account marks companies for; none for everyone but school officers (domain section 2).
fn school_of(account: &Account) -> Option<SchoolId> {
    match account.role {
        Role::School { school, .. } => Some(school),
        Role::Province { .. }
        | Role::Department { .. }
        | Role::Student { .. }
        | Role::Company { .. }
        | Role::Operator => None,
    }
}
