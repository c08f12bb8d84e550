//! A posted form. The only way to read one, so that its token is always checked; with files it is an [`Upload`].
//!
//! [`Upload`]: crate::upload::Upload

use poem::{FromRequest, Request, RequestBody, error::ReadBodyError, http::header, web::CsrfVerifier};
use std::collections::BTreeMap;
use wq_core::typed::Typed;

use crate::{fault::Fault, form_token, visitor::Visitor};

/// The largest form without files, in bytes.
pub const LIMIT: usize = 1024 * 1024;

/// What was typed, from a form with a good token.
#[derive(Debug)]
pub struct Submission(pub Typed);

impl Submission {
    /// A field, blanks around it forgiven.
    pub fn get(&self, field: &str) -> &str {
        self.0.get(field)
    }

    /// The version of the case that the page was drawn from. Where it is missing: none that a case ever has, so that the
    /// act is refused as on an old page.
    pub fn version(&self) -> i32 {
        self.get("version").parse().unwrap_or(0)
    }
}

impl<'a> FromRequest<'a> for Submission {
    async fn from_request(request: &'a Request, body: &mut RequestBody) -> poem::Result<Self> {
        announces_no_more_than(LIMIT, request)?;
        let bytes = body
            .take()?
            .into_bytes_limit(LIMIT)
            .await
            .map_err(|error| match error {
                ReadBodyError::PayloadTooLarge => Fault::TooLarge(LIMIT),
                other => Fault::Internal(anyhow::Error::new(other).context("reading a form")),
            })?;
        let mut fields: BTreeMap<String, String> =
            serde_urlencoded::from_bytes(&bytes).map_err(|_| Fault::StaleForm)?;
        let token = fields.remove("csrf").unwrap_or_default();
        let visitor = bears_good_token(&token, request).await?;
        let typed = Typed(fields);
        visitor.hold(request.uri(), &token, || typed.clone());
        Ok(Self(typed))
    }
}

/// Refuses a body that says itself that it is too large, before any of it is read.
pub(crate) fn announces_no_more_than(most: usize, request: &Request) -> Result<(), Fault> {
    let announced = request
        .header(header::CONTENT_LENGTH)
        .and_then(|length| length.parse::<usize>().ok());
    match announced {
        Some(length) if length > most => Err(Fault::TooLarge(most)),
        _ => Ok(()),
    }
}

/// Refuses a form whose token is not good, and one that was drawn for another account than the one that sends it. Answers who sends it.
pub(crate) async fn bears_good_token<'a>(token: &str, request: &'a Request) -> poem::Result<&'a Visitor> {
    let visitor = <&Visitor>::from_request_without_body(request).await?;
    let verifier = <&CsrfVerifier>::from_request_without_body(request).await?;
    let (reader, token) = form_token::parse(token);
    if !verifier.is_valid(token) {
        return Err(Fault::StaleForm.into());
    }
    match (reader, &visitor.session) {
        (Some(reader), Some(session)) if reader != session.account.id => Err(Fault::OtherAccount.into()),
        _ => Ok(visitor),
    }
}
