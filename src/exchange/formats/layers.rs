//! Annotations as typed records with features, as WebAnno's tables and UIMA's files have them: the value of a record is its label.

use serde_json::Value;

use super::flat::status_named;
use crate::annotation::{Annotation, Status, Value as AttributeValue};
use crate::exchange::import::{Names, object_of, set_all};
use crate::exchange::{Article, Loss};

/// The types that are written.
pub(super) const ENTITIES: &str = "webanno.custom.Entity";
pub(super) const RELATIONS: &str = "webanno.custom.Relation";

/// Features of a record: its label, and what else it has.
pub(super) const VALUE: &str = "value";
pub(super) const ENTITY: &str = "identifier";
pub(super) const NOTE: &str = "note";
pub(super) const STATUS: &str = "status";
/// What has no name that a feature may have, as JSON.
pub(super) const ATTRIBUTES: &str = "attributes";

/// Types whose values are about words, so that they are no labels.
const OF_WORDS: [&str; 4] = ["Lemma", "Stem", "Token", "Sentence"];

/// The kind of relations without a value.
pub(super) const RELATED: &str = "related";

/// What records with features cannot represent.
pub(super) fn loses(loss: Loss) -> bool {
    match loss {
        Loss::Nested
        | Loss::References
        | Loss::Statuses
        | Loss::Entities
        | Loss::Notes
        | Loss::Attributes
        | Loss::Relations
        | Loss::Widened
        | Loss::Unlocated
        | Loss::NoEvents => false,
        // For several fragments, the passage from the first to the last one is written.
        Loss::Fragments
        | Loss::Origins
        | Loss::Provenance
        | Loss::History
        | Loss::DocumentAttributes
        | Loss::Links
        | Loss::RelationNotes
        | Loss::RelationAttributes
        | Loss::Unplaced
        | Loss::Ids
        | Loss::LabelNames
        | Loss::LabelColors
        | Loss::RelationEnds
        | Loss::NumberTypes
        | Loss::ChoiceTypes => true,
    }
}

/// A type's name without its package.
pub(super) fn short(name: &str) -> &str {
    name.rsplit('.').next().unwrap_or(name)
}

/// Whether an attribute can be a feature of its own: UIMA's names are those of Java.
pub(super) fn is_feature_name(name: &str) -> bool {
    let is_plain = name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    is_plain && ![VALUE, ENTITY, NOTE, STATUS, ATTRIBUTES, "begin", "end", "sofa", "id"].contains(&name)
}

/// The value of a feature; `is_own` says which attributes are features of their own.
pub(super) fn feature<'a>(
    article: &Article<'a>,
    annotation: &'a Annotation,
    name: &str,
    is_own: impl Fn(&str) -> bool,
) -> Option<String> {
    match name {
        VALUE => Some(article.label_name(annotation).to_owned()),
        ENTITY => annotation.entity.clone(),
        NOTE => Some(annotation.note.clone()).filter(|note| !note.is_empty()),
        STATUS => Some(annotation.status.name().to_owned()),
        ATTRIBUTES => {
            let others = object_of(annotation.attributes.iter().filter(|(name, _)| !is_own(name)));
            (!others.is_empty()).then(|| Value::Object(others).to_string())
        }
        name => annotation.attributes.get(name).map(AttributeValue::plain),
    }
}

/// Gives an annotation what the features of its record say. The label is the record's value, otherwise the name of its type.
pub(super) fn describe<'v>(
    annotation: &mut Annotation,
    of_type: &str,
    features: impl IntoIterator<Item = (&'v str, &'v str)>,
    names: &mut Names,
) {
    let mut label = None;
    for (feature, value) in features {
        match feature {
            VALUE | "PosValue" | "referenceType" if !OF_WORDS.contains(&of_type) => label = Some(value),
            ENTITY => annotation.entity = Some(value.to_owned()),
            NOTE => value.clone_into(&mut annotation.note),
            STATUS if is_status(value) => annotation.status = status_named(value),
            ATTRIBUTES if value.starts_with('{') => {
                set_all(&mut annotation.attributes, &serde_json::from_str(value).unwrap_or_default());
            }
            name => drop(annotation.attributes.set(name, Some(AttributeValue::Text(value.to_owned())))),
        }
    }
    annotation.label = names.id(label.filter(|label| !label.trim().is_empty()).unwrap_or(of_type));
}

fn is_status(value: &str) -> bool {
    [Status::Accepted, Status::Suggested, Status::Rejected].iter().any(|status| status.name() == value)
}
