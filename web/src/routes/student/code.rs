//! The code that comes to the student's phone before a yes.

use poem::{
    Response, handler,
    http::StatusCode,
    web::{Path, Query},
};
use wq_core::{
    agreement::{NotAsked, Offer, ask_acceptance},
    case::ActError,
    db::Conn,
    ids::CaseId,
    one_time::{Handle, Purpose, Refused, Subject, Way, look},
};

use super::{
    acceptance::{drawn, not_now},
    answering, present,
    show::found,
};
use crate::{
    fault::Fault,
    response::{page, to},
    routes::{
        one_time::{Sought, handle_of},
        reading,
    },
    submission::Submission,
    view::{
        acceptance as view,
        badge::Tone,
        entry::{Told, told},
        form::Posted,
        list::Link,
    },
    visitor::Visitor,
};

const TITLE: &str = "同意签约";
const NO_MOBILE: &str = "您还没有可用的手机号码，请先设置手机号码。";

/// `POST /student/invitations/{id}/acceptance/code`: sends a code, for the version that the student has read. A form that
/// names a code asks for another; one that names none, too soon after a code was sent, leads to where that is typed.
#[handler]
pub async fn send(visitor: &Visitor, Path(id): Path<i64>, form: Submission) -> Result<Response, Fault> {
    let (account, case) = (visitor.student()?, CaseId(id));
    visitor.app.limiters.guess(visitor.address)?;
    let mut conn = visitor.conn().await?;
    let sent = ask_acceptance(&mut conn, account, case, form.version()).await;
    let named = handle_of(&form);
    let typed = |handle: Handle| {
        to(&format!(
            "{}/acceptance/code?code={}",
            present::href(case),
            handle.as_str()
        ))
    };
    let wrong = match sent {
        Ok(handle) => return Ok(typed(handle)),
        Err(NotAsked::TooSoon {
            former: Some(handle), ..
        }) if named.is_none() => return Ok(typed(handle)),
        Err(NotAsked::NoMobile) => NO_MOBILE.to_owned(),
        Err(NotAsked::TooSoon { wait, .. }) => wait.sentence(),
        Err(NotAsked::Act(ActError::Moved)) => {
            let offer = found(&mut conn, account, case).await?;
            return Ok(not_now(visitor, &offer, Some(form.version())));
        }
        Err(NotAsked::Act(ActError::Refused(refusal))) => {
            return Ok(reading::blocked(visitor, refusal, &present::href(case)));
        }
        Err(NotAsked::Act(error)) => return Err(error.into()),
    };
    let offer = found(&mut conn, account, case).await?;
    let refused = StatusCode::UNPROCESSABLE_ENTITY;
    match named {
        Some(handle) => {
            let posted = Posted::new().refuse_all(wrong);
            shown(visitor, &mut conn, &offer, &handle, refused, posted).await
        }
        None => drawn(visitor, &mut conn, &offer, refused, Some(wrong)).await,
    }
}

/// `GET /student/invitations/{id}/acceptance/code?code=`
#[handler]
pub async fn show(
    visitor: &Visitor,
    Path(id): Path<i64>,
    Query(sought): Query<Sought>,
) -> Result<Response, Fault> {
    let mut conn = visitor.conn().await?;
    let offer = found(&mut conn, visitor.student()?, CaseId(id)).await?;
    match sought.handle() {
        Some(handle) => shown(visitor, &mut conn, &offer, &handle, StatusCode::OK, Posted::new()).await,
        None => Ok(over(visitor, CaseId(id), Refused::Late)),
    }
}

/// Nothing was typed: that costs no try.
pub async fn missing(visitor: &Visitor, case: CaseId, handle: &Handle) -> Result<Response, Fault> {
    let mut conn = visitor.conn().await?;
    let offer = found(&mut conn, visitor.student()?, case).await?;
    let posted = Posted::new().refuse("code", "请填写短信验证码");
    shown(
        visitor,
        &mut conn,
        &offer,
        handle,
        StatusCode::UNPROCESSABLE_ENTITY,
        posted,
    )
    .await
}

/// 409: somebody warned of the company after the page was drawn. The page says so now, the code stays good, and a second press agrees.
pub async fn warned(
    visitor: &Visitor,
    conn: &mut Conn,
    case: CaseId,
    handle: &Handle,
) -> Result<Response, Fault> {
    let offer = found(conn, visitor.student()?, case).await?;
    let posted = Posted::new().refuse_all(reading::warned_meanwhile(TITLE));
    shown(visitor, conn, &offer, handle, StatusCode::CONFLICT, posted).await
}

/// What was typed proves nothing.
pub async fn refused(
    visitor: &Visitor,
    conn: &mut Conn,
    case: CaseId,
    handle: Option<&Handle>,
    refused: Refused,
) -> Result<Response, Fault> {
    match (handle, refused) {
        (Some(handle), Refused::Wrong { left: 1.. }) => {
            let offer = found(conn, visitor.student()?, case).await?;
            let posted = Posted::new().refuse("code", refused.sentence(Way::Sms));
            shown(
                visitor,
                conn,
                &offer,
                handle,
                StatusCode::UNPROCESSABLE_ENTITY,
                posted,
            )
            .await
        }
        _ => Ok(over(visitor, case, refused)),
    }
}

/// The page of a code; of one that is over, or for another invitation, a page that says so.
async fn shown(
    visitor: &Visitor,
    conn: &mut Conn,
    offer: &Offer,
    handle: &Handle,
    status: StatusCode,
    posted: Posted,
) -> Result<Response, Fault> {
    let case = &offer.agreement.case;
    if !offer.may_accept() {
        return Ok(not_now(visitor, offer, None));
    }
    let proof = match look(conn, &visitor.app.codes, Purpose::Acceptance, handle, None).await? {
        Ok(proof) => proof,
        Err(refused) => return Ok(over(visitor, case.id, refused)),
    };
    match proof.subject {
        Subject::Invitation {
            student,
            case: of,
            version,
        } if (student, of) == (case.student_id, case.id) => {
            if version != case.shown_version() {
                return Ok(not_now(visitor, offer, Some(version)));
            }
        }
        _ => return Ok(over(visitor, case.id, Refused::Late)),
    }
    let shown = answering::code(offer, handle, &proof.address, visitor.csrf.clone(), posted);
    Ok(page(visitor, status, TITLE, view::code(&shown)))
}

fn over(visitor: &Visitor, case: CaseId, refused: Refused) -> Response {
    let href = present::href(case);
    let body = told(&Told {
        title: TITLE.into(),
        tone: Tone::Bad,
        news: refused.sentence(Way::Sms),
        next: vec!["您还没有同意签约。请再次阅读协议，重新获取验证码。".into()],
        links: vec![
            Link::new("重新获取验证码", format!("{href}/acceptance")),
            Link::new("返回这份邀请", href),
        ],
    });
    page(visitor, StatusCode::GONE, TITLE, body)
}
