//! What somebody fills in who asks for the end of an agreement.

use chrono::{Days, NaiveDate};
use diesel::prelude::*;
use serde_json::{Map, Value};

use super::Cause;
use crate::{
    case::{Explanation, Initiator},
    db::{schema::terminations, text_enum::text_enum},
    typed::{Reader, Typed, Wrong},
};

/// How far ahead the agreement may be said to end, in days.
pub const LONGEST_AHEAD: u64 = 90;

/// Reason and date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// The coded reason.
    pub cause: Cause,
    /// The reason in words.
    pub words: Explanation,
    /// 解约日期: from which day on the agreement is to be over.
    pub ends_on: NaiveDate,
}

text_enum! {
    /// What is asked, by the names under which an event keeps it.
    Field {
        /// 解约原因, a code.
        Cause = "reason_code",
        /// 具体说明.
        Words = "reason_text",
        /// 解约日期.
        EndsOn = "ended_on",
    }
}

impl Field {
    /// The guide's word for it.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Cause => "解约原因",
            Self::Words => "具体说明",
            Self::EndsOn => "解约日期",
        }
    }

    /// A kept value in words.
    pub fn words(self, value: &Value) -> &str {
        match (self, value.as_str()) {
            (_, None) => "无",
            (Self::Cause, Some(code)) => Cause::word(code),
            (Self::Words | Self::EndsOn, Some(text)) => text,
        }
    }
}

/// The row of [`terminations`] that a request makes.
#[derive(Insertable, AsChangeset)]
#[diesel(table_name = terminations)]
pub(super) struct Row<'a> {
    reason_code: Cause,
    reason_text: &'a str,
    ended_on: NaiveDate,
}

impl Request {
    /// Reads the fields `cause`, `words` and `ends_on`. The day lies neither before the agreement was signed nor more than
    /// [`LONGEST_AHEAD`] days after today.
    ///
    /// # Errors
    /// What is wrong, by field.
    pub fn read(
        typed: &Typed,
        asker: Initiator,
        signed_on: Option<NaiveDate>,
        today: NaiveDate,
    ) -> Result<Self, Wrong> {
        let mut reader = Reader::new(typed);
        let cause = Cause::parse(typed.get("cause")).filter(|cause| Cause::offered_to(asker).contains(cause));
        if cause.is_none() {
            reader.mark("cause", "请从列表中选择解约原因。");
        }
        let words = Explanation::new(typed.get("words"));
        if let Err(error) = &words {
            reader.mark("words", error.to_string());
        }
        let ends_on = reader.required_date("ends_on", "解约日期");
        match ends_on {
            Some(day) if signed_on.is_some_and(|signed| day < signed) => {
                reader.mark("ends_on", "解约日期不能早于签约日期，请核对后重新填写。");
            }
            Some(day) if day > today + Days::new(LONGEST_AHEAD) => {
                let sentence = format!("解约日期须在今天起{LONGEST_AHEAD}天以内，请重新填写。");
                reader.mark("ends_on", sentence);
            }
            Some(_) | None => {}
        }
        let (cause, words, ends_on) = reader.finish((cause, words.ok(), ends_on))?;
        match (cause, words, ends_on) {
            (Some(cause), Some(words), Some(ends_on)) => Ok(Self {
                cause,
                words,
                ends_on,
            }),
            // Whatever is missing was marked above.
            (_, _, _) => Err(Wrong::new()),
        }
    }

    /// The values in which it differs from what was asked before, before and after, by [`Field`]; none where it says the same.
    pub(super) fn difference(
        &self,
        (cause, words, ends_on): &(String, String, Option<NaiveDate>),
    ) -> Option<(Value, Value)> {
        let day = |day: Option<NaiveDate>| Value::from(day.map(|day| day.to_string()));
        let values = [
            (Field::Cause, cause.as_str().into(), self.cause.as_str().into()),
            (Field::Words, words.as_str().into(), self.words.as_str().into()),
            (Field::EndsOn, day(*ends_on), day(Some(self.ends_on))),
        ];
        let (mut before, mut after) = (Map::new(), Map::new());
        for (field, was, is) in values.into_iter().filter(|(_, was, is)| was != is) {
            before.insert(field.as_str().into(), was);
            after.insert(field.as_str().into(), is);
        }
        (!after.is_empty()).then_some((before.into(), after.into()))
    }

    pub(super) fn row(&self) -> Row<'_> {
        Row {
            reason_code: self.cause,
            reason_text: self.words.as_str(),
            ended_on: self.ends_on,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    fn read(asker: Initiator, cause: &str, words: &str, ends_on: &str) -> Result<Request, Vec<&'static str>> {
        let typed = [("cause", cause), ("words", words), ("ends_on", ends_on)];
        let typed = typed.map(|(field, text)| (field.to_owned(), text.to_owned()));
        let (signed, today) = (Some(day("2027-03-01")), day("2027-04-01"));
        Request::read(&Typed(typed.into()), asker, signed, today).map_err(|wrong| wrong.into_keys().collect())
    }

    #[test]
    fn what_is_asked_otherwise_than_before_is_kept_and_nothing_else() {
        let asked = Request {
            cause: Cause::FurtherStudy,
            words: Explanation::new("考取研究生").expect("a text"),
            ends_on: day("2027-04-10"),
        };
        let same = (
            "further_study".to_owned(),
            "考取研究生".to_owned(),
            Some(day("2027-04-10")),
        );
        assert_eq!(asked.difference(&same), None);
        let before = (same.0.clone(), "读研".to_owned(), None);
        let (before, after) = asked.difference(&before).expect("two");
        assert_eq!(
            before,
            serde_json::json!({ "reason_text": "读研", "ended_on": null })
        );
        let now = serde_json::json!({ "reason_text": "考取研究生", "ended_on": "2027-04-10" });
        assert_eq!(after, now);
        assert_eq!(
            Field::Cause.words(&"further_study".into()),
            Cause::FurtherStudy.label()
        );
        assert_eq!(Field::EndsOn.words(&Value::Null), "无");
    }

    #[test]
    fn a_request_has_a_coded_reason_words_and_a_day() {
        let request =
            read(Initiator::Student, "further_study", " 已被录取 ", "2027-04-10").expect("in order");
        assert_eq!(
            (request.cause, request.words.as_str(), request.ends_on),
            (Cause::FurtherStudy, "已被录取", day("2027-04-10"))
        );
        let wrong = read(Initiator::Student, "", "", "");
        assert_eq!(wrong, Err(vec!["cause", "ends_on", "words"]));
    }

    #[test]
    fn each_side_has_reasons_of_its_own() {
        let of = |asker, cause| read(asker, cause, "说明", "2027-04-10").is_ok();
        assert!(of(Initiator::Company, "conditions") && !of(Initiator::Student, "conditions"));
        assert!(of(Initiator::Student, "personal") && !of(Initiator::Company, "personal"));
        assert!(!of(Initiator::School, "other") && !of(Initiator::Student, "invented"));
    }

    #[test]
    fn the_day_lies_between_the_signing_and_ninety_days_ahead() {
        let of = |ends_on| read(Initiator::Student, "other", "说明", ends_on);
        assert!(of("2027-03-01").is_ok() && of("2027-06-30").is_ok());
        for wrong in ["2027-02-28", "2027-07-01", "明天", "0000-00-00"] {
            assert_eq!(of(wrong), Err(vec!["ends_on"]), "{wrong}");
        }
    }

    #[test]
    fn every_reason_has_a_word_and_somebody_who_may_give_it() {
        for cause in Cause::ALL {
            assert!(!cause.label().is_empty());
            let offered = [Initiator::Student, Initiator::Company].map(Cause::offered_to);
            assert!(offered.iter().any(|causes| causes.contains(cause)), "{cause:?}");
        }
    }
}
