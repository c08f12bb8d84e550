//! Reminders to those who owe an answer (section 15): once each, whatever happens to the worker.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::{AsyncConnection, RunQueryDsl, SimpleAsyncConnection};
use wq_core::{
    case::{Acted, Command, Initiator},
    db::{
        Conn,
        schema::{case_events, cases},
    },
    jobs::{JobState, payloads::Remind},
    termination::{Request, ask as ask_to_end},
    typed::Typed,
};
use wq_tests::{Company, Sandbox, Student, World};

use crate::jobs::{all_messages, ask, messages_of, outcomes, settle, until, until_that};

struct Asked {
    world: World,
    sandbox: Sandbox,
    company: Company,
    student: Student,
    termination: Acted,
}

/// A student who has asked a company to end their agreement.
async fn asked() -> Asked {
    let (world, sandbox) = (World::new().await, Sandbox::start().await);
    let (company, student) = (world.company().await, world.student().await);
    let officer = world.officer().await;
    sandbox.know(&student);
    let agreement = world.sign(&company, &student, &officer).await;
    let termination = end(&world, &student, agreement).await;
    Asked {
        world,
        sandbox,
        company,
        student,
        termination,
    }
}

async fn end(world: &World, student: &Student, agreement: Acted) -> Acted {
    let typed = [("cause", "other_post"), ("words", "已被另一单位录用")];
    let mut typed = Typed(typed.map(|(field, text)| (field.into(), text.into())).into());
    let today = wq_core::time::today();
    typed.0.insert("ends_on".into(), today.to_string());
    let request = Request::read(&typed, Initiator::Student, None, today).expect("in order");
    ask_to_end(
        &mut *world.conn().await,
        &student.account,
        agreement.case,
        &request,
    )
    .await
    .expect("a termination")
}

/// Lets so many days pass for everything that has happened, and the reminders be due. The trail is written once, so that only the
/// owner of the schema can let it grow older.
async fn pass(world: &World, days: i32) {
    let mut owner = Conn::establish(&world.url).await.expect("a connection");
    let ago = format!("interval '{days} days'");
    let statements = format!(
        "ALTER TABLE case_events DISABLE TRIGGER USER;
         UPDATE case_events SET at = at - {ago};
         ALTER TABLE case_events ENABLE TRIGGER USER;
         UPDATE cases SET entered_at = entered_at - {ago}, due_at = due_at - {ago};
         UPDATE jobs SET due_at = now() WHERE kind = 'remind' AND state = 'ready';"
    );
    owner.batch_execute(&statements).await.expect("older");
}

async fn reminders(world: &World) -> usize {
    messages_of(world, "termination_reminder").await.len()
}

async fn state(world: &World, case: Acted) -> String {
    let state = cases::table.find(case.case).select(cases::state);
    state.first(&mut *world.conn().await).await.unwrap()
}

/// The reminder's job has been looked at this often.
async fn looked_at(world: &World, times: usize) {
    until_that::<Remind>(world, |shown| {
        outcomes(shown).len() >= times && shown.job.state != JobState::Running
    })
    .await;
}

#[tokio::test]
async fn a_company_that_does_not_answer_is_reminded_three_times_and_then_no_more() {
    let Asked {
        world,
        sandbox,
        company,
        student,
        termination,
    } = asked().await;
    let worker = sandbox.worker(&world);
    settle(&world).await;
    assert_eq!(reminders(&world).await, 0, "nothing is owed on the first day");
    for (round, (days, owed)) in [(4, 1), (4, 2), (5, 3)].into_iter().enumerate() {
        pass(&world, days).await;
        looked_at(&world, round + 1).await;
        settle(&world).await;
        assert_eq!(reminders(&world).await, owed);
    }
    assert!(
        messages_of(&world, "termination_reminder")
            .await
            .iter()
            .all(|message| *message == ("mail".into(), "sent".into()))
    );
    let mails = sandbox.systems.mail.received();
    let reminder = mails
        .iter()
        .filter(|mail| mail.to.contains(&company.email) && mail.subject.contains("解约申请等待答复"));
    assert_eq!(reminder.count(), 3);
    until::<Remind>(&world, JobState::Done).await;
    pass(&world, 9).await;
    ask(
        &world,
        &Remind {
            case_id: termination.case.0,
        },
    )
    .await;
    settle(&world).await;
    assert_eq!(reminders(&world).await, 3, "what is overdue is the school's");
    assert_eq!(state(&world, termination).await, "asked_by_student");
    let version: i32 = cases::table
        .find(termination.case)
        .select(cases::version)
        .first(&mut *world.conn().await)
        .await
        .unwrap();
    assert_eq!(version, 4);
    // A page that the student opened on the first day is still good.
    world.act(&student.account, termination, &Command::Withdraw).await;
    worker.stop().await;
}

#[tokio::test]
async fn a_reminder_goes_out_once_however_often_its_job_runs_and_whoever_restarts() {
    let Asked {
        world,
        sandbox,
        termination,
        ..
    } = asked().await;
    pass(&world, 4).await;
    let workers = [sandbox.worker(&world), sandbox.worker(&world)];
    looked_at(&world, 1).await;
    for worker in workers {
        worker.stop().await;
    }
    let again = sandbox.worker(&world);
    for _ in 0..3 {
        ask(
            &world,
            &Remind {
                case_id: termination.case.0,
            },
        )
        .await;
        settle(&world).await;
    }
    again.stop().await;
    assert_eq!(reminders(&world).await, 1);
    let events = case_events::table
        .filter(case_events::command.eq("remind"))
        .count();
    assert_eq!(
        events.get_result::<i64>(&mut *world.conn().await).await.unwrap(),
        1
    );
}

#[tokio::test]
async fn a_worker_that_was_away_sends_one_reminder_for_all_that_were_missed() {
    let Asked { world, sandbox, .. } = asked().await;
    pass(&world, 13).await;
    let worker = sandbox.worker(&world);
    until::<Remind>(&world, JobState::Done).await;
    settle(&world).await;
    assert_eq!(reminders(&world).await, 1);
    worker.stop().await;
}

#[tokio::test]
async fn who_has_answered_is_not_reminded() {
    let Asked {
        world,
        sandbox,
        company,
        termination,
        ..
    } = asked().await;
    world.act(&company.account, termination, &Command::Agree).await;
    pass(&world, 4).await;
    let worker = sandbox.worker(&world);
    until::<Remind>(&world, JobState::Done).await;
    settle(&world).await;
    assert_eq!(reminders(&world).await, 0);
    worker.stop().await;
}

#[tokio::test]
async fn r_5_2_nobody_is_reminded_while_the_student_is_dormant_but_again_once_the_student_is_back() {
    let Asked { world, sandbox, .. } = asked().await;
    world.sql("UPDATE students SET dormant_since = now()").await;
    let worker = sandbox.worker(&world);
    pass(&world, 4).await;
    looked_at(&world, 1).await;
    assert_eq!(reminders(&world).await, 0);
    world.sql("UPDATE students SET dormant_since = NULL").await;
    pass(&world, 0).await;
    looked_at(&world, 2).await;
    settle(&world).await;
    assert_eq!(reminders(&world).await, 1);
    worker.stop().await;
}

#[tokio::test]
async fn an_invitation_is_recalled_to_the_student_before_it_expires() {
    let (world, sandbox) = (World::new().await, Sandbox::start().await);
    let (company, student) = (world.company().await, world.student().await);
    sandbox.know(&student);
    world.invite(&company, &student).await;
    world
        .sql("UPDATE cases SET due_at = now() + interval '10 hours', entered_at = entered_at - interval '6 days'")
        .await;
    world
        .sql("UPDATE jobs SET due_at = now() WHERE kind = 'remind'")
        .await;
    let worker = sandbox.worker(&world);
    until::<Remind>(&world, JobState::Done).await;
    settle(&world).await;
    assert_eq!(
        messages_of(&world, "invitation_reminder").await,
        [("wechat".into(), "sent".into())]
    );
    assert!(
        !all_messages(&world)
            .await
            .iter()
            .any(|(notice, ..)| notice == "invitation_expired")
    );
    worker.stop().await;
}

#[tokio::test]
async fn an_awaited_stamped_copy_is_recalled_to_student_and_company() {
    let (world, sandbox) = (World::new().await, Sandbox::start().await);
    let (company, student, officer) = (
        world.company().await,
        world.student().await,
        world.officer().await,
    );
    sandbox.know(&student);
    let offline = world.offline(&company, &student).await;
    let approved = world.act(&officer, offline, &Command::Approve).await;
    let due: Option<DateTime<Utc>> = cases::table
        .find(approved.case)
        .select(cases::due_at)
        .first(&mut *world.conn().await)
        .await
        .unwrap();
    let left = due.expect("a day") - Utc::now();
    assert!((15..=16).contains(&left.num_days()), "{left}");
    pass(&world, 4).await;
    let worker = sandbox.worker(&world);
    looked_at(&world, 1).await;
    settle(&world).await;
    let mut reached = messages_of(&world, "stamped_copy_reminder").await;
    reached.sort();
    assert_eq!(
        reached,
        [("mail".into(), "sent".into()), ("wechat".into(), "sent".into())]
    );
    worker.stop().await;
}
