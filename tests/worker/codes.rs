//! Sending one-time codes and links, and passing contact data on.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use wq_core::{
    access::{Door, PasswordHash, begin_reset, reset, sign_in},
    agreement::{accept, ask_acceptance},
    company::users::invite_user,
    contact::{Email, change_email},
    db::schema::{accounts, contact_sync, one_time_codes},
    jobs::payloads::{PushContact, SendCode},
    one_time::{Handle, Key, Purpose, Way},
};
use wq_sandbox::outside::employment::Contact;
use wq_tests::{KEY, LIMIT, PUBLIC_URL, Sandbox, Student, World};

use crate::jobs::{ask, of_kind, settle};

async fn newest(world: &World) -> Handle {
    let handle: String = one_time_codes::table
        .order(one_time_codes::id.desc())
        .select(one_time_codes::handle)
        .first(&mut *world.conn().await)
        .await
        .unwrap();
    Handle::parse(&handle).unwrap()
}

#[tokio::test]
async fn r_6_1_a_code_to_agree_goes_to_the_students_own_phone_and_names_the_company() {
    let (world, sandbox) = (World::new().await, Sandbox::start().await);
    let (company, student) = (world.company().await, world.student().await);
    sandbox.know(&student);
    let invited = world.invite(&company, &student).await;
    let conn = &mut *world.conn().await;
    let asked = ask_acceptance(conn, &student.account, invited.case, invited.version).await;
    let handle = asked.unwrap();
    let worker = sandbox.worker(&world);
    settle(&world).await;
    let sent = sandbox.systems.sms.sent();
    let [sms] = sent.as_slice() else {
        panic!("one message: {}", sent.len());
    };
    let key = Key::of(&KEY);
    let code = key.secret(Purpose::Acceptance, Way::Sms, &handle);
    assert_eq!(sms.mobile, student.mobile);
    let said = format!("您正在同意与{}签约，10分钟内有效", company.name);
    assert!(
        sms.text.contains(&code) && sms.text.contains(&said),
        "{}",
        sms.text
    );
    let typed = accept(
        conn,
        &key,
        &student.account,
        (invited.case, invited.version),
        Some(&handle),
        &code,
    );
    assert!(typed.await.unwrap().is_ok());
    for shown in of_kind::<SendCode>(&world).await {
        let kept = format!("{:?}", shown.job);
        assert!(!kept.contains(&code) && !kept.contains(&student.mobile), "{kept}");
    }
    worker.stop().await;
}

#[tokio::test]
async fn r_14_6_a_code_goes_out_by_sms_once_and_opens_what_it_is_for() {
    let (world, sandbox) = (World::new().await, Sandbox::start().await);
    let student = world.student().await;
    world.sql("UPDATE accounts SET login = 'somebody'").await;
    let conn = &mut *world.conn().await;
    begin_reset(conn, Way::Sms, "somebody").await.unwrap();
    begin_reset(conn, Way::Sms, "nobody").await.unwrap();
    let worker = sandbox.worker(&world);
    settle(&world).await;
    ask(&world, &SendCode { code_id: 1 }).await;
    settle(&world).await;

    let sent = sandbox.systems.sms.sent();
    assert_eq!(sent.len(), 1, "once, and none for nobody");
    assert_eq!(
        (sent[0].mobile.as_str(), sent[0].out_id.as_deref()),
        (student.mobile.as_str(), Some("code-1"))
    );
    let code: String = sent[0]
        .text
        .chars()
        .filter(char::is_ascii_digit)
        .take(6)
        .collect();
    let handle: String = one_time_codes::table
        .find(1_i64)
        .select(one_time_codes::handle)
        .first(conn)
        .await
        .unwrap();
    let handle = Handle::parse(&handle).unwrap();
    assert_eq!(code, Key::of(&KEY).secret(Purpose::Reset, Way::Sms, &handle));
    let typed = wq_core::typed::Typed(
        [("password", "Sommer-2027"), ("password_again", "Sommer-2027")]
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .into(),
    );
    let mut reader = wq_core::typed::Reader::new(&typed);
    let password = wq_core::access::NewPassword::read(&typed, &mut reader).unwrap();
    assert_eq!(
        reset(conn, &Key::of(&KEY), &handle, &code, &password)
            .await
            .unwrap(),
        Ok(())
    );
    for shown in of_kind::<SendCode>(&world).await {
        let kept = format!("{:?}", shown.job);
        assert!(!kept.contains(&code) && !kept.contains(&student.mobile), "{kept}");
    }
    worker.stop().await;
}

#[tokio::test]
async fn r_14_6_a_link_goes_out_by_mail_in_text_and_html() {
    let (world, sandbox) = (World::new().await, Sandbox::start().await);
    let company = world.company().await;
    let email = Email::parse("zhao@example.com").unwrap();
    let invited = invite_user(&mut *world.conn().await, &company.account, &email).await;
    assert_eq!(invited.unwrap(), Ok(()));
    let worker = sandbox.worker(&world);
    settle(&world).await;
    let letters = sandbox.systems.mail.received();
    assert_eq!(
        (letters.len(), letters[0].recipients.as_slice()),
        (1, &["zhao@example.com".to_owned()][..])
    );
    let handle = newest(&world).await;
    let secret = Key::of(&KEY).secret(Purpose::Membership, Way::Mail, &handle);
    let link = format!("{PUBLIC_URL}/membership?code={}&secret={secret}", handle.as_str());
    assert!(letters[0].text.as_ref().unwrap().contains(&link));
    assert!(
        letters[0]
            .html
            .as_ref()
            .unwrap()
            .contains(&link.replace('&', "&amp;"))
    );
    assert!(letters[0].text.as_ref().unwrap().contains(&company.name));
    worker.stop().await;
}

#[tokio::test]
async fn r_4_3_contact_data_that_a_student_changes_reach_the_employment_system() {
    let (world, sandbox) = (World::new().await, Sandbox::start().await);
    let student = world.student().await;
    sandbox.know(&student);
    let email = Email::parse("new@example.com").unwrap();
    change_email(&mut *world.conn().await, &student.account, Some(&email))
        .await
        .unwrap();
    let worker = sandbox.worker(&world);
    let expected = Contact {
        mobile: Some(student.mobile.clone()),
        email: Some("new@example.com".into()),
    };
    let arrived = sandbox
        .systems
        .employment
        .wait_for_contact(&student.reference, LIMIT, &expected)
        .await;
    assert!(arrived.is_some());
    settle(&world).await;
    ask(
        &world,
        &PushContact {
            student_id: student.id.0,
        },
    )
    .await;
    settle(&world).await;
    let owed: i64 = contact_sync::table
        .filter(contact_sync::pushed_at.is_null())
        .count()
        .get_result(&mut *world.conn().await)
        .await
        .unwrap();
    assert_eq!(owed, 0);
    worker.stop().await;
}

/// Lets a student of the world sign in as people do.
async fn signs_in(world: &World, student: &Student) {
    const PASSWORD: &str = "Demo-2027";
    let hash = PasswordHash::of(PASSWORD).await;
    let conn = &mut *world.conn().await;
    diesel::update(accounts::table.find(student.account.id))
        .set((
            accounts::login.eq("student"),
            accounts::password_hash.eq(hash.as_str()),
        ))
        .execute(conn)
        .await
        .unwrap();
    let signed_in = sign_in(conn, Door::Student, "student", PASSWORD, "a browser").await;
    assert!(signed_in.unwrap().is_some());
}

#[tokio::test]
async fn r_4_3_contact_data_that_did_not_get_through_are_passed_on_at_the_next_sign_in() {
    let (world, sandbox) = (World::new().await, Sandbox::start().await);
    let student = world.student().await;
    let email = Email::parse("new@example.com").unwrap();
    change_email(&mut *world.conn().await, &student.account, Some(&email))
        .await
        .unwrap();
    let worker = sandbox.worker(&world);
    settle(&world).await;

    // The job is done, and the employment system did not know the student yet.
    sandbox.know(&student);
    signs_in(&world, &student).await;
    let expected = Contact {
        mobile: Some(student.mobile.clone()),
        email: Some("new@example.com".into()),
    };
    let employment = &sandbox.systems.employment;
    let arrived = employment.wait_for_contact(&student.reference, LIMIT, &expected);
    assert!(arrived.await.is_some());
    settle(&world).await;
    signs_in(&world, &student).await;
    assert_eq!(
        of_kind::<PushContact>(&world).await.len(),
        2,
        "nothing is owed any more"
    );
    worker.stop().await;
}
