//! Where new articles go, and the button that imports; while they are written, how far it is; and what went wrong.

use eframe::egui::{Id, Stroke, Ui, vec2};

use super::super::exporting::writing;
use crate::gui::i18n::I18n;
use crate::gui::model::{AppAction, ImportAction, ImportPage, ImportTarget};
use crate::gui::text::TextRole;
use crate::gui::theme::size;
use crate::gui::widgets::{Button, Label, Shaped, TextField, WidgetStyle, small};

/// Height of the row with the button, in points.
const FOOT: f32 = 56.0;
/// The least width of the field beside its buttons, in points.
const FIELD: f32 = 180.0;

fn has_field(page: &ImportPage) -> bool {
    page.target() == Some(ImportTarget::New)
}

/// The height of the foot, in points.
pub(super) fn height(ui: &Ui, i18n: &I18n, page: &ImportPage, width: f32) -> f32 {
    let narrow = if has_field(page) && is_narrow(ui, i18n, width) { size::ROW + size::INSIDE } else { 0.0 };
    FOOT + narrow + writing::height(ui, i18n, &page.problems, page.doing.is_some(), width)
}

/// The width of the buttons, in points.
fn buttons_width(ui: &Ui, i18n: &I18n) -> f32 {
    let (place, import, keys) = (i18n.text("export-other-place"), i18n.text("import-do"), i18n.text("export-keys"));
    let buttons = [Button::new(&place), Button::new(&import).primary().key(&keys)];
    buttons.iter().map(|button| button.width(ui.ctx()) + size::INSIDE).sum()
}

fn is_narrow(ui: &Ui, i18n: &I18n, width: f32) -> bool {
    let to = Shaped::line(ui.ctx(), &i18n.text("export-to"), TextRole::Body).size().x;
    width < buttons_width(ui, i18n) + to + size::INSIDE + FIELD
}

/// Draws the foot.
pub(super) fn foot(ui: &mut Ui, i18n: &I18n, page: &mut ImportPage, acts: &mut Vec<AppAction>) {
    let look = WidgetStyle::of(ui.ctx());
    ui.spacing_mut().item_spacing = vec2(size::INSIDE, size::STEP);
    let whole = ui.available_rect_before_wrap();
    ui.painter().hline(whole.x_range(), whole.top() + 0.5, Stroke::new(size::HAIRLINE, look.theme.line));
    let mut act = |act: ImportAction| acts.push(AppAction::Import(act));
    if writing::show(ui, i18n, &page.problems, page.doing.is_some()) {
        act(ImportAction::Do { overwrite: true });
    }
    if let Some(doing) = &page.doing {
        if writing::doing(ui, i18n, FOOT - size::INSIDE, (doing.done, doing.all)) {
            act(ImportAction::Stop);
        }
        return;
    }
    let (is_new, buttons_width) = (has_field(page), buttons_width(ui, i18n));
    let narrow = is_new && is_narrow(ui, i18n, whole.width());
    let mut shown = None;
    let mut place = |ui: &mut Ui, page: &mut ImportPage, width: f32| {
        ui.add(Label::new(&i18n.text("export-to")).color(look.theme.dim));
        let name = i18n.text("import-folder");
        let taken = ui.min_rect().width();
        let field = TextField::new(&mut page.place, &name).width((width - taken - size::INSIDE).max(size::TARGET));
        shown = Some(field.id(Id::unique("import-place")).show(ui));
    };
    let mut buttons = |ui: &mut Ui, page: &ImportPage| {
        if is_new && ui.add(Button::new(&i18n.text("export-other-place"))).clicked() {
            act(ImportAction::ChoosePlace);
        }
        let (text, keys) = (i18n.text("import-do"), i18n.text("export-keys"));
        if ui.add_enabled(page.is_ready(), Button::new(&text).primary().key(&keys)).clicked() {
            act(ImportAction::Do { overwrite: false });
        }
    };
    if narrow {
        ui.add_space(size::INSIDE);
        look.line(ui, size::ROW, |ui| place(ui, page, whole.width()));
        look.line(ui, size::ROW + size::INSIDE, |ui| buttons(ui, page));
    } else {
        look.line(ui, FOOT - size::STEP, |ui| {
            if is_new {
                place(ui, page, whole.width() - buttons_width);
            }
            buttons(ui, page);
            if !is_new && page.target().is_some() {
                small(ui, &i18n.text("import-one-step"));
            }
        });
    }
    if let Some(shown) = shown {
        if shown.changed {
            acts.push(AppAction::Import(ImportAction::Placed));
        }
        if shown.submitted && page.is_ready() {
            acts.push(AppAction::Import(ImportAction::Do { overwrite: false }));
        }
        if shown.cancelled {
            acts.push(AppAction::Import(ImportAction::Close));
        }
    }
}
