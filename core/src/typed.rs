//! What somebody typed into a form, and reading it: every wrong field is found at once, each with its sentence.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::{collections::BTreeMap, ops::RangeInclusive};

use crate::codes::{self, List};

/// The fields of a posted form as they were typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Typed(pub BTreeMap<String, String>);

impl Typed {
    /// A field, blanks around it forgiven; empty where the form did not send it.
    pub fn get(&self, field: &str) -> &str {
        self.0.get(field).map(|text| text.trim()).unwrap_or_default()
    }
}

/// Has no place in a text that others read: what cannot be shown, and what turns the order of the characters after it, so
/// that a reader would see another text than the one that is kept.
pub(crate) fn is_unprintable(c: char) -> bool {
    let control = c.is_control() && !matches!(c, '\n' | '\r' | '\t');
    control || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// What is wrong, by field: one Chinese sentence each.
pub type Wrong = BTreeMap<&'static str, String>;

/// Reads a form field by field and keeps what is wrong.
#[derive(Debug)]
pub struct Reader<'a> {
    typed: &'a Typed,
    wrong: Wrong,
}

impl<'a> Reader<'a> {
    /// Begins to read.
    pub fn new(typed: &'a Typed) -> Self {
        Self {
            typed,
            wrong: Wrong::new(),
        }
    }

    /// Marks a field. The first mark stays.
    pub fn mark(&mut self, field: &'static str, sentence: impl Into<String>) {
        self.wrong.entry(field).or_insert_with(|| sentence.into());
    }

    /// The value, unless anything was wrong.
    pub fn finish<T>(self, value: T) -> Result<T, Wrong> {
        if self.wrong.is_empty() {
            Ok(value)
        } else {
            Err(self.wrong)
        }
    }

    /// A text that may be empty, of at most `max` characters.
    pub fn text(&mut self, field: &'static str, max: usize) -> String {
        let text = self.typed.get(field);
        if text.chars().count() > max {
            self.mark(field, format!("不能超过{max}个字，请精简"));
        } else if text.chars().any(is_unprintable) {
            self.mark(field, "含有无法显示的字符，请删除");
        }
        text.to_owned()
    }

    /// A text that must be there. `what` is the field's label.
    pub fn required(&mut self, field: &'static str, what: &str, max: usize) -> String {
        if self.typed.get(field).is_empty() {
            self.mark(field, format!("请填写{what}"));
        }
        self.text(field, max)
    }

    /// A telephone number, which may be empty: digits, and what people write between them.
    pub fn telephone(&mut self, field: &'static str) -> String {
        let text = self.text(field, 30);
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let between = |c: char| matches!(c, '+' | '-' | ' ' | '(' | ')' | '转');
        let fits = text.chars().all(|c| c.is_ascii_digit() || between(c));
        let digits = text.chars().filter(char::is_ascii_digit).count();
        if !text.is_empty() && (!fits || digits < 5) {
            self.mark(field, "请填写电话号码，可带区号和分机号");
        }
        text
    }

    /// A postcode, which may be empty.
    pub fn postcode(&mut self, field: &'static str) -> String {
        let text = self.typed.get(field);
        let fits = text.len() == 6 && text.bytes().all(|byte| byte.is_ascii_digit());
        if !text.is_empty() && !fits {
            self.mark(field, "邮编为 6 位数字");
        }
        text.to_owned()
    }

    /// A whole number, none where the field is empty.
    pub fn whole(&mut self, field: &'static str, range: RangeInclusive<i32>) -> Option<i32> {
        let text = self.typed.get(field);
        if text.is_empty() {
            return None;
        }
        let number = text.parse().ok().filter(|number| range.contains(number));
        if number.is_none() {
            self.mark(
                field,
                format!("请填写 {} 到 {} 之间的整数", range.start(), range.end()),
            );
        }
        number
    }

    /// A whole number that must be there; the range's start where it is not.
    pub fn required_whole(&mut self, field: &'static str, what: &str, range: RangeInclusive<i32>) -> i32 {
        let least = *range.start();
        if self.typed.get(field).is_empty() {
            self.mark(field, format!("请填写{what}"));
        }
        self.whole(field, range).unwrap_or(least)
    }

    /// A date as browsers send it, none where the field is empty.
    pub fn date(&mut self, field: &'static str) -> Option<NaiveDate> {
        let text = self.typed.get(field);
        if text.is_empty() {
            return None;
        }
        let date = NaiveDate::parse_from_str(text, "%Y-%m-%d").ok();
        if date.is_none() {
            self.mark(field, "请按 2027-07-01 的格式填写日期");
        }
        date
    }

    /// A date that must be there.
    pub fn required_date(&mut self, field: &'static str, what: &str) -> Option<NaiveDate> {
        if self.typed.get(field).is_empty() {
            self.mark(field, format!("请填写{what}"));
        }
        self.date(field)
    }

    /// A code in use for the cohort, which must be there.
    pub fn code(&mut self, field: &'static str, what: &str, list: List, cohort: i32) -> String {
        let code = self.typed.get(field);
        if !codes::options(list, cohort).any(|known| known.code == code) {
            self.mark(field, format!("请从列表中选择{what}"));
        }
        code.to_owned()
    }

    /// A region by its code or by its full name, which must be there, down to the county where the region has counties.
    pub fn region(&mut self, field: &'static str, what: &str) -> String {
        let typed = self.typed.get(field);
        let code = codes::region(typed);
        match code {
            Some(code) if codes::is_divided(code) => {
                let name = codes::region_name(code);
                self.mark(field, format!("{name}下还有区县，请从列表中选择到区县"));
            }
            Some(_) => {}
            None => self.mark(field, format!("请填写{what}，从列表中选择到区县")),
        }
        code.unwrap_or(typed).to_owned()
    }

    /// A region by its code or by its full name, which must be there: a province, a prefecture or a county.
    pub fn region_of_any_level(&mut self, field: &'static str, what: &str) -> String {
        let typed = self.typed.get(field);
        let code = codes::region(typed);
        if code.is_none() {
            self.mark(field, format!("请填写{what}，从列表中选择"));
        }
        code.unwrap_or(typed).to_owned()
    }

    /// A choice of yes or no; no where none was made.
    pub fn yes(&mut self, field: &'static str) -> bool {
        self.typed.get(field) == "yes"
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(fields: &[(&str, &str)]) -> Typed {
        Typed(
            fields
                .iter()
                .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
                .collect(),
        )
    }

    #[test]
    fn every_wrong_field_is_found_at_once() {
        let typed = typed(&[
            ("pay", "many"),
            ("from", "1.7.2027"),
            ("note", "\u{0}"),
            ("job", "99"),
        ]);
        let mut reader = Reader::new(&typed);
        reader.required("name", "姓名", 10);
        reader.whole("pay", 0..=9);
        reader.date("from");
        reader.text("note", 10);
        reader.code("job", "职位类别", List::JobCategory, 2027);
        let wrong = reader.finish(()).expect_err("five are wrong");
        assert_eq!(
            wrong.into_keys().collect::<Vec<_>>(),
            ["from", "job", "name", "note", "pay"]
        );
    }

    #[test]
    fn a_telephone_number_and_a_postcode_are_digits_or_nothing() {
        for (telephone, postcode, fits) in [
            ("", "", true),
            ("025-8379 0000 转 12", "210096", true),
            ("12345", "000000", true),
            ("abc", "", false),
            ("1234", "", false),
            ("", "1234", false),
            ("", "21009a", false),
        ] {
            let typed = typed(&[("telephone", telephone), ("postcode", postcode)]);
            let mut reader = Reader::new(&typed);
            let read = (reader.telephone("telephone"), reader.postcode("postcode"));
            assert_eq!(read, (telephone.into(), postcode.into()));
            assert_eq!(reader.finish(()).is_ok(), fits, "{telephone} {postcode}");
        }
    }

    #[test]
    fn a_region_is_named_down_to_the_county_where_there_are_any() {
        for (place, fits, of_any_level) in [
            ("江苏省南京市玄武区", true, true),
            ("320102", true, true),
            ("广东省东莞市", true, true),
            ("香港特别行政区", true, true),
            ("江苏省", false, true),
            ("江苏省南京市", false, true),
            ("320000", false, true),
            ("北京市", false, true),
            ("玄武区", false, false),
            ("", false, false),
        ] {
            let typed = typed(&[("place", place)]);
            let mut reader = Reader::new(&typed);
            reader.region("place", "工作地点");
            assert_eq!(reader.finish(()).is_ok(), fits, "{place}");
            let mut reader = Reader::new(&typed);
            reader.region_of_any_level("place", "地区");
            assert_eq!(reader.finish(()).is_ok(), of_any_level, "{place}");
        }
    }

    #[test]
    fn blanks_around_a_value_are_forgiven() {
        let typed = typed(&[("name", " 王小明 "), ("pay", " 8000 "), ("place", "320102")]);
        let mut reader = Reader::new(&typed);
        assert_eq!(reader.required("name", "姓名", 3), "王小明");
        assert_eq!(reader.whole("pay", 0..=99_999), Some(8000));
        assert_eq!(reader.region("place", "工作地点"), "320102");
        assert!(reader.finish(()).is_ok());
    }
}
