//! What the three kinds of agreement share: their form, and what can happen to them once they are signed.

use super::{Audience, Effect, Kind, Notice, Refusal, Transition};
use crate::{codes::List, db::text_enum::text_enum};

text_enum! {
    /// The three kinds of case that are agreements, and so can be edited after approval and terminated.
    AgreementKind {
        /// Ended by agreement of both sides (rule 6.5).
        Online = "online",
        /// Ended on the student's material (rule 6.6).
        Offline = "offline",
        /// Ended on the student's material (rule 6.6).
        Paper = "paper",
    }
}

impl AgreementKind {
    /// The kind of a case; none where it is no agreement.
    pub const fn of(kind: Kind) -> Option<Self> {
        match kind {
            Kind::Online => Some(Self::Online),
            Kind::Offline => Some(Self::Offline),
            Kind::Paper => Some(Self::Paper),
            Kind::Destination | Kind::Termination => None,
        }
    }

    /// The fields that a school officer may still edit once the agreement is approved (rule 7.1). On an online
    /// agreement the company's own registration says what it is.
    pub const fn editable_after_approval(self) -> &'static [EditableField] {
        match self {
            Self::Online => &[EditableField::JobCategory],
            Self::Offline | Self::Paper => &[
                EditableField::CompanyNature,
                EditableField::CompanyIndustry,
                EditableField::JobCategory,
            ],
        }
    }
}

/// Whether the school is a party to the agreement: its review is then called 审核, otherwise 鉴证.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, diesel::expression::AsExpression, diesel::deserialize::FromSqlRow,
)]
#[diesel(sql_type = diesel::sql_types::Text)]
pub enum AgreementForm {
    /// 两方协议: company and student; the school attests (鉴证).
    TwoParty,
    /// 三方协议: company, student and school; the school reviews (审核).
    ThreeParty,
}

impl AgreementForm {
    /// Both forms.
    pub const ALL: [Self; 2] = [Self::TwoParty, Self::ThreeParty];

    /// The database text.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::TwoParty => "two_party",
            Self::ThreeParty => "three_party",
        }
    }

    /// The form of a database text.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|form| form.as_str() == text)
    }

    /// The guide's word for what a school does to an agreement of this form.
    pub const fn verb(self) -> &'static str {
        match self {
            Self::TwoParty => "鉴证",
            Self::ThreeParty => "审核",
        }
    }
}

text_enum! {
    /// What can be edited once an agreement is approved. There is nothing else (rule 7.1). The texts are the columns of the
    /// agreement, and the keys under which an event keeps the values before and after.
    EditableField {
        /// 职位类别.
        JobCategory = "job_category",
        /// 单位性质.
        CompanyNature = "nature",
        /// 单位行业.
        CompanyIndustry = "industry",
    }
}

impl EditableField {
    /// The guide's word for the field.
    pub const fn label(self) -> &'static str {
        match self {
            Self::JobCategory => "职位类别",
            Self::CompanyNature => "单位性质",
            Self::CompanyIndustry => "单位行业",
        }
    }

    /// The code list of its values.
    pub const fn list(self) -> List {
        match self {
            Self::JobCategory => List::JobCategory,
            Self::CompanyNature => List::UnitNature,
            Self::CompanyIndustry => List::UnitIndustry,
        }
    }
}

/// A school officer edits a signed agreement, which stays signed (rules 7.1 and 7.2).
pub(super) fn edit<S>(
    signed: S,
    kind: AgreementKind,
    fields: &[EditableField],
) -> Result<Transition<S>, Refusal> {
    if fields.is_empty() {
        return Err(Refusal::NothingEdited);
    }
    if fields
        .iter()
        .any(|field| !kind.editable_after_approval().contains(field))
    {
        return Err(Refusal::FieldIsFinal);
    }
    Ok(Transition::to(signed)
        .with(Effect::DestinationChanged)
        .telling(Audience::Student, Notice::EditedAfterApproval))
}

/// An approved termination ends a signed agreement: the student is free and unplaced (rule 6.8).
pub(super) fn end<S>(terminated: S) -> Transition<S> {
    Transition::to(terminated).with(Effect::DestinationChanged)
}
