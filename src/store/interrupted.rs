//! Saves that came to no end in files that had to be written over in place: until such a file is whole, the complete new
//! contents are beside it (`article.hawashi.saving.ron`).

use std::fs;
use std::path::{Path, PathBuf};

use super::Opened;
use super::disk::{Disk as _, RealDisk};
use super::leftovers::interrupted_save;
use super::load::load_annotations;
use super::versions::{Occasion, Versions, Why};

/// What an interrupted save has left of an annotation file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Interrupted {
    /// The file is half written. Its annotations were read from this copy, which is whole.
    Read {
        /// The copy.
        copy: PathBuf,
    },
    /// The file is whole. What was to be saved is kept among its versions.
    Kept,
    /// The file is whole. What was to be saved stays here, because it could not be kept among the versions.
    Beside {
        /// The copy.
        copy: PathBuf,
    },
}

/// Deals with an interrupted save of the annotations of an article that was just opened. A file that is half written is
/// read from the copy, which stays until the file is saved. Beside a whole file the copy becomes a version.
pub fn take_interrupted(opened: &mut Opened, versions: Option<&Versions>) -> Option<Interrupted> {
    let copy = interrupted_save(&opened.annotations)?;
    if !matches!(opened.loaded, Some(Ok(_))) {
        let (mut loaded, _) = load_annotations(&copy, &opened.document).ok()?;
        loaded.altered = true;
        opened.stamp = RealDisk.stamp(&opened.annotations).ok()?;
        opened.loaded = Some(Ok(loaded));
        return Some(Interrupted::Read { copy });
    }
    if RealDisk.stamp(&copy).ok()? == opened.stamp {
        // The file had been written to its end.
        drop(fs::remove_file(&copy));
        return None;
    }
    let Some(kept) = versions.and_then(|versions| keep_interrupted(&opened.annotations, versions)) else {
        return Some(Interrupted::Beside { copy });
    };
    kept.remove();
    Some(Interrupted::Kept)
}

/// What an interrupted save has left, once it is among the versions.
#[derive(Debug)]
#[must_use]
pub struct KeptCopy(PathBuf);

impl KeptCopy {
    /// Takes the copy away from beside its file.
    pub fn remove(self) {
        // Where it stays, it is kept again.
        drop(fs::remove_file(self.0));
    }
}

/// Keeps what an interrupted save has left beside a file among its versions.
pub fn keep_interrupted(path: &Path, versions: &Versions) -> Option<KeptCopy> {
    let copy = interrupted_save(path)?;
    let bytes = RealDisk.read(&copy).ok()?;
    versions.keep(path, &bytes, Occasion::of(Why::Interrupted)).ok()?;
    Some(KeptCopy(copy))
}
