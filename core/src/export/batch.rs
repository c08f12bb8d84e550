//! Reading some cases with everything that a row of theirs says.

use std::collections::HashMap;

use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use futures::try_join;

use super::{
    read::returns,
    record::{Agreement, Case, Record, Student, Termination, Verdict},
    wanted::Content,
};
use crate::{
    case::{Kind, Module, queue::Wanted},
    db::{
        Conn,
        schema::{accounts, agreements, case_events, cases, destinations, students, terminations},
    },
    destination::Details,
    ids::CaseId,
};

/// The commands that are verdicts of an officer.
const VERDICTS: [&str; 5] = ["approve", "return", "reject", "force", "approve_one_sided"];

/// The rows of some cases of a module, in the order of their numbers' list. Every table is asked by its primary key or by
/// case_events_case_id_version_key.
pub(super) async fn batch(
    conn: &Conn,
    wanted: &Wanted,
    content: Content,
    ids: &[CaseId],
) -> QueryResult<Vec<Record>> {
    let module = wanted.module;
    let mut here = conn;
    let rows: Vec<(Case, Student)> = cases::table
        .inner_join(students::table)
        .filter(cases::id.eq_any(ids))
        .select((Case::as_select(), Student::as_select()))
        .load(&mut here)
        .await?;
    let agreed: Vec<CaseId> = rows.iter().map(|(case, _)| agreement_of(case)).collect();
    let (agreements, destinations, terminations, ends, verdicts) = try_join!(
        agreements(conn, module, &agreed),
        destinations(conn, module, ids),
        terminations(conn, module, ids),
        ends(conn, module, &agreed),
        verdicts(conn, wanted, content, ids),
    )?;
    let mut rows: HashMap<CaseId, (Case, Student)> = rows
        .into_iter()
        .map(|(case, student)| (case.id, (case, student)))
        .collect();
    let mut records = Vec::with_capacity(ids.len());
    for id in ids {
        let Some((case, student)) = rows.remove(id) else {
            continue;
        };
        let record = |verdict: Option<&Verdict>| Record {
            agreement: agreements.get(&agreement_of(&case)).cloned(),
            destination: destinations.get(id).cloned(),
            termination: terminations.get(id).cloned(),
            ends: ends.get(&agreement_of(&case)).and_then(|kind| kind.agreement()),
            verdict: verdict.cloned(),
            case: case.clone(),
            student: student.clone(),
        };
        let given = verdicts.get(id).map(Vec::as_slice).unwrap_or_default();
        match content {
            Content::Cases => records.push(record(given.last())),
            Content::Returns => records.extend(given.iter().map(|verdict| record(Some(verdict)))),
        }
    }
    Ok(records)
}

fn agreement_of(case: &Case) -> CaseId {
    case.agreement_id.unwrap_or(case.id)
}

async fn agreements(
    mut conn: &Conn,
    module: Module,
    ids: &[CaseId],
) -> QueryResult<HashMap<CaseId, Agreement>> {
    if module == Module::Destinations {
        return Ok(HashMap::new());
    }
    let found = agreements::table
        .filter(agreements::case_id.eq_any(ids))
        .select(Agreement::as_select());
    let found: Vec<Agreement> = found.load(&mut conn).await?;
    Ok(found.into_iter().map(|row| (row.case_id, row)).collect())
}

async fn destinations(
    mut conn: &Conn,
    module: Module,
    ids: &[CaseId],
) -> QueryResult<HashMap<CaseId, Details>> {
    if module != Module::Destinations {
        return Ok(HashMap::new());
    }
    let found = destinations::table
        .filter(destinations::case_id.eq_any(ids))
        .select((destinations::case_id, Details::as_select()));
    let found: Vec<(CaseId, Details)> = found.load(&mut conn).await?;
    Ok(found.into_iter().collect())
}

async fn terminations(
    mut conn: &Conn,
    module: Module,
    ids: &[CaseId],
) -> QueryResult<HashMap<CaseId, Termination>> {
    if module != Module::Terminations {
        return Ok(HashMap::new());
    }
    let found = terminations::table
        .filter(terminations::case_id.eq_any(ids))
        .select(Termination::as_select());
    let found: Vec<Termination> = found.load(&mut conn).await?;
    Ok(found.into_iter().map(|row| (row.case_id, row)).collect())
}

/// What the agreements that terminations end are.
async fn ends(mut conn: &Conn, module: Module, ids: &[CaseId]) -> QueryResult<HashMap<CaseId, Kind>> {
    if module != Module::Terminations {
        return Ok(HashMap::new());
    }
    let found = cases::table
        .filter(cases::id.eq_any(ids))
        .select((cases::id, cases::kind));
    let found: Vec<(CaseId, Kind)> = found.load(&mut conn).await?;
    Ok(found.into_iter().collect())
}

/// The verdicts of each case, oldest first: of a list of returns only those.
async fn verdicts(
    mut conn: &Conn,
    wanted: &Wanted,
    content: Content,
    ids: &[CaseId],
) -> QueryResult<HashMap<CaseId, Vec<Verdict>>> {
    let given = match content {
        Content::Cases => case_events::table
            .filter(case_events::command.eq_any(VERDICTS))
            .into_boxed(),
        Content::Returns => returns(wanted),
    };
    let given = given
        .filter(case_events::case_id.eq_any(ids))
        .select(case_events::id);
    let found: Vec<Verdict> = case_events::table
        .left_join(accounts::table)
        .filter(case_events::id.eq_any(given))
        .order((case_events::case_id, case_events::version))
        .select(Verdict::as_select())
        .load(&mut conn)
        .await?;
    let mut verdicts: HashMap<CaseId, Vec<Verdict>> = HashMap::new();
    for verdict in found {
        verdicts.entry(verdict.case_id).or_default().push(verdict);
    }
    Ok(verdicts)
}
