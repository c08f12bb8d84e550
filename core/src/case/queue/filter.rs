//! What a list is narrowed to, and the conditions that follow from it.

use chrono::{DateTime, Utc};
use diesel::{
    BoolExpressionMethods, BoxableExpression, ExpressionMethods, NullableExpressionMethods, dsl::now, pg::Pg,
    sql_types::Bool,
};

use crate::{
    access::LevelScope,
    case::{AgreementKind, Initiator, Module, State},
    db::{one_of::one_of, schema::cases},
};

/// What a list is narrowed to.
#[derive(Debug, Clone)]
pub struct Filter {
    /// Graduation year.
    pub cohort: i32,
    /// The module.
    pub module: Module,
    /// Only these states; none: every state. No state at all: no case.
    pub states: Option<Vec<State>>,
    /// Only terminations that both sides have agreed on, or only those that one has asked for; none: either, and every other kind.
    pub agreed: Option<bool>,
    /// Only what was due before now.
    pub overdue: bool,
    /// 签约发起方.
    pub initiator: Option<Initiator>,
    /// 院系.
    pub department: Option<String>,
    /// 层次.
    pub level: LevelScope,
    /// Name, student number or ID number.
    pub search: Option<Search>,
    /// A part of the company's name, from its start.
    pub company: Option<String>,
    /// 去向类别, a code: of destinations only.
    pub category: Option<String>,
    /// Came into its state at this moment or later.
    pub entered_from: Option<DateTime<Utc>>,
    /// Came into its state before this moment.
    pub entered_before: Option<DateTime<Utc>>,
    /// The order of the page.
    pub order: Order,
}

impl Filter {
    /// Every case of a module, what waits longest first.
    pub fn all(module: Module, cohort: i32) -> Self {
        Self {
            cohort,
            module,
            states: None,
            agreed: None,
            overdue: false,
            initiator: None,
            department: None,
            level: LevelScope::All,
            search: None,
            company: None,
            category: None,
            entered_from: None,
            entered_before: None,
            order: Order::OldestFirst,
        }
    }

    /// Does it find so few cases, by other indexes than those of states, that it is quicker to sort them than to walk the states?
    pub(super) fn finds_few(&self) -> bool {
        self.overdue || self.search.is_some() || self.company.is_some()
    }

    /// The same list, with what it has in common with these states.
    pub fn only(self, states: Vec<State>) -> Self {
        let both = match self.states {
            Some(mine) => mine.into_iter().filter(|state| states.contains(state)).collect(),
            None => states,
        };
        Self {
            states: Some(both),
            ..self
        }
    }
}

/// What was typed into the search field, told apart by its form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Search {
    /// Eighteen characters that can be an ID number.
    IdNumber(String),
    /// Digits and Latin letters: the start of a student number.
    StudentNo(String),
    /// Anything else: the start of a name.
    Name(String),
}

impl Search {
    /// None for an empty field.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        if text.is_empty() {
            return None;
        }
        let id_like = text.len() == 18 && text.bytes().take(17).all(|c| c.is_ascii_digit());
        Some(match text {
            _ if id_like => Search::IdNumber(text.to_ascii_uppercase()),
            _ if text.is_ascii() => Search::StudentNo(text.to_owned()),
            _ => Search::Name(text.to_owned()),
        })
    }
}

/// The order in which a list is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Order {
    /// What waits longest comes first.
    #[default]
    OldestFirst,
    /// What came last comes first.
    NewestFirst,
}

type Condition = Box<dyn BoxableExpression<cases::table, Pg, SqlType = Bool>>;

impl Filter {
    /// The conditions on the case itself, but for its state. Served by cases_open_* where all states are open, by cases_awaited for what is
    /// overdue, by cases_school and cases_department for what is decided, and by cases_module for all states.
    pub(super) fn on_case(&self) -> Condition {
        let module = one_of(cases::module, [self.module.as_str()]);
        let mut condition: Condition = Box::new(cases::cohort.eq(self.cohort).and(module));
        if let Some(states) = &self.states
            && states.iter().all(|state| state.is_open())
        {
            condition = Box::new(condition.and(cases::open));
        }
        if let Some(agreed) = self.agreed {
            let ended = cases::ends.assume_not_null();
            condition = match agreed {
                true => Box::new(condition.and(ended.eq(AgreementKind::Online))),
                false => Box::new(condition.and(ended.ne(AgreementKind::Online))),
            };
        }
        if self.overdue {
            condition = Box::new(condition.and(cases::due_at.assume_not_null().le(now)));
        }
        if let Some(initiator) = self.initiator {
            condition = Box::new(condition.and(cases::initiator.eq(initiator)));
        }
        if let Some(department) = &self.department {
            condition = Box::new(condition.and(cases::department.eq(department.clone())));
        }
        if let Some(from) = self.entered_from {
            condition = Box::new(condition.and(cases::entered_at.ge(from)));
        }
        if let Some(before) = self.entered_before {
            condition = Box::new(condition.and(cases::entered_at.lt(before)));
        }
        if let Some(category) = &self.category {
            condition = Box::new(condition.and(cases::subject.eq(category.clone())));
        }
        match self.level {
            LevelScope::All => condition,
            level => Box::new(condition.and(cases::level.eq(level))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_search_is_told_apart_by_its_form() {
        assert_eq!(Search::parse("  "), None);
        assert_eq!(
            Search::parse("11010519491231002x"),
            Some(Search::IdNumber("11010519491231002X".into()))
        );
        assert_eq!(
            Search::parse("20230001"),
            Some(Search::StudentNo("20230001".into()))
        );
        assert_eq!(Search::parse("王小明"), Some(Search::Name("王小明".into())));
        assert_eq!(
            Search::parse("王小明王小明"),
            Some(Search::Name("王小明王小明".into()))
        );
    }

    #[test]
    fn two_narrowings_leave_what_both_let_through() {
        let groups = Module::Signing.groups(crate::case::AgreementForm::TwoParty);
        let filter = Filter::all(Module::Signing, 2027).only(groups[0].states.clone());
        assert_eq!(filter.states.as_ref(), Some(&groups[0].states));
        assert_eq!(filter.only(groups[1].states.clone()).states, Some(Vec::new()));
    }
}
