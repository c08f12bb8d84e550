//! One agreement that a student wrote down, in the eyes of the student and of the company that it names.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use super::Form;
use crate::{
    access::{Account, Role},
    agreement::{Agreement, read},
    case::{
        ActError, By, Command, Refusal, RefusalClass,
        history::{Happened, for_company, history},
        look,
    },
    company::{self, Standing},
    db::{Conn, schema::cases},
    files::{Attached, attached},
    ids::CaseId,
    settings::{Office, office_of},
};

/// One agreement with everything that its own pages show, and what its reader may do with it now.
pub struct OwnAgreement {
    /// Which of the two it is.
    pub form: Form,
    /// Case, terms and student. A company is shown of the student what stands on the agreement, and no more.
    pub agreement: Agreement,
    /// The school, with its form and mode for the student's cohort.
    pub office: Office,
    /// How the company stands.
    pub standing: Option<Standing>,
    /// What happened so far, newest first. To a company officers are not named.
    pub history: Vec<Happened>,
    /// What was handed in with it.
    pub files: Vec<Attached>,
    submit: Option<Refusal>,
    upload: Option<Refusal>,
    withdraw: Option<Refusal>,
    abandon: Option<Refusal>,
}

impl OwnAgreement {
    /// May its reader edit and hand it in now?
    pub fn may_edit(&self) -> bool {
        self.submit.is_none()
    }

    /// May its reader hand the stamped copy in now?
    pub fn may_upload(&self) -> bool {
        self.upload.is_none()
    }

    /// May its reader take it back from review now?
    pub fn may_withdraw(&self) -> bool {
        self.withdraw.is_none()
    }

    /// May its reader give it up now?
    pub fn may_abandon(&self) -> bool {
        self.abandon.is_none()
    }

    /// The rule that stands against going on with one that waits for its reader; none where nothing does, and where it does not wait.
    pub fn blocked(&self) -> Option<Refusal> {
        [self.submit, self.upload]
            .into_iter()
            .flatten()
            .find(|refusal| match refusal.class() {
                RefusalClass::Rule => !matches!(refusal, Refusal::NotOfThisKind(_)),
                RefusalClass::Conflict | RefusalClass::Forbidden => false,
            })
    }
}

/// An agreement in reach that a student wrote down; none for every other case. Only students and companies have pages of it.
pub async fn own(conn: &mut Conn, by: &Account, case: CaseId) -> Result<Option<OwnAgreement>, ActError> {
    let is_company = match by.role {
        Role::Student { .. } => false,
        Role::Company { .. } => true,
        Role::Province { .. } | Role::School { .. } | Role::Department { .. } | Role::Operator => {
            return Ok(None);
        }
    };
    let scope = by.scope();
    let Some(agreement) = read(conn, &scope, case).await? else {
        return Ok(None);
    };
    let Some(form) = Form::of(agreement.case.state.kind()) else {
        return Ok(None);
    };
    let Some(office) = office_of(conn, agreement.case.school_id, agreement.case.cohort).await? else {
        return Ok(None);
    };
    let held = look(conn, By::Account(by), case).await?;
    let standing = match agreement.case.company_id {
        Some(company) if !is_company => Some(company::standing(conn, company, Some(office.school)).await?),
        _ => None,
    };
    let happened = history(conn, &scope, case).await?;
    Ok(Some(OwnAgreement {
        form,
        standing,
        history: match is_company {
            true => happened.into_iter().map(for_company).collect(),
            false => happened,
        },
        files: attached(conn, &scope, case).await?,
        submit: held.refusal(&Command::Submit),
        upload: held.refusal(&Command::UploadStampedCopy),
        withdraw: held.refusal(&Command::Withdraw),
        abandon: held.refusal(&Command::Abandon),
        agreement,
        office,
    }))
}

/// The student's agreement of a form that is to be gone on with before another begins: taken back, or returned.
pub async fn begun(conn: &Conn, by: &Account, form: Form) -> QueryResult<Option<CaseId>> {
    latest(conn, by, form, &["draft", "agreement_returned", "returned"]).await
}

/// The student's agreement of a form that was taken back before anybody decided.
pub(super) async fn taken_back(conn: &Conn, by: &Account, form: Form) -> QueryResult<Option<CaseId>> {
    latest(conn, by, form, &["draft"]).await
}

/// Served by cases_student.
async fn latest(mut conn: &Conn, by: &Account, form: Form, states: &[&str]) -> QueryResult<Option<CaseId>> {
    cases::table
        .filter(by.scope().cases())
        .filter(cases::kind.eq(form.kind()))
        .filter(cases::state.eq_any(states))
        .order(cases::id.desc())
        .select(cases::id)
        .first(&mut conn)
        .await
        .optional()
}
