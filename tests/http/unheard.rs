//! A form that is sent when its author's session is over: nothing happens, and nothing that was typed is lost.

use reqwest::StatusCode;
use wq_tests::{Answer, Site, World, samples::PICTURE};

use crate::invitation::{NASTY, form};

const PAPER: &str = "/student/paper/new";

/// Everybody's session runs out.
async fn run_out(world: &World) {
    world
        .sql("UPDATE sessions SET seen_at = now() - interval '61 minutes'")
        .await;
}

/// Everybody is signed in again, in the same browser.
async fn sign_in_again(world: &World) {
    world.sql("UPDATE sessions SET seen_at = now()").await;
}

/// What the page of a refused form would send.
fn held(answer: &Answer) -> Vec<(String, String)> {
    assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
    assert!(answer.body.contains("登录已失效") && answer.body.contains("已重新登录，继续提交"));
    let inputs = answer.body.split(r#"<input type="hidden" name=""#).skip(1);
    inputs
        .map(|input| {
            let (name, rest) = input.split_once(r#"" value=""#).expect("a value");
            let value = rest.split(r#"">"#).next().unwrap_or_default();
            let value = value
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"");
            (name.to_owned(), value.replace("&amp;", "&"))
        })
        .collect()
}

fn borrowed(fields: &[(String, String)]) -> Vec<(&str, &str)> {
    fields
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect()
}

#[tokio::test]
async fn what_was_typed_is_sent_again_after_a_new_sign_in() {
    let world = World::new().await;
    let site = Site::of(&world).await;
    let (company, student) = (world.company().await, world.student().await);
    let client = site.signed_in(&world, &company.account).await;
    let token = client.token().await;
    let mut fields = form(&student, &[("welfare", NASTY)]);
    fields.push(("csrf", &token));
    run_out(&world).await;

    let refused = client.post_raw("/company/invitations", &fields).await;
    let kept = held(&refused);
    assert!(refused.body.contains(r#"action="/company/invitations""#));
    assert!(
        refused.body.contains(r#"target="_blank""#),
        "this page stays open"
    );
    assert!(!refused.body.contains(NASTY), "markup is text");
    assert_eq!(world.sql("SELECT FROM cases").await, 0);

    let still_out = client.post_raw("/company/invitations", &borrowed(&kept)).await;
    assert_eq!(
        held(&still_out)[1..],
        kept[1..],
        "impatience costs nothing either"
    );

    sign_in_again(&world).await;
    let sent = client.post_raw("/company/invitations", &borrowed(&kept)).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
    assert_eq!(world.sql("SELECT FROM cases").await, 1);
    assert!(client.get(sent.location()).await.body.contains("软件工程师"));
}

#[tokio::test]
async fn a_form_acts_for_nobody_but_whom_it_was_drawn_for() {
    let world = World::new().await;
    let site = Site::of(&world).await;
    let (company, student) = (world.company().await, world.student().await);
    let other = world.company().await;
    let client = site.signed_in(&world, &company.account).await;
    let token = client.token().await;
    let mut fields = form(&student, &[]);
    fields.push(("csrf", &token));
    run_out(&world).await;
    let kept = held(&client.post_raw("/company/invitations", &fields).await);

    let to_other = format!(
        "UPDATE sessions SET account_id = {}, seen_at = now()",
        other.account.id
    );
    world.sql(&to_other).await;
    for fields in [&borrowed(&kept), &fields] {
        let refused = client.post_raw("/company/invitations", fields).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN);
        assert!(refused.body.contains("已切换到另一个账号"));
        let upload = client
            .upload_raw(PAPER, fields, &[("files", "a.png", PICTURE)])
            .await;
        assert_eq!(upload.status, StatusCode::FORBIDDEN);
    }
    assert_eq!(world.sql("SELECT FROM cases").await, 0);

    for path in ["/signing/1/approval", "/student/agreements/1/termination"] {
        let refused = client.post_raw(path, &[("csrf", token.as_str())]).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN, "{path}");
    }
    let own = client.post("/company/invitations", &form(&student, &[])).await;
    assert_eq!(own.status, StatusCode::SEE_OTHER, "a form of their own is heard");
}

#[tokio::test]
async fn a_part_of_a_page_is_given_back_too_and_its_address_whole() {
    let world = World::new().await;
    let site = Site::of(&world).await;
    let client = site.signed_in(&world, &world.company().await.account).await;
    run_out(&world).await;
    let refused = client
        .post_partly(
            "/company/invitations?from=here&to=there",
            &[("job_title", "架构师")],
        )
        .await;
    assert!(!refused.body.contains("<html"));
    assert!(
        refused
            .body
            .contains(r#"action="/company/invitations?from=here&amp;to=there""#)
    );
    let kept = held(&refused);
    assert!(kept.contains(&("job_title".into(), "架构师".into())));
}

#[tokio::test]
async fn an_officer_and_a_side_of_an_agreement_get_their_words_back() {
    let world = World::new().await;
    let site = Site::of(&world).await;
    let client = site.stranger();
    for path in [
        "/signing/1/rejection",
        "/terminations/1/rejection",
        "/student/agreements/1/termination",
        "/company/agreements/1/termination",
    ] {
        let refused = client.post(path, &[("text", "写了很久的理由")]).await;
        let kept = held(&refused);
        assert!(kept.contains(&("text".into(), "写了很久的理由".into())), "{path}");
        assert!(refused.body.contains(&format!(r#"action="{path}""#)));
    }
}

#[tokio::test]
async fn files_are_chosen_again_before_their_form_is_sent() {
    let world = World::new().await;
    let site = Site::of(&world).await;
    let client = site.signed_in(&world, &world.student().await.account).await;
    let token = client.token().await;
    run_out(&world).await;
    let fields = [("csrf", token.as_str()), ("job_title", "架构师")];
    let refused = client
        .upload_raw(PAPER, &fields, &[("files", "a.png", PICTURE)])
        .await;
    let kept = held(&refused);
    assert_eq!(world.sql("SELECT FROM uploads").await, 0);

    sign_in_again(&world).await;
    let form = client.post_raw(PAPER, &borrowed(&kept)).await;
    assert_eq!(
        form.status,
        StatusCode::OK,
        "nothing is wrong yet, nothing is sent"
    );
    assert!(form.body.contains("架构师") && form.body.contains(r#"type="file""#));
    assert_eq!(world.sql("SELECT FROM cases").await, 0);
}

#[tokio::test]
async fn secrets_and_forms_of_others_are_not_given_back() {
    let world = World::new().await;
    let site = Site::of(&world).await;
    let client = site.signed_in(&world, &world.student().await.account).await;
    let token = client.token().await;
    run_out(&world).await;
    let secret = [("csrf", token.as_str()), ("code", "314159")];
    let alone = client.post_raw("/student/profile/mobile", &secret).await;
    assert_eq!(alone.status, StatusCode::UNAUTHORIZED);
    assert!(!alone.body.contains("314159") && !alone.body.contains("继续提交"));

    let typed = [
        ("csrf", token.as_str()),
        ("code", "314159"),
        ("mobile", "13900000000"),
    ];
    let kept = held(&client.post_raw("/student/profile/mobile", &typed).await);
    assert!(kept.iter().any(|(name, _)| name == "mobile") && kept.iter().all(|(name, _)| name != "code"));

    let forged = [("csrf", "forged"), ("mobile", "13900000000")];
    let refused = client.post_raw("/student/profile/mobile", &forged).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    assert!(!refused.body.contains("13900000000"));
}
