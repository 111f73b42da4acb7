//! Lists the articles of a folder and its subfolders without opening them.

use std::collections::HashMap;
use std::fs::Metadata;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use rayon::prelude::*;

use super::StoreError;
use super::article::{Walked, changed, walk};
use super::collections::Collection;
use super::places::folder_beside;
use super::{OwnFiles, is_annotation_path, is_article_path};
use crate::document::Entry;

/// How many articles are looked at in a round.
const AT_ONCE: usize = 200;

/// The least articles of a file of many that a thread lists at once.
const LISTED_AT_ONCE: usize = 1024;

/// An article in a folder's list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArticleFile {
    /// Its path.
    pub path: PathBuf,
    /// Its headline or its first words, if the file that holds it tells them without its text being read; else empty.
    pub title: Box<str>,
    /// Its length, in bytes; 0 if unknown.
    pub bytes: u64,
    /// When it was last modified, if known.
    pub modified: Option<SystemTime>,
    /// When its annotation file beside it was last modified, if there is one: in a blind folder the person's own.
    pub annotated: Option<SystemTime>,
}

impl ArticleFile {
    /// What the file system says of an article.
    fn at(path: PathBuf, files: &mut OwnFiles<'_>) -> Self {
        let metadata = path.metadata().ok();
        let annotated = changed(&files.of(&path));
        let modified = metadata.as_ref().and_then(|metadata| metadata.modified().ok());
        let bytes = metadata.as_ref().map_or(0, Metadata::len);
        Self { path, title: Box::default(), bytes, modified, annotated }
    }
}

/// The contents of a folder.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scan {
    /// The articles, sorted by path.
    pub articles: Vec<ArticleFile>,
    /// Folders that could not be read.
    pub problems: Vec<StoreError>,
    /// To tell later whether it is still so.
    pub stamp: FolderStamp,
}

/// What was in a folder, and in the folders inside it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FolderStamp {
    folders: Vec<(PathBuf, Option<SystemTime>)>,
    articles: Vec<ArticleFile>,
    /// Whose own annotation files were looked at in blind folders.
    own: String,
}

impl FolderStamp {
    /// Whether files have come or gone since, or one was written. Looks at all folders, but only at some of the articles
    /// each time: rounds are counted from 0.
    pub fn is_old(&self, round: usize) -> bool {
        let part = round % self.articles.len().div_ceil(AT_ONCE).max(1);
        let mut articles = self.articles.iter().skip(part * AT_ONCE).take(AT_ONCE);
        let mut files = OwnFiles::new(Some(&self.own));
        self.folders.iter().any(|(path, then)| changed(path) != *then)
            || articles.any(|article| ArticleFile::at(article.path.clone(), &mut files) != *article)
    }
}

/// Lists the articles of a folder and its subfolders, like [`super::list_articles`], but a folder without articles is
/// not an error. In blind folders the annotation files are those of `own`.
pub fn scan_folder(folder: &Path, own: &str) -> Result<Scan, StoreError> {
    if folder.is_file() {
        return scan_collection(folder, own);
    }
    let Walked { files, problems, folders } = walk(folder, &is_article_path)?;
    let mut own_files = OwnFiles::new(Some(own));
    let articles: Vec<ArticleFile> = files.into_iter().map(|file| ArticleFile::at(file, &mut own_files)).collect();
    let stamp = FolderStamp { folders, articles: articles.clone(), own: own.to_owned() };
    Ok(Scan { articles, problems, stamp })
}

/// Lists the articles of a file that holds many. Nothing is asked of the file system for each of them.
fn scan_collection(file: &Path, own: &str) -> Result<Scan, StoreError> {
    let collection = Collection::open(file)?;
    let beside = folder_beside(file);
    let annotated = match walk(&beside, &|path| is_annotation_path(path)) {
        Ok(Walked { files, .. }) => files.into_iter().map(|path| (changed(&path), path)).collect(),
        Err(_) => Vec::new(),
    };
    let annotated: HashMap<PathBuf, Option<SystemTime>> =
        annotated.into_iter().map(|(time, path)| (path, time)).collect();
    let article = |entry: &Entry| {
        let path = collection.path_of(entry);
        let annotations =
            || path.strip_prefix(file).ok().map(|inside| beside.join(inside).with_extension("hawashi.ron"));
        let annotated =
            if annotated.is_empty() { None } else { annotations().and_then(|path| *annotated.get(&path)?) };
        let modified =
            entry.date.and_then(|secs| SystemTime::UNIX_EPOCH.checked_add(Duration::from_secs(secs.try_into().ok()?)));
        ArticleFile { path, title: entry.title.clone(), bytes: entry.byte_count(), modified, annotated }
    };
    let articles = collection.entries().par_iter().with_min_len(LISTED_AT_ONCE).map(article).collect();
    let folders = [file, &beside].map(|path| (path.to_owned(), changed(path))).to_vec();
    let stamp = FolderStamp { folders, articles: Vec::new(), own: own.to_owned() };
    Ok(Scan { articles, problems: Vec::new(), stamp })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn articles_of_inner_folders_are_there_and_an_empty_folder_is_no_error() {
        let folder = tempfile::tempdir().expect("a folder");
        assert_eq!(scan_folder(folder.path(), "mona").expect("scanned").articles, []);
        std::fs::create_dir(folder.path().join("in")).expect("made");
        for name in ["b.txt", "in/a.md", ".hidden.txt", "picture.png", "b.hawashi.ron"] {
            std::fs::write(folder.path().join(name), "سرت").expect("written");
        }
        let scan = scan_folder(folder.path(), "mona").expect("scanned");
        let found: Vec<_> = scan.articles.iter().map(|article| (article.path.clone(), article.bytes)).collect();
        assert_eq!(found, [(folder.path().join("b.txt"), 6), (folder.path().join("in/a.md"), 6)]);
        assert!(scan.articles.iter().all(|article| article.modified.is_some()));
        assert!(scan.articles[0].annotated.is_some() && scan.articles[1].annotated.is_none());
        assert!(matches!(scan_folder(&folder.path().join("nowhere"), "mona"), Err(StoreError::Missing { .. })));
    }

    #[test]
    fn a_stamp_is_old_once_files_come_or_go_at_any_depth_or_are_written() {
        let folder = tempfile::tempdir().expect("a folder");
        let inner = folder.path().join("in/side");
        std::fs::create_dir_all(&inner).expect("made");
        let stamp = || scan_folder(folder.path(), "mona").expect("scanned").stamp;
        // Some file systems tell times no finer than two seconds.
        let mut later = SystemTime::now();
        let mut touch = |path: &Path| {
            later += std::time::Duration::from_secs(4);
            std::fs::File::open(path).and_then(|file| file.set_modified(later)).expect("set");
        };
        let first = stamp();
        assert!(!first.is_old(0));
        for number in 0..=AT_ONCE {
            std::fs::write(inner.join(format!("{number:04}.txt")), "سرت").expect("written");
        }
        touch(&inner);
        assert!(first.is_old(0));
        // The last article is looked at in the second round.
        let second = stamp();
        assert!((0..4).all(|round| !second.is_old(round)));
        let last = inner.join(format!("{AT_ONCE:04}.txt"));
        touch(&last);
        assert_eq!([0, 1, 2, 3].map(|round| second.is_old(round)), [false, true, false, true]);
        // So is what is said about it beside it.
        let third = stamp();
        std::fs::write(inner.join("0000.hawashi.ron"), "()").expect("written");
        std::fs::File::open(&inner).and_then(|file| file.set_modified(later)).expect("set");
        assert!(third.is_old(0));
    }
}
