//! Draws the page: marks, selection, text, caret, scrollbar.

use eframe::egui::{
    self, Color32, CornerRadius, Id, Rect, Role, Sense, Stroke as Pen, StrokeKind, Ui, WidgetInfo, pos2, vec2,
};

use super::frame::Frame;
use super::model::{Call, MarkRef, Pile, Placed, Reader, ReaderLook, ReaderOutput};
use super::piles::PileNumber;
use super::{arcs, invisibles, notes, structure};
use crate::gui::text::Texts;
use crate::gui::theme::{Theme, opaque, size};
use crate::gui::widgets::is_context_menu_open;
use crate::layout::{BlockKind, MarkShape, POINT, PageMark, Stroke};
use crate::session::Session;
use crate::text::Span;

/// Thickness of the line of the mark under the pointer, in points.
const HOVERED_LINE: f32 = 3.0;
/// Distance of a mark's ring from the mark, and the ring's radius, in points.
const RING_OUTSIDE: f32 = 3.0;
const RING_RADIUS: u8 = 4;
/// The frame of an uncertain place: its line, dashes and gaps, in points.
const UNCERTAIN_LINE: f32 = 1.5;
const DASH: f32 = 4.0;
const GAP: f32 = 3.0;
/// The narrowest column beside the card of review, in points.
const NARROWEST_BESIDE_CARD: f32 = 440.0;
/// How long a flash lasts, in seconds.
const FLASH_SECS: f64 = 0.9;

/// The least margin at the side of notes, which are folded there, in points.
const LEAST_MARGIN: f32 = 32.0;

impl Reader {
    /// The page's id, for giving it the keyboard focus.
    pub fn id() -> Id {
        Id::unique("article-page")
    }

    /// The id of the page that stands beside it.
    pub(crate) fn id_beside() -> Id {
        Id::unique("article-page-beside")
    }

    /// Draws the page into what is left of `ui` and handles its input.
    pub fn ui(&mut self, ui: &mut Ui, session: &Session, look: &ReaderLook<'_>) -> ReaderOutput {
        let rect = ui.available_rect_before_wrap();
        // The scrollbar is at the side where the interface's lines end; the page itself is not mirrored.
        let (page_rect, bar) = if look.is_mirrored {
            let edge = rect.left() + size::SCROLLBAR;
            (rect.with_min_x(edge), rect.with_max_x(edge))
        } else {
            let edge = rect.right() - size::SCROLLBAR;
            (rect.with_max_x(edge), rect.with_min_x(edge))
        };
        let id = look.page_id();
        let mut out = ReaderOutput::default();
        self.take_requests(ui, id, session, &mut out);
        let response = ui.interact(page_rect, id, Sense::click_and_drag());
        ui.advance_cursor_after_rect(rect);
        response.widget_info(|| WidgetInfo::labeled(Role::Document, true, &look.accessible_name));
        let painter = ui.painter().with_clip_rect(rect);
        painter.rect_filled(rect, CornerRadius::ZERO, look.theme.paper);

        self.is_held = look.is_reviewed;
        let frame = Self::frame(page_rect, look, ui.ctx().pixels_per_point());
        self.foot_px = look.foot * frame.ppp;
        let document = session.document().clone();
        let texts = Texts::of(ui.ctx());
        let now = ui.input(|i| i.time);
        let wheel = if ui.rect_contains_pointer(rect) { ui.input(|i| i.smooth_scroll_delta().y) } else { 0.0 };
        self.keep_in_window(page_rect.top(), frame.ppp);
        let scroll_px = f64::from(-wheel * frame.ppp) + std::mem::take(&mut self.autoscroll_px);
        let style = look.style.scaled(frame.ppp);
        let width_px = (Self::column_width(page_rect, look) * frame.ppp).floor();
        self.page(&document, &style, width_px);
        self.place_blocks(
            &mut texts.lock().engine,
            &document,
            page_rect.height() * frame.ppp,
            frame.ppp,
            scroll_px,
            now,
        );
        if self.glide.is_some() {
            ui.ctx().request_repaint();
        }

        self.pointer(ui, &response, frame, session, look, &mut out);
        // What is asked of a page beside the front one counts as if it had been there already. The end of a click is not
        // heeded: the two pages may have changed what they are since it began.
        let is_told = response.clicked() && !response.clicked_by(egui::PointerButton::Primary);
        if is_told || response.contains_pointer() && ui.input(|i| i.pointer.primary_pressed()) {
            out.called = Some(Call::Front);
        } else if response.secondary_clicked() {
            out.called = Some(Call::Menu);
        }
        let has_keys = !look.is_beside && (response.has_focus() || ui.memory(|m| m.focused().is_none()));
        if has_keys && !is_context_menu_open(&response) {
            ui.memory_mut(|m| {
                m.set_focus_lock_filter(
                    id,
                    egui::EventFilter {
                        horizontal_arrows: true,
                        vertical_arrows: true,
                        escape: true,
                        tab: self.moved_end.is_some(),
                    },
                );
            });
            self.keys(ui, look.snapping(session), frame, &mut out);
        }
        let is_covered = egui::Popup::is_any_open(ui.ctx()) || ui.memory(|m| m.top_modal_layer().is_some());
        self.had_keyboard =
            !look.is_beside && !is_covered && ui.memory(|m| m.focused().is_none_or(|focused| focused == id));
        if std::mem::take(&mut self.keep_in_view) {
            self.follow_caret(frame, false);
        }
        if self.autoscroll_px != 0.0 || self.wanted.is_some() {
            ui.ctx().request_repaint();
        }
        let mut ui = ui.new_child(egui::UiBuilder::new().max_rect(page_rect).id_salt("page"));
        ui.set_clip_rect(page_rect);
        let lit = self.lit_note.clone().map(MarkRef::Annotation);
        let hovered = out.hovered.as_ref().map(|(mark, _)| mark).or(lit.as_ref());
        let numbers =
            self.paint_text(&ui, frame, session, look, &texts, now, response.has_focus() && !look.is_beside, hovered);
        self.pile_numbers(&ui, numbers, look, &mut out);
        self.publish(&mut ui, &response, frame, session, look, &mut texts.lock().engine);
        self.margin_notes(&ui, frame, session, look, &mut out);
        let column_right = frame.column_left + Self::column_width(page_rect, look);
        self.arc_places.clear();
        self.relations(&mut ui, frame, column_right, session, look, &mut out);
        self.paint_handle(&ui, look);
        if self.selected.is_some() {
            self.selected_last.clone_from(&self.selected);
        }
        if look.is_beside && response.has_focus() {
            let ring = Pen::new(size::RING, look.theme.accent);
            ui.painter().rect_stroke(page_rect, CornerRadius::ZERO, ring, StrokeKind::Inside);
        }
        out.focus_rect = self.focus_rect(frame, session);
        out.relation_rect = self.relation_rect(frame, session);
        out.ring = self.ring;
        out.page = Some(response);
        out.margin = Some(page_rect.with_max_x(frame.column_left));
        ui.set_clip_rect(rect);
        self.scrollbar(&ui, bar, session, look);
        out
    }

    fn column_width(page: Rect, look: &ReaderLook<'_>) -> f32 {
        let zoom = (look.style.size_px / size::ARTICLE_TEXT).max(0.8);
        // In review the column makes room for the card in the margin, unless it would become too narrow to be read.
        let with_card = page.width() - notes::room(look) - 36.0;
        let room =
            if look.is_reviewed && with_card >= NARROWEST_BESIDE_CARD { with_card } else { page.width() - 2.0 * 36.0 };
        room.min(look.column * zoom).max(120.0)
    }

    /// The column is centred; if there is room it moves aside for the notes.
    fn frame(page: Rect, look: &ReaderLook<'_>, ppp: f32) -> Frame {
        let width = Self::column_width(page, look);
        let free = page.width() - width;
        let room = notes::room(look);
        // Relations stand at the other side.
        let beside = (free - arcs::ROOM).max(LEAST_MARGIN);
        let middle = if look.has_relations { (free / 2.0).min(beside) } else { free / 2.0 };
        let left = if free >= room + 36.0 { middle.max(room) } else { middle };
        // Whole pixels, so that all lines of the column share their sub-pixel positions.
        let column_left = ((page.left() + left) * ppp).round() / ppp;
        Frame { rect: page, column_left, ppp }
    }

    #[expect(clippy::too_many_arguments, reason = "all are parts of one frame")]
    fn paint_text(
        &mut self,
        ui: &Ui,
        frame: Frame,
        session: &Session,
        look: &ReaderLook<'_>,
        texts: &Texts,
        now: f64,
        focused: bool,
        hovered: Option<&MarkRef>,
    ) -> Vec<PileNumber> {
        let painter = ui.painter();
        let flash = self.flash_color(ui, look.theme, now);
        let selected = self.selected.as_ref();
        let related: Vec<MarkRef> = self.relation_ends(session).into_iter().map(MarkRef::Annotation).collect();
        let view: Vec<Span> = self.view.iter().map(|placed| placed.span).collect();
        self.marks.begin(session, look.hidden, look.theme.name, &view);
        let marks: Vec<_> = view.into_iter().map(|block| self.marks.of(session, block)).collect();
        let mut numbers = Vec::new();
        self.ring = None;
        for (placed, marks) in self.view.iter().zip(marks) {
            let kind = self.page.as_ref().map_or(BlockKind::Body, |page| page.block(placed.block).kind);
            if kind == BlockKind::Empty {
                continue;
            }
            structure::paint(ui, frame, placed, kind, session.document(), look);
            let origin = pos2(frame.column_left, frame.rect.top() + placed.top_px / frame.ppp);
            let is_mark = |of: Option<&MarkRef>, mark: &PageMark| match (of, &mark.annotation) {
                (Some(MarkRef::Annotation(id)), Some(_)) => {
                    session.annotations().get(id).is_some_and(|own| mark.stands_for(own, placed.span))
                }
                (Some(of @ MarkRef::Suggestion { span, .. }), None) => {
                    *span == mark.span && of.label(session).as_ref() == Some(&mark.label)
                }
                _ => false,
            };
            let (mut rings, mut dim) = (Vec::new(), Vec::new());
            let mut ends = Vec::new();
            for mark in &marks.drawn {
                let is_hovered = is_mark(hovered, mark);
                let is_selected = is_mark(selected, mark);
                let is_end = is_mark(look.other_end, mark) || related.iter().any(|end| is_mark(Some(end), mark));
                let thicker = is_hovered.then(|| PageMark { thickness: HOVERED_LINE, ..mark.clone() });
                let shapes = thicker.as_ref().unwrap_or(mark).shapes(placed.span, &placed.layout, frame.ppp);
                for (number, shape) in shapes.iter().enumerate() {
                    let rect = paint_mark(painter, frame, placed.top_px, shape);
                    if mark.is_dim {
                        dim.push(rect);
                    }
                    if is_selected {
                        rings.push(rect);
                    } else if is_end {
                        ends.push(rect);
                    }
                    if number == 0 && mark.count > 1 {
                        numbers.push(pile_number(session, look, placed, mark, rect));
                    }
                }
            }
            if self.ring.is_none() {
                self.ring = rings.first().map(|rect| rect.expand(RING_OUTSIDE));
            }
            for rect in rings.into_iter().chain(ends) {
                let ring = Pen::new(size::RING, look.theme.accent);
                painter.rect_stroke(
                    rect.expand(RING_OUTSIDE),
                    CornerRadius::same(RING_RADIUS),
                    ring,
                    StrokeKind::Inside,
                );
            }
            Self::paint_uncertain(painter, frame, placed, look);
            Self::paint_found(painter, frame, placed, look);
            if let Some((span, color)) = flash {
                for rect in placed.span_rects(frame, span) {
                    let rect = rect.expand2(vec2(3.0, -1.0));
                    painter.rect_filled(rect, CornerRadius::same(size::HIGHLIGHT_RADIUS), color);
                }
            }
            if let Some(selection) = self.selection()
                && selection.overlaps(placed.span)
            {
                Self::paint_selection(painter, frame, placed, selection, look.theme);
            }
            let lines = 0..placed.layout.lines().len();
            let (ink, faint) = (look.theme.ink, look.theme.dim);
            texts.paint_lines_dim(painter, origin, &placed.layout, lines, ink, faint, &dim);
            if look.show_invisibles {
                invisibles::paint(ui, frame, placed, session.document(), look, texts);
            }
        }
        if self.selection().is_none()
            && self.selected.is_none()
            && focused
            && let Some(caret) = self.caret_rect(frame, self.focus)
        {
            painter.rect_filled(caret, CornerRadius::ZERO, look.theme.accent);
        }
        // In review the keys move an end; its knobs would only lie in the way.
        if !look.is_reviewed && !look.is_relating || self.moves_end().is_some() {
            self.paint_ends(painter, frame, session, look.theme);
        }
        numbers
    }

    /// The span that flashes, and its current colour, which fades.
    fn flash_color(&mut self, ui: &Ui, theme: &Theme, now: f64) -> Option<(Span, Color32)> {
        let (span, since) = self.flash?;
        let share = ((now - since) / FLASH_SECS) as f32;
        if share >= 1.0 {
            self.flash = None;
            return None;
        }
        ui.ctx().request_repaint();
        Some((span, Theme::faded(theme.flash, 1.0 - share)))
    }

    /// A dashed frame round a place that the person has not confirmed yet.
    fn paint_uncertain(painter: &egui::Painter, frame: Frame, placed: &Placed, look: &ReaderLook<'_>) {
        let pen = Pen::new(UNCERTAIN_LINE, look.theme.warning.line);
        let from = look.uncertain.partition_point(|span| span.start < placed.span.start);
        // One that begins in the block before reaches into this one at most once.
        let from = from.saturating_sub(1);
        for span in look.uncertain[from..].iter().take_while(|span| span.start < placed.span.end) {
            if !span.overlaps(placed.span) {
                continue;
            }
            for rect in placed.span_rects(frame, *span) {
                let rect = rect.expand2(vec2(2.0, -2.0));
                let corners =
                    [rect.left_top(), rect.right_top(), rect.right_bottom(), rect.left_bottom(), rect.left_top()];
                painter.extend(egui::Shape::dashed_line(&corners, pen, DASH, GAP));
            }
        }
    }

    /// Paints the matches of the search in a block, under its letters.
    fn paint_found(painter: &egui::Painter, frame: Frame, placed: &Placed, look: &ReaderLook<'_>) {
        let from = look.found.partition_point(|span| span.end <= placed.span.start);
        let first = look.current.filter(|_| look.found.is_empty());
        for span in look.found[from..].iter().take_while(|span| span.start < placed.span.end).chain(first.iter()) {
            for rect in placed.span_rects(frame, *span) {
                let rect = rect.shrink2(vec2(0.0, 3.0));
                painter.rect_filled(rect, CornerRadius::same(size::HIGHLIGHT_RADIUS), look.theme.flash);
                if Some(*span) == look.current {
                    painter.rect_stroke(
                        rect.expand(1.0),
                        CornerRadius::same(size::HIGHLIGHT_RADIUS),
                        Pen::new(size::RING, look.theme.accent),
                        StrokeKind::Outside,
                    );
                }
            }
        }
    }

    fn paint_selection(painter: &egui::Painter, frame: Frame, placed: &Placed, selection: Span, theme: &Theme) {
        let height = placed.layout.line_box().height;
        let start = selection.start.0.saturating_sub(placed.span.start.0);
        let end = selection.end.0.min(placed.span.end.0) - placed.span.start.0;
        for rect in placed.layout.rects_with_space(start..end) {
            let top = placed.top_px + rect.line as f32 * height;
            // Translucent, so that marks below stay visible.
            let color = Theme::faded(theme.selection, 0.85);
            painter.rect_filled(frame.to_points(rect.left, top, rect.right, top + height), CornerRadius::ZERO, color);
        }
    }

    /// The position for a popover: below the end of the noted passage, of the selection or of the selected mark.
    fn focus_rect(&self, frame: Frame, session: &Session) -> Option<Rect> {
        let span = match (self.noted, &self.selected, self.selection()) {
            (Some(noted), ..) => noted,
            (None, Some(mark), None) => mark.span(session)?,
            (None, _, Some(selection)) => selection.trimmed(session.document().text()),
            (None, None, None) => return None,
        };
        self.rect_in_view(frame, span)
    }

    /// Where the words stand with which the selected relation begins.
    fn relation_rect(&self, frame: Frame, session: &Session) -> Option<Rect> {
        let relation = session.relations().get(self.relation()?)?;
        self.rect_in_view(frame, session.annotations().get(&relation.from)?.spans.first())
    }

    /// What is in view of a passage.
    fn rect_in_view(&self, frame: Frame, span: Span) -> Option<Rect> {
        let rects = self.span_rects(frame, span).into_iter().map(|rect| rect.intersect(frame.rect));
        rects.filter(|rect| rect.height() > 4.0).reduce(Rect::union)
    }
}

/// The number of a mark that stands for several, at its first rectangle, in points.
fn pile_number(session: &Session, look: &ReaderLook<'_>, placed: &Placed, mark: &PageMark, first: Rect) -> PileNumber {
    let text = session.document().text();
    let start = mark.span.start.max(placed.span.start).index();
    let end = text.ceil_char_boundary((start + 1).min(text.len()));
    let name = session.label(&mark.label).map_or(mark.label.as_str(), |label| label.name_in(look.i18n.lang().code()));
    PileNumber {
        pile: Pile { letter: Span::from_range(start..end), label: Some(mark.label.clone()), number: first },
        count: mark.count,
        name: name.to_owned(),
        color: opaque(mark.line),
        ends_left: placed.layout.direction().is_rtl(),
    }
}

/// Paints a rectangle of a mark; returns it in points of the window.
fn paint_mark(painter: &egui::Painter, frame: Frame, top_px: f32, shape: &MarkShape) -> Rect {
    let [left, top, right, bottom] = shape.rect;
    let rect = frame.to_points(left, top + top_px.round(), right, bottom + top_px.round());
    let radius = size::HIGHLIGHT_RADIUS;
    if let Some(fill) = shape.fill {
        painter.rect_filled(rect, CornerRadius { nw: radius, ne: radius, sw: 0, se: 0 }, opaque(fill));
    }
    let line = opaque(shape.line);
    for [left, top, right, bottom] in shape.stroke.pieces([left, right], bottom, shape.line_px) {
        let piece = frame.to_points(left, top + top_px.round(), right, bottom + top_px.round());
        let round = if shape.stroke == Stroke::Dotted { CornerRadius::same(1) } else { CornerRadius::ZERO };
        painter.rect_filled(piece, round, line);
    }
    if let Some([x, y]) = shape.point {
        let middle = frame.to_points(x, y + top_px.round(), x, y + top_px.round()).min;
        painter.circle_filled(middle, POINT / 2.0, line);
    }
    rect
}
