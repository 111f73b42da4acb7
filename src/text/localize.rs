//! Sentences that have no language yet: errors, and messages with their values.

use std::collections::BTreeMap;
use std::fmt;

use super::span::SpanError;

/// A value in an explanation. It has no language yet: numbers get their digits, and names are chosen,
/// when the sentence is put together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Arg {
    /// A path, a quotation, what another program says: as it is, without direction marks; the window
    /// isolates it.
    Text(String),
    /// A count or the number of a line.
    Number(u64),
    /// Several values.
    List(Vec<Arg>),
    /// A part that has words of its own in each language.
    Message(Message),
    /// What one thing is called in each language, by the language's code.
    Names(BTreeMap<String, String>),
}

impl Arg {
    /// What one thing is called, by the language's code.
    pub fn names(names: &[(&str, &str)]) -> Self {
        Self::Names(names.iter().map(|(language, name)| ((*language).to_owned(), (*name).to_owned())).collect())
    }
}

impl From<String> for Arg {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<&str> for Arg {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<Message> for Arg {
    fn from(message: Message) -> Self {
        Self::Message(message)
    }
}

impl From<u32> for Arg {
    fn from(number: u32) -> Self {
        Self::Number(number.into())
    }
}

impl From<u64> for Arg {
    fn from(number: u64) -> Self {
        Self::Number(number)
    }
}

impl From<usize> for Arg {
    fn from(number: usize) -> Self {
        Self::Number(number as u64)
    }
}

/// An error or a warning with an English sentence (`Display`) and a stable key, under which
/// `assets/i18n/*/errors.ftl` holds the same sentence in each language of the interface.
pub trait Localize: fmt::Display {
    /// The message's key, such as `error-file-missing`.
    fn key(&self) -> &'static str;

    /// The message's arguments by name.
    fn args(&self) -> Vec<(&'static str, Arg)> {
        Vec::new()
    }
}

/// A message of the interface with its values, before it has a language; an error of a lower layer inside another one,
/// for example.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message(Box<Parts>);

/// Apart, so that errors with a message inside stay small.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Parts {
    key: &'static str,
    args: Vec<(&'static str, Arg)>,
    english: String,
}

impl Message {
    /// The message with this key.
    pub fn new(key: &'static str) -> Self {
        Self(Box::new(Parts { key, args: Vec::new(), english: String::new() }))
    }

    /// What an error or a warning says.
    pub fn of(error: &dyn Localize) -> Self {
        Self(Box::new(Parts { key: error.key(), args: error.args(), english: error.to_string() }))
    }

    /// With a value; a former one of this name is replaced.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<Arg>) -> Self {
        self.0.args.retain(|(known, _)| *known != name);
        self.0.args.push((name, value.into()));
        self
    }

    /// With the sentence that the command line prints.
    #[must_use]
    pub fn in_english(mut self, sentence: impl Into<String>) -> Self {
        self.0.english = sentence.into();
        self
    }
}

impl fmt::Display for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.english)
    }
}

impl Localize for Message {
    fn key(&self) -> &'static str {
        self.0.key
    }

    fn args(&self) -> Vec<(&'static str, Arg)> {
        self.0.args.clone()
    }
}

impl Localize for SpanError {
    fn key(&self) -> &'static str {
        match self {
            Self::Empty { .. } => "error-span-empty",
            Self::OutOfRange { .. } => "error-span-out-of-range",
            Self::InsideCharacter { .. } => "error-span-inside-character",
        }
    }

    fn args(&self) -> Vec<(&'static str, Arg)> {
        match self {
            Self::Empty { start, end } => vec![("start", (*start).into()), ("end", (*end).into())],
            Self::OutOfRange { start, end, len } => {
                vec![("start", (*start).into()), ("end", (*end).into()), ("len", (*len).into())]
            }
            Self::InsideCharacter { at } => vec![("at", (*at).into())],
        }
    }
}
