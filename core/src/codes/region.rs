//! Regions by code, by full name, and by what somebody begins to type.

use std::{
    collections::{HashMap, HashSet},
    sync::LazyLock,
};

use super::table::{List, all};

/// Every region with its full name: 江苏省南京市玄武区.
static FULL: LazyLock<Vec<(&'static str, String)>> = LazyLock::new(|| {
    let rows: HashMap<&str, _> = all(List::Region)
        .iter()
        .map(|row| (row.code.as_str(), row))
        .collect();
    let full = |code: &'static str| {
        let mut names: Vec<&str> = Vec::new();
        let mut at = rows.get(code);
        while let Some(row) = at {
            names.push(&row.name);
            at = row.parent.as_deref().and_then(|parent| rows.get(parent));
        }
        names.reverse();
        names.concat()
    };
    all(List::Region)
        .iter()
        .map(|row| (row.code.as_str(), full(&row.code)))
        .collect()
});

static BY_NAME: LazyLock<HashMap<&'static str, &'static str>> =
    LazyLock::new(|| FULL.iter().map(|(code, name)| (name.as_str(), *code)).collect());
static BY_CODE: LazyLock<HashMap<&'static str, &'static str>> =
    LazyLock::new(|| FULL.iter().map(|(code, name)| (*code, name.as_str())).collect());

static DIVIDED: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    let above = all(List::Region).iter().map(|row| row.parent.as_deref());
    above.flatten().collect()
});

/// The code of a region named in full, or of a code that exists.
pub fn region(typed: &str) -> Option<&'static str> {
    BY_NAME
        .get(typed)
        .copied()
        .or_else(|| BY_CODE.get_key_value(typed).map(|(code, _)| *code))
}

/// Are there regions below it, so that its name alone says no exact place? A few cities have no counties.
pub fn is_divided(code: &str) -> bool {
    DIVIDED.contains(code)
}

/// The full name of a region; the code itself where it is not known.
pub fn region_name(code: &str) -> &str {
    BY_CODE.get(code).copied().unwrap_or(code)
}

/// At most `most` full names that hold what was typed, provinces before prefectures before counties as in the table.
pub fn regions_like(typed: &str, most: usize) -> impl Iterator<Item = &'static str> {
    let typed = typed.trim().to_owned();
    let matching = FULL
        .iter()
        .map(|(_, name)| name.as_str())
        .filter(move |name| !typed.is_empty() && name.contains(&typed));
    matching.take(most)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_region_is_found_by_code_and_by_full_name() {
        assert_eq!(region_name("320102"), "江苏省南京市玄武区");
        assert_eq!(region("江苏省南京市玄武区"), Some("320102"));
        assert_eq!(region("320102"), Some("320102"));
        assert_eq!(region("玄武区"), None);
        assert_eq!(region(""), None);
    }

    #[test]
    fn provinces_and_most_cities_are_divided_and_counties_are_not() {
        for (code, divided) in [
            ("320000", true),
            ("320100", true),
            ("110000", true),
            ("320102", false),
            ("110101", false),
            ("441900", false),
            ("810000", false),
            ("999999", false),
        ] {
            assert_eq!(is_divided(code), divided, "{code}");
        }
    }

    #[test]
    fn suggestions_hold_what_was_typed() {
        assert_eq!(
            regions_like("玄武", 5).collect::<Vec<_>>(),
            ["江苏省南京市玄武区"]
        );
        assert_eq!(regions_like("市", 5).count(), 5);
        assert_eq!(regions_like("", 5).count(), 0);
    }

    #[test]
    fn no_full_name_is_given_to_two_regions() {
        assert_eq!(BY_NAME.len(), FULL.len());
    }
}
