//! 协议书: made once the agreement is issued, kept by its hash.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use reqwest::StatusCode;
use wq_core::{
    access::LevelScope,
    agreement,
    case::{Acted, Command},
    db::schema::{audit_entries, documents},
    files::{Files, Hash},
    ids::CaseId,
    jobs::{JobState, payloads::MakeDocument},
    settings::{Handler, appoint},
};
use wq_tests::{PUBLIC_URL, Sandbox, Site, World, pdf};

use crate::jobs::{ask, error, settle, until};

/// An agreement that the school has just attested.
async fn signed(world: &World, sandbox: &Sandbox) -> Acted {
    signed_by(world, sandbox, None).await
}

/// The same with a student of this name.
async fn signed_by(world: &World, sandbox: &Sandbox, name: Option<&str>) -> Acted {
    let (company, student, officer) = (
        world.company().await,
        world.student().await,
        world.officer().await,
    );
    sandbox.know(&student);
    sandbox.register(&company, "存续");
    let accepted = world.accepted(&company, &student).await;
    if let Some(name) = name {
        world
            .sql(&format!(
                "UPDATE students SET name = '{name}' WHERE id = {}",
                student.id
            ))
            .await;
    }
    world.act(&officer, accepted, &Command::Approve).await
}

async fn kept(world: &World) -> Vec<(i64, String, Hash)> {
    documents::table
        .select((documents::case_id, documents::form, documents::hash))
        .load(&mut *world.conn().await)
        .await
        .unwrap()
}

#[tokio::test]
async fn an_attested_agreement_gets_its_document_once() {
    let (world, sandbox) = (World::new().await, Sandbox::start().await);
    let case = signed(&world, &sandbox).await.case;
    let worker = sandbox.worker(&world);
    until::<MakeDocument>(&world, JobState::Done).await;
    let first = kept(&world).await;
    let [(of, form, hash)] = first.as_slice() else {
        panic!("one document: {first:?}");
    };
    assert_eq!((*of, form.as_str()), (case.0, "two_party"));
    let files = Files::in_folder(world.files.path()).unwrap();
    assert!(files.read(hash).await.unwrap().starts_with(b"%PDF-1.7"));

    ask(&world, &MakeDocument { case_id: case.0 }).await;
    settle(&world).await;
    assert_eq!(kept(&world).await, first);
    let entries = audit_entries::table
        .filter(audit_entries::act.eq("make_document"))
        .count();
    let entries: i64 = entries.get_result(&mut *world.conn().await).await.unwrap();
    assert_eq!(entries, 1);
    worker.stop().await;
}

/// The one document that was made, and the number of its agreement.
async fn made(world: &World, case: CaseId) -> (Vec<u8>, String) {
    let (files, kept) = (Files::in_folder(world.files.path()).unwrap(), kept(world).await);
    let [(of, _, hash)] = kept.as_slice() else {
        panic!("one document: {kept:?}");
    };
    assert_eq!(*of, case.0);
    let sheet = agreement::sheet(&mut *world.conn().await, case).await.unwrap();
    (files.read(hash).await.unwrap(), sheet.unwrap().number)
}

#[tokio::test]
async fn r_3_6_its_qr_code_leads_to_where_anyone_can_check_it() {
    let (world, sandbox) = (World::new().await, Sandbox::start().await);
    let case = signed(&world, &sandbox).await.case;
    let worker = sandbox.worker(&world);
    until::<MakeDocument>(&world, JobState::Done).await;
    let (bytes, number) = made(&world, case).await;
    assert_eq!(pdf::qr_code(&bytes), format!("{PUBLIC_URL}/verify/{number}"));
    worker.stop().await;
}

#[tokio::test]
async fn r_4_1_an_offline_agreement_is_printed_once_approved_and_in_force_once_its_signing_is() {
    let (world, sandbox) = (World::new().await, Sandbox::start().await);
    let site = Site::of(&world).await;
    let (company, student, officer) = (
        world.company().await,
        world.student().await,
        world.officer().await,
    );
    let handler = Handler {
        level: LevelScope::All,
        name: "钱经办".into(),
        telephone: "025-83790000".into(),
        address: "南京市玄武区".into(),
        postcode: "210018".into(),
    };
    appoint(&mut *world.conn().await, &officer, &handler)
        .await
        .unwrap();
    let handed_in = world.offline(&company, &student).await;
    let approved = world.act(&officer, handed_in, &Command::Approve).await;
    let worker = sandbox.worker(&world);
    until::<MakeDocument>(&world, JobState::Done).await;

    let (bytes, number) = made(&world, approved.case).await;
    let printed = pdf::text(&bytes);
    for said in [
        number.as_str(),
        "甲方（用人单位盖章）",
        "日期：年月日",
        "协议经办人钱经办",
    ] {
        assert!(printed.contains(said), "{said}: {printed}");
    }
    for account in [&student.account, &company.account] {
        let client = site.signed_in(&world, account).await;
        let path = format!("/agreements/{}/document", approved.case);
        let file = client.get(&path).await;
        assert_eq!(
            (file.status, file.header("content-length")),
            (StatusCode::OK, bytes.len().to_string().as_str())
        );
    }

    let link = pdf::qr_code(&bytes);
    let path = link.strip_prefix(PUBLIC_URL).unwrap();
    let stranger = site.stranger();
    let before = stranger.get(path).await.body;
    assert!(before.contains("尚未生效") && !before.contains("目前有效"));
    let uploaded = world
        .act(&student.account, approved, &Command::UploadStampedCopy)
        .await;
    let in_review = stranger.get(path).await.body;
    assert!(in_review.contains("尚未生效") && !in_review.contains("目前有效"));
    world.act(&officer, uploaded, &Command::Approve).await;
    let after = stranger.get(path).await.body;
    assert!(after.contains("目前有效") && !after.contains("尚未生效"));
    assert_eq!(made(&world, approved.case).await.0, bytes);
    worker.stop().await;
}

#[tokio::test]
async fn what_is_made_stays_though_the_facts_change_afterwards() {
    let (world, sandbox) = (World::new().await, Sandbox::start().await);
    let case = signed(&world, &sandbox).await.case;
    let worker = sandbox.worker(&world);
    settle(&world).await;
    let before = kept(&world).await;
    world.sql("UPDATE students SET student_no = 'B99999999'").await;
    ask(&world, &MakeDocument { case_id: case.0 }).await;
    settle(&world).await;
    assert_eq!(kept(&world).await, before);
    worker.stop().await;
}

#[tokio::test]
async fn a_name_beyond_the_font_is_dead_at_once_and_its_character_named() {
    let (world, sandbox) = (World::new().await, Sandbox::start().await);
    signed_by(&world, &sandbox, Some("王𠀁")).await;
    let worker = sandbox.worker(&world);
    let dead = until::<MakeDocument>(&world, JobState::Dead).await;
    assert_eq!(dead.attempts.len(), 1);
    assert_eq!(error(&dead), "the font of the agreements lacks '𠀁' (U+20001)");
    assert!(kept(&world).await.is_empty());
    worker.stop().await;
}

#[tokio::test]
async fn an_agreement_that_nobody_attested_has_no_document() {
    let (world, sandbox) = (World::new().await, Sandbox::start().await);
    let (company, student) = (world.company().await, world.student().await);
    let case = world.accepted(&company, &student).await.case;
    ask(&world, &MakeDocument { case_id: case.0 }).await;
    ask(&world, &MakeDocument { case_id: 404 }).await;
    let worker = sandbox.worker(&world);
    until::<MakeDocument>(&world, JobState::Done).await;
    assert!(kept(&world).await.is_empty());
    worker.stop().await;
}
