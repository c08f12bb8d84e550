//! 强制解约: a school officer ends what the student asked and the company does not answer.

use poem::{Response, handler, http::StatusCode, web::Path};
use wq_core::{
    case::{ActError, Explanation},
    db::Conn,
    ids::CaseId,
    review::Means,
    termination::{Weighed, force as end, weigh},
};

use super::present;
use crate::{
    fault::Fault,
    response::{Flash, page, to},
    routes::cases::{Desk, href},
    submission::Submission,
    view::{
        error::{Failure, failure},
        form::Posted,
        termination as view,
    },
};

/// `GET /terminations/{id}/force`: the evidence, what follows, and the form.
#[handler]
pub async fn ask(desk: Desk, Path(id): Path<i64>) -> Result<Response, Fault> {
    let weighed = found(&desk, &mut *desk.visitor.conn().await?, id, Means::Forced).await?;
    Ok(form(&desk, StatusCode::OK, &weighed, Posted::new()))
}

/// `POST /terminations/{id}/force`
#[handler]
pub async fn force(desk: Desk, Path(id): Path<i64>, typed: Submission) -> Result<Response, Fault> {
    let mut conn = desk.visitor.conn().await?;
    let weighed = weighed(&desk, &mut conn, id, Means::Forced).await?;
    let explanation = match Explanation::new(typed.get("words")) {
        Ok(explanation) => explanation,
        Err(error) => {
            may(&weighed)?;
            let posted = Posted::new()
                .with("words", typed.get("words"))
                .refuse("words", error.to_string());
            return Ok(form(&desk, StatusCode::UNPROCESSABLE_ENTITY, &weighed, posted));
        }
    };
    let case = CaseId(id);
    match end(&mut conn, &desk.account, case, typed.version(), explanation).await {
        Ok(_) => {
            desk.visitor.say(Flash::TerminationForced);
            Ok(to(&href(desk.module, case, "")))
        }
        Err(error) => not_done(&desk, case, error),
    }
}

fn form(desk: &Desk, status: StatusCode, weighed: &Weighed, posted: Posted) -> Response {
    let body = view::force(&present::force(desk, weighed, posted));
    page(&desk.visitor, status, "强制解约", body)
}

/// The termination, where the reader may end it by these means.
pub async fn found(desk: &Desk, conn: &mut Conn, id: i64, means: Means) -> Result<Weighed, Fault> {
    let weighed = weighed(desk, conn, id, means).await?;
    may(&weighed)?;
    Ok(weighed)
}

/// The termination, whether or not the reader may end it.
pub async fn weighed(desk: &Desk, conn: &mut Conn, id: i64, means: Means) -> Result<Weighed, Fault> {
    let found = weigh(conn, &desk.account, CaseId(id), means).await?;
    found.ok_or(Fault::NotFound)
}

pub fn may(weighed: &Weighed) -> Result<(), Fault> {
    match weighed.refusal {
        Some(refusal) => Err(ActError::from(refusal).into()),
        None => Ok(()),
    }
}

/// 409 with the way to the case as it is now; everything else as ever.
pub fn not_done(desk: &Desk, case: CaseId, error: ActError) -> Result<Response, Fault> {
    match error {
        ActError::Moved => {
            let text = "这份解约申请的状态已变化，您的操作没有生效。";
            let shown = Failure::conflict(text, href(desk.module, case, ""));
            let status = StatusCode::CONFLICT;
            Ok(page(&desk.visitor, status, &shown.title, failure(&shown)))
        }
        error => Err(error.into()),
    }
}
