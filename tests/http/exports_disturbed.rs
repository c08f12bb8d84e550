//! An export while others write, and one that nobody waits for any more.

use tokio::sync::mpsc;
use wq_core::{
    access::Account,
    case::{
        Module,
        queue::{Group, Wanted},
    },
    db::{self, Conn},
    export::{self, Cell, Content, Export, Format, NotExported, Personal},
    settings::{Office, office},
};
use wq_tests::World;

use crate::exports::trail;

/// More cases than one batch, all returned to their students and of one state.
async fn many(world: &World, number: usize) {
    world
        .sql(&format!(
            "INSERT INTO students (school_id, cohort, ref, student_no, name, id_number, gender, ethnicity, political_status,
                born_on, department, major_code, major_name, education_level, study_years, training_mode, enrolled_on,
                graduates_on, origin_region)
             SELECT 1, 2027, 'r' || i, 'N' || i, '学生' || i || '号', '320102200501' || lpad(i::text, 6, '0'), '1', '01', '13',
                '2005-01-01', '计算机学院', '080901', '软件工程', '31', '4', '1', '2023-09-01', '2027-06-30', '320102'
             FROM generate_series(1, {number}) i"
        ))
        .await;
    world
        .sql(
            "INSERT INTO cases (kind, state, school_id, cohort, student_id, department, level, initiator, entered_at)
             SELECT 'offline', 'agreement_school_review', 1, 2027, id, department, 'undergraduate', 'student',
                now() - id * interval '1 second' FROM students WHERE name LIKE '学生%'",
        )
        .await;
}

fn export_of(group: Group) -> Export {
    Export {
        wanted: Wanted::of(Module::Signing, group),
        content: Content::Cases,
        format: Format::Csv,
        personal: Personal::Masked,
    }
}

/// A connection for one export alone, and the school whose it is.
async fn at_school(world: &World) -> (Conn, Office) {
    let conn = db::alone(&world.url).await.expect("a connection");
    let office = office(&conn, world.school).await.expect("a query");
    (conn, office.expect("an office"))
}

/// Reads an export and lets others write once the first batch has come. Answers the case numbers.
async fn disturbed(
    world: &World,
    officer: &Account,
    export: &Export,
) -> (Result<u64, NotExported>, Vec<String>) {
    let (mut conn, office) = at_school(world).await;
    let context = export::context(&conn, &office, Module::Signing)
        .await
        .expect("words");
    let number = export::columns(Module::Signing, Content::Cases)[0];
    let (send, mut take) = mpsc::channel(1);
    let taking = async {
        let mut numbers = Vec::new();
        while let Some(batch) = take.recv().await {
            if numbers.is_empty() {
                world
                    .sql("UPDATE cases SET state = 'agreement_returned', version = version + 1, entered_at = now() WHERE id % 2 = 0")
                    .await;
                world
                    .sql("UPDATE students SET dormant_since = now() WHERE student_no = 'N7'")
                    .await;
            }
            for record in &batch {
                match number.of(record, &context) {
                    Cell::Text(text) => numbers.push(text.into_owned()),
                    other => panic!("{other:?}"),
                }
            }
        }
        numbers
    };
    let (read, numbers) = tokio::join!(export::read(&mut conn, officer, &office, export, send), taking);
    (read, numbers)
}

#[tokio::test]
async fn no_row_is_lost_or_doubled_while_others_write() {
    let world = World::new().await;
    many(&world, 3500).await;
    let officer = world.officer().await;
    let (read, mut numbers) = disturbed(
        &world,
        &officer,
        &export_of(Group::Of("offline.agreement_review".into())),
    )
    .await;
    assert_eq!(read.expect("an export"), 3500);
    numbers.sort();
    numbers.dedup();
    assert_eq!(numbers.len(), 3500);
    assert!(trail(&world).await[0].contains(r#""rows": 3500"#));
}

#[tokio::test]
async fn an_export_that_nobody_takes_leaves_no_trace() {
    let world = World::new().await;
    many(&world, 10).await;
    let officer = world.officer().await;
    let (mut conn, office) = at_school(&world).await;
    let (send, take) = mpsc::channel(1);
    drop(take);
    let read = export::read(&mut conn, &officer, &office, &export_of(Group::All), send).await;
    assert!(matches!(read, Err(NotExported::NotTaken)));
    assert_eq!(trail(&world).await.len(), 0);
}

#[tokio::test]
async fn who_goes_while_the_next_batch_is_on_its_way_leaves_no_trace_and_can_export_again() {
    let world = World::new().await;
    many(&world, 2500).await;
    let officer = world.officer().await;
    let (mut conn, office) = at_school(&world).await;
    let wanted = export_of(Group::All);
    let (send, mut take) = mpsc::channel::<Vec<export::Record>>(1);
    let going = async {
        let first = take.recv().await.expect("a batch");
        drop(take);
        first.len()
    };
    let (read, taken) = tokio::join!(export::read(&mut conn, &officer, &office, &wanted, send), going);
    assert!(matches!(read, Err(NotExported::NotTaken)), "{read:?}");
    assert!(0 < taken && taken < 1250, "more than two batches: {taken}");
    assert_eq!(trail(&world).await.len(), 0);

    let mut elsewhere = db::alone(&world.url).await.expect("a connection");
    for conn in [&mut conn, &mut elsewhere] {
        let (send, mut take) = mpsc::channel::<Vec<export::Record>>(1);
        let taking = async {
            let mut taken = 0;
            while let Some(batch) = take.recv().await {
                taken += batch.len();
            }
            taken
        };
        let (read, taken) = tokio::join!(export::read(conn, &officer, &office, &wanted, send), taking);
        assert_eq!((read.expect("an export"), taken), (2500, 2500));
    }
    assert_eq!(trail(&world).await.len(), 2);
}
