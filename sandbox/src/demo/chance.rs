//! The stories of everybody else: what usually happens, as often as it usually happens.

use wq_core::{
    case::{
        AgreementKind, ReviewMode, State, Step, destination::State as Destination, offline::State as Offline,
        online::State as Online, paper::State as Paper, termination::State as Termination,
    },
    destination::Type,
};

use super::{
    deck::forced,
    destinations,
    dice::Dice,
    people::Wish,
    plot::{Plot, Story, agreed, on_material, signed},
};

#[derive(Clone, Copy)]
enum Fate {
    Nothing,
    Invited,
    Effective,
    InReview,
    WithTheStudent,
    OverAndFree,
    GivenUp,
    Terminated,
    Terminating,
    Commissioned,
    Dormant,
}

const CURRENT: &[(i64, Fate)] = &[
    (190, Fate::Nothing),
    (80, Fate::Invited),
    (330, Fate::Effective),
    (190, Fate::InReview),
    (60, Fate::WithTheStudent),
    (40, Fate::OverAndFree),
    (25, Fate::GivenUp),
    (25, Fate::Terminated),
    (35, Fate::Terminating),
    (15, Fate::Commissioned),
    (10, Fate::Dormant),
];

const EARLIER: &[(i64, Fate)] = &[
    (70, Fate::Nothing),
    (845, Fate::Effective),
    (30, Fate::GivenUp),
    (45, Fate::Terminated),
    (10, Fate::Commissioned),
];

/// A story of a student of the current cohort.
pub(super) fn current(mode: ReviewMode, dice: &mut Dice) -> Story {
    let fate = dice.weighted(CURRENT);
    told(fate, mode, dice)
}

/// A story of a student of an earlier cohort: nothing is left open.
pub(super) fn earlier(mode: ReviewMode, dice: &mut Dice) -> Story {
    let fate = dice.weighted(EARLIER);
    told(fate, mode, dice)
}

fn told(fate: Fate, mode: ReviewMode, dice: &mut Dice) -> Story {
    let step = if mode == ReviewMode::SchoolOnly || dice.chance(45) {
        Step::School
    } else {
        Step::Department
    };
    match fate {
        Fate::Nothing => Story::default(),
        Fate::Invited => {
            let first = dice.between(0, 30).unsigned_abs() as usize;
            let count = dice.between(1, 3).unsigned_abs() as usize;
            let invited = |place| Plot::through(&[Online::Invited]).with(place);
            Story::of((first..first + count).map(invited).collect::<Vec<_>>())
        }
        Fate::Effective => Story::of([effective(dice)]),
        Fate::InReview => Story::of([in_review(step, dice)]),
        Fate::WithTheStudent => Story::of([with_the_student(dice)]),
        Fate::OverAndFree => Story::of([over(dice)]),
        Fate::GivenUp if dice.chance(40) => Story::of([given_up(dice), effective(dice)]),
        Fate::GivenUp => Story::of([given_up(dice)]),
        Fate::Terminated if dice.chance(50) => Story::of([terminated(dice), vec![effective(dice)]].concat()),
        Fate::Terminated => Story::of(terminated(dice)),
        Fate::Terminating => Story::of(terminating(step, dice)),
        Fate::Commissioned => {
            let state = dice.pick(&[
                Destination::Registered,
                Destination::Registered,
                Destination::InReview(Step::School),
            ]);
            Story::of([Plot::through(&[state]).registering(Type::Commissioned)])
        }
        Fate::Dormant => {
            let days = dice.between(1, 9);
            Story::of([effective(dice)]).wishing(|wish| Wish {
                dormant: Some(days),
                ..wish
            })
        }
    }
}

/// A case in force. One in six was returned once before.
fn effective(dice: &mut Dice) -> Plot {
    let detour = dice.chance(16);
    let kind = dice.weighted(&[(34, 0), (18, 1), (10, 2), (38, 3)]);
    let plot = match kind {
        0 => return Plot::through(&[Online::Signed]),
        1 if detour => Plot::through(&[Offline::AgreementReturned, Offline::Signed]),
        1 => Plot::through(&[Offline::Signed]),
        2 if detour => Plot::through(&[Paper::Returned, Paper::Signed]),
        2 => Plot::through(&[Paper::Signed]),
        _ if detour => Plot::through(&[Destination::Returned, Destination::Registered]),
        _ => Plot::through(&[Destination::Registered]),
    };
    plot.registering(destinations::usual(dice))
}

fn in_review(step: Step, dice: &mut Dice) -> Plot {
    let states: [State; 5] = [
        Online::InReview(step).into(),
        Offline::AgreementReview(step).into(),
        Offline::SigningReview(step).into(),
        Paper::InReview(step).into(),
        Destination::InReview(step).into(),
    ];
    Plot::through(&[dice.pick(&states)]).registering(destinations::usual(dice))
}

fn with_the_student(dice: &mut Dice) -> Plot {
    let states: [State; 5] = [
        Offline::AgreementReturned.into(),
        Offline::AwaitingStampedCopy.into(),
        Offline::SigningReturned.into(),
        Paper::Returned.into(),
        Destination::Returned.into(),
    ];
    Plot::through(&[dice.pick(&states)]).registering(destinations::usual(dice))
}

fn over(dice: &mut Dice) -> Plot {
    let states: [State; 8] = [
        Online::Declined.into(),
        Online::Withdrawn.into(),
        Online::Expired.into(),
        Online::Rejected.into(),
        Offline::Voided.into(),
        Paper::Voided.into(),
        Destination::Voided.into(),
        Destination::Abandoned.into(),
    ];
    Plot::through(&[dice.pick(&states)]).registering(destinations::usual(dice))
}

fn given_up(dice: &mut Dice) -> Plot {
    Plot::through(&[Destination::GivenUp]).registering(destinations::usual(dice))
}

fn terminated(dice: &mut Dice) -> Vec<Plot> {
    match dice.between(1, 10) {
        1..=5 => vec![signed(AgreementKind::Online), agreed()],
        6 => vec![signed(AgreementKind::Online), forced()],
        7..=8 => vec![signed(AgreementKind::Offline), on_material()],
        9 => vec![
            signed(AgreementKind::Offline),
            on_material().by("approve_one_sided"),
        ],
        _ => vec![signed(AgreementKind::Paper), on_material()],
    }
}

fn terminating(step: Step, dice: &mut Dice) -> Vec<Plot> {
    let online = [
        Termination::AskedByStudent,
        Termination::AskedByStudent,
        Termination::AskedByCompany,
        Termination::InReview(step),
        Termination::Refused,
    ];
    let on_paper = [
        Termination::InReview(step),
        Termination::InReview(step),
        Termination::Returned,
    ];
    match dice.pick(AgreementKind::ALL) {
        AgreementKind::Online => vec![
            signed(AgreementKind::Online),
            Plot::through(&[dice.pick(&online)]),
        ],
        kind => vec![signed(kind), Plot::through(&[dice.pick(&on_paper)])],
    }
}
