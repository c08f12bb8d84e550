//! Terminations (解约), rules 6.5 to 6.8.
//!
//! An online agreement is ended by both sides: one asks, the other agrees, the school decides. An offline or paper
//! agreement is ended on material that the student submits. From the review on, both are one.

use super::decide::moved;
use super::review::{Review, Round};
use super::{Actor, AgreementForm, AgreementKind, Audience, Command, Effect, Facts, Kind, Notice, Refusal};
use super::{Standing, Step, Transition};

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

/// Both sides have agreed: the school says yes or no, and nobody takes it back.
const AGREED: Round<State> = Round {
    at: InReview,
    approved: Terminated,
    approval: Notice::Approved,
    on_approval: &[Effect::CloseAgreement],
    returned: None,
    rejected: Failed,
    withdrawn: None,
    hear: &[Audience::Student, Audience::Company],
};

/// The student's material. What is withdrawn is over and stays counted, as an unanswered ask would (rule 6.7).
const SUBMITTED: Round<State> = Round {
    at: InReview,
    approved: Terminated,
    approval: Notice::Approved,
    on_approval: &[Effect::CloseAgreement],
    returned: Some(Returned),
    rejected: Failed,
    withdrawn: Some(Withdrawn),
    hear: &[Audience::Student],
};

fn review(state: State, ends: AgreementKind) -> Result<Review<'static, State>, Refusal> {
    match state {
        InReview(step) => Ok(match ends {
            AgreementKind::Online => AGREED.standing_at(step),
            AgreementKind::Offline | AgreementKind::Paper => SUBMITTED.standing_at(step),
        }),
        Draft | AskedByStudent | AskedByCompany | Withdrawn | Refused | Returned | Failed | Terminated
        | Abandoned => moved(state),
    }
}

pub(super) fn decide(state: State, command: &Command, facts: &Facts) -> Result<Transition<State>, Refusal> {
    let ends = facts.agreement.ok_or(Refusal::AgreementNotEffective)?;
    match command {
        Command::Ask => match state {
            Draft => ask(ends, facts),
            AskedByStudent | AskedByCompany | Withdrawn | Refused | InReview(_) | Returned | Failed
            | Terminated | Abandoned => moved(state),
        },
        Command::Agree => {
            let asker = answered_by(state, facts)?;
            in_force(facts)?;
            Ok(AGREED.enter(facts).telling(asker, Notice::TerminationAgreed))
        }
        Command::Refuse => {
            let asker = answered_by(state, facts)?;
            Ok(Transition::to(Refused).telling(asker, Notice::TerminationRefused))
        }
        Command::Submit => match state {
            Draft => {
                submitted(ends)?;
                may_ask(facts)?;
                Ok(SUBMITTED.enter(facts).with(Effect::CountAsk))
            }
            // The same ask again: it was counted when it was first submitted.
            Returned => {
                submitted(ends)?;
                in_force(facts)?;
                Ok(SUBMITTED.enter(facts))
            }
            AskedByStudent | AskedByCompany | Withdrawn | Refused | InReview(_) | Failed | Terminated
            | Abandoned => moved(state),
        },
        Command::Withdraw => match state {
            AskedByStudent => facts.by(Actor::Student).map(|()| Transition::to(Withdrawn)),
            AskedByCompany => facts.by(Actor::Company).map(|()| Transition::to(Withdrawn)),
            InReview(_) => review(state, ends)?.withdraw(facts),
            Draft | Withdrawn | Refused | Returned | Failed | Terminated | Abandoned => moved(state),
        },
        Command::Approve => {
            let review = review(state, ends)?;
            in_force(facts)?;
            review.approve(facts)
        }
        Command::ApproveOneSided(_) => {
            let review = review(state, ends)?;
            in_force(facts)?;
            match ends {
                AgreementKind::Online => Err(Refusal::OneSidedNotOnline),
                AgreementKind::Offline | AgreementKind::Paper => review.approve(facts),
            }
        }
        Command::Return(_) => review(state, ends)?.send_back(facts),
        Command::Reject(_) => review(state, ends)?.reject(facts),
        Command::Force(_) => match state {
            AskedByStudent => force(facts),
            Draft | AskedByCompany | Withdrawn | Refused | InReview(_) | Returned | Failed | Terminated
            | Abandoned => moved(state),
        },
        Command::Abandon => match state {
            Returned => Ok(Transition::to(Abandoned)),
            Draft | AskedByStudent | AskedByCompany | Withdrawn | Refused | InReview(_) | Failed
            | Terminated | Abandoned => moved(state),
        },
        Command::Invite
        | Command::Accept
        | Command::Decline
        | Command::Expire
        | Command::UploadStampedCopy
        | Command::EditInReview
        | Command::EditAfterApproval(_)
        | Command::GiveUp
        | Command::EndByTermination => Err(Refusal::NotOfThisKind(Kind::Termination)),
    }
}

/// One side of an online agreement asks the other. Only the student's asks are counted.
fn ask(ends: AgreementKind, facts: &Facts) -> Result<Transition<State>, Refusal> {
    match ends {
        AgreementKind::Online => {}
        AgreementKind::Offline | AgreementKind::Paper => return Err(Refusal::SubmitMaterial),
    }
    may_ask(facts)?;
    match facts.actor {
        Actor::Student => Ok(Transition::to(AskedByStudent)
            .with(Effect::CountAsk)
            .telling(Audience::Company, Notice::TerminationAsked)),
        Actor::Company => {
            Ok(Transition::to(AskedByCompany).telling(Audience::Student, Notice::TerminationAsked))
        }
        Actor::DepartmentOfficer | Actor::SchoolOfficer | Actor::System => Err(Refusal::NotAllowed),
    }
}

/// Only the side that was asked answers; the side that asked is told.
fn answered_by(state: State, facts: &Facts) -> Result<Audience, Refusal> {
    match state {
        AskedByStudent => facts.by(Actor::Company).map(|()| Audience::Student),
        AskedByCompany => facts.by(Actor::Student).map(|()| Audience::Company),
        Draft | Withdrawn | Refused | InReview(_) | Returned | Failed | Terminated | Abandoned => {
            moved(state)
        }
    }
}

/// 强制解约: the company does not answer, the school knows why. It goes past every review (rule 6.5).
fn force(facts: &Facts) -> Result<Transition<State>, Refusal> {
    in_force(facts)?;
    Ok(Transition::to(Terminated)
        .with(Effect::CloseAgreement)
        .telling(Audience::Student, Notice::TerminationForced)
        .telling(Audience::Company, Notice::TerminationForced))
}

/// Whether a new termination may be asked for: of an agreement in force, one at a time, within the student's limit.
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

fn submitted(ends: AgreementKind) -> Result<(), Refusal> {
    match ends {
        AgreementKind::Online => Err(Refusal::AskTheOtherSide),
        AgreementKind::Offline | AgreementKind::Paper => Ok(()),
    }
}
