//! A read-only text of several lines, such as a note.

use eframe::egui::{self, Color32, Painter, Pos2, Rect, Response, Role, Sense, Ui, Vec2, vec2};

use super::text_field::lines::FieldLines;
use super::{WidgetStyle, control};
use crate::gui::text::TextRole;

/// A text laid out as in the field where it was written: its line breaks are kept, and each line has its own direction.
pub struct Passage {
    lines: FieldLines,
    line_height: f32,
}

impl Passage {
    /// A text in a column of `width` points.
    pub fn new(ctx: &egui::Context, text: &str, role: TextRole, width: f32) -> Self {
        // Line ends from other systems and programs.
        let text = text.replace("\r\n", "\n").replace(['\r', '\u{b}', '\u{85}', '\u{2028}', '\u{2029}'], "\n");
        let (.., line_height) = role.sizes();
        let lines = FieldLines::new(ctx, text.trim_end(), role, WidgetStyle::of(ctx).direction(), width, true);
        Self { lines, line_height }
    }

    /// Width of the longest line and height of all, in points.
    pub fn size(&self) -> Vec2 {
        self.lines.size()
    }

    /// The number of lines in its column.
    pub(crate) fn line_count(&self) -> usize {
        (self.size().y / self.line_height).round() as usize
    }

    /// Height of the first lines, in points.
    pub(crate) fn height_of(&self, lines: usize) -> f32 {
        self.size().y.min(lines as f32 * self.line_height)
    }

    /// Paints the first lines with their top left at a position.
    pub(crate) fn paint(&self, painter: &Painter, at: Pos2, lines: usize, color: Color32) {
        let place = Rect::from_min_size(at, vec2(f32::INFINITY, self.height_of(lines)));
        let place = place.with_min_x(f32::NEG_INFINITY);
        self.lines.paint(&painter.with_clip_rect(painter.clip_rect().intersect(place)), at, color);
    }

    /// Shows the first lines in a column of controls; `text` is for screen readers.
    pub fn show(&self, ui: &mut Ui, lines: usize, text: &str) -> Response {
        let size = vec2(ui.available_width(), self.height_of(lines));
        let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
        if ui.is_rect_visible(rect) {
            self.paint(ui.painter(), rect.min, lines, WidgetStyle::of(ui.ctx()).theme.ink);
        }
        control::announce(&response, Role::Label, text);
        response
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_kinds_of_line_ends_are_kept() {
        let ctx = egui::Context::default();
        for text in ["one\nسطر\nthree", "one\r\nسطر\r\nthree", "one\rسطر\rthree\n\n", "one\u{2028}سطر\u{2029}three "]
        {
            let passage = Passage::new(&ctx, text, TextRole::Small, 200.0);
            assert_eq!(passage.line_count(), 3, "{text:?}");
            assert_eq!(passage.height_of(2), 40.0);
        }
        assert!(Passage::new(&ctx, &"word ".repeat(40), TextRole::Small, 120.0).line_count() > 8);
    }
}
