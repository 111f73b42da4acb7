//! The edge between two parts of the window: dragging it, or the arrow keys on it, move it.

use eframe::egui::{
    CursorIcon, EventFilter, Id, Key, Modifiers, PointerButton, Rect, Role, Sense, Stroke, Ui, WidgetInfo,
};

use crate::gui::theme::size;
use crate::gui::widgets::WidgetStyle;

/// By how much an arrow key moves the edge, in points.
const STEP: f32 = 16.0;

/// Where the edge is moved.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Moved {
    /// By this much to the right, in points.
    By(f32),
    /// To its usual place.
    Back,
}

/// An upright edge.
pub(super) struct Splitter<'a> {
    pub(super) id: &'static str,
    pub(super) name: &'a str,
    /// Where it can be held, and where it stands, in points.
    pub(super) place: Rect,
    pub(super) x: f32,
    /// Where its line is drawn while it is held.
    pub(super) line: f32,
    /// What screen readers say of it.
    pub(super) value: f64,
}

impl Splitter<'_> {
    pub(super) fn show(self, ui: &Ui) -> Option<Moved> {
        let handle = ui.interact(self.place, Id::unique(self.id), Sense::click_and_drag());
        handle.widget_info(|| WidgetInfo::labeled(Role::Splitter, true, self.name));
        ui.ctx().accesskit_node_builder(handle.id, |node| node.set_numeric_value(self.value));
        if handle.hovered() || handle.dragged() {
            ui.ctx().set_cursor_icon(CursorIcon::ResizeHorizontal);
        }
        let look = WidgetStyle::of(ui.ctx());
        if handle.hovered() || handle.dragged() || handle.has_focus() {
            ui.painter().vline(self.line, self.place.y_range(), Stroke::new(size::RING, look.theme.accent));
        }
        if handle.double_clicked() {
            return Some(Moved::Back);
        }
        if handle.dragged_by(PointerButton::Primary)
            && let Some(at) = handle.interact_pointer_pos()
        {
            return Some(Moved::By(at.x - self.x));
        }
        if !handle.has_focus() {
            return None;
        }
        let filter = EventFilter { horizontal_arrows: true, ..EventFilter::default() };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(handle.id, filter));
        let takes = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        let steps = f32::from(takes(Key::ArrowRight)) - f32::from(takes(Key::ArrowLeft));
        (steps != 0.0).then_some(Moved::By(steps * STEP))
    }
}
