//! Decisions about several suggestions at once: what they reach, what differs, and that they are one step.

#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "a test may panic and touch files")]

use std::sync::Arc;

use hawashi::annotation::Status;
use hawashi::detect::{Candidate, Evidence, Form, Kind, Source, Standing};
use hawashi::document::Document;
use hawashi::lexicon::Lexicon;
use hawashi::session::{Candidates, Command, Difference, Meant, Scope, Session, Target, Treatment};
use hawashi::text::Span;

/// A name in several spellings, and another one.
const TEXT: &str = "وصل إلى طرابلس. ثم غادر طَرابلس. وعاد إلى طرابلس. وقال في طرابلس. ثم مصراتة ومصراتة.";

fn candidate(text: &str, name: &str, nth: usize, confidence: f32) -> Candidate {
    let (at, found) = text.match_indices(name).nth(nth).unwrap();
    Candidate {
        span: Span::from_range(at..at + found.len()),
        kind: Kind::LOCATION,
        form: Form::Name,
        entity: None,
        confidence,
        entity_confidence: 1.0,
        source: Source::Lexicon,
        evidence: Evidence::Entry,
        nested: false,
        standing: Standing::Found,
    }
}

fn session(text: &str, mut candidates: Vec<Candidate>) -> Session {
    let lexicon = Lexicon::builtin();
    let document = Arc::new(Document::from_text(text).unwrap());
    let mut session = Session::new(document, "test").with_lexicon(lexicon);
    candidates.sort_by_key(Candidate::order);
    session.execute(Command::SetCandidates(Candidates::new(text, candidates).into())).unwrap();
    session
}

fn tripoli() -> Session {
    let lexicon = Lexicon::builtin();
    let (libya, lebanon) = (lexicon.by_id("place:tripoli-ly"), lexicon.by_id("place:tripoli-lb"));
    let libya = libya.or(lexicon.by_id("place:tripoli"));
    let named = |nth, confidence, entity| Candidate { entity, ..candidate(TEXT, "طرابلس", nth, confidence) };
    let vocalised = Candidate { entity: libya, ..candidate(TEXT, "طَرابلس", 0, 0.9) };
    session(
        TEXT,
        vec![
            named(0, 0.9, libya),
            vocalised,
            named(1, 0.9, lebanon),
            named(2, 0.6, libya),
            candidate(TEXT, "مصراتة", 0, 0.9),
            candidate(TEXT, "مصراتة", 1, 0.9),
        ],
    )
}

fn target(session: &Session, nth: usize) -> Target {
    let candidate = &session.candidates()[nth];
    Target::Candidate { span: candidate.span, kind: candidate.kind }
}

fn statuses(session: &Session) -> (usize, usize, usize) {
    let count = |status| session.annotations().iter().filter(|a| a.status == status).count();
    let left = session.counts().iter().map(|count| count.suggested).sum();
    (count(Status::Accepted), count(Status::Rejected), left)
}

#[test]
fn a_name_is_reached_in_all_spellings_and_what_differs_is_told() {
    let session = tripoli();
    let reach = session.reach(&Scope::Name(target(&session, 0)), &[]);
    assert_eq!(reach.all.len(), 4);
    let differing: Vec<_> = reach.differing().map(|reached| reached.difference.unwrap()).collect();
    assert_eq!(differing, [Difference::Entity, Difference::Confidence]);
    assert_eq!(reach.targets(true).len(), 2);
    // From any of them the same is reached, and what differs is the same.
    assert_eq!(session.reach(&Scope::Name(target(&session, 2)), &[]), reach);
    let meaning = session.reach(&Scope::Entity(target(&session, 0)), &[]);
    assert_eq!(meaning.all.len(), 3, "without the one in Lebanon");
}

#[test]
fn several_are_decided_in_one_step_and_what_is_decided_stays() {
    let mut session = tripoli();
    let second = target(&session, 1);
    session.execute(Command::Reject(second)).unwrap();
    let reach = session.reach(&Scope::Name(target(&session, 0)), &[]);
    assert_eq!(reach.all.len(), 3, "what was rejected is not undecided");
    let targets = reach.targets(false);
    let outcome = session.execute(Command::DecideAll { targets, status: Status::Accepted }).unwrap();
    assert_eq!(outcome.applied.edits().len(), 3);
    assert_eq!(statuses(&session), (3, 1, 2));
    session.execute(Command::Undo).unwrap();
    assert_eq!(statuses(&session), (0, 1, 5));
    session.execute(Command::Redo).unwrap();
    assert_eq!(statuses(&session), (3, 1, 2));
    // Again it changes nothing.
    let targets = vec![target(&session, 0), target(&session, 1)];
    assert!(!session.execute(Command::DecideAll { targets, status: Status::Rejected }).unwrap().changed);
    assert_eq!(statuses(&session), (3, 1, 2));
}

#[test]
fn several_are_meant_by_label_by_confidence_and_by_place() {
    let session = tripoli();
    let label = hawashi::annotation::LabelId::from("location");
    assert_eq!(session.reach(&Scope::Label(label.clone()), &[]).all.len(), 6);
    assert_eq!(session.reach(&Scope::Label(label.clone()), &[label]).all.len(), 0, "hidden labels are left out");
    assert_eq!(session.reach(&Scope::Sure(0.8), &[]).all.len(), 5);
    let half = Span::from_range(0..session.candidates()[2].span.start.index());
    assert_eq!(session.reach(&Scope::Within(half), &[]).all.len(), 2);
}

#[test]
fn passages_are_tagged_in_one_step_and_suggestions_among_them_accepted() {
    let mut session = tripoli();
    let label = hawashi::annotation::LabelId::from("location");
    let suggested = session.candidates()[0].span;
    let places = vec![suggested.into(), Span::from_range(0..6).into()];
    let (meant, treatment) = (Meant::default(), Treatment::Tag(label));
    let tag = Command::Treat { places, meant, treatment };
    session.execute(tag.clone()).unwrap();
    assert_eq!(statuses(&session), (2, 0, 5));
    assert!(!session.execute(tag).unwrap().changed, "they have the label already");
    session.execute(Command::Undo).unwrap();
    assert_eq!(statuses(&session), (0, 0, 6));
}

#[test]
fn the_same_is_done_at_many_places_in_one_step() {
    let mut session = tripoli();
    let location = || hawashi::annotation::LabelId::from("location");
    let places: Vec<_> =
        TEXT.match_indices("طرابلس").map(|(at, word)| Span::from_range(at..at + word.len()).into()).collect();
    let meant = || Meant { label: Some(location()), entity: None };
    let treat = |treatment| Command::Treat { places: places.clone(), meant: meant(), treatment };
    let of = |session: &Session| -> Vec<(String, Option<String>, String, Status)> {
        let all = session.annotations().iter();
        all.map(|own| (own.label.to_string(), own.entity.clone(), own.note.clone(), own.status)).collect()
    };
    // A suggestion is accepted with what is done; a note is for annotations.
    assert!(!session.execute(treat(Treatment::Note("seen".into()))).unwrap().changed);
    session.execute(treat(Treatment::Link("place:tripoli-lb".into()))).unwrap();
    let linked = of(&session);
    assert_eq!(linked.len(), 3, "{linked:?}");
    assert!(linked.iter().all(|(_, entity, _, _)| entity.as_deref() == Some("place:tripoli-lb")));
    assert!(!session.execute(treat(Treatment::Link("place:tripoli-lb".into()))).unwrap().changed);
    session.execute(treat(Treatment::Note("seen".into()))).unwrap();
    session.execute(treat(Treatment::Note("twice".into()))).unwrap();
    assert!(of(&session).iter().all(|(_, _, note, _)| note == "seen\ntwice"));
    session.execute(treat(Treatment::Relabel("faction".into()))).unwrap();
    assert!(of(&session).iter().all(|(label, entity, _, _)| label == "faction" && entity.is_none()));
    // They are not those that are meant any more.
    assert!(!session.execute(treat(Treatment::Delete)).unwrap().changed);
    session.execute(Command::Undo).unwrap();
    let found = session.places_meaning("place:tripoli-lb");
    assert_eq!(found, places);
    session.execute(treat(Treatment::Delete)).unwrap();
    assert_eq!(of(&session), []);
    for _ in 0..4 {
        session.execute(Command::Undo).unwrap();
    }
    assert_eq!(statuses(&session), (0, 0, 6), "each was one step");
}
