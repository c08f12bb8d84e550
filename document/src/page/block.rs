//! What a document is made of, before anything has a place.

use wq_core::agreement::form::{Form, Place, Row, Table};

/// One piece of a document, below the one before it.
#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    /// The head of the first page: title, what kind it is, its number, and a QR code beside them.
    Head {
        /// The title.
        title: String,
        /// Smaller, below it.
        kind: String,
        /// The number's line.
        number: String,
        /// What the QR code holds.
        qr: String,
        /// What stands below the QR code.
        hint: String,
    },
    /// The heading of a part.
    Heading(String),
    /// A paragraph, its first line indented.
    Paragraph(String),
    /// A table with a side that names it. It is kept on one page where it fits on one.
    Table {
        /// Runs down the side.
        side: String,
        /// The rows.
        rows: Vec<Row>,
    },
    /// Places to sign, side by side, with their heading on one page.
    Signatures {
        /// The heading.
        title: String,
        /// The places.
        places: Vec<Place>,
    },
}

impl Block {
    /// Everything that an agreement says, in the order of the paper. `verify_url` is where its QR code leads.
    pub fn of(form: Form, verify_url: &str) -> Vec<Self> {
        let head = Self::Head {
            title: form.title.to_owned(),
            kind: form.kind.to_owned(),
            number: form.number,
            qr: verify_url.to_owned(),
            hint: "扫码核验".to_owned(),
        };
        let tables = form
            .tables
            .into_iter()
            .map(|Table { side, rows }| Self::Table { side, rows });
        [head, Self::Paragraph(form.preamble.to_owned())]
            .into_iter()
            .chain(tables)
            .chain([Self::Heading(form.heading.to_owned())])
            .chain(form.articles.into_iter().map(Self::Paragraph))
            .chain([Self::Signatures {
                title: form.signing.to_owned(),
                places: form.places,
            }])
            .collect()
    }

    /// Everything that is to be printed.
    pub fn texts(&self) -> Vec<&str> {
        match self {
            // The QR code is drawn, not written.
            Block::Head {
                title,
                kind,
                number,
                hint,
                ..
            } => vec![title, kind, number, hint],
            Block::Heading(text) | Block::Paragraph(text) => vec![text],
            Block::Table { side, rows } => {
                let cells = rows.iter().flat_map(|row| &row.0);
                let texts = cells.flat_map(|(label, value)| [label.as_str(), value.as_str()]);
                std::iter::once(side.as_str()).chain(texts).collect()
            }
            Block::Signatures { title, places } => {
                let said = places.iter().flat_map(|place| {
                    std::iter::once(&place.title)
                        .chain(&place.said)
                        .chain(&place.foot)
                });
                std::iter::once(title).chain(said).map(String::as_str).collect()
            }
        }
    }
}
