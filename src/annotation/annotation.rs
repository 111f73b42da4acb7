//! One annotation.

use serde::{Deserialize, Serialize};

use super::attributes::Attributes;
use super::fields::{Extras, keep_unknown_fields};
use super::id::AnnotationId;
use super::label::LabelId;
use super::origin::{Confidence, Origin, Status};
use super::provenance::{Deed, Provenance};
use super::spans::Spans;

/// A tagged passage. Files list the fields in this order; fields without content are left out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", default)]
pub struct Annotation {
    /// Its label.
    pub label: LabelId,
    /// A person's note, empty if there is none.
    #[serde(with = "super::note", skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// Its entity in the lexicon: `faction:islamic-state`.
    #[serde(with = "super::fields::optional", skip_serializing_if = "Option::is_none")]
    pub entity: Option<String>,
    /// Further attributes.
    #[serde(skip_serializing_if = "Attributes::is_empty")]
    pub attributes: Attributes,
    /// What a person has decided about it.
    #[serde(skip_serializing_if = "Status::is_accepted")]
    pub status: Status,
    /// Its passage, in UTF-8 bytes of the document's text.
    #[serde(rename = "span")]
    pub spans: Spans,
    /// Who proposed it.
    #[serde(skip_serializing_if = "Origin::is_manual")]
    pub origin: Origin,
    /// How confident its origin was.
    #[serde(with = "super::fields::optional", skip_serializing_if = "Option::is_none")]
    pub confidence: Option<Confidence>,
    /// Its permanent id.
    pub id: AnnotationId,
    /// Who did what to it, and when.
    #[serde(skip_serializing_if = "Provenance::is_empty")]
    pub provenance: Provenance,
    /// Unknown fields, written by a later version.
    #[serde(rename(serialize = "$extras"), skip_deserializing, skip_serializing_if = "Extras::is_empty")]
    pub extras: Extras,
}

keep_unknown_fields!(Annotation);

impl Annotation {
    /// An accepted annotation with a new id and nothing else set.
    pub fn new(spans: impl Into<Spans>, label: impl Into<LabelId>) -> Self {
        Self { id: AnnotationId::generate(), spans: spans.into(), label: label.into(), ..Self::default() }
    }

    /// Whether a person moved its ends, or gave it another label, entity or value than proposed.
    pub(crate) fn is_changed(&self) -> bool {
        self.provenance.has(Deed::Changed)
    }

    /// Whether a person made it, or changed what was proposed.
    pub(crate) fn is_user_made(&self) -> bool {
        self.origin.is_manual() || self.is_changed()
    }

    /// Who made or last changed it; empty if unknown.
    pub fn by(&self) -> &str {
        self.provenance.last().map_or("", |act| &act.by)
    }

    /// When it was made or last changed: RFC 3339; empty if unknown.
    pub fn at(&self) -> &str {
        self.provenance.last().map_or("", |act| &act.at)
    }
}
