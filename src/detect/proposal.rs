//! Mentions before they become candidates.

use super::candidate::{Evidence, Form, Source};
use super::kind::Kind;
use crate::lexicon::{EntityId, NodeId};
use crate::text::Span;

/// The state of a proposal.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum State {
    /// Accepted.
    Sure,
    /// A name that needs evidence, with the evidence from its surroundings.
    Weak {
        /// Sum of the local evidence; see [`super::places`].
        local: f32,
        /// Whether it is also an ordinary word.
        common: bool,
        /// Only local evidence can help: a nationality spelled like a place.
        only_local: bool,
        /// A list neighbour's index among the proposals of the part, or [`ALONE`].
        neighbour: u32,
        /// The end of the name in the trie of names: other entities may share it.
        node: NodeId,
    },
    /// A definite noun that may refer back; the number of the noun.
    Reference {
        /// [`crate::lexicon::GroupNoun::number`] or [`crate::lexicon::PlaceNoun::number`].
        noun: u16,
        /// The noun's kind.
        kind: u8,
        /// A mention even without an antecedent.
        usage: bool,
        /// Without an antecedent it is a name itself: القوات الحكومية.
        alone: bool,
        /// The noun has other meanings, so that only its own mentions count.
        ambiguous: bool,
        /// It has several words (الحرس الوطني), or people belonging to it are mentioned (مقاتلو العصائب): a name if its
        /// country is mentioned.
        named_at_home: bool,
        /// The end of the noun in the trie of names: it may be short for a longer name.
        node: NodeId,
    },
    /// Not a mention, but a possible antecedent of a reference with this noun: مجلس الأمن, where المجلس could mean a
    /// faction; or a faction that starts here and has a further noun: الوزارة for وزارة الدفاع.
    HeadNoun {
        /// [`crate::lexicon::GroupNoun::number`].
        noun: u16,
        /// Whether it is a faction.
        is_faction: bool,
    },
    /// Only the model supports it.
    UnknownWord,
    /// Dropped.
    Dropped,
}

/// Local evidence that only names of several words have, among weak factions.
pub(super) const SEVERAL_WORDS: f32 = 2.0;

/// No neighbour.
pub(super) const ALONE: u32 = u32::MAX;

/// A mention proposed by one part of the detector. A long text has millions, so every byte counts.
#[derive(Clone, Debug)]
pub(super) struct Proposal {
    pub(super) span: Span,
    pub(super) kind: Kind,
    pub(super) form: Form,
    pub(super) entity: Option<EntityId>,
    pub(super) confidence: f32,
    pub(super) source: Source,
    pub(super) evidence: Evidence,
    pub(super) state: State,
    /// The noun that heads or precedes it, for references: number + 1, or 0.
    pub(super) noun: u16,
    /// The kind of its entity, or of its noun; see [`crate::lexicon::format::KINDS`].
    pub(super) entity_kind: u8,
    /// May be nested in another faction.
    pub(super) may_nest: bool,
    /// The model's probabilities for its words.
    pub(super) belief: Option<Belief>,
}

/// A probability in two bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Probability(u16);

impl Probability {
    /// The nearest representable value.
    pub(super) fn new(p: f32) -> Self {
        Self((p.clamp(0.0, 1.0) * f32::from(u16::MAX)).round() as u16)
    }

    /// From 0 to 1.
    pub(super) fn get(self) -> f32 {
        f32::from(self.0) / f32::from(u16::MAX)
    }
}

/// The model's probabilities for the words of a proposal.
#[derive(Clone, Copy, Debug)]
pub(super) struct Belief {
    /// That exactly these words are a place's name.
    pub(super) span: Probability,
    /// The highest probability of one of the words being part of a place's name.
    pub(super) place: Probability,
    /// The same for a person's and for an organisation's.
    pub(super) person: Probability,
    pub(super) organisation: Probability,
    /// Hash of the name without proclitics.
    pub(super) name: u32,
    /// How much the surrounding text is about sport.
    pub(super) sport: Probability,
    /// Whether it is in quotation marks.
    pub(super) quoted: bool,
    /// Whether a club has the same name.
    pub(super) club: bool,
    /// Number of words.
    pub(super) words: u8,
}

impl Proposal {
    /// A noun that may refer back, with its identifying numbers; see [`State::Reference`].
    pub(super) fn reference(span: Span, kind: Kind, confidence: f32, noun: (u16, u8), state: State) -> Self {
        Self {
            span,
            kind,
            form: Form::Reference,
            entity: None,
            confidence,
            source: Source::Coreference,
            evidence: Evidence::Antecedent(span),
            state,
            noun: noun.0 + 1,
            entity_kind: noun.1,
            may_nest: false,
            belief: None,
        }
    }

    pub(super) fn is_dropped(&self) -> bool {
        self.state == State::Dropped
    }
}
