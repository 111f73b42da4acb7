//! A word of a text, and what is known of it whatever stands around it. Lexical facts only: who fills them in
//! stands above ([`super::reader`]).

use std::ops::Deref;

use super::memo::Memo;
use super::vocabulary::WordList;
use crate::lexicon::format::ClassSet;
use crate::lexicon::{NodeId, WordId};
use crate::text::proclitics::Proclitics;
use crate::text::{Span, hash};

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
    pub(super) fn break_line(&mut self) {
        self.0 = (self.0 & !Self::OPEN_QUOTE.0) | Self::LINE.0;
    }

    pub(super) fn add(&mut self, other: Self) {
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
    /// It is written like another word than the name; see the list written-otherwise in `rule_words.ron`.
    pub(super) is_word: bool,
}

/// A word of the text: where it stands, and its form.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token<'f> {
    pub(super) start: u32,
    pub(super) end: u32,
    /// End of the closing quotation mark before it, when there is one.
    pub(super) close_end: u32,
    /// What stands before it.
    pub(super) gap: Gap,
    pub(super) form: &'f WordForm,
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
    pub(super) classes: ClassSet,
    /// Context classes in any reading: بجامعة is at a university.
    pub(super) any_classes: ClassSet,
    /// The whole word, where the lexicon has it.
    pub(super) word: Option<WordId>,
    /// Names of several words have it behind their first one.
    pub(super) continues: bool,
    pub(super) stems: [Stem; 4],
    pub(super) stem_count: u8,
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
    /// Its form and its part in a phrase, as the model sees them.
    pub(super) outline: u32,
    pub(super) role: u32,
    /// What it is to a club beside it, a bit each; see the roles of `rules::clubs`.
    pub(super) in_sport: u32,
    /// A place's name that has a plain sense, too; see `rules::plain_sense`.
    pub(super) may_be_plain: bool,
    /// The model knows it to be no name.
    pub(super) is_no_name: bool,
    /// Nothing has it: neither the lexicon nor, where there is a model, the texts that it has learned from. Without one
    /// it looks foreign.
    pub(super) is_unknown_word: bool,
    /// What the model has summed for it.
    pub(super) sums: ModelSums,
}

/// Sums of weights that the model has for a word, a tag each.
pub(super) type Sums = [i16; 8];

/// What the model last summed for a word, and in what surroundings: most words come again in the same, and nearly half
/// of their features with them.
#[derive(Clone, Debug, Default)]
pub(super) struct ModelSums {
    /// As the word itself, as the one before and the one behind.
    pub(super) own: Memo<u32, Sums>,
    pub(super) before: Memo<u32, Sums>,
    pub(super) after: Memo<u32, Sums>,
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
    pub(super) fn of(folded: &[u8], starts: &[u32; 6], count: usize) -> Self {
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
        let word = hash::word(folded);
        Self {
            word,
            stem: if stem.len() == folded.len() { word } else { hash::word(stem) },
            head: eight(folded),
            tail: eight(tail),
            letters,
        }
    }
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

    pub(super) fn is(&self, class: ClassSet) -> bool {
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
