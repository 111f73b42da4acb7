//! Compiles the lexicon's sources, so that the program contains a finished table.

#![allow(
    dead_code,
    unreachable_pub,
    missing_docs,
    unused_imports,
    reason = "the included files serve the library, which uses and documents more of them"
)]
#![allow(clippy::disallowed_methods, reason = "the build reads the sources where they lie")]

use std::error::Error;
use std::path::Path;
use std::{env, fs};

#[path = "src/text/fold/letters.rs"]
pub mod letters;
#[path = "src/text/hash.rs"]
pub mod word_hash;

/// The paths by which the included files know the folding and the hashes.
mod text {
    pub use crate::word_hash as hash;
    pub mod fold {
        pub use crate::letters;
    }
}

#[path = "src/lexicon/compile/mod.rs"]
mod compile;
#[path = "src/lexicon/format.rs"]
mod format;

/// The sources of names, nouns and classes.
const SOURCES: [&str; 10] = [
    "countries.ron",
    "places_curated.ron",
    "places_geonames.ron",
    "regions.ron",
    "demonyms.ron",
    "place_nouns.ron",
    "factions.ron",
    "group_nouns.ron",
    "leaders.ron",
    "context_words.ron",
];

/// Endings and spellings, which are compiled in as they are.
const INFLECTION: &str = "assets/lexicon/inflection.ron";

/// The sources of words for single rules.
const RULE_SOURCES: [&str; 3] = ["rule_words.ron", "senses.ron", "club_words.ron"];

/// Cargo shows each mistake in the sources on a line of its own, and stops.
fn main() -> Result<(), Box<dyn Error>> {
    for code in
        ["build.rs", "src/text/fold", "src/text/hash.rs", "src/lexicon/compile", "src/lexicon/format.rs", INFLECTION]
    {
        println!("cargo:rerun-if-changed={code}");
    }
    let mut compiler = compile::Compiler::default();
    let mut rule_words = compile::rule_words::RuleWords::default();
    let names = SOURCES.map(|file| add(file, |text| compiler.add_source(file, text)));
    let words = RULE_SOURCES.map(|file| add(file, |text| rule_words.add_source(file, text)));
    let mistakes: Vec<String> = names.into_iter().chain(words).filter_map(Result::err).collect();
    let compiled = if mistakes.is_empty() { finish(compiler, &rule_words) } else { Err(mistakes) };
    match compiled {
        Ok((lexicon, rule_words)) => {
            let out = env::var_os("OUT_DIR").ok_or("cargo sets no OUT_DIR")?;
            fs::write(Path::new(&out).join("lexicon.bin"), lexicon)?;
            fs::write(Path::new(&out).join("rule_words.rs"), rule_words)?;
        }
        Err(mistakes) => mistakes.iter().for_each(|mistake| println!("cargo::error={mistake}")),
    }
    Ok(())
}

/// The compiled lexicon, and the words of the rules as Rust source.
fn finish(
    compiler: compile::Compiler,
    rule_words: &compile::rule_words::RuleWords,
) -> Result<(Vec<u8>, String), Vec<String>> {
    let compiled = compile::inflect::check().and_then(|()| compiler.finish());
    let compiled = compiled.and_then(|(lexicon, words)| Ok((lexicon, rule_words.to_rust(&words)?)));
    compiled.map_err(|error| vec![of_lexicon(error)])
}

/// Reads a source.
fn add(file: &str, add: impl FnOnce(&str) -> Result<(), compile::CompileError>) -> Result<(), String> {
    let path = Path::new("assets/lexicon").join(file);
    println!("cargo:rerun-if-changed={}", path.display());
    let text = fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
    add(&text).map_err(of_lexicon)
}

/// An error in a source, with its folder.
#[expect(clippy::needless_pass_by_value, reason = "it maps errors")]
fn of_lexicon(error: compile::CompileError) -> String {
    format!("assets/lexicon/{error}")
}
