//! Remembers how the last table is made. Its rows are read one by one, and to find that out for each would take a hundred
//! times as long as to read it.

use std::sync::{Arc, Mutex, PoisonError};

use super::post::hash_bytes;
use super::sheet::Sheet;
use crate::document::encoding::Encoding;

/// How a table is made.
#[derive(Clone)]
pub(super) struct Layout {
    pub(super) names: Vec<String>,
    /// The column with the texts.
    pub(super) guess: Option<usize>,
    pub(super) form: Form,
}

/// What there is to know for each kind of table.
#[derive(Clone)]
pub(super) enum Form {
    /// Cells apart by a sign, in an encoding; the first row begins at a byte.
    Text { delimiter: u8, encoding: Encoding, start: usize },
    /// An object on each line.
    Json,
    /// A workbook, and whether the first row has names.
    Sheet(Arc<Sheet>, bool),
}

/// How much of the beginning and of the end of a file tells it from others, in bytes.
const ENDS_BYTES: usize = 256 << 10;

type Key = (usize, u64, u64);

fn key(bytes: &[u8]) -> Key {
    let len = bytes.len();
    (len, hash_bytes(&bytes[..len.min(ENDS_BYTES)]), hash_bytes(&bytes[len.saturating_sub(ENDS_BYTES)..]))
}

static LAST: Mutex<Option<(Key, Layout)>> = Mutex::new(None);

/// How a table is made, if it is the last one.
pub(super) fn remembered(bytes: &[u8]) -> Option<Layout> {
    let last = LAST.lock().unwrap_or_else(PoisonError::into_inner);
    last.as_ref().filter(|(known, _)| *known == key(bytes)).map(|(_, layout)| layout.clone())
}

/// Remembers it instead of the one before.
pub(super) fn remember(bytes: &[u8], layout: Layout) {
    *LAST.lock().unwrap_or_else(PoisonError::into_inner) = Some((key(bytes), layout));
}
