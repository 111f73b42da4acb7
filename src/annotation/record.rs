//! The records of an annotation file, whatever kind they are of, and their parts.

use std::borrow::Cow;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::annotation::Annotation;
use super::attributes::{AttributeKind, Value};
use super::entity_links::EntityLink;
use super::fields::shared;
use super::id::{AnnotationId, RelationId};
use super::label::{Label, LabelId, RelationKind};
use super::orphan::Orphan;
use super::relation::Relation;

/// What a record is, whatever it says.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Key {
    /// An annotation.
    Annotation(AnnotationId),
    /// An annotation without a place in the text, by its id, or by its RON text if it has none.
    Orphan(String),
    /// A relation.
    Relation(RelationId),
    /// The entity chosen for a folded name with this label.
    Link(LabelId, String),
    /// An attribute of the whole article.
    Attribute(String),
    /// A label.
    Label(LabelId),
    /// A kind of relations.
    RelationKind(String),
    /// An attribute that articles can have.
    DocumentAttribute(String),
}

/// A record of a state.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Record {
    /// An annotation.
    Annotation(#[serde(with = "shared")] Arc<Annotation>),
    /// An annotation without a place in the text.
    Orphan(#[serde(with = "shared")] Arc<Orphan>),
    /// A relation.
    Relation(#[serde(with = "shared")] Arc<Relation>),
    /// The entity chosen for a name.
    Link(EntityLink),
    /// The value of an attribute of the whole article.
    Attribute(Value),
    /// A label.
    Label(#[serde(with = "shared")] Arc<Label>),
    /// A kind of relations.
    RelationKind(#[serde(with = "shared")] Arc<RelationKind>),
    /// An attribute that articles can have.
    DocumentAttribute(#[serde(with = "shared")] Arc<AttributeKind>),
}

/// A part of a record.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    /// The passage of an annotation.
    Passage,
    /// Its label.
    Label,
    /// Its entity, or that of a name.
    Entity,
    /// A note.
    Note,
    /// What was decided.
    Status,
    /// The attribute with this name, or the value of one.
    Attribute(String),
    /// The kind of a relation.
    Kind,
    /// The beginning of a relation.
    From,
    /// The end of a relation.
    To,
    /// Who proposed it.
    Origin,
    /// How confident its origin was.
    Confidence,
    /// Who did what, and when.
    Provenance,
    /// The name of a label or a kind, in any language.
    Name,
    /// Everything else of a label or a kind: colour, key, parent, attributes.
    Definition,
    /// Fields that this version does not know.
    Extras,
}

impl Field {
    /// Its name in files; none for what is no single field there.
    pub fn name(&self) -> Option<Cow<'_, str>> {
        Some(match self {
            Self::Passage => "span".into(),
            Self::Label => "label".into(),
            Self::Entity => "entity".into(),
            Self::Note => "note".into(),
            Self::Status => "status".into(),
            Self::Attribute(name) => format!("attributes.{name}").into(),
            Self::Kind => "kind".into(),
            Self::From => "from".into(),
            Self::To => "to".into(),
            Self::Origin => "origin".into(),
            Self::Confidence => "confidence".into(),
            Self::Provenance => "provenance".into(),
            Self::Name => "name".into(),
            Self::Definition | Self::Extras => return None,
        })
    }
}

impl Record {
    /// The annotation, if it is one.
    pub fn annotation(&self) -> Option<&Annotation> {
        match self {
            Self::Annotation(annotation) => Some(annotation),
            _ => None,
        }
    }

    /// The relation, if it is one.
    pub fn relation(&self) -> Option<&Relation> {
        match self {
            Self::Relation(relation) => Some(relation),
            _ => None,
        }
    }

    /// The value of a field, empty for none; `None` for fields that are not a word or a text.
    pub fn value(&self, field: &Field) -> Option<Cow<'_, str>> {
        let attributes = match self {
            Self::Annotation(annotation) => Some(&annotation.attributes),
            Self::Relation(relation) => Some(&relation.attributes),
            _ => None,
        };
        Some(match (self, field) {
            (_, Field::Attribute(name)) => attributes?.get(name).map_or_else(String::new, Value::plain).into(),
            (Self::Annotation(a), Field::Label) => a.label.as_str().into(),
            (Self::Annotation(a), Field::Note) => a.note.as_str().into(),
            (Self::Annotation(a), Field::Entity) => a.entity.as_deref().unwrap_or_default().into(),
            (Self::Annotation(a), Field::Status) => a.status.name().into(),
            (Self::Relation(r), Field::Note) => r.note.as_str().into(),
            (Self::Relation(r), Field::Status) => r.status.name().into(),
            (Self::Relation(r), Field::Kind) => r.kind.as_str().into(),
            (Self::Relation(r), Field::From) => r.from.as_str().into(),
            (Self::Relation(r), Field::To) => r.to.as_str().into(),
            (Self::Link(link), Field::Entity) => link.entity.as_str().into(),
            _ => return None,
        })
    }
}
