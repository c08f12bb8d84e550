//! 作废信息管理: the students who gave up a destination and have handed nothing in since.

use poem::{
    Response, handler,
    web::{Path, Query as Address},
};
use wq_core::{
    case::Module,
    ids::StudentId,
    review::GivenUp,
    roster::{Voided, voided, voided_of},
};

use super::{
    asked::Query,
    list::{Reading, filtered},
};
use crate::{
    fault::Fault,
    response::ok,
    routes::{
        cases::{given_up, href, subject},
        wording::moment,
    },
    submission::Submission,
    view::{
        list::Link,
        students::{self as view, VoidedRow},
    },
    visitor::Visitor,
};

const PATH: &str = "/voided";

/// `GET /voided`
#[handler]
pub async fn list(visitor: &Visitor, Address(query): Address<Query>) -> Result<Response, Fault> {
    let list = Reading::of(visitor, PATH, &query).await?;
    let found = voided(&list.conn, list.account, list.cohort, &list.find(), list.turn()).await?;
    let page = list.drawn(&found, row).await?;
    Ok(ok(visitor, "作废信息管理", view::voided(&page)))
}

/// `POST /voided/filter`: what was typed becomes the address of a list.
#[handler]
pub fn filter(visitor: &Visitor, form: Submission) -> Result<Response, Fault> {
    filtered(visitor, PATH, &form)
}

/// `GET /voided/{student}`: 详情, every destination that a student gave up, in full.
#[handler]
pub async fn show(visitor: &Visitor, Path(id): Path<i64>) -> Result<Response, Fault> {
    let account = visitor.officer()?;
    let conn = visitor.conn().await?;
    let (student, records) = voided_of(&conn, account, StudentId(id))
        .await?
        .ok_or(Fault::NotFound)?;
    drop(conn);
    let page = view::Records {
        name: student.name,
        about: format!("{} {}", student.student_no, student.department),
        records: records
            .iter()
            .map(|record| (given_up(record), case_of(record)))
            .collect(),
    };
    Ok(ok(visitor, "作废信息详情", view::records(&page)))
}

fn case_of(record: &GivenUp) -> Link {
    Link::new(
        "查看证明材料和办理记录",
        href(Module::Destinations, record.id, ""),
    )
}

fn row(student: &Voided) -> VoidedRow {
    let line = &student.destination;
    let category = subject(line);
    VoidedRow {
        href: format!("{PATH}/{}", student.student),
        name: line.student_name.clone(),
        student_no: line.student_no.clone(),
        department: line.department.clone(),
        destination: match &student.company {
            Some(company) => format!("{category} {company}"),
            None => category,
        },
        at: moment(line.entered_at),
    }
}
