//! Records about which nobody has decided yet, as each side has them, between conflict marks like those of git.

use std::collections::BTreeMap;

use serde::Serialize;

use super::line::push_record;
use super::quotations::{Words, push_annotation};
use super::records::{Head, NamedLink};
use crate::annotation::{AnnotationState, Conflict, Key, Record};

/// The other sides of a record.
pub(super) struct Hunk {
    pub(super) of: Key,
    /// As it was before, if it was.
    base: Option<String>,
    /// As the other side has it, if it does.
    theirs: Option<String>,
}

impl Hunk {
    pub(super) const OURS: &str = "<<<<<<< ours\n";

    /// Appends what follows our side.
    pub(super) fn push_others(&self, out: &mut String, indent: &str) {
        for (mark, side) in [("||||||| base\n", &self.base), ("=======\n", &self.theirs)] {
            out.push_str(mark);
            if let Some(ron) = side {
                out.extend([indent, ron, ",\n"]);
            }
        }
        out.push_str(">>>>>>> theirs\n");
    }
}

/// What stands between marks, by list and key.
#[derive(Default)]
pub(super) struct Hunks(BTreeMap<(&'static str, String), Hunk>);

impl Hunks {
    pub(super) fn of(state: &AnnotationState, head: &Head, words: Words<'_>) -> Self {
        let mut hunks = Self::default();
        for conflict in state.open_conflicts() {
            hunks.add(conflict, state, words);
        }
        hunks.add_article(state, head);
        hunks
    }

    pub(super) fn has_any_in(&self, list: &'static str) -> bool {
        self.0.keys().any(|(other, _)| *other == list)
    }

    pub(super) fn take(&mut self, list: &'static str, key: &str) -> Option<Hunk> {
        if self.0.is_empty() { None } else { self.0.remove(&(list, key.to_owned())) }
    }

    /// The next one of those in a list that were not taken.
    pub(super) fn next_in(&mut self, list: &'static str) -> Option<Hunk> {
        let key = self.0.keys().find(|(other, _)| *other == list)?.clone();
        self.0.remove(&key)
    }

    fn add(&mut self, conflict: &Conflict, state: &AnnotationState, words: Words<'_>) {
        let Some((list, key)) = place_of(&conflict.of) else { return };
        let ron = |record: &Record| ron_of(record, &conflict.of, words);
        let (base, theirs) = (conflict.base.as_ref().map(ron), conflict.theirs.as_ref().map(ron));
        self.0.insert((list, key), Hunk { of: conflict.of.clone(), base, theirs });
        // The relations of an annotation are on the side that has it, and on no other.
        if let (Key::Annotation(id), None) = (&conflict.of, &conflict.theirs) {
            for relation in state.relations.of(id) {
                let of = Key::Relation(relation.id.clone());
                let hunk = Hunk { of, base: None, theirs: None };
                self.0.entry(("relations", relation.id.to_string())).or_insert(hunk);
            }
        }
        for relation in conflict.returning(state) {
            let of = Key::Relation(relation.id.clone());
            let hunk = Hunk { of, base: None, theirs: Some(plain(relation)) };
            self.0.entry(("relations", relation.id.to_string())).or_insert(hunk);
        }
    }

    /// What is said of the whole article stands in one line.
    fn add_article(&mut self, state: &AnnotationState, head: &Head) {
        let (mut base, mut theirs, mut first) = (head.clone(), head.clone(), None);
        for conflict in state.open_conflicts() {
            let Key::Attribute(name) = &conflict.of else { continue };
            let value = |record: &Option<Record>| match record {
                Some(Record::Attribute(value)) => Some(value.clone()),
                _ => None,
            };
            base.attributes.set(name, value(&conflict.base));
            theirs.attributes.set(name, value(&conflict.theirs));
            first.get_or_insert(&conflict.of);
        }
        if let Some(of) = first.cloned() {
            let line = |head: &Head| Some(format!("article: {}", plain(head)));
            let hunk = Hunk { of, base: line(&base), theirs: line(&theirs) };
            self.0.insert(("article", String::new()), hunk);
        }
    }
}

/// The list of a record, and its key there; `None` for what stands elsewhere.
fn place_of(of: &Key) -> Option<(&'static str, String)> {
    Some(match of {
        Key::Annotation(id) => ("annotations", id.to_string()),
        Key::Relation(id) => ("relations", id.to_string()),
        Key::Label(id) => ("labels", id.to_string()),
        Key::RelationKind(id) => ("relation_kinds", id.clone()),
        Key::DocumentAttribute(id) => ("document_attributes", id.clone()),
        Key::Link(label, name) => ("links", NamedLink::key_of(label, name)),
        // The attributes of the article stand in one line; an annotation without a place is never undecided.
        Key::Attribute(_) | Key::Orphan(_) => return None,
    })
}

fn ron_of(record: &Record, of: &Key, words: Words<'_>) -> String {
    match (record, of) {
        (Record::Annotation(annotation), _) => {
            let mut out = String::new();
            push_annotation(&mut out, annotation, words);
            out
        }
        (Record::Relation(relation), _) => plain(&**relation),
        (Record::Label(label), _) => plain(&**label),
        (Record::RelationKind(kind), _) => plain(&**kind),
        (Record::DocumentAttribute(kind), _) => plain(&**kind),
        (Record::Link(link), Key::Link(label, name)) => plain(&NamedLink::new(label, name, link)),
        (Record::Link(link), _) => plain(link),
        (Record::Attribute(value), _) => plain(value),
        (Record::Orphan(orphan), _) => orphan.ron.clone(),
    }
}

fn plain<T: Serialize>(record: &T) -> String {
    let mut out = String::new();
    push_record(&mut out, record, &mut |_, _| ());
    out
}
