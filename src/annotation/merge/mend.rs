//! Keeps merged records fit for each other: what one side uses stays, although the other has removed it.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use crate::annotation::attributes::{AttributeKind, Attributes, Value};
use crate::annotation::conflict::Conflict;
use crate::annotation::edit::AnnotationState;
use crate::annotation::label::{Label, LabelId, LabelSet};
use crate::annotation::record::Record;

/// Brings back labels, kinds and attributes that are in use, and leaves each key and each place below another label to one
/// label.
pub(super) fn mend(
    merged: &mut AnnotationState,
    conflicts: &[Conflict],
    ours: &AnnotationState,
    theirs: &AnnotationState,
) {
    let sides = [&ours.labels, &theirs.labels];
    let mut labels: Vec<Arc<Label>> = merged.labels.shared().to_vec();
    let (mut kinds, mut document_attributes) =
        (merged.labels.relation_kinds.clone(), merged.labels.document_attributes.clone());
    for relation in merged.relations.iter() {
        if kinds.iter().all(|kind| kind.id != relation.kind) {
            kinds.extend(sides.iter().find_map(|side| side.relation_kind(&relation.kind)).cloned());
        }
    }
    let of_article = sides.map(|side| side.document_attributes.as_slice());
    allow(&mut document_attributes, &merged.attributes, of_article);
    let ends = kinds.iter().flat_map(|kind| kind.from.iter().chain(&kind.to)).cloned();
    // An annotation that waits for a decision comes back with its own label.
    let waiting = conflicts.iter().filter_map(|conflict| conflict.theirs.as_ref().and_then(Record::annotation));
    let ends: Vec<LabelId> = ends.chain(waiting.map(|annotation| annotation.label.clone())).collect();
    bring_back_labels(&mut labels, merged, &ends, sides);
    allow_attributes(&mut labels, merged, sides);
    for kind in kinds.iter_mut() {
        let of_kind = sides.map(|side| side.relation_kind(&kind.id).map_or(&[][..], |kind| &kind.attributes));
        for relation in merged.relations.iter().filter(|relation| relation.kind == kind.id) {
            allow(&mut kind.attributes, &relation.attributes, of_kind);
        }
    }
    free_keys(&mut labels, &ours.labels);
    merged.labels = LabelSet::of_parts(labels, kinds, document_attributes);
    untie_parents(merged, &ours.labels);
}

fn bring_back_labels(labels: &mut Vec<Arc<Label>>, merged: &AnnotationState, ends: &[LabelId], sides: [&LabelSet; 2]) {
    let mut known: HashSet<LabelId> = labels.iter().map(|label| label.id.clone()).collect();
    let parents = labels.iter().filter_map(|label| label.parent.clone());
    let used = merged.annotations.iter().map(|annotation| annotation.label.clone());
    let mut needed: Vec<LabelId> = used.chain(parents).chain(ends.iter().cloned()).collect();
    needed.retain(|id| !known.contains(id));
    while let Some(id) = needed.pop() {
        let there = sides.iter().find_map(|side| side.shared().iter().find(|label| label.id == id));
        if let Some(label) = there.filter(|_| known.insert(id)) {
            needed.extend(label.parent.clone());
            labels.push(label.clone());
        }
    }
}

fn allow_attributes(labels: &mut [Arc<Label>], merged: &AnnotationState, sides: [&LabelSet; 2]) {
    let places: HashMap<LabelId, usize> = labels.iter().enumerate().map(|(at, label)| (label.id.clone(), at)).collect();
    for annotation in merged.annotations.iter().filter(|annotation| !annotation.attributes.is_empty()) {
        let Some(label) = places.get(&annotation.label).map(|at| &mut labels[*at]) else { continue };
        let is_fit = |(name, value): (&str, &Value)| AttributeKind::check_in(&label.attributes, name, value).is_ok();
        if !annotation.attributes.iter().all(is_fit) {
            let allowed = sides.map(|side| side.get(&label.id).map_or(&[][..], |label| &label.attributes));
            allow(&mut Arc::make_mut(label).attributes, &annotation.attributes, allowed);
        }
    }
}

/// Adds the attributes and choices that are in use and that one of the sides allows.
fn allow(kinds: &mut Vec<AttributeKind>, used: &Attributes, sides: [&[AttributeKind]; 2]) {
    for (name, value) in used.iter() {
        if AttributeKind::check_in(kinds, name, value).is_ok() {
            continue;
        }
        let fits = |kind: &&AttributeKind| kind.id == name && kind.check(value).is_ok();
        let Some(fitting) = sides.iter().flat_map(|side| side.iter()).find(fits) else { continue };
        match kinds.iter_mut().find(|kind| kind.id == name) {
            None => kinds.push(fitting.clone()),
            Some(kind) => {
                let missing =
                    fitting.choices.iter().filter(|choice| kind.choices.iter().all(|own| own.id != choice.id));
                let missing: Vec<_> = missing.cloned().collect();
                kind.choices.extend(missing);
            }
        }
    }
}

/// Of two labels with one key, the one that has it here keeps it.
fn free_keys(labels: &mut [Arc<Label>], ours: &LabelSet) {
    let is_own = |label: &Label| ours.get(&label.id).is_some_and(|own| own.key == label.key);
    let mut taken: HashSet<char> = labels.iter().filter(|label| is_own(label)).filter_map(|label| label.key).collect();
    for label in labels.iter_mut().filter(|label| !is_own(label)) {
        if label.key.is_some_and(|key| !taken.insert(key)) {
            Arc::make_mut(label).key = None;
        }
    }
}

/// Labels that each side has put below another may form a circle: then ours counts.
fn untie_parents(merged: &mut AnnotationState, ours: &LabelSet) {
    for at in 0..merged.labels.len() {
        let label = merged.labels.shared()[at].clone();
        let parent = ours.get(&label.id).and_then(|own| own.parent.clone());
        if label.parent != parent && merged.labels.check_parent(&label).is_err() {
            let _former = merged.labels.replace(at, Arc::new(Label { parent, ..Label::clone(&label) }));
        }
    }
}
