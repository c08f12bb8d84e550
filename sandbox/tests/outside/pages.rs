//! The pages that show people what arrived.

use std::time::Duration;

use poem::http::StatusCode;
use serde_json::json;
use wq_sandbox::outside::{Behaviour, Outside, employment::Dispatch, register::Enterprise};

use crate::{STUDENT, answer, client, destination, outside, student, text};

const NASTY: &str = "<script>alert('1')</script>";
const HARMLESS: &str = "&lt;script&gt;alert('1')&lt;/script&gt;";

async fn page(outside: &Outside, path: &str) -> String {
    let response = client(outside).get(path).send().await;
    response.assert_status_is_ok();
    response.assert_header_exist("content-security-policy");
    text(response).await
}

#[tokio::test]
async fn every_page_opens_and_the_index_links_them_all() {
    let outside = outside();
    let index = page(&outside, "/").await;
    for path in ["/employment", "/register", "/wechat", "/sms", "/mail"] {
        assert!(index.contains(&format!("href=\"{path}\"")), "{path}");
        let html = page(&outside, path).await;
        assert!(
            html.contains("停机") && html.contains("type=\"search\""),
            "{path}"
        );
    }
    client(&outside)
        .get("/style.css")
        .send()
        .await
        .assert_status_is_ok();
    client(&outside)
        .get("/healthz")
        .send()
        .await
        .assert_text("ok")
        .await;
}

#[tokio::test]
async fn pages_escape_what_they_show() {
    let outside = outside();
    let mut nasty = student("nasty");
    nasty.name = NASTY.into();
    outside.employment.enrol([nasty]).unwrap();
    let company = Enterprise {
        credit_code: NASTY.into(),
        name: NASTY.into(),
        ..Enterprise::default()
    };
    outside.register.put(company).unwrap();
    let mut body = destination();
    body["company"]["name"] = json!(NASTY);
    let client = client(&outside);
    let request = client
        .put(format!("/employment/v1/graduates/{STUDENT}/destination"))
        .header("authorization", "Bearer sandbox-employment-key")
        .header("idempotency-key", "k")
        .header("x-version", "1")
        .body_json(&body);
    assert_eq!(answer(request).await.0, 200);
    let query = "q=%3Cscript%3Ealert('1')%3C/script%3E";
    let employment = format!("/employment?{query}");
    for path in [
        employment.as_str(),
        &format!("/register?{query}"),
        "/employment/graduates/nasty",
    ] {
        let html = page(&outside, path).await;
        assert!(!html.contains("<script"), "{path}");
        assert!(html.contains(HARMLESS), "{path}");
    }
}

#[tokio::test]
async fn the_search_keeps_what_it_finds() {
    let outside = outside();
    let mut other = student("27320101000002");
    other.name = "王芳".into();
    outside.employment.enrol([other]).unwrap();
    let html = page(&outside, "/employment?q=%E7%8E%8B%E8%8A%B3").await;
    assert!(html.contains("27320101000002") && !html.contains(STUDENT));
}

#[tokio::test]
async fn a_page_refreshes_itself_only_when_asked() {
    let outside = outside();
    assert!(!page(&outside, "/wechat").await.contains("http-equiv"));
    assert!(
        page(&outside, "/wechat?auto=1")
            .await
            .contains("http-equiv=\"refresh\"")
    );
}

#[tokio::test]
async fn the_switch_is_set_by_its_form() {
    let outside = outside();
    let client = client(&outside);
    let set = async |form: &[(&str, &str)]| client.post("/sms/behaviour").form(&form).send().await.0.status();
    assert_eq!(
        set(&[("behaviour", "slow"), ("delay_ms", "1500")]).await,
        StatusCode::SEE_OTHER
    );
    assert_eq!(
        outside.sms.behaviour(),
        Behaviour::Slow(Duration::from_millis(1500))
    );
    assert!(page(&outside, "/sms").await.contains("缓慢（1500 毫秒）"));
    assert_eq!(
        set(&[("behaviour", "refusing"), ("refusal", "isv.OUT_OF_SERVICE")]).await,
        StatusCode::SEE_OTHER
    );
    assert!(
        page(&outside, "/")
            .await
            .contains("拒绝（isv.OUT_OF_SERVICE 业务停机）")
    );
    for wrong in [
        [("behaviour", "slow"), ("delay_ms", "soon")],
        [("behaviour", "refusing"), ("refusal", "42")],
        [("behaviour", "odd"), ("refusal", "")],
    ] {
        assert_eq!(set(&wrong).await, StatusCode::UNPROCESSABLE_ENTITY);
    }
    assert_eq!(outside.sms.behaviour(), Behaviour::Refusing);
}

#[tokio::test]
async fn the_dispatch_record_is_edited_on_the_students_page() {
    let outside = outside();
    let client = client(&outside);
    let path = format!("/employment/graduates/{STUDENT}/dispatch");
    let form = [
        ("certificate_number", "B123"),
        ("certificate_unit", "某某科技有限公司"),
        ("archive_unit", ""),
        ("household_address", ""),
    ];
    let status = client.post(&path).form(&form).send().await.0.status();
    assert_eq!(status, StatusCode::SEE_OTHER);
    let held = Dispatch {
        certificate_number: "B123".into(),
        certificate_unit: "某某科技有限公司".into(),
        ..Dispatch::default()
    };
    assert_eq!(outside.employment.graduate(STUDENT).unwrap().dispatch, Some(held));
    assert!(
        page(&outside, &format!("/employment/graduates/{STUDENT}"))
            .await
            .contains("value=\"B123\"")
    );
    let empty = form.map(|(name, _)| (name, ""));
    client.post(&path).form(&empty).send().await;
    assert_eq!(outside.employment.graduate(STUDENT).unwrap().dispatch, None);
    client
        .get("/employment/graduates/nobody")
        .send()
        .await
        .assert_status(StatusCode::NOT_FOUND);
}
