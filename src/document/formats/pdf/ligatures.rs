//! Ligatures whose letters the file tells in the wrong order: `هللا` for الله.

use std::collections::BTreeMap;

use super::glyphs::Glyph;
use super::letters;

/// Turns the letters of ligatures round in fonts that tell them from left to right. Such a font shows it by ligatures that
/// cannot be: letters that join no other before the last one.
pub(super) fn mend(glyphs: &mut [Glyph]) {
    let mut votes: BTreeMap<u16, i32> = BTreeMap::new();
    for glyph in glyphs.iter() {
        if let Some(vote) = vote(glyph) {
            *votes.entry(glyph.font).or_default() += vote;
        }
    }
    let all: i32 = votes.values().sum();
    for glyph in glyphs {
        if is_ligature(glyph) && votes.get(&glyph.font).copied().unwrap_or(all) < 0 {
            let reversed = glyph.chars.reversed();
            if letters::can_be_joined(&reversed) || is_god(&reversed.iter().collect::<String>()) {
                glyph.chars = reversed;
            }
        }
    }
}

fn is_ligature(glyph: &Glyph) -> bool {
    !glyph.is_said
        && glyph.chars.iter().filter(|c| !letters::is_mark(*c)).count() > 1
        && glyph.chars.iter().all(|c| letters::is_mark(c) || letters::joins_previous(c))
}

/// The one ligature of which a letter in the middle joins no other.
fn is_god(text: &str) -> bool {
    text == "الله"
}

/// Above 0 if the letters of a ligature can be in the right order only, below if they cannot.
fn vote(glyph: &Glyph) -> Option<i32> {
    if !is_ligature(glyph) {
        return None;
    }
    let reversed = glyph.chars.reversed();
    let text: String = reversed.iter().collect();
    if is_god(&text) {
        return Some(-4);
    }
    let (as_is, other_way) = (letters::can_be_joined(&glyph.chars), letters::can_be_joined(&reversed));
    (as_is != other_way && !is_god(&glyph.chars.iter().collect::<String>())).then_some(if as_is { 1 } else { -1 })
}
