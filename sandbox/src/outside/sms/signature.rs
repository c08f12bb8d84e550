//! The signature `ACS3-HMAC-SHA256`, verified.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDateTime, TimeDelta, Utc};
use hmac::{Hmac, KeyInit, Mac};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use poem::http::{HeaderMap, StatusCode};
use sha2::{Digest, Sha256};

/// What the `Authorization` header and the string to sign begin with.
const ALGORITHM: &str = "ACS3-HMAC-SHA256";
/// How far `x-acs-date` may be off.
const SKEW: TimeDelta = TimeDelta::minutes(15);
/// How long a nonce is remembered: a request can come from 15 minutes behind to 15 minutes ahead.
const NONCE_KEPT: TimeDelta = TimeDelta::minutes(30);
/// The characters that RFC 3986 leaves as they are.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'_')
    .remove(b'.')
    .remove(b'~');

/// A request as it came, with all that its signature covers.
pub(super) struct Signed<'a> {
    pub(super) method: &'a str,
    /// The path as sent.
    pub(super) path: &'a str,
    pub(super) query: &'a [(String, String)],
    pub(super) headers: &'a HeaderMap,
    pub(super) body: &'a [u8],
}

/// A request that is not let in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Denied {
    pub(super) status: StatusCode,
    pub(super) code: &'static str,
    pub(super) message: String,
}

pub(super) fn denied(status: StatusCode, code: &'static str, message: impl Into<String>) -> Denied {
    Denied {
        status,
        code,
        message: message.into(),
    }
}

fn bad(code: &'static str, message: impl Into<String>) -> Denied {
    denied(StatusCode::BAD_REQUEST, code, message)
}

/// Splits a query, or a form, into decoded pairs.
pub(super) fn pairs(query: &str) -> Vec<(String, String)> {
    let decode = |text: &str| {
        percent_decode_str(&text.replace('+', " "))
            .decode_utf8_lossy()
            .into_owned()
    };
    let split = |pair: &str| {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        (decode(name), decode(value))
    };
    query
        .split('&')
        .filter(|pair| !pair.is_empty())
        .map(split)
        .collect()
}

impl Signed<'_> {
    /// Verifies the request at `now`, and gives back its nonce, which the caller holds against replay.
    pub(super) fn verify(&self, key_id: &str, secret: &str, now: DateTime<Utc>) -> Result<&str, Denied> {
        let authorization = self.header("authorization");
        let authorization =
            authorization.ok_or_else(|| bad("MissingAuthorization", "Authorization is missing"))?;
        let (shown, signed, signature) = credentials(authorization)?;
        self.demand_signed(&signed)?;
        if shown != key_id {
            return Err(denied(
                StatusCode::NOT_FOUND,
                "InvalidAccessKeyId.NotFound",
                "no such access key",
            ));
        }
        self.demand_recent(now)?;
        if self.header("x-acs-content-sha256") != Some(&hex_digest(self.body)) {
            return Err(bad(
                "InvalidContentSha256",
                "x-acs-content-sha256 is not the digest of the body",
            ));
        }
        let canonical = self.canonical(&signed);
        let given = hex::decode(signature).unwrap_or_default();
        if mac(secret, &canonical).verify_slice(&given).is_err() {
            let message = format!("server string to sign: {}", string_to_sign(&canonical));
            return Err(bad("SignatureDoesNotMatch", message));
        }
        let nonce = self
            .header("x-acs-signature-nonce")
            .filter(|nonce| !nonce.is_empty());
        nonce.ok_or_else(|| bad("IncompleteSignature", "x-acs-signature-nonce is missing"))
    }

    fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .get(name)
            .and_then(|value| value.to_str().ok())
            .map(str::trim)
    }

    /// `host`, `content-type` and every `x-acs-*` header that was sent must be signed.
    fn demand_signed(&self, signed: &[&str]) -> Result<(), Denied> {
        if !signed.is_sorted() || signed.iter().any(|name| *name != name.to_ascii_lowercase()) {
            return Err(bad(
                "IncompleteSignature",
                "SignedHeaders must be lower case and sorted",
            ));
        }
        let must = |name: &str| name == "content-type" || name.starts_with("x-acs-");
        let sent = self
            .headers
            .keys()
            .map(|name| name.as_str())
            .filter(|name| must(name));
        match sent.chain(["host"]).find(|name| !signed.contains(name)) {
            Some(name) => Err(bad("IncompleteSignature", format!("{name} is not signed"))),
            None => Ok(()),
        }
    }

    fn demand_recent(&self, now: DateTime<Utc>) -> Result<(), Denied> {
        let date = self.header("x-acs-date").unwrap_or_default();
        let date = NaiveDateTime::parse_from_str(date, "%Y-%m-%dT%H:%M:%SZ").map_err(|_| {
            bad(
                "InvalidTimeStamp.Format",
                "x-acs-date must be yyyy-MM-ddTHH:mm:ssZ",
            )
        })?;
        if (now - date.and_utc()).abs() > SKEW {
            return Err(bad(
                "InvalidTimeStamp.Expired",
                "x-acs-date is more than 15 minutes off",
            ));
        }
        Ok(())
    }

    /// The `Authorization` header by which a client signs this request.
    #[cfg(test)]
    pub(super) fn authorization(&self, key_id: &str, secret: &str) -> String {
        let mut signed: Vec<_> = self.headers.keys().map(|name| name.as_str()).collect();
        signed.sort();
        let signature = hex::encode(mac(secret, &self.canonical(&signed)).finalize().into_bytes());
        format!(
            "{ALGORITHM} Credential={key_id},SignedHeaders={},Signature={signature}",
            signed.join(";")
        )
    }

    /// The canonical request.
    fn canonical(&self, signed: &[&str]) -> String {
        let encode = |text: &str| utf8_percent_encode(text, RESERVED).to_string();
        let mut query: Vec<_> = self
            .query
            .iter()
            .map(|(name, value)| (encode(name), encode(value)))
            .collect();
        query.sort();
        let query: Vec<_> = query
            .into_iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        let header = |name: &&str| format!("{name}:{}\n", self.header(name).unwrap_or_default());
        let headers: String = signed.iter().map(header).collect();
        let (signed, digest) = (signed.join(";"), hex_digest(self.body));
        format!(
            "{}\n{}\n{}\n{headers}\n{signed}\n{digest}",
            self.method,
            self.path,
            query.join("&")
        )
    }
}

/// The key id, the signed headers and the signature of an `Authorization` header.
fn credentials(authorization: &str) -> Result<(&str, Vec<&str>, &str), Denied> {
    let misshapen = || bad("IncompleteSignature", "Authorization is misshapen");
    let rest = authorization.strip_prefix(ALGORITHM).ok_or_else(misshapen)?;
    let part = |name: &str| {
        let mut parts = rest.split(',').map(str::trim);
        parts
            .find_map(|part| part.strip_prefix(name)?.strip_prefix('='))
            .ok_or_else(misshapen)
    };
    Ok((
        part("Credential")?,
        part("SignedHeaders")?.split(';').collect(),
        part("Signature")?,
    ))
}

fn string_to_sign(canonical: &str) -> String {
    format!("{ALGORITHM}\n{}", hex_digest(canonical.as_bytes()))
}

fn mac(secret: &str, canonical: &str) -> Hmac<Sha256> {
    let mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).expect("HMAC takes a key of any length");
    mac.chain_update(string_to_sign(canonical))
}

fn hex_digest(bytes: &[u8]) -> String {
    hex::encode(Sha256::digest(bytes))
}

/// The nonces that were used lately.
#[derive(Default)]
pub(super) struct Nonces {
    used: HashMap<String, DateTime<Utc>>,
    pruned_at: DateTime<Utc>,
}

impl Nonces {
    /// Uses up a nonce.
    pub(super) fn spend(&mut self, nonce: &str, now: DateTime<Utc>) -> Result<(), Denied> {
        if now - self.pruned_at > TimeDelta::minutes(1) {
            self.used.retain(|_, used| now - *used < NONCE_KEPT);
            self.pruned_at = now;
        }
        match self.used.insert(nonce.to_owned(), now) {
            Some(used) if now - used < NONCE_KEPT => {
                Err(bad("SignatureNonceUsed", "the nonce was used before"))
            }
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests;
