//! The published example, and what is wrong with the others.

use super::*;

const SIGNATURE: &str = "06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0";
const SIGNED: &str = "host;x-acs-action;x-acs-content-sha256;x-acs-date;x-acs-signature-nonce;x-acs-version";
const SENT_AT: &str = "2023-10-26T10:22:32Z";

fn headers(signed: &str, signature: &str) -> HeaderMap {
    let authorization =
        format!("{ALGORITHM} Credential=YourAccessKeyId,SignedHeaders={signed},Signature={signature}");
    let all = [
        ("host", "ecs.cn-shanghai.aliyuncs.com"),
        ("x-acs-action", "RunInstances"),
        ("x-acs-version", "2014-05-26"),
        ("x-acs-date", SENT_AT),
        ("x-acs-signature-nonce", "3156853299f313e23d1673dc12e1703d"),
        ("x-acs-content-sha256", &hex_digest(b"")),
        ("authorization", &authorization),
    ]
    .map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap()));
    HeaderMap::from_iter(all)
}

fn query() -> Vec<(String, String)> {
    pairs("ImageId=win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd&RegionId=cn-shanghai")
}

/// Verifies the published example with `headers`, `body` and `secret`, `late` minutes after it was sent.
fn verify(headers: &HeaderMap, body: &[u8], secret: &str, late: i64) -> Result<String, &'static str> {
    let query = query();
    let request = Signed {
        method: "POST",
        path: "/",
        query: &query,
        headers,
        body,
    };
    let now = SENT_AT.parse::<DateTime<Utc>>().unwrap() + TimeDelta::minutes(late);
    request
        .verify("YourAccessKeyId", secret, now)
        .map(str::to_owned)
        .map_err(|denied| denied.code)
}

#[test]
fn the_published_example_hashes_to_its_canonical_request() {
    let (query, headers) = (query(), headers(SIGNED, SIGNATURE));
    let request = Signed {
        method: "POST",
        path: "/",
        query: &query,
        headers: &headers,
        body: b"",
    };
    let signed: Vec<_> = SIGNED.split(';').collect();
    let hashed = hex_digest(request.canonical(&signed).as_bytes());
    assert_eq!(
        hashed,
        "7ea06492da5221eba5297e897ce16e55f964061054b7695beedaac1145b1e259"
    );
}

#[test]
fn the_published_example_is_let_in() {
    let nonce = verify(&headers(SIGNED, SIGNATURE), b"", "YourAccessKeySecret", 0);
    assert_eq!(nonce.as_deref(), Ok("3156853299f313e23d1673dc12e1703d"));
}

#[test]
fn what_is_wrong_with_a_request_is_told_apart() {
    let right = headers(SIGNED, SIGNATURE);
    assert_eq!(
        verify(&right, b"", "another secret", 0),
        Err("SignatureDoesNotMatch")
    );
    assert_eq!(
        verify(&right, b"more", "YourAccessKeySecret", 0),
        Err("InvalidContentSha256")
    );
    assert_eq!(
        verify(&right, b"", "YourAccessKeySecret", 16),
        Err("InvalidTimeStamp.Expired")
    );
    assert_eq!(
        verify(&right, b"", "YourAccessKeySecret", -16),
        Err("InvalidTimeStamp.Expired")
    );
    let unsigned = headers("host;x-acs-action", SIGNATURE);
    assert_eq!(
        verify(&unsigned, b"", "YourAccessKeySecret", 0),
        Err("IncompleteSignature")
    );
    let mut none = headers(SIGNED, SIGNATURE);
    none.remove("authorization");
    assert_eq!(
        verify(&none, b"", "YourAccessKeySecret", 0),
        Err("MissingAuthorization")
    );
    let mut undated = headers(SIGNED, SIGNATURE);
    undated.insert("x-acs-date", "yesterday".parse().unwrap());
    assert_eq!(
        verify(&undated, b"", "YourAccessKeySecret", 0),
        Err("InvalidTimeStamp.Format")
    );
}

#[test]
fn a_nonce_is_good_once_in_half_an_hour() {
    let (mut nonces, now) = (Nonces::default(), Utc::now());
    assert_eq!(nonces.spend("a", now), Ok(()));
    assert_eq!(nonces.spend("b", now), Ok(()));
    assert_eq!(nonces.spend("a", now).unwrap_err().code, "SignatureNonceUsed");
    assert_eq!(nonces.spend("a", now + TimeDelta::minutes(31)), Ok(()));
}
