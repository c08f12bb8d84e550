//! Owing a message, in the transaction of the act that it tells of.

use diesel::{insert_into, prelude::*};
use diesel_async::RunQueryDsl;

use crate::{
    case::{Audience, CaseRow, Channel, Notice},
    db::{Conn, schema::messages},
    ids::{CaseId, CompanyId, EventId, MessageId, StudentId},
    jobs::{NewJob, payloads::SendMessage},
};

#[derive(Insertable)]
#[diesel(table_name = messages)]
struct Row {
    event_id: EventId,
    case_id: CaseId,
    notice: &'static str,
    channel: Channel,
    student_id: Option<StudentId>,
    company_id: Option<CompanyId>,
}

/// Writes one message for each channel of the notice; answers the jobs that send them. A company that is only named on
/// an agreement has no address here, and is owed none.
pub(crate) async fn owe(
    conn: &mut Conn,
    case: &CaseRow,
    event: EventId,
    audience: Audience,
    notice: Notice,
) -> QueryResult<Vec<NewJob>> {
    let (student_id, company_id) = match audience {
        Audience::Student => (Some(case.student_id), None),
        Audience::Company => (None, case.company_id),
    };
    if student_id.is_none() && company_id.is_none() {
        return Ok(Vec::new());
    }
    let row = |&channel| Row {
        event_id: event,
        case_id: case.id,
        notice: notice.as_str(),
        channel,
        student_id,
        company_id,
    };
    let rows: Vec<Row> = notice.channels(audience).iter().map(row).collect();
    let ids: Vec<MessageId> = insert_into(messages::table)
        .values(rows)
        .returning(messages::id)
        .get_results(conn)
        .await?;
    ids.into_iter()
        .map(|id| NewJob::now(&SendMessage { message_id: id.0 }))
        .collect()
}
