//! Labels as a foreign file names them.

use std::collections::BTreeMap;

use super::error::LabelFileError;
use crate::annotation::label::free_word;
use crate::annotation::{AttributeKind, Label, LabelId};
use crate::text::Message;

/// The most that a file may define: labels, their attributes with their values, and ends of relations. A few bytes of a file
/// can define an attribute of every label.
const MOST: usize = 5000;

/// Labels being read, with ids from their names.
#[derive(Default)]
pub(super) struct Gathered {
    pub(super) labels: Vec<Label>,
    /// How much was defined.
    count: usize,
}

impl Gathered {
    /// Counts what is defined at this byte of a file; fails if it is too much.
    pub(super) fn count(&mut self, more: usize, text: &str, at: usize) -> Result<(), LabelFileError> {
        self.count += more;
        if self.count <= MOST {
            return Ok(());
        }
        let message = Message::new("label-file-large").with("count", MOST).in_english(format!(
            "the file defines more than {MOST} labels, attributes, values and ends of relations; take out what is not needed"
        ));
        Err(LabelFileError::at(text, at, message))
    }

    /// Gives an attribute to these labels, but for those that have one of its id. It counts for each of them, at this byte of
    /// the file.
    pub(super) fn give(
        &mut self,
        kind: &AttributeKind,
        is_of: impl Fn(&Label) -> bool,
        text: &str,
        at: usize,
    ) -> Result<(), LabelFileError> {
        let reached = self.labels.iter().filter(|label| is_of(label)).count();
        self.count(reached * (1 + kind.choices.len()), text, at)?;
        for label in self.labels.iter_mut().filter(|label| is_of(label)) {
            if !label.attributes.iter().any(|there| there.id == kind.id) {
                label.attributes.push(kind.clone());
            }
        }
        Ok(())
    }

    /// Adds a label with this name in all languages, or finds the one that has it under the same parent.
    pub(super) fn add(&mut self, name: &str, parent: Option<&LabelId>) -> &mut Label {
        let known = self
            .labels
            .iter()
            .position(|label| label.parent.as_ref() == parent && label.name.values().any(|known| known == name));
        let at = known.unwrap_or_else(|| {
            let is_taken = |id: &str| self.labels.iter().any(|label| label.id.as_str() == id);
            let id = free_word(name, is_taken);
            let label = Label { parent: parent.cloned(), ..Label::new(&id, name, name, "", None) };
            self.labels.push(label);
            self.labels.len() - 1
        });
        &mut self.labels[at]
    }
}

/// One name in both languages.
pub(super) fn in_both(name: &str) -> BTreeMap<String, String> {
    [("ar", name), ("en", name)].map(|(language, name)| (language.to_owned(), name.to_owned())).into()
}
