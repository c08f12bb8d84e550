//! Where a private server keeps its data and its socket.

use std::fs::{self, DirBuilder, File, TryLockError};
use std::io::ErrorKind;
use std::os::unix::fs::{DirBuilderExt, MetadataExt};
use std::path::{Path, PathBuf};

use nix::unistd::{Uid, geteuid};
use sha2::{Digest, Sha256};

use super::error::PostgresError;
use super::owner::Owner;
use super::programs::Programs;

/// The folder for a server that was asked for in `wanted`, made if it is new.
///
/// That is `wanted` itself wherever the server's user can reach it. Root's own folders (`/root/…`) are closed to
/// that user, so the data go to a folder under `/var/tmp` that stays the same from start to start.
pub(super) fn data_folder(
    wanted: &Path,
    owner: &Owner,
    programs: &Programs,
    tell: fn(&str),
) -> Result<PathBuf, PostgresError> {
    let wanted = std::path::absolute(wanted).map_err(PostgresError::file(wanted))?;
    let parent = wanted.parent().unwrap_or(Path::new("/"));
    fs::create_dir_all(parent).map_err(PostgresError::file(parent))?;
    let postgres = programs.postgres();
    if !owner.reaches(Path::new("/"), &postgres) {
        return Err(PostgresError::ProgramOutOfReach {
            program: postgres,
            user: owner.name.clone(),
        });
    }
    if owner.reaches(parent, &postgres) {
        make_own_folder(&wanted, owner)?;
        return fs::canonicalize(&wanted).map_err(PostgresError::file(&wanted));
    }
    let elsewhere = elsewhere(&wanted, owner);
    tell(&format!(
        "PostgreSQL runs as {}, who cannot enter {}: its data are in {}",
        owner.name,
        parent.display(),
        elsewhere.display()
    ));
    make_private_folder(&elsewhere, owner)?;
    Ok(elsewhere)
}

/// Where data that were asked for in `wanted` may be, on whichever ground they were put there.
pub(super) fn possible_folders(wanted: &Path, owner: &Owner) -> std::io::Result<[PathBuf; 2]> {
    let wanted = std::path::absolute(wanted)?;
    let elsewhere = elsewhere(&wanted, owner);
    Ok([wanted, elsewhere])
}

fn elsewhere(wanted: &Path, owner: &Owner) -> PathBuf {
    Path::new("/var/tmp").join(format!("wangqian-{}", short_name(wanted, owner)))
}

/// The folder of the socket of the server in `data`: a path far below the system's 108 bytes, wherever `data` is.
pub(super) fn socket_folder(data: &Path, owner: &Owner) -> PathBuf {
    Path::new("/tmp").join(format!("wq-{}", short_name(data, owner)))
}

/// Makes a folder in a place shared with other users, or accepts the one that is there already if nobody but
/// `owner` (and root) can have made or entered it.
pub(super) fn make_private_folder(folder: &Path, owner: &Owner) -> Result<(), PostgresError> {
    if create(folder, owner)? {
        return Ok(());
    }
    let found = fs::symlink_metadata(folder).map_err(PostgresError::file(folder))?;
    if found.is_dir() && found.uid() == owner.uid.as_raw() && found.mode() & 0o077 == 0 {
        return Ok(());
    }
    Err(PostgresError::NotOurs {
        folder: folder.to_path_buf(),
        user: owner.name.clone(),
    })
}

/// Makes a folder beside the user's own files. One that is there already is the owner's, or becomes it from root's.
fn make_own_folder(folder: &Path, owner: &Owner) -> Result<(), PostgresError> {
    if create(folder, owner)? {
        return Ok(());
    }
    let found = Uid::from_raw(fs::metadata(folder).map_err(PostgresError::file(folder))?.uid());
    if found == owner.uid {
        return Ok(());
    }
    if found.is_root() && geteuid().is_root() {
        return owner.take(folder);
    }
    Err(PostgresError::NotOurs {
        folder: folder.to_path_buf(),
        user: owner.name.clone(),
    })
}

/// Makes a folder that only `owner` can enter. Returns whether it is new.
pub(super) fn create(folder: &Path, owner: &Owner) -> Result<bool, PostgresError> {
    match DirBuilder::new().mode(0o700).create(folder) {
        Ok(()) => owner.take(folder).map(|()| true),
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(false),
        Err(error) => Err(PostgresError::file(folder)(error)),
    }
}

/// Holds `folder` for this process until the file returned is dropped or the process ends, however it ends.
///
/// The folder itself is locked: a lock file would be one more thing to write in a folder of another user.
pub(super) fn lock(folder: &Path) -> Result<File, PostgresError> {
    let handle = File::open(folder).map_err(PostgresError::file(folder))?;
    match handle.try_lock() {
        Ok(()) => Ok(handle),
        Err(TryLockError::WouldBlock) => Err(PostgresError::InUse(folder.to_path_buf())),
        Err(TryLockError::Error(error)) => Err(PostgresError::file(folder)(error)),
    }
}

/// Twelve hexadecimal digits that stand for a folder and its server's user.
fn short_name(folder: &Path, owner: &Owner) -> String {
    let mut hash = Sha256::new();
    hash.update(folder.as_os_str().as_encoded_bytes());
    hash.update(owner.uid.as_raw().to_be_bytes());
    hex::encode(&hash.finalize()[..6])
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::{PermissionsExt, symlink};

    use super::*;

    fn place() -> (tempfile::TempDir, Owner) {
        let place = tempfile::Builder::new()
            .prefix("wq-place-")
            .tempdir_in("/tmp")
            .expect("a folder");
        let owner = Owner::of_a_new_folder().expect("a user for the server");
        (place, owner)
    }

    #[test]
    fn a_private_folder_is_accepted_again() {
        let (place, owner) = place();
        let folder = place.path().join("socket");
        make_private_folder(&folder, &owner).expect("a new folder");
        make_private_folder(&folder, &owner).expect("the same folder");
        assert_eq!(fs::metadata(&folder).expect("the folder").mode() & 0o777, 0o700);
    }

    #[test]
    fn a_folder_that_others_can_enter_is_refused() {
        let (place, owner) = place();
        let folder = place.path().join("socket");
        make_private_folder(&folder, &owner).expect("a new folder");
        fs::set_permissions(&folder, fs::Permissions::from_mode(0o777)).expect("an open folder");
        let refused = make_private_folder(&folder, &owner);
        assert!(
            matches!(refused, Err(PostgresError::NotOurs { .. })),
            "{refused:?}"
        );
    }

    #[test]
    fn a_link_laid_by_somebody_is_refused_and_its_target_left_alone() {
        let (place, owner) = place();
        let target = place.path().join("target");
        fs::create_dir(&target).expect("a target");
        let before = fs::metadata(&target).expect("the target").uid();
        symlink(&target, place.path().join("socket")).expect("a link");
        let refused = make_private_folder(&place.path().join("socket"), &owner);
        assert!(
            matches!(refused, Err(PostgresError::NotOurs { .. })),
            "{refused:?}"
        );
        assert_eq!(fs::metadata(&target).expect("the target").uid(), before);
    }

    #[test]
    fn a_folder_is_held_once() {
        let (place, _) = place();
        let held = lock(place.path()).expect("the first lock");
        assert!(matches!(lock(place.path()), Err(PostgresError::InUse(_))));
        drop(held);
        lock(place.path()).expect("a lock after the first is gone");
    }
}
