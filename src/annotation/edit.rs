//! Edits and transactions with inverses.

use std::sync::Arc;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::annotation::Annotation;
use super::attributes::{AttributeKind, Attributes, Value};
use super::conflict::Conflict;
use super::entity_links::{EntityLink, EntityLinks};
use super::id::{AnnotationId, RelationId};
use super::label::{Label, LabelId, LabelSet, RelationKind};
use super::orphan::Orphan;
use super::record::Key;
use super::relation::{Relation, RelationSet};
use super::set::AnnotationSet;
use crate::text::{Arg, Localize};

/// The state that edits change: the annotations of a document, their relations, and their labels.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AnnotationState {
    /// The annotations, rejected ones included.
    pub annotations: AnnotationSet,
    /// The relations between them; both ends of each are among the annotations.
    pub relations: RelationSet,
    /// Attributes of the whole article.
    pub attributes: Attributes,
    /// The labels.
    pub labels: LabelSet,
    /// The entities that a person has chosen for names.
    pub links: EntityLinks,
    /// Annotations that were not found in the text.
    pub orphans: Vec<Orphan>,
    /// What two people have changed in different ways, until somebody decides.
    pub conflicts: Vec<Conflict>,
}

impl AnnotationState {
    /// The state in which an article begins that says this about itself: ids of attributes of the article, and values.
    pub fn of_article<'t>(about: impl IntoIterator<Item = (&'t str, &'t str)>) -> Self {
        let state = Self::default();
        Self { attributes: Attributes::told(&state.labels.document_attributes, about), ..state }
    }

    /// A state without anything, also without the default labels: what was before is not known.
    pub fn blank() -> Self {
        Self {
            annotations: AnnotationSet::default(),
            relations: RelationSet::default(),
            attributes: Attributes::default(),
            labels: LabelSet::only([]),
            links: EntityLinks::default(),
            orphans: Vec::new(),
            conflicts: Vec::new(),
        }
    }
}

/// One change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Edit {
    /// Adds an annotation with a new id.
    Insert(#[serde(with = "super::fields::shared")] Arc<Annotation>),
    /// Removes an annotation that has no relations.
    Remove(AnnotationId),
    /// Replaces the annotation with the same id.
    Replace(#[serde(with = "super::fields::shared")] Arc<Annotation>),
    /// Adds a relation with a new id between existing annotations.
    InsertRelation(#[serde(with = "super::fields::shared")] Arc<Relation>),
    /// Removes a relation.
    RemoveRelation(RelationId),
    /// Replaces the relation with the same id.
    ReplaceRelation(#[serde(with = "super::fields::shared")] Arc<Relation>),
    /// Sets an attribute of the whole article.
    SetAttribute {
        /// The attribute.
        name: String,
        /// Its value, `None` for none.
        value: Option<Value>,
    },
    /// Adds a label with a new id.
    AddLabel {
        /// Position in the legend; the end if larger than the number of labels.
        at: usize,
        /// The label.
        #[serde(with = "super::fields::shared")]
        label: Arc<Label>,
    },
    /// Removes a label.
    RemoveLabel(LabelId),
    /// Replaces the label with the same id.
    ReplaceLabel(#[serde(with = "super::fields::shared")] Arc<Label>),
    /// Replaces the kinds of relations.
    SetRelationKinds(Vec<RelationKind>),
    /// Replaces the attributes that articles can have.
    SetDocumentAttributes(Vec<AttributeKind>),
    /// Sets or clears the entity of a name.
    LinkEntity {
        /// The label that the name has.
        label: LabelId,
        /// The folded name.
        name: String,
        /// The entity, `None` for none.
        choice: Option<EntityLink>,
    },
    /// Replaces the annotations that were not found in the text.
    SetOrphans(Vec<Orphan>),
    /// Replaces the conflicts that wait for a decision.
    SetConflicts(Vec<Conflict>),
}

impl Edit {
    /// The record that it changes; `None` if it changes a whole list.
    pub fn key(&self) -> Option<Key> {
        Some(match self {
            Self::Insert(annotation) | Self::Replace(annotation) => Key::Annotation(annotation.id.clone()),
            Self::Remove(id) => Key::Annotation(id.clone()),
            Self::InsertRelation(relation) | Self::ReplaceRelation(relation) => Key::Relation(relation.id.clone()),
            Self::RemoveRelation(id) => Key::Relation(id.clone()),
            Self::SetAttribute { name, .. } => Key::Attribute(name.clone()),
            Self::AddLabel { label, .. } | Self::ReplaceLabel(label) => Key::Label(label.id.clone()),
            Self::RemoveLabel(id) => Key::Label(id.clone()),
            Self::LinkEntity { label, name, .. } => Key::Link(label.clone(), name.clone()),
            Self::SetRelationKinds(_)
            | Self::SetDocumentAttributes(_)
            | Self::SetOrphans(_)
            | Self::SetConflicts(_) => return None,
        })
    }
}

/// Why a transaction was not applied; nothing was changed.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum EditError {
    /// An annotation with this id is already there.
    #[error("there is already an annotation {id}")]
    AnnotationExists {
        /// The id.
        id: AnnotationId,
    },
    /// No annotation has this id.
    #[error("there is no annotation {id}; it may have been deleted")]
    NoAnnotation {
        /// The id.
        id: AnnotationId,
    },
    /// The annotation still has a relation.
    #[error("the relation {relation} leads to the annotation {id}; delete it first")]
    Related {
        /// The annotation.
        id: AnnotationId,
        /// The relation.
        relation: RelationId,
    },
    /// A relation with this id is already there.
    #[error("there is already a relation {id}")]
    RelationExists {
        /// The id.
        id: RelationId,
    },
    /// No relation has this id.
    #[error("there is no relation {id}; it may have been deleted")]
    NoRelation {
        /// The id.
        id: RelationId,
    },
    /// A label with this id is already there.
    #[error("there is already a label {id}; choose another name")]
    LabelExists {
        /// The id.
        id: LabelId,
    },
    /// No label has this id.
    #[error("there is no label {id}; add it first")]
    NoLabel {
        /// The id.
        id: LabelId,
    },
}

impl Localize for EditError {
    fn key(&self) -> &'static str {
        match self {
            Self::AnnotationExists { .. } => "error-annotation-exists",
            Self::NoAnnotation { .. } => "error-annotation-missing",
            Self::Related { .. } => "error-annotation-related",
            Self::RelationExists { .. } => "error-relation-exists",
            Self::NoRelation { .. } => "error-relation-missing",
            Self::LabelExists { .. } => "error-label-exists",
            Self::NoLabel { .. } => "error-label-missing",
        }
    }

    fn args(&self) -> Vec<(&'static str, Arg)> {
        match self {
            Self::AnnotationExists { id } | Self::NoAnnotation { id } => vec![("id", id.to_string().into())],
            Self::Related { id, relation } => {
                vec![("id", id.to_string().into()), ("relation", relation.to_string().into())]
            }
            Self::RelationExists { id } | Self::NoRelation { id } => vec![("id", id.to_string().into())],
            Self::LabelExists { id } | Self::NoLabel { id } => vec![("id", id.to_string().into())],
        }
    }
}

/// Changes that are applied together or not at all.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Transaction {
    edits: Vec<Edit>,
}

impl From<Edit> for Transaction {
    fn from(edit: Edit) -> Self {
        Self { edits: vec![edit] }
    }
}

impl From<Vec<Edit>> for Transaction {
    fn from(edits: Vec<Edit>) -> Self {
        Self { edits }
    }
}

impl Transaction {
    /// The changes in order.
    pub fn edits(&self) -> &[Edit] {
        &self.edits
    }

    /// Whether there are no changes.
    pub fn is_empty(&self) -> bool {
        self.edits.is_empty()
    }

    /// This transaction followed by `next`.
    #[must_use]
    pub fn then(mut self, next: Self) -> Self {
        self.edits.extend(next.edits);
        self
    }

    /// Applies the changes and returns the inverse transaction. On an error nothing is changed.
    pub fn apply(&self, annotation_state: &mut AnnotationState) -> Result<Self, EditError> {
        let mut inverse = Vec::with_capacity(self.edits.len());
        for edit in &self.edits {
            match apply_one(edit, annotation_state) {
                Ok(back) => inverse.push(back),
                Err(error) => {
                    for back in inverse.iter().rev() {
                        // The inverse of a change that was just applied always applies.
                        let undone = apply_one(back, annotation_state);
                        debug_assert!(undone.is_ok(), "{undone:?}");
                    }
                    return Err(error);
                }
            }
        }
        inverse.reverse();
        Ok(Self { edits: inverse })
    }
}

fn apply_one(edit: &Edit, state: &mut AnnotationState) -> Result<Edit, EditError> {
    let AnnotationState { annotations, relations, attributes, labels, links, orphans, conflicts } = state;
    let no_label = |id: &LabelId| EditError::NoLabel { id: id.clone() };
    match edit {
        Edit::Insert(annotation) => {
            let id = annotation.id.clone();
            match annotations.insert(Arc::clone(annotation)) {
                Ok(()) => Ok(Edit::Remove(id)),
                Err(_) => Err(EditError::AnnotationExists { id }),
            }
        }
        Edit::Remove(id) => {
            if let Some(relation) = relations.of(id).next() {
                return Err(EditError::Related { id: id.clone(), relation: relation.id.clone() });
            }
            annotations.remove(id).map(Edit::Insert).ok_or_else(|| EditError::NoAnnotation { id: id.clone() })
        }
        Edit::Replace(annotation) => match annotations.replace(Arc::clone(annotation)) {
            Ok(former) => Ok(Edit::Replace(former)),
            Err(annotation) => Err(EditError::NoAnnotation { id: annotation.id.clone() }),
        },
        Edit::InsertRelation(relation) => {
            check_ends(relation, annotations)?;
            let id = relation.id.clone();
            match relations.insert(Arc::clone(relation)) {
                Ok(()) => Ok(Edit::RemoveRelation(id)),
                Err(_) => Err(EditError::RelationExists { id }),
            }
        }
        Edit::RemoveRelation(id) => {
            let removed = relations.remove(id).ok_or_else(|| EditError::NoRelation { id: id.clone() })?;
            Ok(Edit::InsertRelation(removed))
        }
        Edit::ReplaceRelation(relation) => {
            check_ends(relation, annotations)?;
            let former = relations.replace(Arc::clone(relation));
            former.map(Edit::ReplaceRelation).map_err(|relation| EditError::NoRelation { id: relation.id.clone() })
        }
        Edit::SetAttribute { name, value } => {
            Ok(Edit::SetAttribute { name: name.clone(), value: attributes.set(name, value.clone()) })
        }
        Edit::AddLabel { at, label } => {
            if labels.get(&label.id).is_some() {
                return Err(EditError::LabelExists { id: label.id.clone() });
            }
            labels.insert(*at, Arc::clone(label));
            Ok(Edit::RemoveLabel(label.id.clone()))
        }
        Edit::RemoveLabel(id) => {
            let at = labels.position(id).ok_or_else(|| no_label(id))?;
            Ok(Edit::AddLabel { at, label: labels.remove(at) })
        }
        Edit::ReplaceLabel(label) => {
            let at = labels.position(&label.id).ok_or_else(|| no_label(&label.id))?;
            Ok(Edit::ReplaceLabel(labels.replace(at, Arc::clone(label))))
        }
        Edit::SetRelationKinds(new) => {
            let former = std::mem::replace(&mut labels.relation_kinds, new.clone().into());
            Ok(Edit::SetRelationKinds(former.to_vec()))
        }
        Edit::SetDocumentAttributes(new) => {
            let former = std::mem::replace(&mut labels.document_attributes, new.clone().into());
            Ok(Edit::SetDocumentAttributes(former.to_vec()))
        }
        Edit::LinkEntity { label, name, choice } => {
            let choice = links.set(label, name, choice.clone());
            Ok(Edit::LinkEntity { label: label.clone(), name: name.clone(), choice })
        }
        Edit::SetOrphans(new) => Ok(Edit::SetOrphans(std::mem::replace(orphans, new.clone()))),
        Edit::SetConflicts(new) => Ok(Edit::SetConflicts(std::mem::replace(conflicts, new.clone()))),
    }
}

fn check_ends(relation: &Relation, annotations: &AnnotationSet) -> Result<(), EditError> {
    let missing = [&relation.from, &relation.to].into_iter().find(|end| annotations.get(end).is_none());
    missing.map_or(Ok(()), |id| Err(EditError::NoAnnotation { id: id.clone() }))
}
