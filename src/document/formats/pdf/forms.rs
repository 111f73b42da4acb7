//! Which glyphs of a font end a group of joined letters, in fonts that tell the letter only and not its form.

use std::collections::BTreeMap;

use super::letters;
use super::lines::{Segment, Unit};

/// How far apart letters are drawn that do not join, in sizes.
const APART: f32 = 0.03;

/// Notes which units end a group though their letter joins the next one: their glyph ends words elsewhere on the page,
/// where it is followed by no letter. Inside a word it shows that a joiner was written that prevents it.
///
/// Only Persian and its kin are written so.
pub(super) fn find_ends(rows: &mut [Vec<Segment>]) {
    let texts = || rows.iter().flatten().flat_map(|segment| &segment.units).flat_map(|unit| unit.text.chars());
    if !texts().any(|c| matches!(c, 'ی' | 'ک' | 'گ' | 'چ' | 'پ')) {
        for unit in rows.iter_mut().flatten().flat_map(|segment| &mut segment.units) {
            unit.ends_group = false;
        }
        return;
    }
    // How often a glyph is followed by no letter, and how often by one that joins it.
    let mut seen: BTreeMap<(u16, u32), (u32, u32)> = BTreeMap::new();
    for segment in rows.iter().flatten() {
        for (i, unit) in segment.units.iter().enumerate() {
            if is_open(unit) {
                let counts = seen.entry((unit.font, unit.id)).or_default();
                if is_followed(&segment.units, i) { counts.1 += 1 } else { counts.0 += 1 }
            }
        }
    }
    for segment in rows.iter_mut().flatten() {
        for i in 1..segment.units.len() {
            let (left, unit) = (&segment.units[i - 1], &segment.units[i]);
            // Nothing is drawn between them.
            let is_apart = unit.ink.0 - left.ink.1 > APART * unit.size;
            if !is_open(unit) || !is_followed(&segment.units, i) {
                continue;
            }
            segment.units[i].ends_group |= is_apart;
        }
        for unit in &mut segment.units {
            if is_open(unit)
                && let Some((ends, goes_on)) = seen.get(&(unit.font, unit.id))
                && *ends >= 2
                && *goes_on <= *ends * 2
            {
                unit.ends_group = true;
            }
        }
        for i in 1..segment.units.len() {
            // Hardly a word has an alef with madda behind a letter that joins it: می‌آید.
            let (left, unit) = (&segment.units[i - 1], &segment.units[i]);
            if left.text.starts_with('آ') && is_open(unit) && !unit.ends_group && !unit.text.ends_with(is_lam_or_joiner)
            {
                segment.units[i].is_guess = true;
            }
        }
    }
}

fn is_lam_or_joiner(c: char) -> bool {
    c == 'ل' || letters::is_joiner(c)
}

/// Whether the last letter of a unit joins the next one.
fn is_open(unit: &Unit) -> bool {
    unit.id != 0
        && unit
            .text
            .chars()
            .rev()
            .find(|c| !letters::is_mark(*c))
            .is_some_and(|c| !matches!(c, '\u{640}' | 'ط' | 'ظ') && letters::joins_next(c))
}

/// Whether a letter follows at the left that joins the one before it.
fn is_followed(units: &[Unit], i: usize) -> bool {
    let next = i.checked_sub(1).and_then(|left| units.get(left));
    next.and_then(|unit| unit.text.chars().next()).is_some_and(letters::joins_previous)
}
