//! The texts of documents that are kept beside their annotations.

use std::path::Path;

use super::StoreError;
use super::bytes::{read_bytes, read_own_bytes};
use super::paths::kind_of;
use super::places::{beside_collection, kept_text_path};
use crate::document::{Document, DocumentError, EXTRACTION, ReadOptions, sha256_of};
use crate::exchange::{KeptTextError, read_kept_text};

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
        let file = String::from_utf8(bytes).map_err(|_broken| StoreError::NoText { path: path.clone() })?;
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
    original.extraction < EXTRACTION || sha256_of(&bytes) != original.sha256
}

/// How a document was read, to read it again in the same way.
pub(super) fn options_of(document: &Document) -> ReadOptions {
    ReadOptions {
        whole_page: document.original().is_some_and(|original| original.whole_page),
        ..ReadOptions::default()
    }
}
