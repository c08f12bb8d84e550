//! The review page of every kind of case, in its module: what it shows, and that all share the verdicts.

use diesel::{insert_into, prelude::*};
use diesel_async::RunQueryDsl;
use reqwest::StatusCode;
use wq_core::{
    case::{Acted, By, Command, Initiator, Kind, Module, NewCase, begin},
    db::schema::{agreements, destinations, terminations},
};
use wq_tests::{Client, Company, Site, Student, World};

use crate::signing::others;

pub fn at(module: Module, case: Acted, rest: &str) -> String {
    format!("/{}/{}{rest}", module.as_str(), case.case)
}

fn new(kind: Kind, student: &Student, ends: Option<(&Company, Acted)>) -> NewCase {
    NewCase {
        kind,
        student: student.id,
        company: ends.map(|(company, _)| company.id),
        initiator: Initiator::Student,
        agreement: ends.map(|(_, agreement)| agreement.case),
        due_at: None,
        supplementary: false,
    }
}

/// A student hands in an agreement that both have written down.
pub async fn written(world: &World, kind: Kind, company: &Company, student: &Student) -> Acted {
    let terms = world.invitation(company, student).await.terms;
    begin(
        &mut *world.conn().await,
        By::Account(&student.account),
        new(kind, student, None),
        &Command::Submit,
        async |conn, case| {
            insert_into(agreements::table)
                .values((agreements::case_id.eq(case), terms))
                .execute(conn)
                .await
                .map(drop)
        },
    )
    .await
    .expect("an agreement")
}

/// A student hands in a destination.
pub async fn registered(world: &World, student: &Student) -> Acted {
    let day = chrono::NaiveDate::from_ymd_opt(2027, 3, 1);
    begin(
        &mut *world.conn().await,
        By::Account(&student.account),
        new(Kind::Destination, student, None),
        &Command::Submit,
        async |conn, case| {
            insert_into(destinations::table)
                .values((
                    destinations::case_id.eq(case),
                    destinations::type_.eq("labour_contract"),
                    destinations::category.eq("11"),
                    destinations::registered_on.eq(day.expect("a day")),
                    destinations::company_name.eq("南京青创文化工作室"),
                    destinations::region.eq("320104"),
                    destinations::job_title.eq("自由撰稿人"),
                    destinations::pay.eq(6500),
                ))
                .execute(conn)
                .await
                .map(drop)
        },
    )
    .await
    .expect("a destination")
}

/// A student asks a company for the end of what they signed, and the company agrees.
async fn ending(world: &World, company: &Company, student: &Student, agreement: Acted) -> Acted {
    let asked = begin(
        &mut *world.conn().await,
        By::Account(&student.account),
        new(Kind::Termination, student, Some((company, agreement))),
        &Command::Ask,
        async |conn, case| {
            insert_into(terminations::table)
                .values((
                    terminations::case_id.eq(case),
                    terminations::reason_code.eq("further_study"),
                    terminations::reason_text.eq("已被录取为硕士研究生，不能按期报到"),
                ))
                .execute(conn)
                .await
                .map(drop)
        },
    )
    .await
    .expect("a termination");
    world.act(&company.account, asked, &Command::Agree).await
}

/// A case of every kind that waits for its reviewer, with its module and what only its page says.
pub async fn every_kind(world: &World) -> Vec<(Module, Acted, Vec<String>)> {
    let company = world.company().await;
    let officer = world.officer().await;
    let mut cases = Vec::new();
    let online = world.accepted(&company, &world.student().await).await;
    cases.push((
        Module::Signing,
        online,
        vec!["协议信息".into(), "软件工程师".into()],
    ));
    for (module, kind) in [(Module::Signing, Kind::Offline), (Module::Paper, Kind::Paper)] {
        let case = written(world, kind, &company, &world.student().await).await;
        let says = vec![kind.label().into(), company.name.clone(), "9,000 元".into()];
        cases.push((module, case, says));
    }
    let destination = registered(world, &world.student().await).await;
    let says = ["去向信息", "南京青创文化工作室", "自由撰稿人", "6,500 元/月"];
    cases.push((Module::Destinations, destination, says.map(Into::into).into()));
    let student = world.student().await;
    world
        .sql("UPDATE school_settings SET termination_limit = 3")
        .await;
    let signed = world.sign(&company, &student, &officer).await;
    let termination = ending(world, &company, &student, signed).await;
    let says = [
        "解约信息",
        "原协议信息",
        "已被录取为硕士研究生",
        "已同意解约，等待学校审核",
        company.name.as_str(),
        "查看原协议",
    ];
    cases.push((Module::Terminations, termination, says.map(Into::into).into()));
    cases
}

async fn version(world: &World, case: Acted, state: &str) -> usize {
    world
        .sql(&format!(
            "SELECT FROM cases WHERE id = {} AND state = '{state}'",
            case.case
        ))
        .await
}

async fn post(client: &Client, module: Module, case: Acted, verdict: &str, reason: &str) -> StatusCode {
    let version = case.version.to_string();
    let fields = [
        ("version", version.as_str()),
        ("reason", reason),
        ("words", "请重新核对后提交"),
    ];
    client.post(&at(module, case, verdict), &fields).await.status
}

#[tokio::test]
async fn every_kind_has_its_page_with_what_only_it_has() {
    let world = World::new().await;
    let site = Site::of(&world).await;
    let cases = every_kind(&world).await;
    let client = site.signed_in(&world, &world.officer().await).await;
    for (module, case, says) in &cases {
        let page = client.get(&at(*module, *case, "")).await;
        assert_eq!(page.status, StatusCode::OK, "{case:?}");
        for words in says.iter().map(String::as_str).chain([
            "学生信息",
            "就业管理系统中的信息",
            "办理记录",
            "id=\"verdict\"",
            "审核不通过",
        ]) {
            assert!(page.body.contains(words), "{case:?} does not say {words}");
        }
    }
}

#[tokio::test]
async fn a_case_has_a_page_in_its_own_module_and_for_its_own_reviewers_only() {
    let world = World::new().await;
    let site = Site::of(&world).await;
    let cases = every_kind(&world).await;
    let client = site.signed_in(&world, &world.officer().await).await;
    let mut strangers = Vec::new();
    for account in others(&world).await {
        strangers.push(site.signed_in(&world, &account).await);
    }
    for (module, case, _) in &cases {
        for other in Module::ALL.iter().filter(|other| *other != module) {
            let page = client.get(&at(*other, *case, "")).await;
            assert_eq!(page.status, StatusCode::NOT_FOUND, "{other:?} {case:?}");
        }
        for stranger in &strangers {
            for rest in ["", "/standing", "/employment"] {
                let page = stranger.get(&at(*module, *case, rest)).await;
                assert_eq!(page.status, StatusCode::NOT_FOUND, "{case:?}{rest}");
            }
            for rest in ["/approval", "/return", "/rejection", "/employment", "/student"] {
                let status = post(stranger, *module, *case, rest, "other").await;
                assert_eq!(status, StatusCode::NOT_FOUND, "{case:?}{rest}");
            }
        }
    }
}

#[tokio::test]
async fn every_kind_is_approved_and_rejected_by_the_same_form() {
    let world = World::new().await;
    let site = Site::of(&world).await;
    let client = site.signed_in(&world, &world.officer().await).await;
    let approved = [
        "signed",
        "awaiting_stamped_copy",
        "signed",
        "registered",
        "terminated",
    ];
    for ((module, case, _), state) in every_kind(&world).await.into_iter().zip(approved) {
        assert_eq!(
            post(&client, module, case, "/approval", "").await,
            StatusCode::SEE_OTHER
        );
        assert_eq!(version(&world, case, state).await, 1, "{case:?}");
    }
    let rejected = ["rejected", "voided", "voided", "voided", "failed"];
    for ((module, case, _), state) in every_kind(&world).await.into_iter().zip(rejected) {
        // A rejection needs a reason of the module's list.
        assert_eq!(
            post(&client, module, case, "/rejection", "invented").await,
            StatusCode::UNPROCESSABLE_ENTITY
        );
        assert_eq!(
            post(&client, module, case, "/rejection", "other").await,
            StatusCode::SEE_OTHER
        );
        assert_eq!(version(&world, case, state).await, 1, "{case:?}");
    }
}

#[tokio::test]
async fn a_return_is_offered_where_the_rules_have_it() {
    let world = World::new().await;
    let site = Site::of(&world).await;
    let client = site.signed_in(&world, &world.officer().await).await;
    let returned = [
        None,
        Some("agreement_returned"),
        Some("returned"),
        Some("returned"),
        None,
    ];
    for ((module, case, _), state) in every_kind(&world).await.into_iter().zip(returned) {
        let page = client.get(&at(module, case, "")).await;
        let offered = page.body.contains(&at(module, case, "/return"));
        assert_eq!(offered, state.is_some(), "{case:?}");
        let status = post(&client, module, case, "/return", "other").await;
        match state {
            Some(state) => {
                assert_eq!(status, StatusCode::SEE_OTHER);
                assert_eq!(version(&world, case, state).await, 1, "{case:?}");
            }
            None => assert_ne!(status, StatusCode::SEE_OTHER, "{case:?}"),
        }
    }
}

#[tokio::test]
async fn r_8_6_a_destination_given_up_earlier_is_shown_in_full() {
    let world = World::new().await;
    let site = Site::of(&world).await;
    let (officer, student) = (world.officer().await, world.student().await);
    let first = registered(&world, &student).await;
    let approved = world.act(&officer, first, &Command::Approve).await;
    world.act(&student.account, approved, &Command::GiveUp).await;
    world
        .sql("UPDATE destinations SET job_title = '舞台设计师'")
        .await;
    let client = site.signed_in(&world, &officer).await;
    // A case is not given up before itself.
    let itself = client.get(&at(Module::Destinations, first, "")).await;
    assert!(!itself.body.contains("曾作废的去向"));
    let agreement = world.accepted(&world.company().await, &student).await;
    let page = client.get(&at(Module::Signing, agreement, "")).await;
    assert!(page.body.contains("曾作废的去向"));
    for words in ["舞台设计师", "南京青创文化工作室", "6,500 元/月", "作废时间"] {
        assert!(page.body.contains(words), "{words}");
    }
}

#[tokio::test]
async fn r_8_2_an_employer_that_is_never_looked_up_is_not_said_to_be_unavailable_just_now() {
    let world = World::new().await;
    let site = Site::of(&world).await;
    let case = registered(&world, &world.student().await).await;
    let client = site.signed_in(&world, &world.officer().await).await;
    let page = at(Module::Destinations, case, "");
    let shown = client.get(&page).await;
    assert!(shown.body.contains("没有统一社会信用代码"), "{}", shown.body);
    world
        .sql("UPDATE destinations SET credit_code = '91320104MA1MXYUG0T'")
        .await;
    let shown = client.get(&page).await;
    assert!(shown.body.contains("平台不查询其经营状态"), "{}", shown.body);
    assert!(!shown.body.contains("暂时无法获取最新状态"));
}
