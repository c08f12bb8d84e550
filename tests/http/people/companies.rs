//! Companies register by a link to their mail address, and take in their users.

use wq_core::{codes::CreditCode, db::schema::companies};
use wq_tests::samples::PICTURE;

use super::*;

/// The handle of the newest code.
async fn newest(world: &World) -> String {
    one_time_codes::table
        .order(one_time_codes::id.desc())
        .select(one_time_codes::handle)
        .first(&mut *world.conn().await)
        .await
        .expect("a code")
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
async fn a_link_goes_on_saying_that_another_registered_the_company_first() {
    const PATH: &str = "/registration/activation";
    let world = World::new().await;
    let site = Site::of(&world).await;
    let code = CreditCode::complete("91320100MA1XXXXX0").expect("a code");
    let mut late = registration(code.as_str());
    late.retain(|(field, _)| *field != "email");
    late.push(("email", "late@yuanhang.example.com"));
    site.stranger().upload("/registration", &late, &LICENCE).await;
    let handle = newest(&world).await;
    let secret = secret(Purpose::Registration, Way::Mail, &handle);
    let first = site.stranger();
    first
        .upload("/registration", &registration(code.as_str()), &LICENCE)
        .await;
    let link = format!("{PATH}?code={handle}&secret={secret}");
    let client = site.stranger();
    assert_eq!(client.get(&link).await.status, StatusCode::OK);
    let done = open_link(&world, &first, PATH, Purpose::Registration).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER);

    let fields = [
        ("handle", handle.as_str()),
        ("secret", &secret),
        ("password", NEW),
        ("password_again", NEW),
    ];
    let refused = client.post(PATH, &fields).await;
    for page in [refused, client.get(&link).await, client.post(PATH, &fields).await] {
        assert_eq!(page.status, StatusCode::CONFLICT);
        assert!(page.body.contains("该单位已由他人完成注册"), "{}", page.body);
    }
    assert_eq!(world.sql("SELECT FROM companies").await, 1);
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
