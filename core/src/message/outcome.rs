//! What became of a message. Each is harmless twice: a message that was sent stays sent.

use diesel::{dsl::now, insert_into, prelude::*, update};
use diesel_async::{AsyncConnection, RunQueryDsl};

use crate::{
    case::{Channel, Notice},
    db::{Conn, schema::messages},
    ids::{CaseId, EventId, MessageId, StudentId},
    jobs::{enqueue, payloads::SendMessage},
};

/// The other side has taken it, under this number of its own where it gives one.
pub async fn sent(conn: &mut Conn, id: MessageId, receipt: Option<&str>) -> QueryResult<()> {
    update(messages::table.find(id))
        .filter(messages::state.ne("sent"))
        .set((
            messages::state.eq("sent"),
            messages::sent_at.eq(now),
            messages::receipt.eq(receipt),
        ))
        .execute(conn)
        .await
        .map(drop)
}

/// It can never be sent as it is: an operator is to look at its job.
pub async fn failed(conn: &mut Conn, id: MessageId) -> QueryResult<()> {
    update(messages::table.find(id))
        .filter(messages::state.eq("owed"))
        .set(messages::state.eq("failed"))
        .execute(conn)
        .await
        .map(drop)
}

/// Its channel does not lead to the person. A student who is to be told in any case is owed it over another channel
/// from now on.
pub async fn unreachable(conn: &mut Conn, id: MessageId) -> QueryResult<()> {
    conn.transaction(async |conn| {
        let unreached = update(messages::table.find(id))
            .filter(messages::state.eq_any(["owed", "failed"]))
            .set(messages::state.eq("unreachable"))
            .returning(Unreached::as_returning())
            .get_result(conn)
            .await
            .optional()?;
        match unreached {
            Some(unreached) => unreached.owe_otherwise(conn).await,
            None => Ok(()),
        }
    })
    .await
}

/// What the message over the other channel takes over.
#[derive(Queryable, Selectable)]
#[diesel(table_name = messages, check_for_backend(diesel::pg::Pg))]
struct Unreached {
    event_id: EventId,
    case_id: CaseId,
    notice: Notice,
    channel: Channel,
    student_id: Option<StudentId>,
}

impl Unreached {
    async fn owe_otherwise(self, conn: &mut Conn) -> QueryResult<()> {
        let other = match self.channel {
            Channel::WeChat => self.notice.instead_of_wechat(),
            Channel::Sms | Channel::Mail => None,
        };
        let Some(channel) = other else { return Ok(()) };
        let id: Option<MessageId> = insert_into(messages::table)
            .values((
                messages::event_id.eq(self.event_id),
                messages::case_id.eq(self.case_id),
                messages::notice.eq(self.notice),
                messages::channel.eq(channel),
                messages::student_id.eq(self.student_id),
            ))
            .on_conflict_do_nothing()
            .returning(messages::id)
            .get_result(conn)
            .await
            .optional()?;
        if let Some(id) = id {
            enqueue(conn, &SendMessage { message_id: id.0 }).await?;
        }
        Ok(())
    }
}
