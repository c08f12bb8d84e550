//! 撤回 against 通过: of a student's withdrawal and a reviewer's approval of the same page one holds, in every review that knows both.

use std::collections::BTreeMap;

use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use reqwest::StatusCode;
use wq_core::{
    access::Account,
    case::{Acted, Command, Kind, Module, ReviewMode},
    db::schema::{case_events, cases, jobs},
};
use wq_tests::{Answer, Client, Site, World};

use crate::kinds::{at, registered, written};

/// A review that a student may still take back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Review {
    Agreement,
    StampedCopy,
    Paper,
    Destination,
    Termination,
}

/// Who comes first.
#[derive(Debug, Clone, Copy)]
enum Order {
    AtOnce,
    WithdrawalFirst,
    ApprovalFirst,
}

/// Where an act leads, and the jobs that it asks for.
type Outcome = (&'static str, &'static [&'static str]);

impl Review {
    const ALL: [Self; 5] = [
        Self::Agreement,
        Self::StampedCopy,
        Self::Paper,
        Self::Destination,
        Self::Termination,
    ];

    const fn module(self) -> Module {
        match self {
            Self::Agreement | Self::StampedCopy => Module::Signing,
            Self::Paper => Module::Paper,
            Self::Destination => Module::Destinations,
            Self::Termination => Module::Terminations,
        }
    }

    const fn own(self) -> &'static str {
        match self {
            Self::Agreement | Self::StampedCopy => "offline",
            Self::Paper => "paper",
            Self::Destination => "destinations",
            Self::Termination => "terminations",
        }
    }

    const fn withdrawn(self) -> Outcome {
        match self {
            Self::Agreement | Self::Paper | Self::Destination => ("draft", &[]),
            Self::StampedCopy => ("awaiting_stamped_copy", &["remind"]),
            Self::Termination => ("withdrawn", &[]),
        }
    }

    const fn approved(self, mode: ReviewMode) -> Outcome {
        const SETTLED: &[&str] = &["push_destination", "send_message"];
        match (mode, self) {
            (ReviewMode::DepartmentThenSchool, Self::Agreement) => {
                ("agreement_school_review", &["send_message"])
            }
            (ReviewMode::DepartmentThenSchool, Self::StampedCopy) => {
                ("signing_school_review", &["send_message"])
            }
            (ReviewMode::DepartmentThenSchool, Self::Paper | Self::Destination | Self::Termination) => {
                ("school_review", &["send_message"])
            }
            (ReviewMode::SchoolOnly, Self::Agreement) => (
                "awaiting_stamped_copy",
                &["make_document", "remind", "send_message"],
            ),
            (ReviewMode::SchoolOnly, Self::StampedCopy | Self::Paper) => ("signed", SETTLED),
            (ReviewMode::SchoolOnly, Self::Destination) => ("registered", SETTLED),
            (ReviewMode::SchoolOnly, Self::Termination) => ("terminated", SETTLED),
        }
    }
}

/// A school with both who could act on the same page.
struct Stage {
    world: World,
    site: Site,
    mode: ReviewMode,
    officers: Vec<Account>,
    reviewer: Client,
}

impl Stage {
    async fn new(mode: ReviewMode) -> Self {
        let world = World::new().await;
        world.review_by(mode).await;
        world
            .sql("UPDATE school_settings SET termination_limit = 9")
            .await;
        let site = Site::of(&world).await;
        let officers = match mode {
            ReviewMode::SchoolOnly => vec![world.officer().await],
            ReviewMode::DepartmentThenSchool => {
                vec![world.department_officer().await, world.officer().await]
            }
        };
        let reviewer = site.signed_in(&world, &officers[0]).await;
        Self {
            world,
            site,
            mode,
            officers,
            reviewer,
        }
    }

    async fn approved(&self, case: Acted) -> Acted {
        let mut case = case;
        for officer in &self.officers {
            case = self.world.act(officer, case, &Command::Approve).await;
        }
        case
    }

    /// A case at the beginning of the review, and its student's pages.
    async fn begun(&self, review: Review) -> (Client, Acted) {
        let (world, company) = (&self.world, self.world.company().await);
        let student = world.student().await;
        let case = match review {
            Review::Agreement => world.offline(&company, &student).await,
            Review::StampedCopy => {
                let ready = self.approved(world.offline(&company, &student).await).await;
                world
                    .act(&student.account, ready, &Command::UploadStampedCopy)
                    .await
            }
            Review::Paper => written(world, Kind::Paper, &company, &student).await,
            Review::Destination => registered(world, &student).await,
            Review::Termination => {
                let paper = written(world, Kind::Paper, &company, &student).await;
                let signed = self.approved(paper).await;
                world.hand_in_termination(&student, signed).await
            }
        };
        (self.site.signed_in(world, &student.account).await, case)
    }

    async fn state(&self, case: Acted) -> (String, i32) {
        cases::table
            .find(case.case)
            .select((cases::state, cases::version))
            .first(&mut *self.world.conn().await)
            .await
            .expect("a case")
    }

    async fn commands(&self, case: Acted) -> Vec<String> {
        case_events::table
            .filter(case_events::case_id.eq(case.case))
            .order(case_events::id)
            .select(case_events::command)
            .load(&mut *self.world.conn().await)
            .await
            .expect("events")
    }

    /// How often each job of an act was asked for. What a page asks of outside systems in passing is no act's.
    async fn asked_for(&self) -> BTreeMap<String, i32> {
        let rows: Vec<(String, i32)> = jobs::table
            .filter(jobs::kind.ne_all(["look_up_company", "read_graduate"]))
            .select((jobs::kind, jobs::requests))
            .load(&mut *self.world.conn().await)
            .await
            .expect("jobs");
        rows.into_iter().fold(BTreeMap::new(), |mut sums, (kind, times)| {
            *sums.entry(kind).or_default() += times;
            sums
        })
    }

    /// The kinds of the jobs that were asked for since.
    async fn since(&self, before: &BTreeMap<String, i32>) -> Vec<String> {
        let more = |(kind, times): &(String, i32)| before.get(kind).copied().unwrap_or_default() < *times;
        let now = self.asked_for().await.into_iter();
        now.filter(more).map(|(kind, _)| kind).collect()
    }
}

/// Sends both, drawn from the same page; answers the withdrawal's answer and the approval's.
async fn both(
    (student, withdrawal): (&Client, &str),
    (reviewer, approval): (&Client, &str),
    fields: &[(&str, &str)],
    order: Order,
) -> (Answer, Answer) {
    match order {
        Order::AtOnce => tokio::join!(student.post(withdrawal, fields), reviewer.post(approval, fields)),
        Order::WithdrawalFirst => {
            let withdrawn = student.post(withdrawal, fields).await;
            (withdrawn, reviewer.post(approval, fields).await)
        }
        Order::ApprovalFirst => {
            let approved = reviewer.post(approval, fields).await;
            (student.post(withdrawal, fields).await, approved)
        }
    }
}

async fn one_holds(stage: &Stage, review: Review, order: Order) {
    let (student, case) = stage.begun(review).await;
    let (events, jobs) = (stage.commands(case).await, stage.asked_for().await);
    let withdrawal = format!("/student/{}/{}/withdrawal", review.own(), case.case);
    let approval = at(review.module(), case, "/approval");
    let version = case.version.to_string();
    let (withdrawn, approved) = both(
        (&student, &withdrawal),
        (&stage.reviewer, &approval),
        &[("version", version.as_str())],
        order,
    )
    .await;

    let what = format!("{review:?}, {:?}, {order:?}", stage.mode);
    let won = withdrawn.status == StatusCode::SEE_OTHER;
    match order {
        Order::AtOnce => {}
        Order::WithdrawalFirst => assert!(won, "{what}: {}", withdrawn.body),
        Order::ApprovalFirst => assert!(!won, "{what}"),
    }
    let (command, (state, asked_for)) = match won {
        true => ("withdraw", review.withdrawn()),
        false => ("approve", review.approved(stage.mode)),
    };
    assert_eq!(
        stage.state(case).await,
        (state.to_owned(), case.version + 1),
        "{what}"
    );
    let trail: Vec<String> = events.into_iter().chain([command.to_owned()]).collect();
    assert_eq!(stage.commands(case).await, trail, "{what}");
    assert_eq!(stage.since(&jobs).await, asked_for, "{what}");
    if won {
        assert_eq!(approved.status, StatusCode::CONFLICT, "{what}");
        assert!(approved.body.contains("您的操作没有生效"), "{what}");
    } else {
        assert_eq!(
            approved.status,
            StatusCode::SEE_OTHER,
            "{what}: {}",
            approved.body
        );
        assert_eq!(withdrawn.status, StatusCode::CONFLICT, "{what}");
        assert!(withdrawn.body.contains("您的操作没有生效"), "{}", withdrawn.body);
    }
}

#[tokio::test]
async fn of_a_withdrawal_and_an_approval_of_the_same_page_one_holds_in_every_review() {
    for mode in ReviewMode::ALL {
        let stage = Stage::new(mode).await;
        for review in Review::ALL {
            for order in [Order::AtOnce, Order::WithdrawalFirst, Order::ApprovalFirst] {
                one_holds(&stage, review, order).await;
            }
        }
    }
}
