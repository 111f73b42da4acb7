//! One annotation or relation, small enough for a million of them.

use super::names::Name;
use crate::annotation::{Confidence, RelationId, Status};
use crate::session::Target;
use crate::text::Span;

/// An annotation, or a suggestion that nobody has decided about. Its article is known from where it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// What it is a row of.
    pub target: Target,
    /// Its first fragment.
    pub span: Span,
    /// The text of its fragments, on one line.
    pub text: Name,
    /// The same in folded spelling.
    pub folded: Name,
    /// The id of its label.
    pub label: Name,
    /// The stable id of its entity; empty if it has none.
    pub entity: Name,
    /// Its attributes: `certainty=sure; side=both`.
    pub attributes: Name,
    /// Its note.
    pub note: Name,
    /// Who made or last changed it; empty if nobody has, or without a name.
    pub author: Name,
    /// What proposed it: `lexicon`, `import:conll`; empty if a person made it.
    pub origin: Name,
    /// The number of its paragraph, from 1, as a reader counts.
    pub paragraph: u32,
    /// The number of its sentence in the whole text, from 1.
    pub sentence: u32,
    /// How confident its origin was.
    pub confidence: Option<Confidence>,
    /// The number of its fragments, at most 65 535.
    pub fragments: u16,
    /// What a person has decided about it.
    pub status: Status,
}

impl Row {
    /// Whether a person made it.
    pub fn is_by_hand(&self) -> bool {
        self.origin.is_empty()
    }

    /// What it names: its entity, or its spelling where that is not known.
    pub fn named(&self) -> Name {
        if self.entity.is_empty() { self.folded } else { self.entity }
    }
}

/// A relation between two annotations of one article.
#[derive(Clone, Debug, PartialEq)]
pub struct RelationRow {
    /// Its permanent id.
    pub id: RelationId,
    /// Its kind.
    pub kind: Name,
    /// The row at its beginning, by its index in the article.
    pub from: u32,
    /// The row at its end, by its index in the article.
    pub to: u32,
    /// Its attributes, as in a row.
    pub attributes: Name,
    /// Its note.
    pub note: Name,
    /// Who made or last changed it.
    pub author: Name,
    /// What a person has decided about it.
    pub status: Status,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_million_rows_take_less_than_80_mb() {
        assert!(size_of::<Row>() <= 80, "{} bytes", size_of::<Row>());
    }
}
