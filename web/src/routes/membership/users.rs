//! The list of a company's users, and inviting one by mail.

use poem::{Response, handler, http::StatusCode};
use wq_core::{
    access::Account,
    company::users::{NotInvited, User, invite_user, users},
    contact::Email,
};

use crate::{
    fault::Fault,
    response::{Flash, page, to},
    routes::wording::moment,
    submission::Submission,
    view::{form::Posted, users as view},
    visitor::Visitor,
};

/// `GET /company/users`
#[handler]
pub async fn list(visitor: &Visitor) -> Result<Response, Fault> {
    drawn(visitor, StatusCode::OK, Posted::new()).await
}

/// `POST /company/users/invitations`
#[handler]
pub async fn invite(visitor: &Visitor, typed: Submission) -> Result<Response, Fault> {
    let account = visitor.company()?;
    let posted = Posted::of(&typed.0);
    let refused = match Email::parse(typed.get("email")) {
        None => posted.refuse("email", "请填写正确的电子邮箱"),
        Some(email) => {
            visitor.app.limiters.look_up(account.id)?;
            let invited = invite_user(&mut *visitor.conn().await?, account, &email).await?;
            match invited {
                Ok(()) => {
                    visitor.say(Flash::UserInvited);
                    return Ok(to("/company/users"));
                }
                Err(NotInvited::NoCompany) => return Err(Fault::NotFound),
                Err(NotInvited::Already) => posted.refuse("email", "这个邮箱已是本单位用户"),
                Err(NotInvited::TooSoon(wait)) => posted.refuse("email", wait.sentence()),
            }
        }
    };
    drawn(visitor, StatusCode::UNPROCESSABLE_ENTITY, refused).await
}

async fn drawn(visitor: &Visitor, status: StatusCode, posted: Posted) -> Result<Response, Fault> {
    let account = visitor.company()?;
    let found = users(&mut *visitor.conn().await?, account).await?;
    let found = found.ok_or(Fault::NotFound)?;
    let alone = found.len() == 1;
    let shown = view::Users {
        items: found
            .into_iter()
            .map(|user| shown(user, account, alone))
            .collect(),
        csrf: visitor.csrf.clone(),
        invite: "/company/users/invitations".into(),
        posted,
    };
    Ok(page(visitor, status, "单位用户", view::users(&shown)))
}

fn shown(user: User, reader: &Account, alone: bool) -> view::User {
    view::User {
        own: user.id == reader.id,
        removal: (!alone).then(|| format!("/company/users/{}/removal", user.id)),
        login: user.login,
        email: user.email,
        since: moment(user.created_at),
    }
}
