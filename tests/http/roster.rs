//! 失效信息管理 and 作废信息管理: who is on them, who sees them, and how they are narrowed.

use reqwest::StatusCode;
use wq_core::case::{Acted, Command};
use wq_tests::{Answer, Client, Site, Student, World};

use crate::{
    kinds::registered,
    signing::{others, rows},
};

/// A student registers a destination, and gives it up once it is approved.
async fn given_up(world: &World, student: &Student) -> Acted {
    let case = registered(world, student).await;
    let approved = world.act(&world.officer().await, case, &Command::Approve).await;
    world.act(&student.account, approved, &Command::GiveUp).await
}

async fn filtered(client: &Client, list: &str, fields: &[(&str, &str)]) -> Answer {
    let answer = client.post(&format!("{list}/filter"), fields).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{fields:?}");
    for (_, typed) in fields.iter().filter(|(field, _)| *field == "q") {
        assert!(typed.is_empty() || !answer.location().contains(typed));
    }
    client.get(answer.location()).await
}

fn records(student: &Student) -> String {
    format!("/voided/{}", student.id)
}

#[tokio::test]
async fn r_11_who_gave_up_a_destination_is_listed_until_something_is_handed_in() {
    let world = World::new().await;
    let site = Site::of(&world).await;
    let client = site.signed_in(&world, &world.officer().await).await;
    let (one, other, never) = (
        world.student().await,
        world.student().await,
        world.student().await,
    );
    registered(&world, &never).await;
    assert!(
        client
            .get("/voided")
            .await
            .body
            .contains("没有作废过去向的毕业生")
    );
    given_up(&world, &one).await;
    given_up(&world, &other).await;
    let list = client.get("/voided").await;
    assert_eq!(rows(&list), 2);
    assert!(
        list.body.contains("共 2 人") && list.body.contains(&one.name) && !list.body.contains(&never.name)
    );

    // Given up once more, a student is listed once, and both records are there in full.
    given_up(&world, &one).await;
    let list = client.get("/voided").await;
    assert_eq!(rows(&list), 2);
    let detail = client.get(&records(&one)).await;
    assert_eq!(detail.body.matches("曾作废的去向").count(), 2);
    assert!(detail.body.contains("自由撰稿人") && detail.body.contains("作废时间"));
    let (_, link) = detail
        .body
        .split_once(r#"<a href="/destinations/"#)
        .expect("a link");
    let number = link.split('"').next().unwrap_or_default();
    let case = client.get(&format!("/destinations/{number}")).await;
    assert!(
        case.status == StatusCode::OK && case.body.contains("办理记录"),
        "with all that happened"
    );

    // An invitation is nobody's yes yet; an accepted one is handed in.
    let company = world.company().await;
    let invited = world.invite(&company, &other).await;
    assert_eq!(rows(&client.get("/voided").await), 2);
    world.accept(&other.account, invited).await;
    let list = client.get("/voided").await;
    assert!(rows(&list) == 1 && !list.body.contains(&other.name));
    let handed_in = registered(&world, &one).await;
    assert_eq!(rows(&client.get("/voided").await), 0);
    // Taken back before anybody reviewed it, nothing is handed in.
    world.act(&one.account, handed_in, &Command::Withdraw).await;
    assert_eq!(rows(&client.get("/voided").await), 1);
    // The records stay.
    assert_eq!(client.get(&records(&one)).await.status, StatusCode::OK);
}

#[tokio::test]
async fn r_2_3_the_lists_and_their_details_are_their_own_officers_only() {
    let world = World::new().await;
    let site = Site::of(&world).await;
    let student = world.student().await;
    given_up(&world, &student).await;
    let dormant = world.student().await;
    let department = world.department_officer().await;
    world
        .sql(&format!(
            "UPDATE students SET dormant_since = now() WHERE id = {}",
            dormant.id
        ))
        .await;
    let own = site.signed_in(&world, &department).await;
    for list in ["/voided", "/dormant"] {
        assert_eq!(rows(&own.get(list).await), 1, "{list}");
    }
    for account in others(&world).await {
        let client = site.signed_in(&world, &account).await;
        for list in ["/voided", "/dormant"] {
            assert_eq!(rows(&client.get(list).await), 0, "{list}");
        }
        assert_eq!(client.get(&records(&student)).await.status, StatusCode::NOT_FOUND);
    }
    assert_eq!(own.get(&records(&dormant)).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn r_10_1_a_dormant_student_is_listed_with_since_when_and_when_everything_comes_back() {
    let world = World::new().await;
    let site = Site::of(&world).await;
    let client = site.signed_in(&world, &world.officer().await).await;
    let (gone, coming) = (world.student().await, world.student().await);
    // What a dormant student gave up waits with everything else.
    given_up(&world, &gone).await;
    let sql = async |set: &str, student: &Student| {
        let statement = format!("UPDATE students SET {set} WHERE id = {}", student.id);
        world.sql(&statement).await
    };
    sql("dormant_since = '2027-03-01 10:00+08'", &gone).await;
    sql(
        "dormant_since = '2027-03-02 10:00+08', restore_due_at = '2027-03-02 10:40+08'",
        &coming,
    )
    .await;
    let list = client.get("/dormant").await;
    assert_eq!(rows(&list), 2);
    for words in ["2027-03-01 10:00", "未重新上传", "2027-03-02 10:40", "共 2 人"] {
        assert!(list.body.contains(words), "{words}");
    }
    assert_eq!(rows(&client.get("/voided").await), 0);
    sql("dormant_since = NULL, restore_due_at = NULL", &gone).await;
    assert_eq!(rows(&client.get("/dormant").await), 1);
    assert_eq!(rows(&client.get("/voided").await), 1);
}

#[tokio::test]
async fn the_lists_are_narrowed_by_name_number_and_department() {
    let world = World::new().await;
    let site = Site::of(&world).await;
    let client = site.signed_in(&world, &world.officer().await).await;
    let (one, other) = (world.student().await, world.student().await);
    for student in [&one, &other] {
        given_up(&world, student).await;
    }
    let number = format!("2023{}", &one.reference[8..]);
    for dormant in [false, true] {
        let list = if dormant { "/dormant" } else { "/voided" };
        if dormant {
            world.sql("UPDATE students SET dormant_since = now()").await;
        }
        for search in [one.name.as_str(), number.as_str(), one.id_number.reveal()] {
            let found = filtered(&client, list, &[("q", search)]).await;
            assert_eq!(rows(&found), 1, "{list} {search}");
            assert!(found.body.contains(&one.name));
        }
        assert_eq!(
            rows(&filtered(&client, list, &[("department", "计算机学院")]).await),
            2
        );
        assert_eq!(
            rows(&filtered(&client, list, &[("department", "法学院")]).await),
            0
        );
        for hostile in crate::signing::HOSTILE {
            let found = filtered(&client, list, &[("q", hostile)]).await;
            assert_eq!((found.status, rows(&found)), (StatusCode::OK, 0), "{hostile}");
        }
    }
}

#[tokio::test]
async fn a_long_list_is_turned_page_by_page() {
    let world = World::new().await;
    let site = Site::of(&world).await;
    let client = site.signed_in(&world, &world.officer().await).await;
    for _ in 0..60 {
        world.student().await;
    }
    world.sql("UPDATE students SET dormant_since = now()").await;
    let first = client.get("/dormant").await;
    assert_eq!(rows(&first), 50);
    let next = |page: &Answer| {
        let (before, _) = page.body.split_once(r#" rel="next""#).expect("a next page");
        let (_, href) = before.rsplit_once(r#"href=""#).expect("a link");
        href.trim_end_matches('"').to_owned()
    };
    let second = client.get(&next(&first)).await;
    assert_eq!(rows(&second), 10);
    assert!(second.body.contains(r#"rel="prev""#));
}
