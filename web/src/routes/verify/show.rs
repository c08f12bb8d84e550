//! One number.

use poem::{Response, handler, http::StatusCode, web::Path};
use wq_core::agreement::{Validity, Verified, verify};

use crate::{
    fault::Fault,
    response::{ok, page},
    routes::wording::day,
    view::{
        badge::Tone,
        verify::{self as view, Agreement},
    },
    visitor::Visitor,
};

/// `GET /verify/{number}`, with no sign-in.
#[handler]
pub async fn show(visitor: &Visitor, Path(number): Path<String>) -> Result<Response, Fault> {
    visitor.app.limiters.verify(visitor.address)?;
    let found = verify(&*visitor.conn().await?, &number).await?;
    Ok(match found {
        Some(agreement) => ok(visitor, "协议核验", view::agreement(&present(&agreement))),
        None => page(visitor, StatusCode::NOT_FOUND, "协议核验", view::unknown()),
    })
}

fn present(agreement: &Verified) -> Agreement {
    let (tone, state, meaning) = match agreement.validity {
        Validity::Pending => (
            Tone::Wait,
            "尚未生效",
            "协议书已生成，签字盖章后还需学校鉴证或审核。",
        ),
        Validity::Effective => (Tone::Ok, "有效", "协议已由学校鉴证或审核通过，目前有效。"),
        Validity::Terminated => (Tone::Bad, "已解约", "协议曾经生效，现已解除。"),
        Validity::Void => (Tone::Bad, "未生效", "协议没有通过审核或已被放弃，不具有效力。"),
    };
    Agreement {
        number: agreement.number.clone(),
        tone,
        state: state.into(),
        meaning: meaning.into(),
        signed_on: match agreement.validity {
            Validity::Pending => "尚未签约".into(),
            Validity::Effective | Validity::Terminated | Validity::Void => day(agreement.signed_on),
        },
        name: agreement.name.clone(),
        sha256: agreement.hash.as_ref().map(ToString::to_string),
    }
}
