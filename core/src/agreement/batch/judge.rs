//! Which lines are right, and what is wrong with the others.

use std::collections::HashMap;

use super::{columns::COLUMNS, keep::Line};
use crate::{
    agreement::{Invitation, Terms},
    company::Company,
    roster::is_same_name,
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
/// is looked up: whether there is such a student shows when the invitation is sent. What the company has sent already is asked
/// for by [`super::refuse_open`].
pub fn judge<'a>(lines: &'a [Line], company: &Company, cohort: i32) -> Vec<Judged<'a>> {
    let mut seen: HashMap<String, (u32, String)> = HashMap::new();
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
                let (first, name) = seen
                    .entry(invitation.id_number.reveal().to_owned())
                    .or_insert_with(|| (line.number, invitation.student_name.clone()));
                if *first == line.number {
                    return Ok(invitation);
                }
                let is_same = is_same_name(name, &invitation.student_name);
                Err(vec![("身份证号", said_before(*first, is_same))])
            });
            Judged { line, invitation }
        })
        .collect()
}

/// Two names with one number are not one student: one of them is wrong, and whoever is told to keep one line might keep that.
fn said_before(first: u32, is_same: bool) -> String {
    match is_same {
        true => format!("与第 {first} 行是同一名学生，请只保留一行"),
        false => format!("与第 {first} 行的身份证号相同、姓名不同，姓名与身份证号不匹配，请向毕业生本人核对"),
    }
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
