//! 运行概况: the home of an operator.

use poem::{Response, handler};
use std::time::Instant;
use wq_core::jobs::operate;

use super::present;
use crate::{
    fault::Fault,
    response::{ok, part},
    view::{count, home::operator as view},
    visitor::Visitor,
};

/// The home page of operators.
pub(in crate::routes) async fn home(visitor: &Visitor) -> Result<Response, Fault> {
    visitor.operator()?;
    let mut conn = visitor.conn().await?;
    let asked = Instant::now();
    let queues = operate::overview(&mut conn).await?;
    let took = asked.elapsed();
    let tries = operate::last_tries(&mut conn).await?;
    let page = view::OperatorHome {
        board: present::board(&queues),
        checks: present::checks(took, &tries),
    };
    Ok(ok(visitor, "首页", view::home(&page)))
}

/// `GET /ops/board`: its counts alone, asked for again and again.
#[handler]
pub async fn board(visitor: &Visitor) -> Result<Response, Fault> {
    visitor.operator()?;
    let queues = operate::overview(&mut *visitor.conn().await?).await?;
    Ok(part(count::board(&present::board(&queues))))
}
