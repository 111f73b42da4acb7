//! What differs between two states, in the place of the page; see [`crate::gui::model::Comparison`] for its uses.

use eframe::egui::{
    Align, CornerRadius, Id, Key, Modifiers, PointerButton, Rect, Role, Sense, Stroke as Pen, Ui, UiBuilder, vec2,
};

use super::context::Names;
use super::dates::moment;
use super::record_words::{RecordWords, mark_of, sign_of, signed, spoken_counts};
use super::{decisions, moved};
use crate::annotation::diff::{Field, Record};
use crate::annotation::{Difference, Happened};
use crate::gui::i18n::{I18n, without_isolates};
use crate::gui::model::{
    AppAction, Choice, ComparedState, Comparison, DifferencesAction, Placeable, Placement, Purpose, ShownComparison,
    TabId, VersionsAction,
};
use crate::gui::pointer;
use crate::gui::text::TextRole;
use crate::gui::theme::{Highlight, Theme, size};
use crate::gui::widgets::{
    Button, CHANGE_ROW, ChangeRow, ChangeSign, Icon, IconButton, Label, List, MarkedPassage, Passage, PassageMark,
    Strip, WidgetStyle, scroll_column, small,
};
use crate::layout::Stroke;
use crate::text::Span;
use crate::text::sentences::sentence_at;

/// Space beside everything, in points.
const BESIDE: f32 = 16.0;
/// Height of the head, in points.
const HEAD: f32 = 48.0;
/// Share of the height for the opened row, and its least and greatest height, in points.
const OPENED_SHARE: f32 = 0.42;
const OPENED_LEAST: f32 = 132.0;
const OPENED_MOST: f32 = 340.0;
/// Width from which both sides stand beside each other, in points; below it one stands above the other.
const BESIDE_EACH_OTHER: f32 = 560.0;
/// The most bytes of text that are shown on either side of a passage.
const AROUND: usize = 400;

/// The view's state between frames.
#[derive(Default)]
pub(crate) struct DifferencesView {
    /// The comparison that was shown last.
    shown: Option<u64>,
    /// The difference that is opened.
    chosen: usize,
    /// Whether a menu or a dialog was open in the last frame: its Escape is not for the view.
    was_covered: bool,
}

fn list_id(number: u64) -> Id {
    Id::unique(("differences", number))
}

/// The data for drawing.
#[derive(Clone, Copy)]
struct View<'a> {
    names: Names<'a>,
    tab: TabId,
    comparison: &'a Comparison,
}

impl View<'_> {
    fn i18n(&self) -> &I18n {
        self.names.i18n
    }
}

impl Purpose {
    /// What the view is called.
    fn title(&self, i18n: &I18n) -> String {
        match self {
            Self::Restored => i18n.text("differences-title-restored").into_owned(),
            Self::Step { version: None, .. } => i18n.text("differences-title-unsaved").into_owned(),
            Self::Step { version: Some((_, at)), .. } => {
                i18n.text_with("differences-title-step", &[("time", moment(i18n, *at).into())]).into_owned()
            }
            Self::Since { at, .. } => {
                i18n.text_with("differences-title-since", &[("time", moment(i18n, *at).into())]).into_owned()
            }
            Self::Moved { .. } => i18n.text("differences-title-moved").into_owned(),
            Self::Taken => i18n.text("differences-title-taken").into_owned(),
            Self::Decisions => i18n.text("differences-title-decisions").into_owned(),
        }
    }

    /// What the sides are called: the former, and the present one.
    fn sides(&self, i18n: &I18n) -> [String; 2] {
        let text = |key: &str| i18n.text(key).into_owned();
        match self {
            Self::Restored => [text("differences-side-saved"), text("differences-side-restored")],
            Self::Moved { .. } => [text("differences-side-was"), text("differences-side-is-now")],
            Self::Taken => [text("differences-side-before"), text("differences-side-taken")],
            // Each row has names of its own.
            Self::Decisions => [text("decisions-mine"), text("decisions-theirs")],
            Self::Step { version, former } => [
                former.map_or_else(String::new, |at| moment(i18n, at)),
                version.as_ref().map_or_else(|| text("versions-now"), |(_, at)| moment(i18n, *at)),
            ],
            Self::Since { at, .. } => [moment(i18n, *at), text("versions-now")],
        }
    }

    /// What can be done with all of it, by the keys of the buttons: the first is filled.
    fn answers(&self, tab: TabId) -> Vec<(&'static str, AppAction)> {
        match self {
            // The bar above asks.
            Self::Restored | Self::Taken | Self::Decisions | Self::Step { version: None, .. } => Vec::new(),
            Self::Moved { .. } => vec![("moved-place-all", AppAction::Differences(tab, DifferencesAction::PlaceAll))],
            Self::Step { version: Some((version, _)), .. } | Self::Since { version, .. } => vec![
                ("versions-restore", AppAction::Versions(tab, VersionsAction::Restore(version.clone()))),
                ("versions-read", AppAction::Versions(tab, VersionsAction::Read(version.clone()))),
            ],
        }
    }
}

impl DifferencesView {
    /// Draws a comparison in the whole available space.
    pub(crate) fn show(
        &mut self,
        ui: &mut Ui,
        names: Names<'_>,
        tab: TabId,
        shown: &ShownComparison,
        acts: &mut Vec<AppAction>,
    ) {
        let comparison = shown.comparison.as_ref();
        let view = View { names, tab, comparison };
        let look = WidgetStyle::of(ui.ctx());
        let whole = ui.available_rect_before_wrap();
        ui.painter().rect_filled(whole, CornerRadius::ZERO, look.theme.paper);
        if self.shown.replace(shown.number) != Some(shown.number) {
            self.chosen = comparison.first;
            List::focus(ui.ctx(), list_id(shown.number), self.chosen);
        }
        self.keys(ui, view, shown.number, acts);
        let inner = whole.shrink2(vec2(BESIDE, 0.0));
        let mut area = ui.new_child(UiBuilder::new().max_rect(inner).accessibility_role(Role::Pane));
        let title = comparison.purpose.title(view.i18n());
        area.ctx().accesskit_node_builder(area.unique_id(), |node| node.set_label(without_isolates(&title).as_ref()));
        area.spacing_mut().item_spacing = vec2(size::INSIDE, 0.0);
        head(&mut area, view, &title, acts);
        if comparison.differences.is_empty() {
            area.add_space(size::GROUP);
            area.add(Label::new(&view.i18n().text("differences-empty")).color(look.theme.dim).wrapped());
            return;
        }
        self.chosen = self.chosen.min(comparison.differences.len() - 1);
        let foot = match (comparison.placements.is_empty(), comparison.choices.is_empty()) {
            (false, _) => moved::FOOT,
            (_, false) => decisions::FOOT,
            _ => 0.0,
        };
        let room = area.available_height() - foot;
        let opened = (room * OPENED_SHARE).clamp(OPENED_LEAST, OPENED_MOST).min(room - 2.0 * CHANGE_ROW);
        // Whole rows.
        let rows = ((room - opened) / CHANGE_ROW).floor().max(2.0);
        self.list(&mut area, view, shown.number, rows * CHANGE_ROW, acts);
        let edge = area.cursor().top() + 0.5;
        area.painter().hline(whole.x_range(), edge, Pen::new(size::HAIRLINE, look.theme.line));
        area.add_space(size::INSIDE);
        if let Some(difference) = comparison.differences.get(self.chosen) {
            let opened = area.available_rect_before_wrap();
            let opened = opened.with_max_y(opened.bottom() - foot);
            open(&mut area.new_child(UiBuilder::new().max_rect(opened)), view, difference, self.chosen);
            let below = opened.with_min_y(opened.bottom()).with_max_y(opened.bottom() + foot);
            let mut below = area.new_child(UiBuilder::new().max_rect(below));
            moved::foot(&mut below, view.i18n(), tab, comparison, self.chosen, acts);
            if let Some(next) = decisions::foot(&mut below, view.i18n(), tab, comparison, self.chosen, acts) {
                self.open(ui, shown.number, next);
            }
        }
    }

    /// Escape closes; letters decide about the opened row.
    fn keys(&mut self, ui: &Ui, view: View<'_>, number: u64, acts: &mut Vec<AppAction>) {
        let is_covered =
            ui.memory(|memory| memory.top_modal_layer().is_some()) || eframe::egui::Popup::is_any_open(ui.ctx());
        if std::mem::replace(&mut self.was_covered, is_covered) || is_covered {
            return;
        }
        let is_typing = crate::gui::widgets::text_field::is_typing(ui.ctx());
        if is_typing {
            return;
        }
        if ui.input(|input| input.key_pressed(Key::Escape)) {
            acts.push(AppAction::Differences(view.tab, DifferencesAction::Close));
        }
        // Wherever the focus is: it may be on a button that was clicked.
        if moved::keys(ui, view.i18n(), view.tab, view.comparison, self.chosen, acts) {
            self.open(ui, number, (self.chosen + 1).min(view.comparison.differences.len() - 1));
        }
        if let Some(next) = decisions::keys(ui, view.i18n(), view.tab, view.comparison, self.chosen, acts) {
            self.open(ui, number, next);
        }
    }

    /// Opens a row, and gives it the keyboard.
    fn open(&mut self, ui: &Ui, number: u64, row: usize) {
        self.chosen = row;
        List::focus(ui.ctx(), list_id(number), row);
        ui.ctx().request_repaint();
    }

    fn list(&mut self, ui: &mut Ui, view: View<'_>, number: u64, height: f32, acts: &mut Vec<AppAction>) {
        let all = &view.comparison.differences;
        let name = view.i18n().text("differences-list");
        let id = list_id(number);
        let (mut chosen, mut wanted) = (self.chosen, None);
        let list = List::new(id, &name, height).rows_of(CHANGE_ROW).chosen(Some(self.chosen));
        let list = if view.comparison.choices.is_empty() { list } else { list.keeping_sideways() };
        list.show(ui, all.len(), |ui, place| {
            let difference = all.get(place.number())?;
            let at = place.number();
            let response = row(ui, view, difference, (at, at == self.chosen)).show_at(ui, place);
            if response.has_focus() {
                chosen = at;
                let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
                if pressed(Key::J) {
                    wanted = Some((at + 1).min(all.len() - 1));
                } else if pressed(Key::K) {
                    wanted = Some(at.saturating_sub(1));
                }
            }
            // Enter and screen readers go there like a double click.
            let is_told = response.clicked() && !response.clicked_by(PointerButton::Primary);
            if is_told || response.double_clicked() {
                acts.push(AppAction::Differences(view.tab, DifferencesAction::GoTo(at)));
            }
            if response.clicked() {
                chosen = at;
                response.request_focus();
            }
            if !view.comparison.placements.is_empty() && pointer::drags(&response) {
                acts.push(AppAction::Differences(view.tab, DifferencesAction::DragPlace(at)));
            }
            Some(response)
        });
        if let Some(wanted) = wanted {
            List::focus(ui.ctx(), id, wanted);
            chosen = wanted;
        }
        if chosen != self.chosen {
            self.chosen = chosen;
            ui.ctx().request_repaint();
        }
    }
}

/// The opened row: its sentence on both sides, and what the fields that differ say there.
fn open(ui: &mut Ui, view: View<'_>, difference: &Difference, row: usize) {
    let Comparison { was, now, choices, shows_before, .. } = view.comparison;
    let choice = choices.get(row);
    let [former, present] = match choice {
        Some(choice) => decisions::sides(view.i18n(), choice),
        None => view.comparison.purpose.sides(view.i18n()),
    };
    let mut sides: Vec<(String, &ComparedState, Option<&Record>)> =
        vec![(former, was, difference.was.as_ref()), (present, now, difference.now.as_ref())];
    match choice {
        // That a side has removed it is what is decided about.
        Some(Choice { before: Some(before), .. }) if *shows_before => {
            sides.push((view.i18n().text("decisions-side-before").into_owned(), was, Some(before)));
        }
        Some(_) => {}
        None => sides.retain(|(.., record)| record.is_some()),
    }
    let fields = difference.fields();
    let look = WidgetStyle::of(ui.ctx());
    let place = ui.available_rect_before_wrap();
    let name = view.i18n().text("differences-opened");
    let are_beside = place.width() >= BESIDE_EACH_OTHER;
    // Scrolls as a whole, so that both sides stay at one height.
    scroll_column(ui, ("differences-opened", &name), place.height(), |ui| {
        ui.spacing_mut().item_spacing.y = size::STEP;
        let width = ui.available_width();
        if are_beside && sides.len() >= 2 {
            let top = ui.available_rect_before_wrap();
            let mut strip = Strip::new(top, look);
            let half = (width - 2.0 * size::GROUP) / 2.0;
            let places = [strip.leading(half), strip.trailing(half)];
            let mut bottom = top.top();
            for ((name, side, record), place) in sides.drain(..2).zip(places) {
                let mut column = ui.new_child(UiBuilder::new().max_rect(place).id_salt(&name));
                one_side(&mut column, view, &name, (side, record), (difference, &fields));
                bottom = bottom.max(column.min_rect().bottom());
            }
            ui.allocate_rect(Rect::from_x_y_ranges(top.x_range(), top.top()..=bottom), Sense::hover());
            ui.add_space(size::INSIDE);
        }
        for (name, side, record) in &sides {
            one_side(ui, view, name, (side, *record), (difference, &fields));
            ui.add_space(size::INSIDE);
        }
    });
}

/// The title with the counts, and what can be done.
fn head(ui: &mut Ui, view: View<'_>, title: &str, acts: &mut Vec<AppAction>) {
    let look = WidgetStyle::of(ui.ctx());
    let i18n = view.i18n();
    let answers = view.comparison.purpose.answers(view.tab);
    let is_orphan = |placement: &Placement| matches!(placement.of, Placeable::Orphan(_));
    let mut orphans = view.comparison.placements.iter().filter(|placement| is_orphan(placement));
    let is_any_shown = orphans.any(|placement| placement.shown.is_some());
    let is_needed = is_any_shown || view.comparison.placements.is_empty();
    let answers: Vec<_> = answers.into_iter().filter(|_| is_needed).map(|(key, act)| (i18n.text(key), act)).collect();
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), HEAD), Sense::hover());
    let mut strip = Strip::new(rect, look);
    let wanted: f32 = answers.iter().map(|(text, _)| Button::new(text).width(ui.ctx()) + size::INSIDE).sum();
    let place = strip.trailing(wanted + size::TARGET);
    let mut far = ui.new_child(UiBuilder::new().max_rect(place).layout(look.against()));
    far.spacing_mut().item_spacing.x = size::INSIDE;
    if far.add(IconButton::new(Icon::Close, &i18n.text("differences-close"))).clicked() {
        acts.push(AppAction::Differences(view.tab, DifferencesAction::Close));
    }
    for (index, (text, act)) in answers.iter().enumerate().rev() {
        let button = Button::new(text);
        let button = if index == 0 { button.primary() } else { button };
        if far.add(button).clicked() {
            acts.push(act.clone());
        }
    }
    let mut near = ui.new_child(UiBuilder::new().max_rect(strip.rest()).layout(look.along()));
    near.spacing_mut().item_spacing.x = size::GROUP;
    let counts = spoken_counts(i18n, view.comparison.counts);
    near.add(Label::new(title).role(TextRole::Strong).heading());
    for (sign, count) in signed(view.comparison.counts) {
        let text = format!("\u{2066}{}{}\u{2069}", sign.text(), i18n.number(count));
        near.add(Label::new(&text).color(sign.color(look.theme)));
    }
    if !view.comparison.choices.is_empty() {
        decisions::progress(&mut near, i18n, view.comparison);
    }
    if let Purpose::Moved { exactly, elsewhere, is_unfolded } = view.comparison.purpose
        && exactly > 0
    {
        small(&mut near, &i18n.text_with("moved-exactly", &[("count", exactly.into())]));
        let text = i18n.text(if is_unfolded { "moved-fold" } else { "moved-unfold" });
        if elsewhere > 0 && near.add(Button::new(&text)).clicked() {
            acts.push(AppAction::Differences(view.tab, DifferencesAction::Unfold));
        }
    }
    near.ctx().accesskit_node_builder(near.unique_id(), |node| node.set_description(counts));
}

/// The texts of a row.
struct RowWords {
    sign: ChangeSign,
    text: String,
    mark: Option<(Highlight, Stroke)>,
    what: String,
    who: String,
    name: String,
    is_selected: bool,
    is_faint: bool,
}

impl RowWords {
    fn show_at(&self, ui: &mut Ui, place: crate::gui::widgets::ListPlace) -> eframe::egui::Response {
        let row = ChangeRow {
            sign: self.sign,
            text: &self.text,
            mark: self.mark,
            what: &self.what,
            who: &self.who,
            is_selected: self.is_selected,
            is_faint: self.is_faint,
            name: &self.name,
        };
        row.show(ui, place)
    }
}

fn row(ui: &Ui, view: View<'_>, difference: &Difference, (at, is_selected): (usize, bool)) -> RowWords {
    let Comparison { was, now, placements, choices, .. } = view.comparison;
    let theme = WidgetStyle::of(ui.ctx()).theme;
    // What is gone, or has no certain place, is only known to the former state.
    let is_former = difference.now.is_none() || !placements.is_empty();
    let side = if is_former { was } else { now };
    let words = RecordWords { names: view.names, side };
    let record = if is_former { difference.was.as_ref() } else { difference.record() };
    let text = record.map_or_else(String::new, |record| words.about(difference, record));
    let what = moved::what(view.names, view.comparison, at)
        .or_else(|| decisions::what(view.names, view.comparison, at, difference))
        .unwrap_or_else(|| words.what(difference, was));
    let choice = choices.get(at);
    let who = choice.map_or(difference.by(), |choice| choice.by.as_str()).to_owned();
    let happened = if choice.is_some() { Happened::Changed } else { difference.happened() };
    let said = view.i18n().text(match happened {
        Happened::Added => "differences-row-added",
        Happened::Removed => "differences-row-removed",
        Happened::Changed => "differences-row-changed",
    });
    let spoken = [said.into_owned(), text.clone(), what.clone(), who.clone()];
    let spoken: Vec<String> = spoken.into_iter().filter(|part| !part.is_empty()).collect();
    RowWords {
        sign: sign_of(happened),
        mark: record.and_then(|record| mark_of(theme, side, record)),
        text,
        what,
        who,
        name: spoken.join(&view.i18n().text("list-separator")),
        is_selected,
        is_faint: placements.get(at).is_some_and(|placement| placement.is_left)
            || choice.is_some_and(|choice| choice.decided.is_some()),
    }
}

/// One side of the opened row.
fn one_side(
    ui: &mut Ui,
    view: View<'_>,
    name: &str,
    (side, record): (&ComparedState, Option<&Record>),
    (difference, fields): (&Difference, &[Field]),
) {
    let look = WidgetStyle::of(ui.ctx());
    let words = RecordWords { names: view.names, side };
    ui.spacing_mut().item_spacing.y = size::STEP;
    look.column(ui, |ui| {
        let Some(record) = record else {
            small(ui, name);
            ui.add(Label::new(&view.i18n().text("decisions-side-removed")).color(look.theme.dim));
            return;
        };
        small(ui, &format!("\u{2068}{name}\u{2069} · \u{2068}{}\u{2069}", words.kind(record)));
        let width = ui.available_width();
        match sentence(look.theme, side, record, fields) {
            Some((text, marks)) => {
                let passage = MarkedPassage::wrapped(ui.ctx(), &text, width, marks);
                let (rect, response) = ui.allocate_exact_size(vec2(width, passage.size().y), Sense::hover());
                if ui.is_rect_visible(rect) {
                    passage.paint(ui.painter(), rect, if passage.is_rtl() { Align::Max } else { Align::Min });
                }
                response.widget_info(|| eframe::egui::WidgetInfo::labeled(Role::Label, true, without_isolates(&text)));
            }
            None => drop(ui.add(Label::new(&words.about(difference, record)).wrapped())),
        }
        // The line above says it of what is new or gone.
        let is_said = |field: &Field| *field == Field::Label && difference.happened() != Happened::Changed;
        for field in fields.iter().filter(|field| **field != Field::Passage && !is_said(field)) {
            let value = words.value(field, record);
            look.line(ui, TextRole::Small.sizes().2, |ui| small(ui, &words.field(field, record)));
            if value.is_empty() {
                ui.add(Label::new(&view.i18n().text("differences-none")).color(look.theme.dim));
            } else {
                Passage::new(ui.ctx(), &value, TextRole::Body, width).show(ui, usize::MAX, &value);
            }
        }
        if let (Record::Attribute(value), true) = (record, fields.is_empty()) {
            ui.add(Label::new(&value.plain()).wrapped());
        }
    });
}

/// The sentences in which a record's passages are, with the passages marked; a ring where they differ. `None` for what
/// has no passage.
fn sentence(
    theme: &Theme,
    side: &ComparedState,
    record: &Record,
    fields: &[Field],
) -> Option<(String, Vec<PassageMark>)> {
    let text = side.document.text();
    let is_ringed = fields.contains(&Field::Passage) || fields.contains(&Field::Label);
    let mut spans: Vec<(Span, Highlight, Stroke, bool)> = Vec::new();
    match record {
        Record::Annotation(annotation) => {
            let (colors, stroke) = mark_of(theme, side, record)?;
            spans.extend(annotation.spans.iter().map(|span| (span, colors, stroke, is_ringed)));
        }
        Record::Relation(relation) => {
            for id in [&relation.from, &relation.to] {
                let annotation = side.state.annotations.get(id)?.clone();
                let ends = annotation.spans.clone();
                let (colors, stroke) = mark_of(theme, side, &Record::Annotation(annotation.into()))?;
                spans.extend(ends.iter().map(|span| (span, colors, stroke, false)));
            }
        }
        _ => return None,
    }
    spans.sort_by_key(|(span, ..)| span.text_order());
    let (first, last) = (spans.first()?.0, spans.last()?.0);
    let (from, to) = around(text, first.start.index()..last.end.index());
    let shown = text.get(from..to)?;
    let marks =
        spans.into_iter().filter(|(span, ..)| span.start.index() < to).map(|(span, colors, stroke, is_ringed)| {
            let at = |byte: usize| (byte.clamp(from, to) - from) as u32;
            PassageMark { bytes: at(span.start.index())..at(span.end.index()), colors, stroke, is_ringed }
        });
    Some((shown.to_owned(), marks.collect()))
}

/// The bytes of the sentences in which a passage is, cut where they are long.
pub(super) fn around(text: &str, passage: std::ops::Range<usize>) -> (usize, usize) {
    let begin = sentence_at(text, passage.start).start.index().min(passage.start);
    let end = sentence_at(text, passage.end.saturating_sub(1)).end.index().max(passage.end);
    // A text without sentences is cut.
    let from = text.ceil_char_boundary(begin.max(passage.start.saturating_sub(AROUND)));
    let to = text.floor_char_boundary(end.min(passage.end + AROUND)).min(text.len());
    (from, text.floor_char_boundary(to.min(from + 4 * AROUND)))
}
