//! Proclitics: particles that are written attached to the following word.
//!
//! First comes و or ف (and, so), then one of ب ك ل س (in, like, to, will). After ل the article loses its alef: للعراق
//! is ل + العراق. A split is only a possibility: the و of وادي is part of the word, so the lexicon decides.

use std::fmt;

use super::fold::{FoldOptions, Folded};

/// A set of proclitics.
#[derive(Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Proclitics(u8);

impl Proclitics {
    /// None.
    pub const NONE: Self = Self(0);
    /// و, "and".
    pub(crate) const WAW: Self = Self(1);
    /// ف, "so".
    pub(crate) const FA: Self = Self(2);
    /// ب, "in, at, by".
    pub(crate) const BA: Self = Self(4);
    /// ك, "like".
    pub(crate) const KAF: Self = Self(8);
    /// ل, "to, for".
    pub(crate) const LAM: Self = Self(16);
    /// س, "will": before verbs only.
    pub(crate) const SIN: Self = Self(32);

    /// The proclitic that a folded letter may represent.
    pub(crate) fn of_letter(letter: char) -> Option<Self> {
        match letter {
            'و' => Some(Self::WAW),
            'ف' => Some(Self::FA),
            'ب' => Some(Self::BA),
            'ك' => Some(Self::KAF),
            'ل' => Some(Self::LAM),
            'س' => Some(Self::SIN),
            _ => None,
        }
    }

    /// Whether the set contains all of `other`.
    pub fn contains(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// Whether the set contains any of `other`.
    pub fn intersects(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// The union of both sets.
    #[must_use]
    pub const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether the set is empty.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }
}

impl fmt::Debug for Proclitics {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let letters =
            [('و', Self::WAW), ('ف', Self::FA), ('ب', Self::BA), ('ك', Self::KAF), ('ل', Self::LAM), ('س', Self::SIN)];
        f.debug_set().entries(letters.iter().filter(|(_, p)| self.contains(*p)).map(|(l, _)| l)).finish()
    }
}

/// One way to split a word into proclitics and stem.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Split {
    /// Number of folded letters before the stem; 0 for the whole word.
    pub letters: usize,
    /// Which proclitics these letters are.
    pub proclitics: Proclitics,
    /// Whether the stem lacks the article's alef: in للعراق it begins at the second lam and means العراق.
    pub restore_alef: bool,
}

/// The ways to split a word, given its folded letters: the whole word first, then the shortest
/// proclitics first. At most six.
pub(crate) fn splits(letters: impl Iterator<Item = char>) -> impl Iterator<Item = Split> {
    let mut found =
        [Some(Split { letters: 0, proclitics: Proclitics::NONE, restore_alef: false }), None, None, None, None];
    let mut n = 1;
    let mut taken = Proclitics::NONE;
    let mut letters = letters.enumerate().peekable();
    while let Some((i, letter)) = letters.next() {
        let Some(proclitic) = Proclitics::of_letter(letter).filter(|p| may_follow(taken, *p)) else {
            break;
        };
        // The stem must have at least two letters.
        let Some(&(_, next)) = letters.peek() else {
            break;
        };
        taken = taken.with(proclitic);
        let restore_alef = proclitic == Proclitics::LAM && next == 'ل';
        // للعراق is ل + العراق, but للبنان is ل + لبنان.
        for restore_alef in if restore_alef { &[true, false][..] } else { &[false] } {
            if let Some(slot) = found.get_mut(n) {
                *slot = Some(Split { letters: i + 1, proclitics: taken, restore_alef: *restore_alef });
                n += 1;
            }
        }
    }
    found.into_iter().flatten()
}

/// Where the proclitics of a word can end, in bytes of the word as it is written; the longest first.
pub(crate) fn ends(word: &str) -> impl Iterator<Item = usize> {
    let folded = Folded::new(word, &FoldOptions::ALL);
    let mut ends: Vec<usize> = splits(folded.text.chars())
        .filter(|split| split.letters > 0)
        .map(|split| {
            let letters = folded.text.chars().take(split.letters).map(char::len_utf8).sum();
            folded.to_original(letters..folded.text.len()).start.index()
        })
        .collect();
    ends.reverse();
    ends.into_iter()
}

/// و or ف first, then one of ب ك ل س.
fn may_follow(taken: Proclitics, next: Proclitics) -> bool {
    let conjunctions = Proclitics::WAW.with(Proclitics::FA);
    if conjunctions.contains(next) {
        return taken.is_empty();
    }
    !taken.intersects(Proclitics::BA.with(Proclitics::KAF).with(Proclitics::LAM).with(Proclitics::SIN))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stems(word: &str) -> Vec<String> {
        splits(word.chars())
            .map(|s| {
                let stem: String = word.chars().skip(s.letters).collect();
                if s.restore_alef { format!("ا{stem}") } else { stem }
            })
            .collect()
    }

    #[test]
    fn words_come_apart_in_every_way_that_grammar_allows() {
        let table: [(&str, &[&str]); 11] = [
            ("دمشق", &["دمشق"]),
            ("ودمشق", &["ودمشق", "دمشق"]),
            ("بدمشق", &["بدمشق", "دمشق"]),
            ("وبدمشق", &["وبدمشق", "بدمشق", "دمشق"]),
            ("للعراق", &["للعراق", "العراق", "لعراق"]),
            ("للبنان", &["للبنان", "البنان", "لبنان"]),
            ("وللرقه", &["وللرقه", "للرقه", "الرقه", "لرقه"]),
            ("كالقاعده", &["كالقاعده", "القاعده"]),
            ("فسيقاتل", &["فسيقاتل", "سيقاتل", "يقاتل"]),
            ("لبنان", &["لبنان", "بنان"]),
            ("و", &["و"]),
        ];
        for (word, expected) in table {
            assert_eq!(stems(word), expected, "{word}");
        }
    }

    #[test]
    fn the_proclitics_of_a_split_are_named() {
        let split = splits("وبالموصل".chars()).last().expect("a split");
        assert_eq!(split.proclitics, Proclitics::WAW.with(Proclitics::BA));
        assert_eq!(split.letters, 2);
    }
}
