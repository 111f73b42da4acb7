//! Mentions on their way to being candidates.

use super::candidate::{Evidence, Form, Source};
use super::kind::Kind;
use crate::lexicon::{EntityId, NodeId};
use crate::text::Span;

/// What is still open about a proposal.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum State {
    /// It stands.
    Sure,
    /// A name that needs evidence: what its surroundings gave.
    Weak {
        /// Sum of the local evidence; see [`super::places`].
        local: f32,
        /// Also an ordinary word.
        common: bool,
        /// Nothing but local evidence can help: a nationality spelled like a place.
        only_local: bool,
        /// A list neighbour's index among the proposals of the part, or [`ALONE`].
        neighbour: u32,
        /// Where the name ends in the trie of names: others may share it.
        node: NodeId,
    },
    /// A definite noun that may point back; the number of the noun.
    Reference {
        /// [`crate::lexicon::GroupNoun::number`] or [`crate::lexicon::PlaceNoun::number`].
        noun: u16,
        /// The noun's kind.
        kind: u8,
        /// A mention even without an antecedent.
        usage: bool,
        /// Without an antecedent it is a name of its own: القوات الحكومية.
        alone: bool,
        /// The noun has other meanings, so that only its own mentions count.
        ambiguous: bool,
        /// It has several words (الحرس الوطني), or its people are spoken of (مقاتلو العصائب): a name where its country
        /// is named.
        named_at_home: bool,
        /// Where the noun ends in the trie of names: it may be short for a longer one.
        node: NodeId,
    },
    /// No mention, but what a reference with this noun may point to: مجلس الأمن, where المجلس could be a
    /// faction's, or the faction that starts here, of which it is one noun more: الوزارة for وزارة الدفاع.
    HeadNoun {
        /// [`crate::lexicon::GroupNoun::number`].
        noun: u16,
        /// Whether it is a faction.
        is_faction: bool,
    },
    /// Nothing but the model speaks for it.
    UnknownWord,
    /// It does not stand.
    Dropped,
}

/// Local evidence that only a name of several words has, among weak factions.
pub(super) const SEVERAL_WORDS: f32 = 2.0;

/// No neighbour.
pub(super) const ALONE: u32 = u32::MAX;

/// A mention that one of the parts proposes. A long text has millions: every byte counts.
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
    /// May stand inside another faction.
    pub(super) may_nest: bool,
    /// What the model thinks of its words.
    pub(super) belief: Option<Belief>,
}

/// A probability in two bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Probability(u16);

impl Probability {
    /// The nearest there is.
    pub(super) fn new(p: f32) -> Self {
        Self((p.clamp(0.0, 1.0) * f32::from(u16::MAX)).round() as u16)
    }

    /// From 0 to 1.
    pub(super) fn get(self) -> f32 {
        f32::from(self.0) / f32::from(u16::MAX)
    }
}

/// What the model thinks of the words of a proposal.
#[derive(Clone, Copy, Debug)]
pub(super) struct Belief {
    /// These words and no more are a place's name.
    pub(super) span: Probability,
    /// The likeliest of the words to belong to a place's name does.
    pub(super) place: Probability,
    /// The same of a person's, and of an organisation's.
    pub(super) person: Probability,
    pub(super) organisation: Probability,
    /// The name, whatever its proclitics.
    pub(super) name: u32,
    /// How much of sport the text around it speaks.
    pub(super) sport: Probability,
    /// Quotation marks around it.
    pub(super) quoted: bool,
    /// A club is called so, too.
    pub(super) club: bool,
    /// How many words it has.
    pub(super) words: u8,
}

impl Proposal {
    /// A noun that may point back, with what it is known by; see [`State::Reference`].
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
