//! A faction found by a rule.

use crate::detect::candidate::{Evidence, Source};
use crate::detect::segment::Segment;
use crate::lexicon::{EntityId, GroupNoun};

/// A faction found at a word.
#[derive(Clone, Debug)]
pub(in crate::detect) struct FactionMatch {
    pub(in crate::detect) start: u32,
    pub(in crate::detect) end: u32,
    pub(in crate::detect) last: usize,
    pub(in crate::detect) entity: Option<EntityId>,
    pub(in crate::detect) confidence: f32,
    pub(in crate::detect) source: Source,
    pub(in crate::detect) evidence: Evidence,
    pub(in crate::detect) noun: Option<GroupNoun>,
    /// The faction after ضد, which is shown nested.
    pub(in crate::detect) inner: Option<Box<FactionMatch>>,
}

impl FactionMatch {
    /// The match with the same noun, extended to another word.
    pub(in crate::detect) fn up_to(&self, segment: &Segment<'_>, last: usize, confidence: f32) -> Self {
        Self { end: segment.end_of(last), last, confidence, ..self.clone() }
    }
}

/// Finds a faction nested inside another: حركة حماس inside الجناح العسكري لحركة حماس. Passed as a value, so that the
/// grammar of group nouns does not depend on its caller.
#[derive(Clone, Copy)]
pub(in crate::detect) struct Inner {
    /// Finds the faction at a word, bare or after proclitics.
    pub(in crate::detect) find: fn(&Segment<'_>, usize, bool, u8) -> Option<FactionMatch>,
    /// How many more levels of nesting are allowed.
    pub(in crate::detect) depth: u8,
}

impl Inner {
    /// The faction at a word, nested one level deeper.
    pub(in crate::detect) fn find(self, segment: &Segment<'_>, at: usize, bare: bool) -> Option<FactionMatch> {
        (self.find)(segment, at, bare, self.depth.checked_sub(1)?)
    }
}
