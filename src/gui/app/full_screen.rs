//! Full-screen mode: bars appear on demand and disappear again.

use eframe::egui::{Context, Key, Popup, ViewportCommand};

use super::App;
use super::pair::NARROWEST_PAIR;
use super::panes::Pane;
use crate::gui::panels::NARROWEST_PAGE;
use crate::gui::theme::size;
use crate::store::settings::SIDE_PANEL_WIDTHS;

/// Below this width the side panel is folded away, in points: beside it the page could not be read.
const NARROW: f32 = *SIDE_PANEL_WIDTHS.start() + NARROWEST_PAGE;
/// The same in review, where the margin beside the text is needed for the card.
const NARROW_IN_REVIEW: f32 = 1240.0;
/// Distance from the top edge within which the pointer shows the bars, in points.
const EDGE: f32 = 2.0;
/// Distance below the bars beyond which the pointer hides them, in points.
const BELOW: f32 = 24.0;
/// How long the hint about leaving full screen is shown, in seconds.
const HINT_SECS: f64 = 6.0;

impl App {
    /// Tracks whether the window is full screen, and leaves full screen on Escape if nothing else uses the key.
    pub(super) fn follow_full_screen(&mut self, ctx: &Context) {
        let now = ctx.input(|input| input.time);
        if !self.is_full_screen {
            (self.spare.since_secs, self.spare.bars) = (None, false);
            return;
        }
        self.spare.since_secs.get_or_insert(now);
        let is_page_quiet = self.tab().is_none_or(|tab| {
            let reader = &tab.reader;
            tab.note.is_none() && reader.selected.is_none() && reader.selection().is_none()
        });
        let is_busy =
            self.dialog.is_some() || self.chooser.is_some() || Popup::is_any_open(ctx) || self.find.is_active();
        if is_page_quiet
            && !is_busy
            && !crate::gui::widgets::text_field::is_typing(ctx)
            && ctx.input(|input| input.key_pressed(Key::Escape))
        {
            ctx.send_viewport_cmd(ViewportCommand::Fullscreen(false));
        }
    }

    /// Shows the bars regardless of the pointer, because something in them gets the keyboard focus.
    pub(super) fn call_bars(&mut self) {
        self.spare.bars = true;
        self.spare.frames_left = 3;
    }

    /// Whether bars are drawn in this frame.
    pub(super) fn shows_bars(&mut self, ctx: &Context) -> bool {
        if !self.is_full_screen {
            return true;
        }
        let pointer = ctx.input(|input| input.pointer.latest_pos());
        let is_used = Popup::is_any_open(ctx) || self.find.is_active() || self.parts.has_focus(ctx, Pane::is_bar);
        if pointer.is_some_and(|at| at.y <= EDGE) {
            self.spare.bars = true;
        } else if !is_used && pointer.is_none_or(|at| at.y > size::TOP_BAR + size::TABS + BELOW) {
            self.spare.bars &= self.spare.frames_left > 0;
        }
        if self.spare.frames_left > 0 {
            self.spare.frames_left -= 1;
            ctx.request_repaint();
        }
        self.spare.bars
    }

    /// Whether the side panel is shown at this window width.
    pub(super) fn shows_panel(&mut self, width: f32) -> bool {
        let narrow = if self.has_beside() && width >= NARROWEST_PAIR {
            // Two pages need the room more than the panel does.
            self.panel_width() + NARROWEST_PAIR
        } else if self.is_reviewing() {
            NARROW_IN_REVIEW
        } else {
            NARROW
        };
        // Beside one page where that leaves enough of it; two pages make room for it.
        self.spare.is_panel_over = width < if self.is_reviewing() { NARROW_IN_REVIEW } else { NARROW };
        self.spare.is_panel_called = self.is_full_screen || width < narrow;
        self.spare.panel &= self.spare.is_panel_called;
        self.is_panel_shown()
    }

    /// Whether the side panel is shown.
    pub(super) fn is_panel_shown(&self) -> bool {
        if self.spare.is_panel_called { self.spare.panel } else { self.side_open }
    }

    /// Whether the side panel is not beside the page for want of room, so that moving the keyboard to it lays it over the
    /// page.
    pub(super) fn can_call_panel(&self) -> bool {
        let has_panel = self.tab().is_some_and(|tab| tab.session.is_some() && !tab.edits_labels);
        let is_wanted = self.side_open || self.is_reviewing();
        has_panel && is_wanted && self.spare.is_panel_over
    }

    /// Shows or hides the side panel. The choice is not saved when there is no room for a permanent panel.
    pub(super) fn toggle_panel(&mut self) {
        if self.spare.is_panel_called {
            self.spare.panel = !self.spare.panel;
        } else {
            self.side_open = !self.side_open;
            self.settings.side_panel = Some(self.side_open);
        }
    }

    /// Whether the hint about leaving full screen is shown; requests a repaint for when it ends.
    pub(super) fn shows_full_screen_hint(&self, ctx: &Context) -> bool {
        let now = ctx.input(|input| input.time);
        let left = self.spare.since_secs.map(|since| since + HINT_SECS - now).filter(|left| *left > 0.0);
        if let Some(left) = left {
            ctx.request_repaint_after_secs(left as f32);
        }
        left.is_some() && self.is_full_screen && !self.spare.bars
    }
}
