//! Footnotes and endnotes, which stand in files of their own.

use std::collections::HashMap;

use super::super::blocks::Note;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Class {
    Footnote,
    Endnote,
}

/// Notes by their ids.
#[derive(Debug, Default)]
pub(super) struct Notes {
    texts: HashMap<(Class, String), String, foldhash::fast::RandomState>,
    /// How many have been referred to.
    count: u32,
}

impl Notes {
    pub(super) fn add(&mut self, class: Class, id: String, text: String) {
        self.texts.insert((class, id), text);
    }

    /// The note to which a text refers, with the next number; `None` if there is none.
    pub(super) fn refer(&mut self, class: Class, id: String) -> Option<Note> {
        // Only one place refers to a note.
        let text = self.texts.remove(&(class, id))?;
        self.count += 1;
        Some(Note { number: self.count, text })
    }
}
