//! A note as written in files: one string, or a list of lines if it is long.

use std::fmt;

use serde::de::{self, Deserializer, SeqAccess, Visitor};
use serde::ser::{Serialize as _, Serializer};

/// The name under which the lines of a long note reach a serializer; the annotation file's serializer puts each on a
/// line of its own.
pub const LINES: &str = "$lines";

/// The longest note written on its annotation's line, in characters.
const SHORT: usize = 100;

/// Writes a note.
pub fn serialize<S: Serializer>(note: &str, serializer: S) -> Result<S::Ok, S::Error> {
    if note.contains('\n') || note.chars().nth(SHORT).is_some() {
        return serializer.serialize_newtype_struct(LINES, &note.split('\n').collect::<Vec<_>>());
    }
    note.serialize(serializer)
}

/// Reads either form.
pub(crate) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    deserializer.deserialize_any(Lines)
}

struct Lines;

impl<'de> Visitor<'de> for Lines {
    type Value = String;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string, or a list of its lines")
    }

    fn visit_str<E: de::Error>(self, note: &str) -> Result<String, E> {
        Ok(note.to_owned())
    }

    fn visit_string<E: de::Error>(self, note: String) -> Result<String, E> {
        Ok(note)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut lines: A) -> Result<String, A::Error> {
        let mut note: String = lines.next_element()?.unwrap_or_default();
        while let Some(line) = lines.next_element::<String>()? {
            note.push('\n');
            note.push_str(&line);
        }
        Ok(note)
    }
}
