//! The life that all five kinds share: one review, of one or two steps, modelled once.
//!
//! A kind says in a [`Round`] where each outcome of a review leads; an offline agreement has two rounds, one after the
//! other. What a verdict needs, who may give it and who hears of it is the same for all of them and stands here.

use super::{Actor, Audience, Effect, Facts, Notice, Refusal, State, Step, Transition};

/// Who reviews (审核设置, rule 3.3).
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    diesel::expression::AsExpression,
    diesel::deserialize::FromSqlRow,
)]
#[diesel(sql_type = diesel::sql_types::Text)]
pub enum ReviewMode {
    /// 仅校级审核.
    SchoolOnly,
    /// 先院系再校级审核.
    DepartmentThenSchool,
}

impl ReviewMode {
    /// Both modes.
    pub const ALL: [Self; 2] = [Self::SchoolOnly, Self::DepartmentThenSchool];

    /// The database text.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::SchoolOnly => "school_only",
            Self::DepartmentThenSchool => "department_then_school",
        }
    }

    /// The mode of a database text.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|mode| mode.as_str() == text)
    }

    /// The guide's words for the mode.
    pub const fn label(self) -> &'static str {
        match self {
            Self::SchoolOnly => "仅校级审核",
            Self::DepartmentThenSchool => "先院系再校级审核",
        }
    }

    /// The step at which a review begins.
    pub const fn first_step(self) -> Step {
        match self {
            Self::SchoolOnly => Step::School,
            Self::DepartmentThenSchool => Step::Department,
        }
    }
}

/// Where the outcomes of one review lead.
pub(super) struct Round<S: 'static> {
    /// The state that waits for the verdict of a step.
    pub at: fn(Step) -> S,
    /// After the last step's approval.
    pub approved: S,
    /// What the last step's approval is called to those who hear of it.
    pub approval: Notice,
    /// What else follows from the last step's approval.
    pub on_approval: &'static [Effect],
    /// Back with the student; `None` where a review only knows yes and no.
    pub returned: Option<S>,
    /// After a rejection.
    pub rejected: S,
    /// Where the student's withdrawal leads; `None` where nobody may withdraw once the review has begun.
    pub withdrawn: Option<S>,
    /// Who hears of the verdicts.
    pub hear: &'static [Audience],
}

impl<S: Copy + Into<State>> Round<S> {
    /// Begins the review at the first step of the school's mode. Reviewers are to find the company's status there.
    pub fn enter(&self, facts: &Facts) -> Transition<S> {
        Transition::to((self.at)(facts.mode.first_step())).with(Effect::LookUpCompany)
    }

    /// The review as it stands at a step.
    pub const fn standing_at(&self, step: Step) -> Review<'_, S> {
        Review { round: self, step }
    }

    fn telling(&self, transition: Transition<S>, notice: Notice) -> Transition<S> {
        self.hear.iter().fold(transition, |transition, audience| {
            transition.telling(*audience, notice)
        })
    }
}

/// A round of review that stands at a step.
pub(super) struct Review<'a, S: 'static> {
    round: &'a Round<S>,
    step: Step,
}

impl<S: Copy + Into<State>> Review<'_, S> {
    /// Passes the case on from the department to the school, or from the school to where the round leads.
    pub fn approve(&self, facts: &Facts) -> Result<Transition<S>, Refusal> {
        self.decided_by(facts)?;
        Ok(match self.step {
            Step::Department => self.round.telling(
                Transition::to((self.round.at)(Step::School)),
                Notice::PassedDepartment,
            ),
            Step::School => {
                let approved = Transition::to(self.round.approved);
                let approved = self
                    .round
                    .on_approval
                    .iter()
                    .fold(approved, |to, effect| to.with(*effect));
                self.round.telling(approved, self.round.approval)
            }
        })
    }

    /// 退回修改: back to the student.
    pub fn send_back(&self, facts: &Facts) -> Result<Transition<S>, Refusal> {
        self.decided_by(facts)?;
        let returned = self.round.returned.ok_or(Refusal::NoReturn)?;
        Ok(self.round.telling(Transition::to(returned), Notice::Returned))
    }

    /// 审核不通过: the end of the case.
    pub fn reject(&self, facts: &Facts) -> Result<Transition<S>, Refusal> {
        self.decided_by(facts)?;
        Ok(self
            .round
            .telling(Transition::to(self.round.rejected), Notice::Rejected))
    }

    /// The student takes the case back, as long as no verdict was given in this round.
    pub fn withdraw(&self, facts: &Facts) -> Result<Transition<S>, Refusal> {
        let withdrawn = self.round.withdrawn.ok_or(Refusal::StateMoved(self.state()))?;
        facts.by(Actor::Student)?;
        if self.step == facts.mode.first_step() {
            Ok(Transition::to(withdrawn))
        } else {
            Err(Refusal::VerdictGiven)
        }
    }

    /// The reviewer whose step it is corrects the case, which stays where it is; the student hears of it.
    pub fn edit(&self, facts: &Facts) -> Result<Transition<S>, Refusal> {
        self.decided_by(facts)?;
        Ok(self
            .round
            .telling(Transition::to((self.round.at)(self.step)), Notice::EditedInReview))
    }

    /// Only the officer whose step it is decides. To a department officer the school's step means that a colleague
    /// was quicker; a school officer has to wait for the department.
    fn decided_by(&self, facts: &Facts) -> Result<(), Refusal> {
        match (facts.actor, facts.mode, self.step) {
            (Actor::DepartmentOfficer, ReviewMode::DepartmentThenSchool, Step::Department) => Ok(()),
            (Actor::DepartmentOfficer, ReviewMode::DepartmentThenSchool, Step::School) => {
                Err(Refusal::StateMoved(self.state()))
            }
            (Actor::DepartmentOfficer, ReviewMode::SchoolOnly, Step::Department | Step::School) => {
                Err(Refusal::SchoolReviewsAlone)
            }
            (
                Actor::SchoolOfficer,
                ReviewMode::SchoolOnly | ReviewMode::DepartmentThenSchool,
                Step::School,
            ) => Ok(()),
            (Actor::SchoolOfficer, ReviewMode::DepartmentThenSchool, Step::Department) => {
                Err(Refusal::AwaitsDepartment)
            }
            (Actor::SchoolOfficer, ReviewMode::SchoolOnly, Step::Department) => Err(Refusal::StepNotInMode),
            (Actor::Student | Actor::Company | Actor::System, ..) => Err(Refusal::NotAllowed),
        }
    }

    fn state(&self) -> State {
        (self.round.at)(self.step).into()
    }
}
