//! Lines: rule L1, trailing space, tabs, and line break opportunities.

use hawashi::text::Direction;

use super::{set, set_in};

#[test]
fn rule_l1_a_space_after_a_latin_word_leaves_no_gap_at_a_line_end() {
    let text = "عملية الإصرار المطلق (Inherent Resolve) في العراق وسوريا";
    let mut met = 0;
    for width in 60..400 {
        let layout = set(text, width as f32);
        for line in layout.lines() {
            let shown = &text[line.start as usize..line.text_end as usize];
            let mut clusters: Vec<_> =
                layout.clusters().line(line).iter().filter(|c| c.start < line.text_end && c.right > c.left).collect();
            clusters.sort_by(|a, b| a.left.total_cmp(&b.left));
            for pair in clusters.windows(2) {
                assert!((pair[1].left - pair[0].right).abs() < 0.1, "a gap in {shown:?} at {width}");
            }
            met += usize::from(line.end > line.text_end && shown.ends_with("Inherent"));
            // The hanging space is outside, on the left.
            for space in layout.clusters().line(line).iter().filter(|c| c.start >= line.text_end) {
                assert!(space.right <= line.left + 0.1, "{space:?} {line:?}");
            }
        }
    }
    assert!(met > 3, "the case itself occurs");
}

#[test]
fn trailing_space_hangs_and_never_widens_a_line() {
    let text = format!("سلام{}عليكم", " ".repeat(60));
    let layout = set(&text, 120.0);
    assert_eq!(layout.lines().len(), 2);
    assert_eq!(layout.lines()[0].right, 120.0);
    assert!(layout.rects(0..layout.lines()[0].end)[0].left >= 0.0);
    assert!(layout.rects_with_space(0..layout.lines()[0].end)[0].left < 0.0, "a selection shows the space");
}

#[test]
fn right_to_left_lines_end_at_the_column_and_left_to_right_ones_begin_there() {
    let text = "كلمة أخرى ثم كلمة";
    for line in set_in(Direction::Rtl, text, Some(90.0)).lines() {
        assert!((line.right - 90.0).abs() < 0.1);
    }
    for line in set_in(Direction::Ltr, text, Some(90.0)).lines() {
        assert!(line.left.abs() < 0.1);
    }
}

#[test]
fn a_word_longer_than_the_column_is_broken() {
    let text = format!("قبل {} بعد", "س".repeat(100));
    let layout = set(&text, 100.0);
    for line in layout.lines() {
        assert!(line.right - line.left <= 100.1, "{line:?}");
    }
}

#[test]
fn a_zero_width_space_breaks_and_a_word_joiner_does_not() {
    let words = ["سلام"; 12];
    let broken = set(&words.join("\u{200B}"), 100.0);
    let starts: Vec<usize> = broken.lines().iter().map(|l| l.start as usize).collect();
    assert!(starts.len() > 3);
    assert!(starts.iter().all(|s| s % (8 + 3) == 0), "only at the invisible spaces: {starts:?}");
    let layout = set("كلمة سلام\u{A0}عليكم", 110.0);
    let second = layout.lines()[1].start as usize;
    assert_eq!(&layout.text()[second..], "سلام\u{A0}عليكم", "NBSP holds together");
}

#[test]
fn tabs_reach_the_next_stop() {
    let layout = set_in(Direction::Ltr, "a\tb\nabcdef\tb", Some(900.0));
    assert_eq!(layout.lines().len(), 1, "a newline inside is no line");
    let stop = |text: &str| {
        let layout = set_in(Direction::Ltr, text, Some(900.0));
        layout.clusters().all().last().map_or(0.0, |c| c.left)
    };
    assert!((stop("a\tb") - stop("abc\tb")).abs() < 0.01, "{} {}", stop("a\tb"), stop("abc\tb"));
    assert!(stop("\t\tb") > stop("\tb") * 1.9);
}
