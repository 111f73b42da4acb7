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

/// The path by which the included files know the folding.
mod text {
    pub mod fold {
        pub use crate::letters;
    }
}

#[path = "src/lexicon/compile/mod.rs"]
mod compile;
#[path = "src/lexicon/format.rs"]
mod format;

/// The sources, each read from its folder. A missing one is an empty one while data is being made.
const SOURCES: [(&str, &str); 10] = [
    ("assets/lexicon", "countries.ron"),
    ("assets/lexicon", "places_curated.ron"),
    ("assets/lexicon", "places_geonames.ron"),
    ("assets/lexicon", "regions.ron"),
    ("assets/lexicon", "demonyms.ron"),
    ("assets/lexicon", "place_nouns.ron"),
    ("assets/lexicon", "factions.ron"),
    ("assets/lexicon", "group_nouns.ron"),
    ("assets/lexicon", "leaders.ron"),
    ("src/lexicon", "context_words.ron"),
];

fn main() -> Result<(), Box<dyn Error>> {
    let mut compiler = compile::Compiler::default();
    for (folder, file) in SOURCES {
        let path = Path::new(folder).join(file);
        println!("cargo:rerun-if-changed={}", path.display());
        let text = fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
        if let Err(error) = compiler.add_source(file, &text) {
            return Err(format!("{folder}/{error}").into());
        }
    }
    for code in ["build.rs", "src/text/fold", "src/lexicon/compile", "src/lexicon/format.rs"] {
        println!("cargo:rerun-if-changed={code}");
    }
    let out = Path::new(&env::var_os("OUT_DIR").ok_or("cargo sets no OUT_DIR")?).join("lexicon.bin");
    fs::write(out, compiler.finish()?)?;
    Ok(())
}
