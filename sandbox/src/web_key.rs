//! The key that seals form tokens, kept so that forms outlive a restart.

use std::{
    fs::{self, File, OpenOptions},
    io::{ErrorKind, Write},
    os::unix::fs::OpenOptionsExt,
    path::Path,
};

use anyhow::Context;

/// The key in the data folder, made at the first start. Nobody but its owner can read it.
pub fn in_folder(data: &Path) -> anyhow::Result<[u8; 32]> {
    let path = data.join("keys/web.key");
    let told = || path.display().to_string();
    match fs::read(&path) {
        Ok(bytes) => bytes
            .try_into()
            .map_err(|_| anyhow::anyhow!("{} is not a key of 32 bytes; remove it", path.display())),
        Err(error) if error.kind() == ErrorKind::NotFound => {
            let key = rand::random();
            keep(&path, &key).with_context(told)?;
            Ok(key)
        }
        Err(error) => Err(error).with_context(told),
    }
}

/// Writes the key beside its place first, so that a kill leaves no half of it.
fn keep(path: &Path, key: &[u8; 32]) -> std::io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let new = path.with_extension("new");
    let _ = fs::remove_file(&new);
    let mut file: File = OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(&new)?;
    file.write_all(key)?;
    file.sync_all()?;
    fs::rename(new, path)
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    #[test]
    fn the_key_is_made_once_and_is_its_owner_s_alone() {
        let data = tempfile::tempdir().expect("a folder");
        let first = in_folder(data.path()).expect("a new key");
        assert_eq!(in_folder(data.path()).expect("the same key"), first);
        let file = fs::metadata(data.path().join("keys/web.key")).expect("the file");
        assert_eq!(file.permissions().mode() & 0o777, 0o600);
    }

    #[test]
    fn a_broken_key_is_said_and_not_replaced() {
        let data = tempfile::tempdir().expect("a folder");
        fs::create_dir_all(data.path().join("keys")).expect("a folder");
        fs::write(data.path().join("keys/web.key"), "short").expect("a file");
        let error = in_folder(data.path()).expect_err("no key");
        assert!(error.to_string().contains("not a key of 32 bytes"), "{error}");
    }
}
