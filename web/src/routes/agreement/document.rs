//! 下载协议书: the PDF, as it was made.

use poem::{
    Response, handler,
    http::{StatusCode, header},
    web::Path,
};
use wq_core::{
    agreement::{HandOut, hand_out},
    ids::CaseId,
};

use crate::{fault::Fault, response::page, view::document::coming, visitor::Visitor};

/// `GET /agreements/{id}/document`
#[handler]
pub async fn download(visitor: &Visitor, Path(id): Path<i64>) -> Result<Response, Fault> {
    let account = visitor.account()?;
    let found = hand_out(&mut *visitor.conn().await?, account, CaseId(id)).await?;
    let document = match found.ok_or(Fault::NotFound)? {
        HandOut::Document(document) => document,
        HandOut::Coming => {
            return Ok(page(
                visitor,
                StatusCode::ACCEPTED,
                "协议书正在生成",
                coming(&visitor.path),
            ));
        }
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

/// The way to the document of an agreement that has its number; none before.
pub fn link(case: CaseId, number: Option<&str>) -> Option<String> {
    number.map(|_| format!("/agreements/{case}/document"))
}
