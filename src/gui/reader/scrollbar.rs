//! The scrollbar: an overview of the article with its mentions, annotations and matches.

use eframe::egui::{CornerRadius, PointerButton, Pos2, Rect, Sense, Stroke as Pen, Ui, pos2, vec2};

use super::accessible::publish_scrollbar;
use super::model::{Drag, MarkPlace, Reader, ReaderLook};
use crate::annotation::LabelId;
use crate::gui::theme::{Theme, size};
use crate::gui::widgets::tooltip_at_pointer;
use crate::session::Session;
use crate::text::Span;

/// The least length of the handle, in points.
const LEAST_HANDLE: f32 = 28.0;
/// Height of a mark, in points.
const MARK: f32 = 3.0;
/// Space between a mark and the bar's edge, in points.
const INSET: f32 = 3.0;
/// Opacity of decided marks; undecided ones are opaque.
const DECIDED: f32 = 0.35;
/// Distance from a mark within which the pointer means it, in points.
const NEAR: f32 = 4.0;
/// The most names in the tooltip.
const MOST_NAMES: usize = 6;
/// The range of the document in which marks under the pointer are searched, in bytes.
const MOST_BYTES: u32 = 64 << 10;

/// The positions of the bar's parts, in points.
struct Bar {
    rect: Rect,
    track: Rect,
    /// Bytes of the document per point.
    bytes_per_point: f32,
    len: u32,
}

impl Bar {
    fn y_of(&self, share: f32) -> f32 {
        self.track.top() + share * self.track.height()
    }

    /// The passage near a height.
    fn passage(&self, y: f32) -> Span {
        let at = |y: f32| (((y - self.track.top()) * self.bytes_per_point).max(0.0) as u32).min(self.len);
        let start = at(y - NEAR);
        let end = at(y + NEAR).min(start.saturating_add(MOST_BYTES));
        Span { start: start.into(), end: end.into() }
    }
}

impl Reader {
    pub(super) fn scrollbar(&mut self, ui: &Ui, rect: Rect, session: &Session, look: &ReaderLook<'_>) {
        let response = ui.interact(rect, look.page_id().with("scrollbar"), Sense::CLICK | Sense::DRAG);
        let painter = ui.painter();
        for x in [rect.left(), rect.right() - 0.5] {
            painter.vline(x, rect.y_range(), Pen::new(size::HAIRLINE, look.theme.line));
        }
        let track = rect.shrink2(vec2(0.0, 6.0));
        let len = session.document().len();
        let bar = Bar { rect, track, bytes_per_point: len as f32 / track.height().max(1.0), len };
        let (above, seen) = self.scroll_shares();
        let scrolled = above / (1.0 - seen).max(1e-6);
        publish_scrollbar(&response, &look.i18n.text("page-scrollbar"), scrolled);
        let length = (track.height() * seen).max(LEAST_HANDLE).min(track.height());
        let top = track.top() + (track.height() - length) * scrolled.clamp(0.0, 1.0);
        let handle = Rect::from_min_size(pos2(rect.left() + 2.0, top), vec2(rect.width() - 4.0, length));
        if seen < 0.999 {
            let color = if response.hovered() || response.dragged() {
                look.theme.scrollbar_hover
            } else {
                look.theme.scrollbar
            };
            painter.rect_filled(handle, CornerRadius::same(5), Theme::faded(color, 0.7));
        }
        self.bar_marks(ui, &bar, session, look);
        // A quick click starts and ends in the same frame.
        if let Some(at) = response.interact_pointer_pos()
            && (response.is_pointer_button_down_on() || response.clicked_by(PointerButton::Primary))
        {
            let grab = match self.drag {
                Drag::Scroll { grab } => grab,
                _ if handle.contains(at) => at.y - handle.top(),
                _ => length / 2.0,
            };
            if response.is_pointer_button_down_on() {
                self.drag = Drag::Scroll { grab };
            }
            let share = (at.y - grab - track.top()) / (track.height() - length).max(1.0) * (1.0 - seen);
            self.scroll_to_share(share);
            ui.ctx().request_repaint();
        }
        let near = response.hover_pos().map(|at| near_marks(&bar, at, session, look)).unwrap_or_default();
        if response.clicked()
            && let Some(span) = nearest(&bar, response.interact_pointer_pos(), &near)
        {
            // Scroll to the exact mark, not only to its neighbourhood.
            self.wanted = Some(span);
            ui.ctx().request_repaint();
        }
        if !near.is_empty() && !response.dragged() {
            tooltip_at_pointer(&response, &names(&near, session, look));
        }
    }

    /// Decided marks are faint, undecided ones are drawn over them; matches of the search are at the edge of the bar.
    fn bar_marks(&mut self, ui: &Ui, bar: &Bar, session: &Session, look: &ReaderLook<'_>) {
        let painter = ui.painter();
        for decided in [true, false] {
            let mut drawn: Vec<(i32, &LabelId)> = Vec::new();
            let places =
                look.places.iter().filter(|place| place.is_decided == decided && !look.hidden.contains(&place.label));
            for MarkPlace { share, label, .. } in places {
                let y = bar.y_of(*share);
                // Marks of one colour closer than their height would only cover each other.
                let row = y as i32 / 4;
                if drawn.iter().rev().take_while(|(at, _)| *at == row).any(|(_, known)| *known == label) {
                    continue;
                }
                drawn.push((row, label));
                let color = session.label(label).map_or("", |l| l.color.as_str());
                let color = look.theme.label(label.as_str(), color).line;
                let color = if decided { Theme::faded(color, DECIDED) } else { color };
                let size = vec2(bar.rect.width() - 2.0 * INSET, MARK);
                painter.rect_filled(Rect::from_min_size(pos2(bar.rect.left() + INSET, y), size), 1, color);
            }
        }
        let left = if look.is_mirrored { bar.rect.left() + 1.0 } else { bar.rect.right() - 6.0 };
        for &y in self.bar.found(look.found, look.found_stamp, session, bar.track.height()) {
            let mark = Rect::from_min_size(pos2(left, bar.track.top() + y), vec2(5.0, MARK));
            painter.rect_filled(mark, 1, look.theme.accent);
        }
    }
}

/// The marks near the pointer, in the order of the text.
fn near_marks(bar: &Bar, at: Pos2, session: &Session, look: &ReaderLook<'_>) -> Vec<Span> {
    let passage = bar.passage(at.y);
    let marks = session.marks(passage).into_iter().filter(|mark| !look.hidden.contains(mark.label));
    let mut spans: Vec<Span> = marks.map(|mark| mark.span).filter(|span| span.start >= passage.start).collect();
    let from = look.found.partition_point(|span| span.start < passage.start);
    spans.extend(look.found[from..].iter().take_while(|span| span.start < passage.end));
    spans.sort_by_key(|span| span.start);
    spans.dedup();
    spans
}

fn nearest(bar: &Bar, at: Option<Pos2>, spans: &[Span]) -> Option<Span> {
    let byte = (at?.y - bar.track.top()) * bar.bytes_per_point;
    let distance = |span: &Span| (span.start.0 as f32 - byte).abs();
    spans.iter().copied().min_by(|a, b| distance(a).total_cmp(&distance(b)))
}

/// The names of marks, without duplicates, as one sentence.
fn names(spans: &[Span], session: &Session, look: &ReaderLook<'_>) -> String {
    let text = session.document().text();
    let mut names: Vec<&str> = Vec::new();
    for name in spans.iter().map(|span| span.of(text)) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let is_cut = names.len() > MOST_NAMES;
    names.truncate(MOST_NAMES);
    let isolated: Vec<String> = names.into_iter().map(|name| format!("\u{2068}{name}\u{2069}")).collect();
    format!("{}{}", isolated.join(&look.i18n.text("list-separator")), if is_cut { "…" } else { "" })
}
