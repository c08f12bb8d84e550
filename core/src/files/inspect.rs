//! Looking into a file: the one place where an upload costs time and memory.

use tokio::{sync::Semaphore, task::spawn_blocking};

use super::{
    Arrived, FilesError, Hash, MOST_BYTES, MediaType, Unfit,
    check::{Fit, check},
    name::clean,
};

/// One file at a time in a process: of two cores the other answers everyone else, and the memory that an image unfolds to is
/// needed once. Who waits, waits on the disk.
static PLACES: Semaphore = Semaphore::const_new(1);

/// A file that may be kept.
#[derive(Debug)]
pub struct Inspected {
    pub(super) kind: MediaType,
    pub(super) name: String,
    pub(super) hash: Hash,
    pub(super) bytes: Vec<u8>,
}

/// Judges a file by its content, and makes of it what is kept: images are drawn anew, PDFs stay as they are.
///
/// # Errors
/// Where the disk fails; what is wrong with the file is the inner answer.
pub async fn inspect(arrived: Arrived) -> Result<Result<Inspected, Unfit>, FilesError> {
    if arrived.size > MOST_BYTES as u64 {
        return Ok(Err(Unfit::TooLarge));
    }
    let _place = PLACES.acquire().await.expect("never closed");
    match spawn_blocking(move || read(arrived)).await {
        Ok(inspected) => inspected,
        // A decoder gave up on it in its own way.
        Err(lost) if lost.is_panic() => Ok(Err(Unfit::Damaged)),
        Err(lost) => Err(lost.into()),
    }
}

fn read(mut arrived: Arrived) -> Result<Result<Inspected, Unfit>, FilesError> {
    let bytes = arrived.bytes(MOST_BYTES as u64 + 1)?;
    Ok(check(bytes).map(|Fit { kind, bytes }| Inspected {
        kind,
        name: clean(&arrived.name, kind),
        hash: Hash::of(&bytes),
        bytes,
    }))
}
