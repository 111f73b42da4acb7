//! What differs between two states: what is found, what fields are named, and that making it leads from one to the other.

use hawashi::annotation::diff::{Field, Key, make};
use hawashi::annotation::{Counts, EntityLink, Happened, LabelId, Orphan, RelationId, Status, differences};

use super::*;

/// Steps that change any part of a state.
fn steps() -> impl Strategy<Value = Vec<Edit>> {
    let relation = || {
        (0..6_usize, 0..12_usize, 0..12_usize, 0..2_usize).prop_map(|(id, from, to, kind)| {
            Arc::new(Relation {
                id: format!("relation-{id}").as_str().into(),
                kind: ["attacks", "joins"][kind].to_owned(),
                from: format!("id-{from}").as_str().into(),
                to: format!("id-{to}").as_str().into(),
                ..Relation::default()
            })
        })
    };
    let orphans = proptest::collection::vec((0..6_usize, 1..9_usize), 0..4).prop_map(|all| {
        let mut seen = Vec::new();
        let fresh = all.into_iter().filter(|(id, _)| !seen.contains(id) && (seen.push(*id), true).1);
        let orphan = |(id, line): (usize, usize)| Orphan { line, ron: format!("({id})"), ..Orphan::default() };
        Edit::SetOrphans(fresh.collect::<Vec<_>>().into_iter().map(orphan).collect())
    });
    let kinds = (0..3_usize).prop_map(|many| {
        let kind = |id: usize| RelationKind { id: format!("kind-{id}"), ..RelationKind::default() };
        Edit::SetRelationKinds((0..many).map(kind).collect())
    });
    let edit = prop_oneof![
        edits().prop_map(|edits| edits.into_iter().next().unwrap_or(Edit::RemoveLabel("none".into()))),
        relation().prop_map(Edit::InsertRelation),
        relation().prop_map(Edit::ReplaceRelation),
        (0..6_usize).prop_map(|id| Edit::RemoveRelation(format!("relation-{id}").as_str().into())),
        (0..3_usize, proptest::option::of(0..3_usize)).prop_map(|(name, value)| Edit::SetAttribute {
            name: format!("attribute-{name}"),
            value: value.map(|value| Value::Text(value.to_string())),
        }),
        (0..3_usize, proptest::option::of(0..3_usize)).prop_map(|(name, choice)| Edit::LinkEntity {
            label: "location".into(),
            name: format!("اسم {name}"),
            choice: choice.map(|choice| EntityLink::of(format!("place:{choice}"))),
        }),
        orphans,
        kinds,
    ];
    proptest::collection::vec(edit, 0..30)
}

/// A state without the order of its labels and the lines of what has no place, which say nothing.
fn unordered(state: &AnnotationState) -> impl PartialEq + std::fmt::Debug {
    let mut labels: Vec<Label> = state.labels.iter().cloned().collect();
    labels.sort_by(|a, b| a.id.cmp(&b.id));
    let mut kinds = state.labels.relation_kinds.clone();
    kinds.sort_by(|a, b| a.id.cmp(&b.id));
    let mut orphans: Vec<Orphan> = state.orphans.iter().map(|o| Orphan { line: 0, ..o.clone() }).collect();
    orphans.sort_by(|a, b| a.ron.cmp(&b.ron));
    let AnnotationState { annotations, relations, attributes, links, .. } = state.clone();
    (labels, kinds, orphans, annotations, relations, attributes, links)
}

proptest! {
    #[test]
    fn making_the_differences_leads_to_the_other_state_and_back(was in steps(), more in steps()) {
        let was = grown(&[was]);
        let now = grown(&[Transaction::between(&AnnotationState::default(), &was).edits().to_vec(), more]);
        let found = differences(&was, &now);
        prop_assert!(differences(&was, &was).is_empty());
        let mut keys: Vec<&Key> = found.iter().map(|difference| &difference.key).collect();
        keys.sort();
        keys.dedup();
        prop_assert_eq!(keys.len(), found.len(), "each record once");
        let mut made = was.clone();
        make(&found, &mut made);
        prop_assert_eq!(unordered(&made), unordered(&now));
        let back: Vec<_> = found.iter().cloned().map(|difference| difference.reversed()).collect();
        make(&back, &mut made);
        prop_assert_eq!(unordered(&made), unordered(&was));
        prop_assert_eq!(differences(&now, &was).len(), found.len());
    }
}

/// A state with one of everything.
fn whole() -> AnnotationState {
    let mut state = AnnotationState::default();
    let relation = Relation {
        id: "r".into(),
        kind: "attacks".to_owned(),
        from: "id-1".into(),
        to: "id-2".into(),
        ..Relation::default()
    };
    let edits = vec![
        Edit::Insert(Arc::new(annotation(1, 10, 4, "faction"))),
        Edit::Insert(Arc::new(annotation(2, 30, 4, "location"))),
        Edit::InsertRelation(Arc::new(relation)),
        Edit::SetAttribute { name: "language".to_owned(), value: Some(Value::Text("ar".to_owned())) },
        Edit::LinkEntity {
            label: "location".into(),
            name: "سرت".to_owned(),
            choice: Some(EntityLink::of("place:sirte")),
        },
        Edit::SetOrphans(vec![Orphan { line: 7, ron: "(lost)".to_owned(), ..Orphan::default() }]),
    ];
    Transaction::from(edits).apply(&mut state).unwrap();
    state
}

#[test]
fn the_fields_that_differ_are_named() {
    type Change = fn(&mut Annotation);
    let was = whole();
    let by = |name: &str| Provenance::of(Deed::Changed, name, "2026-11-28T14:03:00Z");
    let cases: [(&str, Change, Vec<Field>); 7] = [
        ("a note", |a| a.note = "ملاحظة".to_owned(), vec![Field::Note]),
        ("the entity", |a| a.entity = Some("faction:lna".to_owned()), vec![Field::Entity]),
        ("an end", |a| a.spans = Span::from_range(10..16).into(), vec![Field::Passage]),
        (
            "the label and the status",
            |a| (a.label, a.status) = ("location".into(), Status::Rejected),
            vec![Field::Label, Field::Status],
        ),
        (
            "two attributes",
            |a| {
                a.attributes.set("size", Some(Value::YesNo(true)));
                a.attributes.set("role", Some(Value::Text("x".to_owned())));
            },
            vec![Field::Attribute("role".to_owned()), Field::Attribute("size".to_owned())],
        ),
        ("nothing but who", |_| {}, vec![Field::Provenance]),
        ("its origin", |a| a.origin = Origin::Imported("conll".to_owned()), vec![Field::Origin]),
    ];
    for (what, change, fields) in cases {
        let mut changed = annotation(1, 10, 4, "faction");
        change(&mut changed);
        changed.provenance = by("Salma");
        let mut now = was.clone();
        Transaction::from(Edit::Replace(Arc::new(changed))).apply(&mut now).unwrap();
        let found = differences(&was, &now);
        assert_eq!(found.len(), 1, "{what}");
        assert_eq!(found[0].key, Key::Annotation("id-1".into()), "{what}");
        assert_eq!((found[0].happened(), found[0].by()), (Happened::Changed, "Salma"), "{what}");
        assert_eq!(found[0].fields(), fields, "{what}");
    }
}

#[test]
fn every_kind_of_record_is_found_and_counted() {
    let (nothing, whole) = (AnnotationState::default(), whole());
    let keys = |found: Vec<hawashi::annotation::Difference>| -> Vec<Key> {
        found.into_iter().map(|difference| difference.key).collect()
    };
    let relation: RelationId = "r".into();
    let expected = [
        Key::Annotation("id-1".into()),
        Key::Annotation("id-2".into()),
        Key::Orphan("(lost)".to_owned()),
        Key::Relation(relation),
        Key::Link(LabelId::from("location"), "سرت".to_owned()),
        Key::Attribute("language".to_owned()),
    ];
    assert_eq!(keys(differences(&nothing, &whole)), expected);
    assert_eq!(keys(differences(&whole, &nothing)), expected);
    let counts = Counts::of(&differences(&whole, &nothing));
    assert_eq!(counts, Counts { added: 0, removed: 6, changed: 0 });
    assert_eq!(counts.total(), 6);
    let fields: Vec<Vec<Field>> = differences(&nothing, &whole).iter().map(|d| d.fields()).collect();
    assert_eq!(fields[0], [Field::Passage, Field::Label], "what it says, not who said it");
    assert_eq!(fields[4], [Field::Entity]);
    // A line number of the file is no difference.
    let mut moved = whole.clone();
    moved.orphans[0].line = 9;
    assert!(differences(&whole, &moved).is_empty());
}

#[test]
fn what_fits_nowhere_is_left_out() {
    let (was, now) = (AnnotationState::default(), whole());
    let found = differences(&was, &now);
    let relation: Vec<_> = found.iter().filter(|d| matches!(d.key, Key::Relation(_))).collect();
    let mut state = AnnotationState::default();
    make(relation.iter().copied(), &mut state);
    assert!(state.relations.is_empty(), "its ends are not there");
    make(&found, &mut state);
    // Another relation leads to what is to go.
    let gone: Vec<_> = found.iter().filter(|d| matches!(d.key, Key::Annotation(_))).cloned().collect();
    let gone: Vec<_> = gone.into_iter().map(|difference| difference.reversed()).collect();
    make(&gone, &mut state);
    assert_eq!((state.annotations.len(), state.relations.len()), (2, 1));
    let all: Vec<_> = found.into_iter().map(|difference| difference.reversed()).collect();
    make(&all, &mut state);
    assert!(state.annotations.is_empty() && state.relations.is_empty());
}
