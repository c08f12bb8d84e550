//! A student's own contact data, as the platform passes them on at sign-in.

use chrono::Utc;
use poem::{
    Body, IntoResponse, Response, handler,
    http::{HeaderMap, StatusCode},
    web::{Data, Json, Path},
};
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::{
    Reason,
    http::{no_such_student, status, switched},
    state::Event,
};
use crate::outside::{Outside, body, page::fault};

/// Mobile number and mail address, whole: what is absent is none from now on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Contact {
    /// 手机号码.
    pub mobile: Option<String>,
    /// 电子邮箱.
    pub email: Option<String>,
}

impl Contact {
    /// Every rule that the data break. Empty where they can be taken.
    fn breaches(&self) -> Vec<Reason> {
        let mobile = |text: &str| {
            text.len() == 11 && text.starts_with('1') && text.bytes().all(|byte| byte.is_ascii_digit())
        };
        let email = |text: &str| {
            let parts = text.split_once('@');
            text.len() <= 254
                && text.bytes().all(|byte| byte.is_ascii_graphic())
                && parts.is_some_and(|(local, domain)| !local.is_empty() && domain.contains('.'))
        };
        let of_mobile = Reason::new("mobile", "malformed", "手机号码格式有误");
        let of_email = Reason::new("email", "malformed", "电子邮箱格式有误");
        let mobile = self
            .mobile
            .as_deref()
            .is_some_and(|text| !mobile(text))
            .then_some(of_mobile);
        let email = self
            .email
            .as_deref()
            .is_some_and(|text| !email(text))
            .then_some(of_email);
        mobile.into_iter().chain(email).collect()
    }
}

/// `PUT /employment/v1/graduates/{student_ref}/contact`
#[handler]
pub(super) async fn replace(
    Data(outside): Data<&Outside>,
    Path(student_ref): Path<String>,
    headers: &HeaderMap,
    body: Body,
) -> poem::Result<Response> {
    let system = &outside.employment;
    if !system.admits(headers) {
        return system.turn_away(StatusCode::UNAUTHORIZED, "unauthorized", "", &student_ref);
    }
    let body = body::whole(body).await?;
    let contact: Contact = match serde_json::from_slice(&body) {
        Ok(contact) => contact,
        Err(error) => {
            let message = error.to_string();
            return system.turn_away(StatusCode::BAD_REQUEST, "malformed", &message, &student_ref);
        }
    };
    if let Some(refusal) = system.switch().refusing() {
        return Ok(switched(status(refusal.code)));
    }
    if system.graduate(&student_ref).is_none() {
        return Ok(no_such_student());
    }
    let reasons = contact.breaches();
    if !reasons.is_empty() {
        let body = json!({ "result": "refused", "reasons": reasons });
        return Ok(Json(body)
            .with_status(StatusCode::UNPROCESSABLE_ENTITY)
            .into_response());
    }
    let event = Event::ContactSet {
        student_ref,
        contact,
        at: Utc::now(),
    };
    system.inner.store.record(event).map_err(fault)?;
    Ok(Json(json!({ "result": "applied" })).into_response())
}

#[cfg(test)]
mod tests {
    use super::Contact;

    fn breaches(mobile: Option<&str>, email: Option<&str>) -> usize {
        let contact = Contact {
            mobile: mobile.map(Into::into),
            email: email.map(Into::into),
        };
        contact.breaches().len()
    }

    #[test]
    fn none_is_fine_and_every_wrong_one_is_told() {
        assert_eq!(breaches(None, None), 0);
        assert_eq!(breaches(Some("13812345678"), Some("a@example.com")), 0);
        assert_eq!(breaches(Some(""), Some("")), 2);
        assert_eq!(breaches(Some("+8613812345678"), Some("a@b c.d")), 2);
    }
}
