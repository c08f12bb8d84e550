//! A password that somebody chooses.

use crate::typed::{Reader, Typed};

const SHORTEST: usize = 8;
/// Longer ones only cost time to hash.
const LONGEST: usize = 128;

/// A password good enough to keep. Never shown, never logged.
#[derive(Clone)]
pub struct NewPassword(String);

impl NewPassword {
    /// Reads the fields `password` and `password_again`; blanks are part of a password.
    pub fn read(typed: &Typed, reader: &mut Reader<'_>) -> Option<Self> {
        let field = |name: &str| typed.0.get(name).map_or("", String::as_str);
        let (password, again) = (field("password"), field("password_again"));
        let wrong = wrong(password);
        if let Some(sentence) = wrong {
            reader.mark("password", sentence);
        } else if again.is_empty() {
            reader.mark("password_again", "请再次填写密码");
        } else if again != password {
            reader.mark("password_again", "两次填写的密码不一致");
        } else {
            return Some(Self(password.to_owned()));
        }
        None
    }

    /// For hashing.
    pub(super) fn as_str(&self) -> &str {
        &self.0
    }
}

/// What is wrong with a password, if anything.
fn wrong(password: &str) -> Option<&'static str> {
    let length = password.chars().count();
    let has = |fits: fn(&char) -> bool| password.chars().any(|c| fits(&c));
    if password.is_empty() {
        Some("请填写密码")
    } else if length < SHORTEST {
        Some("密码至少 8 个字符")
    } else if length > LONGEST {
        Some("密码不能超过 128 个字符")
    } else if !(has(|c| c.is_alphabetic()) && has(|c| !c.is_alphabetic())) {
        Some("密码须同时含有字母和数字或符号")
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(password: &str, again: &str) -> Result<String, Vec<(&'static str, String)>> {
        let fields = [("password", password), ("password_again", again)];
        let typed = Typed(
            fields
                .map(|(name, value)| (name.to_owned(), value.to_owned()))
                .into(),
        );
        let mut reader = Reader::new(&typed);
        let read = NewPassword::read(&typed, &mut reader);
        reader
            .finish(())
            .map(|()| read.expect("a password").0)
            .map_err(|wrong| wrong.into_iter().collect())
    }

    #[test]
    fn a_good_password_is_taken_as_it_was_typed() {
        assert_eq!(read(" Demo-2027 ", " Demo-2027 ").as_deref(), Ok(" Demo-2027 "));
        assert!(
            read("密码里有汉字1", "密码里有汉字1").is_err(),
            "seven characters"
        );
        assert!(read("密码里有汉字12", "密码里有汉字12").is_ok());
    }

    #[test]
    fn a_weak_one_and_one_typed_differently_are_refused_beside_their_field() {
        for weak in ["", "Demo-20", "abcdefgh", "12345678", &"a1".repeat(65)] {
            let wrong = read(weak, weak).expect_err("weak");
            assert_eq!(wrong[0].0, "password", "{weak}");
        }
        for again in ["", "Demo-2028"] {
            assert_eq!(
                read("Demo-2027", again).expect_err("differs")[0].0,
                "password_again"
            );
        }
    }
}
