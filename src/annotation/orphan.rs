//! What an annotation file carries that has no place in the text, or that this version does not understand.

use serde::{Deserialize, Serialize};

use super::fields::Extras;
use super::id::AnnotationId;
use super::label::LabelId;
use super::origin::Status;
use super::relation::Relation;

/// An annotation whose place was not found in the text: kept and written back, never dropped.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Orphan {
    /// Its line in the file that it was read from, 1 for the first.
    pub line: usize,
    /// Its RON text as it was read.
    pub ron: String,
    /// Its id, where it could be read.
    pub id: Option<AnnotationId>,
    /// The label, where it could be read.
    pub label: Option<LabelId>,
    /// What a person has said of it, where it could be read.
    #[serde(default)]
    pub status: Status,
    /// The text that it stood on, where it could be read.
    pub quote: Option<String>,
    /// The remark, empty without one.
    pub note: String,
    /// The relations that begin or end at it. They are written back with it, and go where it goes.
    pub relations: Vec<Relation>,
}

/// What an annotation file carries besides annotations and labels, for writing it back.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Carried {
    /// Labels that could not be read, as RON text.
    pub broken_labels: Vec<String>,
    /// Links of names to entities that could not be read, as RON text.
    pub broken_links: Vec<String>,
    /// Relations that could not be read, or that lead to no annotation of the file, as RON text.
    pub broken_relations: Vec<String>,
    /// Unknown fields of the file.
    pub extras: Extras,
    /// Unknown fields of `article`.
    pub article_extras: Extras,
}
