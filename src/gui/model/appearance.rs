//! The window's and the article's appearance according to the settings.

use eframe::egui;

use crate::gui::theme::ThemeName;
use crate::store::Settings;
use crate::store::settings::INTERFACE_SIZES;

/// A change of the article's appearance.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum AppearanceAction {
    /// Sets the theme; `None` follows the system.
    Theme(Option<ThemeName>),
    /// Sets the font family; `None` for the bundled Naskh.
    Font(Option<String>),
    /// Reads the installed fonts, so that one can be chosen.
    ReadFonts,
    /// Sets the letter size, in points.
    TextSize(f32),
    /// Sets the line height, relative to the letter size.
    LineHeight(f32),
    /// Sets the width of the column at the normal letter size, in points.
    ColumnWidth(f32),
    /// Sets the space between paragraphs, relative to the normal one.
    ParagraphSpacing(f32),
    /// Resets everything except the theme.
    Reset,
}

/// The theme in the settings; follows the system if they name none, or an unknown one.
pub(crate) fn theme_of(settings: &Settings, ctx: &egui::Context) -> ThemeName {
    let system = match ctx.system_theme() {
        Some(egui::Theme::Dark) => ThemeName::Dark,
        _ => ThemeName::Light,
    };
    settings.theme.as_deref().and_then(ThemeName::of_name).unwrap_or(system)
}

/// Size of the interface, relative to its normal size.
pub(crate) fn interface_size(settings: &Settings) -> f32 {
    settings.interface_size.map_or(1.0, |size| size.clamp(*INTERFACE_SIZES.start(), *INTERFACE_SIZES.end()))
}
