//! Reads a text in segments: its words, with what the lexicon, the rules and the model know about each.

use super::folded_word::{FoldTable, FoldedWord, PAD};
use super::known::KnownWords;
use super::model::{Model, features};
use super::rules::{clubs, plain_sense};
use super::vocabulary::{class, list};
use super::word::{Gap, Shape, Stem, Token, WordForm};
use crate::lexicon::format::LONGEST_WORD;
use crate::lexicon::{Lexicon, WordId};
use crate::text::Span;
use crate::text::fold::letters;
use crate::text::proclitics::{self, Proclitics};
use crate::text::sentences::is_line_end;
use crate::text::words::{Words, words_from};

/// Words after which a segment ends at the next sentence, and the most words of a segment.
const SEGMENT_WORDS: usize = 2_000;
const LONGEST_SEGMENT: usize = 6_000;

/// The word before a possessive ending: قوات in قواته, حركة in حركته.
fn possessed(stem: &[u8], lexicon: &Lexicon) -> Option<WordId> {
    let ending = ["هم", "ها", "ه"].into_iter().find(|ending| stem.ends_with(ending.as_bytes()))?;
    let owned = stem.len() - ending.len();
    let noun = stem.get(..owned).filter(|noun| noun.len() >= 6)?;
    let is_name = |word: WordId| lexicon.root(word).is_some_and(|node| lexicon.has_postings(node));
    if let Some(word) = lexicon.word(noun).filter(|word| is_name(*word)) {
        return Some(word);
    }
    // ة becomes ت before an ending, and is ه when folded. The word is assembled in a separate buffer.
    let before = noun.strip_suffix("ت".as_bytes())?;
    let mut feminine = [0_u8; LONGEST_WORD + 8];
    feminine.get_mut(..before.len())?.copy_from_slice(before);
    feminine.get_mut(before.len()..before.len() + 2)?.copy_from_slice("ه".as_bytes());
    lexicon.word(feminine.get(..before.len() + 2)?).filter(|word| is_name(*word))
}

/// Whether a folded word looks like a foreign name; verbs end in وا.
fn is_foreign(word: &[u8]) -> bool {
    let ends = |ending: &str| word.ends_with(ending.as_bytes());
    let starts = |start: &str| word.starts_with(start.as_bytes());
    if word.len() < 8 || !(ends("و") || ends("ا") || ends("اي")) || ends("وا") || starts("ال") || starts("لل")
    {
        return false;
    }
    let (letters, _) = word.as_chunks::<2>();
    let is_long_vowel = |letter: &[u8; 2]| ["ا", "و", "ي"].iter().any(|vowel| vowel.as_bytes() == letter);
    letters.iter().skip(1).filter(|letter| is_long_vowel(letter)).count() >= 2
}

/// The position of a word, and what precedes it; see [`Token`].
#[derive(Clone, Copy, Debug)]
struct TokenSpan {
    span: Span,
    gap: Gap,
    close_end: u32,
}

/// Reads a text in segments: one paragraph each, or some hundred sentences of a long one.
pub(super) struct Reader<'t> {
    text: &'t str,
    model: Option<&'t Model>,
    words: Words<'t>,
    /// The first word of the next segment.
    ahead: Option<TokenSpan>,
    end: usize,
    /// Whether an odd number of straight quotation marks has been seen in the paragraph.
    quote_is_open: bool,
    folded: FoldedWord,
    known: &'t mut KnownWords,
    /// The words of the segment, with their numbers in the cache.
    segment: Vec<(TokenSpan, u32)>,
}

impl<'t> Reader<'t> {
    /// Reads a range that begins with a paragraph. `known` must belong to this text and model.
    pub(super) fn new(
        text: &'t str,
        range: std::ops::Range<usize>,
        model: Option<&'t Model>,
        known: &'t mut KnownWords,
    ) -> Self {
        let folded = FoldedWord::new();
        known.make_room(range.len());
        let words = words_from(text, range.start);
        let (ahead, segment) = (None, Vec::new());
        Self { text, model, words, ahead, end: range.start, quote_is_open: false, folded, known, segment }
    }

    /// Whether all words before a byte, at the beginning of a paragraph, have been returned.
    pub(super) fn has_passed(&self, byte: usize) -> bool {
        self.ahead.is_some_and(|ahead| ahead.span.start.index() >= byte)
    }

    /// Byte up to which the text has been read.
    pub(super) fn position(&self) -> usize {
        self.end
    }

    /// Reads the next words; `None` at the end of the text. Otherwise returns the gap after the last word and the end
    /// of its closing quotation mark.
    pub(super) fn next(&mut self, lexicon: &Lexicon, table: &FoldTable) -> Option<(Gap, u32)> {
        self.segment.clear();
        self.known.begin_segment();
        if let Some(first) = self.ahead.take() {
            self.push(first, lexicon, table);
        }
        loop {
            let Some(span) = self.words.next() else {
                let closing = self.gap(self.end..self.text.len());
                self.end = self.text.len();
                return (!self.segment.is_empty()).then_some(closing);
            };
            let (gap, close_end) = self.gap(self.end..span.start.index());
            self.end = span.end.index();
            let place = TokenSpan { span, gap, close_end };
            let words = self.segment.len();
            let closes =
                gap.has(Gap::LINE) || (words >= SEGMENT_WORDS && gap.has(Gap::SENTENCE)) || words >= LONGEST_SEGMENT;
            if closes && words > 0 {
                self.ahead = Some(place);
                return Some((gap, close_end));
            }
            self.push(place, lexicon, table);
        }
    }

    /// The words read last.
    pub(super) fn tokens(&self) -> Vec<Token<'_>> {
        let token = |(place, number): &(TokenSpan, u32)| {
            let TokenSpan { span, gap, close_end } = *place;
            Token { start: span.start.0, end: span.end.0, close_end, gap, form: self.known.form(*number) }
        };
        self.segment.iter().map(token).collect()
    }

    fn push(&mut self, place: TokenSpan, lexicon: &Lexicon, table: &FoldTable) {
        let Self { text, model, folded, known, .. } = self;
        let number = known.number(text, place.span, || Self::read(text, place.span, *model, folded, lexicon, table));
        self.segment.push((place, number));
    }

    /// Looks up a word, regardless of context.
    fn read(
        text: &str,
        span: Span,
        model: Option<&Model>,
        word: &mut FoldedWord,
        lexicon: &Lexicon,
        table: &FoldTable,
    ) -> WordForm {
        word.fold(text, span, table);
        let mut form = Self::form(word, lexicon);
        // Elongated spellings such as بغدااااد and سووريا.
        let is_unknown = form.word.is_none() && form.stem_count == 0 && form.any_classes == 0;
        if is_unknown && word.is_elongated(span.of(text)) {
            word.shortens = true;
            word.fold(text, span, table);
            word.shortens = false;
            form = Some(Self::form(word, lexicon)).filter(|short| short.stem_count > 0).unwrap_or(form);
        }
        for stem in form.stems.iter_mut().take(form.stem_count.into()) {
            let written = span.of(text).get(stem.offset.into()..);
            stem.is_word = written.is_some_and(|written| list::WRITTEN_OTHERWISE.contains(&written));
        }
        form.outline = features::outline(&form);
        form.role = features::role(&form);
        form.in_sport = clubs::roles(form.shape.word);
        form.may_be_plain = plain_sense::may_be_plain(form.shape.word);
        form.is_no_name = model.is_some_and(|model| model.is_no_name(&form));
        form.is_unknown_word = form.is_unknown() && model.map_or(form.is_foreign, |_| !form.is_no_name);
        form
    }

    /// The form of a folded word.
    fn form(word: &mut FoldedWord, lexicon: &Lexicon) -> WordForm {
        let mut form = WordForm {
            letters: word.letters.min(255) as u8,
            has_digit: word.has_digit,
            with_and: word.as_bytes().starts_with("و".as_bytes()),
            shape: Shape::of(word.as_bytes(), &word.starts, word.letters),
            ..WordForm::default()
        };
        if !word.overlong {
            Self::look_up(word, &mut form, lexicon);
        }
        form
    }

    /// Every reading of a word that the lexicon knows.
    fn look_up(word: &mut FoldedWord, form: &mut WordForm, lexicon: &Lexicon) {
        let bytes = word.as_bytes();
        form.feminine = bytes.ends_with("يه".as_bytes());
        form.adjectival = form.feminine || bytes.ends_with("ي".as_bytes());
        form.ends_in_ha = ["ه", "ها", "هم"].iter().any(|ending| bytes.ends_with(ending.as_bytes()));
        form.bare_article = bytes.starts_with("ال".as_bytes()) && bytes.len() > 6;
        form.of_people = form.bare_article && bytes.ends_with("يين".as_bytes());
        form.is_foreign = is_foreign(bytes);
        form.is_like_a_verb = bytes.starts_with("ي".as_bytes()) || bytes.ends_with("وا".as_bytes()) && bytes.len() >= 8;
        let mut splits = [None; 5];
        let first_letters = word.first.iter().take(word.letters).copied();
        for (slot, split) in splits.iter_mut().zip(proclitics::splits(first_letters)) {
            *slot = Some(split);
        }
        for split in splits.into_iter().flatten() {
            if split.proclitics.contains(Proclitics::SIN) {
                continue;
            }
            // A stem must begin at a character of its own: half a ligature cannot be cut off.
            let offset = word.starts.get(split.letters).copied().unwrap_or(0);
            if split.letters > 0 && word.starts.get(split.letters - 1).is_none_or(|before| *before >= offset) {
                continue;
            }
            let cut = PAD + split.letters * 2;
            let found = if split.restore_alef {
                // While the word is looked up, the ل before the stem is overwritten with the alef.
                let mut kept = [0_u8; 2];
                let Some(room) = word.bytes.get_mut(cut - 2..cut) else {
                    continue;
                };
                kept.copy_from_slice(room);
                room.copy_from_slice("ا".as_bytes());
                let found = lexicon.word(word.bytes.get(cut - 2..PAD + word.len).unwrap_or(&[]));
                if let Some(room) = word.bytes.get_mut(cut - 2..cut) {
                    room.copy_from_slice(&kept);
                }
                form.definite = true;
                found
            } else {
                let stem = word.bytes.get(cut..PAD + word.len).unwrap_or(&[]);
                form.definite |= stem.starts_with("ال".as_bytes()) && stem.len() > 6;
                if stem.len() < 4 && split.letters > 0 { None } else { lexicon.word(stem) }
            };
            let Some(found) = found else {
                if form.ends_in_ha && form.possessed.is_none() && !split.restore_alef && form.stem_count == 0 {
                    let stem = word.bytes.get(cut..PAD + word.len).unwrap_or(&[]);
                    form.possessed = possessed(stem, lexicon).map(|noun| (noun, offset));
                }
                continue;
            };
            if split.letters == 0 {
                form.word = Some(found);
                form.continues = lexicon.continues(found);
            }
            form.any_classes |= lexicon.classes(found);
            let conjunctions = Proclitics::WAW.with(Proclitics::FA);
            if conjunctions.contains(split.proclitics) && form.classes == 0 {
                form.classes = lexicon.classes(found);
            }
            if let Some(node) = lexicon.root(found)
                && let (Some(slot), Ok(offset)) =
                    (form.stems.get_mut(usize::from(form.stem_count)), u16::try_from(offset))
            {
                *slot = Stem {
                    node,
                    tags: lexicon.tags(node),
                    is_leaf: lexicon.is_leaf(node),
                    is_usage: lexicon.classes(found) & class::USAGE != 0,
                    proclitics: split.proclitics,
                    offset,
                    is_word: false,
                };
                form.stem_count += 1;
            }
        }
        // الذي and التي look like adjectives with the article.
        if form.is(class::RELATIVE) {
            (form.adjectival, form.definite, form.bare_article) = (false, false, false);
        }
    }

    fn gap(&mut self, range: std::ops::Range<usize>) -> (Gap, u32) {
        let mut gap = Gap::default();
        let mut close_end = 0_usize;
        // The usual case.
        if range.len() == 1 && self.text.as_bytes().get(range.start) == Some(&b' ') {
            return (gap, 0);
        }
        let between = self.text.get(range.clone()).unwrap_or("");
        for (at, c) in between.char_indices() {
            match c {
                ' ' | '\u{A0}' | '\u{2009}' | '\u{202F}' => {}
                // What stands in two cells of a table is no one name.
                '\t' => gap.add(Gap::LINE),
                '،' | ',' | '、' => gap.add(Gap::COMMA),
                '«' | '“' | '„' | '‹' | '\u{FD3F}' => gap.add(Gap::OPEN_QUOTE),
                '»' | '”' | '›' | '\u{FD3E}' if gap.has(Gap::LINE) => {}
                '»' | '”' | '›' | '\u{FD3E}' => {
                    gap.add(Gap::CLOSE_QUOTE);
                    close_end = if close_end == 0 { range.start + at + c.len_utf8() } else { close_end };
                }
                '"' | '\'' | '‘' | '’' => {
                    let closes = self.quote_is_open;
                    self.quote_is_open = !closes;
                    if !closes {
                        gap.add(Gap::OPEN_QUOTE);
                    } else if !gap.has(Gap::LINE) {
                        gap.add(Gap::CLOSE_QUOTE);
                        close_end = if close_end == 0 { range.start + at + c.len_utf8() } else { close_end };
                    }
                }
                '.' | '؟' | '?' | '!' | '…' | '؛' | ';' | ':' => gap.add(Gap::SENTENCE),
                '(' | ')' | '[' | ']' | '{' | '}' => gap.add(Gap::BRACKET),
                '-' | '–' | '_' | '/' | '+' => gap.add(Gap::HYPHEN),
                _ if is_line_end(c) => {
                    gap.break_line();
                    self.quote_is_open = false;
                }
                _ if letters::is_invisible_control(c) => {}
                _ if c.is_whitespace() => {}
                _ => gap.add(Gap::OTHER),
            }
        }
        (gap, close_end as u32)
    }
}
