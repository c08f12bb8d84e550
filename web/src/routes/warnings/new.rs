//! Finding the company to mark.

use poem::{Response, handler, web::Query};
use serde::Deserialize;
use wq_core::{
    codes::region_name,
    warning::{self, Candidate},
};

use crate::{
    fault::Fault,
    response::ok,
    view::{
        form::Field,
        list::Empty,
        warnings::{Found, Search, search as view},
    },
    visitor::Visitor,
};

/// The words of the page.
const TITLE: &str = "标记预警单位";

/// What the address asks for.
#[derive(Deserialize)]
pub struct Asked {
    #[serde(default)]
    company: String,
}

/// `GET /warnings/new`: companies by credit code or name, each with the way to its form.
#[handler]
pub async fn new(visitor: &Visitor, Query(asked): Query<Asked>) -> Result<Response, Fault> {
    let account = visitor.school_officer()?;
    let printable = asked.company.chars().filter(|c| !c.is_control());
    let typed = printable.take(100).collect::<String>().trim().to_owned();
    let found = if typed.is_empty() {
        None
    } else {
        let conn = visitor.conn().await?;
        Some(
            warning::candidates(&conn, account, &typed)
                .await?
                .ok_or(Fault::NotFound)?,
        )
    };
    let field = Field {
        autocomplete: Some("off"),
        max_length: Some(100),
        ..Field::search("company", "单位名称或统一社会信用代码")
    };
    let page = Search {
        title: TITLE.into(),
        action: "/warnings/new".into(),
        fields: vec![field.value(typed)],
        found: found.map(|found| found.iter().map(shown).collect()),
        empty: Empty {
            title: "没有找到这家单位".into(),
            advice: "请输入完整的统一社会信用代码，或从头输入单位名称。只有在平台注册或出现在协议中的单位可以标记。"
                .into(),
            way_out: None,
        },
        back: "/warnings".into(),
    };
    Ok(ok(visitor, TITLE, view(&page)))
}

fn shown(candidate: &Candidate) -> Found {
    Found {
        name: candidate.name.clone(),
        credit_code: candidate.credit_code.clone(),
        region: region_name(&candidate.region).into(),
        href: (!candidate.marked).then(|| format!("/warnings/companies/{}", candidate.id)),
    }
}
