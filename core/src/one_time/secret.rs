//! The secret of a code: derived, never kept.

use std::{fmt, str::FromStr};

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use super::rules::{Purpose, Way};
use crate::ids::unguessable;

/// The key from which secrets are derived: whoever makes codes, checks or sends them holds the same.
#[derive(Clone, Copy)]
pub struct Key([u8; 32]);

impl Key {
    /// The key that belongs to the key of the web processes. They are not the same: what one is shown never helps with the
    /// other.
    pub fn of(web: &[u8; 32]) -> Self {
        Self(digest(web, &[b"one-time codes"]))
    }

    /// What the person is sent: six digits to type, or 128 bits to click on.
    pub fn secret(&self, purpose: Purpose, way: Way, handle: &Handle) -> String {
        let digest = digest(
            &self.0,
            &[
                purpose.as_str().as_bytes(),
                way.as_str().as_bytes(),
                handle.as_str().as_bytes(),
            ],
        );
        match way {
            Way::Sms => {
                let mut number = [0; 8];
                number.copy_from_slice(&digest[..8]);
                // 2^64 is so much larger than a million that no code is likelier than another by more than a hair.
                format!("{:06}", u64::from_be_bytes(number) % 1_000_000)
            }
            Way::Mail => hex::encode(&digest[..16]),
        }
    }
}

/// A text that is no key.
#[derive(Debug, thiserror::Error)]
#[error("it takes 64 hexadecimal digits")]
pub struct UnknownKey;

/// Reads the key of the web processes as their environment gives it.
impl FromStr for Key {
    type Err = UnknownKey;

    fn from_str(text: &str) -> Result<Self, UnknownKey> {
        let mut web = [0; 32];
        hex::decode_to_slice(text.trim(), &mut web).map_err(|_| UnknownKey)?;
        Ok(Self::of(&web))
    }
}

/// Never the key itself.
impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Key(…)")
    }
}

fn digest(key: &[u8], parts: &[&[u8]]) -> [u8; 32] {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).expect("a key of any length");
    for part in parts {
        mac.update(part);
        // No purpose or handle holds a NUL, so that no two lists of parts read alike.
        mac.update(&[0]);
    }
    mac.finalize().into_bytes().into()
}

unguessable! {
    /// Which code is meant, in an address or a form. Says nothing of whose it is.
    Handle
}

/// Compares without telling by its time how much of it was right.
pub(super) fn same(one: &str, other: &str) -> bool {
    let differ = |(a, b): (u8, u8)| a ^ b;
    one.len() == other.len()
        && one
            .bytes()
            .zip(other.bytes())
            .map(differ)
            .fold(0, |all, bit| all | bit)
            == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(byte: u8) -> Key {
        Key::of(&[byte; 32])
    }

    #[test]
    fn a_code_is_six_digits_and_a_link_128_bits() {
        for _ in 0..100 {
            let handle = Handle::draw();
            let code = key(7).secret(Purpose::Reset, Way::Sms, &handle);
            assert!(
                code.len() == 6 && code.bytes().all(|c| c.is_ascii_digit()),
                "{code}"
            );
            assert_eq!(key(7).secret(Purpose::Reset, Way::Mail, &handle).len(), 32);
        }
    }

    #[test]
    fn the_same_code_is_derived_again_and_for_nothing_else() {
        let (handle, other) = (Handle::draw(), Handle::draw());
        let secret = |key: Key, purpose, handle: &Handle| key.secret(purpose, Way::Mail, handle);
        let one = secret(key(7), Purpose::Reset, &handle);
        assert_eq!(one, secret(key(7), Purpose::Reset, &handle));
        assert_ne!(one, secret(key(8), Purpose::Reset, &handle));
        assert_ne!(one, secret(key(7), Purpose::Membership, &handle));
        assert_ne!(one, secret(key(7), Purpose::Reset, &other));
    }

    #[test]
    fn the_environment_gives_the_key_of_the_web_processes() {
        let (given, made) = ("07".repeat(32).parse::<Key>().expect("a key"), key(7));
        assert_eq!(given.0, made.0);
        assert_eq!(format!("{given:?}"), "Key(…)");
        assert!("07".parse::<Key>().is_err());
    }

    #[test]
    fn what_is_no_handle_is_none() {
        let handle = Handle::draw();
        assert_eq!(Handle::parse(handle.as_str()), Some(handle));
        for wrong in [
            "",
            "00",
            "'; DROP TABLE accounts; --xxxxxxxx",
            "ABCDEFABCDEFABCDEFABCDEFABCDEFAB",
        ] {
            assert_eq!(Handle::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn only_equal_texts_are_the_same() {
        assert!(same("123456", "123456"));
        assert!(!same("123456", "123457") && !same("123456", "12345") && !same("", "1"));
    }
}
