//! How a type of destination is described.

use super::{Column, Details, Type};
use crate::codes::{List, options};

/// A type of destination: from this its form, its rules, its review page and its export are drawn.
pub struct Description {
    /// The type.
    pub kind: Type,
    /// The guide's words for it, or for the group that it is a form of: `升学`.
    pub group: &'static str,
    /// The guide's word for the form, where the group has some: `考研`.
    pub form: &'static str,
    /// The national category.
    pub category: Category,
    /// What it asks for, in groups.
    pub parts: &'static [Part],
    /// What it has to be shown by, any one of these; none: nothing has to be uploaded.
    pub proof: &'static [&'static str],
    /// What a pay below the lowest wage of the region means.
    pub gate: Gate,
    /// What student and reviewer have to know of it.
    pub notes: &'static [&'static str],
    /// What has to be there because of what else is.
    pub needs: fn(&Details) -> Option<Column>,
}

/// The national category of a type: codes of 毕业去向类别.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Category {
    /// The first of these that is in use for the cohort.
    Of(&'static [&'static str]),
    /// The student chooses among those that are in use for the cohort.
    Chosen(&'static [&'static str]),
}

impl Category {
    /// The codes in use for a cohort.
    pub fn codes(self, cohort: i32) -> Vec<&'static str> {
        let (Self::Of(codes) | Self::Chosen(codes)) = self;
        let in_use = |code: &&str| options(List::Destination, cohort).any(|known| known.code == *code);
        codes.iter().copied().filter(in_use).collect()
    }

    /// The code of whoever has chosen none: the first, or where one is to choose the last, which is the widest.
    pub fn of_none_chosen(self, cohort: i32) -> &'static str {
        let codes = self.codes(cohort);
        let code = match self {
            Self::Of(_) => codes.first(),
            Self::Chosen(_) => codes.last(),
        };
        code.copied().unwrap_or_default()
    }
}

/// What pay below the lowest wage of the region of work means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gate {
    /// Nothing: the type asks for no pay, or has no lower limit.
    None,
    /// The reviewer is told.
    Caution,
    /// It cannot be handed in.
    Refusal,
}

/// A titled group of what is asked for.
pub struct Part {
    /// Its title.
    pub title: &'static str,
    /// What is asked for.
    pub asks: &'static [Ask],
}

/// What a type asks for in one column.
#[derive(Clone, Copy, Debug)]
pub struct Ask {
    /// The column.
    pub column: Column,
    /// The type's word for it.
    pub label: &'static str,
    /// Whether it has to be there.
    pub needed: bool,
    /// Help beside it; empty where none is needed.
    pub hint: &'static str,
    /// What can be chosen; empty: everything that the column takes.
    pub only: &'static [&'static str],
}

impl Ask {
    /// It has to be there.
    pub(super) const fn needed(column: Column) -> Self {
        Self {
            column,
            label: column.label(),
            needed: true,
            hint: "",
            only: &[],
        }
    }

    /// It may be left out.
    pub(super) const fn optional(column: Column) -> Self {
        Self {
            needed: false,
            ..Self::needed(column)
        }
    }

    /// Under another word.
    pub(super) const fn called(self, label: &'static str) -> Self {
        Self { label, ..self }
    }

    /// With help beside it.
    pub(super) const fn hint(self, hint: &'static str) -> Self {
        Self { hint, ..self }
    }

    /// To be chosen among these.
    pub(super) const fn among(self, only: &'static [&'static str]) -> Self {
        Self { only, ..self }
    }
}

impl Description {
    /// Everything that is asked for, in order.
    pub fn asks(&self) -> impl Iterator<Item = &'static Ask> {
        self.parts.iter().flat_map(|part| part.asks)
    }

    /// What a column is called; the column's own word where the type does not ask for it.
    pub fn label(&self, column: Column) -> &'static str {
        self.asks()
            .find(|ask| ask.column == column)
            .map_or(column.label(), |ask| ask.label)
    }
}
