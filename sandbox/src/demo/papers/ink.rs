//! Ink on a picture: shapes with round edges, and the glyphs of the agreements' typeface.

use std::sync::LazyLock;

use image::{Rgb, RgbImage};
use skrifa::{
    FontRef, MetadataProvider,
    instance::{LocationRef, Size},
    outline::{DrawSettings, OutlinePen},
};

/// Lines that a curve is drawn with: more than an eye would see at the size of a page.
const LINES: u8 = 6;
/// Lines read across each row of pixels.
const ACROSS: u16 = 4;

static FACE: LazyLock<FontRef<'static>> =
    LazyLock::new(|| FontRef::new(wq_document::FONT).expect("the font of the agreements is sound"));

/// A shape: what its lines go around, those in the opposite direction being holes.
pub struct Shape {
    lines: Vec<[(f32, f32); 2]>,
    /// Where glyphs are drawn: the left end of their base line.
    origin: (f32, f32),
    began: (f32, f32),
    at: (f32, f32),
}

impl Shape {
    /// No shape yet.
    pub fn new() -> Self {
        Self {
            lines: Vec::new(),
            origin: (0.0, 0.0),
            began: (0.0, 0.0),
            at: (0.0, 0.0),
        }
    }

    /// Adds a line that comes back to where it began.
    pub fn around(mut self, points: impl IntoIterator<Item = (f32, f32)>) -> Self {
        let mut points = points.into_iter();
        if let Some(first) = points.next() {
            (self.began, self.at) = (first, first);
            points.for_each(|point| self.line(point));
            self.line(self.began);
        }
        self
    }

    /// Adds a line of writing, `size` pixels high, from the left end of its base line on. What the face lacks is left out.
    pub fn written(mut self, text: &str, size: f32, from: (f32, f32)) -> Self {
        let (characters, outlines) = (FACE.charmap(), FACE.outline_glyphs());
        self.origin = from;
        for character in text.chars() {
            let Some(glyph) = characters.map(character) else {
                continue;
            };
            if let Some(outline) = outlines.get(glyph) {
                let settings = DrawSettings::unhinted(Size::new(size), LocationRef::default());
                // A glyph that cannot be drawn leaves a gap, as one that the face lacks.
                outline.draw(settings, &mut self).ok();
            }
            self.origin.0 += advance(character, size);
        }
        self
    }

    fn line(&mut self, to: (f32, f32)) {
        self.lines.push([self.at, to]);
        self.at = to;
    }

    /// Upwards in the face is downwards in a picture.
    fn place(&self, x: f32, y: f32) -> (f32, f32) {
        (self.origin.0 + x, self.origin.1 - y)
    }

    /// Fills the shape with ink.
    pub fn fill(&self, picture: &mut RgbImage, ink: Rgb<u8>) {
        let heights = || self.lines.iter().flatten().map(|point| point.1);
        let (top, bottom) = (heights().fold(f32::MAX, f32::min), heights().fold(0.0, f32::max));
        let (width, height) = picture.dimensions();
        let rows = (top.max(0.0) as u32)..height.min(bottom.ceil().max(0.0) as u32);
        let mut covered = vec![0.0_f32; width as usize];
        for row in rows {
            covered.fill(0.0);
            for part in 0..ACROSS {
                let y = row as f32 + (f32::from(part) + 0.5) / f32::from(ACROSS);
                self.cover(y, &mut covered);
            }
            for (x, part) in (0..width).zip(&covered) {
                if *part > 0.0 {
                    blend(
                        picture.get_pixel_mut(x, row),
                        ink,
                        (part / f32::from(ACROSS)).min(1.0),
                    );
                }
            }
        }
    }

    /// Adds how much of each pixel lies within the shape on the line at height `y`.
    fn cover(&self, y: f32, covered: &mut [f32]) {
        let mut crossings: Vec<(f32, i32)> = self
            .lines
            .iter()
            .filter_map(|&[(x1, y1), (x2, y2)]| {
                let way = match (y1 <= y, y2 <= y) {
                    (true, false) => 1,
                    (false, true) => -1,
                    (true, true) | (false, false) => return None,
                };
                Some((x1 + (y - y1) * (x2 - x1) / (y2 - y1), way))
            })
            .collect();
        crossings.sort_by(|(one, _), (other, _)| one.total_cmp(other));
        let mut winding = 0;
        for pair in crossings.windows(2) {
            let [(from, way), (to, _)] = *pair else { continue };
            winding += way;
            if winding != 0 {
                span(from, to, covered);
            }
        }
    }
}

/// How far a character moves a line on.
fn advance(character: char, size: f32) -> f32 {
    let glyph = FACE.charmap().map(character);
    let metrics = FACE.glyph_metrics(Size::new(size), LocationRef::default());
    glyph
        .and_then(|glyph| metrics.advance_width(glyph))
        .unwrap_or(size)
}

/// How wide a line of writing is.
pub fn width(text: &str, size: f32) -> f32 {
    text.chars().map(|character| advance(character, size)).sum()
}

/// Adds the pixels between two places, those at the ends in part.
fn span(from: f32, to: f32, covered: &mut [f32]) {
    let end = covered.len() as f32;
    let (from, to) = (from.clamp(0.0, end), to.clamp(0.0, end));
    let pixels = (from as usize)..(to.ceil() as usize).max(from as usize);
    for (x, covered) in pixels.clone().zip(&mut covered[pixels]) {
        let part = to.min(x as f32 + 1.0) - from.max(x as f32);
        *covered += part.max(0.0);
    }
}

fn blend(pixel: &mut Rgb<u8>, ink: Rgb<u8>, part: f32) {
    for (paper, ink) in pixel.0.iter_mut().zip(ink.0) {
        *paper = (f32::from(*paper) * (1.0 - part) + f32::from(ink) * part).round() as u8;
    }
}

impl OutlinePen for Shape {
    fn move_to(&mut self, x: f32, y: f32) {
        self.began = self.place(x, y);
        self.at = self.began;
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.line(self.place(x, y));
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        let [(x0, y0), one, two] = [self.at, self.place(x1, y1), self.place(x, y)];
        // The same curve with two handles.
        let handle = |end: (f32, f32)| {
            let towards = |from: f32, to: f32| from + (to - from) * 2.0 / 3.0;
            (towards(end.0, one.0), towards(end.1, one.1))
        };
        self.curve(handle((x0, y0)), handle(two), two);
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        self.curve(self.place(x1, y1), self.place(x2, y2), self.place(x, y));
    }

    fn close(&mut self) {
        self.line(self.began);
    }
}

impl Shape {
    fn curve(&mut self, one: (f32, f32), two: (f32, f32), to: (f32, f32)) {
        let from = self.at;
        for step in 1..=LINES {
            let t = f32::from(step) / f32::from(LINES);
            let along = |a: f32, b: f32, c: f32, d: f32| {
                let s = 1.0 - t;
                a * s * s * s + 3.0 * b * s * s * t + 3.0 * c * s * t * t + d * t * t * t
            };
            self.line((
                along(from.0, one.0, two.0, to.0),
                along(from.1, one.1, two.1, to.1),
            ));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BLACK: Rgb<u8> = Rgb([0, 0, 0]);

    fn white(width: u32, height: u32) -> RgbImage {
        RgbImage::from_pixel(width, height, Rgb([255, 255, 255]))
    }

    #[test]
    fn a_shape_is_filled_within_its_lines_and_at_its_edges_in_part() {
        let mut picture = white(6, 6);
        let square = [(1.0, 1.0), (4.5, 1.0), (4.5, 4.0), (1.0, 4.0)];
        Shape::new().around(square).fill(&mut picture, BLACK);
        assert_eq!(picture.get_pixel(2, 2), &BLACK);
        assert_eq!(picture.get_pixel(0, 2), &Rgb([255, 255, 255]));
        assert_eq!(picture.get_pixel(2, 4), &Rgb([255, 255, 255]));
        let edge = picture.get_pixel(4, 2).0[0];
        assert!((120..136).contains(&edge), "{edge}");
    }

    #[test]
    fn what_lies_beside_the_picture_is_left_out() {
        let mut picture = white(6, 6);
        let beyond = [(-3.0, 2.0), (9.0, 2.0), (9.0, 3.0), (-3.0, 3.0)];
        Shape::new().around(beyond).fill(&mut picture, BLACK);
        let beside = [(8.0, 1.0), (9.0, 1.0), (9.0, 9.0), (8.0, 9.0)];
        Shape::new().around(beside).fill(&mut picture, BLACK);
        let inked = picture.pixels().filter(|pixel| **pixel == BLACK).count();
        assert_eq!(inked, 6, "one row, from edge to edge");
    }

    #[test]
    fn writing_leaves_ink_and_what_the_face_lacks_does_not() {
        let inked = |text: &str| {
            let mut picture = white(40, 40);
            Shape::new()
                .written(text, 30.0, (5.0, 32.0))
                .fill(&mut picture, BLACK);
            picture.pixels().filter(|pixel| pixel.0[0] < 128).count()
        };
        let ink = inked("国");
        assert!((100..600).contains(&ink), "{ink}");
        assert_eq!(inked("😀"), 0);
        assert!((width("协议", 20.0) - 40.0).abs() < 0.01);
    }
}
