//! Files of rows. Whoever reads the rows hands them on batch by batch; they are drawn on a thread that may block, into a file of
//! which the folder knows nothing, so that it is gone with its last reader.

mod csv;
mod xlsx;

use std::{
    fs::File,
    io::{self, Seek},
};

use tokio::sync::mpsc::Receiver;
use wq_core::export::{Cell, Column, Context, Format, Record};

/// What a file is drawn from.
pub struct Sheet {
    /// The format.
    pub format: Format,
    /// The columns.
    pub columns: Vec<Column>,
    /// What their words depend on.
    pub context: Context,
}

/// Where rows are written, one by one.
trait Pen {
    fn row(&mut self, cells: &mut dyn Iterator<Item = Cell<'_>>) -> anyhow::Result<()>;
    fn finish(self: Box<Self>) -> anyhow::Result<File>;
}

impl Sheet {
    /// Draws rows as they come, until no more do. Blocks.
    ///
    /// # Errors
    /// Where the file cannot be written.
    pub fn draw(&self, mut rows: Receiver<Vec<Record>>) -> anyhow::Result<File> {
        let names: Vec<&'static str> = self.columns.iter().map(|column| column.name).collect();
        let mut pen: Box<dyn Pen> = match self.format {
            Format::Xlsx => Box::new(xlsx::Workbook::new(names)?),
            Format::Csv => Box::new(csv::Text::new(names)?),
        };
        while let Some(batch) = rows.blocking_recv() {
            for record in &batch {
                pen.row(&mut self.columns.iter().map(|column| column.of(record, &self.context)))?;
            }
        }
        let mut file = pen.finish()?;
        file.rewind()?;
        Ok(file)
    }
}

/// A file that has no name.
fn nameless() -> io::Result<File> {
    tempfile::tempfile()
}
