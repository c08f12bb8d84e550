//! A student's mail address.

use poem::{Response, handler, http::StatusCode};
use wq_core::contact::{Changed, Email, change_email};

use super::show::drawn;
use crate::{
    fault::Fault,
    response::{Flash, to},
    submission::Submission,
    view::form::Posted,
    visitor::Visitor,
};

/// `POST /student/profile/email`: an empty field takes it away.
#[handler]
pub async fn save(visitor: &Visitor, typed: Submission) -> Result<Response, Fault> {
    let account = visitor.student()?;
    let (text, email) = (typed.get("email"), Email::parse(typed.get("email")));
    if email.is_none() && !text.is_empty() {
        let posted = Posted::of(&typed.0).refuse("email", "请填写正确的电子邮箱");
        return drawn(visitor, StatusCode::UNPROCESSABLE_ENTITY, Some(posted)).await;
    }
    match change_email(&mut *visitor.conn().await?, account, email.as_ref()).await? {
        Changed::Done => {
            visitor.say(Flash::EmailChanged);
            Ok(to("/student/profile"))
        }
        Changed::Refused(_) | Changed::NoStudent => Err(Fault::NotFound),
    }
}
