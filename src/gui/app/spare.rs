//! The parts of the window that appear on demand where space is scarce.

/// What is shown when there is little room.
#[derive(Default)]
pub(super) struct Spare {
    /// When full screen was entered, in seconds of the program's clock; `None` in a window.
    pub(super) since_secs: Option<f64>,
    /// Whether the bars are shown.
    pub(super) bars: bool,
    /// Frames for which they stay in any case, until the focus has moved to what they were shown for.
    pub(super) frames_left: u8,
    /// Whether the side panel is shown on demand only.
    pub(super) is_panel_called: bool,
    /// Whether it is shown.
    pub(super) panel: bool,
    /// Whether it then lies over the page, because beside it the page would be too narrow.
    pub(super) is_panel_over: bool,
    /// Whether it had the keyboard focus while it lay there.
    pub(super) had_panel_focus: bool,
}
