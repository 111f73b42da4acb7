//! Three-way merge: properties, cases, the command line, and a real `git merge`.

#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "a test may panic and touch files")]

mod command;
use crate::needs;

use std::collections::BTreeSet;
use std::sync::Arc;

use hawashi::annotation::audit::{audit_annotation, audit_article, audit_label, audit_relation, audit_relation_kind};
use hawashi::annotation::{
    Annotation, AnnotationId, AnnotationState, AttributeKind, AttributeType, Carried, Choice, Conflict, Decision, Deed,
    Edit, EntityLink, Key, Label, LabelId, Provenance, Relation, RelationKind, Spans, Status, Transaction, Value,
    merge,
};
use hawashi::document::Document;
use hawashi::exchange::ron::{annotations_to_ron, parse_annotations};
use hawashi::text::Span;
use proptest::prelude::*;

/// Letters of two bytes, so that each even byte begins one.
const LETTERS: usize = 60;

fn text() -> String {
    "ابتثجحخدذر".chars().cycle().take(LETTERS).collect()
}

fn spans(at: usize, len: usize) -> Spans {
    Span::from_range(at * 2..(at + len) * 2).into()
}

/// A number that stands for a change, and three that say which.
type Step = (u8, usize, usize, usize);

fn steps(most: usize) -> impl Strategy<Value = Vec<Step>> {
    proptest::collection::vec((0..20_u8, 0..6_usize, 0..6_usize, 0..40_usize), 0..most)
}

/// Makes a change as somebody would in a window, if it is possible.
fn make(state: &mut AnnotationState, by: &str, time: usize, (what, a, b, c): Step) {
    let before = state.clone();
    let at = format!("2026-11-22T10:{:02}:{:02}Z", time / 60, time % 60);
    let ids: Vec<AnnotationId> = state.annotations.iter().map(|annotation| annotation.id.clone()).collect();
    let there = (!ids.is_empty()).then(|| state.annotations.get(&ids[c % ids.len()]).unwrap().clone());
    let touched = |annotation: &Annotation, deed: Deed| Annotation {
        provenance: annotation.provenance.clone().with(deed, by, &at),
        ..annotation.clone()
    };
    let labels: Vec<Label> = state.labels.iter().cloned().collect();
    let label = labels[a % labels.len()].clone();
    let relations: Vec<Relation> = state.relations.iter().cloned().collect();
    let edits: Vec<Edit> = match (what, there) {
        (0..=3, _) => vec![Edit::Insert(Arc::new(Annotation {
            id: format!("{by}-{time}").into(),
            provenance: Provenance::of(Deed::Made, by, at.as_str()),
            ..Annotation::new(spans(c, 1 + a), label.id)
        }))],
        (4, Some(there)) => {
            vec![Edit::Replace(Arc::new(Annotation { note: format!("note {b}"), ..touched(&there, Deed::Noted) }))]
        }
        (5, Some(there)) => {
            let entity = Some(format!("place:{b}"));
            vec![Edit::Replace(Arc::new(Annotation { entity, ..touched(&there, Deed::Changed) }))]
        }
        (6, Some(there)) if label.id != there.label => {
            let changed = Annotation { label: label.id, entity: None, ..touched(&there, Deed::Changed) };
            vec![Edit::Replace(Arc::new(Annotation { attributes: std::iter::empty().collect(), ..changed }))]
        }
        (7, Some(there)) => {
            let status = [Status::Accepted, Status::Rejected, Status::Suggested][b % 3];
            vec![Edit::Replace(Arc::new(Annotation { status, ..touched(&there, status.into()) }))]
        }
        (8, Some(there)) => {
            vec![Edit::Replace(Arc::new(Annotation { spans: spans(c, 1 + b), ..touched(&there, Deed::Changed) }))]
        }
        (9 | 10, Some(there)) => {
            let related = state.relations.of(&there.id).map(|relation| Edit::RemoveRelation(relation.id.clone()));
            related.chain([Edit::Remove(there.id.clone())]).collect()
        }
        (11 | 12, Some(there)) => vec![Edit::InsertRelation(Arc::new(Relation {
            kind: "near".to_owned(),
            from: there.id.clone(),
            to: ids[(c + 1 + a) % ids.len()].clone(),
            id: format!("{by}-{time}").into(),
            provenance: Provenance::of(Deed::Made, by, at.as_str()),
            ..Relation::default()
        }))],
        (13, _) if !relations.is_empty() => {
            let relation = relations[c % relations.len()].clone();
            let note = format!("note {b}");
            if a == 0 {
                vec![Edit::RemoveRelation(relation.id)]
            } else {
                vec![Edit::ReplaceRelation(Arc::new(Relation { note, ..relation }))]
            }
        }
        (14, _) => {
            let id = format!("label-{by}-{time}");
            let key = (b < 4).then(|| char::from(b'4' + b as u8));
            vec![Edit::AddLabel { at: a, label: Arc::new(Label::new(&id, "س", &id, "#101010", key)) }]
        }
        (15, _) => {
            let parent = (b > 2).then(|| labels[c % labels.len()].id.clone());
            vec![Edit::ReplaceLabel(Arc::new(Label { color: format!("#10101{b}"), parent, ..label }))]
        }
        (16, _) if labels.len() > 2 => vec![Edit::RemoveLabel(label.id)],
        (17, _) => {
            let value = (b > 0).then(|| Value::Text(format!("title {b}")));
            vec![Edit::SetAttribute { name: "title".to_owned(), value }]
        }
        (18, _) => {
            let choice = (b > 0).then(|| EntityLink::of(format!("place:{b}")));
            vec![Edit::LinkEntity { label: "location".into(), name: format!("name {a}"), choice }]
        }
        (_, Some(there)) => {
            let side = (b > 0).then(|| Value::Choice(format!("side-{b}")));
            let kind = AttributeKind {
                id: "side".to_owned(),
                of_type: AttributeType::Choice,
                choices: (0..=b).map(|b| Choice { id: format!("side-{b}"), ..Choice::default() }).collect(),
                ..AttributeKind::default()
            };
            let label = labels.iter().find(|label| label.id == there.label).unwrap().clone();
            let mut changed = touched(&there, Deed::Changed);
            changed.attributes.set("side", side);
            let others = label.attributes.iter().filter(|other| other.id != "side").cloned();
            let attributes = others.chain([kind]).collect();
            vec![Edit::ReplaceLabel(Arc::new(Label { attributes, ..label })), Edit::Replace(Arc::new(changed))]
        }
        _ => Vec::new(),
    };
    if Transaction::from(edits).apply(state).is_err() || !faults(state).is_empty() {
        *state = before;
    }
}

/// What is wrong with a state.
fn faults(state: &AnnotationState) -> Vec<String> {
    let (labels, mut faults) = (&state.labels, Vec::new());
    let mut tell = |findings: Vec<hawashi::annotation::Finding>| {
        faults.extend(findings.into_iter().map(|finding| format!("{:?}: {}", finding.path, finding.fault)));
    };
    for annotation in state.annotations.iter() {
        tell(audit_annotation(labels, annotation));
    }
    let label_of = |id: &AnnotationId| state.annotations.get(id).map(|annotation| annotation.label.clone());
    for relation in state.relations.iter() {
        let ends = label_of(&relation.from).zip(label_of(&relation.to));
        tell(audit_relation(labels, relation, ends.as_ref().map(|(from, to)| (from, to))));
    }
    tell(audit_article(labels, &state.attributes));
    for label in labels.iter() {
        tell(audit_label(labels, label, &["location", "faction"]));
    }
    for kind in &labels.relation_kinds {
        tell(audit_relation_kind(labels, kind));
    }
    let known: BTreeSet<&LabelId> = labels.iter().map(|label| &label.id).collect();
    let unknown = state.annotations.iter().filter(|annotation| !known.contains(&annotation.label));
    faults.extend(unknown.map(|annotation| format!("{} has no label", annotation.id)));
    let ends = state.relations.iter().flat_map(|relation| [&relation.from, &relation.to]);
    faults.extend(ends.filter(|end| state.annotations.get(end).is_none()).map(|end| format!("there is no {end}")));
    faults
}

fn grown(mut state: AnnotationState, by: &str, start: usize, steps: Vec<Step>) -> AnnotationState {
    for (number, step) in steps.into_iter().enumerate() {
        make(&mut state, by, start + number, step);
    }
    state
}

fn beginning() -> AnnotationState {
    let mut state = AnnotationState::default();
    state.labels.relation_kinds.push(RelationKind { id: "near".to_owned(), ..RelationKind::default() });
    state
}

/// A common beginning, and what two people have made of it.
fn three() -> impl Strategy<Value = [AnnotationState; 3]> {
    (steps(14), steps(10), steps(10)).prop_map(|(before, ours, theirs)| {
        let base = grown(beginning(), "base", 0, before);
        let (ours, theirs) = (grown(base.clone(), "salma", 100, ours), grown(base.clone(), "karim", 100, theirs));
        [base, ours, theirs]
    })
}

fn annotation_ids(state: &AnnotationState) -> BTreeSet<AnnotationId> {
    state.annotations.iter().map(|annotation| annotation.id.clone()).collect()
}

fn conflict_on<'s>(state: &'s AnnotationState, of: &Key) -> Option<&'s Conflict> {
    state.conflicts.iter().find(|conflict| conflict.of == *of)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_one_side_alone_has_changed_is_taken([base, x, _] in three()) {
        prop_assert_eq!(&merge(&base, &x, &base), &x);
        prop_assert_eq!(&merge(&base, &base, &x), &x);
        prop_assert_eq!(&merge(&base, &x, &x), &x);
    }

    #[test]
    fn the_result_is_valid_and_nothing_vanishes_that_nobody_has_removed([base, ours, theirs] in three()) {
        let merged = merge(&base, &ours, &theirs);
        prop_assert_eq!(faults(&merged), Vec::<String>::new());
        let there = annotation_ids(&merged);
        for id in annotation_ids(&ours).union(&annotation_ids(&theirs)) {
            let (here, elsewhere) = (ours.annotations.get(id), theirs.annotations.get(id));
            let before = base.annotations.get(id);
            let is_removed = before.is_some() && (here.is_none() || elsewhere.is_none());
            let conflict = conflict_on(&merged, &Key::Annotation(id.clone()));
            prop_assert!(there.contains(id) || is_removed, "{} is gone", id);
            // What one side has changed and the other removed is a choice.
            if here.or(elsewhere) != before && is_removed {
                prop_assert!(conflict.is_some(), "nobody is asked about {}", id);
            }
            if !there.contains(id) && here.is_some() {
                prop_assert!(here == before && elsewhere.is_none(), "{} was changed here", id);
            }
        }
        for relation in ours.relations.iter().chain(theirs.relations.iter()) {
            let id = &relation.id;
            let sides = [&ours, &theirs].map(|side| side.relations.get(id));
            let is_removed = base.relations.get(id).is_some() && sides.iter().any(Option::is_none);
            let waits = merged.conflicts.iter().any(|conflict| conflict.relations.iter().any(|other| other.id == *id));
            prop_assert!(merged.relations.get(id).is_some() || is_removed || waits, "the relation {} is gone", id);
        }
        for label in ours.labels.iter().chain(theirs.labels.iter()) {
            let is_everywhere = [&base, &ours, &theirs].iter().all(|side| side.labels.get(&label.id).is_some());
            let is_new = base.labels.get(&label.id).is_none();
            prop_assert!(merged.labels.get(&label.id).is_some() || !(is_everywhere || is_new), "{}", label.id);
        }
    }

    #[test]
    fn it_is_the_same_from_the_other_side([base, ours, theirs] in three()) {
        let (here, there) = (merge(&base, &ours, &theirs), merge(&base, &theirs, &ours));
        let undecided = |state: &AnnotationState| -> BTreeSet<Key> {
            state.conflicts.iter().map(|conflict| conflict.of.clone()).collect()
        };
        prop_assert_eq!(undecided(&here), undecided(&there));
        for id in annotation_ids(&here).union(&annotation_ids(&there)) {
            if conflict_on(&here, &Key::Annotation(id.clone())).is_none() {
                prop_assert_eq!(here.annotations.get(id), there.annotations.get(id));
            }
        }
        for conflict in &here.conflicts {
            let other = conflict_on(&there, &conflict.of).unwrap();
            prop_assert_eq!(&conflict.base, &other.base);
            prop_assert_eq!(&conflict.theirs, &theirs.record(&conflict.of));
            prop_assert_eq!(&other.theirs, &ours.record(&conflict.of));
        }
    }

    #[test]
    fn decisions_give_either_side_and_leave_nothing_open([base, ours, theirs] in three()) {
        let merged = merge(&base, &ours, &theirs);
        for decision in [Decision::Ours, Decision::Theirs, Decision::Neither, Decision::Both] {
            let mut decided = merged.clone();
            while let Some(of) = decided.conflicts.first().map(|conflict| conflict.of.clone()) {
                let edits = decided.decide(&of, decision);
                prop_assert!(edits.apply(&mut decided).is_ok(), "{:?} of {:?}", decision, of);
            }
            let ends = decided.relations.iter().flat_map(|relation| [&relation.from, &relation.to]);
            prop_assert!(ends.into_iter().all(|end| decided.annotations.get(end).is_some()));
            for conflict in merged.conflicts.iter().filter(|conflict| matches!(conflict.of, Key::Annotation(_))) {
                let now = decided.record(&conflict.of);
                match decision {
                    Decision::Ours => prop_assert_eq!(now, merged.record(&conflict.of)),
                    Decision::Theirs => prop_assert_eq!(now.is_some(), conflict.theirs.is_some()),
                    Decision::Neither => prop_assert_eq!(now.is_some(), conflict.base.is_some()),
                    Decision::Both => {}
                }
            }
        }
    }

    /// What is undecided is written with both sides, and read again as it was.
    #[test]
    fn conflicts_come_back_from_a_file([base, ours, theirs] in three()) {
        let document = Document::from_text(text()).unwrap();
        let merged = merge(&base, &ours, &theirs);
        let ron = annotations_to_ron("a.txt", &document, &merged, &Carried::default());
        let again = parse_annotations(ron.clone(), &document).unwrap();
        prop_assert_eq!(&again.annotation_state, &merged, "{}", ron);
        prop_assert_eq!(ron.contains("<<<<<<<"), !merged.conflicts.is_empty());
        prop_assert_eq!(annotations_to_ron("a.txt", &document, &again.annotation_state, &again.carried), ron);
    }

    /// Work goes on while something is undecided: what is saved then is read again as it was, and what is in question stays
    /// so, unless both sides agree by now. (Where they have come to agree about one field of a record, what only the other
    /// side has changed there is taken in when it is read.)
    #[test]
    fn work_beside_conflicts_comes_back_from_a_file([base, ours, theirs] in three(), after in steps(8)) {
        let document = Document::from_text(text()).unwrap();
        let state = grown(merge(&base, &ours, &theirs), "salma", 200, after);
        let ron = annotations_to_ron("a.txt", &document, &state, &Carried::default());
        let again = parse_annotations(ron.clone(), &document).unwrap().annotation_state;
        let undecided = |state: &AnnotationState| -> BTreeSet<Key> {
            // What the other side has only related to something that was removed here since may be gone for good.
            let about = |conflict: &&Conflict| matches!(conflict.of, Key::Annotation(_) | Key::Relation(_));
            let changed = state.open_conflicts().filter(about).filter(|conflict| conflict.theirs != conflict.base);
            changed.map(|conflict| conflict.of.clone()).collect()
        };
        prop_assert_eq!(undecided(&again), undecided(&state), "{}", ron);
        prop_assert_eq!(annotation_ids(&again), annotation_ids(&state), "{}", ron);
        for annotation in state.annotations.iter() {
            let read = again.annotations.get(&annotation.id);
            if conflict_on(&state, &Key::Annotation(annotation.id.clone())).is_none() {
                prop_assert_eq!(read, Some(annotation), "{}", ron);
            } else {
                prop_assert_eq!(read.map(|read| &read.note), Some(&annotation.note), "{}", ron);
            }
        }
        let related = |state: &AnnotationState| -> BTreeSet<String> {
            state.relations.iter().map(|relation| relation.id.to_string()).collect()
        };
        prop_assert_eq!(related(&again), related(&state), "{}", ron);
    }
}
