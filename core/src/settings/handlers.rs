//! 协议经办人 (rule 3.5): who handles agreements, printed on them and shown on the home page.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use crate::{
    access::{Account, LevelScope, Role},
    db::{Conn, schema::handlers},
    ids::SchoolId,
};

/// Handler details for a level of a school and cohort, or for all of it.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = handlers, check_for_backend(diesel::pg::Pg))]
pub struct Handler {
    /// Whose agreements they are printed on.
    pub level: LevelScope,
    /// 就业协议经办人.
    pub name: String,
    /// 联系电话.
    pub telephone: String,
    /// 通讯地址.
    pub address: String,
    /// 邮政编码.
    pub postcode: String,
}

/// The handlers that concern an officer: of their own level, of the whole school, and for everyone else all.
pub async fn handlers(conn: &Conn, of: &Account, school: SchoolId, cohort: i32) -> QueryResult<Vec<Handler>> {
    let found = of_school(conn, school, cohort).await?;
    let concerns = |level: LevelScope| match of.role {
        Role::School { level: own, .. } => own == LevelScope::All || level == LevelScope::All || level == own,
        _ => true,
    };
    Ok(found
        .into_iter()
        .filter(|handler| concerns(handler.level))
        .collect())
}

/// Every handler of a school and cohort.
pub(super) async fn of_school(mut conn: &Conn, school: SchoolId, cohort: i32) -> QueryResult<Vec<Handler>> {
    handlers::table
        .filter(handlers::school_id.eq(school))
        .filter(handlers::cohort.eq(cohort))
        .order(handlers::level.desc())
        .select(Handler::as_select())
        .load(&mut conn)
        .await
}
