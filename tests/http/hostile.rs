//! Texts that are meant to do more than to be read, and the officers who read them.

use diesel::{ExpressionMethods, QueryDsl, update};
use diesel_async::RunQueryDsl;
use reqwest::StatusCode;
use wq_core::db::schema::{cases, companies};
use wq_tests::{Site, World};

use crate::{
    acceptance::agree,
    invitation::{NASTY, form},
    signing::rows,
};

/// Everything that a company can write freely.
const FREE: [&str; 7] = [
    "job_title",
    "benefits",
    "archive_unit",
    "archive_address",
    "archive_contact",
    "household_address",
    "other_terms",
];

#[tokio::test]
async fn what_a_company_typed_comes_to_its_reviewers_as_text() {
    let world = World::new().await;
    let (company, student) = (world.company().await, world.student().await);
    update(companies::table.find(company.id))
        .set(companies::name.eq(NASTY))
        .execute(&mut *world.conn().await)
        .await
        .expect("a name");
    let site = Site::of(&world).await;
    let employer = site.signed_in(&world, &company.account).await;
    let fields = form(&student, &FREE.map(|field| (field, NASTY)));
    let sent = employer.post("/company/invitations", &fields).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
    let case: i64 = cases::table
        .select(cases::id)
        .first(&mut *world.conn().await)
        .await
        .expect("the case");
    let reader = site.signed_in(&world, &student.account).await;
    let accepted = agree(&reader, &format!("/student/invitations/{case}")).await;
    assert_eq!(accepted.status, StatusCode::SEE_OTHER);

    for account in [world.officer().await, world.department_officer().await] {
        let officer = site.signed_in(&world, &account).await;
        let list = officer.get("/signing?group=online.review").await;
        assert_eq!(rows(&list), 1, "{}", account.name);
        let review = officer.get(&format!("/signing/{case}")).await;
        let shown = review
            .body
            .matches("&lt;script&gt;alert(1)&lt;/script&gt;")
            .count();
        assert!(shown > FREE.len(), "every text is shown, as text: {shown}");
        for page in [list, review, officer.get("/").await] {
            assert_eq!(page.status, StatusCode::OK);
            for code in ["<script>alert", "\"><script>"] {
                assert!(!page.body.contains(code), "{code} in {}", page.body);
            }
        }
    }
    assert_eq!(world.sql("SELECT FROM cases").await, 1, "the table still stands");
}

#[tokio::test]
async fn a_mark_that_turns_the_order_of_what_follows_is_not_taken() {
    let world = World::new().await;
    let (company, student) = (world.company().await, world.student().await);
    let site = Site::of(&world).await;
    let employer = site.signed_in(&world, &company.account).await;
    for text in ["月薪\u{202e}0009", "\u{2067}甲方不承担费用", "软件\u{0}工程师"] {
        let fields = form(&student, &[("other_terms", text)]);
        let sent = employer.post("/company/invitations", &fields).await;
        assert_eq!(sent.status, StatusCode::UNPROCESSABLE_ENTITY, "{text:?}");
        assert!(sent.body.contains("含有无法显示的字符"), "{text:?}");
    }
    assert_eq!(world.sql("SELECT FROM cases").await, 0);
}

#[tokio::test]
async fn a_nul_character_in_an_address_or_a_form_is_no_fault_of_the_platform() {
    let world = World::new().await;
    let (company, student) = (world.company().await, world.student().await);
    let invited = world.accepted(&company, &student).await;
    let site = Site::of(&world).await;
    let readers = [
        (
            world.officer().await,
            [
                "/signing?company=%00&department=a%00&find=%00&after=%00",
                "/?%00=%00",
            ],
        ),
        (
            company.account.clone(),
            ["/company/invitations?state=%00", "/regions?work_region=%00"],
        ),
        (
            student.account.clone(),
            ["/student/invitations?state=%00", "/messages?state=%00"],
        ),
        (
            world.operator().await,
            [
                "/ops/queues?queue=%00&state=%00&kind=a%00&before=%00",
                "/ops/queues?after=%00",
            ],
        ),
    ];
    for (account, addresses) in readers {
        let client = site.signed_in(&world, &account).await;
        for address in addresses {
            let page = client.get(address).await;
            assert_eq!(page.status, StatusCode::OK, "{address}");
        }
    }
    let officer = site.signed_in(&world, &world.officer().await).await;
    for field in ["q", "company", "department"] {
        let list = officer.post("/signing/filter", &[(field, "王\u{0}")]).await;
        assert_eq!(
            officer.get(list.location()).await.status,
            StatusCode::OK,
            "{field}"
        );
    }
    let rejection = format!("/signing/{}/rejection", invited.case);
    let fields = [("version", "2"), ("reason", "o\u{0}"), ("words", "a\u{0}b")];
    assert_eq!(
        officer.post(&rejection, &fields).await.status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
}
