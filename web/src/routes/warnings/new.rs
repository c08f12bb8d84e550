//! Finding the company to mark.

use poem::{Response, handler, web::Query};
use serde::Deserialize;
use wq_core::{
    codes::{CreditCode, region_name},
    warning::{self, Candidate},
};

use crate::{
    fault::Fault,
    response::ok,
    view::{
        form::Field,
        list::{Empty, Link},
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
    let by_code = CreditCode::parse(&typed);
    let by_code = by_code.map(|code| Link::new("按代码标记", format!("/warnings/codes/{code}")));
    let field = field.value(typed);
    let page = Search {
        title: TITLE.into(),
        action: "/warnings/new".into(),
        fields: vec![field],
        found: found.map(|found| found.iter().map(shown).collect()),
        empty: Empty {
            title: "没有找到这家单位".into(),
            advice: match &by_code {
                Some(_) => "该代码的单位没有在平台注册，也没有出现在协议中，可以按代码标记。".into(),
                None => {
                    "请从头输入单位名称；没有在平台注册的单位，请输入完整的 18 位统一社会信用代码。".into()
                }
            },
            way_out: by_code,
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
