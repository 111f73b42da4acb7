//! Labels as a foreign file names them.

use std::collections::BTreeMap;

use crate::annotation::label::free_word;
use crate::annotation::{Label, LabelId, LabelSet};

/// Labels being read, with ids from their names.
#[derive(Default)]
pub(super) struct Gathered {
    pub(super) labels: Vec<Label>,
}

impl Gathered {
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

/// A set of these labels without anything else.
pub(super) fn set_of(labels: Vec<Label>) -> LabelSet {
    let mut set = LabelSet::from_labels(labels);
    set.relation_kinds.clear();
    set.document_attributes.clear();
    set
}

/// One name in both languages.
pub(super) fn in_both(name: &str) -> BTreeMap<String, String> {
    [("ar", name), ("en", name)].map(|(language, name)| (language.to_owned(), name.to_owned())).into()
}
