//! Texts that travel in an address without being readable there: what somebody searched for is a person's name or number.

use aes_gcm::{
    Aes256Gcm, Key, KeyInit, Nonce,
    aead::{Aead, Payload},
};

/// Binds a sealed text to its purpose, since the key seals form tokens too.
const PURPOSE: &[u8] = b"search";

/// Seals a text for an address.
pub fn seal(key: &[u8; 32], text: &str) -> String {
    let nonce: [u8; 12] = rand::random();
    let sealed = cipher(key)
        .encrypt(
            Nonce::from_slice(&nonce),
            Payload {
                msg: text.as_bytes(),
                aad: PURPOSE,
            },
        )
        .expect("a short text can be sealed");
    hex::encode([&nonce[..], &sealed].concat())
}

/// Opens what [`seal`] made; none for anything else.
pub fn open(key: &[u8; 32], sealed: &str) -> Option<String> {
    let bytes = hex::decode(sealed).ok()?;
    let (nonce, body) = bytes.split_at_checked(12)?;
    let opened = cipher(key)
        .decrypt(
            Nonce::from_slice(nonce),
            Payload {
                msg: body,
                aad: PURPOSE,
            },
        )
        .ok()?;
    String::from_utf8(opened).ok()
}

fn cipher(key: &[u8; 32]) -> Aes256Gcm {
    Aes256Gcm::new(Key::<Aes256Gcm>::from_slice(key))
}

#[cfg(test)]
mod tests {
    use super::{open, seal};

    #[test]
    fn a_sealed_text_opens_with_its_key_only() {
        let (key, other) = ([7; 32], [8; 32]);
        let sealed = seal(&key, "王小明");
        assert_eq!(open(&key, &sealed).as_deref(), Some("王小明"));
        assert_eq!(open(&other, &sealed), None);
        assert_eq!(open(&key, &sealed[..sealed.len() - 2]), None);
        assert_eq!(open(&key, "王"), None);
        assert_eq!(open(&key, ""), None);
    }
}
