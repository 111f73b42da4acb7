//! Measures the speed of layout: shaping, wrapping at another width, the page of a long document, finding.
//!
//! `cargo bench --bench reading [-- FILE]`: prints the best of several runs, one per line. Without a file, it uses
//! texts made from the samples, of 1, 10 and 100 MB. The whole window is measured by `hawashi debug frames`, and
//! compared with other programs by `benches/peers/reading.py`.

#![allow(clippy::disallowed_methods, clippy::expect_used, reason = "a bench reads the file it is given")]

use std::time::Instant;

use hawashi::document::Document;
use hawashi::layout::{PageLayout, PageStyle, TextEngine, TextStyle};
use hawashi::text::Direction;
use hawashi::text::search::{Finder, Query};

const SAMPLES: [&str; 3] = [
    include_str!("../assets/samples/libya.txt"),
    include_str!("../assets/samples/sudan.txt"),
    include_str!("../assets/samples/syria-iraq.txt"),
];
/// Width of the column, in pixels.
const WIDTH: f32 = 680.0;
/// Text that is shaped, in bytes: some fifteen screens.
const SHAPED: usize = 100_000;
const RUNS: usize = 5;

fn main() {
    let file = std::env::args().skip(1).find(|arg| !arg.starts_with("--"));
    match file {
        Some(path) => measure(&std::fs::read(&path).expect("the file can be read")),
        None => {
            for megabytes in [1, 10, 100] {
                measure(&samples(megabytes * 1_000_000));
            }
        }
    }
}

/// The samples' paragraphs, repeated.
fn samples(len: usize) -> Vec<u8> {
    SAMPLES.iter().flat_map(|sample| sample.split_inclusive('\n')).cycle().flat_map(str::bytes).take(len).collect()
}

fn measure(bytes: &[u8]) {
    println!("{:.1} MB", bytes.len() as f64 / 1e6);
    let document =
        best("decode, find paragraphs", || bytes.to_vec(), |bytes| Document::decode(bytes, None)).expect("a text");
    let style = PageStyle::book(20.0);
    best("page of the whole document", || (), |()| PageLayout::new(&document, style.clone(), WIDTH).block_count());
    let restyled = || PageLayout::new(&document, style.clone(), WIDTH);
    best("the same at another width", restyled, |mut page| page.restyle(&document, &style, WIDTH - 60.0));

    let mut engine = TextEngine::bundled_only();
    let text = document.text();
    let part = &text[..text.floor_char_boundary(SHAPED.min(text.len()))];
    let paragraphs: Vec<&str> = part.lines().collect();
    let article = TextStyle::article(20.0, 1.8);
    let shape = |engine: &mut TextEngine| -> Vec<_> {
        paragraphs.iter().map(|p| engine.paragraph(p, &article, Direction::Rtl, Some(WIDTH))).collect()
    };
    best("shape 100 KB", || (), |()| shape(&mut engine).len());
    let shaped = shape(&mut engine);
    best(
        "wrap the same at another width",
        || shaped.clone(),
        |mut all| {
            for paragraph in &mut all {
                paragraph.wrap(Some(WIDTH - 60.0));
            }
            all.len()
        },
    );

    let query =
        Query { text: "المدينة".to_owned(), exact: false, whole_word: false, joined: true, regex: false };
    let finder = Finder::new(&query).expect("a word").expect("not empty");
    best("find a word, folded, all", || (), |()| finder.find_all(text, &|| true).len());
    best("find a word, folded, first", || (), |()| finder.find_iter(text).next());
}

/// Runs `work` on fresh input several times and prints the shortest time; returns its last result.
fn best<I, T>(what: &str, mut input: impl FnMut() -> I, mut work: impl FnMut(I) -> T) -> T {
    let (mut shortest, mut result) = (f64::MAX, None);
    for _ in 0..RUNS {
        let given = input();
        let began = Instant::now();
        let done = std::hint::black_box(work(given));
        shortest = shortest.min(began.elapsed().as_secs_f64() * 1e3);
        result = Some(done);
    }
    println!("  {what}: {shortest:.2} ms");
    result.expect("it ran")
}
