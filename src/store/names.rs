//! Names that the person makes: lexicon files that the window writes.

use std::path::{Path, PathBuf};

use super::load::read_annotation_text;
use super::save::write_private_file;
use super::shared::{change_folder_file, change_stamped};
use super::{Stamp, StoreError, write_file};
use crate::lexicon::UserEntry;

/// A lexicon file in which names made in the window are kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NamesFile {
    /// The person's own, which nobody else may read.
    Own(PathBuf),
    /// One of a folder, for everybody who works on it.
    Shared {
        /// The folder.
        folder: PathBuf,
        /// The file's path from there.
        file: String,
    },
}

/// The person's own file, in the folder for data; `None` if the system names none.
pub fn own_names_file() -> Option<PathBuf> {
    super::journal::data_folder().map(|folder| folder.join("own-names.ron"))
}

impl NamesFile {
    /// Where it is.
    pub fn path(&self) -> PathBuf {
        match self {
            Self::Own(path) => path.clone(),
            Self::Shared { folder, file } => folder.join(file),
        }
    }

    /// Its entries; none if it is not there yet.
    pub fn read(&self) -> Result<Vec<UserEntry>, StoreError> {
        read_stamped(&self.path()).map(|(entries, _)| entries)
    }

    /// Changes its entries, and makes the file; returns what `change` has made. What another window has written meanwhile
    /// stays. A file that cannot be read is not written over. One of a folder becomes one of the folder's lexicons.
    pub fn change<R>(&self, change: impl Fn(&mut Vec<UserEntry>) -> R) -> Result<R, StoreError> {
        let path = self.path();
        let write = |entries: &Vec<UserEntry>, mode| {
            let text = UserEntry::write(entries);
            match self {
                Self::Own(path) => write_private_file(path, text.as_bytes(), mode),
                Self::Shared { .. } => write_file(&path, text.as_bytes(), mode),
            }
            .map(drop)
        };
        let (_, made) = change_stamped(|| read_stamped(&path), change, write)?;
        if let Self::Shared { folder, file } = self {
            change_folder_file(folder, |shared| shared.add_lexicon(file))?;
        }
        Ok(made)
    }

    fn has(&self, id: &str) -> bool {
        self.read().is_ok_and(|entries| entries.iter().any(|entry| entry.id == id))
    }
}

/// Keeps an entry: in the one of `files` that has it, otherwise in `new`, with an id that is in none of them. Returns its id
/// and the file.
pub fn keep_name(entry: &UserEntry, new: &NamesFile, files: &[NamesFile]) -> Result<(String, NamesFile), StoreError> {
    let holder = files.iter().find(|file| !entry.id.is_empty() && file.has(&entry.id)).unwrap_or(new);
    // Files that cannot be read are not used, and are reported when lexicons are read.
    let others: Vec<UserEntry> = files.iter().filter_map(|file| file.read().ok()).flatten().collect();
    let id = holder.change(|entries| {
        let known: Vec<UserEntry> = entries.iter().chain(&others).cloned().collect();
        let entry = entry.clone().named_apart(&known);
        let id = entry.id.clone();
        entry.keep(entries);
        id
    })?;
    Ok((id, holder.clone()))
}

/// Gives all names of an entity to another one, in the one of `files` that has it, otherwise in `new`, and removes it. Both
/// are entries as the lexicon knows them. Returns the changed files.
pub fn merge_names(
    given: &UserEntry,
    taker: &UserEntry,
    new: &NamesFile,
    files: &[NamesFile],
) -> Result<Vec<NamesFile>, StoreError> {
    let holder = |id: &str| files.iter().find(|file| file.has(id));
    let (from, to) = (holder(&given.id), holder(&taker.id).unwrap_or(new));
    // All names of an entry of one's own.
    let own = from.and_then(|file| file.read().ok()?.into_iter().find(|entry| entry.id == given.id));
    to.change(|entries| own.as_ref().unwrap_or(given).merge(taker, entries))?;
    let mut changed = vec![to.clone()];
    if let Some(from) = from.filter(|from| *from != to) {
        from.change(|entries| entries.retain(|entry| entry.id != given.id))?;
        changed.push(from.clone());
    }
    Ok(changed)
}

fn read_stamped(path: &Path) -> Result<(Vec<UserEntry>, Stamp), StoreError> {
    let (text, stamp) = match read_annotation_text(path) {
        Err(StoreError::Missing { .. }) => return Ok((Vec::new(), Stamp::ABSENT)),
        read => read?,
    };
    let file = path.display().to_string();
    let entries = UserEntry::read(&file, &text).map_err(|error| StoreError::Lexicon(error, path.to_owned()))?;
    Ok((entries, stamp))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::read_folder_file;

    fn named(name: &str) -> UserEntry {
        UserEntry { ar: vec![name.to_owned()], kind: "town".into(), ..UserEntry::default() }
    }

    fn names(file: &NamesFile) -> Vec<Vec<String>> {
        file.read().expect("read").into_iter().map(|entry| entry.ar).collect()
    }

    #[test]
    fn names_that_another_window_keeps_meanwhile_stay() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("data/own-names.ron");
        let file = NamesFile::Own(path.clone());
        assert_eq!(file.read(), Ok(Vec::new()));
        let is_first = std::cell::Cell::new(true);
        let count = file.change(|entries| {
            if is_first.replace(false) {
                file.change(|others| others.push(named("غريان"))).expect("written");
            }
            entries.push(named("سرت"));
            entries.len()
        });
        assert_eq!(count, Ok(2));
        assert_eq!(names(&file), [["غريان"], ["سرت"]]);
        std::fs::write(&path, "[(ar: 3)]").expect("written");
        assert!(file.change(|entries| entries.clear()).is_err());
        assert_eq!(std::fs::read_to_string(&path).expect("there"), "[(ar: 3)]", "it is not touched");
    }

    #[test]
    fn names_of_a_folder_are_kept_there_and_change_where_they_are() {
        let (data, folder) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
        let own = NamesFile::Own(data.path().join("own-names.ron"));
        let shared = NamesFile::Shared { folder: folder.path().to_owned(), file: "names.ron".to_owned() };
        let files = [shared.clone(), own.clone()];
        let (first, _) = keep_name(&named("تل الزعفران"), &own, &files).expect("kept");
        let (second, file) = keep_name(&named("تل الزعفران"), &shared, &files).expect("kept");
        assert!(file == shared && first != second, "ids are told apart over all files: {first} {second}");
        assert_eq!(read_folder_file(folder.path()).expect("read").lexicons, ["names.ron"]);
        // A change goes where the entry is.
        let changed = UserEntry { id: first.clone(), ..named("الزعفران") };
        assert_eq!(keep_name(&changed, &shared, &files), Ok((first.clone(), own.clone())));
        assert_eq!(
            (names(&own), names(&shared)),
            (vec![vec!["الزعفران".to_owned()]], vec![vec!["تل الزعفران".to_owned()]])
        );
        // So do the names of one that is merged with one in another file.
        let (given, taker) =
            (UserEntry { id: first, ..named("الزعفران") }, UserEntry { id: second, ..named("تل الزعفران") });
        assert_eq!(merge_names(&given, &taker, &own, &files), Ok(vec![shared.clone(), own.clone()]));
        assert_eq!(
            (names(&own), names(&shared)),
            (Vec::new(), vec![vec!["تل الزعفران".to_owned(), "الزعفران".to_owned()]])
        );
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            let mode = |file: &NamesFile| file.path().metadata().expect("there").permissions().mode() & 0o077;
            assert!(mode(&own) == 0 && mode(&shared) != 0, "others who work on the folder read it");
        }
    }
}
