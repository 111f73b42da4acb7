//! Compiles the lexicon's sources, so that the program starts with a finished table.

#![allow(
    dead_code,
    unreachable_pub,
    missing_docs,
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

/// The sources of words that single rules ask for.
const RULE_SOURCES: [&str; 3] = ["rule_words.ron", "senses.ron", "club_words.ron"];

fn main() -> Result<(), Box<dyn Error>> {
    let mut compiler = compile::Compiler::default();
    for file in SOURCES {
        add(file, |text| compiler.add_source(file, text))?;
    }
    compile::inflect::check().map_err(of_lexicon)?;
    println!("cargo:rerun-if-changed=assets/lexicon/inflection.ron");
    let mut rule_words = compile::rule_words::RuleWords::default();
    for file in RULE_SOURCES {
        add(file, |text| rule_words.add_source(file, text))?;
    }
    for code in ["build.rs", "src/text/fold", "src/text/hash.rs", "src/lexicon/compile", "src/lexicon/format.rs"] {
        println!("cargo:rerun-if-changed={code}");
    }
    let out = env::var_os("OUT_DIR").ok_or("cargo sets no OUT_DIR")?;
    let (lexicon, words) = compiler.finish().map_err(of_lexicon)?;
    fs::write(Path::new(&out).join("lexicon.bin"), lexicon)?;
    fs::write(Path::new(&out).join("rule_words.rs"), rule_words.to_rust(&words).map_err(of_lexicon)?)?;
    Ok(())
}

/// Reads a source.
fn add(file: &str, add: impl FnOnce(&str) -> Result<(), compile::CompileError>) -> Result<(), Box<dyn Error>> {
    let path = Path::new("assets/lexicon").join(file);
    println!("cargo:rerun-if-changed={}", path.display());
    let text = fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
    Ok(add(&text).map_err(of_lexicon)?)
}

/// What is wrong with a source, with the folder that it is in.
#[expect(clippy::needless_pass_by_value, reason = "it maps errors")]
fn of_lexicon(error: compile::CompileError) -> String {
    format!("assets/lexicon/{error}")
}
