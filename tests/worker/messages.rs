//! Sending messages (14.4 to 14.6).

use wq_core::{
    agreement::{Amendment, amend},
    case::{AgreementKind, Command, DeclineReason, Explanation, Notice, Objection},
    jobs::{JobState, Outcome, payloads::SendMessage},
    typed::Typed,
};
use wq_sandbox::outside::Behaviour;
use wq_tests::{PUBLIC_URL, Sandbox, Student, World};

use crate::jobs::{
    all_messages, ask, error, messages_of, of_kind, outcomes, retried, settle, until, until_that,
};

/// An invited student, known to every system; no worker has run yet.
async fn invited() -> (World, Sandbox, Student) {
    let (world, sandbox) = (World::new().await, Sandbox::start().await);
    let (company, student) = (world.company().await, world.student().await);
    sandbox.know(&student);
    world.invite(&company, &student).await;
    (world, sandbox, student)
}

fn pair(channel: &str, state: &str) -> (String, String) {
    (channel.into(), state.into())
}

#[tokio::test]
async fn r_14_4_the_story_tells_the_student_by_wechat_and_the_company_by_mail() {
    let (world, sandbox) = (World::new().await, Sandbox::start().await);
    let (company, student, officer) = (
        world.company().await,
        world.student().await,
        world.officer().await,
    );
    sandbox.know(&student);
    sandbox.register(&company, "存续");
    let signed = world.sign(&company, &student, &officer).await;
    let worker = sandbox.worker(&world);
    settle(&world).await;

    let sent = sandbox.systems.wechat.sent();
    let invitation = sent
        .iter()
        .find(|sent| sent.template_id == "sandbox-invitation")
        .unwrap();
    assert_eq!(
        (invitation.openid.as_str(), invitation.value("thing1")),
        (student.openid.as_str(), Some(company.name.as_str()))
    );
    assert_eq!(
        invitation.url.as_deref(),
        Some(format!("{PUBLIC_URL}/student/invitations/{}", signed.case).as_str())
    );
    let verdict = sent
        .iter()
        .find(|sent| sent.template_id == "sandbox-verdict")
        .unwrap();
    assert_eq!(
        (verdict.value("thing1"), verdict.value("phrase2")),
        (Some("线上签约"), Some("通过"))
    );

    let letters = sandbox.systems.mail.received();
    let mut subjects: Vec<&str> = letters.iter().map(|letter| letter.subject.as_str()).collect();
    subjects.sort();
    assert_eq!(
        subjects,
        ["【网签平台】学校审核通过", "【网签平台】毕业生已同意签约"]
    );
    assert!(
        letters
            .iter()
            .all(|letter| letter.recipients == [company.email.as_str()])
    );
    assert!(
        letters
            .iter()
            .all(|letter| letter.text.as_ref().unwrap().contains(&student.name))
    );

    let messages = all_messages(&world).await;
    assert_eq!(messages.len(), sent.len() + letters.len(), "each once");
    assert!(messages.iter().all(|(_, channel, state, receipt)| state == "sent" && receipt.is_some() == (channel == "wechat")));
    worker.stop().await;
}

#[tokio::test]
async fn a_message_that_was_sent_is_not_sent_again() {
    let (world, sandbox, _) = invited().await;
    let worker = sandbox.worker(&world);
    settle(&world).await;
    ask(&world, &SendMessage { message_id: 1 }).await;
    settle(&world).await;
    world.sql("UPDATE messages SET state = 'owed'").await; // the process died before it wrote that it had sent
    ask(&world, &SendMessage { message_id: 1 }).await;
    settle(&world).await;
    let sent = sandbox.systems.wechat.sent();
    assert_eq!(
        (sent.len(), sent[0].client_msg_id.as_deref()),
        (1, Some("notice-1"))
    );
    assert_eq!(messages_of(&world, "invitation").await, [pair("wechat", "sent")]);
    worker.stop().await;
}

#[tokio::test]
async fn a_token_that_wechat_refuses_is_renewed_within_the_attempt() {
    let (world, sandbox, student) = invited().await;
    let worker = sandbox.worker(&world);
    settle(&world).await;
    sandbox.systems.wechat.expire_tokens();
    world.invite(&world.company().await, &student).await;
    settle(&world).await;
    assert_eq!(sandbox.systems.wechat.sent().len(), 2);
    for shown in of_kind::<SendMessage>(&world).await {
        assert_eq!(outcomes(&shown), [Outcome::Done]);
    }
    worker.stop().await;
}

#[tokio::test]
async fn who_does_not_follow_is_told_by_sms_what_waits_for_them() {
    let (world, sandbox, student) = invited().await;
    sandbox.systems.wechat.unfollow(&student.openid).unwrap();
    let worker = sandbox.worker(&world);
    settle(&world).await;
    assert_eq!(
        messages_of(&world, "invitation").await,
        [pair("wechat", "unreachable"), pair("sms", "sent")]
    );
    let sms = sandbox.systems.sms.sent();
    assert_eq!(
        (sms.len(), sms[0].mobile.as_str(), sms[0].out_id.as_deref()),
        (1, student.mobile.as_str(), Some("notice-2"))
    );
    assert!(sms[0].text.contains("签约邀请"), "{}", sms[0].text);

    ask(&world, &SendMessage { message_id: 1 }).await;
    settle(&world).await;
    assert_eq!(
        sandbox.systems.sms.sent().len(),
        1,
        "owed once, however often WeChat is tried"
    );
    worker.stop().await;
}

#[tokio::test]
async fn r_7_2_an_edit_after_approval_comes_by_wechat_and_sms_to_those_who_follow_and_by_sms_to_others() {
    for follows in [true, false] {
        let (world, sandbox) = (World::new().await, Sandbox::start().await);
        let (company, student, officer) = (
            world.company().await,
            world.student().await,
            world.officer().await,
        );
        sandbox.know(&student);
        sandbox.register(&company, "存续");
        let signed = world.sign(&company, &student, &officer).await;
        let worker = sandbox.worker(&world);
        settle(&world).await;
        if !follows {
            sandbox.systems.wechat.unfollow(&student.openid).unwrap();
        }
        let form = Typed([("job_category".to_owned(), "11".to_owned())].into());
        let wanted = Amendment::read(&form, AgreementKind::Online, 2027).unwrap();
        let conn = &mut *world.conn().await;
        amend(conn, &officer, signed.case, signed.version, &wanted)
            .await
            .unwrap();
        settle(&world).await;
        let by_wechat = if follows { "sent" } else { "unreachable" };
        assert_eq!(
            messages_of(&world, "edited_after_approval").await,
            [pair("wechat", by_wechat), pair("sms", "sent")]
        );
        let sms = sandbox.systems.sms.sent();
        assert_eq!(sms.len(), 1, "one SMS, whether or not WeChat reached them");
        assert!(sms[0].text.contains("职位类别") && sms[0].mobile == student.mobile);
        worker.stop().await;
    }
}

#[tokio::test]
async fn a_company_reads_why_it_was_declined() {
    let (world, sandbox) = (World::new().await, Sandbox::start().await);
    let (company, student) = (world.company().await, world.student().await);
    sandbox.know(&student);
    let invited = world.invite(&company, &student).await;
    let objection = Objection {
        code: DeclineReason::Pay,
        text: Explanation::new("与面试所说不符").ok(),
    };
    world
        .act(&student.account, invited, &Command::Decline(objection))
        .await;
    let worker = sandbox.worker(&world);
    settle(&world).await;
    let letters = sandbox.systems.mail.received();
    let declined = letters.iter().find(|letter| letter.subject.contains("拒绝"));
    let text = declined.unwrap().text.as_ref().unwrap();
    assert!(text.contains("薪酬待遇不合适：与面试所说不符"), "{text}");
    worker.stop().await;
}

#[tokio::test]
async fn what_need_not_be_known_in_any_case_costs_no_sms() {
    let (world, sandbox, _) = invited().await;
    world.sql("UPDATE students SET wechat_openid = NULL").await;
    world
        .sql("UPDATE messages SET notice = 'passed_department'")
        .await;
    let worker = sandbox.worker(&world);
    settle(&world).await;
    assert_eq!(
        messages_of(&world, "passed_department").await,
        [pair("wechat", "unreachable")]
    );
    assert!(sandbox.systems.sms.sent().is_empty());
    worker.stop().await;
}

#[tokio::test]
async fn who_has_neither_wechat_nor_mobile_is_unreachable() {
    let (world, sandbox, _) = invited().await;
    world
        .sql("UPDATE students SET wechat_openid = NULL, mobile = ''")
        .await;
    let worker = sandbox.worker(&world);
    settle(&world).await;
    assert_eq!(
        messages_of(&world, "invitation").await,
        [pair("wechat", "unreachable"), pair("sms", "unreachable")]
    );
    for shown in of_kind::<SendMessage>(&world).await {
        assert_eq!(shown.job.state, JobState::Done);
    }
    worker.stop().await;
}

#[tokio::test]
async fn a_used_up_quota_puts_the_message_off_without_an_attempt_used() {
    let (world, sandbox, _) = invited().await;
    sandbox.systems.wechat.set_behaviour(Behaviour::Refusing);
    let worker = sandbox.worker(&world);
    let shown = until_that::<SendMessage>(&world, |shown| !outcomes(shown).is_empty()).await;
    assert_eq!(
        (outcomes(&shown), shown.job.attempts),
        (vec![Outcome::Snoozed], 0)
    );
    assert_eq!(messages_of(&world, "invitation").await, [pair("wechat", "owed")]);
    worker.stop().await;
}

#[tokio::test]
async fn i7_a_message_that_cannot_be_sent_is_among_the_dead_until_an_operator_retries_it() {
    let (world, sandbox, _) = invited().await;
    sandbox.systems.wechat.set_behaviour(Behaviour::Refusing);
    assert!(sandbox.systems.wechat.set_refusal("47003"));
    let worker = sandbox.worker(&world);
    let dead = until::<SendMessage>(&world, JobState::Dead).await;
    assert_eq!(
        (outcomes(&dead), error(&dead)),
        (
            vec![Outcome::Hopeless],
            "errcode 47003: the data does not fit the template"
        )
    );
    assert_eq!(
        messages_of(&world, "invitation").await,
        [pair("wechat", "failed")]
    );

    sandbox.systems.wechat.set_behaviour(Behaviour::Normal);
    retried(&world, &dead).await;
    until::<SendMessage>(&world, JobState::Done).await;
    assert_eq!(messages_of(&world, "invitation").await, [pair("wechat", "sent")]);
    worker.stop().await;
}

#[tokio::test]
async fn every_notice_fits_the_templates_of_every_channel() {
    let (world, sandbox) = (World::new().await, Sandbox::start().await);
    let student = world.student().await;
    sandbox.know(&student);
    for (notice, id) in Notice::ALL.iter().zip(1..) {
        world.invite(&world.company().await, &student).await;
        world
            .sql(&format!(
                "UPDATE messages SET notice = '{}' WHERE id = {id}",
                notice.as_str()
            ))
            .await;
    }
    let copy = "INSERT INTO messages (event_id, case_id, notice, channel, student_id, company_id)
                SELECT event_id, case_id, notice, 'sms', student_id, NULL FROM messages
                UNION ALL
                SELECT m.event_id, m.case_id, m.notice, 'mail', NULL, c.company_id
                FROM messages m JOIN cases c ON c.id = m.case_id";
    let copies = world.sql(copy).await;
    world
        .sql(
            "INSERT INTO jobs (queue, kind, payload, max_attempts)
             SELECT 'notify', 'send_message', jsonb_build_object('message_id', id), 3 FROM messages WHERE channel <> 'wechat'",
        )
        .await;
    let worker = sandbox.worker(&world);
    settle(&world).await;
    let unsent: Vec<_> = all_messages(&world)
        .await
        .into_iter()
        .filter(|row| row.2 != "sent")
        .collect();
    assert_eq!(unsent, []);
    assert_eq!(sandbox.systems.wechat.sent().len(), Notice::ALL.len());
    assert_eq!(
        sandbox.systems.sms.sent().len() + sandbox.systems.mail.received().len(),
        copies
    );
    worker.stop().await;
}
