//! The offline agreements that name a company.

use poem::{
    Response, handler,
    web::{Path, Query},
};
use wq_core::{
    agreement::{
        Sent,
        written::{Form, named},
    },
    ids::CaseId,
    paging::Page,
};

use super::{
    present::{company_href, to_company},
    show::found,
};
use crate::{
    fault::Fault,
    paged::Paged,
    response::ok,
    routes::wording::{badge, moment},
    view::{
        invitation::InvitationRow,
        list::Pager,
        written::{Named, agreement, list as view},
    },
    visitor::Visitor,
};

/// `GET /company/agreements`: newest first.
#[handler]
pub async fn list(visitor: &Visitor, Query(asked): Query<Paged>) -> Result<Response, Fault> {
    let scope = visitor.company()?.scope();
    let page = named(&mut *visitor.conn().await?, &scope, asked.turn()).await?;
    Ok(ok(visitor, "线下签约", view(&shown(&page))))
}

/// `GET /company/agreements/{id}`
#[handler]
pub async fn show(visitor: &Visitor, Path(id): Path<i64>) -> Result<Response, Fault> {
    let account = visitor.company()?;
    let own = found(&mut *visitor.conn().await?, account, Form::Offline, CaseId(id)).await?;
    Ok(ok(visitor, "线下签约", agreement(&to_company(&own))))
}

fn shown(page: &Page<Sent>) -> Named {
    let turn = |side: &str, id| format!("/company/agreements?{side}={id}");
    Named {
        rows: page.rows.iter().map(row).collect(),
        pager: Pager {
            previous: page.newer.map(|id| turn("newer", id)),
            next: page.older.map(|id| turn("older", id)),
            place: String::new(),
        },
    }
}

fn row(sent: &Sent) -> InvitationRow {
    InvitationRow {
        href: company_href(sent.id),
        student: sent.student.clone(),
        school: sent.school.clone(),
        post: sent.job_title.clone(),
        state: badge(sent.state, sent.form(), None),
        sent: moment(sent.created_at),
        due: moment(sent.entered_at),
    }
}
