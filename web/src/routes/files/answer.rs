//! An uploaded file as an answer: of a fixed type, which the browser is not to guess at, and kept from doing anything.

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use poem::{Response, http::header};
use serde::Deserialize;
use wq_core::files::Stored;

use crate::{fault::Fault, visitor::Visitor};

/// It is shown and nothing else. Chromium's reader of documents opens where the response asks for the sandbox, and would not in an
/// `iframe` with the attribute; Safari's does not, and there the download stands beside it.
const POLICY: &str = "sandbox; default-src 'none'; img-src 'self'; object-src 'self'; style-src 'unsafe-inline'; \
    frame-ancestors 'self'";

/// How it is wanted.
#[derive(Debug, Default, Deserialize)]
pub struct Wanted {
    /// To be kept, not to be looked at.
    #[serde(default)]
    download: Option<String>,
}

/// Hands a file out.
pub async fn hand_out(visitor: &Visitor, file: Option<Stored>, wanted: &Wanted) -> Result<Response, Fault> {
    let file = file.ok_or(Fault::NotFound)?;
    let bytes = visitor.app.settings.files.read(&file.hash).await?;
    let way = if wanted.download.is_some() {
        "attachment"
    } else {
        "inline"
    };
    let name = utf8_percent_encode(&file.name, NON_ALPHANUMERIC);
    Ok(Response::builder()
        .content_type(file.kind.as_str())
        .header(
            header::CONTENT_DISPOSITION,
            format!("{way}; filename*=UTF-8''{name}"),
        )
        .header(header::CONTENT_SECURITY_POLICY, POLICY)
        .header("Cross-Origin-Resource-Policy", "same-origin")
        .body(bytes))
}
