//! XLSX: the first sheet of a workbook, cell by cell.

use std::io::{Cursor, Read, copy, sink};

use calamine::{DataRef, Dimensions, ExcelDateTime, Reader, Xlsx, XlsxError};
use chrono::{Days, NaiveDate};
use zip::ZipArchive;

use super::{COLUMNS, Cell, Flaw, Line, UNPACKED, Unreadable};

/// Digits that the number of a spreadsheet keeps.
const EXACT: f64 = 1e15;

/// Merged regions that are looked at: more than any sheet of this many lines has.
const MERGED: usize = 4_000;

pub(super) fn read(bytes: &[u8], most: usize) -> Result<Vec<Line>, Unreadable> {
    unpacks_to_little(bytes)?;
    let mut book = Xlsx::new(Cursor::new(bytes)).map_err(unreadable)?;
    let sheet = book.sheet_names().first().cloned().ok_or(Unreadable::Empty)?;
    let mut lines = lines(&mut book, &sheet, most)?;
    let merged = book.merge_cells_by_sheet_name(&sheet).map_err(unreadable)?;
    if merged.len() > MERGED {
        return Err(Unreadable::Damaged);
    }
    for line in &mut lines {
        mark_merged(line, &merged);
    }
    Ok(lines)
}

/// Refuses what unpacks to more than there is memory for. What an archive says of its sizes is not believed: it is
/// unpacked once into nothing, and no further than the limit.
fn unpacks_to_little(bytes: &[u8]) -> Result<(), Unreadable> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Unreadable::Damaged)?;
    if archive.file_names().all(|name| name != "[Content_Types].xml") {
        return Err(Unreadable::NotASpreadsheet);
    }
    let mut left = UNPACKED;
    for at in 0..archive.len() {
        let file = archive.by_index(at).map_err(|_| Unreadable::Damaged)?;
        let read = copy(&mut file.take(left + 1), &mut sink()).map_err(|_| Unreadable::Damaged)?;
        left = left.checked_sub(read).ok_or(Unreadable::TooLong)?;
    }
    Ok(())
}

fn lines(book: &mut Xlsx<Cursor<&[u8]>>, sheet: &str, most: usize) -> Result<Vec<Line>, Unreadable> {
    let from_1904 = book.has_1904_epoch();
    let mut cells = book.worksheet_cells_reader(sheet).map_err(unreadable)?;
    let mut lines: Vec<Line> = Vec::new();
    while let Some(found) = cells.next_cell_with_formula_metadata().map_err(unreadable)? {
        let cell = cell(found.value, found.formula.is_some(), from_1904);
        if cell.text.is_empty() && cell.flaw.is_none() {
            continue;
        }
        let (row, column) = (found.pos.0.saturating_add(1), found.pos.1 as usize);
        if column >= COLUMNS {
            return Err(Unreadable::TooWide);
        }
        if lines.last().is_none_or(|line| line.number != row) {
            if lines.len() == most {
                return Err(Unreadable::TooLong);
            }
            lines.push(Line {
                number: row,
                ..Line::default()
            });
        }
        if let Some(line) = lines.last_mut() {
            line.cells.insert(column, cell);
        }
    }
    Ok(lines)
}

fn cell(value: DataRef<'_>, is_formula: bool, from_1904: bool) -> Cell {
    let (text, flaw) = match value {
        DataRef::Empty => (String::new(), None),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => (text, None),
        DataRef::SharedString(text) => (text.to_owned(), None),
        DataRef::Bool(yes) => (if yes { "是" } else { "否" }.to_owned(), None),
        DataRef::Int(number) => long(number as f64),
        DataRef::Float(number) => long(number),
        DataRef::DateTime(at) => (date(at, from_1904), None),
        DataRef::Error(error) => (error.to_string(), Some(Flaw::Error)),
    };
    let text = text.trim().to_owned();
    let never_worked_out = is_formula && text.is_empty();
    Cell {
        flaw: flaw.or(never_worked_out.then_some(Flaw::NoValue)),
        text,
    }
}

fn long(number: f64) -> (String, Option<Flaw>) {
    (
        number.to_string(),
        (number.abs() >= EXACT).then_some(Flaw::LongNumber),
    )
}

fn date(at: ExcelDateTime, from_1904: bool) -> String {
    let first = if from_1904 {
        NaiveDate::from_ymd_opt(1904, 1, 1)
    } else {
        NaiveDate::from_ymd_opt(1899, 12, 30)
    };
    let days = Days::new(at.as_f64().max(0.0) as u64);
    first
        .and_then(|first| first.checked_add_days(days))
        .map_or_else(|| at.as_f64().to_string(), |day| day.to_string())
}

fn mark_merged(line: &mut Line, merged: &[Dimensions]) {
    let row = line.number.saturating_sub(1);
    for region in merged
        .iter()
        .filter(|region| (region.start.0..=region.end.0).contains(&row))
    {
        for column in region.start.1..=region.end.1.min(COLUMNS as u32) {
            line.cells.entry(column as usize).or_default().flaw = Some(Flaw::Merged);
        }
    }
}

fn unreadable(error: XlsxError) -> Unreadable {
    match error {
        XlsxError::Password => Unreadable::OldOrLocked,
        _ => Unreadable::Damaged,
    }
}
