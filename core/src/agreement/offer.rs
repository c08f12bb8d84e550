//! An invitation as the student weighs it: what is offered, who offers it, and what may be answered now.

use super::read::{Agreement, read};
use crate::{
    access::Account,
    case::{
        ActError, By, DeclineReason, Objection, Question, Refusal, RefusalClass,
        history::{Happened, history},
        look,
    },
    company::{self, Standing},
    db::Conn,
    ids::CaseId,
    settings::{Office, office_of},
};

/// One invitation with everything that the student's pages show.
pub struct Offer {
    /// Case, terms and student.
    pub agreement: Agreement,
    /// The school, with its form and mode for the student's cohort.
    pub office: Office,
    /// How the company stands: none where it is not registered here.
    pub standing: Option<Standing>,
    /// What happened so far, newest first.
    pub history: Vec<Happened>,
    acceptance: Option<Refusal>,
    refusal: Option<Refusal>,
}

impl Offer {
    /// May the student accept now?
    pub fn may_accept(&self) -> bool {
        self.acceptance.is_none()
    }

    /// May the student decline now?
    pub fn may_decline(&self) -> bool {
        self.refusal.is_none()
    }

    /// The rule that stands against accepting an invitation which is still open; none where it may be accepted, and none
    /// where it is over anyway.
    pub fn blocked(&self) -> Option<Refusal> {
        self.acceptance
            .filter(|_| self.agreement.case.state.is_open())
            .filter(|refusal| refusal.class() != RefusalClass::Conflict)
    }
}

/// The online agreement of a case of the student's; none for every other case.
pub async fn offer(conn: &mut Conn, account: &Account, case: CaseId) -> Result<Option<Offer>, ActError> {
    let scope = account.scope();
    let Some(agreement) = read(conn, &scope, case).await? else {
        return Ok(None);
    };
    if !agreement.is_online() {
        return Ok(None);
    }
    let Some(office) = office_of(conn, agreement.case.school_id, agreement.case.cohort).await? else {
        return Ok(None);
    };
    let held = look(conn, By::Account(account), case).await?;
    let standing = match agreement.case.company_id {
        Some(company) => Some(company::standing(conn, company, Some(office.school)).await?),
        None => None,
    };
    Ok(Some(Offer {
        standing,
        history: history(conn, &scope, case).await?,
        acceptance: held.refusal(&Question::Accept(())),
        refusal: held.refusal(&Question::Decline(Objection::of(DeclineReason::Other))),
        agreement,
        office,
    }))
}

/// The same for a page that is opened: while there is something to answer, the register is asked about the company where what it said
/// is old.
pub async fn open_offer(conn: &mut Conn, account: &Account, case: CaseId) -> Result<Option<Offer>, ActError> {
    let Some(mut offer) = offer(conn, account, case).await? else {
        return Ok(None);
    };
    if (offer.may_accept() || offer.may_decline())
        && let Some(company) = offer.agreement.case.company_id
        && let Some(known) = offer.standing.take()
    {
        let school = Some(offer.office.school);
        offer.standing = Some(company::ask_if_stale(conn, company, school, known).await?);
    }
    Ok(Some(offer))
}
