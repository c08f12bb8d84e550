//! gzip for what is text and whole: pages, parts of them, and the files that they load.
//!
//! One compressor a thread, used again and again: a fresh one, which poem's own middleware makes for every answer, first clears
//! some three hundred kilobytes, and takes longer for that than for compressing a page.

use flate2::{Compress, Compression, FlushCompress, Status};
use poem::{
    Body, Endpoint, IntoResponse, Request, Response,
    http::{HeaderMap, HeaderValue, header},
};
use std::{cell::RefCell, sync::Arc};

/// Shorter bodies fit into one packet as they are.
const WORTH_IT: usize = 1024;

/// What is compressed. Everything else is compressed already, or a stream.
const TEXTS: [&str; 4] = ["text/html", "text/css", "text/javascript", "image/svg+xml"];

thread_local! {
    static GZIP: RefCell<Compress> = RefCell::new(Compress::new_gzip(Compression::fast(), 15));
}

/// Compresses an answer where the browser takes gzip and it is worth it.
pub async fn compressed<E: Endpoint>(inner: Arc<E>, request: Request) -> poem::Result<Response> {
    let wanted = takes_gzip(request.headers());
    let mut answer = inner.call(request).await?.into_response();
    if !is_text(answer.headers()) {
        return Ok(answer);
    }
    let headers = answer.headers_mut();
    headers.append(header::VARY, HeaderValue::from_static("Accept-Encoding"));
    if !wanted {
        return Ok(answer);
    }
    let (mut parts, body) = answer.into_parts();
    let plain = body.into_vec().await?;
    let Some(packed) = Some(&plain)
        .filter(|plain| plain.len() >= WORTH_IT)
        .and_then(|plain| gzip(plain))
    else {
        return Ok(Response::from_parts(parts, Body::from(plain)));
    };
    let headers = &mut parts.headers;
    headers.remove(header::CONTENT_LENGTH);
    headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
    Ok(Response::from_parts(parts, Body::from(packed)))
}

/// Does an `Accept-Encoding` name gzip, and not to refuse it?
fn takes_gzip(headers: &HeaderMap) -> bool {
    let accepted = headers.get_all(header::ACCEPT_ENCODING).into_iter();
    accepted
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .any(|coding| {
            let (name, weight) = coding.split_once(';').unwrap_or((coding, "q=1"));
            let weight = weight
                .trim()
                .strip_prefix("q=")
                .and_then(|weight| weight.parse::<f32>().ok());
            name.trim().eq_ignore_ascii_case("gzip") && weight.is_none_or(|weight| weight > 0.0)
        })
}

fn is_text(headers: &HeaderMap) -> bool {
    let kind = headers
        .get(header::CONTENT_TYPE)
        .and_then(|kind| kind.to_str().ok())
        .unwrap_or_default();
    let kind = kind.split(';').next().unwrap_or_default().trim();
    TEXTS.contains(&kind) && !headers.contains_key(header::CONTENT_ENCODING)
}

/// None where the text does not get shorter.
fn gzip(plain: &[u8]) -> Option<Vec<u8>> {
    GZIP.with_borrow_mut(|compress| {
        compress.reset();
        let mut packed = Vec::with_capacity(plain.len());
        let done = compress.compress_vec(plain, &mut packed, FlushCompress::Finish);
        matches!(done, Ok(Status::StreamEnd)).then_some(packed)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::read::GzDecoder;
    use std::io::Read;

    #[test]
    fn one_compressor_serves_text_after_text() {
        for text in ["一二三".repeat(4000), "abc".repeat(9000)] {
            let packed = gzip(text.as_bytes()).expect("shorter");
            let mut back = String::new();
            GzDecoder::new(packed.as_slice())
                .read_to_string(&mut back)
                .expect("gzip");
            assert_eq!(back, text);
        }
    }

    #[test]
    fn what_does_not_get_shorter_stays_and_the_next_text_is_none_the_worse() {
        let noise: Vec<u8> = (0..2000).map(|_| rand::random()).collect();
        assert_eq!(gzip(&noise), None);
        assert!(gzip("abc".repeat(900).as_bytes()).is_some());
    }

    #[test]
    fn gzip_is_taken_only_where_it_is_wanted() {
        let takes = |accepted: &'static str| {
            let mut headers = HeaderMap::new();
            headers.insert(header::ACCEPT_ENCODING, HeaderValue::from_static(accepted));
            takes_gzip(&headers)
        };
        assert!(takes("gzip, deflate, br, zstd"));
        assert!(takes("br;q=1.0, GZIP;q=0.5"));
        assert!(!takes("br, gzip;q=0"));
        assert!(!takes("identity"));
        assert!(!takes_gzip(&HeaderMap::new()));
    }
}
