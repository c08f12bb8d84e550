//! The end of an agreement, as the employment system and the two sides hear of it (6.8, 14.1, 14.5).

use wq_core::{
    case::{Acted, Command, Explanation, Initiator},
    termination::{Request, ask, end_one_sidedly, force},
    typed::Typed,
};
use wq_sandbox::outside::employment::Dispatch;
use wq_tests::{Company, Sandbox, Student, World};

use crate::jobs::{messages_of, settle};

/// A student with an online agreement in force, which the employment system holds with a dispatch record of its own.
async fn placed() -> (World, Sandbox, Company, Student, Acted) {
    let (world, sandbox) = (World::new().await, Sandbox::start().await);
    let (company, student, officer) = (
        world.company().await,
        world.student().await,
        world.officer().await,
    );
    sandbox.know(&student);
    sandbox.register(&company, "存续");
    let agreement = world.sign(&company, &student, &officer).await;
    (world, sandbox, company, student, agreement)
}

async fn asked(world: &World, student: &Student, agreement: Acted) -> Acted {
    let today = wq_core::time::today();
    let fields = [
        ("cause", "other_post".to_owned()),
        ("words", "已被另一单位录用".to_owned()),
        ("ends_on", today.to_string()),
    ];
    let typed = Typed(fields.map(|(field, text)| (field.to_owned(), text)).into());
    let request = Request::read(&typed, Initiator::Student, None, today).expect("in order");
    let conn = &mut *world.conn().await;
    ask(conn, &student.account, agreement.case, &request)
        .await
        .expect("a termination")
}

fn is_unplaced(sandbox: &Sandbox, student: &Student) -> bool {
    let held = sandbox
        .systems
        .employment
        .graduate(&student.reference)
        .expect("on the roster");
    held.destination
        .is_some_and(|destination| destination.is_unplaced())
        && held.dispatch.is_none()
}

#[tokio::test]
async fn r_6_8_agreed_to_and_approved_the_student_is_unplaced_there_and_the_dispatch_record_cleared() {
    let (world, sandbox, company, student, agreement) = placed().await;
    let officer = world.officer().await;
    let worker = sandbox.worker(&world);
    settle(&world).await;
    let dispatch = Dispatch {
        certificate_number: "2027-001".into(),
        ..Dispatch::default()
    };
    sandbox
        .systems
        .employment
        .set_dispatch(&student.reference, Some(dispatch))
        .expect("set there");
    assert!(!is_unplaced(&sandbox, &student));
    let asked = asked(&world, &student, agreement).await;
    let agreed = world.act(&company.account, asked, &Command::Agree).await;
    world.act(&officer, agreed, &Command::Approve).await;
    settle(&world).await;
    assert!(is_unplaced(&sandbox, &student));
    worker.stop().await;
}

#[tokio::test]
async fn r_14_5_forced_the_student_hears_of_it_by_wechat_and_sms_and_the_company_by_mail() {
    let (world, sandbox, _, student, agreement) = placed().await;
    let officer = world.officer().await;
    let asked = asked(&world, &student, agreement).await;
    let words = Explanation::new("单位长期不处理").expect("a text");
    force(
        &mut *world.conn().await,
        &officer,
        asked.case,
        asked.version,
        words,
    )
    .await
    .expect("forced");
    let worker = sandbox.worker(&world);
    settle(&world).await;
    assert!(is_unplaced(&sandbox, &student));
    let mut heard = messages_of(&world, "termination_forced").await;
    heard.sort();
    assert_eq!(
        heard,
        ["mail", "sms", "wechat"].map(|channel| (channel.to_owned(), "sent".to_owned()))
    );
    worker.stop().await;
}

#[tokio::test]
async fn r_6_6_ended_one_sidedly_the_student_of_a_paper_agreement_is_unplaced_there() {
    let (world, sandbox) = (World::new().await, Sandbox::start().await);
    let (student, officer) = (world.student().await, world.officer().await);
    sandbox.know(&student);
    let paper = world.paper(&student, &officer).await;
    let worker = sandbox.worker(&world);
    settle(&world).await;
    assert!(!is_unplaced(&sandbox, &student));
    let handed_in = world.hand_in_termination(&student, paper).await;
    let words = Explanation::new("单位不能提供解约材料").expect("a text");
    end_one_sidedly(
        &mut *world.conn().await,
        &officer,
        handed_in.case,
        handed_in.version,
        words,
    )
    .await
    .expect("ended");
    settle(&world).await;
    assert!(is_unplaced(&sandbox, &student));
    worker.stop().await;
}
