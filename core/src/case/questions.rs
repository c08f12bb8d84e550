//! Everything that can be asked of `decide`, for the printed tables and the tests.

use std::collections::BTreeMap;

use super::{
    Actor, AgreementKind, Command, DeclineReason, EditableField, Explanation, Facts, Kind, Objection,
    Question, Reason, ReasonCode, Refusal, ReviewMode, State, decide,
};

/// Every command, once, in the order of a case's life.
pub(super) fn commands() -> [Question; 22] {
    [
        Command::Invite,
        Command::EditInvitation,
        Command::Accept(()),
        Command::Decline(objection()),
        Command::Expire,
        Command::Remind,
        Command::Ask,
        Command::Agree,
        Command::Refuse(explanation()),
        Command::Force(explanation()),
        Command::Submit,
        Command::UploadStampedCopy,
        Command::Withdraw,
        Command::EditInReview,
        Command::Approve,
        Command::ApproveOneSided(explanation()),
        Command::Return(reason()),
        Command::Reject(reason()),
        Command::Abandon,
        Command::EditAfterApproval(vec![EditableField::JobCategory]),
        Command::GiveUp,
        Command::EndByTermination,
    ]
}

/// Some explanation: the rules do not read it.
pub(super) fn explanation() -> Explanation {
    Explanation::new("说明").expect("a short text is an explanation")
}

/// Some reason: the rules do not read it.
pub(crate) fn reason() -> Reason {
    Reason {
        code: ReasonCode::new("other").expect("a word is a code"),
        text: explanation(),
    }
}

/// Some objection: the rules do not read it.
pub(super) const fn objection() -> Objection {
    Objection::of(DeclineReason::OtherOffer)
}

/// Facts of which none stands against a command.
pub(super) const fn favourable(actor: Actor, mode: ReviewMode, ends: Option<AgreementKind>) -> Facts {
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
        agreement: ends,
        agreement_effective: true,
        other_termination_open: false,
    }
}

/// The same facts, each time with one of them turned against the command. Dormancy and an earlier cohort are left
/// out: they refuse everything.
pub(super) const fn adverse(facts: Facts) -> [Facts; 8] {
    [
        Facts {
            module_open: false,
            ..facts
        },
        Facts {
            may_sign_online: false,
            ..facts
        },
        Facts {
            supplementary: true,
            ..facts
        },
        Facts {
            place_free: false,
            ..facts
        },
        Facts {
            due_passed: true,
            ..facts
        },
        Facts {
            agreement_effective: false,
            ..facts
        },
        Facts {
            other_termination_open: true,
            ..facts
        },
        Facts {
            asks_used: facts.asks_limit,
            ..facts
        },
    ]
}

/// What a case of the kind can end: for a termination any agreement, for the others nothing.
pub(super) fn endings(kind: Kind) -> Vec<Option<AgreementKind>> {
    match kind {
        Kind::Online | Kind::Offline | Kind::Paper | Kind::Destination => vec![None],
        Kind::Termination => AgreementKind::ALL.iter().copied().map(Some).collect(),
    }
}

/// Favourable facts for every actor, mode and ending of a kind.
pub(super) fn asked_of(kind: Kind) -> impl Iterator<Item = Facts> {
    endings(kind).into_iter().flat_map(|ends| {
        Actor::ALL
            .into_iter()
            .flat_map(move |actor| ReviewMode::ALL.map(|mode| favourable(actor, mode, ends)))
    })
}

/// Every refusal that some state, command and facts raise, by its code.
pub(super) fn refusals() -> BTreeMap<&'static str, Refusal> {
    let mut commands = commands().to_vec();
    commands.push(Command::EditAfterApproval(Vec::new()));
    commands.push(Command::EditAfterApproval(vec![EditableField::CompanyNature]));
    let mut refusals = BTreeMap::new();
    for state in State::all() {
        for facts in asked_of(state.kind()) {
            let dormant = Facts {
                dormant: true,
                ..facts
            };
            let earlier = Facts {
                cohort_current: false,
                ..facts
            };
            for facts in [facts, dormant, earlier].into_iter().chain(adverse(facts)) {
                for command in &commands {
                    if let Err(refusal) = decide(state, command, &facts) {
                        refusals.entry(refusal.code()).or_insert(refusal);
                    }
                }
            }
        }
    }
    refusals
}
