//! The kinds of case, and the states that each kind can be in.

use super::{AgreementForm, AgreementKind, destination, offline, online, paper, termination};

/// The five kinds of case.
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
pub enum Kind {
    /// 线上签约: started by a company, accepted by the student.
    Online,
    /// 线下签约: filled in by the student, approved, stamped on paper, attested.
    Offline,
    /// 补登: already signed on paper, registered afterwards.
    Paper,
    /// 去向登记: any other whereabouts after graduation.
    Destination,
    /// 解约: ends an effective agreement.
    Termination,
}

impl Kind {
    /// Every kind, in the order of the guide.
    pub const ALL: [Self; 5] = [
        Self::Online,
        Self::Offline,
        Self::Paper,
        Self::Destination,
        Self::Termination,
    ];

    /// The database text.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Online => "online",
            Self::Offline => "offline",
            Self::Paper => "paper",
            Self::Destination => "destination",
            Self::Termination => "termination",
        }
    }

    /// The kind of a database text.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == text)
    }

    /// The guide's word for the kind.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Online => "线上签约",
            Self::Offline => "线下签约",
            Self::Paper => "补登",
            Self::Destination => "去向登记",
            Self::Termination => "解约",
        }
    }

    /// The state in which every case of the kind begins.
    pub const fn draft(self) -> State {
        match self {
            Self::Online => State::Online(online::State::Draft),
            Self::Offline => State::Offline(offline::State::Draft),
            Self::Paper => State::Paper(paper::State::Draft),
            Self::Destination => State::Destination(destination::State::Draft),
            Self::Termination => State::Termination(termination::State::Draft),
        }
    }

    /// The agreement that a case of this kind is, if it is one.
    pub const fn agreement(self) -> Option<AgreementKind> {
        match self {
            Self::Online => Some(AgreementKind::Online),
            Self::Offline => Some(AgreementKind::Offline),
            Self::Paper => Some(AgreementKind::Paper),
            Self::Destination | Self::Termination => None,
        }
    }
}

/// One of the two steps of a review.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// 等待学院审核.
    Department,
    /// 等待学校审核.
    School,
}

impl Step {
    /// Both steps, in their order.
    pub const ALL: [Self; 2] = [Self::Department, Self::School];

    /// The database text.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Department => "department",
            Self::School => "school",
        }
    }

    /// The step of a database text.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|step| step.as_str() == text)
    }
}

/// What a state means to the life that all kinds share.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Standing {
    /// Not yet before a school: a draft, an invitation, a termination asked for.
    Pending,
    /// Before the reviewers of a step.
    InReview(Step),
    /// Back with the student, who edits, uploads or abandons.
    Waiting,
    /// Approved and in force.
    Effective,
    /// Over: nothing leads out of it.
    Ended,
}

/// The state of a case. The kind is part of it, so that no kind can be given another's state.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum State {
    /// An online agreement.
    Online(online::State),
    /// An offline agreement.
    Offline(offline::State),
    /// A paper agreement.
    Paper(paper::State),
    /// A destination.
    Destination(destination::State),
    /// A termination.
    Termination(termination::State),
}

impl State {
    /// The kind of the case.
    pub const fn kind(self) -> Kind {
        match self {
            Self::Online(_) => Kind::Online,
            Self::Offline(_) => Kind::Offline,
            Self::Paper(_) => Kind::Paper,
            Self::Destination(_) => Kind::Destination,
            Self::Termination(_) => Kind::Termination,
        }
    }

    /// The database text, which is unique only within the kind.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Online(state) => state.as_str(),
            Self::Offline(state) => state.as_str(),
            Self::Paper(state) => state.as_str(),
            Self::Destination(state) => state.as_str(),
            Self::Termination(state) => state.as_str(),
        }
    }

    /// What the state means to the life that all kinds share.
    pub const fn standing(self) -> Standing {
        match self {
            Self::Online(state) => state.standing(),
            Self::Offline(state) => state.standing(),
            Self::Paper(state) => state.standing(),
            Self::Destination(state) => state.standing(),
            Self::Termination(state) => state.standing(),
        }
    }

    /// The guide's words for the state. `ends` is the agreement that a termination ends, and `None` otherwise.
    pub const fn label(self, form: AgreementForm, ends: Option<AgreementKind>) -> &'static str {
        match self {
            Self::Online(state) => state.label(form),
            Self::Offline(state) => state.label(form),
            Self::Paper(state) => state.label(),
            Self::Destination(state) => state.label(),
            Self::Termination(state) => state.label(form, ends),
        }
    }

    /// The guide's word for the verdict on a case: 鉴证 or 审核, by the form, where an agreement is to come into force or
    /// to end; 审核 of everything else, the form of an offline agreement among it.
    pub const fn verb(self, form: AgreementForm) -> &'static str {
        match self {
            Self::Online(_) | Self::Termination(_) | Self::Offline(offline::State::SigningReview(_)) => {
                form.verb()
            }
            Self::Offline(_) | Self::Paper(_) | Self::Destination(_) => "审核",
        }
    }

    /// Whether the case takes the student's one place (rule 5.1). A termination never does: the agreement that it
    /// would end still holds the place.
    pub const fn occupies(self) -> bool {
        match self.kind() {
            Kind::Online | Kind::Offline | Kind::Paper | Kind::Destination => match self.standing() {
                Standing::InReview(_) | Standing::Waiting | Standing::Effective => true,
                Standing::Pending | Standing::Ended => false,
            },
            Kind::Termination => false,
        }
    }

    /// The step at which the case waits for a verdict, if it does.
    pub const fn in_review(self) -> Option<Step> {
        match self.standing() {
            Standing::InReview(step) => Some(step),
            Standing::Pending | Standing::Waiting | Standing::Effective | Standing::Ended => None,
        }
    }

    /// Whether somebody still owes the case an answer, an edit or a verdict.
    pub const fn is_open(self) -> bool {
        match self.standing() {
            Standing::Pending | Standing::InReview(_) | Standing::Waiting => true,
            Standing::Effective | Standing::Ended => false,
        }
    }

    /// Whether the case is what the employment system shows for the student.
    pub const fn is_effective(self) -> bool {
        match self.standing() {
            Standing::Effective => true,
            Standing::Pending | Standing::InReview(_) | Standing::Waiting | Standing::Ended => false,
        }
    }

    /// Whether the school said no to it (审核不通过).
    pub const fn is_rejected(self) -> bool {
        matches!(
            self,
            Self::Online(online::State::Rejected)
                | Self::Offline(offline::State::Voided)
                | Self::Paper(paper::State::Voided)
                | Self::Destination(destination::State::Voided)
                | Self::Termination(termination::State::Failed)
        )
    }

    /// Every state of every kind, each kind in the order of its life.
    pub fn all() -> impl Iterator<Item = Self> {
        (online::State::ALL.into_iter().map(Self::from))
            .chain(offline::State::ALL.into_iter().map(Self::from))
            .chain(paper::State::ALL.into_iter().map(Self::from))
            .chain(destination::State::ALL.into_iter().map(Self::from))
            .chain(termination::State::ALL.into_iter().map(Self::from))
    }

    /// The state of a kind and a database text.
    pub fn parse(kind: Kind, text: &str) -> Option<Self> {
        Self::all().find(|state| state.kind() == kind && state.as_str() == text)
    }
}

impl From<online::State> for State {
    fn from(state: online::State) -> Self {
        Self::Online(state)
    }
}

impl From<offline::State> for State {
    fn from(state: offline::State) -> Self {
        Self::Offline(state)
    }
}

impl From<paper::State> for State {
    fn from(state: paper::State) -> Self {
        Self::Paper(state)
    }
}

impl From<destination::State> for State {
    fn from(state: destination::State) -> Self {
        Self::Destination(state)
    }
}

impl From<termination::State> for State {
    fn from(state: termination::State) -> Self {
        Self::Termination(state)
    }
}
