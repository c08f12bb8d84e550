//! The home of officers: counts that open what they count, and what has waited longest.

use reqwest::{Method, StatusCode};
use wq_core::{
    access::{LevelScope, Role},
    case::{Command, Kind, Module, ReviewMode},
};
use wq_tests::{Client, Site, World};

use crate::kinds::{every_kind, registered, written};

/// Each count of a board: the list that it opens, and the number.
fn counts(body: &str) -> Vec<(String, u64)> {
    let counts = body.split(r#"<a href=""#).skip(1).filter_map(|rest| {
        let (href, rest) = rest.split_once('"')?;
        let (_, rest) = rest.split_once(r#"<span class="dial">"#)?;
        let (number, _) = rest.split_once('<')?;
        Some((href.replace("&amp;", "&"), number.parse().ok()?))
    });
    counts.collect()
}

/// A list's own count, and how many rows it shows.
async fn listed(client: &Client, href: &str) -> (u64, u64) {
    let page = client.get(href).await;
    assert_eq!(page.status, StatusCode::OK, "{href}");
    let (_, rest) = page.body.split_once("共 ").expect("a count");
    let (number, _) = rest.split_once(" 件").expect("a count");
    let rows = page.body.matches(r#"scope="row""#).count();
    (number.parse().expect("a number"), rows as u64)
}

/// In every module a case at each of the two steps, and terminations that one side has asked for beside those of both.
async fn every_module(world: &World) {
    every_kind(world).await;
    world.review_by(ReviewMode::DepartmentThenSchool).await;
    let (company, department) = (world.company().await, world.department_officer().await);
    written(world, Kind::Paper, &company, &world.student().await).await;
    registered(world, &world.student().await).await;
    let student = world.student().await;
    let at_school = written(world, Kind::Paper, &company, &student).await;
    let at_school = world.act(&department, at_school, &Command::Approve).await;
    let signed = world
        .act(&world.officer().await, at_school, &Command::Approve)
        .await;
    world.hand_in_termination(&student, signed).await;
}

async fn cases_in_many_states(world: &World) {
    let company = world.company().await;
    let officer = world.department_officer().await;
    for _ in 0..2 {
        let student = world.student().await;
        world.invite(&company, &student).await;
    }
    for _ in 0..3 {
        let student = world.student().await;
        world.accepted(&company, &student).await;
    }
    let passed = world.accepted(&company, &world.student().await).await;
    world.act(&officer, passed, &Command::Approve).await;
    let dormant = world.student().await;
    world.accepted(&company, &dormant).await;
    let dormancy = "UPDATE students SET dormant_since = now() WHERE id = ";
    world.sql(&format!("{dormancy}{}", dormant.id)).await;
}

#[tokio::test]
async fn i_8_every_number_is_the_count_of_the_list_that_it_opens() {
    let world = World::new().await;
    world.review_by(ReviewMode::DepartmentThenSchool).await;
    cases_in_many_states(&world).await;
    let site = Site::of(&world).await;
    for (officer, mine) in [(world.officer().await, 1), (world.department_officer().await, 3)] {
        let client = site.signed_in(&world, &officer).await;
        let home = client.get("/").await;
        assert_eq!(home.status, StatusCode::OK);
        let counts = counts(&client.get("/board").await.body);
        assert!(counts.len() > 5, "{counts:?}");
        for (href, number) in &counts {
            assert!(
                home.body.contains(&href.replace('&', "&amp;")),
                "{href} on the page"
            );
            assert_eq!(listed(&client, href).await, (*number, *number), "{href}");
        }
        let number_of = |part: &str| {
            let found = counts.iter().find(|(href, _)| href.contains(part));
            found.map(|(_, number)| *number)
        };
        assert_eq!(
            number_of("group=mine"),
            Some(mine),
            "the dormant one waits for nobody"
        );
        assert_eq!(number_of("group=online.invited"), Some(2));
        assert_eq!(
            number_of("group=online.review"),
            Some(4),
            "both steps are one group"
        );
    }
}

#[tokio::test]
async fn i_8_in_every_module_the_numbers_are_those_of_its_list() {
    let world = World::new().await;
    every_module(&world).await;
    let site = Site::of(&world).await;
    for (officer, mine) in [
        (world.officer().await, [2, 1, 1, 1]),
        (world.department_officer().await, [0, 1, 1, 1]),
    ] {
        let client = site.signed_in(&world, &officer).await;
        let counts = counts(&client.get("/board").await.body);
        for (href, number) in &counts {
            assert_eq!(listed(&client, href).await, (*number, *number), "{href}");
        }
        let number_of = |href: &str| {
            counts
                .iter()
                .find(|(of, _)| of == href)
                .map(|(_, number)| *number)
        };
        for (module, mine) in Module::ALL.iter().zip(mine) {
            let href = format!("/{}?group=mine", module.as_str());
            assert_eq!(number_of(&href), Some(mine), "{href} of {}", officer.name);
        }
        for (href, number) in [
            ("/paper", 2),
            ("/terminations", 1),
            ("/terminations?group=termination.agreed_review", 1),
            ("/destinations", 2),
        ] {
            assert_eq!(number_of(href), Some(number), "{href} of {}", officer.name);
        }
    }
}

#[tokio::test]
async fn what_waits_longest_for_the_reader_stands_first() {
    let world = World::new().await;
    let company = world.company().await;
    let (first, second) = (world.student().await, world.student().await);
    let older = world.accepted(&company, &first).await;
    world.accepted(&company, &second).await;
    let other = world.student().await;
    world.invite(&company, &other).await;
    let since = "UPDATE cases SET entered_at = now() - interval '9 days' WHERE id = ";
    world.sql(&format!("{since}{}", older.case)).await;

    let site = Site::of(&world).await;
    let client = site.signed_in(&world, &world.officer().await).await;
    let body = client.get("/").await.body;
    let at = |name: &str| body.find(name);
    assert!(at(&first.name).is_some() && at(&first.name) < at(&second.name));
    assert!(body.contains("9 天"), "{body}");
    assert_eq!(at(&other.name), None, "it waits for the student");
}

#[tokio::test]
async fn the_board_answers_alone_and_only_to_officers() {
    let world = World::new().await;
    let site = Site::of(&world).await;
    let officer = site.signed_in(&world, &world.officer().await).await;
    let part = officer
        .ask(Method::GET, "/board", &[("HX-Request-Type", "partial")])
        .await;
    assert_eq!(part.status, StatusCode::OK);
    assert!(part.body.starts_with(r#"<div id="board""#), "{}", part.body);
    let student = world.student().await;
    let student = site.signed_in(&world, &student.account).await;
    assert_eq!(student.get("/board").await.status, StatusCode::NOT_FOUND);
    world
        .sql("UPDATE sessions SET seen_at = now() - interval '2 hours'")
        .await;
    assert_eq!(officer.get("/board").await.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn r_3_5_handlers_of_an_officers_level_are_shown() {
    let world = World::new().await;
    world
        .sql(
            "INSERT INTO handlers (school_id, cohort, level, name, telephone, address, postcode) VALUES
                (1, 2027, 'undergraduate', '本科经办人', '025-1', '一号楼', '210000'),
                (1, 2027, 'graduate', '研究生经办人', '025-2', '二号楼', '210000')",
        )
        .await;
    let site = Site::of(&world).await;
    let all = site
        .signed_in(&world, &world.officer().await)
        .await
        .get("/")
        .await
        .body;
    assert!(all.contains("本科经办人") && all.contains("研究生经办人"));
    let role = Role::School {
        school: world.school,
        level: LevelScope::Graduate,
    };
    let graduate = world.account("研工部", role).await;
    let body = site.signed_in(&world, &graduate).await.get("/").await.body;
    assert!(!body.contains("本科经办人") && body.contains("研究生经办人"));
}

#[tokio::test]
async fn the_guides_of_all_four_roles_can_be_downloaded_from_the_home_page() {
    let world = World::new().await;
    let site = Site::of(&world).await;
    let client = site.signed_in(&world, &world.officer().await).await;
    let home = client.get("/").await.body;
    for (name, reader) in [
        ("school", "学校用户"),
        ("department", "院系用户"),
        ("student", "毕业生"),
        ("company", "用人单位"),
    ] {
        let path = format!("/guides/{name}.html");
        assert!(home.contains(&format!("href=\"{path}\"")), "{path}");
        let guide = client.get(&path).await;
        assert_eq!(guide.status, StatusCode::OK);
        let disposition = guide.header("content-disposition");
        assert!(disposition.starts_with("attachment; filename="), "{disposition}");
        assert!(
            guide
                .body
                .contains(&format!("<h1>网签平台操作指南（{reader}）</h1>"))
        );
        assert!(guide.body.matches("<h2>").count() >= 5, "{name}");
    }
    assert_eq!(
        client.get("/guides/guide.css").await.status,
        StatusCode::NOT_FOUND
    );
}
