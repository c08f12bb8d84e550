//! What every account has: a way back to a forgotten password, and its sessions.

use wq_core::{db::schema::sessions, ids::AccountId};

use super::*;

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
        assert!(page.body.contains("一分钟内只发送一次"), "{}", page.body);
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
    let sent = site.stranger().get("/password/sent").await;
    assert!(sent.body.contains("一分钟内只发送一次"), "{}", sent.body);
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

async fn login_of(world: &World, id: AccountId) -> String {
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

#[tokio::test]
async fn one_name_is_tried_at_the_three_doors_a_few_times_and_no_more() {
    let world = World::new().await;
    let site = Site::of(&world).await;
    let doors = ["/login/staff", "/login/student", "/login/company"];
    let mut answers = Vec::new();
    for door in doors.iter().cycle().take(15) {
        let client = site.stranger();
        let answer = client
            .post(door, &[("username", "school"), ("password", "guess")])
            .await;
        answers.push(answer.status);
    }
    assert_eq!(answers[0], StatusCode::UNPROCESSABLE_ENTITY);
    for door in doors {
        let known = [("username", " School "), ("password", "guess")];
        let late = site.stranger().post(door, &known).await;
        assert_eq!(late.status, StatusCode::TOO_MANY_REQUESTS, "{door}: {answers:?}");
        assert!(!late.header("retry-after").is_empty());
        let other = [("username", door), ("password", "guess")];
        let other = site.stranger().post(door, &other).await;
        assert_eq!(other.status, StatusCode::UNPROCESSABLE_ENTITY, "{door}");
    }
}
