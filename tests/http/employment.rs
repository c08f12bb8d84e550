//! What the employment system holds of a student, on the review page (8.4, 8.5), and 获取最新学生信息.

use chrono::NaiveDate;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use reqwest::StatusCode;
use wq_core::{
    access::{Account, Role},
    case::{Acted, Command, Module, ReviewMode},
    db::schema::students,
    employment::{Held, answered, unanswered},
    invariants,
    sync::Destination,
};
use wq_tests::{Site, Student, World};

use crate::kinds::{at, registered};

const LAW: &str = "法学院";

async fn waiting() -> (World, Site, Student, Acted) {
    let world = World::new().await;
    let site = Site::of(&world).await;
    let student = world.student().await;
    let case = registered(&world, &student).await;
    (world, site, student, case)
}

fn page(case: Acted, rest: &str) -> String {
    at(Module::Destinations, case, rest)
}

/// What the employment system says of a student: the same as the platform, but for what the caller changes.
async fn tells(world: &World, student: &Student, change: impl FnOnce(Held) -> Held) {
    let held = Held {
        gender: "1".into(),
        ethnicity: "01".into(),
        political_status: "13".into(),
        department: "计算机学院".into(),
        study_years: "4".into(),
        student_no: number(world, student).await,
        graduates_on: NaiveDate::from_ymd_opt(2027, 6, 30).expect("a date"),
        name: student.name.clone(),
        education_level: "31".into(),
        id_number: student.id_number.reveal().to_owned(),
        school: "江南大学堂".into(),
        major_code: "080901".into(),
        major_name: "计算机科学与技术".into(),
    };
    answered(
        &mut *world.conn().await,
        student.id,
        Some((change(held), Some(Destination::unplaced(chrono::Utc::now())))),
    )
    .await
    .expect("kept");
}

async fn number(world: &World, student: &Student) -> String {
    students::table
        .find(student.id)
        .select(students::student_no)
        .first(&mut *world.conn().await)
        .await
        .expect("a student")
}

fn seven(held: Held) -> Held {
    Held {
        gender: "2".into(),
        ethnicity: "02".into(),
        political_status: "01".into(),
        department: LAW.into(),
        study_years: "2.5".into(),
        student_no: "20239999".into(),
        graduates_on: NaiveDate::from_ymd_opt(2027, 7, 1).expect("a date"),
        ..held
    }
}

async fn count(world: &World, rows: &str) -> usize {
    world.sql(&format!("SELECT FROM {rows}")).await
}

#[tokio::test]
async fn opening_a_case_in_review_asks_once_and_shows_the_answer_when_it_comes() {
    let (world, site, student, case) = waiting().await;
    let client = site.signed_in(&world, &world.officer().await).await;
    let jobs = "jobs WHERE kind = 'read_graduate'";
    for _ in 0..2 {
        let shown = client.get(&page(case, "")).await;
        assert!(shown.body.contains("正在查询就业管理系统"));
        assert_eq!(count(&world, jobs).await, 1);
    }
    assert_eq!(
        count(
            &world,
            "jobs WHERE kind = 'read_graduate' AND payload ? 'student_id'"
        )
        .await,
        1
    );
    tells(&world, &student, |held| held).await;
    let panel = client.get(&page(case, "/employment")).await;
    assert!(panel.body.contains("学生信息与就业管理系统一致"));
    assert!(panel.body.contains("已报送去向") && panel.body.contains("待就业"));
    assert!(!panel.body.contains("<html"));
    client.get(&page(case, "")).await;
    assert_eq!(
        count(&world, jobs).await,
        1,
        "a fresh answer is not asked for again"
    );
    world
        .sql("UPDATE employment_records SET fetched_at = now() - interval '11 minutes', asked_at = now() - interval '11 minutes'")
        .await;
    world.sql("DELETE FROM jobs").await;
    client.get(&page(case, "")).await;
    assert_eq!(count(&world, jobs).await, 1, "an old answer is");
}

#[tokio::test]
async fn a_decided_case_asks_for_nothing() {
    let (world, site, _, case) = waiting().await;
    let officer = world.officer().await;
    world.act(&officer, case, &Command::Approve).await;
    let client = site.signed_in(&world, &officer).await;
    let shown = client.get(&page(case, "")).await;
    assert!(shown.body.contains("尚未获取就业管理系统中的信息"));
    assert!(!shown.body.contains("暂时无法获取") && shown.body.contains(&page(case, "/employment")));
    assert_eq!(count(&world, "jobs WHERE kind = 'read_graduate'").await, 0);
}

#[tokio::test]
async fn r_8_5_the_last_answer_stays_where_the_newest_could_not_be_had() {
    let (world, site, student, case) = waiting().await;
    let client = site.signed_in(&world, &world.officer().await).await;
    tells(&world, &student, seven).await;
    unanswered(&mut *world.conn().await, student.id, "503")
        .await
        .expect("kept");
    let panel = client.get(&page(case, "/employment")).await;
    assert!(
        panel.body.contains("暂时无法获取最新信息，以下为上次获取的内容"),
        "{}",
        panel.body
    );
    assert!(panel.body.contains("上次获取于"));
    assert!(panel.body.contains("20239999") && panel.body.contains("待就业"));
}

#[tokio::test]
async fn r_8_5_an_employment_system_that_is_down_is_said_with_a_way_to_ask_again() {
    let (world, site, student, case) = waiting().await;
    let client = site.signed_in(&world, &world.officer().await).await;
    unanswered(&mut *world.conn().await, student.id, "503")
        .await
        .expect("kept");
    let shown = client.get(&page(case, "")).await;
    assert!(shown.body.contains("暂时无法获取就业管理系统中的信息") && shown.body.contains("重新获取"));
    let asked = client.post_partly(&page(case, "/employment"), &[]).await;
    assert!(asked.body.contains("正在查询就业管理系统"));
    assert_eq!(count(&world, "jobs WHERE kind = 'read_graduate'").await, 1);
    let whole = client.post(&page(case, "/employment"), &[]).await;
    assert_eq!(
        (whole.status, whole.location()),
        (StatusCode::SEE_OTHER, page(case, "").as_str())
    );
}

#[tokio::test]
async fn r_8_5_seven_fields_are_taken_over_with_one_click_and_leave_a_trail() {
    let (world, site, student, case) = waiting().await;
    let client = site.signed_in(&world, &world.officer().await).await;
    tells(&world, &student, seven).await;
    let shown = client.get(&page(case, "")).await;
    for label in ["性别", "民族", "政治面貌", "所在院系", "学制", "学号", "毕业时间"] {
        assert!(shown.body.contains(label), "{label}");
    }
    assert!(shown.body.contains("学生信息与就业管理系统不一致") && shown.body.contains("20239999"));
    assert!(shown.body.contains(&page(case, "/student")));

    let done = client.post(&page(case, "/student"), &[]).await;
    assert_eq!(
        (done.status, done.location()),
        (StatusCode::SEE_OTHER, page(case, "").as_str())
    );
    let of_student = format!(
        "students WHERE id = {} AND gender = '2' AND ethnicity = '02' AND political_status = '01'
         AND department = '{LAW}' AND study_years = '2.5' AND student_no = '20239999' AND graduates_on = '2027-07-01'",
        student.id
    );
    assert_eq!(count(&world, &of_student).await, 1);
    let followed = format!(
        "cases WHERE department = '{LAW}' AND student_no = '20239999' AND version = {}",
        case.version
    );
    assert_eq!(count(&world, &followed).await, 1, "the case follows its student");
    let trail = "student_changes WHERE before ->> 'department' = '计算机学院' AND after ->> 'gender' = '2'";
    assert_eq!(count(&world, trail).await, 1);
    let audited =
        "audit_entries WHERE act = 'student.take_over' AND jsonb_array_length(detail -> 'fields') = 7
        AND NOT detail::text LIKE '%20239999%'";
    assert_eq!(
        count(&world, audited).await,
        1,
        "the audit trail holds no personal data"
    );
    let after = client.get(&page(case, "")).await;
    assert!(after.body.contains("已获取最新学生信息"));
    assert!(after.body.contains("学生信息与就业管理系统一致"));
    assert!(
        after.body.contains("计算机学院 → 法学院"),
        "the timeline says what changed"
    );
    let again = client.post(&page(case, "/student"), &[]).await;
    assert_eq!(again.status, StatusCode::SEE_OTHER);
    assert_eq!(
        count(&world, "student_changes").await,
        1,
        "twice changes nothing more"
    );
}

#[tokio::test]
async fn r_8_5_what_cannot_be_taken_over_stays_and_the_page_says_to_reject() {
    let (world, site, student, case) = waiting().await;
    let client = site.signed_in(&world, &world.officer().await).await;
    tells(&world, &student, |held| Held {
        name: "王改名".into(),
        id_number: "110105194912310038".into(),
        major_name: "软件工程".into(),
        ..held
    })
    .await;
    let shown = client.get(&page(case, "")).await;
    assert!(shown.body.contains("王改名") && shown.body.contains("应审核不通过"));
    assert!(
        shown
            .body
            .contains("姓名、身份证号、专业与就业管理系统不一致，且无法在此同步"),
        "beside the verdict too"
    );
    let late = client.get(&page(case, "/employment")).await;
    let (panel, heeded) = late
        .body
        .split_once("<hx-partial")
        .expect("what the verdict heeds");
    assert!(panel.starts_with(r#"<section id="employment""#));
    assert!(heeded.starts_with(r##" hx-target="#differing" hx-swap="innerHTML"><div class="notice""##));
    assert!(heeded.contains("姓名、身份证号、专业与就业管理系统不一致，且无法在此同步"));
    let reader = site.signed_in(&world, &world.department_officer().await).await;
    let panel = reader.get(&page(case, "/employment")).await;
    assert!(
        panel.body.contains("王改名") && !panel.body.contains("hx-partial"),
        "nobody else has a verdict to give"
    );
    assert!(!shown.body.contains("19491231"), "an ID number is masked");
    assert!(
        !shown.body.contains(&page(case, "/student")),
        "nothing to take over"
    );
    client.post(&page(case, "/student"), &[]).await;
    let unchanged = format!("students WHERE id = {} AND name = '{}'", student.id, student.name);
    assert_eq!(count(&world, &unchanged).await, 1);
    assert_eq!(count(&world, "student_changes").await, 0);
}

#[tokio::test]
async fn r_2_1_a_student_who_is_in_another_department_now_is_seen_there_and_no_longer_here() {
    let world = World::new().await;
    world.review_by(ReviewMode::DepartmentThenSchool).await;
    let site = Site::of(&world).await;
    let (here, there) = (world.department_officer().await, there(&world).await);
    let (old, new) = (
        site.signed_in(&world, &here).await,
        site.signed_in(&world, &there).await,
    );
    let (first, second) = (world.student().await, world.student().await);

    // Taken over by the department itself: the case is no longer its own, and it is back at its list.
    let case = registered(&world, &first).await;
    tells(&world, &first, seven).await;
    assert_eq!(new.get(&page(case, "")).await.status, StatusCode::NOT_FOUND);
    let done = old.post(&page(case, "/student"), &[]).await;
    assert_eq!(
        (done.status, done.location()),
        (StatusCode::SEE_OTHER, "/destinations?group=mine")
    );
    assert_eq!(old.get(&page(case, "")).await.status, StatusCode::NOT_FOUND);
    assert_eq!(new.get(&page(case, "")).await.status, StatusCode::OK);
    world.act(&there, case, &Command::Approve).await;

    // Taken over by the school, after the first department had decided.
    let case = registered(&world, &second).await;
    let approved = world.act(&here, case, &Command::Approve).await;
    tells(&world, &second, |held| Held {
        department: LAW.into(),
        ..held
    })
    .await;
    let school = site.signed_in(&world, &world.officer().await).await;
    let done = school.post(&page(approved, "/student"), &[]).await;
    assert_eq!(done.location(), page(approved, "").as_str());
    assert_eq!(old.get(&page(approved, "")).await.status, StatusCode::NOT_FOUND);

    // I4 too: what the first department decided, it decided of its own student.
    let found = invariants::check(&mut *world.conn().await)
        .await
        .expect("an answer");
    for finding in found {
        assert_eq!(finding.violations, 0, "{}", finding.invariant.name);
    }
}

async fn there(world: &World) -> Account {
    let role = Role::Department {
        school: world.school,
        department: LAW.into(),
    };
    world.account("罗老师", role).await
}

#[tokio::test]
async fn only_who_is_to_decide_takes_over_and_nothing_of_a_dormant_student_changes() {
    let (world, site, student, case) = waiting().await;
    tells(&world, &student, seven).await;
    // Where the school reviews alone, the department only looks.
    let department = site.signed_in(&world, &world.department_officer().await).await;
    assert!(
        !department
            .get(&page(case, ""))
            .await
            .body
            .contains(&page(case, "/student"))
    );
    let refused = department.post(&page(case, "/student"), &[]).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    let school = site.signed_in(&world, &world.officer().await).await;
    world.sql("UPDATE students SET dormant_since = now()").await;
    let refused = school.post(&page(case, "/student"), &[]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(count(&world, "student_changes").await, 0);
}

#[tokio::test]
async fn a_student_whom_the_employment_system_does_not_have_is_said() {
    let (world, site, student, case) = waiting().await;
    answered(&mut *world.conn().await, student.id, None)
        .await
        .expect("kept");
    let client = site.signed_in(&world, &world.officer().await).await;
    assert!(
        client
            .get(&page(case, ""))
            .await
            .body
            .contains("就业管理系统中查无此毕业生")
    );
    let nothing = client.post(&page(case, "/student"), &[]).await;
    assert_eq!(nothing.status, StatusCode::SEE_OTHER);
    assert!(
        client
            .get(nothing.location())
            .await
            .body
            .contains("暂时无法获取就业管理系统中的信息，请稍后重新获取")
    );
}
