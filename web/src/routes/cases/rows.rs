//! Lines of a list, as its table shows them.

use wq_core::{
    access::LevelScope,
    case::{
        Kind, awaits, case_number,
        queue::{Line, Listing},
    },
    codes::{List, name},
};

use super::{asked::Asked, desk::Desk};
use crate::{
    routes::wording::{badge, late, moment, waiting},
    view::list::Row,
};

/// The rows of a page.
pub fn rows(desk: &Desk, asked: &Asked, listing: &Listing) -> Vec<Row> {
    let row = |line: &Line| Row {
        href: asked.case(line.id, ""),
        number: case_number(line.id),
        student: line.student_name.clone(),
        student_number: line.student_no.clone(),
        department: format!("{} {}", line.department, level(line.level)),
        company: subject(line),
        warned: listing.warned.contains(&line.id),
        state: badge(line.state, desk.office.form, line.ends),
        waiting: waiting(line.state, line.entered_at).or_else(|| late(line.state, line.due_at)),
        submitted: moment(line.submitted_at.unwrap_or(line.entered_at)),
        act: if awaits(&desk.account, desk.office.mode, line.state) {
            line.state.verb(desk.office.form).into()
        } else {
            "查看".into()
        },
    };
    listing.page.lines.iter().map(row).collect()
}

/// 单位 of an agreement, 去向类别 of a destination.
pub fn subject(line: &Line) -> String {
    match line.state.kind() {
        Kind::Destination => name(List::Destination, &line.subject).to_owned(),
        Kind::Online | Kind::Offline | Kind::Paper | Kind::Termination => line.subject.clone(),
    }
}

/// 层次.
pub fn level(level: LevelScope) -> &'static str {
    match level {
        LevelScope::All => "全部",
        LevelScope::Undergraduate => "本专科",
        LevelScope::Graduate => "研究生",
    }
}
