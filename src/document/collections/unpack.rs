//! Unpacks what is packed in a file, never more than is read.

use std::borrow::Cow;
use std::io::Read;

use crate::document::error::DocumentError;
use crate::document::limits::most_unpacked;

/// All that a reader of so many packed bytes gives; `kind` is for the message. What was unpacked before an error is given
/// with it.
pub(super) fn unpack(reader: impl Read, packed: usize, kind: &'static str) -> Result<Unpacked<'static>, DocumentError> {
    let limit = most_unpacked(packed as u64);
    let mut bytes = Vec::new();
    let is_whole = reader.take(limit + 1).read_to_end(&mut bytes).is_ok();
    if bytes.len() as u64 > limit {
        return Err(DocumentError::TooMuch { kind, what: "bytes", limit });
    }
    Ok(Unpacked { bytes: bytes.into(), is_whole })
}

/// What was unpacked, or was not packed.
pub(in crate::document) struct Unpacked<'f> {
    pub(in crate::document) bytes: Cow<'f, [u8]>,
    /// Whether it is all, and not damaged.
    pub(super) is_whole: bool,
}
