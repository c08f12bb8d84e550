//! The two fixed forms, two-party and three-party: what is written, in the order of the paper. The PDF prints it, and the
//! student reads it before agreeing: one text for both.

mod articles;
mod facts;
mod places;
mod written;

use chrono::NaiveDate;

use super::sheet::{Draft, Sheet, Signing};
use crate::case::AgreementForm;

/// Everything that stands on an agreement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Form {
    /// The title.
    pub title: &'static str,
    /// Which of the two forms it is.
    pub kind: &'static str,
    /// The number's line.
    pub number: String,
    /// Who agrees to what.
    pub preamble: &'static str,
    /// The parties and what they agreed on.
    pub tables: Vec<Table>,
    /// The heading of the articles.
    pub heading: &'static str,
    /// The articles, numbered.
    pub articles: Vec<String>,
    /// The heading of the places to sign.
    pub signing: &'static str,
    /// The places to sign.
    pub places: Vec<Place>,
}

/// A table with a side that names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// Its name.
    pub side: String,
    /// The rows.
    pub rows: Vec<Row>,
}

/// A row of a table: a label with its value, or two of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row(pub Vec<(String, String)>);

/// A place to sign.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// Whose.
    pub title: String,
    /// What already stands there.
    pub said: Vec<String>,
    /// What is to be filled in by hand, or the date of what was done.
    pub foot: Vec<String>,
}

/// An agreement with its number, as it is printed.
pub fn issued(sheet: &Sheet) -> Form {
    form(&sheet.draft, Some((&sheet.number, sheet.issued_on)))
}

/// An agreement that has no number yet, as the parties read it before they agree.
pub fn draft(draft: &Draft) -> Form {
    form(draft, None)
}

fn form(draft: &Draft, issued: Option<(&str, NaiveDate)>) -> Form {
    Form {
        title: "普通高校毕业生就业协议书",
        kind: match draft.form {
            AgreementForm::TwoParty => "（两方协议）",
            AgreementForm::ThreeParty => "（三方协议）",
        },
        number: format!("编号：{}", issued.map_or("签约完成后生成", |(number, _)| number)),
        preamble: preamble(draft.form),
        tables: facts::tables(draft),
        heading: "协议条款",
        articles: articles::of(draft),
        signing: match draft.signing {
            Signing::Online { .. } => "签约确认",
            Signing::OnPaper => "签字盖章",
        },
        places: places::of(draft, issued.map(|(_, day)| day)),
    }
}

fn preamble(form: AgreementForm) -> &'static str {
    match form {
        AgreementForm::TwoParty => {
            "甲方（用人单位）与乙方（毕业生）在平等自愿、如实告知的基础上协商一致，就乙方毕业后到甲方工作订立本协议。"
        }
        AgreementForm::ThreeParty => {
            "甲方（用人单位）与乙方（毕业生）在平等自愿、如实告知的基础上协商一致，就乙方毕业后到甲方工作达成意向，\
             经丙方（学校）审核，三方订立本协议。"
        }
    }
}
