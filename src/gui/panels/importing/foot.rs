//! Where new articles go, and the button that imports; while they are written, how far it is; and what went wrong.

use eframe::egui::{Id, Stroke, Ui, vec2};

use crate::gui::i18n::{I18n, Value};
use crate::gui::model::{AppAction, ImportAction, ImportPage, ImportTarget};
use crate::gui::text::TextRole;
use crate::gui::theme::size;
use crate::gui::widgets::{Button, Label, Shaped, TextField, WidgetStyle, meter, small};
use crate::store::{ExportError, StoreError};

/// Height of the row with the button, in points.
const FOOT: f32 = 56.0;
/// The most problems that are listed.
const MOST: usize = 3;
/// Size of the bar that shows how much is written, in points.
const METER: eframe::egui::Vec2 = vec2(200.0, 4.0);
/// The least width of the field beside its buttons, in points.
const FIELD: f32 = 180.0;

/// What went wrong, as it is listed.
fn problems(i18n: &I18n, page: &ImportPage) -> Vec<String> {
    let mut told: Vec<String> = page.problems.iter().take(MOST).map(|problem| i18n.sentence(problem)).collect();
    let rest = page.problems.len().saturating_sub(MOST);
    if rest > 0 {
        told.push(i18n.text_with("export-more-problems", &[("count", Value::from(rest))]).into_owned());
    }
    told
}

/// Whether all that went wrong is that there are files of these names.
fn can_replace(page: &ImportPage) -> bool {
    let exists = |error: &ExportError| matches!(error, ExportError::Store(StoreError::Exists { .. }));
    page.doing.is_none() && !page.problems.is_empty() && page.problems.iter().all(exists)
}

fn has_field(page: &ImportPage) -> bool {
    page.target() == Some(ImportTarget::New)
}

/// The height of the foot, in points.
pub(super) fn height(ui: &Ui, i18n: &I18n, page: &ImportPage, width: f32) -> f32 {
    let told = problems(i18n, page);
    let height = |text: &String| Shaped::wrapped(ui.ctx(), text, TextRole::Body, width).size().y + size::STEP;
    let buttons = if can_replace(page) { size::ROW + size::INSIDE } else { 0.0 };
    let narrow = if has_field(page) && is_narrow(ui, i18n, width) { size::ROW + size::INSIDE } else { 0.0 };
    FOOT + narrow + told.iter().map(height).sum::<f32>() + buttons
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
    for problem in problems(i18n, page) {
        ui.add(Label::new(&problem).color(look.theme.error.line).wrapped());
    }
    let mut act = |act: ImportAction| acts.push(AppAction::Import(act));
    if can_replace(page) {
        look.line(ui, size::ROW, |ui| {
            if ui.add(Button::new(&i18n.text("export-replace"))).clicked() {
                act(ImportAction::Do { overwrite: true });
            }
        });
    }
    if let Some(doing) = &page.doing {
        look.line(ui, FOOT - size::INSIDE, |ui| {
            meter(ui, METER, (doing.done, doing.all.max(1)), look.theme.accent);
            let values = [("done", Value::from(doing.done)), ("count", Value::from(doing.all))];
            ui.add(Label::new(&i18n.text_with("export-doing", &values)));
            if ui.add(Button::new(&i18n.text("export-stop"))).clicked() {
                act(ImportAction::Stop);
            }
        });
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
