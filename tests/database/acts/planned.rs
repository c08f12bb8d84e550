//! What officers read all day is planned once a connection: planning it again takes longer than reading it.

use diesel::{
    QueryableByName,
    connection::InstrumentationEvent,
    sql_query,
    sql_types::{Integer, Text},
};
use diesel_async::{AsyncConnection, RunQueryDsl, SimpleAsyncConnection};
use std::{
    collections::BTreeSet,
    sync::{Arc, Mutex},
};
use wq_core::{
    access::{self, Asked, Limits, staff},
    agreement,
    case::{
        By, Command, Module, ReviewMode, act,
        queue::{At, Group, Wanted, listing},
    },
    db::{self, Conn},
    export::{self, Content},
    paging::Turn,
    review,
    roster::{Find, voided},
    settings::office,
    termination::{under_way, waiting},
};
use wq_tests::{COHORT, World};

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

#[derive(QueryableByName)]
struct Explained {
    #[diesel(sql_type = Text, column_name = "QUERY PLAN")]
    line: String,
}

#[derive(QueryableByName)]
struct Named {
    #[diesel(sql_type = Text)]
    name: String,
    #[diesel(sql_type = Integer)]
    parameters: i32,
}

/// The plans of everything that a connection has prepared so far.
async fn plans(conn: &mut Conn) -> String {
    let prepared = "SELECT name, cardinality(parameter_types) AS parameters FROM pg_prepared_statements
        WHERE statement NOT LIKE '%pg_prepared_statements%'";
    let prepared: Vec<Named> = sql_query(prepared).load(conn).await.expect("a query");
    let mut plans = String::new();
    for Named { name, parameters } in prepared {
        let values = vec!["NULL"; parameters as usize].join(", ");
        let values = if values.is_empty() {
            values
        } else {
            format!("({values})")
        };
        let explained: Vec<Explained> = sql_query(format!("EXPLAIN EXECUTE \"{name}\"{values}"))
            .load(conn)
            .await
            .expect("a plan");
        plans.extend(explained.into_iter().map(|explained| explained.line + "\n"));
    }
    plans
}

/// A connection that reads no table whole where an index will do: of a few rows even the right one is not worth it.
async fn by_index(world: &World) -> Conn {
    let mut conn = db::alone(&world.url).await.expect("a connection");
    conn.batch_execute("SET enable_seqscan = off").await.expect("set");
    conn
}

/// A parameter cannot be seen to be the word that a partial index is about: that word stands in the statement.
#[tokio::test]
async fn partial_indexes_serve_what_they_were_made_for() {
    let world = World::new().await;
    world.review_by(ReviewMode::SchoolOnly).await;
    let (company, student) = (world.company().await, world.student().await);
    let officer = world.officer().await;
    let agreement = world.paper(&student, &officer).await;
    let termination = world.hand_in_termination(&student, agreement).await;

    let mut conn = by_index(&world).await;
    let office = office(&conn, world.school)
        .await
        .expect("a query")
        .expect("an office");
    let wanted = Wanted::of(Module::Terminations, Group::Mine);
    let case = termination.case;
    let opened = review::open(&mut conn, &officer, &office, &wanted, case).await;
    opened.expect("a query").expect("a termination");
    assert!(
        plans(&mut conn).await.contains("cases_one_termination"),
        "to review"
    );
    drop(conn);

    let mut conn = by_index(&world).await;
    let found = under_way(&mut conn, &student.account.scope(), agreement.case).await;
    assert_eq!(found.expect("a query"), Some(case));
    waiting(&mut conn, &company.account).await.expect("a list");
    let everybody = Find {
        search: None,
        department: None,
    };
    voided(&conn, &officer, COHORT, &everybody, Turn::First)
        .await
        .expect("a list");
    let wanted = Wanted::of(Module::Paper, Group::All);
    export::size(&conn, &officer, &office, &wanted, Content::Returns)
        .await
        .expect("a number");
    let plans = plans(&mut conn).await;
    for index in [
        "cases_one_termination",
        "cases_asked_company",
        "cases_given_up",
        "case_events_returns",
    ] {
        assert!(plans.contains(index), "{index} is not used:\n{plans}");
    }
}

/// A crowd of students with accounts, of whom only the world's own people have signed in.
async fn crowd(world: &World) {
    let mut owner = Conn::establish(&world.url).await.expect("a connection");
    owner
        .batch_execute(
            "INSERT INTO students (school_id, cohort, ref, student_no, name, id_number, gender, ethnicity, political_status, born_on,
                department, major_code, major_name, education_level, study_years, training_mode, enrolled_on, graduates_on, origin_region)
             SELECT 1, 2027, 'crowd-' || i, 'N' || i, '学生' || i, '3201022005010' || lpad(i::text, 5, '0'), '1', '01', '13',
                '2005-01-01', '计算机学院', '080901', '软件工程', '31', '4', '1', '2023-09-01', '2027-06-30', '320102'
             FROM generate_series(1, 5000) i;
             INSERT INTO accounts (login, password_hash, role, name, school_id, student_id)
                SELECT ref, '', 'student', name, school_id, id FROM students WHERE ref LIKE 'crowd-%' ORDER BY id;
             ANALYZE",
        )
        .await
        .expect("a crowd");
}

/// Those who signed in so far stand before all others: the way to them is not the way to whoever signs in next.
#[tokio::test]
async fn a_session_is_found_without_walking_through_the_accounts_before_it() {
    let world = World::new().await;
    let officer = world.officer().await;
    let mut conn = db::alone(&world.url).await.expect("a connection");
    for _ in 0..40 {
        access::open(&mut conn, officer.id, "test")
            .await
            .expect("a session");
    }
    crowd(&world).await;
    let token = access::open(&mut conn, officer.id, "test")
        .await
        .expect("a session");
    access::find(&mut conn, &token, Limits::default(), Asked::ByPage)
        .await
        .expect("a query")
        .expect("a session");
    let plans = plans(&mut conn).await;
    assert!(
        plans.contains("accounts_pkey") && !plans.contains("Merge Join"),
        "{plans}"
    );
}

/// The officers of a school stand in one index with all of its students.
#[tokio::test]
async fn the_officers_of_a_school_are_found_beside_its_students() {
    let world = World::new().await;
    let officer = world.officer().await;
    crowd(&world).await;
    let mut conn = db::alone(&world.url).await.expect("a connection");
    staff(&conn, &officer, COHORT)
        .await
        .expect("a query")
        .expect("a staff");
    let plans = plans(&mut conn).await;
    let both = "Index Cond: ((school_id = $1) AND (role = ANY ('{school,department}'::text[])))";
    assert!(plans.contains(both), "{plans}");
}

/// A company's list is read through its own index, and no student with it.
#[tokio::test]
async fn the_invitations_of_a_company_are_found_without_their_students() {
    let world = World::new().await;
    let company = world.company().await;
    world.invite(&company, &world.student().await).await;
    let mut conn = by_index(&world).await;
    let (scope, wanted) = (company.account.scope(), agreement::Wanted::default());
    assert_eq!(agreement::found(&mut conn, &scope, &wanted).await, Ok(1));
    let page = agreement::sent(&mut conn, &scope, &wanted, Turn::First)
        .await
        .expect("a list");
    assert_eq!(page.rows.len(), 1);
    let plans = plans(&mut conn).await;
    assert!(
        plans.matches("cases_company").count() == 2 && !plans.contains("students"),
        "{plans}"
    );
}
