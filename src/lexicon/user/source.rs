//! The formats of a user's lexicons, and reading and compiling them.

use std::borrow::Cow;
use std::io::{BufRead, Read as _};

use super::super::tables::Lexicon;
use super::builder::Builder;
use super::error_kind::{LexiconErrorKind, UserError, at};
use super::{geonames, rows};
use crate::text::system_message;

/// The largest RON or CSV source, in bytes; larger collections should use the GeoNames format.
const LONGEST_TEXT: u64 = 256 << 20;

/// The formats of a user's lexicon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UserFormat {
    /// A list of entries in the form of the program's own sources.
    Ron,
    /// A table with a header: `name,kind,entity,lat,lon,country`.
    Csv,
    /// GeoNames' dump, separated by tabs.
    Geonames,
}

impl UserFormat {
    /// The format for a file extension: `ron`, `csv`, and `txt` or `tsv` for GeoNames.
    pub(crate) fn of_extension(extension: &str) -> Option<Self> {
        match extension.to_ascii_lowercase().as_str() {
            "ron" => Some(Self::Ron),
            "csv" => Some(Self::Csv),
            "txt" | "tsv" => Some(Self::Geonames),
            _ => None,
        }
    }

    /// The longest source that is read, in bytes; one in GeoNames' format is read line by line.
    pub(crate) fn most_bytes(self) -> u64 {
        if self == Self::Geonames { u64::MAX } else { LONGEST_TEXT }
    }
}

/// A lexicon that a user adds.
pub struct UserLexicon<'s> {
    /// The name used in errors, such as the path of its file.
    pub name: String,
    /// Its format.
    pub format: UserFormat,
    /// Its content, UTF-8.
    pub content: Box<dyn BufRead + 's>,
}

impl<'s> UserLexicon<'s> {
    /// A lexicon from a text in memory.
    pub fn from_text(name: &str, format: UserFormat, text: &'s str) -> Self {
        Self { name: name.to_owned(), format, content: Box::new(text.as_bytes()) }
    }
}

impl std::fmt::Debug for UserLexicon<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("UserLexicon").field("name", &self.name).field("format", &self.format).finish_non_exhaustive()
    }
}

/// Compiles sources into a table for [`Lexicon::with_compiled`] of the same built-in lexicon.
pub fn compile(base: &Lexicon, sources: Vec<UserLexicon<'_>>) -> Result<Vec<u8>, UserError> {
    compile_counted(base, sources).map(|(compiled, _)| compiled)
}

/// Like [`compile`], and also returns the number of entries in each source.
pub(crate) fn compile_counted(base: &Lexicon, sources: Vec<UserLexicon<'_>>) -> Result<(Vec<u8>, Vec<u64>), UserError> {
    let mut builder = Builder::new(base);
    for mut source in sources {
        builder.begin(&source.name);
        match source.format {
            UserFormat::Geonames => geonames::read(&mut builder, &source.name, &mut source.content)?,
            UserFormat::Ron => {
                let text = text(&mut source)?;
                rows::read_ron(&mut builder, &source.name, &text)?;
            }
            UserFormat::Csv => {
                let text = text(&mut source)?;
                rows::read_csv(&mut builder, &source.name, &text)?;
            }
        }
    }
    let counts = builder.counts();
    Ok((builder.finish()?, counts))
}

fn text(source: &mut UserLexicon<'_>) -> Result<String, UserError> {
    let name = source.name.clone();
    let mut bytes = Vec::new();
    source
        .content
        .by_ref()
        .take(LONGEST_TEXT + 1)
        .read_to_end(&mut bytes)
        .map_err(|e| at(&name, 0, 0, LexiconErrorKind::System { message: system_message(&e) }))?;
    if bytes.len() as u64 > LONGEST_TEXT {
        return Err(at(&name, 0, 0, LexiconErrorKind::Large));
    }
    match String::from_utf8(bytes) {
        Ok(text) => Ok(text.strip_prefix('\u{FEFF}').map(str::to_owned).unwrap_or(text)),
        Err(error) => {
            let valid = error.utf8_error().valid_up_to();
            let before = String::from_utf8_lossy(error.as_bytes().get(..valid).unwrap_or(&[])).into_owned();
            let (line, column) = place_of(&before, before.len());
            Err(at(&name, line, column, LexiconErrorKind::NotUtf8))
        }
    }
}

/// Line and column of a byte, from 1.
fn place_of(text: &str, byte: usize) -> (usize, usize) {
    let before = text.get(..byte).unwrap_or(text);
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    let column = before.get(line_start..).unwrap_or("").chars().count() + 1;
    (before.matches('\n').count() + 1, column)
}

impl Lexicon {
    /// This lexicon with a user's sources added, which replace those of an earlier call.
    pub fn with_user(&self, sources: Vec<UserLexicon<'_>>) -> Result<Self, UserError> {
        let base = self.without_user();
        let compiled = compile(&base, sources)?;
        Ok(base.with_compiled(Cow::Owned(compiled)).unwrap_or(base))
    }
}
