//! Resident identity numbers (GB 11643).

use std::fmt;

use super::half_width::half_width;

/// A resident identity number that holds its check digit. Shown masked: only [`IdNumber::reveal`] gives the whole.
#[derive(Clone, PartialEq, Eq)]
pub struct IdNumber(String);

impl IdNumber {
    /// Reads eighteen characters, blanks around, a small x and full-width characters forgiven; none where the check digit is wrong.
    pub fn parse(text: &str) -> Option<Self> {
        let number = half_width(text);
        let (body, check) = number.as_bytes().split_at_checked(17)?;
        (body.iter().all(u8::is_ascii_digit) && check == [check_digit(body)]).then_some(Self(number))
    }

    /// The seventeen digits with the check digit that belongs to them. For made-up data.
    pub fn complete(body: &str) -> Option<Self> {
        let digit = (body.len() == 17).then(|| check_digit(body.as_bytes()))?;
        Self::parse(&format!("{body}{}", char::from(digit)))
    }

    /// The whole number: personal data, so whoever asks writes an audit entry.
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// First four and last two digits, the rest hidden: what lists and pages show.
    pub fn masked(&self) -> String {
        format!("{}************{}", &self.0[..4], &self.0[16..])
    }
}

/// Never the whole number, so that none reaches a log by accident.
impl fmt::Debug for IdNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.masked())
    }
}

/// Weights 7 9 10 5 …, sum mod 11 indexes `10X98765432`.
fn check_digit(body: &[u8]) -> u8 {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let sum: u32 = body
        .iter()
        .zip(WEIGHTS)
        .map(|(digit, weight)| u32::from(digit.wrapping_sub(b'0')) * weight)
        .sum();
    b"10X98765432"[sum as usize % 11]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_standards_own_example_is_right() {
        let number = IdNumber::parse(" 11010519491231002x ").expect("right");
        assert_eq!(number.reveal(), "11010519491231002X");
        assert_eq!(number.masked(), "1101************2X");
        assert_eq!(format!("{number:?}"), "1101************2X");
    }

    #[test]
    fn a_wrong_digit_length_or_character_is_refused() {
        for wrong in [
            "110105194912310021",
            "11010519491231002",
            "",
            "1101051949123100２1",
            "1101051949123A002X",
        ] {
            assert_eq!(IdNumber::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_body_is_completed() {
        assert_eq!(
            IdNumber::complete("11010519491231002").expect("right").reveal(),
            "11010519491231002X"
        );
    }
}
