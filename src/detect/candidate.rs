//! What the detector proposes.

use std::cmp::Reverse;

use super::kind::Kind;
use crate::lexicon::EntityId;
use crate::text::Span;

/// How a mention names its entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Form {
    /// A name or a definite description that stands alone.
    Name,
    /// A noun that points back to an entity named earlier: التنظيم، المدينة.
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
    /// A name of the lexicon.
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

/// Why a candidate is there, for the card that explains it. Spans point at the deciding words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Evidence {
    /// The name is unambiguous.
    Entry,
    /// A noun before it decides: مدينة، تنظيم.
    Noun(Span),
    /// A word of place or movement before it decides: في، إلى، باتجاه.
    Preposition(Span),
    /// It stands in a list or beside another sure mention.
    Neighbour(Span),
    /// The same name, or another name of its entity, was sure elsewhere in the document.
    Elsewhere(Span),
    /// Quotation marks around the name.
    Quotes,
    /// A nationality adjective or place after a group noun.
    Nationality(Span),
    /// A leader's name after a group noun: قوات حفتر.
    Leader(Span),
    /// The mention that a reference points back to.
    Antecedent(Span),
    /// A person has tagged the same name: there, or in another article.
    TaggedName(Option<Span>),
    /// It stands in its sentence as what a person has tagged: there, or in another article.
    TaggedContext(Option<Span>),
}

/// What a person's decisions about other mentions make of a candidate.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Standing {
    /// As good as it was found, or better.
    #[default]
    Found,
    /// Believed less than it was found.
    Doubted,
    /// Not suggested any more; kept, so that it can be shown and brought back.
    LeftOut,
}

/// A proposed mention.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    /// Where, in UTF-8 bytes; without proclitics and outer punctuation.
    pub span: Span,
    /// What kind of thing.
    pub kind: Kind,
    /// Name or reference.
    pub form: Form,
    /// The lexicon's entity, where one is known.
    pub entity: Option<EntityId>,
    /// Belief that the mention is right, 0 to 1.
    pub confidence: f32,
    /// Belief that a right mention means just this entity, 0 to 1; 1 where its name has one meaning.
    pub entity_confidence: f32,
    /// Which part proposed it.
    pub source: Source,
    /// Why.
    pub evidence: Evidence,
    /// Whether it lies inside another candidate.
    pub nested: bool,
    /// What the person's decisions make of it.
    pub standing: Standing,
}

impl Candidate {
    /// What lists of candidates are sorted by: the start, then longer ones first.
    pub fn order(&self) -> impl Ord + use<> {
        (self.span.start, Reverse(self.span.end), self.kind)
    }

    /// Moves what was found in a passage to the passage's place in the text, `by` bytes on.
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
            // What is taught knows the whole article's places already.
            taught @ (Evidence::TaggedName(_) | Evidence::TaggedContext(_)) => taught,
        };
    }

    /// Whether it is there only because of what a person has tagged.
    pub fn is_taught(&self) -> bool {
        matches!(self.evidence, Evidence::TaggedName(_) | Evidence::TaggedContext(_))
    }
}
