//! Files to upload.

/// A picture, with a comment beside its pixels: `HOMEADDRESS`.
pub const PICTURE: &[u8] = include_bytes!("samples/picture.png");
/// Another.
pub const OTHER: &[u8] = include_bytes!("samples/other.png");
/// A picture of one pixel that says it has 20,000 x 20,000.
pub const HUGE: &[u8] = include_bytes!("samples/huge.png");
/// A document of one page.
pub const DOCUMENT: &[u8] = include_bytes!("samples/document.pdf");
/// The same behind a password.
pub const LOCKED: &[u8] = include_bytes!("samples/locked.pdf");
