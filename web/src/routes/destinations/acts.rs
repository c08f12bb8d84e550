//! 撤回, 放弃申请 and 作废: each asked for on a page that says what follows.

use poem::{Response, handler, web::Path};
use wq_core::{
    case::{ActError, By, Command, Refusal, act},
    destination::OwnRegistration,
    ids::CaseId,
};

use super::{
    present,
    refused::{moved_on, not_now},
    show::found,
};
use crate::{
    fault::Fault,
    response::{Flash, ok, to},
    submission::Submission,
    view::confirm::confirm,
    visitor::Visitor,
};

/// What a student does to a registration without filling anything in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    /// 撤回, before the first verdict.
    Withdraw,
    /// 放弃申请, of what came back.
    Abandon,
    /// 作废, of what is registered.
    GiveUp,
}

impl Act {
    const fn command(self) -> Command {
        match self {
            Act::Withdraw => Command::Withdraw,
            Act::Abandon => Command::Abandon,
            Act::GiveUp => Command::GiveUp,
        }
    }

    const fn flash(self) -> Flash {
        match self {
            Act::Withdraw => Flash::DestinationWithdrawn,
            Act::Abandon => Flash::DestinationAbandoned,
            Act::GiveUp => Flash::DestinationGivenUp,
        }
    }

    /// May it be done now?
    pub const fn judged(self, own: &OwnRegistration) -> Result<(), Refusal> {
        match self {
            Act::Withdraw => own.withdraw,
            Act::Abandon => own.abandon,
            Act::GiveUp => own.give_up,
        }
    }
}

/// `GET /student/destinations/{id}/withdrawal`
#[handler]
pub async fn ask_withdrawal(visitor: &Visitor, Path(id): Path<i64>) -> Result<Response, Fault> {
    ask(visitor, CaseId(id), Act::Withdraw).await
}

/// `POST /student/destinations/{id}/withdrawal`
#[handler]
pub async fn withdraw(visitor: &Visitor, Path(id): Path<i64>, form: Submission) -> Result<Response, Fault> {
    give(visitor, CaseId(id), &form, Act::Withdraw).await
}

/// `GET /student/destinations/{id}/abandonment`
#[handler]
pub async fn ask_abandonment(visitor: &Visitor, Path(id): Path<i64>) -> Result<Response, Fault> {
    ask(visitor, CaseId(id), Act::Abandon).await
}

/// `POST /student/destinations/{id}/abandonment`
#[handler]
pub async fn abandon(visitor: &Visitor, Path(id): Path<i64>, form: Submission) -> Result<Response, Fault> {
    give(visitor, CaseId(id), &form, Act::Abandon).await
}

/// `GET /student/destinations/{id}/voidance`
#[handler]
pub async fn ask_voidance(visitor: &Visitor, Path(id): Path<i64>) -> Result<Response, Fault> {
    ask(visitor, CaseId(id), Act::GiveUp).await
}

/// `POST /student/destinations/{id}/voidance`
#[handler]
pub async fn give_up(visitor: &Visitor, Path(id): Path<i64>, form: Submission) -> Result<Response, Fault> {
    give(visitor, CaseId(id), &form, Act::GiveUp).await
}

/// Says what follows, or why it cannot be.
async fn ask(visitor: &Visitor, case: CaseId, wanted: Act) -> Result<Response, Fault> {
    let own = found(visitor, case).await?;
    match wanted.judged(&own) {
        Ok(()) => {
            let page = present::confirmation(&own, wanted, visitor.csrf.clone());
            Ok(ok(visitor, &page.title, confirm(&page)))
        }
        Err(refusal) => Ok(not_now(visitor, &own, refusal)),
    }
}

async fn give(visitor: &Visitor, case: CaseId, form: &Submission, wanted: Act) -> Result<Response, Fault> {
    let account = visitor.student()?;
    // Of another kind, or another's: there is no such registration.
    found(visitor, case).await?;
    let acted = {
        let mut conn = visitor.conn().await?;
        act(
            &mut conn,
            By::Account(account),
            case,
            form.version(),
            &wanted.command(),
        )
        .await
    };
    match acted {
        Ok(_) => {
            visitor.say(wanted.flash());
            Ok(to(&present::href(case)))
        }
        Err(ActError::Moved) => Ok(moved_on(visitor, &found(visitor, case).await?)),
        Err(ActError::Refused(refusal)) => Ok(not_now(visitor, &found(visitor, case).await?, refusal)),
        Err(error) => Err(error.into()),
    }
}
