//! Numbers for people: of a case on the screen, and of an agreement on paper.

use crate::ids::{CaseId, SchoolId};

/// 事项编号: the case's number with the letter that tells it from a student number.
pub fn case(id: CaseId) -> String {
    format!("S{:08}", id.0)
}

/// 协议编号: cohort, school, case and a check digit (ISO 7064 MOD 11-10), so that a mistyped number is not another's.
pub fn agreement(cohort: i32, school: SchoolId, case: CaseId) -> String {
    let body = format!("{cohort}{:05}{:09}", school.0, case.0);
    let check = check_digit(&body);
    format!("{body}{check}")
}

/// Is it written like a 协议编号, with a check digit that fits?
pub fn is_agreement(text: &str) -> bool {
    let digits = (19..=40).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    digits && {
        let (body, check) = text.split_at(text.len() - 1);
        check_digit(body).to_string() == check
    }
}

/// The check digit of a number's digits, by ISO 7064 MOD 11-10.
fn check_digit(digits: &str) -> u32 {
    let product = digits
        .chars()
        .filter_map(|c| c.to_digit(10))
        .fold(10, |product, digit| {
            let sum = match (product + digit) % 10 {
                0 => 10,
                sum => sum,
            };
            sum * 2 % 11
        });
    (11 - product) % 10
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_standards_own_example_checks() {
        assert_eq!(check_digit("0794"), 5);
    }

    #[test]
    fn a_number_that_was_given_is_one_and_a_mistyped_one_is_not() {
        let given = agreement(2027, SchoolId(1), CaseId(42));
        assert!(is_agreement(&given), "{given}");
        for wrong in [&given[1..], "", "二〇二七", "2027000010000000000"] {
            assert!(!is_agreement(wrong), "{wrong}");
        }
    }

    #[test]
    fn a_single_wrong_digit_changes_the_check_digit() {
        let right = check_digit("202700001000000042");
        for at in 0..18 {
            let mut digits = *b"202700001000000042";
            digits[at] = b'0' + (digits[at] - b'0' + 1) % 10;
            let wrong = String::from_utf8(digits.to_vec()).expect("digits");
            assert_ne!(check_digit(&wrong), right, "{wrong}");
        }
    }
}
