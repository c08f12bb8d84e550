//! What a message is about: read from the case at the time of sending.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use serde_json::Value;

use crate::{
    agreement::part,
    case::{Audience, CaseRow, DeclineReason, EditableField, Initiator, Kind, Notice},
    db::{
        Conn,
        schema::{agreements, case_events, cases, students},
    },
    destination::{Column, Type},
    ids::{CaseId, EventId},
};

/// What the words of a message are made of.
#[derive(Debug, Clone)]
pub(super) struct Matter {
    pub notice: Notice,
    pub audience: Audience,
    pub case: CaseId,
    pub kind: Kind,
    pub initiator: Initiator,
    /// When it happened.
    pub at: DateTime<Utc>,
    /// When an answer is due.
    pub due_at: Option<DateTime<Utc>>,
    /// What the reviewer wrote, or why the student declines.
    pub reason: Option<String>,
    /// The values that an edit left, by field.
    pub edited: Option<Value>,
    /// 姓名.
    pub student: String,
    /// 单位名称 on the agreement; empty where there is none.
    pub company: String,
    /// 职位名称; empty where there is none.
    pub job_title: String,
}

impl Matter {
    pub async fn of(
        conn: &mut Conn,
        (event, case): (EventId, CaseId),
        audience: Audience,
        notice: Notice,
    ) -> QueryResult<Self> {
        let (row, student): (CaseRow, String) = cases::table
            .inner_join(students::table)
            .filter(cases::id.eq(case))
            .select((CaseRow::as_select(), students::name))
            .first(conn)
            .await?;
        let (at, code, text, edited) = case_events::table
            .find(event)
            .select((
                case_events::at,
                case_events::reason_code,
                case_events::text,
                case_events::after,
            ))
            .first(conn)
            .await?;
        let terms = agreements::table
            .find(row.agreement_id.unwrap_or(case))
            .select((agreements::company_name, agreements::job_title))
            .first(conn)
            .await
            .optional()?;
        let (company, job_title) = terms.unwrap_or_default();
        Ok(Self {
            notice,
            audience,
            case,
            kind: row.state.kind(),
            initiator: row.initiator,
            at,
            due_at: row.due_at,
            reason: reason(notice, code, text),
            edited,
            student,
            company,
            job_title,
        })
    }

    /// What a field of this case is called.
    fn label(&self, key: &str) -> Option<&'static str> {
        if self.notice == Notice::InvitationEdited {
            return part(key).map(|part| part.label);
        }
        match self.kind {
            Kind::Destination => {
                let column = Column::parse(key).filter(|column| *column != Column::Type)?;
                let kind = self.edited.as_ref()?.get(Column::Type.as_str())?.as_str()?;
                Some(Type::parse(kind)?.description().label(column))
            }
            Kind::Online | Kind::Offline | Kind::Paper | Kind::Termination => {
                EditableField::parse(key).map(EditableField::label)
            }
        }
    }

    /// The labels of the edited fields, or a word for them all where there are none to name.
    pub fn edited_fields(&self) -> String {
        let keys = self.edited.iter().filter_map(Value::as_object).flatten();
        let labels: Vec<&str> = keys.filter_map(|(key, _)| self.label(key)).collect();
        if labels.is_empty() {
            "部分内容".to_owned()
        } else {
            labels.join("、")
        }
    }
}

/// What was written with a step; before it the reason of a student who declines, which is all that there may be.
pub(super) fn reason(notice: Notice, code: Option<String>, text: Option<String>) -> Option<String> {
    let declined = code
        .filter(|_| notice == Notice::InvitationDeclined)
        .and_then(|code| DeclineReason::parse(&code));
    let words = [declined.map(|code| code.label().to_owned()), text];
    let words: Vec<String> = words.into_iter().flatten().collect();
    (!words.is_empty()).then(|| words.join("："))
}
