//! Taking a mark back.

use poem::{Response, handler, web::Path};
use wq_core::{
    ids::WarningId,
    warning::{self, Withdrawal},
};

use crate::{
    fault::Fault,
    response::{Flash, ok, to},
    submission::Submission,
    view::{
        confirm::{Confirm, confirm},
        list::Link,
    },
    visitor::Visitor,
};

/// `GET /warnings/{id}/withdrawal`: says what follows.
#[handler]
pub async fn ask(visitor: &Visitor, Path(id): Path<i64>) -> Result<Response, Fault> {
    let account = visitor.school_officer()?;
    let found = warning::marked(&*visitor.conn().await?, account, WarningId(id))
        .await?
        .ok_or(Fault::NotFound)?;
    let mark = &found.mark;
    if mark.withdrawn_at.is_some() {
        visitor.say(Flash::Unmarked);
        return Ok(to("/warnings?state=withdrawn"));
    }
    let body = Confirm {
        title: format!("撤销对{}的预警", mark.name),
        consequences: vec![
            format!("{}：{}", mark.reason.label(), mark.explanation),
            "撤销后本校不再提醒；其他学校的标记不受影响。标记和撤销的记录都会保留。".into(),
        ],
        action: format!("/warnings/{id}/withdrawal"),
        csrf: visitor.csrf.clone(),
        button: "撤销预警".into(),
        back: Link::new("返回", "/warnings"),
        ..Confirm::default()
    };
    Ok(ok(visitor, "撤销预警", confirm(&body)))
}

/// `POST /warnings/{id}/withdrawal`. A second time changes nothing.
#[handler]
pub async fn withdraw(visitor: &Visitor, Path(id): Path<i64>, _form: Submission) -> Result<Response, Fault> {
    let account = visitor.school_officer()?;
    let done = warning::withdraw(&mut *visitor.conn().await?, account, WarningId(id)).await?;
    match done {
        Withdrawal::Done | Withdrawal::Already => visitor.say(Flash::Unmarked),
        Withdrawal::NotThere => return Err(Fault::NotFound),
    }
    Ok(to("/warnings"))
}
