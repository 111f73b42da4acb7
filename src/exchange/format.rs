//! What the program knows of a format: names, menu rows, help and errors derive from it.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::io::Write;

use super::{ExchangeError, Loss, Options, Reader, Writer};
use crate::annotation::{Annotation, Origin};
use crate::detect::Source;
use crate::text::units::Unit;

/// A format of files that hold annotations.
pub struct Format {
    /// Its name on the command line.
    pub name: &'static str,
    /// What people call it, by the language's code.
    pub names: [(&'static str, &'static str); 2],
    /// What a file in it is, as a part of a sentence, by the language's code.
    pub about: [(&'static str, &'static str); 2],
    /// How the name of a file ends that is written, behind the article's name without its extension.
    pub suffix: &'static str,
    /// How names of files end that are read, without the dot.
    pub extensions: &'static [&'static str],
    /// What its offsets count in.
    pub units: Units,
    /// Whether a file can hold more than one article.
    pub holds_many: bool,
    /// Whether a file begins with a byte order mark, unless told otherwise: spreadsheets look for it.
    pub has_mark: bool,
    /// Of everything that an export can hold, what the format has no room for. The match names each [`Loss`], so that a
    /// new one does not compile before every format has decided about it.
    pub loses: fn(Loss) -> bool,
    /// Begins a file.
    pub write: WriteFn,
    /// Reads a file; `None` where the program reads none.
    pub read: Option<ReadFn>,
}

/// Begins to write a file in a format, with offsets in the unit.
pub type WriteFn = for<'w> fn(Box<dyn Write + 'w>, Unit, Options<'w>) -> std::io::Result<Box<dyn Writer + 'w>>;

/// Begins to read a file in a format.
pub type ReadFn = for<'t> fn(&'t str) -> Box<dyn Reader + 't>;

/// What the offsets of a format count in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Units {
    /// What a person chooses.
    Any,
    /// Always the same.
    Only(Unit),
    /// It has no offsets.
    None,
}

impl Format {
    /// The unit of offsets: the wished one where the format leaves the choice.
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

/// Whether a detected annotation is a word that points back to a name.
pub(super) fn is_reference(annotation: &Annotation) -> bool {
    matches!(&annotation.origin, Origin::Detected(source) if source == Source::Coreference.name())
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
