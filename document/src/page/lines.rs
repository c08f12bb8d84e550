//! Where a line ends: between any two Han characters, between words elsewhere, and with no sign where it must not stand.

/// What must not begin a line.
const NOT_FIRST: &str = "，。、；：？！）》〉」』】〕〗”’…—·～％‰℃,.;:?!)]}%";
/// What must not end a line.
const NOT_LAST: &str = "（《〈「『【〔〖“‘￥¥([{";

/// The lines of a text, none wider than `room` as `advance` measures it. A newline ends a line; spaces at its end are dropped.
pub fn lines(text: &str, room: f32, advance: impl Fn(char) -> f32) -> Vec<&str> {
    text.split('\n')
        .flat_map(|paragraph| broken(paragraph, room, &advance))
        .collect()
}

fn broken<'a>(text: &'a str, room: f32, advance: &impl Fn(char) -> f32) -> Vec<&'a str> {
    let mut lines = Vec::new();
    let (mut start, mut width) = (0, 0.0);
    let mut last_chance = None;
    let mut before = None;
    for (at, character) in text.char_indices() {
        if before.is_some_and(|before| may_end_between(before, character)) {
            last_chance = Some(at);
        }
        width += advance(character);
        if width > room && character != ' ' && at > start {
            // A word wider than the line is cut where it reaches the edge.
            let end = last_chance.filter(|&chance| chance > start).unwrap_or(at);
            lines.push(text[start..end].trim_end());
            start = end;
            last_chance = None;
            width = text[start..at + character.len_utf8()].chars().map(advance).sum();
        }
        before = Some(character);
    }
    lines.push(text[start..].trim_end());
    lines
}

fn may_end_between(before: char, after: char) -> bool {
    if after == ' ' || NOT_LAST.contains(before) || NOT_FIRST.contains(after) {
        return false;
    }
    !(of_a_word(before) && of_a_word(after))
}

/// Letters and digits of scripts that write words, and the ASCII signs that addresses and numbers are written with.
fn of_a_word(character: char) -> bool {
    character.is_ascii_graphic() || (character < '\u{2E80}' && character.is_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Han and full-width signs are 2 wide, the rest 1.
    fn cut(text: &str, room: f32) -> Vec<&str> {
        lines(text, room, |c| if c < '\u{2E80}' { 1.0 } else { 2.0 })
    }

    #[test]
    fn han_breaks_anywhere() {
        assert_eq!(cut("毕业生就业协议书", 6.0), ["毕业生", "就业协", "议书"]);
    }

    #[test]
    fn no_line_begins_with_a_closing_sign() {
        assert_eq!(cut("甲方乙，丙方", 6.0), ["甲方", "乙，丙", "方"]);
        assert_eq!(cut("甲方（乙）。丙", 10.0), ["甲方", "（乙）。丙"]);
    }

    #[test]
    fn no_line_ends_with_an_opening_sign() {
        assert_eq!(cut("甲方（单位）", 6.0), ["甲方", "（单", "位）"]);
    }

    #[test]
    fn ascii_words_and_numbers_stay_whole() {
        assert_eq!(cut("月薪12000元", 8.0), ["月薪", "12000元"]);
        assert_eq!(cut("a quick brown fox", 8.0), ["a quick", "brown", "fox"]);
        assert_eq!(cut("信箱hr@example.cn", 14.0), ["信箱", "hr@example.cn"]);
    }

    #[test]
    fn a_word_wider_than_the_line_is_cut_at_the_edge() {
        assert_eq!(cut("abcdefghij", 4.0), ["abcd", "efgh", "ij"]);
    }

    #[test]
    fn a_newline_ends_a_line_and_an_empty_text_has_one() {
        assert_eq!(cut("甲\n\n乙", 6.0), ["甲", "", "乙"]);
        assert_eq!(cut("", 6.0), [""]);
    }

    #[test]
    fn spaces_at_the_end_of_a_line_take_no_room() {
        assert_eq!(cut("甲方   乙方", 4.0), ["甲方", "乙方"]);
    }

    #[test]
    fn nothing_is_lost_and_no_line_is_too_wide() {
        let text = "（一）甲方应在乙方报到之日起30日内，与乙方订立书面劳动合同（聘用合同）；";
        for room in [8_u8, 11, 16, 23, 40] {
            let lines = cut(text, f32::from(room));
            assert_eq!(lines.concat(), text);
            let widest = lines
                .iter()
                .map(|line| line.chars().map(|c| if c < '\u{2E80}' { 1 } else { 2 }).sum())
                .max();
            assert!(widest <= Some(i32::from(room)), "{lines:?}");
        }
    }
}
