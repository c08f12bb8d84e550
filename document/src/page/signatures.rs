//! Where the parties sign: boxes side by side, whole on one page.

use wq_core::agreement::form::Place;

use super::{
    Element,
    lay::heading,
    sheet::{Align, Column, LEADING, ROOM, SIDE, Sheet},
};

const SIZE: f32 = 10.0;
const PAD: f32 = 8.0;
/// Room for a signature and a stamp: a company's is 40 mm across and may reach over what is printed.
const STAMP: f32 = 54.0;
/// More than the heading takes.
const HEADING: f32 = 31.0;
const THICK: f32 = 1.0;
const THIN: f32 = 0.5;

/// Draws the places under their heading.
pub fn lay(sheet: &mut Sheet<'_>, title: &str, places: &[Place]) {
    #[expect(clippy::cast_precision_loss, reason = "two or three parties")]
    let width = ROOM / places.len() as f32;
    let column = |at: usize, align: Align, bold: bool| Column {
        #[expect(clippy::cast_precision_loss, reason = "two or three parties")]
        x: SIDE + width * at as f32 + PAD,
        width: width - 2.0 * PAD,
        size: SIZE,
        bold,
        align,
    };
    let plain = column(0, Align::Left, false);
    let count = |sheet: &Sheet<'_>, texts: &[String]| -> usize {
        texts.iter().map(|text| sheet.lines(text, plain).len()).sum()
    };
    let most = |of: &dyn Fn(&Place) -> usize| places.iter().map(of).max().unwrap_or(0);
    let head = high(1 + most(&|place| count(sheet, &place.said)));
    let foot = high(most(&|place| count(sheet, &place.foot)));
    let height = PAD + head + STAMP + foot + PAD;
    sheet.need(HEADING + height);
    heading(sheet, title);
    let top = sheet.y;
    let table = sheet.table();
    for (at, place) in places.iter().enumerate() {
        let title = sheet.element(Element::Cell {
            table,
            row: at,
            label: true,
        });
        sheet.line(&place.title, column(at, Align::Left, true), top + PAD, title);
        let text = sheet.element(Element::Cell {
            table,
            row: at,
            label: false,
        });
        stack(
            sheet,
            &place.said,
            column(at, Align::Left, false),
            top + PAD + high(1) + 2.0,
            text,
        );
        let foot_top = top + height - PAD - foot;
        stack(sheet, &place.foot, column(at, Align::Left, false), foot_top, text);
        if at > 0 {
            let x = column(at, Align::Left, false).x - PAD;
            sheet.rule((x, top), (x, top + height), THIN);
        }
    }
    let (right, bottom) = (SIDE + ROOM, top + height);
    for y in [top, bottom] {
        sheet.rule((SIDE, y), (right, y), THICK);
    }
    for x in [SIDE, right] {
        sheet.rule((x, top), (x, bottom), THICK);
    }
    sheet.y = bottom;
}

#[expect(clippy::cast_precision_loss, reason = "few lines")]
fn high(lines: usize) -> f32 {
    lines as f32 * SIZE * LEADING
}

fn stack(sheet: &mut Sheet<'_>, texts: &[String], column: Column, mut y: f32, element: usize) {
    for text in texts {
        let lines: Vec<String> = sheet.lines(text, column).into_iter().map(str::to_owned).collect();
        for line in lines {
            sheet.line(&line, column, y, element);
            y += SIZE * LEADING;
        }
    }
}
