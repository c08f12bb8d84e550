//! Workbooks, written row by row: what is written is not kept in memory.

use std::fs::File;

use rust_xlsxwriter::{Format, Workbook as Book, Worksheet};
use wq_core::export::Cell;

use super::{Pen, nameless};

/// Rows of a sheet, the headings among them. A sheet takes 1,048,576.
const ROWS: u32 = 1_000_000;

/// A workbook that is being written.
pub(super) struct Workbook {
    book: Book,
    names: Vec<&'static str>,
    /// The row that is written next; of a sheet that is full, its number of rows.
    row: u32,
}

impl Workbook {
    /// Begins with the headings.
    pub fn new(names: Vec<&'static str>) -> anyhow::Result<Self> {
        let mut whole = Book::new();
        // Quick: half the time, and a few megabytes more for a hundred thousand rows.
        whole.set_zip_compression_level(1);
        let mut book = Self {
            book: whole,
            names,
            row: ROWS,
        };
        book.turn()?;
        Ok(book)
    }

    /// The sheet that is written to; a new one, with the headings, once it is full.
    fn turn(&mut self) -> anyhow::Result<&mut Worksheet> {
        if self.row == ROWS {
            let sheet = self.book.add_worksheet_with_constant_memory()?;
            let bold = Format::new().set_bold();
            sheet.set_freeze_panes(1, 0)?;
            for (column, name) in (0..).zip(&self.names) {
                let width = name.chars().count() * 2 + 4;
                sheet.set_column_width(column, width as f64)?;
                sheet.write_string_with_format(0, column, *name, &bold)?;
            }
            self.row = 1;
        }
        let last = self.book.worksheets().len() - 1;
        Ok(self.book.worksheet_from_index(last)?)
    }
}

impl Pen for Workbook {
    fn row(&mut self, cells: &mut dyn Iterator<Item = Cell<'_>>) -> anyhow::Result<()> {
        self.turn()?;
        let row = self.row;
        let sheet = self.turn()?;
        for (column, cell) in (0..).zip(cells) {
            match cell {
                Cell::Empty => {}
                Cell::Number(number) => {
                    sheet.write_number(row, column, number)?;
                }
                // A text, whatever it begins with: a formula is another kind of cell.
                Cell::Text(text) => {
                    sheet.write_string(row, column, text)?;
                }
            }
        }
        self.row += 1;
        Ok(())
    }

    fn finish(mut self: Box<Self>) -> anyhow::Result<File> {
        let file = nameless()?;
        self.book.save_to_writer(file.try_clone()?)?;
        Ok(file)
    }
}
