//! An agreement's text, from the words that the PDF has.

use wq_core::agreement::form::{Form, Place, Row, Table};

use crate::view::{
    facts::{Fact, Section},
    paper::Paper,
};

/// The text, in the order of the paper.
pub fn full_text(form: Form) -> Paper {
    Paper {
        title: form.title.into(),
        kind: form.kind.into(),
        number: form.number,
        preamble: form.preamble.into(),
        tables: form.tables.into_iter().map(table).collect(),
        heading: form.heading.into(),
        articles: form.articles,
        signing: form.signing.into(),
        places: form.places.into_iter().map(place).collect(),
    }
}

fn table(table: Table) -> Section {
    // On paper a narrow column breaks its labels.
    let fact = |(label, value): (String, String)| Fact::new(label.replace('\n', ""), value);
    let facts = table
        .rows
        .into_iter()
        .flat_map(|Row(cells)| match <[_; 1]>::try_from(cells) {
            Ok([cell]) => vec![Fact {
                wide: true,
                ..fact(cell)
            }],
            Err(cells) => cells.into_iter().map(fact).collect(),
        });
    Section {
        title: table.side,
        facts: facts.collect(),
    }
}

fn place(place: Place) -> Section {
    let lines = place.said.into_iter().chain(place.foot);
    Section {
        title: place.title,
        facts: lines.map(|line| Fact::new("", line)).collect(),
    }
}
