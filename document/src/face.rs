//! The one typeface: which characters it has, how wide they are, and lines of its glyphs.

use std::sync::LazyLock;

use krilla::text::{Font, GlyphId, KrillaGlyph};
use skrifa::{
    FontRef, MetadataProvider,
    charmap::Charmap,
    instance::{LocationRef, Size},
    metrics::GlyphMetrics,
};

use crate::Unprintable;

/// The typeface as a file: OpenType, with the outlines of its glyphs.
pub static FONT: &[u8] = include_bytes!("../font/NotoSerifSC-Agreement.otf");

static FACE: LazyLock<Face> = LazyLock::new(Face::read);

/// The typeface, read once a process.
pub struct Face {
    /// For the PDF.
    pub font: Font,
    characters: Charmap<'static>,
    metrics: GlyphMetrics<'static>,
    per_em: f32,
}

impl Face {
    /// The typeface.
    pub fn get() -> &'static Self {
        &FACE
    }

    fn read() -> Self {
        let font = Font::new(FONT.into(), 0).expect("the font of this crate is sound");
        let face = FontRef::new(FONT).expect("the font of this crate is sound");
        Self {
            per_em: font.units_per_em(),
            characters: face.charmap(),
            metrics: face.glyph_metrics(Size::unscaled(), LocationRef::default()),
            font,
        }
    }

    /// Refuses the first character that the face lacks.
    pub fn has_all(&self, text: &str) -> Result<(), Unprintable> {
        match text.chars().find(|&c| c != '\n' && self.glyph(c).is_none()) {
            Some(lacking) => Err(Unprintable::Character(lacking)),
            None => Ok(()),
        }
    }

    /// How far a character moves the line on, at size 1.
    pub fn advance(&self, character: char) -> f32 {
        let glyph = self.glyph(character);
        let units = glyph.and_then(|glyph| self.metrics.advance_width(glyph));
        units.unwrap_or(self.per_em) / self.per_em
    }

    /// The width of a line, at size 1.
    pub fn width(&self, line: &str) -> f32 {
        line.chars().map(|character| self.advance(character)).sum()
    }

    /// The glyphs of a line, each moved on by `wider` more than its own width, at size 1.
    pub fn glyphs(&self, line: &str, wider: f32) -> Vec<KrillaGlyph> {
        line.char_indices()
            .map(|(at, character)| {
                let glyph = self.glyph(character).map_or(0, |glyph| glyph.to_u32());
                KrillaGlyph::new(
                    GlyphId::new(glyph),
                    self.advance(character) + wider,
                    0.0,
                    0.0,
                    0.0,
                    at..at + character.len_utf8(),
                    None,
                )
            })
            .collect()
    }

    fn glyph(&self, character: char) -> Option<skrifa::GlyphId> {
        self.characters.map(character)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rare_characters_of_names_are_in_the_face() {
        let names = "䶮㛃𠮷龘喆堃㐂媖晞·买买提〇—";
        assert!(Face::get().has_all(names).is_ok());
    }

    #[test]
    fn a_character_that_the_face_lacks_is_named() {
        let refused = Face::get().has_all("张😀三").expect_err("no such glyph");
        assert!(matches!(refused, Unprintable::Character('😀')));
        assert_eq!(
            refused.to_string(),
            "the font of the agreements lacks '😀' (U+1F600)"
        );
    }

    #[test]
    fn a_han_character_is_as_wide_as_it_is_high() {
        assert_eq!(Face::get().width("协议"), 2.0);
        assert!(Face::get().width("ab") < 2.0);
    }
}
