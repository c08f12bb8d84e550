//! The types of destination of the rules are those of the database.

use diesel::insert_into;
use diesel_async::RunQueryDsl;
use wq_core::{
    db::schema::destinations,
    destination::{Details, Type},
};

use super::*;

#[tokio::test]
async fn every_type_is_taken_and_no_other_text() {
    let mut conn = unguarded().await;
    let day = chrono::NaiveDate::from_ymd_opt(2027, 3, 1).expect("a date");
    for (case, &kind) in (1i64..).zip(Type::ALL) {
        insert_into(destinations::table)
            .values((destinations::case_id.eq(case), Details::blank(kind, "10", day)))
            .execute(&mut conn)
            .await
            .unwrap_or_else(|error| panic!("{kind:?}: {error}"));
    }
    let other = insert_into(destinations::table)
        .values((
            destinations::case_id.eq(99i64),
            destinations::type_.eq("internship"),
            destinations::category.eq("10"),
            destinations::registered_on.eq(day),
        ))
        .execute(&mut conn)
        .await;
    assert_eq!(refused_by(other), "destinations_type_check");
}
