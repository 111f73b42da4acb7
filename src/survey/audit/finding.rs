//! A finding and what can be done about it.

use crate::agreement::Kind;
use crate::annotation::{AnnotationId, LabelId, RelationId};
use crate::session::Command;
use crate::text::Span;

/// Something that asks for a look.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// What it is.
    pub problem: Problem,
    /// The passage that it is about; `None` if it has none.
    pub span: Option<Span>,
    /// The letters that are wrong there, or missing from it.
    pub wrong: Option<Span>,
    /// The annotation that it is about, if it is about one.
    pub annotation: Option<AnnotationId>,
    /// What can be done, the likeliest first.
    pub cures: Vec<Cure>,
    /// By what it is known again when it was said to be fine as it is: the same in every run, as long as nothing of what it is
    /// about has changed.
    pub key: String,
}

/// What was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// The same string has another label more often.
    Label {
        /// The label here.
        here: LabelId,
        /// The usual one.
        usual: LabelId,
        /// How often it has the usual one.
        count: usize,
    },
    /// The same string means another entity more often.
    Entity {
        /// The id of the entity here; empty if it has none.
        here: String,
        /// The usual one.
        usual: String,
        /// How often it means the usual one.
        count: usize,
    },
    /// The same string is marked elsewhere, and not here.
    Unmarked {
        /// The label that it has elsewhere.
        label: LabelId,
        /// How often.
        count: usize,
    },
    /// A passage does not end at the edge of a word or of a name.
    Border(Border),
    /// Two annotations of one label overlap.
    Overlap {
        /// Their label.
        label: LabelId,
        /// The passage of the other one.
        other: Span,
    },
    /// A required attribute has no value.
    Missing {
        /// The attribute's id.
        attribute: String,
    },
    /// A relation joins labels that its kind does not allow.
    Ends {
        /// The relation.
        relation: RelationId,
        /// Its kind.
        kind: String,
        /// The label that it begins at.
        from: LabelId,
        /// The label that it ends at.
        to: LabelId,
    },
    /// Another annotator of the same text has something else there.
    Differing {
        /// In what they differ.
        kind: Kind,
        /// Who it is.
        by: String,
        /// Their label there; `None` if they have nothing.
        label: Option<LabelId>,
    },
    /// An annotation was not found in the text.
    Orphan {
        /// The words that it had marked; empty if unknown.
        quote: String,
    },
}

/// What is wrong with an end of a passage.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Border {
    /// White space or invisible characters.
    Blank,
    /// A comma, a full stop and the like.
    Punctuation,
    /// A quotation mark or bracket whose other half is outside, or that is around the whole name.
    Quotation,
    /// A particle that is joined to the first word: the و of وسرت.
    Particle,
    /// A part of a word.
    HalfWord,
}

/// What can be done about a finding.
#[derive(Clone, Debug, PartialEq)]
pub enum Cure {
    /// Give it this label.
    Relabel(AnnotationId, LabelId),
    /// Say that it means this entity.
    Link(AnnotationId, String),
    /// Mark the passage, with an entity if it is not empty.
    Mark(Span, LabelId, String),
    /// Move its ends.
    Move(AnnotationId, Span),
    /// Delete it, because another one stays.
    Delete(AnnotationId),
    /// Give it this value.
    Value(AnnotationId, String, crate::annotation::Value),
    /// Turn a relation round.
    Turn(crate::annotation::Relation),
    /// Delete a relation.
    Unrelate(RelationId),
    /// Give up an annotation that was not found, by its number among these.
    Discard(usize),
}

impl Cure {
    /// The message key of its name.
    pub fn key(&self) -> &'static str {
        match self {
            Self::Relabel(..) => "audit-cure-relabel",
            Self::Link(..) => "audit-cure-link",
            Self::Mark(..) => "audit-cure-mark",
            Self::Move(..) => "audit-cure-move",
            Self::Delete(_) => "audit-cure-delete",
            Self::Value(..) => "audit-cure-value",
            Self::Turn(_) => "audit-cure-turn",
            Self::Unrelate(_) => "audit-cure-unrelate",
            Self::Discard(_) => "audit-cure-discard",
        }
    }

    /// The commands that carry it out.
    pub fn commands(&self) -> Vec<Command> {
        use crate::session::Target;
        match self {
            Self::Relabel(id, label) => vec![Command::SetLabel { id: id.clone(), label: label.clone() }],
            Self::Link(id, entity) => {
                vec![Command::SetEntity { target: Target::Annotation(id.clone()), entity: entity.clone() }]
            }
            Self::Mark(span, label, _) => vec![Command::Tag { span: *span, label: label.clone() }],
            Self::Move(id, span) => vec![Command::Resize { target: Target::Annotation(id.clone()), span: *span }],
            Self::Delete(id) => vec![Command::Delete { id: id.clone() }],
            Self::Value(id, name, value) => {
                vec![Command::SetAttribute { id: id.clone(), name: name.clone(), value: Some(value.clone()) }]
            }
            Self::Turn(relation) => vec![Command::EditRelation(relation.clone())],
            Self::Unrelate(id) => vec![Command::DeleteRelation(id.clone())],
            Self::Discard(number) => vec![Command::DeleteOrphan(*number)],
        }
    }
}

impl Problem {
    /// The stable name of its kind.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Label { .. } => "label",
            Self::Entity { .. } => "entity",
            Self::Unmarked { .. } => "unmarked",
            Self::Border(Border::Blank) => "border-blank",
            Self::Border(Border::Punctuation) => "border-punctuation",
            Self::Border(Border::Quotation) => "border-quotation",
            Self::Border(Border::Particle) => "border-particle",
            Self::Border(Border::HalfWord) => "border-half-word",
            Self::Overlap { .. } => "overlap",
            Self::Missing { .. } => "missing",
            Self::Ends { .. } => "ends",
            Self::Orphan { .. } => "orphan",
            Self::Differing { .. } => "differing",
        }
    }
}
