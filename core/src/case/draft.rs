//! A draft: what a student writes before handing it in. It begins only where handing it in would be granted now, so that nobody
//! fills in a form for nothing; the rules are asked again when it is handed in.

use chrono::Utc;
use diesel::{insert_into, prelude::*};
use diesel_async::RunQueryDsl;
use serde_json::json;

use super::{
    Command, Refusal,
    act::{ActError, By},
    begin::lock_student,
    circumstances::{Circumstances, Standings},
    decide,
    spine::NewCase,
};
use crate::{
    access::Account,
    audit::{self, Entry},
    db::{
        Conn,
        schema::{cases, students},
    },
    ids::CaseId,
};

/// Why a student could not hand in such a case now; none: it would be granted. Locks nothing.
pub(crate) async fn stands_against(
    conn: &mut Conn,
    by: &Account,
    new: &NewCase,
) -> Result<Option<Refusal>, ActError> {
    let student = students::table
        .find(new.student)
        .filter(by.scope().students())
        .select(Standings::as_select())
        .first(conn)
        .await
        .optional()?
        .ok_or(ActError::NotFound)?;
    judge(conn, by, new, student).await
}

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
        match judge(conn, by, &new, student.clone()).await? {
            Some(refusal) => Err(refusal.into()),
            None => Ok(Self { new, student }),
        }
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

async fn judge(
    conn: &mut Conn,
    by: &Account,
    new: &NewCase,
    student: Standings,
) -> Result<Option<Refusal>, ActError> {
    let actor = By::Account(by).actor()?;
    let circumstances = Circumstances::of(conn, &new.place(), student).await?;
    Ok(decide(new.kind.draft(), &Command::Submit, &circumstances.facts(actor)).err())
}
