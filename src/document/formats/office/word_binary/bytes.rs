//! Numbers and text at places that a file names, which may be outside of it.

pub(super) fn byte(bytes: &[u8], at: usize) -> Option<u8> {
    bytes.get(at).copied()
}

pub(super) fn short(bytes: &[u8], at: usize) -> Option<u16> {
    let two = bytes.get(at..at.checked_add(2)?)?;
    Some(u16::from_le_bytes(two.try_into().ok()?))
}

pub(super) fn int(bytes: &[u8], at: usize) -> Option<u32> {
    let four = bytes.get(at..at.checked_add(4)?)?;
    Some(u32::from_le_bytes(four.try_into().ok()?))
}

/// `len` bytes from `at` on.
pub(super) fn slice(bytes: &[u8], at: usize, len: usize) -> Option<&[u8]> {
    bytes.get(at..at.checked_add(len)?)
}

pub(super) fn utf16(bytes: &[u8]) -> String {
    let units = bytes.chunks_exact(2).filter_map(|unit| short(unit, 0));
    char::decode_utf16(units).map(|letter| letter.unwrap_or('\u{fffd}')).collect()
}

/// A table of Word: positions, one more than there are entries, and the entries, of `size` bytes.
pub(super) fn positions(table: &[u8], size: usize) -> impl Iterator<Item = (u32, u32, &[u8])> {
    let count = table.len().saturating_sub(4) / (4 + size);
    let entries = (count + 1) * 4;
    (0..count).filter_map(move |index| {
        let entry = slice(table, entries + index * size, size)?;
        Some((int(table, index * 4)?, int(table, index * 4 + 4)?, entry))
    })
}
