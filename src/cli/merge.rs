//! `hawashi merge`: merges two annotation files that began as one; a merge driver for git.

use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use super::args::MergeArgs;
use super::escape::{escape_controls, one_line};
use super::outcome::keep_former;
use super::{CliError, Exit, outcome};
use crate::annotation::{Field, Key};
use crate::exchange::ron::{Differing, MergedFile, Undecided, Which, merge_files};
use crate::store::{self, StoreError, Why, WriteMode, refuse_article, refuse_input};

/// Runs the subcommand.
pub fn run(args: &MergeArgs) -> Result<Exit, CliError> {
    let MergeArgs { base, ours, theirs, out, name, force } = args;
    // Git wants the result in the place of ours. The other two stay as they are, and so does the article.
    refuse_input(out, [base, theirs])?;
    refuse_article(out, [base, ours, theirs])?;
    let (own, stamp) = store::read_annotation_text(ours)?;
    let mode = match (store::is_same_file(ours, out), force) {
        (true, _) => WriteMode::Unchanged(stamp),
        (false, true) => WriteMode::Force,
        (false, false) => WriteMode::New,
    };
    store::check_replaceable(out, mode)?;
    let other = store::read_annotation_text(theirs)?.0;
    let before = match store::read_annotation_text(base) {
        Err(StoreError::Missing { .. }) => String::new(),
        // As diff names a file that there is not.
        Err(StoreError::Special { .. }) if store::is_same_file(base, Path::new("/dev/null")) => String::new(),
        read => read?.0,
    };
    let MergedFile { ron, undecided } = merge_files(before, own, other).map_err(|(which, error)| {
        let (path, side) = match which {
            Which::Base => (base, "before"),
            Which::Ours => (ours, "ours"),
            Which::Theirs => (theirs, "theirs"),
        };
        // Git's files have names that nobody knows.
        let shown = name.as_ref().map(|name| PathBuf::from(format!("{name} ({side})")));
        StoreError::annotations(shown.as_deref().unwrap_or(path), error)
    })?;
    keep_former(out, Why::BeforeMerge);
    store::write_file(out, ron.as_bytes(), mode)?;
    if undecided.is_empty() {
        return Ok(Exit::Done);
    }
    let shown = name.clone().unwrap_or_else(|| out.display().to_string());
    list(&undecided, &shown)?;
    let count = undecided.len();
    outcome::complain(&format!(
        "{shown}: {} to decide about; OURS counts until then. In the file, delete the side that is not wanted, and the marks",
        if count == 1 { "1 entry is left".to_owned() } else { format!("{count} entries are left") },
    ));
    Ok(Exit::No)
}

/// Lists what is undecided, one record after another, with its line.
fn list(undecided: &[Undecided], shown: &str) -> io::Result<()> {
    let mut to = io::stdout().lock();
    for Undecided { line, of, words, fields } in undecided {
        let words = words.as_ref().map(|words| format!(" {}", quoted(words))).unwrap_or_default();
        let head = format!("{shown}:{line}: {}{words}", name_of(of));
        writeln!(to, "{}", escape_controls(&head))?;
        for Differing { field, values } in fields {
            let name = field.as_ref().and_then(Field::name).map(|name| format!("{name}: ")).unwrap_or_default();
            let said = match values {
                Some([before, ours, theirs]) => {
                    let value = |value: &Option<String>| match value.as_deref() {
                        None => "nothing".to_owned(),
                        Some("") => "empty".to_owned(),
                        Some(value) => quoted(value),
                    };
                    format!("before {}, ours {}, theirs {}", value(before), value(ours), value(theirs))
                }
                None => "changed in different ways".to_owned(),
            };
            writeln!(to, "    {}", escape_controls(&format!("{name}{said}")))?;
        }
    }
    Ok(())
}

fn name_of(of: &Key) -> String {
    match of {
        Key::Annotation(id) => format!("annotation {id}"),
        Key::Relation(id) => format!("relation {id}"),
        Key::Label(id) => format!("label {id}"),
        Key::RelationKind(id) => format!("kind of relations {id}"),
        Key::DocumentAttribute(id) => format!("attribute of articles {id}"),
        Key::Orphan(key) => format!("annotation without a place {}", quoted(key)),
        Key::Attribute(name) => format!("article, attribute {name}"),
        Key::Link(label, name) => format!("entity of the name {name:?} ({label})"),
    }
}

/// The most code points of a value on a line.
const SHOWN_CHARS: usize = 60;

/// A value on one line; its vowel marks stay as they are.
fn quoted(text: &str) -> String {
    format!("\"{}\"", one_line(text, SHOWN_CHARS))
}
