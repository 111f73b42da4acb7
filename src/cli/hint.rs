//! Names that are neither a subcommand nor a file, and what was probably meant.

use std::ffi::OsStr;
use std::path::Path;

use clap::CommandFactory as _;

use super::CliError;
use super::args::Arguments;
use crate::store::{self, StoreError};

/// Fails if the window cannot open a path.
pub(super) fn check_openable(path: &Path) -> Result<(), CliError> {
    match store::check_readable(path) {
        Err(StoreError::Missing { .. }) if is_word(path) => Err(no_subcommand(path)),
        checked => Ok(checked?),
    }
}

/// Fails if the first argument is a word that names nothing.
pub(super) fn check_first(first: &OsStr) -> Result<(), CliError> {
    let path = Path::new(first);
    let is_option = first.as_encoded_bytes().starts_with(b"-");
    if is_option || !is_word(path) || subcommands().iter().any(|name| first == name.as_str()) {
        return Ok(());
    }
    check_openable(path)
}

/// Whether a path could have been meant as a subcommand.
fn is_word(path: &Path) -> bool {
    !path.as_os_str().as_encoded_bytes().iter().any(|byte| matches!(byte, b'.' | b'/' | b'\\'))
}

fn no_subcommand(path: &Path) -> CliError {
    let word = path.to_string_lossy().into_owned();
    let meant = word.to_lowercase();
    let near = subcommands().into_iter().map(|name| (distance(&meant, &name), name));
    let nearest = near.min().filter(|(distance, _)| *distance * 3 <= meant.chars().count()).map(|(_, name)| name);
    CliError::NoSubcommand { word, meant: nearest }
}

fn subcommands() -> Vec<String> {
    Arguments::command().get_subcommands().map(|subcommand| subcommand.get_name().to_owned()).collect()
}

/// The fewest letters to insert, remove or replace to make one word of the other.
fn distance(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (number, letter) in one.chars().enumerate() {
        let mut before = std::mem::replace(&mut row[0], number + 1);
        for (at, there) in other.iter().enumerate() {
            let replaced = before + usize::from(letter != *there);
            before = row[at + 1];
            row[at + 1] = replaced.min(row[at] + 1).min(before + 1);
        }
    }
    row[other.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mistyped_subcommand_is_recognised() {
        for (word, meant) in [
            ("Detect", Some("detect")),
            ("detct", Some("detect")),
            ("exprot", Some("export")),
            ("rendre", Some("render")),
            ("xy", None),
            ("مقال", None),
        ] {
            let CliError::NoSubcommand { meant: found, .. } = no_subcommand(Path::new(word)) else { panic!("{word}") };
            assert_eq!(found.as_deref(), meant, "{word}");
        }
    }
}
