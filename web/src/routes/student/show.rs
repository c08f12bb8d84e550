//! One invitation, to weigh.

use poem::{Response, handler, web::Path};
use wq_core::{
    access::Account,
    agreement::{Offer, offer, open_offer},
    db::Conn,
    ids::CaseId,
};

use super::present;
use crate::{fault::Fault, response::ok, routes::termination, view::answer::answer, visitor::Visitor};

/// `GET /student/invitations/{id}`
#[handler]
pub async fn show(visitor: &Visitor, Path(id): Path<i64>) -> Result<Response, Fault> {
    let account = visitor.student()?;
    let mut conn = visitor.conn().await?;
    let offer = open_offer(&mut conn, account, CaseId(id)).await?;
    let offer = offer.ok_or(Fault::NotFound)?;
    let ending = termination::panel(&mut conn, account, CaseId(id)).await?;
    drop(conn);
    Ok(ok(visitor, "签约邀请", answer(&present::answer(&offer, ending))))
}

/// An invitation to the student; anything else does not exist.
pub async fn found(conn: &mut Conn, account: &Account, case: CaseId) -> Result<Offer, Fault> {
    offer(conn, account, case).await?.ok_or(Fault::NotFound)
}
