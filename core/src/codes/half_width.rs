//! Numbers that were typed while the keyboard wrote Chinese.

/// The text in capitals, without blanks around, its full-width letters and digits (１２３Ｘ) as the half-width ones that they are.
pub(super) fn half_width(text: &str) -> String {
    let narrow = |c: char| match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        c => c,
    };
    let narrowed: String = text.trim().chars().map(narrow).collect();
    narrowed.to_ascii_uppercase()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codes::{CreditCode, IdNumber};

    #[test]
    fn full_width_letters_and_digits_are_read_as_half_width_ones() {
        for (typed, read) in [
            ("１２３ｘ", "123X"),
            ("\u{3000}９1Ａb ", "91AB"),
            ("一2", "一2"),
            ("", ""),
        ] {
            assert_eq!(half_width(typed), read, "{typed}");
        }
        let number = IdNumber::parse("１１０１０５１９４９１２３１００２ｘ").expect("right");
        assert_eq!(number.reveal(), "11010519491231002X");
        let code = CreditCode::parse("９１３５０１００Ｍ０００１００Ｙ４３").expect("right");
        assert_eq!(code.as_str(), "91350100M000100Y43");
    }
}
