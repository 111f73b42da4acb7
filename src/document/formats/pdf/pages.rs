//! The lines of all pages -> paragraphs: what repeats on pages is gone, and what a page parts is joined.

use std::collections::BTreeMap;

use super::lists::{self, is_bullet};
use super::notes;
use super::page::{Line, Page};
use super::paragraph::{Kind, Paragraph};

/// How many lines at the edge of a page may repeat.
const EDGE_LINES: usize = 3;
/// How much of a page its edge is.
const EDGE: f32 = 0.2;
/// How far what repeats moves, in points.
const MOVES: f32 = 14.0;

/// Leaves out headers, footers, and numbers of pages.
pub(super) fn drop_repeated(pages: &mut [Page]) {
    let mut places: BTreeMap<(bool, String), Vec<(u32, f32)>> = BTreeMap::new();
    for page in pages.iter() {
        for is_top in [true, false] {
            for line in edge(page, is_top) {
                let line = &page.lines[line];
                places.entry((is_top, pattern(&line.text))).or_default().push((page.number, line.y));
            }
        }
    }
    let count = pages.len();
    let repeats = |page: &Page, line: &Line, is_top: bool| {
        let pattern = pattern(&line.text);
        let is_own_number = pattern.chars().all(|c| c == '#' || !c.is_alphanumeric())
            && number(&line.text) == Some(page.number)
            && (line.y > page.height * 0.9 || line.y < page.height * 0.1);
        let same = places.get(&(is_top, pattern)).map_or(&[][..], |places| places);
        let near: Vec<u32> =
            same.iter().filter(|(_, y)| (y - line.y).abs() < MOVES).map(|(number, _)| *number).collect();
        is_own_number || near.len() >= 2 && (count < 4 || is_run(&near, page.number))
    };
    for page in &mut *pages {
        let mut gone = Vec::new();
        for is_top in [true, false] {
            let lines = edge(page, is_top);
            gone.extend(lines.into_iter().take_while(|i| repeats(page, &page.lines[*i], is_top)));
        }
        // A page on which everything repeats is a form, and each is read.
        if gone.len() < page.lines.len() || count == 1 {
            let mut at = 0;
            page.lines.retain(|_| {
                at += 1;
                !gone.contains(&(at - 1))
            });
        }
    }
}

/// Whether a page is one of three in a row, or of three left or three right pages.
fn is_run(pages: &[u32], page: u32) -> bool {
    let has = |by: i64| u32::try_from(i64::from(page) + by).is_ok_and(|page| pages.contains(&page));
    [1, 2].into_iter().any(|step| has(-step) && has(step) || has(step) && has(2 * step) || has(-step) && has(-2 * step))
}

/// The lines at the top or the bottom of a page, from its edge inwards.
fn edge(page: &Page, is_top: bool) -> Vec<usize> {
    let is_at_edge = |line: &Line| {
        let part = line.y / page.height.max(1.0);
        if is_top { part < EDGE } else { part > 1.0 - EDGE }
    };
    let mut lines: Vec<usize> =
        (0..page.lines.len()).filter(|i| page.lines[*i].table.is_none() && is_at_edge(&page.lines[*i])).collect();
    lines.sort_by(|a, b| {
        let order = page.lines[*a].y.total_cmp(&page.lines[*b].y);
        if is_top { order } else { order.reverse() }
    });
    lines.truncate(EDGE_LINES);
    lines
}

/// A text in which numbers are alike.
fn pattern(text: &str) -> String {
    let mut pattern = String::with_capacity(text.len());
    for c in text.chars().filter(|c| !c.is_whitespace()) {
        if !c.is_numeric() {
            pattern.push(c);
        } else if !pattern.ends_with('#') {
            pattern.push('#');
        }
    }
    pattern
}

/// The one number in a text.
fn number(text: &str) -> Option<u32> {
    let digits: String = text.chars().filter(|c| c.is_numeric()).collect();
    notes::value(&digits).filter(|_| !digits.is_empty())
}

/// The measures of a document.
struct Measures {
    /// The size of most of its text.
    size: f32,
    /// How far apart its lines are.
    leading: f32,
    /// The sizes of headings, the largest first.
    headings: Vec<f32>,
    /// Whether paragraphs begin with an indent.
    are_indented: bool,
}

/// Joins lines to paragraphs.
pub(super) fn paragraphs(pages: Vec<Page>) -> Vec<Paragraph> {
    let measures = Measures::of(&pages);
    let mut paragraphs: Vec<Paragraph> = Vec::new();
    let mut last_line: Option<(u32, Line)> = None;
    for page in pages {
        let notes = notes::find(&page, measures.size);
        for (i, line) in page.lines.iter().enumerate() {
            if let Some(number) = notes.get(&i) {
                let mut line = line.clone();
                match paragraphs.last_mut().filter(|last| last.kind == Kind::Note(*number)) {
                    Some(note) => note.lines.push((page.number, line)),
                    None => {
                        notes::drop_number(&mut line);
                        paragraphs.push(Paragraph { kind: Kind::Note(*number), lines: vec![(page.number, line)] });
                    }
                }
                continue;
            }
            let next = page.lines.get(i + 1).filter(|next| next.block == line.block);
            let goes_on = last_line.as_ref().is_some_and(|(number, last)| {
                if *number == page.number && last.block == line.block {
                    measures.goes_on_below(last, line, next)
                } else {
                    measures.goes_on_beyond(last, line)
                }
            });
            last_line = Some((page.number, line.clone()));
            // Notes at the foot of a page stand between the halves of a paragraph.
            let open = paragraphs.iter_mut().rev().find(|last| !matches!(last.kind, Kind::Note(_)));
            match open.filter(|_| goes_on) {
                Some(paragraph) => paragraph.lines.push((page.number, line.clone())),
                None => {
                    let kind = line.table.map_or(Kind::Plain, Kind::Row);
                    paragraphs.push(Paragraph { kind, lines: vec![(page.number, line.clone())] });
                }
            }
        }
    }
    for paragraph in &mut paragraphs {
        if paragraph.kind == Kind::Plain {
            paragraph.kind = measures.kind_of(paragraph);
        }
    }
    lists::find(&mut paragraphs, measures.are_indented);
    paragraphs
}

impl Measures {
    fn of(pages: &[Page]) -> Self {
        let lines = || pages.iter().flat_map(|page| &page.lines).filter(|line| line.table.is_none());
        let mut sizes: BTreeMap<u32, usize> = BTreeMap::new();
        for line in lines() {
            *sizes.entry((line.size * 4.0).round() as u32).or_default() += line.text.len();
        }
        let size = sizes.iter().max_by_key(|(_, len)| **len).map_or(10.0, |(size, _)| *size as f32 / 4.0);
        let is_body = |line: &Line| (line.size - size).abs() < size * 0.06;
        let mut leadings = Vec::new();
        let (mut indented, mut begun) = (0, 0);
        for (page, i) in pages.iter().flat_map(|page| (1..page.lines.len()).map(move |i| (page, i))) {
            let (a, b) = (&page.lines[i - 1], &page.lines[i]);
            if a.block == b.block && is_body(a) && is_body(b) && b.y > a.y {
                leadings.push(b.y - a.y);
                // A paragraph begins, and goes on in the next line.
                let next = page.lines.get(i + 1).filter(|c| c.block == b.block && is_body(c));
                if a.slack() > b.first_word + a.size
                    && let Some(c) = next.filter(|c| b.slack() <= c.first_word + 0.35 * size)
                {
                    begun += 1;
                    let indent = b.indent() - c.indent();
                    indented += usize::from(indent > 0.8 * size && indent < 6.0 * size);
                }
            }
        }
        leadings.sort_by(f32::total_cmp);
        let leading = leadings.get(leadings.len() / 2).copied().unwrap_or(size * 1.5);
        // Sizes that differ by less than a twentieth are one.
        let mut headings: Vec<f32> = Vec::new();
        for large in sizes.keys().rev().map(|size| *size as f32 / 4.0).filter(|large| *large > size * 1.15) {
            if headings.last().is_none_or(|last| large < last * 0.95) {
                headings.push(large);
            }
        }
        Self { size, leading, headings, are_indented: begun >= 3 && indented * 3 > begun * 2 }
    }

    /// Whether a line goes on with the paragraph of the line above it in its column.
    fn goes_on_below(&self, last: &Line, line: &Line, next: Option<&Line>) -> bool {
        if last.table.is_some() || line.table.is_some() || line.has_dot || is_bullet(&line.text) {
            return false;
        }
        let size = last.size.max(line.size);
        let leading = line.y - last.y;
        let usual = if (last.size - self.size).abs() < self.size * 0.06 { self.leading } else { size * 1.55 };
        if leading > usual * 1.3 + 1.0 || leading < 0.0 || !is_same_type(last, line) {
            return false;
        }
        // Its first word would have had room in the line above. Quotations are indented at both sides alike.
        let at_both = last.indent().min(line.indent());
        let is_inset = at_both > size * 0.8 && (last.indent() - line.indent()).abs() < size * 0.3;
        let room = if is_inset { last.slack() - at_both } else { last.slack() };
        if room > line.first_word + size * 0.35 {
            return false;
        }
        let (indent, above) = (line.indent(), last.indent());
        let is_hanging = last.has_dot
            || is_bullet(&last.text)
            || next.is_some_and(|next| next.indent() > indent - size * 0.3) && above < indent;
        let is_centered = line.is_centered() && last.is_centered();
        indent <= size * 0.8 || indent - above <= size * 0.6 || is_hanging || is_centered
    }

    /// Whether a line goes on with a paragraph that a column or a page before it broke off.
    fn goes_on_beyond(&self, last: &Line, line: &Line) -> bool {
        let is_item = line.has_dot || is_bullet(&line.text);
        if last.table.is_some() || line.table.is_some() || is_item || !is_same_type(last, line) {
            return false;
        }
        let size = last.size.max(line.size);
        let is_full = last.slack() <= line.first_word + size * 0.35 && !last.is_centered();
        let is_ended = last
            .text
            .trim_end_matches(['»', '"', '”', ')', ']', '\u{200c}'])
            .ends_with(['.', '!', '?', '؟', '۔', '…', ':']);
        is_full && size < self.size * 1.15 && line.indent() < size * 0.8 && (!is_ended || self.are_indented)
    }

    fn kind_of(&self, paragraph: &Paragraph) -> Kind {
        let Some((_, first)) = paragraph.lines.first() else { return Kind::Plain };
        let len: usize = paragraph.lines.iter().map(|(_, line)| line.text.chars().count()).sum();
        let has_letters = paragraph.lines.iter().any(|(_, line)| line.text.chars().any(char::is_alphabetic));
        if first.has_dot || is_bullet(&first.text) {
            return Kind::Item(None);
        }
        if !has_letters || len > 250 || paragraph.lines.len() > 4 {
            return Kind::Plain;
        }
        let level = self.headings.iter().position(|size| first.size > size * 0.97);
        if let Some(level) = level {
            return Kind::Heading((level + 1).min(6) as u8);
        }
        let is_bold = paragraph.lines.iter().all(|(_, line)| line.is_bold);
        let ends = first.text.ends_with(['.', '،', '؛', ',']);
        if is_bold && len < 120 && !ends && first.size > self.size * 0.94 {
            return Kind::Heading((self.headings.len() + 1).min(6) as u8);
        }
        Kind::Plain
    }
}

impl Line {
    /// How much room is left at its end.
    pub(super) fn slack(&self) -> f32 {
        let (left, right) = (self.x0 - self.column.0, self.column.1 - self.x1);
        let is_at_left = self.is_rtl != self.is_even_at_end;
        if self.is_centered() {
            left + right
        } else if is_at_left {
            left
        } else {
            right
        }
    }

    /// How far it begins from the edge of its column.
    pub(super) fn indent(&self) -> f32 {
        match (self.is_even_at_end, self.is_rtl) {
            (true, _) => 0.0,
            (false, true) => self.column.1 - self.x1,
            (false, false) => self.x0 - self.column.0,
        }
    }

    pub(super) fn is_centered(&self) -> bool {
        let (left, right) = (self.x0 - self.column.0, self.column.1 - self.x1);
        left > self.size && right > self.size && (left - right).abs() < self.size * 0.35
    }
}

fn is_same_type(a: &Line, b: &Line) -> bool {
    (a.size - b.size).abs() < 0.12 * a.size.max(b.size) && a.is_bold == b.is_bold
}
