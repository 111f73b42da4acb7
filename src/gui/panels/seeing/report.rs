//! The menu that chooses what a report has, and writes it.

use std::collections::BTreeSet;

use eframe::egui::Ui;

use crate::gui::i18n::{I18n, Lang};
use crate::gui::model::{AppAction, SeeingAction, TabId};
use crate::gui::widgets::{MenuRow, menu_separator, ticks_button};
use crate::picture::Language;
use crate::report::Part;

/// Shows the menu.
pub(super) fn report_menu(ui: &mut Ui, i18n: &I18n, id: TabId, parts: &BTreeSet<Part>, acts: &mut Vec<AppAction>) {
    let language = if i18n.lang() == Lang::Ar { Language::Arabic } else { Language::English };
    let mut act = |act: SeeingAction| acts.push(AppAction::Seeing(id, act));
    ticks_button(ui, &i18n.text("report"), |ui| {
        for part in Part::ALL {
            let is_on = parts.contains(&part);
            if ui.add(MenuRow::new(part.title(language)).on(is_on)).clicked() {
                act(SeeingAction::ReportPart(part, !is_on));
            }
        }
        menu_separator(ui);
        if ui.add(MenuRow::new(&i18n.text("report-write")).inset(true)).clicked() {
            act(SeeingAction::Report);
            ui.close();
        }
    });
}
