//! Brings what was imported to the annotations that an article has already.

use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;

use crate::annotation::{Annotation, AnnotationId, AnnotationState, Orphan, Relation, RelationId};
use crate::document::Document;
use crate::exchange::Foreign;

/// The annotations of an article with those that were imported.
#[derive(Clone, Debug)]
pub struct Joined {
    /// All of them.
    pub annotation_state: AnnotationState,
    /// How many of those of the file were there already: on the same passage with the same label. They stay as they are.
    pub same: usize,
}

impl Joined {
    /// Adds what was imported with the labels of `own` to it. Nothing of `own` is changed. What has no entity in the file gets the
    /// one that `proposed` says.
    pub fn new(
        own: &AnnotationState,
        imported: &AnnotationState,
        proposed: &dyn Fn(&Annotation) -> Option<String>,
    ) -> Self {
        let mut state = own.clone();
        state.labels = imported.labels.clone();
        let mut ids: HashMap<AnnotationId, AnnotationId> = HashMap::new();
        let mut same = 0;
        for annotation in imported.annotations.iter_shared() {
            let is_it = |there: &&Annotation| there.label == annotation.label;
            if let Some(there) = own.annotations.exactly(&annotation.spans).find(is_it) {
                ids.insert(annotation.id.clone(), there.id.clone());
                same += 1;
                continue;
            }
            let mut added = Arc::clone(annotation);
            if own.annotations.get(&annotation.id).is_some() {
                let id = AnnotationId::generate();
                ids.insert(annotation.id.clone(), id.clone());
                Arc::make_mut(&mut added).id = id;
            }
            if let Some(entity) = annotation.entity.is_none().then(|| proposed(annotation)).flatten() {
                Arc::make_mut(&mut added).entity = Some(entity);
            }
            // Its id is free.
            drop(state.annotations.insert(added));
        }
        let end = |id: &AnnotationId| ids.get(id).unwrap_or(id).clone();
        for relation in imported.relations.iter() {
            let mut added = Relation { from: end(&relation.from), to: end(&relation.to), ..relation.clone() };
            if own.relations.of(&added.from).any(|there| there.says_same(&added)) {
                continue;
            }
            if own.relations.get(&added.id).is_some() {
                added.id = RelationId::generate();
            }
            drop(state.relations.insert(Arc::new(added)));
        }
        for (name, value) in imported.attributes.iter() {
            if own.attributes.get(name).is_none() {
                state.attributes.set(name, Some(value.clone()));
            }
        }
        for orphan in &imported.orphans {
            let is_placed = orphan.id.as_ref().is_some_and(|id| own.annotations.get(id).is_some());
            let waits = |there: &Orphan| (&there.label, &there.quote) == (&orphan.label, &orphan.quote);
            if is_placed || own.orphans.iter().any(waits) {
                same += 1;
            } else {
                state.orphans.push(orphan.clone());
            }
        }
        Self { annotation_state: state, same }
    }
}

/// How surely an article of a file is the one at hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sameness {
    /// It is another one.
    Other,
    /// Nothing says that it is another one: it has no text of its own.
    Possible,
    /// It has the same file name, in another folder.
    Named,
    /// It has the same words, or the same name with all folders that the file says.
    Certain,
}

impl Sameness {
    /// Compares an article of a file with the one at hand, which is at a path or has a name alone.
    pub fn of(foreign: &Foreign, document: &Document, path: &Path) -> Self {
        let name = foreign.name.replace('\\', "/");
        let said = Path::new(&name);
        let is_named = said.file_name().is_some() && said.file_stem() == path.file_stem();
        let has_folders = is_named
            && said.parent().is_none_or(|folders| path.parent().is_some_and(|around| around.ends_with(folders)));
        let is_text = |text: &String| text.split_whitespace().eq(document.text().split_whitespace());
        match &foreign.text {
            _ if has_folders => Self::Certain,
            Some(text) if is_text(text) => Self::Certain,
            _ if is_named => Self::Named,
            None => Self::Possible,
            Some(_) => Self::Other,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotation::{Label, LabelId, Spans};
    use crate::text::Span;

    fn annotation(id: &str, label: &str, start: usize, end: usize) -> Annotation {
        Annotation {
            id: AnnotationId::from(id),
            label: LabelId::from(label),
            spans: Spans::new([Span::from_range(start..end)]),
            ..Annotation::default()
        }
    }

    fn state(annotations: Vec<Annotation>, relations: &[(&str, &str, &str)]) -> AnnotationState {
        let mut state = AnnotationState::default();
        for annotation in annotations {
            state.annotations.insert(Arc::new(annotation)).unwrap();
        }
        for (id, from, to) in relations {
            let relation = Relation {
                id: RelationId::from(*id),
                kind: "r".to_owned(),
                from: AnnotationId::from(*from),
                to: AnnotationId::from(*to),
                ..Relation::default()
            };
            state.relations.insert(Arc::new(relation)).unwrap();
        }
        state
    }

    #[test]
    fn of_equal_file_names_the_folders_tell() {
        let document = Document::from_text("سرت".to_owned()).unwrap();
        let of = |name: &str, text: Option<&str>, path: &str| {
            let foreign = Foreign { name: name.to_owned(), text: text.map(str::to_owned), ..Foreign::counting(&[]) };
            Sameness::of(&foreign, &document, Path::new(path))
        };
        assert_eq!(of("b/x.txt", None, "/d/b/x.txt"), Sameness::Certain);
        assert_eq!(of("a/x.txt", None, "/d/b/x.txt"), Sameness::Named);
        assert_eq!(of("x.txt", Some("others"), "/d/b/x.html"), Sameness::Certain);
        assert_eq!(of("y.txt", Some("others"), "/d/b/x.txt"), Sameness::Other);
        assert_eq!(of("y.txt", Some(" سرت\n"), "/d/b/x.txt"), Sameness::Certain);
        assert_eq!((of("", None, "x.txt"), of("y", None, "x.txt")), (Sameness::Possible, Sameness::Possible));
    }

    #[test]
    fn what_is_there_stays_and_relations_lead_to_it() {
        let own = state(vec![annotation("a", "location", 0, 4), annotation("b", "faction", 6, 8)], &[]);
        // "b" is another passage here, and "x" is what "a" is there.
        let mut imported =
            state(vec![annotation("x", "location", 0, 4), annotation("b", "location", 10, 12)], &[("r", "x", "b")]);
        imported.labels = imported.labels.with([Label { id: LabelId::from("new"), ..Label::default() }]);
        let joined = Joined::new(&own, &imported, &|_| None);
        assert_eq!(joined.same, 1);
        let state = joined.annotation_state;
        assert_eq!(state.annotations.len(), 3);
        assert_eq!(state.annotations.get(&AnnotationId::from("b")).unwrap().label, LabelId::from("faction"));
        assert!(state.labels.get(&LabelId::from("new")).is_some());
        let relation = state.relations.iter().next().unwrap();
        assert_eq!(relation.from, AnnotationId::from("a"));
        let there = Spans::new([Span::from_range(10..12)]);
        let to = state.annotations.exactly(&there).next().unwrap();
        assert_eq!(relation.to, to.id);
        // The same once more adds nothing.
        let again = Joined::new(&state, &imported, &|_| None);
        assert_eq!((again.annotation_state == state, again.same), (true, 2));
    }
}
