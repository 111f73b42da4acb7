//! The rows of menus, drawn from the commands: of the menu bar, and of what is under the pointer.

use eframe::egui::{Response, Ui};

use super::context::MenuView;
use super::keys::keys_text;
use super::tag_bar::by_use;
use crate::annotation::Label;
use crate::gui::command::{ContextMenu, MenuEntry, NUMBERED, UiCommand};
use crate::gui::model::{AppAction, Tab};
use crate::gui::widgets::{MenuRow, WidgetStyle, context_menu, menu_separator, small, submenu};
use crate::session::Session;

/// The least width of a menu, in points.
const NARROWEST: f32 = 200.0;
/// The most labels in the menu of labels: all of them are behind the search below.
const MOST_LABELS: usize = 60;
/// The most labels that stand in the menu of selected words itself.
const MOST_USUAL: usize = 4;

/// The menu of a control that is about what is selected. Returns whether it is open.
pub(super) fn menu_of(response: &Response, view: MenuView<'_>, menu: ContextMenu, acts: &mut Vec<AppAction>) -> bool {
    let name = view.i18n.text(menu.text_key());
    context_menu(response, &name, |ui| entries(ui, view, menu.entries(), acts)).is_some()
}

/// The rows of a menu.
pub(crate) fn entries(ui: &mut Ui, view: MenuView<'_>, rows: &[MenuEntry], acts: &mut Vec<AppAction>) {
    ui.set_min_width(NARROWEST);
    let is_ticked = |row: &MenuEntry| match *row {
        MenuEntry::Command(command) => view.commands.is_on(command).is_some(),
        // They have a square in the place of a tick.
        MenuEntry::UsualLabels => true,
        _ => false,
    };
    let has_ticks = rows.iter().any(is_ticked);
    for row in rows {
        match *row {
            MenuEntry::Command(command) => command_row(ui, view, command, has_ticks, acts),
            MenuEntry::Separator => menu_separator(ui),
            MenuEntry::Submenu(key, inner) => {
                submenu(ui, MenuRow::new(&view.i18n.text(key)).inset(has_ticks), |ui| entries(ui, view, inner, acts));
            }
            MenuEntry::Recent => {
                submenu(ui, MenuRow::new(&view.i18n.text("menu-recent")), |ui| {
                    if view.recent == 0 {
                        small(ui, &view.i18n.text("menu-recent-empty"));
                    }
                    for index in 0..view.recent.min(usize::from(NUMBERED)) {
                        command_row(ui, view, UiCommand::OpenRecent(index as u8), false, acts);
                    }
                    menu_separator(ui);
                    command_row(ui, view, UiCommand::ClearRecent, false, acts);
                });
            }
            MenuEntry::UsualLabels => {
                for label in usual_labels(view) {
                    label_row(ui, view, label, acts);
                }
            }
            MenuEntry::Labels => {
                submenu(ui, MenuRow::new(&view.i18n.text("menu-label")).inset(has_ticks), |ui| {
                    let labels = view.tab.and_then(|tab| tab.session.as_ref()).map(Session::labels);
                    for label in labels.into_iter().flat_map(|labels| labels.iter()).take(MOST_LABELS) {
                        label_row(ui, view, label, acts);
                    }
                    menu_separator(ui);
                    command_row(ui, view, UiCommand::FindLabel, false, acts);
                    command_row(ui, view, UiCommand::NewLabel, false, acts);
                });
            }
        }
    }
}

/// The labels that are used most, as on the tag bar.
fn usual_labels(view: MenuView<'_>) -> Vec<&Label> {
    let Some(Tab { session: Some(session), mark_index, .. }) = view.tab else { return Vec::new() };
    let hidden = session.labels().hidden();
    let labels: Vec<&Label> = session.labels().iter().filter(|label| !hidden.contains(&label.id)).collect();
    let ranked = by_use(&mark_index.counts, &labels, view.recent_labels);
    ranked.into_iter().take(MOST_USUAL).filter_map(|number| labels.get(number).copied()).collect()
}

fn label_row(ui: &mut Ui, view: MenuView<'_>, label: &Label, acts: &mut Vec<AppAction>) {
    let look = WidgetStyle::of(ui.ctx());
    let number = label.key.and_then(|key| key.to_digit(10)).map(|digit| UiCommand::Tag(digit as u8));
    let keys = number.and_then(|command| keys_text(ui.ctx(), view.i18n, command));
    let color = look.theme.label(label.id.as_str(), &label.color).line;
    let row = MenuRow::new(label.name_in(view.i18n.lang().code())).swatch(color).keys(keys.as_deref());
    let enabled = view.commands.is_enabled(UiCommand::Tag(1));
    if ui.add_enabled(enabled, row).clicked() {
        acts.push(AppAction::Tag(label.id.clone()));
        ui.close();
    }
}

fn command_row(ui: &mut Ui, view: MenuView<'_>, command: UiCommand, is_inset: bool, acts: &mut Vec<AppAction>) {
    let is_enabled = view.commands.is_enabled(command);
    if row_of(ui, view, command, is_enabled, is_inset) {
        acts.push(AppAction::Command(command));
    }
}

/// A command's row; returns whether it was chosen.
pub(super) fn row_of(ui: &mut Ui, view: MenuView<'_>, command: UiCommand, is_enabled: bool, is_inset: bool) -> bool {
    let text = view.commands.text(view.i18n, command);
    let keys = keys_text(ui.ctx(), view.i18n, command);
    let mut row = MenuRow::new(&text).keys(keys.as_deref()).inset(is_inset);
    if let Some(is_on) = view.commands.is_on(command) {
        row = row.on(is_on);
    }
    let is_chosen = ui.add_enabled(is_enabled, row).clicked();
    if is_chosen {
        ui.close();
    }
    is_chosen
}
