//! The home page: of each role its own.

use poem::{Response, Route, get, handler};
use wq_core::{
    access::Role,
    case::{
        Module,
        queue::{self, Group, Line},
    },
};

use super::{
    cases::{Asked, MODULES, subject},
    settings,
};
use crate::{
    fault::Fault,
    guides,
    response::{ok, part},
    routes::wording::{badge, waiting},
    view::{
        badge::Tone,
        count::{self, Board, Count},
        home::staff as view,
    },
    visitor::Visitor,
};

pub(super) fn routes(routes: Route) -> Route {
    routes.at("/", get(home)).at("/board", get(board))
}

/// `GET /`
#[handler]
async fn home(visitor: &Visitor) -> Result<Response, Fault> {
    match visitor.account()?.role {
        Role::School { .. } | Role::Department { .. } => officer(visitor).await,
        Role::Province { .. } => super::province::home(visitor).await,
        Role::Operator => super::ops::home(visitor).await,
        Role::Student { .. } => super::student::home(visitor).await,
        Role::Company { .. } => super::company::home(visitor).await,
    }
}

/// The home page of school and department officers.
async fn officer(visitor: &Visitor) -> Result<Response, Fault> {
    let account = visitor.officer()?;
    let conn = visitor.conn().await?;
    let office = visitor.office()?;
    let found = queue::home(&conn, account, office, MODULES).await?;
    drop(conn);
    let oldest = |line: &Line| {
        Some(view::Oldest {
            href: Asked::of(Module::of(line.state.kind()), Group::Mine).case(line.id, ""),
            student: line.student_name.clone(),
            company: subject(line),
            state: badge(line.state, office.form, line.ends),
            waiting: waiting(line.state, line.entered_at)?,
        })
    };
    let page = view::StaffHome {
        cohort: format!("{} · {}届", office.name, office.cohort),
        oldest: found.oldest.iter().filter_map(oldest).collect(),
        handlers: found.handlers.iter().map(settings::handler).collect(),
        guides: guides::links(),
        board: drawn(&found.board),
    };
    Ok(ok(visitor, "首页", view::home(&page)))
}

/// `GET /board`: an officer's counts alone, asked for again and again.
#[handler]
async fn board(visitor: &Visitor) -> Result<Response, Fault> {
    let account = visitor.officer()?;
    let conn = visitor.conn().await?;
    let counted = queue::board(&conn, account, visitor.office()?, MODULES).await?;
    Ok(part(count::board(&drawn(&counted))))
}

/// Every number opens the list that it counts (I8).
fn drawn(counted: &[queue::ModuleCounts]) -> Board {
    let group = |of: &queue::ModuleCounts| {
        let to = |group: Group| Asked::of(of.module, group).list();
        let mine = Count::new(Tone::Wait, "待我处理", of.mine.unsigned_abs(), to(Group::Mine));
        let overdue = of.overdue.map(|number| {
            let number = number.unsigned_abs();
            Count::new(Tone::Bad, "超期未办理", number, to(Group::Overdue))
        });
        let groups = of.groups.iter().map(|count| {
            let href = to(Group::Of(count.group.key.clone()));
            Count::new(Tone::Info, &count.group.label, count.number.unsigned_abs(), href)
        });
        count::Group {
            title: of.module.label().into(),
            counts: std::iter::once(mine).chain(overdue).chain(groups).collect(),
        }
    };
    Board {
        source: "/board".into(),
        stream: Some("/live"),
        groups: counted.iter().map(group).collect(),
    }
}
