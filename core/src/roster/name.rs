//! Names as people type them.

/// The dots that keyboards put for the one of a name in parts (阿依古丽·买买提).
const DOTS: [char; 9] = ['·', '•', '.', '．', '・', '･', '‧', '∙', '⋅'];

/// Do both say the name of the same person? Whichever dot stands between its parts, and whatever blanks around that.
pub fn is_same_name(one: &str, other: &str) -> bool {
    parts(one).eq(parts(other))
}

fn parts(name: &str) -> impl Iterator<Item = &str> {
    name.split(DOTS).map(str::trim)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_the_same_with_whichever_dot_it_is_typed() {
        for (one, other, same) in [
            ("阿依古丽·买买提", "阿依古丽·买买提", true),
            ("阿依古丽•买买提", "阿依古丽·买买提", true),
            ("阿依古丽.买买提", "阿依古丽·买买提", true),
            ("阿依古丽．买买提", "阿依古丽·买买提", true),
            ("阿依古丽・买买提", "阿依古丽·买买提", true),
            ("阿依古丽‧买买提", "阿依古丽·买买提", true),
            ("阿依古丽∙买买提", "阿依古丽·买买提", true),
            ("阿依古丽･买买提", "阿依古丽·买买提", true),
            ("阿依古丽 · 买买提", "阿依古丽·买买提", true),
            ("阿依古丽\u{3000}•买买提", "阿依古丽・买买提", true),
            (" 王小明 ", "王小明", true),
            ("阿依古丽买买提", "阿依古丽·买买提", false),
            ("阿依古丽 买买提", "阿依古丽·买买提", false),
            ("阿依古丽·买买提", "阿依古丽·买买提·", false),
            ("王小明", "王小萌", false),
            ("", "王小明", false),
        ] {
            assert_eq!(is_same_name(one, other), same, "{one} {other}");
            assert_eq!(is_same_name(other, one), same, "{other} {one}");
        }
    }
}
