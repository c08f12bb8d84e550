//! Looking pages over, in every size and both themes: axe-core, overflow, console. On request, taking their pictures.

mod crawl;

use serde_json::{Value, json};

use crate::{chrome::Person, pictures};

const AXE: &str = include_str!("../vendor/axe-4.14.1.min.js");
const VIOLATIONS: &str = include_str!("violations.js");
const OVERFLOW: &str = include_str!("overflow.js");

/// The widths at which nothing may stick out.
const WIDTHS: [u32; 4] = [390, 768, 1440, 1920];
/// The widths at which axe-core runs and pictures are taken: a phone and a desk.
const LOOKS: [u32; 2] = [390, 1440];

/// What was found wrong with pages, one line each.
#[derive(Default)]
pub struct Inspection {
    who: &'static str,
    pages: usize,
    found: Vec<String>,
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
        self.pages += 1;
        if person.run("return typeof axe === 'undefined'").await == true {
            person.run(AXE).await;
        }
        for width in WIDTHS {
            person.at(width).await;
            self.note(name, &format!("{width}"), person.run(OVERFLOW).await);
            if LOOKS.contains(&width) {
                // In the dark a page has other colours, and nothing else.
                for (theme, colours_only) in [("light", false), ("dark", true)] {
                    person.in_theme(theme).await;
                    let look = format!("{width}-{theme}");
                    let found = person.awaits(VIOLATIONS, vec![json!(colours_only)]).await;
                    self.note(name, &look, found);
                    if pictures::are_wanted() {
                        let file = format!("{}/{}-{look}", self.who, pictures::plain(name));
                        pictures::keep(&file, &person.picture(true).await);
                    }
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
