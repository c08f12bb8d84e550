//! `GET /roster/{id}`: 详细.

use poem::{Response, handler, web::Path};
use wq_core::{
    ids::StudentId,
    roster::{self, Personal},
    settings::office_of,
};

use super::{TITLE, present};
use crate::{fault::Fault, response::ok, view::roster::student as view, visitor::Visitor};

#[handler]
pub async fn show(visitor: &Visitor, Path(id): Path<i64>) -> Result<Response, Fault> {
    visitor.officer()?;
    drawn(visitor, StudentId(id), None).await
}

/// The page of a student, masked unless it was asked for in full.
pub async fn drawn(visitor: &Visitor, id: StudentId, in_full: Option<Personal>) -> Result<Response, Fault> {
    let account = visitor.officer()?;
    let school = account.school().ok_or(Fault::NotFound)?;
    let mut conn = visitor.conn().await?;
    let found = roster::detail(&conn, &account.scope(), id)
        .await?
        .ok_or(Fault::NotFound)?;
    let office = office_of(&mut conn, school, found.student.cohort)
        .await?
        .ok_or(Fault::NotFound)?;
    drop(conn);
    let page = present::student(visitor, &found, &office, in_full);
    Ok(ok(visitor, TITLE, view(&page)))
}
