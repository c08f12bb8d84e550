//! A student's yes: the agreement read in full, and a code that came to the student's own phone.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use reqwest::StatusCode;
use wq_core::{
    agreement::{self, form},
    case::{Acted, Command, remind},
    db::schema::{audit_entries, cases, one_time_codes},
    one_time::{Handle, Key, Purpose, Way},
};
use wq_tests::{Answer, Client, KEY, Site, Student, World};

const CHANGE: &str = r#"'{"job_category": "13"}', '{"job_category": "11"}'"#;

fn page_of(case: Acted) -> String {
    format!("/student/invitations/{}", case.case)
}

/// The digits of a code, as the phone shows them.
fn digits(handle: &str) -> String {
    let handle = Handle::parse(handle).expect("a handle");
    Key::of(&KEY).secret(Purpose::Acceptance, Way::Sms, &handle)
}

fn other(code: &str) -> &'static str {
    if code == "000000" { "000001" } else { "000000" }
}

async fn ask(client: &Client, href: &str) -> Answer {
    let path = format!("{href}/acceptance/code");
    client.post(&path, &[("version", "1")]).await
}

/// A code for an invitation that stands at version 1: its handle, and its digits.
pub async fn code_for(client: &Client, href: &str) -> (String, String) {
    let sent = ask(client, href).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
    let (path, handle) = sent.location().split_once("?code=").expect("a code");
    assert_eq!(path, format!("{href}/acceptance/code"));
    (handle.to_owned(), digits(handle))
}

async fn answer(client: &Client, href: &str, handle: &str, code: &str) -> Answer {
    let fields = [("version", "1"), ("handle", handle), ("code", code)];
    client.post(&format!("{href}/acceptance"), &fields).await
}

/// Agrees to an invitation that stands at version 1.
pub async fn agree(client: &Client, href: &str) -> Answer {
    let (handle, code) = code_for(client, href).await;
    answer(client, href, &handle, &code).await
}

async fn state(world: &World, case: Acted) -> String {
    cases::table
        .find(case.case)
        .select(cases::state)
        .first(&mut *world.conn().await)
        .await
        .expect("the case")
}

/// A student in front of an invitation.
struct Invited {
    world: World,
    site: Site,
    student: Student,
    reader: Client,
    case: Acted,
    href: String,
}

async fn invited() -> Invited {
    let world = World::new().await;
    let site = Site::of(&world).await;
    let (company, student) = (world.company().await, world.student().await);
    let case = world.invite(&company, &student).await;
    Invited {
        reader: site.signed_in(&world, &student.account).await,
        href: page_of(case),
        world,
        site,
        student,
        case,
    }
}

/// What is written, without the white between and the marks around.
fn plain(text: &str) -> String {
    let mut plain = String::new();
    let mut in_tag = false;
    for character in text.chars() {
        match character {
            '<' => in_tag = true,
            '>' => in_tag = false,
            white if white.is_whitespace() => {}
            written if !in_tag => plain.push(written),
            _ => {}
        }
    }
    plain
}

#[tokio::test]
async fn what_the_student_reads_is_what_the_document_will_say() {
    let it = invited().await;
    let page = it.reader.get(&format!("{}/acceptance", it.href)).await;
    let read = plain(&page.body);
    agree(&it.reader, &it.href).await;
    let accepted = Acted {
        version: 2,
        ..it.case
    };
    let officer = it.world.officer().await;
    it.world.act(&officer, accepted, &Command::Approve).await;
    let conn = &mut *it.world.conn().await;
    let sheet = agreement::sheet(conn, it.case.case)
        .await
        .expect("the database")
        .expect("a sheet");
    let printed = form::issued(&sheet);
    let mut texts = vec![
        printed.title,
        printed.kind,
        printed.preamble,
        printed.heading,
        printed.signing,
    ]
    .into_iter()
    .map(str::to_owned)
    .collect::<Vec<_>>();
    texts.extend(printed.articles);
    for table in printed.tables {
        texts.push(table.side);
        texts.extend(
            table
                .rows
                .into_iter()
                .flat_map(|row| row.0)
                .flat_map(|(label, value)| [label, value]),
        );
    }
    texts.extend(
        printed
            .places
            .into_iter()
            .flat_map(|place| [place.title, place.said[0].clone()]),
    );
    let whole = it.student.id_number.reveal();
    for text in texts.iter().filter(|text| *text != whole) {
        assert!(read.contains(&plain(text)), "the page lacks {text}");
    }
    assert!(!read.contains(whole), "a number in full is for the paper");
    assert!(read.contains("编号：签约完成后生成") && read.contains("尚未确认。"));
}

#[tokio::test]
async fn the_two_forms_are_read_as_they_are_printed() {
    let it = invited().await;
    let path = format!("{}/acceptance", it.href);
    assert!(it.reader.get(&path).await.body.contains("（两方协议）"));
    it.world
        .sql("UPDATE province_settings SET agreement_form = 'three_party'")
        .await;
    let page = it.reader.get(&path).await;
    assert!(page.body.contains("（三方协议）") && page.body.contains("经丙方审核通过后生效"));
}

#[tokio::test]
async fn a_code_to_the_students_own_phone_accepts_once_and_the_trail_says_which() {
    let it = invited().await;
    let masked = format!("{}****{}", &it.student.mobile[..3], &it.student.mobile[7..]);
    let read = it.reader.get(&format!("{}/acceptance", it.href)).await;
    assert!(read.body.contains(&masked));
    let sent = ask(&it.reader, &it.href).await;
    let page = it.reader.get(sent.location()).await;
    let handle = sent.location().split_once("code=").expect("a code").1;
    let code = digits(handle);
    for shown in [
        masked.as_str(),
        r#"autocomplete="one-time-code""#,
        r#"inputmode="numeric""#,
        "60 秒可以重新获取",
        "10 分钟内有效",
    ] {
        assert!(page.body.contains(shown), "{shown}");
    }
    for private in it.student.personal().into_iter().chain([code.as_str()]) {
        assert!(
            !sent.location().contains(private),
            "nothing personal in an address"
        );
    }
    assert!(!page.body.contains(&code) && !page.body.contains(&it.student.mobile));

    let empty = answer(&it.reader, &it.href, handle, "").await;
    assert!(empty.status == 422 && empty.body.contains("请填写短信验证码"));
    let done = answer(&it.reader, &it.href, handle, &code).await;
    assert_eq!(
        (done.status, done.location()),
        (StatusCode::SEE_OTHER, it.href.as_str())
    );
    assert_eq!(state(&it.world, it.case).await, "school_review");
    let detail: serde_json::Value = audit_entries::table
        .filter(audit_entries::act.eq("agreement.confirm"))
        .filter(audit_entries::account_id.eq(it.student.account.id.0))
        .filter(audit_entries::subject_id.eq(it.case.case.0))
        .select(audit_entries::detail)
        .first(&mut *it.world.conn().await)
        .await
        .expect("one line");
    assert_eq!(detail["read_at_version"], 1);
    assert!(detail["code_id"].is_i64() && !detail.to_string().contains(&code));

    let again = answer(&it.reader, &it.href, handle, &code).await;
    assert!(again.status == 409 && again.body.contains("学生已同意签约"));
    assert_eq!(it.reader.get(sent.location()).await.status, StatusCode::CONFLICT);
}

#[tokio::test]
async fn a_guessed_code_a_late_one_and_none_accept_nothing() {
    let it = invited().await;
    let (handle, code) = code_for(&it.reader, &it.href).await;
    for left in [4, 3, 2, 1] {
        let wrong = answer(&it.reader, &it.href, &handle, other(&code)).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(wrong.body.contains(&format!("还可以再试 {left} 次")));
        assert!(wrong.body.contains(r#"aria-invalid="true""#));
    }
    let last = answer(&it.reader, &it.href, &handle, other(&code)).await;
    assert!(
        last.status == 410 && last.body.contains("输错次数过多") && last.body.contains("您还没有同意签约")
    );
    let right = answer(&it.reader, &it.href, &handle, &code).await;
    assert_eq!(right.status, StatusCode::GONE, "too late for the right one");

    it.world
        .sql("UPDATE one_time_codes SET tries = 0, expires_at = now(), created_at = now() - interval '11 minutes'")
        .await;
    let late = answer(&it.reader, &it.href, &handle, &code).await;
    assert!(late.status == 410 && late.body.contains("验证码已过期"));
    let none = it
        .reader
        .post(&format!("{}/acceptance", it.href), &[("version", "1")])
        .await;
    assert_eq!(none.status, StatusCode::GONE);
    for hostile in ["", "zz", "%3Cscript%3E"] {
        let path = format!("{}/acceptance/code?code={hostile}", it.href);
        assert_eq!(it.reader.get(&path).await.status, StatusCode::GONE);
    }
    assert_eq!(state(&it.world, it.case).await, "invited");
    let again = code_for(&it.reader, &it.href).await;
    let done = answer(&it.reader, &it.href, &again.0, &again.1).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "a new code is good");
}

#[tokio::test]
async fn codes_come_once_a_minute_and_the_former_stays_good_until_the_next() {
    let it = invited().await;
    let (handle, code) = code_for(&it.reader, &it.href).await;
    let path = format!("{}/acceptance/code", it.href);
    let fields = [("version", "1"), ("handle", handle.as_str())];
    let hasty = it.reader.post(&path, &fields).await;
    assert_eq!(hasty.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(hasty.body.contains("发送过于频繁，请在") && hasty.body.contains("秒后再试"));
    assert!(hasty.body.contains(&handle), "the page of the code that was sent");
    let from_reading = ask(&it.reader, &it.href).await;
    assert_eq!(from_reading.status, StatusCode::SEE_OTHER, "to where it is typed");
    assert!(from_reading.location().ends_with(&format!("?code={handle}")));
    assert_eq!(
        it.world.sql("SELECT FROM one_time_codes").await,
        1,
        "it was sent once"
    );

    it.world
        .sql("UPDATE one_time_codes SET created_at = now() - interval '2 minutes'")
        .await;
    let (newer, _) = code_for(&it.reader, &it.href).await;
    let old = answer(&it.reader, &it.href, &handle, &code).await;
    assert!(old.status == 410 && old.body.contains("验证码已过期"));
    it.world
        .sql(
            "INSERT INTO one_time_codes (handle, purpose, way, address, student_id, case_id, case_version, created_at, \
             expires_at) SELECT md5(n::text), purpose, way, address, student_id, case_id, case_version, \
             now() - interval '5 minutes', now() FROM one_time_codes, generate_series(1, 4) AS n WHERE tries = 0 \
             ORDER BY id DESC LIMIT 4",
        )
        .await;
    it.world
        .sql("UPDATE one_time_codes SET created_at = now() - interval '2 minutes'")
        .await;
    let fields = [("version", "1"), ("handle", newer.as_str())];
    let many = it.reader.post(&path, &fields).await;
    assert!(
        many.status == 422 && many.body.contains("分钟后再试"),
        "{}",
        many.body
    );
    let done = answer(&it.reader, &it.href, &newer, &digits(&newer)).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn a_code_that_is_good_no_more_leads_nowhere() {
    let it = invited().await;
    let (_, code) = code_for(&it.reader, &it.href).await;
    let spoilt = [
        "UPDATE one_time_codes SET tries = 5",
        "UPDATE one_time_codes SET tries = 0, case_version = 7",
        "UPDATE one_time_codes SET case_version = 1, expires_at = now()",
    ];
    for change in spoilt {
        it.world.sql(change).await;
        let asked = ask(&it.reader, &it.href).await;
        assert_eq!(asked.status, StatusCode::UNPROCESSABLE_ENTITY, "{change}");
        assert!(asked.body.contains("协议条款") && asked.body.contains("秒后再试"));
        assert!(!asked.body.contains(&code));
    }
}

#[tokio::test]
async fn a_code_is_good_for_its_invitation_its_student_and_its_number_alone() {
    let it = invited().await;
    let second = it.world.invite(&it.world.company().await, &it.student).await;
    let (handle, code) = code_for(&it.reader, &it.href).await;
    let elsewhere = answer(&it.reader, &page_of(second), &handle, &code).await;
    assert_eq!(
        elsewhere.status,
        StatusCode::GONE,
        "a code for another invitation"
    );
    let shown = it
        .reader
        .get(&format!("{}/acceptance/code?code={handle}", page_of(second)))
        .await;
    assert_eq!(shown.status, StatusCode::GONE);

    it.world
        .sql("UPDATE one_time_codes SET used_at = NULL, created_at = now() - interval '2 minutes'")
        .await;
    let other = it.world.student().await;
    let theirs = it.world.invite(&it.world.company().await, &other).await;
    let stranger = it.site.signed_in(&it.world, &other.account).await;
    let borrowed = answer(&stranger, &page_of(theirs), &handle, &code).await;
    assert_eq!(borrowed.status, StatusCode::GONE);
    let meddling = answer(&stranger, &it.href, &handle, &code).await;
    assert_eq!(meddling.status, StatusCode::NOT_FOUND);

    it.world.sql("UPDATE one_time_codes SET used_at = NULL").await;
    it.world
        .sql(&format!(
            "UPDATE students SET mobile = '13911112222' WHERE id = {}",
            it.student.id
        ))
        .await;
    let moved = answer(&it.reader, &it.href, &handle, &code).await;
    assert_eq!(
        moved.status,
        StatusCode::GONE,
        "the number is the student's no longer"
    );
    for case in [it.case, second, theirs] {
        assert_eq!(state(&it.world, case).await, "invited");
    }
}

#[tokio::test]
async fn a_student_without_a_number_is_led_to_where_it_is_set() {
    let it = invited().await;
    for number in ["", "025-84890000"] {
        it.world
            .sql(&format!("UPDATE students SET mobile = '{number}'"))
            .await;
        let page = it.reader.get(&format!("{}/acceptance", it.href)).await;
        assert!(page.status == 200 && page.body.contains("协议条款"));
        assert!(page.body.contains("href=\"/student/profile\"") && page.body.contains("设置手机号码"));
        assert!(!page.body.contains("/acceptance/code"));
        let asked = ask(&it.reader, &it.href).await;
        assert!(asked.status == 422 && asked.body.contains("请先设置手机号码"));
    }
    let made: i64 = one_time_codes::table
        .count()
        .get_result(&mut *it.world.conn().await)
        .await
        .expect("a count");
    assert_eq!(made, 0);
}

#[tokio::test]
async fn an_invitation_that_changed_meanwhile_is_read_again_and_the_code_is_worthless() {
    let it = invited().await;
    let (handle, code) = code_for(&it.reader, &it.href).await;
    it.world
        .sql(&format!(
            "INSERT INTO case_events (case_id, version, actor, account_id, command, from_state, to_state, before, after) \
             SELECT case_id, 2, actor, account_id, command, to_state, to_state, {CHANGE} FROM case_events WHERE case_id = {}",
            it.case.case
        ))
        .await;
    it.world.sql("UPDATE cases SET version = 2").await;
    let shown = it
        .reader
        .get(&format!("{}/acceptance/code?code={handle}", it.href))
        .await;
    let answered = answer(&it.reader, &it.href, &handle, &code).await;
    let declined = it
        .reader
        .post(
            &format!("{}/refusal", it.href),
            &[("version", "1"), ("reason", "pay")],
        )
        .await;
    assert!(!shown.body.contains("没有生效"), "nothing was sent");
    assert!(answered.body.contains("没有生效"));
    for page in [shown, answered, ask(&it.reader, &it.href).await, declined] {
        assert_eq!(page.status, StatusCode::CONFLICT);
        assert!(page.body.contains("单位修改了这份邀请") && page.body.contains("职位类别：工程技术人员 → "));
        assert!(page.body.contains(&it.href));
    }
    let forged = [("version", "2"), ("handle", &handle), ("code", &code)];
    let forged = it.reader.post(&format!("{}/acceptance", it.href), &forged).await;
    assert_eq!(forged.status, StatusCode::GONE, "the code is for what was read");
    assert_eq!(state(&it.world, it.case).await, "invited");
}

#[tokio::test]
async fn a_reminder_between_the_code_and_the_yes_makes_neither_old() {
    let it = invited().await;
    let (handle, code) = code_for(&it.reader, &it.href).await;
    it.world
        .sql("UPDATE cases SET entered_at = now() - interval '6 days', due_at = now() + interval '2 hours'")
        .await;
    remind(&mut *it.world.conn().await, it.case.case)
        .await
        .expect("a reminder");
    assert_eq!(it.world.sql("SELECT FROM cases WHERE reminded = 1").await, 1);
    let path = format!("{}/acceptance/code?code={handle}", it.href);
    assert_eq!(it.reader.get(&path).await.status, StatusCode::OK);
    let done = answer(&it.reader, &it.href, &handle, &code).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
    assert_eq!(state(&it.world, it.case).await, "school_review");
}
