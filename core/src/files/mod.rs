//! Files by content: what is kept under a hash is what the hash says, and the same bytes are kept once.
//!
//! An upload goes four ways: it arrives on the disk ([`Arrived`]), is judged by its content and cleaned ([`inspect`]), lies in a
//! holding place until its form is handed in ([`hold`]), and belongs to a case from then on ([`attach`]).

mod arrived;
mod attach;
mod check;
mod hand_out;
mod hash;
mod hold;
mod inspect;
mod name;
mod prune;
mod ticket;

use std::{fs, io, path::Path, sync::Arc};

use object_store::{ObjectStore, ObjectStoreExt, PutPayload, local::LocalFileSystem, path::Path as Key};
use tokio::task::{JoinError, spawn_blocking};

use crate::db::text_enum::text_enum;

pub use arrived::Arrived;
pub use attach::{Attached, attached};
pub(crate) use attach::{attach, take_off};
pub use check::Unfit;
pub use hand_out::{Stored, attachment, held_file, licence};
pub use hash::Hash;
pub(crate) use hold::by_ticket;
pub use hold::{Holder, Listed, hold, listed};
pub use inspect::{Inspected, inspect};
pub use prune::prune;
pub use ticket::{Chosen, Ticket};

/// The largest file that is taken in, in bytes.
pub const MOST_BYTES: usize = 10 * 1024 * 1024;

/// Files of one form, and so of one case.
pub const MOST_FILES: usize = 9;

text_enum! {
    /// What a kept file is.
    MediaType {
        /// A picture: whatever was sent is kept as this.
        Jpeg = "image/jpeg",
        /// A picture of former days.
        Png = "image/png",
        /// A picture of former days.
        WebP = "image/webp",
        /// A document.
        Pdf = "application/pdf",
    }
}

impl MediaType {
    /// The ending of its name.
    const fn ending(self) -> &'static str {
        match self {
            Self::Jpeg => "jpg",
            Self::Png => "png",
            Self::WebP => "webp",
            Self::Pdf => "pdf",
        }
    }
}

text_enum! {
    /// What a file is to its case.
    Purpose {
        /// The agreement on paper (补登).
        Agreement = "agreement",
        /// The printed agreement with the company's stamp (线下签约).
        StampedCopy = "stamped_copy",
        /// The proof of a destination (去向登记).
        Proof = "proof",
        /// The material of a termination (解约).
        Material = "material",
        /// A statement of the student's (情况说明).
        Statement = "statement",
    }
}

impl Purpose {
    /// The guide's word.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Agreement => "就业协议书图像材料",
            Self::StampedCopy => "盖章就业协议书图像",
            Self::Proof => "证明材料",
            Self::Material => "解约材料",
            Self::Statement => "情况说明",
        }
    }
}

/// Where the bytes of files lie: a folder, or any other store that `object_store` speaks to.
#[derive(Clone, Debug)]
pub struct Files(Arc<dyn ObjectStore>);

/// Why a file was not kept or not found.
#[derive(Debug, thiserror::Error)]
pub enum FilesError {
    /// The folder cannot be made.
    #[error("the folder of files cannot be used: {0}")]
    Folder(#[from] io::Error),
    /// The store failed.
    #[error("the store of files failed: {0}")]
    Store(#[from] object_store::Error),
    /// The database failed.
    #[error(transparent)]
    Database(#[from] diesel::result::Error),
    /// A thread for long work was lost.
    #[error("a file could not be read through: {0}")]
    Thread(#[from] JoinError),
    /// The bytes under this hash are not those that were kept.
    #[error("the file {0} was altered where it lies")]
    Altered(Hash),
}

impl Files {
    /// The files of a folder, which is made where it is missing.
    ///
    /// # Errors
    /// Where it cannot be made or entered.
    pub fn in_folder(folder: &Path) -> Result<Self, FilesError> {
        fs::create_dir_all(folder)?;
        Ok(Self(Arc::new(LocalFileSystem::new_with_prefix(folder)?)))
    }

    /// Keeps bytes, and says under what. Kept already, nothing changes.
    ///
    /// # Errors
    /// Where the store fails.
    pub async fn keep(&self, bytes: Vec<u8>) -> Result<Hash, FilesError> {
        let hash = Hash::of(&bytes);
        self.put(&hash, bytes).await?;
        Ok(hash)
    }

    /// Keeps bytes under their hash, which the caller has worked out.
    async fn put(&self, hash: &Hash, bytes: Vec<u8>) -> Result<(), FilesError> {
        self.0.put(&key(hash), PutPayload::from(bytes)).await?;
        Ok(())
    }

    /// Forgets bytes. Forgotten already, nothing changes.
    async fn forget(&self, hash: &Hash) -> Result<(), FilesError> {
        match self.0.delete(&key(hash)).await {
            Ok(()) | Err(object_store::Error::NotFound { .. }) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }

    /// The bytes under a hash.
    ///
    /// # Errors
    /// Where they are not there, or are others.
    pub async fn read(&self, hash: &Hash) -> Result<Vec<u8>, FilesError> {
        let found = self.0.get(&key(hash)).await?.bytes().await?;
        // Hashing ten megabytes takes longer than other requests should wait for.
        let (found, is) = spawn_blocking(move || {
            let is = Hash::of(&found);
            (found, is)
        })
        .await?;
        if is == *hash {
            Ok(found.into())
        } else {
            Err(FilesError::Altered(hash.clone()))
        }
    }
}

/// Two digits of the hash make a folder, so that none holds too many files.
fn key(hash: &Hash) -> Key {
    let (folder, _) = hash.as_str().split_at(2);
    Key::from_iter([folder, hash.as_str()])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files() -> (tempfile::TempDir, Files) {
        let folder = tempfile::tempdir().expect("a folder");
        let files = Files::in_folder(&folder.path().join("new")).expect("files");
        (folder, files)
    }

    #[tokio::test]
    async fn what_is_kept_is_found_under_its_hash_and_kept_once() {
        let (_folder, files) = files();
        let first = files.keep(b"agreement".to_vec()).await.expect("kept");
        let second = files.keep(b"agreement".to_vec()).await.expect("kept");
        assert_eq!(first, second);
        assert_eq!(files.read(&first).await.expect("found"), b"agreement");
    }

    #[tokio::test]
    async fn an_altered_file_is_not_handed_out() {
        let (folder, files) = files();
        let hash = files.keep(b"agreement".to_vec()).await.expect("kept");
        let place = folder
            .path()
            .join("new")
            .join(&hash.as_str()[..2])
            .join(hash.as_str());
        fs::write(place, b"forgery").expect("written");
        assert!(matches!(files.read(&hash).await, Err(FilesError::Altered(_))));
    }

    #[tokio::test]
    async fn what_was_never_kept_is_an_error() {
        let (_folder, files) = files();
        let missing = files.read(&Hash::of(b"nothing")).await;
        assert!(matches!(
            missing,
            Err(FilesError::Store(object_store::Error::NotFound { .. }))
        ));
    }
}
