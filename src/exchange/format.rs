//! Describes a format: names, menu rows, help and errors are derived from this.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::io::Write;

use super::{ExchangeError, File, Loss, Options, Reader, Writer};
use crate::annotation::LabelSet;
use crate::text::units::Unit;

/// A file format for annotations.
pub struct Format {
    /// Its name on the command line.
    pub name: &'static str,
    /// Its display name, by language code.
    pub names: [(&'static str, &'static str); 2],
    /// A description of its files, for use inside a sentence, by language code.
    pub about: [(&'static str, &'static str); 2],
    /// The suffix of a written file, added to the article's name without its extension.
    pub suffix: &'static str,
    /// The extensions of files to read, without the dot.
    pub extensions: &'static [&'static str],
    /// The unit of its offsets.
    pub units: Units,
    /// Whether a file can hold more than one article.
    pub holds_many: bool,
    /// Whether a file begins with a byte order mark by default, which spreadsheets expect.
    pub has_mark: bool,
    /// The suffix of the file that holds an article's text, if its annotations do not.
    pub text_file: Option<&'static str>,
    /// The file in the same folder that defines labels or types for all others.
    pub definitions: Option<Definitions>,
    /// What it cannot represent. Its `match` names every [`Loss`], so that a new kind does not compile until every format
    /// has decided about it.
    pub loses: fn(Loss) -> bool,
    /// Starts a file; `None` if the program only reads this format.
    pub write: Option<WriteFn>,
    /// Reads a file; `None` if the program cannot read this format.
    pub read: Option<ReadFn>,
}

/// A file that defines the labels of the others in its folder.
#[derive(Clone, Copy)]
pub struct Definitions {
    /// Its name.
    pub name: &'static str,
    /// Writes it.
    pub write: fn(&LabelSet) -> String,
}

/// Starts writing a file with the given options.
pub type WriteFn = for<'w> fn(Box<dyn Write + 'w>, Unit, Options<'w>) -> std::io::Result<Box<dyn Writer + 'w>>;

/// Starts reading a file.
pub type ReadFn = for<'f> fn(File<'f>) -> Result<Box<dyn Reader + 'f>, ExchangeError>;

/// The unit of a format's offsets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Units {
    /// Chosen by the user.
    Any,
    /// Always the same.
    Only(Unit),
    /// It has no offsets.
    None,
}

impl Format {
    /// Whether the ends of lines in the texts that go along can be chosen: MAXQDA expects those of Windows.
    pub fn has_line_ends(&self) -> bool {
        self.name == "refi-qda"
    }

    /// Whether its columns can be chosen.
    pub fn has_columns(&self) -> bool {
        self.name == "conll"
    }

    /// Its display name in a language.
    pub fn name_in(&self, language: &str) -> &'static str {
        in_language(&self.names, language)
    }

    /// The description of its files in a language.
    pub fn about_in(&self, language: &str) -> &'static str {
        in_language(&self.about, language)
    }

    /// The unit of offsets: the requested one if the format allows it.
    pub fn unit(&self, wish: Option<Unit>) -> Result<Unit, ExchangeError> {
        match (self.units, wish) {
            (Units::Any, wish) => Ok(wish.unwrap_or_default()),
            (Units::Only(fixed), Some(wish)) if wish != fixed => {
                Err(ExchangeError::Unit { format: self.name, fixed: fixed.name(), wish: wish.name() })
            }
            (Units::Only(fixed), _) => Ok(fixed),
            (Units::None, Some(wish)) => Err(ExchangeError::NoOffsets { format: self.name, wish: wish.name() }),
            (Units::None, None) => Ok(Unit::default()),
        }
    }
}

/// The text in a language, or the first one.
fn in_language(texts: &[(&'static str, &'static str)], language: &str) -> &'static str {
    let found = texts.iter().find(|(code, _)| *code == language).or(texts.first());
    found.map_or("", |(_, text)| text)
}

impl fmt::Debug for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Format").field(&self.name).finish()
    }
}

impl PartialEq for Format {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Eq for Format {}

impl PartialOrd for Format {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Format {
    fn cmp(&self, other: &Self) -> Ordering {
        self.name.cmp(other.name)
    }
}

impl Hash for Format {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.name.hash(state);
    }
}
