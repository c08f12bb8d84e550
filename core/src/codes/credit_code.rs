//! Unified social credit codes (GB 32100).

use std::fmt;

use super::half_width::half_width;

const CHARACTERS: &[u8] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";

/// A credit code of the right shape. Some codes in real use fail the check digit: that warns, it does not refuse.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct CreditCode(String);

impl CreditCode {
    /// Reads eighteen characters of the standard's alphabet, small letters, full-width ones and blanks around forgiven.
    pub fn parse(text: &str) -> Option<Self> {
        let code = half_width(text);
        (code.len() == 18 && code.bytes().all(|c| CHARACTERS.contains(&c))).then_some(Self(code))
    }

    /// The seventeen characters with the check character that belongs to them. For made-up data.
    pub fn complete(body: &str) -> Option<Self> {
        Self::parse(&format!("{body}{}", char::from(check_character(body.as_bytes()))))
    }

    /// Does the last character check?
    pub fn checks(&self) -> bool {
        let (body, check) = self.0.as_bytes().split_at(17);
        check == [check_character(body)]
    }

    /// The code.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for CreditCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Weights 3^i mod 31, check = (31 - sum mod 31) mod 31.
fn check_character(body: &[u8]) -> u8 {
    let value = |c: &u8| CHARACTERS.iter().position(|known| known == c).unwrap_or(0);
    let weights = std::iter::successors(Some(1), |weight| Some(weight * 3 % 31));
    let sum: usize = body
        .iter()
        .map(value)
        .zip(weights)
        .map(|(value, weight)| value * weight)
        .sum();
    CHARACTERS[(31 - sum % 31) % 31]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_codes_check() {
        for code in ["91350100M000100Y43", "91512081MA62K0260E"] {
            assert!(CreditCode::parse(code).expect("shape").checks(), "{code}");
        }
    }

    #[test]
    fn a_wrong_check_character_is_seen_but_not_refused() {
        assert!(!CreditCode::parse("91350100m000100y44").expect("shape").checks());
    }

    #[test]
    fn other_shapes_are_refused() {
        for wrong in [
            "",
            "91350100M000100Y4",
            "91350100M000100Y4I",
            "91350100M000100Y４",
        ] {
            assert_eq!(CreditCode::parse(wrong), None, "{wrong}");
        }
    }
}
