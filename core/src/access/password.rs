//! Passwords, kept as argon2id hashes.

use argon2::{
    Argon2,
    password_hash::{PasswordHasher, PasswordVerifier},
};
use std::sync::LazyLock;

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

    /// A hash that the database kept.
    pub fn stored(text: String) -> Self {
        Self(text)
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
    async fn the_same_password_hashes_differently_twice() {
        assert_ne!(
            PasswordHash::of("a").await.as_str(),
            PasswordHash::of("a").await.as_str()
        );
    }
}
