//! A student as one of the two systems has them, and in what the two differ.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::field::Field;
use crate::{codes, codes::IdNumber, roster::Student};

/// What a system holds of a student, as far as it is compared. Codes are of the national tables. No `Debug`: it is a person's
/// data.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the fields of section 17 by their names")]
pub struct Held {
    pub gender: String,
    pub ethnicity: String,
    pub political_status: String,
    pub department: String,
    pub study_years: String,
    pub student_no: String,
    pub graduates_on: NaiveDate,
    pub name: String,
    pub education_level: String,
    pub id_number: String,
    pub school: String,
    pub major_code: String,
    pub major_name: String,
}

impl Held {
    /// What the platform holds of a student of a school.
    pub fn ours(student: &Student, school: &str) -> Self {
        Self {
            gender: student.gender.clone(),
            ethnicity: student.ethnicity.clone(),
            political_status: student.political_status.clone(),
            department: student.department.clone(),
            study_years: student.study_years.clone(),
            student_no: student.student_no.clone(),
            graduates_on: student.graduates_on,
            name: student.name.clone(),
            education_level: student.education_level.clone(),
            id_number: student.reveal_id_number().to_owned(),
            school: school.to_owned(),
            major_code: student.major_code.clone(),
            major_name: student.major_name.clone(),
        }
    }

    /// A field as it is stored and compared.
    pub fn value(&self, field: Field) -> String {
        match field {
            Field::Gender => self.gender.clone(),
            Field::Ethnicity => self.ethnicity.clone(),
            Field::PoliticalStatus => self.political_status.clone(),
            Field::Department => self.department.clone(),
            Field::StudyYears => self.study_years.clone(),
            Field::StudentNo => self.student_no.clone(),
            Field::GraduatesOn => self.graduates_on.to_string(),
            Field::Name => self.name.clone(),
            Field::EducationLevel => self.education_level.clone(),
            Field::IdNumber => self.id_number.clone(),
            Field::School => self.school.clone(),
            Field::Major => format!("{} {}", self.major_code, self.major_name),
        }
    }

    /// A field as it is shown: a code by its name, an ID number with its middle hidden.
    pub fn shown(&self, field: Field) -> String {
        let value = self.value(field);
        match field.list() {
            Some(list) => codes::name(list, &value).to_owned(),
            None if field == Field::IdNumber => {
                IdNumber::parse(&value).map_or_else(String::new, |number| number.masked())
            }
            None => value,
        }
    }

    /// Whether the platform can hold the value of a field: a code that it knows, a length of schooling, a text at all.
    fn is_sound(&self, field: Field, cohort: i32) -> bool {
        let value = self.value(field);
        if let Some(list) = field.list() {
            return codes::options(list, cohort).any(|code| code.code == value);
        }
        match field {
            Field::StudyYears => is_years(&value),
            _ => !value.trim().is_empty() && value.chars().count() <= 100,
        }
    }
}

/// `4` or `2.5`.
fn is_years(text: &str) -> bool {
    let digits = text.strip_suffix(".5").unwrap_or(text);
    digits.len() == 1 && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// A field that the two systems hold differently.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The field.
    pub field: Field,
    /// Whether 获取最新学生信息 settles it.
    pub can_be_taken_over: bool,
}

/// In what two systems differ, in the order of the fields. `cohort` is the student's: code tables change.
pub fn differences(ours: &Held, theirs: &Held, cohort: i32) -> Vec<Difference> {
    let differ = |field: &Field| ours.value(*field) != theirs.value(*field);
    let difference = |field: Field| Difference {
        field,
        can_be_taken_over: field.can_be_taken_over() && theirs.is_sound(field, cohort),
    };
    Field::ALL
        .iter()
        .copied()
        .filter(differ)
        .map(difference)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn held() -> Held {
        Held {
            gender: "1".into(),
            ethnicity: "01".into(),
            political_status: "13".into(),
            department: "计算机学院".into(),
            study_years: "4".into(),
            student_no: "20230001".into(),
            graduates_on: NaiveDate::from_ymd_opt(2027, 6, 30).expect("a date"),
            name: "王小明".into(),
            education_level: "31".into(),
            id_number: "11010519491231002X".into(),
            school: "江南大学堂".into(),
            major_code: "080901".into(),
            major_name: "计算机科学与技术".into(),
        }
    }

    fn found(theirs: &Held) -> Vec<(Field, bool)> {
        differences(&held(), theirs, 2027)
            .into_iter()
            .map(|difference| (difference.field, difference.can_be_taken_over))
            .collect()
    }

    #[test]
    fn r_8_5_seven_fields_can_be_taken_over_and_five_cannot() {
        let theirs = Held {
            gender: "2".into(),
            ethnicity: "02".into(),
            political_status: "01".into(),
            department: "法学院".into(),
            study_years: "2.5".into(),
            student_no: "20230002".into(),
            graduates_on: NaiveDate::from_ymd_opt(2027, 7, 1).expect("a date"),
            name: "王晓明".into(),
            education_level: "11".into(),
            id_number: "110105194912310038".into(),
            school: "江北大学堂".into(),
            major_code: "080902".into(),
            ..held()
        };
        let found = found(&theirs);
        assert_eq!(found.len(), Field::ALL.len());
        assert!(
            found
                .iter()
                .all(|(field, taken)| *taken == field.can_be_taken_over())
        );
        assert_eq!(found.iter().filter(|(_, taken)| *taken).count(), 7);
    }

    #[test]
    fn what_is_the_same_does_not_differ() {
        assert_eq!(found(&held()), []);
    }

    #[test]
    fn a_value_that_the_platform_cannot_hold_is_not_taken_over() {
        let theirs = Held {
            gender: "男".into(),
            department: " ".into(),
            study_years: "四年".into(),
            ..held()
        };
        let expected = [
            (Field::Gender, false),
            (Field::Department, false),
            (Field::StudyYears, false),
        ];
        assert_eq!(found(&theirs), expected);
    }

    #[test]
    fn an_id_number_is_shown_by_its_ends() {
        assert!(!held().shown(Field::IdNumber).contains("19491231"));
        assert_eq!(held().shown(Field::Gender), "男");
    }
}
