//! What egui's scroll areas lack: a name of their bar, and a place for it in an Arabic interface.

use eframe::egui::{Id, Ui};

use super::Look;

/// Names the vertical scrollbar of egui's scroll area `area` for screen readers, where it has one.
pub fn name_scrollbar(ui: &Ui, area: Id, name: &str) {
    let bar = area.with(1_usize);
    if ui.ctx().has_accesskit_node(bar) {
        ui.ctx().accesskit_node_builder(bar, |node| node.set_label(name));
    }
}

/// Lets the bar of a scroll area as wide as `ui` stand where lines of the interface end. egui knows
/// bars at the right only: at the left, the rest of the width is the margin behind the bar.
pub fn mirror_scrollbar(ui: &mut Ui) {
    if Look::of(ui.ctx()).is_rtl() {
        let width = ui.available_width();
        let scroll = &mut ui.spacing_mut().scroll;
        scroll.bar_outer_margin = (width - scroll.bar_width - scroll.bar_outer_margin).max(0.0);
    }
}
