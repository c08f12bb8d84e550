//! A destination as the employment system takes it. Codes are those of the national code tables.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use serde::{Deserialize, Serialize};

use crate::{
    codes::{List, name},
    db::schema::{agreements, destinations},
    destination::Type,
};

/// The category of every agreement: 签就业协议形式就业.
const BY_AGREEMENT: &str = "10";
/// The category of a student with no effective destination: 待就业.
const UNPLACED: &str = "70";

/// A student's whole current destination.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Destination {
    /// Destination category, code.
    pub category_code: String,
    /// Destination category, name.
    pub category_name: String,
    /// The employer, for the categories that have one.
    pub company: Option<Company>,
    /// 职位类别, code.
    pub job_category: Option<String>,
    /// 协议编号.
    pub agreement_number: Option<String>,
    /// What the destination was shown by.
    pub proof_kind: Option<String>,
    /// Since when it is effective.
    pub registered_at: DateTime<Utc>,
    /// Whether the dispatch record there is to be cleared: for the unplaced only.
    pub clear_dispatch: bool,
}

/// The employer of a destination, as of signing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Company {
    /// 统一社会信用代码.
    pub credit_code: Option<String>,
    /// 单位名称.
    pub name: String,
    /// 单位性质, code.
    pub nature: Option<String>,
    /// 单位行业, code.
    pub industry: Option<String>,
    /// 单位所在地, region code.
    pub region: Option<String>,
}

impl Destination {
    /// A destination of a category, to be filled in.
    fn of_category(code: &str, since: DateTime<Utc>) -> Self {
        Self {
            category_code: code.to_owned(),
            category_name: name(List::Destination, code).to_owned(),
            company: None,
            job_category: None,
            agreement_number: None,
            proof_kind: None,
            registered_at: since,
            clear_dispatch: false,
        }
    }

    /// No effective destination: the student is unplaced, and the dispatch record goes (6.8).
    pub fn unplaced(since: DateTime<Utc>) -> Self {
        Self {
            clear_dispatch: true,
            ..Self::of_category(UNPLACED, since)
        }
    }

    /// A signed agreement of any kind.
    pub(super) fn by_agreement(agreement: Agreement, since: DateTime<Utc>) -> Self {
        Self {
            company: Some(Company {
                credit_code: Some(agreement.credit_code),
                name: agreement.company_name,
                nature: Some(agreement.nature),
                industry: Some(agreement.industry),
                region: Some(agreement.region),
            }),
            job_category: Some(agreement.job_category),
            agreement_number: agreement.number,
            proof_kind: Some("agreement".into()),
            ..Self::of_category(BY_AGREEMENT, since)
        }
    }

    /// Registered whereabouts of any type. 待就业 is registered like every other type, and yet is no destination: the
    /// employment system takes it as unplaced, and nothing besides.
    pub(super) fn registered(of: Registered, since: DateTime<Utc>) -> Self {
        if of.category == UNPLACED {
            return Self::unplaced(since);
        }
        let company = of.company_name.map(|name| Company {
            credit_code: of.credit_code,
            name,
            nature: of.nature,
            industry: of.industry,
            region: of.region,
        });
        Self {
            company,
            job_category: of.job_category,
            proof_kind: Some(of.kind.as_str().into()),
            ..Self::of_category(&of.category, since)
        }
    }
}

/// The columns of an agreement that the employment system is told.
#[derive(Debug, Queryable, Selectable)]
#[diesel(table_name = agreements, check_for_backend(diesel::pg::Pg))]
pub(super) struct Agreement {
    number: Option<String>,
    company_name: String,
    credit_code: String,
    nature: String,
    industry: String,
    region: String,
    job_category: String,
}

/// The columns of a registered destination that the employment system is told.
#[derive(Debug, Queryable, Selectable)]
#[diesel(table_name = destinations, check_for_backend(diesel::pg::Pg))]
pub(super) struct Registered {
    #[diesel(column_name = type_)]
    kind: Type,
    category: String,
    company_name: Option<String>,
    credit_code: Option<String>,
    nature: Option<String>,
    industry: Option<String>,
    region: Option<String>,
    job_category: Option<String>,
}
