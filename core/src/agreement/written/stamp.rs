//! The printed agreement comes back with the company's stamp (上传盖章协议书), from the student or from the company.

use diesel_async::AsyncConnection;

use crate::{
    access::Account,
    case::{ActError, Acted, By, Change, Command, apply, hold},
    db::Conn,
    files::{self, Chosen, Purpose},
    ids::CaseId,
};

/// Hands the stamped copy in, as its sender saw the case at version `seen`.
pub async fn stamp(
    conn: &mut Conn,
    by: &Account,
    case: CaseId,
    seen: i32,
    chosen: &[Chosen],
) -> Result<Acted, ActError> {
    conn.transaction(async |conn| {
        let held = hold(conn, By::Account(by), case).await?;
        held.seen_at(seen)?;
        files::attach(conn, by, case, Purpose::StampedCopy, chosen).await?;
        apply(
            conn,
            By::Account(by),
            held,
            &Command::UploadStampedCopy,
            Change::default(),
        )
        .await
    })
    .await
}
