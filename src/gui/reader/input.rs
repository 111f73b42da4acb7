//! Mouse and keyboard on the page.

use eframe::egui::{self, Event, Key, Modifiers, PointerButton, Pos2, Rect, Response, Ui};

use super::ends::{Grab, end_caret};
use super::frame::Frame;
use super::model::{Caret, Drag, MarkRef, Placed, Reader, ReaderAction, ReaderLook, ReaderOutput, SelectUnit};
use super::snapping::Snapping;
use crate::annotation::LabelId;
use crate::document::Document;
use crate::gui::pointer;
use crate::layout::{Affinity, CaretPos};
use crate::session::Session;
use crate::text::{BytePos, Span, movement, sentences, words};

/// The longest selection offered for pasting with the middle button, in bytes, because each change of it is copied.
const MOST_OFFERED: usize = 1024 * 1024;

impl Reader {
    /// Pointer: press, drag, release, hover.
    pub(super) fn pointer(
        &mut self,
        ui: &Ui,
        response: &Response,
        frame: Frame,
        session: &Session,
        look: &ReaderLook<'_>,
        out: &mut ReaderOutput,
    ) {
        let (pressed, down, released, at, modifiers, now, stable_dt) = ui.input(|i| {
            (
                i.pointer.button_pressed(PointerButton::Primary),
                i.pointer.primary_down(),
                i.pointer.button_released(PointerButton::Primary),
                i.pointer.interact_pos(),
                i.modifiers,
                i.time,
                i.stable_dt,
            )
        });
        let Some(at) = at else { return };
        let snap = look.snapping(session).unless(modifiers.alt);
        if let Some(words) = look.dragged {
            out.dragging = true;
            return self.aim(ui, frame, session, (words, at), down, out);
        }
        if self.drag != Drag::None
            && ui.input(|i| i.key_pressed(Key::Escape))
            && let Drag::Resize { moved, before, .. } = std::mem::take(&mut self.drag)
        {
            // The annotation stays selected.
            ui.input_mut(|i| i.consume_key(Modifiers::NONE, Key::Escape));
            out.actions.extend(moved.then_some(ReaderAction::GiveUpResize(before)));
        }
        let is_on_arc = self.arc_places.iter().any(|place| place.contains(at));
        let is_on_text = response.contains_pointer() && !self.is_on_note(at) && !self.is_on_number(at) && !is_on_arc;
        if is_on_text && ui.input(|i| i.pointer.button_pressed(PointerButton::Secondary)) {
            response.request_focus();
            self.choose_for_menu(frame, look.snapping(session), look.hidden, at);
        }
        if pressed && is_on_text {
            response.request_focus();
            self.press(frame, snap, look.can_relate, at, modifiers, now);
        } else if down && self.drag != Drag::None {
            self.drag_to(frame, snap, at, out);
            // Beyond the edge the text scrolls, faster with greater distance.
            let over = (at.y - frame.rect.bottom()).max(0.0) + (at.y - frame.rect.top()).min(0.0);
            if over != 0.0 {
                self.autoscroll_px = f64::from(over * 12.0 * stable_dt * frame.ppp);
                ui.ctx().request_repaint();
            }
        }
        self.drawn_to = matches!(self.drag, Drag::Relate { .. }).then_some(at);
        if released && let Drag::Relate { from } = &self.drag {
            let to = self.bytes_at(frame, at).and_then(|bytes| MarkRef::at(session, bytes, look.hidden));
            let relate = |to| ReaderAction::Relate { from: from.clone(), to };
            out.actions.extend(to.filter(|to| to != from).map(relate));
            self.drawn_to = None;
        }
        if released && self.drag != Drag::None {
            let was_click = self.presses.count == 1 && self.selection().is_none() && !modifiers.shift;
            if was_click && matches!(self.drag, Drag::Select { .. }) {
                // A click on the selected mark goes on to the one around it.
                let before = self.selected_before.as_ref();
                let bytes = self.bytes_at(frame, at);
                self.selected = bytes.and_then(|bytes| MarkRef::next_at(session, bytes, look.hidden, before));
            }
            if let (Some(mark), Drag::Select { .. }) = (self.adds_to.take(), &self.drag) {
                match self.selection().map(|span| span.trimmed(session.document().text())) {
                    Some(span) => out.actions.push(ReaderAction::AddFragment(mark.clone(), span)),
                    None => self.selected = Some(mark),
                }
            }
            if matches!(self.drag, Drag::Select { .. }) {
                self.offer_selection(ui.ctx(), session.document());
            }
            self.drag = Drag::None;
        }
        out.dragging = !matches!(self.drag, Drag::None)
            && (self.selection().is_some() || matches!(self.drag, Drag::Resize { .. } | Drag::Relate { .. }));
        self.point(ui, response, frame, session, look, at, out);
        if response.hovered() && !down {
            let is_at_end = self.grabbed_end(frame, session, at).is_some();
            let on_text = self.view.iter().any(|p| {
                let (x, y) = frame.to_column_px(at);
                p.top_px <= y && y < p.bottom_px && x > -20.0 && x < p.layout.width_px() + 20.0
            });
            if is_at_end {
                ui.ctx().set_cursor_icon(eframe::egui::CursorIcon::ResizeHorizontal);
            } else if on_text {
                ui.ctx().set_cursor_icon(eframe::egui::CursorIcon::Text);
            }
        }
    }

    /// Selects as many words from the one under the pointer as what is dragged onto the page has, until it is let go.
    fn aim(
        &mut self,
        ui: &Ui,
        frame: Frame,
        session: &Session,
        (words, at): (usize, Pos2),
        is_held: bool,
        out: &mut ReaderOutput,
    ) {
        let is_inside = frame.rect.contains(at);
        if is_inside {
            let document = session.document();
            let caret = self.caret_at(frame, at);
            let byte = self.bytes_at(frame, at).map_or(caret.pos, |bytes| bytes.start.into());
            let first = unit_at(document, byte, SelectUnit::Word);
            let last = document.paragraph(document.paragraph_at(byte)).end.index();
            let end =
                (1..words).fold(first.end.index(), |end, _| movement::next_word_end(document.text(), end).min(last));
            self.selected = None;
            self.select(Span { start: first.start, end: end.max(first.end.index()).into() });
            ui.ctx().set_cursor_icon(egui::CursorIcon::Grabbing);
        }
        if !is_held {
            out.actions.push(ReaderAction::Drop(is_inside && self.selection().is_some()));
        }
        ui.ctx().request_repaint();
    }

    /// Finds what the pointer is on. A mark is highlighted only if the pointer moves, not if it rests while somebody
    /// types or while the text moves under it.
    #[expect(clippy::too_many_arguments, reason = "all are parts of one frame")]
    fn point(
        &mut self,
        ui: &Ui,
        response: &Response,
        frame: Frame,
        session: &Session,
        look: &ReaderLook<'_>,
        at: Pos2,
        out: &mut ReaderOutput,
    ) {
        let is_down = ui.input(|i| i.pointer.any_down());
        let is_moved = pointer::has_moved(ui.ctx());
        let bytes = self
            .bytes_at(frame, at)
            .filter(|_| response.hovered() && !is_down && self.grabbed_end(frame, session, at).is_none());
        let mark = bytes.clone().and_then(|bytes| MarkRef::at(session, bytes, look.hidden));
        if !pointer::is_meant(ui.ctx()) || mark.is_none() || !is_moved && self.pointed != mark {
            self.pointed = None;
        } else if is_moved {
            self.pointed.clone_from(&mark);
        }
        if let (Some(mark), Some(bytes)) = (mark.filter(|mark| self.pointed.as_ref() == Some(mark)), bytes) {
            let span = Span { start: bytes.start.into(), end: bytes.end.into() };
            let rect = self.span_rect(frame, span).unwrap_or(Rect::from_pos(at));
            out.hovered = Some((mark, rect));
        }
    }

    fn press(&mut self, frame: Frame, snap: Snapping<'_>, can_relate: bool, at: Pos2, modifiers: Modifiers, now: f64) {
        let session = snap.session;
        self.open_note = None;
        self.leave_ends();
        if let Some(from) = self.selected.clone().filter(|_| can_relate && self.is_on_handle(at)) {
            self.drag = Drag::Relate { from };
            self.presses.count = 0;
            return;
        }
        let grabbed = self.grabbed_end(frame, session, at);
        if let Some((before, Grab { fragment, fixed, to_line })) = self.selected.clone().zip(grabbed) {
            self.drag = Drag::Resize { before, fragment, fixed, to_line, moved: false };
            self.presses.count = 0;
            // The caret is at the mark: nothing else is selected while its end is dragged.
            self.deselect();
            return;
        }
        self.presses.add(at, now, 4);
        self.adds_to = self.selected.clone().filter(|_| modifiers.command);
        self.selected_before.clone_from(&self.selected);
        let caret = self.caret_at(frame, at);
        self.goal_x_px = None;
        if modifiers.shift && self.presses.count == 1 {
            let from = Span { start: self.anchor.pos, end: self.anchor.pos };
            self.select_between(snap, from, caret);
            self.drag = Drag::Select { unit: SelectUnit::Cluster, from };
            return;
        }
        (self.selected, self.selected_relation) = (None, None);
        let unit = match self.presses.count {
            2 => SelectUnit::Word,
            3 => SelectUnit::Sentence,
            4 => SelectUnit::Paragraph,
            _ => SelectUnit::Cluster,
        };
        // The byte under the pointer, not the nearest gap, decides which word is meant.
        let byte = self.bytes_at(frame, at).map_or(caret.pos, |bytes| bytes.start.into());
        let from = match unit {
            SelectUnit::Cluster => Span { start: caret.pos, end: caret.pos },
            _ => unit_at(session.document(), byte, unit),
        };
        match unit {
            SelectUnit::Cluster => (self.anchor, self.focus) = (caret, caret),
            SelectUnit::Word => self.select(snap.words_of(from)),
            SelectUnit::Sentence | SelectUnit::Paragraph => self.select(from),
        }
        self.drag = Drag::Select { unit, from };
    }

    /// Selects what the menu at a point of the window is about: the mark there, or the word. What is selected stays so if
    /// the point is on it, or on no text at all.
    fn choose_for_menu(&mut self, frame: Frame, snap: Snapping<'_>, hidden: &[LabelId], at: Pos2) {
        let session = snap.session;
        let Some(bytes) = self.bytes_at(frame, at) else { return };
        let here = Span { start: bytes.start.into(), end: bytes.end.into() };
        let is_selected = match (self.selection(), &self.selected) {
            (Some(selection), _) => selection.overlaps(here),
            (None, Some(mark)) => mark.fragments(session).iter().any(|fragment| fragment.overlaps(here)),
            (None, None) => false,
        };
        if is_selected {
            return;
        }
        self.open_note = None;
        self.leave_ends();
        self.selected_relation = None;
        let caret = self.caret_at(frame, at);
        (self.anchor, self.focus, self.goal_x_px) = (caret, caret, None);
        self.selected = MarkRef::at(session, bytes, hidden);
        let word = unit_at(session.document(), here.start, SelectUnit::Word);
        if self.selected.is_none() && !word.is_empty() {
            self.select(snap.words_of(word));
        }
    }

    /// Selects from a unit to a caret, or to the unit at it.
    fn select_between(&mut self, snap: Snapping<'_>, from: Span, to: Caret) {
        if from.is_empty() && to.pos == from.start {
            (self.anchor, self.focus) = (to, to);
            return;
        }
        let words = snap.words_of(Span { start: from.start.min(to.pos), end: from.end.max(to.pos) });
        let (start, end) = (end_caret(words, false), end_caret(words, true));
        (self.anchor, self.focus) = if to.pos < from.start { (end, start) } else { (start, end) };
    }

    fn drag_to(&mut self, frame: Frame, snap: Snapping<'_>, at: Pos2, out: &mut ReaderOutput) {
        let session = snap.session;
        // The knob is beside its line: what is dragged is the end at the line.
        let at = if let Drag::Resize { to_line, .. } = self.drag { at + to_line } else { at };
        let caret = self.caret_at(frame, at);
        match self.drag.clone() {
            Drag::None | Drag::Scroll { .. } | Drag::Relate { .. } => {}
            Drag::Select { unit: SelectUnit::Cluster, from } => self.select_between(snap, from, caret),
            Drag::Select { unit, from } => {
                let here = unit_at(session.document(), caret.pos, unit);
                let to = end_caret(here, caret.pos >= from.start);
                self.select_between(snap.unless(unit != SelectUnit::Word), from, to);
            }
            Drag::Resize { before, fragment, fixed, to_line, moved } => {
                if caret.pos == fixed {
                    return;
                }
                let span = Span { start: caret.pos.min(fixed), end: caret.pos.max(fixed) };
                let span = snap.with_end(span, caret.pos > fixed).trimmed(session.document().text());
                let Some(mark) = self.selected.clone() else { return };
                let Some(now) = mark.fragments(session).get(fragment).copied() else { return };
                if !span.is_empty() && now != span {
                    out.actions.push(ReaderAction::Resize { mark, fragment, span, begins: !moved });
                    self.drag = Drag::Resize { before, fragment, fixed, to_line, moved: true };
                }
            }
        }
    }

    /// The position of a caret, in points; `None` if out of view.
    pub(super) fn caret_rect(&self, frame: Frame, caret: Caret) -> Option<Rect> {
        let placed = self.placed_of(caret)?;
        let at = local(placed, caret);
        let (line, x) = placed.layout.caret(at);
        let line_box = placed.layout.line_box();
        let top = placed.top_px + line as f32 * line_box.height;
        Some(frame.to_points(x - 1.0, top + line_box.height * 0.1, x + 1.0, top + line_box.height * 0.9))
    }

    fn placed_of(&self, caret: Caret) -> Option<&Placed> {
        // At the border of two pieces the affinity decides which one is meant.
        let mut holding = self.view.iter().filter(|p| p.span.start <= caret.pos && caret.pos <= p.span.end);
        let first = holding.next()?;
        if caret.affinity == Affinity::Downstream && first.span.end == caret.pos {
            return holding.next().or(Some(first));
        }
        Some(first)
    }

    /// The first rectangle of a span in view, in points.
    pub(super) fn span_rect(&self, frame: Frame, span: Span) -> Option<Rect> {
        self.span_rects(frame, span).first().copied()
    }

    /// The rectangles of a span in view, in points.
    pub(super) fn span_rects(&self, frame: Frame, span: Span) -> Vec<Rect> {
        self.view.iter().flat_map(|placed| placed.span_rects(frame, span)).collect()
    }

    /// The caret nearest to a point of the window.
    pub(super) fn caret_at(&self, frame: Frame, at: Pos2) -> Caret {
        let (x, y) = frame.to_column_px(at);
        let Some(placed) = self.view.iter().find(|p| y < p.bottom_px).or(self.view.last()) else {
            return Caret::default();
        };
        let hit = placed.layout.hit(x, y - placed.top_px);
        Caret { pos: BytePos(placed.span.start.0 + hit.byte), affinity: hit.affinity }
    }

    /// The cluster under a point of the window, in bytes of the document.
    fn bytes_at(&self, frame: Frame, at: Pos2) -> Option<std::ops::Range<u32>> {
        let (x, y) = frame.to_column_px(at);
        let placed = self.view.iter().find(|p| p.top_px <= y && y < p.bottom_px)?;
        let bytes = placed.layout.cluster_at(x, y - placed.top_px)?;
        Some(placed.span.start.0 + bytes.start..placed.span.start.0 + bytes.end)
    }

    /// Keys that move the caret, or an end of the selected mark. Movement is logical: Left moves forward in
    /// right-to-left text.
    pub(super) fn keys(&mut self, ui: &Ui, snap: Snapping<'_>, frame: Frame, out: &mut ReaderOutput) {
        if self.moved_end.is_some() {
            self.move_end_by_keys(ui, snap, frame, out);
            return;
        }
        let session = snap.session;
        let document = session.document();
        let events = ui.input(|i| i.events.clone());
        let mut is_extended = false;
        for event in events {
            let Event::Key { key, pressed: true, modifiers, .. } = event else { continue };
            if modifiers.alt {
                continue;
            }
            let page = (self.view_height_px * 0.85) / self.line_height_px().max(1.0);
            // In review the mark stays selected whatever is looked at meanwhile.
            if self.is_held && self.selection().is_none() && key != Key::Escape {
                match key {
                    Key::PageDown => self.autoscroll_px += f64::from(self.view_height_px * 0.85),
                    Key::PageUp => self.autoscroll_px -= f64::from(self.view_height_px * 0.85),
                    _ => {}
                }
                continue;
            }
            let moved = match key {
                Key::ArrowLeft | Key::ArrowRight => {
                    Some(self.moved_sideways(document, key == Key::ArrowLeft, modifiers.command))
                }
                Key::ArrowDown if !modifiers.command => self.moved_lines(document, 1),
                Key::ArrowUp if !modifiers.command => self.moved_lines(document, -1),
                // Without Shift it is a command, which also scrolls to the paragraph.
                Key::ArrowDown | Key::ArrowUp if modifiers.shift => {
                    Some(self.moved_paragraph(document, key == Key::ArrowDown))
                }
                Key::PageDown if !modifiers.command => self.moved_lines(document, page as i32),
                Key::PageUp if !modifiers.command => self.moved_lines(document, -(page as i32)),
                Key::Home if modifiers.command => Some(Caret::default()),
                Key::End if modifiers.command => {
                    Some(Caret { pos: BytePos(document.len()), affinity: Affinity::Upstream })
                }
                Key::Home => self.line_end(false),
                Key::End => self.line_end(true),
                // A note that is open over the page closes first.
                Key::Escape if self.open_note.is_some() => {
                    self.open_note = None;
                    None
                }
                // What had the keyboard until now, or was open over the page, is left first: Escape has taken the focus
                // from it before anything is drawn.
                Key::Escape if !self.had_keyboard => None,
                Key::Escape => {
                    (self.selected, self.selected_relation) = (None, None);
                    self.deselect();
                    None
                }
                _ => None,
            };
            let Some(caret) = moved else { continue };
            if !matches!(key, Key::ArrowDown | Key::ArrowUp | Key::PageDown | Key::PageUp) {
                self.goal_x_px = None;
            }
            self.focus = caret;
            if !modifiers.shift {
                self.anchor = caret;
                self.selected = None;
            }
            self.follow_caret(frame, key == Key::Home && modifiers.command);
            is_extended = modifiers.shift;
        }
        if is_extended {
            self.offer_selection(ui.ctx(), document);
        }
    }

    /// Offers the selection for pasting with the middle button, as usual on Unix.
    pub(crate) fn offer_selection(&self, ctx: &egui::Context, document: &Document) {
        let text = self.selection().map(|span| span.of(document.text()));
        if let Some(text) = text.filter(|text| text.len() <= MOST_OFFERED) {
            ctx.send_cmd(egui::OutputCommand::TextSelectionSettled(text.to_owned()));
        }
    }

    /// The end or start of the paragraph; of the next or previous one if the caret is already there.
    fn moved_paragraph(&self, document: &Document, forward: bool) -> Caret {
        let here = self.focus.pos;
        let paragraph = document.paragraph_at(here);
        let span = document.paragraph(paragraph);
        let pos = if forward {
            let next = || document.next_written_paragraph(paragraph, true).unwrap_or(paragraph);
            if here < span.end { span.end } else { document.paragraph(next()).end }
        } else {
            let previous = || document.paragraph(document.next_written_paragraph(paragraph, false).unwrap_or(0)).start;
            if here > span.start { span.start } else { previous() }
        };
        let affinity = if forward { Affinity::Upstream } else { Affinity::Downstream };
        Caret { pos, affinity }
    }

    /// Scrolls so that the caret is in view.
    pub(super) fn follow_caret(&mut self, frame: Frame, to_top: bool) {
        if to_top {
            self.scroll_to_top();
            return;
        }
        self.follow(frame, self.focus);
    }

    /// Scrolls so that a given caret is in view.
    pub(super) fn follow(&mut self, frame: Frame, caret: Caret) {
        match self.caret_rect(frame, caret) {
            Some(rect) => {
                let (top, bottom) =
                    ((rect.top() - frame.rect.top()) * frame.ppp, (rect.bottom() - frame.rect.top()) * frame.ppp);
                self.autoscroll_px += self.scroll_for(top, bottom);
            }
            None => self.wanted = Some(Span { start: caret.pos, end: caret.pos }),
        }
    }

    fn line_height_px(&self) -> f32 {
        self.view.first().map_or(36.0, |p| p.layout.line_box().height)
    }

    fn moved_sideways(&self, document: &Document, left: bool, by_word: bool) -> Caret {
        let text = document.text();
        let at = self.focus.pos;
        let forward = left == self.reads_rtl(document, at);
        // A single caret moves by one; a selection collapses only without Shift, as everywhere.
        let pos = match (forward, by_word) {
            (true, true) => movement::next_word_end(text, at.index()),
            (false, true) => movement::previous_word_start(text, at.index()),
            (true, false) => movement::next_grapheme(text, at.index()),
            (false, false) => movement::previous_grapheme(text, at.index()),
        };
        let affinity = if forward { Affinity::Upstream } else { Affinity::Downstream };
        Caret { pos: pos.into(), affinity }
    }

    /// Whether the paragraph at a byte is laid out from right to left.
    pub(crate) fn reads_rtl(&self, document: &Document, at: BytePos) -> bool {
        let paragraph = document.paragraph(document.paragraph_at(at));
        let forced = self.page.as_ref().and_then(|page| page.style().direction);
        forced
            .or_else(|| crate::text::Direction::of(paragraph.of(document.text())))
            .or(document.direction())
            .is_none_or(crate::text::Direction::is_rtl)
    }

    fn moved_lines(&mut self, document: &Document, by: i32) -> Option<Caret> {
        let index = self.view.iter().position(|p| p.span.start <= self.focus.pos && self.focus.pos <= p.span.end)?;
        let placed = &self.view[index];
        let (line, x) = placed.layout.caret(local(placed, self.focus));
        let x = *self.goal_x_px.get_or_insert(x);
        let (mut index, mut line, mut rest) = (index, line as i32, by);
        while rest != 0 {
            let step = rest.signum();
            line += step;
            rest -= step;
            if line < 0 {
                let Some(before) = self.view[..index].iter().rposition(Placed::has_height) else { break };
                index = before;
                line = self.view[index].layout.lines().len() as i32 - 1;
            } else if line >= self.view[index].layout.lines().len() as i32 {
                let Some(behind) = self.view[index + 1..].iter().position(Placed::has_height) else { break };
                index += 1 + behind;
                line = 0;
            }
        }
        let placed = &self.view[index];
        let last = placed.layout.lines().len() as i32 - 1;
        let hit = placed.layout.hit_line(line.clamp(0, last) as usize, x);
        let caret = Caret { pos: BytePos(placed.span.start.0 + hit.byte), affinity: hit.affinity };
        // There is nothing above the first line or below the last: move to the very beginning or end.
        if caret == self.focus && by != 0 {
            let end = if by > 0 { document.len() } else { 0 };
            let at_border = self.view.first().is_some_and(|p| p.block == 0) && by < 0
                || by > 0 && self.view.last().is_some_and(|p| p.span.end.0 >= document.len());
            return at_border.then_some(Caret { pos: BytePos(end), affinity: Affinity::Downstream });
        }
        Some(caret)
    }

    fn line_end(&self, end: bool) -> Option<Caret> {
        let placed = self.placed_of(self.focus)?;
        let line = &placed.layout.lines()[placed.layout.line_of(local(placed, self.focus))];
        Some(if end {
            Caret { pos: BytePos(placed.span.start.0 + line.text_end), affinity: Affinity::Upstream }
        } else {
            Caret { pos: BytePos(placed.span.start.0 + line.start), affinity: Affinity::Downstream }
        })
    }
}

impl Placed {
    /// The rectangles of a span in this block, in the height of its lines; in points.
    pub(super) fn span_rects(&self, frame: Frame, span: Span) -> Vec<Rect> {
        if !self.span.overlaps(span) {
            return Vec::new();
        }
        let height = self.layout.line_box().height;
        let start = span.start.0.saturating_sub(self.span.start.0);
        let end = span.end.0.min(self.span.end.0) - self.span.start.0;
        let rects = self.layout.rects(start..end).into_iter().map(|rect| {
            let top = self.top_px + rect.line as f32 * height;
            frame.to_points(rect.left, top, rect.right, top + height)
        });
        rects.collect()
    }
}

fn local(placed: &Placed, caret: Caret) -> CaretPos {
    CaretPos { byte: caret.pos.0.saturating_sub(placed.span.start.0), affinity: caret.affinity }
}

fn unit_at(document: &Document, at: BytePos, unit: SelectUnit) -> Span {
    let text = document.text();
    let here = Span { start: at, end: at };
    match unit {
        SelectUnit::Cluster => here,
        SelectUnit::Word => words::word_at(text, at.index()).unwrap_or(here),
        SelectUnit::Sentence => sentences::sentence_at(text, at.index()),
        SelectUnit::Paragraph => document.paragraph(document.paragraph_at(at)),
    }
}
