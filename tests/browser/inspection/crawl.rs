//! Following the links from page to page.

use std::collections::{BTreeMap, VecDeque};

use super::Inspection;
use crate::chrome::Person;

const LINKS: &str = include_str!("links.js");

/// So many pages of the same shape are looked over: `/signing/17` and `/signing/18` have one.
const OF_A_SHAPE: usize = 2;

impl Inspection {
    /// Looks over the home of whoever is signed in, and what can be reached from there by links.
    pub async fn crawl(&mut self, person: &Person) {
        let mut ahead = VecDeque::from(["/".to_owned()]);
        let mut shapes: BTreeMap<String, Vec<String>> = BTreeMap::new();
        while let Some(address) = ahead.pop_front() {
            let met = shapes.entry(shape(&address)).or_default();
            if met.len() >= OF_A_SHAPE || met.contains(&address) {
                continue;
            }
            met.push(address.clone());
            self.page(person, &address, 200).await;
            let links = person.run(LINKS).await;
            let links = links.as_array().into_iter().flatten();
            ahead.extend(links.filter_map(|link| link.as_str().map(str::to_owned)));
        }
    }
}

/// An address without its numbers, and without what its query asks for.
fn shape(address: &str) -> String {
    let (path, query) = address.split_once('?').unwrap_or((address, ""));
    let numberless = path.split('/').map(|part| match part.parse::<u64>() {
        Ok(_) => "#",
        Err(_) => part,
    });
    let asks = if query.is_empty() { "" } else { "?" };
    format!("{}{asks}", numberless.collect::<Vec<_>>().join("/"))
}
