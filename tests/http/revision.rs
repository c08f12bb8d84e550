//! A company edits its invitation before the answer, and the student accepts nothing unseen.

use wq_tests::{Site, World};

use crate::invitation::form;

#[tokio::test]
async fn an_edit_keeps_before_and_after_tells_the_student_and_makes_the_open_page_stale() {
    let world = World::new().await;
    let site = Site::of(&world).await;
    let (company, student) = (world.company().await, world.student().await);
    let client = site.signed_in(&world, &company.account).await;
    let sent = client.post("/company/invitations", &form(&student, &[])).await;
    let href = sent.location().to_owned();
    let page = client.get(&format!("{href}/revision")).await;
    assert!(page.body.contains("修改签约邀请") && page.body.contains(r#"value="9000""#));
    assert!(!page.body.contains(student.id_number.reveal()));

    let wanted = form(
        &student,
        &[("salary", "8000"), ("answer_days", "2"), ("version", "1")],
    );
    let edited = client.post(&format!("{href}/revision"), &wanted).await;
    assert_eq!(edited.status, 303, "{}", edited.body);
    let after = client.get(&href).await;
    assert!(after.body.contains("8,000 元/月") && after.body.contains("薪酬：9000 元 → 8000 元"));
    let kept = "SELECT FROM case_events e JOIN messages m ON m.event_id = e.id
        WHERE command = 'edit_invitation' AND e.version = 2 AND before ->> 'pay' = '9000' AND after ->> 'pay' = '8000'
          AND before ? 'due_on' AND from_state = 'invited' AND to_state = 'invited'
          AND m.notice = 'invitation_edited' AND m.student_id IS NOT NULL";
    assert_eq!(world.sql(kept).await, 1);
    let job = "SELECT FROM jobs j JOIN cases c ON c.id = (j.payload ->> 'case_id')::bigint
        WHERE j.kind = 'expire_invitation' AND j.due_at = c.due_at";
    assert_eq!(
        world.sql(job).await,
        1,
        "the job that ends it runs on its new day"
    );

    let reader = site.signed_in(&world, &student.account).await;
    let offer = href.replace("/company/", "/student/");
    for verb in ["acceptance", "refusal"] {
        let stale = reader.post(&format!("{offer}/{verb}"), &[("version", "1")]).await;
        assert_eq!(stale.status, 409, "{verb}");
        assert!(stale.body.contains("单位修改了这份邀请") && stale.body.contains("9000 元 → 8000 元"));
    }
    assert_eq!(
        world
            .sql("SELECT FROM cases WHERE state = 'invited' AND version = 2")
            .await,
        1
    );
    assert!(reader.get(&offer).await.body.contains("薪酬：9000 元 → 8000 元"));
}

#[tokio::test]
async fn an_edit_of_nothing_with_wrong_fields_or_from_an_old_page_changes_nothing() {
    let world = World::new().await;
    let site = Site::of(&world).await;
    let (company, student) = (world.company().await, world.student().await);
    let client = site.signed_in(&world, &company.account).await;
    let sent = client.post("/company/invitations", &form(&student, &[])).await;
    let path = format!("{}/revision", sent.location());
    let same = form(&student, &[("answer_days", ""), ("version", "1")]);
    let answer = client.post(&path, &same).await;
    assert_eq!(answer.status, 422);
    assert!(answer.body.contains("没有任何修改"));
    let wrong = form(
        &student,
        &[("salary", "很多"), ("answer_days", "31"), ("version", "1")],
    );
    let answer = client.post(&path, &wrong).await;
    assert_eq!(answer.status, 422);
    assert_eq!(answer.body.matches(r#"aria-invalid="true""#).count(), 2);
    assert!(answer.body.contains("很多"), "what was typed stays");
    let old = form(&student, &[("salary", "1"), ("version", "7")]);
    assert_eq!(client.post(&path, &old).await.status, 409);
    assert_eq!(world.sql("SELECT FROM case_events").await, 1);
    assert_eq!(world.sql("SELECT FROM agreements WHERE pay = 9000").await, 1);
}

#[tokio::test]
async fn what_is_answered_overdue_or_anothers_is_not_edited() {
    let world = World::new().await;
    let site = Site::of(&world).await;
    let (company, rival) = (world.company().await, world.company().await);
    let (student, second) = (world.student().await, world.student().await);
    let accepted = world.accepted(&company, &student).await;
    let open = world.invite(&company, &second).await;
    let path = |case| format!("/company/invitations/{case}/revision");
    let client = site.signed_in(&world, &company.account).await;
    let version = accepted.version.to_string();
    let wanted = form(&student, &[("version", &version)]);
    assert_eq!(client.get(&path(accepted.case)).await.status, 409);
    assert_eq!(client.post(&path(accepted.case), &wanted).await.status, 409);
    let other = site.signed_in(&world, &rival.account).await;
    assert_eq!(other.get(&path(open.case)).await.status, 404);
    assert_eq!(other.post(&path(open.case), &wanted).await.status, 404);
    world
        .sql("UPDATE cases SET due_at = now() - interval '1 minute'")
        .await;
    let late = form(&second, &[("salary", "1"), ("version", "1")]);
    let late = client.post(&path(open.case), &late).await;
    assert_eq!(late.status, 422);
    assert!(late.body.contains("答复期限已过"));
    assert_eq!(
        world
            .sql("SELECT FROM case_events WHERE command = 'edit_invitation'")
            .await,
        0
    );
}

#[tokio::test]
async fn companies_are_not_told_that_the_student_has_signed_elsewhere_and_may_invite_and_edit_as_before() {
    let world = World::new().await;
    let site = Site::of(&world).await;
    let (first, second) = (world.company().await, world.company().await);
    let student = world.student().await;
    let open = world.invite(&second, &student).await;
    let signed = world.invite(&first, &student).await;
    world.accept(&student.account, signed).await;
    let client = site.signed_in(&world, &second.account).await;
    let page = client.get(&format!("/company/invitations/{}", open.case)).await;
    assert!(page.body.contains("等待学生应约") && !page.body.contains(&first.name));
    assert!(!page.body.contains("办理中或已生效"));
    let wanted = form(&student, &[("salary", "8000"), ("version", "1")]);
    let edited = client
        .post(&format!("/company/invitations/{}/revision", open.case), &wanted)
        .await;
    assert_eq!(edited.status, 303, "{}", edited.body);
    let third = site.signed_in(&world, &world.company().await.account).await;
    let sent = third.post("/company/invitations", &form(&student, &[])).await;
    assert_eq!(sent.status, 303, "as if the student were free");
    let reader = site.signed_in(&world, &student.account).await;
    let offer = reader.get(&format!("/student/invitations/{}", open.case)).await;
    assert!(offer.body.contains("目前仅可查看"));
    let tried = reader
        .post(
            &format!("/student/invitations/{}/acceptance", open.case),
            &[("version", "2")],
        )
        .await;
    assert_eq!(tried.status, 422);
    assert_eq!(world.sql("SELECT FROM cases WHERE occupies").await, 1);
}

#[tokio::test]
async fn the_list_finds_names_without_letting_them_into_the_address() {
    let world = World::new().await;
    let site = Site::of(&world).await;
    let company = world.company().await;
    let (student, other) = (world.student().await, world.student().await);
    world
        .sql(&format!(
            "UPDATE students SET name = '欧阳小红' WHERE id = {}",
            other.id
        ))
        .await;
    world.invite(&company, &student).await;
    let client = site.signed_in(&world, &company.account).await;
    let mut found = other.clone();
    found.name = "欧阳小红".into();
    world.invite(&company, &found).await;
    let answer = client
        .post(
            "/company/invitations/filter",
            &[("q", "欧阳"), ("state", "waiting")],
        )
        .await;
    assert_eq!(answer.status, 303);
    assert!(!answer.location().contains("%E6") && answer.location().contains("find="));
    let list = client.get(answer.location()).await;
    assert!(list.body.contains("共 1 份") && list.body.contains("欧阳小红"));
    assert!(!list.body.contains(&student.name));
    let none = client
        .post(
            "/company/invitations/filter",
            &[("q", "欧阳"), ("state", "signed")],
        )
        .await;
    assert!(client.get(none.location()).await.body.contains("没有签约邀请"));
}
