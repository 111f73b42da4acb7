//! The state of the user's lexicons besides the settings.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use super::tab_id::TabId;
use crate::store::StoreError;

/// A change of the user's lexicons.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum LexiconAction {
    /// Choose a file to be added: to those of a folder, or to the user's.
    Ask(Option<TabId>),
    /// Switch the lexicon with this index on or off.
    Toggle(usize),
    /// Remove the lexicon with this index from the list; the file stays.
    Remove(usize),
    /// Take a file off the list of a folder's lexicons; the file stays.
    RemoveShared(TabId, String),
    /// Keep names that are made in a folder's articles in the folder, or no longer.
    KeepNamesIn(TabId, bool),
}

/// What is known about the user's lexicons besides the settings.
#[derive(Debug, Default)]
pub(crate) struct UserLexicons {
    /// Errors of files that could not be used when they were last read.
    pub(crate) problems: Vec<StoreError>,
    pub(crate) reading: Option<LexiconReading>,
    /// The number of entries of each file, as far as known.
    pub(crate) entries: HashMap<PathBuf, u64>,
}

/// The progress of reading lexicons: bytes read so far, and in total.
#[derive(Debug)]
pub(crate) struct LexiconReading {
    pub(crate) read: Arc<AtomicU64>,
    pub(crate) total: u64,
}

impl UserLexicons {
    /// Why a file is not used.
    pub(crate) fn problem(&self, path: &Path) -> Option<&StoreError> {
        self.problems.iter().find(|problem| problem.path() == path)
    }

    /// Reading them was cancelled.
    pub(crate) fn give_up_reading(&mut self) {
        self.reading = None;
    }

    /// The share of the files read so far, in percent, while they are being read.
    pub(crate) fn percent(&self) -> Option<u8> {
        let reading = self.reading.as_ref()?;
        Some((reading.read.load(Ordering::Relaxed) * 100 / reading.total.max(1)).min(100) as u8)
    }
}
