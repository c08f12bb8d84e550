//! Reading what was typed, by the type's own description.

use chrono::NaiveDate;

use super::{Ask, Column, Details, Input, Type};
use crate::{
    codes::CreditCode,
    typed::{Reader, Typed, Wrong},
};

/// The most that is believed as monthly pay, in yuan.
const MOST_YUAN: i32 = 10_000_000;

/// The last year in which nobody registered anything here.
const TOO_LONG_AGO: i32 = 2000;

/// How much has to be there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// As far as it was filled in: a draft.
    SoFar,
    /// Everything that the type asks for.
    Whole,
}

impl Details {
    /// Reads the form of a type. What the type does not ask for is not looked at, and nothing is kept of it.
    ///
    /// # Errors
    /// What is wrong, by the name of the column.
    pub fn read(
        typed: &Typed,
        kind: Type,
        cohort: i32,
        today: NaiveDate,
        extent: Extent,
    ) -> Result<Self, Wrong> {
        let description = kind.description();
        let category = description.category.of_none_chosen(cohort);
        let mut details = Self::blank(kind, category, today);
        let mut form = Form {
            reader: Reader::new(typed),
            typed,
            cohort,
            today,
            extent,
        };
        for ask in description.asks() {
            match ask.column.input() {
                Input::Day => details.registered_on = form.day(ask).unwrap_or(today),
                Input::Yuan => details.pay = form.yuan(ask),
                _ => {
                    let text = form.text(ask);
                    if ask.column != Column::Category || text.is_some() {
                        details.set(ask.column, text);
                    }
                }
            }
        }
        if extent == Extent::Whole
            && let Some(column) = (description.needs)(&details)
            && details.get(column).is_none()
        {
            let label = description.label(column);
            form.reader.mark(column.as_str(), format!("请填写{label}"));
        }
        form.reader.finish(details)
    }
}

/// A form being read.
struct Form<'a> {
    reader: Reader<'a>,
    typed: &'a Typed,
    cohort: i32,
    today: NaiveDate,
    extent: Extent,
}

impl Form<'_> {
    /// Nothing was typed. Marks it where something has to be.
    fn is_missing(&mut self, ask: &Ask) -> bool {
        let missing = self.typed.get(ask.column.as_str()).is_empty();
        if missing && ask.needed && self.extent == Extent::Whole {
            let verb = match ask.column.input() {
                Input::Code(_) => "选择",
                _ if !ask.only.is_empty() => "选择",
                _ => "填写",
            };
            self.reader
                .mark(ask.column.as_str(), format!("请{verb}{}", ask.label));
        }
        missing
    }

    fn day(&mut self, ask: &Ask) -> Option<NaiveDate> {
        if self.is_missing(ask) {
            return None;
        }
        let field = ask.column.as_str();
        let day = self.reader.date(field)?;
        if day > self.today {
            self.reader.mark(field, format!("{}不能晚于今天", ask.label));
        } else if chrono::Datelike::year(&day) < TOO_LONG_AGO {
            self.reader.mark(field, "请核对年份");
        }
        Some(day)
    }

    fn yuan(&mut self, ask: &Ask) -> Option<i32> {
        if self.is_missing(ask) {
            return None;
        }
        self.reader.whole(ask.column.as_str(), 0..=MOST_YUAN)
    }

    fn text(&mut self, ask: &Ask) -> Option<String> {
        if self.is_missing(ask) {
            return None;
        }
        let field = ask.column.as_str();
        let text = match ask.column.input() {
            Input::Code(list) => self.reader.code(field, ask.label, list, self.cohort),
            Input::Region => match self.extent {
                Extent::SoFar => self.reader.region_of_any_level(field, ask.label),
                Extent::Whole => self.reader.region(field, ask.label),
            },
            Input::CreditCode => self.credit_code(field),
            Input::Telephone => self.reader.telephone(field),
            Input::Web => self.web(field),
            Input::Line(most) => self.line(field, most),
            Input::Text(most) => self.reader.text(field, most),
            Input::Day | Input::Yuan => return None,
        };
        if !ask.only.is_empty() && !ask.only.contains(&text.as_str()) {
            self.reader.mark(field, format!("请从列表中选择{}", ask.label));
        }
        Some(text)
    }

    /// Of one line, whatever was pasted.
    fn line(&mut self, field: &'static str, most: usize) -> String {
        let text = self.reader.text(field, most);
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    fn credit_code(&mut self, field: &'static str) -> String {
        match CreditCode::parse(self.typed.get(field)) {
            Some(code) => code.as_str().to_owned(),
            None => {
                self.reader
                    .mark(field, "统一社会信用代码为 18 位数字或大写字母，请核对");
                String::new()
            }
        }
    }

    fn web(&mut self, field: &'static str) -> String {
        let text = self.line(field, 200);
        let host = text
            .strip_prefix("https://")
            .or_else(|| text.strip_prefix("http://"));
        if host.is_none_or(|host| !host.contains('.') || host.contains(' ')) {
            self.reader
                .mark(field, "请填写完整网址，以 http:// 或 https:// 开头");
        }
        text
    }
}
