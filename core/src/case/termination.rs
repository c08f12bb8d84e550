//! Terminations (解约), rules 6.5 to 6.8.
//!
//! An online agreement is ended by both sides: one asks, the other agrees, the school decides (`agreed`). An offline or
//! paper agreement is ended on material that the student submits (`material`). Each agreement has one termination under
//! way at a time.

mod agreed;
mod material;

use super::{Actor, AgreementForm, AgreementKind, Command, Facts, Refusal, Standing, Step, Transition};

/// The states of a termination.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum State {
    /// Being filled in.
    Draft,
    /// The student asks; the company is to answer.
    AskedByStudent,
    /// The company asks; the student is to answer.
    AskedByCompany,
    /// Taken back: before the answer (online), or before the first verdict (offline and paper).
    Withdrawn,
    /// The other side said no.
    Refused,
    /// The step's reviewer is to decide.
    InReview(Step),
    /// The student is to edit what was submitted (offline and paper).
    Returned,
    /// The school said no: the agreement stays in force.
    Failed,
    /// The agreement is ended.
    Terminated,
    /// The student gave up after a return: the agreement stays in force.
    Abandoned,
}

use State::{
    Abandoned, AskedByCompany, AskedByStudent, Draft, Failed, InReview, Refused, Returned, Terminated,
    Withdrawn,
};

impl State {
    /// Every state, in the order of the termination's life.
    pub const ALL: [Self; 11] = [
        Draft,
        AskedByStudent,
        AskedByCompany,
        Withdrawn,
        Refused,
        InReview(Step::Department),
        InReview(Step::School),
        Returned,
        Failed,
        Terminated,
        Abandoned,
    ];

    /// The database text.
    pub const fn as_str(self) -> &'static str {
        match self {
            Draft => "draft",
            AskedByStudent => "asked_by_student",
            AskedByCompany => "asked_by_company",
            Withdrawn => "withdrawn",
            Refused => "refused",
            InReview(Step::Department) => "department_review",
            InReview(Step::School) => "school_review",
            Returned => "returned",
            Failed => "failed",
            Terminated => "terminated",
            Abandoned => "abandoned",
        }
    }

    /// What the state means to the life that all kinds share. A termination is never in force itself.
    pub const fn standing(self) -> Standing {
        match self {
            Draft | AskedByStudent | AskedByCompany => Standing::Pending,
            InReview(step) => Standing::InReview(step),
            Returned => Standing::Waiting,
            Withdrawn | Refused | Failed | Terminated | Abandoned => Standing::Ended,
        }
    }

    /// The guide's words for the state, which in review tell whether both sides have agreed.
    pub const fn label(self, form: AgreementForm, ends: Option<AgreementKind>) -> &'static str {
        match self {
            Draft => "解约申请填写中",
            AskedByStudent => "学生发起解约，等待单位应约",
            AskedByCompany => "单位发起解约，等待学生应约",
            Withdrawn => "已撤回解约申请",
            Refused => "对方已拒绝解约",
            InReview(step) => match (ends, step) {
                (Some(AgreementKind::Online), Step::Department) => "已同意解约，等待学院审核",
                (Some(AgreementKind::Online), Step::School) => "已同意解约，等待学校审核",
                (Some(AgreementKind::Offline | AgreementKind::Paper) | None, Step::Department) => {
                    "解约中，等待学院审核"
                }
                (Some(AgreementKind::Offline | AgreementKind::Paper) | None, Step::School) => {
                    "解约中，等待学校审核"
                }
            },
            Returned => "解约退回修改",
            Failed => match form {
                AgreementForm::TwoParty => "鉴证不通过，解约失败",
                AgreementForm::ThreeParty => "审核不通过，解约失败",
            },
            Terminated => "解约完成",
            Abandoned => "学生已放弃解约申请",
        }
    }
}

pub(super) fn decide<Yes>(
    state: State,
    command: &Command<Yes>,
    facts: &Facts,
) -> Result<Transition<State>, Refusal> {
    match facts.agreement {
        Some(AgreementKind::Online) => agreed::decide(state, command, facts),
        Some(AgreementKind::Offline | AgreementKind::Paper) => material::decide(state, command, facts),
        None => Err(Refusal::AgreementNotEffective),
    }
}

/// Whether a new termination may be asked for: of an agreement in force, one at a time, within the student's limit
/// (rules 3.4 and 6.7). A company's asks have no limit.
fn may_ask(facts: &Facts) -> Result<(), Refusal> {
    in_force(facts)?;
    if facts.other_termination_open {
        return Err(Refusal::TerminationUnderWay);
    }
    if facts.actor == Actor::Student && facts.asks_used >= facts.asks_limit {
        return Err(Refusal::AsksUsedUp {
            limit: facts.asks_limit,
        });
    }
    Ok(())
}

fn in_force(facts: &Facts) -> Result<(), Refusal> {
    if facts.agreement_effective {
        Ok(())
    } else {
        Err(Refusal::AgreementNotEffective)
    }
}
