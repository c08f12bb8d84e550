//! The enterprise register (国家企业信用信息公示系统): what it says of a company (rules 8.2, 14.3).

use chrono::NaiveDate;
use reqwest::{Client, StatusCode, Url};
use serde::Deserialize;
use wq_core::company::{self, Verdict};

use super::http::below;
use super::{Failure, Settings};

/// A company's entry. No `Debug`: it names a person, the legal representative.
#[derive(Clone, Deserialize)]
pub struct Enterprise {
    /// 统一社会信用代码.
    pub credit_code: String,
    /// 单位名称.
    pub name: String,
    /// 经营状态, in words that differ by province.
    pub status: String,
    /// 法定代表人.
    pub legal_representative: Option<String>,
    /// 住所.
    pub address: Option<String>,
    /// 经营期限, first day.
    pub term_from: Option<NaiveDate>,
    /// 经营期限, last day; none for an unlimited term (长期).
    pub term_to: Option<NaiveDate>,
    /// 经营异常.
    pub abnormal: bool,
    /// 严重违法失信.
    pub seriously_illegal: bool,
}

impl Enterprise {
    /// What a reviewer is to make of the entry.
    pub fn verdict(&self) -> Verdict {
        company::judge(&self.status, self.abnormal, self.seriously_illegal)
    }
}

/// The client.
#[derive(Clone)]
pub struct Register {
    http: Client,
    base: Url,
}

impl Register {
    pub(super) fn new(http: Client, settings: &Settings) -> Self {
        Self {
            http,
            base: settings.register_url.clone(),
        }
    }

    /// The entry of a company; none where the register has none, so that no such company exists.
    pub async fn status(&self, credit_code: &str) -> Result<Option<Enterprise>, Failure> {
        let answer = self
            .http
            .get(below(&self.base, ["v1", "enterprises", credit_code]))
            .send()
            .await?;
        match answer.status() {
            StatusCode::OK => Ok(Some(answer.json().await?)),
            StatusCode::NOT_FOUND => Ok(None),
            _ => Err(Failure::of_status(&answer)),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use serde_json::{Value, json};

    use super::super::http;
    use super::super::settings::tests::settings_for;
    use super::super::stand_in::StandIn;
    use super::*;

    const CREDIT_CODE: &str = "91350100M000100Y43";

    async fn ask(server: &StandIn) -> Result<Option<Enterprise>, Failure> {
        Register::new(http::client().unwrap(), &settings_for(&server.url))
            .status(CREDIT_CODE)
            .await
    }

    fn entry(status: &str, abnormal: bool) -> Value {
        json!({
            "credit_code": CREDIT_CODE, "name": "某公司", "status": status, "legal_representative": "张三",
            "address": "福建省福州市", "term_from": "2015-06-01", "term_to": null, "abnormal": abnormal,
            "seriously_illegal": false,
        })
    }

    #[tokio::test]
    async fn an_entry_is_read_and_judged() {
        for (status, abnormal, expected) in [
            ("存续（在营、开业、在册）", false, Verdict::Ok),
            ("存续", true, Verdict::Warn),
            ("吊销，未注销", false, Verdict::No),
        ] {
            let server = StandIn::answering([(200, entry(status, abnormal))]).await;
            let enterprise = ask(&server).await.unwrap().unwrap();
            assert_eq!(enterprise.verdict(), expected);
            assert_eq!((enterprise.name.as_str(), enterprise.term_to), ("某公司", None));
            assert_eq!(server.asked()[0].path, "/base/v1/enterprises/91350100M000100Y43");
        }
    }

    #[tokio::test]
    async fn a_company_that_does_not_exist_is_none() {
        let server = StandIn::answering([(404, json!({"result": "no_such_enterprise"}))]).await;
        assert!(ask(&server).await.unwrap().is_none());
    }

    #[tokio::test]
    async fn a_register_that_shuts_us_out_pauses() {
        let server = StandIn::answering([(403, Value::Null)]).await;
        assert_eq!(ask(&server).await.err(), Some(Failure::paused("answered 403")));
    }

    #[tokio::test]
    async fn a_register_that_is_busy_or_down_is_asked_again() {
        let server = StandIn::asking_to_wait(429, 5).await;
        let after = Some(Duration::from_secs(5));
        assert_eq!(
            ask(&server).await.err(),
            Some(Failure::Retry {
                why: "answered 429".into(),
                after
            })
        );
        let server = StandIn::answering([(500, Value::Null)]).await;
        assert_eq!(ask(&server).await.err(), Some(Failure::retry("answered 500")));
    }

    #[tokio::test]
    async fn a_code_that_is_none_is_dead() {
        let server = StandIn::answering([(400, json!({"result": "malformed"}))]).await;
        assert_eq!(ask(&server).await.err(), Some(Failure::dead("answered 400")));
    }
}
