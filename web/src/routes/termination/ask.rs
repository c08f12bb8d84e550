//! 发起解约: of an online agreement by asking the other side, of every other by handing in material.

use poem::{Response, handler, http::StatusCode, web::Path};
use wq_core::{
    case::{ActError, AgreementKind, Refusal, RefusalClass},
    db::Conn,
    ids::CaseId,
    termination::{AskError, On, Prospect, Request, ask, hand_in, prospect},
    time,
};

use super::{present, side::Side};
use crate::{
    fault::Fault,
    intake::{Intake, Slot, shown, take_in},
    parcel::Parcel,
    response::{Flash, page, to},
    submission::Submission,
    view::{
        error::{Failure, failure},
        form::Posted,
        list::Link,
        termination as view,
        upload::UploadField,
    },
};

/// 解约材料.
pub const SLOT: Slot = Slot::new("files", "解约材料");

/// `GET /{side}/agreements/{id}/termination`: what follows, how many asks are left, and the form.
#[handler]
pub async fn blank(side: Side, Path(id): Path<i64>) -> Result<Response, Fault> {
    let prospect = found(&side, &mut *side.visitor.conn().await?, CaseId(id)).await?;
    if let Some(refusal) = prospect.refusal {
        return barred(&side, &prospect, refusal);
    }
    let posted = Posted::new().with("ends_on", time::today().to_string());
    let upload = prospect.is_by_material().then(|| shown(SLOT, &[]));
    Ok(form(&side, &prospect, StatusCode::OK, posted, upload))
}

/// `POST /{side}/agreements/{id}/termination`. Sent twice, the form leads to the one termination that it began.
#[handler]
pub async fn send(side: Side, Path(id): Path<i64>, mut parcel: Parcel) -> Result<Response, Fault> {
    let agreement = CaseId(id);
    let prospect = found(&side, &mut *side.visitor.conn().await?, agreement).await?;
    let by_material = prospect.is_by_material();
    let intake = if by_material {
        take_in(&side.visitor, &mut parcel, SLOT, None).await?
    } else {
        Intake::default()
    };
    let upload = by_material.then(|| intake.field(SLOT));
    let posted = typed(&parcel.form);
    if intake.only_files {
        return Ok(form(&side, &prospect, intake.status(), posted, upload));
    }
    let signed_on = prospect.agreement.signed_on;
    let read = Request::read(&parcel.form.0, side.of, signed_on, time::today());
    let request = match read {
        Ok(request) if !(by_material && intake.is_unfinished(SLOT)) => request,
        read => {
            let posted = posted.refuse_each(read.err().unwrap_or_default());
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            return Ok(form(&side, &prospect, status, posted, upload));
        }
    };
    let mut conn = side.visitor.conn().await?;
    let (begun, flash) = if by_material {
        let on = On::Agreement(agreement);
        let begun = hand_in(&mut conn, &side.account, on, &request, &intake.chosen()).await;
        (begun, Flash::HandedIn)
    } else {
        let begun = ask(&mut conn, &side.account, agreement, &request).await;
        (begun, Flash::TerminationAsked)
    };
    match begun {
        Ok(acted) => {
            side.visitor.say(flash);
            Ok(to(&side.termination(acted.case, "")))
        }
        Err(AskError::UnderWay { case, same: true }) => {
            side.visitor.say(Flash::TerminationAskedAlready);
            Ok(to(&side.termination(case, "")))
        }
        Err(AskError::UnderWay { .. }) => {
            // Read again: the other side may have asked meanwhile.
            let now = found(&side, &mut conn, agreement).await?;
            barred(&side, &now, Refusal::TerminationUnderWay)
        }
        Err(AskError::Act(ActError::Refused(refusal))) => barred(&side, &prospect, refusal),
        Err(AskError::Act(error)) => Err(error.into()),
    }
}

/// What was typed.
pub fn typed(form: &Submission) -> Posted {
    ["cause", "words", "ends_on"]
        .into_iter()
        .fold(Posted::new(), |posted, field| posted.with(field, form.get(field)))
}

async fn found(side: &Side, conn: &mut Conn, agreement: CaseId) -> Result<Prospect, Fault> {
    let found = prospect(conn, &side.account, agreement).await?;
    found
        .filter(|prospect| AgreementKind::of(prospect.agreement.case.state.kind()).is_some())
        .ok_or(Fault::NotFound)
}

fn form(
    side: &Side,
    prospect: &Prospect,
    status: StatusCode,
    posted: Posted,
    upload: Option<UploadField>,
) -> Response {
    let body = view::ask(&present::ask(side, prospect, posted, upload));
    page(&side.visitor, status, "发起解约", body)
}

/// 422: a rule stands against it, whatever is typed; with a way to what is under way.
fn barred(side: &Side, prospect: &Prospect, refusal: Refusal) -> Result<Response, Fault> {
    if refusal.class() == RefusalClass::Forbidden {
        return Err(ActError::Refused(refusal).into());
    }
    let way = match prospect.under_way {
        Some(case) => Link::new("查看解约申请", side.termination(case, "")),
        None => Link::new("查看解约记录", side.at("/terminations")),
    };
    let shown = Failure {
        title: "现在不能发起解约".into(),
        text: refusal.message(side.visitor.reader()),
        reference: None,
        ways_out: vec![way, Link::new("回到首页", "/")],
    };
    Ok(page(
        &side.visitor,
        StatusCode::UNPROCESSABLE_ENTITY,
        &shown.title,
        failure(&shown),
    ))
}
