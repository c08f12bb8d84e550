//! Looking a page over, in every size and both themes: axe-core, overflow, console. On request, taking its picture.

use std::{env, fs, path::PathBuf};

use base64::{Engine, prelude::BASE64_STANDARD};
use serde_json::{Value, json};

use crate::chrome::Person;

const AXE: &str = include_str!("vendor/axe-4.14.1.min.js");

const WIDTHS: [u32; 4] = [390, 768, 1440, 1920];
/// The widths at which axe-core runs and pictures are taken: a phone and a desk.
const LOOKS: [u32; 2] = [390, 1440];

const FIND_VIOLATIONS: &str = r#"
    const [done] = [...arguments].slice(-1);
    axe.run(document, { resultTypes: ["violations"] }).then(({ violations }) =>
        done(violations.flatMap(({ id, help, nodes }) =>
            nodes.map((node) => `${id} (${help}): ${node.html}\n    ${node.failureSummary}`))));
"#;

const FIND_OVERFLOW: &str = r#"
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return null;
    const wide = [...document.querySelectorAll("body *")].filter((e) => e.getBoundingClientRect().right > clientWidth + 1);
    return `${scrollWidth} px on ${clientWidth}: ` + wide.slice(-3).map((e) => e.outerHTML.slice(0, 200)).join("\n    ");
"#;

/// What was found wrong with pages, one line each.
#[derive(Default)]
pub struct Inspection {
    who: &'static str,
    pages: usize,
    found: Vec<String>,
}

impl Inspection {
    /// Of the pages that a role sees.
    pub fn of(who: &'static str) -> Self {
        Self {
            who,
            ..Self::default()
        }
    }

    /// Opens a page and looks it over. `status` is the answer that is expected.
    pub async fn page(&mut self, person: &Person, path: &str, status: u16) {
        person.console().await;
        person.visit(path).await;
        self.here(person, path, status).await;
    }

    /// Looks over the page that is open.
    pub async fn here(&mut self, person: &Person, name: &str, status: u16) {
        self.pages += 1;
        if person.run("return typeof axe === 'undefined'").await == true {
            person.run(AXE).await;
        }
        for width in WIDTHS {
            person.on_screen(width, if width < 600 { 844 } else { 900 }).await;
            self.note(
                name,
                &format!("{width}"),
                "overflow",
                person.run(FIND_OVERFLOW).await,
            );
            if LOOKS.contains(&width) {
                for theme in ["light", "dark"] {
                    person.in_theme(theme).await;
                    let found = person
                        .browser()
                        .execute_async(FIND_VIOLATIONS, vec![])
                        .await
                        .unwrap();
                    self.note(name, &format!("{width} {theme}"), "axe", found);
                    self.picture(person, name, width, theme).await;
                }
            }
        }
        person.in_theme("light").await;
        person.on_screen(1440, 900).await;
        let expected = format!("the server responded with a status of {status}");
        let unexpected: Vec<String> = person
            .console()
            .await
            .into_iter()
            .filter(|line| !line.contains(&expected))
            .collect();
        self.note(name, "", "console", json!(unexpected));
    }

    /// Every page was without fault.
    pub fn passes(self) {
        eprintln!("{}: {} pages looked over", self.who, self.pages);
        assert!(
            self.pages > 0 && self.found.is_empty(),
            "{}:\n{}",
            self.who,
            self.found.join("\n")
        );
    }

    fn note(&mut self, name: &str, look: &str, kind: &str, found: Value) {
        let lines = match found {
            Value::Array(lines) => lines,
            Value::Null => vec![],
            line => vec![line],
        };
        let text = |line: &Value| line.as_str().map_or_else(|| line.to_string(), str::to_owned);
        self.found.extend(
            lines
                .iter()
                .map(|line| format!("{name} [{look}] {kind}: {}", text(line))),
        );
    }

    /// Keeps a picture of the whole page in the folder that `SCREENSHOTS` names.
    async fn picture(&self, person: &Person, name: &str, width: u32, theme: &str) {
        let Some(folder) = env::var_os("SCREENSHOTS").map(PathBuf::from) else {
            return;
        };
        let shot = person
            .devtools("Page.captureScreenshot", json!({ "captureBeyondViewport": true }))
            .await;
        let png = BASE64_STANDARD.decode(shot["data"].as_str().unwrap()).unwrap();
        let plain: String = name
            .chars()
            .map(|c| if c.is_alphanumeric() { c } else { '-' })
            .collect();
        let folder = folder.join(self.who);
        fs::create_dir_all(&folder).unwrap();
        fs::write(
            folder.join(format!("{}-{width}-{theme}.png", plain.trim_matches('-'))),
            png,
        )
        .unwrap();
    }
}
