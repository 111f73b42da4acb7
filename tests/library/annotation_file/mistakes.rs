//! Files that people have written by hand, that git has merged, or that contradict themselves: nothing is lost, all is said.

use hawashi::annotation::{AnnotationState, Edit, Record};
use hawashi::exchange::ron::RonError;

use super::*;

const ARTICLE: &str = "أعلن تنظيم «الدولة» أمس سيطرته على سرت. وقال نور إن الجيش رد بالمدفعية.";

fn document() -> Document {
    Document::from_text(ARTICLE).unwrap()
}

fn place(part: &str) -> String {
    let at = ARTICLE.find(part).unwrap();
    format!("({at}, {})", at + part.len())
}

/// A whole file; each list is one entry a line, on lines that the tests below name.
fn file(labels: &str, kinds: &str, annotations: &str, relations: &str) -> String {
    format!(
        "(\n    version: 2,\n    article: (file: \"a.txt\"),\n    labels: [\n{labels}\n    ],\n    relation_kinds: [\n{kinds}\n    ],\n    annotations: [\n{annotations}\n    ],\n    relations: [\n{relations}\n    ],\n)\n"
    )
}

const LABELS: &str = "        (id: \"place\", name: {\"en\": \"Place\"}, color: \"teal\", key: '1'),\n        (id: \"army\", name: {\"en\": \"Army\"}, color: \"orange\", attributes: [(id: \"side\", type: Choice, choices: [(id: \"a\")], required: true), (id: \"when\", type: Date), (id: \"size\", type: Number)]),";
const KINDS: &str = "        (id: \"holds\", name: {\"en\": \"Holds\"}, from: [\"army\"], to: [\"place\"]),";

fn annotations(more: &str) -> String {
    format!(
        "        (label: \"army\", quote: \"الجيش\", attributes: {{\"side\": Choice(\"a\")}}, span: {}, id: \"A\"),\n        (label: \"place\", quote: \"سرت\", span: {}, id: \"B\"),{more}",
        place("الجيش"),
        place("سرت")
    )
}

fn saved(loaded: &Loaded, document: &Document) -> String {
    annotations_to_ron("a.txt", document, &loaded.annotation_state, &loaded.carried)
}

/// Line and column of a part of a text, from 1.
fn position(text: &str, part: &str) -> (usize, usize) {
    let at = text.find(part).unwrap_or_else(|| panic!("{part} in {text}"));
    let before = &text[..at];
    (1 + before.matches('\n').count(), 1 + before.chars().rev().take_while(|c| *c != '\n').count())
}

fn position_of(warning: &Warning) -> Option<(usize, usize)> {
    match warning {
        Warning::Broken { line, column, .. } | Warning::Contradiction { line, column, .. } => Some((*line, *column)),
        _ => None,
    }
}

#[test]
fn what_contradicts_the_label_set_is_said_where_it_stands_and_kept() {
    let relation = |ends: &str| format!("        (kind: \"holds\", {ends}, id: \"R\"),");
    let fine = relation("from: \"A\", to: \"B\"");
    let with_label = |label: &str| file(&format!("{LABELS}\n        {label},"), KINDS, &annotations(""), &fine);
    let with_kind = |kind: &str| file(LABELS, &format!("{KINDS}\n        {kind},"), &annotations(""), &fine);
    let with_value = |value: &str| {
        let more = format!(
            "\n        (label: \"army\", quote: \"نور\", attributes: {{{value}}}, span: {}, id: \"C\"),",
            place("نور")
        );
        file(LABELS, KINDS, &annotations(&more), &fine)
    };
    let with_relation = |relation: &str| file(LABELS, KINDS, &annotations(""), relation);
    let table = [
        (with_relation(&fine.replace("\"holds\"", "\"helps\"")), "kind: \"helps\"", "helps"),
        (with_relation(&relation("from: \"B\", to: \"A\"")), "from: \"B\"", "from place to army"),
        (with_relation(&relation("from: \"A\", to: \"A\"")), "to: \"A\", id: \"R\"", "to itself"),
        (with_label("(id: \"x\", name: {\"en\": \"X\"}, color: \"teal\", key: '1')"), "key: '1'),\n    ]", "key 1"),
        (with_label("(id: \"x\", name: {\"en\": \"X\"}, color: \"teal\", parent: \"x\")"), "parent: \"x\"", "below x"),
        (
            with_label("(id: \"x\", name: {\"en\": \"X\"}, color: \"teal\", parent: \"nobody\")"),
            "parent: \"nobody\"",
            "nobody",
        ),
        (
            with_label("(id: \"x\", name: {\"en\": \"X\"}, color: \"teal\", detects: \"planet\")"),
            "detects: \"planet\"",
            "location, faction",
        ),
        (
            with_label(
                "(id: \"x\", name: {\"en\": \"X\"}, color: \"teal\", attributes: [(id: \"y\", type: YesNo, default: Number(1))])",
            ),
            "default: Number(1)",
            "another type",
        ),
        (
            with_label("(id: \"x\", name: {\"en\": \"X\"}, color: \"teal\", attributes: [(id: \"y\"), (id: \"y\")])"),
            "id: \"y\")]",
            "two of the id \"y\"",
        ),
        (with_kind("(id: \"k\", name: {\"en\": \"K\"}, to: [\"army\", \"navy\"])"), "\"navy\"", "no label navy"),
        (with_value("\"side\": Number(1)"), "\"side\": Number", "another type"),
        (with_value("\"side\": Choice(\"b\")"), "\"side\": Choice(\"b\")", "no choice"),
        (with_value("\"mood\": Text(\"b\")"), "\"mood\"", "no attribute \"mood\""),
        (with_value("\"when\": Date(\"2026-13-45\")"), "\"when\": Date", "2026-13-45"),
        (with_value("\"size\": Colour(3)"), "\"size\": Colour", "Colour"),
        (with_value("\"size\": 1.5"), "\"size\": 1.5", "Number(1.5)"),
    ];
    for (text, place, said) in table {
        let document = document();
        let loaded = parse_annotations(text.clone(), &document).unwrap();
        let [warning] = loaded.warnings.as_slice() else { panic!("{place}: {:?}", loaded.warnings) };
        assert!(matches!(warning, Warning::Contradiction { more: 0, .. }), "{warning:?}");
        assert_eq!(position_of(warning), Some(position(&text, place)), "{warning}");
        assert!(warning.to_string().contains(said), "{said} in {warning}");
        assert!(!loaded.altered, "{warning}");
        // Nothing is dropped, and saving twice gives the same bytes.
        let ron = saved(&loaded, &document);
        let again = parse_annotations(ron.clone(), &document).unwrap();
        assert_eq!(again.annotation_state, loaded.annotation_state);
        assert_eq!(saved(&again, &document), ron);
        let kept = text.lines().filter(|line| line.trim_start().starts_with('('));
        for line in kept.filter(|line| !line.contains("note: [")) {
            assert!(ron.contains(line.trim_start_matches(' ').split(", span").next().unwrap()), "{line} in {ron}");
        }
    }
}

#[test]
fn a_circle_of_labels_and_times_that_are_none_are_said() {
    let labels = "        (id: \"a\", name: {\"en\": \"A\"}, color: \"teal\", parent: \"b\"),\n        (id: \"b\", name: {\"en\": \"B\"}, color: \"teal\", parent: \"a\"),";
    let annotation = format!(
        "        (label: \"a\", quote: \"سرت\", span: {}, id: \"A\", provenance: [(by: \"x\", at: \"2026-11-22T09:36:00Z\"), (by: \"y\", at: \"yesterday\")]),",
        place("سرت")
    );
    let text = file(labels, "", &annotation, "");
    let loaded = parse_annotations(text.clone(), &document()).unwrap();
    let told: Vec<_> = loaded.warnings.iter().filter_map(position_of).collect();
    assert_eq!(
        told,
        [position(&text, "parent: \"b\""), position(&text, "parent: \"a\""), position(&text, "at: \"yesterday\"")]
    );
    // The same in many places is one sentence.
    let many: String = (0..40).map(|i| annotation.replace("\"A\"", &format!("\"A{i}\"")) + "\n").collect();
    let loaded = parse_annotations(file(LABELS, "", &many, ""), &document()).unwrap();
    let faults: Vec<_> =
        loaded.warnings.iter().filter(|warning| matches!(warning, Warning::Contradiction { .. })).collect();
    assert!(matches!(faults.as_slice(), [Warning::Contradiction { more: 39, .. }]), "{faults:?}");
}

#[test]
fn what_an_article_says_of_itself_wrongly_is_kept() {
    let text = file(LABELS, KINDS, &annotations(""), "").replace(
        "(file: \"a.txt\")",
        "(file: \"a.txt\", attributes: {\"published\": Date(\"2026-02-30\"), \"pages\": Number(2), \"title\": Text(\"س\")})",
    );
    let loaded = parse_annotations(text.clone(), &document()).unwrap();
    let told: Vec<_> = loaded.warnings.iter().filter_map(position_of).collect();
    assert_eq!(told, [position(&text, "\"pages\""), position(&text, "\"published\"")].map(|place| place));
    let ron = saved(&loaded, &document());
    assert!(
        ron.contains("{\"pages\": Number(2), \"published\": Date(\"2026-02-30\"), \"title\": Text(\"س\")}"),
        "{ron}"
    );
}

#[test]
fn a_mistake_in_one_kind_leaves_the_others() {
    for (list, wrong) in [
        ("relation_kinds", "(id: 3)"),
        ("relation_kinds", "(name: {\"en\": \"x\"})"),
        ("relation_kinds", "(id: \"holds\", name: {\"en\": \"again\"})"),
        ("document_attributes", "(id: \"x\", type: Colour)"),
        ("document_attributes", "(id: \"title\", required: maybe)"),
    ] {
        let text = file(LABELS, KINDS, &annotations(""), "");
        let good = "        (id: \"title\"),";
        let attributes = format!("    document_attributes: [\n{good}\n    ],\n    annotations:");
        let text = text.replace("    annotations:", &attributes);
        let text = match list {
            "relation_kinds" => text.replace(KINDS, &format!("{KINDS}\n        {wrong},")),
            _ => text.replace(good, &format!("{good}\n        {wrong},")),
        };
        let document = document();
        let loaded = parse_annotations(text.clone(), &document).unwrap();
        let [warning] = loaded.warnings.as_slice() else { panic!("{wrong}: {:?}", loaded.warnings) };
        assert_eq!(warning.line(), Some(position(&text, wrong).0), "{warning}");
        let labels = &loaded.annotation_state.labels;
        assert_eq!((labels.relation_kinds.len(), labels.document_attributes.len()), (1, 1));
        let ron = saved(&loaded, &document);
        assert!(ron.contains(&format!("        {wrong},\n")), "{ron}");
        assert_eq!(saved(&parse_annotations(ron.clone(), &document).unwrap(), &document), ron);
    }
    // A field that is no list at all is text, too.
    for field in ["labels: {}", "relation_kinds: 5", "links: (1, 2)", "relations: None"] {
        let text =
            format!("(\n    version: 2,\n    article: (file: \"a.txt\"),\n    {field},\n    annotations: [],\n)\n");
        let loaded = parse_annotations(text, &document()).unwrap();
        assert_eq!(loaded.warnings.len(), 1, "{field}");
        assert!(saved(&loaded, &document()).contains(&format!("    {field},\n")));
    }
}

#[test]
fn a_label_that_was_broken_and_mended_by_hand_comes_back() {
    let document = document();
    for (id, label) in [
        (
            "army",
            "(id: \"army\", name: {\"en\": \"Army\"}, color: \"#445566\", key: '3', description: {\"en\": \"d\"})",
        ),
        // Articles begin with this one.
        ("faction", "(id: \"faction\", name: {\"en\": \"Group\"}, color: \"rose\", key: '7')"),
        ("سلاح", "(id: \"سلاح\", name: {\"ar\": \"سلاح\"}, color: \"plum\")"),
    ] {
        let annotation = format!("        (label: \"{id}\", quote: \"الجيش\", span: {}, id: \"A\"),", place("الجيش"));
        let whole = file(&format!("        {label},"), "", &annotation, "");
        let expected = parse_annotations(whole.clone(), &document).unwrap().annotation_state.labels;
        for (sign, broken) in [("color: \"", "color: 5\""), ("name: {", "name: {5, "), ("color: \"", "color: \"no ")] {
            let text = whole.replace(sign, broken).replace("color: 5\"", "color: 5, x: \"");
            let Ok(loaded) = parse_annotations(text.clone(), &document) else { continue };
            assert_eq!(loaded.warnings.len(), 1, "{:?}", loaded.warnings);
            // It is used meanwhile, and something is edited.
            let mut state = loaded.annotation_state.clone();
            assert!(state.labels.get(&id.into()).is_some());
            let made = Annotation { id: "new".into(), ..Annotation::new(span_of("سرت"), id) };
            Transaction::from(Edit::Insert(Arc::new(made))).apply(&mut state).unwrap();
            let edited = annotations_to_ron("a.txt", &document, &state, &loaded.carried);
            assert_eq!(edited.matches(&format!("(id: \"{id}\"")).count(), 1, "{edited}");
            // Somebody mends the line.
            let line =
                |text: &str| text.lines().find(|line| line.contains(&format!("(id: \"{id}\""))).unwrap().to_owned();
            let mended = edited.replace(&line(&edited), &line(&whole));
            let back = parse_annotations(mended, &document).unwrap();
            assert_eq!(back.warnings, []);
            assert_eq!(back.annotation_state.labels, expected);
            assert_eq!(back.annotation_state.annotations.len(), 2);
        }
        // What an earlier version wrote above the line gives way, too.
        let grey = format!("        (id: \"{id}\", name: {{\"ar\": \"{id}\", \"en\": \"{id}\"}}, color: \"#8a8a8a\"),");
        let text = whole.replace("labels: [\n", &format!("labels: [\n{grey}\n"));
        let loaded = parse_annotations(text, &document).unwrap();
        assert_eq!((loaded.warnings.len(), &loaded.annotation_state.labels), (0, &expected));
    }
}

#[test]
fn a_label_that_stands_twice_and_the_second_time_broken_is_written() {
    let annotation = format!("        (label: \"faction\", quote: \"الجيش\", span: {}, id: \"A\"),", place("الجيش"));
    let standard = LabelSet::standard().get(&"faction".into()).unwrap();
    for first in [to_line(standard), to_line(&Label::new("faction", "faction", "faction", "#8a8a8a", None))] {
        let text = file(&format!("        {first},\n        (id: \"faction\", color: 5),"), "", &annotation, "");
        let loaded = parse_annotations(text, &document()).unwrap();
        assert_eq!(loaded.warnings.len(), 1);
        let ron = saved(&loaded, &document());
        assert!(ron.contains(&format!("        {first},\n")), "{first} in {ron}");
        let again = parse_annotations(ron.clone(), &document()).unwrap();
        assert_eq!(again.annotation_state, loaded.annotation_state);
        assert_eq!(saved(&again, &document()), ron);
    }
}

fn span_of(part: &str) -> Span {
    let at = ARTICLE.find(part).unwrap();
    Span::from_range(at..at + part.len())
}

#[test]
fn complaints_name_the_field_that_they_are_about() {
    let with = |annotation: &str| file(LABELS, KINDS, &annotations(&format!("\n        {annotation},")), "");
    let related = |relation: &str| file(LABELS, KINDS, &annotations(""), &format!("        {relation},"));
    let table = [
        (
            file(&format!("{LABELS}\n        (id: \"x\", name: {{\"en\": \"X\"}}, color: \"#44556\"),"), "", "", ""),
            "color: \"#44556\"",
            "#44556",
        ),
        (
            file(&format!("{LABELS}\n        (id: \"army\", name: {{\"en\": \"X\"}}, color: \"teal\"),"), "", "", ""),
            "id: \"army\", name: {\"en\": \"X\"",
            "army",
        ),
        (related("(kind: \"holds\", from: \"A\", to: \"ZZZ\", id: \"R\")"), "to: \"ZZZ\"", "no annotation ZZZ"),
        (related("(kind: \"holds\", from: \"ZZZ\", to: \"A\", id: \"R\")"), "from: \"ZZZ\"", "no annotation ZZZ"),
        (
            related("(kind: \"holds\", from: \"A\", id: \"R\")"),
            "(kind: \"holds\", from: \"A\", id",
            "\"to\" is missing",
        ),
        (with("(quote: \"x\", span: (1, 5), id: \"C\")"), "(quote: \"x\"", "\"label\" is missing"),
        (with("(label: \"army\", span: (88.0, 92), id: \"C\")"), "", "88.0"),
        (with("(label: \"army\", span: (-1, 92), id: \"C\")"), "", "whole numbers"),
        (with("(label: \"army\", span: \"x\", id: \"C\")"), "", "whole numbers"),
        (with("(label: \"army\", span: (1, 5), confidence: 7, id: \"C\")"), "", "a confidence is a number from 0 to 1"),
        (
            with("(label: \"army\", span: (1, 5), confidence: NaN, id: \"C\")"),
            "",
            "a confidence is a number from 0 to 1",
        ),
    ];
    for (text, place, said) in table {
        let loaded = parse_annotations(text.clone(), &document()).unwrap();
        let [warning] = loaded.warnings.as_slice() else { panic!("{said}: {:?}", loaded.warnings) };
        let (line, column) = position_of(warning).unwrap();
        if !place.is_empty() {
            assert_eq!((line, column), position(&text, place), "{warning}");
        }
        assert!(column > 8 && warning.to_string().contains(said), "{said} in {warning}");
        assert!(!warning.to_string().contains("reader of RON"), "{warning}");
    }
}

#[test]
fn relations_of_an_annotation_that_cannot_be_read_wait_for_it() {
    let document = document();
    let text = file(LABELS, KINDS, &annotations(""), "        (kind: \"holds\", from: \"A\", to: \"B\", id: \"R\"),");
    let broken = text.replace("quote: \"الجيش\"", "quote: 5");
    let loaded = parse_annotations(broken, &document).unwrap();
    assert_eq!(loaded.warnings.len(), 1, "{:?}", loaded.warnings);
    assert_eq!(loaded.annotation_state.relations.len(), 0);
    let ron = saved(&loaded, &document);
    assert!(ron.contains("(kind: \"holds\", from: \"A\", to: \"B\", id: \"R\")"), "{ron}");
    let mended = parse_annotations(ron.replace("quote: 5", "quote: \"الجيش\""), &document).unwrap();
    assert_eq!((mended.warnings.len(), mended.annotation_state.relations.len()), (0, 1));
}

#[test]
fn fragments_that_touch_or_overlap_are_read_as_one() {
    let at = |part: &str| ARTICLE.find(part).unwrap();
    let (army, nour) = (at("الجيش"), at("نور"));
    let table = [
        (vec![(army, army + 4), (army + 4, army + 10)], "الجيش"),
        (vec![(army, army + 6), (army + 4, army + 10)], "الجيش"),
        (vec![(nour, nour + 6), (army, army + 4), (army + 4, army + 10)], "نور … الجيش"),
    ];
    for (fragments, expected) in table {
        let quotes: Vec<_> = fragments.iter().map(|(start, end)| format!("{:?}", &ARTICLE[*start..*end])).collect();
        let annotation =
            format!("        (label: \"army\", quote: [{}], span: {fragments:?}, id: \"A\"),", quotes.join(", "));
        let text = file(LABELS, "", &annotation, "");
        let loaded = parse_annotations(text.clone(), &document()).unwrap();
        let [warning] = loaded.warnings.as_slice() else { panic!("{:?}", loaded.warnings) };
        assert_eq!(position_of(warning), Some(position(&text, "span:")));
        assert!(warning.to_string().contains("touch or overlap"), "{warning}");
        assert_eq!(on(&loaded, &document(), expected).id.as_str(), "A");
        assert!(parse_annotations(saved(&loaded, &document()), &document()).unwrap().warnings.is_empty());
    }
}

#[test]
fn files_without_content_or_of_no_version_are_refused_in_words() {
    let file = |version: &str| {
        format!("(\n    version: {version},\n    article: (file: \"a.txt\"),\n    annotations: [],\n)\n")
    };
    for (text, error) in [
        (String::new(), RonError::Empty),
        ("  \n\n".to_owned(), RonError::Empty),
        ("\u{feff}".to_owned(), RonError::Empty),
        (file("0"), RonError::NoVersion),
    ] {
        assert_eq!(parse_annotations(text, &document()).unwrap_err(), error);
    }
    assert!(matches!(parse_annotations(file("-1"), &document()), Err(RonError::Syntax { .. })));
}

#[test]
fn comments_stay_with_what_they_stand_above() {
    let text = format!(
        "// at the head\n/* and a\n   block */\n(\n    version: 2, // of the form\n    // the article\n    article: (file: \"a.txt\"),\n    labels: [ // labels\n        // a place\n        (id: \"place\", name: {{\"en\": \"Place\"}}, color: \"teal\", key: '1'), // behind it\n        // broken\n        (id: \"x\", /* inside */ color: 5),\n        // the end of labels\n    ],\n    // the annotations\n    annotations: [\n        // first // and more\n        // second line\n        (label: \"place\", quote: \"سرت\", /* in it */ note: \"// no comment\", span: {}, id: \"A\", x: (1 /* kept */, 2)),\n        /* gone */ (label: \"place\", quote: \"غائب\", span: (900, 908), id: \"lost\"),\n        // the end\n    ],\n    mine: [1, // in mine\n        2],\n    // last\n)\n// tail\n",
        place("سرت")
    );
    let document = document();
    let loaded = parse_annotations(text, &document).unwrap();
    let ron = saved(&loaded, &document);
    let lines: Vec<&str> = ron.lines().map(str::trim).collect();
    let behind = |comment: &str| {
        let at = lines.iter().position(|line| *line == comment).unwrap_or_else(|| panic!("{comment} in {ron}"));
        lines[at + 1..].iter().find(|line| !line.starts_with('/') && **line != "block */").copied().unwrap_or_default()
    };
    for (comment, next) in [
        ("// at the head", "("),
        ("// of the form", "version: 2,"),
        ("// the article", "article: "),
        ("// labels", "labels: ["),
        ("// a place", "(id: \"place\""),
        ("// behind it", "(id: \"place\""),
        ("// broken", "(id: \"x\", /* inside */ color: 5)"),
        ("// the end of labels", "],"),
        ("// the annotations", "annotations: ["),
        ("// first // and more", "(label: \"place\", quote: \"سرت\""),
        ("// second line", "(label: \"place\", quote: \"سرت\""),
        ("/* in it */", "(label: \"place\", quote: \"سرت\""),
        ("/* gone */", "(label: \"place\", quote: \"غائب\""),
        ("// the end", "],"),
        ("// last", ")"),
        ("// tail", ""),
    ] {
        assert!(behind(comment).starts_with(next), "{comment}: {}", behind(comment));
    }
    assert!(ron.contains("/* and a\n   block */\n("), "{ron}");
    for once in ["// in mine", "/* kept */", "/* inside */", "/* in it */", "// no comment"] {
        assert_eq!(ron.matches(once).count(), 1, "{once} in {ron}");
    }
    // They are as stable as everything else, also when their entry is gone.
    let again = parse_annotations(ron.clone(), &document).unwrap();
    assert_eq!(saved(&again, &document), ron);
    let mut state = again.annotation_state.clone();
    Transaction::from(Edit::Remove("A".into())).apply(&mut state).unwrap();
    let without = annotations_to_ron("a.txt", &document, &state, &again.carried);
    for kept in ["// first // and more", "// second line", "/* in it */"] {
        assert_eq!(without.matches(kept).count(), 1, "{without}");
    }
    let again = parse_annotations(without.clone(), &document).unwrap();
    assert_eq!(saved(&again, &document), without);
}

#[test]
fn lists_that_are_there_twice_are_both_read() {
    let document = document();
    let one = format!("(label: \"place\", quote: \"سرت\", span: {}, id: \"B\")", place("سرت"));
    let two = format!("(label: \"place\", quote: \"نور\", span: {}, id: \"C\")", place("نور"));
    let label = |id: &str| format!("(id: \"{id}\", name: {{\"en\": \"{id}\"}}, color: \"teal\")");
    let text = format!(
        "(\n    version: 2,\n    article: (file: \"a.txt\"),\n    labels: [{}],\n    annotations: [{one}],\n    labels: [{}, {}],\n    annotations: [{one}, {two}],\n)\n",
        label("place"),
        label("place"),
        label("army")
    );
    let loaded = parse_annotations(text, &document).unwrap();
    let keys: Vec<_> = loaded.warnings.iter().map(|warning| (warning.key(), warning.line())).collect();
    assert_eq!(keys, [("warning-annotations-repeated", Some(6)), ("warning-annotations-repeated", Some(7))]);
    assert!(loaded.altered);
    let state = &loaded.annotation_state;
    assert_eq!((state.annotations.len(), state.labels.len()), (2, 2));
    assert_eq!(parse_annotations(saved(&loaded, &document), &document).unwrap().warnings, []);
}

#[test]
fn both_sides_of_a_merge_are_read() {
    let document = document();
    let entry = |part: &str, id: &str, note: &str| {
        format!("        (label: \"place\", quote: \"{part}\", note: \"{note}\", span: {}, id: \"{id}\"),", place(part))
    };
    let ours = format!("{}\n{}", entry("سرت", "B", "ours"), entry("نور", "C", "c"));
    let theirs = format!("{}\n{}", entry("سرت", "B", "theirs"), entry("أمس", "D", "d"));
    let (same, other) = (entry("الجيش", "A", "a"), entry("بالمدفعية", "E", "e"));
    let head = "(\n    version: 2,\n    article: (file: \"a.txt\"),\n    labels: [\n        (id: \"place\", name: {\"en\": \"Place\"}, color: \"teal\"),\n    ],\n    annotations: [\n";
    let text = |base: &str| {
        format!("{head}{same}\n<<<<<<< HEAD\n{ours}\n{base}=======\n{theirs}\n>>>>>>> colleague\n{other}\n    ],\n)\n")
    };
    for text in
        [text(""), text("||||||| base\n"), text("||||||| 1234\n        (label: 5),\n"), text("").replace('\n', "\r\n")]
    {
        let loaded = parse_annotations(text.clone(), &document).unwrap();
        let keys: Vec<_> = loaded.warnings.iter().map(|warning| warning.key()).collect();
        assert_eq!(keys, ["warning-annotations-undecided"]);
        let line = |part: &str| Some(position(&text, part).0);
        assert_eq!(loaded.warnings[0].line(), line("<<<<<<<"));
        let ids: HashSet<_> = loaded.annotation_state.annotations.iter().map(|a| a.id.as_str().to_owned()).collect();
        assert_eq!(ids, ["A", "B", "C", "D", "E"].map(str::to_owned).into());
        assert_eq!(loaded.annotation_state.annotations.get(&"B".into()).unwrap().note, "ours");
        let [conflict] = loaded.annotation_state.conflicts.as_slice() else { panic!("one conflict") };
        let theirs = conflict.theirs.as_ref().and_then(Record::annotation).unwrap();
        assert_eq!((theirs.id.as_str(), theirs.note.as_str()), ("B", "theirs"));
        let ron = saved(&loaded, &document);
        assert!(ron.contains("\n=======\n        (label: \"place\", quote: \"سرت\", note: \"theirs\""), "{ron}");
        let again = parse_annotations(ron.clone(), &document).unwrap();
        assert_eq!(again.annotation_state, loaded.annotation_state);
        assert!(!again.altered, "the file has both sides already");
        assert_eq!(saved(&again, &document), ron);
    }
    // Adjacent lines that two people have added are in git's way, and in nobody else's.
    let apart = text("").replace(&entry("سرت", "B", "theirs"), &entry("سرت", "B", "ours"));
    let loaded = parse_annotations(apart, &document).unwrap();
    let keys: Vec<_> = loaded.warnings.iter().map(|warning| warning.key()).collect();
    assert_eq!(keys, ["warning-annotations-conflict"]);
    assert!(loaded.altered && loaded.annotation_state.conflicts.is_empty());
    assert_eq!(loaded.annotation_state.annotations.len(), 5);
    assert_eq!(parse_annotations(saved(&loaded, &document), &document).unwrap().warnings, []);
    // Sides that are no whole files are refused with the lines; nothing is guessed.
    for text in [
        text("").replace("=======", "-------"),
        text("").replace("note: \"theirs\"", "note: \"theirs"),
        format!("{head}<<<<<<< a\n    ],\n=======\n>>>>>>> b\n"),
    ] {
        let error = parse_annotations(text.clone(), &document).unwrap_err();
        let RonError::Conflict { lines } = &error else { panic!("{error}") };
        assert_eq!(lines[0], position(&text, "<<<<<<<").0);
    }
}

/// A state that has everything in it, from an example of a file.
fn example() -> (Document, String) {
    (Document::from_text(documented("text")).unwrap(), documented("ron"))
}

proptest! {
    /// Whatever is done to a file: it is refused, or all that can be read comes back the same from what is saved.
    #[test]
    fn no_change_by_hand_is_too_odd(
        changes in proptest::collection::vec((any::<prop::sample::Index>(), 0..14_usize, any::<prop::sample::Index>()), 1..5),
    ) {
        let (document, mut text) = example();
        for (at, change, other) in changes {
            let places: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
            let (at, other) = (places[at.index(places.len())], places[other.index(places.len())]);
            let line = |text: &str, at: usize| {
                let start = text[..at].rfind('\n').map_or(0, |line| line + 1);
                (start, text[start..].find('\n').map_or(text.len(), |end| start + end + 1))
            };
            match change {
                0 => text.insert(at, ')'),
                1 => text.insert_str(at, "// comment\n"),
                2 => text.insert_str(at, "/* x */"),
                3 => drop(text.remove(at)),
                4 => text.insert_str(at, "\n<<<<<<< a\n=======\n>>>>>>> b\n"),
                5 => text.insert(at, '"'),
                6 => text.insert(at, '7'),
                7 => {
                    let (start, end) = line(&text, at);
                    let twice = text[start..end].to_owned();
                    text.insert_str(start, &twice);
                }
                8 => {
                    let (start, end) = line(&text, at);
                    text.replace_range(start..end, "");
                }
                9 => {
                    let (start, end) = line(&text, at);
                    let moved = text[start..end].to_owned();
                    text.replace_range(start..end, "");
                    let to = line(&text, text.floor_char_boundary(other.min(text.len()))).0;
                    text.insert_str(to, &moved);
                }
                10 => {
                    let (start, end) = line(&text, at);
                    let own = text[start..end].to_owned();
                    text.replace_range(start..end, &format!("<<<<<<< a\n{own}=======\n{}>>>>>>> b\n", own.replacen('a', "b", 1)));
                }
                11 => {
                    let (start, _) = line(&text, at);
                    text.insert_str(start, "        // a line\n");
                }
                12 => text = text.replacen("سرت", "غائب", 1),
                _ => text.insert_str(at, ", "),
            }
        }
        if let Ok(loaded) = parse_annotations(text.clone(), &document) {
            let ron = saved(&loaded, &document);
            let again = parse_annotations(ron.clone(), &document).unwrap();
            let state = |state: &AnnotationState| {
                let mut state = state.clone();
                state.orphans.iter_mut().for_each(|orphan| orphan.line = 0);
                // Where neither end has a place, either may keep the relation.
                let mut kept: Vec<_> = state.orphans.iter_mut().flat_map(|orphan| orphan.relations.drain(..)).collect();
                kept.sort_by(|a, b| a.id.cmp(&b.id));
                if let Some(first) = state.orphans.first_mut() {
                    first.relations = kept;
                }
                state
            };
            prop_assert_eq!(state(&again.annotation_state), state(&loaded.annotation_state), "{}", text);
            prop_assert_eq!(saved(&again, &document), ron, "{}", text);
        }
    }
}
