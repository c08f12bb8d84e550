//! 修改后重新提交: the student mends a termination that came back, and hands it in again.

use poem::{Response, handler, http::StatusCode, web::Path};
use wq_core::{
    case::{ActError, RefusalClass},
    files::{Chosen, Purpose, listed},
    ids::CaseId,
    termination::{AskError, On, Ours, Request, hand_in},
    time,
};

use super::{
    ask::{SLOT, typed},
    present,
    side::Side,
};
use crate::{
    fault::Fault,
    intake::{holder, shown, take_in},
    parcel::Parcel,
    response::{Flash, page, to},
    view::{confirm::confirm, form::Posted, upload::UploadField},
};

/// `GET /{side}/terminations/{id}/submission`: the form as it was handed in.
#[handler]
pub async fn ask(side: Side, Path(id): Path<i64>) -> Result<Response, Fault> {
    let mut conn = side.visitor.conn().await?;
    let ours = side.found(&mut conn, CaseId(id)).await?;
    if !ours.may_submit {
        return Ok(side.not_now(&ours));
    }
    let asked = &ours.termination.asked;
    let day = asked.ended_on.map(|day| day.to_string()).unwrap_or_default();
    let posted = Posted::new()
        .with("cause", &asked.reason_code)
        .with("words", &asked.reason_text)
        .with("ends_on", day);
    let of_material = ours.files.iter().filter(|file| file.purpose == Purpose::Material);
    let chosen: Vec<Chosen> = of_material.map(|file| Chosen::Attached(file.id)).collect();
    let files = listed(&conn, holder(&side.visitor), Some(CaseId(id)), &chosen).await?;
    Ok(form(&side, &ours, StatusCode::OK, posted, shown(SLOT, &files)))
}

/// `POST /{side}/terminations/{id}/submission`
#[handler]
pub async fn submit(side: Side, Path(id): Path<i64>, mut parcel: Parcel) -> Result<Response, Fault> {
    let case = CaseId(id);
    let ours = side.found(&mut *side.visitor.conn().await?, case).await?;
    let intake = take_in(&side.visitor, &mut parcel, SLOT, Some(case)).await?;
    if !ours.may_submit {
        return Ok(side.not_now(&ours));
    }
    let posted = typed(&parcel.form);
    if intake.only_files {
        return Ok(form(&side, &ours, intake.status(), posted, intake.field(SLOT)));
    }
    let signed_on = ours.termination.agreement.signed_on;
    let request = match Request::read(&parcel.form.0, side.of, signed_on, time::today()) {
        Ok(request) if !intake.is_unfinished(SLOT) => request,
        read => {
            let posted = posted.refuse_each(read.err().unwrap_or_default());
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            return Ok(form(&side, &ours, status, posted, intake.field(SLOT)));
        }
    };
    let on = On::Case {
        case,
        seen: parcel.form.version(),
    };
    let mut conn = side.visitor.conn().await?;
    match hand_in(&mut conn, &side.account, on, &request, &intake.chosen()).await {
        Ok(_) => {
            side.visitor.say(Flash::HandedIn);
            Ok(to(&side.termination(case, "")))
        }
        Err(AskError::Act(ActError::Moved)) => Ok(side.not_now(&side.found(&mut conn, case).await?)),
        Err(AskError::Act(ActError::Refused(refusal))) if refusal.class() == RefusalClass::Rule => {
            let posted = posted.refuse_all(refusal.message(side.visitor.reader()));
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            Ok(form(&side, &ours, status, posted, intake.field(SLOT)))
        }
        Err(AskError::Act(error)) => Err(error.into()),
        // A termination that came back is itself the one under way.
        Err(AskError::UnderWay { .. }) => Err(Fault::Moved),
    }
}

fn form(side: &Side, ours: &Ours, status: StatusCode, posted: Posted, upload: UploadField) -> Response {
    let body = confirm(&present::submission(side, ours, posted, upload));
    page(&side.visitor, status, "修改解约申请", body)
}
