//! What can be done with the opened row of the view of differences: buttons at its foot, each with a key.

use eframe::egui::{Key, Modifiers, Rect, Sense, Stroke as Pen, Ui, UiBuilder, vec2};

use crate::gui::theme::size;
use crate::gui::widgets::{Button, WidgetStyle};

/// How much a button stands out.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Weight {
    /// What is usually done.
    Primary,
    Usual,
    Quiet,
}

/// Something that can be done.
pub(super) struct Offer<A> {
    pub(super) text: String,
    pub(super) key: Key,
    /// The key as it is shown.
    pub(super) key_text: &'static str,
    pub(super) act: A,
    pub(super) weight: Weight,
}

/// What the pressed key stands for.
pub(super) fn pressed<A: Copy>(ui: &Ui, offers: &[Offer<A>]) -> Option<A> {
    let is_pressed = |offer: &&Offer<A>| ui.input_mut(|input| input.consume_key(Modifiers::NONE, offer.key));
    offers.iter().find(is_pressed).map(|offer| offer.act)
}

/// The room of a foot of this height, in points, below a hairline.
pub(super) fn foot_room(ui: &mut Ui, height: f32) -> Rect {
    let look = WidgetStyle::of(ui.ctx());
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
    ui.painter().hline(rect.x_range(), rect.top() + 0.5, Pen::new(size::HAIRLINE, look.theme.line));
    rect
}

/// The buttons in this room; what the clicked one stands for.
pub(super) fn buttons<A: Copy>(ui: &mut Ui, room: Rect, offers: &[Offer<A>]) -> Option<A> {
    let look = WidgetStyle::of(ui.ctx());
    let mut line = ui.new_child(UiBuilder::new().max_rect(room).layout(look.along()));
    line.spacing_mut().item_spacing.x = size::INSIDE;
    let mut clicked = None;
    for offer in offers {
        let button = Button::new(&offer.text).key(offer.key_text);
        let button = match offer.weight {
            Weight::Primary => button.primary(),
            Weight::Usual => button,
            Weight::Quiet => button.quiet(),
        };
        if line.add(button).clicked() {
            clicked = Some(offer.act);
        }
    }
    clicked
}
