//! 失效信息管理: the students whom the employment system deleted.

use poem::{Response, handler, web::Query as Address};
use wq_core::{
    codes::{List, name},
    roster::{Dormant, dormant},
};

use super::{
    asked::Query,
    list::{Reading, filtered},
};
use crate::{
    fault::Fault,
    response::ok,
    routes::wording::moment,
    submission::Submission,
    view::students::{self as view, DormantRow},
    visitor::Visitor,
};

const PATH: &str = "/dormant";

/// `GET /dormant`
#[handler]
pub async fn list(visitor: &Visitor, Address(query): Address<Query>) -> Result<Response, Fault> {
    let list = Reading::of(visitor, PATH, &query).await?;
    let found = dormant(&list.conn, list.account, list.cohort, &list.find(), list.turn()).await?;
    let page = list.drawn(&found, row).await?;
    Ok(ok(visitor, "失效信息管理", view::dormant(&page)))
}

/// `POST /dormant/filter`: what was typed becomes the address of a list.
#[handler]
pub fn filter(visitor: &Visitor, form: Submission) -> Result<Response, Fault> {
    filtered(visitor, PATH, &form)
}

fn row(student: &Dormant) -> DormantRow {
    DormantRow {
        name: student.name.clone(),
        student_no: student.student_no.clone(),
        department: student.department.clone(),
        major: format!(
            "{} {}",
            student.major_name,
            name(List::EducationLevel, &student.education_level)
        ),
        since: moment(student.since),
        restored: student.restore_due_at.map(moment),
    }
}
