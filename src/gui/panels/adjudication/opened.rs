//! The opened row: the sentence once for each annotator, what they say about it, and what can be decided.

use eframe::egui::{Align, Context, Key, Rect, Stroke as Pen, Ui, UiBuilder, vec2};

use super::context::{View, annotator};
use super::words::{RowWords, all_key, differing, marks_of, neither_key, on_line};
use crate::agreement::Question;
use crate::annotation::diff::Record;
use crate::gui::i18n::{Value, without_isolates};
use crate::gui::model::{Adjudicating, AdjudicatingAction, AppAction, TabId};
use crate::gui::panels::differences::around;
use crate::gui::panels::offers::{Offer, Weight, buttons};
use crate::gui::panels::record_words::RecordWords;
use crate::gui::text::TextRole;
use crate::gui::theme::{Highlight, size};
use crate::gui::widgets::{
    Button, FieldState, Label, MarkedPassage, PassageMark, Strip, TextField, WidgetStyle, scroll_column, small,
};
use crate::layout::Stroke;
use crate::session::Session;

/// Heights of the head, of an annotator's name, of a line of values and of a line of buttons, in points.
const HEAD: f32 = 34.0;
const NAME: f32 = 28.0;
const LINE: f32 = 24.0;
const BUTTONS: f32 = 44.0;
/// Space around the contents, between the columns, and outside the ring, in points.
const INSIDE: f32 = 14.0;
const BETWEEN: f32 = 24.0;
const GAP: f32 = 4.0;
/// The least width of a column, in points.
const COLUMN: f32 = 250.0;
/// The most height of a sentence in the row, in points.
const MOST_TEXT: f32 = 6.0 * 36.0;
/// Where sentences stand one above the other: the most bytes of them before and behind the passage.
const ABOVE_EACH_OTHER: usize = 80;

/// Something that can be chosen in the opened row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Choice {
    Act(AdjudicatingAction),
    /// Write a note about it.
    Note,
    /// Go on to the next one that is open.
    Later,
}

/// One annotator's side.
struct Side {
    passage: MarkedPassage,
    text: String,
    lines: Vec<String>,
}

/// What the opened row shows, measured before the list is drawn.
pub(super) struct Opened {
    /// Its height, in points.
    pub(super) height: f32,
    sides: Vec<Side>,
    /// Height that they need, in points.
    text: f32,
    /// Whether the sides stand beside each other.
    are_beside: bool,
    /// Width of a side, in points.
    width: f32,
    /// The note about it, in the result.
    note: Option<String>,
    /// How many lines of buttons there are.
    lines: usize,
}

impl Opened {
    /// Measures the chosen question in a row of this width, in a list of this height.
    pub(super) fn of(ctx: &Context, view: View<'_>, width: f32, most: f32) -> Option<Self> {
        let question = view.adjudicating.questions().get(view.adjudicating.chosen)?;
        let inner = width - 2.0 * INSIDE;
        let count = question.sides.len();
        let column = (inner - BETWEEN * (count as f32 - 1.0)) / count as f32;
        let are_beside = column >= COLUMN && !view.is_narrow;
        let column = if are_beside { column } else { inner };
        let sides: Vec<Side> = (0..count).map(|whose| side(ctx, view, question, whose, (column, are_beside))).collect();
        let has_names = Self::has_names(count, are_beside);
        let height = |side: &Side| {
            let name = if has_names { NAME } else { 0.0 };
            name + side.passage.size().y.min(MOST_TEXT) + side.lines.len() as f32 * LINE
        };
        let text = if are_beside {
            sides.iter().map(height).fold(0.0, f32::max)
        } else {
            sides.iter().map(height).sum::<f32>() + size::INSIDE * (count as f32 - 1.0)
        };
        let note = question.note(view.session.annotation_state()).map(|annotation| annotation.note.clone());
        let lines = in_lines(ctx, &offers(view), inner).len();
        let noted = if note.is_some() { LINE } else { 0.0 };
        let height = HEAD + text + noted + size::INSIDE + lines as f32 * BUTTONS + 2.0 * GAP;
        Some(Self { height: height.min(most), sides, text, are_beside, width: column, note, lines })
    }

    /// Whether each side has its annotator's name above it: where the columns of the rows do not say it.
    fn has_names(count: usize, are_beside: bool) -> bool {
        !are_beside || count > 2
    }

    /// Draws it into the row's place.
    pub(super) fn show(
        &self,
        ui: &mut Ui,
        view: View<'_>,
        place: Rect,
        row: &RowWords,
        note: &mut Option<(usize, FieldState)>,
        requested: &mut Vec<AdjudicatingAction>,
    ) {
        let look = WidgetStyle::of(ui.ctx());
        let i18n = view.i18n();
        let Some(question) = view.adjudicating.questions().get(view.adjudicating.chosen) else { return };
        let inner = place.shrink2(vec2(INSIDE, GAP));
        let head = inner.with_max_y(inner.top() + HEAD);
        let mut strip = Strip::new(head, look);
        let document = view.session.document();
        let values = [("paragraph", Value::from(document.written_paragraph_number(question.span.start)))];
        let far = i18n.text("adjudication-grey-line");
        let far_width = crate::gui::widgets::Shaped::line(ui.ctx(), &far, TextRole::Small).size().x;
        if far_width < head.width() * 0.5 {
            let mut far_ui = ui.new_child(UiBuilder::new().max_rect(strip.trailing(far_width)).layout(look.against()));
            small(&mut far_ui, &far);
        }
        let mut near = ui.new_child(UiBuilder::new().max_rect(strip.rest()).layout(look.along()));
        near.spacing_mut().item_spacing.x = size::GROUP;
        near.add(Label::new(&row.kind).role(TextRole::Strong));
        small(&mut near, &i18n.text_with("adjudication-paragraph", &values));
        if let Some(decision) = &row.decision {
            near.add(Label::new(decision).color(look.theme.ok));
        }
        let feet = self.lines as f32 * BUTTONS;
        let noted = if self.note.is_some() { LINE } else { 0.0 };
        let middle = inner.with_min_y(head.bottom()).with_max_y(inner.bottom() - feet - noted);
        if self.text > middle.height() + 1.0 {
            let name = i18n.text("differences-opened");
            let mut inside = ui.new_child(UiBuilder::new().max_rect(middle));
            scroll_column(&mut inside, ("adjudication-sides", &name), middle.height(), |ui| {
                let top = ui.cursor().top();
                let place = ui.available_rect_before_wrap().with_max_y(top + self.text);
                ui.allocate_rect(place, eframe::egui::Sense::hover());
                self.sentences(ui, view, place);
            });
        } else {
            self.sentences(ui, view, middle);
        }
        if let Some(note) = &self.note {
            let place = Rect::from_x_y_ranges(inner.x_range(), middle.bottom()..=middle.bottom() + noted);
            let mut line = ui.new_child(UiBuilder::new().max_rect(place).layout(look.along()));
            line.add(Label::new(&i18n.text_with("adjudication-note", &[("note", Value::from(on_line(note)))])));
        }
        let foot = inner.with_min_y(inner.bottom() - feet);
        let edge = place.shrink2(vec2(GAP, 0.0));
        ui.painter().hline(edge.x_range(), foot.top(), Pen::new(size::HAIRLINE, look.theme.line));
        if note.as_ref().is_some_and(|(number, _)| *number == view.adjudicating.chosen) {
            note_field(ui, view, foot, note, requested);
            return;
        }
        let mut top = foot.top();
        for line in in_lines(ui.ctx(), &offers(view), inner.width()) {
            let place = Rect::from_x_y_ranges(foot.x_range(), top..=top + BUTTONS);
            top += BUTTONS;
            match buttons(ui, place, &line) {
                Some(Choice::Act(act)) => requested.push(act),
                Some(Choice::Note) => *note = Some((view.adjudicating.chosen, field(self.note.as_deref()))),
                Some(Choice::Later) => requested.push(AdjudicatingAction::Later),
                None => {}
            }
        }
    }

    fn sentences(&self, ui: &mut Ui, view: View<'_>, place: Rect) {
        let look = WidgetStyle::of(ui.ctx());
        let mut strip = Strip::new(place, look);
        let mut top = place.top();
        let count = self.sides.len();
        for (whose, side) in self.sides.iter().enumerate() {
            let column = if self.are_beside {
                let column = strip.leading(self.width);
                if whose + 1 < count {
                    let middle = strip.leading(BETWEEN).center().x;
                    let line = Pen::new(size::HAIRLINE, look.theme.line);
                    ui.painter().vline(middle, place.top()..=place.bottom() - size::INSIDE, line);
                }
                column
            } else {
                place.with_min_y(top)
            };
            let mut top_here = column.top();
            if Self::has_names(count, self.are_beside) {
                let name = Rect::from_x_y_ranges(column.x_range(), top_here..=top_here + NAME);
                let mut line = ui.new_child(UiBuilder::new().max_rect(name).layout(look.along()));
                line.spacing_mut().item_spacing.x = size::INSIDE;
                annotator(&mut line, view, whose, false);
                top_here += NAME;
            }
            let height = side.passage.size().y;
            let whole = Rect::from_x_y_ranges(column.x_range(), top_here..=top_here + height);
            let seen = whole.with_max_y(top_here + height.min(MOST_TEXT)).intersect(place);
            let response = ui.interact(seen, ui.scope_id().with(("side", whose)), eframe::egui::Sense::hover());
            let name = format!("{}: {}", view.adjudicating.name(view.i18n(), whose), side.text);
            response.widget_info(|| {
                eframe::egui::WidgetInfo::labeled(eframe::egui::Role::Label, true, without_isolates(&name))
            });
            let painter = ui.painter().with_clip_rect(ui.clip_rect().intersect(seen.expand(size::STEP)));
            let align = if side.passage.is_rtl() { Align::Max } else { Align::Min };
            side.passage.paint(&painter, whole, align);
            top_here += height.min(MOST_TEXT);
            for text in &side.lines {
                let line = Rect::from_x_y_ranges(column.x_range(), top_here..=top_here + LINE);
                let mut line = ui.new_child(UiBuilder::new().max_rect(line).layout(look.along()));
                line.add(Label::new(text).color(look.theme.dim));
                top_here += LINE;
            }
            top = top_here + size::INSIDE;
        }
    }
}

/// The field of the note that is being written, in the place of the buttons.
fn note_field(
    ui: &mut Ui,
    view: View<'_>,
    foot: Rect,
    note: &mut Option<(usize, FieldState)>,
    requested: &mut Vec<AdjudicatingAction>,
) {
    let look = WidgetStyle::of(ui.ctx());
    let i18n = view.i18n();
    let Some((_, field)) = note else { return };
    let (keep, cancel) = (i18n.text("note-done"), i18n.text("note-cancel"));
    let (keep, cancel) = (Button::new(&keep).primary(), Button::new(&cancel).quiet());
    let line = foot.with_max_y(foot.top() + BUTTONS);
    let mut strip = Strip::new(line, look);
    let wanted = keep.width(ui.ctx()) + cancel.width(ui.ctx()) + 2.0 * size::INSIDE;
    let mut far = ui.new_child(UiBuilder::new().max_rect(strip.trailing(wanted)).layout(look.along()));
    far.spacing_mut().item_spacing.x = size::INSIDE;
    let (mut is_kept, mut is_left) = (far.add(keep).clicked(), far.add(cancel).clicked());
    let name = i18n.text("adjudication-note-field").into_owned();
    let width = strip.rest().width() - size::INSIDE;
    let mut near = ui.new_child(UiBuilder::new().max_rect(strip.rest()).layout(look.along()));
    let shown = TextField::new(field, &name).placeholder(&name).width(width).show(&mut near);
    is_kept |= shown.submitted;
    is_left |= shown.cancelled;
    if is_kept {
        requested.push(AdjudicatingAction::KeepNote);
    } else if is_left {
        requested.push(AdjudicatingAction::LeaveNote);
    }
}

fn field(note: Option<&str>) -> FieldState {
    let mut field = FieldState::line(&on_line(note.unwrap_or_default()));
    field.focus();
    field
}

/// An annotator's sentence, and what is said there besides.
fn side(ctx: &Context, view: View<'_>, question: &Question, whose: usize, (width, is_whole): (f32, bool)) -> Side {
    let theme = WidgetStyle::of(ctx).theme;
    let side = &view.adjudicating.compared.sides[whose];
    let text = side.document.text();
    let passage = question.span.start.index()..question.span.end.index();
    let (begin, end) = around(text, passage.clone());
    let (from, to) = if is_whole { (begin, end) } else { cut(text, (begin, end), passage) };
    let lead = if from > begin { "… " } else { "" };
    let tail = if to < end { " …" } else { "" };
    let shown = format!("{lead}{}{tail}", on_line(text.get(from..to).unwrap_or_default()));
    let grey = Highlight { fill: eframe::egui::Color32::TRANSPARENT, line: theme.dim };
    let here = crate::text::Span { start: from.into(), end: to.into() };
    let common = view.adjudicating.compared.adjudication.common.annotations.overlapping(here);
    let at = |byte: usize| (byte.clamp(from, to) - from) as u32;
    let mut marks: Vec<PassageMark> = common
        .filter(|annotation| annotation.status == crate::annotation::Status::Accepted)
        .flat_map(|annotation| annotation.spans.iter().collect::<Vec<_>>())
        .map(|span| PassageMark {
            bytes: at(span.start.index())..at(span.end.index()),
            colors: grey,
            stroke: Stroke::Solid,
            is_ringed: false,
        })
        .collect();
    marks.extend(question.sides[whose].iter().flat_map(|own| marks_of(theme, side, own, from, to, true)));
    let words = RecordWords { names: view.names, side };
    let mut lines = Vec::new();
    for annotation in &question.sides[whose] {
        let record = Record::Annotation(annotation.clone());
        for field in differing(question) {
            let value = words.value(&field, &record);
            let value = if value.is_empty() { view.i18n().text("differences-none").into_owned() } else { value };
            lines.push(format!("\u{2068}{}\u{2069}: \u{2068}{value}\u{2069}", words.field(&field, &record)));
        }
        if !annotation.note.is_empty() {
            let values = [("note", Value::from(on_line(&annotation.note)))];
            lines.push(view.i18n().text_with("adjudication-note", &values).into_owned());
        }
    }
    if question.sides[whose].is_empty() {
        lines.push(view.i18n().text("adjudication-nothing-there").into_owned());
    }
    for mark in &mut marks {
        let by = lead.len() as u32;
        mark.bytes = mark.bytes.start + by..mark.bytes.end + by;
    }
    let passage = MarkedPassage::wrapped(ctx, &shown, width, marks);
    Side { passage, text: shown, lines }
}

/// The words near a passage.
fn cut(text: &str, (begin, end): (usize, usize), passage: std::ops::Range<usize>) -> (usize, usize) {
    let from = text.ceil_char_boundary(begin.max(passage.start.saturating_sub(ABOVE_EACH_OTHER)));
    let to = text.floor_char_boundary(end.min(passage.end + ABOVE_EACH_OTHER)).max(from);
    let from = if from > begin {
        let gap = text.get(from..passage.start).and_then(|before| before.find(char::is_whitespace));
        gap.map_or(from, |gap| text.ceil_char_boundary(from + gap + 1))
    } else {
        from
    };
    let to = if to < end {
        let gap = text.get(passage.end..to).and_then(|behind| behind.rfind(char::is_whitespace));
        gap.map_or(to, |gap| passage.end + gap)
    } else {
        to
    };
    (from, to)
}

/// What can be done with the opened row. The arrows stand for the sides as they stand on the screen.
pub(super) fn offers(view: View<'_>) -> Vec<Offer<Choice>> {
    const DIGITS: [(Key, &str, &str); 9] = [
        (Key::Num1, "1", "١"),
        (Key::Num2, "2", "٢"),
        (Key::Num3, "3", "٣"),
        (Key::Num4, "4", "٤"),
        (Key::Num5, "5", "٥"),
        (Key::Num6, "6", "٦"),
        (Key::Num7, "7", "٧"),
        (Key::Num8, "8", "٨"),
        (Key::Num9, "9", "٩"),
    ];
    let i18n = view.i18n();
    let Some(question) = view.adjudicating.questions().get(view.adjudicating.chosen) else { return Vec::new() };
    let count = question.sides.len();
    let arrows = if i18n.is_rtl() {
        [(Key::ArrowRight, "→"), (Key::ArrowLeft, "←")]
    } else {
        [(Key::ArrowLeft, "←"), (Key::ArrowRight, "→")]
    };
    let offer = |text: String, (key, key_text), act, weight| Offer { text, key, key_text, act, weight };
    let mut offers = Vec::new();
    for whose in 0..count.min(DIGITS.len()) {
        let name = view.adjudicating.name(i18n, whose);
        let text = i18n.text_with("adjudication-take", &[("name", Value::from(name))]).into_owned();
        let key = if count == 2 {
            arrows[whose]
        } else {
            let (key, latin, arabic) = DIGITS[whose];
            (key, if i18n.is_rtl() { arabic } else { latin })
        };
        offers.push(offer(text, key, Choice::Act(AdjudicatingAction::Take(whose)), Weight::Usual));
    }
    let text = |key: &str| i18n.text(key).into_owned();
    if question.has_all() {
        let act = Choice::Act(AdjudicatingAction::TakeAll);
        offers.push(offer(text(all_key(view)), (Key::B, "B"), act, Weight::Quiet));
    }
    let neither = Choice::Act(AdjudicatingAction::TakeNothing);
    offers.push(offer(text(neither_key(view)), (Key::N, "N"), neither, Weight::Quiet));
    offers.push(offer(text("adjudication-edit"), (Key::E, "E"), Choice::Act(AdjudicatingAction::Edit), Weight::Quiet));
    offers.push(offer(text("adjudication-write-note"), (Key::M, "M"), Choice::Note, Weight::Quiet));
    if view.adjudicating.next_open(view.adjudicating.chosen).is_some() {
        offers.push(offer(text("decisions-later"), (Key::L, "L"), Choice::Later, Weight::Quiet));
    }
    offers
}

/// The offers in as many lines as they need.
fn in_lines(ctx: &Context, offers: &[Offer<Choice>], width: f32) -> Vec<Vec<Offer<Choice>>> {
    let mut lines: Vec<Vec<Offer<Choice>>> = vec![Vec::new()];
    let mut used = 0.0;
    for offer in offers {
        let button = Button::new(&offer.text).key(offer.key_text);
        let button = if offer.weight == Weight::Quiet { button.quiet() } else { button };
        let wanted = button.width(ctx) + size::INSIDE;
        if used + wanted > width + size::INSIDE && lines.last().is_some_and(|line| !line.is_empty()) {
            lines.push(Vec::new());
            used = 0.0;
        }
        used += wanted;
        if let Some(line) = lines.last_mut() {
            line.push(Offer { text: offer.text.clone(), ..*offer });
        }
    }
    lines
}

/// Carries out what a key stands for.
pub(super) fn take(
    ui: &Ui,
    adjudicating: &mut Adjudicating,
    session: &Session,
    chosen: Option<Choice>,
    tab: TabId,
    acts: &mut Vec<AppAction>,
) {
    match chosen {
        Some(Choice::Act(act)) => acts.push(AppAction::Adjudicating(tab, act)),
        Some(Choice::Later) => acts.push(AppAction::Adjudicating(tab, AdjudicatingAction::Later)),
        Some(Choice::Note) => {
            let number = adjudicating.chosen;
            let Some(question) = adjudicating.questions().get(number) else { return };
            let note = question.note(session.annotation_state()).map(|annotation| annotation.note.clone());
            // The letter itself is not for the field.
            ui.input_mut(|input| input.events.retain(|event| !matches!(event, eframe::egui::Event::Text(_))));
            adjudicating.note = Some((number, field(note.as_deref())));
        }
        None => {}
    }
}
