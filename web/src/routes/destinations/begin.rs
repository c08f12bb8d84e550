//! 选择毕业去向类型.

use poem::{Response, handler, http::StatusCode};
use wq_core::{
    case::ActError,
    destination::{Offered, Type, begin as begin_draft, offered},
};

use super::present;
use crate::{
    fault::Fault,
    response::{Flash, page, to},
    routes::reading,
    submission::Submission,
    view::{
        entry::{Entry, entry},
        form::{Choice, Field, Posted},
        list::Link,
    },
    visitor::Visitor,
};

const FIELD: &str = "type";

/// `GET /student/destinations/new`
#[handler]
pub async fn choose(visitor: &Visitor) -> Result<Response, Fault> {
    let offered = found(visitor).await?;
    if let Some(refusal) = offered.barred {
        return Ok(reading::blocked(visitor, refusal, present::LIST));
    }
    let posted = match offered.draft {
        Some((_, kind)) => Posted::new().with(FIELD, kind.as_str()),
        None => Posted::new(),
    };
    Ok(form(visitor, StatusCode::OK, &offered, posted))
}

/// `POST /student/destinations`. Sent twice, the form leads to the one draft that it began.
#[handler]
pub async fn begin(visitor: &Visitor, typed: Submission) -> Result<Response, Fault> {
    let offered = found(visitor).await?;
    let again = |posted: Posted| {
        let posted = posted.with(FIELD, typed.get(FIELD));
        Ok(form(visitor, StatusCode::UNPROCESSABLE_ENTITY, &offered, posted))
    };
    let Some(kind) = Type::parse(typed.get(FIELD)) else {
        return again(Posted::new().refuse(FIELD, "请选择毕业去向类型"));
    };
    match begin_draft(&mut *visitor.conn().await?, visitor.student()?, kind).await {
        Ok(begun) => {
            if begun.lost_proof {
                visitor.say(Flash::ProofOutdated);
            }
            Ok(to(&format!("{}/details", present::href(begun.case))))
        }
        Err(ActError::Refused(refusal)) => {
            again(Posted::new().refuse(FIELD, refusal.message(visitor.reader())))
        }
        Err(error) => Err(error.into()),
    }
}

async fn found(visitor: &Visitor) -> Result<Offered, Fault> {
    let account = visitor.student()?;
    offered(&mut *visitor.conn().await?, account)
        .await?
        .ok_or(Fault::NotFound)
}

fn form(visitor: &Visitor, status: StatusCode, offered: &Offered, posted: Posted) -> Response {
    let types = offered.types.iter();
    let choices = types
        .map(|kind| Choice::new(kind.as_str(), kind.label()))
        .collect();
    let lead = match offered.draft {
        Some(_) => "更换类型后，新类型也需要的内容会保留，其余内容会清除；证明材料需按新类型重新上传。",
        None => "请按实际去向选择类型，下一步填写去向信息并上传证明材料。",
    };
    let shown = Entry {
        title: "选择毕业去向类型".into(),
        lead: vec![lead.into()],
        action: present::LIST.into(),
        csrf: visitor.csrf.clone(),
        fields: vec![Field {
            wide: true,
            ..Field::radio(FIELD, "毕业去向类型", choices).required()
        }],
        posted,
        button: "下一步".into(),
        links: vec![Link::new("返回", present::LIST)],
        wide: true,
        ..Entry::default()
    };
    page(visitor, status, &shown.title, entry(&shown))
}
