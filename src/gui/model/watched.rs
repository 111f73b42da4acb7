//! An open article whose file is watched.

use std::path::PathBuf;
use std::sync::Arc;

use super::tab::TabId;
use crate::document::Document;
use crate::store::Seen;

/// An open article whose file is watched.
#[derive(Clone)]
pub(crate) struct Watched {
    pub(crate) tab: TabId,
    /// Its file.
    pub(crate) path: PathBuf,
    /// The file when it was read.
    pub(crate) seen: Seen,
    /// What was read.
    pub(crate) document: Arc<Document>,
}

impl PartialEq for Watched {
    fn eq(&self, other: &Self) -> bool {
        let is_same = (self.tab, &self.path, self.seen) == (other.tab, &other.path, other.seen);
        is_same && Arc::ptr_eq(&self.document, &other.document)
    }
}
