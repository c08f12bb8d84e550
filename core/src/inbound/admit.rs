//! Who sends: one key a province or school, HMAC-SHA256 over method, path, timestamp and the body's digest.

use chrono::{DateTime, TimeDelta, Utc};
use diesel::{delete, insert_into, prelude::*};
use diesel_async::RunQueryDsl;
use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};

use crate::{
    db::{
        Conn,
        schema::{api_clients, api_nonces},
    },
    ids::SchoolId,
};

/// How far the sender's clock may be off, either way.
pub const SKEW: TimeDelta = TimeDelta::minutes(5);

/// A request as far as its signature covers it.
#[derive(Debug, Clone, Copy)]
pub struct Request<'a> {
    /// Who says to send it.
    pub client: &'a str,
    /// When, in seconds since 1970.
    pub timestamp: i64,
    /// What the sender computed, in hexadecimal digits.
    pub signature: &'a str,
    /// The HTTP method, upper case.
    pub method: &'a str,
    /// The path, without its query.
    pub path: &'a str,
    /// The whole body.
    pub body: &'a [u8],
}

/// Who sends, and for which schools.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = api_clients, check_for_backend(diesel::pg::Pg))]
pub struct Client {
    /// The name of the key.
    pub id: String,
    /// The province whose schools it may send for; none: for its school only.
    pub province: Option<String>,
    /// The one school that it may send for.
    pub school_id: Option<SchoolId>,
}

/// Why a request is not let in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unadmitted {
    /// No such key, a disabled one, or a signature that is not of this request. Which of them is not said.
    Forged,
    /// The clocks differ by more than [`SKEW`].
    Stale,
    /// The very same request was let in before.
    Replayed,
}

/// The signature of a request.
pub fn signature(secret: &str, method: &str, path: &str, timestamp: i64, body: &[u8]) -> String {
    hex::encode(mac(secret, method, path, timestamp, body).finalize().into_bytes())
}

fn mac(secret: &str, method: &str, path: &str, timestamp: i64, body: &[u8]) -> Hmac<Sha256> {
    let digest = hex::encode(Sha256::digest(body));
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).expect("a key of any length");
    mac.update(format!("{method}\n{path}\n{timestamp}\n{digest}").as_bytes());
    mac
}

/// Lets a request in, once.
pub async fn admit(
    conn: &mut Conn,
    request: &Request<'_>,
    now: DateTime<Utc>,
) -> QueryResult<Result<Client, Unadmitted>> {
    let found: Option<(Client, String)> = api_clients::table
        .filter(api_clients::id.eq(request.client.replace('\0', "\u{fffd}")))
        .filter(api_clients::disabled_at.is_null())
        .select((Client::as_select(), api_clients::secret))
        .first(conn)
        .await
        .optional()?;
    // A key that nobody has is computed with all the same: the answer's time tells nothing.
    let (client, secret) = found.map_or((None, String::new()), |(client, secret)| (Some(client), secret));
    let given = hex::decode(request.signature).unwrap_or_default();
    let computed = mac(
        &secret,
        request.method,
        request.path,
        request.timestamp,
        request.body,
    );
    let is_right = computed.verify_slice(&given).is_ok();
    let Some(client) = client.filter(|_| is_right) else {
        return Ok(Err(Unadmitted::Forged));
    };
    if (now.timestamp() - request.timestamp).saturating_abs() > SKEW.num_seconds() {
        return Ok(Err(Unadmitted::Stale));
    }
    let seen = insert_into(api_nonces::table)
        .values((
            api_nonces::client_id.eq(&client.id),
            api_nonces::signature.eq(hex::encode(given)),
        ))
        .on_conflict_do_nothing()
        .execute(conn)
        .await?;
    Ok(if seen == 1 {
        Ok(client)
    } else {
        Err(Unadmitted::Replayed)
    })
}

/// Forgets the requests that are too old to be let in a second time.
pub async fn forget_seen(conn: &mut Conn) -> QueryResult<usize> {
    let before = Utc::now() - SKEW * 3;
    delete(api_nonces::table.filter(api_nonces::seen_at.lt(before)))
        .execute(conn)
        .await
}

#[cfg(test)]
mod tests {
    use super::signature;

    #[test]
    fn a_signature_covers_method_path_time_and_body() {
        let one = signature("secret", "POST", "/api/v1/accounts", 1_800_000_000, b"{}");
        assert_eq!(one.len(), 64);
        assert_eq!(
            one,
            signature("secret", "POST", "/api/v1/accounts", 1_800_000_000, b"{}")
        );
        for other in [
            signature("other", "POST", "/api/v1/accounts", 1_800_000_000, b"{}"),
            signature("secret", "PUT", "/api/v1/accounts", 1_800_000_000, b"{}"),
            signature("secret", "POST", "/api/v1/roster", 1_800_000_000, b"{}"),
            signature("secret", "POST", "/api/v1/accounts", 1_800_000_001, b"{}"),
            signature("secret", "POST", "/api/v1/accounts", 1_800_000_000, b"[]"),
        ] {
            assert_ne!(one, other);
        }
    }
}
