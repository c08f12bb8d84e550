//! One line of a list, and the rows that lists are made of.

use chrono::{DateTime, Utc};
use diesel::{pg::Pg, prelude::*};

use super::{
    filter::{Filter, Search, starting_with},
    page::Cursor,
};
use crate::{
    access::{LevelScope, Scope},
    case::{Initiator, State},
    db::schema::{agreements, cases, destinations, students},
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
    /// 单位名称 of an agreement.
    #[diesel(select_expression = agreements::company_name.nullable())]
    pub company_name: Option<String>,
    /// 去向类别 of a destination.
    #[diesel(select_expression = destinations::category.nullable())]
    pub category: Option<String>,
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

type Cases = diesel::dsl::LeftJoin<
    diesel::dsl::LeftJoin<diesel::dsl::InnerJoin<cases::table, students::table>, agreements::table>,
    destinations::table,
>;
pub(super) type Listed<'a> = diesel::dsl::IntoBoxed<'a, Cases, Pg>;

/// The rows of a list, unordered.
pub(super) fn listed<'a>(scope: &Scope, filter: &Filter) -> Listed<'a> {
    let mut rows = cases::table
        .inner_join(students::table)
        .left_join(agreements::table)
        .left_join(destinations::table)
        .into_boxed()
        .filter(scope.cases())
        .filter(filter.on_case())
        .filter(students::dormant_since.is_null());
    if let Some(company) = &filter.company {
        rows = rows.filter(agreements::company_name.like(starting_with(company)));
    }
    // The student's school is said again, since it leads in the indexes that find a student.
    match filter.search.clone() {
        None => rows,
        Some(Search::IdNumber(number)) => rows.filter(students::id_number.eq(number)),
        Some(Search::StudentNo(number)) => rows
            .filter(scope.students())
            .filter(students::student_no.like(starting_with(&number))),
        Some(Search::Name(name)) => rows
            .filter(scope.students())
            .filter(students::name.like(starting_with(&name))),
    }
}
