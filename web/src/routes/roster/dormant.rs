//! 失效信息管理: the students whom the employment system deleted.

use poem::{Response, handler, web::Query as Address};
use wq_core::{
    codes::{List, name},
    paging::Turn,
    roster::{Dormant, dormant},
};

use super::asked::{Asked, Query};
use crate::{
    fault::Fault,
    response::{ok, to},
    routes::{departments::departments, wording::moment},
    submission::Submission,
    view::students::{self as view, DormantRow},
    visitor::Visitor,
};

const PATH: &str = "/dormant";

/// `GET /dormant`
#[handler]
pub async fn list(visitor: &Visitor, Address(query): Address<Query>) -> Result<Response, Fault> {
    let (account, cohort) = (visitor.officer()?, visitor.office()?.cohort);
    let key = &visitor.app.settings.key;
    let asked = Asked::read(PATH, &query, key);
    let conn = visitor.conn().await?;
    let found = dormant(&conn, account, cohort, &asked.find(), asked.turn).await?;
    let departments = departments(visitor, account, &conn, cohort).await?;
    drop(conn);
    let page = view::Students {
        filters: asked.filters(visitor, account, &departments),
        count: format!("共 {} 人", found.total),
        pager: asked.pager(&found, key),
        rows: found.page.rows.iter().map(row).collect(),
    };
    Ok(ok(visitor, "失效信息管理", view::dormant(&page)))
}

/// `POST /dormant/filter`: what was typed becomes the address of a list.
#[handler]
pub fn filter(visitor: &Visitor, form: Submission) -> Result<Response, Fault> {
    visitor.officer()?;
    let asked = Asked::typed(PATH, &form);
    Ok(to(&asked.href(Turn::First, &visitor.app.settings.key)))
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
