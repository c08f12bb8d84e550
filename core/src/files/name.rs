//! The name under which a file is shown and handed out.

use super::MediaType;
use crate::typed::is_unprintable;

/// The longest stem of a name, in characters.
const LONGEST: usize = 100;

/// The last part of the name that a browser gave, without what could mislead, and with the ending of what the file is.
pub(super) fn clean(given: &str, kind: MediaType) -> String {
    let last = given.rsplit(['/', '\\']).next().unwrap_or_default();
    let printable: String = last
        .chars()
        .filter(|c| {
            !is_unprintable(*c) && !c.is_control() && !matches!(c, '"' | '<' | '>' | ':' | '|' | '?' | '*')
        })
        .collect();
    let stem = printable
        .rsplit_once('.')
        .map_or(printable.as_str(), |(stem, _)| stem);
    let stem: String = stem.trim().trim_matches('.').chars().take(LONGEST).collect();
    let stem = if stem.is_empty() { "文件" } else { &stem };
    format!("{stem}.{}", kind.ending())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_last_part_of_a_path_is_kept_and_the_ending_tells_the_truth() {
        for (given, shown) in [
            ("协议书.jpg", "协议书.jpg"),
            ("../../etc/passwd", "passwd.jpg"),
            (r"C:\Users\a\扫描 1.PNG", "扫描 1.jpg"),
            ("a\u{202e}gpj.exe", "agpj.jpg"),
            ("\"><script>.png", "script.jpg"),
            ("..", "文件.jpg"),
            ("", "文件.jpg"),
            ("a\0b\r\n.jpg", "ab.jpg"),
        ] {
            assert_eq!(clean(given, MediaType::Jpeg), shown, "{given}");
        }
        let long = clean(&"长".repeat(300), MediaType::Pdf);
        assert_eq!(long.chars().count(), LONGEST + 4);
    }
}
