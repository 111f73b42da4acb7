//! Glyphs -> rows: what stands on one baseline, from left to right, with its marks and the spaces between its words.

use std::collections::BTreeMap;

use icu_normalizer::DecomposingNormalizerBorrowed;

use super::glyphs::Glyph;
use super::letters::{self, Chars};

/// A letter or a ligature with its marks, or a space.
#[derive(Clone, Debug)]
pub(super) struct Unit {
    /// In logical order.
    pub(super) text: Box<str>,
    pub(super) x0: f32,
    pub(super) x1: f32,
    /// See [`Glyph::ink`].
    pub(super) ink: (f32, f32),
    pub(super) size: f32,
    pub(super) seq: u32,
    pub(super) font: u16,
    pub(super) id: u32,
    pub(super) is_bold: bool,
    /// See [`Glyph::ends_group`].
    pub(super) ends_group: bool,
    /// Whether it stands higher than its line.
    pub(super) is_raised: bool,
    /// Whether what it says, or that a space is there, is a guess.
    pub(super) is_guess: bool,
    /// See [`Glyph::is_seen`].
    pub(super) is_seen: bool,
}

/// What stands on one baseline without a wide gap.
#[derive(Clone, Debug)]
pub(super) struct Segment {
    pub(super) units: Vec<Unit>,
    pub(super) x0: f32,
    pub(super) x1: f32,
    /// The baseline.
    pub(super) y: f32,
    /// The size of most of it.
    pub(super) size: f32,
}

/// Glyphs on one baseline.
struct Row {
    letters: Vec<(Glyph, bool)>,
    y: f32,
    size: f32,
}

/// How far apart baselines of one line may be, in sizes.
const SAME_LINE: f32 = 0.2;
/// How high a raised sign may stand, in sizes of its line.
const RAISED: f32 = 0.6;
/// What makes a space where the file draws some spaces, and where it draws none, in sizes.
const GAP_BESIDE_SPACES: f32 = 0.16;
const GAP: f32 = 0.13;
/// A mark that stands so far from each letter has none, in sizes.
const FAR: f32 = 0.4;
/// What is hardly a space or almost one, in shares of the gap that makes one; between letters of two fonts, whose signs
/// have other edges, a wider one is none for certain.
const EDGE: std::ops::Range<f32> = 0.8..1.3;
const EDGE_OF_FONTS: std::ops::Range<f32> = 0.8..2.5;
/// A gap behind a letter whose form says that the word ends, in sizes.
const GAP_BEHIND_END: f32 = 0.05;
/// What may part columns, in sizes.
const WIDE_GAP: f32 = 0.8;
/// Among how many letters to the left and to the right of a mark its own is looked for: those further away in a row are
/// not, and a row may have ten thousand letters and as many marks.
const BESIDE_MARK: usize = 64;

/// The segments of a page, from its top to its bottom, from left to right.
pub(super) fn segments(glyphs: Vec<Glyph>) -> Vec<Vec<Segment>> {
    let (marks, letters): (Vec<Glyph>, Vec<Glyph>) = glyphs.into_iter().partition(|glyph| glyph.is_mark);
    let mut marks = marks;
    let rows = lift_marks(rows(letters), &mut marks);
    let mut rows = merge_raised(rows);
    for row in &mut rows {
        row.letters.sort_by(|(a, _), (b, _)| a.center().total_cmp(&b.center()));
        drop_twins(&mut row.letters);
    }
    let marks_first = marks_first(&marks, &rows);
    let mut marks_of = assign(marks, &rows);
    let letters = || rows.iter().flat_map(|row| &row.letters);
    let draws_spaces = letters().filter(|(glyph, _)| glyph.chars.is_space()).count() * 14 > letters().count();
    rows.into_iter()
        .zip(&mut marks_of)
        .map(|(row, marks)| parts(row, marks, draws_spaces, marks_first))
        .filter(|row| !row.is_empty())
        .collect()
}

fn rows(mut letters: Vec<Glyph>) -> Vec<Row> {
    letters.sort_by(|a, b| a.y.total_cmp(&b.y));
    let mut rows: Vec<Row> = Vec::new();
    for glyph in letters {
        match rows.last_mut() {
            Some(row) if glyph.y - row.y <= SAME_LINE * row.size.min(glyph.size) => {
                if !glyph.chars.is_space() {
                    row.size = row.size.max(glyph.size);
                }
                row.letters.push((glyph, false));
            }
            _ => rows.push(Row { y: glyph.y, size: glyph.size, letters: vec![(glyph, false)] }),
        }
    }
    for row in &mut rows {
        // What most of it has.
        let mut sizes: Vec<(f32, f32)> =
            row.letters.iter().filter(|(g, _)| !g.chars.is_space()).map(|(g, _)| (g.size, g.y)).collect();
        sizes.sort_by(|a, b| a.0.total_cmp(&b.0));
        if let Some((size, y)) = sizes.get(sizes.len() / 2) {
            (row.size, row.y) = (*size, *y);
        }
    }
    rows
}

/// Takes out rows of marks that are told with their letters, which stand in the rows below or above.
fn lift_marks(rows: Vec<Row>, marks: &mut Vec<Glyph>) -> Vec<Row> {
    let is_near =
        |a: &Row, b: &Row| (a.y - b.y).abs() < RAISED * a.size.max(b.size) && a.letters.len() < b.letters.len();
    let is_lifted = |i: usize| {
        let row = &rows[i];
        let near = i.checked_sub(1).and_then(|i| rows.get(i)).into_iter().chain(rows.get(i + 1));
        row.letters.iter().all(|(glyph, _)| glyph.chars.has_mark()) && near.into_iter().any(|other| is_near(row, other))
    };
    let lifted: Vec<bool> = (0..rows.len()).map(is_lifted).collect();
    let mut kept = Vec::with_capacity(rows.len());
    for (row, lifted) in rows.into_iter().zip(lifted) {
        if lifted { marks.extend(row.letters.into_iter().map(|(glyph, _)| glyph)) } else { kept.push(row) }
    }
    kept
}

/// Puts numbers of notes and the like into the line beside which they stand.
fn merge_raised(rows: Vec<Row>) -> Vec<Row> {
    let mut merged: Vec<Row> = Vec::new();
    for mut row in rows {
        let Some(last) = merged.last_mut() else {
            merged.push(row);
            continue;
        };
        let is_small = |a: &Row, b: &Row| {
            (a.size < b.size * 0.87 || a.letters.len() * 4 < b.letters.len())
                && (row.y - last.y).abs() < RAISED * b.size
                && a.letters.len() < b.letters.len().max(2) * 2
                && are_apart(a, b)
        };
        if is_small(last, &row) {
            row.letters.extend(last.letters.drain(..).map(|(glyph, _)| (glyph, true)));
            *last = row;
        } else if is_small(&row, last) {
            last.letters.append(&mut row.letters);
        } else {
            merged.push(row);
        }
    }
    merged
}

/// Whether what a small row holds stands beside the letters of another, and near to one of them.
fn are_apart(small: &Row, large: &Row) -> bool {
    let solid = |row: &Row| -> Vec<(f32, f32)> {
        row.letters.iter().filter(|(g, _)| !g.chars.is_space()).map(|(g, _)| (g.x0, g.x1)).collect()
    };
    let large_letters = solid(large);
    solid(small).iter().all(|(x0, x1)| {
        let slack = (x1 - x0) * 0.4;
        large_letters.iter().all(|(a, b)| *x1 - slack <= *a || *x0 + slack >= *b)
            && large_letters.iter().any(|(a, b)| *x0 - *b < large.size * 1.5 && *a - *x1 < large.size * 1.5)
    })
}

/// Leaves out letters that are drawn twice at almost the same place: shadows, and bold made by hand.
fn drop_twins(letters: &mut Vec<(Glyph, bool)>) {
    let mut kept: Vec<(Glyph, bool)> = Vec::with_capacity(letters.len());
    for (glyph, raised) in letters.drain(..) {
        let near = kept.iter().rev().take(4);
        let is_twin = |(other, _): &(Glyph, bool)| {
            other.chars == glyph.chars
                && (other.center() - glyph.center()).abs() < 0.4 * other.width().max(glyph.size * 0.05)
                && !glyph.chars.is_space()
        };
        if !near.into_iter().any(is_twin) {
            kept.push((glyph, raised));
        }
    }
    *letters = kept;
}

/// The marks of each row.
fn assign(marks: Vec<Glyph>, rows: &[Row]) -> Vec<Vec<Glyph>> {
    let mut of_rows: Vec<Vec<Glyph>> = vec![Vec::new(); rows.len()];
    for mark in marks {
        let from = rows.partition_point(|row| row.y < mark.y - mark.size * 1.5);
        let near = rows.iter().enumerate().skip(from).take_while(|(_, row)| row.y < mark.y + mark.size * 1.5);
        let distance = |row: &Row| {
            let near = &row.letters[beside(&row.letters, &mark)];
            let nearest = near.iter().filter(|(g, _)| !g.chars.is_space()).map(|(g, _)| {
                let beside = (g.x0 - mark.center()).max(mark.center() - g.x1).max(0.0);
                // Where the content draws it tells most: beside its letter.
                let drawn = if g.seq.abs_diff(mark.seq) <= 2 { 0.0 } else { 0.3 * mark.size };
                beside * 2.0 + (g.y - mark.y).abs() + drawn
            });
            nearest.min_by(f32::total_cmp).unwrap_or(f32::MAX)
        };
        if let Some((i, _)) = near.min_by(|(_, a), (_, b)| distance(a).total_cmp(&distance(b))) {
            of_rows[i].push(mark);
        }
    }
    of_rows
}

/// The letters of a row beside which a mark stands; they are sorted by their centres.
fn beside(letters: &[(Glyph, bool)], mark: &Glyph) -> std::ops::Range<usize> {
    let at = letters.partition_point(|(glyph, _)| glyph.center() < mark.center());
    at.saturating_sub(BESIDE_MARK)..(at + BESIDE_MARK).min(letters.len())
}

/// Whether the content draws marks before their letters, if most of those show it that stand over one of both beside them.
fn marks_first(marks: &[Glyph], rows: &[Row]) -> Option<bool> {
    let letters = rows.iter().flat_map(|row| &row.letters).map(|(glyph, _)| (glyph.seq, glyph));
    let letters: BTreeMap<u32, &Glyph> = letters.collect();
    let (mut before, mut behind) = (0, 0);
    for mark in marks.iter().filter(|mark| !mark.chars.iter().all(letters::is_joiner)) {
        let is_over = |seq: u32| {
            let letter = letters.get(&seq).filter(|letter| letter.chars.first().is_some_and(letters::is_rtl));
            letter.map(|letter| letter.distance_to(mark.center()) == 0.0)
        };
        match (is_over(mark.seq.wrapping_sub(1)), is_over(mark.seq + 1)) {
            (Some(true), Some(false)) => behind += 1,
            (Some(false), Some(true)) => before += 1,
            _ => {}
        }
    }
    if before.max(behind) >= 3 && before.min(behind) * 2 < before.max(behind) { Some(before > behind) } else { None }
}

/// The segments of a row.
fn parts(row: Row, marks: &mut Vec<Glyph>, draws_spaces: bool, marks_first: Option<bool>) -> Vec<Segment> {
    let (spaces, letters): (Vec<_>, Vec<_>) = row.letters.into_iter().partition(|(glyph, _)| glyph.chars.is_space());
    let letters = drop_fillers(letters);
    if letters.is_empty() {
        return Vec::new();
    }
    let mut marks_of: Vec<Vec<Glyph>> = vec![Vec::new(); letters.len()];
    // Where letters are drawn from the left to the right, marks are before theirs; else behind.
    let is_rtl = |glyph: &Glyph| glyph.chars.first().is_some_and(letters::is_rtl);
    let pairs = letters.windows(2).filter(|pair| pair.iter().all(|(glyph, _)| is_rtl(glyph)));
    let (to_right, to_left) = pairs.fold((0, 0), |(to_right, to_left), pair| {
        if pair[0].0.seq < pair[1].0.seq { (to_right + 1, to_left) } else { (to_right, to_left + 1) }
    });
    let is_before = marks_first.unwrap_or(to_right > to_left);
    for mark in marks.drain(..) {
        let is_joiner = mark.chars.iter().all(letters::is_joiner);
        let distance = |glyph: &Glyph| {
            if is_joiner {
                // It stands at the left of its letter.
                return (glyph.x0 - mark.center()).abs();
            }
            // The second half of a ligature has no width of its own.
            let right = if glyph.width() > 0.0 { glyph.x1 } else { glyph.x0 + glyph.size * 0.3 };
            let beside = (glyph.x0 - mark.center()).max(mark.center() - right).max(0.0);
            let (first, second) = if is_before { (mark.seq, glyph.seq) } else { (glyph.seq, mark.seq) };
            let drawn = match second.checked_sub(first) {
                // It is drawn right beside its letter, but where other marks are between.
                Some(1) => 0.0,
                Some(steps @ 2..=4) => 0.08 * steps as f32,
                _ => 0.35,
            };
            let is_letter = glyph.chars.first().is_some_and(char::is_alphabetic);
            beside
                + glyph.size * (drawn + if is_letter { 0.0 } else { 0.5 })
                + (glyph.center() - mark.center()).abs() * 0.01
        };
        let near = beside(&letters, &mark);
        let nearest = near.min_by(|a, b| distance(&letters[*a].0).total_cmp(&distance(&letters[*b].0)));
        if let Some(nearest) = nearest {
            let glyph = &letters[nearest].0;
            let mut mark = mark;
            mark.is_guess |= !is_joiner && glyph.distance_to(mark.center()) > FAR * glyph.size;
            marks_of[nearest].push(mark);
        }
    }
    let gaps = gaps(&letters, &spaces);
    let typical = {
        // Where spaces are drawn between words, what parts columns is none of them.
        let is_word = |gap: &&Gap| if draws_spaces { gap.is_drawn } else { gap.is_space };
        let mut widths: Vec<f32> = gaps.iter().filter(is_word).map(|gap| gap.width).collect();
        widths.sort_by(f32::total_cmp);
        if widths.len() >= 3 { widths[widths.len() / 2] } else { 0.0 }
    };
    let mut segments: Vec<Segment> = Vec::new();
    let mut units: Vec<Unit> = Vec::new();
    let mut end = |units: &mut Vec<Unit>| {
        if let (Some(first), Some(last)) = (units.first(), units.last()) {
            let (x0, x1) = (first.x0, units.iter().map(|unit| unit.x1).fold(last.x1, f32::max));
            segments.push(Segment { x0, x1, y: row.y, size: row.size, units: std::mem::take(units) });
        }
    };
    for (i, ((glyph, is_raised), marks)) in letters.iter().zip(marks_of).enumerate() {
        if let Some(gap) = i.checked_sub(1).and_then(|before| gaps.get(before)) {
            if gap.is_space && gap.width > (WIDE_GAP * row.size).max(typical * 1.8) {
                end(&mut units);
            } else if gap.is_space {
                let x0 = units.last().map_or(glyph.x0, |unit| unit.x1);
                let mut space = glyph.clone();
                (space.chars, space.x0, space.x1, space.seq) = (Chars::One(' '), x0, glyph.x0.max(x0), gap.seq);
                units.push(unit(&space, *is_raised, Vec::new(), is_before));
            }
        }
        let mut unit = unit(glyph, *is_raised, marks, is_before);
        unit.is_guess |= i.checked_sub(1).and_then(|before| gaps.get(before)).is_some_and(|gap| gap.is_guess);
        units.push(unit);
    }
    end(&mut units);
    segments
}

/// Leaves out the strokes that lengthen words: the letters at their right become wider.
fn drop_fillers(letters: Vec<(Glyph, bool)>) -> Vec<(Glyph, bool)> {
    let is_filler = |glyph: &Glyph| glyph.chars == Chars::One(letters::FILLER);
    if !letters.iter().any(|(glyph, _)| is_filler(glyph)) {
        return letters;
    }
    let mut kept: Vec<(Glyph, bool)> = Vec::with_capacity(letters.len());
    let mut from: Option<f32> = None;
    for (mut glyph, raised) in letters {
        if is_filler(&glyph) {
            from = from.or(Some(glyph.x0));
        } else {
            if let Some(from) = from.take() {
                glyph.x0 = glyph.x0.min(from);
                glyph.ink.0 = glyph.ink.0.min(from);
            }
            kept.push((glyph, raised));
        }
    }
    kept
}

/// What is between two letters.
struct Gap {
    width: f32,
    is_space: bool,
    /// Whether a space is drawn there.
    is_drawn: bool,
    /// Whether it is hardly wide enough for a space, or almost.
    is_guess: bool,
    seq: u32,
}

fn is_numeric(glyph: &Glyph) -> bool {
    glyph.chars.first().is_some_and(char::is_numeric)
}

fn gaps(letters: &[(Glyph, bool)], spaces: &[(Glyph, bool)]) -> Vec<Gap> {
    let mut right = f32::MIN;
    let mut next_space = 0;
    let mut gaps: Vec<(Gap, bool)> = Vec::with_capacity(letters.len());
    for pair in letters.windows(2) {
        let [(a, _), (b, _)] = pair else { continue };
        right = right.max(a.x1);
        let width = b.x0 - right;
        while spaces.get(next_space).is_some_and(|(space, _)| space.center() < a.center()) {
            next_space += 1;
        }
        let drawn = spaces.get(next_space).filter(|(space, _)| space.center() <= b.center()).map(|(space, _)| space);
        let size = a.size.max(b.size);
        // Wide letters may reach under the space that is drawn beside them.
        let is_between = drawn.is_some_and(|space| a.seq.abs_diff(b.seq) == 2 && space.seq == a.seq.min(b.seq) + 1);
        // A space over which letters stand is none that is seen.
        let is_seen = drawn.is_some_and(|space| {
            let least = if is_between { 0.01 * size } else { (0.25 * space.width()).min(0.1 * size) };
            width > least
        });
        gaps.push((
            Gap {
                width,
                is_space: is_seen,
                is_drawn: is_seen,
                is_guess: drawn.is_some() && !is_seen && is_numeric(a) != is_numeric(b),
                seq: drawn.map_or(a.seq.max(b.seq), |space| space.seq),
            },
            is_seen,
        ));
    }
    let drawn = gaps.iter().filter(|(gap, _)| gap.is_space).count();
    let mut rest: Vec<f32> = gaps
        .iter()
        .zip(letters)
        .filter(|((gap, _), _)| !gap.is_space)
        .map(|((gap, _), (a, _))| gap.width / a.size)
        .collect();
    rest.sort_by(f32::total_cmp);
    // Letters that are set wide apart.
    let tracking = rest.get(rest.len() / 2).copied().filter(|gap| *gap > 0.03).unwrap_or(0.0);
    let draws_spaces = drawn * 14 >= letters.len();
    let least = tracking + if draws_spaces { GAP_BESIDE_SPACES } else { GAP };
    for ((gap, _), pair) in gaps.iter_mut().zip(letters.windows(2)) {
        let [(a, _), (b, _)] = pair else { continue };
        let size = a.size.max(b.size);
        // The word at the right ends with the letter at the left of it.
        let is_behind_end = b.ends_group && gap.width > (GAP_BEHIND_END + tracking) * size;
        let is_word_end = gap.width > -0.1 * size
            && b.chars.iter().rev().find(|c| !letters::is_mark(*c)).is_some_and(letters::ends_word)
            && a.chars.first().is_some_and(|c| letters::is_rtl(c) && c.is_alphabetic());
        let is_end = is_behind_end && a.chars.first().is_some_and(letters::joins_previous) || is_word_end;
        let share = gap.width / (least * size);
        let is_sign = |glyph: &Glyph| glyph.chars.first().is_some_and(|c| !c.is_alphanumeric());
        let edge = if draws_spaces && a.font != b.font && is_sign(a) != is_sign(b) { EDGE_OF_FONTS } else { EDGE };
        gap.is_guess |= !gap.is_space && edge.contains(&share);
        gap.is_guess &= !is_end;
        gap.is_space |= share > 1.0 || is_end;
    }
    gaps.into_iter().map(|(gap, _)| gap).collect()
}

/// A letter or ligature with its marks, which are drawn before it where letters are drawn from left to right.
fn unit(glyph: &Glyph, is_raised: bool, mut marks: Vec<Glyph>, is_before: bool) -> Unit {
    let mut text: String = glyph.chars.iter().collect();
    let is_guess = glyph.is_guess || marks.iter().any(|mark| mark.is_guess);
    // A letter may be told with its mark, and the mark with its letter.
    let mut told = format!("{text}{}", DecomposingNormalizerBorrowed::new_nfd().normalize(&text));
    // Of two marks, one may be told with the other, too.
    let letters = glyph.chars.iter().filter(|c| !letters::is_mark(*c)).count().max(1);
    let single = |mark: &Glyph| if let Chars::One(c) = mark.chars { Some(c) } else { None };
    let singles: Vec<char> = marks.iter().filter_map(single).filter(|_| letters == 1).collect();
    for mark in &mut marks {
        let is_other = |c: &char| single(mark).is_none() && singles.contains(c);
        let rest: String = mark.chars.iter().filter(|c| !told.contains(*c) && !is_other(c)).collect();
        if !mark.chars.is_mark() {
            told.push_str(&rest);
        }
        mark.chars = Chars::of(&rest);
    }
    marks.retain(|mark| !mark.chars.is_empty());
    if !marks.is_empty() {
        // From the right to the left over a ligature of Arabic; the shadda before its vowel.
        let is_shadda = |mark: &Glyph| mark.chars.first().is_some_and(letters::is_shadda);
        marks.sort_by_key(|mark| if is_before { u32::MAX - mark.seq } else { mark.seq });
        let mut placed: Vec<(usize, Glyph)> = Vec::with_capacity(marks.len());
        for mark in marks {
            let from_right = (glyph.x1 - mark.center()) / glyph.width().max(0.01) * letters as f32;
            let mut place = (from_right.max(0.0) as usize).min(letters - 1);
            if letters > 1 && text.ends_with('ا') {
                // Alef bears tanwin at the end of a word, else nothing: both are one glyph with the lam before.
                let is_tanwin = mark.chars == Chars::One('\u{64b}');
                place = if is_tanwin { letters - 1 } else { place.min(letters - 2) };
            }
            // No letter bears two vowels.
            let is_taken = |place: usize| placed.iter().any(|(p, other)| *p == place && !is_shadda(other));
            if letters > 1 && !is_shadda(&mark) && is_taken(place) {
                if place + 1 < letters {
                    place += 1;
                } else {
                    placed.iter_mut().filter(|(p, _)| *p == place).for_each(|(p, _)| *p -= 1);
                }
            }
            placed.push((place, mark));
        }
        // The shadda before its vowel, and last what is told with a letter that follows.
        placed.sort_by_key(|(place, mark)| (*place, !mark.chars.is_mark(), !is_shadda(mark)));
        let mut marked = String::with_capacity(text.len() + 4 * placed.len());
        let mut marks = placed.iter().peekable();
        let mut at = 0;
        let mut chars = glyph.chars.iter().peekable();
        while let Some(c) = chars.next() {
            marked.push(c);
            if chars.peek().is_some_and(|next| letters::is_mark(*next)) {
                continue;
            }
            while let Some((_, mark)) = marks.next_if(|(place, _)| *place <= at) {
                marked.extend(mark.chars.iter());
            }
            at += 1;
        }
        text = marked;
    }
    Unit {
        text: text.into(),
        x0: glyph.x0,
        x1: glyph.x1,
        ink: glyph.ink,
        size: glyph.size,
        seq: glyph.seq,
        font: glyph.font,
        id: glyph.id,
        is_bold: glyph.is_bold,
        ends_group: glyph.ends_group,
        is_raised,
        is_guess,
        is_seen: glyph.is_seen,
    }
}
