//! Numbers and addresses of people with their middle hidden.

use std::borrow::Cow;

/// 身份证号.
pub(crate) fn id_number(number: &str) -> Cow<'_, str> {
    between(number, 4, 2)
}

/// A telephone number, mobile or not.
pub(crate) fn telephone(number: &str) -> Cow<'_, str> {
    between(number, 3, 4)
}

/// A mail address: its first character and its host.
pub(crate) fn email(address: &str) -> Cow<'_, str> {
    match address.split_once('@') {
        Some((name, host)) => {
            let first: String = name.chars().take(1).collect();
            format!("{first}***@{host}").into()
        }
        None => between(address, 0, 0),
    }
}

/// Keeps some characters of both ends, where enough lies between them; hides all of a shorter text.
fn between(text: &str, start: usize, end: usize) -> Cow<'_, str> {
    let length = text.chars().count();
    if length == 0 {
        return text.into();
    }
    let (start, end) = if length >= start + end + 3 {
        (start, end)
    } else {
        (0, 0)
    };
    let shown = |(place, c): (usize, char)| {
        if place < start || place >= length - end {
            c
        } else {
            '*'
        }
    };
    text.chars().enumerate().map(shown).collect::<String>().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_ends_are_shown() {
        assert_eq!(id_number("11010519491231002X"), "1101************2X");
        assert_eq!(telephone("13800000001"), "138****0001");
        assert_eq!(telephone("025-83000000"), "025*****0000");
        assert_eq!(telephone("110"), "***");
        assert_eq!(telephone(""), "");
        assert_eq!(email("wang@example.com"), "w***@example.com");
        assert_eq!(email("王"), "*");
    }
}
