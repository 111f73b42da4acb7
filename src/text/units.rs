//! Units used outside the program: code points and UTF-16 units, converted only at the borders.

use std::str::FromStr;

use rayon::prelude::*;

use super::span::Span;

/// The unit of an offset in an exchanged file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Unit {
    /// Unicode code points.
    #[default]
    Char,
    /// UTF-8 bytes.
    Byte,
    /// UTF-16 code units.
    Utf16,
}

impl Unit {
    /// The name used in files and on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Char => "char",
            Self::Byte => "byte",
            Self::Utf16 => "utf16",
        }
    }
}

impl FromStr for Unit {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        match name {
            "char" => Ok(Self::Char),
            "byte" => Ok(Self::Byte),
            "utf16" => Ok(Self::Utf16),
            _ => Err(format!("unknown unit {name:?}; use char, byte or utf16")),
        }
    }
}

/// Distance of the stored counts in bytes; a lookup counts at most this many.
const STRIDE: usize = 128;
/// The smallest number of counts for a thread.
const STRIDES_AT_ONCE: usize = if cfg!(test) { 2 } else { 4_096 };

/// Converts between byte offsets of one text and another unit, in constant time per lookup.
#[derive(Clone, Debug)]
pub struct UnitIndex<'t> {
    text: &'t str,
    unit: Unit,
    /// Units before byte `i * STRIDE` (moved back to a character boundary).
    counts: Vec<u32>,
}

impl<'t> UnitIndex<'t> {
    /// Counts the text once, using all threads for a long one.
    pub fn new(text: &'t str, unit: Unit) -> Self {
        let mut counts = Vec::new();
        if unit != Unit::Byte {
            let at = |slot: usize| text.floor_char_boundary(slot * STRIDE);
            let units = |slot: usize| count(&text[at(slot.saturating_sub(1))..at(slot)], unit);
            counts = (0..text.len() / STRIDE + 1).into_par_iter().with_min_len(STRIDES_AT_ONCE).map(units).collect();
            let mut total = 0;
            for count in &mut counts {
                total += *count;
                *count = total;
            }
        }
        Self { text, unit, counts }
    }

    /// Length of the whole text in this unit.
    pub fn len(&self) -> u32 {
        self.from_byte(self.text.len())
    }

    /// Whether the text is empty.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Converts a byte offset (moved back to a character boundary) to this unit.
    pub fn from_byte(&self, byte: usize) -> u32 {
        let byte = self.text.floor_char_boundary(byte);
        if self.unit == Unit::Byte {
            return byte as u32;
        }
        let slot = byte / STRIDE;
        let from = self.text.floor_char_boundary(slot * STRIDE);
        self.counts[slot] + count(&self.text[from..byte], self.unit)
    }

    /// Converts an offset in this unit to bytes; `None` past the end or inside a character.
    pub fn to_byte(&self, at: u32) -> Option<usize> {
        if self.unit == Unit::Byte {
            let byte = at as usize;
            return self.text.is_char_boundary(byte).then_some(byte);
        }
        let slot = self.counts.partition_point(|&c| c <= at).checked_sub(1)?;
        let from = self.text.floor_char_boundary(slot * STRIDE);
        let mut units = self.counts[slot];
        for (i, c) in self.text[from..].char_indices() {
            if units >= at {
                return (units == at).then_some(from + i);
            }
            units += char_units(c, self.unit);
        }
        (units == at).then_some(self.text.len())
    }

    /// Start and end of a span in this unit.
    pub fn span(&self, span: Span) -> (u32, u32) {
        let start = self.from_byte(span.start.index());
        // Most spans are shorter than the distance to the previous count.
        let short = span.range().len() < STRIDE;
        let within = self.text.get(span.range()).filter(|_| short).map(|within| count(within, self.unit));
        (start, within.map_or_else(|| self.from_byte(span.end.index()), |units| start + units))
    }
}

fn char_units(c: char, unit: Unit) -> u32 {
    match unit {
        Unit::Char => 1,
        Unit::Byte => c.len_utf8() as u32,
        Unit::Utf16 => c.len_utf16() as u32,
    }
}

fn count(text: &str, unit: Unit) -> u32 {
    match unit {
        // Four times as fast as counting `chars`: each byte holds the count of some bytes, and vector instructions
        // count sixteen of them at once.
        Unit::Char => {
            let begins = |byte: &u8| u8::from(byte.cast_signed() >= -0x40);
            text.as_bytes().chunks(STRIDE / 2).map(|some| u32::from(some.iter().map(begins).sum::<u8>())).sum()
        }
        Unit::Byte => text.len() as u32,
        Unit::Utf16 => text.encode_utf16().count() as u32,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The demo text, with offsets computed independently in Python.
    const DEMO: &str = "🔴 أعلنت «قسد» (SDF) سقوط 12 قتيلاً قرب الرَّقّة، وفق رويترز.";

    #[test]
    fn rtl_case_46_an_emoji_counts_as_its_unit_says() {
        let table = [
            (Unit::Byte, (18, 24), (65, 81), 104),
            (Unit::Char, (9, 12), (39, 47), 60),
            (Unit::Utf16, (10, 13), (40, 48), 61),
        ];
        for (unit, faction, place, len) in table {
            let index = UnitIndex::new(DEMO, unit);
            assert_eq!(index.span(Span::from_range(18..24)), faction, "{unit:?}");
            assert_eq!(index.span(Span::from_range(65..81)), place, "{unit:?}");
            assert_eq!(index.len(), len, "{unit:?}");
            assert_eq!(index.to_byte(place.0), Some(65), "{unit:?}");
            assert_eq!(index.to_byte(len), Some(104), "{unit:?}");
            assert_eq!(index.to_byte(len + 1), None, "{unit:?}");
        }
        assert_eq!(UnitIndex::new(DEMO, Unit::Utf16).to_byte(1), None, "inside the emoji");
    }

    #[test]
    fn rtl_case_47_a_line_ending_of_two_characters_counts_as_two() {
        let text = "سطر\r\nسرت";
        assert_eq!(UnitIndex::new(text, Unit::Char).span(Span::from_range(8..14)), (5, 8));
    }

    #[test]
    fn offsets_far_into_a_long_text_agree_with_counting() {
        let text = "🔴 قسد x".repeat(700);
        for unit in [Unit::Char, Unit::Utf16] {
            let index = UnitIndex::new(&text, unit);
            for (byte, _) in text.char_indices().step_by(97) {
                let naive = count(&text[..byte], unit);
                assert_eq!(index.from_byte(byte), naive);
                assert_eq!(index.to_byte(naive), Some(byte));
            }
        }
    }
}
