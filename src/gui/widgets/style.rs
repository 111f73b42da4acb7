//! Settings shared by all controls of a window: theme, language and direction.

use eframe::egui::{self, Align, InnerResponse, Layout, Ui, vec2};

use super::field_menu::FieldMenu;
use crate::gui::i18n::Lang;
use crate::gui::theme::{Theme, ThemeName};
use crate::text::Direction;

/// Theme and language of the window, kept in the egui context, so that they need not be passed to every control.
#[derive(Clone, Copy, Debug)]
pub struct WidgetStyle {
    /// The colours.
    pub theme: &'static Theme,
    /// The language of the interface.
    pub lang: Lang,
}

impl Default for WidgetStyle {
    fn default() -> Self {
        Self { theme: Theme::named(ThemeName::default()), lang: Lang::default() }
    }
}

impl WidgetStyle {
    /// Sets theme and language of a context, including egui's own style; takes effect in the next frame.
    pub fn install(ctx: &egui::Context, theme: ThemeName, lang: Lang) {
        let look = Self { theme: Theme::named(theme), lang };
        look.theme.apply(ctx);
        FieldMenu::install(ctx, lang);
        ctx.data_mut(|data| data.insert_temp(Self::id(), look));
        ctx.request_repaint();
    }

    /// The style of a context; light and English before [`Self::install`].
    pub fn of(ctx: &egui::Context) -> Self {
        ctx.data(|data| data.get_temp(Self::id())).unwrap_or_default()
    }

    fn id() -> egui::Id {
        egui::Id::unique("hawashi-look")
    }

    /// Whether the interface runs from right to left.
    pub fn is_rtl(self) -> bool {
        self.lang.is_rtl()
    }

    /// The interface's direction, used for texts without letters.
    pub fn direction(self) -> Direction {
        if self.is_rtl() { Direction::Rtl } else { Direction::Ltr }
    }

    /// The side where lines begin.
    pub fn start(self) -> Align {
        if self.is_rtl() { Align::Max } else { Align::Min }
    }

    /// The side where lines end.
    pub fn end(self) -> Align {
        if self.is_rtl() { Align::Min } else { Align::Max }
    }

    /// The layout of a line of controls in reading direction.
    pub fn along(self) -> Layout {
        if self.is_rtl() { Layout::right_to_left(Align::Center) } else { Layout::left_to_right(Align::Center) }
    }

    /// The layout of a line of controls against reading direction, for those at the far side.
    pub fn against(self) -> Layout {
        if self.is_rtl() { Layout::left_to_right(Align::Center) } else { Layout::right_to_left(Align::Center) }
    }

    /// A line of controls with a height (points), in reading direction.
    pub fn line<R>(self, ui: &mut Ui, height: f32, add: impl FnOnce(&mut Ui) -> R) -> InnerResponse<R> {
        ui.allocate_ui_with_layout(vec2(ui.available_width(), height), self.along(), add)
    }

    /// A column of controls aligned to the side where lines begin.
    pub fn column<R>(self, ui: &mut Ui, add: impl FnOnce(&mut Ui) -> R) -> InnerResponse<R> {
        ui.with_layout(Layout::top_down(self.start()), add)
    }
}
