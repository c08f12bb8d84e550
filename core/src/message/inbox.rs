//! 消息 on the page: each notice once, with what became of it on every channel.

use chrono::{DateTime, Utc};
use diesel::{
    dsl::{AssumeNotNull, count, now},
    pg::Pg,
    prelude::*,
    sql_types::Bool,
    update,
};
use diesel_async::RunQueryDsl;

use super::{matter::reason, words::said};
use crate::{
    access::{Account, Role},
    case::{Audience, Channel, Kind, Notice},
    db::{
        Conn,
        schema::{agreements, case_events, cases, messages, students},
        text_enum::text_enum,
    },
    ids::{CaseId, CompanyId, EventId, StudentId},
    paging::{Page, Turn},
};

/// Notices on a page.
const PAGE: usize = 20;

/// Whose messages. Made from an [`Account`] only.
#[derive(Debug, Clone, Copy)]
pub struct Reader(Whose);

#[derive(Debug, Clone, Copy)]
enum Whose {
    Student(StudentId),
    Company(CompanyId),
}

type Condition<QS> = Box<dyn BoxableExpression<QS, Pg, SqlType = Bool>>;

impl Reader {
    /// Students and companies have messages; staff have none.
    pub fn of(account: &Account) -> Option<Self> {
        match account.role {
            Role::Student { student, .. } => Some(Self(Whose::Student(student))),
            Role::Company { company } => Some(Self(Whose::Company(company))),
            Role::Province { .. } | Role::School { .. } | Role::Department { .. } | Role::Operator => None,
        }
    }

    const fn audience(self) -> Audience {
        match self.0 {
            Whose::Student(_) => Audience::Student,
            Whose::Company(_) => Audience::Company,
        }
    }

    /// Served by messages_student and messages_company.
    fn messages<QS>(self) -> Condition<QS>
    where
        QS: 'static,
        AssumeNotNull<messages::student_id>: SelectableExpression<QS>,
        AssumeNotNull<messages::company_id>: SelectableExpression<QS>,
    {
        match self.0 {
            Whose::Student(student) => Box::new(messages::student_id.assume_not_null().eq(student)),
            Whose::Company(company) => Box::new(messages::company_id.assume_not_null().eq(company)),
        }
    }
}

text_enum! {
    /// What became of a message on one channel.
    DeliveryState {
        /// On its way.
        Owed = "owed",
        /// The other side has taken it.
        Sent = "sent",
        /// The channel does not lead to the person.
        Unreachable = "unreachable",
        /// It could not be sent: an operator looks after it.
        Failed = "failed",
    }
}

/// A channel and what became of the message on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Delivery {
    /// The channel.
    pub channel: Channel,
    /// What became of it.
    pub state: DeliveryState,
}

/// A notice as its reader sees it. No `Debug`: it names a person.
pub struct Received {
    /// The step that it tells of.
    pub event: EventId,
    /// The case.
    pub case: CaseId,
    /// The kind of the case.
    pub kind: Kind,
    /// When it happened.
    pub at: DateTime<Utc>,
    /// To whom it speaks.
    pub audience: Audience,
    /// What it is about, in a few words.
    pub subject: &'static str,
    /// What happened, in a sentence.
    pub sentence: &'static str,
    /// What the reviewer wrote, or why the student declines.
    pub reason: Option<String>,
    /// 姓名 of the case's student.
    pub student: String,
    /// 单位名称 on the agreement; empty where there is none.
    pub company: String,
    /// 职位名称; empty where there is none.
    pub job_title: String,
    /// Every channel that carries it.
    pub deliveries: Vec<Delivery>,
    /// Has its reader not said yet that it was read?
    pub unread: bool,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = messages, check_for_backend(Pg))]
struct Row {
    event_id: EventId,
    case_id: CaseId,
    notice: Notice,
    channel: Channel,
    state: DeliveryState,
    read_at: Option<DateTime<Utc>>,
    #[diesel(select_expression = cases::kind)]
    kind: Kind,
    #[diesel(select_expression = case_events::at)]
    at: DateTime<Utc>,
    #[diesel(select_expression = case_events::reason_code)]
    code: Option<String>,
    #[diesel(select_expression = case_events::text)]
    text: Option<String>,
    #[diesel(select_expression = students::name)]
    student: String,
    #[diesel(select_expression = agreements::company_name.nullable())]
    company: Option<String>,
    #[diesel(select_expression = agreements::job_title.nullable())]
    job_title: Option<String>,
}

/// One page of a reader's notices, newest first.
pub async fn inbox(conn: &mut Conn, reader: Reader, turn: Turn) -> QueryResult<Page<Received>> {
    let page = Page::of(events(conn, reader, turn).await?, turn, PAGE, |event| event.0);
    // A termination speaks of the agreement that it ends.
    let agreement = agreements::case_id
        .eq(cases::id)
        .or(agreements::case_id.eq(cases::agreement_id.assume_not_null()));
    let rows: Vec<Row> = messages::table
        .inner_join(case_events::table)
        .inner_join(cases::table)
        .inner_join(students::table.on(students::id.eq(cases::student_id)))
        .left_join(agreements::table.on(agreement))
        .filter(messages::event_id.eq_any(&page.rows))
        .filter(reader.messages())
        .order((messages::event_id.desc(), messages::id.asc()))
        .select(Row::as_select())
        .load(conn)
        .await?;
    let mut received: Vec<Received> = Vec::with_capacity(page.rows.len());
    for row in rows {
        let delivery = Delivery {
            channel: row.channel,
            state: row.state,
        };
        match received.last_mut() {
            Some(last) if last.event == row.event_id => {
                last.deliveries.push(delivery);
                last.unread |= row.read_at.is_none();
            }
            _ => received.push(row.received(reader.audience(), delivery)),
        }
    }
    Ok(Page {
        rows: received,
        newer: page.newer,
        older: page.older,
    })
}

/// The steps that a page tells of, one more than fits.
async fn events(conn: &mut Conn, reader: Reader, turn: Turn) -> QueryResult<Vec<EventId>> {
    let events = messages::table
        .filter(reader.messages())
        .select(messages::event_id)
        .distinct()
        .limit(PAGE as i64 + 1)
        .into_boxed();
    let events = match turn {
        Turn::First => events.order(messages::event_id.desc()),
        Turn::Older(id) => events
            .filter(messages::event_id.lt(EventId(id)))
            .order(messages::event_id.desc()),
        Turn::Newer(id) => events
            .filter(messages::event_id.gt(EventId(id)))
            .order(messages::event_id.asc()),
    };
    events.load(conn).await
}

impl Row {
    fn received(self, audience: Audience, delivery: Delivery) -> Received {
        let (subject, sentence) = said(self.notice, self.kind);
        Received {
            event: self.event_id,
            case: self.case_id,
            kind: self.kind,
            at: self.at,
            audience,
            subject,
            sentence,
            reason: reason(self.notice, self.code, self.text),
            student: self.student,
            company: self.company.unwrap_or_default(),
            job_title: self.job_title.unwrap_or_default(),
            deliveries: vec![delivery],
            unread: self.read_at.is_none(),
        }
    }
}

/// How many notices a reader has not read.
pub async fn unread(conn: &mut Conn, reader: Reader) -> QueryResult<i64> {
    messages::table
        .filter(reader.messages())
        .filter(messages::read_at.is_null())
        .select(count(messages::event_id).aggregate_distinct())
        .first(conn)
        .await
}

/// Marks every notice up to this one as read.
pub async fn mark_read(conn: &mut Conn, reader: Reader, newest: EventId) -> QueryResult<()> {
    update(messages::table)
        .filter(reader.messages())
        .filter(messages::event_id.le(newest))
        .filter(messages::read_at.is_null())
        .set(messages::read_at.eq(now))
        .execute(conn)
        .await
        .map(drop)
}
