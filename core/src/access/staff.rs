//! 账号管理: the officers of a school, as the account feed made them (2.4).

use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use futures::try_join;

use super::account::{Account, LevelScope, Role, RoleName};
use crate::{
    db::{Conn, one_of::one_of, schema::accounts},
    ids::AccountId,
    roster,
};

/// An officer as their school sees them.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = accounts, check_for_backend(diesel::pg::Pg))]
pub struct Officer {
    /// The account.
    pub id: AccountId,
    /// The sign-in name.
    pub login: String,
    /// Name of the person or office.
    pub name: String,
    /// School or department.
    pub role: RoleName,
    /// A school officer's levels.
    pub level: Option<LevelScope>,
    /// A department officer's 院系.
    pub department: Option<String>,
}

/// The officers of a school, with what is wrong with them.
#[derive(Debug, Clone, Default)]
pub struct Staff {
    /// School officers first, then by department.
    pub officers: Vec<Officer>,
    /// 院系 of officers that no student of the cohort has: those officers see nobody (2.1).
    pub unmatched: Vec<String>,
}

/// The staff of a school officer's school; none for everyone else. Served by accounts_school.
pub async fn staff(conn: &Conn, of: &Account, cohort: i32) -> QueryResult<Option<Staff>> {
    let Role::School { school, .. } = of.role else {
        return Ok(None);
    };
    let mut here = conn;
    let officers = accounts::table
        .filter(accounts::school_id.eq(school))
        .filter(one_of(
            accounts::role,
            [RoleName::School, RoleName::Department].map(RoleName::as_str),
        ))
        .filter(accounts::disabled_at.is_null())
        .order((
            accounts::role.desc(),
            accounts::department.asc(),
            accounts::id.asc(),
        ))
        .select(Officer::as_select());
    let (officers, departments) = try_join!(
        async { officers.load::<Officer>(&mut here).await },
        roster::departments(conn, school, cohort),
    )?;
    let mut unmatched: Vec<String> = officers
        .iter()
        .filter_map(|officer| officer.department.clone())
        .filter(|department| !departments.contains(department))
        .collect();
    unmatched.dedup();
    Ok(Some(Staff { officers, unmatched }))
}
