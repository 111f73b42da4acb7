//! Journals that were restored or given up: kept for a while in a folder of their own.

use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use jiff::Timestamp;

use super::record::{Header, PathRecord, Record, SUFFIX, frames_of};
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

/// A journal that was put aside.
#[derive(Clone, Debug, PartialEq)]
pub struct Aside {
    path: PathBuf,
    header: Header,
    /// How often something was done in it.
    pub changes: usize,
    /// When that was last, or when it was begun; `None` if unknown.
    pub at: Option<Timestamp>,
}

impl Aside {
    /// What its article is called.
    pub fn name(&self) -> &str {
        &self.header.name
    }

    /// Its article's file; `None` for an article without one.
    pub fn article(&self) -> Option<PathBuf> {
        self.header.article.as_ref().map(PathRecord::path)
    }

    /// Puts it back among the journals, where the next to open its article restores it.
    pub fn put_back(&self, disk: &dyn Disk) -> Result<(), StoreError> {
        let io_error = |error: std::io::Error| StoreError::io(&self.path, &error);
        let aside = save::folder_of(&self.path);
        let folder = save::folder_of(&aside);
        let back = folder.join(self.path.file_name().unwrap_or_default());
        disk.rename_new(&self.path, &back).map_err(io_error)?;
        disk.sync_folder(&folder).and_then(|()| disk.sync_folder(&aside)).map_err(io_error)
    }
}

/// The journals of articles that were put aside in these folders and hold something, the latest first.
pub fn list_aside(disk: &dyn Disk, folders: &[PathBuf]) -> Vec<Aside> {
    let all = folders.iter().flat_map(|folder| disk.list(&folder.join(FOLDER)).unwrap_or_default());
    let journals = all.filter(|path| path.extension() == Some(SUFFIX.as_ref()));
    let mut found: Vec<Aside> = journals.filter_map(|path| read_aside(disk, path)).collect();
    found.sort_by(|a, b| (b.at, &b.path).cmp(&(a.at, &a.path)));
    found
}

fn read_aside(disk: &dyn Disk, path: PathBuf) -> Option<Aside> {
    let (mut header, mut changes, mut last, mut has_draft) = (None, 0, String::new(), false);
    for (_, record) in frames_of(disk, &path).ok()?.records {
        match record {
            Record::Begin(begin) => header = Some(begin),
            Record::Change { at, .. } => (changes, last) = (changes + 1, at),
            Record::Includes { changes: before, last: at, .. } => (changes, last) = (before, at),
            Record::Draft(draft) => has_draft = draft.is_some(),
            _ => {}
        }
    }
    let header: Header = header.filter(|_| changes > 0 || has_draft)?;
    let at = last.parse().or_else(|_none| header.at.parse()).ok();
    Some(Aside { path, header, changes, at })
}

/// Takes away what was put aside long ago, what was half written long ago, and journals with nothing in them: each gets
/// its name with its contents, which a broken drive has lost then. What cannot be taken away stays.
pub(super) fn tidy(disk: &dyn Disk, folder: &Path) {
    let is_old = |path: &Path| {
        let written = std::fs::metadata(path).and_then(|metadata| metadata.modified());
        written.is_ok_and(|at| SystemTime::now().duration_since(at).is_ok_and(|age| age > KEPT))
    };
    let half =
        disk.list(folder).unwrap_or_default().into_iter().filter(|path| path.extension() == Some("tmp".as_ref()));
    let is_empty = |path: &PathBuf| {
        let metadata = std::fs::symlink_metadata(path);
        path.extension() == Some(SUFFIX.as_ref()) && metadata.is_ok_and(|file| file.is_file() && file.len() == 0)
    };
    for path in disk.list(folder).unwrap_or_default().into_iter().filter(is_empty) {
        drop(disk.remove(&path));
    }
    for path in half.chain(disk.list(&folder.join(FOLDER)).unwrap_or_default()) {
        if is_old(&path) {
            drop(disk.remove(&path));
        }
    }
}
