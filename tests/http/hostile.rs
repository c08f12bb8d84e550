//! Texts that are meant to do more than to be read, and the officers who read them.

use diesel::{ExpressionMethods, QueryDsl, update};
use diesel_async::RunQueryDsl;
use reqwest::StatusCode;
use wq_core::{
    codes::List,
    db::schema::{cases, companies},
    destination::{Ask, Input, Type},
};
use wq_tests::{Answer, Site, World, samples::PICTURE};

use crate::{
    acceptance::agree,
    destinations::submitted,
    invitation::{NASTY, form},
    signing::rows,
    written::with,
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

/// The same as [`NASTY`] for fields of 30 characters, of 20 and of six.
const SHORT: &str = r#""><script>alert(1)</script>"#;
const SHORTER: &str = r#""><b>'; DROP--"#;
const SIX: &str = r#""><b>'"#;

/// No text is code on a page. Answers how many of them are shown, as text.
fn shown_as_text(page: &Answer) -> usize {
    for code in ["<script>alert", SIX] {
        assert!(!page.body.contains(code), "{code} in {}", page.body);
    }
    page.body.matches("&quot;&gt;&lt;").count()
}

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

/// Every text that a student can write freely of an agreement, beside those of a company.
const WRITTEN: [(&str, &str); 3] = [("company_name", NASTY), ("address", NASTY), ("contact", SHORT)];

/// The fields of an agreement that take no free text.
const STRICT: [&str; 9] = [
    "credit_code",
    "mobile",
    "email",
    "salary",
    "contract_from",
    "telephone",
    "postcode",
    "archive_phone",
    "archive_postcode",
];

#[tokio::test]
async fn what_a_student_typed_of_an_agreement_is_text_wherever_it_is_read() {
    let world = World::new().await;
    let site = Site::of(&world).await;
    let officer = site.signed_in(&world, &world.officer().await).await;
    let file: [(&str, &str, &[u8]); 1] = [("files", "<script>alert(1)<b>.png", PICTURE)];
    let texts: Vec<_> = FREE
        .map(|field| (field, NASTY))
        .into_iter()
        .chain(WRITTEN)
        .collect();
    for (form, module) in [("offline", "signing"), ("paper", "paper")] {
        let student = site.signed_in(&world, &world.student().await.account).await;
        let new = format!("/student/{form}/new");
        for field in STRICT {
            let fields = [&texts[..], &[(field, NASTY)]].concat();
            let refused = student.upload(&new, &with(&fields), &file).await;
            assert_eq!(
                refused.status,
                StatusCode::UNPROCESSABLE_ENTITY,
                "{form}: {field}"
            );
            assert_eq!(shown_as_text(&refused), texts.len() + 1, "{form}: {field}");
        }
        let sent = student.upload(&new, &with(&texts), &file).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
        let href = sent.location();
        let case = href.rsplit('/').next().expect("a number");
        for (reader, path, least) in [
            (&student, href.to_owned(), texts.len()),
            (&officer, format!("/{module}/{case}"), texts.len()),
            (&officer, format!("/{module}?group=mine"), 1),
            (&officer, "/".to_owned(), 1),
        ] {
            let page = reader.get(&path).await;
            assert_eq!(page.status, StatusCode::OK, "{path}");
            let shown = shown_as_text(&page);
            assert!(shown >= least, "{path}: {shown} of {least}");
        }
    }
    assert_eq!(world.sql("SELECT FROM cases").await, 2, "the table still stands");
}

/// What somebody types who means harm, as far as the field of a destination takes it.
fn hostile(ask: &Ask) -> &'static str {
    match ask.column.input() {
        Input::Day => "2026-10-01",
        Input::Yuan => "6000",
        Input::Region => "江苏省南京市玄武区",
        Input::CreditCode => "91350100M000100Y43",
        Input::Telephone => "025-85550101",
        Input::Web => r#"https://shop.example.com/"><script>alert(1)</script>"#,
        Input::Code(_) | Input::Line(_) if !ask.only.is_empty() => ask.only[0],
        Input::Code(List::UnitNature) => "39",
        Input::Code(List::UnitIndustry) => "34",
        Input::Code(List::JobCategory) => "13",
        Input::Code(_) => "11",
        Input::Line(_) | Input::Text(_) => NASTY,
    }
}

#[tokio::test]
async fn what_a_student_typed_of_a_destination_of_any_type_is_text_wherever_it_is_read() {
    let world = World::new().await;
    let site = Site::of(&world).await;
    let officer = site.signed_in(&world, &world.officer().await).await;
    for &kind in Type::ALL {
        let student = world.student().await;
        if kind == Type::Commissioned {
            let mode = format!(
                "UPDATE students SET training_mode = '21' WHERE id = {}",
                student.id
            );
            world.sql(&mode).await;
        }
        let client = site.signed_in(&world, &student.account).await;
        let asks = kind.description().asks();
        let fields: Vec<_> = asks.map(|ask| (ask.column.as_str(), hostile(ask))).collect();
        let texts = fields.iter().filter(|(_, text)| text.contains('<')).count();
        let case = submitted(&world, &client, &student, kind, &fields).await.case;
        let theirs = format!("/destinations/{case}");
        for (reader, path) in [
            (&client, format!("/student/destinations/{case}")),
            (&officer, format!("{theirs}/correction")),
            (&officer, theirs),
        ] {
            let page = reader.get(&path).await;
            assert_eq!(page.status, StatusCode::OK, "{kind:?}: {path}");
            let shown = shown_as_text(&page);
            assert!(shown >= texts, "{kind:?}: {path}: {shown} of {texts}");
        }
    }
    assert_eq!(world.sql("SELECT FROM cases").await, Type::ALL.len());
}

#[tokio::test]
async fn what_a_school_typed_of_a_warned_company_is_text_wherever_it_is_read() {
    let world = World::new().await;
    let site = Site::of(&world).await;
    let officer = site.signed_in(&world, &world.officer().await).await;
    let by_code = "/warnings/codes/91350100M000100Y43";
    let fields = |reason| {
        [
            ("company_name", NASTY),
            ("reason", reason),
            ("explanation", NASTY),
        ]
    };
    let refused = officer.post(by_code, &fields(NASTY)).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(shown_as_text(&refused), 2);
    let marked = officer.post(by_code, &fields("fake")).await;
    assert_eq!(marked.status, StatusCode::SEE_OTHER, "{}", marked.body);
    for (path, least) in [
        ("/warnings", 2),
        ("/warnings/new?company=91350100M000100Y43", 1),
        ("/warnings/1/withdrawal", 2),
    ] {
        let page = officer.get(path).await;
        assert_eq!(page.status, StatusCode::OK, "{path}");
        assert!(shown_as_text(&page) >= least, "{path}: {}", page.body);
    }
    let student = site.signed_in(&world, &world.student().await.account).await;
    let new = "/student/offline/new";
    let found = student.upload(new, &with(&[("find", "yes")]), &[]).await;
    assert!(found.body.contains("本校已将该单位列为预警单位"));
    let form = with(&[("warned", "91350100M000100Y43"), ("company_name", NASTY)]);
    let sent = student.upload(new, &form, &[]).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
    let case = sent.location().rsplit('/').next().expect("a number");
    let review = officer.get(&format!("/signing/{case}")).await;
    assert!(review.body.contains("本校预警：虚假单位") && shown_as_text(&review) > 0);
    assert_eq!(world.sql("SELECT FROM warnings").await, 1);
}

#[tokio::test]
async fn what_a_school_typed_of_its_handler_is_text_wherever_it_is_read() {
    let world = World::new().await;
    let site = Site::of(&world).await;
    let officer = site.signed_in(&world, &world.officer().await).await;
    let path = "/settings/handlers/all";
    let right = [
        ("name", SHORTER),
        ("telephone", "025-83790000"),
        ("address", NASTY),
        ("postcode", "210096"),
        ("checked", "yes"),
    ];
    for wrong in ["telephone", "postcode"] {
        let fields = right.map(|(field, text)| (field, if field == wrong { SIX } else { text }));
        let refused = officer.post(path, &fields).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{wrong}");
        assert_eq!(shown_as_text(&refused), 3, "{wrong}: what was typed stays");
    }
    let done = officer.post(path, &right).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
    for page in ["/", "/settings"] {
        assert_eq!(shown_as_text(&officer.get(page).await), 2, "{page}");
    }
    assert_eq!(world.sql("SELECT FROM handlers").await, 1);
}

#[tokio::test]
async fn what_a_student_typed_as_a_mail_address_is_refused_or_kept_letter_by_letter() {
    let world = World::new().await;
    let site = Site::of(&world).await;
    let (student, other) = (world.student().await, world.student().await);
    let client = site.signed_in(&world, &student.account).await;
    let path = "/student/profile/email";
    for text in [NASTY, r#""><script>alert(1)</script>@example.com"#] {
        let refused = client.post(path, &[("email", text)]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{text}");
        assert!(shown_as_text(&refused) > 0, "{text}");
    }
    let sly = "'or'1'='1'--@example.com";
    let taken = client.post(path, &[("email", sly)]).await;
    assert_eq!(taken.status, StatusCode::SEE_OTHER, "{}", taken.body);
    for (id, email) in [(student.id, sly), (other.id, other.email.as_str())] {
        let kept = email.replace('\'', "''");
        let kept = format!("SELECT FROM students WHERE id = {id} AND email = '{kept}'");
        assert_eq!(world.sql(&kept).await, 1, "{email}");
    }
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
