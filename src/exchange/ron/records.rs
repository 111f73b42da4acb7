//! Records that occur only in annotation files; the others are in `annotation`.

use serde::de::{self, Deserializer, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Serialize};

use crate::annotation::fields::{Extras, Unknown, keep_unknown_fields};
use crate::annotation::{Annotation, Attributes, Deed, EntityLink, LabelId, Origin, Provenance};
use crate::exchange::anchor::Anchor;

/// The format version that is written.
pub(crate) const VERSION: u64 = 2;

/// What an annotation file says about its article.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", default)]
pub struct Head {
    /// The article's file name.
    pub file: String,
    /// SHA-256 of the decoded text.
    pub sha256: String,
    /// Length of the decoded text in UTF-8 bytes, the unit of the spans.
    pub bytes: u64,
    /// Name of the encoding.
    pub encoding: String,
    /// Attributes of the whole article.
    #[serde(skip_serializing_if = "Attributes::is_empty")]
    pub attributes: Attributes,
    /// Unknown fields, written by a later version.
    #[serde(rename(serialize = "$extras"), skip_deserializing, skip_serializing_if = "Extras::is_empty")]
    pub extras: Extras,
}

keep_unknown_fields!(Head);

/// The entity chosen for a name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", default)]
pub(super) struct NamedLink {
    /// Folded.
    pub(super) name: String,
    pub(super) label: LabelId,
    pub(super) entity: String,
    #[serde(rename(serialize = "$extras"), skip_deserializing, skip_serializing_if = "Extras::is_empty")]
    pub(super) extras: Extras,
}

keep_unknown_fields!(NamedLink);

impl NamedLink {
    pub(super) fn new(label: &LabelId, name: &str, EntityLink { entity, extras }: &EntityLink) -> Self {
        Self { name: name.to_owned(), label: label.clone(), entity: entity.clone(), extras: extras.clone() }
    }

    /// What no two links have in common.
    pub(super) fn key(&self) -> String {
        Self::key_of(&self.label, &self.name)
    }

    /// The same of the link of a name with a label.
    pub(super) fn key_of(label: &LabelId, name: &str) -> String {
        format!("{label} {name}")
    }
}

/// Fields of an annotation that occur only in files: its quotation and context, and those of version 1.
#[derive(Debug, Default)]
pub(super) struct Beside {
    pub(super) anchor: Anchor,
    by: String,
    at: String,
    changed: bool,
    pub(super) extras: Extras,
}

impl Unknown for Beside {
    fn read<'de, A: MapAccess<'de>>(&mut self, name: &str, map: &mut A) -> Result<(), A::Error> {
        match name {
            "quote" => self.anchor.quotes = map.next_value::<Quotes>()?.0,
            "prefix" => self.anchor.prefix = map.next_value()?,
            "suffix" => self.anchor.suffix = map.next_value()?,
            "by" => self.by = map.next_value()?,
            "at" => self.at = map.next_value()?,
            "changed" => self.changed = map.next_value()?,
            _ => self.extras.read(name, map)?,
        }
        Ok(())
    }
}

impl Beside {
    /// The provenance in version 1: one name and one time, of the person who made or last changed it.
    pub(super) fn provenance_of(&mut self, annotation: &Annotation) -> Provenance {
        let deed = match annotation.status {
            _ if self.changed => Deed::Changed,
            _ if annotation.origin == Origin::Manual => Deed::Made,
            status => status.into(),
        };
        let is_known = self.changed || !self.by.is_empty() || !self.at.is_empty();
        if is_known { Provenance::of(deed, self.by.as_str(), self.at.as_str()) } else { Provenance::default() }
    }
}

/// One quotation, or one for each fragment.
pub(super) struct Quotes(pub(super) Vec<String>);

impl<'de> Deserialize<'de> for Quotes {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct QuotesVisitor;

        impl<'de> Visitor<'de> for QuotesVisitor {
            type Value = Quotes;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("a quotation, or a list of quotations")
            }

            fn visit_str<E: de::Error>(self, quote: &str) -> Result<Quotes, E> {
                Ok(Quotes(vec![quote.to_owned()]))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut quotes: A) -> Result<Quotes, A::Error> {
                let mut all = Vec::new();
                while let Some(quote) = quotes.next_element()? {
                    all.push(quote);
                }
                Ok(Quotes(all))
            }
        }

        deserializer.deserialize_any(QuotesVisitor)
    }
}
