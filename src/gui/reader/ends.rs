//! Moving the ends of the selected mark, with its two round knobs or with keys.

use eframe::egui::{self, CornerRadius, Key, Modifiers, Pos2, Stroke as Pen, Ui, Vec2, pos2, vec2};

use super::frame::Frame;
use super::model::{Caret, MarkRef, MovedEnd, Reader, ReaderAction, ReaderOutput};
use super::snapping::Snapping;
use crate::annotation::Status;
use crate::gui::theme::Theme;
use crate::layout::Affinity;
use crate::session::Session;
use crate::text::{BytePos, Span, movement, words};

/// Radius of a knob, and of the one moved by the arrow keys, in points.
const KNOB: f32 = 5.5;
const MOVED_KNOB: f32 = 8.0;
/// Distance from a knob's centre, or from the line at it, within which the pointer grabs it, in points.
const REACH: f32 = 14.0;
const LINE_REACH: f32 = 9.0;

/// Above the foot of the line, where the words between two fragments of a mark are bridged, in points; and on how many
/// lines.
const BRIDGE: Vec2 = vec2(0.0, 4.0);
const MOST_GAPS: usize = 40;

/// An end under the pointer.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Grab {
    /// Of which fragment, from 0.
    pub(super) fragment: usize,
    /// The other end, which does not move.
    pub(super) fixed: BytePos,
    /// Offset from the pointer to the line at the end: the knob is below or above it.
    pub(super) to_line: Vec2,
}

impl Reader {
    /// Makes the arrow keys move the beginning or the end of the selected mark.
    pub(crate) fn move_end(&mut self, session: &Session, is_end: bool) {
        if let Some(before) = &self.selected {
            let (is_moved, before) = match self.moved_end.take() {
                Some(moved) => (moved.is_moved, moved.before),
                None => (false, before.clone()),
            };
            let last = self.selected.as_ref().map_or(0, |mark| mark.fragments(session).len().saturating_sub(1));
            self.moved_end = Some(MovedEnd { fragment: if is_end { last } else { 0 }, is_end, is_moved, before });
            self.deselect();
        }
    }

    /// Returns the arrow keys to the caret; the moved end stays.
    pub(crate) fn leave_ends(&mut self) {
        self.moved_end = None;
    }

    /// Whether the arrow keys move an end, and whether it is the end rather than the beginning.
    pub(crate) fn moves_end(&self) -> Option<bool> {
        self.moved_end.as_ref().map(|moved| moved.is_end)
    }

    /// Handles keys while an end is moved. The arrow towards the end of the line moves it forward by words, with Alt by
    /// letters. The other arrow moves it back.
    pub(super) fn move_end_by_keys(&mut self, ui: &Ui, snap: Snapping<'_>, frame: Frame, out: &mut ReaderOutput) {
        let session = snap.session;
        let Some((mark, mut moved)) = self.selected.clone().zip(self.moved_end.clone()) else { return };
        let mut fragments = mark.fragments(session);
        if moved.fragment >= fragments.len() {
            self.moved_end = None;
            return;
        }
        let keys: Vec<(Key, Modifiers)> = ui.input(|input| {
            let pressed = |event: &egui::Event| match *event {
                egui::Event::Key { key, pressed: true, modifiers, .. } => Some((key, modifiers)),
                _ => None,
            };
            input.events.iter().filter_map(pressed).collect()
        });
        for (key, modifiers) in keys {
            match key {
                Key::ArrowLeft | Key::ArrowRight => {
                    let span = fragments[moved.fragment];
                    let end = if moved.is_end { span.end } else { span.start };
                    let forward = (key == Key::ArrowLeft) == self.reads_rtl(session.document(), end);
                    let Some(to) =
                        moved_span(snap, &mark, span, Move { is_end: moved.is_end, forward, by_letter: modifiers.alt })
                    else {
                        continue;
                    };
                    fragments[moved.fragment] = to;
                    let (mark, fragment) = (mark.clone(), moved.fragment);
                    out.actions.push(ReaderAction::Resize { mark, fragment, span: to, begins: !moved.is_moved });
                    moved.is_moved = true;
                }
                // From end to end, and from fragment to fragment.
                Key::Tab => {
                    if moved.is_end {
                        moved.fragment = (moved.fragment + 1) % fragments.len();
                    }
                    moved.is_end = !moved.is_end;
                }
                Key::Enter => {
                    self.moved_end = None;
                    return;
                }
                Key::Escape => {
                    if moved.is_moved {
                        out.actions.push(ReaderAction::GiveUpResize(moved.before));
                    }
                    self.moved_end = None;
                    return;
                }
                _ => continue,
            }
            self.follow(frame, end_caret(fragments[moved.fragment], moved.is_end));
        }
        self.moved_end = Some(moved);
    }

    /// The end of the selected mark under the pointer.
    pub(super) fn grabbed_end(&self, frame: Frame, session: &Session, at: Pos2) -> Option<Grab> {
        let fragments = self.selected.as_ref()?.fragments(session);
        let both = fragments.into_iter().enumerate().flat_map(|fragment| [(fragment, false), (fragment, true)]);
        let ends = both.filter_map(|((fragment, span), is_end)| {
            let line = self.caret_rect(frame, end_caret(span, is_end))?;
            let to_knob = knob(line, is_end).distance(at);
            let is_near = to_knob <= REACH || line.expand2([LINE_REACH - line.width() / 2.0, 0.0].into()).contains(at);
            let fixed = if is_end { span.start } else { span.end };
            is_near.then_some((to_knob, Grab { fragment, fixed, to_line: line.center() - at }))
        });
        // On a mark of one letter both are close.
        ends.min_by(|(one, _), (other, _)| one.total_cmp(other)).map(|(_, grab)| grab)
    }

    /// Paints the two knobs of the selected mark.
    pub(super) fn paint_ends(&self, painter: &egui::Painter, frame: Frame, session: &Session, theme: &Theme) {
        let Some(fragments) = self.selected.as_ref().map(|mark| mark.fragments(session)) else { return };
        // What lies between the fragments of one mark is bridged.
        for pair in fragments.windows(2) {
            let gap = Span { start: pair[0].end, end: pair[1].start };
            for rect in self.span_rects(frame, gap).into_iter().take(MOST_GAPS) {
                let line = [rect.left_bottom() - BRIDGE, rect.right_bottom() - BRIDGE];
                painter.extend(egui::Shape::dotted_line(&line, theme.accent, 4.0, 1.0));
            }
        }
        let both = fragments.into_iter().enumerate().flat_map(|fragment| [(fragment, false), (fragment, true)]);
        for ((fragment, span), is_end) in both {
            let Some(line) = self.caret_rect(frame, end_caret(span, is_end)) else { continue };
            let moved = self.moved_end.as_ref();
            let is_moved = moved.is_some_and(|moved| (moved.fragment, moved.is_end) == (fragment, is_end));
            let radius = if is_moved { MOVED_KNOB } else { KNOB };
            painter.rect_filled(line, CornerRadius::ZERO, theme.accent);
            painter.circle(knob(line, is_end), radius, theme.accent, Pen::new(1.5, theme.paper));
            if is_moved {
                painter.circle_filled(knob(line, is_end), radius / 3.0, theme.paper);
            }
        }
    }
}

/// The caret at an end of a span, with the affinity to the span's own letters.
pub(super) fn end_caret(span: Span, is_end: bool) -> Caret {
    if is_end {
        Caret { pos: span.end, affinity: Affinity::Upstream }
    } else {
        Caret { pos: span.start, affinity: Affinity::Downstream }
    }
}

/// The centre of the knob at an end's line.
fn knob(line: egui::Rect, is_end: bool) -> Pos2 {
    let y = if is_end { line.bottom() + 3.0 } else { line.top() - 3.0 };
    pos2(line.center().x, y)
}

/// A step of an end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Move {
    /// Whether it is the end rather than the beginning.
    pub(crate) is_end: bool,
    /// Whether it moves on in the text.
    pub(crate) forward: bool,
    /// By a letter instead of a word.
    pub(crate) by_letter: bool,
}

/// The span with one end moved by a word or a letter: to the next position in that direction that leaves at least a
/// letter, stays in its paragraph and does not coincide with another annotation with the same label. `None` if there is none.
pub(crate) fn moved_span(snap: Snapping<'_>, mark: &MarkRef, span: Span, step: Move) -> Option<Span> {
    let (session, Move { is_end, forward, by_letter }) = (snap.session, step);
    let text = session.document().text();
    let label = mark.label(session)?;
    let own = match mark {
        MarkRef::Annotation(id) => Some(id),
        MarkRef::Suggestion { .. } => None,
    };
    let is_whole = mark.fragments(session).len() < 2;
    let is_taken = |span: Span| {
        let mut there = session.annotations().exactly(&span.into());
        is_whole
            && there.any(|other| other.label == label && other.status != Status::Rejected && Some(&other.id) != own)
    };
    let mut at = if is_end { span.end } else { span.start }.index();
    loop {
        let next = match (forward, by_letter) {
            (true, true) => movement::next_grapheme(text, at),
            (false, true) => movement::previous_grapheme(text, at),
            // Ends move to ends of words, beginnings to beginnings.
            (true, false) if is_end => movement::next_word_end(text, at),
            (false, false) if is_end => {
                let last = movement::previous_word_start(text, at);
                let before = movement::previous_word_start(text, last);
                if before == last { before } else { movement::next_word_end(text, before) }
            }
            (true, false) => {
                let behind = movement::next_word_end(text, movement::next_word_end(text, at));
                movement::previous_word_start(text, behind)
            }
            (false, false) => movement::previous_word_start(text, at),
        };
        if next == at || (next > at) != forward {
            return None;
        }
        at = next;
        let particles_end = |at| words::word_at(text, at).map_or(at, |word| snap.beginning(word));
        let start = if is_end || by_letter { at } else { particles_end(at) };
        let moved = if is_end { Span { end: at.into(), ..span } } else { Span { start: start.into(), ..span } };
        if moved.start >= moved.end {
            return None;
        }
        let moved = moved.trimmed(text);
        // A name never runs from one paragraph into the next.
        let grown = [moved.start.index()..span.start.index(), span.end.index()..moved.end.index()];
        let crosses = grown.into_iter().any(|grown| text.get(grown).is_some_and(|grown| grown.contains('\n')));
        if moved.is_empty() || crosses {
            return None;
        }
        if moved != span && !is_taken(moved) {
            return Some(moved);
        }
    }
}
