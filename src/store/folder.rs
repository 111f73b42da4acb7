//! Lists folders, for choosing a file in the window.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use etcetera::BaseStrategy as _;

use super::StoreError;
use super::bytes::open_file;
use crate::document::article_extensions;
use crate::exchange::ron::SUFFIX;

/// A folder, an article or an annotation file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FolderEntry {
    /// Its path.
    pub path: PathBuf,
    /// Whether it is a folder.
    pub is_folder: bool,
    /// Length of a file, in bytes.
    pub bytes: u64,
    /// When it was last modified, if known.
    pub modified: Option<SystemTime>,
}

/// The subfolders and the wanted files of a folder: folders first, each sorted by name, without hidden ones.
pub fn browse_folder(folder: &Path, is_wanted: impl Fn(&Path) -> bool) -> Result<Vec<FolderEntry>, StoreError> {
    let mut entries: Vec<FolderEntry> = fs::read_dir(folder)
        .map_err(|error| StoreError::io(folder, &error))?
        .filter_map(Result::ok)
        .filter(|entry| !entry.file_name().as_encoded_bytes().starts_with(b"."))
        .map(|entry| {
            // Metadata of the target if it is a link.
            let metadata = fs::metadata(entry.path()).ok();
            FolderEntry {
                path: entry.path(),
                is_folder: metadata.as_ref().is_some_and(fs::Metadata::is_dir),
                bytes: metadata.as_ref().map_or(0, fs::Metadata::len),
                modified: metadata.and_then(|metadata| metadata.modified().ok()),
            }
        })
        .filter(|entry| entry.is_folder || is_wanted(&entry.path))
        .collect();
    entries.sort_by(|a, b| b.is_folder.cmp(&a.is_folder).then_with(|| a.path.cmp(&b.path)));
    Ok(entries)
}

/// The user's home folder.
pub fn home_folder() -> Option<PathBuf> {
    etcetera::choose_base_strategy().ok().map(|strategy| strategy.home_dir().to_owned())
}

/// The name without the endings of articles and annotation files: `a` for `a.txt` and `a.hawashi.ron`.
pub fn stem_of(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let short = name.strip_suffix(SUFFIX).map(ToOwned::to_owned);
    short.unwrap_or_else(|| path.file_stem().unwrap_or_default().to_string_lossy().into_owned())
}

/// The article meant by a path without an extension.
pub fn find_article(path: &Path) -> Option<PathBuf> {
    if path.exists() {
        return None;
    }
    let ended = |extension: &str| {
        let mut name = path.file_name()?.to_owned();
        name.push(".");
        name.push(extension);
        Some(path.with_file_name(name)).filter(|path| path.is_file())
    };
    article_extensions().find_map(ended)
}

/// Fails if a file or a folder cannot be read, and for anything else.
pub fn check_readable(path: &Path) -> Result<(), StoreError> {
    let io = |error| StoreError::io(path, &error);
    let metadata = fs::metadata(path).map_err(io)?;
    if metadata.is_dir() { fs::read_dir(path).map(drop).map_err(io) } else { open_file(path).map(drop) }
}

/// Fails if no file can be created in the folder of this path.
pub fn check_writable(path: &Path) -> Result<(), StoreError> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    tempfile::tempfile_in(folder).map(drop).map_err(|error| StoreError::writing(path, &error))
}
