//! What a list of students is narrowed to.

use diesel::{BoolExpressionMethods, BoxableExpression, ExpressionMethods, IntoSql, pg::Pg, sql_types::Bool};

use crate::{
    case::queue::Search,
    db::{schema::students, starts_with::starts_with},
    paging::Page,
};

/// Students on a page.
pub const PAGE: usize = 50;

/// What a list of students is narrowed to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Find {
    /// Name, student number or ID number.
    pub search: Option<Search>,
    /// 院系.
    pub department: Option<String>,
}

/// A page of a list, and how long the whole list is.
#[derive(Debug, Clone)]
pub struct Found<T> {
    /// The page.
    pub page: Page<T>,
    /// How many lines all pages have.
    pub total: i64,
}

type Condition = Box<dyn BoxableExpression<students::table, Pg, SqlType = Bool>>;

impl Find {
    /// The condition on the student.
    pub(super) fn students(&self) -> Condition {
        let searched = self.search.as_ref().map(searched);
        let of_department =
            (self.department.clone()).map(|name| Box::new(students::department.eq(name)) as Condition);
        let everybody: Condition = Box::new(true.into_sql::<Bool>());
        [searched, of_department]
            .into_iter()
            .flatten()
            .fold(everybody, |all, one| Box::new(all.and(one)))
    }
}

/// The students whom a search finds.
pub(super) fn searched(search: &Search) -> Condition {
    match search {
        Search::IdNumber(number) => Box::new(students::id_number.eq(number.clone())),
        Search::StudentNo(number) => Box::new(starts_with(students::student_no, number)),
        Search::Name(name) => Box::new(starts_with(students::name, name)),
    }
}
