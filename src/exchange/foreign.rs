//! What a file of another program says, before it is placed in a text.

use std::fmt;
use std::path::Path;

use serde::Serialize;

use super::{Column, ExchangeError};
use crate::annotation::{Annotation, Attributes, LabelSet, Relation};
use crate::document::looks_like;
use crate::text::sentences::is_line_end;
use crate::text::units::Unit;
use crate::text::{Arg, Localize, Message, Span};

/// A file to be read.
#[derive(Clone, Copy)]
pub struct File<'f> {
    /// Its name, without the folder.
    pub name: &'f str,
    /// Its contents.
    pub bytes: &'f [u8],
    /// The files beside it.
    pub beside: &'f dyn Beside,
    /// What its columns hold, if it is a table of tokens and somebody has said it; empty if they are found out.
    pub columns: &'f [Column],
}

impl fmt::Debug for File<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("File").field("name", &self.name).field("bytes", &self.bytes.len()).finish_non_exhaustive()
    }
}

impl File<'_> {
    /// Its name without the ending.
    pub(in crate::exchange) fn stem(&self) -> &str {
        stem(self.name)
    }

    /// The text of a file beside it, if this is the name of an article in plain text.
    pub(in crate::exchange) fn text_beside(&self, format: &'static str, name: &str) -> Option<String> {
        let is_text = Path::new(name).extension().is_some_and(|extension| extension.eq_ignore_ascii_case("txt"));
        let bytes = is_text.then(|| self.beside.read(name)).flatten()?;
        into_utf8(format, bytes).ok()
    }
}

/// A file's name without the ending.
pub(in crate::exchange) fn stem(name: &str) -> &str {
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

/// The files beside one that is read: some formats put the text, the labels or the types into files of their own.
pub trait Beside {
    /// The contents of the file of this name in the same folder; `None` if there is none, or it cannot be read.
    fn read(&self, name: &str) -> Option<Vec<u8>>;
}

/// No other files.
#[derive(Clone, Copy, Debug)]
pub struct NothingBeside;

impl Beside for NothingBeside {
    fn read(&self, _: &str) -> Option<Vec<u8>> {
        None
    }
}

/// What a file counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Counting {
    /// Unicode code points.
    Char,
    /// UTF-8 bytes.
    Byte,
    /// UTF-16 code units.
    Utf16,
    /// Grapheme clusters (UAX #29), in which a line end of two characters is one: doccano's "grapheme mode".
    Grapheme,
}

impl Counting {
    /// The name used in reports.
    pub fn name(self) -> &'static str {
        self.unit().map_or("grapheme", Unit::name)
    }

    pub(super) fn unit(self) -> Option<Unit> {
        match self {
            Self::Char => Some(Unit::Char),
            Self::Byte => Some(Unit::Byte),
            Self::Utf16 => Some(Unit::Utf16),
            Self::Grapheme => None,
        }
    }

    /// What a byte order mark counts.
    pub(super) fn mark(self) -> u64 {
        if self == Self::Byte { 3 } else { 1 }
    }
}

/// An article as a file of another program holds it.
#[derive(Clone, Debug)]
pub struct Foreign {
    /// Its name in the file; empty if it has none.
    pub name: String,
    /// Its text as the file has it, without a byte order mark; `None` if the file says only where its passages are.
    pub text: Option<String>,
    /// In which ways the file may count, the likeliest first.
    pub counting: &'static [Counting],
    /// Whether passages cannot run over line ends, so that fragments between which nothing else stands are one.
    pub lines_apart: bool,
    /// Its labels, with ids of their own. Those of annotations must be among them.
    pub labels: LabelSet,
    /// Attributes of the whole article.
    pub attributes: Attributes,
    /// The passages.
    pub marked: Vec<Marked>,
    /// The relations between them.
    pub relations: Vec<Relation>,
    /// What could not be read.
    pub broken: BrokenList,
    /// The tokens, in bytes of the text, if the file has some.
    pub words: Vec<Span>,
}

impl Foreign {
    /// An article without anything, whose file counts in these ways.
    pub fn counting(counting: &'static [Counting]) -> Self {
        Self {
            name: String::new(),
            text: None,
            counting,
            lines_apart: false,
            labels: LabelSet::only([]),
            attributes: Attributes::default(),
            marked: Vec::new(),
            relations: Vec::new(),
            broken: BrokenList::default(),
            words: Vec::new(),
        }
    }
}

/// A passage as a file describes it, with what is said of it.
#[derive(Clone, Debug, Default)]
pub struct Marked {
    /// Everything but its passage.
    pub annotation: Annotation,
    /// Start and end of each fragment, half-open, as the file counts; none if it has only a quotation.
    pub fragments: Vec<(u64, u64)>,
    /// The quotation of each fragment, as far as the file has them.
    pub quotes: Vec<String>,
    /// The text before it, as far as the file has it.
    pub prefix: String,
    /// The text after it.
    pub suffix: String,
    /// Where it stands in the file.
    pub at: Where,
}

/// Where something stands in a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Where {
    /// A line, 1 for the first.
    Line(usize),
    /// An entry by its number, 1 for the first, or its name in the file.
    Entry(String),
}

impl Default for Where {
    fn default() -> Self {
        Self::Line(1)
    }
}

impl fmt::Display for Where {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Line(line) => write!(f, "line {line}"),
            Self::Entry(entry) => write!(f, "entry {entry}"),
        }
    }
}

/// A record that could not be read, or says nothing that can be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Broken {
    /// Where it stands.
    pub at: Where,
    /// What is wrong with it, and the cure.
    pub message: Message,
}

impl fmt::Display for Broken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.at, self.message)
    }
}

impl Localize for Broken {
    fn key(&self) -> &'static str {
        match self.at {
            Where::Line(_) => "import-broken-line",
            Where::Entry(_) => "import-broken-entry",
        }
    }

    fn args(&self) -> Vec<(&'static str, Arg)> {
        let at = match &self.at {
            Where::Line(number) => (*number).into(),
            Where::Entry(entry) => entry.clone().into(),
        };
        vec![("at", at), ("message", self.message.clone().into())]
    }
}

/// The most records that cannot be used which are listed of one article.
const MOST_BROKEN: usize = 500;

/// What could not be read: the first 500 records, and how many more there are.
#[derive(Clone, Debug, Default)]
pub struct BrokenList {
    listed: Vec<Broken>,
    /// How many more there are, and where the last one is.
    unlisted: Option<(usize, Where)>,
}

impl BrokenList {
    /// Adds a record.
    pub fn push(&mut self, broken: Broken) {
        if self.listed.len() < MOST_BROKEN {
            self.listed.push(broken);
        } else {
            let count = self.unlisted.take().map_or(0, |(count, _)| count);
            self.unlisted = Some((count + 1, broken.at));
        }
    }

    /// The first one.
    pub fn first(&self) -> Option<&Broken> {
        self.listed.first()
    }

    /// Sorts those that are listed by their lines.
    pub fn sort_by_line(&mut self) {
        self.listed.sort_by_key(|broken| if let Where::Line(line) = broken.at { line } else { 0 });
    }

    /// Puts others before them.
    pub(in crate::exchange) fn put_before(&mut self, others: Self) {
        let own = std::mem::replace(&mut self.listed, others.into_records());
        self.listed.extend(own);
    }

    /// All that are listed; the last one says how many more there are, if there are.
    pub fn into_records(self) -> Vec<Broken> {
        let Self { mut listed, unlisted } = self;
        listed.extend(unlisted.map(|(count, at)| {
            let message = Message::new("import-more-broken")
                .with("count", count)
                .in_english(format!("more entries that cannot be used, up to here: {count}"));
            Broken { at, message }
        }));
        listed
    }
}

impl Extend<Broken> for BrokenList {
    fn extend<I: IntoIterator<Item = Broken>>(&mut self, records: I) {
        records.into_iter().for_each(|broken| self.push(broken));
    }
}

impl FromIterator<Broken> for BrokenList {
    fn from_iter<I: IntoIterator<Item = Broken>>(records: I) -> Self {
        let mut list = Self::default();
        list.extend(records);
        list
    }
}

/// The text of a file in UTF-8, without a byte order mark.
pub(in crate::exchange) fn utf8<'f>(format: &'static str, bytes: &'f [u8]) -> Result<&'f str, ExchangeError> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    if let Some(kind) = looks_like(bytes) {
        let message = Message::new("import-binary").with("kind", kind).in_english(format!(
            "it is no text but looks like {kind}; export the annotations from the other program and name the file with them"
        ));
        return Err(ExchangeError::not_readable(format, message));
    }
    simdutf8::compat::from_utf8(bytes).map_err(|error| {
        let at = error.valid_up_to();
        let message = Message::new("import-not-utf8")
            .with("at", at)
            .in_english(format!("byte {at} is not UTF-8; save the file as UTF-8"));
        ExchangeError::not_readable(format, message)
    })
}

/// The same of bytes that are not needed any more: they are not copied.
pub(in crate::exchange) fn into_utf8(format: &'static str, mut bytes: Vec<u8>) -> Result<String, ExchangeError> {
    let text = utf8(format, &bytes)?.len();
    bytes.drain(..bytes.len() - text);
    // It was looked at before.
    Ok(String::from_utf8(bytes).unwrap_or_default())
}

/// Whether a character ends a line for Python, in which many of the other programs read their files.
pub(in crate::exchange) fn ends_line(c: char) -> bool {
    is_line_end(c) || matches!(c, '\u{1c}'..='\u{1e}')
}
