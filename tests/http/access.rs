//! Who may open what: every page with every role and with nobody; sessions that are over; cookies.

use reqwest::{Method, StatusCode};
use wq_core::{
    access::{self, PasswordHash},
    files::Files,
};
use wq_tests::{Client, KEY, Site, World, sign_in_first};
use wq_web::Settings;

/// Everyone who may come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Who {
    Province,
    School,
    Department,
    Student,
    Company,
    Operator,
}

use Who::{Company, Department, Operator, Province, School, Student};

/// Whose each page is. For everyone else who is signed in it does not exist; a stranger is sent to sign in. `{case}` is
/// an invitation of the company to the student.
const PAGES: &[(&str, &[Who])] = &[
    ("/", &[Province, School, Department, Student, Company, Operator]),
    (
        "/regions",
        &[Province, School, Department, Student, Company, Operator],
    ),
    (
        "/account/sessions",
        &[Province, School, Department, Student, Company, Operator],
    ),
    ("/accounts", &[School]),
    ("/student/profile", &[Student]),
    ("/company/users", &[Company]),
    ("/board", &[School, Department]),
    ("/signing", &[School, Department]),
    ("/signing/export", &[School, Department]),
    ("/signing/returns", &[School, Department]),
    ("/signing/{case}", &[School, Department]),
    ("/signing/{case}/standing", &[School, Department]),
    ("/signing/{case}/employment", &[School, Department]),
    ("/paper", &[School, Department]),
    ("/terminations", &[School, Department]),
    ("/destinations", &[School, Department]),
    ("/dormant", &[School, Department]),
    ("/voided", &[School, Department]),
    ("/roster", &[School, Department]),
    ("/warnings", &[School]),
    ("/warnings/new", &[School]),
    ("/settings", &[School]),
    ("/settings/handlers/all", &[School]),
    ("/messages", &[Student, Company]),
    ("/student/invitations", &[Student]),
    ("/student/invitations/{case}", &[Student]),
    ("/student/invitations/{case}/standing", &[Student]),
    ("/student/invitations/{case}/acceptance", &[Student]),
    ("/student/invitations/{case}/refusal", &[Student]),
    ("/student/timeline", &[Student]),
    ("/student/offline/new", &[Student]),
    ("/student/paper/new", &[Student]),
    ("/student/regions", &[Student]),
    ("/company/agreements", &[Company]),
    ("/student/destinations", &[Student]),
    ("/student/destinations/new", &[Student]),
    ("/student/terminations", &[Student]),
    ("/company/terminations", &[Company]),
    ("/company/board", &[Company]),
    ("/company/invitations", &[Company]),
    (
        "/company/invitations/new?form=00000000000000000000000000000000",
        &[Company],
    ),
    ("/company/invitations/{case}", &[Company]),
    ("/company/invitations/{case}/revision", &[Company]),
    ("/company/invitations/batch", &[Company]),
    ("/company/invitations/batch/template.xlsx", &[Company]),
    ("/company/invitations/batch/template.csv", &[Company]),
    ("/company/drafts", &[Company]),
    ("/company/invitations/{case}/withdrawal", &[Company]),
    ("/province/board", &[Province]),
    ("/province/settings", &[Province]),
    ("/province/wage-floors", &[Province]),
    ("/province/wage-floors/new", &[Province]),
    ("/ops/board", &[Operator]),
    ("/ops/queues", &[Operator]),
    ("/ops/jobs/1", &[Operator]),
    ("/ops/jobs/1/cancellation", &[Operator]),
];

/// Whose each act is. For everyone else it does not exist, and nothing happens.
const ACTS: &[(&str, &[Who])] = &[
    ("/signing/{case}/approval", &[School, Department]),
    ("/signing/{case}/rejection", &[School, Department]),
    ("/signing/{case}/lookup", &[School, Department]),
    ("/signing/{case}/id-number", &[School, Department]),
    ("/signing/{case}/employment", &[School, Department]),
    ("/signing/{case}/student", &[School, Department]),
    ("/dormant/filter", &[School, Department]),
    ("/voided/filter", &[School, Department]),
    ("/signing/export", &[School, Department]),
    ("/signing/returns", &[School, Department]),
    ("/roster/filter", &[School, Department]),
    ("/roster/1/reveal", &[School, Department]),
    ("/warnings/companies/1", &[School]),
    ("/warnings/codes/91350100M000100Y43", &[School]),
    ("/warnings/1/withdrawal", &[School]),
    ("/student/invitations/{case}/acceptance", &[Student]),
    ("/student/invitations/{case}/acceptance/code", &[Student]),
    ("/student/invitations/{case}/refusal", &[Student]),
    ("/student/offline/new", &[Student]),
    ("/student/paper/new", &[Student]),
    ("/student/agreements/{case}/termination", &[Student]),
    ("/student/terminations/{case}/consent", &[Student]),
    ("/student/terminations/{case}/submission", &[Student]),
    ("/company/agreements/{case}/termination", &[Company]),
    ("/company/terminations/{case}/refusal", &[Company]),
    ("/company/terminations/{case}/withdrawal", &[Company]),
    ("/terminations/{case}/force", &[School, Department]),
    ("/terminations/{case}/one-sided", &[School, Department]),
    ("/company/invitations", &[Company]),
    ("/company/invitations/{case}/withdrawal", &[Company]),
    ("/company/invitations/{case}/revision", &[Company]),
    ("/company/invitations/filter", &[Company]),
    ("/company/invitations/batch", &[Company]),
    ("/company/invitations/batch/sending", &[Company]),
    ("/company/invitations/batch/removal", &[Company]),
    ("/company/drafts", &[Company]),
    ("/company/drafts/1", &[Company]),
    ("/settings", &[School]),
    ("/settings/handlers/all", &[School]),
    ("/province/settings/2027", &[Province]),
    ("/province/wage-floors", &[Province]),
    ("/student/destinations", &[Student]),
    ("/company/users/invitations", &[Company]),
    ("/company/users/1/removal", &[Company]),
    ("/student/profile/mobile", &[Student]),
    ("/student/profile/email", &[Student]),
    ("/ops/jobs/1/retry", &[Operator]),
    ("/ops/jobs/1/cancellation", &[Operator]),
];

/// What is not somebody's does not exist for them; but a department officer may know of 预警单位管理 (2.3).
fn refusal(path: &str, who: Who) -> StatusCode {
    if path.starts_with("/warnings") && who == Department {
        StatusCode::FORBIDDEN
    } else {
        StatusCode::NOT_FOUND
    }
}

/// Someone of every role; the company has invited the student. Answers them and the case.
async fn everyone(world: &World, site: &Site) -> (Vec<(Who, Client)>, String) {
    let (student, company) = (world.student().await, world.company().await);
    let case = world.invite(&company, &student).await.case.to_string();
    let accounts = [
        (Province, world.province_officer().await),
        (School, world.officer().await),
        (Department, world.department_officer().await),
        (Student, student.account),
        (Company, company.account),
        (Operator, world.operator().await),
    ];
    let mut clients = Vec::new();
    for (who, account) in accounts {
        clients.push((who, site.signed_in(world, &account).await));
    }
    (clients, case)
}

#[tokio::test]
async fn every_page_is_there_for_its_roles_and_for_no_one_else() {
    let world = World::new().await;
    let site = Site::of(&world).await;
    let (everyone, case) = everyone(&world, &site).await;
    for (page, owners) in PAGES {
        let path = page.replace("{case}", &case);
        for (who, client) in &everyone {
            let answer = client.get(&path).await;
            let expected = if owners.contains(who) {
                StatusCode::OK
            } else {
                refusal(page, *who)
            };
            assert_eq!(answer.status, expected, "{path} for {who:?}");
        }
        let stranger = site.stranger().get(&path).await;
        assert_eq!(
            (stranger.status, stranger.location()),
            (StatusCode::SEE_OTHER, sign_in_first(&path).as_str()),
            "{path} for a stranger"
        );
    }
}

#[tokio::test]
async fn r_2_4_every_page_of_staff_leads_to_the_employment_system() {
    let world = World::new().await;
    let site = Site::of(&world).await;
    let (everyone, case) = everyone(&world, &site).await;
    let link = r#"<a class="handoff" href="https://employment.example.edu.cn""#;
    for (page, owners) in PAGES.iter().filter(|(page, _)| *page != "/regions") {
        let path = page.replace("{case}", &case);
        for (who, client) in everyone.iter().filter(|(who, _)| owners.contains(who)) {
            let answer = client.get(&path).await;
            if answer.body.contains("<header") {
                let staff = [Province, School, Department].contains(who);
                let leads = answer.body.contains(link) && answer.body.contains("前往就业管理系统");
                assert_eq!(leads, staff, "{path} for {who:?}");
            }
        }
    }
}

#[tokio::test]
async fn an_act_of_others_does_not_exist_and_does_nothing() {
    let world = World::new().await;
    let site = Site::of(&world).await;
    let (everyone, case) = everyone(&world, &site).await;
    let written = "SELECT FROM audit_entries";
    let before = world.sql(written).await;
    for (act, owners) in ACTS {
        let path = act.replace("{case}", &case);
        for (who, client) in everyone.iter().filter(|(who, _)| !owners.contains(who)) {
            let answer = client.post(&path, &[("version", "2")]).await;
            assert_eq!(answer.status, refusal(act, *who), "{path} for {who:?}");
        }
        let stranger = site.stranger().post(&path, &[("version", "2")]).await;
        assert_eq!(
            (stranger.status, stranger.location()),
            (StatusCode::SEE_OTHER, "/login"),
            "{path} for a stranger"
        );
    }
    assert_eq!(world.sql(written).await, before, "nothing was written");
    assert_eq!(world.sql("SELECT FROM cases WHERE state = 'invited'").await, 1);
}

#[tokio::test]
async fn a_page_of_another_method_or_place_does_not_exist() {
    let world = World::new().await;
    let site = Site::of(&world).await;
    for client in [
        site.stranger(),
        site.signed_in(&world, &world.operator().await).await,
    ] {
        for path in [
            "/nowhere",
            "/ops",
            "/ops/jobs/1/2/3",
            "/assets/none.css",
            "/../etc/passwd",
            "/%00",
        ] {
            assert_eq!(client.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
        }
        let wrong = client.ask(Method::DELETE, "/ops/queues", &[]).await;
        assert_eq!(wrong.status, StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn a_session_that_is_over_says_so_in_pages_and_in_parts() {
    let world = World::new().await;
    let site = Site::of(&world).await;
    let operator = world.operator().await;
    let token = access::open(&mut *world.conn().await, operator.id, "")
        .await
        .expect("a session");
    let client = site.holding(&token.cookie());
    assert_eq!(client.get("/ops/queues").await.status, StatusCode::OK);

    world
        .sql("UPDATE sessions SET seen_at = now() - interval '61 minutes'")
        .await;
    for path in ["/ops/queues", "/ops/board"] {
        let answer = client.get(path).await;
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{path}");
        assert!(answer.body.contains("登录已失效"));
    }
    let part = client
        .ask(Method::GET, "/ops/queues", &[("HX-Request-Type", "partial")])
        .await;
    assert_eq!(part.status, StatusCode::UNAUTHORIZED);
    assert!(!part.body.contains("<html"), "{}", part.body);
    assert!(part.body.contains("/login?to=%2Fops%2Fqueues"), "{}", part.body);
    let forged = site.holding(&"0".repeat(64)).get("/ops/queues").await;
    assert_eq!(forged.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn cookies_are_out_of_reach_of_scripts_and_other_sites() {
    let world = World::new().await;
    let password = "correct horse battery staple";
    let hash = PasswordHash::of(password).await;
    let account = world.operator().await;
    world
        .sql(&format!(
            "UPDATE accounts SET login = 'operator', password_hash = '{}' WHERE id = {}",
            hash.as_str(),
            account.id
        ))
        .await;
    let site = Site::of(&world).await;
    let client = site.stranger();
    let answer = client
        .post(
            "/login/staff",
            &[("username", "operator"), ("password", password)],
        )
        .await;
    assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, "/"));
    let cookies = answer.cookies();
    assert!(
        cookies.iter().any(|cookie| cookie.starts_with("wq_session=")),
        "{cookies:?}"
    );
    for cookie in cookies {
        assert!(
            cookie.contains("HttpOnly") && cookie.contains("Path=/"),
            "{cookie}"
        );
        assert!(
            cookie.contains("SameSite=Lax") || cookie.contains("SameSite=Strict"),
            "{cookie}"
        );
        assert!(cookie.contains("Max-Age="), "{cookie}");
    }
}

#[tokio::test]
async fn signing_out_everywhere_ends_every_session_and_takes_the_cookie_away() {
    let world = World::new().await;
    let site = Site::of(&world).await;
    let operator = world.operator().await;
    let (here, elsewhere) = (
        site.signed_in(&world, &operator).await,
        site.signed_in(&world, &operator).await,
    );
    let answer = here.post("/logout/everywhere", &[]).await;
    assert_eq!(
        (answer.status, answer.location()),
        (StatusCode::SEE_OTHER, "/login")
    );
    assert_eq!(
        elsewhere.get("/ops/queues").await.status,
        StatusCode::UNAUTHORIZED
    );
    // Without a cookie a page only asks to sign in; with one that is over it would say that a session ended.
    assert_eq!(here.get("/ops/queues").await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn behind_https_every_cookie_is_secure_and_browsers_are_told_to_stay() {
    let world = World::new().await;
    let site = Site::with(Settings {
        pool: world.pool.clone(),
        files: Files::in_folder(world.files.path()).expect("files"),
        database_url: world.url.clone(),
        key: KEY,
        secure_cookies: true,
        employment_url: "https://employment.example.edu.cn".into(),
        address_header: None,
    })
    .await;
    let answer = site.stranger().get("/login/staff").await;
    assert!(
        answer
            .header("strict-transport-security")
            .contains("max-age=31536000")
    );
    let cookies = answer.cookies();
    assert!(!cookies.is_empty());
    assert!(
        cookies.iter().all(|cookie| cookie.contains("Secure")),
        "{cookies:?}"
    );
}
