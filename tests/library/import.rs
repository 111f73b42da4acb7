//! Import: what other programs' files say is placed where their quotations are, or not at all.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use hawashi::annotation::{
    Annotation, AnnotationState, Attributes, Carried, Deed, LabelSet, Origin, Provenance, Relation, RelationSet, Spans,
    Status, Value,
};
use hawashi::document::Document;
use hawashi::exchange::foreign::Beside;
use hawashi::exchange::import::ImportReport;
use hawashi::exchange::{
    Article, EntityFacts, Export, FORMATS, File, Format, Imported, Loss, Options, Statuses, format_named, place,
};
use hawashi::text::Span;
use proptest::prelude::*;

use crate::needs;

mod conllu;
mod gate;
mod json;
mod labels;
mod refi_qda;
mod tables;
mod tei;
mod uima;
mod web;

/// The files in a folder that is not on a disk.
#[derive(Default)]
struct Files(BTreeMap<String, Vec<u8>>);

impl Beside for Files {
    fn read(&self, name: &str) -> Option<Vec<u8>> {
        self.0.get(name).cloned()
    }
}

/// The files in a real folder.
struct Folder<'p>(&'p Path);

impl Beside for Folder<'_> {
    fn read(&self, name: &str) -> Option<Vec<u8>> {
        std::fs::read(self.0.join(name)).ok()
    }
}

fn entity(id: &str) -> Option<EntityFacts> {
    (id == "place:raqqa").then(|| EntityFacts::new("الرقة", "Raqqa", Some((35.95, 39.01))))
}

/// The files of an export: the one of the format, and those beside it.
fn exported(format: &'static Format, article: &Article<'_>) -> (String, Files) {
    let mut out = Vec::new();
    let mut export = Export::begin(
        format,
        &mut out,
        Options { unit: None, mark: false, crlf: false, columns: &[], entities: &entity },
    )
    .unwrap();
    export.article(article).unwrap();
    export.end().unwrap();
    let name = format!("a{}", format.suffix);
    let mut files = Files([(name.clone(), out)].into());
    if let Some(suffix) = format.text_file {
        files.0.insert(format!("a{suffix}"), article.document.text().as_bytes().to_vec());
    }
    if let Some(definitions) = &format.definitions {
        let text = (definitions.write)(&article.annotation_state.labels);
        files.0.insert(definitions.name.to_owned(), text.into_bytes());
    }
    (name, files)
}

fn imported(
    format: &'static Format,
    name: &str,
    bytes: &[u8],
    beside: &dyn Beside,
    article: Option<&Arc<Document>>,
) -> Vec<Imported> {
    let mut reader = format.read.unwrap()(File { name, bytes, beside, columns: &[] }).unwrap();
    let mut all = Vec::new();
    while let Some(foreign) = reader.next_article().unwrap() {
        all.push(place(format.name, foreign, article, LabelSet::standard(), &BTreeMap::new()).unwrap());
    }
    all
}

/// A text with everything that makes offsets go wrong.
const AWKWARD: &str = "🔴 أعلنت «قسد» (SDF) سقوط 12 قتيلاً قرب الرَّقّة،\r\nوفق رويتـــرز. نیم‌روز — \u{200e}Kobanî\u{200f} 👍🏽 ירושלים\n\
    وقال بيان «مجلس ثوار بنغازي» إن ٣٥٪ من المدينة، e\u{301}té.\r\n\r\nانتهى";

/// The words of the text, as passages to be marked.
fn words() -> Vec<Span> {
    hawashi::text::words::words(AWKWARD).collect()
}

prop_compose! {
    fn annotation()(
        first in 0..words().len() - 3, len in 0..3_usize, gap in prop::option::of(1..3_usize), label in 0..2_usize,
        status in 0..3_usize, note in prop::option::of("[ا-ي a-z\"<&,;|\\\\\u{64e}🙂\n]{0,12}"), linked in any::<bool>(),
        side in prop::option::of("[ا-ي a-z:=;&]{1,8}"), by in prop::option::of("[ا-يa-z]{1,6}"), detected in any::<bool>()
    ) -> Annotation {
        let words = words();
        let last = (first + len).min(words.len() - 1);
        let mut spans = vec![Span { start: words[first].start, end: words[last].end }];
        if let Some(other) = gap.map(|gap| last + 1 + gap).filter(|other| *other < words.len()) {
            spans.push(words[other]);
        }
        let mut attributes = Attributes::default();
        attributes.set("side", side.map(|side| Value::Text(side.trim().to_owned())).filter(|side| *side != Value::Text(String::new())));
        let provenance = by.map_or_else(Provenance::default, |by| Provenance::of(Deed::Made, by, "2026-11-22T09:33:00Z"));
        Annotation {
            note: note.map(|note| note.trim().to_owned()).unwrap_or_default(),
            entity: (linked && label == 0).then(|| "place:raqqa".to_owned()),
            attributes,
            status: [Status::Accepted, Status::Suggested, Status::Rejected][status],
            origin: if detected { Origin::Detected("lexicon".to_owned()) } else { Origin::Manual },
            provenance,
            ..Annotation::new(Spans::new(spans), ["location", "faction"][label])
        }
    }
}

/// The fragments of a passage, or from the first to the last one if a format has no room for several.
fn kept(format: &Format, spans: &Spans) -> Spans {
    if (format.loses)(Loss::Fragments) { spans.hull().into() } else { spans.clone() }
}

/// What of an annotation a format can express, in a form that can be compared and shown.
fn expressed(format: &Format, annotation: &Annotation) -> String {
    let mut said = vec![format!("{:?} {}", kept(format, &annotation.spans), annotation.label)];
    let first = annotation.provenance.iter().next().map(|act| (&act.by, &act.at));
    for (loss, what) in [
        (Loss::Notes, format!("{:?}", annotation.note)),
        (Loss::Entities, format!("{:?}", annotation.entity)),
        (Loss::Attributes, format!("{:?}", annotation.attributes)),
        (Loss::Statuses, format!("{:?}", annotation.status)),
        (Loss::Provenance, format!("{first:?}")),
        (Loss::Origins, format!("{:?}", annotation.origin)),
    ] {
        if !(format.loses)(loss) {
            said.push(what);
        }
    }
    said.join(" ")
}

/// Formats that have passages of tokens, and those that are written only, have tests of their own.
fn exact_formats() -> impl Iterator<Item = &'static Format> {
    FORMATS.iter().copied().filter(|format| format.read.is_some() && !format.name.starts_with("conll"))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn an_export_comes_back_as_it_was(annotations in prop::collection::vec(annotation(), 0..8)) {
        let document = Arc::new(Document::from_text(AWKWARD).unwrap());
        let mut relations = RelationSet::default();
        for pair in annotations.windows(2).step_by(3) {
            let mut relation = Relation { kind: "controls".to_owned(), from: pair[0].id.clone(), to: pair[1].id.clone(), ..Relation::default() };
            relation.id = format!("r{}", pair[0].id).into();
            relations.insert(Arc::new(relation)).unwrap();
        }
        let state = AnnotationState {
            annotations: hawashi::annotation::AnnotationSet::from_annotations(annotations),
            relations,
            ..AnnotationState::default()
        };
        let carried = Carried::default();
        let statuses = Statuses { accepted: true, suggested: true, rejected: true };
        let article = Article { name: "a.txt", document: &document, annotation_state: &state, carried: &carried, statuses };
        for format in exact_formats() {
            let (name, files) = exported(format, &article);
            let at_hand = (format.text_file.is_none()).then_some(&document);
            let all = imported(format, &name, &files.0[&name], &files, at_hand);
            let mut back = Vec::new();
            for one in &all {
                prop_assert_eq!(one.document.text(), AWKWARD, "{}", format.name);
                prop_assert!(one.report.is_whole(), "{}: {:?}", format.name, one.report);
                back.extend(one.annotation_state.annotations.iter().map(|annotation| expressed(format, annotation)));
            }
            let mut expected: Vec<String> = state.annotations.iter().map(|annotation| expressed(format, annotation)).collect();
            expected.sort();
            back.sort();
            prop_assert_eq!(back, expected, "{}", format.name);
            if !(format.loses)(Loss::Relations) {
                let ends = |state: &AnnotationState| -> Vec<String> {
                    let of = |id| state.annotations.get(id).map(|end| format!("{:?} {}", kept(format, &end.spans), end.label));
                    let mut all: Vec<String> = state.relations.iter().map(|relation| format!("{} {:?} {:?}", relation.kind, of(&relation.from), of(&relation.to))).collect();
                    all.sort();
                    all
                };
                let back = all.first().map(|one| ends(&one.annotation_state)).unwrap_or_default();
                prop_assert_eq!(back, ends(&state), "{}", format.name);
            }
        }
    }
}

/// An annotation file of another program among the given ones.
fn peer(format: &str, path: &str) -> Option<Vec<(Arc<Document>, AnnotationState, ImportReport)>> {
    let shared = needs::shared(&format!("peer-files/{path}"))?;
    let bytes = std::fs::read(&shared).unwrap();
    let name = shared.file_name().unwrap().to_string_lossy().into_owned();
    let format = format_named(format).unwrap();
    let all = imported(format, &name, &bytes, &Folder(shared.parent().unwrap()), None);
    Some(all.into_iter().map(|one| (one.document, one.annotation_state, one.report)).collect())
}

/// The marked words, with their labels, in order.
fn marked(document: &Document, state: &AnnotationState) -> Vec<(String, String)> {
    let quote = |annotation: &Annotation| annotation.spans.quote(document.text()).into_owned();
    state.annotations.iter().map(|annotation| (quote(annotation), annotation.label.to_string())).collect()
}

#[test]
fn brat_reads_what_brat_wrote() {
    let Some(all) = peer("brat", "brat/hawashi-arabic/demo.ann") else { return };
    let (document, state, report) = &all[0];
    assert!(report.is_whole(), "{report:?}");
    let words: Vec<(String, String)> = marked(document, state);
    let words: Vec<(&str, &str)> = words.iter().map(|(quote, label)| (quote.as_str(), label.as_str())).collect();
    assert_eq!(
        words,
        [
            ("قسد", "faction"),
            ("الرَّقّة", "location"),
            ("قصف", "attack"),
            ("التنظيم", "reference"),
            ("بنغازي", "location"),
            ("مجلس … ثوار", "faction"),
            ("بنــغازي", "location"),
        ]
    );
    let split = state.annotations.iter().find(|annotation| annotation.spans.len() == 2).unwrap();
    assert_eq!(split.note, "اسم مقطوع على سطرين");
    assert_eq!(split.attributes.get("Certainty"), Some(&Value::Choice("Low".to_owned())));
    let mut kinds: Vec<&str> = state.relations.iter().map(|relation| relation.kind.as_str()).collect();
    kinds.sort_unstable();
    assert_eq!(kinds, ["NearTo", "Place-Arg", "SameAs"]);
}

#[test]
fn brat_says_what_is_wrong_in_a_file_and_keeps_the_rest() {
    let Some(all) = peer("brat", "brat/hawashi-broken/broken.ann") else { return };
    let (_, state, report) = &all[0];
    let lines: Vec<String> = report.broken.iter().map(|broken| broken.at.to_string()).collect();
    assert_eq!(lines, ["line 5", "line 6"]);
    assert_eq!(state.annotations.len() + state.orphans.len(), 7);
    let waiting: usize = state.orphans.iter().map(|orphan| orphan.relations.len()).sum();
    assert_eq!(state.relations.len() + waiting, 3);
}

#[test]
fn brat_files_of_corpora_are_read_whole() {
    for (path, passages, relations) in [
        ("brat/bionlp-ge-equiv/PMID-8934542.ann", 42, 3),
        ("brat/bionlp-ge-events/PMID-8641346.ann", 54, 1),
        ("brat/keepha-sns/ID_7089___.ann", 2, 0),
        ("brat/news-empty/010-navigation.ann", 0, 0),
    ] {
        let Some(all) = peer("brat", path) else { return };
        let (_, state, report) = &all[0];
        assert!(report.is_whole(), "{path}: {report:?}");
        assert_eq!(state.annotations.len(), passages, "{path}");
        assert!(state.relations.len() >= relations, "{path}: {}", state.relations.len());
    }
}

/// Numbers, yes and no, and several choices come back as what they are where a format has values in JSON.
#[test]
fn values_come_back_with_their_types() {
    let document = Arc::new(Document::from_text("سقطت سرت").unwrap());
    let mut attributes = Attributes::default();
    for (name, value) in [
        ("half", Value::Number(hawashi::annotation::Number::new(1.5).unwrap())),
        ("three", Value::Number(hawashi::annotation::Number::new(3.0).unwrap())),
        ("sure", Value::YesNo(true)),
        ("sides", Value::Choices(vec!["a, b".to_owned(), "c".to_owned()])),
        ("words", Value::Text("3".to_owned())),
    ] {
        attributes.set(name, Some(value));
    }
    let annotation = Annotation {
        attributes: attributes.clone(),
        ..Annotation::new(Spans::new([Span::from_range(9..15)]), "location")
    };
    let state = AnnotationState {
        annotations: hawashi::annotation::AnnotationSet::from_annotations([annotation]),
        ..AnnotationState::default()
    };
    let carried = Carried::default();
    let statuses = Statuses { accepted: true, suggested: true, rejected: true };
    let article = Article { name: "a.txt", document: &document, annotation_state: &state, carried: &carried, statuses };
    for name in ["csv", "tsv", "jsonl", "prodigy"] {
        let format = format_named(name).unwrap();
        let (file, files) = exported(format, &article);
        let all = imported(format, &file, &files.0[&file], &files, Some(&document));
        let back = all[0].annotation_state.annotations.iter().next().unwrap();
        assert_eq!(back.attributes, attributes, "{name}");
    }
}

#[test]
fn events_with_one_trigger_are_one_passage_and_each_keeps_what_is_said_of_it() {
    let text = "قُتل أمير في سرت وأُسر كريم في درنة";
    let files = Files([("a.txt".to_owned(), text.as_bytes().to_vec())].into());
    let ann = "T1\tAttack 0 4\tقُتل\nT2\tPlace 13 16\tسرت\nT3\tPlace 31 35\tدرنة\nE1\tAttack:T1 At:T2\nE2\tAttack:T1 At:T3\nM1\tNegated E2\n";
    let all = imported(format_named("brat").unwrap(), "a.ann", ann.as_bytes(), &files, None);
    let Imported { annotation_state: state, report, .. } = &all[0];
    assert!(report.is_whole(), "{report:?}");
    assert_eq!(state.annotations.len(), 3);
    let mut said: Vec<(Option<String>, bool)> = state
        .relations
        .iter()
        .map(|relation| {
            let attributes = &relation.attributes;
            (attributes.get("event").map(Value::plain), attributes.get("Negated").is_some())
        })
        .collect();
    said.sort();
    assert_eq!(said, [(Some("E1".to_owned()), false), (Some("E2".to_owned()), true)]);
    assert!(state.annotations.iter().all(|annotation| annotation.attributes.is_empty()));
}

#[test]
fn columns_of_corpora_are_read_whole_with_names_inside_names() {
    for (path, passages) in [
        ("wojood-val.txt", 470),
        ("wojood-test.txt", 870),
        ("idrisi-beirut.bilou.txt", 49),
        ("idrisi-kuwait.bilou.txt", 93),
        ("chunk2000.conll", 44),
        ("hawashi-labelstudio.conll", 5),
    ] {
        let Some(all) = whole("conll", &format!("conll/{path}")) else { return };
        assert_eq!(all.iter().map(Vec::len).sum::<usize>(), passages, "{path}");
    }
}

#[test]
fn blanks_that_a_file_does_not_know_move_nothing() {
    let text = "سقطت سرت.\r\nفي يد القوات، وبنغازي\u{a0}آمنة. \n\n";
    let document = Arc::new(Document::from_text(text).unwrap());
    // The file has the same letters, with other blanks between sentences and none at the end.
    let files = Files([("a.txt".to_owned(), "سقطت سرت. \nفي يد القوات، وبنغازي آمنة.".as_bytes().to_vec())].into());
    let ann = "T1\tLocation 5 8;11 13\tسرت في\nT2\tLocation 26 32\tبنغازي\n";
    let all = imported(format_named("brat").unwrap(), "a.ann", ann.as_bytes(), &files, Some(&document));
    let Imported { annotation_state: state, report, .. } = &all[0];
    assert!(report.is_whole() && !report.other_text, "{report:?}");
    let words: Vec<String> = marked(&document, state).into_iter().map(|(quote, _)| quote).collect();
    assert_eq!(words, ["سرت … في", "بنغازي"]);
}

#[test]
fn annotations_are_brought_to_a_text_that_differs() {
    let text = "أعلنت «قسد» أمس.\nسقوط سرت في يد قوات المجلس.";
    let other = Arc::new(Document::from_text("تحديث: أعلنت «قسد» أمس.\r\nسقوط مدينة سرت في يد قوات المجلس.").unwrap());
    let files = Files([("a.txt".to_owned(), text.as_bytes().to_vec())].into());
    let ann = "T1\tFaction 7 10\tقسد\nT2\tLocation 22 25\tسرت\nT3\tLocation 90 95\tدرنة\nT4\tLocation 1 3\n";
    let all = imported(format_named("brat").unwrap(), "a.ann", ann.as_bytes(), &files, Some(&other));
    let Imported { annotation_state: state, report, .. } = &all[0];
    let placed: Vec<String> = marked(&other, state).into_iter().map(|(quote, _)| quote).collect();
    assert_eq!(placed, ["عل", "قسد", "سرت"], "{report:?}");
    assert!(report.other_text);
    let unplaced: Vec<&str> = report.unplaced.iter().map(|unplaced| unplaced.quote.as_str()).collect();
    assert!(unplaced.contains(&"درنة"), "{report:?}");
}

/// The words that a file of another program marks, article by article, all placed where the file says.
fn whole(format: &str, path: &str) -> Option<Vec<Vec<(String, String)>>> {
    let all = peer(format, path)?;
    let of = |(document, state, report): &(Arc<Document>, AnnotationState, ImportReport)| {
        assert!(report.is_whole(), "{path}: {report:?}");
        marked(document, state)
    };
    Some(all.iter().map(of).collect())
}
