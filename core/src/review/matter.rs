//! What a case is about: the part of the review page that only its kind has.

use chrono::NaiveDate;
use diesel::{
    define_sql_function,
    dsl::exists,
    prelude::*,
    sql_types::{BigInt, Nullable},
};
use diesel_async::RunQueryDsl;

use crate::{
    access::Scope,
    agreement::{Caution, Terms, cautions},
    case::{AgreementKind, CaseRow, Kind, Module, Standings, State},
    company::Standing,
    db::{
        Conn,
        schema::{
            agreements, case_files, cases, companies, destinations, employment_records, student_changes,
            students, terminations,
        },
        text_enum::text_enum,
    },
    destination::{self, Details},
    employment::Record,
    ids::CaseId,
    roster::Student,
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
    /// How many of the student's asks it has used (6.7).
    pub asks: i32,
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

    /// What deserves a second look. Of a termination nothing does: a company that is gone is no reason to keep its agreement.
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

/// What only some cases have beside them, and is read of those alone.
#[derive(Clone, Copy, Queryable)]
pub(super) struct Has {
    /// Something of the student was taken over from the employment system.
    pub changes: bool,
    /// Files were handed in.
    pub files: bool,
    /// The company has shown its 营业执照.
    pub licence: bool,
}

/// A case with its student and what it is about.
pub(super) struct Found {
    pub case: CaseRow,
    pub student: Student,
    pub standings: Standings,
    pub has: Has,
    pub matter: Matter,
    pub record: Option<Record>,
}

type Row = (
    CaseRow,
    Student,
    Standings,
    Has,
    Option<Contract>,
    Option<Details>,
    Option<Termination>,
    Option<State>,
    Option<Record>,
);

define_sql_function! {
    fn coalesce(first: Nullable<BigInt>, or: BigInt) -> BigInt;
}

/// A case of a module in reach, in one query for all kinds; none where there is none, or nothing is filled in yet.
pub(super) async fn find(
    mut conn: &Conn,
    scope: &Scope,
    module: Module,
    case: CaseId,
) -> QueryResult<Option<Found>> {
    let ended = diesel::alias!(cases as ended);
    // The agreement that a case ends, or else the one that it is.
    let of_agreement = agreements::case_id.eq(coalesce(cases::agreement_id, cases::id));
    let has = (
        exists(student_changes::table.filter(student_changes::student_id.eq(students::id))),
        exists(
            case_files::table
                .filter(case_files::case_id.eq(cases::id))
                .filter(case_files::removed_at.is_null()),
        ),
        exists(
            companies::table
                .filter(companies::id.nullable().eq(cases::company_id))
                .filter(companies::licence.is_not_null()),
        ),
    );
    let row = cases::table
        .inner_join(students::table.left_join(employment_records::table))
        .left_join(agreements::table.on(of_agreement))
        .left_join(destinations::table)
        .left_join(terminations::table)
        .left_join(ended.on(ended.field(cases::id).nullable().eq(cases::agreement_id)))
        .filter(cases::id.eq(case))
        .filter(cases::module.eq(module))
        .filter(scope.cases())
        .select((
            CaseRow::as_select(),
            Student::as_select(),
            Standings::as_select(),
            has,
            Option::<Contract>::as_select(),
            Option::<Details>::as_select(),
            Option::<Termination>::as_select(),
            ended.fields((cases::kind, cases::state)).nullable(),
            Option::<Record>::as_select(),
        ))
        .first::<Row>(&mut conn)
        .await
        .optional()?;
    Ok(row.and_then(found))
}

fn found((case, student, standings, has, contract, destination, asked, ended, record): Row) -> Option<Found> {
    let matter = match case.state.kind() {
        Kind::Online | Kind::Offline | Kind::Paper => Matter::Agreement(Box::new(contract?)),
        Kind::Destination => Matter::Destination(Box::new(destination?)),
        Kind::Termination => Matter::Termination(Box::new(Ending {
            asked: asked?,
            ends: case.agreement_id?,
            ended: ended?,
            contract: contract?,
        })),
    };
    Some(Found {
        case,
        student,
        standings,
        has,
        matter,
        record,
    })
}
