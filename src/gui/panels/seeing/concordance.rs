//! The concordance: each passage in the middle of its line, sorted by the word before or after it.

use eframe::egui::{self, Frame, Id, Key, Modifiers, PointerButton, Rect, Ui, UiBuilder, vec2};

use super::cells::title;
use super::chips::{set_filters, value_name};
use super::look::SeeingLook;
use super::view::{BESIDE, SeeingView};
use crate::gui::i18n::Value;
use crate::gui::model::{
    AppAction, ConcordanceAction, ConcordanceLine, ConcordanceOf, ConcordanceOrder, Seeing, SeeingAction, TabId,
};
use crate::gui::panels::dates;
use crate::gui::text::TextRole;
use crate::gui::theme::size;
use crate::gui::widgets::{
    Button, ConcordanceRow, Icon, Label, List, MenuRow, Segments, Shaped, Slider, Strip, TextField, WidgetStyle,
    concordance_columns, scroll_column, small, strong,
};
use crate::survey::Neighbour;

/// Width of the list of neighbours, in points, and the width from which it is shown.
const NEIGHBOURS: f32 = 236.0;
const WITH_NEIGHBOURS: f32 = 1000.0;
/// Height of the heads, in points.
const HEAD: f32 = 30.0;
/// How much context can be chosen, in letters.
const LETTERS: std::ops::RangeInclusive<usize> = 20..=200;
/// Width of the slider that chooses it, in points.
const CONTEXT: f32 = 290.0;

pub(super) fn list_id(id: TabId) -> Id {
    Id::unique(("concordance-list", id.0))
}

fn search_id(id: TabId) -> Id {
    Id::unique(("concordance-search", id.0))
}

fn act(acts: &mut Vec<AppAction>, id: TabId, act: ConcordanceAction) {
    acts.push(AppAction::Seeing(id, SeeingAction::Concordance(act)));
}

impl SeeingView {
    /// Draws the concordance in the whole available space.
    pub(super) fn concordance(
        &mut self,
        ui: &mut Ui,
        look: SeeingLook<'_>,
        id: TabId,
        seeing: &Seeing,
        acts: &mut Vec<AppAction>,
    ) {
        let style = WidgetStyle::of(ui.ctx());
        let whole = ui.available_rect_before_wrap();
        let mut strip = Strip::new(whole, style);
        let has_lines = !seeing.concordance.found.all.is_empty();
        let beside =
            if has_lines && whole.width() >= WITH_NEIGHBOURS { strip.trailing(NEIGHBOURS) } else { Rect::NOTHING };
        let rest = strip.rest();
        self.concordance_keys(ui, id, seeing, acts);
        let mut table = ui.new_child(UiBuilder::new().max_rect(rest).layout(*ui.layout()));
        let frame = Frame::new().inner_margin(egui::Margin::symmetric(BESIDE as i8, 0));
        frame.show(&mut table, |ui| {
            ui.spacing_mut().item_spacing = vec2(size::INSIDE, 0.0);
            ui.add_space(size::STEP);
            self.concordance_bar(ui, look, id, seeing, acts);
            set_filters(ui, look, id, seeing, acts);
            self.lines(ui, look, id, seeing, acts);
        });
        if !seeing.concordance.ticked.is_empty() {
            tag_bar(ui, look, id, rest, seeing, acts);
        }
        if beside != Rect::NOTHING {
            neighbours(ui, look, id, beside, seeing, acts);
        }
    }

    fn concordance_keys(&mut self, ui: &Ui, id: TabId, seeing: &Seeing, acts: &mut Vec<AppAction>) {
        let is_covered = ui.memory(|memory| memory.top_modal_layer().is_some()) || egui::Popup::is_any_open(ui.ctx());
        if std::mem::replace(&mut self.was_covered, is_covered) || is_covered {
            return;
        }
        let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        if crate::gui::widgets::text_field::is_typing(ui.ctx()) {
            return;
        }
        if pressed(Key::Escape) {
            self.wants_focus = true;
            if !seeing.concordance.ticked.is_empty() {
                act(acts, id, ConcordanceAction::Untick);
            }
        }
        if pressed(Key::Slash) {
            self.words.select_all();
            self.words.focus();
        }
    }

    /// What it is about, the order, and how much context there is.
    fn concordance_bar(
        &mut self,
        ui: &mut Ui,
        look: SeeingLook<'_>,
        id: TabId,
        seeing: &Seeing,
        acts: &mut Vec<AppAction>,
    ) {
        let i18n = look.i18n;
        let concordance = &seeing.concordance;
        let style = WidgetStyle::of(ui.ctx());
        style.line(ui, size::ROW, |ui| {
            ui.spacing_mut().item_spacing.x = size::INSIDE;
            if let Some(ConcordanceOf::Marks(column, value)) = &concordance.of {
                let name = value_name(look, seeing, *column, value);
                if ui.add(Button::new(&name).icon(Icon::Close).widest(240.0)).clicked() {
                    act(acts, id, ConcordanceAction::About(None));
                    self.words.focus();
                }
            } else {
                let name = i18n.text("concordance-search");
                let field = TextField::new(&mut self.words, &name)
                    .placeholder(&name)
                    .icon(Icon::Find)
                    .width(240.0_f32.min(ui.available_width()))
                    .id(search_id(id))
                    .above(list_id(id))
                    .show(ui);
                if field.changed {
                    let words = self.words.text().trim().to_owned();
                    let of = (!words.is_empty()).then_some(ConcordanceOf::Words(words));
                    act(acts, id, ConcordanceAction::About(of));
                }
                self.wants_focus |= field.submitted;
            }
            let texts = [Neighbour::After, Neighbour::Before, Neighbour::Place].map(|by| (by, i18n.text(sort_key(by))));
            let parts: Vec<(&str, &str)> = texts.iter().map(|(_, text)| (text.as_ref(), "")).collect();
            let chosen = texts.iter().position(|(by, _)| *by == concordance.order.by).unwrap_or(0);
            let segments = Segments::new(&parts, chosen);
            if segments.width(ui.ctx()) < ui.available_width()
                && let Some((by, _)) = segments.show(ui).and_then(|at| texts.get(at))
            {
                let order = ConcordanceOrder { by: *by, ..concordance.order.clone() };
                act(acts, id, ConcordanceAction::Order(order));
            }
            let shown = |letters: usize| i18n.text_with("concordance-letters", &[("count", Value::from(letters))]);
            if ui.available_width() > CONTEXT {
                let (name, text) = (i18n.text("concordance-context"), shown(concordance.letters));
                let place = ui.available_rect_before_wrap();
                let mut strip = Strip::new(place, style);
                let mut slot = ui.new_child(UiBuilder::new().max_rect(strip.leading(CONTEXT)).layout(style.along()));
                let letters = concordance.letters as f32;
                let (least, most) = (*LETTERS.start() as f32, *LETTERS.end() as f32);
                let slider = Slider::new(&name, letters, &text, least..=most, 10.0).widths(66.0, 84.0);
                if let Some(letters) = slider.show(&mut slot) {
                    act(acts, id, ConcordanceAction::Letters(letters as usize));
                }
                ui.advance_cursor_after_rect(slot.min_rect());
            }
            if concordance.order.only.is_some()
                && ui.add(Button::new(&i18n.text("concordance-all-lines")).icon(Icon::Close)).clicked()
            {
                let order = ConcordanceOrder { only: None, ..concordance.order.clone() };
                act(acts, id, ConcordanceAction::Order(order));
            }
        });
    }

    fn lines(&mut self, ui: &mut Ui, look: SeeingLook<'_>, id: TabId, seeing: &Seeing, acts: &mut Vec<AppAction>) {
        let i18n = look.i18n;
        let concordance = &seeing.concordance;
        let found = &concordance.found;
        let theme = WidgetStyle::of(ui.ctx()).theme;
        let sentence = if concordance.of.is_none() {
            Some("concordance-empty")
        } else if concordance.looked.is_some() && found.all.is_empty() {
            Some("concordance-none")
        } else {
            None
        };
        if let Some(key) = sentence {
            // There is nothing else to begin with.
            if std::mem::take(&mut self.wants_focus) && concordance.of.is_none() {
                self.words.focus();
            }
            ui.add_space(size::GROUP);
            ui.add(Label::new(&i18n.text(key)).color(theme.dim).wrapped());
            return;
        }
        head(ui, look, seeing);
        let list = list_id(id);
        let chosen = concordance.chosen.and_then(|chosen| found.shown.iter().position(|at| *at == chosen));
        if std::mem::take(&mut self.wants_focus) {
            match chosen {
                Some(row) => List::focus(ui.ctx(), list, row),
                None => List::enter(ui, list),
            }
        }
        let height = ui.available_height() - if concordance.ticked.is_empty() { 0.0 } else { super::bulk::ROOM };
        let height = ((height / size::ROW).floor() * size::ROW).max(2.0 * size::ROW);
        let name = i18n.text("seen-view-concordance");
        let rows = List::new(list, &name, height).chosen(chosen).below(search_id(id));
        let widened = rows.show(ui, found.shown.len(), |ui, place| {
            let at = *found.shown.get(place.number())?;
            let line = found.all.get(at as usize)?;
            let former =
                place.number().checked_sub(1).and_then(|former| found.all.get(*found.shown.get(former)? as usize));
            let by = concordance.order.by;
            let begins = former.is_some_and(|former| {
                let word = |line: &ConcordanceLine| line.line.neighbours(by).first().cloned();
                by != Neighbour::Place && word(former) != word(line)
            });
            let article = seeing.survey.articles().get(line.article as usize)?;
            let row = line.row(&seeing.survey);
            let mark = row.and_then(|row| {
                let id = seeing.names().text(row.label);
                let label = seeing.survey.label(id)?;
                Some((theme.label(id, &label.color), label.line.into()))
            });
            let is_ticked = concordance.ticked.contains(&at);
            let name = format!(
                "{}{}{}",
                line.line.before(concordance.letters).text,
                line.line.text,
                line.line.after(concordance.letters).text
            );
            let shown = ConcordanceRow {
                line: &line.line,
                by,
                letters: concordance.letters,
                mark,
                article: title(article),
                date: &article.day.map_or_else(String::new, |found| dates::date(i18n, found.day.date())),
                has_article: look.is_folder,
                is_ticked,
                is_chosen: concordance.chosen == Some(at),
                begins,
                name: &name,
            };
            let response = shown.show(ui, place);
            let tick = concordance_columns(response.rect, look.is_folder).tick;
            let on_box = response.interact_pointer_pos().is_some_and(|pointer| tick.contains(pointer));
            let is_told = response.clicked() && !response.clicked_by(PointerButton::Primary);
            let space = response.has_focus() && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Space));
            if space || response.clicked_by(PointerButton::Primary) && on_box {
                act(acts, id, ConcordanceAction::Tick(vec![at], !is_ticked));
            }
            if (is_told && !space || response.double_clicked()) && !on_box {
                act(acts, id, ConcordanceAction::Open(at));
            }
            if response.clicked() {
                response.request_focus();
            }
            if (response.clicked() || response.has_focus()) && concordance.chosen != Some(at) {
                act(acts, id, ConcordanceAction::Choose(at));
            }
            Some(response)
        });
        if let Some((from, to)) = widened {
            let lines = found.shown.get(from.min(to)..=from.max(to)).unwrap_or_default().to_vec();
            act(acts, id, ConcordanceAction::Tick(lines, true));
        }
    }
}

/// The key of the name of an order.
fn sort_key(by: Neighbour) -> &'static str {
    match by {
        Neighbour::After => "concordance-after",
        Neighbour::Before => "concordance-before",
        Neighbour::Place => "concordance-place",
    }
}

/// What stands in the columns: on which side the words are that come before and after.
fn head(ui: &mut Ui, look: SeeingLook<'_>, seeing: &Seeing) {
    let i18n = look.i18n;
    let theme = WidgetStyle::of(ui.ctx()).theme;
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), HEAD), egui::Sense::hover());
    let columns = concordance_columns(rect, look.is_folder);
    let found = &seeing.concordance.found;
    let articles: std::collections::BTreeSet<u32> = found.all.iter().map(|line| line.article).collect();
    let values = [("lines", Value::from(found.shown.len())), ("articles", Value::from(articles.len()))];
    let count = i18n.text_with(if look.is_folder { "concordance-count" } else { "concordance-count-here" }, &values);
    let paint = |text: &str, place: Rect, side| {
        let text = Shaped::elided(ui.ctx(), text, TextRole::Small, place.width() - size::INSIDE);
        text.paint(ui.painter(), place.shrink2(vec2(size::STEP + 2.0, 0.0)), side, theme.dim);
    };
    paint(&i18n.text("concordance-left"), columns.left, egui::Align::Max);
    paint(&count, columns.passage, egui::Align::Center);
    paint(&i18n.text("concordance-right"), columns.right, egui::Align::Min);
    if columns.article.width() > 0.0 {
        paint(&i18n.text("seen-article"), columns.article, egui::Align::Min);
        paint(&i18n.text("seen-date"), columns.date, egui::Align::Min);
    }
    let edge = egui::Stroke::new(size::HAIRLINE, theme.line);
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, edge);
}

/// The neighbouring words with how often they occur: a click keeps those lines.
fn neighbours(ui: &mut Ui, look: SeeingLook<'_>, id: TabId, place: Rect, seeing: &Seeing, acts: &mut Vec<AppAction>) {
    let (i18n, style) = (look.i18n, WidgetStyle::of(ui.ctx()));
    ui.painter().rect_filled(place, 0, style.theme.ground);
    let inner = place.shrink2(vec2(size::INSIDE, size::INSIDE));
    let mut column = ui.new_child(UiBuilder::new().max_rect(inner));
    let name = i18n.text("concordance-neighbours");
    let found = &seeing.concordance.found;
    let order = &seeing.concordance.order;
    scroll_column(&mut column, ("concordance-neighbours", &name), inner.height(), |ui| {
        for (by, key, words) in [
            (Neighbour::After, "concordance-after", &found.after),
            (Neighbour::Before, "concordance-before", &found.before),
        ] {
            small(ui, &i18n.text(key));
            for (folded, written, count) in words.iter().take(14) {
                let is_on = order.only.as_ref().is_some_and(|(only, word)| *only == by && word == folded);
                let text = format!("\u{2068}{written}\u{2069} \u{2068}{}\u{2069}", i18n.number(*count));
                if ui.add(MenuRow::new(&text).on(is_on)).clicked() {
                    let only = (!is_on).then(|| (by, folded.clone()));
                    act(acts, id, ConcordanceAction::Order(ConcordanceOrder { only, ..order.clone() }));
                }
            }
            ui.add_space(size::INSIDE);
        }
    });
}

/// The bar that tags what is ticked.
fn tag_bar(ui: &mut Ui, look: SeeingLook<'_>, id: TabId, place: Rect, seeing: &Seeing, acts: &mut Vec<AppAction>) {
    let i18n = look.i18n;
    let language = i18n.lang().code();
    super::bulk::bar(ui, place, &i18n.text("seen-bulk"), |ui| {
        let count = seeing.concordance.ticked.len();
        strong(ui, &i18n.text_with("seen-ticked", &[("count", Value::from(count))]));
        ui.add_space(size::INSIDE);
        let theme = WidgetStyle::of(ui.ctx()).theme;
        for label in seeing.survey.labels().filter(|label| !label.hidden) {
            let colors = theme.label(label.id.as_str(), &label.color);
            let name = label.name_in(language);
            let button = Button::new(name).tinted(colors);
            if button.width(ui.ctx()) > ui.available_width() {
                break;
            }
            if ui.add(button).clicked() {
                act(acts, id, ConcordanceAction::Tag(label.id.clone()));
            }
        }
        if ui.add(Button::new(&i18n.text("seen-untick")).quiet().key("Esc")).clicked() {
            act(acts, id, ConcordanceAction::Untick);
        }
    });
}
