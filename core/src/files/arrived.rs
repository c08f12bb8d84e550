//! A file as it arrived: its bytes lie on the disk, in a file without a name that is gone with the request.

use std::{
    fs::File,
    io::{self, Read, Seek, SeekFrom},
};

/// What somebody sent, with nothing believed of it.
#[derive(Debug)]
pub struct Arrived {
    /// The name that the browser gave.
    pub name: String,
    /// How many bytes were sent; of more than [`super::MOST_BYTES`] none need be kept.
    pub size: u64,
    /// The bytes.
    pub content: File,
}

impl Arrived {
    /// Reads at most `most` bytes into memory.
    pub(super) fn bytes(&mut self, most: u64) -> io::Result<Vec<u8>> {
        self.content.seek(SeekFrom::Start(0))?;
        let mut bytes = Vec::with_capacity(self.size.min(most).try_into().unwrap_or(0));
        (&self.content).take(most).read_to_end(&mut bytes)?;
        Ok(bytes)
    }
}
