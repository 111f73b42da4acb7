//! UIMA's common analysis structure, as JSON (version 0.4) and as XMI with a type system beside it; INCEpTION, DKPro and UIMA itself
//! read and write both.
//!
//! Offsets count UTF-16 units. A passage is a feature structure with a beginning and an end; a relation one with a governor and a
//! dependent. The types are those of [`layers`](super::layers).

pub mod json;
mod read;
pub mod xmi;

use super::layers::{ATTRIBUTES, ENTITY, NOTE, STATUS, VALUE, feature, is_feature_name, loses};
use crate::annotation::{Annotation, LabelSet, Status};
use crate::exchange::Article;

/// The features of a relation.
const FROM: &str = "Governor";
const TO: &str = "Dependent";
/// The id of the text, before those of the annotations.
const SOFA: usize = 1;
const VIEW: &str = "_InitialView";

/// The features of the entities of a set of labels: an attribute that a label defines has one of its own.
fn features(labels: &LabelSet) -> Vec<&str> {
    let mut all = vec![VALUE, ENTITY, NOTE, STATUS, ATTRIBUTES];
    for attribute in labels.iter().flat_map(|label| &label.attributes) {
        if is_feature_name(&attribute.id) && !all.contains(&attribute.id.as_str()) {
            all.push(&attribute.id);
        }
    }
    all
}

/// The features of an annotation that have a value.
fn said<'f>(article: &Article<'_>, annotation: &Annotation, features: &[&'f str]) -> Vec<(&'f str, String)> {
    let own = |name: &str| features.contains(&name);
    let value = |name: &'f str| Some((name, feature(article, annotation, name, own)?));
    let is_usual = |name: &str| name == STATUS && annotation.status == Status::Accepted;
    features.iter().filter(|name| !is_usual(name)).filter_map(|name| value(name)).collect()
}
