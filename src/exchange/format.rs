//! What the program knows of a format: names, menu rows, help and errors derive from it.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::io::Write;

use super::{ExchangeError, Options, Reader, Writer};
use crate::annotation::{Annotation, Origin, Status};
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
    /// What of annotations it has no room for.
    pub losses: &'static [Loss],
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

/// What a format may have no room for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Loss {
    /// Annotations inside others.
    Nested,
    /// Words that point back to a name.
    References,
    /// What a person has said of an annotation.
    Statuses,
    /// What annotations stand for.
    Entities,
    /// Notes.
    Notes,
    /// That an annotation stands on several fragments.
    Fragments,
    /// Attributes.
    Attributes,
}

impl Loss {
    /// Its name in messages of the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Nested => "annotations inside others",
            Self::References => "references",
            Self::Statuses => "statuses",
            Self::Entities => "entities",
            Self::Notes => "notes",
            Self::Fragments => "fragments",
            Self::Attributes => "attributes",
        }
    }

    /// The key of its name, which takes the value `count`.
    pub fn key(self) -> &'static str {
        match self {
            Self::Nested => "loss-nested",
            Self::References => "loss-references",
            Self::Statuses => "loss-statuses",
            Self::Entities => "loss-entities",
            Self::Notes => "loss-notes",
            Self::Fragments => "loss-fragments",
            Self::Attributes => "loss-attributes",
        }
    }

    /// Whether a format without room for it loses something of an annotation; `end` is where annotations so far end.
    pub(super) fn is_in(self, annotation: &Annotation, end: u32) -> bool {
        match self {
            Self::Nested => annotation.spans.first().start.0 < end,
            Self::References => is_reference(annotation),
            Self::Statuses => annotation.status != Status::Accepted,
            Self::Entities => annotation.entity.is_some(),
            Self::Notes => !annotation.note.is_empty(),
            Self::Fragments => annotation.spans.single().is_none(),
            Self::Attributes => !annotation.attributes.is_empty(),
        }
    }
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
