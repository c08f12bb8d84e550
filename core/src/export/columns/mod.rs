//! The columns of an export, by module, in the words of forms (domain section 17).

mod agreement;
mod case;
mod cell;
mod destination;
mod student;
mod termination;

use std::{borrow::Cow, collections::HashMap};

use diesel::QueryResult;

pub use cell::Cell;

use self::{
    agreement::{AGREEMENT, COMPANY},
    case::{CASE, VERDICT},
    cell::{known, of},
    destination::{CATEGORY, DESTINATION},
    student::{RETURNED_STUDENT, STUDENT},
    termination::TERMINATION,
};
use super::{record::Record, wanted::Content};
use crate::{
    case::{AgreementForm, Module, reasons},
    db::Conn,
    settings::Office,
};

/// One column.
#[derive(Clone, Copy)]
pub struct Column {
    /// Its heading.
    pub name: &'static str,
    cell: for<'a> fn(&'a Record, &'a Context) -> Cell<'a>,
}

impl Column {
    /// What a record has in it.
    pub fn of<'a>(&self, record: &'a Record, context: &'a Context) -> Cell<'a> {
        (self.cell)(record, context)
    }
}

/// What the words of a row depend on.
#[derive(Debug, Clone)]
pub struct Context {
    form: AgreementForm,
    reasons: HashMap<String, String>,
    in_full: bool,
}

impl Context {
    /// The same with numbers in full, or masked.
    pub fn in_full(self, in_full: bool) -> Self {
        Self { in_full, ..self }
    }

    fn shown<'a>(&self, text: &'a str, masked: fn(&'a str) -> Cow<'a, str>) -> Cell<'a> {
        if self.in_full {
            known(text)
        } else {
            of(masked(text))
        }
    }
}

/// The words of a module at an office, masked.
pub async fn context(conn: &Conn, office: &Office, module: Module) -> QueryResult<Context> {
    let reasons = reasons(conn, office.school, module).await?;
    Ok(Context {
        form: office.form,
        reasons: reasons
            .into_iter()
            .map(|reason| (reason.code, reason.name))
            .collect(),
        in_full: false,
    })
}

/// The columns of a module's export, in their order.
pub fn columns(module: Module, content: Content) -> Vec<Column> {
    let own: &[Column] = match (content, module) {
        (Content::Returns, Module::Destinations) => &[CATEGORY],
        (Content::Returns, _) => &[COMPANY],
        (Content::Cases, Module::Signing | Module::Paper) => AGREEMENT,
        (Content::Cases, Module::Destinations) => DESTINATION,
        (Content::Cases, Module::Terminations) => TERMINATION,
    };
    let student = match content {
        Content::Cases => STUDENT,
        Content::Returns => RETURNED_STUDENT,
    };
    [CASE, student, own, VERDICT].concat()
}

const fn column(name: &'static str, cell: for<'a> fn(&'a Record, &'a Context) -> Cell<'a>) -> Column {
    Column { name, cell }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_module_has_a_column_twice_and_all_begin_with_the_case_and_end_with_the_verdict() {
        for module in Module::ALL {
            for content in Content::ALL {
                let mut names: Vec<&str> = columns(*module, *content)
                    .iter()
                    .map(|column| column.name)
                    .collect();
                assert_eq!((names[0], names[names.len() - 1]), ("事项编号", "具体问题"));
                names.sort_unstable();
                let all = names.len();
                names.dedup();
                assert_eq!(names.len(), all, "{module:?} {content:?}");
            }
        }
    }
}
