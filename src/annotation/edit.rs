//! Edits and transactions with inverses.

use std::sync::Arc;

use thiserror::Error;

use super::{Annotation, AnnotationId, AnnotationSet, EntityLink, EntityLinks, Label, LabelId, LabelSet, Orphan};
use crate::text::{Arg, Localize};

/// What edits change: the annotations of a document and the labels that they use.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AnnotationState {
    /// The annotations, rejected ones included.
    pub annotations: AnnotationSet,
    /// The labels.
    pub labels: LabelSet,
    /// What names stand for, where a person has said so.
    pub links: EntityLinks,
    /// Annotations whose place was not found in the text.
    pub orphans: Vec<Orphan>,
}

/// One change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Edit {
    /// Adds an annotation with a new id.
    Insert(Arc<Annotation>),
    /// Takes an annotation out.
    Remove(AnnotationId),
    /// Puts an annotation in the place of the one with its id.
    Replace(Arc<Annotation>),
    /// Adds a label with a new id.
    AddLabel {
        /// Place in the legend; behind all others when larger than their number.
        at: usize,
        /// The label.
        label: Arc<Label>,
    },
    /// Takes a label out.
    RemoveLabel(LabelId),
    /// Puts a label in the place of the one with its id.
    ReplaceLabel(Arc<Label>),
    /// Says what a name stands for, in the place of what was said before.
    LinkEntity {
        /// The label that the name has.
        label: LabelId,
        /// The folded name.
        name: String,
        /// The choice, `None` for none.
        choice: Option<EntityLink>,
    },
    /// Puts these annotations without a place where the former ones are.
    SetOrphans(Vec<Orphan>),
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
            Self::LabelExists { .. } => "error-label-exists",
            Self::NoLabel { .. } => "error-label-missing",
        }
    }

    fn args(&self) -> Vec<(&'static str, Arg)> {
        match self {
            Self::AnnotationExists { id } | Self::NoAnnotation { id } => vec![("id", id.to_string().into())],
            Self::LabelExists { id } | Self::NoLabel { id } => vec![("id", id.to_string().into())],
        }
    }
}

/// Changes that are made together or not at all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
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

    /// Whether nothing is changed.
    pub fn is_empty(&self) -> bool {
        self.edits.is_empty()
    }

    /// This one, then `next`.
    #[must_use]
    pub fn then(mut self, next: Self) -> Self {
        self.edits.extend(next.edits);
        self
    }

    /// Makes the changes and gives the transaction that takes them back. On an error nothing is
    /// changed.
    pub fn apply(&self, annotation_state: &mut AnnotationState) -> Result<Self, EditError> {
        let mut inverse = Vec::with_capacity(self.edits.len());
        for edit in &self.edits {
            match apply_one(edit, annotation_state) {
                Ok(back) => inverse.push(back),
                Err(error) => {
                    for back in inverse.iter().rev() {
                        // The inverse of a change that was just made always fits.
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

fn apply_one(edit: &Edit, annotation_state: &mut AnnotationState) -> Result<Edit, EditError> {
    let AnnotationState { annotations, labels, links, orphans } = annotation_state;
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
            annotations.remove(id).map(Edit::Insert).ok_or_else(|| EditError::NoAnnotation { id: id.clone() })
        }
        Edit::Replace(annotation) => match annotations.replace(Arc::clone(annotation)) {
            Ok(former) => Ok(Edit::Replace(former)),
            Err(annotation) => Err(EditError::NoAnnotation { id: annotation.id.clone() }),
        },
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
        Edit::LinkEntity { label, name, choice } => {
            let choice = links.set(label, name, choice.clone());
            Ok(Edit::LinkEntity { label: label.clone(), name: name.clone(), choice })
        }
        Edit::SetOrphans(new) => Ok(Edit::SetOrphans(std::mem::replace(orphans, new.clone()))),
    }
}
