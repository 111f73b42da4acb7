//! The labels of a file among one's own: those that mean the same are used, the others are added.

use std::collections::{BTreeMap, HashMap};

use serde::Serialize;

use crate::annotation::label::COLOR_ROLES;
use crate::annotation::{AttributeKind, Label, LabelId, LabelSet, LineStyle, RelationKind};
use crate::detect::Kind;
use crate::exchange::foreign::{Foreign, Marked};
use crate::text::fold::fold_words;

/// What other programs and corpora call places. Groups have no such common name: an organisation is seldom a faction.
const PLACE_NAMES: [&str; 8] = ["loc", "gpe", "locations", "place", "places", "placename", "toponym", "locname"];

/// Which label a person has chosen for one of a file, by its name or id there; `None` to add it.
pub type LabelChoices = BTreeMap<String, Option<LabelId>>;

/// What became of a label of a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MappedLabel {
    /// Its name in the file.
    pub name: String,
    /// Its id in the file.
    #[serde(skip)]
    pub id: String,
    /// The label here.
    pub label: LabelId,
    /// Whether it was added.
    pub added: bool,
    /// How many passages have it.
    pub count: usize,
}

/// Gives the labels of an article of a file their meaning in a set, which grows by those that it lacks, and returns what
/// became of each.
pub(super) fn map_labels(foreign: &mut Foreign, own: &mut LabelSet, choices: &LabelChoices) -> Vec<MappedLabel> {
    let mut meanings: HashMap<LabelId, LabelId> = HashMap::new();
    let mut mapped = Vec::new();
    for label in foreign.labels.iter() {
        let name = label.name_in("en").to_owned();
        let chosen = choices.get(&name).or_else(|| choices.get(label.id.as_str()));
        let known = match chosen {
            Some(None) => None,
            Some(Some(id)) if own.get(id).is_some() => Some(id.clone()),
            _ => meaning(own, label),
        };
        let added = known.is_none();
        let id = known.unwrap_or_else(|| add(own, label, &meanings));
        extend(own, &id, &label.attributes);
        meanings.insert(label.id.clone(), id.clone());
        mapped.push(MappedLabel { name, id: label.id.as_str().to_owned(), label: id, added, count: 0 });
    }
    let mut counts: HashMap<&LabelId, usize> = HashMap::new();
    for marked in &foreign.marked {
        *counts.entry(&marked.annotation.label).or_default() += 1;
    }
    // Each label of the file by itself: several may have become one.
    for (label, mapped) in foreign.labels.iter().zip(&mut mapped) {
        mapped.count = counts.get(&label.id).copied().unwrap_or(0);
    }
    for Marked { annotation, .. } in &mut foreign.marked {
        if let Some(id) = meanings.get(&annotation.label) {
            annotation.label = id.clone();
        }
    }
    own.add_kinds(kinds_among(&foreign.labels, &meanings), &foreign.labels.document_attributes);
    mapped
}

/// The labels of a file of a program that has no ids for them, with the ids of those of one's own that are called the same,
/// and else with ids that are free there: what was exported is known again.
#[must_use]
pub fn known_among(set: &LabelSet, own: &LabelSet) -> LabelSet {
    let mut meanings: HashMap<LabelId, LabelId> = HashMap::new();
    let mut all = own.clone();
    for label in set.iter() {
        let is_new = |id: &LabelId| !meanings.values().any(|taken| taken == id);
        let id = called_alike(own, label).filter(is_new).unwrap_or_else(|| {
            let id = if all.get(&label.id).is_some() { all.free_id(label.name_in("en")) } else { label.id.clone() };
            all = std::mem::take(&mut all).with([Label { id: id.clone(), ..label.clone() }]);
            id
        });
        meanings.insert(label.id.clone(), id);
    }
    let known = |id: &LabelId| meanings.get(id).unwrap_or(id).clone();
    let labels = set.iter().map(|label| Label {
        id: known(&label.id),
        parent: label.parent.as_ref().map(known),
        ..label.clone()
    });
    let mut known = set.with_only(labels);
    known.relation_kinds = kinds_among(set, &meanings).collect();
    known
}

/// The kinds of relations of a set, between labels as they are called elsewhere.
fn kinds_among(set: &LabelSet, meanings: &HashMap<LabelId, LabelId>) -> impl Iterator<Item = RelationKind> {
    let among = |ends: &[LabelId]| ends.iter().map(|end| meanings.get(end).unwrap_or(end).clone()).collect();
    set.relation_kinds.iter().map(move |kind| RelationKind {
        from: among(&kind.from),
        to: among(&kind.to),
        ..kind.clone()
    })
}

/// The label of a set that means the same as one of a file.
fn meaning(own: &LabelSet, label: &Label) -> Option<LabelId> {
    let is_place = |name: &String| PLACE_NAMES.contains(&fold_words(name).concat().as_str());
    let of_places = || {
        let places = own.detecting(Kind::LOCATION.name());
        places.filter(|_| label.name.values().any(is_place)).map(|label| label.id.clone())
    };
    called_alike(own, label).or_else(of_places)
}

/// The label of a set that is called the same as one of a file.
fn called_alike(own: &LabelSet, label: &Label) -> Option<LabelId> {
    let names: Vec<String> = label.name.values().cloned().collect();
    let is_called = |known: &&Label| {
        let called = |name: &String| names.iter().any(|other| fold_words(other) == fold_words(name));
        known.name.values().any(called)
    };
    own.meant_by(&label.id, &names)
        .filter(|id| own.get(id).is_some())
        .or_else(|| own.iter().find(is_called).map(|label| label.id.clone()))
}

/// Adds a label of a file to a set, under an id and with a look that are free.
fn add(own: &mut LabelSet, label: &Label, meanings: &HashMap<LabelId, LabelId>) -> LabelId {
    let mut label = label.clone();
    if own.get(&label.id).is_some() || label.id.as_str().is_empty() {
        label.id = own.free_id(label.name_in("en"));
    }
    label.key = None;
    label.parent = label.parent.and_then(|parent| meanings.get(&parent).cloned());
    label.attributes.clear();
    if label.name.values().all(|name| name.trim().is_empty()) {
        let name = label.id.to_string();
        label.name = [("ar", name.clone()), ("en", name)].map(|(language, name)| (language.to_owned(), name)).into();
    }
    if label.rgb().is_none() || own.look_of_another(&label).is_some() {
        set_free_look(own, &mut label);
    }
    let id = label.id.clone();
    *own = std::mem::take(own).with([label]);
    id
}

/// Gives a label a colour and a line that no other has, as long as there are some.
fn set_free_look(own: &LabelSet, label: &mut Label) {
    let looks = LineStyle::ALL.into_iter().flat_map(|line| COLOR_ROLES.iter().map(move |(role, _)| (*role, line)));
    for (role, line) in looks {
        (label.color, label.line) = (role.to_owned(), line);
        if own.look_of_another(label).is_none() {
            return;
        }
    }
}

/// Gives a label of a set the attributes that it lacks.
pub(super) fn extend(own: &mut LabelSet, id: &LabelId, attributes: &[AttributeKind]) {
    let Some(label) = own.get(id) else { return };
    let is_new = |kind: &&AttributeKind| !label.attributes.iter().any(|known| known.id == kind.id);
    let new: Vec<AttributeKind> = attributes.iter().filter(is_new).cloned().collect();
    if new.is_empty() {
        return;
    }
    let extended = own.iter().map(|label| {
        let mut label = label.clone();
        if label.id == *id {
            label.attributes.extend(new.iter().cloned());
        }
        label
    });
    *own = own.with_only(extended.collect::<Vec<_>>());
}
