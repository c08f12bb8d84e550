//! What the address of a list of students asks for, read and written; and the filters and the pager around the list.

use std::sync::Arc;

use serde::Deserialize;
use wq_core::{
    access::{Account, Role},
    case::queue::Search,
    paging::Turn,
    roster::{Find, Found},
};

use crate::{
    paged::Paged,
    sealed,
    submission::Submission,
    view::{
        form::{Choice, Field},
        list::{Filters, Pager},
    },
    visitor::Visitor,
};

/// The longest text that is searched for, in characters.
const LONGEST: u16 = 100;

/// The query of an address. What was searched for is sealed in it: it is somebody's name or number.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Query {
    find: String,
    department: String,
    #[serde(flatten)]
    page: Paged,
}

/// A list of students, and the page of it.
#[derive(Debug, Clone)]
pub struct Asked {
    path: &'static str,
    search: String,
    department: String,
    /// The page.
    pub turn: Turn,
}

impl Asked {
    /// Reads an address. What is not understood is left out.
    pub fn read(path: &'static str, query: &Query, key: &[u8; 32]) -> Self {
        Self {
            path,
            search: sealed::open(key, &query.find).map_or_else(String::new, |text| clean(&text)),
            department: clean(&query.department),
            turn: query.page.turn(),
        }
    }

    /// Reads the filter form.
    pub fn typed(path: &'static str, form: &Submission) -> Self {
        Self {
            path,
            search: clean(form.get("q")),
            department: clean(form.get("department")),
            turn: Turn::First,
        }
    }

    /// What the list is narrowed to.
    pub fn find(&self) -> Find {
        Find {
            search: Search::parse(&self.search),
            department: Some(self.department.clone()).filter(|name| !name.is_empty()),
        }
    }

    /// The address of a page of the list.
    pub fn href(&self, turn: Turn, key: &[u8; 32]) -> String {
        let find = if self.search.is_empty() {
            String::new()
        } else {
            sealed::seal(key, &self.search)
        };
        let (older, newer) = match turn {
            Turn::First => (String::new(), String::new()),
            Turn::Older(id) => (id.to_string(), String::new()),
            Turn::Newer(id) => (String::new(), id.to_string()),
        };
        let pairs = [
            ("find", find),
            ("department", self.department.clone()),
            ("older", older),
            ("newer", newer),
        ];
        let asked: Vec<_> = pairs.iter().filter(|(_, value)| !value.is_empty()).collect();
        match serde_urlencoded::to_string(asked) {
            Ok(query) if !query.is_empty() => format!("{}?{query}", self.path),
            _ => self.path.to_owned(),
        }
    }

    /// The filter form: name and number, and for a school officer the department.
    pub fn filters(&self, visitor: &Visitor, by: &Account, departments: &Arc<[String]>) -> Filters {
        let search = Field {
            autocomplete: Some("off"),
            max_length: Some(LONGEST),
            ..Field::search("q", "姓名、学号或身份证号").value(&self.search)
        };
        let of_school = matches!(by.role, Role::School { .. }).then(|| {
            let choices = departments.iter().map(|name| Choice::new(name, name)).collect();
            Field::select("department", "院系", Some("全部"), choices).value(&self.department)
        });
        Filters {
            action: format!("{}/filter", self.path),
            csrf: visitor.csrf.clone(),
            list: self.path.into(),
            fields: std::iter::once(search).chain(of_school).collect(),
        }
    }

    /// The links to the neighbouring pages.
    pub fn pager<T>(&self, found: &Found<T>, key: &[u8; 32]) -> Pager {
        Pager {
            previous: found.page.newer.map(|id| self.href(Turn::Newer(id), key)),
            next: found.page.older.map(|id| self.href(Turn::Older(id), key)),
            place: String::new(),
        }
    }
}

/// A text to search for: no longer than any name, and without what the database cannot hold.
fn clean(text: &str) -> String {
    let printable = text.chars().filter(|c| !c.is_control());
    printable
        .take(LONGEST.into())
        .collect::<String>()
        .trim()
        .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEY: [u8; 32] = [7; 32];

    #[test]
    fn a_list_survives_its_address_and_does_not_say_who_was_searched_for() {
        let asked = Asked {
            path: "/voided",
            search: "王小明".into(),
            department: "法学院 & 政治学院".into(),
            turn: Turn::First,
        };
        let href = asked.href(Turn::Older(7), &KEY);
        assert!(!href.contains("王小明"));
        let (_, query) = href.split_once('?').expect("a query");
        let query: Query = serde_urlencoded::from_str(query).expect("readable");
        let read = Asked::read("/voided", &query, &KEY);
        assert_eq!(
            (read.search, read.department, read.turn),
            (asked.search, asked.department, Turn::Older(7))
        );
    }
}
