//! What one has to know before asking: whether one may, and how many asks are left (3.4, 6.7).

use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use super::ours::under_way;
use crate::{
    access::{Account, Role},
    agreement::{self, Agreement},
    case::{
        ActError, AgreementKind, By, Initiator, Kind, NewCase, Question, Refusal, RefusalClass, decide,
        foresee,
    },
    db::{Conn, schema::cases},
    ids::{CaseId, CompanyId, StudentId},
    settings::{Office, office_of},
};

/// How often a student has asked, and may ask.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Asks {
    /// 已提交, withdrawn ones included.
    pub used: u32,
    /// 最多.
    pub limit: u32,
}

impl Asks {
    /// How many are left.
    pub const fn left(self) -> u32 {
        self.limit.saturating_sub(self.used)
    }
}

/// An agreement of the account's, and what asking for its end would meet.
pub struct Prospect {
    /// The agreement.
    pub agreement: Agreement,
    /// The school, with its form and mode for the student's cohort.
    pub office: Office,
    /// Who would ask.
    pub asker: Initiator,
    /// A student's asks; a company's have no limit.
    pub asks: Option<Asks>,
    /// The termination that is under way, if one is.
    pub under_way: Option<CaseId>,
    /// The rule that stands against asking, if one does.
    pub refusal: Option<Refusal>,
}

impl Prospect {
    /// Is the agreement ended on the student's material, and not by asking the other side (6.6)?
    pub fn is_by_material(&self) -> bool {
        !self.agreement.is_online()
    }

    /// Is there anything to say on the agreement's page: a way to ask, one that is barred for a reason, or a termination that is
    /// under way?
    pub fn is_open(&self) -> bool {
        self.agreement.case.state.is_effective()
            && self
                .refusal
                .is_none_or(|refusal| refusal.class() != RefusalClass::Forbidden)
    }
}

/// What the student or the company of an agreement meets who asks for its end; none for every other case. Locks nothing: the act
/// asks again.
pub async fn prospect(
    conn: &mut Conn,
    account: &Account,
    agreement: CaseId,
) -> Result<Option<Prospect>, ActError> {
    let scope = account.scope();
    let Some(agreement) = agreement::read(conn, &scope, agreement).await? else {
        return Ok(None);
    };
    let case = &agreement.case;
    let Some(office) = office_of(conn, case.school_id, case.cohort).await? else {
        return Ok(None);
    };
    let asker = asker(account)?;
    let new = new_case(case.id, case.student_id, case.company_id, asker);
    let facts = foresee(conn, By::Account(account), &new).await?;
    let command = match AgreementKind::of(case.state.kind()) {
        Some(AgreementKind::Online) | None => Question::Ask,
        Some(AgreementKind::Offline | AgreementKind::Paper) => Question::Submit,
    };
    Ok(Some(Prospect {
        refusal: decide(Kind::Termination.draft(), &command, &facts).err(),
        under_way: under_way(conn, &scope, case.id).await?,
        asks: (asker == Initiator::Student).then_some(Asks {
            used: facts.asks_used,
            limit: facts.asks_limit,
        }),
        agreement,
        office,
        asker,
    }))
}

/// As whom an account asks.
pub(super) fn asker(account: &Account) -> Result<Initiator, ActError> {
    match account.role {
        Role::Student { .. } => Ok(Initiator::Student),
        Role::Company { .. } => Ok(Initiator::Company),
        Role::Province { .. } | Role::School { .. } | Role::Department { .. } | Role::Operator => {
            Err(ActError::NotFound)
        }
    }
}

/// The termination of an agreement of the account's, about to begin.
pub(super) async fn of_agreement(
    conn: &mut Conn,
    by: &Account,
    agreement: CaseId,
) -> Result<NewCase, ActError> {
    let (student, company) = cases::table
        .filter(cases::id.eq(agreement))
        .filter(by.scope().cases())
        .select((cases::student_id, cases::company_id))
        .first::<(StudentId, Option<CompanyId>)>(conn)
        .await
        .optional()?
        .ok_or(ActError::NotFound)?;
    Ok(new_case(agreement, student, company, asker(by)?))
}

fn new_case(
    agreement: CaseId,
    student: StudentId,
    company: Option<CompanyId>,
    initiator: Initiator,
) -> NewCase {
    NewCase {
        kind: Kind::Termination,
        student,
        company,
        initiator,
        agreement: Some(agreement),
        due_at: None,
        supplementary: false,
    }
}
