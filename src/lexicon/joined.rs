//! Particles that are joined to a word, told from its own letters by what the lexicon knows.

use super::format::posting;
use super::tables::Lexicon;
use crate::text::fold::{FoldOptions, Folded, fold_words};
use crate::text::proclitics::{Proclitics, splits};

/// The fewest letters of a known word behind particles, unless it is a name that means nothing else: of وجود and كبرى
/// the lexicon knows جود and برى, too.
const LEAST_LETTERS: usize = 4;

impl Lexicon {
    /// How many bytes of a word are joined و ف ب ك ل before a word that the lexicon knows: of وطرابلس, the و. 0 if it
    /// knows the whole word, as that of وادي, or none of the ways to take it apart.
    pub(crate) fn joined_bytes(&self, word: &str) -> usize {
        let folded = Folded::new(word, &FoldOptions::ALL);
        let known = splits(folded.text.chars()).find_map(|split| {
            let letters = folded.text.chars().take(split.letters).map(char::len_utf8).sum();
            let start = folded.to_original(letters..folded.text.len()).start.index();
            let alef = if split.restore_alef { "ا" } else { "" };
            let rest = fold_words(&format!("{alef}{}", word.get(start..)?));
            let is_known = start == 0 || !split.proclitics.contains(Proclitics::SIN) && self.can_be_joined(&rest);
            (is_known && self.name_begins(&rest)).then_some(start)
        });
        known.unwrap_or(0)
    }

    fn name_begins(&self, word: &[String]) -> bool {
        matches!(word, [word] if self.word(word.as_bytes()).is_some())
    }

    fn can_be_joined(&self, word: &[String]) -> bool {
        let is_long = word.iter().any(|word| word.chars().count() >= LEAST_LETTERS);
        let is_name = || {
            let tags = self.name(word).map_or(0, |node| self.tags(node));
            tags & (1 << posting::PLACE | 1 << posting::FACTION) != 0
        };
        is_long || is_name()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn particles_are_outside_if_the_lexicon_knows_the_rest() {
        let lexicon = Lexicon::builtin();
        for (joined, word) in [
            ("و", "طرابلس"),
            ("و", "مصر"),
            ("ب", "الموصل"),
            ("وب", "دمشق"),
            ("فَ", "سوريا"),
            ("ك", "حلب"),
            ("ل", "لعراق"),
            ("", "وادي"),
            ("", "لبنان"),
            ("", "بنغازي"),
            ("", "كركوك"),
            ("", "كبرى"),
            ("", "وجود"),
            ("", "والضظغش"),
            ("", ""),
            ("", "و"),
        ] {
            assert_eq!(lexicon.joined_bytes(&format!("{joined}{word}")), joined.len(), "{joined} {word}");
        }
    }
}
