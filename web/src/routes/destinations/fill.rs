//! Filling in a destination, keeping a draft of it, and handing it in.

use poem::{Response, handler, http::StatusCode, web::Path};
use wq_core::{
    case::ActError,
    company::{self, Standing},
    destination::{self, FormError, OwnRegistration, PROOF},
    files::{Chosen, listed},
    ids::CaseId,
};

use super::{
    fields::filled,
    present,
    refused::{self, not_now},
    show::found,
};
use crate::{
    fault::Fault,
    intake::{Intake, Slot, holder, shown, take_in},
    parcel::Parcel,
    response::{Flash, page, to},
    routes::reading,
    submission::Submission,
    view::{destination as view, form::Posted, upload::UploadField},
    visitor::Visitor,
};

/// Where it is shown what it is shown by; nowhere of a type that needs no proof.
fn slot(own: &OwnRegistration) -> Option<Slot> {
    let needs_proof = !own.registration.details.kind.description().proof.is_empty();
    needs_proof.then_some(Slot::new(PROOF, "证明材料"))
}

/// `GET /student/destinations/{id}/details`
#[handler]
pub async fn form(visitor: &Visitor, Path(id): Path<i64>) -> Result<Response, Fault> {
    let own = found(visitor, CaseId(id)).await?;
    if let Err(refusal) = own.submit {
        return Ok(not_now(visitor, &own, refusal));
    }
    let upload = match slot(&own) {
        Some(slot) => {
            let chosen: Vec<Chosen> = own.files.iter().map(|file| Chosen::Attached(file.id)).collect();
            let case = Some(own.registration.case.id);
            let conn = visitor.conn().await?;
            Some(shown(slot, &listed(&conn, holder(visitor), case, &chosen).await?))
        }
        None => None,
    };
    let posted = filled(&own.registration.details);
    let standing = own.standing.as_ref();
    Ok(drawn(visitor, StatusCode::OK, &own, standing, posted, upload))
}

/// A form that came: the registration as it was then, what was typed, how the company stands that was typed, and the files, which
/// are kept whatever else is wrong.
struct Came {
    own: OwnRegistration,
    standing: Option<Standing>,
    form: Submission,
    intake: Intake,
}

impl Came {
    async fn of(visitor: &Visitor, case: CaseId, mut parcel: Parcel) -> Result<Self, Fault> {
        let own = found(visitor, case).await?;
        let intake = match slot(&own) {
            Some(slot) => take_in(visitor, &mut parcel, slot, Some(case)).await?,
            None => Intake::default(),
        };
        let known = {
            let (code, school) = (parcel.form.get("credit_code"), own.office.school);
            company::known(&mut *visitor.conn().await?, code, school).await?
        };
        Ok(Self {
            standing: known.and_then(|known| known.standing),
            own,
            form: parcel.form,
            intake,
        })
    }

    /// The form again, with its files.
    fn again(&self, visitor: &Visitor, status: StatusCode, posted: Posted) -> Response {
        let upload = slot(&self.own).map(|slot| self.intake.field(slot));
        drawn(visitor, status, &self.own, self.standing.as_ref(), posted, upload)
    }

    /// 409: the page did not say yet that schools warn of the company. It says so now, and a second press hands it in.
    fn warned_meanwhile(&self, visitor: &Visitor) -> Option<Response> {
        let news = self
            .standing
            .as_ref()
            .is_some_and(|standing| standing.is_news(&self.form.0));
        let posted = || Posted::of(&self.form.0).refuse_all(reading::warned_meanwhile("提交审核"));
        news.then(|| self.again(visitor, StatusCode::CONFLICT, posted()))
    }

    /// The form where it came for its files alone, or one of them was not taken.
    fn about_files(&self, visitor: &Visitor) -> Option<Response> {
        let refused = slot(&self.own).is_some_and(|slot| {
            let may_be_empty = Slot {
                required: false,
                ..slot
            };
            self.intake.is_unfinished(may_be_empty)
        });
        refused.then(|| self.again(visitor, self.intake.status(), Posted::of(&self.form.0)))
    }

    /// 422: the form again, with what was typed and what is wrong. 409: the state as it is now.
    async fn not_taken(self, visitor: &Visitor, error: FormError) -> Result<Response, Fault> {
        let typed = Posted::of(&self.form.0);
        let posted = match error {
            FormError::Wrong(wrong) => typed.refuse_each(wrong),
            FormError::Act(ActError::Refused(refusal)) => typed.refuse_all(refusal.message(visitor.reader())),
            FormError::Act(ActError::Moved) => {
                let now = found(visitor, self.own.registration.case.id).await?;
                return Ok(refused::moved_on(visitor, &now));
            }
            FormError::Act(error) => return Err(error.into()),
        };
        Ok(self.again(visitor, StatusCode::UNPROCESSABLE_ENTITY, posted))
    }
}

/// `POST /student/destinations/{id}/draft`: 保存草稿.
#[handler]
pub async fn save(visitor: &Visitor, Path(id): Path<i64>, parcel: Parcel) -> Result<Response, Fault> {
    let (account, case) = (visitor.student()?, CaseId(id));
    let came = Came::of(visitor, case, parcel).await?;
    if let Some(answer) = came.about_files(visitor) {
        return Ok(answer);
    }
    let (seen, files) = (came.form.version(), came.intake.chosen());
    let kept = {
        let mut conn = visitor.conn().await?;
        destination::save(&mut conn, account, case, seen, &came.form.0, &files).await
    };
    match kept {
        Ok(()) => {
            visitor.say(Flash::DestinationSaved);
            Ok(to(&present::href(case)))
        }
        Err(error) => came.not_taken(visitor, error).await,
    }
}

/// `POST /student/destinations/{id}/submission`: 提交审核.
#[handler]
pub async fn submit(visitor: &Visitor, Path(id): Path<i64>, parcel: Parcel) -> Result<Response, Fault> {
    let (account, case) = (visitor.student()?, CaseId(id));
    let came = Came::of(visitor, case, parcel).await?;
    if let Some(answer) = came.about_files(visitor) {
        return Ok(answer);
    }
    if let Some(answer) = came.warned_meanwhile(visitor) {
        return Ok(answer);
    }
    let (seen, files) = (came.form.version(), came.intake.chosen());
    let acted = {
        let mut conn = visitor.conn().await?;
        destination::submit(&mut conn, account, case, seen, &came.form.0, &files).await
    };
    match acted {
        Ok(_) => {
            visitor.say(Flash::DestinationSubmitted);
            Ok(to(&present::href(case)))
        }
        Err(error) => came.not_taken(visitor, error).await,
    }
}

fn drawn(
    visitor: &Visitor,
    status: StatusCode,
    own: &OwnRegistration,
    standing: Option<&Standing>,
    posted: Posted,
    upload: Option<UploadField>,
) -> Response {
    let upload = upload.map(|field| UploadField {
        error: posted.error(PROOF).or(field.error),
        ..field
    });
    let shown = present::form(own, standing, visitor.csrf.clone(), posted, upload);
    page(visitor, status, &shown.title, view::form(&shown))
}
