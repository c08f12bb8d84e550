//! An agreement's text on the screen: what the PDF says, in the same order.

use maud::{Markup, html};

use super::facts::{Section, facts};

/// The text of an agreement.
#[derive(Clone, Debug, Default)]
pub struct Paper {
    /// The title.
    pub title: String,
    /// Which form it is.
    pub kind: String,
    /// The number's line.
    pub number: String,
    /// Who agrees to what.
    pub preamble: String,
    /// The parties and what they agreed on.
    pub tables: Vec<Section>,
    /// The heading of the articles.
    pub heading: String,
    /// The articles, numbered.
    pub articles: Vec<String>,
    /// The heading of the places to sign.
    pub signing: String,
    /// Who signs, and what they did so far.
    pub places: Vec<Section>,
}

/// Draws the text.
pub fn paper(paper: &Paper) -> Markup {
    html! {
        article class="sheet paper" aria-label="协议全文" {
            header {
                h2 { (paper.title) }
                p { (paper.kind) }
                p class="faint" { (paper.number) }
            }
            p { (paper.preamble) }
            @for table in &paper.tables { (part(table)) }
            section {
                h3 { (paper.heading) }
                @for article in &paper.articles { p { (article) } }
            }
            section {
                h3 { (paper.signing) }
                @for place in &paper.places {
                    h4 { (place.title) }
                    p { @for fact in &place.facts { (fact.value) br; } }
                }
            }
        }
    }
}

fn part(table: &Section) -> Markup {
    html! { section { h3 { (table.title) } (facts(&table.facts)) } }
}
