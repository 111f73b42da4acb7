//! What formats hold of labels, of kinds of relations, of ids and of the types of values, and that they say what they do not.

use std::collections::BTreeMap;
use std::sync::Arc;

use hawashi::annotation::{
    Annotation, AnnotationId, AnnotationSet, AnnotationState, AttributeKind, AttributeType, Carried, Label, LabelId,
    LabelSet, Relation, RelationKind, Status, Value,
};
use hawashi::document::Document;
use hawashi::exchange::{Article, Format, Imported, Loss, Statuses, Summary};
use hawashi::text::Span;

use super::{entity, exact_formats, exported, imported};

const TEXT: &str = "وصلت دبابة إلى سرت";

fn names(en: &str, ar: &str) -> BTreeMap<String, String> {
    [("en".to_owned(), en.to_owned()), ("ar".to_owned(), ar.to_owned())].into()
}

fn values() -> [(&'static str, AttributeType, Value); 4] {
    [
        ("size", AttributeType::Number, Value::parse(AttributeType::Number, "3").unwrap()),
        ("burnt", AttributeType::YesNo, Value::YesNo(true)),
        ("day", AttributeType::Date, Value::parse(AttributeType::Date, "2026-11-22").unwrap()),
        ("make", AttributeType::Choice, Value::Choice("T-72".to_owned())),
    ]
}

/// A label of one's own with a name in two languages, a colour, attributes with types, and a relation with two ends.
fn state() -> (Arc<Document>, AnnotationState) {
    let at = |words: &str| Span::from_range(TEXT.find(words).unwrap()..TEXT.find(words).unwrap() + words.len());
    let kinds =
        values().map(|(id, of_type, _)| AttributeKind { id: id.to_owned(), of_type, ..AttributeKind::default() });
    let weapon = Label {
        id: "weapon".into(),
        name: names("Weapon", "سلاح"),
        color: "#123456".to_owned(),
        attributes: kinds.to_vec(),
        ..Label::default()
    };
    let mut labels = LabelSet::standard().clone().with([weapon]);
    labels.relation_kinds.push(RelationKind {
        id: "seen-in".to_owned(),
        name: names("Seen in", "شوهد في"),
        from: vec!["weapon".into()],
        to: vec!["location".into()],
        ..RelationKind::default()
    });
    let mut tank = Annotation { id: "tank-1".into(), ..Annotation::new(at("دبابة"), "weapon") };
    for (name, _, value) in values() {
        tank.attributes.set(name, Some(value));
    }
    let place = Annotation { id: "place-1".into(), ..Annotation::new(at("سرت"), "location") };
    let mut state = AnnotationState {
        annotations: AnnotationSet::from_annotations([tank, place]),
        labels,
        ..AnnotationState::default()
    };
    let relation = Relation {
        id: "r-1".into(),
        kind: "seen-in".to_owned(),
        from: "tank-1".into(),
        to: "place-1".into(),
        ..Relation::default()
    };
    state.relations.insert(Arc::new(relation)).unwrap();
    (Arc::new(Document::from_text(TEXT).unwrap()), state)
}

/// What of all this is in a file that was exported and imported again.
fn held(all: &[Imported], state: &AnnotationState) -> Vec<(Loss, bool)> {
    let back = |own: &Annotation| {
        all.iter().find_map(|one| one.annotation_state.annotations.iter().find(|back| back.spans == own.spans))
    };
    let weapon = LabelId::from("weapon");
    let own = state.labels.get(&weapon).unwrap();
    let label = all.iter().find_map(|one| one.annotation_state.labels.get(&weapon));
    let kind =
        all.iter().find_map(|one| one.annotation_state.labels.relation_kinds.iter().find(|kind| kind.id == "seen-in"));
    let tank = state.annotations.iter().find(|annotation| annotation.label == weapon).unwrap();
    let is_kept = |names: &[&str]| {
        names.iter().all(|name| back(tank).is_some_and(|back| back.attributes.get(name) == tank.attributes.get(name)))
    };
    vec![
        (Loss::Ids, state.annotations.iter().all(|own| back(own).is_some_and(|back| back.id == own.id))),
        (Loss::LabelNames, label.is_some_and(|label| label.name == own.name)),
        (Loss::LabelColors, label.is_some_and(|label| label.color == own.color)),
        (Loss::RelationEnds, kind.is_some_and(|kind| !kind.from.is_empty() && !kind.to.is_empty())),
        (Loss::NumberTypes, is_kept(&["size", "burnt"])),
        (Loss::ChoiceTypes, is_kept(&["day", "make"])),
    ]
}

#[test]
fn what_is_lost_of_labels_and_values_is_said() {
    let (document, state) = state();
    let carried = Carried::default();
    let statuses = Statuses { accepted: true, suggested: true, rejected: true };
    let article = Article { name: "a.txt", document: &document, annotation_state: &state, carried: &carried, statuses };
    let said = |format: &Format| {
        let mut summary = Summary::default();
        summary.add(format, &article, &entity);
        summary.losses
    };
    for format in exact_formats() {
        let (name, files) = exported(format, &article);
        let at_hand = (format.text_file.is_none()).then_some(&document);
        let all = imported(format, &name, &files.0[&name], &files, at_hand);
        let said = said(format);
        for (loss, is_held) in held(&all, &state) {
            // What goes with its annotation or relation is not lost twice.
            let goes_along = match loss {
                Loss::NumberTypes | Loss::ChoiceTypes => !(format.loses)(Loss::Attributes),
                Loss::RelationEnds => !(format.loses)(Loss::Relations),
                _ => true,
            };
            if goes_along {
                assert_eq!(said.contains_key(&loss), !is_held, "{}: {loss:?}", format.name);
            }
        }
    }
}

/// With the ready labels nothing of this is said.
#[test]
fn nothing_is_said_of_the_ready_labels() {
    let document = Document::from_text(TEXT).unwrap();
    let at = TEXT.find("سرت").unwrap();
    let place = Annotation {
        status: Status::Accepted,
        id: AnnotationId::derived("a"),
        ..Annotation::new(Span::from_range(at..at + 6), "location")
    };
    let state = AnnotationState { annotations: AnnotationSet::from_annotations([place]), ..AnnotationState::default() };
    let carried = Carried::default();
    let statuses = Statuses::usual(&state);
    let article = Article { name: "a", document: &document, annotation_state: &state, carried: &carried, statuses };
    for format in exact_formats() {
        let mut summary = Summary::default();
        summary.add(format, &article, &entity);
        for loss in [Loss::Ids, Loss::LabelNames, Loss::LabelColors, Loss::RelationEnds] {
            assert!(!summary.losses.contains_key(&loss), "{}: {loss:?}", format.name);
        }
    }
}
