//! What the foot of a page says while files are written, and when that went wrong: the same for an export and an import.

use eframe::egui::{Ui, Vec2, vec2};

use crate::gui::i18n::{I18n, Value};
use crate::gui::text::TextRole;
use crate::gui::theme::size;
use crate::gui::widgets::{Button, Label, Shaped, WidgetStyle, meter};
use crate::store::{ExportError, StoreError};

/// The most problems that are listed.
const MOST: usize = 3;
/// Size of the bar that shows how much is written, in points.
const METER: Vec2 = vec2(200.0, 4.0);

/// What went wrong, as it is listed.
fn told(i18n: &I18n, problems: &[ExportError]) -> Vec<String> {
    let mut told: Vec<String> = problems.iter().take(MOST).map(|problem| i18n.sentence(problem)).collect();
    let rest = problems.len().saturating_sub(MOST);
    if rest > 0 {
        told.push(i18n.text_with("export-more-problems", &[("count", Value::from(rest))]).into_owned());
    }
    told
}

/// Whether all that went wrong is that there are files of these names.
fn can_replace(problems: &[ExportError], is_doing: bool) -> bool {
    let exists = |error: &ExportError| matches!(error, ExportError::Store(StoreError::Exists { .. }));
    !is_doing && !problems.is_empty() && problems.iter().all(exists)
}

/// The height of what went wrong, in points.
pub(in crate::gui::panels) fn height(
    ui: &Ui,
    i18n: &I18n,
    problems: &[ExportError],
    is_doing: bool,
    width: f32,
) -> f32 {
    let height = |text: &String| Shaped::wrapped(ui.ctx(), text, TextRole::Body, width).size().y + size::STEP;
    let button = if can_replace(problems, is_doing) { size::ROW + size::INSIDE } else { 0.0 };
    told(i18n, problems).iter().map(height).sum::<f32>() + button
}

/// Draws what went wrong; returns whether the files that are there are to be replaced.
pub(in crate::gui::panels) fn show(ui: &mut Ui, i18n: &I18n, problems: &[ExportError], is_doing: bool) -> bool {
    let look = WidgetStyle::of(ui.ctx());
    for problem in told(i18n, problems) {
        ui.add(Label::new(&problem).color(look.theme.error.line).wrapped());
    }
    can_replace(problems, is_doing)
        && look.line(ui, size::ROW, |ui| ui.add(Button::new(&i18n.text("export-replace"))).clicked()).inner
}

/// Draws how many of the articles are written; returns whether that is to be stopped.
pub(in crate::gui::panels) fn doing(ui: &mut Ui, i18n: &I18n, height: f32, (done, all): (usize, usize)) -> bool {
    let look = WidgetStyle::of(ui.ctx());
    let line = look.line(ui, height, |ui| {
        meter(ui, METER, (done, all.max(1)), look.theme.accent);
        let values = [("done", Value::from(done)), ("count", Value::from(all))];
        ui.add(Label::new(&i18n.text_with("export-doing", &values)));
        ui.add(Button::new(&i18n.text("export-stop"))).clicked()
    });
    line.inner
}
