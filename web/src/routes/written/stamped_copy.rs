//! 上传盖章协议书, by the student or by the company.

use poem::{Response, handler, http::StatusCode, web::Path};
use wq_core::{
    access::Role,
    agreement::written::{Form, OwnAgreement, stamp},
    case::{ActError, AgreementForm},
    files::{Attached, Chosen, Listed, Purpose, listed},
    ids::CaseId,
};

use super::{
    present::{company_href, href},
    show::found,
    step::too_late,
};
use crate::{
    fault::Fault,
    intake::{Slot, holder, shown, take_in},
    parcel::Parcel,
    response::{Flash, page, to},
    routes::reading,
    view::{list::Link, upload::UploadField, written as view},
    visitor::Visitor,
};

const SLOT: Slot = Slot::new("files", "盖章就业协议书图像");

/// `GET /student/offline/{id}/stamped-copy`, `GET /company/agreements/{id}/stamped-copy`
#[handler]
pub async fn ask(visitor: &Visitor, Path(id): Path<i64>) -> Result<Response, Fault> {
    let own = reached(visitor, CaseId(id)).await?;
    if !own.may_upload() {
        return Ok(not_now(visitor, &own));
    }
    let former = former(visitor, &own).await?;
    Ok(drawn(visitor, &own, StatusCode::OK, shown(SLOT, &former)))
}

/// `POST` to the same.
#[handler]
pub async fn upload(visitor: &Visitor, Path(id): Path<i64>, mut parcel: Parcel) -> Result<Response, Fault> {
    let case = CaseId(id);
    let own = reached(visitor, case).await?;
    let intake = take_in(visitor, &mut parcel, SLOT, Some(case)).await?;
    if !own.may_upload() {
        return Ok(not_now(visitor, &own));
    }
    if intake.is_unfinished(SLOT) {
        return Ok(drawn(visitor, &own, intake.status(), intake.field(SLOT)));
    }
    let account = visitor.account()?;
    let seen = parcel.form.version();
    let done = stamp(&mut *visitor.conn().await?, account, case, seen, &intake.chosen()).await;
    match done {
        Ok(_) => {
            let by_company = matches!(account.role, Role::Company { .. });
            visitor.say(if by_company {
                Flash::HandedInByCompany
            } else {
                Flash::HandedIn
            });
            Ok(to(&own_href(visitor, case)))
        }
        Err(ActError::Moved) => Ok(not_now(visitor, &reached(visitor, case).await?)),
        Err(ActError::Refused(refusal)) => Ok(reading::blocked(visitor, refusal, &own_href(visitor, case))),
        Err(error) => Err(error.into()),
    }
}

/// An offline agreement in reach of a student or a company.
async fn reached(visitor: &Visitor, case: CaseId) -> Result<OwnAgreement, Fault> {
    let account = visitor.account()?;
    found(&mut *visitor.conn().await?, account, Form::Offline, case).await
}

/// What was handed in before, to be kept or replaced.
async fn former(visitor: &Visitor, own: &OwnAgreement) -> Result<Vec<Listed>, Fault> {
    let of_copy = |file: &&Attached| file.purpose == Purpose::StampedCopy;
    let chosen: Vec<Chosen> = own
        .files
        .iter()
        .filter(of_copy)
        .map(|file| Chosen::Attached(file.id))
        .collect();
    let case = Some(own.agreement.case.id);
    Ok(listed(&*visitor.conn().await?, holder(visitor), case, &chosen).await?)
}

fn own_href(visitor: &Visitor, case: CaseId) -> String {
    match visitor.session.as_ref().map(|session| &session.account.role) {
        Some(Role::Company { .. }) => company_href(case),
        _ => href(Form::Offline, case),
    }
}

/// It does not wait for the copy, or a rule stands against it.
fn not_now(visitor: &Visitor, own: &OwnAgreement) -> Response {
    match own.blocked() {
        Some(refusal) => reading::blocked(visitor, refusal, &own_href(visitor, own.agreement.case.id)),
        None => too_late(visitor, own),
    }
}

fn drawn(visitor: &Visitor, own: &OwnAgreement, status: StatusCode, files: UploadField) -> Response {
    let case = &own.agreement.case;
    let verb = own.office.form.verb();
    let at = own_href(visitor, case.id);
    let body = view::HandIn {
        title: "上传盖章协议书".into(),
        points: points(own.office.form),
        action: format!("{at}/stamped-copy"),
        csrf: visitor.csrf.clone(),
        version: case.version,
        upload: files,
        button: format!("提交{verb}"),
        back: Link::new("返回", at),
    };
    page(visitor, status, &body.title, view::hand_in(&body))
}

fn points(form: AgreementForm) -> Vec<String> {
    vec![
        "请上传加盖用人单位公章的就业协议书全部页，内容须与下载的协议书一致。".into(),
        format!(
            "提交后由学校{}；审核之前，毕业生可以撤回，重新上传。",
            form.verb()
        ),
        "协议书如需学校盖章存档，请确保盖章的一份与上传的图像一致。".into(),
    ]
}
