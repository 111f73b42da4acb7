//! What was tagged differently in different places, overlooked, or cut in the wrong place: each finding with its cures.
//!
//! A finding is no mistake by itself: a person cures it or says that it is fine as it is ([`Finding::key`] is remembered).
//! What all articles call a string is counted once ([`Usage`]); then each article is looked through by itself, with its text.

mod borders;
mod differing;
mod finding;
mod structure;
mod unmarked;
mod usage;

pub use differing::Other;
pub use finding::{Border, Cure, Finding, Problem};
pub use usage::{Usage, Use};

use crate::lexicon::Lexicon;
use crate::session::Session;
use crate::text::Span;

/// What the audit of an article looks at.
#[derive(Clone, Copy, Debug)]
pub struct Audited<'a> {
    /// The article with its annotations and suggestions.
    pub session: &'a Session,
    /// What strings are called in all articles.
    pub usage: &'a Usage,
    /// Where something is suggested, as far as the session does not know.
    pub suggested: &'a [Span],
    /// Which words there are, without the particles that are joined to them.
    pub lexicon: &'a Lexicon,
    /// What others have made of the same text.
    pub others: &'a [Other],
}

impl Audited<'_> {
    /// The findings in the order of the text; what has no place in it comes last.
    pub fn findings(&self) -> Vec<Finding> {
        let mut all = Vec::new();
        self.named_otherwise(&mut all);
        self.unmarked(&mut all);
        self.borders(&mut all);
        self.overlaps(&mut all);
        self.missing(&mut all);
        self.relation_ends(&mut all);
        self.orphans(&mut all);
        self.differing(&mut all);
        all.sort_by_key(|finding| (finding.span.is_none(), finding.span.map(|span| span.text_order())));
        all
    }

    fn text(&self) -> &str {
        self.session.document().text()
    }
}

#[cfg(test)]
mod tests;
