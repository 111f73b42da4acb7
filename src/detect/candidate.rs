//! Candidates: the mentions that the detector proposes.

use super::kind::Kind;
use crate::lexicon::EntityId;
use crate::text::Span;

/// How a mention names its entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Form {
    /// A name or a definite description that stands alone.
    Name,
    /// A noun that refers back to an entity named earlier: التنظيم، المدينة.
    Reference,
}

impl Form {
    /// The name used in files and on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Reference => "reference",
        }
    }
}

/// Which part of the detector proposed a candidate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Source {
    /// A name in the lexicon.
    Lexicon,
    /// A grammar pattern: group noun + name, group noun + nationality, …
    Pattern,
    /// A trained tagger.
    Model,
    /// A reference resolved to an earlier mention.
    Coreference,
}

impl Source {
    /// The name used in files and on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Lexicon => "lexicon",
            Self::Pattern => "pattern",
            Self::Model => "model",
            Self::Coreference => "coreference",
        }
    }
}

/// The evidence for a candidate, shown on its card. Spans point at the deciding words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Evidence {
    /// The name is unambiguous.
    Entry,
    /// A noun before the name: مدينة، تنظيم.
    Noun(Span),
    /// A word of place or movement before the name: في، إلى، باتجاه.
    Preposition(Span),
    /// A list or a neighbouring sure mention.
    Neighbour(Span),
    /// The same name, or another name of its entity, was certain elsewhere in the document.
    Elsewhere(Span),
    /// Quotation marks around the name.
    Quotes,
    /// A nationality adjective or place after a group noun.
    Nationality(Span),
    /// A leader's name after a group noun: قوات حفتر.
    Leader(Span),
    /// The mention to which a reference refers.
    Antecedent(Span),
    /// A person tagged the same name: there, or in another article.
    TaggedName(Option<Span>),
    /// Its sentence resembles those of mentions that a person tagged: there, or in another article.
    TaggedContext(Option<Span>),
}

/// The effect of a person's decisions about other mentions on a candidate.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Standing {
    /// Its confidence is unchanged or higher.
    #[default]
    Found,
    /// Its confidence is lower.
    Doubted,
    /// No longer suggested; kept, so that it can be shown and restored.
    LeftOut,
}

/// A proposed mention.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    /// Its bytes, UTF-8; without proclitics and outer punctuation.
    pub span: Span,
    /// The kind of mention.
    pub kind: Kind,
    /// Whether it is a name or a reference.
    pub form: Form,
    /// Its entity in the lexicon, if known.
    pub entity: Option<EntityId>,
    /// Confidence that the mention is right, 0 to 1.
    pub confidence: f32,
    /// Confidence in the entity if the mention is right, 0 to 1; 1 if the name has only one meaning.
    pub entity_confidence: f32,
    /// The part of the detector that proposed it.
    pub source: Source,
    /// The evidence for it.
    pub evidence: Evidence,
    /// Whether it lies inside another candidate.
    pub nested: bool,
    /// The effect of the person's decisions on it.
    pub standing: Standing,
}

impl Candidate {
    /// Confidence that both the mention and its entity are right, 0 to 1.
    pub fn whole_confidence(&self) -> f32 {
        self.confidence * self.entity_confidence
    }

    /// The sort key of lists of candidates: by start, then longer ones first.
    pub fn order(&self) -> impl Ord + use<> {
        (self.span.text_order(), self.kind)
    }

    /// Moves all spans by `by` bytes, from offsets in a passage to offsets in the whole text.
    pub fn move_by(&mut self, by: u32) {
        let moved = |span: Span| Span { start: (span.start.0 + by).into(), end: (span.end.0 + by).into() };
        self.span = moved(self.span);
        self.evidence = match self.evidence {
            Evidence::Entry => Evidence::Entry,
            Evidence::Noun(span) => Evidence::Noun(moved(span)),
            Evidence::Preposition(span) => Evidence::Preposition(moved(span)),
            Evidence::Neighbour(span) => Evidence::Neighbour(moved(span)),
            Evidence::Elsewhere(span) => Evidence::Elsewhere(moved(span)),
            Evidence::Quotes => Evidence::Quotes,
            Evidence::Nationality(span) => Evidence::Nationality(moved(span)),
            Evidence::Leader(span) => Evidence::Leader(moved(span)),
            Evidence::Antecedent(span) => Evidence::Antecedent(moved(span)),
            // Candidates from learning already have offsets in the whole article.
            taught @ (Evidence::TaggedName(_) | Evidence::TaggedContext(_)) => taught,
        };
    }

    /// Whether only a person's tags support it.
    pub fn is_taught(&self) -> bool {
        matches!(self.evidence, Evidence::TaggedName(_) | Evidence::TaggedContext(_))
    }
}
