//! The coded reasons of a verdict: the national list of a module, and what a school added (domain section 17).

use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use super::{Explanation, Module, Reason, ReasonCode};
use crate::{
    db::{Conn, schema::verdict_reasons},
    ids::SchoolId,
    typed::{Typed, Wrong},
};

/// One reason to choose.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = verdict_reasons, check_for_backend(diesel::pg::Pg))]
pub struct CodedReason {
    /// What the event keeps.
    pub code: String,
    /// What people read.
    pub name: String,
}

/// The reasons that a school's reviewers choose from. A reason of the school's own hides the national one of its code.
pub async fn reasons(mut conn: &Conn, school: SchoolId, module: Module) -> QueryResult<Vec<CodedReason>> {
    let found: Vec<(CodedReason, Option<SchoolId>)> = verdict_reasons::table
        .filter(verdict_reasons::module.eq(module))
        .filter(
            verdict_reasons::school_id
                .is_null()
                .or(verdict_reasons::school_id.eq(school)),
        )
        .order((verdict_reasons::position, verdict_reasons::id))
        .select((CodedReason::as_select(), verdict_reasons::school_id))
        .load(&mut conn)
        .await?;
    let own: Vec<String> = found
        .iter()
        .filter(|(_, school)| school.is_some())
        .map(|(reason, _)| reason.code.clone())
        .collect();
    Ok(found
        .into_iter()
        .filter(|(reason, school)| school.is_some() || !own.contains(&reason.code))
        .map(|(reason, _)| reason)
        .collect())
}

impl Reason {
    /// Reads the fields `reason` and `words` of a form; the code must be one of the list.
    ///
    /// # Errors
    /// What is wrong, by field.
    pub fn read(typed: &Typed, list: &[CodedReason]) -> Result<Self, Wrong> {
        let mut wrong = Wrong::new();
        let code = ReasonCode::new(typed.get("reason"))
            .ok()
            .filter(|code| list.iter().any(|reason| reason.code == code.as_str()));
        if code.is_none() {
            wrong.insert("reason", "请从列表中选择原因。".into());
        }
        let text = Explanation::new(typed.get("words"))
            .map_err(|error| wrong.insert("words", error.to_string()))
            .ok();
        match (code, text) {
            (Some(code), Some(text)) => Ok(Self { code, text }),
            _ => Err(wrong),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(reason: &str, words: &str) -> Result<Reason, Wrong> {
        let list = [CodedReason {
            code: "other".into(),
            name: "其他".into(),
        }];
        let typed = [("reason", reason), ("words", words)];
        let typed = typed.map(|(field, text)| (field.to_owned(), text.to_owned()));
        Reason::read(&Typed(typed.into()), &list)
    }

    #[test]
    fn a_reason_needs_a_code_of_the_list_and_a_text() {
        assert!(read("other", "地址有误").is_ok());
        let wrong = |reason, words| {
            read(reason, words)
                .expect_err("wrong")
                .into_keys()
                .collect::<Vec<_>>()
        };
        assert_eq!(wrong("invented", "地址有误"), ["reason"]);
        assert_eq!(wrong("other", "  "), ["words"]);
        assert_eq!(wrong("", ""), ["reason", "words"]);
    }
}
