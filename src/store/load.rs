//! Reads annotation files.

use std::path::Path;

use super::bytes::read_text_bytes;
use super::{Stamp, StoreError};
use crate::document::Document;
use crate::exchange::ron::{Head, Loaded, RonError, parse_annotations, parse_head};

/// Reads what an annotation file says about its article.
pub(crate) fn read_head(path: &Path) -> Result<Head, StoreError> {
    let (text, _) = read_text(path)?;
    parse_head(text).map_err(|error| StoreError::annotations(path, error))
}

/// Reads an annotation file and finds the passages of its annotations in the document; the stamp records the file's
/// contents, so that saving does not overwrite other changes.
pub(crate) fn load_annotations(path: &Path, document: &Document) -> Result<(Loaded, Stamp), StoreError> {
    let (text, stamp) = read_text(path)?;
    let loaded = parse_annotations(text, document).map_err(|error| StoreError::annotations(path, error))?;
    Ok((loaded, stamp))
}

fn read_text(path: &Path) -> Result<(String, Stamp), StoreError> {
    let bytes = read_text_bytes(path)?;
    let stamp = Stamp::of(&bytes);
    let text = String::from_utf8(bytes).map_err(|error| {
        let good = &error.as_bytes()[..error.utf8_error().valid_up_to()];
        StoreError::annotations(path, RonError::not_utf8(&String::from_utf8_lossy(good)))
    })?;
    Ok((text, stamp))
}
