//! Filling the form in: a new one, and one that came back or was taken back.

use poem::{Request, Response, handler, http::StatusCode, web::Path};
use wq_core::{
    agreement::written::{Form, On, OwnAgreement, Written, as_typed, begun, hand_in, keep_draft, saved},
    case::{ActError, Actor, RefusalClass, bar},
    company::Known,
    db::Conn,
    files::{Attached, Chosen, Listed, listed},
    ids::CaseId,
    typed::{Typed, Wrong},
};

use super::{
    filled::{Author, Filled, SLOT, address, barred, case_of},
    present::href,
    show::{form_of, found},
    step::too_late,
};
use crate::{
    fault::Fault,
    intake::{Intake, holder, shown, take_in},
    parcel::Parcel,
    response::{Flash, to},
    routes::{reading, wording::moment},
    view::upload::UploadField,
    visitor::Visitor,
};

/// `GET /student/{form}/new`: the form as it was put aside, or blank; or the one that is to be gone on with.
#[handler]
pub async fn blank(visitor: &Visitor, request: &Request) -> Result<Response, Fault> {
    let author = Author::of(visitor, form_of(request)?).await?;
    let mut conn = visitor.conn().await?;
    if let Some(case) = begun(&conn, author.account, author.form).await? {
        return Ok(to(&href(author.form, case)));
    }
    if let Some(refusal) = bar(&conn, author.account, author.form.kind(), false).await? {
        return Ok(barred(visitor, author.form, refusal));
    }
    let put_aside = saved(&conn, author.account, author.form).await?;
    let (typed, chosen, at) = match put_aside {
        Some(saved) => (saved.typed, saved.files, Some(moment(saved.at))),
        None => (Typed::default(), Vec::new(), None),
    };
    let files = listed(&conn, holder(visitor), None, &chosen).await?;
    let filled = Filled {
        on: On::New,
        typed,
        wrong: Wrong::new(),
        general: None,
        upload: opened(author.form, &files),
        saved: at,
        overtaken: false,
        returned: None,
    };
    let known = filled.known(&mut conn, &author).await?;
    Ok(filled.drawn(&author, StatusCode::OK, known.as_ref()))
}

/// `GET /student/{form}/{id}/edit`: as it was put aside, or as it stands.
#[handler]
pub async fn again(visitor: &Visitor, request: &Request, Path(id): Path<i64>) -> Result<Response, Fault> {
    let author = Author::of(visitor, form_of(request)?).await?;
    let mut conn = visitor.conn().await?;
    let own = found(&mut conn, author.account, author.form, CaseId(id)).await?;
    if !own.may_edit() {
        return Ok(not_now(visitor, &own));
    }
    let agreement = &own.agreement;
    let put_aside = saved(&conn, author.account, author.form).await?;
    let (typed, chosen, at) = match put_aside {
        Some(saved) => (saved.typed, saved.files, Some(moment(saved.at))),
        None => (
            as_typed(&agreement.terms, agreement.signed_on),
            handed_in(&own),
            None,
        ),
    };
    let files = listed(&conn, holder(visitor), Some(agreement.case.id), &chosen).await?;
    let filled = Filled {
        on: On::Case {
            case: agreement.case.id,
            seen: agreement.case.version,
        },
        typed,
        wrong: Wrong::new(),
        general: None,
        upload: opened(author.form, &files),
        saved: at,
        overtaken: false,
        returned: reading::came_back(&own.history, own.office.form),
    };
    let known = filled.known(&mut conn, &author).await?;
    Ok(filled.drawn(&author, StatusCode::OK, known.as_ref()))
}

/// `POST /student/{form}/new`
#[handler]
pub async fn submit_new(visitor: &Visitor, request: &Request, parcel: Parcel) -> Result<Response, Fault> {
    let author = Author::of(visitor, form_of(request)?).await?;
    posted(&author, On::New, parcel).await
}

/// `POST /student/{form}/{id}/edit`
#[handler]
pub async fn submit_again(
    visitor: &Visitor,
    request: &Request,
    Path(id): Path<i64>,
    parcel: Parcel,
) -> Result<Response, Fault> {
    let author = Author::of(visitor, form_of(request)?).await?;
    let case = CaseId(id);
    found(&mut *visitor.conn().await?, author.account, author.form, case).await?;
    let seen = parcel.form.version();
    posted(&author, On::Case { case, seen }, parcel).await
}

/// The form came: its files are kept first, whatever else is wrong. Then it is filled in further, put aside, or handed in, by the
/// button that was pressed.
async fn posted(author: &Author<'_>, on: On, mut parcel: Parcel) -> Result<Response, Fault> {
    let visitor = author.visitor;
    let intake = match author.form.files() {
        Some(_) => take_in(visitor, &mut parcel, SLOT, case_of(on)).await?,
        None => Intake::default(),
    };
    let form = parcel.form;
    let pressed = |button: &str| !form.get(button).is_empty();
    let mut conn = visitor.conn().await?;
    let returned = match case_of(on) {
        Some(case) => {
            let own = found(&mut conn, author.account, author.form, case).await?;
            reading::came_back(&own.history, own.office.form)
        }
        None => None,
    };
    let mut filled = Filled {
        on,
        typed: form.0.clone(),
        wrong: Wrong::new(),
        general: None,
        upload: received(author.form, &intake, pressed("find")),
        saved: None,
        overtaken: false,
        returned,
    };
    let known = filled.known(&mut conn, author).await?;
    let chosen = intake.chosen();
    if pressed("save") {
        return match keep_draft(&mut conn, author.account, author.form, on, &form.0, &chosen).await {
            Ok(()) => {
                visitor.say(Flash::PutAside);
                Ok(to(&address(author.form, on)))
            }
            Err(error) => not_taken(author, &mut conn, filled, known.as_ref(), error).await,
        };
    }
    let only_looks = pressed("find") || intake.only_files;
    if only_looks {
        if pressed("find") {
            filled.fill_in(known.as_ref());
        }
        return Ok(filled.drawn(author, intake_status(&intake, pressed("find")), known.as_ref()));
    }
    let written = Written::read(&conn, &form.0, author.form, author.cohort).await?;
    let files_missing = author.form.files().is_some() && intake.is_unfinished(SLOT);
    let written = match written {
        Ok(written) if !files_missing => written,
        read => {
            filled.wrong = read.err().unwrap_or_default();
            return Ok(filled.drawn(author, StatusCode::UNPROCESSABLE_ENTITY, known.as_ref()));
        }
    };
    let standing = known.as_ref().and_then(|known| known.standing.as_ref());
    if standing.is_some_and(|standing| standing.is_news(&form.0)) {
        filled.general = Some(reading::warned_meanwhile("提交审核"));
        return Ok(filled.drawn(author, StatusCode::CONFLICT, known.as_ref()));
    }
    match hand_in(&mut conn, author.account, author.form, on, written, &chosen).await {
        Ok(acted) => {
            visitor.say(Flash::HandedIn);
            Ok(to(&href(author.form, acted.case)))
        }
        Err(error) => not_taken(author, &mut conn, filled, known.as_ref(), error).await,
    }
}

/// 422: the form again, with the rule that stands against it. 409: the state as it is now, and where it may be edited the form again, to
/// be looked over beside it.
async fn not_taken(
    author: &Author<'_>,
    conn: &mut Conn,
    mut filled: Filled,
    known: Option<&Known>,
    error: ActError,
) -> Result<Response, Fault> {
    match error {
        ActError::Refused(refusal) if refusal.class() == RefusalClass::Rule => {
            filled.general = Some(refusal.message(Actor::Student));
            Ok(filled.drawn(author, StatusCode::UNPROCESSABLE_ENTITY, known))
        }
        ActError::Moved => {
            let case = match filled.on {
                On::New => begun(conn, author.account, author.form).await?,
                On::Case { case, .. } => Some(case),
            };
            let case = case.ok_or(Fault::Moved)?;
            let own = found(conn, author.account, author.form, case).await?;
            if !own.may_edit() {
                return Ok(too_late(author.visitor, &own));
            }
            filled.overtake(&own.agreement.case);
            Ok(filled.drawn(author, StatusCode::CONFLICT, known))
        }
        error => Err(error.into()),
    }
}

fn intake_status(intake: &Intake, found: bool) -> StatusCode {
    if found { StatusCode::OK } else { intake.status() }
}

fn opened(form: Form, files: &[Listed]) -> Option<UploadField> {
    form.files().map(|_| shown(SLOT, files))
}

/// The field as it came. Who looks a company up has not yet been asked for files.
fn received(form: Form, intake: &Intake, looks: bool) -> Option<UploadField> {
    form.files().map(|_| {
        if looks {
            shown(SLOT, &intake.files)
        } else {
            intake.field(SLOT)
        }
    })
}

fn handed_in(own: &OwnAgreement) -> Vec<Chosen> {
    let of_form = |file: &&Attached| Some(file.purpose) == own.form.files();
    let files = own.files.iter().filter(of_form);
    files.map(|file| Chosen::Attached(file.id)).collect()
}

/// It is not to be edited now, or a rule stands against it.
fn not_now(visitor: &Visitor, own: &OwnAgreement) -> Response {
    match own.blocked() {
        Some(refusal) => reading::blocked(visitor, refusal, &href(own.form, own.agreement.case.id)),
        None => too_late(visitor, own),
    }
}
