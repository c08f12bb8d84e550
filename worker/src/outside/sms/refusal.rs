//! What the provider's codes mean.

use std::time::Duration;

use chrono::{DateTime, Utc};

use crate::outside::Failure;
use crate::outside::failure::{code_of_theirs, until_tomorrow};

/// What a code other than OK means. The provider's message tells only which limit was reached and is not repeated.
pub(super) fn failure_of(code: &str, message: &str, now: DateTime<Utc>) -> Failure {
    let why = format!("refused: {}", code_of_theirs(code));
    match code {
        "isv.BUSINESS_LIMIT_CONTROL" => Failure::PutOff {
            why,
            by: wait_for_limit(message, now),
        },
        "isv.DAY_LIMIT_CONTROL" => Failure::PutOff {
            why,
            by: until_tomorrow(now),
        },
        "isv.AMOUNT_NOT_ENOUGH"
        | "isv.OUT_OF_SERVICE"
        | "isv.MONTH_LIMIT_CONTROL"
        | "isv.ACCOUNT_NOT_EXISTS"
        | "isv.ACCOUNT_ABNORMAL"
        | "isv.PRODUCT_UN_SUBSCRIPT"
        | "isv.PRODUCT_UNSUBSCRIBE"
        | "isp.RAM_PERMISSION_DENY"
        | "SignatureDoesNotMatch"
        | "IncompleteSignature"
        | "MissingAuthorization"
        | "InvalidVersion" => Failure::paused(why),
        // The time is refused where our clock is wrong.
        code if starts_with_one_of(
            code,
            &[
                "InvalidAccessKeyId",
                "InvalidTimeStamp",
                "InvalidAction",
                "Forbidden",
            ],
        ) =>
        {
            Failure::paused(why)
        }
        // Numbers, templates, sign names and their values: the same message will be refused again.
        code if starts_with_one_of(code, &["isv.", "Missing"]) => Failure::dead(why),
        _ => Failure::retry(why),
    }
}

fn starts_with_one_of(code: &str, beginnings: &[&str]) -> bool {
    beginnings.iter().any(|beginning| code.starts_with(beginning))
}

/// How long the limit on one number lasts: the code is the same for the limits of a minute, an hour and a day, and only
/// the message says which (触发分钟级流控, 触发小时级流控, 触发天级流控).
fn wait_for_limit(message: &str, now: DateTime<Utc>) -> Duration {
    if message.contains("分钟") {
        Duration::from_secs(60)
    } else if message.contains("小时") {
        Duration::from_secs(3600)
    } else {
        until_tomorrow(now)
    }
}
