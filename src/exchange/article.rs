//! What goes into an export, and what comes out of a foreign file.

use super::Statuses;
use crate::annotation::{Annotation, AnnotationState, Carried};
use crate::document::Document;
use crate::text::Span;

/// One annotated article to be exported.
#[derive(Clone, Copy, Debug)]
pub struct Article<'a> {
    /// How the article is called in the export: its file name.
    pub name: &'a str,
    /// Its text.
    pub document: &'a Document,
    /// Its annotations and labels.
    pub annotation_state: &'a AnnotationState,
    /// What its annotation file carries besides.
    pub carried: &'a Carried,
    /// Which of its annotations are exported.
    pub statuses: Statuses,
}

impl<'a> Article<'a> {
    /// The annotations that are exported.
    pub fn annotations(&self) -> impl Iterator<Item = &'a Annotation> + use<'a> {
        let statuses = self.statuses;
        self.annotation_state.annotations.iter().filter(move |annotation| statuses.holds(annotation.status))
    }
}

/// What an export says of an entity besides its id.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct EntityFacts {
    /// The Arabic name that it goes by.
    pub canonical: String,
    /// The English name.
    pub english: String,
    /// Latitude and longitude, WGS84 degrees.
    pub position: Option<(f32, f32)>,
}

impl EntityFacts {
    /// What a lexicon says.
    pub fn new(canonical: &str, english: &str, position: Option<(f32, f32)>) -> Self {
        Self { canonical: canonical.to_owned(), english: english.to_owned(), position }
    }
}

/// What is known of entities.
pub trait EntityLookup {
    /// The entity with this id.
    fn facts(&self, id: &str) -> Option<EntityFacts>;
}

impl<F: Fn(&str) -> Option<EntityFacts>> EntityLookup for F {
    fn facts(&self, id: &str) -> Option<EntityFacts> {
        self(id)
    }
}

/// A text with the mentions that a foreign file marks in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MarkedText {
    /// The text; where the file has tokens only, they are set apart by a blank, and sentences by a line end.
    pub text: String,
    /// What mentions are counted in, in bytes of the text, sorted.
    pub words: Vec<Span>,
    /// The mentions, sorted by first word.
    pub mentions: Vec<MarkedMention>,
}

/// A mention that a file marks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MarkedMention {
    /// First and last word, as indices into [`MarkedText::words`].
    pub words: (usize, usize),
    /// The label as the file writes it: `LOC`, `location`.
    pub label: String,
}
