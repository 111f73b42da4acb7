//! Hit testing and the caret: a hit position is where the caret is drawn, and movements reach every position.

use hawashi::layout::{Affinity, CaretPos, ParagraphLayout};
use hawashi::text::Direction;
use proptest::prelude::*;

use super::{TEXTS, set, set_in};

/// Probes both halves of every visible cluster: the caret is on that line, at that edge, and hitting the edge again
/// gives the same position.
fn check_hits(layout: &ParagraphLayout) {
    let text_len = layout.text().len() as u32;
    for (line_index, line) in layout.lines().iter().enumerate() {
        for cluster in layout.clusters().line(line) {
            let hangs = cluster.start >= line.text_end && line.end < text_len;
            // Less than a hundredth of a pixel has no interior to hit.
            if cluster.right - cluster.left < 0.01 || hangs {
                continue;
            }
            for (share, edge) in [(0.25, cluster.left), (0.75, cluster.right)] {
                let x = cluster.left + (cluster.right - cluster.left) * share;
                let hit = layout.hit_line(line_index, x);
                let (caret_line, caret_x) = layout.caret(hit);
                assert_eq!(caret_line, line_index, "{hit:?} of {:?} in {:?}", cluster, layout.text());
                assert!((caret_x - edge).abs() < 0.02, "{caret_x} for {edge}, {cluster:?} in {:?}", layout.text());
                assert!(hit.byte == cluster.start || hit.byte == cluster.end);
                assert!(layout.text().is_char_boundary(hit.byte as usize));
            }
        }
    }
}

/// Walks forward and back over all boundaries.
fn check_walks(layout: &ParagraphLayout) {
    let end = layout.text().len() as u32;
    let mut forward = vec![0];
    while let Some(&at) = forward.last().filter(|&&at| at < end) {
        let next = layout.next_boundary(at);
        assert!(next > at, "stuck at {at} in {:?}", layout.text());
        forward.push(next);
    }
    let mut back = vec![end];
    while let Some(&at) = back.last().filter(|&&at| at > 0) {
        let previous = layout.previous_boundary(at);
        assert!(previous < at, "stuck at {at} in {:?}", layout.text());
        back.push(previous);
    }
    back.reverse();
    assert_eq!(forward, back, "{:?}", layout.text());
    assert_eq!(layout.next_boundary(end), end);
    assert_eq!(layout.previous_boundary(0), 0);
    let mut starts: Vec<u32> = layout.clusters().all().iter().map(|c| c.start).collect();
    starts.push(end);
    assert_eq!(forward, starts, "a boundary for each cluster of {:?}", layout.text());
}

/// Every byte of the text is in one cluster, and every cluster in one line.
fn check_cover(layout: &ParagraphLayout) {
    let mut at = 0;
    for line in layout.lines() {
        assert_eq!(line.start, at, "{:?}", layout.text());
        for cluster in layout.clusters().line(line) {
            assert_eq!(cluster.start, at, "{:?}", layout.text());
            assert!(cluster.end > cluster.start && cluster.right >= cluster.left, "{cluster:?} in {:?}", layout.text());
            at = cluster.end;
        }
        assert_eq!(line.end, at, "{:?}", layout.text());
    }
    assert_eq!(at as usize, layout.text().len());
}

#[test]
fn the_caret_stands_where_it_was_hit() {
    for text in TEXTS {
        for width in [60.0, 140.0, 320.0, 900.0] {
            for direction in [Direction::Rtl, Direction::Ltr] {
                let layout = set_in(direction, text, Some(width));
                check_cover(&layout);
                check_hits(&layout);
                check_walks(&layout);
            }
        }
    }
}

#[test]
fn rtl_case_27_the_caret_is_no_mirror_image() {
    let text = "مرحبا abc";
    let layout = set_in(Direction::Rtl, text, Some(300.0));
    let x_of = |byte: u32, affinity| layout.caret(CaretPos { byte, affinity }).1;
    assert_eq!(x_of(0, Affinity::Downstream), 300.0, "Arabic begins at the right edge");
    let (before, after) = (x_of(2, Affinity::Downstream), x_of(4, Affinity::Downstream));
    assert!(before > after, "forward is to the left");
    // The Latin word runs from left to right inside its part.
    assert!(x_of(12, Affinity::Downstream) < x_of(13, Affinity::Downstream));
    assert!(x_of(12, Affinity::Upstream) < x_of(13, Affinity::Upstream));
}

#[test]
fn rtl_case_23_a_question_mark_is_left_behind() {
    let text = "هل عاد؟ نعم";
    let layout = set(text, 300.0);
    let mark = layout.clusters().all().iter().find(|c| text[c.start as usize..].starts_with('؟')).unwrap();
    let hit = layout.hit_line(0, mark.left - 1.0);
    assert_eq!(hit.byte, mark.end);
}

#[test]
fn rtl_case_24_as_many_carets_as_letters() {
    let text = "عدد 123 مرحبا";
    let layout = set(text, 400.0);
    assert_eq!(layout.clusters().all().len(), 13);
    assert_eq!(glyphs_with_ink(&layout), 13);
    check_walks(&layout);
}

fn glyphs_with_ink(layout: &ParagraphLayout) -> usize {
    super::glyphs(layout).len()
}

#[test]
fn a_caret_at_a_soft_break_has_two_places() {
    let text = "واحد اثنان ثلاثة أربعة خمسة ستة سبعة ثمانية";
    let layout = set(text, 120.0);
    assert!(layout.lines().len() > 2);
    let at = layout.lines()[1].start;
    let (upper, _) = layout.caret(CaretPos { byte: at, affinity: Affinity::Upstream });
    let (lower, x) = layout.caret(CaretPos { byte: at, affinity: Affinity::Downstream });
    assert_eq!((upper, lower), (0, 1));
    assert!((x - layout.width_px()).abs() < 0.01);
}

#[test]
fn an_empty_text_has_a_line_for_the_caret() {
    for (direction, x) in [(Direction::Rtl, 200.0), (Direction::Ltr, 0.0)] {
        let layout = set_in(direction, "", Some(200.0));
        assert_eq!(layout.lines().len(), 1);
        assert_eq!(layout.caret(CaretPos::default()), (0, x));
        assert_eq!(layout.hit(50.0, 500.0).byte, 0);
        assert!(layout.rects(0..0).is_empty());
        check_walks(&layout);
    }
}

#[test]
fn lam_and_alef_have_a_half_each() {
    for text in ["لا", "سلام", "الإسلام", "كلأ"] {
        let layout = set(text, 300.0);
        for cluster in layout.clusters().all() {
            assert!(cluster.right - cluster.left > 1.0, "{cluster:?} of {text}");
        }
        check_hits(&layout);
    }
}

/// Letters, digits, marks, controls, emoji, joiners, spaces.
const ALPHABET: &[&str] = &[
    "ب",
    "ل",
    "ا",
    "لا",
    "ه\u{64F}",
    "ج\u{651}\u{650}",
    "ـ",
    "الله",
    "a",
    "B",
    "fi",
    "é",
    "e\u{301}",
    "א",
    "ש\u{5C1}",
    "1",
    "٢",
    "۳",
    "12",
    " ",
    "  ",
    "\t",
    "\u{A0}",
    ".",
    "،",
    "؟",
    "(",
    ")",
    "[",
    "«",
    "»",
    "\"",
    "-",
    "%",
    "/",
    ":",
    "$",
    "😀",
    "👨‍👩‍👧",
    "🇱🇾",
    "\u{200B}",
    "\u{200C}",
    "\u{200D}",
    "\u{200E}",
    "\u{200F}",
    "\u{202A}",
    "\u{202B}",
    "\u{202C}",
    "\u{202D}",
    "\u{202E}",
    "\u{2066}",
    "\u{2067}",
    "\u{2068}",
    "\u{2069}",
    "\u{61C}",
    "\u{FEFF}",
    "\u{301}",
    "\u{64B}",
    "\u{AD}",
    "\u{2060}",
    "漢",
    "ก",
    "\u{3000}",
    "\u{FFFD}",
    "\u{FDFA}",
    "\u{0}",
    "\u{1B}",
    "\u{1C}",
    "\u{7F}",
    "\u{600}",
    "\u{110BD}",
    "\n",
    "\r",
    "\u{B}",
    "\u{85}",
    "\u{2028}",
    "\u{2029}",
    "\u{E000}",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_mixture_can_be_walked_and_hit(
        parts in prop::collection::vec(prop::sample::select(ALPHABET), 0..40),
        width in 5.0_f32..400.0,
        rtl: bool,
    ) {
        let text = parts.concat();
        let direction = if rtl { Direction::Rtl } else { Direction::Ltr };
        let mut layout = set_in(direction, &text, Some(width));
        check_cover(&layout);
        check_hits(&layout);
        check_walks(&layout);
        // Wrapping again gives the same as laying out again.
        layout.wrap(Some(width * 2.0));
        let anew = set_in(direction, &text, Some(width * 2.0));
        prop_assert_eq!(layout.lines(), anew.lines());
        prop_assert_eq!(layout.clusters().all(), anew.clusters().all());
    }
}
