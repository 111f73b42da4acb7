//! Changes of the label set that reach its annotations: moving, merging, removing, adding a whole set. Each is one step.

use hawashi::annotation::{LabelSet, LabelUse, LineStyle, Status};

use super::*;

/// A set with a label and a kind of relations that no article begins with.
pub(super) fn set() -> LabelSet {
    let weapon = Label { key: Some('1'), ..Label::new("weapon", "سلاح", "Weapon", "rose", None) };
    let rifle = Label { parent: Some("weapon".into()), ..Label::new("rifle", "بندقية", "Rifle", "rose", None) };
    let mut set = LabelSet::from_labels([Label::new("location", "مكان", "Spot", "plum", None), weapon, rifle]);
    set.relation_kinds = vec![RelationKind { id: "joins".into(), ..RelationKind::default() }].into();
    set
}

fn ids(session: &Session) -> Vec<&str> {
    session.labels().iter().map(|label| label.id.as_str()).collect()
}

fn with(labels: &[Label]) -> Session {
    let mut session = session();
    for label in labels {
        session.execute(Command::AddLabel(label.clone())).unwrap();
    }
    session
}

fn is_one_step(session: &mut Session, before: &AnnotationState) {
    session.execute(Command::Undo).unwrap();
    assert_eq!(session.annotation_state().as_ref(), before, "one step takes all of it back");
    session.execute(Command::Redo).unwrap();
}

#[test]
fn a_label_moves_in_the_legend() {
    let mut session = with(&[Label::new("a", "أ", "A", "plum", None), Label::new("b", "ب", "B", "rose", None)]);
    let before = session.annotation_state().as_ref().clone();
    for (label, to, expected) in [
        ("b", 0, ["b", "location", "faction", "a"]),
        ("b", 2, ["location", "faction", "b", "a"]),
        ("location", 99, ["faction", "b", "a", "location"]),
    ] {
        session.execute(Command::MoveLabel { label: label.into(), to }).unwrap();
        assert_eq!(ids(&session), expected);
    }
    assert!(!session.execute(Command::MoveLabel { label: "location".into(), to: 3 }).unwrap().changed);
    assert!(session.execute(Command::MoveLabel { label: "nothing".into(), to: 0 }).is_err());
    // Also what is read from a journal onto another state keeps the order.
    let edits = Transaction::between(&before, session.annotation_state());
    let mut again = before.clone();
    edits.apply(&mut again).unwrap();
    assert_eq!(&again, session.annotation_state().as_ref());
    (0..3).for_each(|_| drop(session.execute(Command::Undo).unwrap()));
    assert_eq!(session.annotation_state().as_ref(), &before);
}

#[test]
fn two_labels_never_look_alike_while_a_look_is_free() {
    let mut session = with(&[Label::new("a", "أ", "A", "plum", None)]);
    let key = |error: CommandError| hawashi::text::Localize::key(&error);
    let teal = Label { color: "teal".into(), ..label(&session, "a") };
    assert_eq!(key(session.execute(Command::EditLabel(teal.clone())).unwrap_err()), "error-label-look-taken");
    let dotted = Label { line: LineStyle::Dotted, ..teal };
    session.execute(Command::EditLabel(dotted)).unwrap();
    // A label that looks like another one since it was read can be renamed.
    let mut twins = with(&[Label::new("b", "ب", "B", "teal", None)]);
    let renamed = Label { name: [("en".to_owned(), "C".to_owned())].into(), ..label(&twins, "b") };
    twins.execute(Command::EditLabel(renamed)).unwrap();
}

#[test]
fn merging_gives_annotations_relations_children_and_key_to_the_other() {
    let militia = Label { key: Some('3'), ..Label::new("militia", "ميليشيا", "Militia", "plum", None) };
    let local = Label { parent: Some("militia".into()), ..Label::new("local", "محلية", "Local", "plum", None) };
    let group = Label { line: LineStyle::Dotted, ..Label::new("group", "جماعة", "Group", "rose", None) };
    let mut session = with(&[militia, local, group]);
    let kind = RelationKind { from: vec!["militia".into()], ..attacks() };
    session.execute(Command::SetRelationKinds(vec![kind])).unwrap();
    let fighters = tagged(&mut session, "ثوار", 0, "militia");
    let twice = [tagged(&mut session, "مجلس", 0, "militia"), tagged(&mut session, "مجلس", 0, "group")];
    let town = tagged(&mut session, "سرت", 0, "location");
    for (id, note) in twice.iter().zip(["من الأول", "من الثاني"]) {
        session.execute(Command::SetNote { id: id.clone(), note: note.into() }).unwrap();
    }
    for from in [&fighters, &twice[0]] {
        let relate = Command::Relate { kind: "attacks".into(), from: from.clone(), to: town.clone() };
        session.execute(relate).unwrap();
    }
    let before = session.annotation_state().as_ref().clone();
    assert_eq!(before.use_of(&"militia".into()), LabelUse { annotations: 2, rejected: 0, relations: 2 });
    let give = |heir: &str| Command::RemoveLabel { label: "militia".into(), uses: Uses::Give(heir.into()) };
    assert!(matches!(session.execute(give("militia")), Err(CommandError::GivenToItself { .. })));
    assert!(session.execute(give("nothing")).is_err());
    session.execute(give("group")).unwrap();
    assert_eq!(ids(&session), ["location", "faction", "local", "group"]);
    assert_eq!(label(&session, "group").key, Some('3'));
    assert_eq!(label(&session, "local").parent, Some("group".into()));
    assert_eq!(session.labels().relation_kinds[0].from, ["group".into()]);
    assert_eq!(session.annotations().get(&fighters).unwrap().label, "group".into());
    // The passage had both labels: it has one annotation with both notes and the relation.
    assert!(session.annotations().get(&twice[0]).is_none());
    assert_eq!(session.annotations().get(&twice[1]).unwrap().note, "من الثاني\nمن الأول");
    let from: Vec<AnnotationId> = session.relations().iter().map(|relation| relation.from.clone()).collect();
    assert!(from.contains(&fighters) && from.contains(&twice[1]) && from.len() == 2);
    is_one_step(&mut session, &before);
    // A label can be merged with one below it.
    let before = session.annotation_state().as_ref().clone();
    let merge = Command::RemoveLabel { label: "group".into(), uses: Uses::Give("local".into()) };
    session.execute(merge).unwrap();
    assert_eq!((label(&session, "local").parent, session.labels().len()), (None, 3));
    is_one_step(&mut session, &before);
}

#[test]
fn removing_takes_annotations_relations_and_what_names_the_label() {
    let town = Label { parent: Some("location".into()), ..Label::new("town", "بلدة", "Town", "plum", None) };
    let mut session = with(&[town]);
    let joins = RelationKind { id: "joins".into(), from: vec!["faction".into()], ..attacks() };
    let joins = RelationKind { to: vec!["faction".into()], ..joins };
    session.execute(Command::SetRelationKinds(vec![attacks(), joins])).unwrap();
    let (a, b) = (tagged(&mut session, "ثوار", 0, "faction"), tagged(&mut session, "مجلس", 0, "faction"));
    let place = tagged(&mut session, "سرت", 0, "town");
    for (kind, to) in [("attacks", &place), ("joins", &b)] {
        session.execute(Command::Relate { kind: kind.into(), from: a.clone(), to: to.clone() }).unwrap();
    }
    let before = session.annotation_state().as_ref().clone();
    // What allowed a place allows a town, of which the place was the parent.
    session.execute(Command::RemoveLabel { label: "location".into(), uses: Uses::Remove }).unwrap();
    assert_eq!(session.labels().relation_kinds[0].to, ["town".into()]);
    assert_eq!(session.relations().len(), 2);
    is_one_step(&mut session, &before);
    // Without factions neither kind has a beginning.
    let before = session.annotation_state().as_ref().clone();
    session.execute(Command::RemoveLabel { label: "faction".into(), uses: Uses::Remove }).unwrap();
    let left: Vec<&AnnotationId> = session.annotations().iter().map(|annotation| &annotation.id).collect();
    assert_eq!((left, session.relations().len(), session.labels().relation_kinds.len()), (vec![&place], 0, 0));
    is_one_step(&mut session, &before);
}

#[test]
fn a_kind_of_relations_goes_with_its_relations() {
    let mut session = session();
    session.execute(Command::SetRelationKinds(vec![attacks()])).unwrap();
    let (from, to) = (tagged(&mut session, "ثوار", 0, "faction"), tagged(&mut session, "سرت", 0, "location"));
    session.execute(Command::Relate { kind: "attacks".into(), from, to }).unwrap();
    let before = session.annotation_state().as_ref().clone();
    session.execute(Command::RemoveRelationKind("attacks".into())).unwrap();
    assert_eq!((session.relations().len(), session.labels().relation_kinds.len()), (0, 0));
    is_one_step(&mut session, &before);
    assert!(!session.execute(Command::RemoveRelationKind("attacks".into())).unwrap().changed);
}

#[test]
fn a_set_is_added_without_changing_what_is_there() {
    let mut session = session();
    let before = session.annotation_state().as_ref().clone();
    session.execute(Command::AddLabels(set())).unwrap();
    assert_eq!(ids(&session), ["location", "faction", "weapon", "rifle"]);
    assert_eq!(label(&session, "location").name_in("en"), "Location");
    assert_eq!(label(&session, "weapon").key, None, "the key is the location's");
    assert_eq!(label(&session, "rifle").parent, Some("weapon".into()));
    assert!(session.labels().relation_kind("joins").is_some());
    is_one_step(&mut session, &before);
    assert!(!session.execute(Command::AddLabels(set())).unwrap().changed, "once more is nothing new");
    let broken = LabelSet::from_labels([Label::new("x", "س", "X", "red", None)]);
    assert!(session.execute(Command::AddLabels(broken)).is_err());
    assert_eq!(session.annotations().iter().filter(|a| a.status != Status::Rejected).count(), 0);
}
