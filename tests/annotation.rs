//! Annotations, transactions, history and session: properties and tables.

#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "a test may panic and touch files")]

use std::sync::Arc;

use hawashi::annotation::{
    Annotation, AnnotationId, AnnotationSet, AnnotationState, Carried, Change, Deed, Edit, Gesture, History, Label,
    Origin, Provenance, Transaction,
};
use hawashi::detect::{Candidate, Evidence, Form, Kind, Source, Standing};
use hawashi::document::Document;
use hawashi::session::{Candidates, Command, CommandError, MarkKind, Session, Target};
use hawashi::text::Span;
use proptest::prelude::*;

fn annotation(id: usize, start: usize, len: usize, label: &str) -> Annotation {
    Annotation {
        id: format!("id-{id}").into(),
        provenance: Provenance::of(Deed::Made, "test", ""),
        ..Annotation::new(Span::from_range(start..start + len), label)
    }
}

fn edits() -> impl Strategy<Value = Vec<Edit>> {
    let annotation =
        || (0..12_usize, 0..60_usize, 1..20_usize).prop_map(|(id, at, len)| annotation(id, at, len, "location"));
    let label = || {
        (0..5_usize, 0..3_usize).prop_map(|(id, name)| {
            Arc::new(Label::new(&format!("label-{id}"), &format!("اسم {name}"), "name", "#102030", None))
        })
    };
    let edit = prop_oneof![
        annotation().prop_map(|a| Edit::Insert(Arc::new(a))),
        annotation().prop_map(|a| Edit::Replace(Arc::new(a))),
        (0..12_usize).prop_map(|id| Edit::Remove(format!("id-{id}").into())),
        (label(), 0..4_usize).prop_map(|(label, at)| Edit::AddLabel { at, label }),
        label().prop_map(Edit::ReplaceLabel),
        (0..5_usize).prop_map(|id| Edit::RemoveLabel(format!("label-{id}").as_str().into())),
    ];
    proptest::collection::vec(edit, 0..6)
}

/// Notes after many edits, those that do not fit left out.
fn grown(transactions: &[Vec<Edit>]) -> AnnotationState {
    let mut annotation_state = AnnotationState::default();
    for edit in transactions.iter().flatten() {
        drop(Transaction::from(edit.clone()).apply(&mut annotation_state));
    }
    annotation_state
}

fn order_is_kept(set: &AnnotationSet) {
    let keys: Vec<_> =
        set.iter().map(|a| (a.spans.first().start, std::cmp::Reverse(a.spans.first().end), a.id.clone())).collect();
    assert!(keys.is_sorted(), "{keys:?}");
}

proptest! {
    #[test]
    fn apply_then_inverse_is_the_identity(
        before in proptest::collection::vec(edits(), 0..8),
        edits in edits(),
    ) {
        let start = grown(&before);
        let mut annotation_state = start.clone();
        if let Ok(inverse) = Transaction::from(edits).apply(&mut annotation_state) {
            let end = annotation_state.clone();
            let forward = inverse.apply(&mut annotation_state).unwrap();
            prop_assert_eq!(&annotation_state, &start);
            forward.apply(&mut annotation_state).unwrap();
            prop_assert_eq!(annotation_state, end);
        } else {
            prop_assert_eq!(annotation_state, start, "a failed transaction changes nothing");
        }
    }

    #[test]
    fn undoing_all_gives_the_start_and_redoing_all_the_end(
        steps in proptest::collection::vec((edits(), proptest::option::of(0..3_u64)), 0..20),
    ) {
        let start = AnnotationState::default();
        let mut annotation_state = start.clone();
        let mut history = History::default();
        for (edits, gesture) in steps {
            if let Ok(change) = Change::make(edits.into(), &mut annotation_state) {
                history.record(change, gesture.map(Gesture));
            }
            order_is_kept(&annotation_state.annotations);
        }
        let end = annotation_state.clone();
        while history.undo(&mut annotation_state).unwrap().is_some() {}
        prop_assert_eq!(&annotation_state, &start);
        prop_assert!(!history.is_dirty());
        while history.redo(&mut annotation_state).unwrap().is_some() {}
        prop_assert_eq!(annotation_state, end);
    }

    #[test]
    fn overlap_search_agrees_with_walking_all(
        spans in proptest::collection::vec((0..80_usize, 1..30_usize), 0..40),
        query in (0..100_usize, 1..20_usize),
    ) {
        let all: Vec<_> = spans.iter().enumerate().map(|(i, (at, len))| annotation(i, *at, *len, "location")).collect();
        let set = AnnotationSet::from_annotations(all);
        let mut grown = AnnotationSet::default();
        set.iter().rev().for_each(|a| grown.insert(Arc::new(a.clone())).unwrap());
        prop_assert_eq!(&set, &grown);
        let query = Span::from_range(query.0..query.0 + query.1);
        for set in [set, grown] {
            let found: Vec<_> = set.overlapping(query).map(|a| &a.id).collect();
            let naive: Vec<_> = set.iter().filter(|a| a.spans.overlaps(query)).map(|a| &a.id).collect();
            prop_assert_eq!(found, naive);
        }
    }
}

#[test]
fn history_is_bounded() {
    let mut history = History::with_limit(3);
    let mut annotation_state = AnnotationState::default();
    for id in 0..5 {
        let insert = Transaction::from(Edit::Insert(Arc::new(annotation(id, 0, 1, "location"))));
        history.record(Change::make(insert, &mut annotation_state).unwrap(), None);
    }
    while history.undo(&mut annotation_state).unwrap().is_some() {}
    assert_eq!(annotation_state.annotations.len(), 2);
    assert!(history.is_dirty());
}

const TEXT: &str = "قال مجلس شورى ثوار بنغازي إن سرت سقطت، ثم عاد إلى سرت.";

fn span_of(quote: &str, nth: usize) -> Span {
    let (at, _) = TEXT.match_indices(quote).nth(nth).unwrap();
    Span::from_range(at..at + quote.len())
}

fn candidate(quote: &str, nth: usize, kind: Kind, nested: bool) -> Candidate {
    Candidate {
        span: span_of(quote, nth),
        kind,
        form: Form::Name,
        entity: None,
        confidence: 0.9,
        entity_confidence: 1.0,
        source: Source::Lexicon,
        evidence: Evidence::Entry,
        nested,
        standing: Standing::Found,
    }
}

fn candidates() -> Vec<Candidate> {
    vec![
        candidate("سرت", 1, Kind::LOCATION, false),
        candidate("مجلس شورى ثوار بنغازي", 0, Kind::FACTION, false),
        candidate("بنغازي", 0, Kind::LOCATION, true),
        candidate("سرت", 0, Kind::LOCATION, false),
    ]
}

fn session() -> Session {
    let mut session = Session::new(Arc::new(Document::from_text(TEXT).unwrap()), "سمير");
    session.execute(Command::SetCandidates(Candidates::new(TEXT, candidates()).into())).unwrap();
    session
}

/// What is shown, as a line of marked text for each mark.
fn shown(session: &Session) -> Vec<String> {
    let line = |mark: hawashi::session::Mark<'_>| {
        let kind = if matches!(mark.kind, MarkKind::Suggestion(_)) { "?" } else { "" };
        let nested = if mark.nested { "+" } else { "" };
        format!("{}{nested}[{}{kind}|{}]", mark.span.start, mark.label, mark.span.of(TEXT))
    };
    session.all_marks().map(line).collect()
}

#[test]
fn suggestions_are_shown_until_decided() {
    let mut session = session();
    let all = ["7[faction?|مجلس شورى ثوار بنغازي]", "34+[location?|بنغازي]", "52[location?|سرت]", "89[location?|سرت]"];
    assert_eq!(shown(&session), all);
    let accept = Command::Accept(Target::Candidate { span: span_of("سرت", 0), kind: Kind::LOCATION });
    let outcome = session.execute(accept).unwrap();
    assert!(outcome.changed && outcome.selected.is_some());
    let reject = Command::Reject(Target::Candidate { span: span_of("سرت", 1), kind: Kind::LOCATION });
    session.execute(reject.clone()).unwrap();
    let decided = ["7[faction?|مجلس شورى ثوار بنغازي]", "34+[location?|بنغازي]", "52[location|سرت]"];
    assert_eq!(shown(&session), decided);
    assert!(!session.execute(reject).unwrap().changed, "a second rejection changes nothing");

    session.execute(Command::SetCandidates(Candidates::new(TEXT, candidates()).into())).unwrap();
    assert_eq!(shown(&session), decided, "decisions survive a new detection run");
    let counts: Vec<_> = session.counts().iter().map(|c| (c.label.as_str(), c.accepted, c.suggested)).collect();
    assert_eq!(counts, [("location", 1, 1), ("faction", 0, 1)]);

    session.execute(Command::Undo).unwrap();
    session.execute(Command::Undo).unwrap();
    assert_eq!(shown(&session), all);
    assert!(!session.is_dirty());
}

#[test]
fn tagging_twice_selects_and_tagging_a_suggestion_accepts_it() {
    let mut session = session();
    let tag = |span, label: &str| Command::Tag { span, label: label.into() };
    let first = session.execute(tag(span_of("سرت", 0), "location")).unwrap();
    let made = session.annotations().get(&first.selected.clone().unwrap()).unwrap().clone();
    assert_eq!(made.origin, Origin::Detected("lexicon".into()));
    assert_eq!((made.by(), made.at().len()), ("سمير", "2026-11-22T09:33:00Z".len()));
    let again = session.execute(tag(span_of("سرت", 0), "location")).unwrap();
    assert_eq!((again.changed, again.selected), (false, first.selected));
    let by_hand = session.execute(tag(span_of("ثوار", 0), "faction")).unwrap();
    assert_eq!(session.annotations().get(&by_hand.selected.unwrap()).unwrap().origin, Origin::Manual);
}

#[test]
fn an_accepted_suggestion_does_not_come_back_under_a_moved_annotation() {
    let mut session = session();
    let accept = Command::Accept(Target::Candidate { span: span_of("بنغازي", 0), kind: Kind::LOCATION });
    let id = session.execute(accept).unwrap().selected.unwrap();
    let gesture = session.new_gesture();
    for quote in ["ثوار بنغازي", "شورى ثوار بنغازي"] {
        session
            .execute_in(Command::Resize { target: Target::Annotation(id.clone()), span: span_of(quote, 0) }, gesture)
            .unwrap();
    }
    assert!(shown(&session).contains(&"16+[location|شورى ثوار بنغازي]".to_owned()), "{:?}", shown(&session));
    assert!(!shown(&session).iter().any(|mark| mark.contains("location?|بنغازي")));
    session.execute(Command::Undo).unwrap();
    assert!(shown(&session).contains(&"34+[location|بنغازي]".to_owned()), "one drag is one step");
    session.execute(Command::Redo).unwrap();
    session.execute(Command::Resize { target: Target::Annotation(id), span: span_of("بنغازي", 0) }).unwrap();
    assert_eq!(session.annotations().len(), 1, "the refusal of the place is taken back");
}

#[test]
fn another_label_for_an_accepted_suggestion_keeps_it_decided() {
    let mut session = session();
    let accept = Command::Accept(Target::Candidate { span: span_of("سرت", 0), kind: Kind::LOCATION });
    let id = session.execute(accept).unwrap().selected.unwrap();
    session.execute(Command::SetLabel { id, label: "faction".into() }).unwrap();
    assert!(shown(&session).contains(&"52[faction|سرت]".to_owned()));
    assert!(!shown(&session).contains(&"52[location?|سرت]".to_owned()));
}

#[test]
fn undoing_back_to_the_saved_state_is_clean() {
    let mut session = session();
    let tag = Command::Tag { span: span_of("سقطت", 0), label: "faction".into() };
    let id = session.execute(tag).unwrap().selected.unwrap();
    assert!(session.is_dirty());
    session.mark_saved();
    let gesture = session.new_gesture();
    for note in ["ه", "هن", "هنا"] {
        session.execute_in(Command::SetNote { id: id.clone(), note: note.into() }, gesture).unwrap();
    }
    assert!(session.is_dirty());
    session.execute(Command::Undo).unwrap();
    assert!(!session.is_dirty());
    assert_eq!(session.annotations().get(&id).unwrap().note, "");
    session.execute(Command::Undo).unwrap();
    assert!(session.is_dirty());
    assert!(!session.execute(Command::Undo).unwrap().changed);
}

#[test]
fn wrong_commands_change_nothing() {
    let mut session = session();
    let generation = session.generation();
    let missing = AnnotationId::from("nobody");
    let table = [
        ("error-span-inside-character", Command::Tag { span: Span::from_range(1..5), label: "location".into() }),
        ("error-span-out-of-range", Command::Tag { span: Span::from_range(0..5_000), label: "location".into() }),
        ("error-span-empty", Command::Tag { span: Span::from_range(4..4), label: "location".into() }),
        ("error-label-missing", Command::Tag { span: span_of("سرت", 0), label: "event".into() }),
        ("error-annotation-missing", Command::Delete { id: missing.clone() }),
        ("error-annotation-missing", Command::Accept(Target::Annotation(missing))),
        (
            "error-candidate-missing",
            Command::Accept(Target::Candidate { span: span_of("سرت", 0), kind: Kind::FACTION }),
        ),
        ("error-label-exists", Command::AddLabel(Label::new("location", "س", "x", "#000000", None))),
        ("error-label-color", Command::AddLabel(Label::new("event", "حدث", "Event", "red", None))),
        ("error-label-key-taken", Command::AddLabel(Label::new("event", "حدث", "Event", "#000000", Some('1')))),
    ];
    for (key, command) in table {
        let error: CommandError = session.execute(command).unwrap_err();
        assert_eq!(hawashi::text::Localize::key(&error), key, "{error}");
    }
    assert_eq!(session.generation(), generation);
    assert!(!session.can_undo());
}

#[test]
fn labels_are_added_changed_and_removed() {
    let mut session = session();
    let event = Label::new("event", "حدث", "Event", "#445566", Some('3'));
    session.execute(Command::AddLabel(event.clone())).unwrap();
    let red = Label { color: "#ff0000".into(), ..event };
    session.execute(Command::EditLabel(red.clone())).unwrap();
    assert_eq!(session.labels().get(&"event".into()), Some(&red));
    session.execute(Command::RemoveLabel("event".into())).unwrap();
    assert_eq!(session.labels().len(), 2);
    session.execute(Command::Undo).unwrap();
    assert_eq!(session.labels().iter().last(), Some(&red));
}

#[test]
fn carried_things_stay() {
    let carried = Carried { broken_labels: vec!["(id: 3)".into()], ..Carried::default() };
    let document = Arc::new(Document::from_text(TEXT).unwrap());
    let session = Session::open(document, "", AnnotationState::default(), carried.clone());
    assert_eq!(session.carried(), &carried);
}
