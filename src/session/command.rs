//! Commands to a session, their outcomes and their errors.

use std::sync::Arc;

use thiserror::Error;

use super::{Candidates, MarkTreatment, Meant, Treatment};
use crate::agreement::Verdict;
use crate::annotation::{
    Annotation, AnnotationId, AttributeError, AttributeKind, Cause, Decision, EditError, Gesture, Key, Label,
    LabelError, LabelId, LabelSet, Relation, RelationId, RelationKind, Spans, Status, Transaction, Uses, Value,
    WorkState,
};
use crate::detect::Kind;
use crate::text::{Arg, Localize, Span, SpanError};

/// The object of a decision.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Target {
    /// The candidate with exactly this span and kind.
    Candidate {
        /// Its span.
        span: Span,
        /// Its kind.
        kind: Kind,
    },
    /// An annotation.
    Annotation(AnnotationId),
}

/// A change to a session.
#[derive(Clone, Debug, PartialEq)]
pub enum Command {
    /// Tags a passage. If the passage already has the label, selects that annotation; if a candidate has exactly this
    /// span and kind, accepts it.
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
    /// Writes a note on a suggestion, which stays undecided.
    NoteSuggestion {
        /// Its span.
        span: Span,
        /// Its kind.
        kind: Kind,
        /// The note.
        note: String,
    },
    /// Sets the note of an annotation.
    SetNote {
        /// The annotation.
        id: AnnotationId,
        /// The note, empty for none.
        note: String,
    },
    /// Sets an attribute of an annotation; its label must allow the attribute.
    SetAttribute {
        /// The annotation.
        id: AnnotationId,
        /// The attribute.
        name: String,
        /// Its value, `None` for none.
        value: Option<Value>,
    },
    /// Moves an annotation to these fragments, and accepts it there.
    SetSpans {
        /// The annotation.
        id: AnnotationId,
        /// The fragments.
        spans: Spans,
    },
    /// Moves the ends of an annotation or of a suggestion, and accepts it there. Drops fragments that lie outside.
    Resize {
        /// The annotation or suggestion.
        target: Target,
        /// Its new span.
        span: Span,
    },
    /// Deletes an annotation together with its relations. If there is a candidate with its span, it is suggested again.
    Delete {
        /// The annotation.
        id: AnnotationId,
    },
    /// Deletes the annotation with this index among those that were not found in the text.
    DeleteOrphan(usize),
    /// Puts annotations that were not found in the text in their place: each with its index among them, as it is to be
    /// there. Their relations return with them once both ends are there.
    PlaceOrphans(Vec<(usize, Annotation)>),
    /// Accepts a suggestion.
    Accept(Target),
    /// Rejects a suggestion; it is kept, hidden, and not suggested again.
    Reject(Target),
    /// Does the same at all of these places in one step; what is so already stays as it is.
    Treat {
        /// The passages.
        places: Vec<Spans>,
        /// Which marks on them are meant.
        meant: Meant,
        /// What is done there.
        treatment: Treatment,
    },
    /// Does the same with each of several marks in one step; what is so already, or cannot be done, stays as it is.
    TreatMarks {
        /// The marks.
        targets: Vec<Target>,
        /// What is done with them.
        treatment: MarkTreatment,
    },
    /// Accepts or rejects several undecided suggestions in one step; those that are decided stay as they are.
    DecideAll {
        /// The suggestions.
        targets: Vec<Target>,
        /// Accepted or rejected.
        status: Status,
    },
    /// Makes rejected suggestions, and those left out because of other decisions, undecided again; targets that are
    /// neither are not changed. From then on only a person decides about them.
    Reopen(Vec<Target>),
    /// Sets the entity that this one mention refers to, by its stable id, and accepts the mention; other mentions of
    /// the same name are not changed.
    SetEntity {
        /// The mark.
        target: Target,
        /// The entity.
        entity: String,
    },
    /// Sets the entity that the name of a mark refers to, by its stable id: for every mention of the name with the same
    /// label in the document, and for references to it.
    LinkEntity {
        /// A mark with the name.
        target: Target,
        /// The entity's id.
        entity: String,
    },
    /// Gives everything that means one entity to another: annotations, and what was chosen for names.
    MergeEntities {
        /// The entity that is given up.
        from: String,
        /// The other one.
        to: String,
    },
    /// Adds a label after the others.
    AddLabel(Label),
    /// Changes the label with this id: its names, appearance, key, parent, attributes, and the kind of mention for
    /// which it is suggested.
    EditLabel(Label),
    /// Moves a label to this position in the legend, from 0.
    MoveLabel {
        /// The label.
        label: LabelId,
        /// The position; the end if larger than the number of labels.
        to: usize,
    },
    /// Removes a label, or merges it with another. Mentions of its kind are not suggested any more, unless the other
    /// label takes that on, too.
    RemoveLabel {
        /// The label.
        label: LabelId,
        /// What becomes of its annotations.
        uses: Uses,
    },
    /// Adds the labels, kinds of relations and attributes of articles of a set; those that are there stay as they are.
    AddLabels(LabelSet),
    /// Removes a kind of relations together with its relations.
    RemoveRelationKind(String),
    /// Replaces the kinds of relations; kinds in use must be among the new ones.
    SetRelationKinds(Vec<RelationKind>),
    /// Replaces the attributes that articles can have.
    SetDocumentAttributes(Vec<AttributeKind>),
    /// Sets an attribute of the whole article; the label set must allow it.
    SetDocumentAttribute {
        /// The attribute.
        name: String,
        /// Its value, `None` for none.
        value: Option<Value>,
    },
    /// Says that the article is done or put aside; `None` takes that back.
    SetWork(Option<WorkState>),
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
    /// Deletes a relation.
    DeleteRelation(RelationId),
    /// Carries out several commands as one step, each after those before it. What cannot be done any more is left out; it fails
    /// if that is all of it.
    Several(Vec<Self>),
    /// Takes back the changes of a gesture that was abandoned, if they are the last step; they cannot be redone.
    GiveUp(Gesture),
    /// Undoes the last step.
    Undo,
    /// Redoes the last undone step.
    Redo,
    /// Decides about records that two people have changed in different ways.
    Decide(Vec<(Key, Decision)>),
    /// Carries out a decision about what several annotators differ in.
    Adjudicate(Verdict),
    /// Repeats or reverts edits that were made before, as far as they fit the present annotations; says where they come
    /// from, if the person did not make them here.
    Replay(Transaction, Option<Cause>),
    /// Replaces the result of the previous detection run. Decisions stay. Cannot be undone.
    SetCandidates(Arc<Candidates>),
    /// Hides suggestions with less confidence than this, 0 to 1; annotations stay. Cannot be undone.
    SetThreshold(f32),
    /// Sets whether marks include what was rejected or left out. Cannot be undone.
    ShowRejected(bool),
}

impl Command {
    /// Whether it decides about marks: accepts, rejects, tags, or gives another label.
    pub(super) fn is_decision(&self) -> bool {
        matches!(
            self,
            Self::Tag { .. }
                | Self::SetLabel { .. }
                | Self::Accept(_)
                | Self::Reject(_)
                | Self::Treat { treatment: Treatment::Tag(_) | Treatment::Relabel(_), .. }
                | Self::DecideAll { .. }
                | Self::TreatMarks { treatment: MarkTreatment::Decide(_) | MarkTreatment::Relabel(_), .. }
                | Self::Adjudicate(_)
        )
    }

    /// Whether it may be executed where annotations are only read: what changes only what is shown, and what others have
    /// done.
    pub(super) fn is_for_readers(&self) -> bool {
        matches!(self, Self::SetCandidates(_) | Self::SetThreshold(_) | Self::ShowRejected(_) | Self::Replay(..))
    }
}

/// The result of a command.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// Whether anything changed.
    pub changed: bool,
    /// The annotation that the command made, changed or found.
    pub selected: Option<AnnotationId>,
    /// The passage that the command affected, for scrolling to it; the first one of several fragments.
    pub span: Option<Span>,
    /// The edits that were applied; empty if nothing that is saved has changed.
    pub applied: Transaction,
}

/// Why a command failed; nothing was changed.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum CommandError {
    /// The span is not valid in this text.
    #[error(transparent)]
    Span(#[from] SpanError),
    /// The annotation or label does not exist, or exists already.
    #[error(transparent)]
    Edit(#[from] EditError),
    /// The label is not well-formed.
    #[error(transparent)]
    Label(#[from] LabelError),
    /// The label set does not allow the attribute or its value.
    #[error(transparent)]
    Attribute(#[from] AttributeError),
    /// The label set does not have this kind of relations.
    #[error("there are no relations of the kind {kind:?}; add it to the label set first")]
    NoRelationKind {
        /// The kind.
        kind: String,
    },
    /// A kind of relations cannot be removed while it is in use.
    #[error("{count} relations are of the kind {kind:?}; delete them first")]
    RelationKindInUse {
        /// The kind.
        kind: String,
        /// The number of its relations.
        count: usize,
    },
    /// The label set does not allow such a relation between these labels.
    #[error("a relation of the kind {kind:?} cannot lead from {from} to {to}")]
    RelationEnds {
        /// The kind.
        kind: String,
        /// The label at its beginning.
        from: LabelId,
        /// The label at its end.
        to: LabelId,
    },
    /// The label cannot be removed while it is in use.
    #[error("the label {label} is used {count} times; give those passages another label first")]
    LabelInUse {
        /// The label.
        label: LabelId,
        /// The number of annotations with it that are not rejected.
        count: usize,
    },
    /// The annotations of a label cannot be given to the label itself.
    #[error("the annotations of the label {label} cannot be given to itself; choose another label")]
    GivenToItself {
        /// The label.
        label: LabelId,
    },
    /// There is no candidate with this span; a new detection run may have withdrawn it.
    #[error("nothing is suggested as {} on the bytes {span} any more; tag the passage by hand", kind.name())]
    NoCandidate {
        /// The passage.
        span: Span,
        /// The kind.
        kind: Kind,
    },
    /// The annotations are only read.
    #[error("the annotations are open for reading only; choose to work on them first")]
    ReadOnly,
    /// The change would put the same label on one passage twice.
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
            Self::GivenToItself { .. } => "error-label-give-to-itself",
            Self::NoCandidate { .. } => "error-candidate-missing",
            Self::ReadOnly => "error-read-only",
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
            Self::GivenToItself { label } => vec![("id", label.to_string().into())],
            Self::NoCandidate { span, kind } => ends(span).into_iter().chain([("kind", kind.name().into())]).collect(),
            Self::ReadOnly => Vec::new(),
            Self::Duplicate { span, label } => {
                ends(span).into_iter().chain([("id", label.to_string().into())]).collect()
            }
        }
    }
}
