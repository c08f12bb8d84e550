//! A draft: what a student writes before handing it in. It begins only where handing it in would be granted now, so that nobody
//! fills in a form for nothing; the rules are asked again when it is handed in.

use chrono::Utc;
use diesel::{insert_into, prelude::*};
use diesel_async::RunQueryDsl;
use serde_json::json;

use super::{
    Question,
    act::{ActError, By},
    begin::lock_student,
    circumstances::{Circumstances, Standings},
    decide,
    spine::NewCase,
};
use crate::{
    access::Account,
    audit::{self, Entry},
    db::{Conn, schema::cases},
    ids::CaseId,
};

/// A draft that may begin. Its student is locked for the rest of the transaction.
pub(crate) struct Draft {
    new: NewCase,
    student: Standings,
}

impl Draft {
    /// Locks the student, and asks whether the draft could be handed in.
    ///
    /// # Errors
    /// What would stand against handing it in.
    pub(crate) async fn of(conn: &mut Conn, by: &Account, new: NewCase) -> Result<Self, ActError> {
        if !new.is_theirs(By::Account(by)) {
            return Err(ActError::NotFound);
        }
        let student = lock_student(conn, new.student).await?.ok_or(ActError::NotFound)?;
        let actor = By::Account(by).actor()?;
        let facts = Circumstances::of(conn, &new.place(), student.clone())
            .await?
            .facts(actor);
        decide(new.kind.draft(), &Question::Submit, &facts)?;
        Ok(Self { new, student })
    }

    /// Begins it.
    pub(crate) async fn begin(self, conn: &mut Conn, by: &Account) -> QueryResult<CaseId> {
        let (kind, school) = (self.new.kind, self.student.school_id);
        let case: CaseId = insert_into(cases::table)
            .values(self.new.row(&self.student, kind.draft(), Utc::now()))
            .returning(cases::id)
            .get_result(conn)
            .await?;
        let entry = Entry::of(by, "case.draft", "case", Some(case.0))
            .in_school(school)
            .with(json!({ "kind": kind.as_str() }));
        audit::write(conn, &entry).await?;
        Ok(case)
    }
}
