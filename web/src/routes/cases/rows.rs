//! Lines of a list, as its table shows them.

use wq_core::{
    access::LevelScope,
    case::{
        awaits, case_number,
        queue::{Line, Listing, Subject},
    },
    codes::{List, name},
};

use super::{asked::Asked, desk::Desk};
use crate::{
    routes::wording::{badge, moment, waiting},
    view::list::Row,
};

/// The rows of a page.
pub fn rows(desk: &Desk, asked: &Asked, listing: &Listing) -> Vec<Row> {
    let row = |line: &Line| {
        let case = &line.case;
        Row {
            href: asked.case(case.id, ""),
            number: case_number(case.id),
            student: case.student_name.clone(),
            student_number: case.student_no.clone(),
            department: format!("{} {}", case.department, level(case.level)),
            company: subject(line),
            warned: case
                .company_id
                .is_some_and(|company| listing.warned.contains(&company)),
            state: badge(case.state, listing.office.form, None),
            waiting: waiting(case.state, case.entered_at),
            submitted: moment(case.submitted_at.unwrap_or(case.entered_at)),
            act: if awaits(&desk.account, listing.office.mode, case.state) {
                case.state.verb(listing.office.form).into()
            } else {
                "查看".into()
            },
        }
    };
    listing.page.lines.iter().map(row).collect()
}

/// 单位 of an agreement, 去向类别 of a destination.
pub fn subject(line: &Line) -> String {
    match &line.subject {
        Some(Subject::Company(name)) => name.clone(),
        Some(Subject::Category(code)) => name(List::Destination, code).to_owned(),
        None => String::new(),
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
