//! Agreements as PDF: from what an agreement says to the bytes that are printed, signed and kept.
//!
//! The way of a sheet: core's `agreement::form` says what is written; [`page`] makes blocks of it, breaks them into
//! lines and lays them on pages; [`pdf`] writes the pages. There is no clock and no chance in it: the same sheet gives the
//! same bytes, for ever, so that a copy can be told by its hash.

mod face;
mod page;
mod pdf;
mod specimen;

use wq_core::agreement::{Sheet, form};

use face::Face;

pub use face::FONT;
pub use specimen::specimen;

/// Why an agreement cannot be made into a document.
#[derive(Debug, thiserror::Error)]
pub enum Unprintable {
    /// The font does not have a character, mostly one of a rare name.
    #[error("the font of the agreements lacks {0:?} (U+{code:04X})", code = *.0 as u32)]
    Character(char),
    /// The PDF would not be good: a mistake of ours.
    #[error("the document is not a good PDF: {0}")]
    Pdf(String),
}

/// The PDF of an agreement, two A4 pages or more. `verify_url` is where its QR code leads.
///
/// # Errors
/// [`Unprintable::Character`] names the first character that cannot be printed. Nothing is ever printed as a box.
pub fn document(sheet: &Sheet, verify_url: &str) -> Result<Vec<u8>, Unprintable> {
    let face = Face::get();
    let blocks = page::Block::of(form::issued(sheet), verify_url);
    for text in blocks.iter().flat_map(page::Block::texts) {
        face.has_all(text)?;
    }
    let laid = page::lay(face, &blocks);
    pdf::write(face, &laid, sheet)
}

/// Reads the font, so that the first document does not wait for it.
pub fn warm_up() {
    Face::get();
}
