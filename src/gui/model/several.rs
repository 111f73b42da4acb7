//! Decisions about several mentions at once: which are meant, and what they would reach.

use crate::annotation::{LabelId, Status};
use crate::gui::reader::MarkRef;
use crate::session::{Reach, Scope};
use crate::text::{BytePos, Span};

/// By what several mentions are meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Measure {
    /// The name of the selected mark.
    Name,
    /// The entity of the selected mark.
    Entity,
    /// The label of the selected mark.
    Label,
    /// How sure they are.
    Sure,
    /// The selected passage.
    Selection,
    /// From the selected mark or the caret to the end.
    Rest,
    /// The whole article.
    All,
}

impl Measure {
    /// All, in the order in which they are offered.
    pub(crate) const ALL: [Self; 7] =
        [Self::Name, Self::Entity, Self::Label, Self::Sure, Self::Selection, Self::Rest, Self::All];

    /// The key of its name.
    pub(crate) fn key(self) -> &'static str {
        match self {
            Self::Name => "several-name",
            Self::Entity => "several-entity",
            Self::Label => "several-label",
            Self::Sure => "several-sure",
            Self::Selection => "several-selection",
            Self::Rest => "several-rest",
            Self::All => "several-all",
        }
    }
}

/// The question which of several mentions are accepted or rejected.
#[derive(Debug)]
pub(crate) struct Several {
    /// The mark that was selected when it was asked, with its label.
    pub(crate) mark: Option<(MarkRef, LabelId)>,
    /// The passage that was selected.
    pub(crate) selection: Option<Span>,
    /// Where the rest begins: with the mark, or else at the caret.
    pub(crate) from: BytePos,
    pub(crate) measure: Measure,
    /// The least confidence, 0 to 1, where that is the measure.
    pub(crate) least: f32,
    /// What would be reached, for a generation of the session.
    pub(crate) reach: Option<(u64, Scope, Reach)>,
    /// Whether it has not been drawn yet, and takes the keyboard when it is.
    pub(crate) is_new: bool,
}

impl Several {
    /// What is meant, in a text of this length in bytes.
    pub(crate) fn scope(&self, len: u32) -> Option<Scope> {
        let end = BytePos(len);
        Some(match self.measure {
            Measure::Name => Scope::Name(self.mark.as_ref()?.0.target()),
            Measure::Entity => Scope::Entity(self.mark.as_ref()?.0.target()),
            Measure::Label => Scope::Label(self.mark.as_ref()?.1.clone()),
            Measure::Sure => Scope::Sure(self.least),
            Measure::Selection => Scope::Within(self.selection?),
            Measure::Rest => Scope::Within(Span { start: self.from, end }),
            Measure::All => Scope::Within(Span { start: BytePos(0), end }),
        })
    }

    /// Whether this measure can be chosen.
    pub(crate) fn offers(&self, measure: Measure) -> bool {
        match measure {
            Measure::Name | Measure::Entity | Measure::Label => self.mark.is_some(),
            Measure::Selection => self.selection.is_some(),
            Measure::Sure | Measure::Rest | Measure::All => true,
        }
    }
}

/// What is reached by the name of the current mark.
#[derive(Debug)]
pub(crate) struct NameReach {
    /// The session's generation and the mark for which it was found.
    pub(crate) of: (u64, MarkRef),
    /// The name as it stands in the text.
    pub(crate) name: String,
    pub(crate) reach: Reach,
}

/// An action of the question about several.
#[derive(Clone, Debug)]
pub(crate) enum SeveralAction {
    /// By what they are meant.
    Measure(Measure),
    /// The least confidence, 0 to 1.
    Least(f32),
    /// Accept or reject them, with or without those that differ.
    Decide(Status, OnlyAlike),
    /// Show one of them on the page.
    Show(Span, LabelId),
    /// It has been drawn.
    Shown,
    /// Decide about nothing.
    Close,
}

/// Whether those that differ are left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum OnlyAlike {
    Yes,
    No,
}
