//! A posted form that may carry files (`multipart/form-data`). The only way to read one, so that its token is always checked.

use poem::{
    FromRequest, Request, RequestBody, error::ParseMultipartError, http::header, web::CsrfVerifier,
    web::Multipart,
};
use std::{collections::BTreeMap, fs::File};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    task::spawn_blocking,
};
use wq_core::typed::Typed;

use crate::{fault::Fault, submission::Submission};

/// Of a larger file no more bytes are kept, only counted. In bytes.
const LARGEST: u64 = 10 * 1024 * 1024;
/// The largest body: nine of the largest files, and the form.
const WHOLE: u64 = 96 * 1024 * 1024;
/// All that was typed, in bytes.
const TYPED: usize = 1024 * 1024;
/// Fields and files of one form.
const PARTS: usize = 400;

/// What was typed, and the files that came with it. Also of a form that carries no files and says so
/// (`application/x-www-form-urlencoded`).
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
        let (taken, rest) = std::mem::take(&mut self.files)
            .into_iter()
            .partition(|sent| sent.field == field);
        self.files = rest;
        taken
    }
}

impl<'a> FromRequest<'a> for Parcel {
    async fn from_request(request: &'a Request, body: &mut RequestBody) -> poem::Result<Self> {
        let header = |name| request.header(name).unwrap_or_default();
        if !header(header::CONTENT_TYPE).starts_with("multipart/form-data") {
            let form = Submission::from_request(request, body).await?;
            return Ok(Self {
                form,
                files: Vec::new(),
            });
        }
        let announced = header(header::CONTENT_LENGTH).parse::<u64>();
        if announced.is_ok_and(|length| length > WHOLE) {
            return Err(Fault::ParcelTooLarge.into());
        }
        let verifier = <&CsrfVerifier>::from_request_without_body(request).await?;
        let mut parts = Multipart::from_request(request, body).await?;
        Ok(unpack(&mut parts, |token| verifier.is_valid(token)).await?)
    }
}

/// Reads part after part. The token stands before the first file, so that nobody fills the disk without one.
async fn unpack(parts: &mut Multipart, is_good: impl Fn(&str) -> bool) -> Result<Parcel, Fault> {
    let mut fields: BTreeMap<String, String> = BTreeMap::new();
    let mut files = Vec::new();
    let (mut typed, mut sent) = (0, 0);
    for _ in 0..PARTS {
        let Some(part) = parts.next_field().await.map_err(broken)? else {
            return match fields.remove("csrf") {
                Some(token) if is_good(&token) => Ok(Parcel {
                    form: Submission(Typed(fields)),
                    files,
                }),
                _ => Err(Fault::StaleForm),
            };
        };
        let field = part.name().unwrap_or_default().to_owned();
        match part.file_name().map(str::to_owned) {
            None => {
                let mut bytes = Vec::new();
                let most = (TYPED - typed) as u64;
                let mut reader = part.into_async_read().take(most + 1);
                reader
                    .read_to_end(&mut bytes)
                    .await
                    .map_err(|_| Fault::StaleForm)?;
                typed += bytes.len();
                if typed > TYPED {
                    return Err(Fault::ParcelTooLarge);
                }
                let text = String::from_utf8(bytes).map_err(|_| Fault::StaleForm)?;
                fields.insert(field, text);
            }
            Some(name) => {
                if !fields.get("csrf").is_some_and(|token| is_good(token)) {
                    return Err(Fault::StaleForm);
                }
                let file = keep(part.into_async_read(), WHOLE - sent, field, name).await?;
                sent += file.size;
                // A field in which nothing was chosen is sent all the same.
                if !(file.name.is_empty() && file.size == 0) {
                    files.push(file);
                }
            }
        }
    }
    Err(Fault::ParcelTooLarge)
}

/// Writes a file to the disk as it comes. `left` is what the whole body may still have.
async fn keep(
    mut bytes: impl tokio::io::AsyncRead + Unpin,
    left: u64,
    field: String,
    name: String,
) -> Result<Sent, Fault> {
    let content = spawn_blocking(tempfile::tempfile)
        .await
        .map_err(internal)?
        .map_err(internal)?;
    let mut content = tokio::fs::File::from_std(content);
    let mut buffer = vec![0; 64 * 1024];
    let mut size = 0;
    loop {
        // The connection broke off: nobody waits for the answer.
        let read = bytes.read(&mut buffer).await.map_err(|_| Fault::StaleForm)?;
        if read == 0 {
            break;
        }
        if size <= LARGEST {
            content.write_all(&buffer[..read]).await.map_err(internal)?;
        }
        size += read as u64;
        if size > left {
            return Err(Fault::ParcelTooLarge);
        }
    }
    content.flush().await.map_err(internal)?;
    Ok(Sent {
        field,
        name,
        size,
        content: content.into_std().await,
    })
}

fn broken(_: ParseMultipartError) -> Fault {
    Fault::StaleForm
}

fn internal(error: impl std::error::Error + Send + Sync + 'static) -> Fault {
    Fault::Internal(anyhow::Error::new(error).context("keeping a file that was sent"))
}
