//! The relations beside the blocks in view, kept until they change.

use crate::annotation::{LabelId, RelationId};
use crate::gui::i18n::Lang;
use crate::text::Span;

/// What they depend on.
#[derive(Clone, PartialEq)]
pub(super) struct ArcKey {
    pub(super) generation: u64,
    /// The address of the state: another session may have the same generation.
    pub(super) state: usize,
    pub(super) view: Span,
    pub(super) lang: Lang,
    pub(super) hidden: Vec<LabelId>,
}

/// The relations, and what they depend on.
#[derive(Default)]
pub(super) struct ArcCache {
    pub(super) key: Option<ArcKey>,
    pub(super) arcs: Vec<InView>,
}

/// A relation of which an end is in view.
#[derive(Clone)]
pub(super) struct InView {
    pub(super) id: RelationId,
    pub(super) from: Span,
    pub(super) to: Span,
    pub(super) name: String,
    pub(super) spoken: String,
    pub(super) is_decided: bool,
}
