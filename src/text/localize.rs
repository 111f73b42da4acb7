//! Sentences not yet put into a language: errors, and messages with their values.

use std::collections::BTreeMap;
use std::fmt;

use super::span::SpanError;

/// A value in a message, not yet put into a language: its digits and names are chosen when the sentence is formatted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Arg {
    /// A path, a quotation or another program's output: unchanged and without direction marks; the window isolates it.
    Text(String),
    /// A count or a line number.
    Number(u64),
    /// Several values.
    List(Vec<Arg>),
    /// A nested message.
    Message(Message),
    /// A name in several languages, by language code.
    Localized(BTreeMap<String, String>),
}

impl Arg {
    /// A name in several languages, by language code.
    pub fn localized(names: &[(&str, &str)]) -> Self {
        Self::Localized(names.iter().map(|(language, name)| ((*language).to_owned(), (*name).to_owned())).collect())
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

/// An error or a warning with an English sentence (`Display`) and a stable key; `assets/i18n/*/errors.ftl` has the same
/// sentence under this key in each language of the interface.
pub trait Localize: fmt::Display {
    /// The message's key, such as `error-file-missing`.
    fn key(&self) -> &'static str;

    /// The message's arguments by name.
    fn args(&self) -> Vec<(&'static str, Arg)> {
        Vec::new()
    }
}

/// A message of the interface with its values, not yet put into a language; for example an error from a lower layer
/// inside another one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message(Box<Parts>);

/// Boxed, so that errors with a message inside stay small.
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

    /// The message of an error or a warning.
    pub fn of(error: &dyn Localize) -> Self {
        Self(Box::new(Parts { key: error.key(), args: error.args(), english: error.to_string() }))
    }

    /// Adds a value, replacing an earlier one of the same name.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<Arg>) -> Self {
        self.0.args.retain(|(known, _)| *known != name);
        self.0.args.push((name, value.into()));
        self
    }

    /// Adds the sentence that the command line prints.
    #[must_use]
    pub(crate) fn in_english(mut self, sentence: impl Into<String>) -> Self {
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
