//! An open article whose files are watched.

use std::path::PathBuf;
use std::sync::Arc;

use super::tab_id::TabId;
use crate::document::Document;
use crate::store::{Seen, Stamp};

/// An open article whose files are watched.
#[derive(Clone)]
pub(crate) struct Watched {
    pub(crate) tab: TabId,
    /// Its file, as it was when it was read.
    pub(crate) article: Option<(PathBuf, Seen)>,
    /// What was read.
    pub(crate) document: Arc<Document>,
    /// Its annotation file, as it was when that was looked at, and what it held.
    pub(crate) annotations: Option<(PathBuf, Seen, Stamp)>,
    /// Whether that is known to be gone.
    pub(crate) is_lost: bool,
}

impl PartialEq for Watched {
    fn eq(&self, other: &Self) -> bool {
        let is_same = (self.tab, &self.article, &self.annotations, self.is_lost)
            == (other.tab, &other.article, &other.annotations, other.is_lost);
        is_same && Arc::ptr_eq(&self.document, &other.document)
    }
}
