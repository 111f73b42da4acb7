//! The start page, shown while nothing is open: open a file, recent articles, samples.

use std::path::PathBuf;

use eframe::egui::{self, CornerRadius, Stroke, StrokeKind, Ui, vec2};

use crate::gui::command::UiCommand;
use crate::gui::i18n::I18n;
use crate::gui::model::AppAction;
use crate::gui::samples::SAMPLES;
use crate::gui::text::TextRole;
use crate::gui::theme::size;
use crate::gui::widgets::{Button, Icon, Label, Row, WidgetStyle, scroll_column, small, strong, title};

/// Width of the column, in points.
const COLUMN: f32 = 460.0;
/// Recent articles shown.
const RECENT: usize = 8;

/// Draws the start page. At the first start the tour is offered before anything else.
pub(crate) fn start_page(ui: &mut Ui, i18n: &I18n, recent: &[PathBuf], is_first: bool, acts: &mut Vec<AppAction>) {
    let look = WidgetStyle::of(ui.ctx());
    let whole = ui.available_rect_before_wrap();
    ui.painter().rect_filled(whole, CornerRadius::ZERO, look.theme.paper);
    if ui.input(|i| !i.raw.hovered_files.is_empty()) {
        drop_hint(ui, i18n, whole);
        return;
    }
    let width = COLUMN.min(whole.width() - 2.0 * size::GROUP);
    let top = (whole.height() * 0.14).clamp(24.0, 140.0);
    let rect = egui::Rect::from_min_max(
        egui::pos2(whole.center().x - width / 2.0, whole.top() + top),
        egui::pos2(whole.center().x + width / 2.0, whole.bottom()),
    );
    let mut column = ui.new_child(egui::UiBuilder::new().max_rect(rect));
    scroll_column(&mut column, ("start", &i18n.text("start-title")), rect.height(), |ui| {
        ui.spacing_mut().item_spacing.y = size::STEP;
        ui.add(Label::new(&i18n.text("app-name-native")).role(TextRole::Title).heading());
        ui.add(Label::new(&i18n.text("app-description")).color(look.theme.dim));
        ui.add_space(size::GROUP);
        title(ui, &i18n.text("start-title"));
        look.line(ui, size::ROW + 4.0, |ui| {
            ui.spacing_mut().item_spacing.x = size::GROUP;
            if ui.add(Button::new(&i18n.text("start-open")).primary()).clicked() {
                acts.push(AppAction::Command(UiCommand::Open));
            }
            small(ui, &i18n.text("start-hint"));
        });
        if is_first {
            ui.add_space(size::INSIDE);
            small(ui, &i18n.text("start-first"));
            tour_row(ui, i18n, acts);
        }
        ui.add_space(size::GROUP);
        look.line(ui, size::ROW, |ui| {
            strong(ui, &i18n.text("start-recent"));
            let rest = ui.available_rect_before_wrap();
            let mut far = ui.new_child(egui::UiBuilder::new().max_rect(rest).layout(look.against()));
            let clear = i18n.text("start-clear-recent");
            if !recent.is_empty() && far.add(Button::new(&clear)).clicked() {
                acts.push(AppAction::Command(UiCommand::ClearRecent));
            }
        });
        if recent.is_empty() {
            small(ui, &i18n.text("start-recent-empty"));
        }
        for path in recent.iter().take(RECENT) {
            let name = crate::store::file_name(path);
            let folder = path.parent().map_or_else(String::new, |folder| folder.display().to_string());
            if ui.add(Row::new(&name).second(&folder).icon(Icon::File)).clicked() {
                acts.push(AppAction::Open(vec![path.clone()]));
            }
        }
        ui.add_space(size::GROUP);
        strong(ui, &i18n.text("start-samples"));
        for (index, sample) in SAMPLES.iter().enumerate() {
            if ui.add(Row::new(sample.title()).second(sample.file).icon(Icon::File)).clicked() {
                acts.push(AppAction::OpenSample(index));
            }
        }
        if !is_first {
            tour_row(ui, i18n, acts);
        }
    });
}

fn tour_row(ui: &mut Ui, i18n: &I18n, acts: &mut Vec<AppAction>) {
    let (text, about) = (i18n.text("command-tour"), i18n.text("start-tour"));
    if ui.add(Row::new(&text).second(&about).icon(Icon::Forward)).clicked() {
        acts.push(AppAction::Command(UiCommand::Tour));
    }
}

/// Shows that a file dragged over the window can be dropped.
pub(crate) fn drop_hint(ui: &mut Ui, i18n: &I18n, whole: egui::Rect) {
    let look = WidgetStyle::of(ui.ctx());
    let frame = whole.shrink(size::GROUP);
    ui.painter().rect_filled(whole, CornerRadius::ZERO, look.theme.paper);
    ui.painter().rect_stroke(
        frame,
        CornerRadius::same(size::CARD_RADIUS),
        Stroke::new(size::RING, look.theme.accent),
        StrokeKind::Inside,
    );
    let line = egui::Rect::from_center_size(frame.center(), vec2(frame.width(), 40.0));
    let mut middle = ui.new_child(egui::UiBuilder::new().max_rect(line));
    middle.add(Label::new(&i18n.text("start-drop")).role(TextRole::Title).wrapped().side(egui::Align::Center));
}
