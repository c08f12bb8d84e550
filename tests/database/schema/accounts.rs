//! An account has exactly the columns that its role needs.

use diesel::sql_query;
use diesel_async::RunQueryDsl;
use wq_core::access::RoleName;

use super::*;

/// The columns that tell what an account is, and a value for each.
const COLUMNS: [(&str, &str); 6] = [
    ("province", "'320000'"),
    ("school_id", "1"),
    ("level", "'all'"),
    ("department", "'计算机学院'"),
    ("student_id", "1"),
    ("company_id", "1"),
];

fn needed(role: RoleName) -> &'static [&'static str] {
    match role {
        RoleName::Province => &["province"],
        RoleName::School => &["school_id", "level"],
        RoleName::Department => &["school_id", "department"],
        RoleName::Student => &["school_id", "student_id"],
        RoleName::Company => &["company_id"],
        RoleName::Operator => &[],
    }
}

#[tokio::test]
async fn an_account_with_a_column_too_many_or_too_few_is_refused() {
    let mut conn = unguarded().await;
    let mut differing = Vec::new();
    for &role in RoleName::ALL {
        for chosen in 0..1 << COLUMNS.len() {
            let filled = (0..).zip(COLUMNS).filter(|(bit, _)| chosen & (1 << bit) != 0);
            let filled: Vec<(&str, &str)> = filled.map(|(_, column)| column).collect();
            let inserted = insert(&mut conn, role, &filled).await;
            let right = filled.iter().map(|(name, _)| name).eq(needed(role).iter());
            if inserted.is_ok() != right {
                differing.push((role, filled));
            } else if !right {
                assert_eq!(refused_by(inserted), "accounts_role_fields");
            }
        }
    }
    assert_eq!(differing, []);
}

async fn insert(conn: &mut Conn, role: RoleName, filled: &[(&str, &str)]) -> QueryResult<usize> {
    let names: String = filled.iter().map(|(name, _)| format!(", {name}")).collect();
    let values: String = filled.iter().map(|(_, value)| format!(", {value}")).collect();
    let role = role.as_str();
    sql_query(format!(
        "INSERT INTO accounts (login, password_hash, role, name{names}) VALUES ('{role}', '', '{role}', ''{values})"
    ))
    .execute(conn)
    .await
}

#[tokio::test]
async fn two_accounts_have_neither_one_login_nor_one_student() {
    let mut conn = unguarded().await;
    let student = &COLUMNS[1..2]
        .iter()
        .chain(&COLUMNS[4..5])
        .copied()
        .collect::<Vec<_>>();
    insert(&mut conn, RoleName::Student, student)
        .await
        .expect("the first");
    let again = insert(&mut conn, RoleName::Student, student).await;
    assert_eq!(refused_by(again), "accounts_login_key");
    conn.batch_execute("UPDATE accounts SET login = 'other'")
        .await
        .expect("renamed");
    let again = insert(&mut conn, RoleName::Student, student).await;
    assert_eq!(refused_by(again), "accounts_student_id_key");
}
