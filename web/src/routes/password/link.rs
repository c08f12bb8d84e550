//! A company's link, and a new password.

use poem::{Response, handler, http::StatusCode, web::Query};
use wq_core::{
    access::{NewPassword, reset},
    one_time::{Handle, Purpose, Refused, Way, look},
    typed::Reader,
};

use crate::{
    fault::Fault,
    response::{Flash, to},
    routes::one_time::{Sought, form, handle_of, hidden, over, password_fields},
    submission::Submission,
    view::{entry::Entry, form::Posted, list::Link},
    visitor::Visitor,
};

const TITLE: &str = "重置密码";

/// `GET /password/link?code=&secret=`: shows the form, and uses nothing up.
#[handler]
pub async fn show(visitor: &Visitor, Query(sought): Query<Sought>) -> Result<Response, Fault> {
    let Some(handle) = sought.handle() else {
        return Ok(late(visitor, Refused::Late));
    };
    let mut conn = visitor.conn().await?;
    let secret = Some(sought.secret.as_str());
    Ok(
        match look(&mut conn, &visitor.app.codes, Purpose::Reset, &handle, secret).await? {
            Ok(_) => drawn(visitor, &handle, &sought.secret, StatusCode::OK, Posted::new()),
            Err(refused) => late(visitor, refused),
        },
    )
}

/// `POST /password/link`
#[handler]
pub async fn submit(visitor: &Visitor, typed: Submission) -> Result<Response, Fault> {
    let Some(handle) = handle_of(&typed) else {
        return Ok(late(visitor, Refused::Late));
    };
    let mut reader = Reader::new(&typed.0);
    let Some(password) = NewPassword::read(&typed.0, &mut reader) else {
        let posted = Posted::new().refuse_each(reader.finish(()).err().unwrap_or_default());
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        return Ok(drawn(visitor, &handle, typed.get("secret"), status, posted));
    };
    visitor.app.limiters.guess(visitor.address)?;
    let mut conn = visitor.conn().await?;
    match reset(
        &mut conn,
        &visitor.app.codes,
        &handle,
        typed.get("secret"),
        &password,
    )
    .await?
    {
        Ok(()) => {
            visitor.say(Flash::PasswordSet);
            Ok(to("/login/company"))
        }
        Err(refused) => Ok(late(visitor, refused)),
    }
}

fn drawn(visitor: &Visitor, handle: &Handle, secret: &str, status: StatusCode, posted: Posted) -> Response {
    let shown = Entry {
        title: TITLE.into(),
        action: "/password/link".into(),
        csrf: visitor.csrf.clone(),
        hidden: hidden(handle, secret),
        fields: password_fields().into(),
        posted,
        button: "设置新密码".into(),
        ..Entry::default()
    };
    form(visitor, status, &shown)
}

fn late(visitor: &Visitor, refused: Refused) -> Response {
    over(
        visitor,
        TITLE,
        refused,
        Way::Mail,
        Link::new("重新发送邮件", "/password/company"),
    )
}
