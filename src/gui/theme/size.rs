//! Sizes in logical points. Steps of 4.

/// The smallest step of space.
pub(crate) const STEP: f32 = 4.0;
/// Space inside controls.
pub(crate) const INSIDE: f32 = 8.0;
/// Space between groups.
pub(crate) const GROUP: f32 = 16.0;
/// Corner radius of controls.
pub(crate) const RADIUS: u8 = 6;
/// Corner radius of cards, popovers and dialogs.
pub(crate) const CARD_RADIUS: u8 = 8;
/// Corner radius of highlights.
pub(crate) const HIGHLIGHT_RADIUS: u8 = 3;
/// Width of hairlines.
pub(crate) const HAIRLINE: f32 = 1.0;
/// Width of the focus ring and of the ring around the selected annotation.
pub(crate) const RING: f32 = 2.0;
/// Height of list rows, menu rows and text fields.
pub(crate) const ROW: f32 = 30.0;
/// The smallest side of anything that can be clicked.
pub(crate) const TARGET: f32 = 28.0;
/// Height of the top bar.
pub(crate) const TOP_BAR: f32 = 44.0;
/// Height of the tabs.
pub(crate) const TABS: f32 = 34.0;
/// Width of the side panel.
pub(crate) const SIDE_PANEL: f32 = 332.0;
/// Height of the status bar.
pub(crate) const STATUS_BAR: f32 = 28.0;
/// Widest column of the article.
pub(crate) const COLUMN: f32 = 680.0;
/// Width of a margin note.
pub(crate) const NOTE: f32 = 236.0;
/// Width of the page's scrollbar with its marks.
pub(crate) const SCROLLBAR: f32 = 14.0;
/// Space behind a panel's scrollbar.
pub(crate) const BAR_MARGIN: f32 = 2.0;
/// Side of the coloured square of a label.
pub(crate) const SWATCH: f32 = 10.0;
/// Side of an icon's drawing.
pub(crate) const ICON: f32 = 16.0;
/// Widest tooltip.
pub(crate) const TOOLTIP: f32 = 320.0;

/// Article text.
pub(crate) const ARTICLE_TEXT: f32 = 20.0;

/// Longest duration of scrolling to a mention, in seconds.
pub(crate) const SCROLL_SECS: f32 = 0.15;
