//! The tour: five things to do on a sample, each of which goes on when the person has done it.

use super::mark_index::Deeds;
use super::tab::Tab;
use super::tab_id::TabId;

/// A step of the tour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TourStep {
    /// Select words and tag them.
    Tag,
    /// Accept or reject a suggestion.
    Decide,
    /// Write a note.
    Note,
    /// Save.
    Save,
    /// Find a command, or go on to the next article of a folder.
    GoOn,
}

impl TourStep {
    /// All steps, in their order.
    pub(crate) const ALL: [Self; 5] = [Self::Tag, Self::Decide, Self::Note, Self::Save, Self::GoOn];

    /// Its number, from 1.
    pub(crate) fn number(self) -> usize {
        Self::ALL.iter().position(|step| *step == self).map_or(1, |at| at + 1)
    }

    /// The next one.
    pub(crate) fn next(self) -> Option<Self> {
        Self::ALL.get(self.number()).copied()
    }

    /// The key of what it says.
    pub(crate) fn text_key(self) -> &'static str {
        match self {
            Self::Tag => "tour-tag",
            Self::Decide => "tour-decide",
            Self::Note => "tour-note",
            Self::Save => "tour-save",
            Self::GoOn => "tour-go-on",
        }
    }
}

/// How much of what the tour asks for was done in an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct TourDone {
    deeds: Deeds,
    is_saved: bool,
}

impl TourDone {
    /// What was done so far; `None` until it is counted.
    pub(crate) fn of(tab: &Tab) -> Option<Self> {
        let generation = tab.session.as_ref()?.generation();
        let is_saved = tab.has_file && !tab.is_dirty();
        (tab.indexed == Some(generation)).then(|| Self { deeds: tab.mark_index.deeds, is_saved })
    }

    /// Whether a step is done that began at `before`.
    pub(crate) fn has_done(self, step: TourStep, before: Self) -> bool {
        match step {
            TourStep::Tag => self.deeds.tagged > before.deeds.tagged,
            TourStep::Decide => self.deeds.decided > before.deeds.decided,
            TourStep::Note => self.deeds.noted > before.deeds.noted,
            TourStep::Save => self.is_saved,
            // Seen elsewhere: the palette is opened.
            TourStep::GoOn => false,
        }
    }
}

/// The tour that is being taken.
#[derive(Clone, Debug)]
pub(crate) struct Tour {
    /// The sample.
    pub(crate) tab: TabId,
    pub(crate) step: TourStep,
    /// What had been done when the step began, once that is counted.
    pub(crate) before: Option<TourDone>,
}

/// What the tour's card asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TourAction {
    /// Go on without doing it.
    Next,
    /// End the tour.
    Skip,
}
