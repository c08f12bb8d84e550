//! 修改: a school officer edits an approved agreement (rules 7.1 and 7.2).

use reqwest::StatusCode;
use wq_core::case::Acted;
use wq_tests::{Answer, Client, Site, World};

use crate::{signing::others, verdict::at};

/// 科学研究人员, which no invitation of these tests says.
const OTHER: &str = "11";

async fn signed() -> (World, Site, Acted) {
    let world = World::new().await;
    let site = Site::of(&world).await;
    let (company, student) = (world.company().await, world.student().await);
    let case = world.sign(&company, &student, &world.officer().await).await;
    world.sql("DELETE FROM jobs").await;
    (world, site, case)
}

async fn amend(client: &Client, case: Acted, category: &str) -> Answer {
    let version = case.version.to_string();
    let fields = [("version", version.as_str()), ("job_category", category)];
    client.post(&at(case, "/amendment"), &fields).await
}

#[tokio::test]
async fn r_7_2_an_edit_is_kept_told_by_wechat_and_sms_and_pushed() {
    let (world, site, case) = signed().await;
    let client = site.signed_in(&world, &world.officer().await).await;
    let page = client.get(&at(case, "")).await;
    assert!(page.body.contains(&at(case, "/amendment")));
    let form = client.get(&at(case, "/amendment")).await;
    assert!(form.body.contains("职位类别") && !form.body.contains("单位性质"));
    assert!(
        form.body.contains(" selected"),
        "it shows what is there: {}",
        form.body
    );

    let done = amend(&client, case, OTHER).await;
    assert_eq!(
        (done.status, done.location()),
        (StatusCode::SEE_OTHER, at(case, "").as_str())
    );
    let page = client.get(&at(case, "")).await;
    assert!(page.body.contains("已修改，将通知毕业生"));
    assert!(page.body.contains(" → 科学研究人员"), "{}", page.body);
    let count = async |rows: &str| world.sql(&format!("SELECT FROM {rows}")).await;
    assert_eq!(
        count("messages WHERE notice = 'edited_after_approval' AND channel IN ('wechat', 'sms')").await,
        2
    );
    assert_eq!(count("jobs WHERE kind = 'push_destination'").await, 1);
    assert_eq!(
        count(
            "case_events WHERE command = 'edit_after_approval'
             AND after = '{\"job_category\": \"11\"}' AND before ? 'job_category'"
        )
        .await,
        1
    );
    assert_eq!(count("agreements WHERE job_category = '11'").await, 1);
    assert_eq!(count("cases WHERE state = 'signed'").await, 1);
}

#[tokio::test]
async fn nothing_is_edited_by_what_is_no_edit() {
    let (world, site, case) = signed().await;
    let client = site.signed_in(&world, &world.officer().await).await;
    let unknown = amend(&client, case, "<b>").await;
    assert_eq!(unknown.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(unknown.body.contains("请从列表中选择职位类别"));
    let same = amend(&client, case, "13").await;
    assert_eq!(same.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(amend(&client, case, OTHER).await.status, StatusCode::SEE_OTHER);
    // The same page sent again, or by somebody who had it open meanwhile: 409, with what was chosen.
    let late = amend(&client, case, "10").await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert!(late.body.contains("刚被他人修改"));
    assert_eq!(
        world
            .sql("SELECT FROM case_events WHERE command = 'edit_after_approval'")
            .await,
        1
    );
}

#[tokio::test]
async fn r_7_only_a_school_officer_edits_and_only_what_is_approved() {
    let (world, site, case) = signed().await;
    let department = site.signed_in(&world, &world.department_officer().await).await;
    assert!(!department.get(&at(case, "")).await.body.contains("/amendment"));
    let refused = department.get(&at(case, "/amendment")).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    assert_eq!(
        amend(&department, case, OTHER).await.status,
        StatusCode::FORBIDDEN
    );
    for account in others(&world).await {
        let client = site.signed_in(&world, &account).await;
        assert_eq!(
            client.get(&at(case, "/amendment")).await.status,
            StatusCode::NOT_FOUND
        );
        assert_eq!(amend(&client, case, OTHER).await.status, StatusCode::NOT_FOUND);
    }
    let waiting = world
        .accepted(&world.company().await, &world.student().await)
        .await;
    let school = site.signed_in(&world, &world.officer().await).await;
    assert_eq!(
        school.get(&at(waiting, "/amendment")).await.status,
        StatusCode::CONFLICT
    );
    assert_eq!(amend(&school, waiting, OTHER).await.status, StatusCode::CONFLICT);
    assert_eq!(
        world
            .sql("SELECT FROM case_events WHERE command = 'edit_after_approval'")
            .await,
        0
    );
}
