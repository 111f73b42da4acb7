//! The names beside the page during a review: how far it is, and what is left by name.

use eframe::egui::{self, CornerRadius, Rect, Ui, vec2};

use super::context::SideView;
use super::review_card::decided;
use super::side_lists::SideLists;
use crate::gui::i18n::Value;
use crate::gui::model::AppAction;
use crate::gui::text::TextRole;
use crate::gui::theme::size;
use crate::gui::widgets::{Label, WidgetStyle};

/// Height of the bar under the numbers, in points.
const BAR: f32 = 4.0;

/// Draws them below the panel's tabs.
pub(super) fn review_names(ui: &mut Ui, view: &SideView<'_>, lists: &mut SideLists, acts: &mut Vec<AppAction>) {
    progress(ui, view);
    ui.add_space(size::INSIDE);
    let height = ui.available_height() - size::INSIDE;
    lists.show(ui, view, height, true, acts);
}

/// How many are decided, with a bar that fills from the side where lines begin, and what is left.
fn progress(ui: &mut Ui, view: &SideView<'_>) {
    let look = WidgetStyle::of(ui.ctx());
    let index = &view.tab.mark_index;
    let left: usize = index.counts.iter().map(|count| count.suggested).sum();
    let names = index.groups.iter().filter(|group| group.undecided > 0).count();
    let (accepted, rejected) = decided(view.tab);
    let done = accepted + rejected;
    ui.add_space(size::STEP);
    look.line(ui, size::TARGET, |ui| {
        let values = [("done", Value::from(done)), ("total", Value::from(done + left))];
        ui.add(Label::new(&view.i18n.text_with("status-reviewed", &values)).role(TextRole::Strong));
        let rest = ui.available_rect_before_wrap();
        let mut far = ui.new_child(egui::UiBuilder::new().max_rect(rest).layout(look.against()));
        let values = [("left", Value::from(left)), ("names", Value::from(names))];
        let text = view.i18n.text_with("review-left", &values);
        far.add(Label::new(&text).role(TextRole::Small).color(look.theme.dim));
    });
    let (bar, _) = ui.allocate_exact_size(vec2(ui.available_width(), BAR), egui::Sense::hover());
    let share = if done + left == 0 { 0.0 } else { done as f32 / (done + left) as f32 };
    let width = bar.width() * share;
    let filled = if look.is_rtl() {
        Rect::from_min_max(bar.max - vec2(width, BAR), bar.max)
    } else {
        Rect::from_min_size(bar.min, vec2(width, BAR))
    };
    let round = CornerRadius::same(2);
    ui.painter().rect_filled(bar, round, look.theme.line);
    ui.painter().rect_filled(filled, round, look.theme.dim);
}
