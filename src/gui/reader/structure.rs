//! What a document marks besides its text: bullets and numbers of lists, the rule beside a quotation, the lines of a table,
//! and in the margin where a page of the original begins and when something was said.

use eframe::egui::{Align, Rect, Shape, Stroke, Ui, pos2, vec2};

use super::frame::Frame;
use super::model::{Placed, ReaderLook};
use crate::document::{Document, Part, Role};
use crate::gui::text::TextRole;
use crate::gui::theme::{Theme, size};
use crate::gui::widgets::Shaped;
use crate::layout::BlockKind;

/// Room of a bullet or a number beside its item, as a factor of the letter size.
const BULLET: f32 = 1.5;
/// Radius of a bullet, as a factor of the letter size.
const DOT: f32 = 0.13;
/// Height of the middle of small letters above the baseline, as a factor of the letter size.
const MIDDLE: f32 = 0.25;
/// Distance of marks in the margin from the column, and the length of their line, in points.
const APART: f32 = 10.0;
const MARK: f32 = 14.0;
/// Distance of the dots under a line whose order is not proven, in points.
const DOTS: f32 = 4.0;
/// Width that a number in the margin may take, in points.
const NUMBER: f32 = 70.0;

/// Paints what belongs to a block, under its letters.
pub(super) fn paint(
    ui: &Ui,
    frame: Frame,
    placed: &Placed,
    kind: BlockKind,
    document: &Document,
    look: &ReaderLook<'_>,
) {
    let size_px = look.style.size_px;
    let rtl = placed.layout.direction().is_rtl();
    let whole = frame.to_points(0.0, placed.top_px, placed.layout.width_px(), placed.bottom_px);
    let painter = ui.painter();
    let faint = Theme::faded(look.theme.dim, 0.55);
    match kind {
        BlockKind::Item(_, number) => {
            let line_box = placed.layout.line_box();
            let baseline = frame.to_points(0.0, placed.top_px + line_box.baseline, 0.0, 0.0).top();
            // Beside the beginning of the item's own column, not of its first line, which may be short.
            let inset = placed.layout.insets();
            let edge =
                if rtl { whole.right() - inset.right / frame.ppp } else { whole.left() + inset.left / frame.ppp };
            let room = BULLET * size_px;
            let bullet = if rtl { edge..=edge + room } else { edge - room..=edge };
            let rect = Rect::from_x_y_ranges(bullet, baseline - size_px..=baseline + size_px * 0.3);
            if let Some(number) = number {
                let text = Shaped::line(ui.ctx(), &format!("{}.", look.i18n.number(number)), TextRole::Body);
                let rect = rect.shrink2(vec2(size_px * 0.3, 0.0));
                text.paint(painter, rect, if rtl { Align::Min } else { Align::Max }, look.theme.dim);
            } else {
                let at = pos2(rect.center().x, baseline - MIDDLE * size_px);
                painter.circle_filled(at, DOT * size_px, look.theme.dim);
            }
        }
        BlockKind::Quote => {
            let inset = placed.layout.insets();
            let x = if rtl {
                whole.right() - inset.right * 0.4 / frame.ppp
            } else {
                whole.left() + inset.left * 0.4 / frame.ppp
            };
            painter.vline(x, whole.y_range(), Stroke::new(2.0 * size::HAIRLINE, faint));
        }
        BlockKind::Row(is_first) => {
            let line = Stroke::new(size::HAIRLINE, faint);
            painter.hline(whole.x_range(), whole.bottom() + 2.0, line);
            if is_first {
                painter.hline(whole.x_range(), whole.top() - 2.0, line);
            }
        }
        BlockKind::Body | BlockKind::Heading(_) | BlockKind::Small | BlockKind::Empty => {}
    }
    for rect in document.unproven_in(placed.span).flat_map(|span| placed.span_rects(frame, span)) {
        let line = [rect.left_bottom() - vec2(0.0, 4.0), rect.right_bottom() - vec2(0.0, 4.0)];
        painter.extend(Shape::dotted_line(&line, look.theme.warning.line, DOTS, size::HAIRLINE));
    }
    let parts = document.structure().unwrap_or_default();
    let first = parts.partition_point(|part| part.span.start < placed.span.start);
    for part in parts[first..].iter().take_while(|part| part.span.start < placed.span.end) {
        margin_mark(ui, frame, placed, part, look, rtl);
    }
}

/// A faint line and a number beside the line in which a page begins, or a time.
fn margin_mark(ui: &Ui, frame: Frame, placed: &Placed, part: &Part, look: &ReaderLook<'_>, rtl: bool) {
    let words = match part.role {
        Role::Page(number) => look.i18n.number(number),
        Role::Time { start, .. } => clock(start, look),
        _ => return,
    };
    let within = part.span.start.0 - placed.span.start.0;
    let line = placed.layout.lines().partition_point(|line| line.end <= within).min(placed.layout.lines().len() - 1);
    let line_box = placed.layout.line_box();
    let top = placed.top_px + line as f32 * line_box.height;
    let column = frame.to_points(0.0, top, placed.layout.width_px(), top + line_box.height);
    let faint = Theme::faded(look.theme.dim, 0.8);
    let text = Shaped::line(ui.ctx(), &words, TextRole::Small);
    // Where lines begin, unless relations are drawn there.
    let is_right = rtl != look.has_relations;
    let (rule, rect, side) = if is_right {
        let from = column.right() + APART;
        (
            from..=from + MARK,
            Rect::from_x_y_ranges(from + MARK + 6.0..=from + MARK + NUMBER, column.y_range()),
            Align::Min,
        )
    } else {
        let to = column.left() - APART;
        (to - MARK..=to, Rect::from_x_y_ranges(to - MARK - NUMBER..=to - MARK - 6.0, column.y_range()), Align::Max)
    };
    ui.painter().hline(rule, column.center().y, Stroke::new(size::HAIRLINE, faint));
    text.paint(ui.painter(), rect, side, faint);
}

/// A time as players show it: `1:02:03`.
fn clock(ms: u32, look: &ReaderLook<'_>) -> String {
    let secs = ms / 1000;
    let (hours, minutes, secs) = (secs / 3600, secs / 60 % 60, secs % 60);
    let western = if hours > 0 { format!("{hours}:{minutes:02}:{secs:02}") } else { format!("{minutes}:{secs:02}") };
    look.i18n.digits(&western)
}
