//! Bytes that an encoding cannot decode.

/// Bytes that could not be decoded; each sequence became one U+FFFD.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Undecodable {
    /// How many bytes.
    pub bytes: u64,
    /// Position of the first one, in bytes of the file; if a wrong reading is undone, in bytes of the text that was
    /// saved.
    pub first: u64,
}

impl Undecodable {
    /// Adds another sequence to the count.
    pub(super) fn count(found: &mut Option<Self>, first: u64, bytes: u64) {
        found.get_or_insert(Self { bytes: 0, first }).bytes += bytes;
    }
}
