//! A folder with articles that is gone after the test.

use std::fs;
use std::path::{Path, PathBuf};

use hawashi::annotation::Annotation;
use hawashi::store::{self, Opened};
use tempfile::TempDir;

/// The sample that most tests read.
pub(crate) const LIBYA: &str = include_str!("../../assets/samples/libya.txt");
/// Another one.
pub(crate) const SUDAN: &str = include_str!("../../assets/samples/sudan.txt");

/// A folder of its own for each test.
pub(crate) struct Folder(TempDir);

impl Folder {
    /// An empty folder.
    pub(crate) fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    /// A folder with `libya.txt`, and the path of that.
    pub(crate) fn with_libya() -> (Self, PathBuf) {
        let folder = Self::new();
        let article = folder.write("libya.txt", LIBYA);
        (folder, article)
    }

    /// The path of a name in it.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// Writes a file.
    pub(crate) fn write(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        fs::write(&path, bytes).unwrap();
        path
    }

    /// The text of a file; none when it is not there.
    pub(crate) fn read(&self, name: &str) -> Option<String> {
        fs::read_to_string(self.path(name)).ok()
    }
}

/// An article with the annotations beside it, as the program reads them.
pub(crate) fn open_again(article: &Path) -> Opened {
    store::open(article, None).unwrap()
}

/// The annotations beside an article and the text each of them covers.
pub(crate) fn annotations_of(article: &Path) -> Vec<(String, Annotation)> {
    let opened = open_again(article);
    let loaded = opened.loaded.expect("there is no annotation file").unwrap();
    assert_eq!(loaded.warnings, []);
    assert!(!loaded.altered, "the annotations had to be moved");
    let text = opened.document.text();
    let annotations = loaded.annotation_state.annotations.iter();
    annotations.map(|annotation| (annotation.spans.quote(text).into_owned(), annotation.clone())).collect()
}
