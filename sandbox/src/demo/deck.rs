//! The stories that the demonstration must tell: of the students with a sign-in, and of every state once.

use wq_core::{
    case::{
        AgreementKind::{Offline as OfflineAgreement, Online as OnlineAgreement, Paper as PaperAgreement},
        State,
        Step::{Department, School},
        destination::State as Destination,
        offline::State as Offline,
        online::State as Online,
        paper::State as Paper,
        termination::State as Termination,
    },
    destination::Type,
};

use super::{
    companies::{NOT_IN_EXISTENCE, WARNED},
    people::Wish,
    plot::{Plot, Story, agreed, ending_in, on_material, signed},
};

/// The stories of `student-01` … `student-20`, in turn of 计算机科学与技术学院 and 法学院. The first two are free to act.
pub(super) fn with_a_sign_in() -> Vec<Story> {
    let invitation = |company| Plot::through(&[Online::Invited]).with(company);
    let stories = [
        Story::of([]),
        Story::of([]),
        Story::of([invitation(0), invitation(1), invitation(2)]),
        Story::of([Plot::through(&[Online::InReview(Department)]).with(WARNED)]),
        Story::of([Plot::through(&[Online::InReview(School)]).with(NOT_IN_EXISTENCE)]),
        Story::of([signed(OnlineAgreement).with(0)]),
        Story::of([Plot::through(&[Online::Rejected]).with(2), invitation(1)]),
        Story::of([Plot::through(&[Offline::AgreementReturned])]),
        Story::of([Plot::through(&[Offline::AwaitingStampedCopy]).with(1)]),
        Story::of([Plot::through(&[
            Offline::SigningReturned,
            Offline::SigningReview(School),
        ])]),
        Story::of([signed(OfflineAgreement), Plot::through(&[Termination::Returned])]),
        Story::of([Plot::through(&[Paper::Returned, Paper::InReview(Department)])]),
        Story::of([signed(PaperAgreement)]),
        Story::of([Plot::through(&[Destination::InReview(School)])
            .registering(Type::Postgraduate)
            .then("edit_in_review")]),
        Story::of([Plot::through(&[Destination::Registered]).registering(Type::StudyAbroad)]),
        Story::of([Plot::through(&[Destination::GivenUp]).registering(Type::Freelance)]),
        Story::of([Plot::through(&[Destination::InReview(Department)]).registering(Type::Commissioned)]),
        Story::of([
            signed(OnlineAgreement).with(1),
            Plot::through(&[Termination::AskedByStudent]),
        ]),
        Story::of([signed(OnlineAgreement).with(0)]).wishing(|wish| Wish {
            dormant: Some(1),
            ..wish
        }),
        Story::of([
            signed(OnlineAgreement).with(2),
            Plot::through(&[Termination::AskedByCompany]),
        ]),
    ];
    let named = |number: usize| match number {
        3 => Some("王䶮"),
        7 => Some("李𠮷"),
        11 => Some("陈㛃"),
        15 => Some("赵龘"),
        _ => None,
    };
    let in_turn = stories.into_iter().enumerate();
    in_turn
        .map(|(place, story)| {
            let bachelor = story.wish.level.or(Some("31"));
            let training_mode = story.wish.training_mode.or(Some("1"));
            story.wishing(|wish| Wish {
                name: named(place + 1),
                department: Some(place % 2),
                level: bachelor,
                training_mode,
                ..wish
            })
        })
        .collect()
}

/// Stories that between them come to every state, register every type of destination and terminate in every way.
pub(super) fn of_everything() -> Vec<Story> {
    let mut stories: Vec<Story> = State::all().map(ending_in).collect();
    let registered = |destination| Plot::through(&[Destination::Registered]).registering(destination);
    stories.extend(
        Type::ALL
            .iter()
            .map(|&destination| Story::of([registered(destination)])),
    );
    stories.extend([
        Story::of([
            signed(OnlineAgreement),
            agreed(),
            registered(Type::LabourContract),
        ]),
        Story::of([signed(OnlineAgreement), asked_by_the_company()]),
        Story::of([signed(OnlineAgreement), forced()]),
        Story::of([signed(OfflineAgreement), on_material().by("approve_one_sided")]),
        Story::of([signed(PaperAgreement), Plot::through(&[Termination::Failed])]),
        Story::of([
            signed(OfflineAgreement),
            Plot::through(&[Termination::InReview(Department)]),
        ]),
        Story::of([
            signed(PaperAgreement),
            Plot::through(&[Termination::InReview(School)]),
        ]),
        Story::of([signed(OnlineAgreement).then("edit_after_approval")]),
        Story::of([signed(PaperAgreement).then("edit_after_approval")]),
        Story::of([
            Plot::through(&[Destination::GivenUp]),
            Plot::through(&[Destination::GivenUp]).registering(Type::Freelance),
        ]),
        Story::of([
            Plot::through(&[Destination::GivenUp]),
            Plot::through(&[Online::InReview(School)]),
        ]),
        Story::of([registered(Type::OwnBusiness)]).wishing(|wish| Wish {
            dormant: Some(6),
            ..wish
        }),
        Story::of([Plot::through(&[Paper::InReview(School)])]).wishing(|wish| Wish {
            dormant: Some(3),
            ..wish
        }),
    ]);
    stories.extend(left_lying());
    stories
}

/// What nobody has answered or uploaded in time, so that lists of what is overdue, and the termination that a school may force, are there to
/// be seen; and an invitation that nearly ran out.
fn left_lying() -> impl Iterator<Item = Story> {
    let asked = |by| Story::of([signed(OnlineAgreement), Plot::through(&[by])]);
    let stories = [
        (asked(Termination::AskedByStudent), 20),
        (asked(Termination::AskedByStudent), 40),
        (asked(Termination::AskedByCompany), 20),
        (Story::of([Plot::through(&[Offline::AwaitingStampedCopy])]), 20),
        (Story::of([Plot::through(&[Online::Invited])]), 15),
    ];
    stories
        .into_iter()
        .map(|(story, idle)| story.wishing(|wish| Wish { idle, ..wish }))
}

/// 强制解约: the company does not answer.
pub(super) fn forced() -> Plot {
    Plot::through(&[Termination::AskedByStudent, Termination::Terminated]).by("force")
}

fn asked_by_the_company() -> Plot {
    Plot::through(&[
        Termination::AskedByCompany,
        Termination::InReview(School),
        Termination::Terminated,
    ])
}
