//! Documents of other programs and files of many articles, each kind with the documents of our making.

use std::hint::black_box;
use std::ops::ControlFlow;
use std::path::Path;

use hawashi::document::{ARTICLE_KINDS, COLLECTION_KINDS, Document, ListOptions, ReadOptions};

use super::{alone, fuzz_some};

/// How many inputs are tried where nobody asks for more: unpacking and laying out takes longest without optimisation.
const SOME: u64 = 50;
const FEW: u64 = 12;

/// The documents of our making with one of these endings.
fn seeds(endings: &[&str]) -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/documents");
    let mut names: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    names.sort();
    let has_ending = |path: &&std::path::PathBuf| {
        let name = path.file_name().unwrap().to_string_lossy();
        endings.iter().any(|ending| name.ends_with(&format!(".{ending}")))
            && !name.ends_with(".gold.txt")
            && !name.ends_with(".notes.txt")
    };
    names.iter().filter(has_ending).map(|path| std::fs::read(path).unwrap()).collect()
}

fn is_asked_for(name: &str) -> bool {
    std::env::var("HAWASHI_FUZZ_ONLY").map_or(true, |only| only == name)
}

/// What an archive has unpacked, and what fonts and tables of a page take, in bytes.
const UNPACKED: usize = 48 << 20;

#[test]
fn documents() {
    let _alone = alone();
    for kind in ARTICLE_KINDS.iter().filter(|kind| !kind.is_plain() && is_asked_for(kind.name)) {
        let seeds = seeds(kind.extensions);
        if seeds.is_empty() {
            continue;
        }
        let inputs = if kind.name == "pdf" { FEW } else { SOME };
        fuzz_some(kind.name, inputs, UNPACKED, &seeds, |bytes| {
            let options = ReadOptions { whole_page: bytes.len() % 8 == 3, ..ReadOptions::default() };
            let Ok(document) = Document::read(kind, bytes, &options) else { return 0 };
            // What is said of it is true of its text.
            let parts = document.structure().unwrap_or_default();
            for span in
                parts.iter().map(|part| part.span).chain(document.remarks().iter().filter_map(|remark| remark.span()))
            {
                black_box(span.of(document.text()));
            }
            parts.len()
        });
    }
}

#[test]
fn files_of_many() {
    let _alone = alone();
    for kind in COLLECTION_KINDS.iter().filter(|kind| is_asked_for(kind.name)) {
        let seeds: Vec<_> =
            seeds(kind.extensions).into_iter().filter(|seed| (kind.begins)(&seed[..seed.len().min(8192)])).collect();
        if seeds.is_empty() {
            continue;
        }
        fuzz_some(kind.name, SOME, UNPACKED, &seeds, |bytes| {
            if let Some(columns) = kind.columns {
                black_box(columns(&bytes)).ok();
            }
            let (options, mut entries) = (ListOptions::default(), Vec::new());
            let listed = (kind.list)(&bytes, &options, &mut |entry| {
                entries.push(entry);
                ControlFlow::Continue(())
            });
            black_box(listed).ok();
            for entry in entries.iter().take(3) {
                black_box((kind.read)(&bytes, entry, &options, &ReadOptions::default())).ok();
            }
            entries.len()
        });
    }
}
