//! A table with a side that names it: rows of labels and values between clean lines.

use wq_core::agreement::form::Row;

use super::{
    Element,
    sheet::{Align, Column, LEADING, ROOM, SIDE, Sheet},
};

/// The width of the side.
const SIDE_WIDTH: f32 = 24.0;
/// The width of a label.
const LABEL: f32 = 76.0;
/// The size of a table's text.
const SIZE: f32 = 9.5;
/// From one character of the side to the next.
const SIDE_STEP: f32 = SIZE * 1.35;
/// From a cell's edge to its text.
const PAD: f32 = 3.3;
/// How thick the lines are: within, and around.
const THIN: f32 = 0.5;
const THICK: f32 = 1.0;
/// Above the table.
const GAP: f32 = 6.0;

/// The table, whole on one page where it fits on one. A row is never cut.
pub fn lay(sheet: &mut Sheet<'_>, side: &str, rows: &[Row]) {
    let heights = heights(sheet, side, rows);
    let whole = heights.iter().sum();
    sheet.space(GAP);
    if !Sheet::longer_than_a_page(whole) {
        sheet.need(whole);
    }
    let table = sheet.table();
    let name = sheet.element(Element::Cell {
        table,
        row: 0,
        label: true,
    });
    let mut top = sheet.y;
    for (at, (row, height)) in rows.iter().zip(&heights).enumerate() {
        if !sheet.fits(*height) {
            frame(sheet, side, name, top);
            sheet.next_page();
            top = sheet.y;
        }
        if sheet.y > top {
            sheet.rule((SIDE + SIDE_WIDTH, sheet.y), (SIDE + ROOM, sheet.y), THIN);
        }
        draw_row(sheet, table, at, row, *height);
        sheet.y += height;
    }
    frame(sheet, side, name, top);
}

/// The heights of the rows; the last one is higher where the side needs it.
fn heights(sheet: &Sheet<'_>, side: &str, rows: &[Row]) -> Vec<f32> {
    let mut heights: Vec<f32> = rows.iter().map(|row| height(sheet, row)).collect();
    let lacking = side_height(side) + 2.0 * PAD - heights.iter().sum::<f32>();
    if let Some(last) = heights.last_mut() {
        *last += lacking.max(0.0);
    }
    heights
}

#[expect(clippy::cast_precision_loss, reason = "a side has few characters")]
fn side_height(side: &str) -> f32 {
    side.chars().count() as f32 * SIDE_STEP
}

/// The columns of a row's cells, in pairs of label and value.
fn columns(row: &Row) -> Vec<(Column, Column)> {
    #[expect(clippy::cast_precision_loss, reason = "a row has one or two pairs")]
    let width = (ROOM - SIDE_WIDTH) / row.0.len() as f32;
    let mut x = SIDE + SIDE_WIDTH;
    let inner = |x: f32, width: f32, align: Align| Column {
        x: x + PAD,
        width: width - 2.0 * PAD,
        size: SIZE,
        bold: false,
        align,
    };
    row.0
        .iter()
        .map(|_| {
            let pair = (
                inner(x, LABEL, Align::Centre),
                inner(x + LABEL, width - LABEL, Align::Left),
            );
            x += width;
            pair
        })
        .collect()
}

fn height(sheet: &Sheet<'_>, row: &Row) -> f32 {
    let lines = columns(row)
        .into_iter()
        .zip(&row.0)
        .flat_map(|((label, value), cell)| {
            [
                sheet.lines(&cell.0, label).len(),
                sheet.lines(&cell.1, value).len(),
            ]
        })
        .max()
        .unwrap_or(1);
    text_height(lines) + 2.0 * PAD
}

#[expect(clippy::cast_precision_loss, reason = "a cell has few lines")]
fn text_height(lines: usize) -> f32 {
    lines as f32 * SIZE * LEADING
}

fn draw_row(sheet: &mut Sheet<'_>, table: usize, row: usize, cells: &Row, height: f32) {
    let top = sheet.y;
    for (at, ((label, value), cell)) in columns(cells).into_iter().zip(&cells.0).enumerate() {
        for (text, column, is_label) in [(&cell.0, label, true), (&cell.1, value, false)] {
            let element = sheet.element(Element::Cell {
                table,
                row: row + 1,
                label: is_label,
            });
            cell_text(sheet, text, column, (top, height), element);
            let edge = column.x - PAD;
            if at > 0 || !is_label {
                sheet.rule((edge, top), (edge, top + height), THIN);
            }
        }
    }
}

/// A cell's lines, in the middle of its height.
fn cell_text(sheet: &mut Sheet<'_>, text: &str, column: Column, (top, height): (f32, f32), element: usize) {
    let lines: Vec<String> = sheet.lines(text, column).into_iter().map(str::to_owned).collect();
    let mut y = top + (height - text_height(lines.len())) / 2.0;
    for line in lines {
        sheet.line(&line, column, y, element);
        y += SIZE * LEADING;
    }
}

/// The frame and the side of what of the table stands on this page, from `top` down to here.
fn frame(sheet: &mut Sheet<'_>, side: &str, name: usize, top: f32) {
    let (left, right, bottom) = (SIDE, SIDE + ROOM, sheet.y);
    for y in [top, bottom] {
        // Over the ends of the upright lines, so that the corners are closed.
        sheet.rule((left - THICK / 2.0, y), (right + THICK / 2.0, y), THICK);
    }
    for x in [left, right] {
        sheet.rule((x, top), (x, bottom), THICK);
    }
    sheet.rule((left + SIDE_WIDTH, top), (left + SIDE_WIDTH, bottom), THIN);
    let column = Column {
        x: left,
        width: SIDE_WIDTH,
        size: SIZE,
        bold: true,
        align: Align::Centre,
    };
    let mut y = (top + bottom - side_height(side)) / 2.0;
    for character in side.chars() {
        sheet.line(&character.to_string(), column, y, name);
        y += SIDE_STEP;
    }
}
