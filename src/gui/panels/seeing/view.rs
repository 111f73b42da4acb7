//! The state of what is seen between frames.

use eframe::egui::Id;

use super::audit::AuditView;
use super::summary::Summary;
use crate::gui::model::TabId;
use crate::gui::widgets::FieldState;
use crate::survey::Column;

/// Space beside everything, in points.
pub(super) const BESIDE: f32 = 14.0;

/// The table's state between frames.
pub(crate) struct SeeingView {
    pub(super) search: FieldState,
    /// The column in which its words are looked for.
    pub(super) search_in: Column,
    pub(super) note: FieldState,
    /// The words of the concordance.
    pub(super) words: FieldState,
    pub(super) summary: Summary,
    pub(super) audit: AuditView,
    /// Whether the list takes the keyboard focus as soon as it is shown.
    pub(super) wants_focus: bool,
    /// Whether a menu or a dialog was open in the last frame: it closes before the list is drawn.
    pub(super) was_covered: bool,
}

impl Default for SeeingView {
    fn default() -> Self {
        Self {
            search: FieldState::line(""),
            search_in: Column::Text,
            note: FieldState::line(""),
            words: FieldState::line(""),
            summary: Summary::default(),
            audit: AuditView { wants_focus: true },
            wants_focus: true,
            was_covered: false,
        }
    }
}

pub(super) fn list_id(id: TabId) -> Id {
    Id::unique(("seen-list", id.0))
}

pub(super) fn search_id(id: TabId) -> Id {
    Id::unique(("seen-search", id.0))
}

impl SeeingView {
    /// The list takes the keyboard focus as soon as it is shown.
    pub(crate) fn enter(&mut self) {
        self.wants_focus = true;
        self.audit.wants_focus = true;
    }
}
