//! What a folder holds, for choosing a file in the window.

use std::fs;
use std::path::{Path, PathBuf};

use super::StoreError;

/// A folder, an article or an annotation file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FolderEntry {
    /// Where it is.
    pub path: PathBuf,
    /// Whether it is a folder.
    pub is_folder: bool,
}

/// The folders and the wanted files in a folder: folders first, each by name. Hidden ones are left
/// out.
pub fn browse_folder(folder: &Path, is_wanted: impl Fn(&Path) -> bool) -> Result<Vec<FolderEntry>, StoreError> {
    let mut entries: Vec<FolderEntry> = fs::read_dir(folder)
        .map_err(|error| StoreError::io(folder, &error))?
        .filter_map(Result::ok)
        .filter(|entry| !entry.file_name().as_encoded_bytes().starts_with(b"."))
        .map(|entry| FolderEntry { is_folder: entry.path().is_dir(), path: entry.path() })
        .filter(|entry| entry.is_folder || is_wanted(&entry.path))
        .collect();
    entries.sort_by(|a, b| b.is_folder.cmp(&a.is_folder).then_with(|| a.path.cmp(&b.path)));
    Ok(entries)
}
