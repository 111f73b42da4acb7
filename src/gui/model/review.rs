//! The review of an article: one suggestion after the other is decided.

use eframe::egui::Rect;

use super::several::NameReach;
use crate::gui::reader::MarkRef;
use crate::store::settings::Listed;
use crate::text::Span;

/// For which mentions an entity is being chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Choosing {
    /// For the current one.
    This,
    /// For all of its name.
    Name,
}

/// What the review of an article knows between frames.
#[derive(Debug)]
pub(crate) struct Review {
    /// The mark at the height of which the page is held, and its words.
    pub(crate) held: Option<(MarkRef, Span)>,
    /// The entities that the current name can mean are listed, and digits choose among them.
    pub(crate) choosing: Option<Choosing>,
    /// The mark whose end the keys have moved last, for which further keys belong to the same step.
    pub(crate) stretched: Option<MarkRef>,
    /// What the name of the current mark reaches.
    pub(crate) name: Option<NameReach>,
    /// Which names are listed beside the page.
    pub(crate) listed: Listed,
    /// The generation of the session in which nothing was left.
    pub(crate) finished: Option<u64>,
    /// The card's place in the margin, when it was last drawn, in points.
    pub(crate) card: Option<Rect>,
}

impl Default for Review {
    fn default() -> Self {
        Self {
            held: None,
            choosing: None,
            stretched: None,
            name: None,
            listed: Listed::Undecided,
            finished: None,
            card: None,
        }
    }
}
