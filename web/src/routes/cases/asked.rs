//! What the address of a list asks for, read and written. An address is anyone's to write: what is not understood is left out.

use chrono::NaiveDate;
use wq_core::{
    access::LevelScope,
    case::{
        Initiator, Module, due,
        queue::{At, Cursor, Group, Order, Wanted},
    },
    codes::{self, List},
    ids::CaseId,
};

use crate::sealed;

/// The longest text that is searched for, in characters.
const LONGEST: usize = 100;

/// More cases than any list has.
const MOST: u64 = 10_000_000;

/// A list, and the page of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Asked {
    /// The list.
    pub wanted: Wanted,
    /// What was searched for, as it stands in the address.
    find: Option<String>,
    /// The page.
    pub at: At,
    /// How many cases stand before that page.
    pub skipped: u64,
    /// How many cases all pages have, counted with the first.
    pub total: Option<i64>,
}

impl Asked {
    /// A group of a module.
    pub fn of(module: Module, group: Group) -> Self {
        Self {
            wanted: Wanted::of(module, group),
            find: None,
            at: At::Start,
            skipped: 0,
            total: None,
        }
    }

    /// Reads the query of an address. Searched texts are sealed in it.
    pub fn read(module: Module, query: &str, key: &[u8; 32]) -> Self {
        let pairs = pairs_of(query);
        let get = |name: &str| value(&pairs, name);
        let opened = get("find").and_then(|sealed| sealed::open(key, sealed).map(|text| (sealed, text)));
        let (find, search) = opened.map_or((None, String::new()), |(sealed, text)| {
            (Some(sealed.to_owned()), text)
        });
        let cursor = |name: &str| get(name).and_then(Cursor::parse);
        let at = match (cursor("after"), cursor("before")) {
            (Some(place), _) => At::After(place),
            (None, Some(place)) => At::Before(place),
            (None, None) => At::Start,
        };
        let number = |name: &str| {
            let number = get(name).filter(|_| at != At::Start)?.parse::<u64>().ok()?;
            (number < MOST).then_some(number)
        };
        let total = number("total");
        Self {
            wanted: wanted(module, get, search),
            find,
            at,
            skipped: number("skipped")
                .filter(|skipped| total.is_some_and(|total| *skipped < total))
                .unwrap_or(0),
            total: total.and_then(|total| total.try_into().ok()),
        }
    }

    /// Is a person or a company searched for?
    pub fn is_searched(&self) -> bool {
        self.find.is_some() || self.wanted.company.is_some()
    }

    /// Reads the posted filter form, and seals what was searched for.
    pub fn typed<'a>(module: Module, get: impl Fn(&str) -> Option<&'a str>, key: &[u8; 32]) -> Self {
        let search = get("q").map(clean).unwrap_or_default();
        let find = (!search.is_empty()).then(|| sealed::seal(key, &search));
        let list = Self::of(module, Group::All);
        Self {
            wanted: wanted(module, get, search),
            find,
            ..list
        }
    }

    /// The query of the list, without a page; empty for the list as it is at first.
    pub fn query(&self) -> String {
        let wanted = &self.wanted;
        let group = match &wanted.group {
            Group::All => "all",
            Group::Mine => "mine",
            Group::Overdue => "overdue",
            Group::Of(key) if key == wanted.module.default_group() => "",
            Group::Of(key) => key,
        };
        let level = match wanted.level {
            LevelScope::All => "",
            level => level.as_str(),
        };
        let order = match wanted.order {
            Order::OldestFirst => "",
            Order::NewestFirst => "newest",
        };
        let day = |day: Option<NaiveDate>| day.map_or(String::new(), |day| day.to_string());
        let (from, to) = (day(wanted.from), day(wanted.to));
        let pairs = [
            ("group", group),
            ("initiator", wanted.initiator.map_or("", Initiator::as_str)),
            ("department", wanted.department.as_deref().unwrap_or_default()),
            ("level", level),
            ("company", wanted.company.as_deref().unwrap_or_default()),
            ("category", wanted.category.as_deref().unwrap_or_default()),
            ("from", &from),
            ("to", &to),
            ("order", order),
            ("find", self.find.as_deref().unwrap_or_default()),
        ];
        let filled: Vec<(&str, &str)> = pairs.into_iter().filter(|(_, value)| !value.is_empty()).collect();
        serde_urlencoded::to_string(filled).unwrap_or_default()
    }

    /// The address of the list.
    pub fn list(&self) -> String {
        self.list_at("")
    }

    /// The address of something of the list.
    pub fn list_at(&self, rest: &str) -> String {
        with_query(format!("/{}{rest}", self.wanted.module.as_str()), &self.query())
    }

    /// The address of a page of the list.
    pub fn page(&self, at: At, skipped: u64, total: i64) -> String {
        let (name, place) = match at {
            At::Start => return self.list(),
            At::After(place) => ("after", place.text()),
            At::Before(place) => ("before", place.text()),
        };
        let mut query = self.query();
        if !query.is_empty() {
            query.push('&');
        }
        query.push_str(&format!("{name}={place}&skipped={skipped}&total={total}"));
        with_query(format!("/{}", self.wanted.module.as_str()), &query)
    }

    /// The address of a case of the list, or of one of its verdicts, that leads back to the list.
    pub fn case(&self, case: CaseId, rest: &str) -> String {
        with_query(href(self.wanted.module, case, rest), &self.query_of_case())
    }

    /// Where a case has no list to go back to, the reader's own work is it: so that is what is left out.
    fn query_of_case(&self) -> String {
        match (
            self.wanted == Wanted::of(self.wanted.module, Group::Mine),
            &self.wanted.group,
        ) {
            (true, _) => String::new(),
            (false, Group::Of(key)) if key == self.wanted.module.default_group() => {
                let rest = self.query();
                let group = format!("group={key}");
                if rest.is_empty() {
                    group
                } else {
                    format!("{group}&{rest}")
                }
            }
            (false, _) => self.query(),
        }
    }

    /// The list that a case's address leads back to.
    pub fn of_case(module: Module, query: &str, key: &[u8; 32]) -> Self {
        if value(&pairs_of(query), "group").is_some() {
            Self::read(module, query, key)
        } else {
            Self::of(module, Group::Mine)
        }
    }
}

/// The address of a case, or of something of it.
pub fn href(module: Module, case: CaseId, rest: &str) -> String {
    format!("/{}/{case}{rest}", module.as_str())
}

fn with_query(path: String, query: &str) -> String {
    if query.is_empty() {
        path
    } else {
        format!("{path}?{query}")
    }
}

fn pairs_of(query: &str) -> Vec<(String, String)> {
    serde_urlencoded::from_str(query).unwrap_or_default()
}

fn value<'a>(pairs: &'a [(String, String)], name: &str) -> Option<&'a str> {
    let found = pairs.iter().find(|(known, _)| known == name);
    found
        .map(|(_, value)| value.as_str())
        .filter(|value| !value.is_empty())
}

fn wanted<'a>(module: Module, get: impl Fn(&str) -> Option<&'a str>, search: String) -> Wanted {
    let at_first = Wanted::at_first(module);
    let known = |key: &str| {
        let groups = module.groups(wq_core::case::AgreementForm::TwoParty);
        groups.iter().any(|group| group.key == key)
    };
    let text = |name: &str| get(name).map(clean).filter(|text| !text.is_empty());
    let day = |name: &str| get(name).and_then(day);
    let category = |code: &&str| module == Module::Destinations && codes::knows(List::Destination, code);
    Wanted {
        group: match get("group") {
            Some("all") => Group::All,
            Some("mine") => Group::Mine,
            Some("overdue") if can_be_overdue(module) => Group::Overdue,
            Some(key) if known(key) => Group::Of(key.to_owned()),
            _ => at_first.group,
        },
        initiator: get("initiator")
            .filter(|_| has_initiators(module))
            .and_then(Initiator::parse),
        department: text("department"),
        level: get("level")
            .and_then(LevelScope::parse)
            .unwrap_or(LevelScope::All),
        search,
        company: text("company"),
        category: get("category").filter(category).map(str::to_owned),
        from: day("from"),
        to: day("to"),
        order: match get("order") {
            Some("newest") => Order::NewestFirst,
            _ => Order::OldestFirst,
        },
        module,
    }
}

/// Are there cases of both sides in the module? Everything else is started by students.
pub fn has_initiators(module: Module) -> bool {
    match module {
        Module::Signing | Module::Terminations => true,
        Module::Paper | Module::Destinations => false,
    }
}

/// A day as browsers send it, of a time in which there may be cases.
fn day(text: &str) -> Option<NaiveDate> {
    use chrono::Datelike;
    let day = NaiveDate::parse_from_str(text, "%Y-%m-%d").ok()?;
    (2000..2200).contains(&day.year()).then_some(day)
}

/// Is there a list of what is overdue?
pub fn can_be_overdue(module: Module) -> bool {
    due::that_can_be_overdue(module).next().is_some()
}

/// A text to search for: no longer than any name, and without what the database cannot hold.
fn clean(text: &str) -> String {
    let printable = text.chars().filter(|c| !c.is_control());
    printable.take(LONGEST).collect::<String>().trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEY: [u8; 32] = [7; 32];

    fn read(query: &str) -> Asked {
        Asked::read(Module::Signing, query, &KEY)
    }

    #[test]
    fn a_list_survives_its_address() {
        let typed = [
            ("group", "online.review"),
            ("initiator", "company"),
            ("department", "法学院 & 政治学院"),
            ("level", "graduate"),
            ("q", "王小明"),
            ("company", "云帆"),
            ("from", "2027-03-01"),
            ("to", "2027-03-31"),
            ("order", "newest"),
        ];
        let get = |name: &str| {
            typed
                .iter()
                .find(|(known, _)| *known == name)
                .map(|(_, value)| *value)
        };
        let asked = Asked::typed(Module::Signing, get, &KEY);
        assert_eq!(asked.wanted.search, "王小明");
        assert_eq!(asked.wanted.to, NaiveDate::from_ymd_opt(2027, 3, 31));
        assert_eq!(read(&asked.query()), asked);
    }

    #[test]
    fn what_was_searched_for_does_not_stand_in_the_address() {
        let get = |name: &str| (name == "q").then_some("20230001");
        let asked = Asked::typed(Module::Signing, get, &KEY);
        assert!(!asked.list().contains("20230001"));
    }

    #[test]
    fn what_is_not_understood_is_left_out() {
        let asked = read(
            "group=nonsense&level=%00&find=zz&from=1.3.2027&to=99999-01-01&category=10&after=1.2.3&skipped=-1&total=x&order=%FF&initiator=me",
        );
        assert_eq!(asked, read(""));
        assert_eq!(asked.wanted.group, Group::Of("offline.agreement_review".into()));
    }

    #[test]
    fn no_place_is_believed_that_no_list_has() {
        let at = |rest: &str| read(&format!("after=1.1&{rest}"));
        let good = at("skipped=50&total=120");
        assert_eq!((good.skipped, good.total), (50, Some(120)));
        for (rest, total) in [
            ("skipped=1000000000000000&total=120", Some(120)),
            ("skipped=120&total=120", Some(120)),
            ("skipped=-50&total=120", Some(120)),
            ("skipped=50&total=-1", None),
            ("skipped=50&total=1000000000000000", None),
            ("skipped=50", None),
        ] {
            let asked = at(rest);
            assert_eq!((asked.skipped, asked.total), (0, total), "{rest}");
        }
    }

    #[test]
    fn characters_that_no_database_holds_are_taken_out() {
        assert_eq!(read("company=%00a%0Ab").wanted.company.as_deref(), Some("ab"));
    }

    #[test]
    fn a_case_leads_back_to_its_list() {
        for list in [
            "",
            "group=all",
            "group=mine&order=newest",
            "group=overdue",
            "level=graduate",
        ] {
            let asked = read(list);
            let case = asked.case(CaseId(7), "");
            let query = case.split_once('?').map_or("", |(_, query)| query);
            assert_eq!(Asked::of_case(Module::Signing, query, &KEY), asked, "{case}");
        }
    }

    #[test]
    fn without_a_list_a_case_stands_among_what_waits_for_the_reader() {
        let asked = Asked::of_case(Module::Signing, "", &KEY);
        assert_eq!(asked.wanted.group, Group::Mine);
        assert_eq!(asked.case(CaseId(7), "/approval"), "/signing/7/approval");
    }
}
