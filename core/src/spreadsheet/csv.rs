//! CSV in UTF-8, UTF-16 or GBK, with commas or tabs.

use encoding_rs::{Encoding, GB18030};
use std::borrow::Cow;

use super::{COLUMNS, Cell, Line, Unreadable};

pub(super) fn read(bytes: &[u8], most: usize) -> Result<Vec<Line>, Unreadable> {
    let text = decoded(bytes)?;
    let head = text.lines().next().unwrap_or_default();
    let delimiter = if head.contains('\t') { b'\t' } else { b',' };
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(text.as_bytes());
    let mut lines = Vec::new();
    let mut at = Place { byte: 0, line: 1 };
    for record in reader.records() {
        let record = record.map_err(|_| Unreadable::Damaged)?;
        let mut line = Line {
            number: at.of(&text, record.position().map_or(0, |position| position.byte())),
            ..Line::default()
        };
        for (column, text) in record.iter().map(str::trim).enumerate() {
            if text.is_empty() {
                continue;
            }
            if column >= COLUMNS {
                return Err(Unreadable::TooWide);
            }
            line.cells.insert(
                column,
                Cell {
                    text: plain(text),
                    flaw: None,
                },
            );
        }
        if line.cells.is_empty() {
            continue;
        }
        if lines.len() == most {
            return Err(Unreadable::TooLong);
        }
        lines.push(line);
    }
    Ok(lines)
}

/// How far the lines of a text were counted.
struct Place {
    byte: usize,
    line: u32,
}

impl Place {
    /// The line of a record that begins at a byte, or behind the empty lines there, which belong to no record.
    fn of(&mut self, text: &str, begins: u64) -> u32 {
        let begins = usize::try_from(begins).unwrap_or(usize::MAX).min(text.len());
        let bytes = text.as_bytes();
        let empty = bytes[begins..]
            .iter()
            .take_while(|byte| matches!(byte, b'\r' | b'\n'));
        let begins = begins + empty.count();
        if let Some(between) = bytes.get(self.byte..begins) {
            self.line += between.iter().filter(|byte| **byte == b'\n').count() as u32;
            self.byte = begins;
        }
        self.line
    }
}

/// Spreadsheet programs are kept from taking a number for one by `="…"` or an apostrophe.
fn plain(text: &str) -> String {
    let quoted = text.strip_prefix("=\"").and_then(|text| text.strip_suffix('"'));
    let text = quoted.or_else(|| text.strip_prefix('\'')).unwrap_or(text);
    text.trim().to_owned()
}

/// The text of a file. What is not text is no spreadsheet; of the encodings only those that Chinese programs write.
fn decoded(bytes: &[u8]) -> Result<Cow<'_, str>, Unreadable> {
    const PICTURES: [&[u8]; 5] = [b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"%PDF", b"RIFF"];
    if PICTURES.iter().any(|magic| bytes.starts_with(magic)) {
        return Err(Unreadable::NotASpreadsheet);
    }
    let marked = Encoding::for_bom(bytes).map(|(encoding, _)| encoding);
    if marked.is_none() && bytes.contains(&0) {
        return Err(Unreadable::NotASpreadsheet);
    }
    let encoding = match marked {
        Some(encoding) => encoding,
        None if str::from_utf8(bytes).is_ok() => encoding_rs::UTF_8,
        None => GB18030,
    };
    let (text, _, wrong) = encoding.decode(bytes);
    let control = |c: char| c.is_control() && !matches!(c, '\t' | '\r' | '\n');
    if wrong {
        Err(Unreadable::Encoding)
    } else if text.chars().any(control) {
        Err(Unreadable::NotASpreadsheet)
    } else {
        Ok(text)
    }
}
