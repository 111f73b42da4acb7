//! Annotations, transactions, history and session: properties and tables.

#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "a test may panic and touch files")]

mod diff;
mod label_edits;

use std::sync::Arc;

use hawashi::annotation::{
    Annotation, AnnotationId, AnnotationSet, AnnotationState, AttributeKind, AttributeType, Carried, Change, Choice,
    Deed, Edit, Gesture, History, Label, Number, Origin, Provenance, Relation, RelationKind, Spans, Transaction, Uses,
    Value,
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

/// A state after many edits, without those that failed.
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

    #[test]
    fn a_set_agrees_with_a_list(
        first in 0..700_usize,
        steps in proptest::collection::vec((0..4_u8, 0..800_usize, 0..400_usize, 0..40_usize, 0..60_usize), 0..80),
    ) {
        // As many as fill several chunks, and many on the same words.
        let made = |id: usize, at: usize, len: usize, gap: usize| {
            let fragments = [Some((at, len)), gap.is_multiple_of(3).then_some((at + len + 1 + gap, 4))];
            let spans = fragments.into_iter().flatten().map(|(at, len)| Span::from_range(at..at + len + 1));
            let origin = if gap.is_multiple_of(2) { Origin::Detected("lexicon".to_owned()) } else { Origin::Manual };
            let deed = if len.is_multiple_of(2) { Deed::Changed } else { Deed::Accepted };
            let provenance = Provenance::of(deed, "test", "");
            Annotation { spans: Spans::new(spans), origin, provenance, ..annotation(id, at, 1, "location") }
        };
        let mut list: Vec<Annotation> = (0..first).map(|id| made(id, id * 7 % 300, id % 20, id)).collect();
        let mut set = AnnotationSet::from_annotations(list.clone());
        let mut snapshots = Vec::new();
        for (number, (kind, id, at, len, gap)) in steps.into_iter().enumerate() {
            let new = made(id, at, len, gap);
            let known = list.iter().position(|other| other.id == new.id);
            match (kind, known) {
                (0, None) => {
                    set.insert(Arc::new(new.clone())).unwrap();
                    list.push(new);
                }
                (0, Some(_)) => prop_assert!(set.insert(Arc::new(new)).is_err()),
                (1, Some(known)) => {
                    let removed = set.remove(&new.id).unwrap();
                    prop_assert_eq!(&*removed, &list.swap_remove(known));
                }
                (1, None) => prop_assert_eq!(set.remove(&new.id), None),
                (_, Some(known)) => {
                    // Some stay where they are.
                    let spans = if kind == 2 { list[known].spans.clone() } else { new.spans.clone() };
                    let new = Annotation { spans, note: format!("{number}"), ..new };
                    let former = set.replace(Arc::new(new.clone())).unwrap();
                    prop_assert_eq!(&*former, &list[known]);
                    list[known] = new;
                }
                (_, None) => prop_assert!(set.replace(Arc::new(new)).is_err()),
            }
            if number == 40 {
                snapshots.push((set.clone(), list.clone()));
            }
        }
        snapshots.push((set, list));
        for (set, mut list) in snapshots {
            list.sort_by(|a, b| (a.spans.first().text_order(), &a.id).cmp(&(b.spans.first().text_order(), &b.id)));
            prop_assert_eq!(set.len(), list.len());
            prop_assert!(set.iter().eq(list.iter()));
            prop_assert!(set.iter().rev().eq(list.iter().rev()));
            for annotation in &list {
                prop_assert_eq!(set.get(&annotation.id), Some(annotation));
                prop_assert!(set.exactly(&annotation.spans).any(|other| other == annotation));
            }
            for at in (0..500).step_by(97) {
                let query = Span::from_range(at..at + 1 + at % 9);
                let mut fragments: Vec<(Span, &Annotation)> =
                    list.iter().flat_map(|a| a.spans.iter().map(move |span| (span, a))).collect();
                fragments.sort_by(|(a, x), (b, y)| (a.text_order(), &x.id).cmp(&(b.text_order(), &y.id)));
                fragments.retain(|(span, _)| span.overlaps(query));
                prop_assert!(set.fragments(query).eq(fragments.iter().copied()));
                let is_changed =
                    |a: &Annotation| a.origin != Origin::Manual && a.provenance.has(Deed::Changed);
                let changed = fragments.iter().map(|(_, a)| *a).filter(|a| is_changed(a));
                prop_assert!(set.changed_proposals(query).eq(changed));
                prop_assert!(set.fragments(query).rev().eq(fragments.into_iter().rev()));
                let exactly: Vec<&Annotation> = list.iter().filter(|a| a.spans == query.into()).collect();
                prop_assert_eq!(set.exactly(&query.into()).collect::<Vec<_>>(), exactly);
            }
        }
    }
}

#[test]
fn everything_can_be_undone_and_is_listed() {
    let mut history = History::default();
    let mut annotation_state = AnnotationState::default();
    for id in 0..3_000 {
        let insert = Transaction::from(Edit::Insert(Arc::new(annotation(id, 0, 1, "location"))));
        history.record(Change::make(insert, &mut annotation_state).unwrap(), None);
    }
    assert_eq!(history.count(), (3_000, 0));
    assert_eq!(history.listed(0).map(|step| (step.after, step.is_undone)), Some((3_000, false)));
    history.undo(&mut annotation_state).unwrap();
    history.undo(&mut annotation_state).unwrap();
    // What was undone stays listed, in the order in which it was done.
    let listed: Vec<_> = (0..4).filter_map(|at| history.listed(at)).map(|step| (step.after, step.is_undone)).collect();
    assert_eq!(listed, [(3_000, true), (2_999, true), (2_998, false), (2_997, false)]);
    while history.undo(&mut annotation_state).unwrap().is_some() {}
    assert_eq!(annotation_state.annotations.len(), 0);
    assert_eq!((history.count(), history.listed(3_000).is_none()), ((3_000, 3_000), true));
    assert!(!history.is_dirty(), "as it was opened");
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

/// The visible marks, each as a line of marked text.
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
    session.execute(Command::RemoveLabel { label: "event".into(), uses: Uses::None }).unwrap();
    assert_eq!(session.labels().len(), 2);
    session.execute(Command::Undo).unwrap();
    assert_eq!(session.labels().iter().last(), Some(&red));
}

#[test]
fn carried_things_stay() {
    let carried = Carried { broken: [("labels".into(), vec!["(id: 3)".into()])].into(), ..Carried::default() };
    let document = Arc::new(Document::from_text(TEXT).unwrap());
    let session = Session::open(document, "", AnnotationState::default(), carried.clone());
    assert_eq!(session.carried(), &carried);
}

fn tagged(session: &mut Session, quote: &str, nth: usize, label: &str) -> AnnotationId {
    let tag = Command::Tag { span: span_of(quote, nth), label: label.into() };
    session.execute(tag).unwrap().selected.unwrap()
}

fn label(session: &Session, id: &str) -> Label {
    session.labels().get(&id.into()).unwrap().clone()
}

#[test]
fn the_labels_of_the_detector_are_labels_like_any_other() {
    let mut session = session();
    // Renamed, it loses the plural of its former name. Recoloured, it has its own colour.
    let names = [("ar", "مكان"), ("en", "Spot")].map(|(language, name)| (language.to_owned(), name.to_owned()));
    let renamed = Label { name: names.into(), color: "#123456".into(), ..label(&session, "location") };
    session.execute(Command::EditLabel(renamed)).unwrap();
    let location = label(&session, "location");
    assert_eq!((location.plural_in("ar"), location.rgb()), ("مكان", Some([0x12, 0x34, 0x56])));
    assert_eq!(shown(&session).len(), 4, "what is found is suggested as before");
    // Hidden together with the labels below it.
    let town = Label { parent: Some("location".into()), ..Label::new("town", "بلدة", "Town", "plum", None) };
    session.execute(Command::AddLabel(town)).unwrap();
    tagged(&mut session, "شورى", 0, "town");
    session.execute(Command::EditLabel(Label { hidden: true, ..location.clone() })).unwrap();
    assert_eq!(shown(&session), ["7[faction?|مجلس شورى ثوار بنغازي]"]);
    session.execute(Command::Undo).unwrap();
    assert_eq!(shown(&session).len(), 5);
    // A label cannot be below itself, below one of its descendants, or below an unknown one.
    for (id, parent) in [("location", "town"), ("location", "location"), ("town", "nothing")] {
        let error = session.execute(Command::EditLabel(Label { parent: Some(parent.into()), ..label(&session, id) }));
        assert_eq!(hawashi::text::Localize::key(&error.unwrap_err()), "error-label-parent", "{id} below {parent}");
    }
    // Removed: its kind is no longer suggested, its rejected annotations are removed too, and its children move up.
    let refused = Command::Reject(Target::Candidate { span: span_of("سرت", 0), kind: Kind::LOCATION });
    session.execute(refused).unwrap();
    let steps = session.state();
    session.execute(Command::RemoveLabel { label: "location".into(), uses: Uses::None }).unwrap();
    assert_eq!(shown(&session), ["7[faction?|مجلس شورى ثوار بنغازي]", "16+[town|شورى]"]);
    assert_eq!((session.annotations().len(), label(&session, "town").parent), (1, None));
    let accept = Command::Accept(Target::Candidate { span: span_of("سرت", 1), kind: Kind::LOCATION });
    assert!(matches!(session.execute(accept), Err(CommandError::NoCandidate { .. })));
    session.execute(Command::Undo).unwrap();
    assert_eq!((session.state(), session.annotations().len(), shown(&session).len()), (steps, 2, 4));
    // Another label can detect the kind.
    session.execute(Command::EditLabel(Label { detects: None, ..label(&session, "location") })).unwrap();
    session.execute(Command::EditLabel(Label { detects: Some("location".into()), ..label(&session, "town") })).unwrap();
    assert!(shown(&session).contains(&"89[town?|سرت]".to_owned()), "{:?}", shown(&session));
    // A label in use cannot be removed.
    let error = session.execute(Command::RemoveLabel { label: "town".into(), uses: Uses::None }).unwrap_err();
    assert!(matches!(error, CommandError::LabelInUse { count: 1, .. }), "{error}");
}

#[test]
fn two_annotators_can_say_the_same_of_one_passage() {
    let mut session = session();
    let first = tagged(&mut session, "سقطت", 0, "faction");
    assert_eq!(tagged(&mut session, "سقطت", 0, "location").as_str().len(), 26, "another label on the same passage");
    session.sign("نور", false);
    let second = tagged(&mut session, "سقطت", 0, "faction");
    assert_ne!(first, second);
    assert_eq!(tagged(&mut session, "سقطت", 0, "faction"), second, "one's own is selected");
    // A second person's change is recorded after the first person's.
    session.execute(Command::SetNote { id: first.clone(), note: "نعم".into() }).unwrap();
    session.execute(Command::Reject(Target::Annotation(first.clone()))).unwrap();
    let acts: Vec<_> =
        session.annotations().get(&first).unwrap().provenance.iter().map(|act| (act.deed, act.by.clone())).collect();
    let acts: Vec<_> = acts.iter().map(|(deed, by)| (*deed, by.as_str())).collect();
    assert_eq!(acts, [(Deed::Made, "سمير"), (Deed::Noted, "نور"), (Deed::Rejected, "نور")]);
    // Someone without a name is not another person.
    session.sign("", false);
    assert_eq!(tagged(&mut session, "سقطت", 0, "faction"), second);
}

#[test]
fn an_annotation_on_fragments_is_one_annotation() {
    let mut session = session();
    let id = tagged(&mut session, "مجلس شورى", 0, "faction");
    let spans = Spans::new([span_of("إن", 0), span_of("مجلس", 0), span_of("ثوار", 0)]);
    session.execute(Command::SetSpans { id: id.clone(), spans }).unwrap();
    let pieces: Vec<_> = session.all_marks().filter(|mark| mark.kind == MarkKind::Annotation(&id)).collect();
    let words: Vec<_> = pieces.iter().map(|mark| (mark.span.of(TEXT), mark.is_first)).collect();
    assert_eq!(words, [("مجلس", true), ("ثوار", false), ("إن", false)]);
    assert_eq!(session.words_of(&pieces[1]), "مجلس … ثوار … إن");
    assert_eq!(session.annotations().overlapping(span_of("شورى", 0)).count(), 0, "what lies between is not part of it");
    assert_eq!(session.annotations().overlapping(span_of("مجلس شورى ثوار بنغازي إن", 0)).count(), 1);
    // Its ends are moved: fragments outside are dropped, and undo restores them.
    let ends = Span { start: span_of("شورى", 0).start, end: span_of("ثوار", 0).end };
    session.execute(Command::Resize { target: Target::Annotation(id.clone()), span: ends }).unwrap();
    assert_eq!(session.annotations().get(&id).unwrap().spans.single(), Some(ends));
    session.execute(Command::Undo).unwrap();
    assert_eq!(session.annotations().get(&id).unwrap().spans.len(), 3);
    let wrong = Spans::new([span_of("مجلس", 0), Span::from_range(91..92)]);
    assert!(matches!(session.execute(Command::SetSpans { id, spans: wrong }), Err(CommandError::Span(_))));
}

fn attacks() -> RelationKind {
    RelationKind {
        id: "attacks".into(),
        from: vec!["faction".into()],
        to: vec!["location".into()],
        attributes: vec![AttributeKind {
            id: "weapon".into(),
            default: Some(Value::Text("?".into())),
            ..AttributeKind::default()
        }],
        ..RelationKind::default()
    }
}

#[test]
fn a_relation_goes_and_comes_with_its_ends() {
    let mut session = session();
    session.execute(Command::SetRelationKinds(vec![attacks()])).unwrap();
    let (from, to) = (tagged(&mut session, "ثوار", 0, "faction"), tagged(&mut session, "سرت", 0, "location"));
    let relate = |from: &AnnotationId, to: &AnnotationId| Command::Relate {
        kind: "attacks".into(),
        from: from.clone(),
        to: to.clone(),
    };
    let made = session.execute(relate(&from, &to)).unwrap();
    assert!(matches!(made.applied.edits(), [Edit::InsertRelation(_)]));
    assert!(!session.execute(relate(&from, &to)).unwrap().changed, "the same again is nothing new");
    let relation = session.relations().iter().next().unwrap().clone();
    assert_eq!(relation.attributes.get("weapon"), Some(&Value::Text("?".into())));
    // Labels below an allowed one are allowed as well; others are not.
    let militia = Label { parent: Some("faction".into()), ..Label::new("militia", "م", "Militia", "plum", None) };
    session.execute(Command::AddLabel(militia)).unwrap();
    session.execute(Command::SetLabel { id: from.clone(), label: "militia".into() }).unwrap();
    session.execute(Command::EditRelation(Relation { note: "أمس".into(), ..relation.clone() })).unwrap();
    let table = [
        ("error-relation-ends", relate(&to, &from)),
        ("error-relation-ends", relate(&from, &from)),
        ("error-annotation-missing", relate(&from, &"nobody".into())),
        ("error-relation-kind-missing", Command::Relate { kind: "helps".into(), from: from.clone(), to: to.clone() }),
        ("error-relation-kind-in-use", Command::SetRelationKinds(Vec::new())),
        ("error-relation-missing", Command::DeleteRelation("nothing".into())),
    ];
    for (key, command) in table {
        assert_eq!(hawashi::text::Localize::key(&session.execute(command).unwrap_err()), key);
    }
    for end in [&from, &to] {
        let outcome = session.execute(Command::Delete { id: end.clone() }).unwrap();
        assert_eq!((outcome.applied.edits().len(), session.relations().len()), (2, 0));
        session.execute(Command::Undo).unwrap();
        assert_eq!((session.relations().len(), session.annotations().len()), (1, 2), "one step brings both back");
    }
    let acts: Vec<_> =
        session.relations().iter().flat_map(|relation| relation.provenance.iter()).map(|act| act.deed).collect();
    assert_eq!(acts, [Deed::Made, Deed::Noted]);
}

#[test]
fn attributes_are_those_that_the_label_set_allows() {
    let mut session = session();
    let size = AttributeKind { id: "size".into(), of_type: AttributeType::Number, ..AttributeKind::default() };
    let sure = AttributeKind {
        id: "sure".into(),
        of_type: AttributeType::Choice,
        choices: ["high", "low"].map(|id| Choice { id: id.into(), ..Choice::default() }).into(),
        default: Some(Value::Choice("low".into())),
        ..AttributeKind::default()
    };
    session.execute(Command::EditLabel(Label { attributes: vec![size, sure], ..label(&session, "faction") })).unwrap();
    let id = tagged(&mut session, "ثوار", 0, "faction");
    let number = |number| Some(Value::Number(Number::new(number).unwrap()));
    let set = |name: &str, value| Command::SetAttribute { id: id.clone(), name: name.into(), value };
    session.execute(set("size", number(12.0))).unwrap();
    assert_eq!(session.annotations().get(&id).unwrap().attributes.iter().count(), 2, "one has a default");
    let document = |name: &str, value| Command::SetDocumentAttribute { name: name.into(), value: Some(value) };
    session.execute(document("title", Value::Text("سقوط سرت".into()))).unwrap();
    session.execute(document("tags", Value::Choices(vec!["ليبيا".into()]))).unwrap();
    let table = [
        ("error-attribute-unknown", set("colour", number(1.0))),
        ("error-attribute-type", set("size", Some(Value::YesNo(true)))),
        ("error-attribute-choice", set("sure", Some(Value::Choice("perhaps".into())))),
        ("error-attribute-unknown", document("weather", Value::YesNo(true))),
        ("error-attribute-type", document("published", Value::Text("أمس".into()))),
    ];
    for (key, command) in table {
        assert_eq!(hawashi::text::Localize::key(&session.execute(command).unwrap_err()), key);
    }
    // Another label does not allow any of them.
    session.execute(Command::SetLabel { id: id.clone(), label: "location".into() }).unwrap();
    assert!(session.annotations().get(&id).unwrap().attributes.is_empty());
    session.execute(Command::Undo).unwrap();
    assert_eq!(session.annotations().get(&id).unwrap().attributes.get("size"), number(12.0).as_ref());
}

/// A command chosen by numbers; its targets may not exist.
fn command(session: &Session, kind: u8, a: usize, b: usize) -> Command {
    let ids: Vec<AnnotationId> = session.annotations().iter().map(|annotation| annotation.id.clone()).collect();
    let id = |n: usize| ids.get(n % ids.len().max(1)).cloned().unwrap_or_else(|| "nobody".into());
    let words = ["مجلس", "شورى", "ثوار", "سرت", "سقطت", "عاد"];
    let span = span_of(words[a % words.len()], 0);
    let label = ["faction", "location", "weapon"][b % 3];
    let candidate = session
        .candidates()
        .get(a % session.candidates().len())
        .map(|c| Target::Candidate { span: c.span, kind: c.kind });
    match kind {
        0 | 1 => Command::Tag { span, label: label.into() },
        2 => Command::Delete { id: id(a) },
        3..=5 => Command::Relate { kind: "attacks".into(), from: id(a), to: id(b) },
        6 => Command::SetLabel { id: id(a), label: label.into() },
        7 => Command::SetNote { id: id(a), note: format!("ملاحظة {b}") },
        8 => Command::Accept(candidate.unwrap()),
        9 => Command::Reject(candidate.unwrap()),
        10 => Command::Undo,
        11 => Command::Redo,
        12 => Command::RemoveLabel { label: label.into(), uses: Uses::None },
        13 => Command::AddLabel(Label::new("weapon", "سلاح", "Weapon", "rose", None)),
        14 => Command::SetSpans { id: id(a), spans: Spans::new([span, span_of(words[b % words.len()], 0)]) },
        15 => Command::Resize { target: Target::Annotation(id(a)), span },
        16 => Command::SetDocumentAttribute {
            name: "title".into(),
            value: Some(Value::Text(words[a % words.len()].into())),
        },
        17 => Command::RemoveLabel { label: label.into(), uses: Uses::Remove },
        18 => {
            let heir = ["faction", "location", "weapon"][a % 3];
            Command::RemoveLabel { label: label.into(), uses: Uses::Give(heir.into()) }
        }
        19 => Command::MoveLabel { label: label.into(), to: a },
        20 => Command::AddLabels(label_edits::set()),
        21 => Command::RemoveRelationKind(["attacks", "joins"][a % 2].into()),
        22 => Command::EditLabel(Label {
            parent: Some("faction".into()),
            hidden: a.is_multiple_of(2),
            ..Label::new(label, "اسم", "Name", ["#102030", "plum", "blue"][a % 3], None)
        }),
        _ => {
            let relation = session.relations().iter().nth(a % session.relations().len().max(1));
            Command::DeleteRelation(relation.map_or("nothing".into(), |relation| relation.id.clone()))
        }
    }
}

proptest! {
    #[test]
    fn no_relation_leads_to_nothing_and_undoing_all_is_the_start(
        steps in proptest::collection::vec((0..24_u8, 0..12_usize, 0..12_usize, proptest::option::of(0..3_u64)), 0..60),
    ) {
        let mut session = session();
        let free = RelationKind { from: Vec::new(), to: Vec::new(), ..attacks() };
        session.execute(Command::SetRelationKinds(vec![free])).unwrap();
        let start = session.annotation_state().as_ref().clone();
        let mut applied: Vec<Transaction> = Vec::new();
        for (kind, a, b, gesture) in steps {
            let command = command(&session, kind, a, b);
            let outcome = match gesture {
                Some(gesture) => session.execute_in(command, Gesture(gesture)),
                None => session.execute(command),
            };
            applied.extend(outcome.ok().map(|outcome| outcome.applied));
            let state = session.annotation_state();
            for relation in state.relations.iter() {
                prop_assert!(state.annotations.get(&relation.from).is_some() && state.annotations.get(&relation.to).is_some());
            }
            order_is_kept(&state.annotations);
        }
        // The applied edits lead to the same state when written and read like a journal.
        let mut again = start.clone();
        for transaction in &applied {
            let line = hawashi::exchange::ron::to_line(transaction);
            ron::from_str::<Transaction>(&line).unwrap().apply(&mut again).unwrap();
        }
        prop_assert_eq!(&again, session.annotation_state().as_ref());
        while session.can_undo() {
            session.execute(Command::Undo).unwrap();
        }
        let mut first = Session::open(session.document().clone(), "", start, Carried::default()).annotation_state().as_ref().clone();
        first.labels.relation_kinds.clear();
        prop_assert_eq!(session.annotation_state().as_ref(), &first);
    }
}
