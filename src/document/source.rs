//! The bytes of a file that is too long to be held in memory, piece by piece.

use std::ops::Range;

/// Bytes that are fetched where they are wanted.
pub trait Source: Sync {
    /// How many there are.
    fn byte_count(&self) -> u64;

    /// Those of a range, as far as they are there; in the buffer, unless they are in memory anyhow.
    fn piece<'a>(&'a self, range: Range<u64>, buffer: &'a mut Vec<u8>) -> &'a [u8];
}

impl Source for &[u8] {
    fn byte_count(&self) -> u64 {
        self.len() as u64
    }

    fn piece<'a>(&'a self, range: Range<u64>, _: &'a mut Vec<u8>) -> &'a [u8] {
        let place = |at: u64| usize::try_from(at).unwrap_or(usize::MAX).min(self.len());
        self.get(place(range.start)..place(range.end)).unwrap_or_default()
    }
}
