//! 下载协议书 and 协议核验.

use reqwest::StatusCode;
use wq_core::{
    agreement,
    case::{Acted, AgreementForm, Command},
    files::{Files, Hash},
};
use wq_tests::{Company, Site, Student, World, sign_in_first};

use crate::signing::others;

const BYTES: &[u8] = b"%PDF-1.7 as it was made";

/// A signed agreement, its parties, and the address of its document.
struct Signed {
    world: World,
    site: Site,
    company: Company,
    student: Student,
    case: Acted,
    document: String,
}

async fn signed() -> Signed {
    let world = World::new().await;
    let site = Site::of(&world).await;
    let (company, student, officer) = (
        world.company().await,
        world.student().await,
        world.officer().await,
    );
    let case = world.sign(&company, &student, &officer).await;
    let document = format!("/agreements/{}/document", case.case);
    Signed {
        world,
        site,
        company,
        student,
        case,
        document,
    }
}

impl Signed {
    /// Does what the worker does.
    async fn make(&self) -> Hash {
        let files = Files::in_folder(self.world.files.path()).unwrap();
        let hash = files.keep(BYTES.to_vec()).await.unwrap();
        let conn = &mut *self.world.conn().await;
        let (case, form) = (self.case.case, AgreementForm::TwoParty);
        agreement::made(conn, case, form, &hash, BYTES.len() as i64)
            .await
            .unwrap();
        hash
    }

    async fn number(&self) -> String {
        let conn = &mut *self.world.conn().await;
        let found = agreement::read(conn, &self.student.account.scope(), self.case.case).await;
        found.unwrap().unwrap().number.unwrap()
    }
}

#[tokio::test]
async fn both_parties_and_the_school_download_it_and_the_trail_says_so() {
    let signed = signed().await;
    signed.make().await;
    let pages = [
        (
            signed.student.account.clone(),
            format!("/student/invitations/{}", signed.case.case),
        ),
        (
            signed.company.account.clone(),
            format!("/company/invitations/{}", signed.case.case),
        ),
        (
            signed.world.officer().await,
            format!("/signing/{}", signed.case.case),
        ),
        (
            signed.world.department_officer().await,
            format!("/signing/{}", signed.case.case),
        ),
    ];
    for (account, page) in &pages {
        let client = signed.site.signed_in(&signed.world, account).await;
        let shown = client.get(page).await;
        assert!(
            shown.body.contains(&format!("href=\"{}\"", signed.document)),
            "{page}"
        );
        assert!(shown.body.contains("href=\"/verify/2027"), "{page}");
        let file = client.get(&signed.document).await;
        assert_eq!((file.status, file.body.as_bytes()), (StatusCode::OK, BYTES));
        assert_eq!(file.header("content-type"), "application/pdf");
        assert_eq!(file.header("cache-control"), "no-store");
        assert!(
            file.header("content-disposition")
                .starts_with("attachment; filename=\"2027")
        );
    }
    let entries = "SELECT FROM audit_entries WHERE act = 'download_document' AND account_id IS NOT NULL";
    assert_eq!(signed.world.sql(entries).await, pages.len());
}

#[tokio::test]
async fn for_everyone_else_there_is_no_document() {
    let signed = signed().await;
    signed.make().await;
    let mut accounts = others(&signed.world).await.to_vec();
    accounts.extend([
        signed.world.student().await.account,
        signed.world.company().await.account,
        signed.world.operator().await,
        signed.world.province_officer().await,
    ]);
    for account in &accounts {
        let client = signed.site.signed_in(&signed.world, account).await;
        assert_eq!(client.get(&signed.document).await.status, StatusCode::NOT_FOUND);
    }
    let stranger = signed.site.stranger().get(&signed.document).await;
    assert_eq!(
        (stranger.status, stranger.location()),
        (StatusCode::SEE_OTHER, sign_in_first(&signed.document).as_str())
    );
    assert_eq!(
        signed
            .world
            .sql("SELECT FROM audit_entries WHERE act = 'download_document'")
            .await,
        0
    );
}

#[tokio::test]
async fn until_it_is_made_a_page_says_that_it_comes_and_its_job_is_asked_for_again() {
    let signed = signed().await;
    let client = signed
        .site
        .signed_in(&signed.world, &signed.student.account)
        .await;
    let asked = async || {
        signed
            .world
            .sql("SELECT FROM jobs WHERE kind = 'make_document'")
            .await
    };
    signed.world.sql("DELETE FROM jobs").await;
    for _ in 0..2 {
        let page = client.get(&signed.document).await;
        assert_eq!(page.status, StatusCode::ACCEPTED);
        assert!(page.body.contains("协议书正在生成"));
        assert_eq!(page.header("refresh"), "5", "it comes by itself");
        let back = signed.document.replace("/agreements/", "/student/invitations/");
        let back = back.trim_end_matches("/document");
        assert!(page.body.contains(&format!("href=\"{back}\"")), "{}", page.body);
        assert_eq!(asked().await, 1);
    }
}

#[tokio::test]
async fn a_document_that_keeps_failing_is_not_asked_for_again_and_again() {
    let signed = signed().await;
    let client = signed
        .site
        .signed_in(&signed.world, &signed.student.account)
        .await;
    let asked = async || {
        let again = client.get(&signed.document).await;
        assert_eq!(again.status, StatusCode::ACCEPTED);
        signed
            .world
            .sql("SELECT FROM jobs WHERE kind = 'make_document'")
            .await
    };
    for standing in [
        // Started, and put back after a failure: it has given up its key.
        "unique_key = NULL, runs = 1, attempts = 1",
        "state = 'running', unique_key = NULL, leased_by = 'w', leased_until = now() + interval '1 minute'",
        "state = 'dead', leased_by = NULL, leased_until = NULL, finished_at = now()",
    ] {
        let changed = format!("UPDATE jobs SET {standing} WHERE kind = 'make_document'");
        signed.world.sql(&changed).await;
        for _ in 0..2 {
            assert_eq!(asked().await, 1, "{standing}");
        }
    }
    signed
        .world
        .sql("UPDATE jobs SET finished_at = now() - interval '2 hours' WHERE kind = 'make_document'")
        .await;
    assert_eq!(
        asked().await,
        2,
        "long dead: somebody may have mended what it died of"
    );
    assert_eq!(asked().await, 2);
}

#[tokio::test]
async fn a_stranger_learns_number_state_date_and_one_character_of_the_name() {
    let signed = signed().await;
    let (hash, number) = (signed.make().await, signed.number().await);
    let page = signed.site.stranger().get(&format!("/verify/{number}")).await;
    assert_eq!(page.status, StatusCode::OK);
    for said in [number.as_str(), hash.as_str(), "有效", "王***"] {
        assert!(page.body.contains(said), "{said}");
    }
    let personal = [
        signed.student.name.as_str(),
        signed.student.id_number.reveal(),
        &signed.student.mobile,
        &signed.company.name,
        "软件工程师",
        "9,000",
    ];
    for kept_back in personal {
        assert!(!page.body.contains(kept_back), "{kept_back}");
    }
}

#[tokio::test]
async fn a_terminated_agreement_is_said_to_be_so() {
    let signed = signed().await;
    let number = signed.number().await;
    signed
        .world
        .sql(&format!(
            "UPDATE cases SET state = 'terminated' WHERE id = {}",
            signed.case.case
        ))
        .await;
    let page = signed.site.stranger().get(&format!("/verify/{number}")).await;
    assert!(page.body.contains("已解约") && !page.body.contains("目前有效"));
}

#[tokio::test]
async fn an_unknown_number_is_a_plain_page_that_asks_again() {
    let signed = signed().await;
    let stranger = signed.site.stranger();
    let number = signed.number().await;
    let mistyped = format!("{}{}", &number[..18], (number.as_bytes()[18] - b'0' + 1) % 10);
    for wrong in [
        mistyped.as_str(),
        "1",
        "2027000010000000000",
        "%27%20OR%201=1",
        "%00",
    ] {
        let page = stranger.get(&format!("/verify/{wrong}")).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{wrong}");
        assert!(page.body.contains("没有查到这份协议") && page.body.contains("name=\"number\""));
    }
    let typed = stranger
        .get(&format!("/verify?number=+{}%20{}", &number[..4], &number[4..]))
        .await;
    assert_eq!(
        (typed.status, typed.location()),
        (StatusCode::SEE_OTHER, format!("/verify/{number}").as_str())
    );
    assert_eq!(stranger.get("/verify").await.status, StatusCode::OK);
}

#[tokio::test]
async fn who_tries_number_after_number_is_stopped() {
    let signed = signed().await;
    let stranger = signed.site.stranger();
    let mut last = stranger.get("/verify/1").await;
    for _ in 0..80 {
        last = stranger.get("/verify/1").await;
        if last.status == StatusCode::TOO_MANY_REQUESTS {
            break;
        }
    }
    assert_eq!(last.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(!last.header("retry-after").is_empty());
}

#[tokio::test]
async fn a_document_that_was_altered_where_it_lies_is_not_handed_out() {
    let signed = signed().await;
    let hash = signed.make().await;
    let place = signed
        .world
        .files
        .path()
        .join(&hash.as_str()[..2])
        .join(hash.as_str());
    std::fs::write(place, b"%PDF-1.7 forged").unwrap();
    let client = signed
        .site
        .signed_in(&signed.world, &signed.company.account)
        .await;
    let answer = client.get(&signed.document).await;
    assert_eq!(answer.status, StatusCode::INTERNAL_SERVER_ERROR);
    assert!(!answer.body.contains("forged"));

    // The number on the page leads to what the request did before it failed.
    let number = answer.header("x-request-id");
    assert!(number.len() == 8 && answer.body.contains(number));
    let trail =
        format!("SELECT FROM audit_entries WHERE act = 'download_document' AND request_id = '{number}'");
    assert_eq!(signed.world.sql(&trail).await, 1);
    let again = client.get("/").await;
    assert_ne!(again.header("x-request-id"), number, "every request has its own");
}

#[tokio::test]
async fn an_agreement_still_in_review_has_no_number_to_check() {
    let world = World::new().await;
    let (company, student, officer) = (
        world.company().await,
        world.student().await,
        world.officer().await,
    );
    let accepted = world.accepted(&company, &student).await;
    let number = |case| wq_core::case::agreement_number(2027, world.school, case);
    let site = Site::of(&world).await;
    let path = format!("/verify/{}", number(accepted.case));
    assert_eq!(site.stranger().get(&path).await.status, StatusCode::NOT_FOUND);
    world.act(&officer, accepted, &Command::Approve).await;
    assert_eq!(site.stranger().get(&path).await.status, StatusCode::OK);
}
