//! Rectangles of spans; spans do not change letters.

use hawashi::layout::{Family, ParagraphLayout, TextStyle};
use hawashi::text::Direction;

use super::{TEXTS, find, glyphs, set, set_in, with_engine};

fn widths(layout: &ParagraphLayout, range: std::ops::Range<u32>) -> f32 {
    layout.rects(range).iter().map(|r| r.right - r.left).sum()
}

/// The letters between two edges on a line, in logical order.
fn covered(layout: &ParagraphLayout, line: usize, left: f32, right: f32) -> String {
    let clusters = layout.clusters().line(&layout.lines()[line]);
    let inside = clusters.iter().filter(|c| c.left > left - 0.1 && c.right < right + 0.1 && c.right > c.left);
    inside.map(|c| &layout.text()[c.start as usize..c.end as usize]).collect()
}

#[test]
fn rtl_case_01_a_span_inside_a_word_changes_no_glyph() {
    let text = "قوات سوريا الديمقراطية";
    let layout = set(text, 500.0);
    let before = glyphs(&layout);
    // A span is only used to query a finished layout; it cannot be passed to the shaper.
    let inside = find(text, "ديمقر");
    let rects = layout.rects(inside);
    assert_eq!(rects.len(), 1);
    assert_eq!(glyphs(&layout), before);
    assert_eq!(glyphs(&set(text, 500.0)), before);
}

#[test]
fn rtl_case_02_a_middle_letter_stays_joined() {
    let text = "الزجاج";
    let layout = set(text, 300.0);
    let isolated = glyphs(&set("ج", 300.0))[0].id;
    let ids: Vec<u16> = glyphs(&layout).iter().map(|g| g.id).collect();
    // The last ج follows an alef and is isolated; the one in the middle is joined.
    assert_eq!(ids.iter().filter(|&&id| id == isolated).count(), 1, "{ids:?}");
    assert_eq!(layout.rects(find(text, "ج")).len(), 1);
}

#[test]
fn rtl_case_03_white_space_at_the_start_leaves_shapes_alone() {
    let plain = set("قال: نعم", 300.0);
    for space in [" ", "\t", "\u{A0}", "\u{3000}"] {
        let text = format!("{space}قال: نعم");
        let spaced = set(&text, 300.0);
        let ids: Vec<u16> = glyphs(&spaced).iter().map(|g| g.id).collect();
        let expected: Vec<u16> = glyphs(&plain).iter().map(|g| g.id).collect();
        assert!(ids.starts_with(&expected), "{space:?}: {ids:?} {expected:?}");
    }
}

#[test]
fn rtl_case_04_first_and_last_letter_are_inside() {
    for text in TEXTS {
        let layout = set(text, 260.0);
        let clusters = layout.clusters().all();
        for (i, pair) in clusters.windows(3).enumerate().step_by(5) {
            let range = pair[0].start..pair[2].end;
            let rects = layout.rects(range);
            for cluster in pair.iter().filter(|c| c.right > c.left) {
                let line =
                    layout.lines().iter().position(|l| l.start <= cluster.start && cluster.end <= l.end).unwrap();
                if cluster.start >= layout.lines()[line].text_end {
                    continue;
                }
                let held = rects
                    .iter()
                    .any(|r| r.line == line && r.left < cluster.left + 0.1 && r.right > cluster.right - 0.1);
                assert!(held, "{cluster:?} at {i} in {text:?}");
            }
        }
    }
}

#[test]
fn rtl_case_05_a_quotation_mark_inside_does_not_cut_the_span() {
    let text = "حركة «الشباب» الصومالية";
    let layout = set(text, 500.0);
    let span = find(text, "حركة «الشباب»");
    let rects = layout.rects(span.clone());
    assert_eq!(rects.len(), 1);
    assert_eq!(covered(&layout, 0, rects[0].left, rects[0].right), "حركة «الشباب»");
}

#[test]
fn rtl_case_06_a_quote_at_the_edge_is_seen() {
    let text = "في \"הראל\" כאן";
    let layout = set(text, 500.0);
    let (with, without) = (widths(&layout, find(text, "\"הראל\"")), widths(&layout, find(text, "הראל")));
    assert!(with > without + 4.0, "{with} {without}");
}

#[test]
fn rtl_case_07_a_span_from_right_to_left_into_left_to_right() {
    let text = "قرب مدينة Aleppo القديمة";
    let layout = set(text, 500.0);
    let rects = layout.rects(find(text, "مدينة Ale"));
    // «مدينة » on the right, «Ale» on the left of the Latin word: two runs with «ppo» between them.
    assert_eq!(rects.len(), 2, "{rects:?}");
    assert_eq!(covered(&layout, 0, rects[0].left, rects[0].right), "Ale");
    assert_eq!(covered(&layout, 0, rects[1].left, rects[1].right), "مدينة ");
}

#[test]
fn rtl_case_08_numbers_in_a_span_keep_their_order() {
    let text = "بين 1,554 و 123,037 نازحا";
    let layout = set(text, 500.0);
    let rects = layout.rects(find(text, "123,037"));
    assert_eq!(rects.len(), 1);
    let digits: Vec<f32> =
        layout.clusters().all().iter().filter(|c| find(text, "123,037").contains(&c.start)).map(|c| c.left).collect();
    assert!(digits.windows(2).all(|pair| pair[0] < pair[1]), "digits run to the right: {digits:?}");
}

#[test]
fn rtl_case_09_parts_of_a_number_stand_at_their_side() {
    let text = "في سنة 2002 م";
    let layout = set(text, 500.0);
    let first = layout.rects(find(text, "20"));
    let second = layout.rects(find(text, "02"));
    assert!(first[0].right <= second[0].left + 0.1, "20 stands left of 02: {first:?} {second:?}");
}

#[test]
fn rtl_case_11_the_ends_of_a_span_are_where_it_begins_and_ends() {
    let text = "مدينة بنغازي الليبية";
    let layout = set(text, 500.0);
    let span = find(text, "بنغازي");
    let rect = layout.rects(span.clone())[0];
    let start = layout.caret(hawashi::layout::CaretPos { byte: span.start, ..Default::default() }).1;
    let end =
        layout.caret(hawashi::layout::CaretPos { byte: span.end, affinity: hawashi::layout::Affinity::Upstream }).1;
    assert!((start - rect.right).abs() < 0.1 && (end - rect.left).abs() < 0.1, "the start handle is at the right");
}

#[test]
fn rtl_case_15_word_order_survives_labelling() {
    let text = "واحد اثنان ثلاثة أربعة خمسة ستة";
    let layout = set(text, 600.0);
    let rect = layout.rects(find(text, "أربعة خمسة"))[0];
    let word = |w: &str| layout.rects(find(text, w))[0];
    assert!(word("ثلاثة").left >= rect.right && word("ستة").right <= rect.left);
    let order: Vec<f32> = text.split(' ').map(|w| word(w).right).collect();
    assert!(order.windows(2).all(|pair| pair[0] > pair[1]), "{order:?}");
}

#[test]
fn rtl_case_19_a_hebrew_word_is_covered_as_a_whole() {
    let text = "הכלב הגדול קפץ";
    let layout = set(text, 500.0);
    let rects = layout.rects(find(text, "הגדול"));
    assert_eq!(rects.len(), 1);
    assert_eq!(covered(&layout, 0, rects[0].left, rects[0].right), "הגדול");
}

#[test]
fn rtl_case_26_a_wrapped_paragraph_reads_from_top_to_bottom() {
    let text = "قوات حفتر وقوات الوفاق (GNA) وقوات أخرى تقاتل في طرابلس منذ أشهر طويلة";
    let layout = set(text, 180.0);
    assert!(layout.lines().len() >= 4);
    let mut end = 0;
    for line in layout.lines() {
        assert_eq!(line.start, end);
        end = line.end;
    }
    // A line is not one rectangle: each span in it has its own.
    let (a, b) = (layout.rects(find(text, "قوات حفتر")), layout.rects(find(text, "وقوات الوفاق")));
    for x in &a {
        assert!(b.iter().all(|y| x.line != y.line || x.left >= y.right - 0.1));
    }
}

#[test]
fn rtl_case_28_a_long_span_changes_no_line_and_stays_in_the_column() {
    let text = "أعلنت الحكومة الليبية المؤقتة في مدينة البيضاء أمس عن تشكيل لجنة ".repeat(6);
    let layout = set(&text, 240.0);
    let lines = layout.lines().to_vec();
    let rects = layout.rects(0..text.len() as u32);
    assert_eq!(layout.lines(), lines);
    assert_eq!(rects.len(), lines.len(), "one rectangle a line");
    for rect in rects {
        assert!(rect.left >= -0.1 && rect.right <= 240.1, "{rect:?}");
    }
}

#[test]
fn a_wrapped_span_has_one_rectangle_for_each_run_of_each_line() {
    let text = "الإصرار المطلق (Inherent Resolve) عملية عسكرية";
    for width in [90.0, 120.0, 170.0, 260.0] {
        let layout = set(text, width);
        let rects = layout.rects(find(text, "المطلق (Inherent Resolve)"));
        for (line, _) in layout.lines().iter().enumerate() {
            let of_line: Vec<_> = rects.iter().filter(|r| r.line == line).collect();
            for pair in of_line.windows(2) {
                assert!(pair[0].right < pair[1].left, "touching runs are one: {pair:?}");
            }
        }
    }
}

#[test]
fn a_span_that_cuts_a_grapheme_takes_the_whole_of_it() {
    let text = "هُجِّرَ";
    let layout = set(text, 300.0);
    let whole = layout.rects(0..4);
    assert_eq!(layout.rects(0..2), whole, "ه without its damma");
    assert_eq!(layout.rects(2..4), whole, "the damma alone");
}

#[test]
fn a_span_of_nothing_or_beyond_the_text_is_harmless() {
    let layout = set("سرت", 300.0);
    assert!(layout.rects(2..2).is_empty());
    assert!(layout.rects(6..900).is_empty());
    assert_eq!(layout.rects(0..900).len(), 1);
    let reversed = std::ops::Range { start: 4, end: 2 };
    assert!(layout.rects(reversed).is_empty());
}

#[test]
fn one_direction_is_one_rectangle() {
    let layout = set_in(Direction::Ltr, "plain Latin text", Some(500.0));
    assert_eq!(layout.rects(2..14).len(), 1);
}

#[test]
fn rtl_case_13_a_label_is_not_drawn_backwards() {
    // Names of labels and notes are laid out like the interface, where Arabic is larger.
    let style = TextStyle { family: Family::Interface, arabic_size_px: 14.0, ..TextStyle::article(12.5, 1.6) };
    let text = "فصيل مسلّح 2015 (SDF)";
    let layout = with_engine(|engine| engine.paragraph(text, &style, Direction::Rtl, None));
    let words = ["فصيل", "مسلّح", "2015", "SDF"].map(|word| layout.rects(find(text, word))[0].right);
    assert!(words.windows(2).all(|pair| pair[0] > pair[1]), "{words:?}");
    let digits = ["20", "15"].map(|part| layout.rects(find(text, part))[0].left);
    assert!(digits[0] < digits[1], "{digits:?}");
}

#[test]
fn rtl_case_18_persian_is_not_scrambled() {
    let text = "کتاب‌های فارسی را می‌خوانم، چه گفت؟";
    let layout = set(text, 600.0);
    assert_eq!(layout.lines().len(), 1);
    let rights: Vec<f32> = text.split(' ').map(|word| layout.rects(find(text, word))[0].right).collect();
    assert!(rights.windows(2).all(|pair| pair[0] > pair[1]), "{rights:?}");
    let letters: Vec<f32> = layout.clusters().all().iter().map(|c| c.left).collect();
    assert!(letters.windows(2).all(|pair| pair[0] >= pair[1]), "each letter stands left of the one before it");
}

#[test]
fn rtl_case_25_each_word_is_shaped_as_alone_and_stands_in_its_order() {
    for text in ["הכלב הגדול קפץ", "قفز الكلب الكبير عاليا"] {
        let layout = set(text, 600.0);
        let ids = |layout: &ParagraphLayout| -> Vec<u16> { glyphs(layout).iter().map(|g| g.id).collect() };
        // From left to right, the last word comes first.
        let blank = ids(&set("ب ب", 300.0))[1];
        let words: Vec<Vec<u16>> = text.split(' ').rev().map(|word| ids(&set(word, 300.0))).collect();
        assert_eq!(ids(&layout), words.join(&blank), "{text}");
    }
}

#[test]
fn rtl_case_37_what_comes_before_a_word_stands_at_its_right() {
    // A line of a concordance: context before, the word, context after.
    let text = "وصل القائد إلى مدينة سرت بعد معارك دامت أياما";
    let layout = set(text, 800.0);
    let word = layout.rects(find(text, "سرت"))[0];
    let (before, after) =
        (layout.rects(find(text, "وصل القائد إلى مدينة")), layout.rects(find(text, "بعد معارك دامت أياما")));
    assert!(before.len() == 1 && before[0].left >= word.right - 0.1, "{before:?} {word:?}");
    assert!(after.len() == 1 && after[0].right <= word.left + 0.1, "{after:?} {word:?}");
}
