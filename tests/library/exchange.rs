//! Exports of the demo text, whose offsets were computed independently, and of awkward texts.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

use std::sync::Arc;

use hawashi::annotation::{
    Annotation, AnnotationSet, AnnotationState, Attributes, Carried, Deed, EntityLink, Origin, Orphan, Provenance,
    Relation, Spans, Status, Value as AttributeValue,
};
use hawashi::document::Document;
use hawashi::exchange::foreign::NothingBeside;
use hawashi::exchange::{
    Article, EntityFacts, EntityLookup, ExchangeError, Export, FORMATS, File, Format, Loss, Options, Statuses, Summary,
    Units, conll, csv as table, format_named, ron, w3c,
};
use hawashi::text::Span;
use hawashi::text::units::Unit;
use serde_json::{Value, json};

const DEMO: &str = "🔴 أعلنت «قسد» (SDF) سقوط 12 قتيلاً قرب الرَّقّة، وفق رويترز.";

/// The export of these articles.
fn export(
    format: &'static Format,
    articles: &[Article<'_>],
    unit: Option<Unit>,
    entities: &dyn EntityLookup,
) -> Result<String, ExchangeError> {
    // Some files are archives.
    Ok(String::from_utf8_lossy(&bytes_of(format, articles, unit, entities)?).into_owned())
}

fn bytes_of(
    format: &'static Format,
    articles: &[Article<'_>],
    unit: Option<Unit>,
    entities: &dyn EntityLookup,
) -> Result<Vec<u8>, ExchangeError> {
    let mut out = Vec::new();
    let mut export =
        Export::begin(format, &mut out, Options { unit, mark: false, crlf: false, columns: &[], entities })?;
    for article in articles {
        export.article(article)?;
    }
    export.end()?;
    Ok(out)
}

fn annotation(id: &str, range: std::ops::Range<usize>, label: &str, status: Status) -> Annotation {
    Annotation {
        id: id.into(),
        entity: (label == "location").then(|| "place:raqqa".to_owned()),
        status,
        note: "قال: \"نعم\"،\nثم سكت".into(),
        ..Annotation::new(Span::from_range(range), label)
    }
}

fn exported(
    text: &str,
    annotations: Vec<Annotation>,
    format: &'static Format,
    unit: Option<Unit>,
) -> Result<String, ExchangeError> {
    let document = Document::decode(text.as_bytes().to_vec(), None).unwrap();
    let annotation_state =
        AnnotationState { annotations: AnnotationSet::from_annotations(annotations), ..AnnotationState::default() };
    let statuses = Statuses { accepted: true, suggested: true, rejected: format == &table::FORMAT };
    let carried = Carried::default();
    let article = Article {
        name: "مقال, 1.txt",
        document: &document,
        annotation_state: &annotation_state,
        carried: &carried,
        statuses,
    };
    export(format, &[article], unit, &entity)
}

fn entity(id: &str) -> Option<EntityFacts> {
    let facts =
        EntityFacts { canonical: "الرقة".to_owned(), english: "Raqqa".to_owned(), position: Some((35.95, 39.01)) };
    (id == "place:raqqa").then_some(facts)
}

fn demo(format: &'static Format, unit: Option<Unit>) -> Result<String, ExchangeError> {
    let place = annotation("01J0000000000000000000000A", 65..81, "location", Status::Accepted);
    let faction = annotation("not a ulid", 18..24, "faction", Status::Suggested);
    let refused = annotation("refused", 2 + 2..15, "faction", Status::Rejected);
    let refused = Annotation { spans: Span::from_range(5..15).into(), ..refused };
    exported(DEMO, vec![place, faction, refused], format, unit)
}

fn rows(csv: &str) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(csv.as_bytes());
    reader.records().map(|record| record.unwrap().iter().map(str::to_owned).collect()).collect()
}

#[test]
fn rtl_case_45_csv_counts_in_the_unit_that_it_names() {
    let table = [
        (Unit::Char, ("9", "12"), ("39", "47")),
        (Unit::Byte, ("18", "24"), ("65", "81")),
        (Unit::Utf16, ("10", "13"), ("40", "48")),
    ];
    for (unit, faction, place) in table {
        let csv = demo(&table::FORMAT, Some(unit)).unwrap();
        assert!(csv.starts_with("doc,unit,start,end,quote,label,status,lat,lon,uri,note,canonical,english,"));
        let rows: Vec<Vec<String>> = rows(&csv).into_iter().map(|row| row[..13].to_vec()).collect();
        let note = "قال: \"نعم\"،\nثم سكت";
        let name = unit.name();
        assert_eq!(rows[1][6], "rejected");
        let expected =
            ["مقال, 1.txt", name, faction.0, faction.1, "قسد", "faction", "suggested", "", "", "", note, "", ""];
        assert_eq!(rows[2], expected);
        let expected = [
            "مقال, 1.txt",
            name,
            place.0,
            place.1,
            "الرَّقّة",
            "location",
            "accepted",
            "35.95",
            "39.01",
            "place:raqqa",
            note,
            "الرقة",
            "Raqqa",
        ];
        assert_eq!(rows[3], expected);
    }
}

#[test]
fn only_what_was_asked_for_is_in_any_format() {
    let document = Document::from_text(DEMO).unwrap();
    let made = |id: &str, at: std::ops::Range<usize>, status| annotation(id, at, "faction", status);
    let all = vec![
        made("one", 18..24, Status::Accepted),
        made("two", 28..31, Status::Suggested),
        made("three", 5..15, Status::Rejected),
    ];
    let annotation_state =
        AnnotationState { annotations: AnnotationSet::from_annotations(all), ..AnnotationState::default() };
    let (carried, none) = (Carried::default(), Statuses::default());
    for (statuses, held) in [
        (Statuses::usual(&annotation_state), [true, false, false]),
        (Statuses { suggested: true, ..none }, [false, true, false]),
        (Statuses { rejected: true, ..none }, [false, false, true]),
        (Statuses { accepted: true, suggested: true, rejected: true }, [true; 3]),
    ] {
        for format in FORMATS.iter().copied() {
            let article = Article {
                name: "a.txt",
                document: &document,
                annotation_state: &annotation_state,
                carried: &carried,
                statuses,
            };
            let bytes = bytes_of(format, &[article], None, &entity).unwrap();
            if (format.loses)(Loss::Statuses) {
                continue;
            }
            let text = String::from_utf8_lossy(&bytes).into_owned();
            let mut read = Vec::new();
            if let Some(start) = format.read {
                let file =
                    File { name: "a", bytes: &bytes, beside: &hawashi::exchange::foreign::NothingBeside, columns: &[] };
                let mut reader = start(file).unwrap();
                while let Some(foreign) = reader.next_article().unwrap() {
                    read.extend(foreign.marked.into_iter().map(|marked| marked.annotation.status));
                }
            }
            let there = |status: Status| {
                if format.name == "ron" {
                    // The text does not distinguish accepted annotations.
                    let loaded = hawashi::exchange::ron::parse_annotations(text.clone(), &document).unwrap();
                    return loaded.annotation_state.annotations.iter().any(|annotation| annotation.status == status);
                }
                if format.read.is_some() { read.contains(&status) } else { text.contains(status.name()) }
            };
            for (status, is_held) in [Status::Accepted, Status::Suggested, Status::Rejected].into_iter().zip(held) {
                assert_eq!(there(status), is_held, "{format:?}, {statuses:?}: {status:?} in {text}");
            }
        }
    }
}

#[test]
fn where_nothing_was_decided_the_suggestions_go_along() {
    let suggested = || annotation("a", 18..24, "faction", Status::Suggested);
    for (others, expected) in [
        (vec![], (false, true, false)),
        (vec![annotation("b", 28..31, "faction", Status::Accepted)], (true, false, false)),
        (vec![annotation("b", 28..31, "faction", Status::Rejected)], (true, false, false)),
    ] {
        let all = others.into_iter().chain([suggested()]);
        let annotation_state =
            AnnotationState { annotations: AnnotationSet::from_annotations(all), ..AnnotationState::default() };
        let usual = Statuses::usual(&annotation_state);
        assert_eq!((usual.accepted, usual.suggested, usual.rejected), expected);
    }
}

#[test]
fn no_cell_is_run_by_a_spreadsheet() {
    let text = "=1+1 ثم -5 ثم سرت";
    let made = |id: &str, at: std::ops::Range<usize>, note: &str| Annotation {
        note: note.to_owned(),
        ..annotation(id, at, "location", Status::Accepted)
    };
    let minus = text.find("-5").unwrap();
    let sirte = text.find("سرت").unwrap();
    let all = vec![made("a", 0..4, "+963"), made("b", minus..minus + 2, " @x"), made("c", sirte..sirte + 6, "'سرت'")];
    let document = Document::from_text(text).unwrap();
    let annotation_state =
        AnnotationState { annotations: AnnotationSet::from_annotations(all), ..AnnotationState::default() };
    let carried = Carried::default();
    let statuses = Statuses::usual(&annotation_state);
    let article = Article {
        name: "=a.txt",
        document: &document,
        annotation_state: &annotation_state,
        carried: &carried,
        statuses,
    };
    let south = |_: &str| Some(EntityFacts { position: Some((-33.5, -70.6)), ..EntityFacts::default() });
    let rows = rows(&export(&table::FORMAT, &[article], None, &south).unwrap());
    let cells: Vec<[&str; 5]> =
        rows[1..].iter().map(|row| [&*row[0], &*row[4], &*row[7], &*row[8], &*row[10]]).collect();
    // Degrees stay numbers.
    assert_eq!(cells[0], ["'=a.txt", "'=1+1", "-33.5", "-70.6", "'+963"]);
    assert_eq!(cells[1], ["'=a.txt", "'-5", "-33.5", "-70.6", "' @x"]);
    // A cell that begins with an apostrophe gets a second one: readers remove one from each cell that begins with one.
    assert_eq!(cells[2], ["'=a.txt", "سرت", "-33.5", "-70.6", "''سرت'"]);
}

#[test]
fn web_annotations_count_code_points_and_carry_the_quotation() {
    let page: Value = serde_json::from_str(&demo(&w3c::FORMAT, None).unwrap()).unwrap();
    assert_eq!(page["@context"], "http://www.w3.org/ns/anno.jsonld");
    assert_eq!((&page["type"], &page["unit"]), (&json!("AnnotationPage"), &json!("char")));
    let items = page["items"].as_array().unwrap();
    assert_eq!(items.len(), 2, "a rejected annotation is none");
    assert_eq!(items[0]["id"], "urn:hawashi:annotation:not%20a%20ulid");
    let place = &items[1];
    assert!(place["id"].as_str().unwrap().starts_with("urn:uuid:01"), "{}", place["id"]);
    assert_eq!(place["body"][0], json!({ "type": "TextualBody", "purpose": "tagging", "value": "Location" }));
    let selectors = json!([
        {
            "type": "TextQuoteSelector",
            "exact": "الرَّقّة",
            "prefix": " «قسد» (SDF) سقوط 12 قتيلاً قرب ",
            "suffix": "، وفق رويترز.",
        },
        { "type": "TextPositionSelector", "start": 39, "end": 47 },
    ]);
    assert_eq!(place["target"]["selector"], selectors);
    assert!(place["target"]["source"].as_str().unwrap().starts_with("urn:sha256:"));
}

#[test]
fn awkward_characters_count_as_they_stand() {
    // The text before the quotation, and its start in code points.
    let table = [
        ("قبل\r\n", 5),
        ("قـــبل ", 7),
        ("می\u{200c}خواهد ", 9),
        ("\u{200e}a\u{200f} ", 4),
        ("\u{feff}قبل ", 4),
        ("🔴👨‍👩‍👧 ", 7),
        ("كَتَبَ ", 7),
    ];
    for (before, start) in table {
        let text = format!("{before}سرت\u{64e} بعد");
        let kept = text.trim_start_matches('\u{feff}');
        let at = kept.find("سرت").unwrap();
        let made = annotation("a", at..at + 6, "location", Status::Accepted);
        let csv = exported(&text, vec![made.clone()], &table::FORMAT, None).unwrap();
        let row = rows(&csv).remove(1);
        assert_eq!((&*row[2], &*row[3], &*row[4]), (&*start.to_string(), &*(start + 3).to_string(), "سرت"), "{text:?}");
        let page: Value = serde_json::from_str(&exported(&text, vec![made], &w3c::FORMAT, None).unwrap()).unwrap();
        let selectors = &page["items"][0]["target"]["selector"];
        assert_eq!(selectors[1]["start"], start, "{text:?}");
        assert_eq!(selectors[0]["suffix"], " بعد", "no context begins with a mark");
    }
}

#[test]
fn a_format_with_a_unit_of_its_own_keeps_it() {
    assert!(matches!(demo(&w3c::FORMAT, Some(Unit::Utf16)), Err(ExchangeError::Unit { .. })));
    assert!(matches!(demo(&ron::FORMAT, Some(Unit::Char)), Err(ExchangeError::Unit { .. })));
    assert!(demo(&ron::FORMAT, Some(Unit::Byte)).unwrap().contains("span: (65, 81)"));
}

#[test]
fn every_format_is_whole_in_the_list() {
    let mut seen = std::collections::BTreeSet::new();
    for format in FORMATS.iter().copied() {
        assert!(seen.insert(format.name) && seen.insert(format.suffix), "{format:?}");
        assert_eq!(format_named(format.name), Some(format));
        for texts in [format.names, format.about] {
            let languages = texts.map(|(language, _)| language);
            assert_eq!(languages, ["en", "ar"], "{format:?}");
            assert!(texts.iter().all(|(_, text)| !text.trim().is_empty()), "{format:?}");
        }
        assert!(format.suffix.starts_with('.'), "{format:?}");
        // Without articles or with two there is either a file, or a reason why there is none.
        let document = Document::from_text(DEMO).unwrap();
        let (state, carried) = (AnnotationState::default(), Carried::default());
        let statuses = Statuses::usual(&state);
        let article = Article { name: "a", document: &document, annotation_state: &state, carried: &carried, statuses };
        let two = export(format, &[article, article], None, &entity);
        if format.holds_many {
            assert!(two.is_ok(), "{two:?}");
        } else {
            assert!(matches!(two, Err(ExchangeError::OneArticle { articles: 2, .. })), "{two:?}");
        }
        let other = if format.units == Units::Only(Unit::Utf16) { Unit::Byte } else { Unit::Utf16 };
        let error = export(format, &[article], Some(other), &entity).err().map(|error| error.to_string());
        assert_eq!(error.is_none(), format.units == Units::Any, "{error:?}");
        assert!(error.is_none_or(|error| error.contains(format.name) && error.contains("--unit")));
    }
}

#[test]
fn columns_hold_names_only_and_say_what_they_leave_out() {
    let text = "قوات مجلس شورى ثوار بنغازي في المدينة";
    let at = |part: &str| text.find(part).map(|start| start..start + part.len()).unwrap();
    let plain = |id: &str, part: &str, label: &str| Annotation {
        note: String::new(),
        entity: None,
        ..annotation(id, at(part), label, Status::Accepted)
    };
    let reference =
        Annotation { origin: Origin::Detected("coreference".to_owned()), ..plain("c", "المدينة", "location") };
    let all = vec![
        Annotation { note: "!".to_owned(), ..plain("a", "مجلس شورى ثوار بنغازي", "faction") },
        Annotation { status: Status::Suggested, ..plain("b", "بنغازي", "location") },
        reference,
    ];
    let document = Document::from_text(text).unwrap();
    let state = AnnotationState { annotations: AnnotationSet::from_annotations(all), ..AnnotationState::default() };
    let carried = Carried::default();
    let statuses = Statuses { accepted: true, suggested: true, rejected: false };
    let article = Article { name: "a", document: &document, annotation_state: &state, carried: &carried, statuses };
    let mut out = Vec::new();
    let options = Options { unit: None, mark: false, crlf: false, columns: &[], entities: &entity };
    let mut columns = Export::begin(&conll::FORMAT, &mut out, options).unwrap();
    columns.article(&article).unwrap();
    let summary = columns.end().unwrap();
    let expected = [
        (Loss::Nested, 1),
        (Loss::References, 1),
        (Loss::Statuses, 1),
        (Loss::Notes, 1),
        (Loss::Origins, 1),
        (Loss::Ids, 3),
    ];
    assert_eq!(summary.losses.into_iter().collect::<Vec<_>>(), expected);
    assert_eq!((summary.counts.accepted, summary.counts.suggested), (2, 1));
    let written = String::from_utf8(out).unwrap();
    let tags: Vec<&str> = written.lines().filter_map(|line| Some(line.split_once(' ')?.1)).collect();
    assert_eq!(tags, ["O", "O", "B-faction", "I-faction", "I-faction", "I-faction", "O", "O"]);
    // What was written is read again.
    let file = File { name: "a.conll", bytes: written.as_bytes(), beside: &NothingBeside, columns: &[] };
    let mut reader = conll::FORMAT.read.unwrap()(file).unwrap();
    let read = reader.next_article().unwrap().unwrap();
    let own = read.text.as_deref().unwrap();
    assert_eq!(own.trim_end(), text);
    assert_eq!(read.marked.len(), 1);
    let (start, end) = read.marked[0].fragments[0];
    assert_eq!(&own[start as usize..end as usize], "مجلس شورى ثوار بنغازي");
    assert_eq!(read.marked[0].annotation.label.as_str(), "faction");
    assert!(reader.next_article().unwrap().is_none());
}

/// Annotations of two statuses, relations between them, and everything else that an export can hold.
fn full() -> (Document, AnnotationState) {
    let document = Document::from_text(DEMO).unwrap();
    let acts = |names: &[&str]| {
        names.iter().fold(Provenance::default(), |acts, by| acts.with(Deed::Changed, by, "2026-11-22T09:33:00Z"))
    };
    let attributes: Attributes = [("side".to_owned(), AttributeValue::Text("x".to_owned()))].into_iter().collect();
    let one = Annotation {
        attributes: attributes.clone(),
        provenance: acts(&["سمير", "نور"]),
        ..annotation("one", 18..24, "faction", Status::Accepted)
    };
    let two = annotation("two", 65..81, "location", Status::Accepted);
    let rejected = annotation("three", 28..31, "faction", Status::Rejected);
    let fragments = Spans::new([Span::from_range(5..9), Span::from_range(11..15)]);
    let four = Annotation { spans: fragments, ..annotation("four", 5..15, "faction", Status::Suggested) };
    let mut state = AnnotationState {
        annotations: AnnotationSet::from_annotations([one, two, rejected, four]),
        attributes: attributes.clone(),
        ..AnnotationState::default()
    };
    let relations = [
        ("kept", "one", "two", Status::Accepted),
        ("refused", "one", "two", Status::Rejected),
        ("to-refused", "one", "three", Status::Accepted),
        ("waiting", "two", "lost", Status::Accepted),
        ("waiting-cut", "three", "lost", Status::Accepted),
    ];
    let relations = relations.map(|(id, from, to, status)| Relation {
        kind: "taken-from".into(),
        id: id.into(),
        from: from.into(),
        to: to.into(),
        status,
        ..Relation::default()
    });
    let mut relations = relations;
    "صلة".clone_into(&mut relations[0].note);
    relations[0].attributes = attributes;
    let (placed, waiting) = relations.split_at(3);
    for relation in placed {
        state.relations.insert(Arc::new(relation.clone())).unwrap();
    }
    let ron = "(label: \"faction\", quote: \"غائب\", span: (900, 908), id: \"lost\")";
    state.orphans.push(Orphan {
        ron: ron.into(),
        id: Some("lost".into()),
        relations: waiting.to_vec(),
        ..Orphan::default()
    });
    state.links.set(&"location".into(), "الرقه", Some(EntityLink::of("place:raqqa")));
    (document, state)
}

fn summary_of(format: &'static Format, statuses: Statuses) -> (Summary, String) {
    let (document, annotation_state) = full();
    let carried = Carried::default();
    let article =
        Article { name: "a", document: &document, annotation_state: &annotation_state, carried: &carried, statuses };
    let mut out = Vec::new();
    let mut export = Export::begin(
        format,
        &mut out,
        Options { unit: None, mark: false, crlf: false, columns: &[], entities: &entity },
    )
    .unwrap();
    export.article(&article).unwrap();
    let summary = export.end().unwrap();
    (summary, String::from_utf8_lossy(&out).into_owned())
}

#[test]
fn relations_go_along_with_both_their_ends_and_by_their_status() {
    let none = Statuses::default();
    let table = [
        (Statuses { accepted: true, ..none }, vec!["kept", "waiting"], 2),
        (
            Statuses { accepted: true, rejected: true, ..none },
            vec!["kept", "refused", "to-refused", "waiting", "waiting-cut"],
            0,
        ),
        (Statuses { suggested: true, ..none }, vec![], 0),
        (Statuses { rejected: true, ..none }, vec![], 1),
    ];
    for (statuses, expected, cut) in table {
        let (summary, file) = summary_of(&ron::FORMAT, statuses);
        assert_eq!(summary.cut_relations, cut, "{statuses:?}");
        let loaded = ron::parse_annotations(file, &full().0).unwrap();
        let state = &loaded.annotation_state;
        let waiting = state.orphans.iter().flat_map(|orphan| &orphan.relations);
        let mut there: Vec<_> = state.relations.iter().chain(waiting).map(|relation| relation.id.as_str()).collect();
        there.sort_unstable();
        assert_eq!(there, expected, "{statuses:?}");
        let is_broken = |warning: &ron::Warning| matches!(warning, ron::Warning::Broken { .. });
        assert!(!loaded.warnings.iter().any(is_broken), "{:?}", loaded.warnings);
    }
}

#[test]
fn every_format_says_what_it_leaves_out() {
    let all = Statuses { accepted: true, suggested: true, rejected: true };
    let counts = [
        (Loss::Fragments, 1),
        (Loss::Attributes, 1),
        (Loss::Provenance, 1),
        (Loss::History, 1),
        (Loss::Relations, 3),
        (Loss::DocumentAttributes, 1),
        (Loss::Links, 1),
        (Loss::Unplaced, 1),
        (Loss::Notes, 4),
        (Loss::Statuses, 2),
        (Loss::NoEvents, 4),
        (Loss::RelationNotes, 1),
        (Loss::RelationAttributes, 1),
    ];
    for format in FORMATS.iter().copied() {
        let (summary, text) = summary_of(format, all);
        for (loss, count) in counts {
            let told = summary.losses.get(&loss).copied();
            assert_eq!(told, (format.loses)(loss).then_some(count), "{format:?}: {loss:?}");
        }
        // What is not told is there; what is in an archive is seen by reading it.
        if format.name == "refi-qda" {
            continue;
        }
        for (loss, sign) in [
            (Loss::Notes, "ثم سكت"),
            (Loss::Statuses, "ejected"),
            (Loss::Relations, "taken-from"),
            (Loss::History, "نور"),
        ] {
            assert_eq!(text.contains(sign), !(format.loses)(loss), "{format:?}: {loss:?}");
        }
    }
    assert!(!FORMATS.iter().any(|format| format.name == "ron" && Loss::ALL.iter().any(|loss| (format.loses)(*loss))));
}
