//! Compiles the lexicon's sources, so that the program contains a finished table.

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

/// The path under which the included files use the folding.
mod text {
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

/// The sources of words for single rules.
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
    for code in ["build.rs", "src/text/fold", "src/lexicon/compile", "src/lexicon/format.rs"] {
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

/// An error in a source, with its folder.
#[expect(clippy::needless_pass_by_value, reason = "it maps errors")]
fn of_lexicon(error: compile::CompileError) -> String {
    format!("assets/lexicon/{error}")
}
