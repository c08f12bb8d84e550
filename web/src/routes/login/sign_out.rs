//! 退出登录, here or everywhere.

use poem::{Response, handler};
use wq_core::access;

use crate::{
    fault::Fault,
    response::{Flash, to},
    submission::Submission,
    visitor::Visitor,
};

/// `POST /logout`
#[handler]
pub async fn here(visitor: &Visitor, _form: Submission) -> Result<Response, Fault> {
    if let Some(token) = &visitor.token {
        access::close(&mut *visitor.conn().await?, token).await?;
    }
    visitor.forget();
    visitor.say(Flash::SignedOut);
    Ok(to("/login"))
}

/// `POST /logout/everywhere`
#[handler]
pub async fn everywhere(visitor: &Visitor, _form: Submission) -> Result<Response, Fault> {
    let account = visitor.account()?.id;
    access::close_all(&mut *visitor.conn().await?, account).await?;
    visitor.forget();
    visitor.say(Flash::SignedOutEverywhere);
    Ok(to("/login"))
}
