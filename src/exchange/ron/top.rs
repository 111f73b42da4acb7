//! The fields of an annotation file as RON text, whatever is in them.

use std::fmt;

use ron::value::RawValue;
use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, Visitor};

use super::plain::RAW_VALUE;
use crate::annotation::Extras;
use crate::annotation::fields::Name;

/// The fields that this version knows.
const KNOWN: [&str; 8] =
    ["version", "article", "labels", "relation_kinds", "document_attributes", "annotations", "relations", "links"];

/// The RON text of a value, as ron's own raw value has it, which however is parsed once more.
#[derive(Clone, Copy, Debug)]
pub(super) struct Raw<'t>(pub(super) &'t str);

impl<'de: 't, 't> Deserialize<'de> for Raw<'t> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Text;

        impl<'de> Visitor<'de> for Text {
            type Value = &'de str;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a value")
            }

            fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Self::Value, E> {
                Ok(text)
            }
        }

        deserializer.deserialize_newtype_struct(RAW_VALUE, Text).map(Self)
    }
}

/// The fields of an annotation file as RON text, in their order.
#[derive(Debug, Default)]
pub(super) struct Top<'t>(Vec<(String, Raw<'t>)>);

impl<'t> Top<'t> {
    /// Everything that has this name: a file that was merged may have a field twice.
    pub(super) fn all(&self, name: &str) -> impl Iterator<Item = Raw<'t>> {
        self.0.iter().filter(move |(known, _)| known == name).map(|(_, raw)| *raw)
    }

    /// The fields that this version does not know. One that is there twice and the same counts once.
    pub(super) fn extras(&self) -> Extras {
        let mut extras = Extras::default();
        for (name, raw) in self.0.iter().filter(|(name, _)| !KNOWN.contains(&name.as_str())) {
            let field = (name.clone(), bare(*raw).to_owned());
            if !extras.0.contains(&field) {
                extras.0.push(field);
            }
        }
        extras
    }
}

impl<'de: 't, 't> Deserialize<'de> for Top<'t> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Fields;

        impl<'de> Visitor<'de> for Fields {
            type Value = Vec<(String, Raw<'de>)>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("fields in parentheses")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut fields = Vec::new();
                while let Some(Name(name)) = map.next_key()? {
                    // Called `choices` in version 1.
                    let name = if name == "choices" { "links".into() } else { name };
                    fields.push((name.into_owned(), map.next_value()?));
                }
                Ok(fields)
            }
        }

        deserializer.deserialize_struct("", &[], Fields).map(Self)
    }
}

/// The RON text of a value, without the comments around it.
pub(super) fn bare(Raw(ron): Raw<'_>) -> &str {
    let has_comment = ron.starts_with('/') || ron.ends_with(['/', '\n']);
    let trimmed = || RawValue::from_ron(ron).map_or(ron, |raw| raw.trim().get_ron());
    if has_comment { trimmed() } else { ron }
}

/// Without the byte order mark that some editors write.
pub(super) fn without_mark(text: &str) -> &str {
    text.strip_prefix('\u{feff}').unwrap_or(text)
}
