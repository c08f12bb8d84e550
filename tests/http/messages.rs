//! 消息: what students and companies are told, on the page.

use wq_core::case::Command;
use wq_tests::{Site, World, objection};

#[tokio::test]
async fn a_notice_is_unread_until_its_reader_says_otherwise() {
    let world = World::new().await;
    let site = Site::of(&world).await;
    let (company, student) = (world.company().await, world.student().await);
    let invited = world.invite(&company, &student).await;
    let reader = site.signed_in(&world, &student.account).await;

    let page = reader.get("/messages").await;
    assert_eq!(page.status, 200);
    for words in [
        "签约邀请",
        &company.name,
        "软件工程师",
        "微信 发送中",
        "1 条未读",
        "未读：",
    ] {
        assert!(page.body.contains(words), "{words}");
    }
    assert!(
        page.body
            .contains(&format!("/student/invitations/{}", invited.case))
    );
    assert!(
        reader.get("/messages").await.body.contains("1 条未读"),
        "a GET marks nothing"
    );

    let newest = field(&page.body, "newest");
    let second = world.company().await;
    world.invite(&second, &student).await;
    let read = reader.post("/messages/read", &[("newest", &newest)]).await;
    assert_eq!((read.status.as_u16(), read.location()), (303, "/messages"));
    let page = reader.get("/messages").await;
    assert!(page.body.contains("1 条未读"), "what came later is still unread");
    let newest = field(&page.body, "newest");
    reader.post("/messages/read", &[("newest", &newest)]).await;
    let page = reader.get("/messages").await;
    assert!(!page.body.contains("条未读") && page.body.contains(&second.name));
}

#[tokio::test]
async fn everyone_reads_their_own_messages_and_staff_have_none() {
    let world = World::new().await;
    let site = Site::of(&world).await;
    let (company, student, officer) = (
        world.company().await,
        world.student().await,
        world.officer().await,
    );
    let invited = world.invite(&company, &student).await;
    world
        .act(&student.account, invited, &Command::Decline(objection()))
        .await;

    let of_company = site
        .signed_in(&world, &company.account)
        .await
        .get("/messages")
        .await;
    assert!(of_company.body.contains("毕业生拒绝了签约") && of_company.body.contains(&student.name));
    assert!(of_company.body.contains("邮件 发送中"));
    for secret in [student.id_number.reveal(), &student.mobile, &student.email] {
        assert!(!of_company.body.contains(secret));
    }
    let other = world.student().await;
    let of_other = site.signed_in(&world, &other.account).await;
    assert!(of_other.get("/messages").await.body.contains("没有消息"));
    of_other.post("/messages/read", &[("newest", "999999")]).await;
    let of_student = site
        .signed_in(&world, &student.account)
        .await
        .get("/messages")
        .await;
    assert!(
        of_student.body.contains("1 条未读"),
        "nobody marks another's messages"
    );

    let staff = site.signed_in(&world, &officer).await;
    assert_eq!(staff.get("/messages").await.status, 404);
    assert_eq!(staff.post("/messages/read", &[("newest", "1")]).await.status, 404);
}

#[tokio::test]
async fn what_became_of_a_message_is_said_for_every_channel() {
    let world = World::new().await;
    let site = Site::of(&world).await;
    let (company, student) = (world.company().await, world.student().await);
    let reader = site.signed_in(&world, &student.account).await;
    world.invite(&company, &student).await;
    for (state, words) in [
        ("sent", "微信 已送达"),
        ("unreachable", "微信 未能送达"),
        ("failed", "微信 发送失败"),
    ] {
        world.sql(&format!("UPDATE messages SET state = '{state}'")).await;
        assert!(reader.get("/messages").await.body.contains(words), "{words}");
    }
}

#[tokio::test]
async fn many_messages_are_paged_and_none_is_shown_twice() {
    let world = World::new().await;
    let site = Site::of(&world).await;
    let student = world.student().await;
    let mut names = Vec::new();
    for _ in 0..23 {
        let company = world.company().await;
        world.invite(&company, &student).await;
        names.push(company.name);
    }
    let reader = site.signed_in(&world, &student.account).await;
    let first = reader.get("/messages").await.body;
    let next = link(&first, "next");
    let second = reader.get(&next).await.body;
    for name in &names {
        let shown = [&first, &second]
            .iter()
            .filter(|page| page.contains(name.as_str()))
            .count();
        assert_eq!(shown, 1, "{name}");
    }
    assert_eq!(
        reader
            .get(&link(&second, "prev"))
            .await
            .body
            .matches("<article")
            .count(),
        20
    );
}

/// The value of a hidden field.
fn field(body: &str, name: &str) -> String {
    let (_, rest) = body
        .split_once(&format!(r#"name="{name}" value=""#))
        .unwrap_or_else(|| panic!("no field {name}"));
    rest.split('"').next().unwrap_or_default().to_owned()
}

/// The address of the link with this relation.
fn link(body: &str, rel: &str) -> String {
    let (before, _) = body
        .split_once(&format!(r#"rel="{rel}""#))
        .unwrap_or_else(|| panic!("no link {rel}"));
    let (_, href) = before.rsplit_once(r#"href=""#).expect("an address");
    href.split('"').next().unwrap_or_default().replace("&amp;", "&")
}
