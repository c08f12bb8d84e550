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

type Condition<QS> = Box<dyn BoxableExpression<QS, Pg, SqlType = Bool>>;

impl Find {
    /// The condition on the student.
    pub(super) fn students<QS>(&self) -> Condition<QS>
    where
        QS: 'static,
        students::id_number: diesel::SelectableExpression<QS>,
        students::student_no: diesel::SelectableExpression<QS>,
        students::name: diesel::SelectableExpression<QS>,
        students::department: diesel::SelectableExpression<QS>,
    {
        let mut condition: Condition<QS> = match &self.search {
            None => Box::new(true.into_sql::<Bool>()),
            Some(Search::IdNumber(number)) => Box::new(students::id_number.eq(number.clone())),
            Some(Search::StudentNo(number)) => Box::new(starts_with(students::student_no, number)),
            Some(Search::Name(name)) => Box::new(starts_with(students::name, name)),
        };
        if let Some(department) = &self.department {
            condition = Box::new(condition.and(students::department.eq(department.clone())));
        }
        condition
    }
}
