//! A line at the foot of the page that explains the current keys.

use eframe::egui::accesskit::Live;
use eframe::egui::{Align2, Area, Id, Order, Rect, Role, Ui, WidgetInfo, pos2};

use super::card::popup_frame;
use crate::gui::i18n::without_isolates;
use crate::gui::text::TextRole;
use crate::gui::theme::size;
use crate::gui::widgets::{Label, Shaped, WidgetStyle};

/// Shows the line; screen readers announce it when it appears or changes.
pub(crate) fn hint(ui: &Ui, page: Rect, text: &str) {
    let look = WidgetStyle::of(ui.ctx());
    let at = pos2(page.center().x, page.bottom() - size::GROUP);
    let area = Area::new(Id::unique("hint")).order(Order::Foreground).interactable(false);
    area.pivot(Align2::CENTER_BOTTOM).fixed_pos(at).constrain_to(page).show(ui.ctx(), |ui| {
        popup_frame(look).inner_margin(size::INSIDE).show(ui, |ui| {
            let wanted = Shaped::line(ui.ctx(), text, TextRole::Body).size().x.ceil() + 1.0;
            ui.set_max_width(wanted.min(page.width() - 4.0 * size::GROUP));
            let response = ui.add(Label::new(text).wrapped());
            response.widget_info(|| WidgetInfo::labeled(Role::Status, true, without_isolates(text)));
            ui.ctx().accesskit_node_builder(response.id, |node| node.set_live(Live::Polite));
        });
    });
}
