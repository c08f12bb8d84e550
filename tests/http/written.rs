//! Agreements that students write down: offline ones (guide section 6.2) and paper ones (guide section 7).

use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use reqwest::StatusCode;
use wq_core::{
    case::ReviewMode,
    db::schema::{agreements, case_files, cases},
    ids::CaseId,
};
use wq_tests::{
    Answer, Client, Company, Site, Student, World,
    samples::{DOCUMENT, OTHER, PICTURE},
};

/// A form in order, for a company that nobody has named before.
fn form() -> Vec<(&'static str, &'static str)> {
    vec![
        ("credit_code", "91350100M000100Y43"),
        ("company_name", "福建云帆软件有限公司"),
        ("nature", "39"),
        ("industry", "34"),
        ("region", "江苏省南京市玄武区"),
        ("address", "玄武大道 1 号"),
        ("contact", "周敏"),
        ("telephone", "025-80000000"),
        ("job_category", "13"),
        ("job_title", "软件工程师"),
        ("work_region", "江苏省南京市玄武区"),
        ("report_on", "2027-07-01"),
        ("salary", "9000"),
        ("probation_months", "0"),
        ("contract_from", "2027-07-01"),
        ("penalty", "0"),
        ("signed_on", "2026-05-01"),
    ]
}

pub fn with<'a>(changes: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let mut fields: Vec<(&str, &str)> = form();
    for (field, value) in changes {
        fields.retain(|(known, _)| known != field);
        fields.push((field, value));
    }
    fields
}

const COPY: [(&str, &str, &[u8]); 1] = [("files", "协议书.png", PICTURE)];

pub async fn state(world: &World, case: &str) -> (String, i32) {
    cases::table
        .find(CaseId(case.parse().expect("a number")))
        .select((cases::state, cases::version))
        .first(&mut *world.conn().await)
        .await
        .expect("a case")
}

async fn count(world: &World, what: &str) -> usize {
    world.sql(&format!("SELECT FROM {what}")).await
}

/// Hands a new form in; answers the address of its page and its number.
async fn handed_in(student: &Client, kind: &str) -> (String, String) {
    let done = student
        .upload(&format!("/student/{kind}/new"), &form(), &COPY)
        .await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
    let href = done.location().to_owned();
    let case = href.rsplit('/').next().expect("a number").to_owned();
    (href, case)
}

async fn decide(officer: &Client, world: &World, module: &str, case: &str, verdict: &str) -> Answer {
    let version = state(world, case).await.1.to_string();
    let fields = [
        ("version", version.as_str()),
        ("reason", "other"),
        ("words", "盖章不清"),
    ];
    officer
        .post(&format!("/{module}/{case}/{verdict}"), &fields)
        .await
}

async fn act(client: &Client, world: &World, case: &str, path: &str) -> Answer {
    let version = state(world, case).await.1.to_string();
    client.post(path, &[("version", &version)]).await
}

async fn stamped(client: &Client, world: &World, case: &str, path: &str) -> Answer {
    let version = state(world, case).await.1.to_string();
    let files: [(&str, &str, &[u8]); 2] = [("files", "a.png", OTHER), ("files", "b.pdf", DOCUMENT)];
    client.upload(path, &[("version", &version)], &files).await
}

async fn cast(world: &World, site: &Site) -> (Student, Client, Client) {
    let student = world.student().await;
    let client = site.signed_in(world, &student.account).await;
    let officer = site.signed_in(world, &world.officer().await).await;
    (student, client, officer)
}

#[tokio::test]
async fn r_6_2_an_offline_agreement_goes_all_its_way_with_every_way_back() {
    let world = World::new().await;
    let site = Site::of(&world).await;
    let (_, student, officer) = cast(&world, &site).await;
    let (href, case) = handed_in(&student, "offline").await;
    assert_eq!(state(&world, &case).await.0, "agreement_school_review");
    assert_eq!(count(&world, "companies WHERE registered_at IS NULL").await, 1);
    assert_eq!(
        count(&world, "case_files").await,
        0,
        "an offline form takes no files"
    );

    // 撤回, 修改, 重新提交.
    let asked = student.get(&format!("{href}/withdrawal")).await;
    assert!(asked.body.contains("撤回提交的就业协议？"));
    assert_eq!(
        act(&student, &world, &case, &format!("{href}/withdrawal"))
            .await
            .status,
        303
    );
    assert_eq!(state(&world, &case).await.0, "draft");
    assert_eq!(
        officer.get(&format!("/signing/{case}")).await.status,
        404,
        "nobody reviews a draft"
    );
    assert_eq!(
        student.get("/student/offline/new").await.location(),
        href,
        "it is gone on with"
    );
    let edit = student.get(&format!("{href}/edit")).await;
    assert!(
        edit.body.contains(r#"value="软件工程师""#) && edit.body.contains(r#"value="江苏省南京市玄武区""#)
    );
    let version = state(&world, &case).await.1.to_string();
    let changed = with(&[("job_title", "测试工程师"), ("version", &version)]);
    let again = student.upload(&format!("{href}/edit"), &changed, &[]).await;
    assert_eq!((again.status.as_u16(), again.location()), (303, href.as_str()));
    let page = officer.get(&format!("/signing/{case}")).await;
    assert!(page.body.contains("就业协议审核中，等待学校审核"));
    let compared = "职位名称：软件工程师 → 测试工程师";
    assert!(
        page.body.contains(compared),
        "what the student changed, before and after"
    );
    assert!(student.get(&href).await.body.contains(compared));

    // 退回修改.
    assert_eq!(
        decide(&officer, &world, "signing", &case, "return").await.status,
        303
    );
    assert!(student.get(&href).await.body.contains("盖章不清"));
    assert!(student.get("/").await.body.contains("去办理"));
    let version = state(&world, &case).await.1.to_string();
    let changed = with(&[("version", &version)]);
    assert_eq!(
        student
            .upload(&format!("{href}/edit"), &changed, &[])
            .await
            .status,
        303
    );

    // 通过, and the document with its number is on its way.
    assert_eq!(
        decide(&officer, &world, "signing", &case, "approval")
            .await
            .status,
        303
    );
    assert_eq!(state(&world, &case).await.0, "awaiting_stamped_copy");
    assert_eq!(count(&world, "jobs WHERE kind = 'make_document'").await, 1);
    let number: Option<String> = agreements::table
        .select(agreements::number)
        .first(&mut *world.conn().await)
        .await
        .expect("an agreement");
    assert!(number.is_some());
    assert!(student.get(&href).await.body.contains("上传盖章协议书"));

    // 上传, 撤回, 退回, 重新上传, 通过.
    let copy = format!("{href}/stamped-copy");
    let empty = student.upload(&copy, &[("version", "1")], &[]).await;
    assert!(empty.status == 422 && empty.body.contains("请上传盖章就业协议书图像"));
    assert_eq!(stamped(&student, &world, &case, &copy).await.status, 303);
    assert_eq!(state(&world, &case).await.0, "signing_school_review");
    let review = officer.get(&format!("/signing/{case}")).await;
    assert!(review.body.contains("/files/attachments/") && review.body.contains("<iframe"));
    assert_eq!(
        act(&student, &world, &case, &format!("{href}/withdrawal"))
            .await
            .status,
        303
    );
    assert_eq!(state(&world, &case).await.0, "awaiting_stamped_copy");
    assert!(
        student.get(&copy).await.body.contains("a.jpg"),
        "the copy is still there"
    );
    assert_eq!(stamped(&student, &world, &case, &copy).await.status, 303);
    assert_eq!(
        decide(&officer, &world, "signing", &case, "return").await.status,
        303
    );
    assert!(
        student
            .get(&href)
            .await
            .body
            .contains("请按下面办理记录中的意见重新上传")
    );
    assert_eq!(stamped(&student, &world, &case, &copy).await.status, 303);
    assert_eq!(
        decide(&officer, &world, "signing", &case, "approval")
            .await
            .status,
        303
    );
    assert_eq!(state(&world, &case).await.0, "signed");
    assert_eq!(count(&world, "jobs WHERE kind = 'push_destination'").await, 1);
    assert_eq!(
        act(&student, &world, &case, &format!("{href}/withdrawal"))
            .await
            .status,
        409
    );
    assert_eq!(
        act(&student, &world, &case, &format!("{href}/abandonment"))
            .await
            .status,
        409
    );

    // 通过后修改, and nobody else may.
    let edit = officer.get(&format!("/signing/{case}/amendment")).await;
    for field in ["nature", "industry", "job_category"] {
        assert!(edit.body.contains(&format!(r#"name="{field}""#)), "{field}");
    }
    let version = state(&world, &case).await.1.to_string();
    let fields = [
        ("version", version.as_str()),
        ("nature", "10"),
        ("industry", "34"),
        ("job_category", "13"),
    ];
    assert_eq!(
        officer
            .post(&format!("/signing/{case}/amendment"), &fields)
            .await
            .status,
        303
    );
    assert_eq!(
        count(&world, "messages WHERE notice = 'edited_after_approval'").await,
        2,
        "微信 and 短信"
    );
    let department = site.signed_in(&world, &world.department_officer().await).await;
    assert_eq!(
        department.get(&format!("/signing/{case}/amendment")).await.status,
        403
    );
}

#[tokio::test]
async fn r_6_2_a_registered_company_hands_the_stamped_copy_in_and_no_other_does() {
    let world = World::new().await;
    let site = Site::of(&world).await;
    let (_, student, officer) = cast(&world, &site).await;
    let (company, other): (Company, Company) = (world.company().await, world.company().await);
    let named = with(&[
        ("credit_code", &company.credit_code),
        ("company_name", &company.name),
    ]);
    let wrong = with(&[("credit_code", &company.credit_code)]);
    let refused = student.upload("/student/offline/new", &wrong, &[]).await;
    assert!(refused.status == 422 && refused.body.contains("该代码的单位在平台注册的名称是"));
    let mut looks = wrong.clone();
    looks.push(("find", "yes"));
    let found = student.upload("/student/offline/new", &looks, &[]).await;
    assert!(found.status == 200 && found.body.contains(&format!(r#"value="{}""#, company.name)));

    let href = student
        .upload("/student/offline/new", &named, &[])
        .await
        .location()
        .to_owned();
    let case = href.rsplit('/').next().expect("a number").to_owned();
    decide(&officer, &world, "signing", &case, "approval").await;
    let employer = site.signed_in(&world, &company.account).await;
    let stranger = site.signed_in(&world, &other.account).await;
    let page = format!("/company/agreements/{case}");
    assert!(employer.get("/company/agreements").await.body.contains(&page));
    assert!(employer.get(&page).await.body.contains("上传盖章协议书"));
    let copy = format!("{page}/stamped-copy");
    for path in [&page, &copy] {
        assert_eq!(stranger.get(path).await.status, 404, "{path}");
    }
    assert_eq!(stamped(&stranger, &world, &case, &copy).await.status, 404);
    assert_eq!(stamped(&employer, &world, &case, &copy).await.status, 303);
    assert_eq!(state(&world, &case).await.0, "signing_school_review");
    assert_eq!(
        stamped(&student, &world, &case, &format!("{href}/stamped-copy"))
            .await
            .status,
        409
    );
    assert_eq!(
        act(&employer, &world, &case, &format!("{href}/withdrawal"))
            .await
            .status,
        404
    );
}

#[tokio::test]
async fn r_6_3_a_paper_agreement_is_registered_with_its_images() {
    let world = World::new().await;
    world.review_by(ReviewMode::DepartmentThenSchool).await;
    let site = Site::of(&world).await;
    let (_, student, officer) = cast(&world, &site).await;
    let department = site.signed_in(&world, &world.department_officer().await).await;
    let bare = student.upload("/student/paper/new", &form(), &[]).await;
    assert!(bare.status == 422 && bare.body.contains("请上传盖章的就业协议书图像"));
    let (href, case) = handed_in(&student, "paper").await;
    assert_eq!(state(&world, &case).await.0, "department_review");
    assert_eq!(count(&world, "case_files WHERE purpose = 'agreement'").await, 1);
    assert_eq!(count(&world, "uploads").await, 0, "the holding place is empty");
    assert!(
        department
            .get(&format!("/paper/{case}"))
            .await
            .body
            .contains("协议书.jpg")
    );

    assert_eq!(
        decide(&department, &world, "paper", &case, "approval")
            .await
            .status,
        303
    );
    let late = act(&student, &world, &case, &format!("{href}/withdrawal")).await;
    assert_eq!(late.status, 409, "the department has given its verdict");
    assert_eq!(
        decide(&officer, &world, "paper", &case, "return").await.status,
        303
    );
    let edit = student.get(&format!("{href}/edit")).await;
    assert!(edit.body.contains("协议书.jpg"), "the former images are there");
    let kept: i64 = case_files::table
        .select(case_files::id)
        .first(&mut *world.conn().await)
        .await
        .expect("a file");
    let (version, held) = (state(&world, &case).await.1.to_string(), format!("c{kept}"));
    let fields = with(&[
        ("version", &version),
        ("files-held", &held),
        ("signed_on", "2026-05-02"),
    ]);
    let more: [(&str, &str, &[u8]); 1] = [("files", "第二页.png", OTHER)];
    let again = student.upload(&format!("{href}/edit"), &fields, &more).await;
    assert_eq!(again.status, 303, "{}", again.body);
    assert_eq!(count(&world, "case_files WHERE removed_at IS NULL").await, 2);
    let review = department.get(&format!("/paper/{case}")).await;
    assert!(review.body.contains("签约日期：2026-05-01 → 2026-05-02"));
    decide(&department, &world, "paper", &case, "approval").await;
    decide(&officer, &world, "paper", &case, "approval").await;
    assert_eq!(state(&world, &case).await.0, "signed");
    assert_eq!(
        student.get("/student/paper/new").await.status,
        422,
        "the place is taken"
    );
}

#[tokio::test]
async fn a_rejected_registration_is_over_and_an_abandoned_one_too() {
    let world = World::new().await;
    let site = Site::of(&world).await;
    let (_, student, officer) = cast(&world, &site).await;
    let (href, case) = handed_in(&student, "paper").await;
    decide(&officer, &world, "paper", &case, "rejection").await;
    assert_eq!(state(&world, &case).await.0, "voided");
    assert!(student.get(&href).await.body.contains("登记信息已作废"));
    let (href, case) = handed_in(&student, "paper").await;
    decide(&officer, &world, "paper", &case, "return").await;
    assert_eq!(
        act(&student, &world, &case, &format!("{href}/abandonment"))
            .await
            .status,
        303
    );
    assert_eq!(state(&world, &case).await.0, "abandoned");
    handed_in(&student, "offline").await;
}

#[tokio::test]
async fn a_form_put_aside_is_found_again_with_its_files_and_goes_when_it_is_handed_in() {
    let world = World::new().await;
    let site = Site::of(&world).await;
    let (_, student, _) = cast(&world, &site).await;
    let half = [("job_title", "半成品"), ("save", "yes")];
    assert_eq!(
        student
            .upload("/student/paper/new", &half, &COPY)
            .await
            .location(),
        "/student/paper/new"
    );
    let page = student.get("/student/paper/new").await;
    for words in ["半成品", "协议书.jpg", "已暂存于"] {
        assert!(page.body.contains(words), "{words}");
    }
    world
        .sql("UPDATE uploads SET created_at = now() - interval '3 days'")
        .await;
    handed_in(&student, "paper").await;
    assert_eq!(count(&world, "form_drafts").await, 0);
}

#[tokio::test]
async fn every_rule_against_a_form_is_said_instead_of_it() {
    for (statement, words) in [
        ("UPDATE school_settings SET signing_open = false", "学校尚未开启"),
        ("UPDATE students SET training_mode = '21'", "您的培养方式不可网签"),
        ("UPDATE cohorts SET is_current = false", ""),
        (
            "UPDATE students SET dormant_since = now()",
            "您的毕业生信息已失效",
        ),
    ] {
        let world = World::new().await;
        let site = Site::of(&world).await;
        let (_, student, _) = cast(&world, &site).await;
        world.sql(statement).await;
        let page = student.get("/student/offline/new").await;
        assert!(
            page.status.is_client_error() && page.body.contains(words),
            "{statement}"
        );
        let posted = student.upload("/student/offline/new", &form(), &[]).await;
        assert!(posted.status.is_client_error(), "{statement}");
        assert_eq!(count(&world, "cases").await, 0, "{statement}");
        if !words.is_empty() {
            assert!(student.get("/").await.body.contains(words), "{statement}");
        }
    }
}

#[tokio::test]
async fn a_doubtful_credit_code_and_a_warned_company_are_said_and_refuse_nothing() {
    let world = World::new().await;
    let site = Site::of(&world).await;
    let (_, student, _) = cast(&world, &site).await;
    let company = world.company().await;
    world
        .sql(&format!(
            "INSERT INTO warnings (company_id, school_id, reason, explanation) VALUES ({}, {}, 'fake', '查无此处')",
            company.id, world.school
        ))
        .await;
    let find = with(&[("credit_code", &company.credit_code), ("find", "yes")]);
    let found = student.upload("/student/offline/new", &find, &[]).await;
    assert!(found.body.contains("本校已将该单位列为预警单位"));
    let doubtful = with(&[("credit_code", "91350100M000100Y44"), ("find", "yes")]);
    let found = student.upload("/student/offline/new", &doubtful, &[]).await;
    assert!(found.body.contains("校验位不符"));
    let doubtful = with(&[("credit_code", "91350100M000100Y44")]);
    assert_eq!(
        student
            .upload("/student/offline/new", &doubtful, &[])
            .await
            .status,
        303
    );
}

#[tokio::test]
async fn what_is_anothers_does_not_exist() {
    let world = World::new().await;
    let site = Site::of(&world).await;
    let (_, student, officer) = cast(&world, &site).await;
    let (_, other, _) = cast(&world, &site).await;
    let (href, case) = handed_in(&student, "paper").await;
    for rest in ["", "/edit", "/withdrawal", "/abandonment", "/standing"] {
        assert_eq!(other.get(&format!("{href}{rest}")).await.status, 404, "{rest}");
    }
    let offline = href.replace("paper", "offline");
    for rest in ["", "/edit", "/withdrawal", "/stamped-copy"] {
        assert_eq!(
            student.get(&format!("{offline}{rest}")).await.status,
            404,
            "another form: {rest}"
        );
    }
    for rest in ["edit", "withdrawal", "abandonment"] {
        assert_eq!(
            act(&other, &world, &case, &format!("{href}/{rest}")).await.status,
            404,
            "{rest}"
        );
    }
    let file: i64 = case_files::table
        .select(case_files::id)
        .first(&mut *world.conn().await)
        .await
        .expect("a file");
    let path = format!("/files/attachments/{file}");
    assert_eq!(other.get(&path).await.status, 404);
    assert_eq!(site.stranger().get(&path).await.location(), "/login");
    for reader in [&student, &officer] {
        assert_eq!(reader.get(&path).await.status, 200);
    }
}
