//! The home of a student: what is in force, what came of what was handed in, and what to do about it.

use wq_core::{
    case::{Command, Explanation, Reason, ReasonCode, ReviewMode},
    destination::Type,
    statistics,
};
use wq_tests::{Site, World};

use crate::destinations::submitted;

/// What every student writes who is not employed for now.
const WORDS: [(&str, &str); 2] = [("registered_on", "2026-10-01"), ("reason", "准备考试")];

fn no() -> Command {
    Command::Reject(Reason {
        code: ReasonCode::new("other").expect("a code"),
        text: Explanation::new("岗位与专业不符").expect("a text"),
    })
}

#[tokio::test]
async fn r_15_awaiting_employment_and_the_like_place_nobody() {
    let world = World::new().await;
    world.review_by(ReviewMode::SchoolOnly).await;
    let (site, officer) = (Site::of(&world).await, world.officer().await);
    for (kind, label) in [
        (Type::Unplaced, "已登记为“待就业”"),
        (Type::PreparingForStudy, "已登记为“不就业拟升学”"),
        (Type::NotSeeking, "已登记为“其他暂不就业”"),
    ] {
        let student = world.student().await;
        let client = site.signed_in(&world, &student.account).await;
        let case = submitted(&world, &client, &student, kind, &WORDS).await;
        world.act(&officer, case, &Command::Approve).await;
        let home = client.get("/").await;
        assert!(
            home.body.contains(label) && home.body.contains("先作废这条登记"),
            "{kind:?}"
        );
        assert!(!home.body.contains("毕业去向已落实"), "{kind:?}");
    }
    assert_eq!(placed(&world).await, 0);
    world
        .sign(&world.company().await, &world.student().await, &officer)
        .await;
    assert_eq!(placed(&world).await, 1, "an agreement places");
}

async fn placed(world: &World) -> i64 {
    let province = world.province_officer().await;
    let figures = statistics::province(&mut *world.conn().await, &province).await;
    let figures = figures.expect("the database").expect("a current cohort");
    figures.schools.iter().map(|school| school.placed).sum()
}

#[tokio::test]
async fn r_15_a_rejection_is_said_first_whatever_was_begun_later() {
    let world = World::new().await;
    world.review_by(ReviewMode::SchoolOnly).await;
    let (site, officer) = (Site::of(&world).await, world.officer().await);
    let (company, other, student) = (
        world.company().await,
        world.company().await,
        world.student().await,
    );
    let client = site.signed_in(&world, &student.account).await;
    let wanted = world.invite(&company, &student).await;
    let later = world.invite(&other, &student).await;
    let accepted = world.accept(&student.account, wanted).await;
    world.act(&other.account, later, &Command::Withdraw).await;
    world.act(&officer, accepted, &no()).await;
    let home = client.get("/").await;
    for words in ["不通过", "原因见下面的办理记录", "岗位与专业不符"] {
        assert!(home.body.contains(words), "{words}");
    }
    assert!(!home.body.contains("还没有毕业去向"));

    let again = world.invite(&company, &student).await;
    let home = client.get("/").await;
    assert!(
        home.body.contains("有 1 份签约邀请等您答复"),
        "what can be done comes first"
    );
    world.act(&company.account, again, &Command::Withdraw).await;
    assert!(
        client.get("/").await.body.contains("还没有毕业去向"),
        "then it is history"
    );
}
