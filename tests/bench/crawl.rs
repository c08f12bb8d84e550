//! Which pages an officer reads: found by following links, as a person would.

use wq_core::case::Module;

use crate::{client::Browser, page};

/// How many pages of each list are read.
const PAGES: usize = 4;
/// Cases that each officer reads.
const CASES: usize = 200;

/// The addresses of an officer's pages.
#[derive(Default)]
pub struct Pages {
    /// Lists of the module: every filter of states, and the pages after the first.
    pub lists: Vec<String>,
    /// Review pages of the cases on these lists.
    pub cases: Vec<String>,
}

/// Follows the links of a module.
pub async fn pages(browser: &mut Browser, module: Module) -> anyhow::Result<Pages> {
    let list = format!("/{}", module.as_str());
    let first = browser.read(&list).await?;
    let mut pages = Pages::default();
    let groups = page::options(&first, "group");
    anyhow::ensure!(!groups.is_empty(), "{list} has no filter of states");
    let mut starts: Vec<String> = groups
        .iter()
        .map(|group| format!("{list}?group={group}"))
        .collect();
    starts.push(list.clone());
    for start in starts {
        follow(browser, &list, start, &mut pages).await?;
    }
    pages.cases.sort();
    pages.cases.dedup();
    let every = pages.cases.len().div_ceil(CASES).max(1);
    pages.cases = pages.cases.into_iter().step_by(every).collect();
    Ok(pages)
}

/// Reads a list from its first page on.
async fn follow(browser: &mut Browser, list: &str, start: String, pages: &mut Pages) -> anyhow::Result<()> {
    let mut next = Some(start);
    for _ in 0..PAGES {
        let Some(address) = next.take() else { break };
        let shown = browser.read(&address).await?;
        pages.cases.extend(cases(&shown, list));
        next = page::links(&shown, &format!("{list}?"))
            .into_iter()
            .find(|link| link.contains("after="));
        pages.lists.push(address);
    }
    Ok(())
}

/// The review pages that a list leads to; what else is under the list's address, as the page of its export, is no case.
fn cases(shown: &str, list: &str) -> Vec<String> {
    let start = format!("{list}/");
    let mut links = page::links(shown, &start);
    links.retain(|link| link[start.len()..].starts_with(|first: char| first.is_ascii_digit()));
    links
}
