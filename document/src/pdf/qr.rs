//! The QR code, drawn as squares.

use krilla::geom::{Path, PathBuilder, Rect};
use qrcode::{Color, EcLevel, QrCode};

use crate::Unprintable;

/// Modules of white around the code, without which readers do not find it.
const QUIET: usize = 4;

/// The dark modules of a code in a square with its upper left corner at `corner`, its quiet zone included.
pub fn path(text: &str, corner: (f32, f32), side: f32) -> Result<Path, Unprintable> {
    let code = QrCode::with_error_correction_level(text, EcLevel::M)
        .map_err(|error| Unprintable::Pdf(format!("no QR code: {error}")))?;
    let across = code.width();
    let module = side / span(across + 2 * QUIET);
    let mut path = PathBuilder::new();
    for (at, color) in code.to_colors().into_iter().enumerate() {
        if color == Color::Dark {
            let x = corner.0 + span(at % across + QUIET) * module;
            let y = corner.1 + span(at / across + QUIET) * module;
            path.push_rect(Rect::from_xywh(x, y, module, module).expect("a module has a size"));
        }
    }
    path.finish()
        .ok_or_else(|| Unprintable::Pdf("an empty QR code".to_owned()))
}

#[expect(clippy::cast_precision_loss, reason = "a code has at most 177 modules a side")]
fn span(modules: usize) -> f32 {
    modules as f32
}
