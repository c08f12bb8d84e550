//! What the address of the roster asks for, read and written. Searched texts are sealed; what is not understood is left out.

use wq_core::{
    access::{Account, LevelScope, Role},
    ids::StudentId,
    roster::{At, Wanted},
};

use crate::sealed;

/// The longest text that is searched for, in characters.
const LONGEST: usize = 100;

/// A roster, and the page of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Asked {
    /// The roster.
    pub wanted: Wanted,
    /// What was searched for, as it stands in the address.
    find: Option<String>,
    /// The page.
    pub at: At,
}

impl Asked {
    /// Reads the query of an address.
    pub fn read(by: &Account, current: i32, query: &str, key: &[u8; 32]) -> Self {
        let pairs: Vec<(String, String)> = serde_urlencoded::from_str(query).unwrap_or_default();
        let get = |name: &str| {
            let found = pairs.iter().find(|(known, _)| known == name);
            found
                .map(|(_, value)| value.as_str())
                .filter(|value| !value.is_empty())
        };
        let opened = get("find").and_then(|sealed| sealed::open(key, sealed).map(|text| (sealed, text)));
        let (find, search) = opened.map_or((None, String::new()), |(sealed, text)| {
            (Some(sealed.to_owned()), text)
        });
        let student = |name: &str| get(name).and_then(|text| text.parse().ok()).map(StudentId);
        let at = match (student("after"), student("before")) {
            (Some(student), _) => At::After(student),
            (None, Some(student)) => At::Before(student),
            (None, None) => At::Start,
        };
        Self {
            wanted: wanted(by, current, get, search),
            find,
            at,
        }
    }

    /// Reads the posted filter form, and seals what was searched for.
    pub fn typed<'a>(
        by: &Account,
        current: i32,
        get: impl Fn(&str) -> Option<&'a str>,
        key: &[u8; 32],
    ) -> Self {
        let search = get("q").map(clean).unwrap_or_default();
        let find = (!search.is_empty()).then(|| sealed::seal(key, &search));
        Self {
            wanted: wanted(by, current, get, search),
            find,
            at: At::Start,
        }
    }

    /// The address of the roster.
    pub fn list(&self) -> String {
        self.page(At::Start)
    }

    /// The address of a page of it.
    pub fn page(&self, at: At) -> String {
        let level = match self.wanted.level {
            LevelScope::All => "",
            level => level.as_str(),
        };
        let cohort = self.wanted.cohort.to_string();
        let (name, student) = match at {
            At::Start => ("after", String::new()),
            At::After(student) => ("after", student.to_string()),
            At::Before(student) => ("before", student.to_string()),
        };
        let pairs = [
            ("cohort", cohort.as_str()),
            (
                "department",
                self.wanted.department.as_deref().unwrap_or_default(),
            ),
            ("level", level),
            ("find", self.find.as_deref().unwrap_or_default()),
            (name, student.as_str()),
        ];
        let filled: Vec<_> = pairs.into_iter().filter(|(_, value)| !value.is_empty()).collect();
        format!(
            "/roster?{}",
            serde_urlencoded::to_string(filled).unwrap_or_default()
        )
    }
}

/// May the roster be narrowed to a department? A department officer has only the one.
pub fn offers_departments(by: &Account) -> bool {
    matches!(by.role, Role::School { .. })
}

/// May the roster be narrowed to a level? An officer of one level sees no other.
pub fn offers_levels(by: &Account) -> bool {
    !matches!(by.role, Role::School { level, .. } if level != LevelScope::All)
}

fn wanted<'a>(by: &Account, current: i32, get: impl Fn(&str) -> Option<&'a str>, search: String) -> Wanted {
    let text = |name: &str| get(name).map(clean).filter(|text| !text.is_empty());
    Wanted {
        cohort: get("cohort")
            .and_then(|text| text.parse().ok())
            .unwrap_or(current),
        department: text("department").filter(|_| offers_departments(by)),
        level: get("level")
            .and_then(LevelScope::parse)
            .filter(|_| offers_levels(by))
            .unwrap_or(LevelScope::All),
        search,
    }
}

/// A text to search for: no longer than any name, and without what the database cannot hold.
fn clean(text: &str) -> String {
    let printable = text.chars().filter(|c| !c.is_control());
    printable.take(LONGEST).collect::<String>().trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use wq_core::ids::{AccountId, SchoolId};

    const KEY: [u8; 32] = [7; 32];

    fn officer() -> Account {
        Account {
            id: AccountId(1),
            name: "陈老师".into(),
            role: Role::School {
                school: SchoolId(1),
                level: LevelScope::All,
            },
        }
    }

    #[test]
    fn a_roster_survives_its_address_which_names_nobody() {
        let typed = [
            ("cohort", "2026"),
            ("department", "法学院"),
            ("level", "graduate"),
            ("q", "20230001"),
        ];
        let get = |name: &str| {
            typed
                .iter()
                .find(|(known, _)| *known == name)
                .map(|(_, text)| *text)
        };
        let asked = Asked::typed(&officer(), 2027, get, &KEY);
        let list = asked.list();
        assert!(!list.contains("20230001"), "{list}");
        let query = list.split_once('?').map_or("", |(_, query)| query);
        assert_eq!(Asked::read(&officer(), 2027, query, &KEY), asked);
    }

    #[test]
    fn what_is_not_understood_is_left_out() {
        let read = |query| Asked::read(&officer(), 2027, query, &KEY);
        assert_eq!(read("cohort=x&level=%00&find=zz&after=王&before="), read(""));
    }
}
