//! What the database keeps of a roster is what counting it finds.

use diesel::{dsl::sql, sql_types::BigInt};
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

/// Two departments change places in two transactions at once: one waits for the other, and neither is thrown out.
#[tokio::test]
async fn whoever_changes_the_same_counts_waits_one_way_round_only() {
    let url = migrated_url().await;
    let mut one = Conn::establish(&url).await.expect("a connection");
    roster(&mut one).await;
    one.batch_execute(
        "UPDATE students SET school_id = 1, department = CASE id WHEN 1 THEN '医学院' ELSE '法学院' END",
    )
    .await
    .expect("a student in each");
    let mut other = Conn::establish(&url).await.expect("a connection");
    for _ in 0..20 {
        let swapped = |id: i64| {
            format!(
                "UPDATE students SET department = CASE department WHEN '医学院' THEN '法学院' ELSE '医学院' END WHERE id = {id}"
            )
        };
        let (first, second) = (swapped(1), swapped(2));
        tokio::try_join!(one.batch_execute(&first), other.batch_execute(&second)).expect("both");
    }
    assert_eq!(found(&mut one, WRONG).await, 0);
}
