//! A number chosen by dragging a handle along a line.

use std::ops::RangeInclusive;

use eframe::egui::accesskit::{Action, ActionData};
use eframe::egui::{
    Align, CursorIcon, EventFilter, Key, PointerButton, Rect, Response, Role, Sense, Ui, WidgetInfo, lerp, pos2,
    remap_clamp, vec2,
};

use super::{Shaped, Strip, WidgetStyle, control};
use crate::gui::i18n::without_isolates;
use crate::gui::text::TextRole;
use crate::gui::theme::size;

/// Width of the name and of the value, in points.
const NAME: f32 = 132.0;
const VALUE: f32 = 52.0;
/// Radius of the handle, and half the width of the line, in points.
const HANDLE: f32 = 7.0;
const LINE: f32 = 2.0;
/// Steps by which Page Up and Page Down move.
const PAGE_STEPS: f32 = 5.0;

/// A name, a line with a handle, and the value as text. In an Arabic interface the line runs from right to left. The
/// arrow keys move by one step, Page Up and Page Down by five, Home and End to the ends.
#[must_use = "a slider is shown by `show`"]
pub struct Slider<'a> {
    name: &'a str,
    value: f32,
    range: RangeInclusive<f32>,
    step: f32,
    text: &'a str,
    widths: [f32; 2],
}

impl<'a> Slider<'a> {
    /// A slider with a value, shown as `text`.
    pub fn new(name: &'a str, value: f32, text: &'a str, range: RangeInclusive<f32>, step: f32) -> Self {
        Self { name, value, range, step, text, widths: [NAME, VALUE] }
    }

    /// With other widths of name and value, in points.
    pub fn widths(self, name: f32, value: f32) -> Self {
        Self { widths: [name, value], ..self }
    }

    /// Shows it; returns the new value while it is being changed.
    pub fn show(self, ui: &mut Ui) -> Option<f32> {
        let look = WidgetStyle::of(ui.ctx());
        let (rect, mut response) =
            ui.allocate_exact_size(vec2(ui.available_width(), size::ROW), Sense::click_and_drag());
        let mut strip = Strip::new(rect, look);
        let name = strip.leading(self.widths[0].min(rect.width() * 0.4));
        let value = strip.trailing(self.widths[1].min(rect.width() * 0.3));
        let line = strip.rest().shrink2(vec2(HANDLE + 1.0, 0.0));
        let (from, to) = if look.is_rtl() { (line.right(), line.left()) } else { (line.left(), line.right()) };

        let new = self.pointed(&response, from, to).or_else(|| self.pressed(ui, &response, look.is_rtl()));
        let new = new.or_else(|| self.requested(ui, &response)).map(|value| self.stepped(value));
        let shown = new.unwrap_or(self.value);
        if ui.is_rect_visible(rect) {
            let share = remap_clamp(shown, self.range.clone(), 0.0..=1.0);
            self.paint(ui, name, value, line, lerp(from..=to, share), &response);
        }
        self.announce(&response);
        let changed = new.filter(|new| *new != self.value);
        if changed.is_some() {
            response.mark_changed();
        }
        response.on_hover_cursor(CursorIcon::PointingHand);
        changed
    }

    /// The nearest step within the range.
    fn stepped(&self, value: f32) -> f32 {
        let steps = ((value - self.range.start()) / self.step).round();
        (self.range.start() + steps * self.step).clamp(*self.range.start(), *self.range.end())
    }

    /// The value under the pointer that holds the handle.
    fn pointed(&self, response: &Response, from: f32, to: f32) -> Option<f32> {
        // A quick click starts and ends in the same frame.
        let is_held = response.is_pointer_button_down_on() || response.clicked_by(PointerButton::Primary);
        let at = response.interact_pointer_pos().filter(|_| is_held)?;
        let share = ((at.x - from) / (to - from)).clamp(0.0, 1.0);
        Some(lerp(self.range.clone(), share))
    }

    /// The value set by keys.
    fn pressed(&self, ui: &Ui, response: &Response, is_rtl: bool) -> Option<f32> {
        if response.clicked() || response.drag_started() {
            response.request_focus();
        }
        if !response.has_focus() {
            return None;
        }
        ui.memory_mut(|memory| {
            let filter = EventFilter { horizontal_arrows: true, vertical_arrows: true, ..EventFilter::default() };
            memory.set_focus_lock_filter(response.id, filter);
        });
        ui.input_mut(|input| {
            let mut times = |key| input.count_and_consume_key(eframe::egui::Modifiers::NONE, key) as f32;
            let sideways = times(Key::ArrowRight) - times(Key::ArrowLeft);
            let sideways = if is_rtl { -sideways } else { sideways };
            let up = times(Key::ArrowUp) - times(Key::ArrowDown);
            let pages = times(Key::PageUp) - times(Key::PageDown);
            if times(Key::Home) > 0.0 {
                return Some(*self.range.start());
            }
            if times(Key::End) > 0.0 {
                return Some(*self.range.end());
            }
            let steps = sideways + up + pages * PAGE_STEPS;
            (steps != 0.0).then_some(self.value + steps * self.step)
        })
    }

    /// The value requested by a screen reader.
    fn requested(&self, ui: &Ui, response: &Response) -> Option<f32> {
        ui.input(|input| {
            let set = input.accesskit_action_requests(response.id, Action::SetValue);
            let wanted = set.filter_map(|request| match request.data {
                Some(ActionData::NumericValue(value)) => Some(value as f32),
                _ => None,
            });
            let steps = input.num_accesskit_action_requests(response.id, Action::Increment) as f32
                - input.num_accesskit_action_requests(response.id, Action::Decrement) as f32;
            wanted.last().or((steps != 0.0).then_some(self.value + steps * self.step))
        })
    }

    fn paint(&self, ui: &Ui, name: Rect, value: Rect, line: Rect, at: f32, response: &Response) {
        let look = WidgetStyle::of(ui.ctx());
        let (theme, painter) = (look.theme, ui.painter());
        let side = Strip::new(name, look);
        Shaped::elided(ui.ctx(), self.name, TextRole::Body, name.width()).paint(
            painter,
            name,
            side.start(),
            control::ink(theme.ink, response),
        );
        Shaped::elided(ui.ctx(), self.text, TextRole::Small, value.width()).paint(
            painter,
            value,
            side.end(),
            control::ink(theme.dim, response),
        );
        let y = line.center().y;
        let rail = Rect::from_x_y_ranges(line.x_range(), y - LINE..=y + LINE);
        painter.rect_filled(rail, LINE, theme.pressed);
        let filled = match side.start() {
            Align::Max => at..=line.right(),
            _ => line.left()..=at,
        };
        painter.rect_filled(Rect::from_x_y_ranges(filled, y - LINE..=y + LINE), LINE, theme.accent);
        let radius = if response.hovered() || response.dragged() { HANDLE + 1.0 } else { HANDLE };
        painter.circle(pos2(at, y), radius, theme.accent, eframe::egui::Stroke::new(size::RING, theme.card));
        let handle = Rect::from_center_size(pos2(at, y), vec2(4.0, 4.0) * HANDLE / 2.0).expand(4.0);
        control::paint_focus(ui, theme, handle, handle.height() / 2.0, response);
    }

    fn announce(&self, response: &Response) {
        response.widget_info(|| WidgetInfo {
            value: Some(f64::from(self.value)),
            ..WidgetInfo::labeled(Role::Slider, response.enabled(), without_isolates(self.name))
        });
        let (low, high) = (*self.range.start(), *self.range.end());
        response.ctx.accesskit_node_builder(response.id, |node| {
            node.set_value(without_isolates(self.text).into_owned());
            node.set_min_numeric_value(f64::from(low));
            node.set_max_numeric_value(f64::from(high));
            node.set_numeric_value_step(f64::from(self.step));
            for action in [Action::SetValue, Action::Increment, Action::Decrement] {
                node.add_action(action);
            }
        });
    }
}
