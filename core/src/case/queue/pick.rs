//! Which cases a list has: the one answer from which pages, counts and neighbours are taken.

use diesel::{
    dsl::{IntoBoxed, not},
    pg::Pg,
    prelude::*,
};

use super::filter::{Filter, Search};
use crate::{
    access::Scope,
    db::{
        schema::{cases, students},
        starts_with::starts_with,
    },
};

/// Cases by themselves. Nothing is joined, so that an index alone can say which they are; only of a page are the lines read.
pub(super) type Picked = IntoBoxed<'static, cases::table, Pg>;

/// The cases of a list, unordered.
pub(super) fn pick(scope: &Scope, filter: &Filter) -> Picked {
    let mut cases = cases::table
        .into_boxed()
        .filter(scope.cases())
        .filter(filter.on_case())
        .filter(not(cases::dormant));
    if let Some(company) = &filter.company {
        cases = cases.filter(starts_with(cases::subject, company));
    }
    let Some(search) = &filter.search else {
        return cases;
    };
    // The student's school is said again, since it leads in the indexes that find a student.
    let found = students::table.into_boxed().select(students::id);
    let found = match search {
        Search::IdNumber(number) => found.filter(students::id_number.eq(number.clone())),
        Search::StudentNo(number) => found
            .filter(scope.students())
            .filter(starts_with(students::student_no, number)),
        Search::Name(name) => found
            .filter(scope.students())
            .filter(starts_with(students::name, name)),
    };
    cases.filter(cases::student_id.eq_any(found))
}
