//! How a file counts: the unit of its offsets, whether a line end of two characters counts as one, and whether a byte order
//! mark counts. Files seldom say it, and the same program has changed it; so it is found by trying: the convention under which
//! the file's quotations are where its offsets say. Formats without quotations are judged by the edges of words.

use std::ops::Range;

use serde::Serialize;
use unicode_segmentation::UnicodeSegmentation as _;

use crate::exchange::anchor::is_mark;
use crate::exchange::foreign::{Counting, Marked};
use crate::text::excerpt::one_line;
use crate::text::units::UnitIndex;

/// How a file counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Convention {
    /// What is counted.
    pub unit: Counting,
    /// Whether `\r\n` counts as one.
    pub newline_is_one: bool,
    /// Whether `\n` counts as two: the file was made where the same lines end in `\r\n`.
    pub newline_is_two: bool,
    /// Whether a byte order mark before the text counts.
    pub mark_counts: bool,
}

/// The convention that was found, and how sure it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Chosen {
    /// How the file counts.
    #[serde(flatten)]
    pub convention: Convention,
    /// How many passages have a quotation.
    pub quoted: usize,
    /// At how many of them the text has it.
    pub fitting: usize,
    /// Whether others were possible, and nothing but the edges of words told them apart.
    pub guessed: bool,
}

/// How many grapheme clusters are counted from a place that is kept: all places would take twice the memory of the text.
const EACH: usize = 64;

/// Converts offsets of a convention to bytes of the text.
pub(super) struct Offsets<'t> {
    text: &'t str,
    convention: Convention,
    index: Option<UnitIndex<'t>>,
    /// The first byte of each [`EACH`]th grapheme cluster.
    graphemes: Vec<u32>,
    /// Behind which offsets of the file a line end is counted otherwise than here.
    breaks: Vec<u64>,
}

impl<'t> Offsets<'t> {
    pub(super) fn new(text: &'t str, convention: Convention) -> Self {
        let index = convention.unit.unit().map(|unit| UnitIndex::new(text, unit));
        let mut graphemes = Vec::new();
        if index.is_none() {
            let begins = text.grapheme_indices(true).map(|(at, _)| at).chain([text.len()]);
            graphemes.extend(begins.step_by(EACH).map(|at| at as u32));
        }
        let breaks = match &index {
            Some(index) if convention.newline_is_one => {
                let found = memchr::memmem::find_iter(text.as_bytes(), b"\r\n");
                found.enumerate().map(|(before, at)| u64::from(index.from_byte(at)) - before as u64).collect()
            }
            Some(index) if convention.newline_is_two => {
                let found = memchr::memchr_iter(b'\n', text.as_bytes());
                found.enumerate().map(|(before, at)| u64::from(index.from_byte(at)) + before as u64 + 1).collect()
            }
            _ => Vec::new(),
        };
        Self { text, convention, index, graphemes, breaks }
    }

    /// The byte at an offset; `None` behind the end, or inside a character.
    fn byte(&self, offset: u64) -> Option<usize> {
        let mark = if self.convention.mark_counts { self.convention.unit.mark() } else { 0 };
        let offset = offset.saturating_sub(mark);
        match &self.index {
            None => {
                let offset = usize::try_from(offset).ok()?;
                let begin = *self.graphemes.get(offset / EACH)? as usize;
                // A cluster begins there, so that those behind it are those of the whole text.
                let behind = self.text[begin..].grapheme_indices(true).map(|(at, _)| begin + at);
                behind.chain([self.text.len()]).nth(offset % EACH)
            }
            Some(index) => {
                let breaks = self.breaks.partition_point(|at| *at < offset) as u64;
                let here = if self.convention.newline_is_two { offset - breaks } else { offset + breaks };
                index.to_byte(u32::try_from(here).ok()?)
            }
        }
    }

    /// The fragments in bytes of the text; `None` if one of them is none.
    pub(super) fn ranges(&self, marked: &Marked) -> Option<Vec<Range<usize>>> {
        let range = |(start, end): &(u64, u64)| {
            let range = self.byte(*start)?..self.byte(*end)?;
            (range.start < range.end).then_some(range)
        };
        marked.fragments.iter().map(range).collect::<Option<Vec<_>>>().filter(|ranges| !ranges.is_empty())
    }

    /// Whether the text has all quotations of a passage at these places.
    pub(super) fn fits(&self, marked: &Marked, ranges: &[Range<usize>]) -> bool {
        marked.quotes.iter().zip(ranges).all(|(quote, range)| is_said(quote, &self.text[range.clone()]))
    }

    /// How many ends of a passage are edges of words.
    fn edges(&self, marked: &Marked) -> usize {
        let is_letter = |c: char| c.is_alphanumeric() || is_mark(c);
        let ranges = self.ranges(marked).unwrap_or_default();
        let edges = |range: &Range<usize>| {
            let (before, own, behind) = (&self.text[..range.start], &self.text[range.clone()], &self.text[range.end..]);
            let begins = own.starts_with(is_letter) && !before.ends_with(is_letter);
            let ends = own.ends_with(is_letter) && !behind.starts_with(is_letter);
            usize::from(begins) + usize::from(ends)
        };
        ranges.iter().map(edges).sum()
    }
}

/// Whether a text is what a file quotes. Programs shorten long quotations, and write line ends as other blanks.
fn is_said(quote: &str, there: &str) -> bool {
    if quote == there {
        return true;
    }
    let (quote, there) = (one_line(quote), one_line(there));
    let shortened = quote.strip_suffix('…').or_else(|| quote.strip_suffix("..."));
    quote == there || shortened.is_some_and(|start| !start.is_empty() && there.starts_with(start.trim_end()))
}

/// The convention of these passages of a text, among those that the format allows; only those in which a line end is one, if
/// that is known.
pub(super) fn choose(text: &str, counting: &[Counting], marked: &[Marked], ends_are_one: bool) -> Chosen {
    let has_breaks = text.contains("\r\n");
    let conventions = [false, true].into_iter().flat_map(|mark_counts| {
        [(false, false), (true, false), (false, true)].into_iter().flat_map(move |(newline_is_one, newline_is_two)| {
            let of = move |unit: &Counting| Convention { unit: *unit, newline_is_one, newline_is_two, mark_counts };
            counting.iter().map(of)
        })
    });
    let is_quoted = marked.iter().any(|marked| !marked.quotes.is_empty());
    let may_be_longer = is_quoted && !has_breaks && text.contains('\n');
    let is_other = |convention: &Convention| {
        let is_counted = convention.unit != Counting::Grapheme;
        let has_ends = has_breaks && is_counted;
        match convention {
            Convention { newline_is_one: true, .. } => has_ends,
            // Nothing but quotations tells this.
            Convention { newline_is_two: true, .. } => may_be_longer && is_counted,
            _ => !(has_ends && ends_are_one),
        }
    };
    let has_quote = |marked: &&Marked| !marked.quotes.is_empty() && !marked.fragments.is_empty();
    let with_quotes: Vec<&Marked> = marked.iter().filter(has_quote).collect();
    let quoted = with_quotes.len();
    let mut best: Option<(Chosen, usize)> = None;
    for convention in conventions.filter(is_other) {
        // Without quotations nothing tells a mark that counts from one that does not.
        if quoted == 0 && convention.mark_counts {
            continue;
        }
        let offsets = Offsets::new(text, convention);
        let fits = |marked: &&&Marked| offsets.ranges(marked).is_some_and(|ranges| offsets.fits(marked, &ranges));
        let fitting = with_quotes.iter().filter(fits).count();
        let edges = if quoted == 0 { marked.iter().map(|marked| offsets.edges(marked)).sum() } else { 0 };
        let chosen = Chosen { convention, quoted, fitting, guessed: quoted == 0 && counting.len() > 1 };
        if best.as_ref().is_none_or(|(known, known_edges)| (fitting, edges) > (known.fitting, *known_edges)) {
            best = Some((chosen, edges));
        }
        if quoted > 0 && fitting == quoted {
            break;
        }
    }
    let usual = Convention { unit: Counting::Char, newline_is_one: false, newline_is_two: false, mark_counts: false };
    best.map_or(Chosen { convention: usual, quoted, fitting: 0, guessed: false }, |(chosen, _)| chosen)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The demo text with a line end of two characters before it; offsets counted by hand.
    const TEXT: &str = "أ\r\n🔴 أعلنت «قسد» (SDF) قرب الرَّقّة";

    fn marked(start: u64, end: u64, quote: &str) -> Marked {
        let quotes = if quote.is_empty() { Vec::new() } else { vec![quote.to_owned()] };
        Marked { fragments: vec![(start, end)], quotes, ..Marked::default() }
    }

    #[test]
    fn the_convention_is_found_by_the_quotations() {
        use Counting::{Byte, Char, Grapheme, Utf16};
        let all = [Char, Utf16, Byte, Grapheme];
        let offset = |unit: Counting, one: bool, mark: bool| {
            let before = &TEXT[..TEXT.find("قسد").unwrap()];
            let counted = match unit {
                Char => before.chars().count(),
                Utf16 => before.encode_utf16().count(),
                Byte => before.len(),
                Grapheme => before.graphemes(true).count(),
            };
            (counted - usize::from(one)) as u64 + if mark { unit.mark() } else { 0 }
        };
        for (unit, one, mark) in
            [(Char, false, false), (Char, true, false), (Utf16, false, false), (Byte, false, false), (Byte, true, true)]
        {
            let start = offset(unit, one, mark);
            let len = if unit == Byte { 6 } else { 3 };
            let chosen = choose(TEXT, &all, &[marked(start, start + len, "قسد")], false);
            let found = Offsets::new(TEXT, chosen.convention).ranges(&marked(start, start + len, "")).unwrap();
            assert_eq!((&TEXT[found[0].clone()], chosen.fitting), ("قسد", 1), "{unit:?} {one} {mark}");
        }
    }

    #[test]
    fn a_file_made_of_longer_line_ends_is_understood() {
        let text = "سطر\n😀 ثم\n«😀»\nسرت";
        let other = text.replace('\n', "\r\n");
        for unit in [Counting::Char, Counting::Utf16, Counting::Byte] {
            let passages: Vec<(&str, usize)> = ["😀", "ثم", "سرت", "😀»\r\nسرت"]
                .into_iter()
                .map(|quote| (quote, other.find(quote).unwrap()))
                .chain(other.rfind('😀').map(|at| ("😀", at)))
                .collect();
            let count = |text: &str| match unit {
                Counting::Char => text.chars().count(),
                Counting::Utf16 => text.encode_utf16().count(),
                _ => text.len(),
            } as u64;
            let marked: Vec<Marked> = passages
                .iter()
                .map(|(quote, at)| marked(count(&other[..*at]), count(&other[..at + quote.len()]), quote))
                .collect();
            let chosen = choose(text, &[unit], &marked, false);
            assert_eq!((chosen.fitting, chosen.convention.newline_is_two), (passages.len(), true), "{unit:?}");
            let offsets = Offsets::new(text, chosen.convention);
            for (passage, (quote, at)) in marked.iter().zip(&passages) {
                let found = offsets.ranges(passage).unwrap()[0].clone();
                assert_eq!(text[found.clone()], quote.replace("\r\n", "\n"));
                assert_eq!(found.start, at - other[..*at].matches('\r').count());
            }
        }
    }

    #[test]
    fn without_quotations_the_edges_of_words_tell() {
        let text = "🔴 أعلنت «قسد» (SDF) سقوط 12 قتيلاً قرب الرَّقّة، وفق رويترز.";
        let units = [Counting::Utf16, Counting::Char, Counting::Grapheme];
        for (spans, unit) in [
            ([(10, 13), (40, 48)], Counting::Utf16),
            ([(9, 12), (39, 47)], Counting::Char),
            ([(9, 12), (38, 43)], Counting::Grapheme),
        ] {
            let marked = spans.map(|(start, end)| marked(start, end, ""));
            let chosen = choose(text, &units, &marked, false);
            assert_eq!((chosen.convention.unit, chosen.guessed), (unit, true));
        }
    }

    #[test]
    fn grapheme_clusters_are_counted_from_places_that_are_kept() {
        for count in [0, 1, EACH - 1, EACH, EACH + 1, 3 * EACH] {
            let text: String = (0..count).map(|number| ["رَّ", "🇱🇾", "\r\n", "ق"][number % 4]).collect();
            let grapheme = Convention {
                unit: Counting::Grapheme,
                newline_is_one: false,
                newline_is_two: false,
                mark_counts: false,
            };
            let offsets = Offsets::new(&text, grapheme);
            let mut begins: Vec<usize> = text.grapheme_indices(true).map(|(at, _)| at).collect();
            begins.push(text.len());
            for (offset, byte) in begins.iter().enumerate() {
                assert_eq!(offsets.byte(offset as u64), Some(*byte), "{offset} of {count}");
            }
            assert_eq!(offsets.byte(begins.len() as u64), None, "behind {count}");
        }
    }

    #[test]
    fn quotations_may_be_shortened_and_on_one_line() {
        assert!(is_said("قسد على…", "قسد على الطريق"));
        assert!(is_said("a b", "a\r\nb"));
        assert!(!is_said("…", "قسد"));
        assert!(!is_said("قسد", "قسط"));
    }
}
