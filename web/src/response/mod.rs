//! The one responder: the same body as a document, or as a part for htmx.

mod flash;

pub use flash::Flash;

use maud::Markup;
use poem::{
    IntoResponse, Response,
    error::ResponseError,
    http::{StatusCode, header},
    web::Html,
};
use wq_core::{
    access::{Account, LevelScope, Role},
    case::Actor,
};

use crate::{
    assets,
    fault::Fault,
    guides, routes,
    view::{
        error::failure,
        layout::{self, Page, fragment},
    },
    visitor::Visitor,
};

/// A body under a title.
pub fn page(visitor: &Visitor, status: StatusCode, title: &str, body: Markup) -> Response {
    let page = Page {
        title: title.to_owned(),
        account: visitor
            .session
            .as_ref()
            .map(|session| header_of(visitor, &session.account)),
        nav: routes::nav(visitor),
        csrf: visitor.csrf.clone(),
        flash: visitor.hear().map(Flash::shown),
        theme: visitor.theme,
        assets: assets::LINKS.clone(),
    };
    let markup = if visitor.partial {
        fragment(&page, body)
    } else {
        layout::page(&page, body)
    };
    let mut answer = html(status, markup);
    answer
        .headers_mut()
        .insert(header::VARY, header::HeaderValue::from_static("HX-Request-Type"));
    answer
}

/// A page that is answered with 200.
pub fn ok(visitor: &Visitor, title: &str, body: Markup) -> Response {
    page(visitor, StatusCode::OK, title, body)
}

/// A part of a page, as it is.
pub fn part(body: Markup) -> Response {
    html(StatusCode::OK, body)
}

fn html(status: StatusCode, markup: Markup) -> Response {
    Html(markup.into_string()).with_status(status).into_response()
}

/// On to another page, after an act.
pub fn to(href: &str) -> Response {
    Response::builder()
        .status(StatusCode::SEE_OTHER)
        .header(header::LOCATION, href)
        .finish()
}

/// A fault's page where not even the visitor could be looked up.
pub fn bare(fault: &Fault, reference: &str, partial: bool) -> Response {
    match fault {
        Fault::Away(cause) => tracing::error!(reference, "before a page: {fault}: {cause}"),
        fault => tracing::error!(reference, "before a page: {fault:#}"),
    }
    let shown = fault.page(reference, Actor::System, None);
    let page = Page {
        title: shown.title.clone(),
        assets: assets::LINKS.clone(),
        ..Page::default()
    };
    let body = failure(&shown);
    let markup = if partial {
        fragment(&page, body)
    } else {
        layout::page(&page, body)
    };
    html(fault.status(), markup)
}

fn header_of(visitor: &Visitor, account: &Account) -> layout::Account {
    let level = |level: LevelScope| match level {
        LevelScope::All => "全部层次",
        LevelScope::Undergraduate => "本专科",
        LevelScope::Graduate => "研究生",
    };
    let (role, of, staff) = match &account.role {
        Role::Province { province } => (
            "省级用户".into(),
            Some(wq_core::codes::region_name(province).into()),
            true,
        ),
        Role::School { level: scope, .. } => (format!("学校用户 · {}", level(*scope)), None, true),
        Role::Department { department, .. } => ("院系用户".into(), Some(department.clone()), true),
        Role::Student { .. } => ("毕业生".into(), None, false),
        Role::Company { .. } => ("用人单位".into(), None, false),
        Role::Operator => ("运维管理员".into(), None, false),
    };
    layout::Account {
        name: account.name.clone(),
        role,
        of,
        has_school: !matches!(account.role, Role::Province { .. } | Role::Operator),
        guide: guides::of(&account.role),
        employment_system: staff.then(|| visitor.app.settings.employment_url.clone()),
    }
}
