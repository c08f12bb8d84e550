//! 下载协议书: the PDF, as it was made.

use poem::{
    Response, handler,
    http::{HeaderValue, StatusCode, header},
    web::Path,
};
use wq_core::{
    access::Role,
    agreement::{HandOut, hand_out},
    case::{Audience, Kind, Module},
    ids::CaseId,
};

use crate::{
    fault::Fault,
    response::page,
    routes::{cases::href, reading},
    view::document::{Document, coming},
    visitor::Visitor,
};

/// `GET /agreements/{id}/document`
#[handler]
pub async fn download(visitor: &Visitor, Path(id): Path<i64>) -> Result<Response, Fault> {
    let account = visitor.account()?;
    let found = hand_out(&mut *visitor.conn().await?, account, CaseId(id)).await?;
    let document = match found.ok_or(Fault::NotFound)? {
        HandOut::Document(document) => document,
        HandOut::Coming(kind) => return Ok(being_made(visitor, &page_of(&account.role, kind, CaseId(id)))),
    };
    let bytes = visitor.app.settings.files.read(&document.hash).await?;
    // The number has digits only; 就业协议书 stands in front of it as RFC 6266 wants other scripts.
    let name = format!(
        "attachment; filename=\"{0}.pdf\"; filename*=UTF-8''%E5%B0%B1%E4%B8%9A%E5%8D%8F%E8%AE%AE%E4%B9%A6-{0}.pdf",
        document.number
    );
    Ok(Response::builder()
        .content_type("application/pdf")
        .header(header::CONTENT_DISPOSITION, name)
        .body(bytes))
}

/// Asks for itself again until there is a document, which then takes nothing from the page.
fn being_made(visitor: &Visitor, back: &str) -> Response {
    let body = coming(&visitor.path, back);
    let mut answer = page(visitor, StatusCode::ACCEPTED, "协议书正在生成", body);
    answer
        .headers_mut()
        .insert(header::REFRESH, HeaderValue::from_static("5"));
    answer
}

/// The page of the agreement to whoever may have its document.
fn page_of(role: &Role, kind: Kind, case: CaseId) -> String {
    let own = match role {
        Role::Student { .. } => reading::own_page(Audience::Student, kind, case),
        Role::Company { .. } => reading::own_page(Audience::Company, kind, case),
        Role::School { .. } | Role::Department { .. } | Role::Province { .. } | Role::Operator => {
            Some(href(Module::of(kind), case, ""))
        }
    };
    own.unwrap_or_else(|| "/".into())
}

/// The way to the document of an agreement that has its number, and to what is said of that number; none before.
pub fn link(case: CaseId, number: Option<&str>) -> Option<Document> {
    number.map(|number| Document {
        href: format!("/agreements/{case}/document"),
        verify: format!("/verify/{number}"),
    })
}
