//! Looking pages over, in every size and both themes: axe-core, overflow, console. On request, taking their pictures.

mod crawl;
mod routes;

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::{chrome::Person, pictures};

const AXE: &str = include_str!("../vendor/axe-4.14.1.min.js");
const VIOLATIONS: &str = include_str!("violations.js");
const OVERFLOW: &str = include_str!("overflow.js");

/// The widths at which nothing may stick out.
const WIDTHS: [u32; 4] = [390, 768, 1440, 1920];
/// How axe-core looks at a page and pictures are taken: on a phone and on a desk, in the light and in the dark.
const LOOKS: [(u32, &str); 4] = [(390, "light"), (390, "dark"), (1440, "light"), (1440, "dark")];

/// What was found wrong with pages, one line each.
#[derive(Default)]
pub struct Inspection {
    who: &'static str,
    pages: usize,
    found: Vec<String>,
    /// How many pages of each shape cases led to.
    steps: BTreeMap<String, usize>,
}

impl Inspection {
    /// Of the pages that somebody sees.
    pub fn of(who: &'static str) -> Self {
        Self {
            who,
            ..Self::default()
        }
    }

    /// Opens a page and looks it over. `status` is the answer that is expected.
    pub async fn page(&mut self, person: &Person, address: &str, status: u16) {
        person.console().await;
        person.visit(address).await;
        self.here(person, address, status).await;
    }

    /// Looks over the page that is open, under this name.
    pub async fn here(&mut self, person: &Person, name: &str, status: u16) {
        self.look(person, (name, status), &LOOKS).await;
    }

    async fn look(&mut self, person: &Person, (name, status): (&str, u16), looks: &[(u32, &str)]) {
        self.pages += 1;
        let path = person.path().await;
        if status == 200 && path.starts_with('/') && !routes::see(&path) {
            self.note(name, "route", json!(format!("{path} is not among the routes")));
        }
        if person.run("return typeof axe === 'undefined'").await == true {
            person.run(AXE).await;
        }
        for width in WIDTHS {
            person.at(width).await;
            self.note(name, &format!("{width}"), person.run(OVERFLOW).await);
            for (_, theme) in looks.iter().filter(|(at, _)| *at == width) {
                person.in_theme(theme).await;
                let look = format!("{width}-{theme}");
                // In the dark a page has other colours, and nothing else.
                let colours_only = *theme == "dark";
                let found = person.awaits(VIOLATIONS, vec![json!(colours_only)]).await;
                self.note(name, &look, found);
                if pictures::are_wanted() {
                    let file = format!("{}/{}-{look}", self.who, pictures::plain(name));
                    pictures::keep(&file, &person.picture(true).await);
                }
            }
        }
        person.in_theme("light").await;
        person.at(1440).await;
        let expected = format!("the server responded with a status of {status}");
        let mut console = person.console().await;
        console.retain(|line| !line.contains(&expected));
        self.note(name, "console", json!(console));
    }

    /// What was found.
    pub fn found(&self) -> &[String] {
        &self.found
    }

    /// Every page was without fault.
    pub fn passes(self) {
        println!("{}: {} pages looked over", self.who, self.pages);
        assert!(self.pages > 0, "{}: no page", self.who);
        assert!(self.found.is_empty(), "{}:\n{}", self.who, self.found.join("\n"));
        routes::done(self.who);
    }

    fn note(&mut self, name: &str, look: &str, found: Value) {
        let lines = match found {
            Value::Array(lines) => lines,
            Value::Null => vec![],
            line => vec![line],
        };
        let text = |line: &Value| line.as_str().map_or_else(|| line.to_string(), str::to_owned);
        self.found
            .extend(lines.iter().map(|line| format!("{name} [{look}] {}", text(line))));
    }
}
