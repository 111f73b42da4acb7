//! Earlier states of an article's annotation file, as the side panel shows them.

use std::path::PathBuf;
use std::sync::Arc;

use super::differences::Comparison;
use crate::annotation::Counts;
use crate::store::{Version, WriteMode};

/// A row of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum ListedState {
    /// The annotations as they are, where they are not saved.
    Now,
    /// The version with this id.
    Version(String),
}

/// What the list was read for: it is read again when this changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ListedFor {
    /// The annotation file.
    pub(crate) path: PathBuf,
    /// What it held when it was read or written last.
    pub(crate) mode: WriteMode,
    /// The session's state, and whether it is unsaved.
    pub(crate) state: u64,
    pub(crate) is_dirty: bool,
}

/// The versions of a tab's annotation file.
#[derive(Clone, Debug, Default)]
pub(crate) struct TabVersions {
    pub(crate) listed_for: Option<ListedFor>,
    /// Whether they were read.
    pub(crate) is_read: bool,
    /// The newest first.
    pub(crate) list: Vec<Version>,
    /// What is unsaved, against the newest one; `None` if nothing is.
    pub(crate) unsaved: Option<Counts>,
    pub(crate) chosen: Option<ListedState>,
    /// What the chosen one changed.
    pub(crate) card: Option<Arc<Comparison>>,
}

impl TabVersions {
    /// The rows, the newest first.
    pub(crate) fn rows(&self) -> impl Iterator<Item = ListedState> + '_ {
        let now = self.unsaved.map(|_| ListedState::Now);
        now.into_iter().chain(self.list.iter().map(|version| ListedState::Version(version.id())))
    }

    /// A version and the one before it.
    pub(crate) fn with_former(&self, id: &str) -> Option<(&Version, Option<&Version>)> {
        let at = self.list.iter().position(|version| version.id() == id)?;
        Some((&self.list[at], self.list.get(at + 1)))
    }
}

/// What the list of versions asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum VersionsAction {
    /// Show what this state changed.
    Choose(ListedState),
    /// Show all of what the chosen state changed.
    ShowChosen,
    /// Show what has changed since this version.
    ShowSince(String),
    /// Open the article with the annotations of this version.
    Read(String),
    /// Restore this version.
    Restore(String),
}
