//! The list of journals that were put aside, each of which can be put back.

use eframe::egui::{Ui, UiBuilder, vec2};

use super::answers::buttons;
use super::dates::moment;
use crate::gui::i18n::{I18n, Value};
use crate::gui::model::AppAction;
use crate::gui::theme::size;
use crate::gui::widgets::{Button, Label, Strip, WidgetStyle, scroll_column, small, tooltip};
use crate::store::journal::Aside;

/// Height of a row, and the most of them before the list scrolls, in points.
const ROW: f32 = 36.0;
const MOST: f32 = 8.0;

/// The contents of the dialog; `None` while the list is being read.
pub(super) fn aside(ui: &mut Ui, i18n: &I18n, list: Option<&[Aside]>, acts: &mut Vec<AppAction>) {
    ui.add(Label::new(&i18n.text("aside-text")).wrapped());
    if let Some(list) = list {
        if list.is_empty() {
            small(ui, &i18n.text("aside-empty"));
        }
        let height = ROW * (list.len() as f32).min(MOST);
        scroll_column(ui, ("aside", &i18n.text("aside-title")), height, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            for (index, aside) in list.iter().enumerate() {
                ui.push_id(index, |ui| row(ui, i18n, aside, acts));
            }
        });
    }
    buttons(ui, i18n, &[("dialog-close", AppAction::CloseDialog)], acts);
}

/// The article, when something was done last, and how much; and the button.
fn row(ui: &mut Ui, i18n: &I18n, aside: &Aside, acts: &mut Vec<AppAction>) {
    let look = WidgetStyle::of(ui.ctx());
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), eframe::egui::Sense::hover());
    let mut strip = Strip::new(rect, look);
    let text = i18n.text("aside-restore");
    let button = Button::new(&text);
    let place = strip.trailing(button.width(ui.ctx()));
    let mut far = ui.new_child(UiBuilder::new().max_rect(place).layout(look.against()));
    if far.add(button).clicked() {
        acts.push(AppAction::PutBack(Box::new(aside.clone())));
    }
    strip.trailing(size::INSIDE);
    let mut near = ui.new_child(UiBuilder::new().max_rect(strip.rest()).layout(look.along()));
    near.spacing_mut().item_spacing.x = size::INSIDE;
    let name = near.add(Label::new(aside.name()));
    if let Some(article) = aside.article() {
        tooltip(name, &format!("\u{2066}{}\u{2069}", article.display()));
    }
    let changes = match aside.changes {
        0 => i18n.text("aside-note").into_owned(),
        count => i18n.text_with("aside-changes", &[("count", Value::from(count))]).into_owned(),
    };
    let at = aside.at.map(|at| moment(i18n, at)).unwrap_or_default();
    let parts: Vec<String> = [at, changes]
        .into_iter()
        .filter(|part| !part.is_empty())
        .map(|part| format!("\u{2068}{part}\u{2069}"))
        .collect();
    small(&mut near, &parts.join(" · "));
}
