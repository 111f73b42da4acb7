//! One annotation, and what an annotation file carries that this version does not understand.

use std::fmt;
use std::sync::Arc;

use serde::Deserialize;

use super::LabelId;
use crate::text::Span;

/// Identifies an annotation for ever: a ULID when made here, any text when read from a file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AnnotationId(Arc<str>);

impl AnnotationId {
    /// A new id; later ones sort behind earlier ones.
    pub fn generate() -> Self {
        Self(ulid::Ulid::generate().to_string().into())
    }

    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<&str> for AnnotationId {
    fn from(id: &str) -> Self {
        Self(id.into())
    }
}

impl From<String> for AnnotationId {
    fn from(id: String) -> Self {
        Self(id.into())
    }
}

impl fmt::Display for AnnotationId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What a person has said about an annotation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Deserialize)]
pub enum Status {
    /// Proposed, not decided.
    Suggested,
    /// Made or accepted by a person.
    #[default]
    Accepted,
    /// Refused by a person; kept, so that it is not proposed again, and not shown.
    Rejected,
}

impl Status {
    /// The name used in tables: `suggested`, `accepted`, `rejected`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Suggested => "suggested",
            Self::Accepted => "accepted",
            Self::Rejected => "rejected",
        }
    }
}

/// Where an annotation comes from.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub enum Origin {
    /// Made by hand.
    Manual,
    /// Proposed by a part of the detector: `lexicon`, `pattern`, `model`, `coreference`.
    Detected(String),
}

/// Fields that this version does not know, as (name, RON text), kept as they are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Extras(pub Vec<(String, String)>);

impl Extras {
    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// A tagged passage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Annotation {
    /// Its name for ever.
    pub id: AnnotationId,
    /// Where, in UTF-8 bytes of the document's text.
    pub span: Span,
    /// What it is tagged with.
    pub label: LabelId,
    /// The lexicon's entity: `faction:islamic-state`.
    pub entity: Option<String>,
    /// What a person has said of it.
    pub status: Status,
    /// Who proposed it.
    pub origin: Origin,
    /// Whether a person moved its ends or gave it another label or entity than was proposed.
    pub changed: bool,
    /// A person's remark, empty without one.
    pub note: String,
    /// Who made or last changed it.
    pub by: String,
    /// When it was made or last changed: RFC 3339, UTC, whole seconds.
    pub at: String,
    /// Fields of a later version.
    pub extras: Extras,
}

/// An annotation whose place was not found in the text: kept and written back, never dropped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Orphan {
    /// Its line in the file that it was read from, 1 for the first.
    pub line: usize,
    /// Its RON text as it was read.
    pub ron: String,
    /// Its id, label and quote, where they could be read.
    pub id: Option<AnnotationId>,
    /// The label, where it could be read.
    pub label: Option<LabelId>,
    /// The text that it stood on, where it could be read.
    pub quote: Option<String>,
    /// The remark, empty without one.
    pub note: String,
}

/// What an annotation file carries besides annotations and labels, for writing it back.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Carried {
    /// Labels that could not be read, as RON text.
    pub broken_labels: Vec<String>,
    /// Links from a name to an entity that could not be read, as RON text.
    pub broken_links: Vec<String>,
    /// Unknown fields of the file.
    pub extras: Extras,
    /// Unknown fields of `article`.
    pub article_extras: Extras,
}
