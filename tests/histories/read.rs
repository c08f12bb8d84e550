//! The model of a database as it stands, for actors who do not know of each other.

use std::collections::HashMap;

use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use wq_core::case::{Kind, State};
use wq_core::db::Conn;
use wq_core::db::schema::{cases, destinations, school_settings, students, terminations};

use crate::cast::CURRENT;
use crate::model::{Case, Model};

/// Reads everything as of one moment.
pub async fn read(conn: &mut Conn) -> Model {
    conn.build_transaction()
        .read_only()
        .repeatable_read()
        .run(snapshot)
        .await
        .expect("a snapshot")
}

async fn snapshot(conn: &mut Conn) -> QueryResult<Model> {
    let dormant = students::table
        .order(students::id)
        .select(students::dormant_since.is_not_null())
        .load(conn)
        .await?;
    Ok(Model {
        cases: the_cases(conn).await?,
        dormant,
        closed: closed(conn).await?,
        ..Model::new()
    })
}

/// Of each school, the kinds whose switch is off.
async fn closed(conn: &mut Conn) -> QueryResult<Vec<Vec<Kind>>> {
    let open: Vec<(bool, bool, bool)> = school_settings::table
        .filter(school_settings::cohort.eq(CURRENT))
        .order(school_settings::school_id)
        .select((
            school_settings::signing_open,
            school_settings::paper_open,
            school_settings::destination_open,
        ))
        .load(conn)
        .await?;
    let closed = |(signing, paper, destination)| {
        [
            (signing, Kind::Online),
            (paper, Kind::Paper),
            (destination, Kind::Destination),
        ]
        .into_iter()
        .filter_map(|(open, kind): (bool, Kind)| (!open).then_some(kind))
        .collect()
    };
    Ok(open.into_iter().map(closed).collect())
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = cases)]
struct Row {
    id: i64,
    #[diesel(embed)]
    state: State,
    version: i32,
    reminded: i32,
    student_id: i64,
    company_id: Option<i64>,
    initiator: String,
    agreement_id: Option<i64>,
}

async fn the_cases(conn: &mut Conn) -> QueryResult<Vec<Case>> {
    type Details = (Option<String>, Option<i32>);
    let rows: Vec<(Row, Details)> = cases::table
        .left_join(destinations::table)
        .left_join(terminations::table)
        .order(cases::id)
        .select((
            Row::as_select(),
            (destinations::type_.nullable(), terminations::asks.nullable()),
        ))
        .load(conn)
        .await?;
    let places: HashMap<i64, usize> = rows
        .iter()
        .enumerate()
        .map(|(place, (row, _))| (row.id, place))
        .collect();
    let case = |(row, (kind, asks)): (Row, Details)| Case {
        id: row.id,
        student: row.student_id as usize - 1,
        company: row.company_id,
        state: row.state,
        version: row.version,
        reminded: row.reminded,
        ends: row.agreement_id.map(|agreement| places[&agreement]),
        supplementary: kind.as_deref() == Some("commissioned"),
        by_student: row.initiator == "student",
        asks: asks.unwrap_or(0) as u32,
    };
    Ok(rows.into_iter().map(case).collect())
}
