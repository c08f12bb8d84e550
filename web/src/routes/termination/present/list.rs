//! The terminations of one side.

use chrono::Utc;
use wq_core::{
    case::{Initiator, due},
    paging::Page,
    termination::{Group, Line, Prospect},
};

use crate::{
    routes::{
        termination::{panel, side::Side},
        wording::{badge, due as due_badge, moment, overdue},
    },
    view::{
        badge::{Badge, Tone},
        list::{Link, Pager},
        termination as view,
    },
};

/// A page of the list.
pub fn list(
    side: &Side,
    group: Option<Group>,
    prospect: Option<&Prospect>,
    waiting: &[Line],
    page: &Page<Line>,
) -> view::List {
    let state = group.map_or_else(String::new, |group| format!("state={}&", group.as_str()));
    let turn = |name: &str, id: i64| side.at(&format!("/terminations?{state}{name}={id}"));
    view::List {
        title: group.map_or("解约记录", Group::label),
        all: group.map(|_| Link::new("查看全部解约", side.at("/terminations"))),
        panel: prospect.map(|prospect| panel::drawn(&side.account, prospect)),
        waiting: waiting.iter().map(|line| row(side, line)).collect(),
        rows: page.rows.iter().map(|line| row(side, line)).collect(),
        of_company: side.of == Initiator::Company,
        pager: Pager {
            previous: page.newer.map(|id| turn("newer", id)),
            next: page.older.map(|id| turn("older", id)),
            place: String::new(),
        },
    }
}

fn row(side: &Side, line: &Line) -> view::Row {
    let case = &line.case;
    let (name, of) = match side.of {
        Initiator::Company => (&case.student_name, &case.school),
        Initiator::Student | Initiator::School => (&case.subject, &case.school),
    };
    let by = match case.initiator {
        Initiator::Student => "毕业生",
        Initiator::Company => "用人单位",
        Initiator::School => "学校",
    };
    let due = case.due_at.filter(|_| due::awaited(case.state).is_some());
    view::Row {
        href: side.termination(case.id, ""),
        name: name.clone(),
        of: of.clone(),
        by: by.into(),
        state: badge(case.state, case.form(), line.ends),
        asked: moment(case.created_at),
        due: match due {
            Some(at) => overdue(case.state, case.due_at, Utc::now()).unwrap_or_else(|| due_badge(at)),
            None => Badge::new(Tone::Quiet, format!("{} 更新", moment(case.entered_at))),
        },
    }
}
