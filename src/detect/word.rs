//! A word of a text, with what is known about it regardless of context. Only lexical facts, which a higher layer fills
//! in ([`super::reader`]).

use std::ops::Deref;

use super::memo::Memo;
use super::vocabulary::WordList;
use crate::lexicon::format::ClassSet;
use crate::lexicon::{NodeId, WordId};
use crate::text::proclitics::Proclitics;
use crate::text::{Span, hash};

/// What separates two words, one bit each.
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

    /// Whether it consists only of spaces and invisible characters.
    pub(super) fn is_plain(self) -> bool {
        self.0 == 0
    }

    /// Whether a name may continue after it: spaces, a hyphen or the like (لجنة 5+5).
    pub(super) fn joins_names(self) -> bool {
        self.0 & !Self::HYPHEN.0 == 0
    }

    /// Quotation marks do not extend past the end of a line.
    pub(super) fn break_line(&mut self) {
        self.0 = (self.0 & !Self::OPEN_QUOTE.0) | Self::LINE.0;
    }

    pub(super) fn add(&mut self, other: Self) {
        self.0 |= other.0;
    }
}

/// One reading of a word: proclitics, then a word with which names of the lexicon begin.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Stem {
    /// The node of those names in the trie, and what the name of this word alone can mean; see [`super::segment::tag`].
    pub(super) node: NodeId,
    pub(super) tags: u16,
    /// Whether no name has more words.
    pub(super) is_leaf: bool,
    /// Whether it means one actor by convention, without an antecedent.
    pub(super) is_usage: bool,
    pub(super) proclitics: Proclitics,
    /// Length of the proclitics in bytes.
    pub(super) offset: u16,
    /// Whether it is spelled like another word; see the list written-otherwise in `rule_words.ron`.
    pub(super) is_word: bool,
}

/// A word of the text: its position and its form.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token<'f> {
    pub(super) start: u32,
    pub(super) end: u32,
    /// End of the closing quotation mark before it, if there is one.
    pub(super) close_end: u32,
    /// What precedes it.
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

/// What a word is regardless of context: the same for each occurrence of a spelling.
#[derive(Clone, Debug, Default)]
pub(super) struct WordForm {
    /// Context classes of the word, without و and ف.
    pub(super) classes: ClassSet,
    /// Context classes in any reading: بجامعة means at a university.
    pub(super) any_classes: ClassSet,
    /// The whole word, if the lexicon has it.
    pub(super) word: Option<WordId>,
    /// Whether it occurs in names after their first word.
    pub(super) continues: bool,
    pub(super) stems: [Stem; 4],
    pub(super) stem_count: u8,
    /// Whether it has the article, also after proclitics.
    pub(super) definite: bool,
    /// Whether it ends like a nationality or another adjective: ي, ية.
    pub(super) adjectival: bool,
    /// Whether it ends like a feminine adjective: ية.
    pub(super) feminine: bool,
    /// Whether it ends in folded ه, ها or هم, like feminine words and those with a possessive ending.
    pub(super) ends_in_ha: bool,
    /// Whether it names people by affiliation, with the article: البرلمانيين.
    pub(super) of_people: bool,
    /// Whether it does not look Arabic: no article, two long vowels, and و, ا or اي at the end.
    pub(super) is_foreign: bool,
    /// Whether it has the article without a proclitic before it.
    pub(super) bare_article: bool,
    /// Whether it begins or ends like verbs do and few names: يسكنها, كانوا.
    pub(super) is_like_a_verb: bool,
    /// Number of folded letters, within the first [`LONGEST_WORD`] bytes.
    pub(super) letters: u8,
    pub(super) has_digit: bool,
    /// Whether the first folded letter may be و: "and".
    pub(super) with_and: bool,
    /// A group noun with a possessive ending, and its start in the word: قواته.
    pub(super) possessed: Option<(WordId, u32)>,
    /// The word's hashes for the model.
    pub(super) shape: Shape,
    /// Its form and its role in a phrase, as the model sees them.
    pub(super) outline: u32,
    pub(super) role: u32,
    /// Its roles beside a club's name, one bit each; see `rules::clubs`.
    pub(super) in_sport: u32,
    /// Whether it is a place's name that also has a plain sense; see `rules::plain_sense`.
    pub(super) may_be_plain: bool,
    /// Whether the model knows that it is not a name.
    pub(super) is_no_name: bool,
    /// Whether it is unknown to the lexicon and, if there is a model, to the texts that it was trained on. Without a
    /// model, whether it looks foreign.
    pub(super) is_unknown_word: bool,
    /// Cached sums of the model.
    pub(super) sums: ModelSums,
}

/// Sums of the model's weights for a word, one for each tag.
pub(super) type Sums = [i16; 8];

/// The model's last sums for a word, with the context they belong to: most words occur again in the same context, which
/// saves nearly half of their features.
#[derive(Clone, Debug, Default)]
pub(super) struct ModelSums {
    /// As the word itself, as the word before, and as the word after.
    pub(super) own: Memo<u32, Sums>,
    pub(super) before: Memo<u32, Sums>,
    pub(super) after: Memo<u32, Sums>,
}

/// A word as the model sees it.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Shape {
    /// Hash of the folded word.
    pub(super) word: u32,
    /// Hash of the folded word without proclitics and article, judged by the letters alone.
    pub(super) stem: u32,
    /// The first eight folded bytes, four Arabic letters, and the last eight.
    pub(super) head: u64,
    pub(super) tail: u64,
    /// Start of the second, third and fourth letter, in bytes from the word's start; 0 if there is none, or if it is
    /// too far away.
    pub(super) letters: [u8; 3],
}

impl Shape {
    /// The shape of a folded word; `starts` has the byte offsets of its first letters, `count` the number of letters.
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

/// A folded word without و and ف, then without ب ك ل, then without the article, if enough letters remain.
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

    /// Whether it is one of these, with nothing attached to it.
    pub(super) fn is_one_of(&self, words: WordList) -> bool {
        words.contains(&self.shape.word)
    }

    /// Whether it begins with these letters, in folded spelling; at most four are compared.
    pub(super) fn begins(&self, with: &str) -> bool {
        self.shape.head.to_le_bytes().starts_with(with.as_bytes())
    }

    /// Whether it ends with these letters, in folded spelling; at most four are compared.
    pub(super) fn ends(&self, with: &str) -> bool {
        let tail = self.shape.tail.to_le_bytes();
        let len = usize::from(self.letters.min(4)) * 2;
        tail.get(..len).is_some_and(|tail| tail.ends_with(with.as_bytes()))
    }

    /// Whether nothing is known about it in any reading.
    pub(super) fn is_unknown(&self) -> bool {
        self.word.is_none() && self.stem_count == 0
    }
}
