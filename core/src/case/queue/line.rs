//! One line of a list.

use chrono::{DateTime, Utc};
use diesel::{pg::Pg, prelude::*};
use diesel_async::RunQueryDsl;

use super::{page::Cursor, pick::Picked};
use crate::{
    access::LevelScope,
    case::{Initiator, Module, State},
    db::{
        Conn,
        schema::{agreements, cases, destinations, students},
    },
    ids::{CaseId, CompanyId},
};

/// A line of a list.
#[derive(Debug, Clone)]
pub struct Line {
    /// What every case has.
    pub case: Listed,
    /// What the case is about; none where nothing is filled in yet.
    pub subject: Option<Subject>,
}

/// What a case is about, as a list says it in a word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Subject {
    /// 单位名称 of an agreement.
    Company(String),
    /// The code of a destination's 去向类别.
    Category(String),
}

/// What a line shows of every kind of case.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = cases, check_for_backend(Pg))]
pub struct Listed {
    /// The case.
    pub id: CaseId,
    /// Kind and state.
    #[diesel(embed)]
    pub state: State,
    /// Since when it is in that state.
    pub entered_at: DateTime<Utc>,
    /// When it was first handed in.
    pub submitted_at: Option<DateTime<Utc>>,
    /// Who started it.
    pub initiator: Initiator,
    /// 院系.
    pub department: String,
    /// 层次.
    pub level: LevelScope,
    /// The registered company, where there is one.
    pub company_id: Option<CompanyId>,
    /// 姓名.
    #[diesel(select_expression = students::name)]
    pub student_name: String,
    /// 学号.
    #[diesel(select_expression = students::student_no)]
    pub student_no: String,
}

impl Line {
    /// The place of this line in its list.
    pub fn cursor(&self) -> Cursor {
        Cursor {
            entered_at: self.case.entered_at,
            id: self.case.id,
        }
    }
}

/// The lines of some cases of a module, in no order. Only what the module's cases have is joined: a page's lines are what its
/// reading takes time for.
pub(super) async fn lines(mut conn: &Conn, module: Module, picked: Picked) -> QueryResult<Vec<Line>> {
    let cases = cases::table
        .inner_join(students::table)
        .filter(cases::id.eq_any(picked.select(cases::id)));
    let found: Vec<(Listed, Option<String>)> = match module {
        Module::Destinations => {
            let with_category = cases.left_join(destinations::table);
            with_category
                .select((Listed::as_select(), destinations::category.nullable()))
                .load(&mut conn)
                .await?
        }
        Module::Signing | Module::Paper | Module::Terminations => {
            let with_company = cases.left_join(agreements::table);
            with_company
                .select((Listed::as_select(), agreements::company_name.nullable()))
                .load(&mut conn)
                .await?
        }
    };
    let subject = match module {
        Module::Destinations => Subject::Category,
        Module::Signing | Module::Paper | Module::Terminations => Subject::Company,
    };
    let line = |(case, about): (Listed, Option<String>)| Line {
        case,
        subject: about.map(subject),
    };
    Ok(found.into_iter().map(line).collect())
}
