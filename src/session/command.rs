//! What can be done to a session, what comes of it, and why it can fail.

use std::sync::Arc;

use thiserror::Error;

use super::Candidates;
use crate::annotation::{
    AnnotationId, AttributeError, AttributeKind, EditError, Gesture, Label, LabelError, LabelId, Relation, RelationId,
    RelationKind, Spans, Transaction, Value,
};
use crate::detect::Kind;
use crate::text::{Arg, Localize, Span, SpanError};

/// What a decision is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// The candidate on exactly this span and of this kind.
    Candidate {
        /// Its span.
        span: Span,
        /// Its kind.
        kind: Kind,
    },
    /// An annotation.
    Annotation(AnnotationId),
}

/// What can be done to a session.
#[derive(Clone, Debug, PartialEq)]
pub enum Command {
    /// Tags a passage. On a passage that has the label already, selects what is there; on a
    /// candidate's exact passage and kind, accepts the candidate.
    Tag {
        /// The passage.
        span: Span,
        /// The label.
        label: LabelId,
    },
    /// Gives an annotation another label, and accepts it.
    SetLabel {
        /// The annotation.
        id: AnnotationId,
        /// The label.
        label: LabelId,
    },
    /// Writes the remark of an annotation.
    SetNote {
        /// The annotation.
        id: AnnotationId,
        /// The remark, empty for none.
        note: String,
    },
    /// Says something of an annotation that its label allows.
    SetAttribute {
        /// The annotation.
        id: AnnotationId,
        /// The attribute.
        name: String,
        /// Its value, `None` for none.
        value: Option<Value>,
    },
    /// Puts an annotation on these fragments, and accepts it there.
    SetSpans {
        /// The annotation.
        id: AnnotationId,
        /// The fragments.
        spans: Spans,
    },
    /// Moves the ends of an annotation or of a suggestion, and accepts it there. Fragments that lie outside fall away.
    Resize {
        /// What is moved.
        target: Target,
        /// Where it shall stand.
        span: Span,
    },
    /// Takes an annotation out, and the relations that begin or end at it. A candidate on its passage is suggested again.
    Delete {
        /// The annotation.
        id: AnnotationId,
    },
    /// Takes the annotation with this number out of those whose place was not found in the text.
    DeleteOrphan(usize),
    /// Says that a suggestion is right.
    Accept(Target),
    /// Says that a suggestion is wrong; it is kept, not shown, and not suggested again.
    Reject(Target),
    /// Leaves open what was rejected, or left out because of other decisions; the others of the
    /// targets stay as they are. It is decided anew by a person only.
    Reopen(Vec<Target>),
    /// Says what this one mention stands for, by the entity's stable id, and accepts it; the others of its name
    /// stay as they are.
    SetEntity {
        /// The mark.
        target: Target,
        /// The entity.
        entity: String,
    },
    /// Says what the name of a mark stands for, by the entity's stable id: for every mention of the
    /// name with the same label in the document, and for references to it.
    LinkEntity {
        /// A mark with the name.
        target: Target,
        /// The entity's id.
        entity: String,
    },
    /// Adds a label behind the others.
    AddLabel(Label),
    /// Changes the label with this id: its names, its look, its key, its place below another one, what can be said of what
    /// it marks, and which kind of mention it stands for.
    EditLabel(Label),
    /// Takes out a label that no annotation has but rejected ones, which go along. What the detector finds of its kind is not
    /// suggested any more.
    RemoveLabel(LabelId),
    /// Puts these kinds of relations in the place of the former ones; those in use have to be among them.
    SetRelationKinds(Vec<RelationKind>),
    /// Puts these attributes of articles in the place of the former ones.
    SetDocumentAttributes(Vec<AttributeKind>),
    /// Says something of the whole article that the label set allows.
    SetDocumentAttribute {
        /// The attribute.
        name: String,
        /// Its value, `None` for none.
        value: Option<Value>,
    },
    /// Relates two annotations.
    Relate {
        /// The kind of the relation.
        kind: String,
        /// Where it begins.
        from: AnnotationId,
        /// Where it ends.
        to: AnnotationId,
    },
    /// Changes the relation with this id: its kind, ends, attributes, status and note.
    EditRelation(Relation),
    /// Takes a relation out.
    DeleteRelation(RelationId),
    /// Takes back what a gesture has changed, if that was the last step: it was given up, and there is nothing to
    /// make again.
    GiveUp(Gesture),
    /// Takes the last step back.
    Undo,
    /// Makes the last undone step again.
    Redo,
    /// Makes edits that were made before, or take back what was, as far as they fit what is there by now.
    Replay(Transaction),
    /// Puts the result of a detection run in the place of the former one. Decisions stay; this is
    /// no step for undo.
    SetCandidates(Arc<Candidates>),
    /// Hides suggestions with less confidence than this, 0 to 1; annotations stay. No step for undo.
    SetThreshold(f32),
    /// Shows what was rejected or left out among the marks, or not. No step for undo.
    ShowRejected(bool),
}

/// What came of a command.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// Whether anything is different now.
    pub changed: bool,
    /// The annotation that the command made, changed or found.
    pub selected: Option<AnnotationId>,
    /// The passage that the command was about, for scrolling to it; the first one of several fragments.
    pub span: Option<Span>,
    /// The edits that were applied, empty when nothing is different in what is saved.
    pub applied: Transaction,
}

/// Why a command was not done; nothing was changed.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum CommandError {
    /// The passage is none of this text.
    #[error(transparent)]
    Span(#[from] SpanError),
    /// An annotation or a label that is not there, or is there already.
    #[error(transparent)]
    Edit(#[from] EditError),
    /// The label is not well-formed.
    #[error(transparent)]
    Label(#[from] LabelError),
    /// The label set does not allow what is to be said.
    #[error(transparent)]
    Attribute(#[from] AttributeError),
    /// The label set has no such kind of relations.
    #[error("there are no relations of the kind {kind:?}; add it to the label set first")]
    NoRelationKind {
        /// The kind.
        kind: String,
    },
    /// A kind of relations cannot be taken out.
    #[error("{count} relations are of the kind {kind:?}; delete them first")]
    RelationKindInUse {
        /// The kind.
        kind: String,
        /// Relations of it.
        count: usize,
    },
    /// The label set does not allow such a relation between these labels.
    #[error("a relation of the kind {kind:?} cannot lead from {from} to {to}")]
    RelationEnds {
        /// The kind.
        kind: String,
        /// The label that it would begin at.
        from: LabelId,
        /// The label that it would end at.
        to: LabelId,
    },
    /// The label cannot be taken out.
    #[error("the label {label} is used {count} times; give those passages another label first")]
    LabelInUse {
        /// The label.
        label: LabelId,
        /// Annotations with it that are not rejected.
        count: usize,
    },
    /// No candidate stands on the passage; a new detection run may have withdrawn it.
    #[error("nothing is suggested as {} on the bytes {span} any more; tag the passage by hand", kind.name())]
    NoCandidate {
        /// The passage.
        span: Span,
        /// The kind.
        kind: Kind,
    },
    /// The change would put the same label twice on one passage.
    #[error("the bytes {span} already have the label {label}; delete one of the two")]
    Duplicate {
        /// The passage.
        span: Span,
        /// The label.
        label: LabelId,
    },
}

impl Localize for CommandError {
    fn key(&self) -> &'static str {
        match self {
            Self::Span(error) => error.key(),
            Self::Edit(error) => error.key(),
            Self::Label(error) => error.key(),
            Self::Attribute(error) => error.key(),
            Self::NoRelationKind { .. } => "error-relation-kind-missing",
            Self::RelationKindInUse { .. } => "error-relation-kind-in-use",
            Self::RelationEnds { .. } => "error-relation-ends",
            Self::LabelInUse { .. } => "error-label-in-use",
            Self::NoCandidate { .. } => "error-candidate-missing",
            Self::Duplicate { .. } => "error-annotation-duplicate",
        }
    }

    fn args(&self) -> Vec<(&'static str, Arg)> {
        let ends = |span: &Span| [("start", span.start.0.into()), ("end", span.end.0.into())];
        match self {
            Self::Span(error) => error.args(),
            Self::Edit(error) => error.args(),
            Self::Label(error) => error.args(),
            Self::Attribute(error) => error.args(),
            Self::NoRelationKind { kind } => vec![("kind", kind.clone().into())],
            Self::RelationKindInUse { kind, count } => vec![("kind", kind.clone().into()), ("count", (*count).into())],
            Self::RelationEnds { kind, from, to } => {
                vec![("kind", kind.clone().into()), ("from", from.to_string().into()), ("to", to.to_string().into())]
            }
            Self::LabelInUse { label, count } => vec![("id", label.to_string().into()), ("count", (*count).into())],
            Self::NoCandidate { span, kind } => ends(span).into_iter().chain([("kind", kind.name().into())]).collect(),
            Self::Duplicate { span, label } => {
                ends(span).into_iter().chain([("id", label.to_string().into())]).collect()
            }
        }
    }
}
