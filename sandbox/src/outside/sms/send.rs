//! Deciding on a message.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};

use super::{
    state::{Sent, State},
    template::Template,
};
use crate::outside::clock::beijing_day;

/// Messages a day to one number from one template.
const A_DAY: u32 = 50;
/// Characters of one value.
const VALUE_LENGTH: usize = 35;

/// The parameters of `SendSms`.
pub(super) struct Request<'a> {
    pub(super) mobile: &'a str,
    pub(super) sign_name: &'a str,
    pub(super) template_param: &'a str,
    pub(super) out_id: Option<&'a str>,
}

/// A refusal of the business: `Code` and `Message`.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Failure {
    pub(super) code: &'static str,
    pub(super) message: &'static str,
}

const fn failure(code: &'static str, message: &'static str) -> Failure {
    Failure { code, message }
}

/// What becomes of a message. `template` is the one the request names, where it exists.
pub(super) fn decide(
    state: &State,
    approved_sign_name: &str,
    template: Option<&Template>,
    request: &Request<'_>,
    now: DateTime<Utc>,
) -> Result<Sent, Failure> {
    let mobile = mobile(request.mobile).ok_or(failure("isv.MOBILE_NUMBER_ILLEGAL", "手机号码格式有误"))?;
    if request.sign_name != approved_sign_name {
        return Err(failure("isv.SMS_SIGNATURE_ILLEGAL", "短信签名不合法"));
    }
    let template = template.ok_or(failure("isv.SMS_TEMPLATE_ILLEGAL", "短信模板不合法"))?;
    let values = values(template, request.template_param)?;
    if state.sent_in_day(mobile, &template.code, beijing_day(now)) >= A_DAY {
        return Err(failure("isv.BUSINESS_LIMIT_CONTROL", "触发天级流控 Permits:50"));
    }
    Ok(Sent {
        at: now,
        biz_id: format!("{}^{}", now.timestamp_millis(), state.sent.total() + 1),
        mobile: mobile.to_owned(),
        sign_name: request.sign_name.to_owned(),
        template_code: template.code.clone(),
        text: template.filled(&values),
        out_id: request.out_id.map(str::to_owned),
    })
}

/// The eleven digits of a mobile number of the mainland.
fn mobile(number: &str) -> Option<&str> {
    let national = number.strip_prefix("+86").unwrap_or(number);
    let national = if national.len() == 13 {
        national.strip_prefix("86").unwrap_or(national)
    } else {
        national
    };
    let digits = national.as_bytes();
    let fits = digits.len() == 11
        && digits.iter().all(u8::is_ascii_digit)
        && digits[0] == b'1'
        && (b'3'..=b'9').contains(&digits[1]);
    fits.then_some(national)
}

/// The values of the template's variables.
fn values(template: &Template, json: &str) -> Result<BTreeMap<String, String>, Failure> {
    let json = if json.is_empty() { "{}" } else { json };
    let values: BTreeMap<String, String> = serde_json::from_str(json).map_err(|_| {
        failure(
            "isv.INVALID_JSON_PARAM",
            "TemplateParam 应为值是字符串的 JSON 对象",
        )
    })?;
    if template.variables().any(|name| !values.contains_key(name)) {
        return Err(failure("isv.TEMPLATE_MISSING_PARAMETERS", "模板缺少变量"));
    }
    let known = |name: &str| template.variables().any(|variable| variable == name);
    if values
        .iter()
        .any(|(name, value)| !known(name) || value.trim().is_empty())
    {
        return Err(failure("isv.TEMPLATE_PARAMS_ILLEGAL", "模板变量不存在或为空"));
    }
    if values.values().any(|value| value.chars().count() > VALUE_LENGTH) {
        return Err(failure("isv.PARAM_LENGTH_LIMIT", "变量值超过 35 个字符"));
    }
    if values
        .values()
        .any(|value| value.contains("://") || value.contains("www."))
    {
        return Err(failure("isv.PARAM_NOT_SUPPORT_URL", "变量值不支持链接"));
    }
    Ok(values)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::outside::sms::state::Event;
    use crate::outside::store::Replay;

    fn send(
        state: &State,
        mobile: &str,
        sign_name: &str,
        template: Option<&str>,
        param: &str,
    ) -> Result<Sent, &'static str> {
        let template = template.map(|text| Template::new("SMS_1", text));
        let request = Request {
            mobile,
            sign_name,
            template_param: param,
            out_id: None,
        };
        decide(state, "网签平台", template.as_ref(), &request, Utc::now()).map_err(|failure| failure.code)
    }

    #[test]
    fn every_refusal_of_the_business_has_its_code() {
        let long = format!(r#"{{"a":"{}"}}"#, "字".repeat(36));
        let cases = [
            (
                "12800138000",
                "网签平台",
                Some("${a}"),
                r#"{"a":"x"}"#,
                "isv.MOBILE_NUMBER_ILLEGAL",
            ),
            (
                "1380013800",
                "网签平台",
                Some("${a}"),
                r#"{"a":"x"}"#,
                "isv.MOBILE_NUMBER_ILLEGAL",
            ),
            (
                "13800138000,13800138001",
                "网签平台",
                Some("${a}"),
                r#"{"a":"x"}"#,
                "isv.MOBILE_NUMBER_ILLEGAL",
            ),
            (
                "13800138000",
                "别人",
                Some("${a}"),
                r#"{"a":"x"}"#,
                "isv.SMS_SIGNATURE_ILLEGAL",
            ),
            (
                "13800138000",
                "网签平台",
                None,
                r#"{"a":"x"}"#,
                "isv.SMS_TEMPLATE_ILLEGAL",
            ),
            (
                "13800138000",
                "网签平台",
                Some("${a}"),
                "{",
                "isv.INVALID_JSON_PARAM",
            ),
            (
                "13800138000",
                "网签平台",
                Some("${a}"),
                r#"{"a":1}"#,
                "isv.INVALID_JSON_PARAM",
            ),
            (
                "13800138000",
                "网签平台",
                Some("${a}"),
                "",
                "isv.TEMPLATE_MISSING_PARAMETERS",
            ),
            (
                "13800138000",
                "网签平台",
                Some("${a}"),
                r#"{"a":"x","b":"y"}"#,
                "isv.TEMPLATE_PARAMS_ILLEGAL",
            ),
            (
                "13800138000",
                "网签平台",
                Some("${a}"),
                r#"{"a":" "}"#,
                "isv.TEMPLATE_PARAMS_ILLEGAL",
            ),
            (
                "13800138000",
                "网签平台",
                Some("${a}"),
                &long,
                "isv.PARAM_LENGTH_LIMIT",
            ),
            (
                "13800138000",
                "网签平台",
                Some("${a}"),
                r#"{"a":"http://x.cn"}"#,
                "isv.PARAM_NOT_SUPPORT_URL",
            ),
        ];
        for (mobile, sign_name, template, param, code) in cases {
            let outcome = send(&State::default(), mobile, sign_name, template, param);
            assert_eq!(outcome.unwrap_err(), code, "{mobile} {param}");
        }
    }

    #[test]
    fn a_country_code_in_front_is_left_out() {
        for number in ["+8613800138000", "8613800138000", "13800138000"] {
            let sent = send(&State::default(), number, "网签平台", Some("你好"), "").unwrap();
            assert_eq!(sent.mobile, "13800138000");
        }
    }

    #[test]
    fn the_fifty_first_message_of_a_day_is_put_off_but_another_number_is_not() {
        let mut state = State::default();
        for _ in 0..50 {
            let sent = send(&state, "13800138000", "网签平台", Some("你好"), "").unwrap();
            state.replay(Event::Sent(sent));
        }
        let refused = send(&state, "13800138000", "网签平台", Some("你好"), "");
        assert_eq!(refused.unwrap_err(), "isv.BUSINESS_LIMIT_CONTROL");
        assert!(send(&state, "13800138001", "网签平台", Some("你好"), "").is_ok());
    }
}
