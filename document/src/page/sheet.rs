//! The page being filled.

use super::{Element, HEIGHT, Laid, Mark, WIDTH, lines::lines};
use crate::face::Face;

/// The left and right margins, in points.
pub const SIDE: f32 = 56.0;
/// The upper margin.
pub const TOP: f32 = 46.0;
/// Where the text ends; the page number stands below.
pub const BOTTOM: f32 = HEIGHT - 54.0;
/// The width of the text.
pub const ROOM: f32 = WIDTH - 2.0 * SIDE;
/// The size of body text: 五号.
pub const BODY: f32 = 10.5;
/// From one baseline to the next, at size 1.
pub const LEADING: f32 = 1.5;
/// From the upper edge of a line to its baseline, at size 1.
pub const RISE: f32 = 1.11;

/// Where a line of text stands between two edges.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Align {
    Left,
    Centre,
}

/// Text of one size and weight within a column.
#[derive(Clone, Copy)]
pub struct Column {
    pub x: f32,
    pub width: f32,
    pub size: f32,
    pub bold: bool,
    pub align: Align,
}

/// The pages so far, and how far down the last one is filled.
pub struct Sheet<'a> {
    face: &'a Face,
    laid: Laid,
    /// Where the next block begins, from above.
    pub y: f32,
    tables: usize,
}

impl<'a> Sheet<'a> {
    pub fn new(face: &'a Face) -> Self {
        let laid = Laid {
            pages: vec![Vec::new()],
            ..Laid::default()
        };
        Self {
            face,
            laid,
            y: TOP,
            tables: 0,
        }
    }

    pub fn finish(self) -> Laid {
        self.laid
    }

    /// Is this much left of the page?
    pub fn fits(&self, height: f32) -> bool {
        self.y + height <= BOTTOM || self.y <= TOP
    }

    /// Leaves this much white, but for the top of a page.
    pub fn space(&mut self, height: f32) {
        if self.y > TOP {
            self.y += height;
        }
    }

    /// Begins a new page.
    pub fn next_page(&mut self) {
        self.laid.pages.push(Vec::new());
        self.y = TOP;
    }

    /// Begins a new page where less than this is left of the present one, unless it is empty.
    pub fn need(&mut self, height: f32) {
        if !self.fits(height) {
            self.next_page();
        }
    }

    /// Is this more than a page holds?
    pub fn longer_than_a_page(height: f32) -> bool {
        height > BOTTOM - TOP
    }

    /// Something new that is written.
    pub fn element(&mut self, element: Element) -> usize {
        self.laid.elements.push(element);
        self.laid.elements.len() - 1
    }

    /// The number of a new table.
    pub fn table(&mut self) -> usize {
        self.tables += 1;
        self.tables
    }

    pub fn draw(&mut self, mark: Mark) {
        self.laid.pages.last_mut().expect("there is a page").push(mark);
    }

    pub fn rule(&mut self, from: (f32, f32), to: (f32, f32), thick: f32) {
        self.draw(Mark::Rule { from, to, thick });
    }

    /// The lines that a text takes in a column.
    pub fn lines<'t>(&self, text: &'t str, column: Column) -> Vec<&'t str> {
        lines(text, column.width / column.size, |c| self.face.advance(c))
    }

    /// Draws a line with its upper edge at `y`.
    pub fn line(&mut self, text: &str, column: Column, y: f32, element: usize) {
        if text.is_empty() {
            return;
        }
        let left = column.width - self.face.width(text) * column.size;
        let x = column.x
            + match column.align {
                Align::Left => 0.0,
                Align::Centre => left / 2.0,
            };
        self.spread(text, Column { x, ..column }, y, element, 0.0);
    }

    /// Draws a line that fills its column: the gap is spread over all glyphs but the last.
    pub fn justified(&mut self, text: &str, column: Column, y: f32, element: usize) {
        let gap = column.width / column.size - self.face.width(text);
        let gaps = text.chars().count().saturating_sub(1).max(1);
        #[expect(clippy::cast_precision_loss, reason = "a line has few characters")]
        let wider = (gap / gaps as f32).clamp(0.0, 0.25);
        self.spread(text, column, y, element, wider);
    }

    fn spread(&mut self, text: &str, column: Column, y: f32, element: usize, wider: f32) {
        self.draw(Mark::Text {
            x: column.x,
            y: y + RISE * column.size,
            size: column.size,
            bold: column.bold,
            wider,
            text: text.to_owned(),
            element: Some(element),
        });
    }
}
