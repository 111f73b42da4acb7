//! A folder with articles that is deleted after the test.

use std::fs;
use std::path::{Path, PathBuf};

use hawashi::annotation::{Annotation, AnnotationState, Carried, LabelSet, ReadySet};
use hawashi::exchange::ron::annotations_to_ron;
use hawashi::store::{self, Opened};
use tempfile::TempDir;

/// The sample used by most tests.
pub(crate) const LIBYA: &str = include_str!("../../assets/samples/libya.txt");
/// Another sample.
pub(crate) const SUDAN: &str = include_str!("../../assets/samples/sudan.txt");

/// A temporary folder for a test.
pub(crate) struct Folder(TempDir);

impl Folder {
    /// An empty folder.
    pub(crate) fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    /// A folder with `libya.txt`, and the path of this file.
    pub(crate) fn with_libya() -> (Self, PathBuf) {
        let folder = Self::new();
        let article = folder.write("libya.txt", LIBYA);
        (folder, article)
    }

    /// A folder with an article, `text.txt`, whose labels are the default ones and those of the ready set of events.
    pub(crate) fn with_events(text: &str) -> (Self, PathBuf) {
        let folder = Self::new();
        let article = folder.write("text.txt", text);
        let (own, events) = (LabelSet::default(), ReadySet::Events.read());
        let mut labels = own.with(events.iter().cloned());
        labels.relation_kinds.extend(events.relation_kinds.to_vec());
        let state = AnnotationState { labels, ..AnnotationState::default() };
        let document = open_again(&article).document;
        folder.write("text.hawashi.ron", annotations_to_ron("text.txt", &document, &state, &Carried::default()));
        (folder, article)
    }

    /// The path of a file in it.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// Writes a file.
    pub(crate) fn write(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        fs::write(&path, bytes).unwrap();
        path
    }

    /// The text of a file; `None` if it does not exist.
    pub(crate) fn read(&self, name: &str) -> Option<String> {
        fs::read_to_string(self.path(name)).ok()
    }
}

/// An article with the annotations beside it, read like the program does.
pub(crate) fn open_again(article: &Path) -> Opened {
    store::open(article, None).unwrap()
}

/// The annotations beside an article with the text that each of them covers.
pub(crate) fn annotations_of(article: &Path) -> Vec<(String, Annotation)> {
    let opened = open_again(article);
    let loaded = opened.loaded.expect("there is no annotation file").unwrap();
    assert_eq!(loaded.warnings, []);
    assert!(!loaded.altered, "the annotations had to be moved");
    let text = opened.document.text();
    let annotations = loaded.annotation_state.annotations.iter();
    annotations.map(|annotation| (annotation.spans.quote(text).into_owned(), annotation.clone())).collect()
}
