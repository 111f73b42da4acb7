//! Lists the articles of a folder and its subfolders without opening them.

use std::fs::Metadata;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use super::StoreError;
use super::annotation_path;
use super::article::{folders_in, walk};

/// An article in a folder's list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArticleFile {
    /// Its path.
    pub path: PathBuf,
    /// Its length, in bytes; 0 if unknown.
    pub bytes: u64,
    /// When it was last modified, if known.
    pub modified: Option<SystemTime>,
    /// When the annotation file beside it was last modified, if there is one.
    pub annotated: Option<SystemTime>,
}

/// The contents of a folder.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scan {
    /// The articles, sorted by path.
    pub articles: Vec<ArticleFile>,
    /// Folders that could not be read.
    pub problems: Vec<StoreError>,
}

/// When files last came into a folder, or into one inside it, or went from there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FolderStamp {
    folders: Vec<(PathBuf, Option<SystemTime>)>,
}

impl FolderStamp {
    /// The stamp of a folder as it is now.
    pub fn of(folder: &Path) -> Self {
        Self { folders: folders_in(folder).into_iter().map(|path| (path.clone(), changed(&path))).collect() }
    }

    /// Whether files have come or gone since. Looks at folders only, however many files are in them.
    pub fn is_old(&self) -> bool {
        self.folders.iter().any(|(path, then)| changed(path) != *then)
    }
}

fn changed(folder: &Path) -> Option<SystemTime> {
    folder.metadata().and_then(|metadata| metadata.modified()).ok()
}

/// Lists the articles of a folder and its subfolders, like [`super::list_articles`], but a folder without articles is
/// not an error.
pub fn scan_folder(folder: &Path) -> Result<Scan, StoreError> {
    let listing = walk(folder)?;
    let articles = listing.articles.into_iter().map(|path| {
        let metadata = path.metadata().ok();
        let written = |metadata: &Metadata| metadata.modified().ok();
        let annotated = annotation_path(&path).metadata().ok();
        ArticleFile {
            bytes: metadata.as_ref().map_or(0, Metadata::len),
            modified: metadata.as_ref().and_then(written),
            annotated: annotated.as_ref().and_then(written),
            path,
        }
    });
    Ok(Scan { articles: articles.collect(), problems: listing.problems })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn articles_of_inner_folders_are_there_and_an_empty_folder_is_no_error() {
        let folder = tempfile::tempdir().expect("a folder");
        assert_eq!(scan_folder(folder.path()).expect("scanned"), Scan::default());
        std::fs::create_dir(folder.path().join("in")).expect("made");
        for name in ["b.txt", "in/a.md", ".hidden.txt", "picture.png", "b.hawashi.ron"] {
            std::fs::write(folder.path().join(name), "سرت").expect("written");
        }
        let scan = scan_folder(folder.path()).expect("scanned");
        let found: Vec<_> = scan.articles.iter().map(|article| (article.path.clone(), article.bytes)).collect();
        assert_eq!(found, [(folder.path().join("b.txt"), 6), (folder.path().join("in/a.md"), 6)]);
        assert!(scan.articles.iter().all(|article| article.modified.is_some()));
        assert!(scan.articles[0].annotated.is_some() && scan.articles[1].annotated.is_none());
        assert!(matches!(scan_folder(&folder.path().join("nowhere")), Err(StoreError::Missing { .. })));
    }

    #[test]
    fn a_stamp_is_old_once_files_come_or_go_at_any_depth() {
        let folder = tempfile::tempdir().expect("a folder");
        let inner = folder.path().join("in/side");
        std::fs::create_dir_all(&inner).expect("made");
        let stamp = FolderStamp::of(folder.path());
        assert!(!stamp.is_old());
        std::fs::write(inner.join("a.txt"), "سرت").expect("written");
        // Some file systems tell times no finer than two seconds.
        let later = SystemTime::now() + std::time::Duration::from_secs(4);
        std::fs::File::open(&inner).and_then(|file| file.set_modified(later)).expect("set");
        assert!(stamp.is_old());
        assert!(!FolderStamp::of(folder.path()).is_old());
    }
}
