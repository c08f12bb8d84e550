//! Which lines are right, and what is wrong with the others.

use std::collections::HashMap;

use super::{columns::COLUMNS, keep::Line};
use crate::{
    agreement::{Invitation, Terms},
    company::Company,
};

/// A line with its judgement.
#[derive(Debug, Clone)]
pub struct Judged<'a> {
    /// The line.
    pub line: &'a Line,
    /// The invitation, or what is wrong, by the column's heading; the heading is empty where the line as a whole is meant.
    pub invitation: Result<Invitation, Vec<(&'static str, String)>>,
}

/// Judges every line by itself, as the form would, and finds those that invite a student whom a line before invites. Nobody
/// is looked up: whether there is such a student shows when the invitation is sent.
pub fn judge<'a>(lines: &'a [Line], company: &Company, cohort: i32) -> Vec<Judged<'a>> {
    let mut seen: HashMap<String, u32> = HashMap::new();
    lines
        .iter()
        .map(|line| {
            let terms = Terms::read(&line.typed, company, cohort);
            let read = Invitation::read(&line.typed, terms);
            let invitation = match read {
                Ok(invitation) if line.flaws.is_empty() => Ok(invitation),
                read => Err(wrong(line, read.err().unwrap_or_default())),
            };
            let invitation = invitation.and_then(|invitation| {
                let first = *seen
                    .entry(invitation.id_number.reveal().to_owned())
                    .or_insert(line.number);
                if first == line.number {
                    Ok(invitation)
                } else {
                    Err(vec![(
                        "身份证号",
                        format!("与第 {first} 行是同一名学生，请只保留一行"),
                    )])
                }
            });
            Judged { line, invitation }
        })
        .collect()
}

/// What is wrong, in the order of the columns. What is wrong with a cell says more than what is wrong with its text.
fn wrong(line: &Line, read: crate::typed::Wrong) -> Vec<(&'static str, String)> {
    let of = |field: &str| line.flaws.get(field).or_else(|| read.get(field)).cloned();
    let whole = of("").map(|sentence| ("", sentence));
    COLUMNS
        .iter()
        .filter_map(|column| Some((column.title, of(column.field)?)))
        .chain(whole)
        .collect()
}
