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
        text_enum::text_enum,
    },
    ids::CaseId,
    paging::{Page, Turn},
};

/// Terminations on a page.
const PAGE: usize = 20;

/// More than that are not shown at once as waiting.
const WAITING: i64 = 100;

text_enum! {
    /// Where an open termination stands, as a company looks for it.
    Group {
        /// 等待本单位答复.
        ToAnswer = "to_answer",
        /// 等待学生答复.
        Asked = "asked",
        /// 解约审核中.
        Review = "review",
    }
}

impl Group {
    /// The group of a state; none for one in which a company neither acts nor waits.
    const fn of(state: termination::State) -> Option<Self> {
        use termination::State::{
            Abandoned, AskedByCompany, AskedByStudent, Draft, Failed, InReview, Refused, Returned,
            Terminated, Withdrawn,
        };
        match state {
            AskedByStudent => Some(Self::ToAnswer),
            AskedByCompany => Some(Self::Asked),
            InReview(_) => Some(Self::Review),
            Draft | Returned | Withdrawn | Refused | Failed | Terminated | Abandoned => None,
        }
    }

    /// The words for the group.
    pub const fn label(self) -> &'static str {
        match self {
            Self::ToAnswer => "等待本单位答复",
            Self::Asked => "等待学生答复",
            Self::Review => "解约审核中",
        }
    }

    /// The database texts of its states.
    fn states(self) -> impl Iterator<Item = &'static str> {
        termination::State::ALL
            .into_iter()
            .filter(move |state| Self::of(*state) == Some(self))
            .map(termination::State::as_str)
    }
}

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

/// One page of a group, or of everything that does not wait for the account's answer, newest first. Served by cases_company and
/// cases_student.
pub async fn lines(
    conn: &mut Conn,
    account: &Account,
    group: Option<Group>,
    turn: Turn,
) -> QueryResult<Page<Line>> {
    let rows = rows(&account.scope()).limit(PAGE as i64 + 1);
    let rows = match (group, asked(account)) {
        (Some(group), _) => rows.filter(one_of(cases::state, group.states())),
        (None, Some(asked)) => rows.filter(cases::state.ne(asked.as_str())),
        (None, None) => rows,
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

/// How many terminations in reach of a company stand where (I8). Served by cases_company.
pub async fn counts(conn: &mut Conn, account: &Account) -> QueryResult<Vec<(Group, i64)>> {
    let by_state: Vec<(State, i64)> = cases::table
        .filter(account.scope().cases())
        .filter(cases::kind.eq(Kind::Termination))
        .filter(cases::open)
        .group_by((cases::kind, cases::state))
        .select((State::as_select(), count_star()))
        .load(conn)
        .await?;
    let of = |state: State| match state {
        State::Termination(state) => Group::of(state),
        State::Online(_) | State::Offline(_) | State::Paper(_) | State::Destination(_) => None,
    };
    let count = |group: Group| {
        let counted = by_state.iter().filter(|(state, _)| of(*state) == Some(group));
        (group, counted.map(|(_, number)| number).sum::<i64>())
    };
    Ok(Group::ALL.iter().copied().map(count).collect())
}
