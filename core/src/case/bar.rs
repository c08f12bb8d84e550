//! Why a student cannot begin a case now: for the pages that lead to its form.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use super::{
    Actor, Kind, Question, Refusal,
    circumstances::{Circumstances, Place, Standings},
    decide,
};
use crate::{
    access::{Account, Role},
    db::{Conn, schema::students},
};

/// What stands against handing in a new form of a kind; none: nothing does. `supplementary`: a destination of the type
/// 定向/委培毕业去向补充登记. Locks nothing: the act asks again.
pub async fn bar(
    mut conn: &Conn,
    by: &Account,
    kind: Kind,
    supplementary: bool,
) -> QueryResult<Option<Refusal>> {
    let Role::Student { student, .. } = by.role else {
        return Ok(Some(Refusal::NotAllowed));
    };
    let standings = students::table
        .find(student)
        .select(Standings::as_select())
        .first(&mut conn)
        .await?;
    let place = Place {
        case: None,
        kind,
        agreement: None,
        supplementary: Some(supplementary),
        due_at: None,
    };
    let facts = Circumstances::of(conn, &place, standings)
        .await?
        .facts(Actor::Student);
    Ok(decide(kind.draft(), &Question::Submit, &facts).err())
}
