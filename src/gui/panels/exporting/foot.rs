//! Where an export goes, and the button that makes it; while it is made, how far it is; and what went wrong.

use eframe::egui::{Stroke, Ui, vec2};

use super::writing;
use crate::gui::i18n::I18n;
use crate::gui::model::{AppAction, ExportAction, ExportPage};
use crate::gui::text::TextRole;
use crate::gui::theme::size;
use crate::gui::widgets::{Button, Label, Shaped, TextField, WidgetStyle};

/// Height of the row with the place, in points.
const FOOT: f32 = 56.0;
/// The least width of the field beside its buttons, in points.
const FIELD: f32 = 180.0;

/// The height of the foot, in points.
pub(super) fn height(ui: &Ui, i18n: &I18n, page: &ExportPage, width: f32) -> f32 {
    let narrow = if is_narrow(ui, i18n, width) { size::ROW + size::INSIDE } else { 0.0 };
    FOOT + narrow + writing::height(ui, i18n, &page.problems, page.doing.is_some(), width)
}

/// The texts of the buttons: another place, the list, and the export itself.
fn texts(i18n: &I18n) -> [String; 3] {
    ["export-other-place", "export-save-list", "export-do"].map(|key| i18n.text(key).into_owned())
}

/// The width of the buttons, in points.
fn buttons_width(ui: &Ui, i18n: &I18n) -> f32 {
    let [place, list, export] = texts(i18n);
    let keys = keys(i18n);
    let buttons = [Button::new(&place), Button::new(&list), Button::new(&export).primary().key(&keys)];
    buttons.iter().map(|button| button.width(ui.ctx()) + size::INSIDE).sum()
}

fn is_narrow(ui: &Ui, i18n: &I18n, width: f32) -> bool {
    let to = Shaped::line(ui.ctx(), &i18n.text("export-to"), TextRole::Body).size().x;
    width < buttons_width(ui, i18n) + to + size::INSIDE + FIELD
}

/// The keys of the button.
fn keys(i18n: &I18n) -> String {
    i18n.text("export-keys").into_owned()
}

/// Draws the foot.
pub(super) fn foot(ui: &mut Ui, i18n: &I18n, page: &mut ExportPage, acts: &mut Vec<AppAction>) {
    let look = WidgetStyle::of(ui.ctx());
    ui.spacing_mut().item_spacing = vec2(size::INSIDE, size::STEP);
    let whole = ui.available_rect_before_wrap();
    ui.painter().hline(whole.x_range(), whole.top() + 0.5, Stroke::new(size::HAIRLINE, look.theme.line));
    let mut act = |act: ExportAction| acts.push(AppAction::Export(act));
    if writing::show(ui, i18n, &page.problems, page.doing.is_some()) {
        act(ExportAction::Do { overwrite: true });
    }
    if let Some(doing) = &page.doing {
        if writing::doing(ui, i18n, FOOT - size::INSIDE, (doing.done, doing.all)) {
            act(ExportAction::Stop);
        }
        return;
    }
    let narrow = is_narrow(ui, i18n, whole.width());
    let buttons_width = buttons_width(ui, i18n);
    let place = |ui: &mut Ui, page: &mut ExportPage, width: f32| {
        ui.add(Label::new(&i18n.text("export-to")).color(look.theme.dim));
        let name = i18n.text(if page.writes_each() { "export-folder" } else { "export-file" });
        let taken = ui.min_rect().width();
        let field = TextField::new(&mut page.place, &name).width((width - taken - size::INSIDE).max(size::TARGET));
        field.id(eframe::egui::Id::unique("export-place")).show(ui)
    };
    let mut shown = None;
    let mut buttons = |ui: &mut Ui, page: &ExportPage| {
        let [place, list, export] = texts(i18n);
        if ui.add(Button::new(&place)).clicked() {
            act(ExportAction::ChoosePlace);
        }
        if ui.add_enabled(page.foreseen.is_some(), Button::new(&list)).clicked() {
            act(ExportAction::SaveList);
        }
        let button = Button::new(&export).primary();
        if ui.add_enabled(page.is_ready(), button.key(&keys(i18n))).clicked() {
            act(ExportAction::Do { overwrite: false });
        }
    };
    if narrow {
        ui.add_space(size::INSIDE);
        look.line(ui, size::ROW, |ui| shown = Some(place(ui, page, whole.width())));
        look.line(ui, size::ROW + size::INSIDE, |ui| buttons(ui, page));
    } else {
        look.line(ui, FOOT - size::STEP, |ui| {
            shown = Some(place(ui, page, whole.width() - buttons_width));
            buttons(ui, page);
        });
    }
    if let Some(shown) = shown {
        if shown.changed {
            acts.push(AppAction::Export(ExportAction::Placed));
        }
        if shown.submitted && page.is_ready() {
            acts.push(AppAction::Export(ExportAction::Do { overwrite: false }));
        }
        if shown.cancelled {
            acts.push(AppAction::Export(ExportAction::Close));
        }
    }
}
