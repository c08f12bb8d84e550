//! What a case is about: the part of the review page that only its kind has.

use chrono::NaiveDate;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use crate::{
    access::Scope,
    agreement::{Caution, Terms, cautions},
    case::{AgreementKind, Module, State, circumstances::asks_used},
    company::Standing,
    db::{
        Conn,
        schema::{agreements, cases, destinations, terminations},
        text_enum::text_enum,
    },
    destination::{self, Details},
    ids::CaseId,
};

/// What a case is about.
#[derive(Clone)]
pub enum Matter {
    /// An online, offline or paper agreement.
    Agreement(Box<Contract>),
    /// Any other whereabouts.
    Destination(Box<Details>),
    /// The end of an agreement.
    Termination(Box<Ending>),
}

/// What an agreement says.
#[derive(Clone, Queryable, Selectable)]
#[diesel(table_name = agreements, check_for_backend(diesel::pg::Pg))]
pub struct Contract {
    /// Its terms.
    #[diesel(embed)]
    pub terms: Terms,
    /// 协议编号, once issued.
    pub number: Option<String>,
    /// 签约日期, once signed.
    pub signed_on: Option<NaiveDate>,
}

text_enum! {
    /// How a termination comes about.
    Means {
        /// Both sides, or the student's material.
        Agreed = "agreed",
        /// 强制解约 (6.5).
        Forced = "forced",
        /// 学生单方面解约 (6.6).
        OneSided = "one_sided",
    }
}

/// What is asked for in a termination.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = terminations, check_for_backend(diesel::pg::Pg))]
pub struct Termination {
    /// Its coded reason.
    pub reason_code: String,
    /// The reason in words.
    pub reason_text: String,
    /// 解约日期.
    pub ended_on: Option<NaiveDate>,
    /// How it comes about.
    pub means: Means,
    /// A school officer's written explanation, where it was forced or one-sided.
    pub explanation: Option<String>,
}

/// A termination with the agreement that it ends.
#[derive(Clone)]
pub struct Ending {
    /// What is asked for.
    pub asked: Termination,
    /// How many terminations the student has asked for in all (6.7).
    pub asks: i64,
    /// The agreement's case.
    pub ends: CaseId,
    /// Kind and state of that case.
    pub ended: State,
    /// What the agreement says.
    pub contract: Contract,
}

impl Matter {
    /// The agreement that the case is, or would end.
    pub fn contract(&self) -> Option<&Contract> {
        match self {
            Self::Agreement(contract) => Some(contract),
            Self::Termination(ending) => Some(&ending.contract),
            Self::Destination(_) => None,
        }
    }

    /// The kind of agreement that a termination ends.
    pub fn ends(&self) -> Option<AgreementKind> {
        match self {
            Self::Termination(ending) => AgreementKind::of(ending.ended.kind()),
            Self::Agreement(_) | Self::Destination(_) => None,
        }
    }

    /// 工作地点, where pay is agreed on: the place whose wage floor holds.
    pub(super) fn work_place(&self) -> Option<&str> {
        match self {
            Self::Agreement(contract) => Some(&contract.terms.work_place),
            Self::Destination(details) => details.pay.and(details.region.as_deref()),
            Self::Termination(_) => None,
        }
    }

    /// What deserves a second look. Of a termination nothing does: a company that is gone, or warned of, is no reason to keep its agreement.
    pub(super) fn cautions(&self, standing: Option<&Standing>, floor: Option<i32>) -> Vec<Caution> {
        match self {
            Self::Agreement(contract) => cautions(&contract.terms, standing, floor),
            Self::Destination(details) => standing
                .map(Caution::of_standing)
                .unwrap_or_default()
                .into_iter()
                .chain(destination::cautions(details, floor))
                .collect(),
            Self::Termination(_) => Vec::new(),
        }
    }
}

/// What a case of a module in reach is about; none where there is no such case, or nothing is filled in yet.
pub(super) async fn matter(
    conn: &Conn,
    scope: &Scope,
    module: Module,
    case: CaseId,
) -> QueryResult<Option<Matter>> {
    match module {
        Module::Signing | Module::Paper => agreement(conn, scope, module, case).await,
        Module::Destinations => destination(conn, scope, case).await,
        Module::Terminations => termination(conn, scope, case).await,
    }
}

async fn agreement(
    mut conn: &Conn,
    scope: &Scope,
    module: Module,
    case: CaseId,
) -> QueryResult<Option<Matter>> {
    let found = agreements::table
        .inner_join(cases::table)
        .filter(cases::id.eq(case))
        .filter(cases::module.eq(module))
        .filter(scope.cases())
        .select(Contract::as_select())
        .first(&mut conn)
        .await
        .optional()?;
    Ok(found.map(|contract| Matter::Agreement(Box::new(contract))))
}

async fn destination(mut conn: &Conn, scope: &Scope, case: CaseId) -> QueryResult<Option<Matter>> {
    let found = destinations::table
        .inner_join(cases::table)
        .filter(cases::id.eq(case))
        .filter(scope.cases())
        .select(Details::as_select())
        .first(&mut conn)
        .await
        .optional()?;
    Ok(found.map(|details| Matter::Destination(Box::new(details))))
}

async fn termination(mut conn: &Conn, scope: &Scope, case: CaseId) -> QueryResult<Option<Matter>> {
    let ended = diesel::alias!(cases as ended);
    let it_ends = ended.field(cases::id).nullable().eq(cases::agreement_id);
    let found = terminations::table
        .inner_join(cases::table)
        .inner_join(ended.on(it_ends))
        .inner_join(agreements::table.on(agreements::case_id.eq(ended.field(cases::id))))
        .filter(cases::id.eq(case))
        .filter(scope.cases())
        .select((
            cases::student_id,
            Termination::as_select(),
            ended.fields((cases::id, (cases::kind, cases::state))),
            Contract::as_select(),
        ))
        .first(&mut conn)
        .await
        .optional()?;
    let Some((student, asked, (ends, ended), contract)) = found else {
        return Ok(None);
    };
    let ending = Ending {
        asked,
        asks: asks_used(conn, student).await?,
        ends,
        ended,
        contract,
    };
    Ok(Some(Matter::Termination(Box::new(ending))))
}
