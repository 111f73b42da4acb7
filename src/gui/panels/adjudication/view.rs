//! The view as a whole: head, columns, rows and keys.

use eframe::egui::{CornerRadius, Id, Key, Modifiers, Rect, Role, Sense, Stroke as Pen, Ui, UiBuilder, vec2};

use super::context::{View, annotator};
use super::opened::{self, Opened};
use super::{agreement, words};
use crate::gui::i18n::{I18n, Value, on_one_line, without_isolates};
use crate::gui::model::{Adjudicating, AdjudicatingAction, AppAction, Tab, TabId};
use crate::gui::panels::context::Names;
use crate::gui::panels::offers::pressed;
use crate::gui::panels::question_bar::{BarColors, bar_of};
use crate::gui::text::TextRole;
use crate::gui::theme::size;
use crate::gui::widgets::text_field::is_typing;
use crate::gui::widgets::{
    Button, Icon, IconButton, Label, List, SIDES_ROW, Shaped, SidesRow, Strip, WidgetStyle, meter, scroll_column,
    sides_columns,
};
use crate::session::Session;

/// Heights of the head, of the columns' head and of the folded agreement, in points.
const HEAD: f32 = 44.0;
const COLUMNS: f32 = 34.0;
const FOLDED: f32 = 34.0;
/// Width of the column with the agreement, in a wide window and in a narrower one, and the width from which it has a place.
const SIDE: f32 = 332.0;
const NARROW_SIDE: f32 = 284.0;
const WIDE: f32 = 1280.0;
const WITH_SIDE: f32 = 1000.0;
/// Space beside the list, in points.
const BESIDE: f32 = 14.0;
/// Size of the bar that shows how many are decided, and the width from which the head has it, in points.
const METER: f32 = 120.0;
const WITH_METER: f32 = 900.0;
/// Place of an annotator's letter with the space behind it, in points.
const LETTER: f32 = 28.0;

fn list_id(tab: TabId) -> Id {
    Id::unique(("adjudication", tab))
}

/// Draws the view in the whole available space.
pub(crate) fn adjudication(
    ui: &mut Ui,
    names: Names<'_>,
    tab: TabId,
    session: &Session,
    adjudicating: &mut Adjudicating,
    acts: &mut Vec<AppAction>,
) {
    let look = WidgetStyle::of(ui.ctx());
    let whole = ui.available_rect_before_wrap();
    ui.painter().rect_filled(whole, CornerRadius::ZERO, look.theme.paper);
    let is_narrow = whole.width() < WITH_SIDE;
    let view = |adjudicating| View { names, tab, session, adjudicating, is_narrow };
    keys(ui, names, tab, session, adjudicating, is_narrow, acts);
    if std::mem::take(&mut adjudicating.wants_focus) {
        let row = adjudicating.rows().iter().position(|row| *row == adjudicating.chosen);
        List::focus(ui.ctx(), list_id(tab), row.unwrap_or_default());
    }
    let mut area = ui.new_child(UiBuilder::new().max_rect(whole).accessibility_role(Role::Pane));
    let title = names.i18n.text("adjudication-title").into_owned();
    area.ctx().accesskit_node_builder(area.unique_id(), |node| node.set_label(title.as_str()));
    area.spacing_mut().item_spacing = vec2(size::INSIDE, 0.0);
    let step = head(&mut area, view(adjudicating), acts);
    let line = Pen::new(size::HAIRLINE, look.theme.line);
    area.painter().hline(whole.x_range(), area.cursor().top(), line);
    let mut strip = Strip::new(area.available_rect_before_wrap(), look);
    let mut only = adjudicating.only;
    let mut hides_names = adjudicating.hides_names;
    if is_narrow {
        let place = area.available_rect_before_wrap();
        let (above, below) = place.split_top_bottom_at_y(place.top() + FOLDED);
        agreement::folded(&mut column(&mut area, above), view(adjudicating));
        strip = Strip::new(below, look);
    } else {
        let side = strip.trailing(if whole.width() >= WIDE { SIDE } else { NARROW_SIDE });
        area.painter().rect_filled(side, CornerRadius::ZERO, look.theme.ground);
        let edge = if look.is_rtl() { side.right() } else { side.left() };
        area.painter().vline(edge, side.y_range(), line);
        let name = names.i18n.text("adjudication-agreement").into_owned();
        let mut side = column(&mut area, side);
        let height = side.available_height();
        scroll_column(&mut side, ("adjudication-agreement", &name), height, |ui| {
            agreement::panel(ui, view(adjudicating), &mut only, &mut hides_names);
        });
    }
    let mut list = column(&mut area, strip.rest());
    rows(&mut list, names, (tab, session), adjudicating, is_narrow, acts);
    adjudicating.hides_names = hides_names;
    if only != adjudicating.only {
        adjudicating.only = only;
        let rows = adjudicating.rows();
        if !rows.contains(&adjudicating.chosen) {
            let open = rows.iter().copied().find(|row| adjudicating.decided[*row].is_none());
            adjudicating.chosen = open.or(rows.first().copied()).unwrap_or_default();
        }
        ui.ctx().request_repaint();
    }
    if let Some(forward) = step {
        move_by(adjudicating, forward);
    }
}

fn column(ui: &mut Ui, place: Rect) -> Ui {
    let look = WidgetStyle::of(ui.ctx());
    let layout = eframe::egui::Layout::top_down(look.start());
    let mut column = ui.new_child(UiBuilder::new().max_rect(place.shrink2(vec2(BESIDE, 0.0))).layout(layout));
    column.spacing_mut().item_spacing = vec2(size::INSIDE, 0.0);
    column
}

/// Opens the row before or behind the opened one.
fn move_by(adjudicating: &mut Adjudicating, forward: bool) {
    let rows = adjudicating.rows();
    let at = rows.iter().position(|row| *row == adjudicating.chosen).unwrap_or_default();
    let to = if forward { (at + 1).min(rows.len().saturating_sub(1)) } else { at.saturating_sub(1) };
    if let Some(row) = rows.get(to).copied() {
        adjudicating.choose(row);
    }
}

/// The title, the annotators, how far the decisions are, and the way through them. Returns whether the next or the previous
/// row is wanted.
fn head(ui: &mut Ui, view: View<'_>, acts: &mut Vec<AppAction>) -> Option<bool> {
    let look = WidgetStyle::of(ui.ctx());
    let i18n = view.i18n();
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), HEAD), Sense::hover());
    let mut strip = Strip::new(rect.shrink2(vec2(BESIDE, 0.0)), look);
    let (next, previous) = (i18n.text("adjudication-next"), i18n.text("adjudication-previous"));
    let (next, previous) = (Button::new(&next).key("J"), Button::new(&previous).key("K"));
    let (done, all) = (view.adjudicating.done(), view.adjudicating.decided.len());
    let values = [("done", Value::from(done)), ("total", Value::from(all))];
    let progress = i18n.text_with("decisions-progress", &values);
    let progress_width = Shaped::line(ui.ctx(), &progress, TextRole::Body).size().x;
    let has_meter = rect.width() >= WITH_METER;
    let wanted = next.width(ui.ctx()) + previous.width(ui.ctx()) + progress_width + size::TARGET + 4.0 * size::INSIDE;
    let place = strip.trailing(wanted + if has_meter { METER + size::INSIDE } else { 0.0 });
    let mut far = ui.new_child(UiBuilder::new().max_rect(place).layout(look.against()));
    far.spacing_mut().item_spacing.x = size::INSIDE;
    let mut step = None;
    if far.add(IconButton::new(Icon::Close, &i18n.text("adjudication-to-page"))).clicked() {
        acts.push(view.act(AdjudicatingAction::ToPage));
    }
    if far.add(next).clicked() {
        step = Some(true);
    }
    if far.add(previous).clicked() {
        step = Some(false);
    }
    far.add(Label::new(&progress));
    if has_meter {
        meter(&mut far, vec2(METER, 6.0), (done, all), look.theme.accent);
    }
    let mut near = ui.new_child(UiBuilder::new().max_rect(strip.rest()).layout(look.along()));
    near.spacing_mut().item_spacing.x = size::INSIDE;
    near.add(Label::new(&i18n.text("adjudication-title")).role(TextRole::Strong).heading());
    for number in 0..view.adjudicating.compared.names.len() {
        if near.available_width() < 2.0 * LETTER {
            break;
        }
        near.add_space(size::STEP);
        annotator(&mut near, view, number, true);
    }
    let article = crate::store::file_name(&view.adjudicating.compared.article);
    let on = i18n.text_with("adjudication-on", &[("file", Value::from(on_one_line(&article).into_owned()))]);
    if near.available_width() > 3.0 * LETTER {
        near.add(Label::new(&on).color(look.theme.dim));
    }
    step
}

/// The head of the columns, and the rows.
fn rows(
    ui: &mut Ui,
    names: Names<'_>,
    (tab, session): (TabId, &Session),
    adjudicating: &mut Adjudicating,
    is_narrow: bool,
    acts: &mut Vec<AppAction>,
) {
    let look = WidgetStyle::of(ui.ctx());
    let i18n = names.i18n;
    let count = adjudicating.compared.names.len();
    if adjudicating.questions().is_empty() {
        ui.add_space(size::GROUP);
        let agreed = adjudicating.compared.adjudication.agreed();
        let text = i18n.text_with("adjudication-alike", &[("count", Value::from(agreed))]);
        ui.add(Label::new(&text).color(look.theme.dim).wrapped());
        return;
    }
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), COLUMNS), Sense::hover());
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, Pen::new(size::HAIRLINE, look.theme.line));
    let (kind, sides, decision) = sides_columns(rect, look, count);
    let view = View { names, tab, session, adjudicating, is_narrow };
    for (place, key) in [(kind, "adjudication-column-kind"), (decision, "adjudication-column-decision")] {
        let mut cell = ui.new_child(UiBuilder::new().max_rect(place).layout(look.along()));
        cell.add(Label::new(&i18n.text(key)).role(TextRole::Small).color(look.theme.dim));
    }
    for (number, place) in sides.into_iter().enumerate() {
        let mut cell = ui.new_child(UiBuilder::new().max_rect(place).layout(look.along()));
        cell.spacing_mut().item_spacing.x = size::INSIDE;
        annotator(&mut cell, view, number, false);
    }
    let shown = adjudicating.rows();
    let chosen = shown.iter().position(|row| *row == adjudicating.chosen);
    let width = ui.available_width();
    let height = (ui.available_height() - size::STEP).max(2.0 * SIDES_ROW);
    let opened = Opened::of(ui.ctx(), view, width, height);
    let name = i18n.text("differences-list").into_owned();
    let mut note = adjudicating.note.take();
    let (mut wanted, mut requested) = (None, Vec::new());
    let view = View { names, tab, session, adjudicating, is_narrow };
    let list = List::new(list_id(tab), &name, height).rows_of(SIDES_ROW).chosen(chosen).keeping_sideways();
    let extra = opened.as_ref().map_or(0.0, |opened| opened.height - SIDES_ROW);
    list.opened(extra).show(ui, shown.len(), |ui, place| {
        let number = *shown.get(place.number())?;
        let row = words::row(ui, view, number)?;
        let is_chosen = number == view.adjudicating.chosen;
        let opened = opened.as_ref().filter(|_| is_chosen);
        let response = SidesRow {
            kind: &row.kind,
            sides: &row.sides,
            decision: row.decision.as_deref(),
            opened: opened.map(|opened| opened.height),
            name: &row.name,
        };
        let response = response.show(ui, place);
        if let Some(opened) = opened {
            opened.show(ui, view, response.rect, &row, &mut note, &mut requested);
        }
        // Enter and screen readers go to the page like a double click.
        let is_told = response.clicked() && !response.clicked_by(eframe::egui::PointerButton::Primary);
        if is_told && is_chosen || response.double_clicked() {
            requested.push(AdjudicatingAction::ToPage);
        }
        if response.clicked() || response.has_focus() && !is_chosen {
            wanted = Some(number);
            response.request_focus();
        }
        Some(response)
    });
    acts.extend(requested.into_iter().map(|act| view.act(act)));
    adjudicating.note = note;
    if let Some(wanted) = wanted.filter(|wanted| *wanted != adjudicating.chosen) {
        adjudicating.chosen = wanted;
        adjudicating.note = None;
        ui.ctx().request_repaint();
    }
}

/// Escape leads to the page; letters, arrows and digits decide about the opened row.
fn keys(
    ui: &Ui,
    names: Names<'_>,
    tab: TabId,
    session: &Session,
    adjudicating: &mut Adjudicating,
    is_narrow: bool,
    acts: &mut Vec<AppAction>,
) {
    let is_covered =
        ui.memory(|memory| memory.top_modal_layer().is_some()) || eframe::egui::Popup::is_any_open(ui.ctx());
    if std::mem::replace(&mut adjudicating.was_covered, is_covered) || is_covered || is_typing(ui.ctx()) {
        return;
    }
    if ui.input(|input| input.key_pressed(Key::Escape)) {
        if adjudicating.note.take().is_none() {
            acts.push(AppAction::Adjudicating(tab, AdjudicatingAction::ToPage));
        }
        return;
    }
    let pressed_key = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    let steps = [(Key::J, true), (Key::K, false)];
    if let Some((_, forward)) = steps.into_iter().find(|(key, _)| pressed_key(*key)) {
        return move_by(adjudicating, forward);
    }
    let view = View { names, tab, session, adjudicating, is_narrow };
    let chosen = pressed(ui, &opened::offers(view));
    opened::take(ui, adjudicating, session, chosen, tab, acts);
}

/// The bar above the page while a decision is edited there.
pub(crate) fn adjudication_bar(ui: &mut Ui, i18n: &I18n, tab: &Tab, acts: &mut Vec<AppAction>) {
    let Some(adjudicating) = tab.adjudicating.as_ref().filter(|adjudicating| adjudicating.is_on_page) else { return };
    if !tab.shows_page() {
        return;
    }
    let theme = WidgetStyle::of(ui.ctx()).theme;
    let values = [("done", Value::from(adjudicating.done())), ("total", Value::from(adjudicating.decided.len()))];
    let text = i18n.text_with("adjudication-bar", &values);
    let back = AppAction::Adjudicating(tab.id, AdjudicatingAction::Back);
    let answers = [(i18n.text("adjudication-back"), back, true)];
    let panel = eframe::egui::Panel::top(Id::unique(("adjudication-bar", tab.id)));
    let colors = BarColors { fill: theme.ground, line: theme.line };
    bar_of(ui, panel, colors, &without_isolates(&text), &answers, acts);
}
