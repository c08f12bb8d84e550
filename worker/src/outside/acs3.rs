//! The signature ACS3-HMAC-SHA256 of Aliyun's interfaces.

use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};

const ALGORITHM: &str = "ACS3-HMAC-SHA256";

/// A request as far as its signature covers it.
pub struct Request<'a> {
    /// The HTTP method, upper case.
    pub method: &'a str,
    /// The path as sent.
    pub path: &'a str,
    /// The query as sent: percent-encoded by RFC 3986 and sorted. Empty where there is none.
    pub query: &'a str,
    /// The headers to sign: names in lower case, sorted.
    pub headers: &'a [(&'a str, &'a str)],
    /// The body's SHA-256, as [`hex_sha256`] gives it and `x-acs-content-sha256` repeats it.
    pub body_sha256: &'a str,
}

impl Request<'_> {
    /// The value of the `Authorization` header that signs this request.
    pub fn authorization(&self, key_id: &str, secret: &str) -> String {
        let credential = format!("Credential={key_id}");
        let signed_headers = format!("SignedHeaders={}", self.signed_headers());
        let signature = format!("Signature={}", self.signature(secret));
        format!("{ALGORITHM} {credential},{signed_headers},{signature}")
    }

    fn signature(&self, secret: &str) -> String {
        let to_sign = format!("{ALGORITHM}\n{}", hex_sha256(self.canonical().as_bytes()));
        let mut mac =
            Hmac::<Sha256>::new_from_slice(secret.as_bytes()).expect("HMAC takes keys of any length");
        mac.update(to_sign.as_bytes());
        hex::encode(mac.finalize().into_bytes())
    }

    fn canonical(&self) -> String {
        let headers: String = self
            .headers
            .iter()
            .map(|(name, value)| format!("{name}:{}\n", value.trim()))
            .collect();
        let signed_headers = self.signed_headers();
        [
            self.method,
            self.path,
            self.query,
            &headers,
            &signed_headers,
            self.body_sha256,
        ]
        .join("\n")
    }

    fn signed_headers(&self) -> String {
        self.headers
            .iter()
            .map(|(name, _)| *name)
            .collect::<Vec<_>>()
            .join(";")
    }
}

/// The SHA-256 of some bytes in hexadecimal.
pub fn hex_sha256(bytes: &[u8]) -> String {
    hex::encode(Sha256::digest(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    // The example of Aliyun's own documentation.
    #[test]
    fn the_published_example_is_signed_as_published() {
        let body_sha256 = hex_sha256(b"");
        let request = Request {
            method: "POST",
            path: "/",
            query: "ImageId=win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd&RegionId=cn-shanghai",
            headers: &[
                ("host", "ecs.cn-shanghai.aliyuncs.com"),
                ("x-acs-action", "RunInstances"),
                ("x-acs-content-sha256", &body_sha256),
                ("x-acs-date", "2023-10-26T10:22:32Z"),
                ("x-acs-signature-nonce", "3156853299f313e23d1673dc12e1703d"),
                ("x-acs-version", "2014-05-26"),
            ],
            body_sha256: &body_sha256,
        };
        assert_eq!(
            hex_sha256(request.canonical().as_bytes()),
            "7ea06492da5221eba5297e897ce16e55f964061054b7695beedaac1145b1e259"
        );
        assert_eq!(
            request.authorization("YourAccessKeyId", "YourAccessKeySecret"),
            "ACS3-HMAC-SHA256 Credential=YourAccessKeyId,\
             SignedHeaders=host;x-acs-action;x-acs-content-sha256;x-acs-date;x-acs-signature-nonce;x-acs-version,\
             Signature=06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0"
        );
    }
}
