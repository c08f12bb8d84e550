//! One side of an agreement: the student or the company. Each has a door of its own, behind which the pages are alike.

use poem::{FromRequest, Request, RequestBody, Response};
use std::sync::Arc;
use wq_core::{
    access::Account,
    case::{ActError, By, Command, Initiator, Refusal, RefusalClass, act},
    db::Conn,
    ids::CaseId,
    termination::{Ours, ours},
};

use crate::{
    fault::Fault,
    parcel::refused,
    response::{Flash, to},
    routes::reading,
    visitor::Visitor,
};

/// Who reads, and from which side.
pub struct Side {
    pub visitor: Arc<Visitor>,
    pub account: Account,
    pub of: Initiator,
}

impl Side {
    /// The address of something behind the side's door.
    pub fn at(&self, rest: &str) -> String {
        href(self.of, rest)
    }

    /// The page of a termination, or of something of it.
    pub fn termination(&self, case: CaseId, rest: &str) -> String {
        self.at(&format!("/terminations/{case}{rest}"))
    }

    /// A termination of the side's; anything else does not exist.
    pub async fn found(&self, conn: &mut Conn, case: CaseId) -> Result<Ours, Fault> {
        ours(conn, &self.account, case).await?.ok_or(Fault::NotFound)
    }

    /// Gives a command on a termination as its reader saw it, and answers with its page: 409 where it has moved on, 422 where a
    /// rule stands against it.
    pub async fn act(
        &self,
        conn: &mut Conn,
        case: CaseId,
        seen: i32,
        command: &Command,
        flash: Flash,
    ) -> Result<Response, Fault> {
        match act(conn, By::Account(&self.account), case, seen, command).await {
            Ok(_) => {
                self.visitor.say(flash);
                Ok(to(&self.termination(case, "")))
            }
            Err(ActError::Moved) => Ok(self.moved_on(&self.found(conn, case).await?)),
            Err(ActError::Refused(refusal)) if refusal.class() == RefusalClass::Rule => {
                Ok(self.blocked(case, refusal))
            }
            Err(error) => Err(error.into()),
        }
    }

    /// Why an act is not offered: a rule stands against everything, or the termination has moved on.
    pub fn not_now(&self, now: &Ours) -> Response {
        match now.barred {
            Some(refusal) => self.blocked(now.termination.case.id, refusal),
            None => self.moved_on(now),
        }
    }

    /// 422: a rule stands against it, whatever the reader does on the page.
    fn blocked(&self, case: CaseId, refusal: Refusal) -> Response {
        reading::blocked(&self.visitor, refusal, &self.termination(case, ""))
    }

    /// 409: the termination is in another state than the reader's page showed.
    fn moved_on(&self, now: &Ours) -> Response {
        let case = &now.termination.case;
        let state = case.state.label(now.office.form, now.termination.ends());
        reading::moved_on(&self.visitor, "解约申请", state, &self.termination(case.id, ""))
    }
}

/// The address of something behind a side's door.
pub fn href(side: Initiator, rest: &str) -> String {
    let door = match side {
        Initiator::Company => "company",
        Initiator::Student | Initiator::School => "student",
    };
    format!("/{door}{rest}")
}

impl<'a> FromRequest<'a> for Side {
    async fn from_request(request: &'a Request, body: &mut RequestBody) -> poem::Result<Self> {
        let visitor = request
            .extensions()
            .get::<Arc<Visitor>>()
            .expect("looked up before every page")
            .clone();
        let (account, of) = if visitor.path.starts_with("/company/") {
            (visitor.company(), Initiator::Company)
        } else {
            (visitor.student(), Initiator::Student)
        };
        let account = match account {
            Ok(account) => account.clone(),
            Err(fault) => return Err(refused(fault, request, body).await.into()),
        };
        Ok(Self { account, of, visitor })
    }
}
