//! The relations beside the blocks in view, kept until they change.

use crate::annotation::RelationId;
use crate::text::Span;

/// What the arcs in view depend on, and the relations.
#[derive(Default)]
pub(super) struct ArcCache {
    pub(super) key: Option<(u64, usize, Span)>,
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
