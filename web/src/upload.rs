//! A posted form with files (`multipart/form-data`), read whole into memory and no further than its page allows.

use multer::{Constraints, Error, Multipart, SizeLimit, parse_boundary};
use poem::{FromRequest, Request, RequestBody, http::header};

use crate::{
    fault::Fault,
    submission::{Submission, announces_no_more_than, bears_good_token},
};

/// The most parts of a form, so that a body of nothing but empty parts ends soon.
const PARTS: usize = 200;

/// The longest name of a file that is kept, in characters.
const NAME: usize = 120;

/// The files of a form with a good token: of at most `MOST` bytes in all. The token has to be the first field of the
/// form, so that nobody without one can have anything read. A form that was posted without files, in the way of
/// [`Submission`], is read too.
#[derive(Debug)]
pub struct Upload<const MOST: usize> {
    /// What was chosen, in the order of the form. A field in which nothing was chosen is left out.
    pub files: Vec<UploadedFile>,
}

/// A file as it came. Nothing that the browser says of its kind is kept: its content tells.
#[derive(Debug)]
pub struct UploadedFile {
    /// The name of the field.
    pub field: String,
    /// The name of the file as its owner gave it, without folders, for people to read.
    pub name: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

impl<const MOST: usize> Upload<MOST> {
    /// The first file of a field.
    pub fn into_file(self, field: &str) -> Option<UploadedFile> {
        self.files.into_iter().find(|file| file.field == field)
    }
}

impl<'a, const MOST: usize> FromRequest<'a> for Upload<MOST> {
    async fn from_request(request: &'a Request, body: &mut RequestBody) -> poem::Result<Self> {
        let kind = request.header(header::CONTENT_TYPE).unwrap_or_default();
        let Ok(boundary) = parse_boundary(kind) else {
            Submission::from_request(request, body).await?;
            return Ok(Self { files: Vec::new() });
        };
        announces_no_more_than(MOST, request)?;
        let limit = SizeLimit::new().whole_stream(MOST as u64);
        let mut parts = Multipart::with_constraints(
            body.take()?.into_bytes_stream(),
            boundary,
            Constraints::new().size_limit(limit),
        );
        let token = token(&mut parts).await.map_err(fault::<MOST>)?;
        bears_good_token(&token, request).await?;
        Ok(rest(parts).await?)
    }
}

/// The token; empty where the first field is another.
pub(crate) async fn token(parts: &mut Multipart<'_>) -> Result<String, Error> {
    match parts.next_field().await? {
        Some(first) if first.name() == Some("csrf") => first.text().await,
        _ => Ok(String::new()),
    }
}

/// Everything behind the token.
async fn rest<const MOST: usize>(mut parts: Multipart<'_>) -> Result<Upload<MOST>, Fault> {
    let mut files = Vec::new();
    for _ in 0..PARTS {
        let Some(part) = parts.next_field().await.map_err(fault::<MOST>)? else {
            return Ok(Upload { files });
        };
        let field = part.name().unwrap_or_default().to_owned();
        let name = part.file_name().map(plain_name);
        let bytes = part.bytes().await.map_err(fault::<MOST>)?;
        // What is no file, and a field in which none was chosen.
        let Some(name) = name.filter(|name| !name.is_empty() || !bytes.is_empty()) else {
            continue;
        };
        files.push(UploadedFile {
            field,
            name,
            bytes: bytes.into(),
        });
    }
    Err(Fault::StaleForm)
}

/// The last part of a path, as far as it can be shown.
fn plain_name(name: &str) -> String {
    name.rsplit(['/', '\\'])
        .next()
        .unwrap_or_default()
        .chars()
        .filter(|c| !c.is_control())
        .take(NAME)
        .collect()
}

/// A form that cannot be read was not made by our page, like one with a bad token.
pub(crate) fn fault<const MOST: usize>(error: Error) -> Fault {
    match error {
        Error::StreamSizeExceeded { .. } | Error::FieldSizeExceeded { .. } => Fault::TooLarge(MOST),
        Error::StreamReadFailed(cause) => {
            Fault::Internal(anyhow::anyhow!(cause).context("reading a form with files"))
        }
        _ => Fault::StaleForm,
    }
}
