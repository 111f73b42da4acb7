//! Where the chosen label is used.

use std::collections::BTreeMap;

use super::editor::{Chosen, Editor};
use crate::annotation::{AnnotationId, LabelUse, Status};
use crate::gui::model::TabId;

/// Where a label is used; kept until something changes.
#[derive(Debug, Default)]
pub(super) struct Used {
    /// The chosen label, and the generations of the sessions of all open articles.
    of: (Chosen, Vec<(TabId, u64)>),
    pub(super) counted: LabelUse,
    /// Articles with at least one annotation: how many, and the first of them; most first.
    pub(super) articles: Vec<(TabId, String, usize, AnnotationId)>,
    /// How many annotations each person has made or accepted; most first.
    pub(super) people: Vec<(String, usize)>,
    relations: BTreeMap<String, usize>,
}

impl Used {
    /// Counts again what has changed since.
    pub(super) fn of(former: Option<Self>, editor: Editor<'_>, chosen: &Chosen) -> Self {
        let generations = editor.tabs.iter().filter_map(|tab| Some((tab.id, tab.session.as_ref()?.generation())));
        let of = (chosen.clone(), generations.collect());
        if let Some(former) = former.filter(|former| former.of == of) {
            return former;
        }
        let mut used = Self { of, ..Self::default() };
        for relation in editor.session.relations().iter() {
            *used.relations.entry(relation.kind.clone()).or_default() += 1;
        }
        let Chosen::Label(label) = chosen else { return used };
        for tab in editor.tabs.iter().filter(|tab| editor.together.contains(&tab.id)) {
            let Some(session) = &tab.session else { continue };
            let of = session.annotation_state().use_of(label);
            used.counted.annotations += of.annotations;
            used.counted.rejected += of.rejected;
            used.counted.relations += of.relations;
        }
        let mut people: BTreeMap<String, usize> = BTreeMap::new();
        for tab in editor.tabs {
            let Some(session) = &tab.session else { continue };
            let visible = session
                .annotations()
                .iter()
                .filter(|annotation| annotation.label == *label && annotation.status == Status::Accepted);
            let (mut count, mut first) = (0, None);
            for annotation in visible {
                count += 1;
                first.get_or_insert_with(|| annotation.id.clone());
                let by = annotation.provenance.iter().next().map_or("", |act| &act.by);
                *people.entry(by.to_owned()).or_default() += 1;
            }
            used.articles.extend(first.map(|first| (tab.id, tab.name.clone(), count, first)));
        }
        used.articles.sort_by_key(|(_, _, count, _)| std::cmp::Reverse(*count));
        used.people = people.into_iter().collect();
        used.people.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        used
    }

    /// How many relations of a kind the article has.
    pub(super) fn relations_of(&self, kind: &str) -> usize {
        self.relations.get(kind).copied().unwrap_or(0)
    }
}
