//! Marking a company.

use diesel::{insert_into, prelude::*};
use diesel_async::{AsyncConnection, RunQueryDsl};
use serde_json::json;

use super::school_of;
use crate::{
    access::Account,
    audit::{self, Entry},
    case::Explanation,
    codes::CreditCode,
    company::{WarningReason, written_down},
    db::{
        Conn,
        schema::{companies, warnings},
    },
    ids::{CompanyId, WarningId},
    typed::{Reader, Typed, Wrong},
};

/// What is said of a company.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Marking {
    /// Why.
    pub reason: WarningReason,
    /// The particulars.
    pub explanation: Explanation,
}

impl Marking {
    /// Reads the fields `reason` and `explanation` of a form.
    ///
    /// # Errors
    /// What is wrong, by field.
    pub fn read(typed: &Typed) -> Result<Self, Wrong> {
        let mut wrong = Wrong::new();
        let reason = WarningReason::parse(typed.get("reason"));
        if reason.is_none() {
            wrong.insert("reason", "请选择预警原因".into());
        }
        let explanation = Explanation::new(typed.get("explanation"))
            .map_err(|error| wrong.insert("explanation", error.to_string()))
            .ok();
        match (reason, explanation) {
            (Some(reason), Some(explanation)) => Ok(Self { reason, explanation }),
            _ => Err(wrong),
        }
    }
}

/// Whom a mark is on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Whom {
    /// A company that the platform knows.
    Known(CompanyId),
    /// One that nobody has named here before: it is written down under this name.
    Named {
        /// 统一社会信用代码.
        code: CreditCode,
        /// 单位名称.
        name: String,
    },
}

impl Whom {
    /// Reads the field `company_name` of a form, for a company that only its code is known of.
    ///
    /// # Errors
    /// What is wrong, by field.
    pub fn named(code: CreditCode, typed: &Typed) -> Result<Self, Wrong> {
        let mut reader = Reader::new(typed);
        let name = reader.required("company_name", "单位名称", 100);
        reader.finish(Self::Named { code, name })
    }

    async fn company(&self, conn: &mut Conn) -> QueryResult<Option<CompanyId>> {
        match self {
            Self::Known(company) => {
                let known = companies::table.find(company).select(companies::id);
                known.first(conn).await.optional()
            }
            Self::Named { code, name } => written_down(conn, code, name).await.map(Some),
        }
    }
}

/// What became of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// The company is marked.
    Marked(WarningId),
    /// The school had marked it before: that mark stands as it is.
    Already,
    /// There is no such company, or the account marks none.
    NotThere,
}

/// Marks a company for the officer's school, with the entry in the trail. A second mark changes nothing: the database takes one
/// of a school and company at a time.
pub async fn mark(conn: &mut Conn, by: &Account, whom: &Whom, marking: &Marking) -> QueryResult<Outcome> {
    let Some(school) = school_of(by) else {
        return Ok(Outcome::NotThere);
    };
    conn.transaction(async |conn| {
        let Some(company) = whom.company(conn).await? else {
            return Ok(Outcome::NotThere);
        };
        let marked: Option<WarningId> = insert_into(warnings::table)
            .values((
                warnings::company_id.eq(company),
                warnings::school_id.eq(school),
                warnings::reason.eq(marking.reason),
                warnings::explanation.eq(marking.explanation.as_str()),
                warnings::marked_by.eq(by.id),
            ))
            .on_conflict_do_nothing()
            .returning(warnings::id)
            .get_result(conn)
            .await
            .optional()?;
        let Some(id) = marked else {
            return Ok(Outcome::Already);
        };
        let entry = Entry::of(by, "warning.mark", "warning", Some(id.0));
        let detail = json!({ "company": company.0, "reason": marking.reason.as_str() });
        audit::write(conn, &entry.with(detail)).await?;
        Ok(Outcome::Marked(id))
    })
    .await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn r_12_1_a_mark_needs_a_reason_of_the_list_and_a_text() {
        let read = |reason: &str, text: &str| {
            let typed = [("reason", reason), ("explanation", text)];
            let typed = typed.map(|(field, text)| (field.to_owned(), text.to_owned()));
            Marking::read(&Typed(typed.into()))
        };
        assert!(read("fake", "查无此单位").is_ok());
        let wrong = read("rumour", " ").expect_err("both are wrong");
        assert_eq!(wrong.into_keys().collect::<Vec<_>>(), ["explanation", "reason"]);
    }
}
