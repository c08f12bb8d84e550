//! `POST /roster/{id}/reveal`: numbers in full, shown once; the audit trail keeps who asked for them.

use poem::{Response, handler, web::Path};
use wq_core::{ids::StudentId, roster};

use super::show::drawn;
use crate::{fault::Fault, submission::Submission, visitor::Visitor};

#[handler]
pub async fn reveal(visitor: &Visitor, Path(id): Path<i64>, _form: Submission) -> Result<Response, Fault> {
    let account = visitor.officer()?;
    let student = StudentId(id);
    let shown = roster::reveal(&mut *visitor.conn().await?, account, student)
        .await?
        .ok_or(Fault::NotFound)?;
    drawn(visitor, student, Some(shown)).await
}
