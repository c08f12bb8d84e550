//! What reviewers have seen of a destination so far: folded from the values that its events keep.

use std::collections::BTreeMap;

use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use serde_json::{Map, Value};

use super::{Column, Details};
use crate::{
    case::{Change, Question},
    db::{Conn, schema::case_events},
    ids::CaseId,
};

/// Values by column, as events keep them; a column without a value is none.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Kept(BTreeMap<Column, Option<String>>);

impl Kept {
    /// All values of some details.
    pub(super) fn of(details: &Details) -> Self {
        let value = |column: Column| details.get(column).map(|value| value.into_owned());
        Self(
            Column::ALL
                .iter()
                .map(|&column| (column, value(column)))
                .filter(|(_, value)| value.is_some())
                .collect(),
        )
    }

    /// What an event keeps of these values: all of them where nothing was seen before, else those that changed.
    pub(super) fn since(self, before: Option<Self>) -> Change {
        let Some(before) = before else {
            return Change {
                before: None,
                after: Some(self.json(|_| true)),
            };
        };
        if before == self {
            return Change::default();
        }
        // The type goes with every change: it says what the columns are called.
        let changed = |column: &Column| *column == Column::Type || before.get(*column) != self.get(*column);
        Change {
            before: Some(before.json(changed)),
            after: Some(self.json(changed)),
        }
    }

    fn get(&self, column: Column) -> Option<&str> {
        self.0.get(&column)?.as_deref()
    }

    fn json(&self, wanted: impl Fn(&Column) -> bool) -> Value {
        let pairs: Map<String, Value> = Column::ALL
            .iter()
            .filter(|column| wanted(column))
            .map(|column| (column.as_str().to_owned(), self.get(*column).into()))
            .collect();
        Value::Object(pairs)
    }

    fn fold(mut self, after: &Value) -> Self {
        for (name, value) in after.as_object().into_iter().flatten() {
            if let Some(column) = Column::parse(name) {
                match value.as_str() {
                    Some(text) => self.0.insert(column, Some(text.to_owned())),
                    None => self.0.remove(&column),
                };
            }
        }
        self
    }
}

/// What was handed in last, with every edit since; none where nothing was handed in, or nothing was kept of it.
pub(super) async fn kept(conn: &mut Conn, case: CaseId) -> QueryResult<Option<Kept>> {
    let telling = [Question::Submit.as_str(), Question::EditInReview.as_str()];
    let after: Vec<Option<Value>> = case_events::table
        .filter(case_events::case_id.eq(case))
        .filter(case_events::command.eq_any(telling))
        .order(case_events::version)
        .select(case_events::after)
        .load(conn)
        .await?;
    let mut known = after.iter().flatten().peekable();
    Ok(known
        .peek()
        .is_some()
        .then(|| known.fold(Kept::default(), Kept::fold)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::destination::Type;

    fn details() -> Details {
        let day = chrono::NaiveDate::from_ymd_opt(2027, 3, 1).expect("a date");
        Details {
            reason: Some("准备考试".into()),
            ..Details::blank(Type::PreparingForStudy, "71", day)
        }
    }

    #[test]
    fn what_is_handed_in_first_is_kept_whole_and_then_only_what_changed() {
        let first = Kept::of(&details()).since(None);
        assert_eq!(first.before, None);
        let after = first.after.expect("values");
        assert_eq!(
            (&after["type"], &after["reason"]),
            (&"preparing_for_study".into(), &"准备考试".into())
        );

        let seen = Kept::default().fold(&after);
        assert_eq!(seen, Kept::of(&details()));
        let edited = Details {
            reason: Some("准备出国".into()),
            ..details()
        };
        let change = Kept::of(&edited).since(Some(seen.clone()));
        let kept = |reason| Some(serde_json::json!({ "type": "preparing_for_study", "reason": reason }));
        assert_eq!(
            (change.before, change.after),
            (kept("准备考试"), kept("准备出国"))
        );
        let same = Kept::of(&details()).since(Some(seen));
        assert!(same.before.is_none() && same.after.is_none());
    }
}
