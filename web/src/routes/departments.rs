//! The departments to which a school officer can narrow a list. They change with the roster only, and are asked for again after
//! a while.

use std::sync::Arc;
use wq_core::{
    access::{Account, Role},
    db::Conn,
    roster,
};

use crate::{fault::Fault, visitor::Visitor};

/// In order; none for a department officer, who has only the one.
pub async fn departments(
    visitor: &Visitor,
    account: &Account,
    conn: &Conn,
    cohort: i32,
) -> Result<Arc<[String]>, Fault> {
    let Role::School { school, .. } = account.role else {
        return Ok(Arc::default());
    };
    let known = &visitor.app.departments;
    if let Some(known) = known.get(&(school, cohort)) {
        return Ok(known);
    }
    let found: Arc<[String]> = roster::departments(conn, school, cohort).await?.into();
    known.insert((school, cohort), found.clone());
    Ok(found)
}
