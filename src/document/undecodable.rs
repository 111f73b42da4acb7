//! What an encoding has no character for.

/// Bytes that stand for no character in the encoding; each sequence became one U+FFFD.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Undecodable {
    /// How many bytes.
    pub bytes: u64,
    /// Where the first one is, in bytes of the file; where a wrong reading is undone, in bytes of the
    /// text that was stored.
    pub first: u64,
}

impl Undecodable {
    /// Counts another place into those found so far.
    pub(super) fn count(found: &mut Option<Self>, first: u64, bytes: u64) {
        found.get_or_insert(Self { bytes: 0, first }).bytes += bytes;
    }
}
