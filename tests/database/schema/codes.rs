//! The code tables in the database are those of the binary.

use std::collections::BTreeSet;

use diesel_async::RunQueryDsl;
use wq_core::codes::{List, options};
use wq_core::db::schema::codes;

use super::*;

#[tokio::test]
async fn every_list_is_loaded_as_the_binary_has_it() {
    let mut conn = migrated().await;
    for &list in List::ALL {
        let stored: Vec<(String, String, Option<String>)> = codes::table
            .filter(codes::list.eq(list))
            .filter(codes::from_cohort.le(2027).and(codes::to_cohort.ge(2027)))
            .order(codes::position)
            .select((codes::code, codes::name, codes::parent))
            .load(&mut conn)
            .await
            .expect("a list");
        let held: Vec<_> = options(list, 2027)
            .map(|code| (code.code.clone(), code.name.clone(), code.parent.clone()))
            .collect();
        assert!(!stored.is_empty(), "{list:?}");
        assert_eq!(stored, held, "{list:?}");
    }
}

#[tokio::test]
async fn rows_of_low_confidence_are_absent() {
    let mut conn = migrated().await;
    let stored: BTreeSet<String> = codes::table
        .filter(codes::list.eq(List::Destination))
        .select(codes::code)
        .load(&mut conn)
        .await
        .expect("a list")
        .into_iter()
        .collect();
    let file = include_str!("../../../core/codes/destination.csv");
    let low: Vec<&str> = file
        .lines()
        .filter(|line| line.contains(",low"))
        .filter_map(|line| line.split(',').next())
        .collect();
    assert!(!low.is_empty());
    for code in low {
        assert!(!stored.contains(code), "{code}");
    }
}

#[tokio::test]
async fn a_name_that_was_changed_by_hand_is_put_right_by_the_next_start() {
    let url = migrated_url().await;
    let mut conn = Conn::establish(&url).await.expect("a connection");
    let spoilt = "UPDATE codes SET name = '?', position = 99 WHERE list = 'gender' AND code = '1'";
    conn.batch_execute(spoilt).await.expect("spoilt");
    migrate(&url).await.expect("the next start");
    let name: String = codes::table
        .find(("gender", "1"))
        .select(codes::name)
        .first(&mut conn)
        .await
        .expect("the code");
    assert_eq!(name, "男");
}
