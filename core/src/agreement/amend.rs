//! What a school officer edits of an approved agreement (rules 7.1 and 7.2).

use std::collections::BTreeMap;

use diesel::{prelude::*, update};
use diesel_async::{AsyncConnection, RunQueryDsl};
use serde_json::{Map, Value};

use super::Terms;
use crate::{
    access::Account,
    case::{ActError, Acted, AgreementKind, By, Change, Command, EditableField, apply, hold},
    db::{Conn, schema::agreements},
    ids::CaseId,
    typed::{Reader, Typed, Wrong},
};

/// The values that an officer wants: of every field that may be edited, the code that the form held.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Amendment(BTreeMap<&'static str, String>);

#[derive(AsChangeset)]
#[diesel(table_name = agreements)]
struct Columns<'a> {
    job_category: Option<&'a str>,
    nature: Option<&'a str>,
    industry: Option<&'a str>,
}

impl Amendment {
    /// Reads the form for an agreement of a kind. What the kind does not let be edited is not looked at.
    pub fn read(typed: &Typed, kind: AgreementKind, cohort: i32) -> Result<Self, Wrong> {
        let mut reader = Reader::new(typed);
        let fields = kind.editable_after_approval().iter();
        let codes = fields
            .map(|field| {
                let code = reader.code(field.as_str(), field.label(), field.list(), cohort);
                (field.as_str(), code)
            })
            .collect();
        reader.finish(Self(codes))
    }

    /// The fields in which it differs from an agreement.
    fn changed(&self, terms: &Terms) -> Vec<EditableField> {
        EditableField::ALL
            .iter()
            .copied()
            .filter(|field| self.of(*field).is_some_and(|code| code != terms.editable(*field)))
            .collect()
    }

    fn of(&self, field: EditableField) -> Option<&str> {
        self.0.get(field.as_str()).map(String::as_str)
    }
}

impl Terms {
    /// The code that stands in a field that may be edited after approval.
    pub fn editable(&self, field: EditableField) -> &str {
        match field {
            EditableField::JobCategory => &self.job_category,
            EditableField::CompanyNature => &self.nature,
            EditableField::CompanyIndustry => &self.industry,
        }
    }
}

/// Edits an approved agreement as its officer saw it at version `seen`, in one transaction with the event that keeps the values
/// before and after, the messages to the student and the push.
///
/// # Errors
/// [`crate::case::Refusal::NothingEdited`] where every value is as it was.
pub async fn amend(
    conn: &mut Conn,
    by: &Account,
    case: CaseId,
    seen: i32,
    wanted: &Amendment,
) -> Result<Acted, ActError> {
    conn.transaction(async |conn| {
        let held = hold(conn, By::Account(by), case).await?;
        held.seen_at(seen)?;
        let terms: Terms = agreements::table
            .find(case)
            .select(Terms::as_select())
            .first(conn)
            .await
            .optional()?
            .ok_or(ActError::NotFound)?;
        let fields = wanted.changed(&terms);
        let change = Change {
            before: values(&fields, |field| Some(terms.editable(field))),
            after: values(&fields, |field| wanted.of(field)),
        };
        let acted = apply(
            conn,
            By::Account(by),
            held,
            &Command::EditAfterApproval(fields.clone()),
            change,
        )
        .await?;
        let new = |field| wanted.of(field).filter(|_| fields.contains(&field));
        update(agreements::table.find(case))
            .set(Columns {
                job_category: new(EditableField::JobCategory),
                nature: new(EditableField::CompanyNature),
                industry: new(EditableField::CompanyIndustry),
            })
            .execute(conn)
            .await?;
        Ok(acted)
    })
    .await
}

fn values<'a>(fields: &[EditableField], of: impl Fn(EditableField) -> Option<&'a str>) -> Option<Value> {
    let pairs: Map<String, Value> = fields
        .iter()
        .filter_map(|field| Some((field.as_str().to_owned(), of(*field)?.into())))
        .collect();
    Some(Value::Object(pairs))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(fields: &[(&str, &str)]) -> Typed {
        let pairs = fields
            .iter()
            .map(|(field, text)| ((*field).into(), (*text).into()));
        Typed(pairs.collect())
    }

    #[test]
    fn r_7_1_of_an_online_agreement_only_the_job_category_is_read() {
        let form = typed(&[("job_category", "13"), ("nature", "10"), ("industry", "I")]);
        let read = Amendment::read(&form, AgreementKind::Online, 2027).expect("a known category");
        assert_eq!(read.of(EditableField::JobCategory), Some("13"));
        assert_eq!(read.of(EditableField::CompanyNature), None);
        assert_eq!(read.of(EditableField::CompanyIndustry), None);
    }

    #[test]
    fn r_7_1_a_code_that_no_list_has_is_refused_beside_its_field() {
        let form = typed(&[("job_category", "无")]);
        let wrong = Amendment::read(&form, AgreementKind::Online, 2027).expect_err("no such code");
        assert_eq!(
            wrong.get("job_category").map(String::as_str),
            Some("请从列表中选择职位类别")
        );
    }
}
