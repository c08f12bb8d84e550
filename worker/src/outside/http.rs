//! The one HTTP client that all outside calls share.

use std::time::Duration;

use anyhow::Context;
use reqwest::{Client, Url, redirect};
use rustls::crypto::ring;

const CONNECT_TIMEOUT: Duration = Duration::from_secs(3);
const TOTAL_TIMEOUT: Duration = Duration::from_secs(10);

/// A client that never waits long and never follows a redirect, which would carry keys and personal data to an address
/// that nobody configured.
pub(super) fn client() -> anyhow::Result<Client> {
    // reqwest brings no provider of its own. An error says that the process has one already, which will do.
    ring::default_provider().install_default().ok();
    Client::builder()
        .connect_timeout(CONNECT_TIMEOUT)
        .timeout(TOTAL_TIMEOUT)
        .redirect(redirect::Policy::none())
        .user_agent(concat!("wangqian/", env!("CARGO_PKG_VERSION")))
        .build()
        .context("cannot build the HTTP client; are root certificates (ca-certificates) installed?")
}

/// The address of a resource below a base address, each part percent-encoded.
pub(super) fn below<'a>(base: &Url, parts: impl IntoIterator<Item = &'a str>) -> Url {
    let mut url = base.clone();
    if let Ok(mut path) = url.path_segments_mut() {
        path.pop_if_empty().extend(parts);
    }
    url
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_of_a_path_cannot_leave_its_place() {
        let base: Url = "http://127.0.0.1:1/employment/".parse().unwrap();
        assert_eq!(
            below(&base, ["v1", "graduates", "27/../x?y"]).as_str(),
            "http://127.0.0.1:1/employment/v1/graduates/27%2F..%2Fx%3Fy"
        );
    }
}
