//! Comma-separated values, UTF-8 with the mark by which spreadsheets know it.

use std::{
    fs::File,
    io::{BufWriter, Write},
};

use csv::Writer;
use wq_core::export::Cell;

use super::{Pen, nameless};

/// By which Excel knows UTF-8.
const MARK: &[u8] = b"\xEF\xBB\xBF";

/// A file that is being written.
pub(super) struct Text(Writer<BufWriter<File>>);

impl Text {
    /// Begins with the headings.
    pub fn new(names: Vec<&'static str>) -> anyhow::Result<Self> {
        let mut file = BufWriter::new(nameless()?);
        file.write_all(MARK)?;
        let mut writer = Writer::from_writer(file);
        writer.write_record(names)?;
        Ok(Self(writer))
    }
}

impl Pen for Text {
    fn row(&mut self, cells: &mut dyn Iterator<Item = Cell<'_>>) -> anyhow::Result<()> {
        for cell in cells {
            match cell {
                Cell::Empty => self.0.write_field("")?,
                Cell::Number(number) => self.0.write_field(number.to_string())?,
                Cell::Text(text) if is_formula(&text) => self.0.write_field(format!("'{text}"))?,
                Cell::Text(text) => self.0.write_field(text.as_bytes())?,
            }
        }
        Ok(self.0.write_record(None::<&[u8]>)?)
    }

    fn finish(self: Box<Self>) -> anyhow::Result<File> {
        let buffer = self.0.into_inner().map_err(|error| error.into_error())?;
        Ok(buffer.into_inner().map_err(|error| error.into_error())?)
    }
}

/// Would a spreadsheet take the text for a formula, or part with it? An apostrophe before it makes it a text.
fn is_formula(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'])
}

#[cfg(test)]
mod tests {
    use std::io::{Read, Seek};

    use super::*;

    #[test]
    fn a_text_that_would_be_a_formula_is_written_as_text() {
        let mut pen = Text::new(vec!["姓名", "薪酬"]).expect("a file");
        for text in ["=1+1", "+86", "-2", "@SUM(A1)", "\t=1", "\r=1", "王, \"小\"明"] {
            let cells = [Cell::Text(text.into()), Cell::Number(-1)];
            pen.row(&mut cells.into_iter()).expect("a row");
        }
        let mut file = Box::new(pen).finish().expect("a file");
        file.rewind().expect("its beginning");
        let mut text = String::new();
        file.read_to_string(&mut text).expect("UTF-8");
        assert_eq!(
            text,
            "\u{feff}姓名,薪酬\n'=1+1,-1\n'+86,-1\n'-2,-1\n'@SUM(A1),-1\n'\t=1,-1\n\"'\r=1\",-1\n\"王, \"\"小\"\"明\",-1\n"
        );
    }
}
