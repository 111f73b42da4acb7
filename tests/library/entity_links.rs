//! A person's choices about suggestions: the confidence threshold, and the entities of names.

#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "a test may panic and touch files")]

use std::sync::Arc;

use hawashi::annotation::{Carried, Status};
use hawashi::detect::{Candidate, Detector, Form, Kind, Reason};
use hawashi::document::Document;
use hawashi::exchange::ron::{Warning, annotations_to_ron, parse_annotations};
use hawashi::lexicon::Lexicon;
use hawashi::session::{Candidates, Command, MarkKind, Session, Target};
use hawashi::text::Span;

const LEBANON: &str = "place:tripoli-lb";
const TEXT: &str = "وصل الوفد إلى طرابلس أمس. وقال سكان المدينة إن طرابلس هادئة.\n\
                    وأعلنت قوات سوريا الديمقراطية أنها سيطرت على مدينة الرقة، ثم عادت إلى طرابلس.";

fn detected(text: &str) -> Session {
    let lexicon = Lexicon::builtin();
    let document = Arc::new(Document::from_text(text).unwrap());
    let mut session = Session::new(document, "test").with_lexicon(lexicon.clone());
    detect(&mut session, &lexicon);
    session
}

fn detect(session: &mut Session, lexicon: &Arc<Lexicon>) {
    let candidates = Detector::new(lexicon.clone()).detect(session.document().text());
    session.execute(Command::SetCandidates(Candidates::new(session.document().text(), candidates).into())).unwrap();
}

fn spans_of(session: &Session, name: &str) -> Vec<Span> {
    let text = session.document().text();
    text.match_indices(name).map(|(at, _)| Span::from_range(at..at + name.len())).collect()
}

fn target(session: &Session, name: &str) -> Target {
    Target::Candidate { span: spans_of(session, name)[0], kind: Kind::LOCATION }
}

fn candidate<'s>(session: &'s Session, name: &str, nth: usize) -> &'s Candidate {
    let span = spans_of(session, name)[nth];
    &session.candidates()[session.candidate_on(span, Kind::LOCATION).unwrap()]
}

fn entities(session: &Session, name: &str) -> Vec<Option<String>> {
    (0..spans_of(session, name).len()).map(|nth| session.entity_of(candidate(session, name, nth))).collect()
}

fn suggested(session: &Session) -> usize {
    session.counts().iter().map(|count| count.suggested).sum()
}

#[test]
fn suggestions_below_the_threshold_are_not_shown_and_annotations_always_are() {
    let mut session = detected(TEXT);
    let all = session.marks(Span::from_range(0..TEXT.len())).len();
    assert!(all >= 5 && suggested(&session) == all);
    let first = target(&session, "طرابلس");
    session.execute(Command::Accept(first)).unwrap();
    let mut confidences: Vec<f32> = session.candidates().iter().map(|c| c.confidence).collect();
    confidences.sort_by(f32::total_cmp);
    let middle = confidences[confidences.len() / 2];
    let before = session.generation();
    assert!(session.execute(Command::SetThreshold(middle)).unwrap().changed);
    assert!(session.generation() > before, "what was gathered from the marks is gathered anew");
    let shown: Vec<_> = session.all_marks().collect();
    assert!(shown.len() < all);
    assert!(shown.iter().any(|mark| matches!(mark.kind, MarkKind::Annotation(_))));
    for mark in &shown {
        if let MarkKind::Suggestion(index) = mark.kind {
            assert!(session.candidates()[index].confidence >= middle);
        }
    }
    assert_eq!(suggested(&session), shown.len() - 1);
    assert_eq!(session.snapshot().all_marks().count(), shown.len(), "a mark index on a thread sees the same");
    session.execute(Command::SetThreshold(1.0)).unwrap();
    assert_eq!(session.all_marks().count(), 1, "the annotation");
    assert!(session.execute(Command::Undo).unwrap().changed, "the decision is the last step, not the threshold");
    session.execute(Command::SetThreshold(0.0)).unwrap();
    assert_eq!(session.all_marks().count(), all);
}

#[test]
fn a_choice_holds_for_all_mentions_of_the_name_and_is_undone_at_once() {
    let mut session = detected(TEXT);
    let before = entities(&session, "طرابلس");
    assert!(before.iter().all(|entity| entity.as_deref().is_some_and(|id| id != LEBANON)), "{before:?}");
    // One of them is already accepted, one was tagged by hand with the same label.
    let second = spans_of(&session, "طرابلس")[1];
    let accepted = session.execute(Command::Accept(Target::Candidate { span: second, kind: Kind::LOCATION })).unwrap();
    let target = target(&session, "طرابلس");
    let choose = Command::LinkEntity { target, entity: LEBANON.into() };
    assert!(session.execute(choose.clone()).unwrap().changed);
    assert!(entities(&session, "طرابلس").iter().all(|entity| entity.as_deref() == Some(LEBANON)));
    let accepted = accepted.selected.unwrap();
    assert_eq!(session.annotations().get(&accepted).unwrap().entity.as_deref(), Some(LEBANON));
    assert_eq!(entities(&session, "الرقة"), entities(&detected(TEXT), "الرقة"), "other names are as they were");
    assert!(!session.execute(choose).unwrap().changed, "chosen already");
    // Annotations accepted from now on have the entity, and a new detection run changes nothing.
    detect(&mut session, &Lexicon::builtin());
    let third = spans_of(&session, "طرابلس")[2];
    let made = session.execute(Command::Tag { span: third, label: "location".into() }).unwrap().selected.unwrap();
    assert_eq!(session.annotations().get(&made).unwrap().entity.as_deref(), Some(LEBANON));
    session.execute(Command::Undo).unwrap();
    session.execute(Command::Undo).unwrap();
    assert_eq!(entities(&session, "طرابلس"), before);
    assert_eq!(session.annotations().get(&accepted).unwrap().entity, before[1]);
    session.execute(Command::Redo).unwrap();
    assert!(entities(&session, "طرابلس").iter().all(|entity| entity.as_deref() == Some(LEBANON)));
}

#[test]
fn references_follow_the_name_that_they_point_to() {
    let mut session = detected(TEXT);
    let reference = candidate(&session, "المدينة", 0);
    assert_eq!(
        (reference.form, session.entity_of(reference)),
        (Form::Reference, entities(&session, "طرابلس")[0].clone())
    );
    let on_reference = target(&session, "المدينة");
    let accepted = session.execute(Command::Accept(on_reference.clone())).unwrap().selected.unwrap();
    let target = target(&session, "طرابلس");
    session.execute(Command::LinkEntity { target, entity: LEBANON.into() }).unwrap();
    assert_eq!(session.entity_of(candidate(&session, "المدينة", 0)).as_deref(), Some(LEBANON));
    assert_eq!(session.annotations().get(&accepted).unwrap().entity.as_deref(), Some(LEBANON));
    // Chosen at the reference, it applies to the name.
    session.execute(Command::LinkEntity { target: on_reference, entity: "place:tripoli-ly".into() }).unwrap();
    assert!(entities(&session, "طرابلس").iter().all(|entity| entity.as_deref() == Some("place:tripoli-ly")));
}

#[test]
fn a_passage_marked_by_hand_is_linked_and_so_is_the_same_name_elsewhere() {
    let text = "سقطت قذائف على عين الحجر القديمة ليلا. وفي عين الحجر القديمة سوق.";
    let mut session = detected(text);
    let name = "عين الحجر القديمة";
    let tag = |session: &mut Session, nth: usize| {
        let span = spans_of(session, name)[nth];
        session.execute(Command::Tag { span, label: "location".into() }).unwrap().selected.unwrap()
    };
    let first = tag(&mut session, 0);
    let link = Command::LinkEntity { target: Target::Annotation(first.clone()), entity: "place:ain-al-hajar".into() };
    assert_eq!(session.execute(link).unwrap().selected.as_ref(), Some(&first));
    let second = tag(&mut session, 1);
    for id in [first, second] {
        assert_eq!(session.annotations().get(&id).unwrap().entity.as_deref(), Some("place:ain-al-hajar"));
    }
}

#[test]
fn a_choice_is_saved_and_read_again() {
    let mut session = detected(TEXT);
    let target = target(&session, "طرابلس");
    session.execute(Command::LinkEntity { target, entity: LEBANON.into() }).unwrap();
    assert!(session.is_dirty());
    let ron = annotations_to_ron("a.txt", session.document(), session.annotation_state(), &Carried::default());
    let line = "(name: \"طرابلس\", label: \"location\", entity: \"place:tripoli-lb\")";
    assert!(ron.contains(line), "{ron}");
    assert!(ron.contains("version: 2"));
    // Unknown fields of a choice, and choices that cannot be read, are kept.
    let richer = ron.replace(line, &format!("{}, since: 3),\n        (name: 7)", line.trim_end_matches(')')));
    let loaded = parse_annotations(richer.clone(), session.document()).unwrap();
    assert!(matches!(loaded.warnings.as_slice(), [Warning::Broken { .. }]), "{:?}", loaded.warnings);
    let again = annotations_to_ron("a.txt", session.document(), &loaded.annotation_state, &loaded.carried);
    assert_eq!(again, richer);
    let lexicon = Lexicon::builtin();
    let mut reopened = Session::open(session.document().clone(), "test", loaded.annotation_state, loaded.carried)
        .with_lexicon(lexicon.clone());
    detect(&mut reopened, &lexicon);
    assert!(entities(&reopened, "طرابلس").iter().all(|entity| entity.as_deref() == Some(LEBANON)));
    assert!(reopened.annotations().iter().all(|a| a.status != Status::Accepted), "only the choice was made");
}

#[test]
fn without_choices_the_file_is_as_it_was() {
    let session = detected(TEXT);
    let ron = annotations_to_ron("a.txt", session.document(), session.annotation_state(), &Carried::default());
    assert!(!ron.contains("links"), "{ron}");
}

#[test]
fn a_belief_is_explained_by_at_most_three_words_around_the_name() {
    let detector = Detector::new(Lexicon::builtin());
    let text = include_str!("../../assets/samples/syria-iraq.txt");
    let candidates = detector.detect(text);
    let mut named_before = Vec::new();
    for candidate in candidates.iter().filter(|candidate| candidate.kind == Kind::LOCATION) {
        let reasons = detector.explain(text, candidate).reasons;
        assert!(reasons.len() <= 3);
        for reason in &reasons {
            if let Reason::Before(span) | Reason::After(span) = reason {
                let word = span.of(text);
                assert!(!word.contains(char::is_whitespace) && !candidate.span.overlaps(*span), "{word:?}");
            }
            if let Reason::Before(span) = reason {
                named_before.push((candidate.span.of(text), span.of(text)));
            }
        }
    }
    assert!(named_before.contains(&("باريشا", "قرية")), "{named_before:?}");
    // A candidate that is not in this text has no reasons; nothing panics.
    let stray = Candidate { span: Span::from_range(text.len()..text.len() + 9), ..candidates[0].clone() };
    assert!(detector.explain(text, &stray).reasons.is_empty());
    assert!(detector.explain("", &candidates[0]).reasons.is_empty());
}

#[test]
fn merged_entities_take_all_mentions_with_them_and_one_step_brings_them_back() {
    let mut session = detected(TEXT);
    let former = entities(&session, "طرابلس")[0].clone().unwrap();
    session.execute(Command::Accept(target(&session, "طرابلس"))).unwrap();
    assert_ne!(former, LEBANON);
    let merge = Command::MergeEntities { from: former.clone(), to: LEBANON.to_owned() };
    assert!(session.execute(merge).unwrap().changed);
    let annotated = |session: &Session| session.annotations().iter().next().unwrap().entity.clone();
    assert_eq!(annotated(&session).as_deref(), Some(LEBANON));
    assert!(entities(&session, "طرابلس").iter().skip(1).all(|entity| entity.as_deref() == Some(LEBANON)));
    // Also those of the next detection.
    detect(&mut session, &Lexicon::builtin());
    assert!(entities(&session, "طرابلس").iter().skip(1).all(|entity| entity.as_deref() == Some(LEBANON)));
    session.execute(Command::Undo).unwrap();
    assert_eq!(annotated(&session), Some(former.clone()));
    assert_eq!(entities(&session, "طرابلس")[1], Some(former));
}
