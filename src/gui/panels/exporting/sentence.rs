//! The sentence to which an export or an import comes, behind a sign: that all is well, or that something asks for a look.

use eframe::egui::{Role, Sense, Ui, WidgetInfo, vec2};

use crate::gui::i18n::without_isolates;
use crate::gui::text::TextRole;
use crate::gui::theme::size;
use crate::gui::widgets::{Icon, Shaped, Strip, WidgetStyle, icons};

/// The sentence in the width at hand.
pub(in crate::gui::panels) struct Sentence {
    words: String,
    text: Shaped,
    warns: bool,
}

impl Sentence {
    /// These words; `warns` if something asks for a look.
    pub(in crate::gui::panels) fn new(ui: &Ui, words: String, warns: bool) -> Self {
        let width = ui.available_width() - size::ICON - size::INSIDE;
        let text = Shaped::wrapped(ui.ctx(), &words, TextRole::Body, width);
        Self { words, text, warns }
    }

    /// Its height, in points.
    pub(in crate::gui::panels) fn height(&self) -> f32 {
        self.text.size().y
    }

    /// Draws it.
    pub(in crate::gui::panels) fn show(&self, ui: &mut Ui) {
        let look = WidgetStyle::of(ui.ctx());
        let (icon, color) =
            if self.warns { (Icon::Warning, look.theme.warning.line) } else { (Icon::Check, look.theme.ok) };
        let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), self.height()), Sense::hover());
        let mut strip = Strip::new(rect, look);
        let first = strip.leading(size::ICON).with_max_y(rect.top() + TextRole::Body.sizes().2);
        strip.leading(size::INSIDE);
        icons::paint(ui.painter(), icons::square(first, size::ICON), icon, color, look.is_rtl());
        self.text.paint(ui.painter(), strip.rest(), strip.start(), look.theme.ink);
        response.widget_info(|| WidgetInfo::labeled(Role::Status, true, without_isolates(&self.words)));
    }
}
