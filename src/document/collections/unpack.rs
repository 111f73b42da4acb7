//! Unpacks what is packed in a file, never more than is read.

use std::io::Read;

use crate::document::error::DocumentError;
use crate::document::limits::{UNPACKED_BYTES, UNPACKED_TIMES};

/// Small files may be packed more tightly than long ones, in bytes.
const SMALL: u64 = 1 << 20;

/// The most that is unpacked of so many bytes.
pub(super) fn most(packed: usize) -> u64 {
    (packed as u64).saturating_mul(UNPACKED_TIMES).clamp(SMALL, UNPACKED_BYTES)
}

/// All that a reader of so many packed bytes gives; `kind` is for the message. What was unpacked before an error is given
/// with it.
pub(super) fn unpack(reader: impl Read, packed: usize, kind: &'static str) -> Result<Unpacked, DocumentError> {
    let limit = most(packed);
    let mut bytes = Vec::new();
    let is_whole = reader.take(limit + 1).read_to_end(&mut bytes).is_ok();
    if bytes.len() as u64 > limit {
        return Err(DocumentError::TooMuch { kind, what: "bytes", limit });
    }
    Ok(Unpacked { bytes, is_whole })
}

/// What was unpacked.
pub(super) struct Unpacked {
    pub(super) bytes: Vec<u8>,
    /// Whether it is all, and not damaged.
    pub(super) is_whole: bool,
}
