//! The companies that the school has marked.

use poem::{Response, handler, web::Query};
use serde::Deserialize;
use wq_core::{
    paging::Page,
    warning::{self, Marked, States, Wanted},
};

use super::TITLE;
use crate::{
    fault::Fault,
    paged::Paged,
    response::ok,
    routes::wording::moment,
    view::{
        badge::{Badge, Tone},
        form::{Choice, Field},
        list::{Empty, Link, Pager},
        warnings::{Mark, Warnings, warnings as view},
    },
    visitor::Visitor,
};

/// What the address asks for. What is not understood is left out.
#[derive(Deserialize)]
pub struct Asked {
    #[serde(default)]
    state: String,
    #[serde(default)]
    company: String,
    #[serde(flatten)]
    page: Paged,
}

impl Asked {
    fn wanted(&self) -> Wanted {
        let printable = self.company.chars().filter(|c| !c.is_control());
        Wanted {
            states: States::parse(&self.state).unwrap_or(States::Standing),
            company: printable.take(100).collect::<String>().trim().to_owned(),
        }
    }
}

/// `GET /warnings`: newest first.
#[handler]
pub async fn list(visitor: &Visitor, Query(asked): Query<Asked>) -> Result<Response, Fault> {
    let account = visitor.school_officer()?;
    let wanted = asked.wanted();
    let found = warning::list(&*visitor.conn().await?, account, &wanted, asked.page.turn())
        .await?
        .ok_or(Fault::NotFound)?;
    let page = Warnings {
        filters: fields(&wanted),
        new: "/warnings/new".into(),
        pager: pager(&wanted, &found),
        marks: found.rows.iter().map(shown).collect(),
        empty: empty(&wanted),
    };
    Ok(ok(visitor, TITLE, view(&page)))
}

fn fields(wanted: &Wanted) -> Vec<Field> {
    let states = vec![
        Choice::new(States::Standing.as_str(), "预警中"),
        Choice::new(States::Withdrawn.as_str(), "已撤销"),
        Choice::new(States::All.as_str(), "全部"),
    ];
    let company = Field {
        autocomplete: Some("off"),
        max_length: Some(100),
        ..Field::search("company", "单位名称或统一社会信用代码")
    };
    vec![
        Field::select("state", "状态", None, states).value(wanted.states.as_str()),
        company.value(&wanted.company),
    ]
}

fn pager(wanted: &Wanted, page: &Page<Marked>) -> Pager {
    let at = |name: &str, id: i64| {
        let pairs = [
            ("state", wanted.states.as_str().to_owned()),
            ("company", wanted.company.clone()),
            (name, id.to_string()),
        ];
        format!(
            "/warnings?{}",
            serde_urlencoded::to_string(pairs).unwrap_or_default()
        )
    };
    Pager {
        previous: page.newer.map(|id| at("newer", id)),
        next: page.older.map(|id| at("older", id)),
        place: String::new(),
    }
}

fn shown(marked: &Marked) -> Mark {
    let mark = &marked.mark;
    let who = |name: &Option<String>| name.clone().unwrap_or_default();
    Mark {
        name: mark.name.clone(),
        credit_code: mark.credit_code.clone(),
        reason: mark.reason.label().into(),
        explanation: mark.explanation.clone(),
        marked: format!("{} {}", moment(mark.marked_at), who(&marked.by)),
        state: match mark.withdrawn_at {
            None => Badge::new(Tone::Bad, "预警中"),
            Some(_) => Badge::new(Tone::Quiet, "已撤销"),
        },
        withdrawn: mark
            .withdrawn_at
            .map(|at| format!("{} {}", moment(at), who(&marked.withdrawn_by))),
        withdrawal: mark
            .withdrawn_at
            .is_none()
            .then(|| format!("/warnings/{}/withdrawal", mark.id)),
    }
}

fn empty(wanted: &Wanted) -> Empty {
    if wanted.company.is_empty() && wanted.states == States::Standing {
        Empty {
            title: "本校没有预警单位".into(),
            advice: "发现违规、虚假等问题单位时，标记后会提醒本校毕业生和审核人员。".into(),
            way_out: Some(Link::new("标记预警单位", "/warnings/new")),
        }
    } else {
        Empty {
            title: "没有符合条件的单位".into(),
            advice: "换个状态，或清空条件再查；单位名称请从开头输入。".into(),
            way_out: None,
        }
    }
}
