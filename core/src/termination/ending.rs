//! A school officer ends an agreement without the company: 强制解约 of what the student asked and nobody answers (6.5), and
//! 学生单方面解约 for want of the company's material (6.6).

use diesel::{prelude::*, update};
use diesel_async::{AsyncConnection, RunQueryDsl};

use super::weigh::command;
use crate::{
    access::Account,
    case::{ActError, Acted, By, Change, Explanation, apply, hold},
    db::{Conn, schema::terminations},
    ids::CaseId,
    review::Means,
};

/// 强制解约, as the officer saw the case at version `seen`.
pub async fn force(
    conn: &mut Conn,
    by: &Account,
    case: CaseId,
    seen: i32,
    explanation: Explanation,
) -> Result<Acted, ActError> {
    alone(conn, by, case, seen, Means::Forced, explanation).await
}

/// 学生单方面解约, as the officer saw the case at version `seen`.
pub async fn end_one_sidedly(
    conn: &mut Conn,
    by: &Account,
    case: CaseId,
    seen: i32,
    explanation: Explanation,
) -> Result<Acted, ActError> {
    alone(conn, by, case, seen, Means::OneSided, explanation).await
}

/// The explanation stands with the verdict in the trail, and with the termination.
async fn alone(
    conn: &mut Conn,
    by: &Account,
    case: CaseId,
    seen: i32,
    means: Means,
    explanation: Explanation,
) -> Result<Acted, ActError> {
    conn.transaction(async |conn| {
        let held = hold(conn, By::Account(by), case).await?;
        held.seen_at(seen)?;
        let kept = explanation.as_str().to_owned();
        let command = command(means, explanation);
        let acted = apply(conn, By::Account(by), held, &command, Change::default()).await?;
        update(terminations::table.find(case))
            .set((terminations::means.eq(means), terminations::explanation.eq(kept)))
            .execute(conn)
            .await?;
        Ok(acted)
    })
    .await
}
