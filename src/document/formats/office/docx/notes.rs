//! Footnotes and endnotes, which stand in files of their own.

use std::collections::HashMap;

use super::super::super::super::error::DocumentError;
use super::super::blocks::{Note, flat};
use super::super::xml::Xml;
use super::body::Body;

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
    /// The note to which a text refers, with the next number; `None` if there is none.
    pub(super) fn refer(&mut self, class: Class, id: String) -> Option<Note> {
        // Only one place refers to a note.
        let text = self.texts.remove(&(class, id))?;
        self.count += 1;
        Some(Note { number: self.count, text })
    }
}

impl Body {
    /// Reads the file with all notes of a class.
    pub(super) fn read_notes(&mut self, text: &str, class: Class) -> Result<(), DocumentError> {
        let mut xml = Xml::new(text, self.kind);
        xml.element()?;
        while let Some(tag) = xml.element()? {
            // The lines between text and notes are notes, too.
            let is_line = tag.get("type").is_some_and(|kind| kind != "normal");
            let Some(id) = tag.get("id").filter(|_| !is_line) else {
                xml.skip()?;
                continue;
            };
            let blocks = self.blocks_to_end(&mut xml)?;
            self.notes.texts.insert((class, id), flat(&blocks));
        }
        Ok(())
    }
}
