//! How data are written on paper.

use chrono::NaiveDate;

/// A day: `2027年7月1日`; nothing where there is none.
pub fn day(date: Option<NaiveDate>) -> String {
    date.map_or_else(String::new, |date| date.format("%Y年%-m月%-d日").to_string())
}

/// Money: `人民币 9,000 元`.
pub fn yuan(amount: i32) -> String {
    let digits = amount.to_string();
    let mut grouped = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    format!("人民币 {grouped} 元")
}

/// Text as somebody typed it, without what nobody sees: marks without a width, and the white of tabs and foreign spaces.
/// The ends of its lines stay.
pub fn typed(text: &str) -> String {
    let seen = text.trim().replace("\r\n", "\n");
    seen.chars()
        .filter(|&character| !invisible(character))
        .map(|character| match character {
            '\n' | '\u{3000}' => character,
            '\r' => '\n',
            white if white.is_whitespace() => ' ',
            other => other,
        })
        .collect()
}

/// Signs without a width: joiners, directions, the byte order mark, variation selectors.
fn invisible(character: char) -> bool {
    matches!(character,
        '\u{00AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2064}'
        | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{E0100}'..='\u{E01EF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_is_grouped_by_thousands() {
        assert_eq!(
            [yuan(0), yuan(900), yuan(1_234_567)],
            ["人民币 0 元", "人民币 900 元", "人民币 1,234,567 元"]
        );
    }

    #[test]
    fn what_nobody_sees_is_left_out_and_lines_stay() {
        assert_eq!(
            typed(" \u{FEFF}张\u{200B}三\u{FE00}\t李四\r\n王五 "),
            "张三 李四\n王五"
        );
    }
}
