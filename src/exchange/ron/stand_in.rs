//! Labels that a file uses without defining them.

use super::tokens::text_field;
use crate::annotation::{Label, LabelId, LabelSet};

/// Colour of a label that a file uses but does not define.
pub(super) const COLOR_OF_UNKNOWN_LABELS: &str = "#8a8a8a";

/// A label about which nothing is known but its id.
fn plain(id: &LabelId) -> Label {
    Label::new(id.as_str(), id.as_str(), id.as_str(), COLOR_OF_UNKNOWN_LABELS, None)
}

/// Whether nothing is known about a label but its id.
pub(super) fn is_plain(label: &Label) -> bool {
    *label == plain(&label.id)
}

/// What stands in for a label that the set lacks: the one that articles begin with, if its key is free, or a grey one.
pub(super) fn stand_in(id: &LabelId, labels: &LabelSet) -> Label {
    let key_is_free = |label: &&Label| label.key.is_none_or(|key| labels.by_key(key).is_none());
    LabelSet::standard().get(id).filter(key_is_free).cloned().unwrap_or_else(|| plain(id))
}

/// Whether a label is among the entries that could not be read. One that is only there twice can be.
pub(super) fn is_broken(id: &LabelId, broken: &[String]) -> bool {
    let is_readable = |ron: &str| ron::from_str::<Label>(ron).is_ok_and(|label| label.check().is_ok());
    broken.iter().any(|ron| text_field(ron, "id").as_deref() == Some(id.as_str()) && !is_readable(ron))
}
