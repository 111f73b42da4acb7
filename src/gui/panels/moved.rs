//! What is decided about an annotation without a certain place: the foot of the view of differences, and the bar above the
//! page while its place is selected there.

use eframe::egui::{
    self, Align, Frame, Id, Key, Margin, Modifiers, Panel, Rect, Sense, Stroke as Pen, Ui, UiBuilder, vec2,
};

use super::context::Names;
use super::offers::{Offer, Weight, buttons, foot_room, pressed};
use crate::gui::i18n::{I18n, Value};
use crate::gui::model::{AppAction, Comparison, DifferencesAction, Placeable, Placement, PlacingAction, Tab, TabId};
use crate::gui::text::TextRole;
use crate::gui::theme::{Theme, size};
use crate::gui::widgets::{Button, Shaped, Strip, WidgetStyle, text_field::is_typing};
use crate::text::excerpt::{beginning, one_line};

/// Height of the foot, in points.
pub(super) const FOOT: f32 = 44.0;
/// Room around the bar, in points.
const ACROSS: i8 = 12;
const DOWN: i8 = 6;
/// Room that the sentence needs beside the buttons, in points.
const LEAST_TEXT: f32 = 280.0;
/// The most letters of somebody's text in a sentence.
const MOST_LETTERS: usize = 60;

/// What is said about a row besides its words.
pub(super) fn what(names: Names<'_>, comparison: &Comparison, row: usize) -> Option<String> {
    let placement = comparison.placements.get(row)?;
    let i18n = names.i18n;
    if placement.is_left {
        return Some(i18n.text("moved-left").into_owned());
    }
    let Some(place) = placement.shown.and_then(|shown| placement.places.get(shown)) else {
        return Some(i18n.text("moved-not-found").into_owned());
    };
    let document = &comparison.now.document;
    let paragraph = document.written_paragraph_number(place.first().start);
    let words = shortened(&place.quote(document.text()));
    let values = [("text", Value::from(words)), ("paragraph", Value::from(paragraph))];
    let key = if is_found(placement) { "moved-found" } else { "moved-perhaps" };
    Some(i18n.text_with(key, &values).into_owned())
}

/// Whether it was found for certain: then it need not be confirmed.
fn is_found(placement: &Placement) -> bool {
    matches!(placement.of, Placeable::Found(_))
}

/// The decisions that a row allows.
fn offers(i18n: &I18n, placement: &Placement, row: usize) -> Vec<Offer<DifferencesAction>> {
    let mut offers: Vec<Offer<DifferencesAction>> = Vec::new();
    let mut offer = |text: &str, key: Key, act| {
        let weight = if offers.is_empty() { Weight::Primary } else { Weight::Usual };
        offers.push(Offer { text: i18n.text(text).into_owned(), key, key_text: key.name(), act, weight });
    };
    if is_found(placement) {
        offer("moved-choose-other", Key::P, DifferencesAction::ChoosePlace(row));
        return offers;
    }
    if placement.shown.is_some() {
        offer("moved-place", Key::Y, DifferencesAction::Place(row));
    }
    let others = placement.places.len() - usize::from(placement.shown.is_some()).min(placement.places.len());
    if others > 0 {
        let text = if placement.shown.is_some() { "moved-next" } else { "moved-first" };
        offer(text, Key::O, DifferencesAction::NextPlace(row));
    }
    offer("moved-choose", Key::P, DifferencesAction::ChoosePlace(row));
    let leave = if placement.is_left { "moved-unleave" } else { "moved-leave" };
    offer(leave, Key::L, DifferencesAction::Leave(row));
    offers
}

/// The keys for the opened row. Returns whether the row was left, so that the next one is wanted.
pub(super) fn keys(
    ui: &Ui,
    i18n: &I18n,
    tab: TabId,
    comparison: &Comparison,
    row: usize,
    acts: &mut Vec<AppAction>,
) -> bool {
    let Some(placement) = comparison.placements.get(row) else { return false };
    let Some(act) = pressed(ui, &offers(i18n, placement, row)) else { return false };
    acts.push(AppAction::Differences(tab, act));
    matches!(act, DifferencesAction::Leave(_)) && !placement.is_left
}

/// The foot of the opened row.
pub(super) fn foot(
    ui: &mut Ui,
    i18n: &I18n,
    tab: TabId,
    comparison: &Comparison,
    row: usize,
    acts: &mut Vec<AppAction>,
) {
    let Some(placement) = comparison.placements.get(row) else { return };
    let room = foot_room(ui, FOOT);
    let chosen = buttons(ui, room, &offers(i18n, placement, row));
    acts.extend(chosen.map(|act| AppAction::Differences(tab, act)));
}

/// A bar above the page while the person selects the place of an annotation there.
pub(crate) fn placing_bar(ui: &mut Ui, i18n: &I18n, tab: &Tab, acts: &mut Vec<AppAction>) {
    let Some(placing) = &tab.placing else { return };
    let look = WidgetStyle::of(ui.ctx());
    let color = look.theme.warning;
    let frame = Frame::new().fill(color.fill).inner_margin(Margin::symmetric(ACROSS, DOWN));
    let panel = Panel::top(Id::unique(("placing", tab.id))).resizable(false).show_separator_line(false).frame(frame);
    let quote = shortened(&placing.quote);
    let text = i18n.text_with("placing", &[("quote", Value::from(quote))]).into_owned();
    let has_selection = tab.reader.selection().is_some();
    let buttons = [("placing-here", PlacingAction::Here), ("placing-cancel", PlacingAction::Cancel)];
    let buttons = buttons.map(|(key, act)| (i18n.text(key), act));
    panel.show(ui, |ui| {
        let width = ui.available_width();
        let keyed = |(text, act): &(std::borrow::Cow<'_, str>, PlacingAction)| {
            let button = Button::new(text);
            if *act == PlacingAction::Here {
                button.key("Enter").width(ui.ctx())
            } else {
                button.key("Esc").width(ui.ctx())
            }
        };
        let buttons_width: f32 = buttons.iter().map(|button| keyed(button) + size::INSIDE).sum();
        let are_beside = width - buttons_width >= LEAST_TEXT;
        let shaped =
            Shaped::wrapped(ui.ctx(), &text, TextRole::Body, if are_beside { width - buttons_width } else { width });
        let line = shaped.size().y.max(size::ROW);
        let under = if are_beside { 0.0 } else { size::ROW + size::STEP };
        let (rect, response) = ui.allocate_exact_size(vec2(width, line + under), Sense::hover());
        super::notices::announce(&response, egui::Role::Status, egui::accesskit::Live::Polite, &text);
        let mut strip = Strip::new(rect.with_max_y(rect.top() + line), look);
        let place = if are_beside {
            strip.trailing(buttons_width)
        } else {
            Rect::from_x_y_ranges(rect.x_range(), rect.bottom() - size::ROW..=rect.bottom())
        };
        let align = if look.is_rtl() { Align::Max } else { Align::Min };
        shaped.paint(ui.painter(), strip.rest(), align, look.theme.ink);
        let mut near = ui.new_child(UiBuilder::new().max_rect(place).layout(look.along()));
        near.spacing_mut().item_spacing.x = size::INSIDE;
        for (text, act) in &buttons {
            let is_here = *act == PlacingAction::Here;
            let button = Button::new(text).key(if is_here { "Enter" } else { "Esc" });
            let button = if is_here { button.primary() } else { button };
            if near.add_enabled(!is_here || has_selection, button).clicked() {
                acts.push(AppAction::Placing(tab.id, *act));
            }
        }
        let outer = rect.expand2(vec2(f32::from(ACROSS), f32::from(DOWN)));
        let hairline = Pen::new(size::HAIRLINE, Theme::faded(color.line, 0.5));
        ui.painter().hline(outer.x_range(), outer.bottom() - 0.5, hairline);
        let is_covered = ui.memory(|memory| memory.top_modal_layer().is_some()) || egui::Popup::is_any_open(ui.ctx());
        if is_covered || is_typing(ui.ctx()) {
            return;
        }
        let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        if has_selection && pressed(Key::Enter) {
            acts.push(AppAction::Placing(tab.id, PlacingAction::Here));
        } else if !has_selection && pressed(Key::Escape) {
            acts.push(AppAction::Placing(tab.id, PlacingAction::Cancel));
        }
    });
}

/// The beginning of somebody's text, on one line.
fn shortened(text: &str) -> String {
    beginning(&one_line(text), MOST_LETTERS).into_owned()
}
