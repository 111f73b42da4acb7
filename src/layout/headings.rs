//! Decides which short lines of a document are headings, by position, length, ending and what follows.
//!
//! Headings occur in two positions. At the *top*, before the first paragraph, is the headline, which may be a question
//! or an exclamation; datelines, bylines and dates also stand there but are not headings. In the *body* a heading is a
//! short line between two paragraphs. Lists, poems and tables are short lines among short lines and have no headings.

mod words;

use words::LinePlace;

use super::block::{Block, BlockKind};
use crate::text::fold::letters::is_invisible_control;

/// The level of what is found.
const FOUND: u8 = 3;
/// Longest headline, in code points.
const HEADLINE_CHARS: usize = 140;
/// Longest heading elsewhere, in code points.
const HEADING_CHARS: usize = 70;
/// Longest question that can be a heading, in code points.
const QUESTION_CHARS: usize = 60;
/// A line of at least this length is a paragraph whatever it ends with, in code points.
const PARAGRAPH_CHARS: usize = 100;
/// Shortest full line of a text wrapped at 60 to 80 characters, in code points.
const WRAPPED_CHARS: usize = 55;
/// Counting stops here, in code points: no limit is longer.
const MOST_CHARS: usize = HEADLINE_CHARS * 2;
/// Fewest words of a headline below its author's name.
const HEADLINE_WORDS: usize = 4;
/// The most lines above the first paragraph.
const TOP_LINES: usize = 8;

/// Marks the headings among the blocks of a document. Looks at as little text as possible: the length in bytes alone
/// rules out nearly every line.
pub(super) fn mark(text: &str, blocks: &mut [Block]) {
    let page = Page { text, blocks, sets_apart: sets_paragraphs_apart(blocks) };
    let (mut headings, body) = page.top();
    let mut i = body;
    while let Some(block) = page.next(i) {
        if page.may_be_heading(block) && page.is_heading(block) {
            headings.push(block);
        }
        i = block + 1;
    }
    for heading in headings {
        blocks[heading].kind = BlockKind::Heading(FOUND);
    }
}

/// Whether empty lines separate the paragraphs, rather than only occurring here and there or around the headline.
fn sets_paragraphs_apart(blocks: &[Block]) -> bool {
    let (mut lines, mut apart, mut empty) = (0_usize, 0_usize, false);
    for block in blocks {
        if block.kind == BlockKind::Empty {
            empty = true;
        } else {
            lines += 1;
            apart += usize::from(empty && lines > 3);
            empty = false;
        }
    }
    apart * 6 > lines.saturating_sub(3)
}

/// A line with text, without the white space around it.
#[derive(Clone, Copy)]
struct Line<'t> {
    text: &'t str,
    /// Length in code points; capped, because more is never needed.
    chars: usize,
}

impl<'t> Line<'t> {
    fn of(text: &'t str) -> Self {
        let text = text.trim_matches(|c: char| c.is_whitespace() || is_invisible_control(c));
        // No letter has more than four bytes, so most paragraphs need not be counted.
        let chars = if text.len() > MOST_CHARS * 4 { MOST_CHARS } else { text.chars().take(MOST_CHARS).count() };
        Self { text, chars }
    }

    fn ends_sentence(self) -> bool {
        let end = self.text.trim_end_matches(['»', '"', '”', '’', ')', ']', '\'']);
        end.ends_with(['.', '؟', '?', '!', '…', '۔', '׃'])
    }

    /// Whether it is a paragraph: long, or a sentence.
    fn is_paragraph(self) -> bool {
        self.chars >= PARAGRAPH_CHARS || self.ends_sentence() && self.text.split_whitespace().nth(3).is_some()
    }

    /// Whether it continues on the next line, or continues the line before.
    fn is_unfinished(self) -> bool {
        self.text.ends_with(['،', '؛', ':', ',', ';', '-', '–', '—', '/', '\\', '|', '=', '_', '*'])
    }
}

struct Page<'t> {
    text: &'t str,
    blocks: &'t [Block],
    /// Whether empty lines separate its paragraphs.
    sets_apart: bool,
}

impl<'t> Page<'t> {
    /// The first block with text from `at` on.
    fn next(&self, at: usize) -> Option<usize> {
        (at..self.blocks.len()).find(|&i| self.blocks[i].kind != BlockKind::Empty)
    }

    /// The last block with text before `at`.
    fn before(&self, at: usize) -> Option<usize> {
        (0..at).rev().find(|&i| self.blocks[i].kind != BlockKind::Empty)
    }

    fn line(&self, block: usize) -> Line<'t> {
        Line::of(self.blocks[block].span.of(self.text))
    }

    /// Whether the line above is empty or missing.
    fn is_apart(&self, block: usize) -> bool {
        block == 0 || self.blocks[block - 1].kind == BlockKind::Empty
    }

    /// Length of the paragraph that begins at a block, in code points: of one line, or of all the full lines that it
    /// was wrapped into when `may_be_wrapped`. 0 where none begins.
    fn paragraph_at(&self, block: usize, may_be_wrapped: bool) -> usize {
        let line = self.line(block);
        if line.is_paragraph() {
            return line.chars;
        }
        let (mut chars, mut last) = (line.chars, line);
        if !may_be_wrapped || line.chars < WRAPPED_CHARS {
            return 0;
        }
        for i in block + 1..self.blocks.len().min(block + TOP_LINES) {
            if self.blocks[i].kind == BlockKind::Empty {
                break;
            }
            let before = std::mem::replace(&mut last, self.line(i));
            if before.chars < WRAPPED_CHARS || last.chars >= PARAGRAPH_CHARS {
                return 0;
            }
            chars += last.chars;
        }
        if chars > line.chars { chars } else { 0 }
    }

    /// Length of the paragraph under a line, in code points; 0 if there is something else.
    fn paragraph_below(&self, block: usize) -> usize {
        let Some(next) = self.next(block + 1) else { return 0 };
        let may_be_wrapped = self.is_apart(block) && (self.is_apart(next) || self.line(block).chars < WRAPPED_CHARS);
        self.paragraph_at(next, may_be_wrapped)
    }

    /// The headings above the first paragraph, and the block of that paragraph.
    fn top(&self) -> (Vec<usize>, usize) {
        let mut lines: Vec<usize> = Vec::new();
        let mut has_headline = false;
        let mut at = self.next(0);
        while let Some(block) = at {
            let (line, paragraph) = (self.line(block), self.paragraph_at(block, self.is_apart(block)));
            let is_headline = !has_headline
                && may_be_headline(line)
                && !words::is_section(line.text)
                && !words::is_named(line.text, self.place_at_top(block, true))
                && !self.is_name_above_headline(block, line);
            // The headline may be as long as a short paragraph.
            let continues = paragraph == 0 || is_headline && paragraph == line.chars;
            if !continues || self.blocks[block].continues || lines.len() == TOP_LINES {
                break;
            }
            has_headline |= is_headline;
            lines.push(block);
            at = self.next(block + 1);
        }
        let (Some(body), true) = (at, lines.len() < TOP_LINES) else {
            // Only short lines to the end: a poem, a list, a table, a single line.
            return (Vec::new(), lines.first().map_or(self.blocks.len(), |first| first + 1));
        };
        let below = lines.last().map_or(0, |&last| self.paragraph_below(last));
        let mut headings: Vec<usize> = Vec::new();
        for (i, &block) in lines.iter().enumerate() {
            let (line, is_last) = (self.line(block), i + 1 == lines.len());
            let is_introduced = i > 0 && self.line(lines[i - 1]).text.ends_with(':');
            if is_introduced || headings.is_empty() && !is_last && words::is_section(line.text) {
                continue;
            }
            let place = self.place_at_top(block, headings.is_empty());
            let is_heading = !words::is_named(line.text, place)
                && (!headings.is_empty() || !self.is_name_above_headline(block, line))
                && if headings.is_empty() {
                    may_be_headline(line) && is_long_enough_below(line, below)
                } else {
                    is_second_headline(line, below, is_last)
                };
            if is_heading {
                headings.push(block);
            }
        }
        // So many lines above a paragraph are a list, not headings.
        if headings.len() > 3 {
            headings.truncate(1);
        }
        (headings, body)
    }

    /// The position of a line above the first paragraph, and whether the headline is still to come.
    fn place_at_top(&self, block: usize, is_first: bool) -> LinePlace {
        LinePlace::Top { is_first, is_beside_headline: !is_first || self.is_above_headline(block) }
    }

    /// Whether the line below is more likely the headline: it has more words and can be one.
    fn is_above_headline(&self, block: usize) -> bool {
        let Some(next) = self.next(block + 1) else { return false };
        let (line, below) = (self.line(block), self.line(next));
        let words = |line: Line<'_>| line.text.split_whitespace().count();
        words(below) > words(line)
            && words(below) >= HEADLINE_WORDS
            && may_be_headline(below)
            && !below.is_paragraph()
            && !words::is_named(below.text, LinePlace::Top { is_first: false, is_beside_headline: true })
    }

    /// Whether the line is an author's name above the headline.
    fn is_name_above_headline(&self, block: usize, line: Line<'_>) -> bool {
        words::is_bare_name(line.text) && self.is_above_headline(block)
    }

    /// A cheap test that rules out most lines by length alone.
    fn may_be_heading(&self, block: usize) -> bool {
        let Block { span, continues, .. } = self.blocks[block];
        if continues || span.len() as usize > HEADING_CHARS * 4 {
            return false;
        }
        let below = self.next(block + 1).map_or(0, |next| self.blocks[next].span.len());
        below > span.len() || self.is_apart(block) && below as usize > WRAPPED_CHARS
    }

    fn is_heading(&self, block: usize) -> bool {
        let line = self.line(block);
        if line.chars > HEADING_CHARS || line.is_unfinished() || !has_words(line.text) {
            return false;
        }
        let is_question = line.text.trim_end_matches('!').ends_with(['؟', '?']) && line.chars <= QUESTION_CHARS;
        if line.ends_sentence() && !is_question {
            return false;
        }
        let (Some(before), Some(next)) = (self.before(block), self.next(block + 1)) else { return false };
        // Where empty lines separate paragraphs, the last line of a wrapped paragraph does not stand apart.
        let stands_apart = self.is_apart(block) || !self.sets_apart && !self.is_apart(next);
        if !stands_apart || self.paragraph_below(block) <= line.chars * 2 {
            return false;
        }
        let is_last = self.next(next + 1).is_none();
        // The line after a list item, if it is not an item itself, can be a heading.
        let is_behind_item = words::is_item(self.line(before).text);
        let is_free = if is_behind_item { !words::is_item(line.text) } else { self.closes_paragraph(before) };
        is_free && !words::is_named(line.text, LinePlace::Body { is_last })
    }

    /// Whether a heading can stand under a line: under a paragraph that does not introduce what follows, or under
    /// another heading or a caption that stands alone.
    fn closes_paragraph(&self, block: usize) -> bool {
        let is_end = |line: Line<'_>, block: usize| {
            !line.text.ends_with(':') && (line.is_paragraph() || line.ends_sentence() || self.ends_wrapped(block))
        };
        let line = self.line(block);
        is_end(line, block)
            || !line.is_unfinished() && self.before(block).is_none_or(|earlier| is_end(self.line(earlier), earlier))
    }

    /// Whether it is the last line of a wrapped paragraph.
    fn ends_wrapped(&self, block: usize) -> bool {
        self.sets_apart && !self.is_apart(block) && self.line(block - 1).chars >= WRAPPED_CHARS
    }
}

fn is_long_enough_below(headline: Line<'_>, below: usize) -> bool {
    if headline.chars > HEADING_CHARS { below > headline.chars * 6 / 5 } else { below * 2 > headline.chars }
}

/// Whether a line below the headline is a second headline or the first paragraph's own heading, rather than a name or
/// a number.
fn is_second_headline(line: Line<'_>, below: usize, is_last: bool) -> bool {
    let is_short = line.text.split_whitespace().nth(3).is_none();
    line.chars <= HEADING_CHARS
        && below > line.chars * 2
        && !line.ends_sentence()
        && !line.is_unfinished()
        && has_words(line.text)
        && (!is_short || is_last && !line.text.contains(char::is_numeric))
        && !words::is_name(line.text)
        && !words::is_bare_name(line.text)
}

fn may_be_headline(line: Line<'_>) -> bool {
    let is_mild = !line.text.ends_with('.') || line.text.ends_with("..");
    line.chars <= HEADLINE_CHARS
        && is_mild
        && !line.is_unfinished()
        && has_words(line.text)
        && !has_sentences(line.text)
}

/// Whether a sentence ends inside the line: after a word, not after an initial or an abbreviated title.
fn has_sentences(line: &str) -> bool {
    line.match_indices(". ").any(|(at, _)| line[..at].chars().rev().take_while(|c| c.is_alphabetic()).nth(3).is_some())
}

/// Whether the line has words to read, rather than being a table row, a link or an address.
fn has_words(line: &str) -> bool {
    line.chars().any(char::is_alphabetic)
        && !line.contains(['\t', '@'])
        && !line.contains("://")
        && !line.contains("www.")
}

#[cfg(test)]
#[path = "headings/tests.rs"]
mod tests;
