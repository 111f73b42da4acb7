//! Reads the text of an article: of its own file, out of a file of many, or as it is kept beside its annotations.

use std::io::Read as _;
use std::ops::ControlFlow;
use std::path::Path;

use super::StoreError;
use super::bytes::{open_file, read_bytes, read_text_bytes};
use super::collections::read_entry;
use super::kept_text::read_kept;
use super::paths::kind_of;
use crate::document::{Document, DocumentError, Encoding, Follow, Preview, ReadOptions, kind_of_bytes};

/// Reads an article, in the chosen encoding or in a detected one; the text of a document as it is kept beside it.
pub fn read_article(path: &Path, choice: Option<Encoding>) -> Result<Document, StoreError> {
    let kept = if choice.is_none() { read_kept(None, path) } else { None };
    kept.unwrap_or_else(|| read_anew(path, &in_encoding(choice)))
}

/// How an article is read in an encoding, or in the one that is found.
pub(super) fn in_encoding(encoding: Option<Encoding>) -> ReadOptions {
    ReadOptions { encoding, ..ReadOptions::default() }
}

/// Reads an article from its own file, whatever is kept of it.
pub fn read_anew(path: &Path, options: &ReadOptions) -> Result<Document, StoreError> {
    read_followed(path, options, &mut |_| ControlFlow::Continue(()))
}

/// Like [`read_anew`]; tells how far it has come, if that takes a while.
pub(super) fn read_followed(
    path: &Path,
    options: &ReadOptions,
    follow: Follow<'_, Document>,
) -> Result<Document, StoreError> {
    let by_name = kind_of(path);
    let bytes = if by_name.is_plain() && options.encoding.is_none() {
        match read_text_bytes(path) {
            // Its name says less than its beginning.
            Err(StoreError::Document { error: DocumentError::Binary { looks_like: Some(_), .. }, .. }) => {
                read_bytes(path)
            }
            read => read,
        }
    } else {
        read_bytes(path)
    };
    let bytes = match bytes {
        Ok(bytes) => bytes,
        Err(error) => return read_entry(path, options).unwrap_or(Err(error)),
    };
    let read = Document::read_followed(kind_of_bytes(by_name, &bytes), bytes, options, follow);
    read.map_err(|error| StoreError::Document { path: path.to_owned(), error })
}

/// Bytes of a file read for the previews of encodings.
const PREVIEW_BYTES: u64 = 256 * 1024;

/// Previews of the beginning of a file in each encoding, the likeliest ones first.
pub fn preview_encodings(path: &Path) -> Result<Vec<Preview>, StoreError> {
    let io = |error| StoreError::reading(path, &error);
    let mut bytes = Vec::new();
    open_file(path)?.0.take(PREVIEW_BYTES).read_to_end(&mut bytes).map_err(io)?;
    Ok(crate::document::previews(&bytes))
}
