//! Exports of the demo text, whose offsets were computed independently, and of awkward texts.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

use hawashi::annotation::{Annotation, AnnotationSet, Carried, Extras, Notes, Origin, Status};
use hawashi::document::Document;
use hawashi::exchange::{Article, ExchangeError, Format, export};
use hawashi::text::Span;
use hawashi::text::units::Unit;
use serde_json::{Value, json};

const DEMO: &str = "🔴 أعلنت «قسد» (SDF) سقوط 12 قتيلاً قرب الرَّقّة، وفق رويترز.";

fn annotation(id: &str, range: std::ops::Range<usize>, label: &str, status: Status) -> Annotation {
    Annotation {
        id: id.into(),
        span: Span::from_range(range),
        label: label.into(),
        entity: (label == "location").then(|| "place:raqqa".to_owned()),
        status,
        origin: Origin::Manual,
        changed: false,
        note: "قال: \"نعم\"،\nثم سكت".into(),
        by: String::new(),
        at: String::new(),
        extras: Extras::default(),
    }
}

fn exported(
    text: &str,
    annotations: Vec<Annotation>,
    format: Format,
    unit: Option<Unit>,
) -> Result<String, ExchangeError> {
    let document = Document::decode(text.as_bytes().to_vec(), None).unwrap();
    let notes = Notes { annotations: AnnotationSet::from_annotations(annotations), ..Notes::default() };
    let article = Article { name: "مقال, 1.txt", document: &document, notes: &notes, carried: &Carried::default() };
    export(format, &[article], unit, &|id| (id == "place:raqqa").then_some((35.95, 39.01)))
}

fn demo(format: Format, unit: Option<Unit>) -> Result<String, ExchangeError> {
    let place = annotation("01J0000000000000000000000A", 65..81, "location", Status::Accepted);
    let faction = annotation("not a ulid", 18..24, "faction", Status::Suggested);
    let refused = annotation("refused", 2 + 2..15, "faction", Status::Rejected);
    let refused = Annotation { span: Span::from_range(5..15), ..refused };
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
        let csv = demo(Format::Csv, Some(unit)).unwrap();
        assert!(csv.starts_with("doc,unit,start,end,quote,label,status,lat,lon,uri,note\r\n"));
        let rows = rows(&csv);
        let note = "قال: \"نعم\"،\nثم سكت";
        let name = unit.name();
        assert_eq!(rows[1][6], "rejected");
        let expected = ["مقال, 1.txt", name, faction.0, faction.1, "قسد", "faction", "suggested", "", "", "", note];
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
        ];
        assert_eq!(rows[3], expected);
    }
}

#[test]
fn web_annotations_count_code_points_and_carry_the_quotation() {
    let page: Value = serde_json::from_str(&demo(Format::W3c, None).unwrap()).unwrap();
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
    // Text before the quotation, and its start in code points.
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
        let csv = exported(&text, vec![made.clone()], Format::Csv, None).unwrap();
        let row = rows(&csv).remove(1);
        assert_eq!((&*row[2], &*row[3], &*row[4]), (&*start.to_string(), &*(start + 3).to_string(), "سرت"), "{text:?}");
        let page: Value = serde_json::from_str(&exported(&text, vec![made], Format::W3c, None).unwrap()).unwrap();
        let selectors = &page["items"][0]["target"]["selector"];
        assert_eq!(selectors[1]["start"], start, "{text:?}");
        assert_eq!(selectors[0]["suffix"], " بعد", "no context begins with a mark");
    }
}

#[test]
fn a_format_with_a_unit_of_its_own_keeps_it() {
    assert!(matches!(demo(Format::W3c, Some(Unit::Utf16)), Err(ExchangeError::Unit { .. })));
    assert!(matches!(demo(Format::Ron, Some(Unit::Char)), Err(ExchangeError::Unit { .. })));
    assert!(demo(Format::Ron, Some(Unit::Byte)).unwrap().contains("span: (65, 81)"));
}

#[test]
fn formats_of_later_versions_say_so() {
    let table = [("brat", "not in this version"), ("tei", "not in this version"), ("docx", "no format")];
    for (name, part) in table {
        let error = name.parse::<Format>().unwrap_err().to_string();
        assert!(error.contains(part) && error.contains("ron, csv and w3c"), "{error}");
    }
}
