//! 解约: what waits for an answer, and everything before it.

use poem::{Response, handler, web::Query};
use serde::Deserialize;
use wq_core::{
    case::{Initiator, Outlook},
    ids::CaseId,
    termination::{Group, lines, prospect, waiting},
};

use super::{present, side::Side};
use crate::{fault::Fault, paged::Paged, response::ok, view::termination as view};

/// What the address asks for.
#[derive(Deserialize)]
pub struct Asked {
    #[serde(default)]
    state: String,
    #[serde(flatten)]
    page: Paged,
}

/// `GET /{side}/terminations`: what waits for the reader first; to a company what stands where it asks, and of an unknown state all.
#[handler]
pub async fn list(side: Side, Query(asked): Query<Asked>) -> Result<Response, Fault> {
    let turn = asked.page.turn();
    let group = match side.of {
        Initiator::Company => Group::parse(&asked.state),
        Initiator::Student | Initiator::School => None,
    };
    let mut conn = side.visitor.conn().await?;
    let waiting = match group {
        Some(_) => Vec::new(),
        None => waiting(&mut conn, &side.account).await?,
    };
    let page = lines(&mut conn, &side.account, group, turn).await?;
    // A student has one agreement at most, so that the way to end it stands here too.
    let agreement = match side.of {
        Initiator::Student => in_force(&mut conn, &side).await?,
        Initiator::Company | Initiator::School => None,
    };
    let prospect = match agreement {
        Some(agreement) => prospect(&mut conn, &side.account, agreement).await?,
        None => None,
    };
    drop(conn);
    let body = view::list(&present::list(&side, group, prospect.as_ref(), &waiting, &page));
    Ok(ok(&side.visitor, "解约", body))
}

async fn in_force(conn: &mut wq_core::db::Conn, side: &Side) -> Result<Option<CaseId>, Fault> {
    let outlook = Outlook::of(conn, &side.account).await?.ok_or(Fault::NotFound)?;
    let current = outlook.current().filter(|own| own.state.is_effective());
    Ok(current.map(|own| own.id))
}
