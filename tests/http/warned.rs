//! Warnings where people act: on every kind of case whose company is warned of, and as news to who had the page open before.

use reqwest::StatusCode;
use wq_core::destination::Type;
use wq_tests::{Client, Company, Site, Student, World, samples::PICTURE};

use crate::{
    acceptance::code_for,
    destinations::{case_of, draft, post, submitted},
    termination::Signed,
    warnings::{mark, marked_by},
    written::with,
};

const WORDS: &str = "该用人单位为预警单位";
const CODE: &str = "91350100M000100Y43";

/// 劳动合同 with a company that has no account here.
fn contract() -> Vec<(&'static str, &'static str)> {
    vec![
        ("registered_on", "2026-10-01"),
        ("company_name", "福建云帆软件有限公司"),
        ("credit_code", CODE),
        ("nature", "39"),
        ("industry", "34"),
        ("region", "江苏省南京市玄武区"),
        ("address", "玄武大道 1 号"),
        ("contact", "周敏"),
        ("telephone", "025-80000000"),
        ("job_category", "13"),
        ("job_title", "软件工程师"),
        ("pay", "9000"),
    ]
}

/// Names a company that is registered as the employer, as it is registered.
fn name_in<'a>(fields: &mut Vec<(&'a str, &'a str)>, company: &'a Company) {
    fields.retain(|(field, _)| !["credit_code", "company_name"].contains(field));
    fields.push(("credit_code", &company.credit_code));
    fields.push(("company_name", &company.name));
}

struct Cast {
    world: World,
    site: Site,
    student: Student,
    reader: Client,
    officer: Client,
}

async fn cast() -> Cast {
    let world = World::new().await;
    let site = Site::of(&world).await;
    let student = world.student().await;
    Cast {
        reader: site.signed_in(&world, &student.account).await,
        officer: site.signed_in(&world, &world.officer().await).await,
        world,
        site,
        student,
    }
}

/// Marks the company that nobody has registered, by its code.
async fn mark_code(officer: &Client) {
    let fields = [
        ("company_name", "虚构商贸公司"),
        ("reason", "fake"),
        ("explanation", "查无此处"),
    ];
    let marked = officer.post(&format!("/warnings/codes/{CODE}"), &fields).await;
    assert_eq!(marked.status, StatusCode::SEE_OTHER);
}

fn told(code: &str) -> String {
    format!(r#"name="warned" value="{code}""#)
}

#[tokio::test]
async fn r_12_2_a_company_without_an_account_that_is_marked_by_code_is_warned_of_where_a_student_writes_it() {
    let Cast {
        world,
        reader,
        officer,
        site: _site,
        ..
    } = cast().await;
    mark_code(&officer).await;
    let find = with(&[("credit_code", CODE), ("find", "yes")]);
    let found = reader.upload("/student/offline/new", &find, &[]).await;
    assert!(found.body.contains("本校已将该单位列为预警单位") && found.body.contains(&told(CODE)));

    let form = with(&[("credit_code", CODE), ("warned", CODE)]);
    let sent = reader.upload("/student/offline/new", &form, &[]).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
    assert!(
        reader
            .get(sent.location())
            .await
            .body
            .contains("本校已将该单位列为预警单位")
    );
    assert!(officer.get("/signing").await.body.contains("预警</span>"));
    let case = sent.location().rsplit('/').next().expect("a number");
    let page = officer.get(&format!("/signing/{case}")).await;
    assert!(page.body.contains("本校预警：虚假单位"));
    let told =
        format!("SELECT FROM companies WHERE credit_code = '{CODE}' AND region <> '' AND nature <> ''");
    assert_eq!(world.sql(&told).await, 1, "what the student said of it is kept");
    assert_eq!(world.sql("SELECT FROM companies").await, 1, "the same company");
}

#[tokio::test]
async fn r_12_2_the_company_of_a_paper_agreement_is_warned_of_where_it_is_reviewed() {
    let Cast {
        world,
        reader,
        officer,
        site: _site,
        ..
    } = cast().await;
    let files: [(&str, &str, &[u8]); 1] = [("files", "协议书.png", PICTURE)];
    let sent = reader.upload("/student/paper/new", &with(&[]), &files).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
    let case = sent.location().rsplit('/').next().expect("a number");
    let theirs = format!("/paper/{case}");
    assert!(!officer.get("/paper").await.body.contains("预警</span>"));
    assert!(!officer.get(&theirs).await.body.contains("本校预警"));

    mark_code(&officer).await;
    assert!(officer.get("/paper").await.body.contains("预警</span>"));
    let page = officer.get(&theirs).await;
    assert!(page.body.contains("本校预警：虚假单位") && page.body.contains(&told(CODE)));
    let approval = format!("{theirs}/approval");
    let stopped = officer.post(&approval, &[("version", "1")]).await;
    assert!(stopped.status == StatusCode::CONFLICT && stopped.body.contains(WORDS));
    let approved = officer
        .post(&approval, &[("version", "1"), ("warned", CODE)])
        .await;
    assert_eq!(approved.status, StatusCode::SEE_OTHER);
    assert_eq!(world.sql("SELECT FROM cases WHERE state = 'signed'").await, 1);
}

#[tokio::test]
async fn r_12_2_the_company_that_a_destination_names_is_warned_of_on_its_pages_and_in_the_list() {
    let Cast {
        world,
        reader,
        officer,
        student,
        site: _site,
        ..
    } = cast().await;
    let begun = draft(&world, &reader, &student, Type::LabourContract).await;
    let sent = post(&world, &reader, begun, "/submission", &contract()).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
    let (own, theirs) = (sent.location(), format!("/destinations/{}", begun.case));
    assert!(!officer.get("/destinations").await.body.contains("预警</span>"));
    assert!(!officer.get(&theirs).await.body.contains("本校预警"));

    mark_code(&officer).await;
    assert!(officer.get("/destinations").await.body.contains("预警</span>"));
    let page = officer.get(&theirs).await;
    assert!(page.body.contains("本校预警：虚假单位") && page.body.contains(&told(CODE)));
    assert!(
        officer
            .get(&format!("{theirs}/standing"))
            .await
            .status
            .is_success()
    );
    assert!(reader.get(own).await.body.contains("本校已将该单位列为预警单位"));

    let approval = format!("{theirs}/approval");
    let version = case_of(&world, &student).await.version.to_string();
    let stopped = officer.post(&approval, &[("version", &version)]).await;
    assert!(stopped.status == StatusCode::CONFLICT && stopped.body.contains(WORDS));
    let approved = officer
        .post(&approval, &[("version", &version), ("warned", CODE)])
        .await;
    assert_eq!(approved.status, StatusCode::SEE_OTHER);
    assert_eq!(world.sql("SELECT FROM cases WHERE state = 'registered'").await, 1);
}

#[tokio::test]
async fn r_12_2_a_destination_that_names_another_employer_is_warned_of_no_more() {
    let Cast {
        world,
        reader,
        officer,
        student,
        site: _site,
    } = cast().await;
    mark_code(&officer).await;
    let fields = [contract(), vec![("warned", CODE)]].concat();
    let sent = submitted(&world, &reader, &student, Type::LabourContract, &fields).await;
    let theirs = format!("/destinations/{}", sent.case);
    assert!(officer.get("/destinations").await.body.contains("预警</span>"));
    assert!(officer.get(&theirs).await.body.contains("本校预警"));

    let back = post(&world, &reader, sent, "/withdrawal", &[]).await;
    assert_eq!(back.status, StatusCode::SEE_OTHER, "{}", back.body);
    let mut fields = contract();
    let other = world.company().await;
    name_in(&mut fields, &other);
    let mended = case_of(&world, &student).await;
    let again = post(&world, &reader, mended, "/submission", &fields).await;
    assert_eq!(again.status, StatusCode::SEE_OTHER, "{}", again.body);
    let list = officer.get("/destinations").await.body;
    assert!(list.contains(&theirs) && !list.contains("预警</span>"));
    assert!(!officer.get(&theirs).await.body.contains("本校预警"));
}

#[tokio::test]
async fn r_12_2_from_five_schools_on_a_company_of_a_destination_is_warned_of_everywhere() {
    let Cast {
        world,
        reader,
        officer,
        student,
        site: _site,
        ..
    } = cast().await;
    let begun = draft(&world, &reader, &student, Type::LabourContract).await;
    let company = world.company().await;
    let mut fields = contract();
    name_in(&mut fields, &company);
    marked_by(&world, 2..=5, &company).await;
    let sent = post(&world, &reader, begun, "/submission", &fields).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "four are not enough");
    assert!(!officer.get("/destinations").await.body.contains("预警</span>"));
    marked_by(&world, 6..=6, &company).await;
    assert!(officer.get("/destinations").await.body.contains("预警</span>"));
    assert!(reader.get(sent.location()).await.body.contains("已有 5 所学校"));
}

#[tokio::test]
async fn a_warning_that_comes_while_a_student_writes_stops_the_first_submission_and_not_the_second() {
    let Cast {
        world,
        reader,
        officer,
        student,
        site: _site,
        ..
    } = cast().await;
    let form = with(&[("credit_code", CODE), ("job_title", "测试工程师")]);
    mark_code(&officer).await;
    let stopped = reader.upload("/student/offline/new", &form, &[]).await;
    assert_eq!(stopped.status, StatusCode::CONFLICT);
    for words in [WORDS, "本校已将该单位列为预警单位", "测试工程师", &told(CODE)] {
        assert!(stopped.body.contains(words), "{words}");
    }
    let another = with(&[("credit_code", CODE), ("warned", "91512081MA62K0260E")]);
    let stopped = reader.upload("/student/offline/new", &another, &[]).await;
    assert_eq!(
        stopped.status,
        StatusCode::CONFLICT,
        "the page told of another company"
    );
    assert_eq!(world.sql("SELECT FROM cases").await, 0);

    let begun = draft(&world, &reader, &student, Type::LabourContract).await;
    let stopped = post(&world, &reader, begun, "/submission", &contract()).await;
    assert_eq!(stopped.status, StatusCode::CONFLICT);
    for words in [WORDS, "本校已将该单位列为预警单位", "软件工程师", &told(CODE)] {
        assert!(stopped.body.contains(words), "{words}");
    }
    assert_eq!(
        case_of(&world, &student).await.version,
        begun.version,
        "nothing is handed in"
    );
    let mut again = contract();
    again.push(("warned", CODE));
    let sent = post(&world, &reader, begun, "/submission", &again).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
}

#[tokio::test]
async fn a_warning_that_comes_before_the_yes_is_read_first_and_the_code_stays_good() {
    let Cast {
        world,
        site: _site,
        reader,
        officer,
        student,
    } = cast().await;
    let company: Company = world.company().await;
    let case = world.invite(&company, &student).await;
    let href = format!("/student/invitations/{}", case.case);
    let (handle, code) = code_for(&reader, &href).await;
    mark(&officer, &company).await;
    let mut fields = vec![
        ("version", "1"),
        ("handle", handle.as_str()),
        ("code", code.as_str()),
    ];
    let path = format!("{href}/acceptance");
    let stopped = reader.post(&path, &fields).await;
    assert_eq!(stopped.status, StatusCode::CONFLICT);
    for words in [WORDS, "本校已将该单位列为预警单位", &told(&company.credit_code)] {
        assert!(stopped.body.contains(words), "{words}");
    }
    assert_eq!(world.sql("SELECT FROM cases WHERE state = 'invited'").await, 1);
    fields.push(("warned", &company.credit_code));
    let agreed = reader.post(&path, &fields).await;
    assert_eq!(agreed.status, StatusCode::SEE_OTHER, "{}", agreed.body);
    assert_eq!(
        world.sql("SELECT FROM cases WHERE state = 'school_review'").await,
        1
    );
}

#[tokio::test]
async fn a_warning_that_came_meanwhile_holds_no_end_of_an_agreement_up() {
    let signed = Signed::new().await;
    let asked = signed.asked().await;
    let consent = format!("/company/terminations/{}/consent", asked.case);
    let agreed = signed.employer().await.post(&consent, &[("version", "1")]).await;
    assert_eq!(agreed.status, StatusCode::SEE_OTHER, "{}", agreed.body);
    let school = signed.site.signed_in(&signed.world, &signed.officer).await;
    mark(&school, &signed.company).await;
    let path = format!("/terminations/{}", asked.case);
    assert!(
        school.get(&path).await.body.contains("本校预警：虚假单位"),
        "it stands beside the company"
    );
    assert!(
        !school.get(&path).await.body.contains(r#"name="warned""#),
        "the verdict does not ask"
    );
    let approved = school
        .post(&format!("{path}/approval"), &[("version", "2")])
        .await;
    assert_eq!(approved.status, StatusCode::SEE_OTHER, "{}", approved.body);
    assert_eq!(signed.state(asked.case).await, "terminated");
}

#[tokio::test]
async fn the_answer_to_a_forced_termination_tells_of_a_warning_that_came_meanwhile() {
    let signed = Signed::new().await;
    let asked = signed.asked().await;
    let school = signed.site.signed_in(&signed.world, &signed.officer).await;
    let path = format!("/terminations/{}/force", asked.case);
    assert!(!school.get(&path).await.body.contains("本校预警"));
    mark(&school, &signed.company).await;
    let version = asked.version.to_string();
    let done = school
        .post(&path, &[("version", &version), ("words", "单位不登录平台")])
        .await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
    assert!(
        school
            .get(done.location())
            .await
            .body
            .contains("本校预警：虚假单位")
    );
}
