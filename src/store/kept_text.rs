//! The texts of documents that are kept beside their annotations.

use std::path::{Path, PathBuf};

use sha2::{Digest as _, Sha256};

use super::bytes::{read_bytes, read_own_bytes};
use super::collections::beside_collection;
use super::paths::{file_name, kind_of};
use super::save::write_file;
use super::{StoreError, WriteMode};
use crate::document::{Document, DocumentError, EXTRACTION, ReadOptions};
use crate::exchange::{KEPT_TEXT_SUFFIX, KeptTextError, kept_text, read_kept_text};

/// Where the text of a document is kept for an annotation file: beside that one, under the whole name of the document.
pub fn kept_text_path(annotations: &Path, article: &Path) -> PathBuf {
    let mut name = article.file_name().unwrap_or_default().to_owned();
    name.push(KEPT_TEXT_SUFFIX);
    annotations.with_file_name(name)
}

/// The document whose text a file keeps, by its name.
pub fn article_of_kept_text(path: &Path) -> Option<PathBuf> {
    let name = file_name(path);
    let article = name.strip_suffix(KEPT_TEXT_SUFFIX).filter(|article| !article.is_empty())?;
    Some(path.with_file_name(article))
}

/// The text of a document as it is kept for an annotation file, or for the one beside the document; `None` if it is not
/// kept, or not any more what was taken out of the document while that is there to be read.
pub(super) fn read_kept(annotations: Option<&Path>, article: &Path) -> Option<Result<Document, StoreError>> {
    if article.extension().is_some() && kind_of(article).is_plain() {
        return None;
    }
    let beside = |file: &Path| Some(kept_text_path(file, article)).filter(|path| path.is_file());
    let path =
        annotations.and_then(beside).or_else(|| beside(&beside_collection(article).unwrap_or(article.to_owned())))?;
    let read = read_own_bytes(&path).and_then(|bytes| {
        let file = String::from_utf8(bytes).map_err(|_| StoreError::NoText { path: path.clone() })?;
        read_kept_text(&file).map_err(|error| unusable(&path, &error))
    });
    // What somebody has changed by hand does not stand in the way of the document itself.
    if read.is_err() && article.is_file() { None } else { Some(read) }
}

fn unusable(path: &Path, error: &KeptTextError) -> StoreError {
    let what = match error {
        KeptTextError::Syntax(_) => "what is known of its text is missing behind it",
        KeptTextError::Later(_) => "a later version of this program has written it",
        KeptTextError::OtherText => "its text was changed",
        KeptTextError::Kind(_) => "it was taken out of a kind of document that this version does not know",
        KeptTextError::Span(_) => "a part is not in its text",
    };
    StoreError::Document { path: path.to_owned(), error: DocumentError::Damaged { kind: "hawashi.txt", what } }
}

/// Whether reading the document anew may give another text than the kept one: it has changed, or a later version of the
/// program reads it otherwise.
pub(super) fn may_read_otherwise(article: &Path, kept: &Document) -> bool {
    let Some(original) = kept.original() else { return false };
    let Ok(bytes) = read_bytes(article) else { return false };
    let digest: String = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    original.extraction < EXTRACTION || digest != original.sha256
}

/// Keeps the text of a document for an annotation file that is about to be written. Nothing is done for plain text.
pub(super) fn keep_text(annotations: &Path, article: &Path, document: &Document) -> Result<(), StoreError> {
    let Some(text) = kept_text(document) else { return Ok(()) };
    let path = kept_text_path(annotations, article);
    if read_bytes(&path).is_ok_and(|former| former == text.as_bytes()) {
        return Ok(());
    }
    write_file(&path, text.as_bytes(), WriteMode::Force).map(drop)
}

/// How a document was read, to read it again in the same way.
pub(super) fn options_of(document: &Document) -> ReadOptions {
    ReadOptions {
        whole_page: document.original().is_some_and(|original| original.whole_page),
        ..ReadOptions::default()
    }
}
