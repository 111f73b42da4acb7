//! Articles with one fault each.

use std::sync::Arc;

use super::*;
use crate::annotation::{AnnotationState, AttributeKind, AttributeType, Choice, Label, LabelSet, RelationKind};
use crate::document::Document;
use crate::session::Command;
use crate::survey::{Source, Survey};
use crate::text::Span;

/// An article whose marks are written into it: `[l:سرت]` is a location, `[f:قسد]` a faction, with an entity `[l=place:x:سرت]`.
fn session(marked: &str) -> Session {
    let (mut text, mut marks) = (String::new(), Vec::new());
    let mut rest = marked;
    while let Some(at) = rest.find('[') {
        text.push_str(&rest[..at]);
        let end = at + rest[at..].find(']').expect("an end");
        let (head, words) = rest[at + 1..end].rsplit_once(':').expect("a label");
        let (label, entity) = head.split_once('=').unwrap_or((head, ""));
        let start = text.len();
        text.push_str(words);
        let label = if label == "l" { "location" } else { "faction" };
        marks.push((Span::from_range(start..text.len()), label, entity.to_owned()));
        rest = &rest[end + 1..];
    }
    text.push_str(rest);
    let mut session = Session::new(Arc::new(Document::from_text(text).expect("short")), "mona");
    for (span, label, entity) in marks {
        let made = session.execute(Command::Tag { span, label: label.into() }).expect("a tag");
        if !entity.is_empty() {
            let target = crate::session::Target::Annotation(made.selected.expect("it"));
            session.execute(Command::SetEntity { target, entity }).expect("an entity");
        }
    }
    session
}

/// The findings about the first of these articles.
fn found(articles: &[&Session]) -> Vec<Finding> {
    let mut survey = Survey::default();
    for (number, session) in articles.iter().enumerate() {
        survey.put(&Source::of_session(&format!("{number}.txt"), session));
    }
    let usage = Usage::of(&survey);
    Audited { session: articles[0], usage: &usage, suggested: &[], lexicon: &Lexicon::builtin(), others: &[] }
        .findings()
}

/// What the first cure of each finding leads to: the kind of the finding and the words that are marked then.
fn cured(session: &Session, findings: &[Finding]) -> Vec<(String, Vec<String>)> {
    let mut all = Vec::new();
    for finding in findings {
        let mut session = session.snapshot();
        for command in finding.cures[0].commands() {
            session.execute(command).expect("it can be cured");
        }
        let text = session.document().text();
        let words = session.annotations().iter().map(|one| one.spans.quote(text).into_owned()).collect();
        all.push((finding.problem.name().to_owned(), words));
    }
    all
}

#[test]
fn ends_of_passages_are_put_right() {
    for (marked, border, better) in [
        ("سقطت [l: سرت] أمس", "border-blank", "سرت"),
        ("سقطت [l:سرت،] أمس", "border-punctuation", "سرت"),
        ("أعلنت [f:«قسد»] سقوطها", "border-quotation", "قسد"),
        ("أعلنت [f:تنظيم «الدولة]» سقوطها", "border-quotation", "تنظيم «الدولة»"),
        ("أعلنت [f:«قسد] سقوطها", "border-quotation", "قسد"),
        ("سقطت [l:وبنغازي] أمس", "border-particle", "بنغازي"),
        ("سقطت [l:طراب]لس أمس", "border-half-word", "طرابلس"),
        ("سقطت ط[l:رابلس] أمس", "border-half-word", "طرابلس"),
    ] {
        let session = session(marked);
        let findings = found(&[&session]);
        assert_eq!(cured(&session, &findings), [(border.to_owned(), vec![better.to_owned()])], "{marked}");
    }
    for fine in [
        "سقطت و[l:بنغازي] أمس",
        "أعلنت «[f:قسد]» أمس",
        "أعلنت [f:تنظيم «الدولة»] أمس",
        "سقط [l:وادي الشاطئ] أمس",
        "في [l:U.S.] أمس",
    ] {
        let session = session(fine);
        assert_eq!(found(&[&session]), [], "{fine}");
    }
}

#[test]
fn what_is_called_otherwise_elsewhere_is_found() {
    let here = session("زار [f:درنة] أمس");
    let there = session("سقطت [l:درنة] ثم [l:درنة]");
    let findings = found(&[&here, &there]);
    assert!(
        matches!(&findings[..], [Finding { problem: Problem::Label { usual, count: 2, .. }, .. }] if usual.as_str() == "location"),
        "{findings:?}"
    );
    // The other side is not the odd one out.
    assert_eq!(found(&[&there, &here]), []);
    let here = session("زار [l=place:tripoli-lb:طرابلس] أمس");
    let there = session("سقطت [l=place:tripoli-ly:طرابلس] ثم [l=place:tripoli-ly:طرابلس]");
    let findings = found(&[&here, &there]);
    assert!(
        matches!(&findings[..], [Finding { problem: Problem::Entity { usual, .. }, .. }] if usual == "place:tripoli-ly"),
        "{findings:?}"
    );
    let nameless = session("زار [l:طرابلس] أمس");
    let findings = found(&[&nameless, &there]);
    assert_eq!(findings.iter().map(|one| one.problem.name()).collect::<Vec<_>>(), ["entity"]);
}

#[test]
fn what_is_marked_elsewhere_is_found_with_particles_and_in_any_spelling() {
    let there = session("عاد [f:لواء الضظغ] إلى [l:الضظغش]");
    for (text, words) in [
        ("ثم وصل لواء الضَّظغ أمس", vec!["لواء الضَّظغ"]),
        ("ثم وصل ولواء الضظغ وللضظغش", vec!["لواء الضظغ", "لضظغش"]),
        ("ثم وصل لواء آخر", vec![]),
    ] {
        let here = session(text);
        let findings = found(&[&here, &there]);
        let found: Vec<&str> = findings.iter().filter_map(|one| Some(one.span?.of(here.document().text()))).collect();
        assert_eq!(found, words, "{text}");
        assert!(findings.iter().all(|one| one.problem.name() == "unmarked"));
        for (_, marked) in cured(&here, &findings) {
            assert_eq!(marked.len(), 1);
        }
    }
    // What is marked here already is not.
    let here = session("ثم وصل [f:لواء الضظغ] أمس");
    assert_eq!(found(&[&here, &there]), []);
}

#[test]
fn required_values_and_ends_of_relations_are_looked_at() {
    let mut here = session("هاجم [f:قسد] [l:درنة] أمس");
    let mut label: Label = LabelSet::standard().get(&"location".into()).expect("it").clone();
    label.attributes.push(AttributeKind {
        id: "certainty".to_owned(),
        of_type: AttributeType::Choice,
        choices: ["sure", "unsure"].map(|id| Choice { id: id.to_owned(), ..Choice::default() }).to_vec(),
        required: true,
        ..AttributeKind::default()
    });
    here.execute(Command::EditLabel(label)).expect("a label");
    let kind = RelationKind {
        id: "attacks".to_owned(),
        name: [("en".to_owned(), "attacks".to_owned())].into(),
        from: vec!["faction".into()],
        to: vec!["location".into()],
        ..RelationKind::default()
    };
    here.execute(Command::SetRelationKinds(vec![RelationKind { from: vec![], to: vec![], ..kind.clone() }]))
        .expect("kinds");
    let ids: Vec<_> = here.annotations().iter().map(|one| one.id.clone()).collect();
    here.execute(Command::Relate { kind: "attacks".to_owned(), from: ids[1].clone(), to: ids[0].clone() })
        .expect("a relation");
    here.execute(Command::SetRelationKinds(vec![kind])).expect("kinds");
    let findings = found(&[&here]);
    let names: Vec<&str> = findings.iter().map(|one| one.problem.name()).collect();
    assert!(names.contains(&"missing") && names.contains(&"ends") && names.len() == 2, "{findings:?}");
    for finding in findings {
        let mut session = here.snapshot();
        for command in finding.cures[0].commands() {
            session.execute(command).expect("it can be cured");
        }
        assert_eq!(found(&[&session]).len(), 1, "{finding:?}");
    }
}

#[test]
fn a_finding_keeps_its_key() {
    let there = session("عاد [f:لواء الضظغ]");
    let here = session("ثم وصل لواء الضظغ أمس إلى بيته");
    let longer = session("قالت مصادر أخرى إنه ثم وصل لواء الضظغ أمس إلى بيته");
    let key = |session: &Session| found(&[session, &there])[0].key.clone();
    assert_eq!(key(&here), key(&session("ثم وصل لواء الضظغ أمس إلى بيته")));
    assert_ne!(key(&here), key(&session("ثم غادر لواء الضظغ أمس إلى بيته")));
    assert_ne!(key(&here), key(&longer));
}

#[test]
fn cures_of_one_kind_are_one_step_and_what_is_gone_is_left_out() {
    let mut here = session("سقطت [l: سرت] ثم [l:درنة،] أمس");
    let findings = found(&[&here]);
    let mut commands: Vec<Command> = findings.iter().flat_map(|finding| finding.cures[0].commands()).collect();
    commands.push(Command::Delete { id: "gone".into() });
    let before = here.annotation_state().clone();
    here.execute(Command::Several(commands)).expect("they can be cured");
    assert_eq!(found(&[&here]), []);
    here.execute(Command::Undo).expect("undone");
    assert_eq!(here.annotation_state().annotations, before.annotations);
    assert!(here.execute(Command::Several(vec![Command::Delete { id: "gone".into() }])).is_err());
}

#[test]
fn what_another_annotator_has_otherwise_is_found_and_taken_over() {
    let own = session("دخلت [f:قسد] [l:الرقة] وقالت [f:منظمة] إن دمشق بعيدة عن [l=place:x:حلب].");
    let theirs = session("دخلت [f:قسد] [f:الرقة] وقالت منظمة إن [l:دمشق] بعيدة عن [l=place:y:حلب].");
    let usage = Usage::default();
    let others = [Other { name: "مها".to_owned(), state: AnnotationState::clone(theirs.annotation_state()) }];
    let lexicon = Lexicon::builtin();
    let audited = Audited { session: &own, usage: &usage, suggested: &[], lexicon: &lexicon, others: &others };
    let mut found = audited.findings();
    found.retain(|finding| finding.problem.name() == "differing");
    let kinds: Vec<&Problem> = found.iter().map(|finding| &finding.problem).collect();
    assert_eq!(found.len(), 4, "{kinds:?}");
    let mut cured = own.snapshot();
    for command in found.iter().flat_map(|finding| finding.cures[0].commands()) {
        cured.execute(command).expect("it can be cured");
    }
    let left = Audited { session: &cured, usage: &usage, suggested: &[], lexicon: &lexicon, others: &others };
    assert!(left.findings().iter().all(|finding| finding.problem.name() != "differing"), "{:?}", left.findings());
}
