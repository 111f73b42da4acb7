//! Reading articles and finding them in folders.

use std::fs::{self, File};
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::bytes::read_bytes;
use super::paths::{annotation_path, article_of, is_annotation_path, is_article_path, is_empty, kind_of};
use super::{Seen, Stamp, StoreError, load_annotations, read_head};
use crate::document::{Document, Encoding, Preview};
use crate::exchange::ron::Loaded;

/// Reads an article, in the chosen encoding or in the one that its bytes speak for.
pub fn read_article(path: &Path, choice: Option<Encoding>) -> Result<Document, StoreError> {
    let read = Document::read(kind_of(path), read_bytes(path)?, choice);
    read.map_err(|error| StoreError::Document { path: path.to_owned(), error })
}

/// Bytes read of a file to show it in each encoding.
const PREVIEW_BYTES: u64 = 256 * 1024;

/// How the beginning of a file reads in each encoding, the likeliest ones first.
pub fn preview_encodings(path: &Path) -> Result<Vec<Preview>, StoreError> {
    let io = |error| StoreError::io(path, &error);
    let mut bytes = Vec::new();
    File::open(path).map_err(io)?.take(PREVIEW_BYTES).read_to_end(&mut bytes).map_err(io)?;
    Ok(crate::document::previews(&bytes))
}

/// An article with its annotations, however it was named.
#[derive(Debug)]
pub struct Opened {
    /// The article.
    pub article: PathBuf,
    /// Where its annotations are, or will be saved.
    pub annotations: PathBuf,
    /// The article's text.
    pub document: Arc<Document>,
    /// The file that it was read from, for noticing that it changes.
    pub seen: Seen,
    /// Its annotations; `None` when there is no annotation file or an empty one, an error when it cannot be used
    /// (the article can be read, and must not be saved over that file unasked).
    pub loaded: Option<Result<Loaded, StoreError>>,
    /// What the annotation file held, for saving only over that.
    pub stamp: Stamp,
    /// An encoding that undoes a wrong reading, where nobody has chosen one and the text looks like it.
    pub suspected: Option<Encoding>,
}

/// Opens an article with the annotations beside it, or an annotation file with its article.
/// Without a choice the encoding is the one in the annotation file, else the bytes' own.
/// An unusable annotation file is an error only when it was the file asked for.
pub fn open(path: &Path, choice: Option<Encoding>) -> Result<Opened, StoreError> {
    let by_annotations = is_annotation_path(path);
    let (article, annotations) =
        if by_annotations { (article_of(path)?, path.to_owned()) } else { (path.to_owned(), annotation_path(path)) };
    let seen = Seen::now(&article);
    let document = Arc::new(read_as_annotated(&article, &annotations, choice)?);
    // Here, where a window does not wait for it.
    document.paragraph_count();
    let (loaded, stamp) = match load_annotations(&annotations, &document) {
        Ok((loaded, stamp)) => (Some(Ok(loaded)), stamp),
        Err(StoreError::Missing { .. }) => (None, Stamp::ABSENT),
        // Made by another program, or by one that could not write on: there are none.
        Err(_) if is_empty(&annotations) => (None, Stamp::ABSENT),
        Err(error) if by_annotations => return Err(error),
        Err(error) => (Some(Err(error)), Stamp::ABSENT),
    };
    // Whoever has annotated the text as it is wants it so.
    let is_open = choice.is_none() && loaded.is_none();
    let suspected = if is_open { document.suspected_encoding() } else { None };
    Ok(Opened { article, annotations, document, seen, loaded, stamp, suspected })
}

/// Reads the article of an annotation file, in the chosen encoding or as [`open`] does.
pub fn read_annotated_article(annotations: &Path, choice: Option<Encoding>) -> Result<Document, StoreError> {
    read_as_annotated(&article_of(annotations)?, annotations, choice)
}

/// The article in the chosen encoding; without one, in that which its annotation file names, when it gives the
/// same text or repairs it.
fn read_as_annotated(article: &Path, annotations: &Path, choice: Option<Encoding>) -> Result<Document, StoreError> {
    let head = if choice.is_none() { read_head(annotations).ok() } else { None };
    let named = head.as_ref().and_then(|head| head.encoding.parse().ok()).filter(|named| *named != Encoding::UTF_8);
    let (Some(head), Some(named)) = (head, named) else {
        return read_article(article, choice);
    };
    let same = read_article(article, Some(named)).ok().filter(|document| document.sha256() == head.sha256);
    if let Some(document) = same {
        return Ok(document);
    }
    let document = read_article(article, None)?;
    if document.suspected_encoding() == Some(named) { read_article(article, Some(named)) } else { Ok(document) }
}

/// The articles of a folder.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Listing {
    /// Paths of the articles, sorted.
    pub articles: Vec<PathBuf>,
    /// Folders that could not be looked into.
    pub problems: Vec<StoreError>,
}

/// Lists the articles of a folder and of those inside it.
/// Hidden files and folders are skipped; links to folders are not followed.
pub fn list_articles(folder: &Path) -> Result<Listing, StoreError> {
    let listing = walk(folder)?;
    if listing.articles.is_empty() && listing.problems.is_empty() {
        return Err(StoreError::NoArticles { path: folder.to_owned() });
    }
    Ok(listing)
}

/// As [`list_articles`]; a folder without articles is no error.
pub(super) fn walk(folder: &Path) -> Result<Listing, StoreError> {
    let mut listing = Listing::default();
    let mut folders = vec![folder.to_owned()];
    while let Some(inside) = folders.pop() {
        if let Err(error) = list_one(&inside, &mut listing.articles, &mut folders) {
            let error = StoreError::io(&inside, &error);
            if inside == folder {
                return Err(error);
            }
            listing.problems.push(error);
        }
    }
    listing.articles.sort();
    Ok(listing)
}

fn list_one(folder: &Path, articles: &mut Vec<PathBuf>, folders: &mut Vec<PathBuf>) -> std::io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_name().as_encoded_bytes().starts_with(b".") {
            continue;
        }
        let path = entry.path();
        if entry.file_type()?.is_dir() {
            folders.push(path);
        } else if is_article_path(&path) && !path.is_dir() {
            articles.push(path);
        }
    }
    Ok(())
}
