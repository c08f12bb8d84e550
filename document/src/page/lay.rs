//! Lays block after block, on as many pages as it takes.

use super::{
    Block, Element, HEIGHT, Laid, Mark,
    sheet::{Align, BODY, Column, LEADING, ROOM, SIDE, Sheet},
    signatures, table,
};
use crate::face::Face;

/// The side of the QR code with its quiet zone: a module is near two thirds of a millimetre wide.
const QR: f32 = 78.0;
const SMALL: f32 = 8.0;

/// Lays the blocks, and numbers the pages.
pub fn lay(face: &Face, blocks: &[Block]) -> Laid {
    let mut sheet = Sheet::new(face);
    for block in blocks {
        match block {
            Block::Head {
                title,
                kind,
                number,
                qr,
                hint,
            } => head(&mut sheet, [title, kind, number], qr, hint),
            Block::Heading(text) => heading(&mut sheet, text),
            Block::Paragraph(text) => paragraph(&mut sheet, text),
            Block::Table { side, rows } => table::lay(&mut sheet, side, rows),
            Block::Signatures { title, places } => signatures::lay(&mut sheet, title, places),
        }
    }
    let mut laid = sheet.finish();
    number_pages(face, &mut laid, blocks);
    laid
}

fn text_column(size: f32, bold: bool, align: Align) -> Column {
    Column {
        x: SIDE,
        width: ROOM,
        size,
        bold,
        align,
    }
}

fn head(sheet: &mut Sheet<'_>, [title, kind, number]: [&String; 3], qr: &str, hint: &str) {
    let top = sheet.y;
    let lines = [
        (title, 20.0, true, 16.0),
        (kind, 13.0, false, 48.0),
        (number, BODY, false, 72.0),
    ];
    for (at, (text, size, bold, below)) in lines.into_iter().enumerate() {
        let element = match at {
            0 => Element::Title(text.clone()),
            _ => Element::Paragraph,
        };
        let element = sheet.element(element);
        sheet.line(text, text_column(size, bold, Align::Centre), top + below, element);
    }
    let x = SIDE + ROOM - QR + 8.0;
    let figure = sheet.element(Element::Figure(hint.to_owned()));
    sheet.draw(Mark::Qr {
        x,
        y: top - 8.0,
        side: QR,
        text: qr.to_owned(),
        element: figure,
    });
    let caption = sheet.element(Element::Paragraph);
    let column = Column {
        x,
        width: QR,
        size: SMALL,
        bold: false,
        align: Align::Centre,
    };
    sheet.line(hint, column, top + QR - 15.0, caption);
    sheet.y = top + 96.0;
}

pub(super) fn heading(sheet: &mut Sheet<'_>, text: &str) {
    let size = 12.0;
    // Not alone at the foot of a page: two lines of what it heads come with it.
    sheet.need(size * LEADING + 2.0 * BODY * LEADING + 12.0);
    let element = sheet.element(Element::Heading(text.to_owned()));
    sheet.space(10.0);
    sheet.line(text, text_column(size, true, Align::Left), sheet.y, element);
    sheet.y += size * LEADING + 2.0;
}

/// A paragraph. Two full-width spaces before it are the indentation that every reader of the text keeps.
fn paragraph(sheet: &mut Sheet<'_>, text: &str) {
    let column = text_column(BODY, false, Align::Left);
    let element = sheet.element(Element::Paragraph);
    let indented = format!("\u{3000}\u{3000}{text}");
    let lines: Vec<String> = sheet
        .lines(&indented, column)
        .into_iter()
        .map(str::to_owned)
        .collect();
    for (at, line) in lines.iter().enumerate() {
        sheet.need(BODY * LEADING);
        if at + 1 < lines.len() {
            sheet.justified(line, column, sheet.y, element);
        } else {
            sheet.line(line, column, sheet.y, element);
        }
        sheet.y += BODY * LEADING;
    }
    sheet.y += 1.5;
}

/// 编号 and 第 n 页 共 m 页, below the text of every page.
fn number_pages(face: &Face, laid: &mut Laid, blocks: &[Block]) {
    let number = blocks.iter().find_map(|block| match block {
        Block::Head { number, .. } => Some(number.as_str()),
        _ => None,
    });
    let all = laid.pages.len();
    for (at, page) in laid.pages.iter_mut().enumerate() {
        let y = HEIGHT - 34.0;
        page.push(Mark::Rule {
            from: (SIDE, y - 13.0),
            to: (SIDE + ROOM, y - 13.0),
            thick: 0.4,
        });
        let foot = format!("第 {} 页  共 {all} 页", at + 1);
        let right = SIDE + ROOM - face.width(&foot) * SMALL;
        for (x, text) in [(SIDE, number.unwrap_or_default().to_owned()), (right, foot)] {
            page.push(Mark::Text {
                x,
                y,
                size: SMALL,
                bold: false,
                wider: 0.0,
                text,
                element: None,
            });
        }
    }
}
