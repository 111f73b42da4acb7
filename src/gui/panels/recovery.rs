//! The bar that says what was restored after the program did not come to its end.

use eframe::egui::accesskit::Live;
use eframe::egui::{self, Frame, Id, Margin, Panel, Role, Sense, Stroke, Ui, UiBuilder, vec2};

use super::dates;
use super::notices::announce;
use crate::gui::i18n::{I18n, Value};
use crate::gui::model::{AppAction, Restored, RestoredAction, Tab};
use crate::gui::text::TextRole;
use crate::gui::theme::{Theme, size};
use crate::gui::widgets::{Button, Shaped, Strip, WidgetStyle};

/// Room around it, in points.
const ACROSS: i8 = 12;
const DOWN: i8 = 6;
/// Room that the sentence needs beside the buttons, in points.
const LEAST_TEXT: f32 = 300.0;

/// A bar above the page, until it is answered: the page goes on meanwhile.
pub(crate) fn recovery_bar(ui: &mut Ui, i18n: &I18n, tab: &Tab, acts: &mut Vec<AppAction>) {
    let Some(restored) = &tab.restored else { return };
    let look = WidgetStyle::of(ui.ctx());
    let color = look.theme.warning;
    let frame = Frame::new().fill(color.fill).inner_margin(Margin::symmetric(ACROSS, DOWN));
    let panel = Panel::top(Id::unique(("recovery", tab.id))).resizable(false).show_separator_line(false).frame(frame);
    let text = words(i18n, restored);
    let mut buttons = vec![(i18n.text("restored-keep"), RestoredAction::Keep)];
    if restored.changes > 0 {
        buttons.push((i18n.text("restored-look"), RestoredAction::Look));
    }
    buttons.push((i18n.text("restored-discard"), RestoredAction::Discard));
    panel.show(ui, |ui| {
        let width = ui.available_width();
        let buttons_width: f32 = buttons.iter().map(|(text, _)| Button::new(text).width(ui.ctx()) + size::INSIDE).sum();
        let are_beside = width - buttons_width >= LEAST_TEXT;
        let text_width = if are_beside { width - buttons_width } else { width };
        let shaped = Shaped::wrapped(ui.ctx(), &text, TextRole::Body, text_width);
        let line = shaped.size().y.max(size::ROW);
        let under = if are_beside { 0.0 } else { size::ROW + size::STEP };
        let (rect, response) = ui.allocate_exact_size(vec2(width, line + under), Sense::hover());
        announce(&response, Role::Status, Live::Polite, &text);
        let mut strip = Strip::new(rect.with_max_y(rect.top() + line), look);
        let place = if are_beside {
            strip.trailing(buttons_width)
        } else {
            egui::Rect::from_x_y_ranges(rect.x_range(), rect.bottom() - size::ROW..=rect.bottom())
        };
        shaped.paint(ui.painter(), strip.rest(), strip.start(), look.theme.ink);
        let mut near = ui.new_child(UiBuilder::new().max_rect(place).layout(look.along()));
        near.spacing_mut().item_spacing.x = size::INSIDE;
        for (text, act) in &buttons {
            let button = Button::new(text);
            let button = if *act == RestoredAction::Keep { button.primary() } else { button };
            if near.add(button).clicked() {
                acts.push(AppAction::Restored(tab.id, *act));
            }
        }
        let outer = rect.expand2(vec2(f32::from(ACROSS), f32::from(DOWN)));
        let hairline = Stroke::new(size::HAIRLINE, Theme::faded(color.line, 0.5));
        ui.painter().hline(outer.x_range(), outer.bottom() - 0.5, hairline);
    });
}

fn words(i18n: &I18n, restored: &Restored) -> String {
    let time = dates::short(i18n, restored.last);
    let values = [("count", Value::from(restored.changes)), ("time", Value::from(time))];
    let key = match (restored.changes, restored.has_draft) {
        (0, _) => "restored-note",
        (_, true) => "restored-changes-and-note",
        (_, false) => "restored-changes",
    };
    i18n.text_with(key, &values).into_owned()
}
