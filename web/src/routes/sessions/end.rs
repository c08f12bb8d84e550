//! Ending sessions of one's own.

use poem::{Response, handler, web::Path};
use wq_core::{
    access::{end_device, end_others},
    ids::SessionId,
};

use crate::{
    fault::Fault,
    response::{Flash, to},
    submission::Submission,
    visitor::Visitor,
};

/// `POST /account/sessions/{id}/end`
#[handler]
pub async fn one(visitor: &Visitor, Path(id): Path<i64>, _form: Submission) -> Result<Response, Fault> {
    let account = visitor.account()?;
    if !end_device(&mut *visitor.conn().await?, account, SessionId(id)).await? {
        return Err(Fault::NotFound);
    }
    visitor.say(Flash::DeviceEnded);
    Ok(to("/account/sessions"))
}

/// `POST /account/sessions/others/end`
#[handler]
pub async fn others(visitor: &Visitor, _form: Submission) -> Result<Response, Fault> {
    let account = visitor.account()?;
    let here = visitor.token.as_ref().ok_or(Fault::SignedOut)?;
    end_others(&mut *visitor.conn().await?, account, here).await?;
    visitor.say(Flash::OthersEnded);
    Ok(to("/account/sessions"))
}
