//! Edits of the label set that reach further than the label itself: moving, merging, removing, adding a whole set.
//!
//! Each is a list of edits for one [`super::Transaction`], so that it is one step and has an inverse.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::annotation::Annotation;
use super::attributes::AttributeKind;
use super::edit::{AnnotationState, Edit};
use super::id::{AnnotationId, RelationId};
use super::label::{Label, LabelId, LabelSet, RelationKind};
use super::origin::Status;
use super::provenance::Deed;
use super::relation::Relation;

impl LabelSet {
    /// This set after what has happened to another one: labels that were added, changed or removed there are so here, too.
    #[must_use]
    pub fn followed(&self, before: &Self, after: &Self) -> Self {
        let is_removed = |label: &&Label| before.get(&label.id).is_some() && after.get(&label.id).is_none();
        let now = |label: &Label| {
            let new = after.get(&label.id).filter(|new| before.get(&label.id) != Some(new));
            new.unwrap_or(label).clone()
        };
        let mut labels: Vec<Label> = self.iter().filter(|label| !is_removed(label)).map(now).collect();
        let is_new = |label: &&Label| before.get(&label.id).is_none() && self.get(&label.id).is_none();
        labels.extend(after.iter().filter(is_new).cloned());
        let order = |one: &Self, other: &Self| -> Vec<LabelId> {
            one.iter().filter(|label| other.get(&label.id).is_some()).map(|label| label.id.clone()).collect()
        };
        if order(before, after) != order(after, before) {
            labels.sort_by_key(|label| after.position(&label.id).unwrap_or(usize::MAX));
        }
        let mut set = Self::from_labels(labels);
        let kinds = if before.relation_kinds == after.relation_kinds { self } else { after };
        set.relation_kinds.clone_from(&kinds.relation_kinds);
        let of_articles = if before.document_attributes == after.document_attributes { self } else { after };
        set.document_attributes.clone_from(&of_articles.document_attributes);
        set
    }
}

/// What becomes of the annotations of a label that is removed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Uses {
    /// There must be none that is not rejected.
    None,
    /// They are removed together with their relations.
    Remove,
    /// They get this label: the labels are merged.
    Give(LabelId),
}

/// How often a label is used.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LabelUse {
    /// Accepted and undecided annotations.
    pub annotations: usize,
    /// Rejected annotations.
    pub rejected: usize,
    /// Relations that begin or end at one of the annotations.
    pub relations: usize,
}

/// Who makes the change, and when: RFC 3339, UTC.
#[derive(Clone, Copy, Debug)]
pub struct Doer<'a> {
    /// The name that is written into annotations.
    pub by: &'a str,
    /// The time.
    pub at: &'a str,
}

impl AnnotationState {
    /// How often a label is used.
    pub fn use_of(&self, label: &LabelId) -> LabelUse {
        let mut counted = LabelUse::default();
        let mut relations = BTreeSet::new();
        for annotation in self.annotations.iter().filter(|annotation| annotation.label == *label) {
            if annotation.status == Status::Rejected {
                counted.rejected += 1;
            } else {
                counted.annotations += 1;
            }
            relations.extend(self.relations.of(&annotation.id).map(|relation| &relation.id));
        }
        counted.relations = relations.len();
        counted
    }

    /// Edits that remove annotations together with their relations.
    pub(crate) fn removal<'i>(&self, ids: impl IntoIterator<Item = &'i AnnotationId>) -> Vec<Edit> {
        let ids: Vec<&AnnotationId> = ids.into_iter().collect();
        let relations: BTreeSet<&RelationId> =
            ids.iter().flat_map(|id| self.relations.of(id)).map(|relation| &relation.id).collect();
        let relations = relations.into_iter().map(|id| Edit::RemoveRelation(id.clone()));
        relations.chain(ids.into_iter().map(|id| Edit::Remove(id.clone()))).collect()
    }

    /// Edits that move a label to a position in the legend.
    pub(crate) fn moving_label(&self, id: &LabelId, to: usize) -> Vec<Edit> {
        let to = to.min(self.labels.len().saturating_sub(1));
        match self.labels.position(id).filter(|at| *at != to).and(self.labels.get(id)) {
            Some(label) => {
                vec![Edit::RemoveLabel(id.clone()), Edit::AddLabel { at: to, label: Arc::new(label.clone()) }]
            }
            None => Vec::new(),
        }
    }

    /// Edits that remove a label. Its children move up, or below the label that gets its annotations; kinds of relations
    /// that named it name the latter, otherwise its children. A kind to which no end is left goes with its relations.
    pub(crate) fn removing_label(&self, id: &LabelId, uses: &Uses, doer: Doer<'_>) -> Vec<Edit> {
        let Some(label) = self.labels.get(id) else { return Vec::new() };
        let heir = match uses {
            Uses::Give(heir) => self.labels.get(heir).filter(|heir| heir.id != *id),
            Uses::None | Uses::Remove => None,
        };
        let having = self.annotations.iter().filter(|annotation| annotation.label == *id);
        let mut edits = match heir {
            Some(heir) => self.giving(having, heir, doer),
            None => self.removal(having.map(|annotation| &annotation.id)),
        };
        edits.extend(self.without_end(id, heir.map(|heir| &heir.id), &edits));
        for (_, name, link) in self.links.iter().filter(|(of, ..)| *of == id) {
            edits.push(Edit::LinkEntity { label: id.clone(), name: name.to_owned(), choice: None });
            if let Some(heir) = heir.filter(|heir| self.links.get(&heir.id, name).is_none()) {
                let (label, name) = (heir.id.clone(), name.to_owned());
                edits.push(Edit::LinkEntity { label, name, choice: Some(link.clone()) });
            }
        }
        let is_heir_below = heir.is_some_and(|heir| self.labels.line_of(&heir.id).any(|above| above.id == *id));
        let parent = heir.filter(|_| !is_heir_below).map(|heir| heir.id.clone()).or_else(|| label.parent.clone());
        let children = self.labels.children(id).filter(|child| heir.is_none_or(|heir| heir.id != child.id));
        edits.extend(children.map(|child| replaced(Label { parent: parent.clone(), ..child.clone() })));
        edits.push(Edit::RemoveLabel(id.clone()));
        if let Some(heir) = heir {
            // What the removed label did, the other does from now on.
            let above = if is_heir_below && heir.parent.as_ref() == Some(id) { &label.parent } else { &heir.parent };
            let inherited = Label {
                key: heir.key.or(label.key),
                detects: heir.detects.clone().or_else(|| label.detects.clone()),
                parent: above.clone(),
                ..heir.clone()
            };
            edits.extend((inherited != *heir).then(|| replaced(inherited)));
        }
        edits
    }

    /// Edits that give annotations another label. Where the passage has that label already, the two become one.
    fn giving<'a>(&self, annotations: impl Iterator<Item = &'a Annotation>, heir: &Label, doer: Doer<'_>) -> Vec<Edit> {
        let mut edits = Vec::new();
        for annotation in annotations {
            let provenance = annotation.provenance.clone().with(Deed::Changed, doer.by, doer.at);
            let attributes = AttributeKind::carried(&annotation.attributes, &heir.attributes);
            let given = Annotation { label: heir.id.clone(), attributes, provenance, ..annotation.clone() };
            let there = self.annotations.exactly(&annotation.spans).find(|there| {
                there.label == heir.id && there.provenance.first_by() == annotation.provenance.first_by()
            });
            let Some(there) = there else {
                edits.push(Edit::Replace(Arc::new(given)));
                continue;
            };
            let (kept, dropped) = if there.status == Status::Rejected { (&given, there) } else { (there, &given) };
            edits.extend(self.handing_over(&dropped.id, &kept.id));
            edits.push(Edit::Remove(dropped.id.clone()));
            let notes: Vec<&str> =
                [&kept.note, &dropped.note].into_iter().map(String::as_str).filter(|note| !note.is_empty()).collect();
            let note = if notes.windows(2).all(|two| two[0] == two[1]) {
                notes.first().map_or_else(String::new, |note| (*note).to_owned())
            } else {
                notes.join("\n")
            };
            let one = Annotation { note, ..kept.clone() };
            if one != *there {
                edits.push(Edit::Replace(Arc::new(one)));
            }
        }
        edits
    }

    /// Edits that let the relations of one annotation begin and end at another; those between the two go, and those that
    /// the other has already.
    fn handing_over(&self, from: &AnnotationId, to: &AnnotationId) -> Vec<Edit> {
        let hand = |relation: &Relation| {
            let end = |end: &AnnotationId| if end == from { to.clone() } else { end.clone() };
            let moved = Relation { from: end(&relation.from), to: end(&relation.to), ..relation.clone() };
            let is_there = |there: &Relation| there.id != moved.id && there.says_same(&moved);
            if moved.from == moved.to || self.relations.of(to).any(is_there) {
                Edit::RemoveRelation(relation.id.clone())
            } else {
                Edit::ReplaceRelation(Arc::new(moved))
            }
        };
        self.relations.of(from).map(hand).collect()
    }

    /// Edits of the kinds of relations that name a label which goes. `removed` are the edits so far.
    fn without_end(&self, id: &LabelId, heir: Option<&LabelId>, removed: &[Edit]) -> Vec<Edit> {
        let names = |ends: &[LabelId]| ends.contains(id);
        if !self.labels.relation_kinds.iter().any(|kind| names(&kind.from) || names(&kind.to)) {
            return Vec::new();
        }
        let instead: Vec<LabelId> = match heir {
            Some(heir) => vec![heir.clone()],
            None => self.labels.children(id).map(|child| child.id.clone()).collect(),
        };
        let ends = |ends: &[LabelId]| {
            let mut new: Vec<LabelId> = Vec::new();
            for end in ends.iter().flat_map(|end| if end == id { &instead[..] } else { std::slice::from_ref(end) }) {
                if !new.contains(end) {
                    new.push(end.clone());
                }
            }
            new
        };
        let gone = removed.iter().filter_map(|edit| match edit {
            Edit::RemoveRelation(id) => Some(id),
            _ => None,
        });
        let gone: BTreeSet<&RelationId> = gone.collect();
        let mut edits = Vec::new();
        let mut kinds: Vec<RelationKind> = Vec::new();
        for kind in &self.labels.relation_kinds {
            let new = RelationKind { from: ends(&kind.from), to: ends(&kind.to), ..kind.clone() };
            // Without any label an end would be free, which nobody has said.
            let is_lost = new.from.is_empty() && !kind.from.is_empty() || new.to.is_empty() && !kind.to.is_empty();
            if !is_lost {
                kinds.push(new);
                continue;
            }
            let left =
                self.relations.iter().filter(|relation| relation.kind == kind.id && !gone.contains(&relation.id));
            edits.extend(left.map(|relation| Edit::RemoveRelation(relation.id.clone())));
        }
        edits.push(Edit::SetRelationKinds(kinds));
        edits
    }

    /// Edits that remove a kind of relations together with its relations.
    pub(crate) fn removing_relation_kind(&self, id: &str) -> Vec<Edit> {
        let Some(_) = self.labels.relation_kind(id) else { return Vec::new() };
        let having = self.relations.iter().filter(|relation| relation.kind == id);
        let mut edits: Vec<Edit> = having.map(|relation| Edit::RemoveRelation(relation.id.clone())).collect();
        let left = self.labels.relation_kinds.iter().filter(|kind| kind.id != id).cloned();
        edits.push(Edit::SetRelationKinds(left.collect()));
        edits
    }

    /// Edits that add what a set has and this one lacks: labels, kinds of relations and attributes of articles with
    /// other ids. What is there stays as it is; a key that is taken is left out.
    pub(crate) fn adding_set(&self, set: &LabelSet) -> Vec<Edit> {
        let mut edits = Vec::new();
        let mut keys: Vec<char> = self.labels.iter().filter_map(|label| label.key).collect();
        let is_known = |id: &LabelId| self.labels.get(id).is_some() || set.get(id).is_some();
        for label in set.iter().filter(|label| self.labels.get(&label.id).is_none()) {
            let key = label.key.filter(|key| !keys.contains(key));
            keys.extend(key);
            let parent = label.parent.clone().filter(|parent| is_known(parent));
            let label = Arc::new(Label { key, parent, ..label.clone() });
            edits.push(Edit::AddLabel { at: usize::MAX, label });
        }
        let kinds = &self.labels.relation_kinds;
        let new = set.relation_kinds.iter().filter(|kind| !kinds.iter().any(|known| known.id == kind.id));
        let all: Vec<RelationKind> = kinds.iter().chain(new).cloned().collect();
        edits.extend((all != **kinds).then_some(Edit::SetRelationKinds(all)));
        let attributes = &self.labels.document_attributes;
        let new = set.document_attributes.iter().filter(|kind| !attributes.iter().any(|known| known.id == kind.id));
        let all: Vec<AttributeKind> = attributes.iter().chain(new).cloned().collect();
        edits.extend((all != **attributes).then_some(Edit::SetDocumentAttributes(all)));
        edits
    }
}

fn replaced(label: Label) -> Edit {
    Edit::ReplaceLabel(Arc::new(label))
}
