//! Cards that open below a button of a bar: appearance, list of open articles.

use eframe::egui::{Align, Id, Layout, Popup, PopupCloseBehavior, RectAlign, Response, Ui};

use super::card::popup_frame;
use crate::gui::theme::size;
use crate::gui::widgets::WidgetStyle;

/// A card below a button while it is open. A press outside both closes it; the button toggles it.
pub(super) struct Below<'a> {
    id: Id,
    name: &'a str,
    gap: f32,
    margin: f32,
}

impl<'a> Below<'a> {
    /// The card with this id and its name for screen readers.
    pub(super) fn new(id: Id, name: &'a str) -> Self {
        Self { id, name, gap: size::STEP, margin: 12.0 }
    }

    /// With another gap between button and card, and another margin, in points.
    pub(super) fn spaced(self, gap: f32, margin: f32) -> Self {
        Self { gap, margin, ..self }
    }

    /// Shows the contents, and closes the card if they say so. Returns whether it was shown.
    pub(super) fn show(self, button: &Response, content: impl FnOnce(&mut Ui) -> bool) -> bool {
        let look = WidgetStyle::of(&button.ctx);
        let popup = Popup::from_response(button)
            .id(self.id)
            .open_memory(None)
            .close_behavior(PopupCloseBehavior::IgnoreClicks)
            .align(if look.is_rtl() { RectAlign::BOTTOM_START } else { RectAlign::BOTTOM_END })
            .gap(self.gap)
            .accessible_name(self.name)
            .frame(popup_frame(look).inner_margin(self.margin))
            .layout(Layout::top_down(Align::Min));
        let Some(shown) = popup.show(content) else { return false };
        let is_beside = button.ctx.input(|input| {
            let pressed = input.pointer.interact_pos().filter(|_| input.pointer.any_pressed());
            pressed.is_some_and(|at| !shown.response.rect.contains(at) && !button.rect.contains(at))
        });
        if shown.inner || is_beside {
            Popup::close_id(&button.ctx, self.id);
        }
        true
    }
}
