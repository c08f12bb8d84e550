//! One agreement, to the student who wrote it.

use poem::{Request, Response, handler, web::Path};
use wq_core::{
    access::Account,
    agreement::written::{Form, OwnAgreement, own},
    db::Conn,
    ids::CaseId,
};

use super::present;
use crate::{
    fault::Fault,
    response::{ok, part},
    routes::termination,
    view::{
        review::company as view,
        written::{WrittenAgreement, agreement},
    },
    visitor::Visitor,
};

/// `GET /student/{form}/{id}`
#[handler]
pub async fn show(visitor: &Visitor, request: &Request, Path(id): Path<i64>) -> Result<Response, Fault> {
    let account = visitor.student()?;
    let form = form_of(request)?;
    let mut conn = visitor.conn().await?;
    let own = found(&mut conn, account, form, CaseId(id)).await?;
    let ending = termination::panel(&mut conn, account, CaseId(id)).await?;
    drop(conn);
    let page = WrittenAgreement {
        termination: ending,
        ..present::to_student(&own)
    };
    Ok(ok(visitor, form.kind().label(), agreement(&page)))
}

/// `GET /student/{form}/{id}/standing`: the company's standing alone, while its answer is awaited.
#[handler]
pub async fn standing(visitor: &Visitor, request: &Request, Path(id): Path<i64>) -> Result<Response, Fault> {
    let account = visitor.student()?;
    let own = found(
        &mut *visitor.conn().await?,
        account,
        form_of(request)?,
        CaseId(id),
    )
    .await?;
    Ok(part(view::standing(&present::standing(&own))))
}

/// The form that an address speaks of.
pub fn form_of(request: &Request) -> Result<Form, Fault> {
    let mut parts = request.uri().path().split('/').skip(2);
    parts.next().and_then(Form::parse).ok_or(Fault::NotFound)
}

/// An agreement of a form in reach; anything else does not exist.
pub async fn found(
    conn: &mut Conn,
    account: &Account,
    form: Form,
    case: CaseId,
) -> Result<OwnAgreement, Fault> {
    own(conn, account, case)
        .await?
        .filter(|own| own.form == form)
        .ok_or(Fault::NotFound)
}
