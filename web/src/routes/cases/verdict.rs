//! Giving a verdict, and what the page says where it could not be given.

use poem::{Response, http::StatusCode};
use wq_core::{
    case::{
        ActError, By, CodedReason, Command, act,
        queue::{self, Group},
    },
    db::Conn,
    ids::CaseId,
    review::Reviewed,
    typed::Wrong,
    warning,
};

use super::{
    asked::Asked,
    desk::Desk,
    page::{Told, page as drawn},
};
use crate::{
    fault::Fault,
    response::{Flash, page, to},
    routes::reading,
    submission::Submission,
    view::{
        form::Posted,
        list::Link,
        review::{review as view, verdict::Conflict},
    },
};

/// Gives a verdict, and goes on to the next case that waits for the same reader.
pub async fn give(
    desk: &Desk,
    conn: &mut Conn,
    case: CaseId,
    form: &Submission,
    command: &Command,
    flash: Flash,
) -> Result<Response, Fault> {
    let asked = desk.came_from();
    let account = &desk.account;
    let Some(place) = queue::place(conn, &account.scope(), desk.module, case).await? else {
        return Err(desk.missing(conn, case).await);
    };
    match act(conn, By::Account(account), case, seen(form), command).await {
        Ok(_) => {}
        Err(ActError::Moved) => return moved(desk, conn, &asked, case, form).await,
        Err(ActError::NotFound) => return Err(desk.missing(conn, case).await),
        Err(error) => return Err(error.into()),
    }
    let next = queue::next_waiting(conn, account, &desk.office, &asked.wanted, place).await?;
    desk.visitor.say(flash);
    Ok(to(&match next {
        Some(next) => asked.case(next, ""),
        None => Asked::of(desk.module, Group::Mine).list(),
    }))
}

/// 409: somebody warned of the company after the page was drawn. The page says so now, and a second press approves.
pub async fn warned_meanwhile(
    desk: &Desk,
    conn: &mut Conn,
    case: CaseId,
    form: &Submission,
) -> Result<Option<Response>, Fault> {
    if !desk.heeds_warnings() || !warning::is_news(conn, &desk.account, case, &form.0).await? {
        return Ok(None);
    }
    let asked = desk.came_from();
    let reviewed = desk.reopen(conn, &asked, case).await?;
    let told = Told {
        posted: Posted::new().refuse_all(reading::warned_meanwhile("通过")),
        ..Told::default()
    };
    let page = shown(desk, conn, &asked, &reviewed, StatusCode::CONFLICT, told).await?;
    Ok(Some(page))
}

/// 422: the page again, with what was typed and what is wrong with it; unless the case is no longer the reader's to decide.
pub async fn refused(
    desk: &Desk,
    conn: &mut Conn,
    case: CaseId,
    form: &Submission,
    flash: Flash,
    wrong: Wrong,
) -> Result<Response, Fault> {
    let asked = desk.came_from();
    let reviewed = desk.reopen(conn, &asked, case).await?;
    if reviewed.case.version != seen(form) {
        return conflict(desk, conn, &asked, &reviewed, form).await;
    }
    let verdicts = &reviewed.verdicts;
    let wanted = if flash == Flash::Returned {
        verdicts.send_back
    } else {
        verdicts.reject
    };
    wanted.map_err(ActError::from)?;
    let typed = ["reason", "words"]
        .into_iter()
        .fold(Posted::new(), |posted, field| posted.with(field, form.get(field)));
    let posted = wrong
        .into_iter()
        .fold(typed, |posted, (field, sentence)| posted.refuse(field, sentence));
    let told = Told {
        posted,
        ..Told::default()
    };
    shown(
        desk,
        conn,
        &asked,
        &reviewed,
        StatusCode::UNPROCESSABLE_ENTITY,
        told,
    )
    .await
}

/// 409: the page as it is now, what happened meanwhile, and what was typed.
async fn moved(
    desk: &Desk,
    conn: &mut Conn,
    asked: &Asked,
    case: CaseId,
    form: &Submission,
) -> Result<Response, Fault> {
    let reviewed = desk.reopen(conn, asked, case).await?;
    conflict(desk, conn, asked, &reviewed, form).await
}

async fn conflict(
    desk: &Desk,
    conn: &Conn,
    asked: &Asked,
    reviewed: &Reviewed,
    form: &Submission,
) -> Result<Response, Fault> {
    let reasons = desk.reasons(conn).await?;
    let unseen = reviewed
        .history
        .iter()
        .filter(|happened| happened.version > seen(form))
        .cloned()
        .collect::<Vec<_>>();
    let events = reading::events(&unseen, desk.office.form);
    let title = match events.first() {
        Some(last) => format!("{}已于 {} {}", last.actor, last.time, last.what),
        None => "这件事项的状态已变化".into(),
    };
    let next = reviewed.neighbours.next;
    let next = next.map(|next| Link::new("下一件", asked.case(next, "")));
    let told = Told {
        conflict: Some(Conflict {
            title,
            events,
            kept: kept(&reasons, form),
            ways_out: [Link::new("返回列表", asked.list())]
                .into_iter()
                .chain(next)
                .collect(),
        }),
        ..Told::default()
    };
    shown(desk, conn, asked, reviewed, StatusCode::CONFLICT, told).await
}

/// What was typed, in words.
fn kept(reasons: &[CodedReason], form: &Submission) -> Option<String> {
    let code = form.get("reason");
    let reason = reasons.iter().find(|reason| reason.code == code);
    let parts: Vec<&str> = reason
        .map(|reason| reason.name.as_str())
        .into_iter()
        .chain(Some(form.get("words")).filter(|words| !words.is_empty()))
        .collect();
    (!parts.is_empty()).then(|| parts.join("："))
}

async fn shown(
    desk: &Desk,
    conn: &Conn,
    asked: &Asked,
    reviewed: &Reviewed,
    status: StatusCode,
    told: Told,
) -> Result<Response, Fault> {
    let reasons = desk.reasons(conn).await?;
    let body = view(&drawn(desk, asked, reviewed, &reasons, told));
    Ok(page(&desk.visitor, status, desk.module.label(), body))
}

/// The version of the case on the page that the form stood on; none that ever was, where the form does not say.
pub fn seen(form: &Submission) -> i32 {
    form.get("version").parse().unwrap_or(0)
}
