//! Files by content: what is kept under a hash is what the hash says, and the same bytes are kept once.

mod hash;

use std::{fs, io, path::Path, sync::Arc};

use object_store::{ObjectStore, ObjectStoreExt, PutPayload, local::LocalFileSystem, path::Path as Key};

pub use hash::Hash;

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
        self.0.put(&key(&hash), PutPayload::from(bytes)).await?;
        Ok(hash)
    }

    /// The bytes under a hash.
    ///
    /// # Errors
    /// Where they are not there, or are others.
    pub async fn read(&self, hash: &Hash) -> Result<Vec<u8>, FilesError> {
        let found = self.0.get(&key(hash)).await?.bytes().await?;
        if Hash::of(&found) == *hash {
            Ok(found.to_vec())
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
