//! Visual order: levels and rules L1 and L2 of UAX #9.

use unicode_bidi::{BidiClass, BidiInfo, Level as BidiLevel, bidi_class};

use crate::text::Direction;

/// An embedding level; odd ones run from right to left.
pub(super) type Level = u8;

/// The paragraph's own level.
pub(super) fn base_level(direction: Direction) -> Level {
    Level::from(direction.is_rtl())
}

/// Whether levels must be resolved for each character. In right-to-left text without controls every level is 1 or 2,
/// and in left-to-right text with nothing that runs against it (including Arabic digits, which have level 2) every
/// level is 0; there the direction of the shaped runs is enough to know the levels.
pub(super) fn needs_levels(text: &str, direction: Direction, mixed: bool) -> bool {
    let is_arabic_number = |c: char| c >= '\u{600}' && bidi_class(c) == BidiClass::AN;
    (!direction.is_rtl() && (mixed || text.contains(is_arabic_number)))
        || text.contains(|c| matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}'))
}

/// The level of every byte. Applies the part of rule L1 that does not depend on line breaks: a tab and the space before
/// it have the paragraph's level.
pub(super) fn levels(text: &str, direction: Direction) -> Vec<Level> {
    let base = base_level(direction);
    let info = BidiInfo::new(text, Some(BidiLevel::from(base)));
    let mut levels: Vec<Level> = info.levels.iter().map(|level| level.number()).collect();
    // Rule X9 removes controls, so any level would do for them: at the border of an embedding they take the outer
    // level, and so stand around the embedded text when they are shown.
    for (at, control) in text.char_indices().rev().filter(|&(_, c)| matches!(c, '\u{202A}'..='\u{202E}')) {
        let end = at + control.len_utf8();
        let before = at.checked_sub(1).map_or(base, |before| levels[before]);
        let level = before.min(levels.get(end).copied().unwrap_or(base));
        levels[at..end].fill(level);
    }
    let mut is_before_tab = false;
    for (level, &class) in levels.iter_mut().zip(&info.original_classes).rev() {
        is_before_tab = class == BidiClass::S || (is_before_tab && is_space(class));
        if is_before_tab {
            *level = base;
        }
    }
    levels
}

/// Length of a line's text without what rule L1 moves to its end: space, and the controls within it.
pub(super) fn trimmed_len(line: &str) -> usize {
    line.trim_end_matches(is_trailing).len()
}

fn is_trailing(c: char) -> bool {
    let class = bidi_class(c);
    is_space(class) || matches!(class, BidiClass::S | BidiClass::B)
}

/// Space, and the invisible controls within it.
fn is_space(class: BidiClass) -> bool {
    use BidiClass::{BN, FSI, LRE, LRI, LRO, PDF, PDI, RLE, RLI, RLO, WS};
    matches!(class, WS | BN | LRE | RLE | LRO | RLO | PDF | LRI | RLI | FSI | PDI)
}

/// Puts indices into visual order, from left to right, by their levels (rule L2).
pub(super) fn reorder(indices: &mut [u32], level_of: impl Fn(u32) -> Level) {
    let (mut highest, mut lowest_odd) = (0, Level::MAX);
    for &i in indices.iter() {
        let level = level_of(i);
        highest = highest.max(level);
        if level % 2 == 1 {
            lowest_odd = lowest_odd.min(level);
        }
    }
    for level in (lowest_odd..=highest).rev() {
        let mut start = 0;
        while start < indices.len() {
            if level_of(indices[start]) < level {
                start += 1;
                continue;
            }
            let len = indices[start..].iter().take_while(|&&i| level_of(i) >= level).count();
            indices[start..start + len].reverse();
            start += len;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_are_reversed_from_the_highest_level_down() {
        let table: [(&[Level], &[u32]); 5] = [
            (&[], &[]),
            (&[0, 0, 0], &[0, 1, 2]),
            (&[1, 1, 1], &[2, 1, 0]),
            (&[1, 2, 2, 1], &[3, 1, 2, 0]),
            (&[0, 1, 2, 2, 1, 0], &[0, 4, 2, 3, 1, 5]),
        ];
        for (levels, expected) in table {
            let mut indices: Vec<u32> = (0..levels.len() as u32).collect();
            reorder(&mut indices, |i| levels[i as usize]);
            assert_eq!(indices, expected, "{levels:?}");
        }
    }

    #[test]
    fn trailing_is_space_and_the_controls_in_it() {
        let table = [
            ("سلام", ""),
            ("سلام", " "),
            ("a", " \t "),
            ("12", "\u{2069} \u{202C}"),
            ("(", "\u{200B} "),
            ("a\u{A0}", ""),
            ("", "  "),
        ];
        for (text, trailing) in table {
            assert_eq!(trimmed_len(&format!("{text}{trailing}")), text.len(), "{text:?} {trailing:?}");
        }
    }
}
