//! Stylesheet, scripts and icon, embedded in the binary under names that hold their content's hash.

use poem::{
    Response, handler,
    http::{HeaderMap, StatusCode, header},
    web::Path,
};
use rust_embed::RustEmbed;
use std::{borrow::Cow, collections::BTreeMap, sync::LazyLock};

use crate::view::layout::Assets;

#[derive(RustEmbed)]
#[folder = "../assets"]
struct Files;

struct Asset {
    body: Cow<'static, [u8]>,
    media_type: &'static str,
    etag: String,
}

/// By hashed name.
static ASSETS: LazyLock<BTreeMap<String, Asset>> =
    LazyLock::new(|| Files::iter().filter_map(|path| asset_of(&path)).collect());

fn asset_of(path: &str) -> Option<(String, Asset)> {
    let media_type = match path.rsplit_once('.')?.1 {
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "svg" => "image/svg+xml",
        _ => return None,
    };
    let file = Files::get(path)?;
    let hash = hex::encode(&file.metadata.sha256_hash()[..8]);
    let name = path.rsplit('/').next()?;
    let etag = format!("\"{hash}\"");
    Some((
        format!("{hash}-{name}"),
        Asset {
            body: file.data,
            media_type,
            etag,
        },
    ))
}

/// Where pages find the files.
pub static LINKS: LazyLock<Assets> = LazyLock::new(|| {
    let link = |start: &str, end: &str| {
        let found = ASSETS
            .keys()
            .find(|name| name[17..].starts_with(start) && name.ends_with(end));
        format!("/assets/{}", found.map(String::as_str).unwrap_or_default())
    };
    Assets {
        css: link("app", ".css"),
        js: link("app", ".js"),
        htmx: link("htmx", ".js"),
        sse: link("hx-sse", ".js"),
        icon: link("icon", ".svg"),
    }
});

/// A hashed name never changes its content: browsers keep it for good.
#[handler]
pub fn asset(Path(name): Path<String>, headers: &HeaderMap) -> Response {
    let Some(asset) = ASSETS.get(&name) else {
        return StatusCode::NOT_FOUND.into();
    };
    let answer = Response::builder()
        .header(header::CONTENT_TYPE, asset.media_type)
        .header(header::ETAG, &asset.etag)
        .header(header::CACHE_CONTROL, "public, max-age=31536000, immutable");
    if headers
        .get(header::IF_NONE_MATCH)
        .is_some_and(|known| known.as_bytes() == asset.etag.as_bytes())
    {
        return answer.status(StatusCode::NOT_MODIFIED).finish();
    }
    answer.body(asset.body.to_vec())
}

#[cfg(test)]
mod tests {
    use super::LINKS;

    #[test]
    fn every_file_of_the_pages_is_there() {
        for link in [&LINKS.css, &LINKS.js, &LINKS.htmx, &LINKS.sse, &LINKS.icon] {
            assert!(
                super::ASSETS.contains_key(link.trim_start_matches("/assets/")),
                "{link}"
            );
        }
    }
}
