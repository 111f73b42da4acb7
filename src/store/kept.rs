//! What is kept elsewhere of an annotation file that cannot be read: a message about it says so.

use std::path::{Path, PathBuf};

use super::disk::RealDisk;
use super::error::StoreError;
use super::journal;
use super::leftovers::interrupted_save;
use super::paths::is_annotation_path;
use super::versions::Versions;
use crate::text::Message;

impl StoreError {
    /// The same error with what is kept of the annotation file that it is about, if that cannot be used: the complete contents
    /// of an interrupted save beside it, earlier states, and unsaved work in a journal.
    #[must_use]
    pub fn with_kept(self, journals: &[PathBuf], versions: Option<&Versions>) -> Self {
        let is_unusable = matches!(
            self,
            Self::Missing { .. }
                | Self::Document { .. }
                | Self::NoText { .. }
                | Self::Syntax { .. }
                | Self::NotAnnotations { .. }
                | Self::EmptyAnnotations { .. }
                | Self::NoVersion { .. }
        );
        if !is_unusable || !is_annotation_path(self.path()) {
            return self;
        }
        let kept = kept(self.path(), journals, versions);
        if kept.is_empty() { self } else { Self::Kept { error: Box::new(self), kept } }
    }

    /// Like [`Self::with_kept`], in the folders of the person who runs the program.
    #[must_use]
    pub fn with_kept_of_person(self) -> Self {
        self.with_kept(&journal::folders(), Versions::of_person().as_ref())
    }
}

/// What is kept of an annotation file, what was written last first.
fn kept(path: &Path, journals: &[PathBuf], versions: Option<&Versions>) -> Vec<Message> {
    let copy = interrupted_save(path).map(|copy| {
        let english = format!("what a save that came to no end was writing is complete in {}", copy.display());
        Message::new("kept-copy").with("copy", copy.display().to_string()).in_english(english)
    });
    let is_in_journal = journal::is_in_journal(&RealDisk, journals, path);
    let journal = is_in_journal.then(|| {
        Message::new("kept-journal").in_english("unsaved work is in the journal, which opening the article restores")
    });
    let count = versions.map_or(0, |versions| versions.list(path).len());
    let versions = (count > 0).then(|| {
        let states = if count == 1 { "1 earlier state is".to_owned() } else { format!("{count} earlier states are") };
        let english = format!("{states} kept (hawashi versions {} lists and restores)", path.display());
        Message::new("kept-versions").with("count", count).in_english(english)
    });
    [copy, journal, versions].into_iter().flatten().collect()
}
