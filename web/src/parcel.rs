//! A posted form with large files: like an [`Upload`], but the files go to the disk as they come, so that many who send at once take
//! no memory from those who only read.
//!
//! [`Upload`]: crate::upload::Upload

use multer::{Constraints, Field, Multipart, SizeLimit, parse_boundary};
use poem::{
    FromRequest, Request, RequestBody,
    http::{Method, header},
};
use std::{collections::BTreeMap, fs::File};
use tokio::{io::AsyncWriteExt, task::spawn_blocking};
use wq_core::typed::Typed;

use crate::{
    fault::Fault,
    submission::{self, Submission, announces_no_more_than, bears_good_token},
    upload::{fault, token},
    view::upload::upload_button,
};

/// Of a larger file no more bytes are kept, only counted.
const LARGEST: u64 = 10 * 1024 * 1024;
/// The largest body: nine of the largest files, and the form. In bytes.
const WHOLE: usize = 96 * 1024 * 1024;
/// Fields and files of one form.
const PARTS: usize = 400;

/// What was typed, and the files that came with it. A form that was posted without files, in the way of [`Submission`], is read too.
#[derive(Debug)]
pub struct Parcel {
    /// What was typed, from a form with a good token.
    pub form: Submission,
    /// The files, in their order. They lie on the disk without a name and are gone with the request.
    pub files: Vec<Sent>,
}

/// A file as it was sent, with nothing believed of it.
#[derive(Debug)]
pub struct Sent {
    /// The field that it was chosen in.
    pub field: String,
    /// The name that the browser gave.
    pub name: String,
    /// How many bytes were sent. Where they are more than 10 MB, not all are kept.
    pub size: u64,
    /// The bytes.
    pub content: File,
}

impl Parcel {
    /// The files of one field, taken out.
    pub fn take(&mut self, field: &str) -> Vec<Sent> {
        let files = std::mem::take(&mut self.files).into_iter();
        let (taken, rest) = files.partition(|sent| sent.field == field);
        self.files = rest;
        taken
    }

    /// What was typed, to be sent again without its files: as a form that is drawn anew for files to be chosen.
    fn without_files(&self) -> Typed {
        let mut typed = self.form.0.clone();
        for file in &self.files {
            typed.0.insert(upload_button(&file.field), "yes".into());
        }
        typed
    }
}

impl<'a> FromRequest<'a> for Parcel {
    async fn from_request(request: &'a Request, body: &mut RequestBody) -> poem::Result<Self> {
        let kind = request.header(header::CONTENT_TYPE).unwrap_or_default();
        let Ok(boundary) = parse_boundary(kind) else {
            let form = Submission::from_request(request, body).await?;
            return Ok(Self {
                form,
                files: Vec::new(),
            });
        };
        announces_no_more_than(WHOLE, request)?;
        let limit = SizeLimit::new().whole_stream(WHOLE as u64);
        let mut parts = Multipart::with_constraints(
            body.take()?.into_bytes_stream(),
            boundary,
            Constraints::new().size_limit(limit),
        );
        // The token stands before the first file, so that nobody fills the disk without one.
        let token = token(&mut parts).await.map_err(fault::<WHOLE>)?;
        let visitor = bears_good_token(&token, request).await?;
        let parcel = unpack(parts).await?;
        visitor.hold(request.uri(), &token, || parcel.without_files());
        Ok(parcel)
    }
}

/// The fault of a request that is refused before its form is read. The form is read all the same: what nobody was signed in to say is
/// given back, and one that was drawn for another account says so.
pub async fn refused(fault: Fault, request: &Request, body: &mut RequestBody) -> Fault {
    if request.method() != Method::POST {
        return fault;
    }
    match Parcel::from_request(request, body).await {
        Err(error) if matches!(error.downcast_ref(), Some(Fault::OtherAccount)) => Fault::OtherAccount,
        _ => fault,
    }
}

/// Everything behind the token.
async fn unpack(mut parts: Multipart<'_>) -> Result<Parcel, Fault> {
    let (mut fields, mut typed) = (BTreeMap::new(), 0);
    let mut files = Vec::new();
    for _ in 0..PARTS {
        let Some(part) = parts.next_field().await.map_err(fault::<WHOLE>)? else {
            let form = Submission(Typed(fields));
            return Ok(Parcel { form, files });
        };
        let field = part.name().unwrap_or_default().to_owned();
        match part.file_name().map(str::to_owned) {
            None => {
                let text = text(part, submission::LIMIT - typed).await?;
                typed += text.len();
                fields.insert(field, text);
            }
            Some(name) => {
                let file = keep(part, field, name).await?;
                // A field in which nothing was chosen is sent all the same.
                if !(file.name.is_empty() && file.size == 0) {
                    files.push(file);
                }
            }
        }
    }
    Err(Fault::StaleForm)
}

/// What was typed into a field, of at most `most` bytes.
async fn text(mut part: Field<'_>, most: usize) -> Result<String, Fault> {
    let mut bytes = Vec::new();
    while let Some(chunk) = part.chunk().await.map_err(fault::<WHOLE>)? {
        bytes.extend_from_slice(&chunk);
        if bytes.len() > most {
            return Err(Fault::TooLarge(submission::LIMIT));
        }
    }
    String::from_utf8(bytes).map_err(|_| Fault::StaleForm)
}

/// Writes a file to the disk as it comes.
async fn keep(mut part: Field<'_>, field: String, name: String) -> Result<Sent, Fault> {
    let content = spawn_blocking(tempfile::tempfile)
        .await
        .map_err(internal)?
        .map_err(internal)?;
    let mut content = tokio::fs::File::from_std(content);
    let mut size = 0;
    while let Some(chunk) = part.chunk().await.map_err(fault::<WHOLE>)? {
        if size <= LARGEST {
            content.write_all(&chunk).await.map_err(internal)?;
        }
        size += chunk.len() as u64;
    }
    content.flush().await.map_err(internal)?;
    Ok(Sent {
        field,
        name,
        size,
        content: content.into_std().await,
    })
}

fn internal(error: impl std::error::Error + Send + Sync + 'static) -> Fault {
    Fault::Internal(anyhow::Error::new(error).context("keeping a file that was sent"))
}
