//! The outside systems as the platform meets them: over HTTP and SMTP.

mod behaviour;
mod employment;
mod journal;
mod pages;
mod register;
mod serve;
mod wechat;

use poem::{
    Endpoint,
    http::StatusCode,
    test::{TestClient, TestRequestBuilder, TestResponse},
};
use serde_json::{Value, json};
use wq_sandbox::outside::{Keys, Outside, employment::Student, register::Enterprise};

/// The student whom most tests are about.
pub const STUDENT: &str = "27320101000001";
/// A company in good standing.
pub const COMPANY: &str = "91350100M000100Y43";

/// Systems in memory that know one student, one company and one follower.
fn outside() -> Outside {
    let outside = Outside::new(Keys::default());
    fill(&outside);
    outside
}

fn fill(outside: &Outside) {
    outside.employment.enrol([student(STUDENT)]).unwrap();
    outside.register.put(enterprise()).unwrap();
    outside.wechat.follow("o-student").unwrap();
}

fn client(outside: &Outside) -> TestClient<impl Endpoint + use<>> {
    use poem::IntoEndpoint;
    TestClient::new(outside.routes().into_endpoint())
}

async fn answer(request: TestRequestBuilder<'_, impl Endpoint>) -> (StatusCode, Value) {
    let response = request.send().await;
    let status = response.0.status();
    (status, body(response).await)
}

async fn body(response: TestResponse) -> Value {
    serde_json::from_str(&text(response).await).unwrap_or(Value::Null)
}

async fn text(response: TestResponse) -> String {
    response.0.into_body().into_string().await.unwrap()
}

/// A destination by agreement, as the platform pushes it.
fn destination() -> Value {
    json!({
        "category_code": "10",
        "category_name": "签就业协议形式就业",
        "company": {
            "credit_code": COMPANY,
            "name": "某某科技有限公司",
            "nature": "39",
            "industry": "34",
            "region": "350102",
        },
        "job_category": "13",
        "agreement_number": "3201012700001",
        "proof_kind": "agreement",
        "registered_at": "2027-03-01T09:30:00+08:00",
    })
}

/// No destination, as the platform pushes it.
fn unplaced() -> Value {
    json!({
        "category_code": "70",
        "category_name": "待就业",
        "registered_at": "2027-04-01T09:30:00+08:00",
        "clear_dispatch": true,
    })
}

fn enterprise() -> Enterprise {
    Enterprise {
        credit_code: COMPANY.into(),
        name: "某某科技有限公司".into(),
        status_text: "存续（在营、开业、在册）".into(),
        legal_representative: "张三".into(),
        address: "福建省福州市".into(),
        term_from: "2015-06-01".parse().ok(),
        ..Enterprise::default()
    }
}

fn student(student_ref: &str) -> Student {
    Student {
        student_ref: student_ref.into(),
        student_number: "2023001".into(),
        name: "李华".into(),
        id_number: "11010519491231002X".into(),
        gender: "1".into(),
        ethnicity: "01".into(),
        political_status: "03".into(),
        birth_date: "2004-12-31".parse().unwrap(),
        school_code: "10001".into(),
        school_name: "示范大学".into(),
        department: "计算机学院".into(),
        class_name: None,
        major_code: "080901".into(),
        major_name: "计算机科学与技术".into(),
        major_direction: None,
        education_level: "31".into(),
        education_level_name: "本科生毕业".into(),
        study_years: "4".into(),
        study_form: "全日制".into(),
        training_mode: "1".into(),
        entrusting_unit: None,
        enrolled_on: "2023-09-01".parse().unwrap(),
        graduates_on: "2027-06-30".parse().unwrap(),
        origin_region: "320101".into(),
        urban_rural: "城镇".into(),
        normal_student: "2".into(),
        hardship: "0".into(),
        mobile: Some("13800138000".into()),
        email: None,
        prior_archive_unit: None,
        prior_police_station: None,
        archive_at_school: true,
        household_at_school: false,
    }
}
