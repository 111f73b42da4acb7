//! The bytes that are an article's own, of a file that holds many.

use std::borrow::Cow;

use super::collection::Entry;

/// A piece of the file, or of one in it as it is unpacked; none if the file is not what it was.
pub(crate) fn bytes_of<'f>(entry: &Entry, file: &'f [u8]) -> Cow<'f, [u8]> {
    #[cfg(feature = "documents")]
    if let Some(inner) = &entry.inner {
        let unpacked = super::collections::unpacked(file, &entry.range);
        return unpacked
            .map_or_else(|_| Cow::default(), |file| bytes_of(&inner.entry, &file.bytes).into_owned().into());
    }
    let place = |at: u64| usize::try_from(at).unwrap_or(usize::MAX).min(file.len());
    Cow::Borrowed(file.get(place(entry.range.start)..place(entry.range.end)).unwrap_or_default())
}
