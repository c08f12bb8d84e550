//! How a case comes into a state: the moves that the rules themselves allow, and the shortest way along them.

use std::collections::{HashMap, VecDeque};

use wq_core::case::{
    Actor, AgreementKind, DeclineReason, EditableField, Effect, Explanation, Facts, Kind, Objection,
    Question, Reason, ReasonCode, ReviewMode, State, decide,
};

/// One move that the rules allow.
#[derive(Clone, Debug)]
pub(super) struct Step {
    pub actor: Actor,
    /// The command's name, as events keep it.
    pub command: &'static str,
    pub from: State,
    pub to: State,
    /// What follows from the move.
    pub effects: Vec<Effect>,
}

/// What a road map is for: a kind of case, what it ends if it is a termination, and who reviews.
pub(super) type Terrain = (Kind, Option<AgreementKind>, ReviewMode);

/// Every move of every kind of case in every mode.
pub(super) struct Roads(HashMap<Terrain, Vec<Step>>);

impl Roads {
    /// Asks the rules everything that can be asked.
    pub(super) fn survey() -> anyhow::Result<Self> {
        let commands = commands()?;
        let mut roads = HashMap::new();
        for kind in Kind::ALL {
            for ends in endings(kind) {
                for mode in ReviewMode::ALL {
                    roads.insert((kind, ends, mode), steps(kind, ends, mode, &commands));
                }
            }
        }
        Ok(Self(roads))
    }

    fn of(&self, terrain: Terrain) -> &[Step] {
        self.0.get(&terrain).map(Vec::as_slice).unwrap_or_default()
    }

    /// The shortest way from the draft through the given states, in their order. None where the rules know no way.
    pub(super) fn way(&self, terrain: Terrain, through: &[State]) -> Option<Vec<Step>> {
        let mut way = Vec::new();
        let mut at = terrain.0.draft();
        for &next in through {
            way.extend(self.leg(terrain, at, next)?);
            at = next;
        }
        Some(way)
    }

    /// The step that a command makes from a state.
    pub(super) fn step(&self, terrain: Terrain, from: State, command: &str) -> Option<&Step> {
        let mut steps = self.of(terrain).iter();
        steps.find(|step| step.from == from && step.command == command)
    }

    /// The shortest way from one state to another; no step where they are the same.
    fn leg(&self, terrain: Terrain, from: State, to: State) -> Option<Vec<Step>> {
        let mut ways = VecDeque::from([(from, Vec::new())]);
        let mut seen = vec![from];
        while let Some((at, way)) = ways.pop_front() {
            if at == to {
                return Some(way);
            }
            for step in self.of(terrain).iter().filter(|step| step.from == at) {
                if !seen.contains(&step.to) {
                    seen.push(step.to);
                    let longer = way.iter().chain([step]).cloned().collect();
                    ways.push_back((step.to, longer));
                }
            }
        }
        None
    }
}

fn endings(kind: Kind) -> Vec<Option<AgreementKind>> {
    match kind {
        Kind::Online | Kind::Offline | Kind::Paper | Kind::Destination => vec![None],
        Kind::Termination => AgreementKind::ALL.iter().copied().map(Some).collect(),
    }
}

fn steps(kind: Kind, ends: Option<AgreementKind>, mode: ReviewMode, commands: &[Question]) -> Vec<Step> {
    let mut steps = Vec::new();
    for from in State::all().filter(|state| state.kind() == kind) {
        for command in commands {
            for actor in Actor::ALL {
                let Ok(transition) = decide(from, command, &unhindered(actor, mode, ends)) else {
                    continue;
                };
                steps.push(Step {
                    actor,
                    command: command.as_str(),
                    from,
                    to: transition.to,
                    effects: transition.effects,
                });
            }
        }
    }
    steps
}

/// The commands in the order in which the ordinary is preferred to the special.
fn commands() -> anyhow::Result<[Question; 22]> {
    let explanation = Explanation::new("说明")?;
    let reason = Reason {
        code: ReasonCode::new("other")?,
        text: explanation.clone(),
    };
    Ok([
        Question::Invite,
        Question::Accept(()),
        Question::Decline(Objection::of(DeclineReason::OtherOffer)),
        Question::Expire,
        Question::Ask,
        Question::Agree,
        Question::Refuse(explanation.clone()),
        Question::Submit,
        Question::UploadStampedCopy,
        Question::Withdraw,
        Question::Approve,
        Question::Return(reason.clone()),
        Question::Reject(reason),
        Question::Abandon,
        Question::GiveUp,
        Question::ApproveOneSided(explanation.clone()),
        Question::Force(explanation),
        Question::EditInReview,
        Question::EditInvitation,
        Question::EditAfterApproval(vec![EditableField::JobCategory]),
        Question::EndByTermination,
        Question::Remind,
    ])
}

/// Facts of which none stands against a command: a story is only told of students to whom they apply.
fn unhindered(actor: Actor, mode: ReviewMode, agreement: Option<AgreementKind>) -> Facts {
    Facts {
        actor,
        mode,
        module_open: true,
        cohort_current: true,
        dormant: false,
        may_sign_online: true,
        supplementary: false,
        place_free: true,
        due_passed: false,
        asks_used: 0,
        asks_limit: 1,
        agreement,
        agreement_effective: true,
        other_termination_open: false,
    }
}
