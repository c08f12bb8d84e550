//! One line of a list.

use chrono::{DateTime, Utc};
use diesel::{pg::Pg, prelude::*};
use diesel_async::RunQueryDsl;

use super::{filter::Filter, nearest::nearest, page::Cursor};
use crate::{
    access::{LevelScope, Scope},
    case::{AgreementKind, Initiator, State},
    db::{Conn, schema::cases},
    ids::{CaseId, CompanyId},
};

/// A line of a list.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = cases, check_for_backend(Pg))]
pub struct Line {
    /// The case.
    pub id: CaseId,
    /// Kind and state.
    #[diesel(embed)]
    pub state: State,
    /// Since when it is in that state.
    pub entered_at: DateTime<Utc>,
    /// When it was first handed in.
    pub submitted_at: Option<DateTime<Utc>>,
    /// When an answer or an upload is due.
    pub due_at: Option<DateTime<Utc>>,
    /// The company that it is with; of a destination none.
    pub company_id: Option<CompanyId>,
    /// The credit code of the employer that a destination names.
    pub employer_code: Option<String>,
    /// Who started it.
    pub initiator: Initiator,
    /// 院系.
    pub department: String,
    /// 层次.
    pub level: LevelScope,
    /// 姓名.
    pub student_name: String,
    /// 学号.
    pub student_no: String,
    /// 单位名称 of an agreement and of its termination, the code of a destination's 去向类别; empty where nothing is filled in.
    pub subject: String,
    /// The kind of the agreement that a termination ends.
    pub ends: Option<AgreementKind>,
}

impl Line {
    /// The place of this line in its list.
    pub fn cursor(&self) -> Cursor {
        Cursor {
            entered_at: self.entered_at,
            id: self.id,
        }
    }
}

/// The lines of the cases nearest to a place in a list, from there on.
pub(super) async fn lines(
    mut conn: &Conn,
    scope: &Scope,
    filter: &Filter,
    from: Option<Cursor>,
    forward: bool,
    most: i64,
) -> QueryResult<Vec<Line>> {
    nearest(Line::as_select(), scope, filter, from, forward, most)
        .load(&mut conn)
        .await
}
