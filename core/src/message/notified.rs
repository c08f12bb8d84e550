//! Who was told of a case: every message about it, with what became of it on every channel.

use chrono::{DateTime, Utc};
use diesel::{pg::Pg, prelude::*};
use diesel_async::RunQueryDsl;

use super::{
    inbox::{Delivery, DeliveryState},
    words::said,
};
use crate::{
    access::Scope,
    case::{Audience, Channel, Notice},
    db::{
        Conn,
        schema::{case_events, cases, messages},
    },
    ids::{CaseId, EventId, StudentId},
};

/// A notice that somebody was owed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notified {
    event: EventId,
    /// What it is about, in a few words.
    pub subject: &'static str,
    /// Who was to be told.
    pub audience: Audience,
    /// When what it tells of happened.
    pub at: DateTime<Utc>,
    /// Every channel that carries it.
    pub deliveries: Vec<Delivery>,
    /// When the first of them reached the person, if one did.
    pub sent_at: Option<DateTime<Utc>>,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = messages, check_for_backend(Pg))]
struct Row {
    event_id: EventId,
    notice: Notice,
    channel: Channel,
    student_id: Option<StudentId>,
    state: DeliveryState,
    sent_at: Option<DateTime<Utc>>,
    #[diesel(select_expression = case_events::at)]
    at: DateTime<Utc>,
}

/// Every notice about a case in reach, newest first. Served by messages_case.
pub async fn notified(mut conn: &Conn, scope: &Scope, case: CaseId) -> QueryResult<Vec<Notified>> {
    let rows: Vec<Row> = messages::table
        .inner_join(case_events::table)
        .inner_join(cases::table)
        .filter(messages::case_id.eq(case))
        .filter(scope.cases())
        .order((
            messages::event_id.desc(),
            messages::student_id.asc(),
            messages::id.asc(),
        ))
        .select(Row::as_select())
        .load(&mut conn)
        .await?;
    let mut all: Vec<Notified> = Vec::new();
    for row in rows {
        let next = row.notified();
        match all.last_mut() {
            Some(last) if (last.event, last.audience) == (next.event, next.audience) => {
                last.deliveries.extend(next.deliveries);
                last.sent_at = [last.sent_at, next.sent_at].into_iter().flatten().min();
            }
            _ => all.push(next),
        }
    }
    Ok(all)
}

impl Row {
    fn notified(self) -> Notified {
        Notified {
            event: self.event_id,
            subject: said(self.notice).0,
            audience: match self.student_id {
                Some(_) => Audience::Student,
                None => Audience::Company,
            },
            at: self.at,
            deliveries: vec![Delivery {
                channel: self.channel,
                state: self.state,
            }],
            sent_at: self.sent_at,
        }
    }
}
