//! Annotations find their passages again when the article has changed.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

use std::sync::Arc;

use hawashi::annotation::{Annotation, AnnotationId, AnnotationSet, AnnotationState, Carried, Relation, Spans};
use hawashi::detect::Detector;
use hawashi::document::Document;
use hawashi::exchange::ron::{Displaced, annotations_to_ron, carry_over, parse_annotations, read_orphan, to_line};
use hawashi::lexicon::Lexicon;
use hawashi::session::{Command, Session};
use hawashi::text::Span;
use hawashi::text::fold::{FoldOptions, Folded};
use hawashi::text::sentences::sentences;
use hawashi::text::words::words;
use proptest::prelude::*;

const ARTICLES: [&str; 4] = [
    include_str!("../../assets/layout-texts/vocalised.txt"),
    include_str!("../../assets/samples/libya.txt"),
    include_str!("../../assets/samples/sudan.txt"),
    include_str!("../../assets/samples/syria-iraq.txt"),
];

/// A text made of another one, with the new byte of each of its bytes.
struct Edition {
    text: String,
    new_of: Vec<usize>,
    /// The byte after what is written for the character at each byte.
    end_of: Vec<usize>,
}

impl Edition {
    /// Replaces each character by what is written for it.
    fn of(text: &str, mut write: impl FnMut(usize, char, &mut String)) -> Self {
        let (mut new, mut new_of, mut end_of) = (String::new(), Vec::new(), Vec::new());
        for (at, c) in text.char_indices() {
            let start = new.len();
            write(at, c, &mut new);
            // What is written before it is not its own.
            let own = new[start..].rfind(c).map_or(start, |own| start + own);
            new_of.extend((0..c.len_utf8()).map(|_| own));
            end_of.extend((0..c.len_utf8()).map(|_| new.len()));
        }
        Self { text: new, new_of, end_of }
    }

    /// Puts stretches of a text into another order.
    fn of_order(text: &str, stretches: &[std::ops::Range<usize>]) -> Self {
        let (mut new, mut new_of, mut end_of) = (String::new(), vec![0; text.len()], vec![0; text.len()]);
        for stretch in stretches {
            for at in stretch.clone() {
                new_of[at] = new.len() + at - stretch.start;
                end_of[at] = text.ceil_char_boundary(at + 1) - stretch.start + new.len();
            }
            new.push_str(&text[stretch.clone()]);
        }
        Self { text: new, new_of, end_of }
    }

    /// Where a passage is now: up to the end of its last character.
    fn span(&self, span: Span, text: &str) -> Span {
        let last = text[..span.end.index()].char_indices().next_back().map_or(0, |(at, _)| at);
        Span::from_range(self.new_of[span.start.index()]..self.end_of[last])
    }
}

/// All mentions of an article as annotations, some of them joined to fragments.
fn annotated(text: &str) -> AnnotationState {
    let detector = Detector::new(Lexicon::builtin());
    let spans: Vec<Span> = detector.detect(text).iter().map(|candidate| candidate.span).collect();
    let mut all: Vec<Spans> = spans.iter().map(|span| (*span).into()).collect();
    all.extend(spans.chunks_exact(7).map(|pair| Spans::new([pair[0], pair[1]])));
    let annotation = |(number, spans): (usize, Spans)| Annotation {
        id: AnnotationId::from(format!("{number:04}").as_str()),
        ..Annotation::new(spans, "location")
    };
    let annotations = AnnotationSet::from_annotations(all.into_iter().enumerate().map(annotation));
    AnnotationState { annotations, ..AnnotationState::default() }
}

/// How many annotations were found exactly, approximately, wrongly (in another place than the right one, without asking),
/// and not at all; and of those found approximately, how many in the right place.
#[derive(Debug, Default, PartialEq, Eq)]
struct Count {
    exactly: usize,
    near: usize,
    near_right: usize,
    wrongly: usize,
    lost: usize,
}

fn count(former: &str, edition: &Edition, state: &AnnotationState, is_known: bool) -> Count {
    let (old, new) = (Document::from_text(former).unwrap(), Document::from_text(edition.text.as_str()).unwrap());
    let ron = annotations_to_ron("a.txt", &old, state, &Carried::default());
    let (found, displaced) = if is_known {
        let carried_over = carry_over(&old, state, &Carried::default(), &new).unwrap();
        (carried_over.annotation_state, carried_over.displaced)
    } else {
        let loaded = parse_annotations(ron, &new).unwrap();
        (loaded.annotation_state, loaded.displaced)
    };
    assert_eq!(found.annotations.len() + found.orphans.len(), state.annotations.len(), "none is dropped");
    let mut count = Count::default();
    for annotation in state.annotations.iter() {
        // Punctuation at an end may stand in another way.
        let bare = |span: Span| {
            let words = span.of(&edition.text);
            let trimmed = words.trim_matches(|c: char| !c.is_alphanumeric());
            let start = span.start.index() + (trimmed.as_ptr() as usize - words.as_ptr() as usize);
            start..start + trimmed.trim_end_matches(is_mark).len()
        };
        let mut right: Vec<_> = annotation.spans.iter().map(|span| bare(edition.span(span, former))).collect();
        // Paragraphs may have changed places.
        right.sort_by_key(|range| range.start);
        let is_right = |spans: &Spans| spans.iter().map(bare).eq(right.iter().cloned());
        let of = |displaced: &&Displaced| displaced.id == annotation.id;
        match found.annotations.get(&annotation.id) {
            Some(found) if is_right(&found.spans) => count.exactly += 1,
            Some(found) => {
                count.wrongly += 1;
                let words = |spans: &Spans, text: &str| spans.quote(text).into_owned();
                let shown: Vec<_> = right.iter().map(|right| &edition.text[right.clone()]).collect();
                eprintln!(
                    "wrong: {:?} is {:?} at {:?}, should be {:?} at {right:?}",
                    words(&annotation.spans, former),
                    words(&found.spans, &edition.text),
                    found.spans,
                    shown
                );
            }
            None => match displaced.iter().find(of).and_then(Displaced::near) {
                Some(near) => {
                    count.near += 1;
                    count.near_right += usize::from(is_right(&near.spans));
                    if !is_right(&near.spans) {
                        eprintln!(
                            "near: {:?} {:?} {:?} not {right:?}",
                            annotation.spans.quote(former),
                            near.spans.quote(&edition.text),
                            near
                        );
                    }
                }
                None => {
                    count.lost += 1;
                    eprintln!("lost: {:?}", annotation.spans.quote(former));
                }
            },
        }
    }
    count
}

fn is_mark(c: char) -> bool {
    matches!(c, '\u{64b}'..='\u{65f}' | '\u{640}' | '\u{670}')
}

type Change = fn(&str) -> Edition;

fn each(text: &str, write: impl Fn(char, &mut String)) -> Edition {
    Edition::of(text, |_, c, out| write(c, out))
}

fn with(text: &str, other: impl Fn(char) -> char) -> Edition {
    each(text, |c, out| out.push(other(c)))
}

fn stretches(text: &str) -> Vec<std::ops::Range<usize>> {
    let mut start = 0;
    let lines = text.split_inclusive('\n').map(|line| {
        start += line.len();
        start - line.len()..start
    });
    lines.collect()
}

/// Kinds of editions that have the same words: nothing may be lost in them, and nothing found wrongly.
const SPELLINGS: [(&str, Change); 14] = [
    ("harakat added", |text| {
        Edition::of(text, |at, c, out| {
            out.push(c);
            if ('\u{628}'..='\u{64a}').contains(&c) && c != '\u{640}' && at % 3 == 0 {
                out.push(['\u{64e}', '\u{650}', '\u{651}', '\u{652}'][at / 3 % 4]);
            }
        })
    }),
    ("harakat taken away", |text| each(text, |c, out| out.extend(Some(c).filter(|c| !is_mark(*c))))),
    ("decomposed (NFD)", |text| {
        each(text, |c, out| match c {
            'أ' => out.push_str("ا\u{654}"),
            'إ' => out.push_str("ا\u{655}"),
            'آ' => out.push_str("ا\u{653}"),
            'ؤ' => out.push_str("و\u{654}"),
            'ئ' => out.push_str("ي\u{654}"),
            c => out.push(c),
        })
    }),
    ("Farsi ya and kaf", |text| {
        with(text, |c| match c {
            'ي' | 'ى' => 'ی',
            'ك' => 'ک',
            c => c,
        })
    }),
    ("tatweel", |text| {
        Edition::of(text, |at, c, out| {
            out.push(c);
            if matches!(c, 'س' | 'ي' | 'ل' | 'ن') && text[at + c.len_utf8()..].starts_with(char::is_alphanumeric) {
                out.push('ـ');
            }
        })
    }),
    ("alef without hamza", |text| with(text, |c| if matches!(c, 'أ' | 'إ' | 'آ') { 'ا' } else { c })),
    ("ya for alef maqsura, ha for ta marbuta", |text| {
        with(text, |c| match c {
            'ى' => 'ي',
            'ة' => 'ه',
            c => c,
        })
    }),
    ("Arabic digits", |text| {
        with(text, |c| c.to_digit(10).and_then(|digit| char::from_u32(0x660 + digit)).unwrap_or(c))
    }),
    ("other quotation marks", |text| {
        with(text, |c| match c {
            '«' | '»' => '"',
            '،' => ',',
            c => c,
        })
    }),
    ("CRLF", |text| {
        each(text, |c, out| {
            if c == '\n' {
                out.push('\r');
            }
            out.push(c);
        })
    }),
    ("byte order marks inside", |text| {
        each(text, |c, out| {
            out.push(c);
            if c == '\n' {
                out.push('\u{feff}');
            }
        })
    }),
    ("joiners (ZWNJ) and marks of direction", |text| {
        Edition::of(text, |at, c, out| {
            out.push(c);
            if matches!(c, 'و' | 'ر') && text[at + c.len_utf8()..].starts_with(char::is_alphanumeric) {
                out.push('\u{200c}');
            }
            if c == ' ' && at % 5 == 0 {
                out.push('\u{200f}');
            }
        })
    }),
    ("lines of another length", |text| {
        let mut spaces = 0;
        Edition::of(text, |_, c, out| {
            spaces += usize::from(c == ' ');
            out.push(if c == ' ' && spaces % 9 == 0 { '\n' } else { c });
        })
    }),
    ("a headline inserted", |text| {
        Edition::of(text, |at, c, out| {
            if at == 0 {
                out.push_str("عاجل: عنوان جديد للمقال\n\n");
            }
            out.push(c);
        })
    }),
];

#[test]
fn spelling_loses_nothing_and_misplaces_nothing() {
    for text in ARTICLES {
        let state = annotated(text);
        for (name, change) in SPELLINGS {
            for is_known in [false, true] {
                let count = count(text, &change(text), &state, is_known);
                eprintln!("{name}, former text known: {is_known}: {count:?}");
                assert_eq!(count.exactly, state.annotations.len(), "{name}, {is_known}: {count:?}");
            }
        }
    }
}

/// Editions with other words: what is not found for certain is asked about, and nothing is found wrongly.
#[test]
fn rewriting_misplaces_nothing() {
    let swapped: Change = |text| {
        let mut stretches = stretches(text);
        let (a, b) = (stretches.len() / 4, stretches.len() / 2);
        stretches.swap(a, b);
        Edition::of_order(text, &stretches)
    };
    let backwards: Change = |text| {
        let mut stretches = stretches(text);
        stretches.reverse();
        Edition::of_order(text, &stretches)
    };
    // The words of a sentence in the middle, each with another ending.
    let rewritten: Change = |text| {
        let middle = text.len() / 3..text.len() / 3 + 300;
        Edition::of(text, |at, c, out| {
            if middle.contains(&at) && c == ' ' {
                out.push_str("ون قد");
            }
            out.push(c);
        })
    };
    let every_ninth: Change = |text| {
        let starts: Vec<usize> = words(text).step_by(9).map(|word| word.start.index()).collect();
        Edition::of(text, |at, c, out| {
            if starts.binary_search(&at).is_ok() {
                out.push_str("كلمة ");
            }
            out.push(c);
        })
    };
    for (name, change, least) in [
        ("paragraphs swapped", swapped, 95),
        ("backwards", backwards, 90),
        ("rewritten", rewritten, 90),
        ("words added", every_ninth, 70),
    ] {
        for text in ARTICLES {
            let state = annotated(text);
            for is_known in [false, true] {
                let count = count(text, &change(text), &state, is_known);
                eprintln!("{name}, former text known: {is_known}: {count:?}");
                assert_eq!(count.wrongly, 0, "{name}, {is_known}: {count:?}");
                let found = (count.exactly + count.near_right) * 100 / state.annotations.len();
                assert!(found >= least, "{name}, {is_known}: {found} % of {count:?}");
            }
        }
    }
}

/// What was in a part of the text that is gone is not found elsewhere, however often its words are there.
#[test]
fn what_is_gone_is_not_put_elsewhere() {
    for text in &ARTICLES[1..] {
        let state = annotated(text);
        let (mut exactly, mut asked) = (0, 0);
        let sentences = sentences(text).map(|sentence| sentence.range());
        for part in stretches(text).into_iter().chain(sentences) {
            let edition = Edition::of(text, |at, c, out| out.extend(Some(c).filter(|_| !part.contains(&at))));
            let new = Document::from_text(edition.text.as_str()).unwrap();
            let old = Document::from_text(*text).unwrap();
            let ron = annotations_to_ron("a.txt", &old, &state, &Carried::default());
            let known = carry_over(&old, &state, &Carried::default(), &new).unwrap().annotation_state;
            for found in [known, parse_annotations(ron, &new).unwrap().annotation_state] {
                assert_eq!(found.annotations.len() + found.orphans.len(), state.annotations.len());
                for annotation in state.annotations.iter() {
                    let is_gone = annotation.spans.iter().any(|span| part.contains(&span.start.index()));
                    let now = found.annotations.get(&annotation.id);
                    let quote = annotation.spans.quote(text);
                    if is_gone {
                        assert_eq!(now.map(|now| &now.spans), None, "{quote} without {:?}", &text[part.clone()]);
                    } else if let Some(now) = now {
                        let right: Vec<_> = annotation.spans.iter().map(|span| edition.span(span, text)).collect();
                        assert!(now.spans.iter().eq(right), "{quote} without {:?}", &text[part.clone()]);
                        exactly += 1;
                    } else {
                        asked += 1;
                    }
                }
            }
        }
        assert!(asked * 100 <= exactly, "of what is still there, {asked} of {exactly} were not found for certain");
        eprintln!("{exactly} {asked}");
    }
}

#[test]
fn a_part_of_a_longer_word_is_another_word() {
    // The last is what is certain; the word before it is the one that was marked.
    for (old, new, expected) in [
        ("دارت معارك في مدينة سرت الساحلية أمس", "دارت معارك في مدينة سرته الساحلية أمس", None),
        ("دارت معارك في مدينة سرت الساحلية أمس", "دارت معارك في مدينة السرت الساحلية أمس", None),
        ("دارت معارك في مدينة سرت الساحلية أمس", "عاجل دارت معارك في مدينة سرته الساحلية أمس", None),
        ("دارت معارك حول سرت والساحل أمس", "دارت معارك حول طبرق وسرت والساحل أمس", Some("سرت")),
        ("دارت معارك حول وسرت والساحل أمس", "دارت معارك حول سرت والساحل أمس", Some("سرت")),
    ] {
        let ron = file_of(old, &all(old, "سرت"));
        let found = placed(&ron, new).pop().unwrap();
        assert_eq!(found.map(|(words, _)| words).as_deref(), expected, "{new}");
        let (former, document) = (Document::from_text(old).unwrap(), Document::from_text(new).unwrap());
        let state = parse_annotations(ron, &former).unwrap().annotation_state;
        let found = carry_over(&former, &state, &Carried::default(), &document).unwrap().annotation_state;
        assert_eq!(found.annotations.len(), usize::from(expected.is_some()), "{new}");
    }
}

/// The text of an annotation file for passages of a text, by their places.
fn file_of(text: &str, spans: &[Spans]) -> String {
    let annotation = |(number, spans): (usize, &Spans)| Annotation {
        id: AnnotationId::from(format!("{number:04}").as_str()),
        ..Annotation::new(spans.clone(), "location")
    };
    let annotations = AnnotationSet::from_annotations(spans.iter().enumerate().map(annotation));
    let state = AnnotationState { annotations, ..AnnotationState::default() };
    annotations_to_ron("a.txt", &Document::from_text(text).unwrap(), &state, &Carried::default())
}

/// The words of each annotation that was placed, in the order of their ids, with their first byte.
fn placed(ron: &str, text: &str) -> Vec<Option<(String, usize)>> {
    let document = Document::from_text(text).unwrap();
    let loaded = parse_annotations(ron.to_owned(), &document).unwrap();
    let count = loaded.annotation_state.annotations.len() + loaded.annotation_state.orphans.len();
    let of = |number: usize| {
        let annotation = loaded.annotation_state.annotations.get(&format!("{number:04}").as_str().into())?;
        Some((annotation.spans.quote(text).into_owned(), annotation.spans.first().start.index()))
    };
    (0..count).map(of).collect()
}

fn all(text: &str, words: &str) -> Vec<Spans> {
    text.match_indices(words).map(|(at, _)| Span::from_range(at..at + words.len()).into()).collect()
}

#[test]
fn one_name_in_the_same_words_thirty_times_keeps_its_order() {
    let row = "سرت: هدوء\n";
    let text = format!("بداية الجدول في هذا اليوم\n{}نهاية الجدول كما وردت", row.repeat(30));
    let ron = file_of(&text, &all(&text, "سرت"));
    // Above the table, and below it.
    for (before, behind) in [("عنوان جديد\n", ""), ("", "\nملحق"), ("عنوان جديد\n", "\nملحق")]
    {
        let new = format!("{before}{text}{behind}");
        let expected: Vec<_> = new.match_indices("سرت").map(|(at, words)| Some((words.to_owned(), at))).collect();
        let found = placed(&ron, &new);
        for (found, expected) in found.iter().zip(&expected) {
            assert!(found.is_none() || found == expected, "{found:?} {expected:?}");
        }
        let count = found.iter().flatten().count();
        assert_eq!(count, 30, "{before:?} {behind:?}: {count}");
    }
    // A row more: which one it is, nobody knows.
    let new = text.replacen(row, &row.repeat(2), 1);
    let document = Document::from_text(new.as_str()).unwrap();
    let loaded = parse_annotations(ron, &document).unwrap();
    assert_eq!(loaded.annotation_state.annotations.len() + loaded.annotation_state.orphans.len(), 30);
}

#[test]
fn what_nearly_fits_in_two_places_is_proposed_in_both() {
    let text = "قال المجلس إن مدينة سرت هادئة اليوم كما أعلن";
    let ron = file_of(text, &all(text, "سرت"));
    let twice = format!("{text}\nفقرة أخرى عن شيء آخر تماما\n{text}");
    let document = Document::from_text(format!("تحديث: {twice}")).unwrap();
    let loaded = parse_annotations(ron, &document).unwrap();
    assert_eq!(loaded.annotation_state.annotations.len(), 0, "either may be right");
    let orphan = &loaded.annotation_state.orphans[0];
    assert!(orphan.near().is_some() && orphan.proposals.len() == 2, "{:?}", orphan.proposals);
}

#[test]
fn a_heading_between_other_paragraphs_is_proposed_where_it_stands() {
    let paragraphs = [
        "انسحبت القوات من المطار ليلا، وبقيت المدينة هادئة حتى الصباح.",
        "محادثات جدة",
        "سعت السعودية والولايات المتحدة إلى هدنة تسمح بمرور القوافل.",
        "قال شهود إن السوق القديمة أُغلقت بعد سقوط قذائف على أطرافها.",
        "نزحت مئات الأسر إلى القرى الواقعة جنوب النهر وإلى المدارس.",
        "الطريق إلى السلام",
        "وعدت الحكومة بصرف رواتب المعلمين قبل نهاية الشهر المقبل.",
    ];
    let text = paragraphs.join("\n");
    for heading in ["محادثات جدة", "الطريق إلى السلام"] {
        let ron = file_of(&text, &all(&text, heading));
        for order in [[3, 4, 1, 6, 5, 0, 2], [6, 3, 5, 4, 2, 1, 0], [1, 6, 2, 4, 0, 3, 5]] {
            let new = order.map(|number| paragraphs[number]).join("\n");
            let loaded = parse_annotations(ron.clone(), &Document::from_text(new.as_str()).unwrap()).unwrap();
            let found = loaded.annotation_state.annotations.iter().next().map(|annotation| annotation.spans.clone());
            let proposed = || Some(loaded.annotation_state.orphans.first()?.near()?.spans.clone());
            let spans = found.or_else(proposed);
            assert_eq!(
                spans.as_ref().map(|spans| spans.quote(&new).into_owned()).as_deref(),
                Some(heading),
                "{order:?}"
            );
        }
    }
}

#[test]
fn signs_and_parts_of_words_are_found_with_their_edges() {
    // What was marked is in brackets in both texts.
    for (old, new) in [
        ("قال تنظيم [«الدولة»] إنه انسحب من المدينة", "عاجل: قال تنظيم [\"الدولة\"] إنه انسحب من المدينة"),
        ("انسحبت القوات من و[ليبيا] أمس بعد المعارك", "عاجل: انسحبت القوات من و[ليبيـا] أمس بعد المعارك"),
        ("نسبة التصويت بلغت [70%] في العاصمة وحدها", "أخيرا: نسبة التصويت بلغت [٧٠%] في العاصمة وحدها"),
        ("وصلت الدفعة الأولى [🔴] إلى المدينة ليلا", "أمس وصلت الدفعة الأولى [🔴] إلى المدينة ليلا"),
        ("قال إن [أحمد سعيد] وصل إلى المطار", "أمس قال إن [أَحمد  سعيد] وصل إلى المطار"),
    ] {
        let taken_apart = |text: &str| {
            let (start, end) = (text.find('[').unwrap(), text.find(']').unwrap() - 1);
            (text.replace(['[', ']'], ""), start..end)
        };
        let ((old, was), (new, expected)) = (taken_apart(old), taken_apart(new));
        let found = placed(&file_of(&old, &[Span::from_range(was).into()]), &new);
        assert_eq!(found, [Some((new[expected.clone()].to_owned(), expected.start))], "{new}");
    }
}

#[test]
fn a_long_passage_is_found_whole() {
    let text = ARTICLES[1];
    let (start, end) = (text.find("لم تكن").unwrap(), text.rfind("وإن بقي").unwrap());
    let ron = file_of(text, &[Span::from_range(start..end).into()]);
    let new = format!("مقدمة جديدة\n{}", text.replace('ي', "ی"));
    let found = placed(&ron, &new);
    assert!(found[0].as_ref().is_some_and(|(words, _)| words.starts_with("لم تكن") && words.len() > 4000), "{found:?}");
    // With another word inside, it is proposed.
    let changed = text.replace("غدامس", "مدينة أخرى");
    let document = Document::from_text(format!("مقدمة\n{changed}")).unwrap();
    let loaded = parse_annotations(ron, &document).unwrap();
    let near = loaded.annotation_state.orphans[0].near().expect("it is nearly the same");
    let words = near.spans.quote(document.text());
    assert!(words.starts_with("لم تكن") && words.len() > 4000, "{}", words.len());
}

/// A relation returns with its ends, and putting them in their place is one step.
#[test]
fn orphans_that_are_put_in_their_place_bring_their_relations() {
    let text = "قال قائد الجيش الوطني إن سرت والرقة هادئتان اليوم";
    let relation = Relation {
        kind: "controls".into(),
        from: "0000".into(),
        to: "0001".into(),
        id: "r".into(),
        ..Relation::default()
    };
    let spans = [all(text, "سرت"), all(text, "الرقة")].concat();
    let mut ron = file_of(text, &spans);
    assert!(ron.ends_with("\n)\n"));
    ron.truncate(ron.len() - 2);
    let relations = format!("    relations: [\n        {},\n    ],\n)\n", to_line(&relation));
    ron.push_str(&relations);
    let new = "نص آخر فيه بنغازي ودرنة وليس فيه ما كان";
    let document = Arc::new(Document::from_text(new).unwrap());
    let loaded = parse_annotations(ron, &document).unwrap();
    assert_eq!(loaded.annotation_state.orphans.len(), 2);
    let mut session = Session::open(document, "نور", loaded.annotation_state.clone(), loaded.carried);
    let wanted = [all(new, "بنغازي"), all(new, "درنة")].concat();
    for (step, spans) in wanted.into_iter().enumerate() {
        let (annotation, _) = read_orphan(&session.annotation_state().orphans[0]).unwrap();
        session.execute(Command::PlaceOrphans(vec![(0, Annotation { spans, ..annotation })])).unwrap();
        assert_eq!((session.annotations().len(), session.relations().len()), (step + 1, step));
    }
    let words: Vec<_> = session.annotations().iter().map(|a| a.spans.quote(new).into_owned()).collect();
    assert_eq!(words, ["بنغازي", "درنة"]);
    session.execute(Command::Undo).unwrap();
    session.execute(Command::Undo).unwrap();
    assert_eq!(*session.annotation_state().as_ref(), loaded.annotation_state);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever words come and go: nothing is dropped, nothing is placed on other words, and what is placed is where it was
    /// carried by the edits.
    #[test]
    fn random_edits_misplace_nothing(article in 1_usize..4, edits in proptest::collection::vec((0_usize..4, 0_u32..10_000), 1..12), spell in any::<bool>()) {
        let text = ARTICLES[article];
        let found: Vec<Span> = words(text).collect();
        let mut at_word: Vec<(usize, usize)> = edits.iter().map(|(kind, at)| (found[*at as usize * found.len() / 10_000].start.index(), *kind)).collect();
        at_word.sort_unstable();
        at_word.dedup_by_key(|(at, _)| *at);
        let gone: Vec<Span> = found.iter().copied().filter(|word| at_word.contains(&(word.start.index(), 1))).collect();
        let edition = Edition::of(text, |at, c, out| {
            match at_word.iter().find(|(start, _)| *start == at) {
                Some((_, 0)) => out.push_str("كلمة "),
                Some((_, 2)) => out.push_str("جملة جديدة كاملة لا صلة لها بما قبلها. "),
                Some((_, 3)) => out.push('\n'),
                _ => {}
            }
            if !gone.iter().any(|word| word.range().contains(&at)) {
                out.push(if spell && c == 'ي' { 'ی' } else { c });
            }
        });
        let state = annotated(text);
        for is_known in [false, true] {
            let (old, new) = (Document::from_text(text).unwrap(), Document::from_text(edition.text.as_str()).unwrap());
            let found = if is_known {
                carry_over(&old, &state, &Carried::default(), &new).unwrap().annotation_state
            } else {
                let ron = annotations_to_ron("a.txt", &old, &state, &Carried::default());
                parse_annotations(ron, &new).unwrap().annotation_state
            };
            prop_assert_eq!(found.annotations.len() + found.orphans.len(), state.annotations.len());
            for annotation in found.annotations.iter() {
                let former = state.annotations.get(&annotation.id).unwrap();
                for (now, was) in annotation.spans.iter().zip(former.spans.iter()) {
                    prop_assert_eq!(now.start, edition.span(was, text).start, "{} {}", former.spans.quote(text), is_known);
                    let folded = |span: Span, text: &str| letters(span.of(text));
                    prop_assert_eq!(folded(now, &edition.text), folded(was, text));
                }
            }
        }
    }
}

/// The letters of a text in folded spelling.
fn letters(text: &str) -> String {
    Folded::new(text, &FoldOptions::ALL).text.chars().filter(|c| c.is_alphanumeric()).collect()
}
