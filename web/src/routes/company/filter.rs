//! What was typed into the filter form becomes the address of a list, the name that was searched for sealed.

use poem::{Response, handler};
use wq_core::agreement::{Group, Wanted};

use super::list::address;
use crate::{fault::Fault, response::to, sealed, submission::Submission, visitor::Visitor};

/// The longest name that is searched for, in characters.
const LONGEST: usize = 50;

/// `POST /company/invitations/filter`
#[handler]
pub fn filter(visitor: &Visitor, form: Submission) -> Result<Response, Fault> {
    visitor.company()?;
    let printable = form.get("q").chars().filter(|c| !c.is_control());
    let search: String = printable.take(LONGEST).collect();
    let find = (!search.is_empty()).then(|| sealed::seal(&visitor.app.settings.key, &search));
    let wanted = Wanted {
        group: Group::parse(form.get("state")),
        search,
    };
    Ok(to(&address(wanted.group, find.as_deref(), None)))
}
