//! Students activate by a code to their phone, and keep their contact data.

use wq_core::db::schema::students;
use wq_tests::Student;

use super::*;

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

#[tokio::test]
async fn a_student_is_found_with_whichever_dot_the_name_is_typed() {
    let world = World::new().await;
    let site = Site::of(&world).await;
    let mut student = unknown(&world).await;
    world.sql("UPDATE students SET name = '阿依古丽·买买提'").await;
    student.name = "阿依古丽买买提".into();
    let refused = begin(&site.stranger(), &student).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    student.name = "阿依古丽 • 买买提".into();
    let begun = begin(&site.stranger(), &student).await;
    assert_eq!(begun.status, StatusCode::SEE_OTHER, "{}", begun.body);
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
    let wrong_digit = [
        ("name", student.name.as_str()),
        ("id_number", "11010519491231002Y"),
    ];
    let refused = client.post("/activation", &wrong_digit).await;
    assert!(refused.body.contains("请填写 18 位身份证号，并检查最后一位"));
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
