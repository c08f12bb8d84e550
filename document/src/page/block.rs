//! What a document is made of, before anything has a place.

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

/// A row of a table: a label with its value, or two of them.
#[derive(Debug, Clone, PartialEq)]
pub struct Row(pub Vec<(String, String)>);

/// A place to sign.
#[derive(Debug, Clone, PartialEq)]
pub struct Place {
    /// Whose.
    pub title: String,
    /// What already stands there.
    pub said: Vec<String>,
    /// What is to be filled in by hand, or the date of what was done.
    pub foot: Vec<String>,
}

impl Block {
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
