//! 签约设置 of a province: the form of its schools' agreements.

use reqwest::StatusCode;
use wq_core::access::Role;
use wq_tests::{Site, World};

const FORM: &str = "/province/settings/2027";
const ENTRIES: &str = "SELECT FROM audit_entries WHERE act = 'settings.form'";

async fn is(world: &World, form: &str) -> bool {
    let query = format!("SELECT FROM province_settings WHERE agreement_form = '{form}'");
    world.sql(&query).await == 1
}

#[tokio::test]
async fn r_3_1_a_province_sets_its_form_and_changes_it_until_somebody_acts() {
    let world = World::new().await;
    world.sql("DELETE FROM province_settings").await;
    let site = Site::of(&world).await;
    let client = site.signed_in(&world, &world.province_officer().await).await;
    let list = client.get("/province/settings").await;
    assert!(
        list.body.contains("未设置") && list.body.contains(FORM),
        "{}",
        list.body
    );
    let form = client.get(FORM).await;
    assert!(form.body.contains("需学校（院系）鉴证") && form.body.contains("需学校（院系）审核"));
    let set = client
        .post(FORM, &[("version", "0"), ("agreement_form", "two_party")])
        .await;
    assert_eq!(
        (set.status, set.location()),
        (StatusCode::SEE_OTHER, "/province/settings")
    );
    let change = client
        .post(FORM, &[("version", "1"), ("agreement_form", "three_party")])
        .await;
    assert_eq!(change.status, StatusCode::SEE_OTHER);
    assert!(is(&world, "three_party").await);
    let (company, student) = (world.company().await, world.student().await);
    world.invite(&company, &student).await;
    let late = client
        .post(FORM, &[("version", "2"), ("agreement_form", "two_party")])
        .await;
    assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(late.body.contains("就业协议书类型不可再修改"), "{}", late.body);
    assert!(is(&world, "three_party").await);
    assert_eq!(client.get(FORM).await.status, StatusCode::FORBIDDEN);
    let list = client.get("/province/settings").await.body;
    assert!(
        list.contains("不可再修改") && !list.contains(&format!("href=\"{FORM}\"")),
        "{list}"
    );
    assert_eq!(world.sql(ENTRIES).await, 2);
}

#[tokio::test]
async fn of_two_province_officers_the_second_is_told_and_keeps_the_choice() {
    let world = World::new().await;
    let site = Site::of(&world).await;
    let first = site.signed_in(&world, &world.province_officer().await).await;
    let second = site.signed_in(&world, &world.province_officer().await).await;
    let three = [("version", "1"), ("agreement_form", "three_party")];
    assert_eq!(first.post(FORM, &three).await.status, StatusCode::SEE_OTHER);
    let stale = second
        .post(FORM, &[("version", "1"), ("agreement_form", "two_party")])
        .await;
    assert_eq!(stale.status, StatusCode::CONFLICT);
    assert!(
        stale.body.contains("三方协议”，您的设置没有保存"),
        "{}",
        stale.body
    );
    assert!(
        stale.body.contains(r#"value="two_party" required checked"#),
        "{}",
        stale.body
    );
    assert!(is(&world, "three_party").await);
}

#[tokio::test]
async fn a_form_that_is_none_is_refused_beside_its_field_and_cohorts_that_are_not_do_not_exist() {
    let world = World::new().await;
    world
        .sql("INSERT INTO cohorts VALUES (2026, false), (2028, false)")
        .await;
    let site = Site::of(&world).await;
    let client = site.signed_in(&world, &world.province_officer().await).await;
    for typed in ["", "four_party"] {
        let answer = client
            .post(FORM, &[("version", "1"), ("agreement_form", typed)])
            .await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.body.contains(r#"id="f-agreement_form-error""#));
    }
    let next = client
        .post(
            "/province/settings/2028",
            &[("version", "0"), ("agreement_form", "two_party")],
        )
        .await;
    assert_eq!(next.status, StatusCode::SEE_OTHER, "ahead of time");
    let over = client
        .post(
            "/province/settings/2026",
            &[("version", "0"), ("agreement_form", "two_party")],
        )
        .await;
    assert_eq!(
        over.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "what is over stays as it was"
    );
    assert_eq!(
        client.get("/province/settings/1999").await.status,
        StatusCode::NOT_FOUND
    );
    let none = client
        .post(
            "/province/settings/1999",
            &[("version", "0"), ("agreement_form", "two_party")],
        )
        .await;
    assert_eq!(none.status, StatusCode::NOT_FOUND);
    assert!(is(&world, "two_party").await || world.sql("SELECT FROM province_settings").await == 2);
}

#[tokio::test]
async fn a_province_sets_nothing_for_another() {
    let world = World::new().await;
    let site = Site::of(&world).await;
    let province = "330000".to_owned();
    let account = world.account("浙处长", Role::Province { province }).await;
    let client = site.signed_in(&world, &account).await;
    let set = client
        .post(FORM, &[("version", "0"), ("agreement_form", "three_party")])
        .await;
    assert_eq!(set.status, StatusCode::SEE_OTHER);
    let own = "SELECT FROM province_settings WHERE province = '330000' AND agreement_form = 'three_party'";
    assert_eq!(world.sql(own).await, 1);
    assert_eq!(
        world
            .sql("SELECT FROM province_settings WHERE province = '320000' AND agreement_form = 'two_party'")
            .await,
        1
    );
}
