//! Tests of laid-out text: carets, spans, lines, pages and small pictures. No window, no GPU; only bundled fonts, so
//! that every machine produces the same lines.
//!
//! Names that begin with `rtl_case_` contain the number of a public report about a program that failed there.
#![cfg(feature = "layout")]
#![allow(missing_docs, reason = "tests are read by their names")]
#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test stops where it fails, and reads its own files"
)]
#![allow(clippy::absurd_extreme_comparisons, reason = "the number of failures allowed may be none")]

#[path = "../support/clock.rs"]
mod clock;
#[path = "../support/needs.rs"]
mod needs;

mod bidi_conformance;
mod caret;
mod damaged_fonts;
mod diacritics;
mod fallback;
mod hard_input;
mod lines;
mod page;
mod pictures;
mod signs;
mod spans;
mod speed;

use std::cell::RefCell;

use hawashi::layout::{Glyph, ParagraphLayout, TextEngine, TextStyle};
use hawashi::text::Direction;

thread_local! {
    static ENGINE: RefCell<TextEngine> = RefCell::new(TextEngine::bundled_only());
}

/// Lays out a paragraph at 20 px, in the direction of most words.
fn set(text: &str, width_px: f32) -> ParagraphLayout {
    let direction = Direction::of(text).unwrap_or(Direction::Rtl);
    set_in(direction, text, Some(width_px))
}

/// Lays out a paragraph at 20 px in a given direction.
fn set_in(direction: Direction, text: &str, width_px: Option<f32>) -> ParagraphLayout {
    ENGINE.with_borrow_mut(|engine| engine.paragraph(text, &TextStyle::article(20.0, 1.8), direction, width_px))
}

/// Runs a test with the thread's engine.
fn with_engine<T>(test: impl FnOnce(&mut TextEngine) -> T) -> T {
    ENGINE.with_borrow_mut(test)
}

/// The byte range of the first occurrence of `part`.
fn find(text: &str, part: &str) -> std::ops::Range<u32> {
    let start = text.find(part).unwrap_or_else(|| panic!("{part:?} is not in {text:?}"));
    start as u32..(start + part.len()) as u32
}

/// All glyphs of a paragraph.
fn glyphs(layout: &ParagraphLayout) -> Vec<Glyph> {
    layout.glyph_runs(0..layout.lines().len()).flat_map(|(_, glyphs)| glyphs.iter().copied()).collect()
}

/// Sentences of our own with the mixtures found in news.
const TEXTS: [&str; 8] = [
    "أعلنت قوات سوريا الديمقراطية (SDF) سقوط 12 قتيلاً قرب الرَّقّة، وفق ما نقلت رويترز عن المتحدث.",
    "قال: «لا سلام بلا عدالة»، ثم غادر إلى بنغازي في 17 فبراير 2015 عند الساعة 10:45.",
    "BBC: أعلنت الحكومة العراقية أن 35% من سكّان الموصل نزحوا (انظر https://example.org/a?b=1&c=2).",
    "The town of سرت (Sirte) lies between مصراتة and بنغازي, 450 km east of طرابلس.",
    "بسم الله الرحمن الرحيم. هُجِّرَ الأَهالِي مِنَ الإِقْلِيمِ لِأَجْلِ الاِقْتِتَالِ.",
    "🔴 عاجل: انفجارٌ في كابُل 👨‍👩‍👧‍👦 و ۱۲۳ 🇱🇾 جريحاً",
    "הכלב הגדול קפץ over the בית בשנת 2002.",
    "a\tb\tسرت\t12 -3.5% [x] {y} ‹z› لا",
];
