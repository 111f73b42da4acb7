//! The input of an export, and the output of reading another format.

use super::Statuses;
use crate::annotation::{Annotation, AnnotationState, Carried};
use crate::document::Document;
use crate::text::Span;

/// One annotated article to be exported.
#[derive(Clone, Copy, Debug)]
pub struct Article<'a> {
    /// The article's name in the export: its file name.
    pub name: &'a str,
    /// Its text.
    pub document: &'a Document,
    /// Its annotations and labels.
    pub annotation_state: &'a AnnotationState,
    /// Other contents of its annotation file.
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

/// What an export contains about an entity besides its id.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct EntityFacts {
    /// The Arabic name shown for it.
    pub canonical: String,
    /// The English name.
    pub english: String,
    /// Latitude and longitude, WGS84 degrees.
    pub position: Option<(f32, f32)>,
}

impl EntityFacts {
    /// Facts taken from a lexicon.
    pub fn new(canonical: &str, english: &str, position: Option<(f32, f32)>) -> Self {
        Self { canonical: canonical.to_owned(), english: english.to_owned(), position }
    }
}

/// Looks up entities.
pub trait EntityLookup {
    /// The entity with this id.
    fn facts(&self, id: &str) -> Option<EntityFacts>;
}

impl<F: Fn(&str) -> Option<EntityFacts>> EntityLookup for F {
    fn facts(&self, id: &str) -> Option<EntityFacts> {
        self(id)
    }
}

/// A text with the mentions that another program's file marks in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MarkedText {
    /// The text; if the file has tokens only, they are separated by spaces, and sentences by line ends.
    pub text: String,
    /// The units of the mentions, in bytes of the text, sorted.
    pub words: Vec<Span>,
    /// The mentions, sorted by first word.
    pub mentions: Vec<MarkedMention>,
}

/// A mention marked in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MarkedMention {
    /// First and last word, as indices into [`MarkedText::words`].
    pub words: (usize, usize),
    /// The label as written in the file: `LOC`, `location`.
    pub label: String,
}
