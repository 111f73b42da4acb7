//! Annotation files that are gone, emptied or not readable any more while a journal has work that begins with them. That
//! says nothing about what was in them: they are read as they were, from their versions.

use std::fs;
use std::path::Path;

use super::journal::Found;
use super::versions::Versions;
use super::{Change, Opened, StoreError};

/// What has become of an annotation file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lost {
    /// Whether it is gone, or holds something that cannot be read.
    pub change: Change,
    /// Why it cannot be read.
    pub unusable: Option<StoreError>,
}

/// Reads the annotations of an article that was just opened as they were when the work in these journals began, if their
/// file cannot be read any more: as kept among the versions, or, without that, as kept last.
pub fn take_lost(opened: &mut Opened, journals: &[Found], versions: Option<&Versions>) -> Option<Lost> {
    // What was read of the shared file is no file of theirs: a person's own may be gone in whose place it stands.
    let begins = opened.begins_with_shared();
    let unusable = match &opened.loaded {
        None => None,
        Some(Ok(_)) if begins => None,
        Some(Ok(_)) => return None,
        Some(Err(error)) if error.is_of_access() => return None,
        Some(Err(error)) => Some(error.clone()),
    };
    let is_of_it = |found: &&Found| !begins || found.annotations().as_ref() == Some(&opened.annotations);
    let found = journals.iter().rev().filter(is_of_it).find(|found| found.held().next().is_some())?;
    let is_empty = |error: &StoreError| matches!(error, StoreError::EmptyAnnotations { .. });
    let unusable = unusable.filter(|error| !is_empty(error));
    let change = if unusable.is_some() { Change::Written } else { Change::Removed };
    let path = found.annotations().unwrap_or_else(|| opened.annotations.clone());
    if let Some(versions) = versions {
        let kept = found.held().find_map(|stamp| versions.with_contents(&path, stamp));
        let kept = kept.into_iter().chain(versions.list(&path));
        let mut loaded = kept.filter_map(|version| Some((versions.load(&version, &opened.document).ok()?, version)));
        if let Some((mut loaded, version)) = loaded.next() {
            loaded.altered = true;
            (opened.stamp, opened.loaded) = (version.stamp(), Some(Ok(loaded)));
            if !opened.annotations.as_os_str().is_empty() {
                opened.annotations = path;
            }
        }
    }
    Some(Lost { change, unusable })
}

/// Whether a folder is not there, or is the empty one that a drive leaves behind.
pub fn is_away(folder: &Path) -> bool {
    !folder.is_dir() || fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_none())
}
