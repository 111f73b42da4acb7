//! The labels and the kinds of relations of a file that only names them.

use std::collections::{HashMap, HashSet};

use crate::annotation::label::free_word;
use crate::annotation::{AnnotationId, Label, LabelId, LabelSet, RelationKind};
use crate::exchange::labels::brat::name_of_id;
use crate::text::excerpt::beginning;

/// The most labels of a file: people define some dozens.
pub(in crate::exchange) const MOST_LABELS: usize = 5_000;

/// The longest name of a label, in code points. What is longer is no name, and would stand in memory many times.
const LONGEST_NAME: usize = 200;

/// Labels by their names in a file.
#[derive(Debug, Default)]
pub(in crate::exchange) struct Names {
    labels: Vec<Label>,
    ids: HashMap<String, LabelId>,
    taken: HashSet<LabelId>,
    kinds: Vec<RelationKind>,
}

impl Names {
    /// The label of this name. Behind the [`MOST_LABELS`]th name all have the same label.
    pub(in crate::exchange) fn id(&mut self, name: &str) -> LabelId {
        if let Some(id) = self.ids.get(name) {
            return id.clone();
        }
        let known = name;
        let name = if self.labels.len() < MOST_LABELS { name } else { "…" };
        let shown = beginning(name, LONGEST_NAME);
        let first = free_word(&shown, |_| false);
        let is_free = !self.taken.contains(&LabelId::from(first.as_str()));
        let id = if is_free { first } else { format!("{first}-{}", AnnotationId::derived(name)) };
        let id = LabelId::from(id.to_lowercase());
        self.ids.insert(known.to_owned(), id.clone());
        if self.taken.insert(id.clone()) {
            self.labels.push(Label::new(id.as_str(), &shown, &shown, "", None));
        }
        id
    }

    /// Notes a kind of relations, if it is new.
    pub(in crate::exchange) fn relate(&mut self, kind: &str, symmetric: bool) {
        if let Some(known) = self.kinds.iter_mut().find(|known| known.id == kind) {
            known.symmetric |= symmetric;
        } else if self.kinds.len() < MOST_LABELS {
            let name = name_of_id(kind);
            self.kinds.push(RelationKind { id: kind.to_owned(), name, symmetric, ..RelationKind::default() });
        }
    }

    /// Takes labels and kinds of relations that a file defines, each label with the name by which its passages call it.
    pub(in crate::exchange) fn define(&mut self, set: &LabelSet, name_of: impl Fn(&Label) -> String) {
        for label in set.iter() {
            if self.taken.insert(label.id.clone()) {
                self.labels.push(label.clone());
            }
            self.ids.entry(name_of(label)).or_insert_with(|| label.id.clone());
        }
        self.kinds.extend(set.relation_kinds.iter().cloned());
    }

    /// The labels and kinds of relations.
    pub(in crate::exchange) fn into_set(self) -> LabelSet {
        let mut set = LabelSet::only(self.labels);
        set.relation_kinds = self.kinds.into();
        set
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_are_too_long_are_shortened_and_stay_apart() {
        let (mut names, long) = (Names::default(), "ا".repeat(3000));
        let ids = [long.clone(), format!("{long}ب"), "سرت".to_owned()].map(|name| names.id(&name));
        assert!(ids[0] != ids[1] && names.id(&long) == ids[0]);
        let set = names.into_set();
        assert_eq!(set.iter().count(), 3);
        assert!(set.iter().all(|label| label.name_in("ar").chars().count() <= LONGEST_NAME + 1));
    }
}
