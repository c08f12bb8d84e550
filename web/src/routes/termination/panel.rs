//! What an agreement's page says of its end, to either side.

use wq_core::{
    access::Account,
    case::Actor,
    db::Conn,
    ids::CaseId,
    termination::{Prospect, prospect},
};

use super::side::href;
use crate::{
    fault::Fault,
    view::{list::Link, termination::Panel},
};

/// The panel of an agreement in force; none for every other case, and where there is nothing to be done or said.
pub async fn panel(conn: &mut Conn, account: &Account, agreement: CaseId) -> Result<Option<Panel>, Fault> {
    let prospect = prospect(conn, account, agreement).await?;
    Ok(prospect
        .filter(Prospect::is_open)
        .map(|prospect| drawn(account, &prospect)))
}

/// A way to ask, why there is none, or the way to what is under way.
pub fn drawn(account: &Account, prospect: &Prospect) -> Panel {
    let at = |rest: &str| href(prospect.asker, rest);
    if let Some(case) = prospect.under_way {
        return Panel {
            text: "这份协议已有进行中的解约申请。".into(),
            link: Some(Link::new("查看解约申请", at(&format!("/terminations/{case}")))),
        };
    }
    if let Some(refusal) = prospect.refusal {
        let reader = Actor::of(&account.role).unwrap_or(Actor::System);
        return Panel {
            text: refusal.message(reader),
            link: None,
        };
    }
    let left = prospect.asks.map(|asks| {
        format!(
            "您还可以提交 {} 次解约申请（最多 {} 次）。",
            asks.left(),
            asks.limit
        )
    });
    let text = if prospect.is_by_material() {
        "如需解除协议，请上传单位同意解约的材料；经学校审核通过后，协议终止。"
    } else {
        "如需解除协议，可向对方发起解约；对方同意并经学校审核通过后，协议终止。"
    };
    let case = prospect.agreement.case.id;
    Panel {
        text: format!("{text}{}", left.unwrap_or_default()),
        link: Some(Link::new(
            "发起解约",
            at(&format!("/agreements/{case}/termination")),
        )),
    }
}
