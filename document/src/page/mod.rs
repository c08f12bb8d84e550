//! From blocks to pages: every line, rule and module at its place, in points from the upper left corner.

mod block;
mod lay;
mod lines;
mod sheet;
mod signatures;
mod table;

pub use block::Block;
pub use lay::lay;

/// A4, in points.
pub const WIDTH: f32 = 595.28;
/// A4, in points.
pub const HEIGHT: f32 = 841.89;

/// Laid pages, and what their marks belong to.
#[derive(Debug, Default, PartialEq)]
pub struct Laid {
    /// The pages.
    pub pages: Vec<Vec<Mark>>,
    /// What is written, in the order in which it is read; marks name it by its place here.
    pub elements: Vec<Element>,
}

/// A piece of the document as a reading machine is told it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Element {
    /// The title.
    Title(String),
    /// The heading of a part.
    Heading(String),
    /// A paragraph.
    Paragraph,
    /// The QR code, with the words for it.
    Figure(String),
    /// A cell; those of one table and one row follow each other.
    Cell {
        /// The table that it is in.
        table: usize,
        /// The row.
        row: usize,
        /// Whether it says what the next cell is.
        label: bool,
    },
}

/// Something to draw.
#[derive(Debug, Clone, PartialEq)]
pub enum Mark {
    /// A line of text. `x` is its left end and `y` its baseline.
    Text {
        /// From the left.
        x: f32,
        /// From above.
        y: f32,
        /// The size of the letters.
        size: f32,
        /// Drawn heavier.
        bold: bool,
        /// What each glyph is moved on more than its width, at size 1.
        wider: f32,
        /// The characters.
        text: String,
        /// What it belongs to; none: page furniture.
        element: Option<usize>,
    },
    /// A straight line.
    Rule {
        /// Its ends.
        from: (f32, f32),
        /// Its ends.
        to: (f32, f32),
        /// How thick.
        thick: f32,
    },
    /// A QR code with its quiet zone, in a square.
    Qr {
        /// From the left.
        x: f32,
        /// From above.
        y: f32,
        /// The side of the square.
        side: f32,
        /// What it holds.
        text: String,
        /// What it belongs to.
        element: usize,
    },
}
