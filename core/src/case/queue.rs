//! The lists of the review modules: filtered, counted, paged by keyset so that a page never shifts under a reader.

use chrono::{DateTime, Utc};
use diesel::{dsl::count_star, pg::Pg, prelude::*};
use diesel_async::RunQueryDsl;

use super::{Initiator, Module, State};
use crate::{
    access::Scope,
    db::{
        Conn,
        schema::{agreements, cases, destinations, students},
    },
    ids::CaseId,
};

/// Cases on a page.
pub const PAGE: usize = 50;

/// What a list is narrowed to.
#[derive(Debug, Clone)]
pub struct Filter {
    /// Graduation year.
    pub cohort: i32,
    /// The module.
    pub module: Module,
    /// Only these states; empty: every state.
    pub states: Vec<State>,
    /// 签约发起方.
    pub initiator: Option<Initiator>,
    /// 院系.
    pub department: Option<String>,
    /// Name, student number or ID number.
    pub search: Option<Search>,
    /// A part of the company's name, from its start.
    pub company: Option<String>,
    /// The order of the page.
    pub order: Order,
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

/// A place in a list: the case beside which a page begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cursor {
    /// When that case came into its state.
    pub entered_at: DateTime<Utc>,
    /// That case.
    pub id: CaseId,
}

impl Cursor {
    /// Reads what [`Cursor::text`] wrote.
    pub fn parse(text: &str) -> Option<Self> {
        let (micros, id) = text.split_once('.')?;
        let entered_at = DateTime::from_timestamp_micros(micros.parse().ok()?)?;
        Some(Self {
            entered_at,
            id: CaseId(id.parse().ok()?),
        })
    }

    /// For an address: microseconds and number, as the database orders them.
    pub fn text(self) -> String {
        format!("{}.{}", self.entered_at.timestamp_micros(), self.id)
    }
}

/// Which page of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum At {
    /// The beginning.
    #[default]
    Start,
    /// What follows a case.
    After(Cursor),
    /// What precedes a case.
    Before(Cursor),
}

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
    /// Who started it.
    pub initiator: Initiator,
    /// 院系.
    pub department: String,
    /// 姓名.
    #[diesel(select_expression = students::name)]
    pub student_name: String,
    /// 学号.
    #[diesel(select_expression = students::student_no)]
    pub student_no: String,
    /// 单位名称 of an agreement.
    #[diesel(select_expression = agreements::company_name.nullable())]
    pub company_name: Option<String>,
    /// 职位名称 of an agreement.
    #[diesel(select_expression = agreements::job_title.nullable())]
    pub job_title: Option<String>,
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

/// One page of a list.
#[derive(Debug, Clone)]
pub struct Page {
    /// The lines, in the list's order.
    pub lines: Vec<Line>,
    /// Is there a page before?
    pub has_before: bool,
    /// Is there a page after?
    pub has_after: bool,
}

type Cases = diesel::dsl::LeftJoin<
    diesel::dsl::LeftJoin<diesel::dsl::InnerJoin<cases::table, students::table>, agreements::table>,
    destinations::table,
>;
type Listed<'a> = diesel::dsl::IntoBoxed<'a, Cases, Pg>;

/// The rows of a list, unordered. Served by cases_open_* where all states are open, else by cases_school/_department.
fn listed<'a>(scope: &Scope, filter: &'a Filter) -> Listed<'a> {
    let mut rows = cases::table
        .inner_join(students::table)
        .left_join(agreements::table)
        .left_join(destinations::table)
        .into_boxed()
        .filter(scope.cases())
        .filter(cases::cohort.eq(filter.cohort))
        .filter(cases::module.eq(filter.module));
    if !filter.states.is_empty() {
        rows = rows.filter(cases::state.eq_any(filter.states.iter().map(|state| state.as_str())));
        if let [first, rest @ ..] = filter.states.as_slice()
            && rest.iter().all(|state| state.kind() == first.kind())
        {
            rows = rows.filter(cases::kind.eq(first.kind()));
        }
        if filter.states.iter().all(|state| state.is_open()) {
            rows = rows.filter(cases::open);
        }
    }
    if let Some(initiator) = filter.initiator {
        rows = rows.filter(cases::initiator.eq(initiator));
    }
    if let Some(department) = &filter.department {
        rows = rows.filter(cases::department.eq(department));
    }
    if let Some(company) = &filter.company {
        rows = rows.filter(agreements::company_name.like(starting_with(company)));
    }
    match &filter.search {
        None => rows,
        Some(Search::IdNumber(number)) => rows.filter(students::id_number.eq(number)),
        Some(Search::StudentNo(number)) => rows.filter(students::student_no.like(starting_with(number))),
        Some(Search::Name(name)) => rows.filter(students::name.like(starting_with(name))),
    }
}

/// A LIKE pattern for texts that start so, whatever characters were typed.
fn starting_with(text: &str) -> String {
    let mut pattern: String = text
        .chars()
        .flat_map(|c| {
            matches!(c, '%' | '_' | '\\')
                .then_some('\\')
                .into_iter()
                .chain([c])
        })
        .collect();
    pattern.push('%');
    pattern
}

/// One page of the list.
pub async fn list(conn: &mut Conn, scope: &Scope, filter: &Filter, at: At) -> QueryResult<Page> {
    let (forward, from) = match at {
        At::Start => (true, None),
        At::After(cursor) => (true, Some(cursor)),
        At::Before(cursor) => (false, Some(cursor)),
    };
    let ascending = forward == (filter.order == Order::OldestFirst);
    let mut rows = listed(scope, filter);
    if let Some(Cursor { entered_at, id }) = from {
        let same = cases::entered_at.eq(entered_at);
        rows = if ascending {
            rows.filter(cases::entered_at.ge(entered_at))
                .filter(cases::entered_at.gt(entered_at).or(same.and(cases::id.gt(id))))
        } else {
            rows.filter(cases::entered_at.le(entered_at))
                .filter(cases::entered_at.lt(entered_at).or(same.and(cases::id.lt(id))))
        };
    }
    rows = if ascending {
        rows.order((cases::entered_at.asc(), cases::id.asc()))
    } else {
        rows.order((cases::entered_at.desc(), cases::id.desc()))
    };
    let mut lines: Vec<Line> = rows
        .limit(PAGE as i64 + 1)
        .select(Line::as_select())
        .load(conn)
        .await?;
    let more = lines.len() > PAGE;
    lines.truncate(PAGE);
    if !forward {
        lines.reverse();
    }
    let (has_before, has_after) = if forward {
        (from.is_some(), more)
    } else {
        (more, true)
    };
    Ok(Page {
        lines,
        has_before,
        has_after,
    })
}

/// How many cases the whole list has.
pub async fn count(conn: &mut Conn, scope: &Scope, filter: &Filter) -> QueryResult<i64> {
    listed(scope, filter).select(count_star()).first(conn).await
}

/// How many open cases of each state are in reach, all modules at once: the counts on the home page (I8).
pub async fn open_counts(conn: &mut Conn, scope: &Scope, cohort: i32) -> QueryResult<Vec<(State, i64)>> {
    cases::table
        .filter(scope.cases())
        .filter(cases::cohort.eq(cohort))
        .filter(cases::open)
        .group_by((cases::kind, cases::state))
        .select((State::as_select(), count_star()))
        .load(conn)
        .await
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
    fn characters_of_patterns_are_taken_as_typed() {
        assert_eq!(starting_with(r"50%_\"), r"50\%\_\\%");
    }

    #[test]
    fn a_cursor_survives_the_address() {
        let cursor = Cursor {
            entered_at: DateTime::from_timestamp_micros(1_800_000_000_123_456).expect("in range"),
            id: CaseId(7),
        };
        assert_eq!(Cursor::parse(&cursor.text()), Some(cursor));
        assert_eq!(Cursor::parse("1.2.3"), None);
    }
}
