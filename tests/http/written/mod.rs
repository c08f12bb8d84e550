//! Agreements that students write down: offline ones (guide section 6.2) and paper ones (guide section 7).

mod form;
mod offline;
mod paper;

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
