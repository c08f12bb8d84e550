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
    use super::check_digit;

    #[test]
    fn the_standards_own_example_checks() {
        assert_eq!(check_digit("0794"), 5);
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
