//! A sentence before it has a language.

use std::fmt;

use super::{Arg, Localize};

/// A message of the interface with its values, before it has a language; an error of a lower layer inside another one,
/// for example.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    key: &'static str,
    args: Vec<(&'static str, Arg)>,
    english: String,
}

impl Message {
    /// The message with this key.
    pub fn new(key: &'static str) -> Self {
        Self { key, args: Vec::new(), english: String::new() }
    }

    /// What an error or a warning says.
    pub fn of(error: &dyn Localize) -> Self {
        Self { key: error.key(), args: error.args(), english: error.to_string() }
    }

    /// With a value; a former one of this name is replaced.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<Arg>) -> Self {
        self.args.retain(|(known, _)| *known != name);
        self.args.push((name, value.into()));
        self
    }

    /// With the sentence that the command line prints.
    #[must_use]
    pub fn in_english(mut self, sentence: impl Into<String>) -> Self {
        self.english = sentence.into();
        self
    }
}

impl fmt::Display for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.english)
    }
}

impl Localize for Message {
    fn key(&self) -> &'static str {
        self.key
    }

    fn args(&self) -> Vec<(&'static str, Arg)> {
        self.args.clone()
    }
}
