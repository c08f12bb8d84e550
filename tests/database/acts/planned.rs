//! What officers read all day is planned once a connection: planning it again takes longer than reading it.

use diesel::{QueryableByName, connection::InstrumentationEvent, sql_query, sql_types::Text};
use diesel_async::{AsyncConnection, RunQueryDsl};
use std::{
    collections::BTreeSet,
    sync::{Arc, Mutex},
};
use wq_core::{
    case::{
        By, Command, Module, ReviewMode, act,
        queue::{At, Group, Wanted, listing},
    },
    db::{self, Conn},
    review,
    settings::office,
};
use wq_tests::World;

/// A page that asks the employment system for its student writes that down; what is written once an act is planned as it comes.
const WRITING: [&str; 5] = ["BEGIN", "COMMIT", "INSERT", "UPDATE", "SAVEPOINT"];

#[derive(QueryableByName)]
struct Prepared {
    #[diesel(sql_type = Text)]
    statement: String,
}

/// The statements that a connection will not plan again.
async fn prepared(conn: &mut Conn) -> BTreeSet<String> {
    let known: Vec<Prepared> = sql_query("SELECT statement FROM pg_prepared_statements")
        .load(conn)
        .await
        .expect("a query");
    known.into_iter().map(|known| known.statement).collect()
}

#[tokio::test]
async fn a_list_a_review_page_and_a_verdict_ask_nothing_that_is_planned_every_time() {
    let world = World::new().await;
    world.review_by(ReviewMode::SchoolOnly).await;
    let (company, student) = (world.company().await, world.student().await);
    let accepted = world.accepted(&company, &student).await;
    let officer = world.officer().await;

    let mut conn = db::alone(&world.url).await.expect("a connection");
    let asked = Arc::new(Mutex::new(BTreeSet::new()));
    let note = asked.clone();
    conn.set_instrumentation(move |event: InstrumentationEvent<'_>| {
        if let InstrumentationEvent::StartQuery { query, .. } = event {
            let query = query.to_string();
            let sql = query.split(" -- binds").next().unwrap_or_default();
            note.lock().expect("whole").insert(sql.to_owned());
        }
    });
    let office = office(&conn, world.school)
        .await
        .expect("a query")
        .expect("an office");
    let wanted = Wanted::of(Module::Signing, Group::Mine);
    listing(&conn, &officer, &office, &wanted, At::Start, None)
        .await
        .expect("a list");
    review::open(&mut conn, &officer, &office, &wanted, accepted.case)
        .await
        .expect("a query")
        .expect("a case");
    act(
        &mut conn,
        By::Account(&officer),
        accepted.case,
        accepted.version,
        &Command::Approve,
    )
    .await
    .expect("a verdict");

    let asked = asked.lock().expect("whole").clone();
    let planned = prepared(&mut conn).await;
    let anew: Vec<_> = asked
        .iter()
        .filter(|sql| !WRITING.iter().any(|word| sql.starts_with(word)) && !planned.contains(*sql))
        .collect();
    assert!(asked.len() > 5, "the statements were not seen");
    assert_eq!(anew, Vec::<&String>::new());
}
