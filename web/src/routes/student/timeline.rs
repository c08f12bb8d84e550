//! 办理记录: everything that ever happened to a student.

use poem::{Response, handler, web::Query};
use wq_core::{
    case::{
        Outlook,
        history::{Happened, timeline},
    },
    paging::Page,
};

use super::present::page_of;
use crate::{
    fault::Fault,
    paged::Paged,
    response::ok,
    routes::reading,
    view::{
        history::{About, Event},
        list::Pager,
        timeline::{Timeline, page},
    },
    visitor::Visitor,
};

const TIMELINE: &str = "/student/timeline";

/// `GET /student/timeline`: the steps of all cases of all kinds, newest first.
#[handler]
pub async fn show(visitor: &Visitor, Query(asked): Query<Paged>) -> Result<Response, Fault> {
    let account = visitor.student()?;
    let mut conn = visitor.conn().await?;
    let outlook = Outlook::of(&mut conn, account).await?.ok_or(Fault::NotFound)?;
    let steps = timeline(&conn, &account.scope(), asked.turn()).await?;
    Ok(ok(visitor, "办理记录", page(&present(&outlook, &steps))))
}

/// Every step of every case, each with the case that it belongs to.
fn present(outlook: &Outlook, steps: &Page<Happened>) -> Timeline {
    let events = reading::events(&steps.rows, outlook.office.form);
    let told = steps.rows.iter().zip(events).map(|(step, event)| {
        let own = outlook.cases.iter().find(|own| own.id == step.case);
        let company = own.and_then(|own| own.company.clone());
        let label = [Some(step.kind.label().to_owned()), company];
        Event {
            about: Some(About {
                label: label.into_iter().flatten().collect::<Vec<_>>().join(" · "),
                href: own.map(page_of),
            }),
            ..event
        }
    });
    Timeline {
        events: told.collect(),
        pager: Pager {
            previous: steps.newer.map(|id| format!("{TIMELINE}?newer={id}")),
            next: steps.older.map(|id| format!("{TIMELINE}?older={id}")),
            place: String::new(),
        },
    }
}
