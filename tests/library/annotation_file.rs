//! The annotation file: version 1 opens and is kept, version 2 can represent everything and is stable, version 3 is not
//! touched.

#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "a test may panic and touch files")]

use std::collections::{BTreeMap, HashSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use hawashi::annotation::{
    Act, Annotation, AnnotationId, AnnotationSet, AnnotationState, AttributeKind, AttributeType, Attributes, Carried,
    Choice, Confidence, Day, Deed, Edit, EntityLink, Extras, Label, LabelSet, LineStyle, Number, Origin, Provenance,
    Relation, RelationKind, Spans, Status, Transaction, Value,
};
use hawashi::document::Document;
use hawashi::exchange::ron::{Loaded, Warning, annotations_to_ron, parse_annotations, to_line};
use hawashi::store::{self, StoreError, WriteMode, save_annotations};
use hawashi::text::{Localize as _, Span};
use proptest::prelude::*;

mod mistakes;

/// What a file is warned of besides what contradicts its label set.
fn beyond_contradictions(loaded: &Loaded) -> Vec<&Warning> {
    let is_other = |warning: &&Warning| !matches!(warning, Warning::Contradiction { .. });
    loaded.warnings.iter().filter(is_other).collect()
}

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/library/annotation_file/v1")
}

/// The files of version 1, as that version wrote them, in a temporary folder.
fn version_1() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for entry in fs::read_dir(fixtures()).unwrap() {
        let path = entry.unwrap().path();
        fs::copy(&path, folder.path().join(path.file_name().unwrap())).unwrap();
    }
    folder
}

fn loaded(folder: &tempfile::TempDir, name: &str) -> (Loaded, Arc<Document>) {
    let opened = store::open(&folder.path().join(format!("{name}.hawashi.ron")), None).unwrap();
    (opened.loaded.unwrap().unwrap(), opened.document)
}

fn on<'l>(loaded: &'l Loaded, document: &Document, quote: &str) -> &'l Annotation {
    let mut all = loaded.annotation_state.annotations.iter();
    all.find(|annotation| annotation.spans.quote(document.text()) == quote).unwrap()
}

#[test]
fn version_1_opens_with_all_that_it_says() {
    let folder = version_1();
    let (file, document) = loaded(&folder, "decisions");
    assert_eq!((file.version, file.altered, file.warnings.len()), (1, false, 0));
    let state = &file.annotation_state;
    assert_eq!(state.annotations.len(), 7);
    let table = [
        ("تنظيم «الدولة»", "faction", Status::Accepted, Deed::Accepted, Some("faction:islamic-state")),
        ("أمس سيطرته", "سلاح", Status::Accepted, Deed::Changed, None),
        ("الرَّقّة", "location", Status::Rejected, Deed::Rejected, Some("place:raqqa-sy")),
        ("متحدث", "note", Status::Accepted, Deed::Made, None),
        ("قوات سوريا الديمقراطية", "faction", Status::Accepted, Deed::Changed, Some("place:somewhere-else")),
        ("2015", "location", Status::Rejected, Deed::Made, None),
    ];
    for (quote, label, status, deed, entity) in table {
        let annotation = on(&file, &document, quote);
        assert_eq!(annotation.label.as_str(), label, "{quote}");
        assert_eq!((annotation.status, annotation.entity.as_deref()), (status, entity), "{quote}");
        let acts: Vec<_> = annotation.provenance.iter().map(|act| (act.deed, act.by.as_str(), act.at.len())).collect();
        assert_eq!(acts, [(deed, "سمير", 20)], "{quote}");
    }
    assert!(on(&file, &document, "أمس سيطرته").note.contains("\nالسطر الثاني \"بين\" علامتين\u{200f}\n\n\tانتهى"));
    let links: Vec<_> = state.links.iter().map(|(label, name, link)| (label.as_str(), name, &*link.entity)).collect();
    assert_eq!(links, [("location", "سوريا", "place:chosen")]);
    let labels: Vec<_> =
        state.labels.iter().map(|l| (l.id.as_str(), &*l.color, l.line, l.detects.as_deref())).collect();
    assert_eq!(
        labels,
        [
            ("location", "teal", LineStyle::Solid, Some("location")),
            ("faction", "orange", LineStyle::Dashed, Some("faction")),
            ("سلاح", "violet", LineStyle::Solid, None),
            ("note", "#6d7480", LineStyle::Solid, None),
        ]
    );
}

#[test]
fn what_version_1_could_not_use_is_carried_on() {
    let folder = version_1();
    let (file, document) = loaded(&folder, "carried");
    let keys: Vec<_> = file.warnings.iter().map(|warning| warning.key()).collect();
    assert_eq!(
        keys,
        [
            "warning-annotation-broken",
            "warning-annotation-lost",
            "warning-annotation-broken-quote",
            "warning-annotation-broken"
        ]
    );
    assert_eq!((file.annotation_state.annotations.len(), file.annotation_state.orphans.len()), (3, 2));
    let saved = annotations_to_ron("carried.txt", &document, &file.annotation_state, &file.carried);
    for kept in [
        "source: \"وكالة\"",
        "shape: Round(2)",
        "(id: \"bad\", name: {}, color: \"red\"),",
        "certainty: High(0.9)",
        "(id: \"far\", span: (900, 915), label: \"location\", quote: \"غائب\", note: \"لم يعد هنا\", status: Rejected),",
        "(id: \"typo\", span: \"x\", label: \"location\", quote: \"سرت\"),",
        "why: \"x\"",
        "(name: \"\", label: \"location\", entity: \"x\"),",
        "tool: (name: \"x\", list: [1, 2.5, Some('c')]),",
    ] {
        assert!(saved.contains(kept), "{kept} in {saved}");
    }
    assert_eq!(on(&file, &document, "بنغازي").by(), "نور");
    // The file that another program made from this one, and the smallest valid file.
    assert_eq!(loaded(&folder, "foreign").0.annotation_state.annotations.len(), 3);
    let (least, document) = loaded(&folder, "least");
    assert_eq!(on(&least, &document, "سرت").status, Status::Accepted);
    assert_eq!(least.annotation_state.labels, LabelSet::default());
}

#[test]
fn every_file_of_version_1_says_the_same_in_version_2() {
    let folder = version_1();
    for name in ["decisions", "carried", "foreign", "empty", "least"] {
        let (first, document) = loaded(&folder, name);
        let saved = annotations_to_ron("a.txt", &document, &first.annotation_state, &first.carried);
        let again = parse_annotations(saved.clone(), &document).unwrap();
        assert_eq!(again.version, 2);
        let without_lines = |state: &AnnotationState| {
            let mut state = state.clone();
            state.orphans.iter_mut().for_each(|orphan| orphan.line = 0);
            state
        };
        assert_eq!(without_lines(&again.annotation_state), without_lines(&first.annotation_state), "{name}");
        assert_eq!(again.carried, first.carried, "{name}");
        assert_eq!(annotations_to_ron("a.txt", &document, &again.annotation_state, &again.carried), saved, "{name}");
    }
}

#[test]
fn a_file_of_version_1_is_kept_beside_the_first_that_is_written_over_it() {
    let folder = version_1();
    let path = |name: &str| folder.path().join(name);
    let former = fs::read(path("decisions.hawashi.ron")).unwrap();
    let save = || {
        let opened = store::open(&path("decisions.txt"), None).unwrap();
        let Loaded { annotation_state, carried, .. } = opened.loaded.unwrap().unwrap();
        let mode = WriteMode::Unchanged(opened.stamp);
        save_annotations(&opened.annotations, &opened.article, &opened.document, &annotation_state, &carried, mode)
    };
    assert!(!path("decisions.hawashi.v1.ron").exists(), "opening writes nothing");
    assert_eq!(save().unwrap().earlier, Some(path("decisions.hawashi.v1.ron")));
    assert_eq!(fs::read(path("decisions.hawashi.v1.ron")).unwrap(), former);
    let written = fs::read_to_string(path("decisions.hawashi.ron")).unwrap();
    assert!(written.contains("version: 2"));
    // The next save has nothing to keep, and the kept file still opens as before.
    assert_eq!(save().unwrap().earlier, None);
    assert_eq!(
        fs::read_to_string(path("decisions.hawashi.ron")).unwrap(),
        written,
        "saving twice gives the same bytes"
    );
    let kept = store::open(&path("decisions.hawashi.v1.ron"), None).unwrap().loaded.unwrap().unwrap();
    assert_eq!((kept.version, kept.annotation_state.annotations.len()), (1, 7));
    // An older kept file is not overwritten.
    fs::write(
        path("decisions.hawashi.ron"),
        fs::read_to_string(fixtures().join("empty.hawashi.ron")).unwrap().replace("empty.txt", "decisions.txt"),
    )
    .unwrap();
    save().unwrap();
    assert_eq!(fs::read(path("decisions.hawashi.v1.ron")).unwrap(), former);
    assert!(path("decisions.hawashi.v1-2.ron").exists());
    // A failed save leaves nothing behind.
    let opened = store::open(&path("carried.txt"), None).unwrap();
    fs::write(path("carried.hawashi.ron"), "other").unwrap();
    let Loaded { annotation_state, carried, .. } = opened.loaded.unwrap().unwrap();
    let mode = WriteMode::Unchanged(opened.stamp);
    let refused =
        save_annotations(&opened.annotations, &opened.article, &opened.document, &annotation_state, &carried, mode);
    assert!(matches!(refused, Err(StoreError::ChangedOnDisk { .. })));
    assert!(!path("carried.hawashi.v1.ron").exists());
}

#[test]
fn a_file_of_version_3_is_left_alone() {
    let folder = version_1();
    let path = folder.path().join("empty.hawashi.ron");
    for written in [
        "(\n    version: 3,\n    article: 7,\n)\n",
        "( annotations: [], version : 30 , article: (file: \"empty.txt\"))",
    ] {
        fs::write(&path, written).unwrap();
        let opened = store::open(&folder.path().join("empty.txt"), None).unwrap();
        let Some(Err(error)) = opened.loaded else { panic!("{written}") };
        assert_eq!(error.key(), "error-annotations-newer");
        let error = error.to_string();
        assert!(error.contains("this program knows 2") && error.contains("newer Hawashi"), "{error}");
        assert_eq!(fs::read_to_string(&path).unwrap(), written);
    }
}

const TEXT: &str = "أعلن تنظيم «الدولة» أمس سيطرته على الرَّقّة، وقال نور إن سرت سقطت.";

fn span(quote: &str) -> Span {
    let at = TEXT.find(quote).unwrap();
    Span::from_range(at..at + quote.len())
}

fn extras(name: &str) -> Extras {
    Extras(vec![(name.to_owned(), "(1, [Some('x')], Kept(y: \"س\"))".to_owned())])
}

fn names(ar: &str, en: &str) -> BTreeMap<String, String> {
    [("ar", ar), ("en", en)].map(|(language, name)| (language.to_owned(), name.to_owned())).into()
}

/// A state with every field set, and unknown fields in every record.
fn full() -> (AnnotationState, Carried) {
    let certainty = AttributeKind {
        id: "certainty".into(),
        name: names("اليقين", "Certainty"),
        of_type: AttributeType::Choice,
        choices: vec![Choice { id: "high".into(), name: names("عال", "High"), extras: extras("choice_field") }],
        required: true,
        default: Some(Value::Choice("high".into())),
        extras: extras("attribute_field"),
    };
    let weapon = Label {
        description: names("كل سلاح", "Any weapon"),
        line: LineStyle::Dotted,
        parent: Some("faction".into()),
        hidden: true,
        attributes: vec![certainty.clone()],
        extras: extras("label_field"),
        ..Label::new("weapon", "سلاح", "Weapon", "#123456", Some('7'))
    };
    let mut labels = LabelSet::default().with([weapon]);
    labels.relation_kinds = vec![RelationKind {
        id: "attacks".into(),
        name: names("يهاجم", "Attacks"),
        description: names("هجوم", "An attack"),
        from: vec!["faction".into()],
        to: vec!["location".into()],
        symmetric: true,
        attributes: vec![certainty.clone()],
        extras: extras("relation_kind_field"),
    }]
    .into();
    labels.document_attributes.push(AttributeKind { id: "seen".into(), of_type: AttributeType::YesNo, ..certainty });
    let values: Attributes = [
        ("a choice", Value::Choice("high".into())),
        ("choices", Value::Choices(vec!["one".into(), "two".into()])),
        ("text", Value::Text("قال: \"نعم\"".into())),
        ("yes", Value::YesNo(true)),
        ("number", Value::Number(Number::new(-12.5).unwrap())),
        ("date", Value::Date(Day::parse("2026-11-22").unwrap())),
    ]
    .map(|(name, value)| (name.to_owned(), value))
    .into_iter()
    .collect();
    let act = |deed, by: &str| Act {
        deed,
        by: by.into(),
        at: "2026-11-22T09:33:00Z".into(),
        extras: extras("act_field"),
        ..Act::default()
    };
    let one = Annotation {
        id: "one".into(),
        note: format!("{}\nوالسطر الثاني\r\n", "كلمة ".repeat(40)),
        entity: Some("faction:islamic-state".into()),
        attributes: values.clone(),
        status: Status::Rejected,
        origin: Origin::Detected("model".into()),
        confidence: Confidence::new(0.934),
        provenance: Provenance::from(vec![act(Deed::Made, "سمير"), act(Deed::Rejected, "نور")]),
        extras: extras("annotation_field"),
        ..Annotation::new(span("تنظيم «الدولة»"), "faction")
    };
    let in_pieces = Annotation {
        id: "two".into(),
        origin: Origin::Imported("conll".into()),
        ..Annotation::new(Spans::new([span("سرت"), span("الرَّقّة"), span("نور")]), "location")
    };
    // A second person made the same annotation.
    let provenance = Provenance::of(Deed::Made, "نور", "");
    let again = Annotation { id: "three".into(), provenance, ..in_pieces.clone() };
    let relation = Relation {
        kind: "attacks".into(),
        from: "one".into(),
        to: "two".into(),
        note: "ملاحظة".into(),
        attributes: values.clone(),
        status: Status::Suggested,
        origin: Origin::Detected("pattern".into()),
        confidence: Confidence::new(1.0),
        id: "relation-1".into(),
        provenance: Provenance::from(vec![act(Deed::Made, "سمير")]),
        extras: extras("relation_field"),
    };
    let mut state = AnnotationState {
        annotations: AnnotationSet::from_annotations([one, in_pieces, again]),
        attributes: values,
        labels,
        ..AnnotationState::default()
    };
    state.relations.insert(Arc::new(relation)).unwrap();
    state.links.set(
        &"location".into(),
        "سرت",
        Some(EntityLink { entity: "place:sirte".into(), extras: extras("link_field") }),
    );
    let carried =
        Carried { extras: extras("file_field"), article_extras: extras("article_field"), ..Carried::default() };
    (state, carried)
}

#[test]
fn all_that_can_be_said_comes_back_with_unknown_fields_at_every_level() {
    let document = Document::from_text(TEXT).unwrap();
    let (state, carried) = full();
    let ron = annotations_to_ron("a.txt", &document, &state, &carried);
    for level in
        ["choice", "attribute", "label", "relation_kind", "act", "annotation", "relation", "link", "file", "article"]
    {
        assert!(ron.contains(&format!("{level}_field: (1, [Some('x')], Kept(y: \"س\"))")), "{level} in {ron}");
    }
    let loaded = parse_annotations(ron.clone(), &document).unwrap();
    assert_eq!(beyond_contradictions(&loaded), Vec::<&Warning>::new());
    assert_eq!(loaded.annotation_state, state);
    assert_eq!(loaded.carried, carried);
    assert_eq!(annotations_to_ron("a.txt", &document, &loaded.annotation_state, &loaded.carried), ron);
    // The same description for edits, one per line as in a journal.
    for annotation in state.annotations.iter() {
        let edits = Transaction::from(Edit::Insert(Arc::new(annotation.clone())));
        let line = to_line(&edits);
        assert!(!line.contains('\n'), "{line}");
        assert_eq!(ron::from_str::<Transaction>(&line).unwrap(), edits, "{line}");
    }
}

#[test]
fn a_person_reads_first_what_matters_and_nothing_that_says_nothing() {
    let document = Document::from_text(TEXT).unwrap();
    let made = Annotation {
        id: "01HZY3V5T4QK8M2N6P7R9S0ABC".into(),
        note: "مدينة".into(),
        entity: Some("place:sirte".into()),
        ..Annotation::new(span("سرت"), "location")
    };
    let long =
        Annotation {
            id: "long".into(), note: "الأول\nالثاني".into(), ..Annotation::new(span("نور"), "location")
        };
    let state =
        AnnotationState { annotations: AnnotationSet::from_annotations([made, long]), ..AnnotationState::default() };
    let ron = annotations_to_ron("a.txt", &document, &state, &Carried::default());
    let line = ron.lines().find(|line| line.contains("سرت") && line.contains("01HZY")).unwrap();
    assert!(
        line.starts_with(
            "        (label: \"location\", quote: \"سرت\", note: \"مدينة\", entity: \"place:sirte\", span: ("
        ),
        "{line}"
    );
    for left_out in ["status", "origin", "confidence", "attributes", "provenance", "None", "Some"] {
        assert!(!line.contains(left_out), "{left_out} in {line}");
    }
    assert!(line.chars().count() < 260, "{line}");
    let note = "quote: \"نور\", note: [\n            \"الأول\",\n            \"الثاني\",\n        ], span";
    assert!(ron.contains(note), "{ron}");
}

#[test]
fn every_complaint_names_its_line_and_column() {
    let document = Document::from_text("سقطت سرت أمس").unwrap();
    let file = |part: &str| {
        format!(
            "(\n    version: 2,\n    article: (file: \"a.txt\"),\n    annotations: [\n        (label: \"location\", quote: \"سرت\", span: (9, 15), id: \"a\"),\n    ],\n{part}\n)"
        )
    };
    let table = [
        ("    relations: [\n        (kind: \"x\", from: \"a\", to: \"nobody\", id: \"r\"),\n    ],", 8),
        ("    relations: [\n        (kind: 7, id: \"r\"),\n    ],", 8),
        ("    links: [\n        (name: 7),\n    ],", 8),
        ("    labels: [\n\n        (id: \"x\", color: \"no\"),\n    ],", 9),
        ("    labels: [\n        (id: \"x\", parent: 7),\n    ],", 8),
    ];
    for (part, expected) in table {
        let ron = file(part);
        let loaded = parse_annotations(ron.clone(), &document).unwrap();
        let broken = loaded.warnings.iter().find_map(|warning| match warning {
            Warning::Broken { line, column, message, .. } => Some((line, column, message)),
            _ => None,
        });
        let Some((line, column, message)) = broken else { panic!("{part}: {:?}", loaded.warnings) };
        assert_eq!(*line, expected, "{part}: {message}");
        assert!(*column >= 1 && !message.to_string().is_empty());
        let saved = annotations_to_ron("a.txt", &document, &loaded.annotation_state, &loaded.carried);
        let kept = part.lines().find(|line| line.trim_start().starts_with('(')).unwrap();
        assert!(saved.contains(kept.trim()), "{kept} in {saved}");
    }
}

#[test]
fn fragments_are_found_again_in_a_changed_text() {
    let document = Document::from_text(TEXT).unwrap();
    let (state, carried) = full();
    let ron = annotations_to_ron("a.txt", &document, &state, &carried);
    let table = [
        (format!("عاجل: {TEXT}"), Some(vec!["الرَّقّة", "نور", "سرت"])),
        (TEXT.replace(" أمس", " صباح أمس الأول"), Some(vec!["الرَّقّة", "نور", "سرت"])),
        (TEXT.replace("نور", "سمير"), None),
    ];
    for (text, expected) in table {
        let document = Document::from_text(text).unwrap();
        let loaded = parse_annotations(ron.clone(), &document).unwrap();
        let state = &loaded.annotation_state;
        let found = state.annotations.get(&AnnotationId::from("two"));
        let words = found.map(|a| a.spans.iter().map(|span| span.of(document.text())).collect::<Vec<_>>());
        assert_eq!(words, expected);
        // The relation is kept with its end, and returns with it.
        let waiting: usize = state.orphans.iter().map(|orphan| orphan.relations.len()).sum();
        assert_eq!((state.relations.len(), waiting), if expected.is_some() { (1, 0) } else { (0, 1) });
        let saved = annotations_to_ron("a.txt", &document, state, &loaded.carried);
        let back = parse_annotations(saved, &Document::from_text(TEXT).unwrap()).unwrap();
        assert_eq!(back.annotation_state.relations.len(), 1);
        assert_eq!(back.annotation_state.annotations.len(), 3);
    }
}

fn text() -> impl Strategy<Value = String> {
    "[ a\u{200c}\u{200f}\u{202e}\u{2028}\r\n\"\\\\'ابـَّ«🔴]{0,12}"
}

fn value() -> impl Strategy<Value = Value> {
    prop_oneof![
        text().prop_map(Value::Choice),
        proptest::collection::vec(text(), 0..3).prop_map(Value::Choices),
        text().prop_map(Value::Text),
        any::<bool>().prop_map(Value::YesNo),
        any::<f64>().prop_filter_map("finite", |number| Number::new(number).map(Value::Number)),
        (1..9000_i16, 1..=12_i8, 1..=28_i8)
            .prop_filter_map("a day", |(y, m, d)| Day::parse(&format!("{y:04}-{m:02}-{d:02}")).map(Value::Date)),
    ]
}

fn attributes() -> impl Strategy<Value = Attributes> {
    proptest::collection::btree_map(text(), value(), 0..3).prop_map(|all| all.into_iter().collect())
}

fn provenance() -> impl Strategy<Value = Provenance> {
    let deed = prop_oneof![
        Just(Deed::Made),
        Just(Deed::Accepted),
        Just(Deed::Rejected),
        Just(Deed::Reopened),
        Just(Deed::Changed),
        Just(Deed::Noted)
    ];
    let act = (deed, text(), text(), text());
    let act = act.prop_map(|(deed, by, at, adjudicated)| Act { deed, by, at, adjudicated, extras: Extras::default() });
    proptest::collection::vec(act, 0..3).prop_map(Provenance::from)
}

proptest! {
    #[test]
    fn any_state_comes_back(
        pieces in proptest::collection::vec((
            proptest::collection::vec((any::<prop::sample::Index>(), 1..6_usize), 1..4),
            text(), proptest::option::of(text()), attributes(), 0..3_u8, 0..3_u8, proptest::option::of(0..=1000_u16), provenance(),
        ), 0..6),
        relations in proptest::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>(), text(), attributes()), 0..5),
        said in attributes(),
        label in (text(), text(), proptest::option::of(any::<char>()), any::<bool>(), 0..3_u8),
    ) {
        let document = Document::from_text(TEXT).unwrap();
        let starts: Vec<usize> = TEXT.char_indices().map(|(at, _)| at).chain([TEXT.len()]).collect();
        let annotations: Vec<Annotation> = pieces.into_iter().enumerate().map(|(i, (spans, note, entity, attributes, status, origin, confidence, provenance))| {
            let spans = Spans::new(spans.into_iter().map(|(at, len)| {
                let from = at.index(starts.len() - 1);
                Span::from_range(starts[from]..starts[(from + len).min(starts.len() - 1)])
            }));
            Annotation {
                id: format!("id-{i}").into(),
                note,
                entity,
                attributes,
                status: [Status::Suggested, Status::Accepted, Status::Rejected][usize::from(status)],
                origin: [Origin::Manual, Origin::Detected("model".into()), Origin::Imported("x".into())][usize::from(origin)].clone(),
                confidence: confidence.and_then(|share| Confidence::new(f64::from(share) / 1000.0)),
                provenance,
                ..Annotation::new(spans, "location")
            }
        }).collect();
        let ids: Vec<AnnotationId> = annotations.iter().map(|annotation| annotation.id.clone()).collect();
        let (description, id, key, hidden, line) = label;
        let odd = Label {
            description: names(&description, &id),
            hidden,
            line: [LineStyle::Solid, LineStyle::Dashed, LineStyle::Dotted][usize::from(line)],
            ..Label::new("odd", "غريب\n", "'\"", "#00ff00", key)
        };
        let mut state = AnnotationState {
            annotations: AnnotationSet::from_annotations(annotations),
            attributes: said,
            labels: LabelSet::default().with([odd]),
            ..AnnotationState::default()
        };
        for (i, (from, to, kind, attributes)) in relations.into_iter().enumerate().filter(|_| !ids.is_empty()) {
            let (from, to) = (from.get(&ids).clone(), to.get(&ids).clone());
            let relation = Relation { kind, from, to, attributes, id: format!("r-{i}").into(), ..Relation::default() };
            state.relations.insert(Arc::new(relation)).unwrap();
        }
        let ron = annotations_to_ron("a.txt", &document, &state, &Carried::default());
        let loaded = parse_annotations(ron.clone(), &document).unwrap();
        prop_assert_eq!(beyond_contradictions(&loaded), Vec::<&Warning>::new());
        prop_assert_eq!(&loaded.annotation_state, &state);
        prop_assert!(!loaded.altered);
        prop_assert_eq!(annotations_to_ron("a.txt", &document, &loaded.annotation_state, &loaded.carried), ron);
    }
}

/// The code block of the documentation in a language.
fn documented(language: &str) -> String {
    let page = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/annotation-file.md")).unwrap();
    let block = page.split(&format!("```{language}\n")).nth(1).unwrap();
    block.split("```").next().unwrap().to_owned()
}

#[test]
fn the_documentation_shows_a_file_as_it_is_written() {
    let document = Document::from_text(documented("text")).unwrap();
    let file = documented("ron");
    let loaded = parse_annotations(file.clone(), &document).unwrap();
    assert_eq!((loaded.warnings.as_slice(), loaded.altered), ([].as_slice(), false));
    assert_eq!((loaded.annotation_state.annotations.len(), loaded.annotation_state.relations.len()), (3, 1));
    assert_eq!(annotations_to_ron("article.txt", &document, &loaded.annotation_state, &loaded.carried), file);
}

#[test]
fn annotations_without_an_id_get_the_same_one_whenever_the_file_is_read() {
    let document = Document::from_text("سقطت سرت أمس وسقطت سرت").unwrap();
    let lines = [("سرت", "(9, 15)"), ("أمس", "(16, 22)")];
    let lines = lines.map(|(quote, span)| format!("(label: \"location\", quote: {quote:?}, span: {span}),\n")).concat();
    let file = format!("(version: 2, article: (file: \"a.txt\"), annotations: [\n{lines}])");
    let ids = || -> Vec<String> {
        let read = parse_annotations(file.clone(), &document).unwrap().annotation_state;
        read.annotations.iter().map(|annotation| annotation.id.to_string()).collect()
    };
    let first = ids();
    assert_eq!(first.len(), 2, "{first:?}");
    assert_ne!(first[0], first[1]);
    assert_eq!(first, ids(), "a journal can refer to them");
}
