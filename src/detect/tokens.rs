//! Words of a segment of text with what the lexicon knows of them.

use std::ops::Deref;

use super::known::KnownWords;
use super::model::tagging::KnownSums;
use super::model::{Model, features};
use super::vocabulary::{WordList, class};
use super::{clubs, plain_sense};
use crate::lexicon::format::{LONGEST_WORD, hash};
use crate::lexicon::{Lexicon, NodeId, WordId};
use crate::text::Span;
use crate::text::fold::letters::{self, FoldOptions};
use crate::text::proclitics::{self, Proclitics};
use crate::text::sentences::is_line_end;
use crate::text::words::{Words, words_from};

/// Words before a segment is closed at the next sentence, and at the latest.
const STRETCH_WORDS: usize = 2_000;
const LONGEST_STRETCH: usize = 6_000;

/// What stands between two words, a bit each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Gap(u8);

impl Gap {
    pub(super) const COMMA: Self = Self(1);
    pub(super) const OPEN_QUOTE: Self = Self(2);
    pub(super) const CLOSE_QUOTE: Self = Self(4);
    pub(super) const SENTENCE: Self = Self(8);
    pub(super) const BRACKET: Self = Self(16);
    pub(super) const HYPHEN: Self = Self(32);
    pub(super) const LINE: Self = Self(64);
    pub(super) const OTHER: Self = Self(128);

    pub(super) fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// As a number.
    pub(super) fn bits(self) -> u8 {
        self.0
    }

    /// Nothing but blanks and invisible characters.
    pub(super) fn is_plain(self) -> bool {
        self.0 == 0
    }

    /// A name may go on after it: blanks, a hyphen or the like (لجنة 5+5).
    pub(super) fn joins_names(self) -> bool {
        self.0 & !Self::HYPHEN.0 == 0
    }

    /// Quotation marks do not reach over the end of a line.
    fn break_line(&mut self) {
        self.0 = (self.0 & !Self::OPEN_QUOTE.0) | Self::LINE.0;
    }

    fn add(&mut self, other: Self) {
        self.0 |= other.0;
    }
}

/// One way to read a word: after these proclitics, a word of the lexicon that names begin with.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Stem {
    /// Where those names begin in the trie, and what the one of this word alone can mean; see
    /// [`super::segment::tag`].
    pub(super) node: NodeId,
    pub(super) tags: u16,
    /// No name has more words.
    pub(super) is_leaf: bool,
    /// Usage makes it one actor without an antecedent.
    pub(super) is_usage: bool,
    pub(super) proclitics: Proclitics,
    /// Bytes of the proclitics, from the word's start.
    pub(super) offset: u16,
    /// It is written like another word than the name; see [`WRITTEN_OTHERWISE`].
    pub(super) is_word: bool,
}

/// Words that fold to the spelling of a place and are written otherwise, as far as people write with care: إيواء is
/// no أيوا, and جده is somebody's grandfather.
const WRITTEN_OTHERWISE: [&str; 60] = [
    "وأدى",
    "وادى",
    "إيواء",
    "الإيواء",
    "جده",
    "موته",
    "وجده",
    "زواره",
    "مسكنه",
    "عرقه",
    "مراده",
    "نقده",
    "حواره",
    "سكونه",
    "بصري",
    "بخاري",
    "مآرب",
    "الداء",
    "فأس",
    "كأن",
    "كأني",
    "رأوه",
    "وأرى",
    "سأرى",
    "جأوا",
    "والأشياء",
    "السيء",
    "السيئ",
    "شيئان",
    "شيئين",
    "سيئين",
    "فأنت",
    "فإلى",
    "جئنا",
    "ولئن",
    "لأكون",
    "أختى",
    "فالى",
    "جاؤا",
    "المهدئة",
    "بأجور",
    "بأجل",
    "كآلية",
    "وأرنا",
    "فأرنا",
    "فرآه",
    "كأسماء",
    "فالأشياء",
    "المسئلة",
    "المسئله",
    "جزئيين",
    "جزيئين",
    "تؤنس",
    "كوباء",
    "كنداء",
    "ايواء",
    "فأيا",
    "رماده",
    "تمسه",
    "نقاده",
];

/// A word of the text: where it stands, and its form.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token<'f> {
    pub(super) start: u32,
    pub(super) end: u32,
    /// End of the closing quotation mark before it, when there is one.
    pub(super) close_end: u32,
    /// What stands before it.
    pub(super) gap: Gap,
    form: &'f WordForm,
}

impl Deref for Token<'_> {
    type Target = WordForm;

    #[inline]
    fn deref(&self) -> &WordForm {
        self.form
    }
}

/// What a word is, whatever stands around it: the same each time that it is spelled so.
#[derive(Clone, Debug, Default)]
pub(super) struct WordForm {
    /// Context classes of the word, without و and ف.
    pub(super) classes: u32,
    /// Context classes in any reading: بجامعة is at a university.
    pub(super) any_classes: u32,
    /// The whole word, where the lexicon has it.
    pub(super) word: Option<WordId>,
    /// Names of several words have it behind their first one.
    pub(super) continues: bool,
    stems: [Stem; 4],
    stem_count: u8,
    /// With the article, also after proclitics.
    pub(super) definite: bool,
    /// Ends like a nationality or other adjective: ي, ية.
    pub(super) adjectival: bool,
    /// Ends like a feminine adjective: ية.
    pub(super) feminine: bool,
    /// Ends in folded ه, ها or هم, as feminine words and possessed ones do.
    pub(super) ends_in_ha: bool,
    /// Names people by where they belong, with the article: البرلمانيين.
    pub(super) of_people: bool,
    /// Looks like no Arabic word: no article, two long vowels, and و, ا or اي at the end.
    pub(super) is_foreign: bool,
    /// With the article and no proclitic before it.
    pub(super) bare_article: bool,
    /// Begins or ends as verbs do and few names: يسكنها, كانوا.
    pub(super) is_like_a_verb: bool,
    /// Folded letters, at most [`LONGEST_WORD`] bytes' worth.
    pub(super) letters: u8,
    pub(super) has_digit: bool,
    /// The first folded letter may be و: "and".
    pub(super) with_and: bool,
    /// A group noun with a possessive ending, and where it starts in the word: قواته.
    pub(super) possessed: Option<(WordId, u32)>,
    /// What the model knows the word by.
    pub(super) shape: Shape,
    /// Its form and its part in a phrase, as numbers; see [`features`].
    pub(super) outline: u32,
    pub(super) role: u32,
    /// What it is to a club beside it; see [`clubs::roles`].
    pub(super) in_sport: u32,
    /// A place's name that has a plain sense, too; see [`plain_sense`].
    pub(super) may_be_plain: bool,
    /// The model knows it to be no name.
    pub(super) is_no_name: bool,
    /// Nothing has it: neither the lexicon nor, where there is a model, the texts that it has learned from. Without one
    /// it looks foreign.
    pub(super) is_unknown_word: bool,
    /// What the model has summed for it.
    pub(super) sums: KnownSums,
}

/// A word as the model sees it.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Shape {
    /// Hash of the folded word.
    pub(super) word: u32,
    /// Hash of the folded word without proclitics and article, as far as its letters alone tell.
    pub(super) stem: u32,
    /// The first eight folded bytes, four Arabic letters, and the last eight.
    pub(super) head: u64,
    pub(super) tail: u64,
    /// Where the second, third and fourth letters begin, in bytes from the word's start; 0 when there
    /// is none, or too far.
    pub(super) letters: [u8; 3],
}

impl Shape {
    /// Of a folded word; `starts` has the byte offsets of its first letters in the word, `count` says
    /// how many letters there are.
    fn of(folded: &[u8], starts: &[u32; 6], count: usize) -> Self {
        let eight = |bytes: &[u8]| {
            let mut eight = [0_u8; 8];
            for (to, from) in eight.iter_mut().zip(bytes) {
                *to = *from;
            }
            u64::from_le_bytes(eight)
        };
        let mut letters = [0; 3];
        for (i, letter) in letters.iter_mut().enumerate().filter(|(i, _)| i + 1 < count) {
            let at = starts.get(i + 1).copied().unwrap_or(0).saturating_sub(starts.first().copied().unwrap_or(0));
            *letter = u8::try_from(at).unwrap_or(0);
        }
        let tail = folded.get(folded.len().saturating_sub(8)..).unwrap_or(folded);
        let stem = stem(folded);
        let word = hash(folded);
        Self {
            word,
            stem: if stem.len() == folded.len() { word } else { hash(stem) },
            head: eight(folded),
            tail: eight(tail),
            letters,
        }
    }
}

/// The word that a possessive ending is joined to: قوات of قواته, حركة of حركته.
fn possessed(stem: &[u8], lexicon: &Lexicon) -> Option<WordId> {
    let ending = ["هم", "ها", "ه"].into_iter().find(|ending| stem.ends_with(ending.as_bytes()))?;
    let owned = stem.len() - ending.len();
    let noun = stem.get(..owned).filter(|noun| noun.len() >= 6)?;
    let is_name = |word: WordId| lexicon.root(word).is_some_and(|node| lexicon.has_postings(node));
    if let Some(word) = lexicon.word(noun).filter(|word| is_name(*word)) {
        return Some(word);
    }
    // ة becomes ت before an ending; folded it is ه. The word is put together in a buffer of its own.
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

/// A folded word without و and ف, then ب ك ل, then the article, where enough letters stay.
fn stem(folded: &[u8]) -> &[u8] {
    let strip = |word: &'_ [u8], before: &str, rest: usize| {
        word.strip_prefix(before.as_bytes()).filter(|stem| stem.len() >= rest).map(<[u8]>::len)
    };
    let tail = |len: usize| folded.get(folded.len() - len..).unwrap_or(folded);
    let mut word = folded;
    for and in ["و", "ف"] {
        if let Some(len) = strip(word, and, 8).filter(|_| word.len() == folded.len()) {
            word = tail(len);
        }
    }
    if let Some(len) = strip(word, "لل", 6) {
        return tail(len);
    }
    for particle in ["بال", "كال", "ال"] {
        if let Some(len) = strip(word, particle, 4) {
            return tail(len);
        }
    }
    word
}

impl Token<'_> {
    pub(super) fn span(&self) -> Span {
        Span { start: self.start.into(), end: self.end.into() }
    }
}

impl WordForm {
    pub(super) fn stems(&self) -> impl Iterator<Item = Stem> + '_ {
        self.stems.iter().take(self.stem_count.into()).copied()
    }

    pub(super) fn is(&self, class: u32) -> bool {
        self.classes & class != 0
    }

    /// Whether it is one of these, with nothing joined to it.
    pub(super) fn is_one_of(&self, words: WordList) -> bool {
        words.contains(&self.shape.word)
    }

    /// Whether it begins so, in folded spelling; at most four letters are compared.
    pub(super) fn begins(&self, with: &str) -> bool {
        self.shape.head.to_le_bytes().starts_with(with.as_bytes())
    }

    /// Whether it ends so, in folded spelling; at most four letters are compared.
    pub(super) fn ends(&self, with: &str) -> bool {
        let tail = self.shape.tail.to_le_bytes();
        let len = usize::from(self.letters.min(4)) * 2;
        tail.get(..len).is_some_and(|tail| tail.ends_with(with.as_bytes()))
    }

    /// Nothing is known of it, in any reading.
    pub(super) fn is_unknown(&self) -> bool {
        self.word.is_none() && self.stem_count == 0
    }
}

/// Folding of the Arabic block by table: most letters of a text need no more.
pub(super) struct FoldTable {
    /// Folded letter for U+0600 + index; 0 when dropped.
    letters: [u16; 256],
}

impl FoldTable {
    pub(super) fn new() -> Self {
        let mut table = [0_u16; 256];
        for (code, entry) in (0x600_u32..).zip(table.iter_mut()) {
            if let Some(c) = char::from_u32(code) {
                // Nothing in this block folds to more than one letter, or beyond the block and ASCII.
                letters::fold_char(c, &FoldOptions::ALL, &mut |letter| *entry = letter as u16);
            }
        }
        Self { letters: table }
    }
}

/// A word in folded spelling, in a buffer that is used again for each word.
struct FoldedWord {
    /// Folded UTF-8, from `PAD` on.
    bytes: [u8; PAD + LONGEST_WORD + 8],
    len: usize,
    /// The first letters, and the byte offset in the word of each.
    first: [char; 6],
    starts: [u32; 6],
    letters: usize,
    overlong: bool,
    has_digit: bool,
    /// Letters that are drawn out count once.
    shortens: bool,
    /// The last letter, and how often it has come.
    last: (char, u32),
}

/// Room for a restored alef.
const PAD: usize = 2;

impl FoldedWord {
    fn push(&mut self, letter: char, at: usize) {
        if self.shortens && !self.continues(letter) {
            return;
        }
        if self.len + 4 > LONGEST_WORD {
            self.overlong = true;
            return;
        }
        if let (Some(start), Some(first)) = (self.starts.get_mut(self.letters), self.first.get_mut(self.letters)) {
            *start = at as u32;
            *first = letter;
        }
        self.letters += 1;
        self.has_digit |= letter.is_ascii_digit();
        if let Some(room) = self.bytes.get_mut(PAD + self.len..) {
            self.len += letter.encode_utf8(room).len();
        }
    }

    /// Whether a letter is one more of a word whose drawn-out letters count once.
    fn continues(&mut self, letter: char) -> bool {
        let run = if self.last.0 == letter { self.last.1 + 1 } else { 1 };
        self.last = (letter, run);
        let is_never_double = matches!(letter, 'ا' | 'و');
        if run == 3 && !is_never_double {
            // The second one was taken for a double letter.
            self.len -= letter.len_utf8();
            self.letters -= 1;
        }
        run == 1 || run == 2 && !is_never_double
    }

    fn fold(&mut self, text: &str, span: Span, table: &FoldTable) {
        self.last = ('\0', 0);
        (self.len, self.letters, self.overlong, self.has_digit) = (0, 0, false, false);
        let bytes = span.of(text).as_bytes();
        let mut at = 0;
        while let (Some(&lead), false) = (bytes.get(at), self.overlong) {
            if let (0xD8..=0xDB, Some(&next)) = (lead, bytes.get(at + 1)) {
                let slot = (usize::from(lead & 3) << 6) | usize::from(next & 0x3F);
                let letter = self_letter(table, slot);
                if letter != '\0' {
                    self.push(letter, at);
                }
                at += 2;
            } else {
                let Some(c) = span.of(text).get(at..).and_then(|rest| rest.chars().next()) else {
                    break;
                };
                letters::fold_char(c, &FoldOptions::ALL, &mut |letter| self.push(letter, at));
                at += c.len_utf8();
            }
        }
        // A final ء is dropped, unless there is nothing else.
        while self.len > 2 && self.bytes[PAD..PAD + self.len].ends_with("ء".as_bytes()) {
            self.len -= 2;
            self.letters = self.letters.saturating_sub(1);
        }
    }

    /// Whether letters are drawn out: the same one three times and more, or ا or و twice. ؤو and يي are no such
    /// thing (جاؤوا, ملايير).
    fn is_elongated(&self, word: &str) -> bool {
        let mut rest = std::str::from_utf8(self.as_bytes()).unwrap_or("");
        while let Some(letter) = rest.chars().next() {
            let behind = rest.trim_start_matches(letter);
            if (rest.len() - behind.len()) / letter.len_utf8() > 2 {
                return true;
            }
            rest = behind;
        }
        word.contains("اا") || word.contains("وو")
    }

    fn as_bytes(&self) -> &[u8] {
        self.bytes.get(PAD..PAD + self.len).unwrap_or(&[])
    }
}

fn self_letter(table: &FoldTable, slot: usize) -> char {
    table.letters.get(slot).and_then(|code| char::from_u32(u32::from(*code))).unwrap_or('\0')
}

/// Where a word stands, and what stands before it; see [`Token`].
#[derive(Clone, Copy, Debug)]
struct TokenSpan {
    span: Span,
    gap: Gap,
    close_end: u32,
}

/// Reads a text in segments: one paragraph or, of a long one, some hundred sentences.
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
    /// The words of the segment, with the number that each is known by.
    segment: Vec<(TokenSpan, u32)>,
}

impl<'t> Reader<'t> {
    /// Reads a range that begins with a paragraph. What is `known` must be of this text and model.
    pub(super) fn new(
        text: &'t str,
        range: std::ops::Range<usize>,
        model: Option<&'t Model>,
        known: &'t mut KnownWords,
    ) -> Self {
        let folded = FoldedWord {
            bytes: [0; PAD + LONGEST_WORD + 8],
            len: 0,
            first: ['\0'; 6],
            starts: [0; 6],
            letters: 0,
            overlong: false,
            has_digit: false,
            shortens: false,
            last: ('\0', 0),
        };
        known.make_room(range.len());
        let words = words_from(text, range.start);
        let (ahead, segment) = (None, Vec::new());
        Self { text, model, words, ahead, end: range.start, quote_is_open: false, folded, known, segment }
    }

    /// Whether all words before a byte, at the beginning of a paragraph, have been handed out.
    pub(super) fn has_passed(&self, byte: usize) -> bool {
        self.ahead.is_some_and(|ahead| ahead.span.start.index() >= byte)
    }

    /// Byte up to which the text has been read.
    pub(super) fn position(&self) -> usize {
        self.end
    }

    /// Reads the next words; `None` at the end of the text. Else the gap behind the last word and the end of
    /// its closing quotation mark.
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
                gap.has(Gap::LINE) || (words >= STRETCH_WORDS && gap.has(Gap::SENTENCE)) || words >= LONGEST_STRETCH;
            if closes && words > 0 {
                self.ahead = Some(place);
                return Some((gap, close_end));
            }
            self.push(place, lexicon, table);
        }
    }

    /// The words that were read last.
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

    /// What a word is, whatever stands around it.
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
        // بغدااااد and سووريا, as people write who raise their voice.
        let is_unknown = form.word.is_none() && form.stem_count == 0 && form.any_classes == 0;
        if is_unknown && word.is_elongated(span.of(text)) {
            word.shortens = true;
            word.fold(text, span, table);
            word.shortens = false;
            form = Some(Self::form(word, lexicon)).filter(|short| short.stem_count > 0).unwrap_or(form);
        }
        for stem in form.stems.iter_mut().take(form.stem_count.into()) {
            let written = span.of(text).get(stem.offset.into()..);
            stem.is_word = written.is_some_and(|written| WRITTEN_OTHERWISE.contains(&written));
        }
        form.outline = features::outline(&form);
        form.role = features::role(&form);
        form.in_sport = clubs::roles(form.shape.word);
        form.may_be_plain = plain_sense::may_be_plain(form.shape.word);
        form.is_no_name = model.is_some_and(|model| model.is_no_name(&form));
        form.is_unknown_word = form.is_unknown() && model.map_or(form.is_foreign, |_| !form.is_no_name);
        form
    }

    /// What a folded word is.
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

    /// Every way to read a word that the lexicon knows.
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
                // The ل before the stem gives way to the alef while the word is looked up.
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
        // Nearly all of them.
        if range.len() == 1 && self.text.as_bytes().get(range.start) == Some(&b' ') {
            return (gap, 0);
        }
        let between = self.text.get(range.clone()).unwrap_or("");
        for (at, c) in between.char_indices() {
            match c {
                ' ' | '\u{A0}' | '\t' | '\u{2009}' | '\u{202F}' => {}
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
