//! Telling the outside systems whom they know.

use wq_core::db;
use wq_sandbox::{
    demo,
    outside::{Keys, Outside},
};

use crate::database::{connect, count, loaded};

#[tokio::test]
async fn everyone_but_the_dormant_is_enrolled_and_a_second_time_changes_nothing() {
    let url = loaded().await;
    let pool = db::connect(&url, 2).await.expect("a pool");
    let outside = Outside::new(Keys::default());
    demo::enrol(&outside, &pool).await.expect("enrolled");
    let awake = count(&mut connect(&url).await, "students WHERE dormant_since IS NULL").await;
    assert_eq!(outside.employment.enrolled() as i64, awake);
    demo::enrol(&outside, &pool).await.expect("enrolled again");
    assert_eq!(outside.employment.enrolled() as i64, awake);
}

#[tokio::test]
async fn the_register_knows_that_company_04_is_no_more() {
    let url = loaded().await;
    let pool = db::connect(&url, 2).await.expect("a pool");
    let outside = Outside::new(Keys::default());
    demo::enrol(&outside, &pool).await.expect("enrolled");
    let status = outside
        .register
        .enterprise(&credit_code(&url, "company-04").await);
    assert_eq!(status.expect("known to the register").status_text, "注销");
}

async fn credit_code(url: &str, login: &str) -> String {
    use diesel::prelude::*;
    use diesel_async::RunQueryDsl;
    use wq_core::db::schema::{accounts, companies};
    companies::table
        .inner_join(accounts::table)
        .filter(accounts::login.eq(login))
        .select(companies::credit_code)
        .first(&mut connect(url).await)
        .await
        .expect("the company of the account")
}
