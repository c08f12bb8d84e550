//! What the database keeps of a roster is what counting it finds.

use diesel::{
    dsl::sql,
    sql_types::{BigInt, Text},
};
use diesel_async::RunQueryDsl;
use wq_core::db::connect;

use super::{students::roster, *};

/// Every count that is kept and is not what the students say, or the other way round.
const WRONG: &str = "SELECT count(*) FROM student_counts FULL JOIN (
        SELECT school_id, cohort, department, level, dormant, count(*) AS counted FROM students GROUP BY 1, 2, 3, 4, 5
    ) students USING (school_id, cohort, department, level, dormant)
    WHERE coalesce(number, 0) <> coalesce(counted, 0)";

async fn found(conn: &mut Conn, query: &str) -> i64 {
    diesel::select(sql::<BigInt>(&format!("({query})")))
        .get_result(conn)
        .await
        .expect("a number")
}

#[tokio::test]
async fn the_counts_follow_the_roster_whatever_changes_in_it() {
    let mut conn = migrated().await;
    roster(&mut conn).await;
    let kept = "SELECT coalesce(sum(number), 0) FROM student_counts";
    let dormant = format!("{kept} WHERE dormant");
    for (change, students, asleep) in [
        ("SELECT 1", 2, 0),
        ("UPDATE students SET department = '法学院' WHERE id = 1", 2, 0),
        ("UPDATE students SET education_level = '11'", 2, 0),
        ("UPDATE students SET mobile = '13900000000'", 2, 0),
        ("UPDATE students SET dormant_since = now() WHERE id = 2", 2, 1),
        (
            "UPDATE students SET dormant_since = NULL, department = '医学院'",
            2,
            0,
        ),
        ("UPDATE students SET cohort = 2026, department = '法学院'", 2, 0),
        ("UPDATE students SET name = '王大明' WHERE id = 99", 2, 0),
        ("DELETE FROM students WHERE id = 1", 1, 0),
        ("DELETE FROM students", 0, 0),
    ] {
        conn.batch_execute(change).await.expect(change);
        assert_eq!(found(&mut conn, WRONG).await, 0, "{change}");
        assert_eq!(found(&mut conn, kept).await, students, "{change}");
        assert_eq!(found(&mut conn, &dormant).await, asleep, "{change}");
    }
}

#[tokio::test]
async fn the_owner_empties_no_roster_past_its_counts() {
    let mut conn = migrated().await;
    roster(&mut conn).await;
    let refused = refused_by(conn.batch_execute("TRUNCATE students CASCADE").await);
    assert_eq!(refused, "students is never emptied");
    assert_eq!(found(&mut conn, WRONG).await, 0);
}

#[tokio::test]
async fn the_application_changes_the_roster_and_never_a_count_by_itself() {
    let url = migrated_url().await;
    let mut owner = Conn::establish(&url).await.expect("a connection");
    roster(&mut owner).await;
    let pool = connect(&url, 1).await.expect("a pool");
    let mut app = pool.get().await.expect("a connection");
    app.batch_execute("UPDATE students SET department = '法学院'")
        .await
        .expect("a change of the roster");
    assert_eq!(found(&mut app, WRONG).await, 0);
    for statement in [
        "UPDATE student_counts SET number = 7",
        "DELETE FROM student_counts",
        "INSERT INTO student_counts VALUES (1, 2027, '法学院', 'graduate', false, 7)",
    ] {
        let refused = refused_by(app.batch_execute(statement).await);
        assert_eq!(
            refused, "permission denied for table student_counts",
            "{statement}"
        );
    }
}

/// Those of four departments whose count nobody holds, in the order of the key.
const FREE: &str = "SELECT coalesce(string_agg(department, '' ORDER BY department), '') FROM (
        SELECT department FROM student_counts WHERE department IN ('甲', '乙', '丙', '丁') FOR UPDATE SKIP LOCKED
    ) free";

async fn free(conn: &mut Conn) -> String {
    diesel::select(sql::<Text>(&format!("({FREE})")))
        .get_result(conn)
        .await
        .expect("departments")
}

/// Until somebody waits for a lock in this database.
async fn somebody_waits(conn: &mut Conn) {
    let waiting = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'";
    for _ in 0..20_000 {
        if found(conn, waiting).await > 0 {
            return;
        }
    }
    panic!("nobody waits");
}

/// Two who change the same counts at once then wait for each other one way round only, and neither is thrown out.
#[tokio::test]
async fn a_change_of_several_counts_takes_them_in_the_order_of_the_key() {
    let url = migrated_url().await;
    let connect = async || Conn::establish(&url).await.expect("a connection");
    let (mut mover, mut holder, mut looker) = (connect().await, connect().await, connect().await);
    roster(&mut mover).await;
    let forth = "UPDATE students SET school_id = 1, department = CASE id WHEN 1 THEN '甲' ELSE '丙' END";
    let back = "UPDATE students SET school_id = 1, department = CASE id WHEN 1 THEN '丁' ELSE '乙' END";
    for there in [forth, back] {
        mover.batch_execute(there).await.expect("a change of the roster");
    }
    let ordered = free(&mut looker).await;
    for (at, held) in ordered.char_indices() {
        for change in [forth, back] {
            let hold = format!("BEGIN; SELECT FROM student_counts WHERE department = '{held}' FOR UPDATE");
            holder.batch_execute(&hold).await.expect("a lock");
            let look = async {
                somebody_waits(&mut looker).await;
                let untouched = free(&mut looker).await;
                holder.batch_execute("COMMIT").await.expect("an end");
                untouched
            };
            let (changed, untouched) = tokio::join!(mover.batch_execute(change), look);
            changed.expect("a change of the roster");
            assert_eq!(untouched, ordered[at + held.len_utf8()..], "waiting for {held}");
        }
    }
    assert_eq!(found(&mut mover, WRONG).await, 0);
}
