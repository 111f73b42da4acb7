//! The input of an export.

use super::Statuses;
use crate::annotation::{
    Annotation, AnnotationId, AnnotationSet, AnnotationState, Carried, Orphan, Relation, RelationSet,
};
use crate::document::Document;

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

    /// The name by which other programs know the label of one of its annotations.
    pub fn label_name(&self, annotation: &'a Annotation) -> &'a str {
        let label = self.annotation_state.labels.get(&annotation.label);
        label.map_or(annotation.label.as_str(), |label| label.name_in("en"))
    }

    /// Annotations without a place in the text that are exported, by formats that have room for them.
    pub fn orphans(&self) -> impl Iterator<Item = &'a Orphan> + use<'a> {
        let statuses = self.statuses;
        self.annotation_state.orphans.iter().filter(move |orphan| statuses.holds(orphan.status))
    }

    /// The relations that are exported: those of the statuses asked for whose both ends are exported, too.
    pub fn relations(&self) -> impl Iterator<Item = &'a Relation> + use<'a> {
        let statuses = self.statuses;
        let annotations = &self.annotation_state.annotations;
        let is_there = move |id: &AnnotationId| annotations.get(id).is_some_and(|end| statuses.holds(end.status));
        let relations = self.annotation_state.relations.iter();
        relations
            .filter(move |relation| statuses.holds(relation.status))
            .filter(move |relation| is_there(&relation.from) && is_there(&relation.to))
    }

    /// How many relations of the statuses asked for are left out because an annotation at one of their ends is.
    pub fn cut_relations(&self) -> usize {
        let wanted = |relation: &&Relation| self.statuses.holds(relation.status);
        let placed = self.annotation_state.relations.iter().filter(wanted).count() - self.relations().count();
        let waiting = self.annotation_state.orphans.iter().flat_map(|orphan| &orphan.relations).filter(wanted).count();
        let kept = self.selected_orphans().iter().map(|orphan| orphan.relations.len()).sum::<usize>();
        placed + waiting - kept
    }

    /// Whether an annotation is an event: its label is that of events in the ready set, or one below it.
    pub fn is_event(&self, annotation: &Annotation) -> bool {
        self.annotation_state.labels.line_of(&annotation.label).any(|label| label.id.as_str() == EVENT)
    }

    /// What is exported, as a state of its own.
    pub fn selected(&self) -> AnnotationState {
        AnnotationState {
            annotations: AnnotationSet::from_annotations(self.annotations().cloned()),
            relations: RelationSet::from_relations(self.relations().cloned()),
            orphans: self.selected_orphans(),
            ..self.annotation_state.clone()
        }
    }

    /// The orphans that are exported, with those of their relations whose other end goes along.
    fn selected_orphans(&self) -> Vec<Orphan> {
        let annotations = &self.annotation_state.annotations;
        let is_there = |id: &AnnotationId| {
            annotations.get(id).is_some_and(|end| self.statuses.holds(end.status))
                || self.orphans().any(|orphan| orphan.id.as_ref() == Some(id))
        };
        let goes_along = |relation: &Relation| {
            self.statuses.holds(relation.status) && is_there(&relation.from) && is_there(&relation.to)
        };
        let mut orphans: Vec<Orphan> = self.orphans().cloned().collect();
        for orphan in &mut orphans {
            orphan.relations.retain(goes_along);
        }
        orphans
    }
}

/// The label of events.
const EVENT: &str = "event";

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
