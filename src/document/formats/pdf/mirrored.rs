//! Words that are drawn mirrored: the layer of text that programs put under pictures of pages.
//!
//! Such a word runs to the left as a whole, also its numbers, and its box is only about where the word is in the picture.

use super::glyphs::Glyph;
use super::letters::Chars;
use super::order;

/// How far apart baselines of one line may be, in sizes.
const SAME_LINE: f32 = 0.3;

/// Puts the signs of mirrored words where they would stand if they were not mirrored, and words that overlap beside each
/// other: the content has them in the order of reading.
pub(super) fn turn(glyphs: &mut [Glyph]) {
    let words = glyphs.chunk_by_mut(|a, b| {
        a.is_mirrored == b.is_mirrored
            && !a.chars.is_space()
            && (b.chars.is_space() || (a.x0 - b.x1).abs() < 0.1 * a.size)
            && (a.y - b.y).abs() < SAME_LINE * a.size
    });
    let is_mirrored = |word: &&mut [Glyph]| word[0].is_mirrored && !word[0].chars.is_space();
    let mut words: Vec<&mut [Glyph]> = words.filter(is_mirrored).collect();
    let goes_on = |a: &&mut [Glyph], b: &&mut [Glyph]| {
        (a[0].y - b[0].y).abs() < SAME_LINE * a[0].size && right(b) < right(a) + a[0].size
    };
    for line in words.chunk_by_mut(goes_on) {
        // Each word ends where the next one begins.
        let mut limit = f32::MAX;
        let mut before = None;
        for i in 0..line.len() {
            let (size, x1) = (line[i][0].size, right(line[i]).min(limit));
            let mut x0 = left(line[i]).min(x1 - 0.05 * size * line[i].len() as f32);
            if let Some(next) = line.get(i + 1).map(|next| right(next).min(f32::midpoint(x0, x1))) {
                let apart = next + 0.3 * size;
                x0 = if x0 < apart { apart.min(f32::midpoint(next.max(x0), x1)) } else { x0 };
            }
            // Nobody knows the order of words that overlap.
            let is_moved = x1 < right(line[i]) - 0.5 * size;
            line[i].iter_mut().for_each(|glyph| glyph.is_guess |= is_moved);
            place(line[i], (x0, x1), before);
            let mut last = line[i].iter().rev().filter_map(|glyph| glyph.chars.first());
            before = last.find(|c| order::is_strong(*c)).or(before);
            limit = x0 - 0.05 * size;
        }
    }
}

fn letters(word: &[Glyph]) -> &[Glyph] {
    match word.split_last() {
        Some((last, rest)) if last.chars.is_space() => rest,
        _ => word,
    }
}

fn right(word: &[Glyph]) -> f32 {
    letters(word).iter().map(|glyph| glyph.x1).fold(f32::MIN, f32::max)
}

fn left(word: &[Glyph]) -> f32 {
    letters(word).iter().map(|glyph| glyph.x0).fold(f32::MAX, f32::min)
}

/// Puts the letters of a word, which are in logical order behind a letter, between two edges; a space stands at its left.
fn place(word: &mut [Glyph], (x0, x1): (f32, f32), before: Option<char>) {
    let count = letters(word).len();
    let (solid, space) = word.split_at_mut(count);
    let firsts: Vec<char> = solid.iter().map(|glyph| glyph.chars.first().unwrap_or(' ')).collect();
    let seen = order::seen(&firsts, true);
    let width = (x1 - x0) / count.max(1) as f32;
    for (place, i) in order::visual_behind(before, &firsts).into_iter().enumerate() {
        let Some(glyph) = solid.get_mut(i) else { continue };
        (glyph.x0, glyph.x1) = (x0 + width * place as f32, x0 + width * (place + 1) as f32);
        if let (Chars::One(_), Some(c)) = (&glyph.chars, seen.get(i)) {
            glyph.chars = Chars::One(*c);
        }
    }
    for space in space {
        (space.x0, space.x1) = (x0 - space.size * 0.3, x0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_stand_as_they_are_read_and_words_do_not_mix() {
        let mut glyphs = Vec::new();
        for (word, right, step) in [("عام", 100.0, 5.0), ("2015", 88.0, 8.0), ("ثم", 60.0, 5.0)] {
            for (i, c) in word.chars().chain([' ']).enumerate() {
                let x1 = right - step * i as f32;
                let mut glyph = Glyph::at(Chars::One(c), x1 - step, x1, 50.0, glyphs.len() as u32);
                glyph.is_mirrored = true;
                glyphs.push(glyph);
            }
        }
        turn(&mut glyphs);
        glyphs.sort_by(|a, b| a.center().total_cmp(&b.center()));
        let shown: String = glyphs.iter().filter_map(|glyph| glyph.chars.first()).collect();
        assert_eq!(shown.split_whitespace().collect::<Vec<_>>(), ["مث", "2015", "ماع"]);
    }
}
