//! An upload as large as a case may have: how long it takes, and what other readers feel of it.

use std::time::{Duration, Instant};

use anyhow::{Context, ensure};
use hyper::{StatusCode, body::Bytes};
use image::{RgbImage, codecs::jpeg::JpegEncoder};
use rand::{RngExt, SeedableRng, rngs::StdRng};
use tokio::time::sleep;
use wq_core::access::Token;

use crate::{
    client::{Answer, Browser},
    figures,
    load::{self, Reader},
    page,
    process::Process,
};

/// Files of one case (10).
const FILES: usize = 9;
/// Bytes of one file (10).
const MOST_BYTES: usize = 10 * 1024 * 1024;
/// As a phone takes it.
const SIZE: (u32, u32) = (4_000, 3_000);
/// The form that takes the files.
const FORM: &str = "/student/paper/new";

/// Nine photographs at once, while others read.
pub async fn measure(web: &Process, student: &Token, readers: &mut [Reader]) -> anyhow::Result<()> {
    let file = photograph()?;
    let files = vec![file; FILES];
    let ((), alone) = load::meanwhile(readers, sleep(Duration::from_secs(3))).await?;
    let at_once = readers.len();
    figures::line(&alone.figure(&format!("GET /signing, {at_once} at once, no upload")));
    let (took, felt) = load::meanwhile(readers, upload(web, student, &files)).await?;
    println!(
        "{FILES} photographs of {:.1} MB taken in within {:.2} s",
        files[0].len() as f64 / 1e6,
        took?.as_secs_f64()
    );
    figures::line(&felt.figure(&format!("GET /signing, {at_once} at once, meanwhile")));
    Ok(())
}

async fn upload(web: &Process, student: &Token, files: &[Bytes]) -> anyhow::Result<Duration> {
    let mut browser = Browser::open(web.address, Some(student)).await?;
    let form = browser.read(FORM).await?;
    let csrf = page::hidden(&form, "csrf").context("a token")?;
    let fields = [
        ("csrf", csrf.as_str()),
        ("files-held", ""),
        ("files-upload", "yes"),
    ];
    let begun = Instant::now();
    let Answer { status, body } = browser.upload(FORM, &fields, ("files", files)).await?;
    let took = begun.elapsed();
    ensure!(
        status == StatusCode::OK,
        "the upload answered {status}: {} bytes",
        body.len()
    );
    Ok(took)
}

/// A picture with as much noise as makes it as large as a file may be.
fn photograph() -> anyhow::Result<Bytes> {
    let mut noise = StdRng::seed_from_u64(1);
    let mut picture = RgbImage::new(SIZE.0, SIZE.1);
    picture.pixels_mut().for_each(|pixel| pixel.0 = noise.random());
    let mut fits = Bytes::new();
    for quality in (10..=90).step_by(5) {
        let mut bytes = Vec::new();
        JpegEncoder::new_with_quality(&mut bytes, quality).encode_image(&picture)?;
        if bytes.len() > MOST_BYTES {
            break;
        }
        fits = bytes.into();
    }
    ensure!(!fits.is_empty(), "every picture was too large");
    Ok(fits)
}
