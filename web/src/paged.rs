//! Which page of a list an address asks for.

use serde::Deserialize;
use wq_core::paging::Turn;

/// The end of an address that turns a page: `older=12`, `newer=12`, or nothing.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Paged {
    older: String,
    newer: String,
}

impl Paged {
    /// The page. What is no number asks for the first.
    pub fn turn(&self) -> Turn {
        match (self.older.parse(), self.newer.parse()) {
            (Ok(id), _) => Turn::Older(id),
            (Err(_), Ok(id)) => Turn::Newer(id),
            (Err(_), Err(_)) => Turn::First,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Beside what else the address asks for, as lists read it.
    #[derive(Deserialize)]
    struct Asked {
        #[serde(default)]
        state: String,
        #[serde(flatten)]
        page: Paged,
    }

    #[test]
    fn a_page_is_read_beside_what_else_is_asked_for() {
        for (query, turn) in [
            ("state=all", Turn::First),
            ("older=12&state=all", Turn::Older(12)),
            ("state=all&newer=7", Turn::Newer(7)),
            ("newer=7&older=12&state=all", Turn::Older(12)),
            ("older=zz&newer=&state=all&more=1", Turn::First),
            ("older=99999999999999999999&state=all", Turn::First),
        ] {
            let asked: Asked = serde_urlencoded::from_str(query).expect("readable");
            assert_eq!(
                (asked.state.as_str(), asked.page.turn()),
                ("all", turn),
                "{query}"
            );
        }
    }
}
