//! Reads annotation files.

use std::convert::Infallible;
use std::ops::ControlFlow;
use std::path::Path;

use super::bytes::{read_beginning, read_own_bytes};
use super::{Stamp, StoreError};
use crate::document::Document;
use crate::exchange::ron::{Head, Loaded, RonError, Watch, parse_annotations_watched, parse_head, parse_written_head};

/// How many bytes of an annotation file mostly hold what it says about its article.
const BEGINNING: usize = 4096;

/// Reads what an annotation file says about its article.
pub(crate) fn read_head(path: &Path) -> Result<Head, StoreError> {
    let beginning = read_beginning(path, BEGINNING)?;
    let good = simdutf8::compat::from_utf8(&beginning).map_or_else(|error| error.valid_up_to(), str::len);
    if let Some(head) = simdutf8::basic::from_utf8(&beginning[..good]).ok().and_then(parse_written_head) {
        return Ok(head);
    }
    let (text, _) = read_annotation_text(path)?;
    parse_head(text).map_err(|error| StoreError::annotations(path, error))
}

/// Reads an annotation file and finds the passages of its annotations in the document; the stamp records the file's
/// contents, so that saving does not overwrite other changes.
pub(crate) fn load_annotations(path: &Path, document: &Document) -> Result<(Loaded, Stamp), StoreError> {
    let ControlFlow::Continue(loaded) =
        load_watched::<Infallible>(path, document, |_| (), &|_, _| ControlFlow::Continue(()));
    loaded
}

/// Like [`load_annotations`], watched. `begins` is told the length of the file in bytes before it is parsed.
pub(super) fn load_watched<B: Send + Sync>(
    path: &Path,
    document: &Document,
    begins: impl FnOnce(usize),
    watch: Watch<'_, B>,
) -> ControlFlow<B, Result<(Loaded, Stamp), StoreError>> {
    let (text, stamp) = match read_annotation_text(path) {
        Ok(read) => read,
        Err(error) => return ControlFlow::Continue(Err(error)),
    };
    begins(text.len());
    let loaded = parse_annotations_watched(text, document, watch)?;
    ControlFlow::Continue(match loaded {
        Ok(loaded) => Ok((loaded, stamp)),
        Err(error) => Err(StoreError::annotations(path, error)),
    })
}

/// Reads the text of an annotation file; the stamp records its contents.
pub fn read_annotation_text(path: &Path) -> Result<(String, Stamp), StoreError> {
    let bytes = read_own_bytes(path)?;
    let stamp = Stamp::of(&bytes);
    let text = String::from_utf8(bytes).map_err(|error| {
        let good = &error.as_bytes()[..error.utf8_error().valid_up_to()];
        StoreError::annotations(path, RonError::not_utf8(&String::from_utf8_lossy(good)))
    })?;
    Ok((text, stamp))
}
