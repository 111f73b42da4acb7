//! Notes in the margin beside their lines; folded into small signs if the window is narrow.
//!
//! Text that does not fit in the margin opens as a card over the page: under the pointer, with the keyboard focus, or
//! by a click. No note is ever cut off by the window's edge or by a bar.

use eframe::egui::{
    Align, Area, Color32, CornerRadius, Order, PointerButton, Pos2, Rect, Response, Role, Sense, Shadow, Stroke,
    StrokeKind, Ui, WidgetInfo, pos2, vec2,
};
use eframe::emath::Rangef;

use super::frame::Frame;
use super::model::{Caret, MarkRef, Reader, ReaderAction, ReaderLook, ReaderOutput};
use crate::annotation::{Annotation, AnnotationId, Status};
use crate::gui::i18n::{Value, without_isolates};
use crate::gui::pointer;
use crate::gui::text::TextRole;
use crate::gui::theme::{Theme, size};
use crate::gui::widgets::{Passage, Shaped, scroll_column};
use crate::layout::Affinity;
use crate::session::Session;
use crate::text::{BytePos, Span};

/// Space between two notes and inside one, in points.
const GAP: f32 = 8.0;
/// Width of the coloured edge of a note, in points.
const EDGE: f32 = 4.0;
/// Height of a note's last line: its author, and the words that it is about.
const FOOT: f32 = 20.0;
/// Space between a note and the card of review, in points.
const FROM_CARD: f32 = 12.0;
/// The least free space beside the column with which notes are unfolded, in points.
pub(super) fn room(look: &ReaderLook<'_>) -> f32 {
    width(look) + 44.0
}

/// The width of a note, in points: a narrower one beside relations.
fn width(look: &ReaderLook<'_>) -> f32 {
    if look.has_relations { BESIDE_RELATIONS } else { size::NOTE }
}

/// That width.
const BESIDE_RELATIONS: f32 = 196.0;
/// Width of a note's card, in points.
const CARD: f32 = 300.0;
/// Lines of a note shown in the margin; fewer if many notes are beside each other.
const LINES: [usize; 4] = [8, 4, 2, 1];

/// The most notes beside a page: more do not fit. The others are in the list of annotations.
const MOST_NOTES: usize = 60;

struct Note {
    id: AnnotationId,
    passage: Passage,
    /// Author and date.
    who: String,
    /// The first line of the words in question, and all of them that are in view.
    line: Rect,
    words: Rect,
    /// Where those words begin.
    start: BytePos,
    color: Color32,
    text: String,
    about: String,
}

impl Note {
    fn height(&self, lines: usize) -> f32 {
        self.passage.height_of(lines) + FOOT + 2.0 * GAP - 4.0
    }
}

impl Reader {
    /// Draws the notes of the annotations in view; a click opens one for editing.
    pub(super) fn margin_notes(
        &mut self,
        ui: &Ui,
        frame: Frame,
        session: &Session,
        look: &ReaderLook<'_>,
        out: &mut ReaderOutput,
    ) {
        let is_folded = frame.column_left - frame.rect.left() < room(look);
        let in_margin = width(look);
        let width = if is_folded { CARD.min(frame.rect.width() - 2.0 * GAP) } else { in_margin };
        let notes = self.notes_in_view(ui, frame, session, look, width);
        let (lines, tops) = arrange(&notes, frame.rect, is_folded, look.card.map(|card| card.y_range()));
        let of_another = |open: &AnnotationId| self.selected != Some(MarkRef::Annotation(open.clone()));
        if self.noted.is_some() || self.open_note.as_ref().is_some_and(of_another) {
            self.open_note = None;
        }
        self.note_places.clear();
        let mut lit = None;
        let mut opened = None;
        for (note, top) in notes.iter().zip(tops) {
            let is_whole = lines.is_some_and(|lines| note.passage.line_count() <= lines);
            let (size, right) = match lines {
                Some(lines) => (vec2(in_margin, note.height(lines)), frame.column_left - 28.0),
                None => (vec2(size::TARGET, size::TARGET), frame.column_left - 2.0),
            };
            let rect = Rect::from_min_size(pos2(right - size.x, top), size);
            // Of its presses none is left to the page, which would put the caret into its text.
            let sense = Sense::click_and_drag();
            // Small marks below each other leave no gap in which a click would miss both.
            let hit = if lines.is_none() { rect.expand2(vec2(2.0, GAP / 2.0)) } else { rect };
            let response = ui.interact(hit, ui.scope_id().with(("note", note.id.as_str())), sense);
            self.note_places.push(hit);
            response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &note.text));
            let about = look.i18n.text_with("note-editor", &[("quote", note.about.as_str().into())]);
            response.ctx.accesskit_node_builder(response.id, |node| node.set_description(&*without_isolates(&about)));
            if is_clicked(&response) && !is_whole {
                // With the mouse, a first click opens the card, and a second one, on the card, edits the note.
                let is_open = self.open_note.as_ref() == Some(&note.id);
                self.select_noted(note);
                self.open_note = (!is_open).then(|| note.id.clone());
                ui.memory_mut(|memory| memory.request_focus(Self::id()));
            } else if is_clicked(&response) || response.clicked() {
                self.edit_note(note, out);
            }
            let is_lit = response.hovered() || response.has_focus();
            if is_lit {
                lit = Some(note.id.clone());
            }
            let is_under_pointer = self.is_note_under(ui, note, rect, response.hovered());
            if !is_whole && (is_under_pointer || response.has_focus() || self.open_note.as_ref() == Some(&note.id)) {
                opened = Some((note, rect));
            }
            let is_lit = is_lit || self.pointed_note() == Some(&note.id);
            match lines {
                Some(lines) => paint_note(ui, note, rect, lines, is_lit, look),
                None => paint_mark(ui, note, rect, is_lit, look.theme),
            }
            if response.has_focus() {
                let ring = Stroke::new(size::RING, look.theme.accent);
                ui.painter().rect_stroke(rect, CornerRadius::same(4), ring, StrokeKind::Outside);
            }
        }
        if self.lit_note != lit {
            self.lit_note = lit;
            ui.ctx().request_repaint();
        }
        // Cards over the page are drawn last; only one at a time.
        self.note_card = opened.map(|(note, mark)| {
            let card = card_rect(note, mark, frame.rect, width, is_folded);
            if show_card(ui, note, card, look) {
                self.edit_note(note, out);
            }
            (note.id.clone(), card)
        });
        if self.note_card.is_none() {
            self.open_note = None;
        }
    }

    fn notes_in_view(&self, ui: &Ui, frame: Frame, session: &Session, look: &ReaderLook<'_>, width: f32) -> Vec<Note> {
        let (Some(first), Some(last)) = (self.view.first(), self.view.last()) else { return Vec::new() };
        let view = Span { start: first.span.start, end: last.span.end };
        let text = session.document().text();
        let hidden = session.labels().hidden();
        let mut notes: Vec<Note> = Vec::new();
        for annotation in session.annotations().overlapping(view) {
            let is_shown = annotation.status != Status::Rejected || session.shows_rejected();
            if !is_shown
                || annotation.note.trim().is_empty()
                || look.hidden.contains(&annotation.label)
                || hidden.contains(&annotation.label)
            {
                continue;
            }
            if notes.len() == MOST_NOTES {
                break;
            }
            let rects: Vec<Rect> = annotation.spans.iter().flat_map(|span| self.span_rects(frame, span)).collect();
            let Some(line) = rects.first().copied() else { continue };
            let color = session.label(&annotation.label).map_or("", |l| l.color.as_str());
            let quote: String = annotation.spans.quote(text).chars().take(60).collect();
            notes.push(Note {
                id: annotation.id.clone(),
                passage: Passage::new(ui.ctx(), &annotation.note, TextRole::Small, width - EDGE - 2.0 * GAP),
                who: who(annotation, look),
                line,
                words: rects.into_iter().fold(line, Rect::union),
                start: annotation.spans.hull().start,
                color: look.theme.label(annotation.label.as_str(), color).line,
                text: annotation.note.clone(),
                about: quote,
            });
        }
        notes.sort_by(|a, b| a.line.top().total_cmp(&b.line.top()));
        notes
    }

    fn edit_note(&mut self, note: &Note, out: &mut ReaderOutput) {
        self.open_note = None;
        self.select_noted(note);
        out.actions.push(ReaderAction::EditNote(note.id.clone()));
    }

    /// Selects the annotation of a note; the caret stands before its words.
    fn select_noted(&mut self, note: &Note) {
        self.selected = Some(MarkRef::Annotation(note.id.clone()));
        self.focus = Caret { pos: note.start, affinity: Affinity::Downstream };
        self.deselect();
    }

    /// Whether a note stands at a point of the window.
    pub(super) fn is_on_note(&self, at: Pos2) -> bool {
        self.note_places.iter().any(|place| place.contains(at))
    }

    /// Whether a note lies over the page.
    pub fn has_note_card(&self) -> bool {
        self.note_card.is_some()
    }

    /// Whether the pointer is on a note or its card, or on the way between them.
    fn is_note_under(&self, ui: &Ui, note: &Note, mark: Rect, is_hovered: bool) -> bool {
        let card = self.note_card.as_ref().filter(|(id, _)| *id == note.id);
        let at = ui.input(|input| input.pointer.hover_pos());
        let is_there = is_hovered || card.zip(at).is_some_and(|((_, card), at)| card.union(mark).contains(at));
        is_there && pointer::is_meant(ui.ctx())
    }

    /// The note whose words are under the pointer.
    fn pointed_note(&self) -> Option<&AnnotationId> {
        match &self.pointed {
            Some(MarkRef::Annotation(id)) => Some(id),
            _ => None,
        }
    }
}

/// Whether the button was pressed and released on it, however long that took and however far the pointer moved meanwhile.
fn is_clicked(response: &Response) -> bool {
    let primary = PointerButton::Primary;
    response.clicked_by(primary) || response.drag_stopped_by(primary) && response.contains_pointer()
}

/// The author of a note, and the date.
fn who(annotation: &Annotation, look: &ReaderLook<'_>) -> String {
    let day = annotation.at().split('T').next().filter(|day| !day.is_empty());
    // Its parts run from left to right in any digits.
    let day = day.map(|day| look.i18n.digits(&format!("\u{2066}{day}\u{2069}")));
    match (annotation.by(), day) {
        ("", day) => day.unwrap_or_default(),
        (by, None) => by.to_owned(),
        (by, Some(day)) => {
            look.i18n.text_with("note-by", &[("who", Value::from(by)), ("when", Value::from(day))]).into_owned()
        }
    }
}

/// The number of lines of each note that are shown (none if folded), and the top of each: at its line, moved only as
/// far as other notes and the foot of the page require.
///
/// Those that would lie under a card in the margin, at these heights, stand above it or below it.
fn arrange(notes: &[Note], page: Rect, is_folded: bool, card: Option<Rangef>) -> (Option<usize>, Vec<f32>) {
    let stacked = |height: &dyn Fn(&Note) -> f32| match card {
        Some(card) => {
            let above = notes.partition_point(|note| note.line.center().y < card.center());
            let upper = page.with_max_y(card.min - FROM_CARD + GAP);
            let lower = page.with_min_y(card.max + FROM_CARD);
            let (mut tops, fits) = stacked(&notes[..above], upper, f32::MIN, false, height);
            let (below, also_fits) = stacked(&notes[above..], lower, lower.top(), true, height);
            tops.extend(below);
            (tops, fits && also_fits)
        }
        None => stacked(notes, page, f32::MIN, true, height),
    };
    let unfolded = LINES.iter().filter(|_| !is_folded).find_map(|&lines| {
        let (tops, fits) = stacked(&|note| note.height(lines));
        fits.then_some((Some(lines), tops))
    });
    unfolded.unwrap_or_else(|| (None, stacked(&|_| size::TARGET).0))
}

/// Notes below each other, none higher than `free`; whether they fit. Those at the foot of the page come up with their
/// lines.
fn stacked(
    notes: &[Note],
    page: Rect,
    mut free: f32,
    is_at_foot: bool,
    height: &dyn Fn(&Note) -> f32,
) -> (Vec<f32>, bool) {
    let mut tops: Vec<f32> = Vec::with_capacity(notes.len());
    for note in notes {
        let top = note.line.top().max(free);
        free = top + height(note) + GAP;
        tops.push(top);
    }
    let mut limit = f32::MAX;
    let mut fits = true;
    for (note, top) in notes.iter().zip(&mut tops).rev() {
        let height = height(note);
        // As its line scrolls into view at the foot, the note moves up to its place.
        let hidden = ((note.line.bottom() - page.bottom()) / note.line.height().max(1.0)).clamp(0.0, 1.0);
        let hidden = if is_at_foot { hidden } else { 0.0 };
        limit = limit.min(page.bottom() - GAP + hidden * (height + 2.0 * GAP));
        *top = top.min(limit - height);
        limit = *top - GAP;
        fits &= *top >= note.line.top().min(page.top() + GAP) - 0.5;
    }
    (tops, fits)
}

fn paint_note(ui: &Ui, note: &Note, rect: Rect, lines: usize, is_lit: bool, look: &ReaderLook<'_>) {
    let theme = look.theme;
    let fill = if is_lit { Theme::over(theme.note, theme.hover) } else { theme.note };
    let painter = ui.painter();
    painter.rect_filled(rect, CornerRadius::same(4), fill);
    painter.rect_filled(rect.with_min_x(rect.right() - EDGE), CornerRadius::same(2), note.color);
    let inner = inside(rect);
    note.passage.paint(painter, inner.min, lines, theme.ink);
    let more = (note.passage.line_count() > lines).then(|| look.i18n.text("note-more"));
    paint_foot(ui, note, inner.with_min_y(inner.bottom() - FOOT), more.as_deref(), theme);
}

/// The place of a note's text and foot.
fn inside(rect: Rect) -> Rect {
    Rect::from_min_max(rect.min + vec2(GAP, GAP - 2.0), rect.max - vec2(GAP + EDGE, GAP - 2.0))
}

/// The words that a note is about on the right, its author on the left; `more` replaces them.
fn paint_foot(ui: &Ui, note: &Note, foot: Rect, more: Option<&str>, theme: &Theme) {
    let (who, color) = match more {
        Some(more) => (more, theme.accent),
        None => (note.who.as_str(), theme.dim),
    };
    let who = Shaped::elided(ui.ctx(), who, TextRole::Small, foot.width() * 0.6);
    who.paint(ui.painter(), foot, Align::Min, color);
    let room = foot.width() - who.size().x - GAP;
    let quote = Shaped::elided(ui.ctx(), &note.about, TextRole::Small, room.max(0.0));
    quote.paint(ui.painter(), foot, Align::Max, theme.dim);
}

/// A folded note: a small sheet with an edge in its label's colour.
fn paint_mark(ui: &Ui, note: &Note, rect: Rect, is_lit: bool, theme: &Theme) {
    let painter = ui.painter();
    if is_lit {
        painter.rect_filled(rect, CornerRadius::same(4), theme.hover);
    }
    let sheet = Rect::from_center_size(rect.center(), vec2(16.0, 14.0));
    let edge = Stroke::new(size::HAIRLINE, theme.dim);
    painter.rect(sheet, CornerRadius::same(2), theme.note, edge, StrokeKind::Inside);
    for y in [4.5, 8.5] {
        let line = (sheet.left() + 3.0)..=(sheet.right() - 6.0);
        painter.hline(line, sheet.top() + y, Stroke::new(size::HAIRLINE, theme.dim));
    }
    painter.rect_filled(sheet.with_min_x(sheet.right() - 3.0), CornerRadius::same(1), note.color);
}

/// The position of a note's card: beside its sign, completely on the page, and not over its words if there is room
/// elsewhere.
fn card_rect(note: &Note, mark: Rect, page: Rect, width: f32, is_folded: bool) -> Rect {
    let page = page.shrink(GAP);
    let height = note.height(usize::MAX).min(page.height());
    if !is_folded {
        // In the margin, over the notes below.
        let top = mark.top().min(page.bottom() - height).max(page.top());
        return Rect::from_min_size(pos2(mark.right() - width, top), vec2(width, height));
    }
    let (above, below) = (note.words.top() - 4.0 - page.top(), page.bottom() - note.words.bottom() - 4.0);
    let least = note.height(2).min(page.height());
    let (top, height) = if below >= height || below >= above && below >= least {
        (note.words.bottom() + 4.0, height.min(below))
    } else if above >= least {
        let height = height.min(above);
        (note.words.top() - 4.0 - height, height)
    } else {
        (page.bottom() - height, height)
    };
    Rect::from_min_size(pos2(page.left(), top), vec2(width, height))
}

/// Draws the card of a note; returns whether it was clicked, to edit the note.
fn show_card(ui: &Ui, note: &Note, rect: Rect, look: &ReaderLook<'_>) -> bool {
    let theme = look.theme;
    let area =
        Area::new(look.page_id().with("note-card")).order(Order::Foreground).fixed_pos(rect.min).constrain(false);
    let shown = area.show(ui.ctx(), |ui| {
        let response = ui.allocate_rect(rect, Sense::click());
        let shadow = Shadow { offset: [0, 4], blur: 16, spread: 0, color: theme.shadow };
        ui.painter().add(shadow.as_shape(rect, CornerRadius::same(4)));
        let edge = Stroke::new(size::HAIRLINE, theme.line);
        ui.painter().rect(rect, CornerRadius::same(4), theme.note, edge, StrokeKind::Outside);
        ui.painter().rect_filled(rect.with_min_x(rect.right() - EDGE), CornerRadius::same(2), note.color);
        let inner = inside(rect);
        let text = inner.with_max_y(inner.bottom() - FOOT);
        if note.passage.size().y <= text.height() + 0.5 {
            note.passage.paint(ui.painter(), text.min, usize::MAX, theme.ink);
        } else {
            let mut column = ui.new_child(eframe::egui::UiBuilder::new().max_rect(text));
            scroll_column(&mut column, ("note-text", &note.text), text.height(), |ui| {
                let (place, _) = ui.allocate_exact_size(note.passage.size(), Sense::hover());
                note.passage.paint(ui.painter(), Pos2::new(text.left(), place.top()), usize::MAX, theme.ink);
            });
        }
        paint_foot(ui, note, inner.with_min_y(inner.bottom() - FOOT), None, theme);
        response.clicked()
    });
    shown.inner
}
