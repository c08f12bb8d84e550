//! Whose case it is: a case carries its student's school and cohort, and nobody else's (I4).

use diesel::insert_into;
use diesel_async::RunQueryDsl;

use super::*;

/// Two schools with a student each, numbered alike.
pub(super) async fn roster(conn: &mut Conn) {
    conn.batch_execute(include_str!("roster.sql"))
        .await
        .expect("a roster");
}

#[tokio::test]
async fn i_4_a_case_of_another_school_or_cohort_than_its_students_is_refused() {
    let mut conn = migrated().await;
    roster(&mut conn).await;
    let right = Case::of(1, Kind::Paper, "draft");
    let school = Case {
        school_id: 2,
        ..Case::of(1, Kind::Paper, "draft")
    };
    let cohort = Case {
        cohort: 2026,
        ..Case::of(1, Kind::Paper, "draft")
    };
    for wrong in [school, cohort] {
        let inserted = insert_into(cases::table).values(wrong).execute(&mut conn).await;
        assert_eq!(refused_by(inserted), "cases_student");
    }
    let nobodys = Case::of(3, Kind::Paper, "draft");
    let inserted = insert_into(cases::table).values(nobodys).execute(&mut conn).await;
    assert!(refused_by(inserted).contains("no student 3"));
    insert_into(cases::table)
        .values(right)
        .execute(&mut conn)
        .await
        .expect("the student's own school and cohort");
}

#[tokio::test]
async fn i_4_a_students_account_is_of_the_students_school() {
    let mut conn = migrated().await;
    roster(&mut conn).await;
    let account = |school| {
        format!(
            "INSERT INTO accounts (login, password_hash, role, name, school_id, student_id)
                VALUES ('s', '', 'student', '王小明', {school}, 1)"
        )
    };
    let refused = refused_by(conn.batch_execute(&account(2)).await);
    assert_eq!(refused, "accounts_student");
    conn.batch_execute(&account(1))
        .await
        .expect("the student's own school");
}

#[tokio::test]
async fn i_4_a_termination_ends_an_agreement_of_its_own_student() {
    let mut conn = migrated().await;
    roster(&mut conn).await;
    conn.batch_execute(
        "INSERT INTO cases (id, kind, state, school_id, cohort, student_id, department, level, initiator)
            VALUES (100, 'paper', 'draft', 1, 2027, 1, '计算机学院', 'undergraduate', 'student')",
    )
    .await
    .expect("an agreement of the first");
    let ending = |student_id| Case {
        school_id: student_id,
        agreement_id: Some(100),
        ..Case::of(student_id, Kind::Termination, "draft")
    };
    let inserted = insert_into(cases::table)
        .values(ending(2))
        .execute(&mut conn)
        .await;
    assert_eq!(refused_by(inserted), "cases_ends_own");
    insert_into(cases::table)
        .values(ending(1))
        .execute(&mut conn)
        .await
        .expect("the student's own agreement");
}

#[tokio::test]
async fn r_2_2_a_student_is_of_the_level_that_the_education_level_says() {
    let mut conn = migrated().await;
    roster(&mut conn).await;
    for (education_level, level) in [
        ("01", "graduate"),
        ("11", "graduate"),
        ("13", "graduate"),
        ("25", "undergraduate"),
        ("31", "undergraduate"),
        ("41", "undergraduate"),
    ] {
        use wq_core::db::schema::students;
        let generated: String = diesel::update(students::table.find(1))
            .set(students::education_level.eq(education_level))
            .returning(students::level)
            .get_result(&mut conn)
            .await
            .expect("a level");
        assert_eq!(generated, level, "{education_level}");
    }
}
