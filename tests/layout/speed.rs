//! Prints the cost of layout: run in a release build with `-- --ignored --nocapture speed`.

use std::time::Instant;

use hawashi::document::Document;
use hawashi::layout::{PageLayout, PageStyle, TextEngine, TextStyle};
use hawashi::text::Direction;

const SENTENCE: &str =
    "أعلنت قوات سوريا الديمقراطية (SDF) سقوط 12 قتيلاً قرب الرَّقّة، وفق ما نقلت رويترز عن المتحدث باسمها في مؤتمر صحفي. ";

/// `bytes` of text in paragraphs of about 1.2 KB.
fn text(bytes: usize) -> String {
    let paragraph = format!("{}\n", SENTENCE.repeat(6));
    paragraph.repeat(bytes.div_ceil(paragraph.len()))
}

/// Measures this thread's processor time, if the system provides it, so that other programs do not count.
struct Clock {
    wall: Instant,
    /// Nanoseconds on a processor.
    work: Option<u64>,
}

impl Clock {
    fn now() -> Self {
        Self { wall: Instant::now(), work: Self::work() }
    }

    fn work() -> Option<u64> {
        std::fs::read_to_string("/proc/thread-self/schedstat").ok()?.split(' ').next()?.parse().ok()
    }

    fn ms(&self) -> f64 {
        match (self.work, Self::work()) {
            (Some(since), Some(now)) => (now - since) as f64 / 1e6,
            _ => self.wall.elapsed().as_secs_f64() * 1000.0,
        }
    }
}

#[test]
#[ignore = "measures, for a release build"]
fn speed_of_paragraphs() {
    let text = text(1_000_000);
    let paragraphs: Vec<&str> = text.lines().collect();
    let style = TextStyle::article(20.0, 1.8);
    let mut engine = TextEngine::bundled_only();
    engine.paragraph(paragraphs[0], &style, Direction::Rtl, Some(860.0));
    let since = Clock::now();
    let mut layouts: Vec<_> =
        paragraphs.iter().map(|p| engine.paragraph(p, &style, Direction::Rtl, Some(860.0))).collect();
    println!(
        "set: {:.2} ms for 100 KB, {:.0} us a paragraph",
        since.ms() / 10.0,
        since.ms() * 1000.0 / paragraphs.len() as f64
    );
    let since = Clock::now();
    for layout in &mut layouts {
        layout.wrap(Some(640.0));
    }
    println!("wrapped anew: {:.2} ms for 100 KB", since.ms() / 10.0);
    let bytes: usize = layouts.iter().map(hawashi::layout::ParagraphLayout::heap_bytes).sum();
    println!(
        "memory: {:.1} KB a paragraph, {:.1} for a byte of text",
        bytes as f64 / 1000.0 / layouts.len() as f64,
        bytes as f64 / text.len() as f64
    );
}

#[test]
#[ignore = "measures, for a release build"]
fn speed_of_pages() {
    let short = "سطر قصير من شعر أو من قائمة\n".repeat(1_000_000);
    let table = [
        ("10 MB", text(10_000_000)),
        ("100 MB", text(100_000_000)),
        ("a million empty lines", "\n".repeat(1_000_000)),
        ("a million short lines", short),
        ("100 MB in one paragraph", text(100_000_000).replace('\n', " ")),
    ];
    for (name, text) in table {
        let document = Document::from_text(text).unwrap();
        let since = Clock::now();
        let mut page = PageLayout::new(&document, PageStyle::book(20.0), 860.0);
        let made = since.ms();
        let since = Clock::now();
        page.restyle(&document, &PageStyle::book(20.0), 700.0);
        let restyled = since.ms();
        let mut engine = TextEngine::bundled_only();
        let since = Clock::now();
        for block in 0..page.block_count().min(12) {
            page.layout(&mut engine, &document, block);
        }
        println!(
            "{name}: made {made:.1} ms, restyled {restyled:.1} ms, {} blocks, first 12 set {:.1} ms, {:.1} MB",
            page.block_count(),
            since.ms(),
            page.heap_bytes() as f64 / 1e6
        );
    }
}

#[test]
#[ignore = "measures, for a release build"]
fn speed_of_looking_for_overrides() {
    let plain = text(100_000_000);
    let quoted = plain.replace(" (SDF) ", " “SDF” – ");
    let isolated = plain.replace(" (SDF) ", " \u{2068}SDF\u{2069} ");
    let turned = plain.replace(" (SDF) ", " \u{202E}SDF\u{202C} ");
    for (name, text) in [("plain", plain), ("quotes", quoted), ("isolates", isolated), ("overrides", turned)] {
        let document = Document::from_text(text).unwrap();
        let since = Clock::now();
        let found = hawashi::layout::turned(&document, &mut || true);
        println!("100 MB with {name}: {:.0} ms, {:?}", since.ms(), found.map(|turned| turned.paragraphs));
    }
}
