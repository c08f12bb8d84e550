//! Looking companies up (8.2).

use wq_core::{
    company::{Register, Verdict, standing},
    jobs::{JobState, Outcome, payloads::LookUpCompany},
};
use wq_sandbox::outside::Behaviour;
use wq_tests::{Company, Sandbox, World};

use crate::jobs::{ask, outcomes, settle, until, until_that};

async fn set_up() -> (World, Sandbox, Company) {
    let (world, sandbox) = (World::new().await, Sandbox::start().await);
    let company = world.company().await;
    (world, sandbox, company)
}

async fn look_up(world: &World, company: &Company) {
    let job = LookUpCompany {
        company_id: company.id.0,
    };
    ask(world, &job).await;
}

async fn kept(world: &World, company: &Company) -> Option<Register> {
    standing(&*world.conn().await, company.id, None)
        .await
        .unwrap()
        .register
}

#[tokio::test]
async fn what_the_register_says_is_kept_and_judged_and_the_newer_answer_counts() {
    let (world, sandbox, company) = set_up().await;
    let worker = sandbox.worker(&world);
    for (status, verdict) in [
        ("存续（在营、开业、在册）", Verdict::Ok),
        ("吊销，未注销", Verdict::No),
    ] {
        sandbox.register(&company, status);
        look_up(&world, &company).await;
        settle(&world).await;
        let kept = kept(&world, &company).await.unwrap();
        assert_eq!((kept.verdict, kept.status_text.as_str()), (verdict, status));
        assert!(kept.fetched_at.is_some() && kept.failure.is_none());
    }
    worker.stop().await;
}

#[tokio::test]
async fn a_company_that_the_register_does_not_have_is_an_answer() {
    let (world, sandbox, company) = set_up().await;
    let worker = sandbox.worker(&world);
    look_up(&world, &company).await;
    until::<LookUpCompany>(&world, JobState::Done).await;
    let kept = kept(&world, &company).await.unwrap();
    assert_eq!(kept.verdict, Verdict::Unknown);
    assert!(kept.status_text.contains("查无此单位") && kept.fetched_at.is_some());
    worker.stop().await;
}

#[tokio::test]
async fn a_register_that_is_down_is_noted_at_once_and_asked_again() {
    let (world, sandbox, company) = set_up().await;
    sandbox.register(&company, "存续");
    sandbox.systems.register.set_behaviour(Behaviour::Down);
    let worker = sandbox.worker(&world);
    look_up(&world, &company).await;
    until_that::<LookUpCompany>(&world, |shown| outcomes(shown) == [Outcome::Failed]).await;
    let noted = kept(&world, &company).await.unwrap();
    assert_eq!(
        (noted.failure.as_deref(), noted.fetched_at),
        (Some("answered 503"), None)
    );

    sandbox.systems.register.set_behaviour(Behaviour::Normal);
    settle(&world).await;
    let answered = kept(&world, &company).await.unwrap();
    assert_eq!((answered.verdict, answered.failure), (Verdict::Ok, None));
    worker.stop().await;
}

#[tokio::test]
async fn a_company_that_is_gone_is_nothing_to_look_up() {
    let (world, sandbox, _) = set_up().await;
    ask(&world, &LookUpCompany { company_id: 404 }).await;
    let worker = sandbox.worker(&world);
    until::<LookUpCompany>(&world, JobState::Done).await;
    assert!(sandbox.systems.register.received().is_empty());
    worker.stop().await;
}
