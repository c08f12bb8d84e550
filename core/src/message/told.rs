//! What was told about a case, and whether it arrived: the evidence that somebody was asked.

use chrono::{DateTime, Utc};
use diesel::{pg::Pg, prelude::*};
use diesel_async::RunQueryDsl;

use super::{Delivery, DeliveryState};
use crate::{
    access::Scope,
    case::{Audience, Channel, Kind, Notice},
    db::{
        Conn,
        schema::{cases, messages},
    },
    ids::{CaseId, CompanyId, EventId},
};

/// A message about a case on one channel.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = messages, check_for_backend(Pg))]
pub struct Told {
    /// The step that it tells of.
    #[diesel(column_name = event_id)]
    pub event: EventId,
    /// The kind of the case.
    #[diesel(select_expression = cases::kind)]
    pub kind: Kind,
    /// What it said.
    pub notice: Notice,
    /// How it travelled.
    pub channel: Channel,
    /// What became of it.
    pub state: DeliveryState,
    /// When the other side took it.
    pub sent_at: Option<DateTime<Utc>>,
    /// When its reader said that it was read.
    pub read_at: Option<DateTime<Utc>>,
    /// When what it tells of happened: it was written down with the step itself.
    #[diesel(column_name = created_at)]
    pub at: DateTime<Utc>,
    company_id: Option<CompanyId>,
}

impl Told {
    /// Whom it was for.
    pub const fn audience(&self) -> Audience {
        match self.company_id {
            Some(_) => Audience::Company,
            None => Audience::Student,
        }
    }

    /// The channel, and what became of the message on it.
    pub const fn delivery(&self) -> Delivery {
        Delivery {
            channel: self.channel,
            state: self.state,
        }
    }
}

/// Every message about a case in reach, the first first; of each step the student's before the company's. Served by
/// messages_case.
pub async fn told(mut conn: &Conn, scope: &Scope, case: CaseId) -> QueryResult<Vec<Told>> {
    messages::table
        .inner_join(cases::table)
        .filter(messages::case_id.eq(case))
        .filter(scope.cases())
        .order((
            messages::event_id.asc(),
            messages::student_id.asc(),
            messages::id.asc(),
        ))
        .select(Told::as_select())
        .load(&mut conn)
        .await
}
