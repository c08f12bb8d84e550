//! The append-only file behind one system.

use std::{
    fs::{File, OpenOptions},
    io::{self, BufRead, BufReader, ErrorKind, Write},
    os::unix::fs::OpenOptionsExt,
    path::Path,
};

use serde::{Serialize, de::DeserializeOwned};

/// A file of one JSON event a line. Each line is handed to the operating system before [`append`](Self::append)
/// returns, so it outlives the process; it is not synced, so a power cut may take the last ones.
pub(super) struct Journal {
    file: File,
    /// Where the last whole line ends.
    length: u64,
}

impl Journal {
    /// Opens the journal at `path`, hands each event to `replay` in order, and locks the file against a second
    /// process. A last line that a crash cut off was never answered and is dropped; any other line that cannot be
    /// read is an error, since going on would forget something that was answered.
    pub(super) fn open<E: DeserializeOwned>(path: &Path, mut replay: impl FnMut(E)) -> io::Result<Self> {
        let file = OpenOptions::new()
            .read(true)
            .append(true)
            .create(true)
            .mode(0o600)
            .open(path)?;
        file.try_lock().map_err(|error| {
            let why = format!("{} is in use by another process: {error}", path.display());
            io::Error::new(ErrorKind::ResourceBusy, why)
        })?;
        let mut length = 0;
        let mut reader = BufReader::new(&file);
        let mut line = Vec::new();
        for number in 1_u64.. {
            line.clear();
            let read = reader.read_until(b'\n', &mut line)?;
            if line.last() != Some(&b'\n') {
                break;
            }
            let event = serde_json::from_slice(&line).map_err(|error| {
                let why = format!("{} line {number}: {error}", path.display());
                io::Error::new(ErrorKind::InvalidData, why)
            })?;
            replay(event);
            length += read as u64;
        }
        file.set_len(length)?;
        Ok(Self { file, length })
    }

    /// Adds one event. Where that fails, the file is what it was before.
    pub(super) fn append<E: Serialize>(&mut self, event: &E) -> io::Result<()> {
        let mut line = serde_json::to_vec(event)?;
        line.push(b'\n');
        if let Err(error) = self.file.write_all(&line) {
            self.file.set_len(self.length)?;
            return Err(error);
        }
        self.length += line.len() as u64;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn events(path: &Path) -> io::Result<Vec<u32>> {
        let mut seen = Vec::new();
        Journal::open(path, |event: u32| seen.push(event))?;
        Ok(seen)
    }

    #[test]
    fn events_come_back_in_order() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("journal");
        let mut journal = Journal::open(&path, |_: u32| ()).unwrap();
        journal.append(&1).unwrap();
        journal.append(&2).unwrap();
        drop(journal);
        assert_eq!(events(&path).unwrap(), [1, 2]);
    }

    #[test]
    fn a_line_that_a_crash_cut_off_is_dropped_and_overwritten() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("journal");
        std::fs::write(&path, "1\n2\n3").unwrap();
        let mut journal = Journal::open(&path, |_: u32| ()).unwrap();
        journal.append(&4).unwrap();
        drop(journal);
        assert_eq!(events(&path).unwrap(), [1, 2, 4]);
    }

    #[test]
    fn a_broken_line_in_the_middle_is_an_error_that_names_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("journal");
        std::fs::write(&path, "1\nnonsense\n3\n").unwrap();
        let error = events(&path).unwrap_err();
        assert!(error.to_string().contains("line 2"), "{error}");
    }

    #[test]
    fn a_second_opener_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("journal");
        let _first = Journal::open(&path, |_: u32| ()).unwrap();
        assert_eq!(events(&path).unwrap_err().kind(), ErrorKind::ResourceBusy);
    }
}
