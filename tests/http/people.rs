//! How people come to an account and keep it: activation, registration, forgotten passwords, contact data, sessions.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use reqwest::StatusCode;
use wq_core::{
    access::{self, Door},
    codes::CreditCode,
    db::schema::{accounts, companies, one_time_codes, sessions, students},
    one_time::{Handle, Key, Purpose, Way},
};
use wq_tests::{Answer, Client, KEY, Site, Student, World, samples::PICTURE};

const NEW: &str = "Sommer-2027";
const NASTY: &str = r#""><script>alert(1)</script>'; DROP TABLE accounts; --"#;

/// The secret of a code, as the person was sent it.
fn secret(purpose: Purpose, way: Way, handle: &str) -> String {
    let handle = Handle::parse(handle).expect("a handle");
    Key::of(&KEY).secret(purpose, way, &handle)
}

/// The handle that an address ends with.
fn handle_in(answer: &Answer) -> String {
    let (_, handle) = answer
        .location()
        .split_once("code=")
        .expect("a code in the address");
    handle.to_owned()
}

/// The handle of the newest code.
async fn newest(world: &World) -> String {
    one_time_codes::table
        .order(one_time_codes::id.desc())
        .select(one_time_codes::handle)
        .first(&mut *world.conn().await)
        .await
        .expect("a code")
}

/// A student of the roster who has no account yet.
async fn unknown(world: &World) -> Student {
    let student = world.student().await;
    world
        .sql(&format!("DELETE FROM accounts WHERE id = {}", student.account.id))
        .await;
    student
}

async fn begin(client: &Client, student: &Student) -> Answer {
    let fields = [
        ("name", student.name.as_str()),
        ("id_number", student.id_number.reveal()),
    ];
    client.post("/activation", &fields).await
}

async fn finish(client: &Client, path: &str, handle: &str, code: &str) -> Answer {
    let fields = [
        ("handle", handle),
        ("code", code),
        ("password", NEW),
        ("password_again", NEW),
    ];
    client.post(path, &fields).await
}

async fn may_sign_in(world: &World, door: Door, login: &str, password: &str) -> bool {
    let signed_in = access::sign_in(&mut *world.conn().await, door, login, password, "test").await;
    signed_in.expect("the database").is_some()
}

/// Another code than the right one.
fn other(code: &str) -> &'static str {
    if code == "000000" { "000001" } else { "000000" }
}

#[tokio::test]
async fn a_student_activates_by_a_code_to_the_rosters_mobile() {
    let world = World::new().await;
    let site = Site::of(&world).await;
    let (student, client) = (unknown(&world).await, site.stranger());

    let begun = begin(&client, &student).await;
    assert_eq!(begun.status, StatusCode::SEE_OTHER);
    for private in student.personal() {
        assert!(
            !begun.location().contains(private),
            "nothing personal in an address"
        );
    }
    let page = client.get(begun.location()).await;
    let masked = format!("{}****{}", &student.mobile[..3], &student.mobile[7..]);
    assert!(page.body.contains(&masked) && !page.body.contains(&student.mobile));

    let handle = handle_in(&begun);
    let code = secret(Purpose::Activation, Way::Sms, &handle);
    assert!(!page.body.contains(&code));
    let done = finish(&client, "/activation/code", &handle, &code).await;
    assert_eq!(
        (done.status, done.location()),
        (StatusCode::SEE_OTHER, "/student/profile")
    );
    let own = client.get("/student/profile").await;
    assert!(own.body.contains("账号已激活") && own.body.contains(&student.reference));
    assert!(may_sign_in(&world, Door::Student, &student.reference, NEW).await);

    let again = finish(&site.stranger(), "/activation/code", &handle, &code).await;
    assert_eq!(again.status, StatusCode::GONE);
    assert!(again.body.contains("已经使用过"));
    let begun = begin(&site.stranger(), &student).await;
    assert!(begun.body.contains("账号已经激活"));
}

#[tokio::test]
async fn a_wrong_name_and_a_wrong_number_have_one_answer() {
    let world = World::new().await;
    let site = Site::of(&world).await;
    let (student, stranger) = (unknown(&world).await, unknown(&world).await);
    let client = site.stranger();
    let mut answers = Vec::new();
    for (name, number) in [
        ("王无此人", student.id_number.reveal()),
        (student.name.as_str(), stranger.id_number.reveal()),
        (NASTY, student.id_number.reveal()),
    ] {
        let answer = client
            .post("/activation", &[("name", name), ("id_number", number)])
            .await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.body.contains("姓名与身份证号不匹配") && !answer.body.contains("<script>alert"));
        answers.push(answer.body.matches("不匹配").count());
    }
    assert!(answers.iter().all(|&count| count == answers[0]));
    let conn = &mut *world.conn().await;
    let made: i64 = one_time_codes::table
        .count()
        .get_result(conn)
        .await
        .expect("a count");
    assert_eq!(made, 0);
}

#[tokio::test]
async fn one_id_number_is_tried_a_few_times_and_no_more() {
    let world = World::new().await;
    let site = Site::of(&world).await;
    let student = unknown(&world).await;
    let client = site.stranger();
    let mut last = StatusCode::OK;
    for _ in 0..8 {
        let fields = [("name", "王无此人"), ("id_number", student.id_number.reveal())];
        last = client.post("/activation", &fields).await.status;
    }
    assert_eq!(last, StatusCode::TOO_MANY_REQUESTS);
}

#[tokio::test]
async fn a_guessed_code_a_late_one_and_one_without_a_form_token_activate_nobody() {
    let world = World::new().await;
    let site = Site::of(&world).await;
    let (student, client) = (unknown(&world).await, site.stranger());
    let handle = handle_in(&begin(&client, &student).await);
    let code = secret(Purpose::Activation, Way::Sms, &handle);

    let weak = [
        ("handle", handle.as_str()),
        ("code", &code),
        ("password", "1"),
        ("password_again", "1"),
    ];
    assert_eq!(
        client.post("/activation/code", &weak).await.status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    let forged = [
        ("handle", handle.as_str()),
        ("code", &code),
        ("password", NEW),
        ("password_again", NEW),
    ];
    assert_eq!(
        client.post_raw("/activation/code", &forged).await.status,
        StatusCode::FORBIDDEN
    );

    for left in [4, 3, 2, 1] {
        let wrong = finish(&client, "/activation/code", &handle, other(&code)).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(wrong.body.contains(&format!("还可以再试 {left} 次")));
        assert!(!wrong.body.contains(NEW), "a password is never sent back");
    }
    let last = finish(&client, "/activation/code", &handle, other(&code)).await;
    assert_eq!(last.status, StatusCode::GONE);
    let right = finish(&client, "/activation/code", &handle, &code).await;
    assert_eq!(right.status, StatusCode::GONE, "too late for the right one");

    world.sql("UPDATE one_time_codes SET created_at = now() - interval '2 minutes', tries = 0, expires_at = now()").await;
    let late = finish(&client, "/activation/code", &handle, &code).await;
    assert!(late.status == StatusCode::GONE && late.body.contains("已过期"));
    for hostile in ["", "zz", NASTY] {
        let answer = finish(&client, "/activation/code", hostile, &code).await;
        assert_eq!(answer.status, StatusCode::GONE);
        let code = hostile.replace(['"', '\'', '<', '>', ' ', ';', '/'], "");
        assert_eq!(
            client.get(&format!("/activation/code?code={code}")).await.status,
            StatusCode::GONE
        );
    }
    assert!(!may_sign_in(&world, Door::Student, &student.reference, NEW).await);
}

#[tokio::test]
async fn codes_are_not_sent_more_than_once_a_minute_and_the_newest_is_good() {
    let world = World::new().await;
    let site = Site::of(&world).await;
    let (student, client) = (unknown(&world).await, site.stranger());
    let first = handle_in(&begin(&client, &student).await);
    let hasty = begin(&client, &student).await;
    assert_eq!(hasty.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(hasty.body.contains("发送过于频繁"));
    world
        .sql("UPDATE one_time_codes SET created_at = now() - interval '2 minutes'")
        .await;
    let second = handle_in(&begin(&client, &student).await);
    let old = finish(
        &client,
        "/activation/code",
        &first,
        &secret(Purpose::Activation, Way::Sms, &first),
    )
    .await;
    assert_eq!(old.status, StatusCode::GONE);
    let new = finish(
        &client,
        "/activation/code",
        &second,
        &secret(Purpose::Activation, Way::Sms, &second),
    )
    .await;
    assert_eq!(new.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn a_typed_mobile_counts_only_where_the_roster_has_none() {
    let world = World::new().await;
    let site = Site::of(&world).await;
    let (with, without) = (unknown(&world).await, unknown(&world).await);
    world
        .sql(&format!(
            "UPDATE students SET mobile = '' WHERE id = {}",
            without.id
        ))
        .await;
    let mut sent_to = Vec::new();
    for (student, mobile) in [(&with, "13900000001"), (&without, "13900000002")] {
        let (name, number) = (student.name.as_str(), student.id_number.reveal());
        let bare = [("name", name), ("id_number", number)];
        let client = site.stranger();
        if student.id == without.id {
            assert!(
                client
                    .post("/activation", &bare)
                    .await
                    .body
                    .contains("学生名单中没有您的手机号码")
            );
        }
        let fields = [("name", name), ("id_number", number), ("mobile", mobile)];
        let begun = client.post("/activation", &fields).await;
        let handle = handle_in(&begun);
        let address: String = one_time_codes::table
            .filter(one_time_codes::handle.eq(&handle))
            .select(one_time_codes::address)
            .first(&mut *world.conn().await)
            .await
            .expect("the code");
        sent_to.push(address);
        let code = secret(Purpose::Activation, Way::Sms, &handle);
        assert_eq!(
            finish(&client, "/activation/code", &handle, &code).await.status,
            StatusCode::SEE_OTHER
        );
    }
    assert_eq!(sent_to, [with.mobile.as_str(), "13900000002"]);
    let kept: String = students::table
        .find(without.id)
        .select(students::mobile)
        .first(&mut *world.conn().await)
        .await
        .expect("the student");
    assert_eq!(kept, "13900000002", "proved, it is the student's own");
}

#[tokio::test]
async fn a_forgotten_password_is_answered_alike_whether_or_not_there_is_an_account() {
    let world = World::new().await;
    let site = Site::of(&world).await;
    let student = world.student().await;
    let login = login_of(&world, student.account.id).await;
    let mut pages = Vec::new();
    for login in [login.as_str(), "nobody", NASTY, "a\u{0}b"] {
        let client = site.stranger();
        let asked = client.post("/password/student", &[("username", login)]).await;
        assert_eq!(asked.status, StatusCode::SEE_OTHER);
        let handle = handle_in(&asked);
        let page = client.get(asked.location()).await;
        assert_eq!(page.status, StatusCode::OK);
        let code = secret(Purpose::Reset, Way::Sms, &handle);
        let wrong = finish(&client, "/password/code", &handle, other(&code)).await;
        assert!(wrong.body.contains("还可以再试 4 次"));
        let token = client.token().await;
        pages.push(page.body.replace(&handle, "").replace(&token, "").len());
    }
    assert!(
        pages.iter().all(|&length| length.abs_diff(pages[0]) < 40),
        "{pages:?}"
    );
    let company = site
        .stranger()
        .post("/password/company", &[("username", "nobody")])
        .await;
    assert_eq!(company.location(), "/password/sent");
    assert_eq!(
        site.stranger()
            .post("/password/staff", &[("username", "school")])
            .await
            .status,
        404
    );
    assert!(
        site.stranger()
            .get("/password/staff")
            .await
            .body
            .contains("由就业管理系统管理")
    );
}

async fn login_of(world: &World, id: wq_core::ids::AccountId) -> String {
    accounts::table
        .find(id)
        .select(accounts::login)
        .first(&mut *world.conn().await)
        .await
        .expect("the account")
}

#[tokio::test]
async fn a_new_password_ends_every_session_and_a_decoys_code_opens_nothing() {
    let world = World::new().await;
    let site = Site::of(&world).await;
    let student = world.student().await;
    let login = login_of(&world, student.account.id).await;
    let (one, two) = (
        site.signed_in(&world, &student.account).await,
        site.signed_in(&world, &student.account).await,
    );
    let decoy = handle_in(
        &site
            .stranger()
            .post("/password/student", &[("username", "nobody")])
            .await,
    );
    let code = secret(Purpose::Reset, Way::Sms, &decoy);
    let tried = finish(&site.stranger(), "/password/code", &decoy, &code).await;
    assert_eq!(
        tried.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "like any wrong code"
    );

    let client = site.stranger();
    let handle = handle_in(&client.post("/password/student", &[("username", &login)]).await);
    let code = secret(Purpose::Reset, Way::Sms, &handle);
    let set = finish(&client, "/password/code", &handle, &code).await;
    assert_eq!(set.location(), "/login/student");
    assert!(may_sign_in(&world, Door::Student, &login, NEW).await);
    for former in [one, two] {
        assert_eq!(former.get("/").await.status, StatusCode::UNAUTHORIZED);
    }
}

/// The file of a registration in order.
const LICENCE: [(&str, &str, &[u8]); 1] = [("licence", "营业执照.png", PICTURE)];

/// A registration in order, but for its file.
fn registration(credit_code: &str) -> Vec<(&str, &str)> {
    vec![
        ("credit_code", credit_code),
        ("name", "江苏远航软件有限公司"),
        ("nature", "39"),
        ("industry", "34"),
        ("region", "江苏省南京市玄武区"),
        ("address", "玄武大道 1 号"),
        ("contact", "周敏"),
        ("mobile", "13800001111"),
        ("email", "Hr@yuanhang.example.com"),
    ]
}

/// Opens the newest link and sets a password.
async fn open_link(world: &World, client: &Client, path: &str, purpose: Purpose) -> Answer {
    let handle = newest(world).await;
    let secret = secret(purpose, Way::Mail, &handle);
    for _ in 0..2 {
        let page = client.get(&format!("{path}?code={handle}&secret={secret}")).await;
        assert_eq!(page.status, StatusCode::OK, "looking uses nothing up");
    }
    let cut = client
        .get(&format!("{path}?code={handle}&secret={}", &secret[1..]))
        .await;
    assert_eq!(cut.status, StatusCode::GONE);
    let fields = [
        ("handle", handle.as_str()),
        ("secret", &secret),
        ("password", NEW),
        ("password_again", NEW),
    ];
    client.post(path, &fields).await
}

#[tokio::test]
async fn a_company_registers_by_a_link_and_only_then_exists() {
    let world = World::new().await;
    let site = Site::of(&world).await;
    let (client, code) = (
        site.stranger(),
        CreditCode::complete("91320100MA1XXXXX0").expect("a code"),
    );
    let sent = client
        .upload("/registration", &registration(code.as_str()), &LICENCE)
        .await;
    assert_eq!(sent.location(), "/registration/sent");
    let conn = &mut *world.conn().await;
    let count = companies::table.count();
    assert_eq!(count.get_result::<i64>(conn).await.expect("a count"), 0);

    let done = open_link(&world, &client, "/registration/activation", Purpose::Registration).await;
    assert_eq!((done.status, done.location()), (StatusCode::SEE_OTHER, "/"));
    assert!(client.get("/").await.body.contains("单位注册完成"));
    assert!(may_sign_in(&world, Door::Company, "hr@yuanhang.example.com", NEW).await);
    assert_eq!(
        world.sql("SELECT FROM jobs WHERE kind = 'look_up_company'").await,
        1
    );

    let again = site
        .stranger()
        .upload("/registration", &registration(code.as_str()), &LICENCE)
        .await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(again.body.contains("该单位已注册"));
}

#[tokio::test]
async fn a_wrong_check_digit_asks_once_and_hostile_input_is_text() {
    let world = World::new().await;
    let site = Site::of(&world).await;
    let client = site.stranger();
    let suggested = client
        .get("/registration/regions?region=%E7%8E%84%E6%AD%A6")
        .await;
    assert!(
        suggested.body.contains("江苏省南京市玄武区"),
        "also for strangers"
    );
    let mut form = registration("91350100M000100Y44");
    let asked = client.upload("/registration", &form, &LICENCE).await;
    assert_eq!(asked.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(asked.body.contains("代码无误，仍然提交") && asked.body.contains("江苏远航软件有限公司"));
    form.push(("code_is_right", "yes"));
    assert_eq!(
        client.upload("/registration", &form, &LICENCE).await.status,
        StatusCode::SEE_OTHER
    );

    let mut hostile = registration("91350100M000100Y43");
    for (_, value) in &mut hostile {
        *value = NASTY;
    }
    let refused = client.post("/registration", &hostile).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(!refused.body.contains("<script>alert"));
    assert_eq!(
        client
            .post_raw("/registration", &registration("91350100M000100Y43"))
            .await
            .status,
        403
    );
}

#[tokio::test]
async fn users_of_a_company_take_in_and_remove_one_another_but_never_the_last() {
    let world = World::new().await;
    let site = Site::of(&world).await;
    let (company, elsewhere) = (world.company().await, world.company().await);
    let first = site.signed_in(&world, &company.account).await;
    let own = format!("/company/users/{}/removal", company.account.id);
    assert_eq!(first.post(&own, &[]).await.status, StatusCode::FORBIDDEN);
    let theirs = format!("/company/users/{}/removal", elsewhere.account.id);
    assert_eq!(first.post(&theirs, &[]).await.status, StatusCode::NOT_FOUND);

    let wrong = first
        .post("/company/users/invitations", &[("email", NASTY)])
        .await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let invited = first
        .post("/company/users/invitations", &[("email", "zhao@example.com")])
        .await;
    assert_eq!(invited.location(), "/company/users");
    let second = site.stranger();
    let joined = open_link(&world, &second, "/membership", Purpose::Membership).await;
    assert_eq!(joined.status, StatusCode::SEE_OTHER);
    assert!(
        second
            .get("/company/users")
            .await
            .body
            .contains("zhao@example.com")
    );

    assert_eq!(second.post(&own, &[]).await.status, StatusCode::SEE_OTHER);
    assert_eq!(
        first.get("/").await.status,
        StatusCode::UNAUTHORIZED,
        "signed out at once"
    );
    assert!(
        second
            .get("/company/users")
            .await
            .body
            .contains("唯一用户，不能移除")
    );
}

#[tokio::test]
async fn a_student_changes_the_mobile_by_a_code_that_is_theirs_alone() {
    let world = World::new().await;
    let site = Site::of(&world).await;
    let (student, other_student) = (world.student().await, world.student().await);
    let client = site.signed_in(&world, &student.account).await;
    let thief = site.signed_in(&world, &other_student.account).await;
    let asked = client
        .post("/student/profile/mobile", &[("mobile", "139 0000 0003")])
        .await;
    let handle = handle_in(&asked);
    let code = secret(Purpose::Mobile, Way::Sms, &handle);
    assert_eq!(thief.get(asked.location()).await.status, StatusCode::GONE);
    assert_eq!(client.get(asked.location()).await.status, StatusCode::OK);
    let wrong = [("handle", handle.as_str()), ("code", other(&code))];
    assert_eq!(
        client.post("/student/profile/mobile/code", &wrong).await.status,
        422
    );
    let right = [("handle", handle.as_str()), ("code", code.as_str())];
    assert_eq!(
        client.post("/student/profile/mobile/code", &right).await.status,
        303
    );
    assert_eq!(
        client.post("/student/profile/mobile/code", &right).await.status,
        410
    );
    assert!(client.get("/student/profile").await.body.contains("139****0003"));

    assert_eq!(
        client
            .post("/student/profile/email", &[("email", "a@b")])
            .await
            .status,
        422
    );
    assert_eq!(
        client
            .post("/student/profile/email", &[("email", "new@example.com")])
            .await
            .status,
        303
    );
    assert_eq!(
        world
            .sql("SELECT FROM contact_sync WHERE pushed_at IS NULL")
            .await,
        1
    );
    assert_eq!(
        world.sql("SELECT FROM jobs WHERE kind = 'push_contact'").await,
        1,
        "one for both"
    );
}

#[tokio::test]
async fn everyone_sees_their_own_sessions_and_ends_them() {
    let world = World::new().await;
    let site = Site::of(&world).await;
    let (officer, stranger) = (world.officer().await, world.operator().await);
    let here = site.signed_in(&world, &officer).await;
    let (there, elsewhere) = (
        site.signed_in(&world, &officer).await,
        site.signed_in(&world, &officer).await,
    );
    let other = site.signed_in(&world, &stranger).await;
    let page = here.get("/account/sessions").await;
    assert_eq!(
        page.body.matches("/end\"").count(),
        3,
        "two of them and all others"
    );
    let ids: Vec<i64> = sessions::table
        .filter(sessions::account_id.eq(officer.id))
        .order(sessions::id)
        .select(sessions::id)
        .load(&mut *world.conn().await)
        .await
        .expect("the sessions");
    let path = format!("/account/sessions/{}/end", ids[1]);
    assert_eq!(
        other.post(&path, &[]).await.status,
        StatusCode::NOT_FOUND,
        "someone else's"
    );
    assert_eq!(here.post_raw(&path, &[]).await.status, StatusCode::FORBIDDEN);
    assert_eq!(here.post(&path, &[]).await.status, StatusCode::SEE_OTHER);
    assert_eq!(there.get("/").await.status, StatusCode::UNAUTHORIZED);
    assert_eq!(
        here.post("/account/sessions/others/end", &[]).await.status,
        StatusCode::SEE_OTHER
    );
    assert_eq!(elsewhere.get("/").await.status, StatusCode::UNAUTHORIZED);
    assert_eq!(
        (here.get("/").await.status, other.get("/").await.status),
        (StatusCode::OK, StatusCode::OK)
    );
}
