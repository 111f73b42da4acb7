//! Journals that were restored or given up: kept for a while in a folder of their own.

use std::path::Path;
use std::time::{Duration, SystemTime};

use crate::store::disk::Disk;
use crate::store::error::StoreError;
use crate::store::save;

/// The folder for them, in that of the journals.
const FOLDER: &str = "set-aside";
/// How long they are kept.
const KEPT: Duration = Duration::from_hours(24 * 30);

/// Puts a journal aside.
pub(super) fn set_aside(disk: &dyn Disk, path: &Path) -> Result<(), StoreError> {
    let io_error = |error: std::io::Error| StoreError::io(path, &error);
    let folder = save::folder_of(path);
    let aside = folder.join(FOLDER);
    disk.create_folder(&aside).map_err(io_error)?;
    match disk.rename(path, &aside.join(path.file_name().unwrap_or_default())) {
        // It went before, and the folders may not be on the disk yet.
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
        renamed => renamed.map_err(io_error)?,
    }
    disk.sync_folder(&aside).and_then(|()| disk.sync_folder(&folder)).map_err(io_error)
}

/// Takes away what was put aside long ago, and what was half written long ago. What cannot be taken away stays.
pub(super) fn tidy(disk: &dyn Disk, folder: &Path) {
    let is_old = |path: &Path| {
        let written = std::fs::metadata(path).and_then(|metadata| metadata.modified());
        written.is_ok_and(|at| SystemTime::now().duration_since(at).is_ok_and(|age| age > KEPT))
    };
    let half =
        disk.list(folder).unwrap_or_default().into_iter().filter(|path| path.extension() == Some("tmp".as_ref()));
    for path in half.chain(disk.list(&folder.join(FOLDER)).unwrap_or_default()) {
        if is_old(&path) {
            drop(disk.remove(&path));
        }
    }
}
