//! 签约设置 of a school: what its officers may change, what locks it, and two of them at once.

use reqwest::StatusCode;
use wq_core::{
    access::{Account, LevelScope, Role},
    case::{Command, ReviewMode},
};
use wq_tests::{Answer, Client, Site, World};

/// A form that changes nothing of a school that is open for everything.
const AS_IT_IS: [(&str, &str); 6] = [
    ("version", "1"),
    ("signing", "on"),
    ("paper", "on"),
    ("destinations", "on"),
    ("review_mode", "school_only"),
    ("termination_limit", "1"),
];

/// The same with some fields otherwise.
fn with<'a>(changes: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let changed = |name: &str| changes.iter().find(|(field, _)| *field == name);
    AS_IT_IS
        .into_iter()
        .map(|field| *changed(field.0).unwrap_or(&field))
        .collect()
}

async fn officer(world: &World, site: &Site) -> Client {
    site.signed_in(world, &world.officer().await).await
}

fn of_level(world: &World, level: LevelScope) -> Role {
    Role::School {
        school: world.school,
        level,
    }
}

fn saved(answer: &Answer) {
    assert_eq!(
        (answer.status, answer.location()),
        (StatusCode::SEE_OTHER, "/settings"),
        "{}",
        answer.body
    );
}

/// Whether the settings hold this, as SQL says it.
async fn set(world: &World, condition: &str) -> bool {
    world
        .sql(&format!("SELECT FROM school_settings WHERE {condition}"))
        .await
        == 1
}

const ENTRIES: &str = "SELECT FROM audit_entries WHERE act LIKE 'settings.%'";

#[tokio::test]
async fn r_3_1_nothing_can_be_switched_on_before_the_province_set_its_form() {
    let world = World::new().await;
    world.sql("DELETE FROM school_settings").await;
    world.sql("DELETE FROM province_settings").await;
    let site = Site::of(&world).await;
    let client = officer(&world, &site).await;
    let page = client.get("/settings").await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(
        page.body.contains("省级用户尚未设置本省高校就业协议书类型"),
        "{}",
        page.body
    );
    assert_eq!(
        page.body.matches(r#"type="radio""#).count() - 2,
        page.body.matches(" disabled").count(),
        "all switches"
    );
    let forged = client.post("/settings", &with(&[("version", "0")])).await;
    assert_eq!(forged.status, StatusCode::UNPROCESSABLE_ENTITY);
    let named = forged.body.matches("请联系省级用户").count();
    assert!(named >= 3, "{}", forged.body);
    assert_eq!(
        world.sql("SELECT FROM school_settings").await,
        0,
        "nothing was written"
    );

    world
        .sql("INSERT INTO province_settings VALUES ('320000', 2027, 'three_party')")
        .await;
    let opened = [("version", "0"), ("paper", "off"), ("destinations", "off")];
    saved(&client.post("/settings", &with(&opened)).await);
    assert!(
        set(
            &world,
            "signing_open AND paper_open AND destination_open AND version = 1"
        )
        .await
    );
    let next = client.get("/settings").await;
    assert!(
        next.body.contains("补登、填报去向登记同步开启"),
        "it says what came on besides"
    );
    assert_eq!(world.sql(ENTRIES).await, 1);
}

#[tokio::test]
async fn r_3_2_switches_go_off_until_somebody_acted_and_then_say_why_not() {
    let world = World::new().await;
    let site = Site::of(&world).await;
    let client = officer(&world, &site).await;
    saved(&client.post("/settings", &with(&[("paper", "off")])).await);
    assert!(set(&world, "NOT paper_open AND version = 2").await);

    let (company, student) = (world.company().await, world.student().await);
    world.invite(&company, &student).await;
    let page = client.get("/settings").await;
    assert_eq!(
        page.body
            .matches("已有毕业生或用人单位进行操作，不可再关闭")
            .count(),
        2,
        "what is on"
    );
    let off = with(&[("version", "2"), ("paper", "off"), ("destinations", "off")]);
    let answer = client.post("/settings", &off).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        answer.body.contains(r##"href="#f-destinations""##),
        "the summary leads there: {}",
        answer.body
    );
    assert!(set(&world, "destination_open AND version = 2").await);
    // What a browser does not send, because its control is disabled, stays; what is off may still go on.
    let on = [("version", "2"), ("paper", "on"), ("termination_limit", "3")];
    saved(&client.post("/settings", &on).await);
    assert!(
        set(
            &world,
            "signing_open AND paper_open AND destination_open AND termination_limit = 3"
        )
        .await
    );
}

#[tokio::test]
async fn a_switch_that_is_off_closes_its_module_to_acts() {
    let world = World::new().await;
    let site = Site::of(&world).await;
    let client = officer(&world, &site).await;
    saved(&client.post("/settings", &with(&[("signing", "off")])).await);
    let (company, student) = (world.company().await, world.student().await);
    let invitation = world.invitation(&company, &student).await;
    let conn = &mut *world.conn().await;
    let refused = wq_core::agreement::invite(conn, &company.account, invitation.clone()).await;
    assert!(format!("{refused:?}").contains("ModuleClosed"), "{refused:?}");
    saved(&client.post("/settings", &with(&[("version", "2")])).await);
    assert!(
        wq_core::agreement::invite(conn, &company.account, invitation)
            .await
            .is_ok()
    );
}

#[tokio::test]
async fn r_3_3_the_review_mode_waits_for_what_is_in_review() {
    let world = World::new().await;
    let site = Site::of(&world).await;
    let client = officer(&world, &site).await;
    let (company, student) = (world.company().await, world.student().await);
    let accepted = world.accepted(&company, &student).await;
    let two_steps = with(&[("review_mode", "department_then_school")]);
    let page = client.get("/settings").await;
    assert!(
        page.body.contains("全部审核完成后才可修改审核方式"),
        "{}",
        page.body
    );
    let answer = client.post("/settings", &two_steps).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(set(&world, "review_mode = 'school_only'").await);
    world
        .act(&world.officer().await, accepted, &Command::Approve)
        .await;
    saved(&client.post("/settings", &two_steps).await);
    assert!(set(&world, "review_mode = 'department_then_school'").await);
}

#[tokio::test]
async fn r_3_4_a_wrong_limit_stands_where_it_was_typed_with_what_is_wrong() {
    let world = World::new().await;
    let site = Site::of(&world).await;
    let client = officer(&world, &site).await;
    for typed in [
        "",
        "100",
        "-1",
        "两次",
        "1.5",
        "99999999999999999999",
        "\"><script>alert(1)</script>",
    ] {
        let answer = client
            .post(
                "/settings",
                &with(&[("termination_limit", typed), ("paper", "off")]),
            )
            .await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{typed}");
        assert!(answer.body.contains("autofocus"), "the summary takes the focus");
        assert!(answer.body.contains(r#"id="f-termination_limit-error""#));
        assert!(!answer.body.contains("<script>alert"));
        let off = r#"id="f-paper-1" name="paper" value="off" required checked"#;
        assert!(answer.body.contains(off), "the rest is kept: {}", answer.body);
    }
    saved(
        &client
            .post("/settings", &with(&[("termination_limit", " 99 ")]))
            .await,
    );
    assert!(set(&world, "termination_limit = 99 AND paper_open").await);
}

#[tokio::test]
async fn of_two_officers_the_second_sees_what_the_first_changed_and_keeps_what_was_typed() {
    let world = World::new().await;
    let site = Site::of(&world).await;
    let first = officer(&world, &site).await;
    let role = of_level(&world, LevelScope::Graduate);
    let second = site.signed_in(&world, &world.account("研工部", role).await).await;
    saved(
        &first
            .post("/settings", &with(&[("review_mode", "department_then_school")]))
            .await,
    );
    let typed = with(&[("termination_limit", "7"), ("destinations", "off")]);
    let answer = second.post("/settings", &typed).await;
    assert_eq!(answer.status, StatusCode::CONFLICT);
    for words in [
        "陈老师 于 ",
        "您的修改没有保存",
        "审核设置：仅校级审核 → 先院系再校级审核",
    ] {
        assert!(answer.body.contains(words), "{words}: {}", answer.body);
    }
    assert!(
        answer.body.contains(r#"name="termination_limit" value="7""#),
        "{}",
        answer.body
    );
    assert!(
        set(
            &world,
            "termination_limit = 1 AND destination_open AND version = 2"
        )
        .await
    );

    // The page now carries what is true, so the same form goes through once it was looked at.
    assert!(answer.body.contains(r#"name="version" value="2""#));
    let again = with(&[
        ("termination_limit", "7"),
        ("destinations", "off"),
        ("version", "2"),
        ("review_mode", "department_then_school"),
    ]);
    saved(&second.post("/settings", &again).await);
    assert!(set(&world, "termination_limit = 7 AND NOT destination_open").await);
    assert_eq!(world.sql(ENTRIES).await, 2);
    for version in ["0", "99", "", "x", "2147483647"] {
        let stale = first
            .post("/settings", &with(&[("version", version), ("paper", "off")]))
            .await;
        assert_eq!(stale.status, StatusCode::CONFLICT, "{version}");
    }
}

#[tokio::test]
async fn to_save_what_is_already_so_writes_nothing() {
    let world = World::new().await;
    let site = Site::of(&world).await;
    let client = officer(&world, &site).await;
    saved(&client.post("/settings", &AS_IT_IS).await);
    assert!(set(&world, "version = 1").await);
    assert_eq!(world.sql(ENTRIES).await, 0);
}

#[tokio::test]
async fn r_3_3_no_act_slips_through_while_the_review_mode_changes() {
    let world = World::new().await;
    let officer = world.officer().await;
    let company = world.company().await;
    for round in 0..12 {
        let student = world.student().await;
        let invited = world.invite(&company, &student).await;
        let mode = ReviewMode::ALL[round % 2];
        world
            .sql(&format!(
                "UPDATE school_settings SET version = 1, review_mode = '{}'",
                ReviewMode::ALL[(round + 1) % 2].as_str()
            ))
            .await;
        let change = change_mode(&world, &officer, mode);
        let accept = async {
            let conn = &mut *world.conn().await;
            wq_tests::accept(conn, &student.account, invited.case, invited.version).await
        };
        let (_, accepted) = tokio::join!(change, accept);
        accepted.expect("it goes on, whatever the mode");
        let astray = "SELECT FROM cases c JOIN school_settings s USING (school_id, cohort)
            WHERE (c.state = 'department_review') <> (s.review_mode = 'department_then_school')
              AND c.state IN ('department_review', 'school_review')";
        assert_eq!(world.sql(astray).await, 0, "round {round}");
        world
            .sql("UPDATE cases SET state = 'rejected' WHERE state LIKE '%\\_review'")
            .await;
    }
}

async fn change_mode(world: &World, officer: &Account, mode: ReviewMode) -> bool {
    let mut typed = wq_core::typed::Typed::default();
    typed.0.insert("review_mode".into(), mode.as_str().into());
    typed.0.insert("termination_limit".into(), "1".into());
    let wish = wq_core::settings::Wish::read(&typed).expect("in order");
    wq_core::settings::change(&mut *world.conn().await, officer, 1, wish)
        .await
        .is_ok()
}

const HANDLER: [(&str, &str); 5] = [
    ("name", "陈静"),
    ("telephone", "025-83790000"),
    ("address", "南京市文昌路1号"),
    ("postcode", "210096"),
    ("checked", "yes"),
];

#[tokio::test]
async fn r_3_5_a_handler_is_final_once_submitted_and_shows_on_the_home_page() {
    let world = World::new().await;
    let site = Site::of(&world).await;
    let client = officer(&world, &site).await;
    let form = client.get("/settings/handlers/all").await;
    assert!(form.body.contains("一经提交不可再修改"), "{}", form.body);
    saved(&client.post("/settings/handlers/all", &HANDLER).await);
    for path in ["/", "/settings"] {
        let page = client.get(path).await.body;
        assert!(page.contains("陈静") && page.contains("025-83790000"), "{path}");
    }
    let other = HANDLER.map(|(field, value)| {
        if field == "name" {
            (field, "李四")
        } else {
            (field, value)
        }
    });
    let again = client.post("/settings/handlers/all", &other).await;
    assert_eq!(again.status, StatusCode::CONFLICT);
    assert!(
        again.body.contains("不可再修改") && again.body.contains(r#"value="李四""#),
        "{}",
        again.body
    );
    let level = client.post("/settings/handlers/graduate", &other).await;
    assert_eq!(level.status, StatusCode::CONFLICT);
    assert_eq!(
        client.get("/settings/handlers/graduate").await.status,
        StatusCode::FORBIDDEN
    );
    assert_eq!(
        world
            .sql("SELECT FROM handlers WHERE name = '陈静' AND level = 'all'")
            .await,
        1
    );
    assert_eq!(world.sql("SELECT FROM handlers").await, 1);
    let personal = "SELECT FROM audit_entries WHERE detail::text LIKE '%陈静%' OR detail::text LIKE '%8379%'";
    assert_eq!((world.sql(ENTRIES).await, world.sql(personal).await), (1, 0));
}

#[tokio::test]
async fn r_3_5_an_officer_of_one_level_fills_in_that_level_and_the_rest_is_left_to_others() {
    let world = World::new().await;
    let site = Site::of(&world).await;
    let role = of_level(&world, LevelScope::Graduate);
    let graduate = site.signed_in(&world, &world.account("研工部", role).await).await;
    let page = graduate.get("/settings").await.body;
    assert!(
        page.contains("只能选择“分别设置本专、研究生协议经办人”"),
        "{page}"
    );
    assert!(page.contains(r#"href="/settings/handlers/graduate""#), "{page}");
    for closed in ["/settings/handlers/all", "/settings/handlers/undergraduate"] {
        assert!(!page.contains(&format!("href=\"{closed}\"")), "{closed}");
        assert_eq!(graduate.get(closed).await.status, StatusCode::FORBIDDEN);
        assert_eq!(
            graduate.post(closed, &HANDLER).await.status,
            StatusCode::FORBIDDEN
        );
    }
    saved(&graduate.post("/settings/handlers/graduate", &HANDLER).await);
    let all = officer(&world, &site).await;
    let page = all.get("/settings").await.body;
    assert!(page.contains("可以补充设置另一学历层次"), "{page}");
    assert_eq!(
        all.post("/settings/handlers/all", &HANDLER).await.status,
        StatusCode::CONFLICT
    );
    saved(&all.post("/settings/handlers/undergraduate", &HANDLER).await);
    assert_eq!(world.sql("SELECT FROM handlers").await, 2);
    assert_eq!(
        all.get("/settings/handlers/none").await.status,
        StatusCode::NOT_FOUND
    );
}

#[tokio::test]
async fn a_handler_in_disorder_is_refused_field_by_field() {
    let world = World::new().await;
    let site = Site::of(&world).await;
    let client = officer(&world, &site).await;
    let form = [("name", "陈静"), ("telephone", "请致电"), ("postcode", "2100")];
    let answer = client.post("/settings/handlers/all", &form).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    for field in ["telephone", "address", "postcode", "checked"] {
        assert!(
            answer.body.contains(&format!("id=\"f-{field}-error\"")),
            "{field}: {}",
            answer.body
        );
    }
    assert!(answer.body.contains(r#"value="陈静""#) && answer.body.contains("autofocus"));
    assert_eq!(world.sql("SELECT FROM handlers").await, 0);
}

#[tokio::test]
async fn of_two_handlers_at_once_one_is_taken() {
    let world = World::new().await;
    let site = Site::of(&world).await;
    let (one, other) = (officer(&world, &site).await, officer(&world, &site).await);
    let (one, other) = tokio::join!(
        one.post("/settings/handlers/all", &HANDLER),
        other.post("/settings/handlers/graduate", &HANDLER)
    );
    let mut answers = [one.status, other.status];
    answers.sort();
    assert_eq!(answers, [StatusCode::SEE_OTHER, StatusCode::CONFLICT]);
    assert_eq!(world.sql("SELECT FROM handlers").await, 1);
}
