//! The lowest monthly wage of a region.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use crate::{
    db::{Conn, schema::wage_floors},
    time,
};

/// The wage floor in yuan a month at a place of work: of the county, else of its prefecture, else of its province; none
/// where nobody has entered one.
pub async fn wage_floor(mut conn: &Conn, region: &str) -> QueryResult<Option<i32>> {
    let above = |digits: usize| region.get(..digits).map(|start| format!("{start:0<6}"));
    let regions: Vec<String> = [Some(region.to_owned()), above(4), above(2)]
        .into_iter()
        .flatten()
        .collect();
    // A county's code is above its prefecture's, and that one above its province's.
    wage_floors::table
        .filter(wage_floors::region.eq_any(regions))
        .filter(wage_floors::valid_from.le(time::today()))
        .order(wage_floors::region.desc())
        .select(wage_floors::yuan)
        .first(&mut conn)
        .await
        .optional()
}
