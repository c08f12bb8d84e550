//! What is to become of a student's cases: told as the states that each comes through.

use wq_core::{
    case::{
        AgreementKind, Kind, State, Step, destination::State as Destination, offline::State as Offline,
        online::State as Online, paper::State as Paper, termination::State as Termination,
    },
    destination::Type,
};

use super::{destinations, people::Wish};

/// One case, and the states that it comes through.
#[derive(Clone, Debug)]
pub(super) struct Plot {
    /// Never empty; the last is where the case stands.
    pub through: Vec<State>,
    /// The place of its company among all, where the story wants a certain one.
    pub company: Option<usize>,
    /// What the student registers, where the case is a destination.
    pub destination: Type,
    /// A command that takes the place of the last step: of two ways to a state, the less usual one.
    pub by: Option<&'static str>,
    /// A command that edits the case once it stands where it stands.
    pub then: Option<&'static str>,
}

impl Plot {
    /// A case that comes through states of one kind.
    pub(super) fn through<S: Into<State> + Copy>(states: &[S]) -> Self {
        Self {
            through: states.iter().map(|&state| state.into()).collect(),
            company: None,
            destination: Type::Postgraduate,
            by: None,
            then: None,
        }
    }

    pub(super) fn with(self, company: usize) -> Self {
        Self {
            company: Some(company),
            ..self
        }
    }

    pub(super) fn registering(self, destination: Type) -> Self {
        Self { destination, ..self }
    }

    pub(super) fn by(self, command: &'static str) -> Self {
        Self {
            by: Some(command),
            ..self
        }
    }

    pub(super) fn then(self, command: &'static str) -> Self {
        Self {
            then: Some(command),
            ..self
        }
    }

    /// The kind of the case.
    pub(super) fn kind(&self) -> Kind {
        self.to().kind()
    }

    /// Where the case stands at the end.
    pub(super) fn to(&self) -> State {
        self.through[self.through.len() - 1]
    }
}

/// A student's cases, oldest first, and who the student has to be. A termination ends the agreement before it.
#[derive(Clone, Default)]
pub(super) struct Story {
    pub plots: Vec<Plot>,
    pub wish: Wish,
}

impl Story {
    pub(super) fn of(plots: impl Into<Vec<Plot>>) -> Self {
        let plots = plots.into();
        let level = plots.iter().find_map(|plot| match plot.kind() {
            Kind::Destination => destinations::level(plot.destination),
            Kind::Online | Kind::Offline | Kind::Paper | Kind::Termination => None,
        });
        let commissioned = plots
            .iter()
            .any(|plot| plot.kind() == Kind::Destination && plot.destination == Type::Commissioned);
        let training_mode = Some(if commissioned { "21" } else { "1" }).filter(|_| !plots.is_empty());
        Self {
            plots,
            wish: Wish {
                level,
                training_mode,
                ..Wish::default()
            },
        }
    }

    pub(super) fn wishing(self, wish: impl FnOnce(Wish) -> Wish) -> Self {
        Self {
            wish: wish(self.wish),
            ..self
        }
    }
}

/// The agreement of a kind, signed.
pub(super) fn signed(kind: AgreementKind) -> Plot {
    match kind {
        AgreementKind::Online => Plot::through(&[Online::Signed]),
        AgreementKind::Offline => Plot::through(&[Offline::Signed]),
        AgreementKind::Paper => Plot::through(&[Paper::Signed]),
    }
}

/// A story that ends with a case in the given state, by an ordinary way.
pub(super) fn ending_in(state: State) -> Story {
    Story::of(match state {
        State::Online(Online::Terminated) => vec![signed(AgreementKind::Online), agreed()],
        State::Offline(Offline::Terminated) => vec![signed(AgreementKind::Offline), on_material()],
        State::Paper(Paper::Terminated) => vec![signed(AgreementKind::Paper), on_material()],
        State::Termination(Termination::Returned | Termination::Abandoned) => {
            vec![signed(AgreementKind::Paper), Plot::through(&[state])]
        }
        State::Termination(_) => vec![signed(AgreementKind::Online), Plot::through(&[state])],
        // What the student has taken back is a draft with a history.
        State::Offline(Offline::Draft) => vec![Plot::through(&[
            Offline::AgreementReview(Step::Department),
            Offline::Draft,
        ])],
        State::Paper(Paper::Draft) => vec![Plot::through(&[Paper::InReview(Step::Department), Paper::Draft])],
        State::Destination(Destination::Draft) => {
            vec![Plot::through(&[
                Destination::InReview(Step::Department),
                Destination::Draft,
            ])]
        }
        State::Online(_) | State::Offline(_) | State::Paper(_) | State::Destination(_) => {
            vec![Plot::through(&[state])]
        }
    })
}

/// The student asks, the company agrees, the school approves.
pub(super) fn agreed() -> Plot {
    Plot::through(&[
        Termination::AskedByStudent,
        Termination::InReview(Step::School),
        Termination::Terminated,
    ])
}

/// The student hands in material, the school approves.
pub(super) fn on_material() -> Plot {
    Plot::through(&[Termination::InReview(Step::School), Termination::Terminated])
}
