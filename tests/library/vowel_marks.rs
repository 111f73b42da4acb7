//! Vowel marks are positioned by the font's anchors: above or below the letter, not inside it.

#![cfg(feature = "layout")]

use hawashi::layout::{TextEngine, TextStyle};
use hawashi::text::Direction;

/// How far the lowest glyph origin is below the baseline, and the highest above it.
fn heights(text: &str) -> (f32, f32) {
    let mut engine = TextEngine::new();
    let layout = engine.paragraph(text, &TextStyle::article(100.0, 2.0), Direction::Rtl, None);
    let baseline = layout.line_box().baseline;
    let ys = layout.glyph_runs(0..1).flat_map(|(_, glyphs)| glyphs.iter().map(|glyph| baseline - glyph.y));
    ys.fold((0.0_f32, 0.0_f32), |(low, high), y| (low.min(y), high.max(y)))
}

#[test]
fn a_mark_above_stands_higher_on_a_higher_letter() {
    let [(_, low_letter), (_, high_letter)] = ["دَ", "لَ"].map(heights);
    assert!(high_letter > low_letter + 10.0, "fatha on lam at {high_letter}, on dal at {low_letter}");
}

#[test]
fn a_mark_below_stands_lower_under_a_deeper_letter() {
    let [(shallow, _), (deep, _)] = ["دِ", "حِ"].map(heights);
    assert!(deep < shallow - 10.0, "kasra under hah at {deep}, under dal at {shallow}");
}
