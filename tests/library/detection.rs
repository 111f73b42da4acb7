//! Detection in annotated sentences of our own: `[faction|قوات حفتر]`, `[location:ref|المدينة]`, possibly nested.
//! Everything else in a sentence must stay unmarked.

#![allow(clippy::disallowed_methods, reason = "a test may read an article")]

use crate::clock;
use crate::needs;

use std::fmt::Write as _;
use std::ops::ControlFlow;

use hawashi::detect::{Candidate, Detector, Form};
use hawashi::lexicon::Lexicon;
use proptest::prelude::*;
use unicode_segmentation::UnicodeSegmentation;

fn detector() -> Detector {
    Detector::new(Lexicon::builtin())
}

/// The text without its marks, and the marks as (start, end, label).
fn parse(marked: &str) -> (String, Vec<(usize, usize, String)>) {
    let (mut text, mut marks, mut open) = (String::new(), Vec::new(), Vec::new());
    let mut rest = marked;
    while let Some(c) = rest.chars().next() {
        rest = &rest[c.len_utf8()..];
        match c {
            '[' => {
                let (label, after) = rest.split_once('|').expect("a label ends with |");
                open.push((text.len(), label.to_owned()));
                rest = after;
            }
            ']' => {
                let (start, label) = open.pop().expect("an opening bracket");
                marks.push((start, text.len(), label));
            }
            _ => text.push(c),
        }
    }
    assert!(open.is_empty(), "unclosed bracket in {marked}");
    marks.sort_by_key(|(start, end, _)| (*start, std::cmp::Reverse(*end)));
    (text, marks)
}

/// The text with the candidates marked.
fn mark(text: &str, candidates: &[Candidate]) -> String {
    let mut edges: Vec<(usize, bool, usize, &Candidate)> = Vec::new();
    for c in candidates {
        edges.push((c.span.start.index(), true, usize::MAX - c.span.len() as usize, c));
        edges.push((c.span.end.index(), false, c.span.len() as usize, c));
    }
    edges.sort_by_key(|(at, opens, len, _)| (*at, *opens, *len));
    let (mut marked, mut at) = (String::new(), 0);
    for (edge, opens, _, c) in edges {
        marked.push_str(&text[at..edge]);
        at = edge;
        if opens {
            let form = if c.form == Form::Reference { ":ref" } else { "" };
            let _ = write!(marked, "[{}{form}|", c.kind.name());
        } else {
            marked.push(']');
        }
    }
    marked + &text[at..]
}

/// Checks a file of annotated documents, one per line; returns their number.
fn check(file: &str, cases: &str) -> usize {
    let detector = detector();
    let (mut count, mut failures) = (0, String::new());
    for line in cases.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let marked = line.replace("\\r", "\r").replace("\\n", "\n");
        let (text, _) = parse(&marked);
        let found = mark(&text, &detector.detect(&text));
        count += 1;
        if found != marked {
            let _ = writeln!(failures, "expected  {marked}\nfound     {found}\n");
        }
    }
    assert!(failures.is_empty(), "{file}:\n{failures}");
    count
}

#[test]
fn the_marks_are_read_as_written() {
    let (text, marks) = parse("في [faction|مجلس [location|سرت]] أمس");
    assert_eq!(text, "في مجلس سرت أمس");
    assert_eq!(marks, [(5, 20, "faction".to_owned()), (14, 20, "location".to_owned())]);
}

#[test]
fn factions_are_found_as_the_guidelines_say() {
    assert!(check("factions.txt", include_str!("detection/factions.txt")) >= 30);
}

#[test]
fn places_are_found_as_the_guidelines_say() {
    assert!(check("places.txt", include_str!("detection/places.txt")) >= 30);
}

#[test]
fn nothing_absurd_is_found() {
    assert!(check("nothing.txt", include_str!("detection/nothing.txt")) >= 20);
}

#[test]
fn a_name_is_remembered_nearby_and_forgotten_in_time() {
    let sure = "دخل الجيش مدينة سرت في ليبيا.\n";
    let bare = "وكانت سرت هادئة.\n";
    let filler = "قال الرجل إن الطقس كان جميلا في الصباح وإنه خرج مع أولاده ليشتري الخبز.\n";
    let found = |text: &str| {
        let of_name = |c: &&Candidate| c.span.of(text) == "سرت";
        detector().detect(text).iter().filter(of_name).count()
    };
    assert_eq!(found(&format!("{sure}{bare}")), 2);
    assert_eq!(found(&format!("{bare}{}{sure}", filler.repeat(100))), 2, "before it, too");
    // Another article of the same file.
    assert_eq!(found(&format!("{sure}{}{bare}", filler.repeat(1_000))), 1);
}

#[test]
fn rtl_case_48_a_mention_is_never_widened_to_the_word() {
    let text = "التقوا بدمشق، ثم افترقوا.";
    let found = detector().detect(text);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].span.of(text), "دمشق");
}

#[test]
fn rtl_case_44_a_name_is_not_found_inside_another_word() {
    assert!(detector().detect("قرأ العراقيات والمصريات كتابا").is_empty());
}

#[test]
fn a_candidate_says_what_and_why() {
    let detector = detector();
    let text = "تقدم تنظيم «الدولة» في العراق. ثم انسحب التنظيم.";
    let found = detector.detect(text);
    let ids: Vec<_> = found.iter().map(|c| c.entity.map_or("", |e| detector.lexicon().entity(e).id)).collect();
    assert_eq!(ids, ["faction:islamic-state", "place:iraq", "faction:islamic-state"]);
    assert_eq!(found[2].source.name(), "coreference");
    assert!(found.iter().all(|c| c.confidence > 0.5 && c.confidence <= 1.0));
}

#[test]
fn work_can_be_stopped() {
    let text = "قصفت القوات الروسية إدلب. ".repeat(20_000);
    let mut calls = 0;
    let found = detector().detect_with(&text, &mut |_| {
        calls += 1;
        ControlFlow::Break(())
    });
    assert_eq!((calls, found.len()), (1, 0));
}

#[test]
fn repeated_nouns_and_quotation_marks_cost_no_more_than_text() {
    for piece in ["تنظيم ", "«", "قوات «", "مدينة ", "ضد ", "التحالف ضد ", "و", "\"", "عين "]
    {
        let [small, large] = [5_000, 40_000].map(|many| {
            let text = piece.repeat(many);
            clock::shortest(|| drop(detector().detect(&text)))
        });
        clock::grows_with_its_input(piece, 8, small, large);
    }
}

/// Sorted, valid, never crossing, whole graphemes, inside one paragraph.
fn check_invariants(text: &str) {
    let found = detector().detect(text);
    let mut graphemes: Vec<usize> = text.grapheme_indices(true).map(|(i, _)| i).collect();
    graphemes.push(text.len());
    for pair in found.windows(2) {
        let (a, b) = (pair[0].span, pair[1].span);
        assert!((a.start, std::cmp::Reverse(a.end)) < (b.start, std::cmp::Reverse(b.end)), "order in {text:?}");
    }
    for (i, a) in found.iter().enumerate() {
        assert!(graphemes.binary_search(&a.span.start.index()).is_ok(), "{} in {text:?}", a.span);
        assert!(graphemes.binary_search(&a.span.end.index()).is_ok(), "{} in {text:?}", a.span);
        assert!(!a.span.of(text).contains(['\n', '\r']), "{} crosses a paragraph in {text:?}", a.span);
        let outer = found[..i].iter().any(|o| o.span.contains(a.span));
        assert_eq!(a.nested, outer, "{} in {text:?}", a.span);
        for b in &found[i + 1..] {
            assert!(!a.span.overlaps(b.span) || a.span.contains(b.span), "{} and {} cross in {text:?}", a.span, b.span);
        }
    }
}

/// Random texts of the words, marks and letters that detection treats specially.
fn news() -> impl Strategy<Value = String> {
    let pieces = [
        "تنظيم",
        "«",
        "»",
        " ",
        " ",
        " ",
        "الدولة",
        "قوات",
        "حفتر",
        "بغداد",
        "و",
        "ب",
        "لل",
        "العراق",
        "الجيش",
        "السوري",
        "ضد",
        "التحالف",
        "مدينة",
        "سرت",
        "\n",
        "\r\n",
        "،",
        ".",
        "\u{301}",
        "\u{200D}",
        "\u{200F}",
        "🔴",
        "🇾🇪",
        "\u{600}",
        "مجلس شورى ثوار بنغازي",
        "ـ",
        "\"",
        "(",
        "النظام",
        "المدينة",
        "الولايات المتحدة",
        "ﻻ",
        "حزب",
        "الله",
        "في",
        "شمال",
        "مالي",
        "حقل",
        "عين",
        "ء",
    ];
    proptest::collection::vec(proptest::sample::select(pieces.to_vec()), 0..40).prop_map(|parts| parts.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn candidates_keep_their_invariants_on_news(text in news()) {
        check_invariants(&text);
    }

    #[test]
    fn candidates_keep_their_invariants_on_any_text(text in any::<String>()) {
        check_invariants(&text);
    }
}

/// The article is not part of the project; without it there is nothing to test.
#[test]
fn the_shared_article_looks_right() {
    let Some(path) = needs::shared("articles/article.txt") else { return };
    let text = std::fs::read_to_string(path).expect("it can be read");
    check_invariants(&text);
    let found = detector().detect(&text);
    let factions = found.iter().filter(|c| c.kind.name() == "faction" && c.form == Form::Name).count();
    let places = found.iter().filter(|c| c.kind.name() == "location" && c.form == Form::Name).count();
    assert!(factions >= 25, "{factions} factions");
    assert!(places >= 60, "{places} places");
}
