//! Temporary files: their names, and what a process has left of them when it died.

use std::collections::BTreeSet;
use std::fs::{self, TryLockError};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, SystemTime};

use super::bytes::open_file;
use super::paths::target_of;

/// How the names of temporary files begin and end.
const BEGINNING: &str = ".hawashi-";
const ENDING: &str = ".tmp";
/// The age from which one that no process holds is left over: other machines do not always see our locks.
const LEFT_OVER: Duration = Duration::from_hours(24);

/// Folders that this process has tidied.
static TIDIED: Mutex<BTreeSet<PathBuf>> = Mutex::new(BTreeSet::new());

/// A name that no other file has.
pub(super) fn temporary_name() -> String {
    format!("{BEGINNING}{}{ENDING}", ulid::Ulid::generate())
}

/// Takes away what dead processes have left in a folder, once.
pub(super) fn tidy_once(folder: &Path) {
    let is_first = TIDIED.lock().unwrap_or_else(PoisonError::into_inner).insert(folder.to_owned());
    if is_first {
        tidy(folder, SystemTime::now());
    }
}

fn tidy(folder: &Path, now: SystemTime) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let is_temporary = name.to_str().is_some_and(|name| name.starts_with(BEGINNING) && name.ends_with(ENDING));
        if is_temporary && is_left_over(&entry.path(), now) {
            // Where it stays, it is in nobody's way.
            drop(fs::remove_file(entry.path()));
        }
    }
}

fn is_left_over(path: &Path, now: SystemTime) -> bool {
    let Ok((file, metadata)) = open_file(path) else { return false };
    let age = metadata.modified().ok().and_then(|written| now.duration_since(written).ok());
    age.is_some_and(|age| age > LEFT_OVER) && !matches!(file.try_lock(), Err(TryLockError::WouldBlock))
}

/// The name of the complete new contents while a file is written over.
pub(super) fn copy_of(path: &Path) -> PathBuf {
    let extension = path.extension().map(|extension| format!(".{}", extension.to_string_lossy())).unwrap_or_default();
    path.with_extension(format!("saving{extension}"))
}

/// The complete contents of a file that was being written over when the program or the machine came to an end; `None` as
/// long as a process is writing them.
pub fn interrupted_save(path: &Path) -> Option<PathBuf> {
    let copy = copy_of(&target_of(path));
    let (file, _) = open_file(&copy).ok()?;
    (!matches!(file.try_lock(), Err(TryLockError::WouldBlock))).then_some(copy)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_old_and_held_by_nobody_is_left_over() {
        let folder = tempfile::tempdir().expect("a folder");
        let make = |name: &str, age: Duration| {
            let file = fs::File::create_new(folder.path().join(name)).expect("made");
            file.set_modified(SystemTime::now() - age).expect("a time");
            file
        };
        let (old, young) = (LEFT_OVER * 2, LEFT_OVER / 2);
        make(&temporary_name(), old);
        let kept = [temporary_name(), temporary_name(), "notes.tmp".to_owned(), ".hawashi-notes".to_owned()];
        make(&kept[0], young);
        let held = make(&kept[1], old);
        held.try_lock().expect("locked");
        make(&kept[2], old);
        make(&kept[3], old);
        tidy(folder.path(), SystemTime::now());
        let names = fs::read_dir(folder.path()).expect("a folder").flatten();
        let names: BTreeSet<String> = names.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
        assert_eq!(names, BTreeSet::from(kept));
    }
}
