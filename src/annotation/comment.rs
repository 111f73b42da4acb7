//! Comments that people write into annotation files, kept with what they stand above.

use serde::{Deserialize, Serialize};

/// A comment of an annotation file.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Comment {
    /// What it stands above.
    pub place: CommentPlace,
    /// The comment with its signs: `// …`, each line with its own, or `/* … */`, which may have several lines.
    pub text: String,
}

/// What a comment stands above.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum CommentPlace {
    /// The whole file.
    Head,
    /// A field of the file.
    Field(String),
    /// An entry of a list.
    Entry {
        /// The field that holds the list.
        list: String,
        /// The entry's id, or its text if it has no id.
        key: String,
    },
    /// The end of a list.
    End(String),
    /// The end of the fields.
    Last,
    /// Nothing: it comes after everything.
    Tail,
}
