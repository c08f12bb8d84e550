//! 预警单位管理, and warnings that come and go while pages stand open.

use reqwest::StatusCode;
use wq_core::{
    access::{LevelScope, Role},
    ids::SchoolId,
};
use wq_tests::{Client, Company, Site, World};

use crate::signing::rows;

pub async fn mark(client: &Client, company: &Company) -> StatusCode {
    let fields = [("reason", "fake"), ("explanation", "登记地址查无此单位")];
    let path = format!("/warnings/companies/{}", company.id);
    client.post(&path, &fields).await.status
}

/// Other schools that have marked a company.
pub async fn marked_by(world: &World, schools: std::ops::RangeInclusive<i64>, company: &Company) {
    for school in schools {
        world
            .sql(&format!(
                "INSERT INTO schools (id, code, name, province) VALUES ({school}, 'S{school}', '外校{school}', '320000')"
            ))
            .await;
        world
            .sql(&format!(
                "INSERT INTO warnings (company_id, school_id, reason, explanation) VALUES ({}, {school}, 'fake', '外校核实')",
                company.id
            ))
            .await;
    }
}

#[tokio::test]
async fn r_12_1_a_school_marks_a_company_and_takes_the_mark_back() {
    let world = World::new().await;
    let (company, other) = (world.company().await, world.company().await);
    let site = Site::of(&world).await;
    let client = site.signed_in(&world, &world.officer().await).await;
    let empty = client.get("/warnings").await;
    assert!(empty.body.contains("本校没有预警单位"));
    for typed in [company.name.as_str(), company.credit_code.as_str()] {
        let found = client.get(&format!("/warnings/new?company={typed}")).await;
        assert_eq!(rows(&found), 1, "{typed}");
        assert!(
            found
                .body
                .contains(&format!("/warnings/companies/{}", company.id))
        );
    }
    let none = client.get("/warnings/new?company=%27%20OR%201=1%20--").await;
    assert!(none.body.contains("没有找到这家单位"));

    let form = client.get(&format!("/warnings/companies/{}", company.id)).await;
    for words in [
        "违规单位",
        "虚假单位",
        "就业歧视",
        "虚假宣传",
        "其他",
        &company.credit_code,
    ] {
        assert!(form.body.contains(words), "{words}");
    }
    let path = format!("/warnings/companies/{}", company.id);
    let wrong = client
        .post(&path, &[("reason", "rumour"), ("explanation", " ")])
        .await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.body.contains("请选择预警原因") && wrong.body.contains("请填写具体说明"));
    assert_eq!(mark(&client, &company).await, StatusCode::SEE_OTHER);
    assert_eq!(
        mark(&client, &company).await,
        StatusCode::SEE_OTHER,
        "twice is once"
    );
    assert_eq!(mark(&client, &other).await, StatusCode::SEE_OTHER);
    assert_eq!(world.sql("SELECT FROM warnings").await, 2);
    assert_eq!(
        world
            .sql("SELECT FROM audit_entries WHERE act = 'warning.mark'")
            .await,
        2
    );
    let missing = client
        .post(
            "/warnings/companies/999",
            &[("reason", "fake"), ("explanation", "无")],
        )
        .await;
    assert_eq!(missing.status, StatusCode::NOT_FOUND);

    let list = client.get("/warnings").await;
    assert!(list.body.contains("登记地址查无此单位") && list.body.contains("陈老师"));
    assert_eq!(rows(&list), 2);
    assert_eq!(
        rows(
            &client
                .get(&format!("/warnings?company={}", company.credit_code))
                .await
        ),
        1
    );
    let withdrawal = list
        .body
        .split(r#"href=""#)
        .filter_map(|rest| rest.split('"').next())
        .find(|href| href.ends_with("/withdrawal"))
        .expect("a way to take it back")
        .to_owned();
    assert!(client.get(&withdrawal).await.body.contains("撤销预警"));
    for _ in 0..2 {
        assert_eq!(client.post(&withdrawal, &[]).await.status, StatusCode::SEE_OTHER);
    }
    assert_eq!(
        world
            .sql("SELECT FROM audit_entries WHERE act = 'warning.withdraw'")
            .await,
        1
    );
    assert_eq!(rows(&client.get("/warnings").await), 1);
    assert_eq!(
        rows(&client.get("/warnings?state=all").await),
        2,
        "what is taken back stays to be seen"
    );
    assert!(
        client
            .get("/warnings?state=withdrawn")
            .await
            .body
            .contains("已撤销")
    );
}

#[tokio::test]
async fn r_12_1_a_company_that_nobody_registered_is_marked_by_its_code() {
    let world = World::new().await;
    let site = Site::of(&world).await;
    let client = site.signed_in(&world, &world.officer().await).await;
    let by_code = "/warnings/codes/91350100M000100Y43";
    let search = client.get("/warnings/new?company=91350100m000100y43").await;
    assert!(search.body.contains(by_code), "{}", search.body);
    let form = client.get(by_code).await;
    assert!(form.body.contains("91350100M000100Y43") && !form.body.contains("校验位不符"));
    let doubtful = client.get("/warnings/codes/91350100M000100Y44").await;
    assert!(doubtful.body.contains("校验位不符"));
    for nonsense in ["/warnings/codes/9135", "/warnings/codes/91350100M000100YI3"] {
        assert_eq!(
            client.get(nonsense).await.status,
            StatusCode::NOT_FOUND,
            "{nonsense}"
        );
    }

    let blank = [
        ("company_name", " "),
        ("reason", "rumour"),
        ("explanation", "查无此处"),
    ];
    let wrong = client.post(by_code, &blank).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    for words in ["请填写单位名称", "请选择预警原因", "查无此处"] {
        assert!(wrong.body.contains(words), "{words}");
    }
    assert_eq!(
        world.sql("SELECT FROM companies").await,
        0,
        "nothing is written down"
    );

    let right = [
        ("company_name", "虚构商贸公司"),
        ("reason", "fake"),
        ("explanation", "查无此处"),
    ];
    for _ in 0..2 {
        assert_eq!(client.post(by_code, &right).await.status, StatusCode::SEE_OTHER);
    }
    let list = client.get("/warnings?company=91350100M000100Y43").await;
    assert!(rows(&list) == 1 && list.body.contains("虚构商贸公司"));
    assert_eq!(
        world
            .sql("SELECT FROM audit_entries WHERE act = 'warning.mark'")
            .await,
        1
    );
    let known = client.get(by_code).await;
    assert!(
        known.location().starts_with("/warnings/companies/"),
        "it is known now"
    );
    let department = site.signed_in(&world, &world.department_officer().await).await;
    assert_eq!(department.get(by_code).await.status, StatusCode::FORBIDDEN);
    assert_eq!(
        department.post(by_code, &right).await.status,
        StatusCode::FORBIDDEN
    );
}

#[tokio::test]
async fn departments_have_no_such_module_and_other_schools_not_this_schools_marks() {
    let world = World::new().await;
    let company = world.company().await;
    let site = Site::of(&world).await;
    let school = site.signed_in(&world, &world.officer().await).await;
    mark(&school, &company).await;
    let department = site.signed_in(&world, &world.department_officer().await).await;
    let refused = department.get("/warnings").await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    assert!(refused.body.contains("院系用户无此功能"));
    assert!(!department.get("/signing").await.body.contains("预警单位管理"));
    assert!(school.get("/signing").await.body.contains("预警单位管理"));
    assert_eq!(mark(&department, &company).await, StatusCode::FORBIDDEN);

    world
        .sql("INSERT INTO schools (id, code, name, province) VALUES (2, '10285', '江北大学堂', '320000')")
        .await;
    let role = Role::School {
        school: SchoolId(2),
        level: LevelScope::All,
    };
    let elsewhere = site
        .signed_in(&world, &world.account("外校老师", role).await)
        .await;
    assert_eq!(rows(&elsewhere.get("/warnings?state=all").await), 0);
    let theirs = elsewhere.post("/warnings/1/withdrawal", &[]).await;
    assert_eq!(theirs.status, StatusCode::NOT_FOUND);
    assert_eq!(
        world.sql("SELECT FROM warnings WHERE withdrawn_at IS NULL").await,
        1
    );
}

#[tokio::test]
async fn r_12_2_from_five_schools_on_every_student_and_reviewer_is_told() {
    let world = World::new().await;
    let (company, student) = (world.company().await, world.student().await);
    let invited = world.invite(&company, &student).await;
    let site = Site::of(&world).await;
    let offer = format!("/student/invitations/{}", invited.case);
    let reader = site.signed_in(&world, &student.account).await;
    marked_by(&world, 2..=5, &company).await;
    assert!(
        !reader.get(&offer).await.body.contains("预警"),
        "four are not enough"
    );
    marked_by(&world, 6..=6, &company).await;
    assert!(reader.get(&offer).await.body.contains("预警"));
    let officer = site.signed_in(&world, &world.officer().await).await;
    let page = officer.get(&format!("/signing/{}", invited.case)).await;
    assert!(
        page.body.contains("5 所高校将该单位标记为预警单位"),
        "{}",
        page.body
    );
}

#[tokio::test]
async fn a_warning_that_comes_while_a_page_stands_open_stops_the_first_approval_and_not_the_second() {
    let world = World::new().await;
    let (company, student) = (world.company().await, world.student().await);
    let case = world.accepted(&company, &student).await;
    let site = Site::of(&world).await;
    let (reviewer, colleague) = (
        site.signed_in(&world, &world.officer().await).await,
        site.signed_in(&world, &world.officer().await).await,
    );
    let path = format!("/signing/{}", case.case);
    let drawn = reviewer.get(&path).await;
    assert!(!drawn.body.contains(r#"name="warned""#));
    mark(&colleague, &company).await;
    let version = case.version.to_string();
    let approval = format!("{path}/approval");
    let stopped = reviewer.post(&approval, &[("version", &version)]).await;
    assert_eq!(stopped.status, StatusCode::CONFLICT);
    assert!(stopped.body.contains("该用人单位为预警单位"));
    let told = format!(r#"name="warned" value="{}""#, company.credit_code);
    assert!(stopped.body.contains(&told));
    assert_eq!(
        world.sql("SELECT FROM cases WHERE state = 'school_review'").await,
        1
    );
    let again = reviewer
        .post(
            &approval,
            &[("version", &version), ("warned", &company.credit_code)],
        )
        .await;
    assert_eq!(again.status, StatusCode::SEE_OTHER);
    assert_eq!(world.sql("SELECT FROM cases WHERE state = 'signed'").await, 1);
}

#[tokio::test]
async fn a_warning_that_went_while_a_page_stood_open_stops_nobody() {
    let world = World::new().await;
    let (company, student) = (world.company().await, world.student().await);
    let case = world.accepted(&company, &student).await;
    let site = Site::of(&world).await;
    let client = site.signed_in(&world, &world.officer().await).await;
    mark(&client, &company).await;
    let drawn = client.get(&format!("/signing/{}", case.case)).await;
    let told = format!(r#"name="warned" value="{}""#, company.credit_code);
    assert!(drawn.body.contains(&told));
    world.sql("UPDATE warnings SET withdrawn_at = now()").await;
    let path = format!("/signing/{}", case.case);
    for page in [client.get(&path).await, client.get("/signing?group=mine").await] {
        assert!(page.body.contains(&student.name) && !page.body.contains(&told));
        assert!(!page.body.contains("本校预警") && !page.body.contains("预警</span>"));
    }
    let version = case.version.to_string();
    let approval = format!("/signing/{}/approval", case.case);
    let approved = client
        .post(
            &approval,
            &[("version", &version), ("warned", &company.credit_code)],
        )
        .await;
    assert_eq!(approved.status, StatusCode::SEE_OTHER);
    assert_eq!(world.sql("SELECT FROM cases WHERE state = 'signed'").await, 1);
    let after = client.get(&path).await;
    assert!(after.body.contains(&company.name) && !after.body.contains("本校预警"));
}
