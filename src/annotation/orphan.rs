//! Contents of an annotation file that have no place in the text, or that this version does not understand.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::comment::Comment;
use super::fields::Extras;
use super::id::AnnotationId;
use super::label::{Label, LabelId};
use super::origin::Status;
use super::relation::Relation;
use super::spans::Spans;

/// An annotation that was not found in the text: kept and written back, never dropped.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Orphan {
    /// Its line in the file from which it was read, from 1.
    pub line: usize,
    /// Its RON text as it was read.
    pub ron: String,
    /// Its id, if it could be read.
    pub id: Option<AnnotationId>,
    /// Its label, if it could be read.
    pub label: Option<LabelId>,
    /// What a person has decided about it, if it could be read.
    #[serde(default)]
    pub status: Status,
    /// The text that it marked, if it could be read.
    pub quote: Option<String>,
    /// Its note, empty if there is none.
    pub note: String,
    /// Its relations. They are written back and removed together with it.
    pub relations: Vec<Relation>,
    /// Where in the text it may belong, the likeliest first. They are found again whenever it is read.
    #[serde(default)]
    pub proposals: Vec<Proposal>,
}

impl Orphan {
    /// Where it was found approximately: where a person is asked whether it belongs there.
    pub fn near(&self) -> Option<&Proposal> {
        self.proposals.first().filter(|proposal| proposal.likeness >= Proposal::NEAR)
    }
}

/// A passage to which an annotation that was not found may belong.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proposal {
    /// The passage.
    pub spans: Spans,
    /// How much it and its surroundings resemble those of the annotation, in percent of the letters.
    pub likeness: u8,
}

impl Proposal {
    /// The least likeness at which an annotation counts as found approximately.
    pub const NEAR: u8 = 60;
}

impl Orphan {
    /// By what it is known again: its id, or its RON text if it has none.
    pub fn key(&self) -> &str {
        self.id.as_ref().map_or(self.ron.as_str(), AnnotationId::as_str)
    }
}

/// What an annotation file carries besides annotations and labels, for writing it back.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Carried {
    /// Entries that could not be read, as RON text, by the list that they are in.
    pub broken: BTreeMap<String, Vec<String>>,
    /// Comments.
    pub comments: Vec<Comment>,
    /// Unknown fields of the file.
    pub extras: Extras,
    /// Unknown fields of `article`.
    pub article_extras: Extras,
    /// Labels as they stand in for entries that could not be read. They are not written, so that an entry counts again as
    /// soon as somebody mends it.
    pub stand_ins: Vec<Label>,
}

impl Carried {
    /// Entries of a list that could not be read.
    pub fn broken_in(&self, list: &str) -> &[String] {
        self.broken.get(list).map_or(&[], Vec::as_slice)
    }
}
