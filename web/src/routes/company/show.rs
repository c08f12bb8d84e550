//! One invitation of a company.

use poem::{Response, handler, web::Path};
use wq_core::{
    access::Account,
    agreement::{SentOne, sent_one},
    db::Conn,
    ids::CaseId,
};

use super::present;
use crate::{fault::Fault, response::ok, routes::termination, view::invitation as view, visitor::Visitor};

/// `GET /company/invitations/{id}`
#[handler]
pub async fn show(visitor: &Visitor, Path(id): Path<i64>) -> Result<Response, Fault> {
    let account = visitor.company()?;
    let mut conn = visitor.conn().await?;
    let one = found(&mut conn, account, CaseId(id)).await?;
    let ending = termination::panel(&mut conn, account, CaseId(id)).await?;
    drop(conn);
    Ok(ok(
        visitor,
        "签约邀请",
        view::invitation(&present::one(&one, ending)),
    ))
}

/// An invitation of the company's; anything else does not exist.
pub async fn found(conn: &mut Conn, account: &Account, case: CaseId) -> Result<SentOne, Fault> {
    sent_one(conn, account, case).await?.ok_or(Fault::NotFound)
}
