//! Texts that many rows share: labels, entities, people, spellings. Each is kept once and known by a number.

use std::num::NonZeroU32;
use std::sync::Arc;

use foldhash::HashMap;

use crate::text::fold::letters::fold_phrase;

/// The number of a text in the [`Names`] that gave it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Name(NonZeroU32);

impl Name {
    /// The empty text.
    pub const EMPTY: Self = Self(NonZeroU32::MIN);

    /// Its index, from 0.
    pub fn index(self) -> usize {
        self.0.get() as usize - 1
    }

    /// Whether the text is empty.
    pub fn is_empty(self) -> bool {
        self == Self::EMPTY
    }
}

/// A text in folded spelling, its words with one space between them.
pub(super) fn folded(text: &str) -> String {
    fold_phrase(&text.to_lowercase())
}

/// Texts, each once.
#[derive(Clone, Debug)]
pub struct Names {
    texts: Vec<Arc<str>>,
    known: HashMap<Arc<str>, Name>,
    /// The folded spellings of those for which somebody has asked.
    folded: HashMap<Name, Name>,
}

impl Default for Names {
    fn default() -> Self {
        let empty: Arc<str> = "".into();
        let known = [(empty.clone(), Name::EMPTY)].into_iter().collect();
        Self { texts: vec![empty], known, folded: HashMap::default() }
    }
}

impl Names {
    /// The number of a text, which is added if it is new.
    pub(super) fn add(&mut self, text: &str) -> Name {
        if let Some(name) = self.known.get(text) {
            return *name;
        }
        self.add_new(text.into())
    }

    /// The number of a text's folded spelling, which is added if it is new.
    pub(super) fn add_folded(&mut self, text: Name) -> Name {
        if let Some(known) = self.folded.get(&text) {
            return *known;
        }
        let spelling = self.add(&folded(self.text(text)));
        self.folded.insert(text, spelling);
        spelling
    }

    /// Adds the texts of others, with their folded spellings; returns their numbers here.
    pub(super) fn take(&mut self, others: &Self) -> Vec<Name> {
        let mut number = |text: &Arc<str>| self.known.get(text).copied().unwrap_or_else(|| self.add_new(text.clone()));
        let here: Vec<Name> = others.texts.iter().map(&mut number).collect();
        #[allow(clippy::iter_over_hash_type, reason = "the order in which they are known makes no difference")]
        for (text, folded) in &others.folded {
            if let (Some(text), Some(folded)) = (here.get(text.index()), here.get(folded.index())) {
                self.folded.insert(*text, *folded);
            }
        }
        here
    }

    fn add_new(&mut self, text: Arc<str>) -> Name {
        let name = u32::try_from(self.texts.len()).ok().and_then(|index| NonZeroU32::MIN.checked_add(index));
        // Nobody has four thousand million of them; the last ones would be shown as empty.
        let Some(name) = name.map(Name) else { return Name::EMPTY };
        self.texts.push(text.clone());
        self.known.insert(text, name);
        name
    }

    /// The number of a text that some row has.
    pub fn find(&self, text: &str) -> Option<Name> {
        self.known.get(text).copied()
    }

    /// The text; empty for a number of other names.
    pub fn text(&self, name: Name) -> &str {
        self.texts.get(name.index()).map_or("", |text| text)
    }

    /// The number of texts.
    pub fn count(&self) -> usize {
        self.texts.len()
    }

    /// All of them, in the order of their numbers.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.texts.iter().map(|text| &**text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_text_is_kept_once() {
        let mut names = Names::default();
        let sirte = names.add("سرت");
        assert_eq!((names.add("سرت"), names.add("")), (sirte, Name::EMPTY));
        assert_eq!((names.text(sirte), names.find("سرت"), names.find("x")), ("سرت", Some(sirte), None));
        assert_eq!((names.count(), names.iter().collect::<Vec<_>>()), (2, vec!["", "سرت"]));
    }
}
