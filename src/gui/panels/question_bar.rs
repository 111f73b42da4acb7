//! A bar above the page with a question, until it is answered: the page goes on meanwhile.

use eframe::egui::accesskit::Live;
use eframe::egui::{self, Color32, Frame, Id, Margin, Panel, Role, Sense, Stroke, Ui, UiBuilder, vec2};

use super::notices::announce;
use crate::gui::model::AppAction;
use crate::gui::text::TextRole;
use crate::gui::theme::{Theme, size};
use crate::gui::widgets::{Button, Shaped, Strip, WidgetStyle};

/// Room around it, in points.
const ACROSS: i8 = 12;
const DOWN: i8 = 6;
/// Room that the sentence needs beside the buttons, in points.
const LEAST_TEXT: f32 = 300.0;

/// An answer: its text, what it does, and whether it is the usual one.
pub(super) type Answer<'a> = (std::borrow::Cow<'a, str>, AppAction, bool);

/// The colours of a bar: its ground, and the hairline at its end.
#[derive(Clone, Copy)]
pub(super) struct BarColors {
    pub(super) fill: Color32,
    pub(super) line: Color32,
}

/// Draws the bar.
pub(super) fn question_bar(ui: &mut Ui, id: Id, text: &str, answers: &[Answer<'_>], acts: &mut Vec<AppAction>) {
    let color = WidgetStyle::of(ui.ctx()).theme.warning;
    bar_of(ui, Panel::top(id), BarColors { fill: color.fill, line: color.line }, text, answers, acts);
}

/// A bar with a sentence and buttons, in a panel at the head or at the foot of the page.
pub(super) fn bar_of(
    ui: &mut Ui,
    panel: Panel,
    colors: BarColors,
    text: &str,
    answers: &[Answer<'_>],
    acts: &mut Vec<AppAction>,
) {
    let look = WidgetStyle::of(ui.ctx());
    let frame = Frame::new().fill(colors.fill).inner_margin(Margin::symmetric(ACROSS, DOWN));
    let panel = panel.resizable(false).show_separator_line(false).frame(frame);
    panel.show(ui, |ui| {
        let width = ui.available_width();
        let buttons_width: f32 =
            answers.iter().map(|(text, ..)| Button::new(text).width(ui.ctx()) + size::INSIDE).sum();
        let are_beside = width - buttons_width >= LEAST_TEXT;
        let text_width = if are_beside { width - buttons_width } else { width };
        let shaped = Shaped::wrapped(ui.ctx(), text, TextRole::Body, text_width);
        let line = shaped.size().y.max(size::ROW);
        let under = if are_beside { 0.0 } else { size::ROW + size::STEP };
        let (rect, response) = ui.allocate_exact_size(vec2(width, line + under), Sense::hover());
        announce(&response, Role::Status, Live::Polite, text);
        let mut strip = Strip::new(rect.with_max_y(rect.top() + line), look);
        let place = if are_beside {
            strip.trailing(buttons_width)
        } else {
            egui::Rect::from_x_y_ranges(rect.x_range(), rect.bottom() - size::ROW..=rect.bottom())
        };
        shaped.paint(ui.painter(), strip.rest(), strip.start(), look.theme.ink);
        let mut near = ui.new_child(UiBuilder::new().max_rect(place).layout(look.along()));
        near.spacing_mut().item_spacing.x = size::INSIDE;
        for (text, act, is_usual) in answers {
            let button = Button::new(text);
            if near.add(if *is_usual { button.primary() } else { button }).clicked() {
                acts.push(act.clone());
            }
        }
        let outer = rect.expand2(vec2(f32::from(ACROSS), f32::from(DOWN)));
        let hairline = Stroke::new(size::HAIRLINE, Theme::faded(colors.line, 0.5));
        ui.painter().hline(outer.x_range(), outer.bottom() - 0.5, hairline);
    });
}
