//! Notes in the margin beside their lines; folded into small marks where the window is narrow.

use eframe::egui::{CornerRadius, Pos2, Rect, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, vec2};

use super::input::Frame;
use super::model::{MarkRef, Reader, ReaderAction, ReaderLook, ReaderOutput};
use crate::gui::i18n::without_isolates;
use crate::gui::text::{Galley, TextRole, Texts};
use crate::gui::theme::size;
use crate::session::Session;
use crate::text::{Direction, Span};

/// Space between two notes and inside one, in points.
const GAP: f32 = 8.0;
/// Width of the coloured edge of a note, in points.
const EDGE: f32 = 4.0;
/// The least free space beside the column that shows notes unfolded, in points.
pub(super) const ROOM: f32 = size::NOTE + 40.0;

struct Note {
    id: crate::annotation::AnnotationId,
    body: Galley,
    quote: Galley,
    anchor_y: f32,
    color: eframe::egui::Color32,
    text: String,
    about: String,
}

impl Reader {
    /// Draws the notes of the annotations in view; a click opens one for writing.
    pub(super) fn margin_notes(
        &mut self,
        ui: &Ui,
        frame: Frame,
        session: &Session,
        look: &ReaderLook<'_>,
        out: &mut ReaderOutput,
    ) {
        let (Some(first), Some(last)) = (self.view.first(), self.view.last()) else { return };
        let view = Span { start: first.span.start, end: last.span.end };
        let texts = Texts::of(ui.ctx());
        let text = session.document().text();
        let room = frame.column_left - frame.rect.left();
        let folded = room < ROOM;
        let inner = size::NOTE - EDGE - 2.0 * GAP;
        let mut notes: Vec<Note> = Vec::new();
        for annotation in session.annotations().overlapping(view) {
            if annotation.note.trim().is_empty() || look.hidden.contains(&annotation.label) {
                continue;
            }
            let Some(rect) = self.span_rect(frame, annotation.span) else { continue };
            let color = session.label(&annotation.label).map_or("", |l| l.color.as_str());
            let quote: String = annotation.span.of(text).chars().take(60).collect();
            notes.push(Note {
                id: annotation.id.clone(),
                body: texts.shape(ui.ctx(), &annotation.note, TextRole::Small, Direction::Rtl, Some(inner)),
                quote: texts.shape(ui.ctx(), &quote, TextRole::Small, Direction::Rtl, Some(inner)),
                anchor_y: rect.top(),
                color: look.theme.label(annotation.label.as_str(), color).line,
                text: annotation.note.clone(),
                about: quote,
            });
        }
        notes.sort_by(|a, b| a.anchor_y.total_cmp(&b.anchor_y));
        let mut free_y = f32::MIN;
        for note in notes {
            let height = if folded {
                size::TARGET
            } else {
                note.body.size().y + note.quote.size().y.min(40.0) + 2.0 * GAP - 4.0
            };
            let width = if folded { size::TARGET } else { size::NOTE };
            let top = note.anchor_y.max(free_y);
            free_y = top + height + GAP;
            let right = frame.column_left - if folded { 2.0 } else { 28.0 };
            let rect = Rect::from_min_size(Pos2::new(right - width, top), vec2(width, height));
            let response = ui.interact(rect, ui.scope_id().with(("note", note.id.as_str())), Sense::click());
            response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &note.text));
            let about = look.i18n.text_with("note-editor", &[("quote", note.about.as_str().into())]);
            response.ctx.accesskit_node_builder(response.id, |node| node.set_description(&*without_isolates(&about)));
            if response.clicked() {
                self.selected = Some(MarkRef::Annotation(note.id.clone()));
                out.actions.push(ReaderAction::EditNote(note.id.clone()));
            }
            let shown = if folded && (response.hovered() || response.has_focus()) {
                let height = note.body.size().y + note.quote.size().y.min(40.0) + 2.0 * GAP - 4.0;
                Some(Rect::from_min_size(
                    Pos2::new(frame.rect.left() + GAP, top + size::TARGET),
                    vec2(size::NOTE, height),
                ))
            } else {
                (!folded).then_some(rect)
            };
            let painter = ui.painter();
            if folded {
                let mark = Rect::from_center_size(rect.center(), vec2(14.0, 12.0));
                painter.rect_filled(mark, CornerRadius::same(3), look.theme.note);
                painter.rect_filled(
                    Rect::from_min_max(Pos2::new(mark.right() - 3.0, mark.top()), mark.max),
                    CornerRadius::same(1),
                    note.color,
                );
            }
            if response.has_focus() {
                let ring = Stroke::new(size::RING, look.theme.accent);
                painter.rect_stroke(rect, CornerRadius::same(4), ring, StrokeKind::Outside);
            }
            if let Some(rect) = shown {
                let painter = if folded {
                    &ui.ctx().layer_painter(eframe::egui::LayerId::new(eframe::egui::Order::Foreground, ui.scope_id()))
                } else {
                    painter
                };
                let fill = if response.hovered() && !folded {
                    crate::gui::theme::Theme::over(look.theme.note, look.theme.hover)
                } else {
                    look.theme.note
                };
                painter.rect_filled(rect, CornerRadius::same(4), fill);
                painter.rect_filled(
                    Rect::from_min_max(Pos2::new(rect.right() - EDGE, rect.top()), rect.max),
                    CornerRadius::same(2),
                    note.color,
                );
                let at = rect.min + vec2(GAP, GAP - 2.0);
                texts.paint(painter, at, &note.body, look.theme.ink);
                let quote_at = at + vec2(0.0, note.body.size().y);
                let lines = 0..note.quote.layout.lines().len().min(2);
                texts.paint_lines(painter, quote_at, &note.quote.layout, lines, look.theme.dim);
            }
        }
    }
}
