//! A student's code, and a new password.

use poem::{Response, handler, http::StatusCode, web::Query};
use wq_core::{
    access::{NewPassword, reset},
    one_time::{Handle, Purpose, Refused, Way, look},
    typed::Reader,
};

use super::ask::ONE_A_MINUTE;
use crate::{
    fault::Fault,
    response::{Flash, to},
    routes::one_time::{Sought, code_field, form, handle_of, over, password_fields},
    submission::Submission,
    view::{entry::Entry, form::Posted, list::Link},
    visitor::Visitor,
};

const TITLE: &str = "重置密码";

/// `GET /password/code?code=`
#[handler]
pub async fn show(visitor: &Visitor, Query(sought): Query<Sought>) -> Result<Response, Fault> {
    let Some(handle) = sought.handle() else {
        return Ok(late(visitor, Refused::Late));
    };
    drawn(visitor, &handle, StatusCode::OK, Posted::new()).await
}

/// `POST /password/code`
#[handler]
pub async fn submit(visitor: &Visitor, typed: Submission) -> Result<Response, Fault> {
    let Some(handle) = handle_of(&typed) else {
        return Ok(late(visitor, Refused::Late));
    };
    let posted = Posted::of(&typed.0);
    let mut reader = Reader::new(&typed.0);
    reader.required("code", "短信验证码", 6);
    let password = NewPassword::read(&typed.0, &mut reader);
    let password = match (reader.finish(()), password) {
        (Ok(()), Some(password)) => password,
        (wrong, _) => {
            let posted = posted.refuse_each(wrong.err().unwrap_or_default());
            return drawn(visitor, &handle, StatusCode::UNPROCESSABLE_ENTITY, posted).await;
        }
    };
    visitor.app.limiters.guess(visitor.address)?;
    let mut conn = visitor.conn().await?;
    match reset(
        &mut conn,
        &visitor.app.codes,
        &handle,
        typed.get("code"),
        &password,
    )
    .await?
    {
        Ok(()) => {
            visitor.say(Flash::PasswordSet);
            Ok(to("/login/student"))
        }
        Err(refused @ Refused::Wrong { left: 1.. }) => {
            drop(conn);
            let posted = posted.refuse("code", refused.sentence(Way::Sms));
            drawn(visitor, &handle, StatusCode::UNPROCESSABLE_ENTITY, posted).await
        }
        Err(refused) => Ok(late(visitor, refused)),
    }
}

/// Says nothing of the account, since there may be none.
async fn drawn(
    visitor: &Visitor,
    handle: &Handle,
    status: StatusCode,
    posted: Posted,
) -> Result<Response, Fault> {
    let mut conn = visitor.conn().await?;
    if let Err(refused) = look(&mut conn, &visitor.app.codes, Purpose::Reset, handle, None).await? {
        return Ok(late(visitor, refused));
    }
    let [password, again] = password_fields();
    let shown = Entry {
        title: TITLE.into(),
        lead: vec![
            "如果这个账号存在，验证码已发送到它绑定的手机号码，10 分钟内有效。".into(),
            ONE_A_MINUTE.into(),
        ],
        action: "/password/code".into(),
        csrf: visitor.csrf.clone(),
        hidden: vec![("handle", handle.as_str().to_owned())],
        fields: vec![code_field(), password, again],
        posted,
        button: "设置新密码".into(),
        links: vec![Link::new("没有收到，重新获取", "/password/student")],
        ..Entry::default()
    };
    Ok(form(visitor, status, &shown))
}

fn late(visitor: &Visitor, refused: Refused) -> Response {
    over(
        visitor,
        TITLE,
        refused,
        Way::Sms,
        Link::new("重新获取验证码", "/password/student"),
    )
}
