//! A company invites, follows its invitations, and takes one back.

use diesel::QueryDsl;
use diesel_async::RunQueryDsl;
use wq_core::{
    case::Command,
    codes::IdNumber,
    db::schema::{audit_entries, case_events, cases},
};
use wq_tests::{Answer, Client, Site, Student, World, objection, sign_in_first};

const NEW: &str = "/company/invitations/new?form=0123456789abcdef0123456789abcdef";
const LIST: &str = "/company/invitations";
/// A text that is code in HTML, in an attribute and in SQL.
pub const NASTY: &str = r#""><script>alert(1)</script>'; DROP TABLE cases; --"#;

/// A form in order, with changes.
pub fn form<'a>(student: &'a Student, changes: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let mut fields = vec![
        ("student_name", student.name.as_str()),
        ("id_number", student.id_number.reveal()),
        ("job_category", "13"),
        ("job_title", "软件工程师"),
        ("work_region", "江苏省南京市玄武区"),
        ("report_on", "2027-07-01"),
        ("salary", "9000"),
        ("probation_months", "0"),
        ("contract_from", "2027-07-01"),
        ("penalty", "0"),
        ("answer_days", "5"),
    ];
    fields.retain(|(name, _)| !changes.iter().any(|(changed, _)| changed == name));
    fields.extend(changes);
    fields
}

/// How much has been written: cases, their events, the audit trail.
async fn written(world: &World) -> [i64; 3] {
    let conn = &mut *world.conn().await;
    [
        cases::table.count().get_result(conn).await.expect("a count"),
        case_events::table
            .count()
            .get_result(conn)
            .await
            .expect("a count"),
        audit_entries::table
            .count()
            .get_result(conn)
            .await
            .expect("a count"),
    ]
}

async fn invite(client: &Client, student: &Student, changes: &[(&str, &str)]) -> Answer {
    client.post(LIST, &form(student, changes)).await
}

#[tokio::test]
async fn an_invitation_goes_out_and_its_company_sees_of_the_student_name_and_masked_number_only() {
    let world = World::new().await;
    let site = Site::of(&world).await;
    let (company, student) = (world.company().await, world.student().await);
    let client = site.signed_in(&world, &company.account).await;

    let blank = client.get(NEW).await;
    assert_eq!(blank.status, 200);
    assert!(blank.body.contains(&company.name) && blank.body.contains(&company.credit_code));
    assert!(
        blank.body.contains(r#"name="answer_days" value="5""#),
        "five days to begin with"
    );

    let sent = invite(&client, &student, &[]).await;
    assert_eq!(sent.status, 303);
    let page = client.get(sent.location()).await;
    for words in [
        "签约邀请已发送",
        "单位已发起签约邀请，等待学生应约",
        &student.name,
        "3201************",
        "9,000 元/月（税前）",
        "江苏省南京市玄武区",
        "撤回",
    ] {
        assert!(page.body.contains(words), "{words}");
    }
    let home = client.get("/").await;
    let list = client.get(LIST).await;
    assert!(list.body.contains("共 1 份") && list.body.contains("还剩"));
    for page in [&page, &home, &list] {
        assert!(page.body.contains(&student.name));
        for secret in [
            student.id_number.reveal(),
            &student.mobile,
            &student.email,
            &student.reference,
            &student.openid,
            "计算机学院",
        ] {
            assert!(!page.body.contains(secret), "{secret}");
        }
    }
}

#[tokio::test]
async fn a_wrong_name_and_a_wrong_number_have_one_and_the_same_answer() {
    let world = World::new().await;
    let site = Site::of(&world).await;
    let (company, student, other) = (
        world.company().await,
        world.student().await,
        world.student().await,
    );
    let client = site.signed_in(&world, &company.account).await;
    let before = written(&world).await;
    let nobody = IdNumber::complete("32010120050101999").expect("a number");
    let mut answers = Vec::new();
    for (name, number) in [
        ("王无此人", student.id_number.reveal()),
        (student.name.as_str(), nobody.reveal()),
        (student.name.as_str(), other.id_number.reveal()),
    ] {
        let fields = [
            ("student_name", name),
            ("id_number", number),
            ("key", "0123456789abcdef0123456789abcdef"),
        ];
        let token = client.token().await;
        let mut fields = form(&student, &fields);
        fields.push(("csrf", &token));
        let answer = client.post_raw(LIST, &fields).await;
        assert_eq!(answer.status, 422);
        assert!(
            answer.body.contains(name) && answer.body.contains(number),
            "what was typed stays"
        );
        assert_eq!(
            answer.body.matches("姓名与身份证号不匹配").count(),
            4,
            "both, beside and on top"
        );
        answers.push(
            without_token(&answer.body)
                .replace(name, "NAME")
                .replace(number, "NUMBER"),
        );
    }
    assert_eq!(answers[0], answers[1]);
    assert_eq!(answers[0], answers[2]);
    assert_eq!(written(&world).await, before);
}

/// The page without the tokens of its forms, which differ from page to page.
fn without_token(body: &str) -> String {
    let mut parts = body.split(r#"name="csrf" value=""#);
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |page, part| {
        page + part.split_once('"').map_or("", |(_, rest)| rest)
    })
}

#[tokio::test]
async fn every_wrong_field_is_told_and_everything_typed_is_kept() {
    let world = World::new().await;
    let site = Site::of(&world).await;
    let (company, student) = (world.company().await, world.student().await);
    let client = site.signed_in(&world, &company.account).await;
    let before = written(&world).await;
    let wrong = [
        ("id_number", "320101200501010000"),
        ("job_category", "99"),
        ("work_region", "火星"),
        ("salary", "很多"),
        ("probation_months", "7"),
        ("contract_to", "2027-06-30"),
        ("report_on", "明天"),
        ("answer_days", "31"),
        ("penalty", "-1"),
        ("benefits", "六险一金，包住宿"),
        ("takes_archive", "yes"),
    ];
    let answer = invite(&client, &student, &wrong).await;
    assert_eq!(answer.status, 422);
    let marked = answer.body.matches(r#"aria-invalid="true""#).count();
    assert_eq!(marked, 9, "nine are wrong");
    for (_, typed) in &wrong[2..10] {
        assert!(answer.body.contains(typed), "{typed}");
    }
    assert!(answer.body.contains(r#"role="alert""#) && answer.body.contains("合同结束日期应晚于开始日期"));
    assert_eq!(written(&world).await, before);
}

#[tokio::test]
async fn what_the_agreement_says_of_files_and_household_is_in_sight_before_it_is_sent() {
    const NO: &str = r#"name="takes_archive" value="no" checked"#;
    const FOLDED: &str = r#"<details class="more sheet"><summary>"#;
    let world = World::new().await;
    let site = Site::of(&world).await;
    let (company, student) = (world.company().await, world.student().await);
    let client = site.signed_in(&world, &company.account).await;
    let untouched = [("takes_archive", "no"), ("takes_household", "no"), ("salary", "")];
    for page in [client.get(NEW).await, invite(&client, &student, &untouched).await] {
        for words in [NO, FOLDED, "接收档案、接收户口不选即为“否”"] {
            assert!(page.body.contains(words), "{words}: {}", page.body);
        }
    }
    let chosen = invite(&client, &student, &[("takes_archive", "yes"), ("salary", "")]).await;
    assert!(
        !chosen.body.contains(FOLDED) && !chosen.body.contains(NO),
        "{}",
        chosen.body
    );
}

#[tokio::test]
async fn a_student_whom_a_rule_bars_is_told_of_in_a_sentence() {
    let world = World::new().await;
    let site = Site::of(&world).await;
    let (company, student) = (world.company().await, world.student().await);
    let client = site.signed_in(&world, &company.account).await;
    let before = written(&world).await;
    world.sql("INSERT INTO cohorts (year) VALUES (2026)").await;
    for (made, unmade, words) in [
        (
            "UPDATE students SET training_mode = '21'",
            "UPDATE students SET training_mode = '1'",
            "培养方式不可网签",
        ),
        (
            "UPDATE students SET training_mode = '41'",
            "UPDATE students SET training_mode = '1'",
            "培养方式不可网签",
        ),
        (
            "UPDATE students SET cohort = 2026",
            "UPDATE students SET cohort = 2027",
            "往届毕业生仅可查看过往记录",
        ),
        (
            "UPDATE school_settings SET signing_open = false",
            "UPDATE school_settings SET signing_open = true",
            "学校尚未开启线上签约",
        ),
        (
            "UPDATE students SET dormant_since = now()",
            "UPDATE students SET dormant_since = NULL",
            "姓名与身份证号不匹配",
        ),
    ] {
        world.sql(made).await;
        let answer = invite(&client, &student, &[("job_title", "测试工程师")]).await;
        assert_eq!(answer.status, 422, "{made}");
        assert!(answer.body.contains(words), "{words}");
        assert!(answer.body.contains("测试工程师"), "what was typed stays");
        world.sql(unmade).await;
    }
    assert_eq!(written(&world).await, before);
    assert_eq!(invite(&client, &student, &[]).await.status, 303);
}

#[tokio::test]
async fn a_form_sent_twice_makes_one_invitation_and_leads_to_it_both_times() {
    let world = World::new().await;
    let site = Site::of(&world).await;
    let (company, student) = (world.company().await, world.student().await);
    let client = site.signed_in(&world, &company.account).await;
    let (one, two) = tokio::join!(invite(&client, &student, &[]), invite(&client, &student, &[]));
    assert_eq!((one.status.as_u16(), two.status.as_u16()), (303, 303));
    assert_eq!(one.location(), two.location());
    assert_eq!(written(&world).await[0], 1);
    let again = invite(&client, &student, &[]).await;
    assert!(client.get(again.location()).await.body.contains("没有重复发送"));

    let other = invite(&client, &student, &[("salary", "12000")]).await;
    assert_eq!(other.status, 422);
    assert!(other.body.contains("上一份邀请还在等待答复") && other.body.contains("12000"));
    assert_eq!(written(&world).await[0], 1);
}

#[tokio::test]
async fn other_terms_hold_five_hundred_characters_and_not_one_more() {
    let world = World::new().await;
    let site = Site::of(&world).await;
    let (company, student) = (world.company().await, world.student().await);
    let client = site.signed_in(&world, &company.account).await;
    let (most, more) = ("𠮷".repeat(500), "䶮".repeat(501));
    let refused = invite(&client, &student, &[("other_terms", &more)]).await;
    assert_eq!(refused.status, 422);
    assert!(refused.body.contains("不能超过500个字") && refused.body.contains(&more));
    let sent = invite(&client, &student, &[("other_terms", &most)]).await;
    assert_eq!(sent.status, 303);
    assert!(client.get(sent.location()).await.body.contains(&most));
}

#[tokio::test]
async fn names_with_rare_characters_are_found_and_shown() {
    let world = World::new().await;
    let site = Site::of(&world).await;
    let company = world.company().await;
    let client = site.signed_in(&world, &company.account).await;
    for name in ["李䶮", "𠮷田·买买提", "欧阳㛃"] {
        let mut student = world.student().await;
        world
            .sql(&format!(
                "UPDATE students SET name = '{name}' WHERE id = {}",
                student.id
            ))
            .await;
        student.name = name.to_owned();
        let sent = invite(&client, &student, &[]).await;
        assert_eq!(sent.status, 303, "{name}");
        assert!(client.get(sent.location()).await.body.contains(name));
    }
}

#[tokio::test]
async fn a_dotted_name_and_a_full_width_number_are_found_as_they_are_typed() {
    let world = World::new().await;
    let site = Site::of(&world).await;
    let company = world.company().await;
    let client = site.signed_in(&world, &company.account).await;
    for (of_roster, typed) in [
        ("阿依古丽·买买提", "阿依古丽 • 买买提"),
        ("阿依古丽．买买提", "阿依古丽·买买提"),
    ] {
        let student = world.student().await;
        let name = format!(
            "UPDATE students SET name = '{of_roster}' WHERE id = {}",
            student.id
        );
        world.sql(&name).await;
        let wide = |c: char| char::from_u32(u32::from(c) + 0xfee0).expect("a wide one");
        let number: String = student.id_number.reveal().chars().map(wide).collect();
        let other = invite(&client, &student, &[("student_name", "阿依古丽买买提")]).await;
        assert_eq!(other.status, 422, "{of_roster}");
        let fields = [("student_name", typed), ("id_number", number.as_str())];
        let sent = invite(&client, &student, &fields).await;
        assert_eq!(sent.status, 303, "{of_roster}: {}", sent.body);
        assert!(client.get(sent.location()).await.body.contains(of_roster));
    }
}

#[tokio::test]
async fn markup_in_every_field_is_shown_as_text_to_everyone() {
    let world = World::new().await;
    let site = Site::of(&world).await;
    let (company, student) = (world.company().await, world.student().await);
    world
        .sql(&format!(
            "UPDATE companies SET name = '{0}', address = '{0}', contact = '{0}', telephone = '{0}'",
            NASTY.replace('\'', "''")
        ))
        .await;
    world
        .sql(&format!(
            "UPDATE students SET major_name = '{}'",
            NASTY.replace('\'', "''")
        ))
        .await;
    let client = site.signed_in(&world, &company.account).await;
    let nasty = [
        "job_title",
        "benefits",
        "archive_unit",
        "archive_address",
        "archive_contact",
        "household_address",
        "other_terms",
    ]
    .map(|field| (field, NASTY));
    let wrong = invite(
        &client,
        &student,
        &[&nasty[..], &[("salary", NASTY), ("student_name", NASTY)]].concat(),
    )
    .await;
    assert_eq!(wrong.status, 422);
    let sent = invite(&client, &student, &nasty).await;
    assert_eq!(sent.status, 303, "{}", sent.body);
    let href = sent.location().replace("/company/", "/student/");
    let mut pages = vec![wrong, client.get(sent.location()).await];
    for path in [
        "/",
        LIST,
        NEW,
        "/messages",
        &format!("{}/withdrawal", sent.location()),
    ] {
        pages.push(client.get(path).await);
    }
    let reader = site.signed_in(&world, &student.account).await;
    for path in [
        "/",
        "/student/invitations",
        &href,
        &format!("{href}/acceptance"),
        &format!("{href}/refusal"),
        "/messages",
    ] {
        let page = reader.get(path).await;
        assert_eq!(page.status, 200, "{path}");
        assert!(page.body.contains("&lt;script&gt;"), "{path} shows it as text");
        pages.push(page);
    }
    for page in pages {
        assert!(!page.body.contains("<script>alert"), "{}", page.body);
    }
    assert_eq!(written(&world).await[0], 1);
}

#[tokio::test]
async fn looking_students_up_over_and_over_is_held_up() {
    let world = World::new().await;
    let site = Site::of(&world).await;
    let (company, student) = (world.company().await, world.student().await);
    let client = site.signed_in(&world, &company.account).await;
    let token = client.token().await;
    let mut held_up = None;
    for _ in 0..70 {
        let mut fields = form(&student, &[("student_name", "猜名字")]);
        fields.push(("csrf", &token));
        let answer = client.post_raw(LIST, &fields).await;
        if answer.status == 429 {
            held_up = Some(answer);
            break;
        }
        assert_eq!(answer.status, 422);
    }
    let answer = held_up.expect("it is held up");
    assert!(answer.body.contains("操作过于频繁") && !answer.header("retry-after").is_empty());
    let other = world.company().await;
    let client = site.signed_in(&world, &other.account).await;
    assert_eq!(invite(&client, &student, &[]).await.status, 303, "nobody else is");
}

#[tokio::test]
async fn an_invitation_is_its_companys_alone() {
    let world = World::new().await;
    let site = Site::of(&world).await;
    let (company, student, officer) = (
        world.company().await,
        world.student().await,
        world.officer().await,
    );
    let invited = world.invite(&company, &student).await;
    let paths = [
        format!("{LIST}/{}", invited.case),
        format!("{LIST}/{}/withdrawal", invited.case),
    ];
    let before = written(&world).await;
    let rival = world.company().await;
    for account in [&rival.account, &student.account, &officer] {
        let client = site.signed_in(&world, account).await;
        for path in &paths {
            let answer = client.get(path).await;
            assert_eq!(answer.status, 404, "{path}");
            assert!(!answer.body.contains(&student.name) || account.id == student.account.id);
        }
        let posted = client.post(&paths[1], &[("version", "1")]).await;
        assert_eq!(posted.status, 404);
    }
    for account in [&student.account, &officer] {
        let client = site.signed_in(&world, account).await;
        for path in [LIST, NEW, "/company/board"] {
            assert_eq!(client.get(path).await.status, 404, "{path}");
        }
        assert_eq!(invite(&client, &student, &[]).await.status, 404);
    }
    let client = site.signed_in(&world, &company.account).await;
    for path in [
        format!("{LIST}/999999"),
        format!("{LIST}/x"),
        format!("{LIST}/1e9"),
    ] {
        assert_eq!(client.get(&path).await.status, 404, "{path}");
    }
    assert_eq!(site.stranger().get(LIST).await.location(), sign_in_first(LIST));
    assert_eq!(written(&world).await, before);
}

#[tokio::test]
async fn a_form_without_a_good_token_does_nothing() {
    let world = World::new().await;
    let site = Site::of(&world).await;
    let (company, student) = (world.company().await, world.student().await);
    let invited = world.invite(&company, &student).await;
    let client = site.signed_in(&world, &company.account).await;
    let before = written(&world).await;
    let withdrawal = format!("{LIST}/{}/withdrawal", invited.case);
    for token in [None, Some("forged"), Some("")] {
        let with = |mut fields: Vec<(&'static str, &'static str)>| {
            fields.extend(token.map(|token| ("csrf", token)));
            fields
        };
        assert_eq!(
            client
                .post_raw(&withdrawal, &with(vec![("version", "1")]))
                .await
                .status,
            403
        );
        assert_eq!(
            client
                .post_raw(LIST, &with(vec![("job_title", "x")]))
                .await
                .status,
            403
        );
    }
    assert_eq!(written(&world).await, before);
}

#[tokio::test]
async fn an_invitation_is_taken_back_once_and_only_while_it_waits() {
    let world = World::new().await;
    let site = Site::of(&world).await;
    let (company, student) = (world.company().await, world.student().await);
    let client = site.signed_in(&world, &company.account).await;
    let first = world.invite(&company, &student).await;
    let href = format!("{LIST}/{}", first.case);
    let withdrawal = format!("{href}/withdrawal");
    let asked = client.get(&withdrawal).await;
    assert!(asked.body.contains("撤回不能恢复") && asked.body.contains(r#"name="version" value="1""#));
    let done = client.post(&withdrawal, &[("version", "1")]).await;
    assert_eq!((done.status.as_u16(), done.location()), (303, href.as_str()));
    let page = client.get(&href).await;
    assert!(
        page.body.contains("单位已撤回签约邀请") && !page.body.contains(&format!("href=\"{withdrawal}\""))
    );
    let before = written(&world).await;
    for answer in [
        client.post(&withdrawal, &[("version", "1")]).await,
        client.post(&withdrawal, &[("version", "2")]).await,
        client.post(&withdrawal, &[]).await,
        client.get(&withdrawal).await,
    ] {
        assert_eq!(answer.status, 409);
        assert!(
            answer.body.contains("单位已撤回签约邀请"),
            "the page says how it stands"
        );
    }
    assert_eq!(written(&world).await, before);

    let second = world.invite(&company, &student).await;
    world.accept(&student.account, second).await;
    let late = client
        .post(&format!("{LIST}/{}/withdrawal", second.case), &[("version", "1")])
        .await;
    assert_eq!(late.status, 409);
    assert!(late.body.contains("学生已同意签约"));
}

#[tokio::test]
async fn the_list_is_paged_and_filtered_and_the_counts_are_those_of_its_lists() {
    let world = World::new().await;
    let site = Site::of(&world).await;
    let company = world.company().await;
    let client = site.signed_in(&world, &company.account).await;
    for index in 0..23 {
        let student = world.student().await;
        let invited = world.invite(&company, &student).await;
        if index < 2 {
            world
                .act(&student.account, invited, &Command::Decline(objection()))
                .await;
        }
    }
    let rows = |answer: &Answer| answer.body.matches(r#"<th class="tight" scope="row""#).count();
    let first = client.get(LIST).await;
    assert_eq!(rows(&first), 20);
    assert!(first.body.contains("共 23 份"));
    let (before, _) = first.body.split_once(r#"rel="next""#).expect("a next page");
    let (_, next) = before.rsplit_once(r#"href=""#).expect("an address");
    let second = client.get(next.split('"').next().unwrap_or_default()).await;
    assert_eq!(rows(&second), 3);
    let declined = client.get(&format!("{LIST}?state=unsigned")).await;
    assert_eq!(rows(&declined), 2);
    assert!(declined.body.contains("共 2 份"));
    assert_eq!(rows(&client.get(&format!("{LIST}?state=signed")).await), 0);

    let board = client.get("/company/board").await;
    for (state, number) in [
        ("waiting", 21),
        ("review", 0),
        ("signed", 0),
        ("unsigned", 2),
        ("terminated", 0),
    ] {
        let (_, rest) = board.body.split_once(&format!("?state={state}\"")).expect(state);
        assert!(
            rest.split("</a>")
                .next()
                .unwrap_or_default()
                .contains(&format!(">{number}<")),
            "{state}"
        );
    }
}

#[tokio::test]
async fn places_are_suggested_to_those_who_are_signed_in() {
    let world = World::new().await;
    let site = Site::of(&world).await;
    let company = world.company().await;
    let client = site.signed_in(&world, &company.account).await;
    let found = client.get("/regions?work_region=%E7%8E%84%E6%AD%A6").await;
    assert_eq!(found.body, r#"<option value="江苏省南京市玄武区"></option>"#);
    assert_eq!(client.get("/regions").await.body, "");
    assert_eq!(
        site.stranger().get("/regions?work_region=x").await.location(),
        sign_in_first("/regions?work_region=x")
    );
}
