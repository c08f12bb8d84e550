//! Gathers the facts that the rules judge by, inside the transaction that applies their answer.

use chrono::{DateTime, Utc};
use diesel::{
    dsl::{exists, not},
    prelude::*,
    select,
};
use diesel_async::RunQueryDsl;
use futures::try_join;

use super::{Actor, Facts, Kind, Refusal, ReviewMode, State};
use crate::{
    db::{
        Conn,
        one_of::one_of,
        schema::{cases, cohorts, destinations, school_settings, students, terminations},
    },
    destination::Type,
    ids::{CaseId, SchoolId, StudentId},
    roster::{self, Student},
};

/// What of a student bears on an act. Read under the student's lock.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = students, check_for_backend(diesel::pg::Pg))]
pub(crate) struct Standings {
    pub id: StudentId,
    pub school_id: SchoolId,
    pub cohort: i32,
    pub department: String,
    pub level: String,
    pub training_mode: String,
    pub dormant_since: Option<DateTime<Utc>>,
}

impl From<&Student> for Standings {
    fn from(student: &Student) -> Self {
        Self {
            id: student.id,
            school_id: student.school_id,
            cohort: student.cohort,
            department: student.department.clone(),
            level: student.level.clone(),
            training_mode: student.training_mode.clone(),
            dormant_since: student.dormant_since,
        }
    }
}

/// Where a case stands among the student's others.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    /// None: about to begin.
    pub case: Option<CaseId>,
    pub kind: Kind,
    pub agreement: Option<CaseId>,
    /// None: to be read from the case's details.
    pub supplementary: Option<bool>,
    /// When an answer is due.
    pub due_at: Option<DateTime<Utc>>,
}

/// Everything that the rules ask about, whoever acts.
#[derive(Debug)]
pub(super) struct Circumstances {
    student: Standings,
    setting: Setting,
    place_free: bool,
    due_passed: bool,
    supplementary: bool,
    ending: Option<Ending>,
}

/// 签约设置, as far as acts are concerned. A school without them has switched nothing on.
#[derive(Debug, Default)]
struct Setting {
    open: bool,
    mode: Option<ReviewMode>,
    asks_limit: i32,
    acted: bool,
    cohort_current: bool,
}

/// What a termination ends, and how often the student has asked.
#[derive(Debug)]
struct Ending {
    agreement: State,
    asks_used: i64,
    other_open: bool,
}

impl Circumstances {
    pub(super) async fn of(conn: &Conn, place: &Place, student: Standings) -> QueryResult<Self> {
        let supplementary = async {
            match (place.kind, place.supplementary, place.case) {
                (Kind::Destination, Some(given), _) => Ok(given),
                (Kind::Destination, None, Some(case)) => is_supplementary(conn, case).await,
                _ => Ok(false),
            }
        };
        let ending = async {
            match place.agreement {
                Some(agreement) => Ending::of(conn, agreement, place.case, student.id)
                    .await
                    .map(Some),
                None => Ok(None),
            }
        };
        let ((setting, place_free), supplementary, ending) =
            try_join!(Setting::of(conn, &student, place), supplementary, ending)?;
        Ok(Self {
            student,
            setting,
            place_free,
            due_passed: place.due_at.is_some_and(|due| due <= Utc::now()),
            supplementary,
            ending,
        })
    }

    /// Has any student or company of the school and cohort acted (3.2)?
    pub(super) fn acted_before(&self) -> bool {
        self.setting.acted
    }

    /// Why a student cannot sign anything online whatever comes; none: an invitation could be accepted some day.
    pub(super) fn bar(self) -> Option<Refusal> {
        let facts = self.facts(Actor::Student);
        facts
            .student_can_be_acted_on()
            .and_then(|()| facts.agreement_is_allowed())
            .err()
    }

    pub(super) fn facts(self, actor: Actor) -> Facts {
        let ending = self.ending.as_ref();
        Facts {
            actor,
            mode: self.setting.mode.unwrap_or(ReviewMode::SchoolOnly),
            module_open: self.setting.open,
            cohort_current: self.setting.cohort_current,
            dormant: self.student.dormant_since.is_some(),
            may_sign_online: roster::may_sign(&self.student.training_mode),
            supplementary: self.supplementary,
            place_free: self.place_free,
            due_passed: self.due_passed,
            asks_used: ending.map_or(0, |ending| ending.asks_used.try_into().unwrap_or(u32::MAX)),
            asks_limit: self.setting.asks_limit.try_into().unwrap_or(0),
            agreement: ending.and_then(|ending| ending.agreement.kind().agreement()),
            agreement_effective: ending.is_some_and(|ending| ending.agreement.is_effective()),
            other_termination_open: ending.is_some_and(|ending| ending.other_open),
        }
    }
}

impl Setting {
    /// The settings for a student's case, and whether no other case occupies the student (5.1): one statement, since every act
    /// and every review page asks both.
    async fn of(mut conn: &Conn, student: &Standings, place: &Place) -> QueryResult<(Self, bool)> {
        let of_school = school_settings::cohort
            .eq(cohorts::year)
            .and(school_settings::school_id.eq(student.school_id));
        let others = cases::table
            .filter(cases::student_id.eq(student.id))
            .filter(cases::occupies)
            .filter(cases::id.ne(place.case.unwrap_or(CaseId(0))))
            .select(cases::id);
        let (current, place_free, switches) = cohorts::table
            .left_join(school_settings::table.on(of_school))
            .filter(cohorts::year.eq(student.cohort))
            .select((
                cohorts::is_current,
                not(exists(others)),
                Option::<Switches>::as_select(),
            ))
            .first::<(bool, bool, Option<Switches>)>(&mut conn)
            .await?;
        Ok((Self::new(current, switches, place.kind), place_free))
    }

    fn new(cohort_current: bool, switches: Option<Switches>, kind: Kind) -> Self {
        let Some(switches) = switches else {
            return Self {
                cohort_current,
                ..Self::default()
            };
        };
        Self {
            open: switches.opens(kind),
            mode: Some(switches.review_mode),
            asks_limit: switches.termination_limit,
            acted: switches.acted_at.is_some(),
            cohort_current,
        }
    }
}

#[derive(Debug, Queryable, Selectable)]
#[diesel(table_name = school_settings, check_for_backend(diesel::pg::Pg))]
struct Switches {
    signing_open: bool,
    paper_open: bool,
    destination_open: bool,
    review_mode: ReviewMode,
    termination_limit: i32,
    acted_at: Option<DateTime<Utc>>,
}

impl Switches {
    /// Terminations have no switch.
    fn opens(&self, kind: Kind) -> bool {
        match kind {
            Kind::Online | Kind::Offline => self.signing_open,
            Kind::Paper => self.paper_open,
            Kind::Destination => self.destination_open,
            Kind::Termination => true,
        }
    }
}

impl Ending {
    async fn of(
        conn: &Conn,
        agreement: CaseId,
        this: Option<CaseId>,
        student: StudentId,
    ) -> QueryResult<Self> {
        // Its kind is said in words: only so cases_one_termination serves it, and not the whole table.
        let others = cases::table
            .filter(cases::agreement_id.eq(agreement))
            .filter(one_of(cases::kind, [Kind::Termination.as_str()]))
            .filter(cases::open)
            .filter(cases::id.ne(this.unwrap_or(CaseId(0))))
            .select(cases::id);
        let ended = cases::table.find(agreement).select(State::as_select());
        let (mut first, mut second) = (conn, conn);
        let (agreement, asks_used, other_open) = try_join!(
            ended.first(&mut first),
            asks_used(conn, student),
            select(exists(others)).get_result(&mut second),
        )?;
        Ok(Self {
            agreement,
            asks_used,
            other_open,
        })
    }
}

/// How many terminations a student has asked for, whatever came of them (6.7). Served by cases_student.
pub(crate) async fn asks_used(mut conn: &Conn, student: StudentId) -> QueryResult<i64> {
    let asked = terminations::table
        .inner_join(cases::table)
        .filter(cases::student_id.eq(student))
        .select(diesel::dsl::sum(terminations::asks));
    Ok(asked.first::<Option<i64>>(&mut conn).await?.unwrap_or(0))
}

async fn is_supplementary(mut conn: &Conn, case: CaseId) -> QueryResult<bool> {
    let kind: Type = destinations::table
        .find(case)
        .select(destinations::type_)
        .first(&mut conn)
        .await?;
    Ok(kind.is_supplementary())
}
