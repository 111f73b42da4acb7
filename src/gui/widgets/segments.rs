//! A choice of one of several, side by side in one frame.

use eframe::egui::{Align, Context, Rect, Role, Sense, Stroke, StrokeKind, Ui, pos2, vec2};

use super::{Shaped, Strip, WidgetStyle, control};
use crate::gui::text::TextRole;
use crate::gui::theme::size;

/// Segments of which one is chosen: each with a text and a count.
#[must_use = "segments are shown by `show`"]
pub struct Segments<'a> {
    parts: &'a [(&'a str, &'a str)],
    chosen: usize,
}

impl<'a> Segments<'a> {
    /// Segments with their counts, in the digits of the interface; an empty count is not shown.
    pub fn new(parts: &'a [(&'a str, &'a str)], chosen: usize) -> Self {
        Self { parts, chosen }
    }

    /// The width with the usual space around the texts, in points.
    pub fn width(&self, ctx: &Context) -> f32 {
        let width = |&(text, count): &(&str, &str)| {
            let count = if count.is_empty() { 0.0 } else { Shaped::line(ctx, count, TextRole::Small).size().x + 6.0 };
            Shaped::line(ctx, text, TextRole::Body).size().x + count + 2.0 * (size::INSIDE + size::STEP)
        };
        self.parts.iter().map(width).sum()
    }

    /// Shows them; returns the one that was clicked.
    pub fn show(self, ui: &mut Ui) -> Option<usize> {
        let look = WidgetStyle::of(ui.ctx());
        let theme = look.theme;
        let set = |&(text, count): &(&str, &str)| {
            let text = Shaped::line(ui.ctx(), text, TextRole::Body);
            let count = (!count.is_empty()).then(|| Shaped::line(ui.ctx(), count, TextRole::Small));
            let width = text.size().x + count.as_ref().map_or(0.0, |count| count.size().x + 6.0);
            (text, count, width)
        };
        let parts: Vec<_> = self.parts.iter().map(set).collect();
        let texts: f32 = parts.iter().map(|(_, _, width)| width).sum();
        // In a narrow space the padding around the texts shrinks.
        let count = parts.len().max(1) as f32;
        let inside = ((ui.available_width() - texts) / count / 2.0).clamp(size::STEP, size::INSIDE + size::STEP);
        let (whole, _) = ui.allocate_exact_size(vec2(texts + 2.0 * inside * count, size::ROW), Sense::hover());
        let id = ui.next_auto_id();
        ui.skip_ahead_auto_ids(1);
        let mut strip = Strip::new(whole, look);
        let mut clicked = None;
        for (at, (text, count, width)) in parts.iter().enumerate() {
            let rect = strip.leading(width + 2.0 * inside);
            let response = ui.interact(rect, id.with(at), Sense::click());
            let is_chosen = at == self.chosen;
            let corners = control::part_corners(at, parts.len(), look.is_rtl());
            if ui.is_rect_visible(rect) {
                if is_chosen {
                    ui.painter().rect_filled(rect, corners, theme.selection);
                }
                control::paint_state(ui, theme, rect, corners, &response);
                let (ink, dim) = if is_chosen { (theme.ink, theme.ink) } else { (theme.dim, theme.dim) };
                let mut inner = Strip::new(rect.shrink2(vec2(inside, 0.0)), look);
                text.paint(ui.painter(), inner.leading(text.size().x), Align::Center, ink);
                if let Some(count) = count {
                    inner.leading(6.0);
                    count.paint(ui.painter(), inner.leading(count.size().x), Align::Center, dim);
                }
                if at + 1 < parts.len() {
                    control::paint_part_end(ui, theme, rect, look.is_rtl());
                }
                control::paint_focus(ui, theme, rect, corners, &response);
            }
            let (name, count) = self.parts[at];
            control::announce_on(&response, Role::RadioButton, is_chosen, name);
            if !count.is_empty() {
                control::describe(&response, count);
            }
            if response.clicked() {
                clicked = Some(at);
            }
        }
        let edge = Rect::from_min_max(pos2(whole.left(), whole.top()), whole.max);
        ui.painter().rect_stroke(edge, size::RADIUS, Stroke::new(size::HAIRLINE, theme.line), StrokeKind::Inside);
        clicked
    }
}
