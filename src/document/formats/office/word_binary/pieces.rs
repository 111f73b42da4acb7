//! The characters of the text, which lie about in pieces.

use super::bytes::{byte, int, positions, short, slice};

pub(super) struct Pieces {
    /// The units of UTF-16 of the whole text.
    pub(super) units: Vec<u16>,
    places: Vec<Piece>,
    /// Whether pieces are not where they should be.
    pub(super) is_damaged: bool,
}

struct Piece {
    /// Its first character.
    start: usize,
    /// Where it is in the stream, in bytes.
    at: usize,
    /// Length of a character, in bytes.
    unit: usize,
}

impl Pieces {
    /// Reads the pieces that the table tells.
    pub(super) fn read(document: &[u8], table: &[u8]) -> Option<Self> {
        let mut pieces = Self { units: Vec::new(), places: Vec::new(), is_damaged: false };
        for (start, end, entry) in positions(piece_table(table)?, 8) {
            let place = int(entry, 2)?;
            let is_short = place & 0x4000_0000 != 0;
            let place = (place & 0x3fff_ffff) as usize;
            let (at, unit) = if is_short { (place / 2, 1) } else { (place, 2) };
            let len = end.saturating_sub(start) as usize;
            // Pieces do not share bytes: there are no more characters than bytes.
            let left = document.len().saturating_sub(pieces.units.len());
            let Some(bytes) = slice(document, at, len.checked_mul(unit)?).filter(|_| len <= left) else {
                pieces.is_damaged = true;
                // What follows keeps its place, if that can be.
                pieces.units.resize(pieces.units.len() + len.min(left), 0);
                continue;
            };
            pieces.places.push(Piece { start: pieces.units.len(), at, unit });
            if is_short {
                let letters = encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes).0;
                pieces.units.extend(letters.encode_utf16());
            } else {
                pieces.units.extend(bytes.chunks_exact(2).filter_map(|unit| short(unit, 0)));
            }
        }
        Some(pieces)
    }

    /// Where a character is in the stream, in bytes.
    pub(super) fn place(&self, character: usize) -> usize {
        let after = self.places.partition_point(|piece| piece.start <= character);
        let piece = after.checked_sub(1).and_then(|index| self.places.get(index));
        piece.map_or(0, |piece| piece.at + (character - piece.start) * piece.unit)
    }
}

/// The table of pieces, behind what was changed since the file was saved as a whole.
fn piece_table(table: &[u8]) -> Option<&[u8]> {
    let mut at = 0;
    loop {
        match byte(table, at)? {
            1 => at += 3 + usize::from(short(table, at + 1)?),
            2 => return slice(table, at + 5, int(table, at + 1)? as usize),
            _ => return None,
        }
    }
}
