//! Which cases a list has: the one answer from which pages, counts and neighbours are taken.

use diesel::{
    dsl::{IntoBoxed, not},
    pg::Pg,
    prelude::*,
};

use super::filter::{Filter, Search};
use crate::{
    access::Scope,
    case::Module,
    db::{
        one_of::one_of,
        schema::{cases, destinations, students},
        starts_with::starts_with,
    },
};

/// Cases by themselves. Nothing is joined, so that an index alone can say which they are; only of a page are the lines read.
pub(crate) type Picked = IntoBoxed<'static, cases::table, Pg>;

/// The cases of a list, unordered.
pub(crate) fn pick(scope: &Scope, filter: &Filter) -> Picked {
    let picked = pick_but_for_state(scope, filter);
    let Some(states) = &filter.states else {
        return picked;
    };
    let picked = picked.filter(one_of(cases::state, states.iter().map(|state| state.as_str())));
    match states.as_slice() {
        [first, rest @ ..] if rest.iter().all(|state| state.kind() == first.kind()) => {
            picked.filter(one_of(cases::kind, [first.kind().as_str()]))
        }
        _ => picked,
    }
}

/// The cases of a list, for who says by other means which of its states are meant.
pub(super) fn pick_but_for_state(scope: &Scope, filter: &Filter) -> Picked {
    let mut cases = cases::table
        .into_boxed()
        .filter(scope.cases())
        .filter(filter.on_case())
        .filter(not(cases::dormant));
    if let Some(company) = &filter.company {
        cases = match filter.module {
            // Of a destination the subject is its category; not every category has a company.
            Module::Destinations => {
                let named = destinations::company_name.assume_not_null();
                let there = destinations::table
                    .filter(starts_with(named, company))
                    .select(destinations::case_id);
                cases.filter(cases::id.eq_any(there))
            }
            Module::Signing | Module::Paper | Module::Terminations => {
                cases.filter(starts_with(cases::subject, company))
            }
        };
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
