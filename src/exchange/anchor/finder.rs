//! Finds passages in a text that is not, or may not be, the one in which they were marked.

use std::collections::HashMap;
use std::ops::Range;

use super::blocks::{Blocks, hashes};
use super::drift::Drift;
use super::fit::{cost_of_beginning, fit};
use super::letters::Letters;
use super::passage::{Anchor, Mismatch, is_mark};
use crate::annotation::{Proposal, Spans};
use crate::text::Span;

/// The most bytes of a text shown in a message.
const SHOWN_BYTES: usize = 80;

/// Bytes of a text before or after a passage that prove by themselves that it is the same.
const PROVING_BYTES: usize = 16;

/// Letters by which places are looked up. What occurs more often than `MOST_PLACES` is no help.
const GRAM: usize = 8;
const MOST_PLACES: usize = 48;

/// How many places of a passage are compared closely.
const MOST_TRIED: usize = 8;

/// How often is looked for passages that have become certain by those that were.
const ROUNDS: usize = 2;

/// The most places that are proposed.
const MOST_PROPOSED: usize = 5;

/// Letters of surroundings taken from a former text on each side.
const SURROUNDINGS: usize = 64;

/// Letters of surroundings that make a place certain.
const CERTAIN_LETTERS: usize = 20;

/// Letters on each side that adjoin a passage.
const ADJOINING: usize = 4;

/// Letters of a passage that make a place certain without surroundings.
const LONG_PASSAGE: usize = 32;

/// Letters with which a passage itself is looked up; shorter ones are found by their surroundings alone.
const OWN_GRAMS: [usize; 2] = [GRAM, GRAM / 2];

/// Of longer passages only the two ends are compared closely.
const CLOSE_LETTERS: usize = 2048;
const END_LETTERS: usize = 512;

/// The most letters of words that are written before another one without a space.
const PROCLITICS: usize = 2;

/// Letters to each side of where a passage is expected in which it is looked for.
const NEARBY: usize = 3000;

/// Percentages: the likeness from which on a place is certain, and that from which on it is if what adjoins agrees.
const ALIKE: u8 = 75;
const ALIKE_ADJOINING: u8 = 50;

/// Percentages: how much more one place must resemble the passage than another to be better, and the least and the most
/// of one that was chosen among several by the order of the passages.
const CLEARLY: u8 = 5;
const CHOSEN: [u8; 2] = [Proposal::NEAR, 90];

/// Where a passage was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    /// Certainly here: the same words, whatever their spelling, in the same surroundings.
    Exactly(Spans),
    /// Perhaps in one of these places, the likeliest first; they may be none.
    Perhaps(Vec<Proposal>),
}

/// Finds passages in a text.
#[derive(Debug)]
pub struct Anchors<'t> {
    text: &'t str,
    /// The text in which the offsets count, if it is known and another one, and how it became this one.
    former: Option<(&'t str, Drift)>,
    /// Whether every passage is where its file says, because the text is not known.
    are_as_given: bool,
}

impl<'t> Anchors<'t> {
    /// Searches this text.
    pub fn new(text: &'t str) -> Self {
        Self { text, former: None, are_as_given: false }
    }

    /// Like [`Self::new`], for offsets in a former text.
    pub fn after(former: &'t str, text: &'t str) -> Self {
        Self { former: Some((former, Drift::between(former, text))), ..Self::new(text) }
    }

    /// Without a text: each passage is where its file says.
    pub fn as_given() -> Self {
        Self { are_as_given: true, ..Self::new("") }
    }

    /// Whether this is [`Self::as_given`].
    pub fn are_as_given(&self) -> bool {
        self.are_as_given
    }

    /// The fragments at the position of an anchor, or where an edit has moved that position, if its quotation is there in
    /// its surroundings.
    pub fn check(&self, anchor: &Anchor) -> Result<Spans, Mismatch> {
        if self.are_as_given {
            let reversed = anchor.fragments.iter().find(|span| span.end <= span.start);
            let error = |span: &Span| crate::text::SpanError::Empty { start: span.start.0, end: span.end.0 }.into();
            return reversed.map_or_else(|| Ok(Spans::new(anchor.fragments.iter().copied())), |span| Err(error(span)));
        }
        let moved = |at: u32| self.former.as_ref().map_or(at, |(_, drift)| drift.moved(at));
        let mut quotes = anchor.quotes.iter().map(Some).chain(std::iter::repeat(None));
        let checked = anchor
            .fragments
            .iter()
            .map(|span| self.check_one(moved(span.start.0), moved(span.end.0), quotes.next().flatten()));
        let spans = Spans::new(checked.collect::<Result<Vec<Span>, Mismatch>>()?);
        let span = spans.hull();
        if self.has_surroundings(anchor, span) { Ok(spans) } else { Err(Mismatch::Surroundings { span }) }
    }

    /// The span between two bytes, if it is valid and contains the quotation.
    fn check_one(&self, start: u32, end: u32, quote: Option<&String>) -> Result<Span, Mismatch> {
        let span = Span::new(self.text, start, end)?;
        let there = span.of(self.text);
        if quote.is_some_and(|quote| quote != there) {
            let found = there[..there.floor_char_boundary(SHOWN_BYTES)].to_owned();
            return Err(Mismatch::Quote { span, found });
        }
        Ok(span)
    }

    fn has_surroundings(&self, anchor: &Anchor, span: Span) -> bool {
        let Range { start, end } = span.range();
        let (text_before, text_behind) = (&self.text[..start], self.text[end..].trim_start_matches(is_mark));
        let before = text_before.ends_with(&anchor.prefix);
        let behind = text_behind.starts_with(&anchor.suffix);
        let proves = |is_there: bool, words: &str| is_there && words.len() >= PROVING_BYTES;
        // The words must end where they did: a part of a longer word is another one.
        let ends_alike = is_letter_first(text_behind) == is_letter_first(&anchor.suffix);
        let begins_alike = text_before.ends_with(is_letter) == anchor.prefix.ends_with(is_letter);
        before && behind
            || proves(before, &anchor.prefix) && ends_alike
            || proves(behind, &anchor.suffix) && begins_alike
    }

    /// Finds passages that are not where they were. `settled` are the starts, in bytes, of passages whose place is known:
    /// before and now.
    pub fn find(&self, anchors: &[&Anchor], settled: &[(u32, u32)]) -> Vec<Found> {
        if anchors.is_empty() {
            return Vec::new();
        }
        Finder::new(self.text, self.former.as_ref().map(|(former, _)| *former)).find(anchors, settled)
    }
}

/// How many letters of a passage may be others so that it is still the same one. Of a short name a few letters make
/// another name: صرمان and مدن, سرت and سبت.
fn changes_allowed(letters: usize) -> usize {
    match letters {
        0..8 => letters / 4,
        8..16 => letters * 4 / 10,
        _ => letters * 6 / 10,
    }
}

/// Whether a character belongs to a word.
fn is_letter(c: char) -> bool {
    c.is_alphanumeric() || is_mark(c) || c == '\u{640}'
}

fn is_letter_first(text: &str) -> bool {
    text.starts_with(is_letter)
}

/// A text that is searched, and the former one.
struct Finder<'t> {
    text: &'t str,
    new: Letters,
    former: Option<Former<'t>>,
}

struct Former<'t> {
    text: &'t str,
    letters: Letters,
    blocks: Blocks,
}

/// A fragment to be found.
struct Piece<'a> {
    /// The number of its anchor.
    anchor: usize,
    quote: &'a str,
    /// Its first byte in the former text.
    old: u32,
    /// Its letters in the former text, if that is known.
    old_letters: Option<Range<usize>>,
    /// Its letters and those of its surroundings.
    pattern: Vec<u16>,
    passage: Range<usize>,
    /// Whether it begins and ends with whole words.
    whole: (bool, bool),
    places: Vec<Place>,
    /// Whether the first of its places is certain.
    is_certain: bool,
}

/// A place that may be that of a fragment.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Place {
    letters: Range<usize>,
    bytes: Range<usize>,
    /// Letters changed inside.
    changed: usize,
    /// Letters of the surroundings that agree.
    agreeing: usize,
    /// Whether what adjoins on both sides agrees.
    is_adjoining: bool,
    /// How much all of it resembles what is sought, in percent.
    likeness: u8,
}

impl Piece<'_> {
    fn around(&self) -> usize {
        self.pattern.len() - self.passage.len()
    }

    /// Whether a place can be no other passage, judged by itself.
    fn is_proven(&self, place: &Place) -> bool {
        let (own, around, agreeing) = (self.passage.len(), self.around(), place.agreeing);
        let is_alike = place.likeness >= if place.is_adjoining { ALIKE_ADJOINING } else { ALIKE };
        let is_much = agreeing * 10 >= around * 6 || is_alike;
        let by_surroundings = agreeing >= CERTAIN_LETTERS || is_much && around > 0;
        let is_at_hand = around == 0 && place.bytes.contains(&(self.old as usize));
        place.changed == 0 && (by_surroundings && own + agreeing >= 6 || own >= LONG_PASSAGE || is_at_hand)
    }

    /// Whether the surroundings do not speak against a place.
    fn is_possible(&self, place: &Place) -> bool {
        place.changed == 0 && place.agreeing * 10 >= self.around() * 3
    }

    /// Adds a place unless a better one overlaps it.
    fn add(&mut self, place: Place) {
        let overlaps = |other: &Place| {
            other.bytes.start < place.bytes.end && place.bytes.start < other.bytes.end || other.bytes == place.bytes
        };
        if self.places.iter().any(|other| overlaps(other) && other.likeness >= place.likeness) {
            return;
        }
        self.places.retain(|other| !overlaps(other));
        self.places.push(place);
    }

    fn sort(&mut self) {
        self.places.sort_by_key(|place| (std::cmp::Reverse((place.likeness, place.agreeing)), place.bytes.start));
    }

    /// Whether a place is that of another passage: `known` are the former starts of passages by their present ones. What
    /// overlapped was one passage.
    fn is_of_another(&self, place: &Place, known: &HashMap<usize, u32>) -> bool {
        known.get(&place.bytes.start).is_some_and(|old| old.abs_diff(self.old) as usize >= self.quote.len())
    }

    /// The place that is certain by itself: one that proves it, and is clearly better than every other one that is free.
    fn proven(&self, known: &HashMap<usize, u32>) -> Option<usize> {
        let mut free = (0..self.places.len()).filter(|number| !self.is_of_another(&self.places[*number], known));
        let number = free.next()?;
        let best = &self.places[number];
        let is_worse = |other: &Place| {
            other.likeness + CLEARLY <= best.likeness && (other.changed > 0 || other.agreeing + 6 <= best.agreeing)
        };
        (self.is_proven(best) && free.all(|other| is_worse(&self.places[other]))).then_some(number)
    }

    /// Takes one of its places to be the right one.
    fn choose(&mut self, number: usize) {
        self.places[..=number].rotate_right(1);
        self.is_certain = true;
    }
}

impl<'t> Finder<'t> {
    fn new(text: &'t str, former: Option<&'t str>) -> Self {
        let new = Letters::of(text);
        let former = former.map(|text| {
            let letters = Letters::of(text);
            let blocks = Blocks::between(&letters.codes, &new.codes);
            Former { text, letters, blocks }
        });
        Self { text, new, former }
    }

    fn find(&self, anchors: &[&Anchor], settled: &[(u32, u32)]) -> Vec<Found> {
        let mut pieces: Vec<Piece<'_>> = Vec::new();
        for (number, anchor) in anchors.iter().enumerate() {
            pieces.extend(self.pieces(number, anchor));
        }
        pieces.sort_by_key(|piece| piece.old);
        for piece in &mut pieces {
            self.follow(piece);
        }
        let index = Index::of(&self.new.codes, pieces.iter().filter(|piece| !piece.is_certain));
        for piece in pieces.iter_mut().filter(|piece| !piece.is_certain) {
            for diagonals in index.diagonals(&piece.pattern) {
                let at = |diagonal: i64| usize::try_from(diagonal + piece.passage.start as i64).unwrap_or_default();
                let (first, last) = (at(diagonals.start), at(diagonals.end));
                if !self.try_same_words(piece, first) && (first == last || !self.try_same_words(piece, last)) {
                    self.try_at(piece, diagonals);
                }
            }
            // A heading between other paragraphs than before has nothing but its own words.
            for at in index.same_beginning(piece) {
                self.try_same_words(piece, *at as usize);
            }
            if piece.old_letters.is_none() {
                self.try_at_former_position(piece);
            }
            piece.sort();
        }
        let mut known: HashMap<usize, u32> = settled.iter().map(|(old, new)| (*new as usize, *old)).collect();
        // What is found takes places away from what is not found yet.
        for _ in 0..ROUNDS {
            for piece in pieces.iter_mut().filter(|piece| !piece.is_certain) {
                if let Some(number) = piece.proven(&known).filter(|number| !self.is_taken(&piece.places[*number])) {
                    piece.choose(number);
                }
            }
            doubt_those_on_one_place(&mut pieces, &mut known);
        }
        self.decide_by_neighbours(&mut pieces, settled, &known);
        doubt_those_on_one_place(&mut pieces, &mut known);
        for piece in pieces.iter_mut().filter(|piece| !piece.is_certain) {
            self.prefer_only_one(piece, &index);
        }
        let mut by_anchor: Vec<Vec<&Piece<'_>>> = vec![Vec::new(); anchors.len()];
        for piece in &pieces {
            by_anchor[piece.anchor].push(piece);
        }
        by_anchor.iter().zip(anchors).map(|(pieces, anchor)| together(pieces, anchor)).collect()
    }

    /// The fragments of an anchor; none if it has no quotations.
    fn pieces<'a>(&self, number: usize, anchor: &'a Anchor) -> Vec<Piece<'a>> {
        if anchor.quotes.len() != anchor.fragments.len() {
            return Vec::new();
        }
        let last = anchor.quotes.len() - 1;
        let of = |(index, (quote, span)): (usize, (&'a String, &Span))| {
            // Of an annotation that was not found before, the offsets count in a text before the former one.
            let known = self.former.as_ref().filter(|former| former.text.get(span.range()) == Some(quote.as_str()));
            let (prefix, suffix) = match known {
                Some(Former { text, letters, .. }) => {
                    let own = letters.within(span.range());
                    let from = letters.start(own.start.saturating_sub(SURROUNDINGS), text).min(span.start.index());
                    let to = letters.start(own.end + SURROUNDINGS, text).max(span.end.index());
                    (&text[from..span.start.index()], &text[span.end.index()..to])
                }
                None => (
                    if index == 0 { anchor.prefix.as_str() } else { "" },
                    if index == last { anchor.suffix.as_str() } else { "" },
                ),
            };
            let (before, own, behind) =
                (Letters::of(prefix).codes, Letters::of(quote).codes, Letters::of(suffix).codes);
            let passage = before.len()..before.len() + own.len();
            Piece {
                anchor: number,
                quote,
                old: span.start.0,
                old_letters: known.map(|former| former.letters.within(span.range())),
                pattern: [before, own, behind].concat(),
                passage,
                whole: (!prefix.ends_with(is_letter), !is_letter_first(suffix)),
                places: Vec::new(),
                is_certain: false,
            }
        };
        anchor.quotes.iter().zip(&anchor.fragments).enumerate().map(of).collect()
    }

    /// Finds a fragment of a former text that is in what both texts have in common.
    fn follow(&self, piece: &mut Piece<'_>) {
        let Some((former, old)) = self.former.as_ref().zip(piece.old_letters.clone()) else { return };
        let Some(letters) = former.blocks.new_of(&old).filter(|letters| !self.is_cut(piece, letters)) else { return };
        if let Some(bytes) = self.bytes(piece, &letters, 0) {
            let agreeing = piece.around();
            piece.places.push(Place { letters, bytes, changed: 0, agreeing, is_adjoining: true, likeness: 100 });
            piece.is_certain = true;
        }
    }

    /// Whether letters that were whole words are a part of a longer one: other than a word that stands before them without a
    /// space, as و does.
    fn is_cut(&self, piece: &Piece<'_>, letters: &Range<usize>) -> bool {
        let (start, end) = (self.new.start(letters.start, self.text), self.new.end(letters.end, self.text));
        let before = self.text[..start].chars().rev().take_while(|c| is_letter(*c));
        let before: Vec<char> = before.filter(|c| !is_mark(*c) && *c != '\u{640}').take(PROCLITICS + 1).collect();
        let is_proclitic = before.len() <= PROCLITICS && before.iter().all(|c| "وفبكل".contains(*c));
        !letters.is_empty()
            && (piece.whole.0 && !is_proclitic || piece.whole.1 && self.text[end..].starts_with(char::is_alphanumeric))
    }

    /// Whether what is in a place has come there from another place of the former text.
    fn is_taken(&self, place: &Place) -> bool {
        self.former.as_ref().is_some_and(|former| former.blocks.has_new(&place.letters))
    }

    /// Tries where a fragment was: the same words there are at least worth a look.
    fn try_at_former_position(&self, piece: &mut Piece<'_>) {
        let at = piece.old as usize;
        if self.text.get(at..at + piece.quote.len()) != Some(piece.quote) {
            return;
        }
        self.try_same_words(piece, self.new.before(at));
        if let Some(place) = piece.places.iter_mut().find(|place| place.bytes.start == at) {
            place.likeness = place.likeness.max(CHOSEN[0]);
        }
    }

    /// Long words that the text has once are worth a look, whatever surrounds them.
    fn prefer_only_one(&self, piece: &mut Piece<'_>, index: &Index) {
        let mut same = (0..piece.places.len()).filter(|number| piece.places[*number].changed == 0);
        let (Some(number), None) = (same.next(), same.next()) else { return };
        if piece.passage.len() >= GRAM
            && !index.same_beginning(piece).is_empty()
            && !self.is_taken(&piece.places[number])
        {
            piece.places[number].likeness = piece.places[number].likeness.max(CHOSEN[0]);
            piece.sort();
        }
    }

    /// Compares a fragment with the text on which its pattern would begin at one of these letters.
    fn try_at(&self, piece: &mut Piece<'_>, diagonals: Range<i64>) {
        let (codes, pattern, passage) = (&self.new.codes, &piece.pattern, &piece.passage);
        let len = codes.len() as i64;
        let window = |from: i64, to: i64| (from.clamp(0, len) as usize)..(to.clamp(0, len) as usize);
        let fit_near = |part: Range<usize>, passage: Range<usize>, room: usize| {
            let slack = (part.len() / 4 + 12 + room) as i64;
            let from = diagonals.start + part.start as i64 - slack;
            let window = window(from, diagonals.end + part.end as i64 + slack);
            let found = fit(&pattern[part], &passage, &codes[window.clone()]);
            (window.start + found.start..window.start + found.end, found)
        };
        let (letters, before, changed, behind) = if pattern.len() <= CLOSE_LETTERS {
            let (letters, found) = fit_near(0..pattern.len(), passage.clone(), 0);
            (letters, found.before, found.inside, found.behind)
        } else {
            let (head, tail) = (END_LETTERS.min(passage.len()), END_LETTERS.min(passage.len()));
            let (start, first) = fit_near(0..passage.start + head, passage.start..passage.start + head, 0);
            let from = passage.end - tail;
            let (end, last) = fit_near(from..pattern.len(), 0..tail, passage.len() / 8);
            let letters = start.start..end.end.max(start.start);
            let is_same = codes[letters.clone()] == pattern[passage.clone()];
            let difference = letters.len().abs_diff(passage.len()) + first.inside + last.inside;
            (letters, first.before, if is_same { 0 } else { difference.max(1) }, last.behind)
        };
        self.judge(piece, letters, [before, changed, behind]);
    }

    /// Takes the same words at a letter as a place, if they are there. Returns whether their surroundings are the same, too.
    fn try_same_words(&self, piece: &mut Piece<'_>, at: usize) -> bool {
        let (codes, pattern, passage) = (&self.new.codes, &piece.pattern, &piece.passage);
        let letters = at..at + passage.len();
        if passage.is_empty() || codes.get(letters.clone()) != Some(&pattern[passage.clone()]) {
            return false;
        }
        let room = |side: &[u16]| side.len() + side.len() / 4 + 12;
        let (before, behind) = (&pattern[..passage.start], &pattern[passage.end..]);
        let there: Vec<&u16> = codes[..letters.start].iter().rev().take(room(before)).collect();
        let cost_before = cost_of_beginning(before.iter().rev(), &there);
        let there: Vec<&u16> = codes[letters.end..].iter().take(room(behind)).collect();
        let cost_behind = cost_of_beginning(behind.iter(), &there);
        self.judge(piece, letters, [cost_before, 0, cost_behind]);
        cost_before + cost_behind == 0
    }

    /// Adds a place that was found, with the letters that are changed before the passage, inside it and behind it.
    fn judge(&self, piece: &mut Piece<'_>, letters: Range<usize>, [before, changed, behind]: [usize; 3]) {
        let changed = if changed == 0 { usize::from(self.is_cut(piece, &letters)) } else { changed };
        let (codes, pattern, passage) = (&self.new.codes, &piece.pattern, &piece.passage);
        let Some(bytes) = self.bytes(piece, &letters, changed) else { return };
        // Whether letters agree is counted outwards as far as they are the same, or over all of them.
        let same = |pairs: &mut dyn Iterator<Item = (&u16, &u16)>| pairs.take_while(|(a, b)| a == b).count();
        let run_before = same(&mut pattern[..passage.start].iter().rev().zip(codes[..letters.start].iter().rev()));
        let run_behind = same(&mut pattern[passage.end..].iter().zip(&codes[letters.end..]));
        let (len_before, len_behind) = (passage.start, pattern.len() - passage.end);
        let agreeing = run_before.max(len_before.saturating_sub(3 * before))
            + run_behind.max(len_behind.saturating_sub(3 * behind));
        let alike = 2 * passage.len().saturating_sub(changed)
            + run_before.max(len_before.saturating_sub(before))
            + run_behind.max(len_behind.saturating_sub(behind));
        let all = 2 * passage.len() + len_before + len_behind;
        let mut likeness = (alike * 100 / all.max(1)) as u8;
        if changed > changes_allowed(passage.len()) {
            // Other words in the same surroundings are not the passage any more.
            likeness = likeness.min(Proposal::NEAR - 1);
        }
        let is_adjoining = run_before >= len_before.min(ADJOINING) && run_behind >= len_behind.min(ADJOINING);
        piece.add(Place { letters, bytes, changed, agreeing, is_adjoining, likeness });
    }

    /// The bytes of a fragment that was found at these letters: with the punctuation at its ends, as it had it.
    fn bytes(&self, piece: &Piece<'_>, letters: &Range<usize>, changed: usize) -> Option<Range<usize>> {
        let (text, quote) = (self.text, piece.quote);
        let own = Letters::of(quote);
        if own.is_empty() {
            // Without letters it must be there as it was, and once.
            let gap = self.new.end(letters.start, text)..self.new.start(letters.end, text);
            let mut there = text.get(gap.clone())?.match_indices(quote).map(|(at, _)| gap.start + at);
            return there.next().filter(|_| there.next().is_none()).map(|at| at..at + quote.len());
        }
        if letters.is_empty() {
            return None;
        }
        let (first, last) = (self.new.start(letters.start, text), self.new.end(letters.end, text));
        let lead = own.start(0, quote);
        let as_it_is = first.checked_sub(lead).map(|start| start..start + quote.len());
        if let Some(bytes) = as_it_is.filter(|bytes| changed == 0 && text.get(bytes.clone()) == Some(quote)) {
            return Some(bytes);
        }
        let is_sign = |c: &char| !c.is_alphanumeric() && !c.is_whitespace() && !is_mark(*c);
        let signs = |part: &str| part.chars().filter(is_sign).count();
        let before = text[..first].chars().rev().take_while(is_sign).take(signs(&quote[..lead]));
        let behind = text[last..].chars().take_while(is_sign).take(signs(&quote[own.end(own.len(), quote)..]));
        let mut start = first - before.map(char::len_utf8).sum::<usize>();
        let mut end = last + behind.map(char::len_utf8).sum::<usize>();
        if changed > 0 {
            // Other words are whole ones, too.
            if piece.whole.0 && lead == 0 {
                start -= text[..start].chars().rev().take_while(|c| is_letter(*c)).map(char::len_utf8).sum::<usize>();
            }
            if piece.whole.1 && text[..end].ends_with(is_letter) {
                end += text[end..].chars().take_while(|c| is_letter(*c)).map(char::len_utf8).sum::<usize>();
            }
        }
        Some(start..end)
    }

    /// Decides by the order of the passages and by how those beside them have moved where words alone do not decide.
    fn decide_by_neighbours(
        &self,
        pieces: &mut [Piece<'_>],
        settled: &[(u32, u32)],
        known_places: &HashMap<usize, u32>,
    ) {
        let certain = pieces.iter().filter(|piece| piece.is_certain).filter_map(|piece| {
            let place = piece.places.first()?;
            Some(Known { old: piece.old, letter: place.letters.start, byte: place.bytes.start })
        });
        let of = |(old, new): &(u32, u32)| {
            let byte = *new as usize;
            Known { old: *old, letter: self.new.before(byte), byte }
        };
        let mut known: Vec<Known> = certain.chain(settled.iter().map(of)).collect();
        known.sort_unstable();
        for piece in pieces.iter_mut().filter(|piece| !piece.is_certain) {
            let expected = Expected::of(piece, self, &known);
            for at in expected.same_words(piece, &self.new.codes) {
                self.try_same_words(piece, at);
            }
            if expected.window.len() <= 2 * NEARBY && piece.pattern.len() <= CLOSE_LETTERS / 4 {
                let (window, pattern) = (&expected.window, piece.pattern.len() as i64);
                let diagonals = window.start as i64 - piece.passage.start as i64;
                let last = window.end as i64 - pattern + (piece.pattern.len() - piece.passage.end) as i64;
                self.try_at(piece, diagonals..last.max(diagonals));
            }
            piece.sort();
            match piece.proven(known_places).filter(|number| !self.is_taken(&piece.places[*number])) {
                Some(number) => piece.choose(number),
                None => self.prefer_expected(piece, &expected),
            }
        }
        let moves = agreeing_moves(pieces);
        for (piece, choice) in pieces.iter_mut().zip(moves) {
            if let Some(number) = choice.filter(|number| !self.is_taken(&piece.places[*number])) {
                piece.choose(number);
            }
        }
    }

    /// Puts the place first that is expected, if several are equally good, and is certain of it if it can be no other.
    fn prefer_expected(&self, piece: &mut Piece<'_>, expected: &Expected) {
        let distance = |place: &Place| place.letters.start.abs_diff(expected.at);
        let is_inside = |place: &Place| expected.is_inside(&place.letters);
        let Some(best) = piece.places.first() else { return };
        // What lies between two passages that have moved alike has moved with them.
        let is_with_them = |place: &Place| {
            let by = place.bytes.start as i64 - i64::from(piece.old);
            is_inside(place) && expected.moved_by == Some(by) && piece.is_possible(place) && !self.is_taken(place)
        };
        if let Some(number) = piece.places.iter().position(is_with_them) {
            return piece.choose(number);
        }
        let mut equal: Vec<usize> = (0..piece.places.len())
            .filter(|number| {
                let place = &piece.places[*number];
                is_inside(place) && place.changed == best.changed && place.likeness + CLEARLY > best.likeness
            })
            .collect();
        equal.sort_by_key(|number| distance(&piece.places[*number]));
        let Some((&number, others)) = equal.split_first() else {
            // None is where it is expected: one that has the same words there is at least worth a look.
            let same: Vec<usize> = (0..piece.places.len())
                .filter(|number| is_inside(&piece.places[*number]) && piece.places[*number].changed == 0)
                .collect();
            if let [number] = same.as_slice()
                && expected.is_narrow
            {
                piece.places[*number].likeness = piece.places[*number].likeness.max(CHOSEN[0]);
                piece.sort();
            }
            return;
        };
        let nearest = distance(&piece.places[number]);
        let is_nearest = others.iter().all(|other| distance(&piece.places[*other]) >= 4 * nearest + 8);
        let is_close = expected.is_between && nearest <= 2 + expected.reach / 50;
        let is_certain = is_nearest && is_close && piece.is_possible(&piece.places[number]);
        if is_certain && !self.is_taken(&piece.places[number]) {
            return piece.choose(number);
        }
        let is_alone = piece.places.len() == 1;
        let place = &mut piece.places[number];
        if place.changed == 0 && expected.is_narrow && others.is_empty() {
            place.likeness = place.likeness.max(CHOSEN[0]);
        }
        if !is_alone {
            place.likeness = place.likeness.min(CHOSEN[1]);
        }
        piece.places[..=number].rotate_right(1);
    }
}

/// Where a fragment is expected by its neighbours, in letters.
struct Expected {
    at: usize,
    /// Where it is looked for.
    window: Range<usize>,
    /// The places of the neighbours.
    between: Range<usize>,
    /// Whether both neighbours are known and still follow each other.
    is_between: bool,
    /// Whether the neighbours are so close that there is hardly another place.
    is_narrow: bool,
    /// The distance to the nearer neighbour.
    reach: usize,
    /// By how many bytes both neighbours have moved, if by the same number.
    moved_by: Option<i64>,
}

/// A passage whose place is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Known {
    /// Its first byte in the former text.
    old: u32,
    /// Its first letter and byte now.
    letter: usize,
    byte: usize,
}

impl Known {
    fn moved_by(self) -> i64 {
        self.byte as i64 - i64::from(self.old)
    }
}

impl Expected {
    fn of(piece: &Piece<'_>, finder: &Finder<'_>, known: &[Known]) -> Self {
        let len = finder.new.len();
        if let Some((former, old)) = finder.former.as_ref().zip(piece.old_letters.as_ref())
            && let Some(gap) = former.blocks.gap_of(old, len)
        {
            return Self::around(gap.start, gap.clone(), false);
        }
        let next = known.partition_point(|known| known.old <= piece.old);
        let before = next.checked_sub(1).map(|before| known[before]);
        let behind = known.get(next).copied();
        let letters_per_byte = len as f64 / finder.text.len().max(1) as f64;
        let letters = |bytes: u32| (f64::from(bytes) * letters_per_byte) as usize;
        match (before, behind) {
            (Some(before), Some(behind)) if before.letter <= behind.letter => {
                let share = f64::from(piece.old - before.old) / f64::from((behind.old - before.old).max(1));
                let at = before.letter + ((behind.letter - before.letter) as f64 * share).round() as usize;
                let expected = Self::around(at, before.letter..behind.letter, true);
                Self { moved_by: Some(before.moved_by()).filter(|by| *by == behind.moved_by()), ..expected }
            }
            (Some(before), _) => {
                Self::around(before.letter + letters(piece.old - before.old), before.letter..len, false)
            }
            (None, Some(behind)) => {
                Self::around(behind.letter.saturating_sub(letters(behind.old - piece.old)), 0..behind.letter, false)
            }
            (None, None) => Self::around(finder.new.before(piece.old as usize), 0..len, false),
        }
    }

    fn around(at: usize, between: Range<usize>, is_between: bool) -> Self {
        let at = at.clamp(between.start, between.end);
        let window = at.saturating_sub(NEARBY).max(between.start)..(at + NEARBY).min(between.end);
        let reach = (at - between.start).min(between.end - at);
        Self { at, window, is_between, is_narrow: between.len() <= NEARBY / 2, reach, between, moved_by: None }
    }

    fn is_inside(&self, letters: &Range<usize>) -> bool {
        self.between.start <= letters.start && letters.start <= self.between.end
    }

    /// Where the letters of a fragment are in the window.
    fn same_words(&self, piece: &Piece<'_>, codes: &[u16]) -> Vec<usize> {
        let own = &piece.pattern[piece.passage.clone()];
        if own.is_empty() {
            return Vec::new();
        }
        // The neighbour itself may begin at the end.
        let end = (self.window.end + own.len()).min(codes.len());
        let there = codes[self.window.start..end].windows(own.len()).enumerate().filter(|(_, there)| *there == own);
        let mut found: Vec<usize> = there.map(|(at, _)| self.window.start + at).collect();
        found.sort_by_key(|at| at.abs_diff(self.at));
        found.truncate(MOST_PLACES);
        found
    }
}

/// For each fragment that is not certain the place by which it has moved as many bytes as those beside it.
fn agreeing_moves(pieces: &[Piece<'_>]) -> Vec<Option<usize>> {
    const BESIDE: usize = 3;
    let move_of = |piece: &Piece<'_>, place: &Place| place.bytes.start as i64 - i64::from(piece.old);
    let moves: Vec<Vec<i64>> = pieces
        .iter()
        .map(|piece| {
            let kept = if piece.is_certain { 1 } else { piece.places.len() };
            piece.places[..kept].iter().filter(|place| place.changed == 0).map(|place| move_of(piece, place)).collect()
        })
        .collect();
    let choose = |(number, piece): (usize, &Piece<'_>)| {
        if piece.is_certain {
            return None;
        }
        let beside = number.saturating_sub(BESIDE)..(number + BESIDE + 1).min(pieces.len());
        let beside = beside.filter(|other| pieces[*other].old != piece.old);
        let support = |place: &Place| {
            let by = move_of(piece, place);
            let agreeing = beside.clone().filter(|other| *other != number && moves[*other].contains(&by));
            // Fragments of one annotation stay together.
            agreeing.map(|other| if pieces[other].anchor == piece.anchor { 2 } else { 1 }).sum::<usize>()
        };
        let supported: Vec<(usize, usize)> = piece
            .places
            .iter()
            .enumerate()
            .filter(|(_, place)| piece.is_possible(place))
            .map(|(number, place)| (support(place), number))
            .collect();
        let (most, choice) = supported.iter().copied().max()?;
        let is_only = supported.iter().filter(|(support, _)| *support == most).count() == 1;
        (is_only && most >= 2).then_some(choice)
    };
    pieces.iter().enumerate().map(choose).collect()
}

/// Two passages that were apart cannot be in one place: neither is certain then. Those that are become known.
fn doubt_those_on_one_place(pieces: &mut [Piece<'_>], known: &mut HashMap<usize, u32>) {
    let mut doubted: Vec<usize> = Vec::new();
    for piece in pieces.iter().filter(|piece| piece.is_certain) {
        let Some(place) = piece.places.first() else { continue };
        if piece.is_of_another(place, known) {
            doubted.push(place.bytes.start);
        }
        known.entry(place.bytes.start).or_insert(piece.old);
    }
    for piece in pieces.iter_mut().filter(|piece| piece.is_certain) {
        let Some(place) = piece.places.first_mut().filter(|place| doubted.contains(&place.bytes.start)) else {
            continue;
        };
        place.likeness = place.likeness.min(CHOSEN[1]);
        piece.is_certain = false;
    }
}

/// What was found of an anchor: its fragments must all be there, and in their order if they are not certain.
fn together(pieces: &[&Piece<'_>], anchor: &Anchor) -> Found {
    let is_whole = !pieces.is_empty() && pieces.len() == anchor.fragments.len();
    let firsts: Option<Vec<&Place>> = pieces.iter().map(|piece| piece.places.first()).collect();
    let Some(firsts) = firsts.filter(|_| is_whole) else { return Found::Perhaps(Vec::new()) };
    let span = |place: &Place| Span::from_range(place.bytes.clone());
    let is_in_order = firsts.windows(2).all(|pair| pair[0].bytes.end <= pair[1].bytes.start);
    if let ([piece], true) = (pieces, pieces.iter().all(|piece| !piece.is_certain)) {
        let proposals = piece.places.iter().take(MOST_PROPOSED);
        return Found::Perhaps(
            proposals.map(|place| Proposal { spans: span(place).into(), likeness: place.likeness }).collect(),
        );
    }
    let spans = Spans::new(firsts.iter().map(|place| span(place)));
    if pieces.iter().all(|piece| piece.is_certain) {
        // Paragraphs with fragments may have changed places.
        return Found::Exactly(spans);
    }
    if !is_in_order {
        return Found::Perhaps(Vec::new());
    }
    let likeness = firsts.iter().map(|place| place.likeness).min().unwrap_or_default();
    Found::Perhaps(vec![Proposal { spans, likeness }])
}

/// The length and hash of the letters with which a passage itself is looked up.
fn own_gram(piece: &Piece<'_>) -> Option<(usize, u64)> {
    let own = &piece.pattern[piece.passage.clone()];
    let gram = OWN_GRAMS.into_iter().find(|gram| *gram <= own.len())?;
    hashes(&own[..gram], gram).next().map(|(_, hash)| (gram, hash))
}

/// Where runs of letters that are sought occur in a text.
struct Index {
    /// By the length of the runs and their hash; `None` for what occurs too often.
    places: HashMap<(usize, u64), Option<Vec<u32>>, foldhash::fast::FixedState>,
}

impl Index {
    fn of<'p>(codes: &[u16], pieces: impl Iterator<Item = &'p Piece<'p>>) -> Self {
        let mut places: HashMap<(usize, u64), Option<Vec<u32>>, foldhash::fast::FixedState> = HashMap::default();
        let mut lengths: Vec<usize> = Vec::new();
        for piece in pieces {
            let gram = GRAM.min(piece.pattern.len());
            if gram == 0 {
                continue;
            }
            for key in hashes(&piece.pattern, gram).map(|(_, hash)| (gram, hash)).chain(own_gram(piece)) {
                if !lengths.contains(&key.0) {
                    lengths.push(key.0);
                }
                places.entry(key).or_insert_with(|| Some(Vec::new()));
            }
        }
        for gram in lengths {
            for (at, hash) in hashes(codes, gram) {
                if let Some(found) = places.get_mut(&(gram, hash))
                    && let Some(list) = found
                {
                    list.push(at as u32);
                    if list.len() > MOST_PLACES {
                        *found = None;
                    }
                }
            }
        }
        Self { places }
    }

    /// The letters at which the text has the first ones of a passage; none if that is too short or they are everywhere.
    fn same_beginning(&self, piece: &Piece<'_>) -> &[u32] {
        own_gram(piece).and_then(|key| self.places.get(&key)?.as_deref()).unwrap_or_default()
    }

    /// The letters at which a pattern may begin, those with the most runs in common first.
    fn diagonals(&self, pattern: &[u16]) -> Vec<Range<i64>> {
        const APART: i64 = 4;
        let gram = GRAM.min(pattern.len());
        if gram == 0 {
            return Vec::new();
        }
        let mut hits: Vec<i64> = Vec::new();
        for (offset, hash) in hashes(pattern, gram) {
            if let Some(Some(list)) = self.places.get(&(gram, hash)) {
                hits.extend(list.iter().map(|at| i64::from(*at) - offset as i64));
            }
        }
        hits.sort_unstable();
        let groups = hits.chunk_by(|a, b| b - a <= APART);
        let mut groups: Vec<(usize, Range<i64>)> =
            groups.map(|group| (group.len(), group[0]..group[group.len() - 1])).collect();
        groups.sort_by_key(|(count, diagonals)| (std::cmp::Reverse(*count), diagonals.start));
        let few = groups.first().map_or(0, |(count, _)| count / 4);
        // Where a pattern is repeated, as in a table, each place counts.
        let most = groups.first().map_or(0, |(count, _)| groups.iter().filter(|(other, _)| other == count).count());
        groups.truncate(MOST_TRIED.max(most));
        groups.into_iter().filter(|(count, _)| *count >= few).map(|(_, diagonals)| diagonals).collect()
    }
}
