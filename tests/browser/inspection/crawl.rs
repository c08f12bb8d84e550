//! Following the links from page to page.

use std::{
    collections::{BTreeMap, BTreeSet, VecDeque},
    sync::Mutex,
};

use super::{Inspection, LOOKS};
use crate::chrome::Person;

const LINKS: &str = include_str!("links.js");
const MAKE: &str = include_str!("make.js");

/// So many pages of the same shape are looked over: `/signing/17` and `/signing/18` have one.
const OF_A_SHAPE: usize = 2;

/// What pages of each shape that are looked over are made of.
static MAKES: Mutex<BTreeSet<(String, String)>> = Mutex::new(BTreeSet::new());

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
            is_new(person, &address).await;
            ahead.extend(links(person).await);
        }
    }

    /// Opens the page of a case and those that belong to it, and looks over what is made as nothing before.
    pub async fn case(&mut self, person: &Person, address: &str) {
        person.console().await;
        person.visit(address).await;
        self.here_if_new(person, address).await;
        let under = format!("{address}/");
        let belongs = |link: &String| link.starts_with(&under) || link.ends_with("/termination");
        let links: BTreeSet<String> = links(person).await.filter(belongs).collect();
        for link in links {
            let met = self.steps.entry(shape(&link)).or_default();
            *met += 1;
            if *met <= OF_A_SHAPE {
                person.console().await;
                person.visit(&link).await;
                self.here_if_new(person, &link).await;
            }
        }
    }

    /// Looks over the page that is open, where it is made as nothing before; in every look, where it is the first of its shape.
    pub async fn here_if_new(&mut self, person: &Person, address: &str) {
        let is_first = !MAKES
            .lock()
            .unwrap()
            .iter()
            .any(|(met, _)| *met == shape(address));
        if is_new(person, address).await {
            let looks = if is_first { &LOOKS[..] } else { &LOOKS[..1] };
            self.look(person, (address, 200), looks).await;
        }
    }
}

async fn links(person: &Person) -> impl Iterator<Item = String> {
    let links = person.run(LINKS).await;
    let links = links.as_array().cloned().unwrap_or_default();
    links
        .into_iter()
        .filter_map(|link| link.as_str().map(str::to_owned))
}

async fn is_new(person: &Person, address: &str) -> bool {
    let make = person.run(MAKE).await.to_string();
    MAKES.lock().unwrap().insert((shape(address), make))
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
