//! Mobile numbers of the mainland.

use std::fmt;

/// Eleven digits, beginning 13 to 19.
#[derive(Clone, PartialEq, Eq)]
pub struct Mobile(String);

impl Mobile {
    /// Reads a number, with or without 86 before it; spaces and hyphens forgiven.
    pub fn parse(text: &str) -> Option<Self> {
        let digits: String = text.chars().filter(|c| !matches!(c, ' ' | '-')).collect();
        let national = digits.strip_prefix("+86").unwrap_or(&digits);
        let bytes = national.as_bytes();
        let fits = bytes.len() == 11
            && bytes.iter().all(u8::is_ascii_digit)
            && bytes[0] == b'1'
            && (b'3'..=b'9').contains(&bytes[1]);
        fits.then(|| Self(national.to_owned()))
    }

    /// The eleven digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// First three and last four digits.
    pub fn masked(&self) -> String {
        format!("{}****{}", &self.0[..3], &self.0[7..])
    }
}

/// Never the whole number, so that none reaches a log by accident.
impl fmt::Debug for Mobile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.masked())
    }
}

#[cfg(test)]
mod tests {
    use super::Mobile;

    #[test]
    fn a_number_is_read_as_people_write_it() {
        for written in ["13812345678", " 138 1234-5678", "+8613812345678"] {
            let mobile = Mobile::parse(written).expect("a number");
            assert_eq!(mobile.as_str(), "13812345678");
            assert_eq!(format!("{mobile:?}"), "138****5678");
        }
    }

    #[test]
    fn what_is_no_mobile_number_is_none() {
        for wrong in [
            "",
            "1381234567",
            "12812345678",
            "138123456789",
            "１３８１２３４５６７８",
            "02580000000",
        ] {
            assert_eq!(Mobile::parse(wrong), None, "{wrong}");
        }
    }
}
