//! Where an account is signed in.

use poem::{Response, handler};
use wq_core::access::{Device, devices};

use super::browser;
use crate::{fault::Fault, response::ok, routes::wording::moment, view::devices as view, visitor::Visitor};

/// `GET /account/sessions`
#[handler]
pub async fn list(visitor: &Visitor) -> Result<Response, Fault> {
    let account = visitor.account()?;
    let here = visitor.token.as_ref().ok_or(Fault::SignedOut)?;
    let found = devices(&mut *visitor.conn().await?, account, here, visitor.app.sessions).await?;
    let page = view::Devices {
        items: found.into_iter().map(shown).collect(),
        csrf: visitor.csrf.clone(),
        end_others: "/account/sessions/others/end".into(),
    };
    Ok(ok(visitor, "登录设备", view::devices(&page)))
}

fn shown(device: Device) -> view::Device {
    let address = if device.address.is_empty() {
        "未知".into()
    } else {
        device.address
    };
    view::Device {
        browser: browser::name(&device.user_agent),
        address,
        opened: moment(device.created_at),
        seen: moment(device.seen_at),
        end: (!device.current).then(|| format!("/account/sessions/{}/end", device.id)),
    }
}
