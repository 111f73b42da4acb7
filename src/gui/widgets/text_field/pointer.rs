//! The pointer in a field: clicks select letters, words or lines, and drags extend by the same unit.

use std::ops::Range;

use eframe::egui::{CursorIcon, Event, OutputCommand, PointerButton, Pos2, Rect, Response, Ui};

use super::FieldState;
use super::lines::FieldLines;
use super::press::{Drag, Unit};
use crate::layout::Affinity;

/// How far past the field's edge a drag is followed per frame, in points; limits the scroll speed.
const REACH: f32 = 8.0;

impl FieldState {
    /// Handles press, drag, release, wheel and pasting with the middle button; returns whether the text changed.
    pub(super) fn take_pointer(&mut self, ui: &Ui, response: &Response, lines: &FieldLines, inner: Rect) -> bool {
        if response.hovered() {
            ui.ctx().set_cursor_icon(CursorIcon::Text);
            self.scroll_y -= ui.input(|input| input.smooth_scroll_delta().y);
        }
        let origin = self.origin(lines, inner);
        if let Some((at, text)) = middle_paste(ui, response) {
            response.request_focus();
            let (byte, affinity) = lines.hit(at - origin.to_vec2());
            self.model.move_to(byte, affinity, false);
            return self.model.insert(&text);
        }
        let (pressed, down, pointer) =
            ui.input(|i| (i.pointer.primary_pressed(), i.pointer.primary_down(), i.pointer.interact_pos()));
        if !down && self.drag.take().is_some() && !self.model.selected().is_empty() {
            // A selection made with the mouse can be pasted with the middle button, as usual on Unix.
            ui.ctx().send_cmd(OutputCommand::TextSelectionSettled(self.model.selected().to_owned()));
        }
        // A quick click starts and ends in the same frame.
        let is_clicked = pressed && response.clicked_by(PointerButton::Primary);
        let Some(pointer) = pointer.filter(|_| down && response.is_pointer_button_down_on() || is_clicked) else {
            return false;
        };
        // Beyond an edge the text scrolls, at a speed that can be followed.
        let near = inner.expand(REACH);
        let followed = pointer.clamp(near.min, near.max);
        let at = followed - origin.to_vec2();
        let (byte, affinity) = lines.hit(at);
        if pressed {
            self.press(ui, response, pointer, byte, affinity, lines.byte_at(at).unwrap_or(byte));
            if !down {
                self.drag = None;
            }
        } else if let Some(Drag { unit, from }) = self.drag.clone() {
            if followed != pointer {
                ui.ctx().request_repaint();
            }
            match unit {
                Unit::Grapheme => self.model.move_to(byte, affinity, true),
                _ => {
                    let here = self.unit_at(unit, byte);
                    let (anchor, caret) =
                        if byte < from.start { (from.end, here.start) } else { (from.start, here.end.max(from.end)) };
                    self.model.select(anchor, caret);
                }
            }
        } else {
            return false;
        }
        self.wanted_x = None;
        false
    }

    /// `on` is the first byte of the letter under the pointer, which decides which word is meant.
    fn press(&mut self, ui: &Ui, response: &Response, pointer: Pos2, byte: usize, affinity: Affinity, on: usize) {
        let (shift, secs) = ui.input(|input| (input.modifiers.shift, input.time));
        if self.model.preedit().is_some() {
            self.model.end_composition();
            self.interrupts = true;
        }
        self.presses.add(pointer, secs, 3);
        let had_focus = response.has_focus();
        response.request_focus();
        let unit = match self.presses.count {
            2 => Unit::Word,
            3 => Unit::Paragraph,
            _ => Unit::Grapheme,
        };
        let from = if unit == Unit::Grapheme {
            self.model.move_to(byte, affinity, shift && had_focus);
            byte..byte
        } else {
            let from = self.unit_at(unit, on);
            self.model.select(from.start, from.end);
            from
        };
        self.drag = Some(Drag { unit, from });
    }

    fn unit_at(&self, unit: Unit, byte: usize) -> Range<usize> {
        match unit {
            Unit::Grapheme => byte..byte,
            Unit::Word => self.model.word_at(byte),
            Unit::Paragraph => self.model.paragraph_at(byte),
        }
    }

    /// The text's top left on the screen.
    pub(super) fn origin(&self, lines: &FieldLines, inner: Rect) -> Pos2 {
        if self.model.is_multiline() {
            return Pos2::new(inner.left(), inner.top() - self.scroll_y);
        }
        let along = if lines.is_rtl(0) { self.scroll } else { -self.scroll };
        Pos2::new(inner.left() + along, inner.top())
    }

    /// Scrolls so that the caret is visible; in a note only if the caret has moved, so that the wheel can scroll away
    /// from it.
    pub(super) fn keep_caret_visible(&mut self, lines: &FieldLines, inner: Rect) {
        let (byte, affinity) = self.model.caret();
        let caret = lines.caret(byte, affinity);
        if self.model.is_multiline() {
            let now = (byte, affinity, self.model.text().len());
            if self.seen_caret.replace(now) != Some(now) {
                self.scroll_y = self.scroll_y.min(caret.top()).max(caret.bottom() - inner.height());
            }
            self.scroll_y = self.scroll_y.clamp(0.0, (lines.size().y - inner.height()).max(0.0));
            return;
        }
        let x = caret.left();
        // The caret's distance from where the line begins.
        let along = if lines.is_rtl(0) { inner.width() - x } else { x };
        let most = (lines.size().x - inner.width()).max(0.0);
        if byte == self.model.text().len() {
            // A caret after digits that end an Arabic line is on their right: show them too.
            self.scroll = most;
        }
        self.scroll = self.scroll.min(along).max(along - inner.width()).clamp(0.0, most + 1.0);
    }
}

/// The position where the middle button was pressed in the field, and the text that it pastes.
fn middle_paste(ui: &Ui, response: &Response) -> Option<(Pos2, String)> {
    if !response.enabled() || !response.contains_pointer() {
        return None;
    }
    ui.input(|input| {
        input.events.iter().find_map(|event| match event {
            Event::MiddleClickPaste { pos, text } if response.interact_rect.contains(*pos) => {
                Some((*pos, text.clone()))
            }
            _ => None,
        })
    })
}
