//! Converts the contents of files from earlier versions.

use crate::annotation::label::color_of_file;
use crate::annotation::{Label, LabelSet};

/// A label of version 1: for the two default labels, properties that the program used to define are now in the file.
pub(super) fn label(mut label: Label) -> Label {
    label.color = color_of_file(&label.color);
    if let Some(standard) = LabelSet::standard().get(&label.id) {
        label.line = standard.line;
        label.detects.clone_from(&standard.detects);
        if label.name == standard.name {
            label.plural.clone_from(&standard.plural);
        }
    }
    label
}

/// The labels of version 1: detected kinds were suggested whether or not the file contained their labels.
pub(super) fn labels(labels: Vec<Label>) -> LabelSet {
    if labels.is_empty() {
        return LabelSet::default();
    }
    let set = LabelSet::from_labels(labels);
    let missing = LabelSet::standard().iter().filter(|standard| set.get(&standard.id).is_none());
    let missing: Vec<Label> = missing
        .map(|standard| Label { key: standard.key.filter(|key| set.by_key(*key).is_none()), ..standard.clone() })
        .collect();
    set.with(missing)
}
