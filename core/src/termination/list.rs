//! The terminations of a student or a company: what waits for their answer first, then everything else, newest first.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use diesel::{dsl::count_star, pg::Pg, prelude::*};
use diesel_async::RunQueryDsl;

use crate::{
    access::{Account, Role, Scope},
    case::{AgreementForm, AgreementKind, Initiator, Kind, State, termination},
    db::{
        Conn,
        one_of::one_of,
        schema::{cases, province_settings, schools},
    },
    ids::CaseId,
    paging::{Page, Turn},
};

/// Terminations on a page.
const PAGE: usize = 20;

/// More than that are not shown at once as waiting.
const WAITING: i64 = 100;

/// A line of the list.
#[derive(Debug, Clone)]
pub struct Line {
    /// What is read of the case.
    pub case: Row,
    /// What kind of agreement it ends.
    pub ends: Option<AgreementKind>,
}

/// A case of the list.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = cases, check_for_backend(Pg))]
pub struct Row {
    /// The case.
    pub id: CaseId,
    /// Its state.
    #[diesel(embed)]
    pub state: State,
    /// Who asked.
    pub initiator: Initiator,
    /// When it was begun.
    pub created_at: DateTime<Utc>,
    /// Since when it is in its state.
    pub entered_at: DateTime<Utc>,
    /// Until when an answer is due.
    pub due_at: Option<DateTime<Utc>>,
    /// 姓名.
    pub student_name: String,
    /// 单位名称.
    pub subject: String,
    /// 院校.
    #[diesel(select_expression = schools::name)]
    pub school: String,
    #[diesel(select_expression = province_settings::agreement_form.nullable())]
    form: Option<AgreementForm>,
    agreement_id: Option<CaseId>,
}

impl Row {
    /// Two-party or three-party: how its states are called.
    pub fn form(&self) -> AgreementForm {
        self.form.unwrap_or(AgreementForm::TwoParty)
    }
}

/// The state in which a termination waits for the account's answer; none for those who answer none.
const fn asked(of: &Account) -> Option<termination::State> {
    match of.role {
        Role::Student { .. } => Some(termination::State::AskedByCompany),
        Role::Company { .. } => Some(termination::State::AskedByStudent),
        Role::Province { .. } | Role::School { .. } | Role::Department { .. } | Role::Operator => None,
    }
}

/// What waits for the account's answer, the most urgent first. Served by cases_asked_company and cases_student.
pub async fn waiting(conn: &mut Conn, account: &Account) -> QueryResult<Vec<Line>> {
    let Some(asked) = asked(account) else {
        return Ok(Vec::new());
    };
    let rows = rows(&account.scope())
        .filter(one_of(cases::state, [asked.as_str()]))
        .order((cases::due_at.asc(), cases::id.asc()))
        .limit(WAITING)
        .load(conn)
        .await?;
    with_endings(conn, rows).await
}

/// One page of everything else, newest first. Served by cases_company and cases_student.
pub async fn lines(conn: &mut Conn, account: &Account, turn: Turn) -> QueryResult<Page<Line>> {
    let rows = rows(&account.scope()).limit(PAGE as i64 + 1);
    let rows = match asked(account) {
        Some(asked) => rows.filter(cases::state.ne(asked.as_str())),
        None => rows,
    };
    let rows = match turn {
        Turn::First => rows.order(cases::id.desc()),
        Turn::Older(id) => rows.filter(cases::id.lt(CaseId(id))).order(cases::id.desc()),
        Turn::Newer(id) => rows.filter(cases::id.gt(CaseId(id))).order(cases::id.asc()),
    };
    let rows = rows.load(conn).await?;
    let lines = with_endings(conn, rows).await?;
    Ok(Page::of(lines, turn, PAGE, |line: &Line| line.case.id.0))
}

type Rows = diesel::dsl::IntoBoxed<
    'static,
    diesel::dsl::Select<
        diesel::dsl::LeftJoinOn<
            diesel::dsl::InnerJoin<cases::table, schools::table>,
            province_settings::table,
            OfCase,
        >,
        diesel::dsl::AsSelect<Row, Pg>,
    >,
    Pg,
>;

type OfCase = diesel::dsl::And<
    diesel::dsl::Eq<province_settings::province, schools::province>,
    diesel::dsl::Eq<province_settings::cohort, cases::cohort>,
>;

/// The terminations in reach, in no order.
fn rows(scope: &Scope) -> Rows {
    let form = province_settings::province
        .eq(schools::province)
        .and(province_settings::cohort.eq(cases::cohort));
    cases::table
        .inner_join(schools::table)
        .left_join(province_settings::table.on(form))
        .select(Row::as_select())
        .into_boxed()
        .filter(scope.cases())
        .filter(cases::kind.eq(Kind::Termination))
}

/// Says of each what it ends.
async fn with_endings(conn: &mut Conn, rows: Vec<Row>) -> QueryResult<Vec<Line>> {
    let ended: Vec<CaseId> = rows.iter().filter_map(|row| row.agreement_id).collect();
    let kinds: HashMap<CaseId, State> = cases::table
        .filter(cases::id.eq_any(ended))
        .select((cases::id, State::as_select()))
        .load::<(CaseId, State)>(conn)
        .await?
        .into_iter()
        .collect();
    let line = |case: Row| Line {
        ends: case
            .agreement_id
            .and_then(|agreement| kinds.get(&agreement))
            .and_then(|state| AgreementKind::of(state.kind())),
        case,
    };
    Ok(rows.into_iter().map(line).collect())
}

/// How many terminations stand where, for a company's home page.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// 等待本单位答复.
    pub to_answer: i64,
    /// 等待对方答复.
    pub asked: i64,
    /// 审核中.
    pub in_review: i64,
}

/// Counts the open terminations in reach of an account (I8).
pub async fn counts(conn: &mut Conn, account: &Account) -> QueryResult<Counts> {
    let by_state: Vec<(State, i64)> = cases::table
        .filter(account.scope().cases())
        .filter(cases::kind.eq(Kind::Termination))
        .filter(cases::open)
        .group_by((cases::kind, cases::state))
        .select((State::as_select(), count_star()))
        .load(conn)
        .await?;
    let to_answer = asked(account).map(State::Termination);
    let mut counts = Counts::default();
    for (state, number) in by_state {
        if Some(state) == to_answer {
            counts.to_answer += number;
        } else if state.in_review().is_some() {
            counts.in_review += number;
        } else {
            counts.asked += number;
        }
    }
    Ok(counts)
}
