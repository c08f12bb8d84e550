//! The invitations of a company: the list, the counts, and one of them.

use chrono::{DateTime, Utc};
use diesel::{dsl::count_star, pg::Pg, prelude::*};
use diesel_async::RunQueryDsl;

use super::{
    read::{Agreement, read},
    terms::Terms,
};
use crate::{
    access::{Account, Scope},
    case::{
        ActError, AgreementForm, By, CaseRow, Command, Kind, State,
        history::{Happened, for_company, history},
        look, online,
        queue::Picked,
    },
    db::{
        Conn,
        one_of::one_of,
        schema::{agreements, cases, province_settings, schools},
        starts_with::starts_with,
        text_enum::text_enum,
    },
    ids::CaseId,
    paging::{Page, Turn},
    settings::{Office, office_of},
};

/// Invitations on a page.
const PAGE: usize = 20;

text_enum! {
    /// What became of an invitation, as a company looks for it.
    Group {
        /// 等待学生答复.
        Waiting = "waiting",
        /// 审核中.
        Review = "review",
        /// 签约完成.
        Signed = "signed",
        /// 未签约: declined, withdrawn, expired or rejected.
        Unsigned = "unsigned",
        /// 已解约.
        Terminated = "terminated",
    }
}

impl Group {
    /// The group of a state; none for a draft, which has not been sent.
    pub const fn of(state: online::State) -> Option<Self> {
        match state {
            online::State::Draft => None,
            online::State::Invited => Some(Group::Waiting),
            online::State::InReview(_) => Some(Group::Review),
            online::State::Signed => Some(Group::Signed),
            online::State::Declined
            | online::State::Withdrawn
            | online::State::Expired
            | online::State::Rejected => Some(Group::Unsigned),
            online::State::Terminated => Some(Group::Terminated),
        }
    }

    /// The words for the group.
    pub const fn label(self) -> &'static str {
        match self {
            Group::Waiting => "等待学生答复",
            Group::Review => "审核中",
            Group::Signed => "签约完成",
            Group::Unsigned => "未签约",
            Group::Terminated => "已解约",
        }
    }

    /// The database texts of its states.
    fn states(wanted: Option<Self>) -> impl Iterator<Item = &'static str> {
        online::State::ALL
            .into_iter()
            .filter(move |state| match (Group::of(*state), wanted) {
                (None, _) => false,
                (Some(_), None) => true,
                (Some(group), Some(wanted)) => group == wanted,
            })
            .map(online::State::as_str)
    }
}

/// A line of the list. Of the student only the name, which the company gave itself, and the school.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = cases, check_for_backend(Pg))]
pub struct Sent {
    /// The case.
    pub id: CaseId,
    /// Its state.
    #[diesel(embed)]
    pub state: State,
    /// When it was sent.
    pub created_at: DateTime<Utc>,
    /// Since when it is in its state.
    pub entered_at: DateTime<Utc>,
    /// Until when it waits for an answer.
    pub due_at: Option<DateTime<Utc>>,
    /// 姓名.
    #[diesel(column_name = student_name)]
    pub student: String,
    /// 院校.
    #[diesel(select_expression = schools::name)]
    pub school: String,
    /// 职位名称.
    #[diesel(select_expression = agreements::job_title)]
    pub job_title: String,
    #[diesel(select_expression = province_settings::agreement_form.nullable())]
    form: Option<AgreementForm>,
}

impl Sent {
    /// Two-party or three-party: how its states are called.
    pub fn form(&self) -> AgreementForm {
        self.form.unwrap_or(AgreementForm::TwoParty)
    }

    /// Does it wait for the student's answer?
    pub fn is_waiting(&self) -> bool {
        matches!(self.state, State::Online(state) if Group::of(state) == Some(Group::Waiting))
    }
}

/// What a company looks for among its invitations.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wanted {
    /// What became of them; none: whatever.
    pub group: Option<Group>,
    /// How the student's name begins; empty: whoever.
    pub search: String,
}

/// How many invitations in reach are wanted. Served by cases_company, as [`sent`] is.
pub async fn found(conn: &mut Conn, scope: &Scope, wanted: &Wanted) -> QueryResult<i64> {
    pick(scope, wanted).select(count_star()).first(conn).await
}

/// One page of the wanted invitations in reach, newest first. Which they are the index decides; what is joined is read of these alone.
pub async fn sent(conn: &mut Conn, scope: &Scope, wanted: &Wanted, turn: Turn) -> QueryResult<Page<Sent>> {
    let nearest = match turn {
        Turn::First => pick(scope, wanted).order(cases::id.desc()),
        Turn::Older(id) => pick(scope, wanted)
            .filter(cases::id.lt(CaseId(id)))
            .order(cases::id.desc()),
        Turn::Newer(id) => pick(scope, wanted)
            .filter(cases::id.gt(CaseId(id)))
            .order(cases::id.asc()),
    };
    let form = province_settings::province
        .eq(schools::province)
        .and(province_settings::cohort.eq(cases::cohort));
    let rows = cases::table
        .inner_join(schools::table)
        .inner_join(agreements::table)
        .left_join(province_settings::table.on(form))
        .filter(cases::id.eq_any(nearest.limit(PAGE as i64 + 1).select(cases::id)))
        .select(Sent::as_select())
        .into_boxed();
    let rows = match turn {
        Turn::First | Turn::Older(_) => rows.order(cases::id.desc()),
        Turn::Newer(_) => rows.order(cases::id.asc()),
    };
    let rows = rows.load(conn).await?;
    Ok(Page::of(rows, turn, PAGE, |sent: &Sent| sent.id.0))
}

/// Which invitations are wanted. A name is looked for among the company's own, which are few beside all students.
fn pick(scope: &Scope, wanted: &Wanted) -> Picked {
    let sent = cases::table
        .into_boxed()
        .filter(scope.cases())
        .filter(one_of(cases::kind, [Kind::Online.as_str()]))
        .filter(one_of(cases::state, Group::states(wanted.group)));
    match wanted.search.as_str() {
        "" => sent,
        name => sent.filter(starts_with(cases::student_name, name)),
    }
}

/// How many invitations each group holds, every group once (I8).
pub async fn counts(conn: &mut Conn, scope: &Scope) -> QueryResult<Vec<(Group, i64)>> {
    let by_state: Vec<(State, i64)> = cases::table
        .filter(scope.cases())
        .filter(cases::kind.eq(Kind::Online))
        .group_by((cases::kind, cases::state))
        .select((State::as_select(), count_star()))
        .load(conn)
        .await?;
    let of = |wanted: Group| {
        by_state
            .iter()
            .filter(|(state, _)| matches!(state, State::Online(state) if Group::of(*state) == Some(wanted)))
            .map(|(_, number)| number)
            .sum()
    };
    Ok(Group::ALL.iter().map(|&group| (group, of(group))).collect())
}

/// One invitation, with no more of the student than its company may know.
pub struct SentOne {
    /// The spine.
    pub case: CaseRow,
    /// What was offered.
    pub terms: Terms,
    /// 协议编号, once issued.
    pub number: Option<String>,
    /// 姓名.
    pub student: String,
    /// 身份证号 with its middle hidden.
    pub id_number: String,
    /// The school, with its form and mode for the student's cohort.
    pub office: Office,
    /// What happened so far, newest first. Officers are not named.
    pub history: Vec<Happened>,
    /// May the company take it back now?
    pub may_withdraw: bool,
    /// May the company edit it now?
    pub may_edit: bool,
}

/// An online agreement of the company's; none for every other case.
pub async fn sent_one(conn: &mut Conn, account: &Account, case: CaseId) -> Result<Option<SentOne>, ActError> {
    let scope = account.scope();
    let Some(agreement) = read(conn, &scope, case).await?.filter(Agreement::is_online) else {
        return Ok(None);
    };
    let Some(office) = office_of(conn, agreement.case.school_id, agreement.case.cohort).await? else {
        return Ok(None);
    };
    let held = look(conn, By::Account(account), case).await?;
    let history = history(conn, &scope, case).await?;
    Ok(Some(SentOne {
        id_number: agreement.student.masked_id_number(),
        student: agreement.student.name,
        case: agreement.case,
        terms: agreement.terms,
        number: agreement.number,
        office,
        history: history.into_iter().map(for_company).collect(),
        may_edit: held.refusal(&Command::EditInvitation).is_none(),
        may_withdraw: held.refusal(&Command::Withdraw).is_none(),
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_state_but_drafts_is_found_in_one_group_and_among_all() {
        let all: Vec<&str> = Group::states(None).collect();
        let grouped: Vec<&str> = Group::ALL
            .iter()
            .flat_map(|&group| Group::states(Some(group)))
            .collect();
        for state in online::State::ALL {
            let expected = usize::from(state != online::State::Draft);
            assert_eq!(
                all.iter().filter(|text| **text == state.as_str()).count(),
                expected
            );
            assert_eq!(
                grouped.iter().filter(|text| **text == state.as_str()).count(),
                expected
            );
        }
    }
}
