//! A company keeps an invitation that it has not finished, goes on with it, sends it or drops it.

use wq_tests::{Client, Site, World};

use crate::invitation::{NASTY, form};

const DRAFTS: &str = "/company/drafts";

#[tokio::test]
async fn an_incomplete_invitation_is_kept_gone_on_with_and_sent_and_its_draft_is_gone() {
    let world = World::new().await;
    let site = Site::of(&world).await;
    let (company, student) = (world.company().await, world.student().await);
    let client = site.signed_in(&world, &company.account).await;
    let saved = client
        .post(
            DRAFTS,
            &[
                ("job_title", "软件工程师"),
                ("id_number", "3201"),
                ("nonsense", "x"),
            ],
        )
        .await;
    assert_eq!(saved.status, 303);
    let href = saved.location().to_owned();
    let page = client.get(&href).await;
    assert!(page.body.contains("草稿已保存") && page.body.contains(r#"value="3201""#));
    assert!(client.get(DRAFTS).await.body.contains("软件工程师"));
    assert!(
        client
            .get("/company/invitations")
            .await
            .body
            .contains("草稿（1）")
    );
    assert_eq!(world.sql("SELECT FROM cases").await, 0, "a draft is no case");
    assert_eq!(
        world
            .sql("SELECT FROM invitation_drafts WHERE typed ? 'nonsense'")
            .await,
        0
    );

    let id = href.rsplit('/').next().expect("a number");
    let again = client
        .post(&href, &[("job_title", "架构师"), ("version", "1")])
        .await;
    assert_eq!(again.status, 303);
    let draft = [("draft", id), ("version", "2")];
    let wrong = client
        .post(
            "/company/invitations",
            &form(&student, &[&draft[..], &[("salary", "")]].concat()),
        )
        .await;
    assert_eq!(wrong.status, 422);
    assert!(
        wrong.body.contains(&format!(r#"name="draft" value="{id}""#)),
        "it goes on being a draft"
    );
    let sent = client.post("/company/invitations", &form(&student, &draft)).await;
    assert_eq!(sent.status, 303, "{}", sent.body);
    assert_eq!(world.sql("SELECT FROM cases WHERE state = 'invited'").await, 1);
    assert_eq!(world.sql("SELECT FROM invitation_drafts").await, 0);
    assert_eq!(client.get(&href).await.status, 404);
}

#[tokio::test]
async fn saving_a_draft_does_not_say_whether_name_and_number_belong_together() {
    let world = World::new().await;
    let site = Site::of(&world).await;
    let (company, student) = (world.company().await, world.student().await);
    let client = site.signed_in(&world, &company.account).await;
    for name in [student.name.as_str(), "王无此人"] {
        let saved = client
            .post(DRAFTS, &form(&student, &[("student_name", name)]))
            .await;
        let page = client.get(saved.location()).await;
        assert_eq!((saved.status.as_u16(), page.status.as_u16()), (303, 200));
        assert!(!page.body.contains("不匹配"));
    }
    let trail = "SELECT FROM audit_entries WHERE act = 'invitation_draft.begin' AND detail = '{}'";
    assert_eq!(world.sql(trail).await, 2, "the trail names nobody");
}

#[tokio::test]
async fn of_two_colleagues_who_save_the_second_is_told_and_overwrites_nothing() {
    let world = World::new().await;
    let site = Site::of(&world).await;
    let company = world.company().await;
    let client = site.signed_in(&world, &company.account).await;
    let href = client
        .post(DRAFTS, &[("job_title", "甲")])
        .await
        .location()
        .to_owned();
    assert_eq!(
        client
            .post(&href, &[("job_title", "乙"), ("version", "1")])
            .await
            .status,
        303
    );
    let late = client.post(&href, &[("job_title", "丙"), ("version", "1")]).await;
    assert_eq!(late.status, 409);
    assert!(late.body.contains("同事刚刚保存过"));
    assert!(client.get(&href).await.body.contains(r#"value="乙""#));
}

#[tokio::test]
async fn a_draft_is_its_companys_alone_and_is_dropped_for_good() {
    let world = World::new().await;
    let site = Site::of(&world).await;
    let (company, rival, student) = (
        world.company().await,
        world.company().await,
        world.student().await,
    );
    let client = site.signed_in(&world, &company.account).await;
    let href = client
        .post(DRAFTS, &[("job_title", NASTY)])
        .await
        .location()
        .to_owned();
    let id = href.rsplit('/').next().expect("a number").to_owned();
    let removal = format!("{href}/removal");
    let other = site.signed_in(&world, &rival.account).await;
    for path in [&href, &removal] {
        assert_eq!(other.get(path).await.status, 404);
        assert_eq!(other.post(path, &[("version", "1")]).await.status, 404);
    }
    let stolen = form(&student, &[("draft", &id)]);
    assert_eq!(other.post("/company/invitations", &stolen).await.status, 404);
    assert_eq!(world.sql("SELECT FROM cases").await, 0);
    for path in [DRAFTS, &href, &removal] {
        let page = client.get(path).await;
        assert!(
            page.status == 200 && !page.body.contains("<script>alert"),
            "{path}"
        );
    }
    assert_eq!(client.post(&removal, &[]).await.status, 303);
    assert_eq!(world.sql("SELECT FROM invitation_drafts").await, 0);
    assert_eq!(client.post(&removal, &[]).await.status, 404);
}

/// The key of a form that is drawn now.
async fn key(client: &Client) -> String {
    let led = client.get("/company/invitations/new").await;
    let page = client.get(led.location()).await;
    let (_, rest) = page.body.split_once(r#"name="key" value=""#).expect("a key");
    rest.split('"').next().expect("a key").to_owned()
}

#[tokio::test]
async fn a_form_that_is_saved_twice_makes_one_draft_and_another_form_another() {
    let world = World::new().await;
    let site = Site::of(&world).await;
    let company = world.company().await;
    let client = site.signed_in(&world, &company.account).await;
    let key = key(&client).await;
    let typed = [("job_title", "甲"), ("key", key.as_str())];
    let (one, other) = tokio::join!(client.post(DRAFTS, &typed), client.post(DRAFTS, &typed));
    assert_eq!((one.status.as_u16(), other.status.as_u16()), (303, 303));
    assert_eq!(one.location(), other.location(), "a double click");
    let begun = "SELECT FROM audit_entries WHERE act LIKE 'invitation_draft.%'";
    assert_eq!(world.sql(begun).await, 1);

    // Back to the form, and saved with something else in it.
    let back = [("job_title", "乙"), ("key", key.as_str())];
    assert_eq!(client.post(DRAFTS, &back).await.location(), one.location());
    assert!(client.get(one.location()).await.body.contains(r#"value="乙""#));
    // Back once more, after somebody went on with the draft.
    let lost = client
        .post(DRAFTS, &[("job_title", "丙"), ("key", key.as_str())])
        .await;
    assert!(lost.status == 409 && lost.body.contains("以免覆盖后来的内容"));
    assert!(client.get(one.location()).await.body.contains(r#"value="乙""#));
    assert_eq!(world.sql("SELECT FROM invitation_drafts").await, 1);

    let rival = site.signed_in(&world, &world.company().await.account).await;
    for (client, key) in [(&rival, key), (&client, self::key(&client).await)] {
        let saved = client.post(DRAFTS, &[("key", &key)]).await;
        assert!(saved.status == 303 && saved.location() != one.location());
    }
    assert_eq!(world.sql("SELECT FROM invitation_drafts").await, 3);
}

#[tokio::test]
async fn a_form_that_was_refused_keeps_its_key_and_a_full_company_may_still_save_it_again() {
    let world = World::new().await;
    let site = Site::of(&world).await;
    let (company, student) = (world.company().await, world.student().await);
    let client = site.signed_in(&world, &company.account).await;
    let key = key(&client).await;
    let wrong = client
        .post(
            "/company/invitations",
            &form(&student, &[("key", &key), ("salary", "")]),
        )
        .await;
    assert!(wrong.status == 422 && wrong.body.contains(&format!(r#"name="key" value="{key}""#)));
    world
        .sql(&format!(
            "INSERT INTO invitation_drafts (company_id, account_id, typed) SELECT {}, {}, '{{}}' FROM generate_series(1, 199)",
            company.id, company.account.id
        ))
        .await;
    let typed = [("job_title", "甲"), ("key", key.as_str())];
    for _ in 0..2 {
        assert_eq!(client.post(DRAFTS, &typed).await.status, 303);
    }
    let full = client.post(DRAFTS, &[("job_title", "丁")]).await;
    assert!(full.status == 422 && full.body.contains("草稿已有 200 份") && full.body.contains("丁"));
    assert_eq!(world.sql("SELECT FROM invitation_drafts").await, 200);
}

#[tokio::test]
async fn a_draft_that_is_sent_twice_leads_to_the_one_invitation_that_it_became() {
    let world = World::new().await;
    let site = Site::of(&world).await;
    let (company, student) = (world.company().await, world.student().await);
    let client = site.signed_in(&world, &company.account).await;
    let saved = client.post(DRAFTS, &form(&student, &[])).await;
    let id = saved.location().rsplit('/').next().expect("a number");
    let typed = form(&student, &[("draft", id), ("version", "1")]);
    let sent = client.post("/company/invitations", &typed).await;
    let again = client.post("/company/invitations", &typed).await;
    assert_eq!((sent.status.as_u16(), again.status.as_u16()), (303, 303));
    assert_eq!(sent.location(), again.location());
    assert_eq!(world.sql("SELECT FROM cases").await, 1);
}

#[tokio::test]
async fn a_form_that_was_saved_and_gone_back_to_leads_to_its_draft() {
    let world = World::new().await;
    let site = Site::of(&world).await;
    let (company, rival) = (world.company().await, world.company().await);
    let client = site.signed_in(&world, &company.account).await;
    let led = client.get("/company/invitations/new").await;
    let another = client.get("/company/invitations/new").await;
    assert_eq!(led.status, 303);
    assert_ne!(led.location(), another.location(), "every form is one of its own");
    let (_, key) = led.location().split_once("?form=").expect("a key");
    let saved = client.post(DRAFTS, &[("job_title", "甲"), ("key", key)]).await;
    assert_eq!(client.get(led.location()).await.location(), saved.location());
    let theirs = site.signed_in(&world, &rival.account).await;
    assert_eq!(
        theirs.get(led.location()).await.status,
        200,
        "for others it is blank"
    );
    let removal = format!("{}/removal", saved.location());
    client.post(&removal, &[]).await;
    assert_eq!(
        client.get(led.location()).await.status,
        200,
        "and again once it is dropped"
    );
    let nonsense = client.get("/company/invitations/new?form=%27%3B--").await;
    assert_eq!(nonsense.status, 303);
}

#[tokio::test]
async fn a_form_that_was_saved_gone_back_to_and_sent_takes_its_draft_with_it() {
    let world = World::new().await;
    let site = Site::of(&world).await;
    let (company, rival) = (world.company().await, world.company().await);
    let (student, other) = (world.student().await, world.student().await);
    let client = site.signed_in(&world, &company.account).await;
    let key = key(&client).await;
    let with_key = [("key", key.as_str())];
    let theirs = site.signed_in(&world, &rival.account).await;
    for client in [&client, &theirs] {
        assert_eq!(client.post(DRAFTS, &form(&student, &with_key)).await.status, 303);
    }
    let refused = form(&student, &[with_key[0], ("student_name", "王无此人")]);
    assert_eq!(client.post("/company/invitations", &refused).await.status, 422);
    assert_eq!(
        world.sql("SELECT FROM invitation_drafts").await,
        2,
        "nothing was sent"
    );

    let sent = client
        .post("/company/invitations", &form(&student, &with_key))
        .await;
    assert_eq!(sent.status, 303, "{}", sent.body);
    let left = format!("SELECT FROM invitation_drafts WHERE company_id = {}", rival.id);
    assert_eq!(world.sql(&left).await, 1, "another company's stays");
    assert_eq!(world.sql("SELECT FROM invitation_drafts").await, 1);

    // Saved once more from the page that was gone back to, and sent again: it is out already.
    assert_eq!(client.post(DRAFTS, &form(&student, &with_key)).await.status, 303);
    let again = client
        .post("/company/invitations", &form(&student, &with_key))
        .await;
    assert_eq!((again.status.as_u16(), again.location()), (303, sent.location()));
    assert_eq!(world.sql("SELECT FROM invitation_drafts").await, 1);
    // A draft of another form is none of its business.
    let another = client.post(DRAFTS, &form(&other, &[])).await;
    assert_eq!(
        client
            .post("/company/invitations", &form(&other, &with_key))
            .await
            .status,
        303
    );
    assert_eq!(client.get(another.location()).await.status, 200);
    assert_eq!(world.sql("SELECT FROM cases WHERE state = 'invited'").await, 2);
}
