//! 操作指南: a page of its own for each role, to be downloaded, read offline and printed.

use poem::{
    Response, handler,
    http::{StatusCode, header},
    web::Path,
};
use std::sync::LazyLock;
use wq_core::access::Role;

use crate::view::{guide::document, list::Link};

/// Which guides there are.
const GUIDES: [Guide; 4] = [
    Guide {
        name: "school.html",
        reader: "学校用户",
        body: include_str!("../../assets/guides/school.html"),
    },
    Guide {
        name: "department.html",
        reader: "院系用户",
        body: include_str!("../../assets/guides/department.html"),
    },
    Guide {
        name: "student.html",
        reader: "毕业生",
        body: include_str!("../../assets/guides/student.html"),
    },
    Guide {
        name: "company.html",
        reader: "用人单位",
        body: include_str!("../../assets/guides/company.html"),
    },
];

/// One guide.
struct Guide {
    /// The last part of its address.
    name: &'static str,
    /// Whom it is for.
    reader: &'static str,
    /// Our own markup, without the document around it.
    body: &'static str,
}

impl Guide {
    fn link(&self) -> Link {
        Link::new(
            format!("操作指南（{}）", self.reader),
            format!("/guides/{}", self.name),
        )
    }
}

/// The documents, in the order of [`GUIDES`].
static DOCUMENTS: LazyLock<Vec<String>> = LazyLock::new(|| {
    GUIDES
        .iter()
        .map(|guide| document(guide.reader, guide.body).into_string())
        .collect()
});

/// The downloads, for whoever hands them on.
pub fn links() -> Vec<Link> {
    GUIDES.iter().map(Guide::link).collect()
}

/// The download for a role; none for those who run the platform.
pub fn of(role: &Role) -> Option<Link> {
    let name = match role {
        Role::School { .. } => "school.html",
        Role::Department { .. } => "department.html",
        Role::Student { .. } => "student.html",
        Role::Company { .. } => "company.html",
        Role::Province { .. } | Role::Operator => return None,
    };
    GUIDES.iter().find(|guide| guide.name == name).map(Guide::link)
}

/// `GET /guides/{name}`: a file. It tells nothing that a stranger may not read.
#[handler]
pub fn download(Path(name): Path<String>) -> Response {
    let Some(at) = GUIDES.iter().position(|guide| guide.name == name) else {
        return StatusCode::NOT_FOUND.into();
    };
    let file = format!("网签平台操作指南-{}.html", GUIDES[at].reader);
    let encoded: String = file.bytes().map(|byte| format!("%{byte:02X}")).collect();
    Response::builder()
        .content_type("text/html; charset=utf-8")
        .header(
            header::CONTENT_DISPOSITION,
            format!("attachment; filename=\"{name}\"; filename*=UTF-8''{encoded}"),
        )
        .header(header::CACHE_CONTROL, "public, max-age=3600")
        .body(DOCUMENTS[at].as_str())
}
