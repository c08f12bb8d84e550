//! The enterprise register's contract.

use serde_json::json;

use crate::{COMPANY, answer, client, outside};

#[tokio::test]
async fn a_company_is_answered_with_its_entry() {
    let outside = outside();
    let (status, body) = answer(client(&outside).get(format!("/register/v1/enterprises/{COMPANY}"))).await;
    assert_eq!(status, 200);
    let entry = json!({
        "credit_code": COMPANY,
        "name": "某某科技有限公司",
        "status": "存续（在营、开业、在册）",
        "legal_representative": "张三",
        "address": "福建省福州市",
        "term_from": "2015-06-01",
        "term_to": null,
        "abnormal": false,
        "seriously_illegal": false,
    });
    assert_eq!(body, entry);
}

#[tokio::test]
async fn a_company_that_does_not_exist_and_a_code_that_is_none_are_told_apart() {
    let outside = outside();
    let client = client(&outside);
    let (status, body) = answer(client.get("/register/v1/enterprises/91512081MA62K0260E")).await;
    assert_eq!(
        (status.as_u16(), body),
        (404, json!({ "result": "no_such_enterprise" }))
    );
    let (status, _) = answer(client.get("/register/v1/enterprises/91512081")).await;
    assert_eq!(status, 400);
    let answered: Vec<_> = outside
        .register
        .received()
        .iter()
        .map(|lookup| lookup.status)
        .collect();
    assert_eq!(answered, [404, 400]);
}
