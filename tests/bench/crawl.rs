//! Which pages an officer reads: found by following links, as a person would.

use crate::{client::Browser, page};

/// How many pages of each list are read.
const PAGES: usize = 4;
/// Cases that each officer reads.
const CASES: usize = 200;

/// The addresses of an officer's pages.
#[derive(Default)]
pub struct Pages {
    /// Lists of the signing module: every filter of states, and the pages after the first.
    pub lists: Vec<String>,
    /// Review pages of the cases on these lists.
    pub cases: Vec<String>,
}

/// Follows the links of the signing module.
pub async fn pages(browser: &mut Browser) -> anyhow::Result<Pages> {
    let first = browser.read("/signing").await?;
    let mut pages = Pages::default();
    let groups = page::options(&first, "group");
    anyhow::ensure!(!groups.is_empty(), "the signing list has no filter of states");
    let mut starts: Vec<String> = groups
        .iter()
        .map(|group| format!("/signing?group={group}"))
        .collect();
    starts.push("/signing".to_owned());
    for start in starts {
        follow(browser, start, &mut pages).await?;
    }
    pages.cases.sort();
    pages.cases.dedup();
    let every = pages.cases.len().div_ceil(CASES).max(1);
    pages.cases = pages.cases.into_iter().step_by(every).collect();
    Ok(pages)
}

/// Reads a list from its first page on.
async fn follow(browser: &mut Browser, start: String, pages: &mut Pages) -> anyhow::Result<()> {
    let mut next = Some(start);
    for _ in 0..PAGES {
        let Some(address) = next.take() else { break };
        let shown = browser.read(&address).await?;
        pages.cases.extend(cases(&shown));
        next = page::links(&shown, "/signing?")
            .into_iter()
            .find(|link| link.contains("after="));
        pages.lists.push(address);
    }
    Ok(())
}

/// The review pages that a list leads to; what else is under the list's address, as the page of its export, is no case.
fn cases(shown: &str) -> impl Iterator<Item = String> {
    page::links(shown, "/signing/").into_iter().filter(|link| {
        let case = link.trim_start_matches("/signing/");
        case.starts_with(|first: char| first.is_ascii_digit())
    })
}
