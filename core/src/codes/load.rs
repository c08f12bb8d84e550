//! Brings the code tables of this binary into the database.

use diesel::{ExpressionMethods, insert_into, upsert::excluded};
use diesel_async::RunQueryDsl;

use super::table::{List, all};
use crate::db::{Conn, schema::codes};

/// The code tables could not be written.
pub type LoadError = diesel::result::Error;

#[derive(diesel::Insertable)]
#[diesel(table_name = codes)]
struct Row {
    list: List,
    code: &'static str,
    name: &'static str,
    parent: Option<&'static str>,
    from_cohort: i32,
    to_cohort: i32,
    position: i32,
}

/// Writes every row, new or changed. Harmless twice.
pub async fn load(conn: &mut Conn) -> Result<(), LoadError> {
    for &list in List::ALL {
        let rows: Vec<Row> = (0..)
            .zip(all(list))
            .map(|(position, code)| row(position, code))
            .collect();
        insert_into(codes::table)
            .values(&rows)
            .on_conflict((codes::list, codes::code))
            .do_update()
            .set((
                codes::name.eq(excluded(codes::name)),
                codes::parent.eq(excluded(codes::parent)),
                codes::from_cohort.eq(excluded(codes::from_cohort)),
                codes::to_cohort.eq(excluded(codes::to_cohort)),
                codes::position.eq(excluded(codes::position)),
            ))
            .execute(conn)
            .await?;
    }
    Ok(())
}

fn row(position: i32, code: &'static super::Code) -> Row {
    Row {
        list: code.list,
        code: &code.code,
        name: &code.name,
        parent: code.parent.as_deref(),
        from_cohort: code.from_cohort,
        to_cohort: code.to_cohort,
        position,
    }
}
