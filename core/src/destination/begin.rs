//! A student chooses the type of what is to be registered.

use diesel::{insert_into, prelude::*, update};
use diesel_async::{AsyncConnection, RunQueryDsl};
use serde_json::json;

use super::{Details, Type};
use crate::{
    access::{Account, Role},
    audit::{self, Entry},
    case::{ActError, Draft, Initiator, Kind, NewCase, Refusal, bar},
    db::{
        Conn,
        schema::{cases, destinations, students},
    },
    files::{Purpose, take_off},
    ids::{CaseId, StudentId},
    roster, time,
};

/// What a student can begin now.
#[derive(Debug, Clone)]
pub struct Offered {
    /// The types to choose from (4.2).
    pub types: Vec<Type>,
    /// Why none of them can be handed in now; none: one can.
    pub barred: Option<Refusal>,
    /// The draft to go on with, and its type.
    pub draft: Option<(CaseId, Type)>,
}

/// A draft that was begun, or turned into one of another type.
#[derive(Debug, Clone, Copy)]
pub struct Begun {
    /// The draft.
    pub case: CaseId,
    /// Did it lose the proof of its former type?
    pub lost_proof: bool,
}

/// The types that a student is offered; none for accounts that are no student's.
pub async fn offered(conn: &mut Conn, by: &Account) -> QueryResult<Option<Offered>> {
    let Role::Student { student, .. } = by.role else {
        return Ok(None);
    };
    let training_mode: String = students::table
        .find(student)
        .select(students::training_mode)
        .first(conn)
        .await?;
    let types: Vec<Type> = Type::offered(roster::may_sign(&training_mode)).collect();
    let barred = match types.as_slice().first() {
        Some(first) => bar(conn, by, Kind::Destination, first.is_supplementary()).await?,
        None => None,
    };
    Ok(Some(Offered {
        barred,
        draft: draft_of(conn, student).await?,
        types,
    }))
}

/// Begins a draft of a type, or turns the student's draft into one of that type. Sent twice, it begins one.
///
/// # Errors
/// What would stand against handing it in: the place is taken, the switch is off, or the type is not the student's to choose.
pub async fn begin(conn: &mut Conn, by: &Account, kind: Type) -> Result<Begun, ActError> {
    let Role::Student { student, .. } = by.role else {
        return Err(ActError::NotFound);
    };
    conn.transaction(async |conn| {
        let draft = Draft::of(conn, by, new(student, kind)).await?;
        if let Some((case, _)) = draft_of(conn, student).await? {
            let lost_proof = retype(conn, by, case, kind).await?;
            return Ok(Begun { case, lost_proof });
        }
        let case = draft.begin(conn, by).await?;
        let details = Details::blank(kind, category(conn, student, kind).await?, time::today());
        insert_into(destinations::table)
            .values((destinations::case_id.eq(case), details))
            .execute(conn)
            .await?;
        Ok(Begun {
            case,
            lost_proof: false,
        })
    })
    .await
}

fn new(student: StudentId, kind: Type) -> NewCase {
    NewCase {
        kind: Kind::Destination,
        student,
        company: None,
        initiator: Initiator::Student,
        agreement: None,
        due_at: None,
        supplementary: kind.is_supplementary(),
    }
}

/// The student's latest draft. Served by cases_student.
async fn draft_of(conn: &mut Conn, student: StudentId) -> QueryResult<Option<(CaseId, Type)>> {
    cases::table
        .inner_join(destinations::table)
        .filter(cases::student_id.eq(student))
        .filter(cases::kind.eq(Kind::Destination))
        .filter(cases::state.eq(Kind::Destination.draft().as_str()))
        .order(cases::id.desc())
        .select((cases::id, destinations::type_))
        .first(conn)
        .await
        .optional()
}

/// Of what was filled in, what the new type asks for as well is kept. Proof is not: what shows one type shows no other (6.4). Says
/// whether there was any.
async fn retype(conn: &mut Conn, by: &Account, case: CaseId, kind: Type) -> QueryResult<bool> {
    let (old, student): (Details, StudentId) = destinations::table
        .inner_join(cases::table)
        .filter(destinations::case_id.eq(case))
        .select((Details::as_select(), cases::student_id))
        .first(conn)
        .await?;
    if old.kind == kind {
        return Ok(false);
    }
    let entry = Entry::of(by, "destination.retype", "case", Some(case.0))
        .with(json!({ "from": old.kind.as_str(), "to": kind.as_str() }));
    let category = category(conn, student, kind).await?;
    update(destinations::table.find(case))
        .set(old.turned_into(kind, category))
        .execute(conn)
        .await?;
    let lost = take_off(conn, case, Purpose::Proof, Vec::new()).await?;
    audit::write(conn, &entry).await?;
    Ok(lost > 0)
}

async fn category(conn: &mut Conn, student: StudentId, kind: Type) -> QueryResult<&'static str> {
    let cohort: i32 = students::table
        .find(student)
        .select(students::cohort)
        .first(conn)
        .await?;
    Ok(kind.description().category.of_none_chosen(cohort))
}
