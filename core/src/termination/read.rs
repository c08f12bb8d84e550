//! One termination with the agreement that it ends, as far as the reader's scope reaches.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use crate::{
    access::Scope,
    agreement::Agreement,
    case::{AgreementKind, CaseRow, Initiator},
    db::{
        Conn,
        schema::{cases, terminations},
    },
    ids::CaseId,
    review::Termination as Asked,
};

/// A termination.
#[derive(Clone)]
pub struct Termination {
    /// The spine.
    pub case: CaseRow,
    /// What was asked.
    pub asked: Asked,
    /// What it ends, with the student.
    pub agreement: Agreement,
}

impl Termination {
    /// The kind of agreement that it ends.
    pub fn ends(&self) -> Option<AgreementKind> {
        AgreementKind::of(self.agreement.case.state.kind())
    }

    /// Did the student ask?
    pub fn is_students(&self) -> bool {
        self.case.initiator == Initiator::Student
    }
}

/// The termination of a case in reach; none for every other case. Whoever may see it may see what it ends: both are between the
/// same two (I4).
pub async fn read(mut conn: &Conn, scope: &Scope, case: CaseId) -> QueryResult<Option<Termination>> {
    let found = cases::table
        .inner_join(terminations::table)
        .filter(cases::id.eq(case))
        .filter(scope.cases())
        .select((CaseRow::as_select(), Asked::as_select()))
        .first::<(CaseRow, Asked)>(&mut conn)
        .await
        .optional()?;
    let Some((case, asked)) = found else {
        return Ok(None);
    };
    let agreement = match case.agreement_id {
        Some(agreement) => crate::agreement::read(conn, scope, agreement).await?,
        None => None,
    };
    Ok(agreement.map(|agreement| Termination {
        case,
        asked,
        agreement,
    }))
}
