//! The glyphs of a page -> its lines, in the order of reading and each in logical order.

use std::ops::Range;

use unicode_bidi::{BidiClass, bidi_class};

use super::columns::{self, Block};
use super::glyphs::Glyph;
use super::lines::{self, Segment, Unit};
use super::order::{self, Setting, Sign};
use super::{clusters, forms, letters, ligatures, mirrored};

/// A line of text, or a row of a table.
#[derive(Clone, Debug, Default)]
pub(super) struct Line {
    /// What it says; cells are apart by a tab.
    pub(super) text: String,
    /// Whether it is a row of a table: the number of the table on its page, from 1.
    pub(super) table: Option<u32>,
    /// Whether the order of its letters was proven.
    pub(super) is_proven: bool,
    pub(super) x0: f32,
    pub(super) x1: f32,
    /// Its baseline.
    pub(super) y: f32,
    pub(super) size: f32,
    pub(super) is_bold: bool,
    pub(super) is_rtl: bool,
    /// The width of its first word.
    pub(super) first_word: f32,
    /// From the left to the right edge of its column.
    pub(super) column: (f32, f32),
    /// Whether the lines of its column are even where they end, not where they begin.
    pub(super) is_even_at_end: bool,
    /// Whether a bullet is drawn before it.
    pub(super) has_dot: bool,
    /// Its column or table, as the page counts them.
    pub(super) block: u32,
    /// Numbers in the text that stand higher than the line.
    pub(super) raised: Vec<Range<usize>>,
}

/// What stands so far apart is not of one sentence, in sizes.
const APART: f32 = 1.0;

/// How many lines around a mixed one tell its direction.
const AROUND: usize = 3;

/// The lines that glyphs make.
///
/// Shapes at these places may be bullets.
pub(super) fn lines(mut glyphs: Vec<Glyph>, dots: &[(f32, f32)]) -> Vec<Line> {
    clusters::mend(&mut glyphs);
    mirrored::turn(&mut glyphs);
    ligatures::mend(&mut glyphs);
    let rows = lines::segments(glyphs);
    let (mut rtl, mut ltr) = (0, 0);
    for unit in rows.iter().flatten().flat_map(|segment| &segment.units) {
        let (r, l) = letters_of(unit);
        rtl += r;
        ltr += l;
    }
    let is_rtl = rtl > ltr || rtl * 3 > ltr && rtl > 200;
    let mut rows = rows;
    forms::find_ends(&mut rows);
    let blocks = columns::blocks(rows, is_rtl);
    let mut reader = PageReader { is_rtl, tells_seen: true, votes: 0, lines: Vec::new() };
    reader.read(&blocks);
    if reader.votes < 0 {
        // The file tells brackets as they were written: also the lonely ones.
        reader = PageReader { is_rtl, tells_seen: false, votes: 0, lines: Vec::new() };
        reader.read(&blocks);
    }
    let stretched = reader.lines.iter().filter(|line| letters::has_lone_tatweel(&line.text)).count();
    // A few may be of the font; many make the lines even.
    let is_of_font = stretched * 10 <= reader.lines.len().max(10);
    for line in &mut reader.lines {
        line.is_proven &= !is_of_font || !letters::has_lone_tatweel(&line.text);
        line.has_dot = line.table.is_none() && dots.iter().any(|dot| line.is_beside(*dot));
    }
    reader.lines
}

impl Line {
    /// Whether a place is where the bullet of the line would be.
    fn is_beside(&self, (x, y): (f32, f32)) -> bool {
        let before = if self.is_rtl { x - self.x1 } else { self.x0 - x };
        let above = self.y - y;
        (0.2..2.5).contains(&(before / self.size)) && (0.05..0.7).contains(&(above / self.size))
    }

    /// The line and what stands apart from it, which is read next.
    fn with(mut self, next: Self) -> Self {
        self.text.push(' ');
        let start = self.text.len();
        self.text.push_str(&next.text);
        self.raised.extend(next.raised.into_iter().map(|range| range.start + start..range.end + start));
        (self.x0, self.x1) = (self.x0.min(next.x0), self.x1.max(next.x1));
        self.is_proven &= next.is_proven;
        self.is_bold &= next.is_bold;
        self.size = self.size.max(next.size);
        self.is_rtl |= next.is_rtl;
        self
    }
}

struct PageReader {
    is_rtl: bool,
    tells_seen: bool,
    votes: i32,
    lines: Vec<Line>,
}

impl PageReader {
    fn read(&mut self, blocks: &[Block]) {
        let mut tables = 0;
        for (block, number) in blocks.iter().zip(0..) {
            match block {
                Block::Lines(rows) => self.read_lines(rows, number),
                Block::Table(rows) => {
                    tables += 1;
                    self.read_table(rows, number, tables);
                }
            }
        }
    }

    fn read_lines(&mut self, rows: &[Vec<Segment>], block: u32) {
        let counts: Vec<(usize, usize)> = rows.iter().map(|row| count(row)).collect();
        let edge = |pick: fn(f32, f32) -> f32, of: fn(&Segment) -> f32, from: f32| {
            rows.iter().flatten().map(of).fold(from, pick)
        };
        let column = (edge(f32::min, |s| s.x0, f32::MAX), edge(f32::max, |s| s.x1, f32::MIN));
        let is_near = |a: f32, b: f32, segment: &Segment| (a - b).abs() < segment.size * 0.5;
        let at_left = rows.iter().filter_map(|row| row.first()).filter(|s| is_near(s.x0, column.0, s)).count();
        let at_right = rows.iter().filter_map(|row| row.last()).filter(|s| is_near(s.x1, column.1, s)).count();
        let mut before = None;
        for (i, row) in rows.iter().enumerate() {
            let around = &counts[i.saturating_sub(AROUND)..(i + AROUND + 1).min(counts.len())];
            let after = rows.get(i + 1).and_then(|next| edge_letter(next, self.is_rtl));
            let mut line = self.line(row, around, counts[i], (before, after));
            line.block = block;
            line.column = column;
            let (starts, ends) = if line.is_rtl { (at_right, at_left) } else { (at_left, at_right) };
            line.is_even_at_end = rows.len() > 3 && ends * 10 > rows.len() * 7 && starts * 10 < rows.len() * 6;
            // Whether the paragraph goes on: the first word of the next line had no room.
            let slack = if line.is_rtl == line.is_even_at_end { column.1 - line.x1 } else { line.x0 - column.0 };
            let goes_on = rows.get(i + 1).is_some_and(|next| slack < edge_word(next, line.is_rtl) + line.size * 0.35);
            // A bracket that the line before has opened is opened again: one of both is the other half.
            if let Some(last) = self.lines.last().filter(|last| i > 0 && last.block == block) {
                let first = order::open_behind(&last.text, Vec::new());
                let both = order::open_behind(&line.text, first.clone());
                line.is_proven &= first.is_empty() || both.len() <= first.len() || both.last() != first.last();
            }
            before = goes_on.then(|| line.text.chars().rev().find(|c| order::is_strong(*c))).flatten();
            self.lines.push(line);
        }
    }

    fn read_table(&mut self, rows: &[Vec<Vec<Vec<Segment>>>], block: u32, table: u32) {
        for row in rows {
            let mut whole =
                Line { table: Some(table), block, is_proven: true, x0: f32::MAX, x1: f32::MIN, ..Line::default() };
            for (i, cell) in row.iter().enumerate() {
                if i > 0 {
                    whole.text.push('\t');
                }
                for (j, segments) in cell.iter().enumerate() {
                    let counts = count(segments);
                    let line = self.line(segments, &[counts], counts, (None, None));
                    if j > 0 {
                        whole.text.push(' ');
                    }
                    whole.text.push_str(&line.text);
                    whole.is_proven &= line.is_proven;
                    (whole.x0, whole.x1) = (whole.x0.min(line.x0), whole.x1.max(line.x1));
                    (whole.y, whole.size, whole.is_rtl) = (line.y, line.size, self.is_rtl);
                }
            }
            whole.column = (whole.x0, whole.x1);
            self.lines.push(whole);
        }
    }

    /// Reads what stands on one line.
    fn line(
        &mut self,
        row: &[Segment],
        around: &[(usize, usize)],
        (rtl, ltr): (usize, usize),
        (before, after): (Option<char>, Option<char>),
    ) -> Line {
        let is_near = |a: &Segment, b: &Segment| b.x0 - a.x1 <= APART * a.size.max(b.size);
        if !row.is_sorted_by(is_near) {
            let parts = row.chunk_by(is_near).map(|part| self.line(part, &[count(part)], count(part), (None, None)));
            let mut parts: Vec<Line> = parts.collect();
            if self.is_rtl {
                parts.reverse();
            }
            return parts.into_iter().reduce(Line::with).unwrap_or_default();
        }
        let mut units: Vec<&Unit> = Vec::new();
        let mut between: Vec<usize> = Vec::new();
        for segment in row {
            if !units.is_empty() {
                between.push(units.len());
            }
            units.extend(&segment.units);
        }
        let mut signs: Vec<Sign> = Vec::with_capacity(units.len() + between.len());
        let mut of_sign: Vec<Option<&Unit>> = Vec::with_capacity(signs.capacity());
        for (i, unit) in units.iter().enumerate() {
            if between.binary_search(&i).is_ok() {
                signs.push(Sign { c: ' ', seq: unit.seq, font: unit.font, is_seen: false });
                of_sign.push(None);
            }
            let c = unit.text.chars().next().unwrap_or(' ');
            signs.push(Sign { c, seq: unit.seq, font: unit.font, is_seen: unit.is_seen });
            of_sign.push(Some(unit));
        }
        let is_rtl = match (rtl, ltr) {
            (0, 0) => self.is_rtl,
            (0, _) => self.is_rtl && begins_with_end(&signs),
            (_, 0) => true,
            _ => {
                let (all_rtl, all_ltr) = around.iter().fold((0, 0), |sum, (r, l)| (sum.0 + r, sum.1 + l));
                all_rtl >= all_ltr || rtl > ltr || self.is_rtl && rtl * 4 > ltr
            }
        };
        let reading = order::read(
            &signs,
            Setting {
                is_rtl,
                before: before.filter(|_| is_rtl),
                after: after.filter(|_| is_rtl),
                tells_seen: self.tells_seen,
            },
        );
        self.votes += reading.seen_votes;
        let mut line = Line {
            is_proven: reading.is_proven,
            is_rtl,
            x0: row.first().map_or(0.0, |s| s.x0),
            x1: row.iter().map(|s| s.x1).fold(f32::MIN, f32::max),
            ..Line::default()
        };
        if let Some(widest) = row.iter().max_by(|a, b| (a.x1 - a.x0).total_cmp(&(b.x1 - b.x0))) {
            (line.y, line.size) = (widest.y, widest.size);
        }
        let solid = units.iter().filter(|unit| &*unit.text != " ");
        let (bold, all) = solid.fold((0, 0), |(bold, all), unit| (bold + usize::from(unit.is_bold), all + 1));
        line.is_bold = bold * 10 > all * 8;
        write(&reading, &of_sign, &mut line);
        line.is_proven &= !line.text.contains('\u{fffd}') && !units.iter().any(|unit| unit.is_guess);
        line
    }
}

/// Writes the signs of a line in the order of reading.
fn write(reading: &order::Reading, of_sign: &[Option<&Unit>], line: &mut Line) {
    let mut previous: Option<&Unit> = None;
    let mut word: Option<(f32, f32)> = None;
    let mut is_first_word = true;
    for (i, c) in reading.order.iter().zip(&reading.chars) {
        let Some(unit) = of_sign.get(*i).copied().flatten().filter(|unit| &*unit.text != " ") else {
            if !line.text.is_empty() && !line.text.ends_with(' ') {
                line.text.push(' ');
            }
            is_first_word &= word.is_none();
            previous = None;
            continue;
        };
        if is_first_word {
            let (x0, x1) = word.unwrap_or((f32::MAX, f32::MIN));
            word = Some((x0.min(unit.x0), x1.max(unit.x1)));
        }
        // A joiner is not drawn; its absence is: a letter that would join the next one does not.
        let is_parted = previous.is_some_and(|before| before.ends_group) && letters::joins_previous(*c);
        if is_parted && !line.text.ends_with(letters::is_joiner) {
            line.text.push('\u{200c}');
        }
        // A joiner between letters that join is left over from a change of colour.
        if line.text.ends_with('\u{200d}') && letters::joins_previous(*c) {
            let kept = line.text.trim_end_matches('\u{200d}').len();
            if line.text[..kept].chars().next_back().is_some_and(letters::joins_next) {
                line.text.truncate(kept);
            }
        }
        let start = line.text.len();
        let mut chars = unit.text.chars();
        if unit.text.starts_with("الله") && previous.is_some_and(|before| &*before.text == "ا") {
            // The ligature without its first letter is told as if it had it.
            chars.next();
        } else {
            chars.next();
            line.text.push(*c);
        }
        line.text.push_str(chars.as_str());
        if unit.is_raised && unit.text.chars().all(char::is_numeric) {
            match line.raised.last_mut().filter(|range| range.end == start) {
                Some(range) => range.end = line.text.len(),
                None => line.raised.push(start..line.text.len()),
            }
        }
        previous = Some(unit);
    }
    line.text.truncate(line.text.trim_end().len());
    line.first_word = word.map_or(0.0, |(x0, x1)| x1 - x0);
}

/// Whether a line without letters of the page's direction begins, at its left, with what ends a sentence.
fn begins_with_end(signs: &[Sign]) -> bool {
    let mut signs = signs.iter().map(|sign| sign.c);
    matches!(signs.next(), Some('.' | ',' | '،' | ':' | '؛' | '!' | '؟'))
        && signs.next().is_some_and(char::is_alphabetic)
}

/// The first letter of a line, at the edge where it begins; a digit, if its first word has no letter.
fn edge_letter(row: &[Segment], is_rtl: bool) -> Option<char> {
    let mut chars: Vec<char> =
        row.iter().flat_map(|segment| &segment.units).filter_map(|unit| unit.text.chars().next()).collect();
    if is_rtl {
        chars.reverse();
    }
    let word = chars.split(|c| *c == ' ').next().unwrap_or_default();
    let digit = || word.iter().find(|c| bidi_class(**c) == BidiClass::EN);
    word.iter()
        .find(|c| order::is_strong(**c))
        .or_else(digit)
        .or_else(|| chars.iter().find(|c| order::is_strong(**c)))
        .copied()
}

/// The width of the word at the edge where a line begins.
fn edge_word(row: &[Segment], is_rtl: bool) -> f32 {
    let Some(segment) = (if is_rtl { row.last() } else { row.first() }) else { return 0.0 };
    let is_space = |unit: &Unit| &*unit.text == " ";
    if is_rtl {
        segment.x1 - segment.units.iter().rev().find(|unit| is_space(unit)).map_or(segment.x0, |unit| unit.x1)
    } else {
        segment.units.iter().find(|unit| is_space(unit)).map_or(segment.x1, |unit| unit.x0) - segment.x0
    }
}

/// How many letters run to the left, and to the right.
fn letters_of(unit: &Unit) -> (usize, usize) {
    match unit.text.chars().next().map(bidi_class) {
        Some(BidiClass::R | BidiClass::AL) => (1, 0),
        Some(BidiClass::L) => (0, 1),
        _ => (0, 0),
    }
}

fn count(row: &[Segment]) -> (usize, usize) {
    row.iter().flat_map(|segment| &segment.units).map(letters_of).fold((0, 0), |sum, (r, l)| (sum.0 + r, sum.1 + l))
}

/// A page that was read.
#[derive(Clone, Debug, Default)]
pub(super) struct Page {
    /// From 1.
    pub(super) number: u32,
    /// Its height, in points.
    pub(super) height: f32,
    /// In the order of reading.
    pub(super) lines: Vec<Line>,
    /// Whether there are pictures on it.
    pub(super) has_pictures: bool,
    /// Whether its text is what a program has recognised in a picture of the page.
    pub(super) is_recognized: bool,
    /// Whether something of it could not be read.
    pub(super) is_damaged: bool,
}
