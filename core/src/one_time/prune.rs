//! Forgetting codes and registrations that came to nothing.

use chrono::{TimeDelta, Utc};
use diesel::{delete, prelude::*};
use diesel_async::RunQueryDsl;

use crate::db::{
    Conn,
    schema::{company_registrations, one_time_codes},
};

/// Longer than any code is good, and than [`super::TooSoon`] looks back.
const KEEP: TimeDelta = TimeDelta::days(8);

/// Deletes what is over. Answers how many codes.
pub async fn prune(conn: &mut Conn) -> QueryResult<usize> {
    let before = Utc::now() - KEEP;
    let codes = delete(one_time_codes::table.filter(one_time_codes::created_at.lt(before)))
        .execute(conn)
        .await?;
    delete(company_registrations::table.filter(company_registrations::created_at.lt(before)))
        .execute(conn)
        .await?;
    Ok(codes)
}
