//! A posted form. The only way to read one, so that its token is always checked.

use poem::{FromRequest, Request, RequestBody, error::ReadBodyError, http::header, web::CsrfVerifier};
use std::collections::BTreeMap;
use wq_core::typed::Typed;

use crate::fault::Fault;

/// The largest form, in bytes. Uploads have a door of their own.
const LIMIT: usize = 1024 * 1024;

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
        let announced = request
            .header(header::CONTENT_LENGTH)
            .and_then(|length| length.parse::<usize>().ok());
        if announced.is_some_and(|length| length > LIMIT) {
            return Err(Fault::TooLarge.into());
        }
        let bytes = body
            .take()?
            .into_bytes_limit(LIMIT)
            .await
            .map_err(|error| match error {
                ReadBodyError::PayloadTooLarge => Fault::TooLarge,
                other => Fault::Internal(anyhow::Error::new(other).context("reading a form")),
            })?;
        let mut fields: BTreeMap<String, String> =
            serde_urlencoded::from_bytes(&bytes).map_err(|_| Fault::StaleForm)?;
        let token = fields.remove("csrf").unwrap_or_default();
        let verifier = <&CsrfVerifier>::from_request_without_body(request).await?;
        if verifier.is_valid(&token) {
            Ok(Self(Typed(fields)))
        } else {
            Err(Fault::StaleForm.into())
        }
    }
}
