//! Passwords, kept as argon2id hashes.

use argon2::{
    Argon2,
    password_hash::{PasswordHasher, PasswordVerifier},
};
use std::sync::LazyLock;

use super::new_password::NewPassword;

/// A hash in PHC form: algorithm, parameters, salt and digest.
#[derive(Clone, PartialEq, Eq)]
pub struct PasswordHash(String);

impl PasswordHash {
    /// Hashes with argon2id (19 MiB, two passes) and a salt of its own. Takes some 20 ms of a processor.
    pub async fn of(password: &str) -> Self {
        let password = password.to_owned();
        on_own_thread(move || {
            let hash = Argon2::default().hash_password(password.as_bytes());
            Self(hash.expect("argon2 takes every password").to_string())
        })
        .await
    }

    /// Hashes what somebody has chosen.
    pub async fn of_new(password: &NewPassword) -> Self {
        Self::of(password.as_str()).await
    }

    /// A hash that the database kept.
    pub fn stored(text: String) -> Self {
        Self(text)
    }

    /// Is this an argon2id hash in PHC form that costs no more to check than ours may: 64 MiB, four passes, one lane?
    pub fn is_acceptable(text: &str) -> bool {
        let parts: Vec<&str> = text.split('$').collect();
        let ["", "argon2id", "v=19", costs, salt, digest] = parts[..] else {
            return false;
        };
        let encoded = |text: &str, least: usize| {
            (least..=128).contains(&text.len())
                && text
                    .bytes()
                    .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/'))
        };
        let cost = |name: &str, most: u32| {
            let found = costs.split(',').find_map(|cost| cost.strip_prefix(name));
            found
                .and_then(|value| value.parse::<u32>().ok())
                .is_some_and(|value| (1..=most).contains(&value))
        };
        costs.split(',').count() == 3
            && cost("m=", 65_536)
            && cost("t=", 4)
            && cost("p=", 1)
            && encoded(salt, 11)
            && encoded(digest, 22)
    }

    /// The text to keep.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Is this the password? Takes as long for a wrong one.
    pub async fn verify(&self, password: &str) -> bool {
        let (hash, password) = (self.0.clone(), password.to_owned());
        on_own_thread(move || {
            Argon2::default()
                .verify_password(password.as_bytes(), hash.as_str())
                .is_ok()
        })
        .await
    }

    /// As long as a real check, for a sign-in name that does not exist: the answer's time tells nothing.
    pub(super) async fn verify_nobody(password: &str) {
        static NOBODY: LazyLock<String> = LazyLock::new(|| {
            let hash = Argon2::default().hash_password(b"nobody");
            hash.expect("argon2 takes every password").to_string()
        });
        let password = password.to_owned();
        on_own_thread(move || {
            Argon2::default()
                .verify_password(password.as_bytes(), NOBODY.as_str())
                .is_ok()
        })
        .await;
    }
}

/// Hashing would hold up everyone else on the thread.
async fn on_own_thread<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> T {
    tokio::task::spawn_blocking(work)
        .await
        .expect("hashing does not panic")
}

#[cfg(test)]
mod tests {
    use super::PasswordHash;

    #[tokio::test]
    async fn only_the_password_verifies() {
        let hash = PasswordHash::of("Demo-2027").await;
        assert!(hash.as_str().starts_with("$argon2id$"));
        assert!(hash.verify("Demo-2027").await);
        assert!(!hash.verify("demo-2027").await);
        assert!(
            !PasswordHash::stored("not a hash".into())
                .verify("Demo-2027")
                .await
        );
    }

    #[tokio::test]
    async fn a_hash_from_elsewhere_is_taken_if_it_is_like_ours_and_no_dearer() {
        let ours = PasswordHash::of("Demo-2027").await;
        assert!(PasswordHash::is_acceptable(ours.as_str()), "{}", ours.as_str());
        let dear = ours.as_str().replace("m=19456", "m=4194304");
        assert_ne!(dear, ours.as_str());
        for other in [
            dear.as_str(),
            "",
            "Demo-2027",
            "$2b$12$abcdefghijklmnopqrstuv",
            "$argon2id$v=19$m=1,t=1,p=1$$",
        ] {
            assert!(!PasswordHash::is_acceptable(other), "{other}");
        }
    }

    #[tokio::test]
    async fn the_same_password_hashes_differently_twice() {
        assert_ne!(
            PasswordHash::of("a").await.as_str(),
            PasswordHash::of("a").await.as_str()
        );
    }
}
