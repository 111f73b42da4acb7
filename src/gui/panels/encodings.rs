//! The encoding of a file: the dialog with a preview in each encoding, and the message shown in place of a page that
//! could not be read in any.

use eframe::egui::{Id, Rect, Ui, UiBuilder, vec2};

use super::answers::buttons;
use crate::document::{Encoding, Preview, PreviewHint};
use crate::gui::i18n::{I18n, Value};
use crate::gui::model::{AppAction, Tab, TabId};
use crate::gui::text::TextRole;
use crate::gui::theme::size;
use crate::gui::widgets::{Button, Label, List, Row, WidgetStyle, small};

/// Rows that are visible at once if there is room.
const ROWS: f32 = 11.0;
/// Height of the dialog besides its rows, in points.
const AROUND: f32 = 220.0;
/// Width of the message in place of the page, in points.
const COLUMN: f32 = 460.0;

/// The dialog for a tab's encoding.
pub(crate) struct ChooseEncoding {
    tab: TabId,
    /// `None` until the file was read.
    previews: Option<Vec<Preview>>,
    /// Whether the list has not been shown yet.
    is_new: bool,
}

impl ChooseEncoding {
    pub(crate) fn new(tab: TabId) -> Self {
        Self { tab, previews: None, is_new: true }
    }

    /// Takes the previews from a thread.
    pub(crate) fn take(&mut self, tab: TabId, previews: Vec<Preview>) {
        if self.tab == tab {
            self.previews = Some(previews);
        }
    }

    pub(super) fn show(&mut self, ui: &mut Ui, i18n: &I18n, tabs: &[Tab], acts: &mut Vec<AppAction>) {
        let Some(tab) = tabs.iter().find(|tab| tab.id == self.tab) else {
            acts.push(AppAction::CloseDialog);
            return;
        };
        let now =
            tab.session.as_ref().and_then(|session| session.document().decoding()).map(|decoding| decoding.encoding);
        let room = ui.ctx().content_rect().height() - AROUND;
        let height = (ROWS * size::ROW).min((room / size::ROW).floor().max(3.0) * size::ROW);
        match &self.previews {
            None => {
                let place = vec2(ui.available_width(), height);
                ui.allocate_ui(place, |ui| {
                    ui.set_min_size(place);
                    small(ui, &i18n.text("encoding-reading"));
                });
            }
            Some(previews) => {
                let title = i18n.text("encoding-title");
                let chosen = previews.iter().position(|preview| Some(preview.encoding) == now);
                let id = Id::unique("encodings");
                if std::mem::take(&mut self.is_new) {
                    List::focus(ui.ctx(), id, chosen.unwrap_or(0));
                }
                let list = List::new(id, &title, height).chosen(chosen);
                ui.scope(|ui| {
                    ui.spacing_mut().item_spacing.y = 0.0;
                    list.show(ui, previews.len(), |ui, place| {
                        let preview = previews.get(place.number())?;
                        let name = encoding_label(i18n, preview.encoding);
                        let hint = match preview.hint {
                            PreviewHint::Recognised => Some(i18n.text("encoding-recognised")),
                            PreviewHint::Repairs => Some(i18n.text("encoding-repairs")),
                            PreviewHint::Arabic | PreviewHint::None => None,
                        };
                        let row = Row::new(&name).sample(&preview.line).selected(chosen == Some(place.number()));
                        let row = match &hint {
                            Some(hint) => row.count(hint),
                            None => row,
                        };
                        let response = ui.add(row.at(place));
                        if response.clicked() {
                            acts.push(AppAction::SetEncoding(self.tab, preview.encoding));
                        }
                        Some(response)
                    });
                });
            }
        }
        if now.is_some() {
            small(ui, &i18n.text("encoding-warning"));
        }
        buttons(ui, i18n, &[("dialog-cancel", AppAction::CloseDialog)], acts);
    }
}

/// The name of an encoding in the window.
pub(crate) fn encoding_label(i18n: &I18n, encoding: Encoding) -> String {
    let taken_for: Vec<&str> = encoding.misreadings().map(|misreading| misreading.taken_for.name()).collect();
    let really = encoding.misreadings().last().map_or(encoding.charset(), |misreading| misreading.really);
    if taken_for.is_empty() {
        return really.name().to_owned();
    }
    let values = [("really", Value::from(really.name())), ("encoding", Value::from(taken_for.join(", ")))];
    i18n.text_with("encoding-repaired", &values).into_owned()
}

/// Shown in place of a page that cannot be read: the reason, and what can be done.
pub(crate) fn unreadable(ui: &mut Ui, i18n: &I18n, tab: &Tab, acts: &mut Vec<AppAction>) {
    let Some(error) = &tab.unreadable else { return };
    let whole = ui.available_rect_before_wrap();
    let width = COLUMN.min(whole.width() - 2.0 * size::GROUP);
    let top = whole.top() + (whole.height() * 0.2).clamp(24.0, 160.0);
    let place = Rect::from_x_y_ranges(
        whole.center().x - width / 2.0..=whole.center().x + width / 2.0,
        top..=whole.bottom().max(top),
    );
    let look = WidgetStyle::of(ui.ctx());
    let mut column = ui.new_child(UiBuilder::new().max_rect(place));
    look.column(&mut column, |ui| {
        ui.spacing_mut().item_spacing.y = size::GROUP;
        let title = i18n.text_with("unreadable-title", &[("file", Value::from(&tab.name))]);
        ui.add(Label::new(&title).role(TextRole::Title).wrapped().heading());
        ui.add(Label::new(&i18n.sentence(error)).wrapped());
        look.line(ui, size::ROW + 4.0, |ui| {
            ui.spacing_mut().item_spacing.x = size::INSIDE;
            if ui.add(Button::new(&i18n.text("notice-other-encoding")).primary()).clicked() {
                acts.push(AppAction::ChooseEncoding(tab.id));
            }
            if ui.add(Button::new(&i18n.text("dialog-close"))).clicked() {
                acts.push(AppAction::CloseTab(tab.id));
            }
        });
    });
}
