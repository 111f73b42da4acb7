//! Letters with marks that the file draws with several glyphs: each letter is told once.

use std::collections::BTreeMap;

use super::glyphs::Glyph;
use super::letters::{self, Chars, UNKNOWN};

/// How much of a glyph stands over another one that draws the same letter.
const OVERLAP: f32 = 0.6;
/// How far up or down a mark may stand, in sizes.
const RISE: f32 = 0.7;

/// Mends letters that are drawn in parts: a part that is told to be all of it, where another part is told so or nothing.
pub(super) fn mend(glyphs: &mut Vec<Glyph>) {
    tell_unknown(glyphs);
    let mut gone = vec![false; glyphs.len()];
    for (i, pair) in glyphs.windows(2).enumerate() {
        let [a, b] = pair else { continue };
        if !gone[i] && a.chars == b.chars && (a.chars.has_mark() || a.width() < 0.01 * a.size) && is_over(a, b) {
            // The letter stays, on the line of its neighbours.
            let beside = i.checked_sub(1).and_then(|i| glyphs.get(i)).or(glyphs.get(i + 2));
            let off = |glyph: &Glyph| beside.map_or(0.0, |beside| (glyph.y - beside.y).abs());
            let is_mark = |x: &Glyph, y: &Glyph| {
                let by_line = off(x) - off(y);
                let by_width = y.width() - x.width();
                let is_raised = if by_line.abs() > 0.02 * x.size { by_line > 0.0 } else { by_width > 0.0 };
                if x.is_mark == y.is_mark { is_raised } else { x.is_mark }
            };
            gone[if is_mark(a, b) { i } else { i + 1 }] = true;
        }
    }
    retain(glyphs, &gone);
}

/// Finds what glyphs say of which the file does not say it: they are the letter of which a mark beside them is told to be
/// all, or what the same glyph is elsewhere. A mark that is not known is left out.
fn tell_unknown(glyphs: &mut Vec<Glyph>) {
    if glyphs.iter().all(|glyph| glyph.chars != UNKNOWN) {
        return;
    }
    for i in 0..glyphs.len() {
        // A mark of which the font says that it is one only, and the file that it is the letter under it, too.
        let letter = |j: &usize| {
            let part = glyphs.get(*j).filter(|part| part.is_mark && glyphs[i].chars == UNKNOWN)?;
            part.name.filter(|_| part.font == glyphs[i].font && is_over(part, &glyphs[i]))
        };
        if let Some(letter) = [i.checked_sub(1), Some(i + 1)].into_iter().flatten().find_map(|j| letter(&j)) {
            (glyphs[i].chars, glyphs[i].is_guess) = (Chars::One(letter), true);
        }
    }
    let mut known: BTreeMap<(u16, u32), Option<Chars>> = BTreeMap::new();
    for glyph in glyphs.iter().filter(|glyph| glyph.chars != UNKNOWN && glyph.id != 0 && !glyph.is_said) {
        let told = known.entry((glyph.font, glyph.id)).or_insert_with(|| Some(glyph.chars.clone()));
        if told.as_ref().is_some_and(|told| *told != glyph.chars) {
            *told = None;
        }
    }
    let mut gone = vec![false; glyphs.len()];
    for i in 0..glyphs.len() {
        if glyphs[i].chars != UNKNOWN {
            continue;
        }
        if glyphs[i].width() < 0.01 * glyphs[i].size {
            // A mark in the midst of its letter is left out; the letter is in doubt.
            let (x, size) = (glyphs[i].center(), glyphs[i].size);
            let is_inside = |j: &usize| {
                glyphs.get(*j).is_some_and(|letter| {
                    x > letter.x0 + 0.02 * size && x < letter.x1 - 0.02 * size && is_over(&glyphs[i], letter)
                })
            };
            let letter = [i.checked_sub(1), Some(i + 1)].into_iter().flatten().find(is_inside);
            if let Some(letter) = letter {
                gone[i] = true;
                glyphs[letter].is_guess = true;
                continue;
            }
        }
        let is_whole = |j: &usize| {
            glyphs.get(*j).is_some_and(|part| {
                let is_letter = part.chars.first().is_some_and(|c| c.is_alphabetic() && !letters::is_mark(c));
                let is_part = part.is_mark || part.width() < 0.01 * part.size;
                is_letter && is_part && part.font == glyphs[i].font && !gone[*j] && is_over(part, &glyphs[i])
            })
        };
        if let Some(whole) = [i.checked_sub(1), Some(i + 1)].into_iter().flatten().find(is_whole) {
            glyphs[i].chars = glyphs[whole].chars.clone();
            gone[whole] = true;
        } else if let Some(name) = glyphs[i].name {
            (glyphs[i].chars, glyphs[i].ends_group) = letters::fold(name.encode_utf8(&mut [0; 4]));
        } else if let Some(Some(chars)) = known.get(&(glyphs[i].font, glyphs[i].id)) {
            glyphs[i].chars = chars.clone();
            glyphs[i].is_guess = true;
        }
    }
    retain(glyphs, &gone);
}

/// Whether one of two glyphs stands over the other.
fn is_over(a: &Glyph, b: &Glyph) -> bool {
    let (narrow, wide) = if a.width() < b.width() { (a, b) } else { (b, a) };
    let slack = narrow.width() * (1.0 - OVERLAP) + 0.02 * wide.size;
    narrow.x0 >= wide.x0 - slack && narrow.x1 <= wide.x1 + slack && (a.y - b.y).abs() < RISE * a.size.max(b.size)
}

fn retain(glyphs: &mut Vec<Glyph>, gone: &[bool]) {
    let mut gone = gone.iter();
    glyphs.retain(|_| !gone.next().copied().unwrap_or(false));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn glyph(text: &str, x0: f32, x1: f32, y: f32, seq: u32) -> Glyph {
        Glyph::at(Chars::of(text), x0, x1, y, seq)
    }

    fn mended(mut glyphs: Vec<Glyph>) -> String {
        mend(&mut glyphs);
        glyphs.iter().flat_map(|glyph| glyph.chars.iter().collect::<Vec<_>>()).collect()
    }

    #[test]
    fn a_letter_of_which_each_part_is_told_to_be_all_is_told_once() {
        let shadda = "\u{646}\u{64e}\u{651}";
        assert_eq!(mended(vec![glyph(shadda, 12.0, 14.0, 45.0, 0), glyph(shadda, 10.0, 16.0, 50.0, 1)]), shadda);
        // Two letters stand side by side.
        let twice = vec![glyph(shadda, 4.0, 10.0, 50.0, 0), glyph(shadda, 10.0, 16.0, 50.0, 1)];
        assert_eq!(mended(twice), shadda.repeat(2));
    }

    #[test]
    fn the_part_that_is_not_told_is_the_letter() {
        assert_eq!(mended(vec![glyph("آ", 10.0, 10.0, 50.0, 0), glyph("\u{fffd}", 10.0, 13.0, 50.0, 1)]), "آ");
        assert_eq!(mended(vec![glyph("\u{fffd}", 11.0, 11.0, 48.0, 0), glyph("ه", 10.0, 13.0, 50.0, 1)]), "ه");
        assert_eq!(mended(vec![glyph("ب", 10.0, 13.0, 50.0, 0), glyph("\u{fffd}", 13.0, 16.0, 50.0, 1)]), "ب\u{fffd}");
    }
}
