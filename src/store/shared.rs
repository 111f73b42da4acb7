//! The file of what the articles of a folder share: where it is, and reading and changing it.

use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};

use super::bytes::open_file;
use super::collections::folder_beside;
use super::load::read_annotation_text;
use super::paths::{file_name, free_path};
use super::save::{NewFile, WriteMode, create_folder, write_file};
use super::{Stamp, StoreError};
use crate::exchange::folder_file::FolderFile;

/// Its name.
const NAME: &str = "hawashi-folder.ron";
/// How often a change is tried again if somebody else writes at the same time.
const TRIES: usize = 5;
/// How much of a file is copied at once, in bytes.
const COPIED_AT_ONCE: usize = 1 << 16;

/// Where a folder has its file; of a file of many articles, in the folder of their annotations.
pub fn folder_file_path(folder: &Path) -> PathBuf {
    if folder.is_file() { folder_beside(folder).join(NAME) } else { folder.join(NAME) }
}

/// What the articles of a folder share; nothing if there is no file. Fails with [`StoreError::Syntax`] where it is wrong.
pub fn read_folder_file(folder: &Path) -> Result<FolderFile, StoreError> {
    read_stamped(&folder_file_path(folder)).map(|(file, _)| file)
}

fn read_stamped(path: &Path) -> Result<(FolderFile, Stamp), StoreError> {
    let (text, stamp) = match read_annotation_text(path) {
        Err(StoreError::Missing { .. }) => return Ok((FolderFile::default(), Stamp::ABSENT)),
        read => read?,
    };
    let file = FolderFile::read(&text).map_err(|error| StoreError::Syntax {
        path: path.to_owned(),
        line: error.line,
        column: error.column,
        message: error.message,
    })?;
    Ok((file, stamp))
}

/// Changes what the articles of a folder share; returns it as it is then. What somebody else has written meanwhile stays. A
/// file that cannot be read is not written over.
pub fn change_folder_file(folder: &Path, change: impl Fn(&mut FolderFile)) -> Result<FolderFile, StoreError> {
    let path = folder_file_path(folder);
    if folder.is_file() {
        create_folder(&folder_beside(folder))?;
    }
    let write = |file: &FolderFile, mode| write_file(&path, file.write().as_bytes(), mode).map(drop);
    change_stamped(|| read_stamped(&path), change, write).map(|(file, ())| file)
}

/// The path from a folder of a file that its articles are to share, with `/` between its parts. A file from elsewhere is
/// copied into the folder first, beside one that may have its name.
pub fn take_into_folder(folder: &Path, file: &Path) -> Result<String, StoreError> {
    if let Some(inside) = path_inside(folder, file) {
        return Ok(inside);
    }
    let copy = free_path(&folder.join(file.file_name().unwrap_or_default().to_string_lossy().as_ref()));
    let (mut from, _) = open_file(file)?;
    let mut to = NewFile::create(&copy, WriteMode::New)?;
    let mut part = vec![0; COPIED_AT_ONCE];
    loop {
        let len = from.read(&mut part).map_err(|error| StoreError::reading(file, &error))?;
        if len == 0 {
            break;
        }
        to.write_all(&part[..len]).map_err(|error| StoreError::writing(&copy, &error))?;
    }
    to.keep()?;
    Ok(file_name(&copy))
}

fn path_inside(folder: &Path, file: &Path) -> Option<String> {
    let (folder, file) = (folder.canonicalize().ok()?, file.canonicalize().ok()?);
    let parts: Option<Vec<&str>> = file.strip_prefix(&folder).ok()?.iter().map(|part| part.to_str()).collect();
    Some(parts?.join("/"))
}

/// Changes what a file holds; if somebody else writes it meanwhile, once more, beginning with what they have written.
/// Returns what it holds then, and what `change` has made. A file that cannot be read is not written over, and one in
/// which nothing is changed is not written.
pub(super) fn change_stamped<F: Clone + PartialEq, R>(
    read: impl Fn() -> Result<(F, Stamp), StoreError>,
    change: impl Fn(&mut F) -> R,
    write: impl Fn(&F, WriteMode) -> Result<(), StoreError>,
) -> Result<(F, R), StoreError> {
    let mut tries = 0;
    loop {
        let (mut file, stamp) = read()?;
        let before = file.clone();
        let made = change(&mut file);
        if file == before {
            return Ok((file, made));
        }
        match write(&file, WriteMode::Unchanged(stamp)) {
            Ok(()) => return Ok((file, made)),
            Err(StoreError::ChangedOnDisk { .. }) if tries < TRIES => tries += 1,
            Err(error) => return Err(error),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_keeps_what_others_have_written_and_a_wrong_file_is_not_touched() {
        let folder = tempfile::tempdir().expect("a folder");
        assert_eq!(read_folder_file(folder.path()), Ok(FolderFile::default()));
        change_folder_file(folder.path(), |file| file.add_person("Hala")).expect("written");
        let both = change_folder_file(folder.path(), |file| file.add_person("سمير")).expect("written");
        assert_eq!(both.people().collect::<Vec<_>>(), ["Hala", "سمير"]);
        assert_eq!(read_folder_file(folder.path()), Ok(both));
        let path = folder_file_path(folder.path());
        let wrong = "(\n    version: 1,\n    people: [(name: 3)],\n)\n";
        std::fs::write(&path, wrong).expect("written");
        for result in
            [read_folder_file(folder.path()), change_folder_file(folder.path(), |file| file.add_person("Nur"))]
        {
            let Err(StoreError::Syntax { line, column, .. }) = result else { panic!("{result:?}") };
            assert!(line == 3 && column > 1, "{line}:{column}");
        }
        assert_eq!(std::fs::read_to_string(&path).expect("there"), wrong);
    }

    #[test]
    fn a_file_from_elsewhere_is_copied_into_the_folder_once() {
        let (folder, elsewhere) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
        let file = elsewhere.path().join("names.csv");
        std::fs::write(&file, "name\nسرت\n").expect("written");
        assert_eq!(take_into_folder(folder.path(), &file).as_deref(), Ok("names.csv"));
        assert_eq!(take_into_folder(folder.path(), &folder.path().join("names.csv")).as_deref(), Ok("names.csv"));
        assert_eq!(take_into_folder(folder.path(), &file).as_deref(), Ok("names-2.csv"), "another one is not touched");
        std::fs::create_dir(folder.path().join("in")).expect("made");
        std::fs::rename(folder.path().join("names.csv"), folder.path().join("in/names.csv")).expect("moved");
        assert_eq!(take_into_folder(folder.path(), &folder.path().join("in/names.csv")).as_deref(), Ok("in/names.csv"));
        assert!(take_into_folder(folder.path(), &elsewhere.path().join("none.csv")).is_err());
    }
}
