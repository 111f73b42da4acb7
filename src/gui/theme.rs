//! Colours, sizes and egui's style: the look of the window.
//!
//! Colours are roles, read from `assets/themes/*.ron`; this is the only module that makes a [`Color32`] from numbers.
//! Sizes are logical points and the same in every theme ([`size`]).

#![expect(clippy::disallowed_methods, reason = "the one module that makes colours from numbers")]

mod egui_style;
pub mod size;

use std::sync::LazyLock;

use eframe::egui::Color32;
use serde::{Deserialize, Deserializer, de};

use crate::annotation::label::rgb_of;
use crate::layout::palette::Palette;

pub use crate::layout::palette::ThemeName;

/// The message key of a theme's name.
pub fn text_key(theme: ThemeName) -> &'static str {
    match theme {
        ThemeName::Light => "theme-light",
        ThemeName::Sepia => "theme-sepia",
        ThemeName::Dark => "theme-dark",
        ThemeName::Contrast => "theme-contrast",
    }
}

/// The two colours of a kind of highlight, or of a notice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub struct Highlight {
    /// Laid under the text; ink on it has a contrast of at least 4.5.
    #[serde(deserialize_with = "hex")]
    pub fill: Color32,
    /// The underline, ring, swatch and scrollbar mark; at least 3 against paper and ground.
    #[serde(deserialize_with = "hex")]
    pub line: Color32,
}

/// The colours of the window, by role.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Theme {
    /// The theme's name; not in the file.
    #[serde(skip)]
    pub name: ThemeName,
    /// Whether this is a dark theme.
    pub dark: bool,
    /// The least contrast of text (WCAG 2, 1 to 21).
    pub text_contrast: f32,
    /// The least contrast of marks that carry meaning.
    pub mark_contrast: f32,
    /// Behind panels and bars.
    #[serde(deserialize_with = "hex")]
    pub ground: Color32,
    /// Behind the article.
    #[serde(deserialize_with = "hex")]
    pub paper: Color32,
    /// Text.
    #[serde(deserialize_with = "hex")]
    pub ink: Color32,
    /// Secondary text.
    #[serde(deserialize_with = "hex")]
    pub dim: Color32,
    /// Hairlines.
    #[serde(deserialize_with = "hex")]
    pub line: Color32,
    /// Laid over what the pointer is on; translucent.
    #[serde(deserialize_with = "hex")]
    pub hover: Color32,
    /// Laid over what is being pressed; translucent.
    #[serde(deserialize_with = "hex")]
    pub pressed: Color32,
    /// Labels, in the order of the colours offered for them.
    pub labels: [Highlight; 12],
    /// Behind selected text and selected rows.
    #[serde(deserialize_with = "hex")]
    pub selection: Color32,
    /// Focus rings, the caret, the line under the chosen tab, primary buttons.
    #[serde(deserialize_with = "hex")]
    pub accent: Color32,
    /// Text on the accent colour.
    #[serde(deserialize_with = "hex")]
    pub accent_ink: Color32,
    /// Behind a margin note.
    #[serde(deserialize_with = "hex")]
    pub note: Color32,
    /// Behind menus, popovers, dialogs and cards.
    #[serde(deserialize_with = "hex")]
    pub card: Color32,
    /// Behind text fields.
    #[serde(deserialize_with = "hex")]
    pub field: Color32,
    /// The shadow under popovers; translucent.
    #[serde(deserialize_with = "hex")]
    pub shadow: Color32,
    /// The scrollbar's handle; translucent.
    #[serde(deserialize_with = "hex")]
    pub scrollbar: Color32,
    /// The handle under the pointer; translucent.
    #[serde(deserialize_with = "hex")]
    pub scrollbar_hover: Color32,
    /// The soft flash of a mention just scrolled to; translucent, fades out.
    #[serde(deserialize_with = "hex")]
    pub flash: Color32,
    /// Success.
    #[serde(deserialize_with = "hex")]
    pub ok: Color32,
    /// What needs attention.
    pub warning: Highlight,
    /// What failed.
    pub error: Highlight,
}

static THEMES: LazyLock<[Theme; 4]> = LazyLock::new(|| ThemeName::ALL.map(built_in));

fn built_in(name: ThemeName) -> Theme {
    // Part of the program, not input: a test parses all files.
    let theme: Theme = ron::from_str(name.source()).expect("a built-in theme is well formed");
    Theme { name, ..theme }
}

impl Theme {
    /// A built-in theme.
    pub fn named(name: ThemeName) -> &'static Self {
        &THEMES[name as usize]
    }

    /// The colours of a label with this id and colour, see [`Palette::label`]. An invalid colour counts as none.
    pub fn label(&self, id: &str, color: &str) -> Highlight {
        let colors = self.palette().label(id, rgb_of(color));
        Highlight { fill: opaque(colors.fill), line: opaque(colors.line) }
    }

    /// The same colours as plain numbers, for marks.
    pub fn palette(&self) -> &'static Palette {
        Palette::of(self.name)
    }

    /// The opaque colour of `over` painted on `below`, for example for a hovered row.
    pub fn over(below: Color32, over: Color32) -> Color32 {
        below.blend(over)
    }

    /// A colour with a share of its opacity, 0 to 1, for the fading flash and disabled controls.
    pub fn faded(color: Color32, opacity: f32) -> Color32 {
        color.gamma_multiply(opacity.clamp(0.0, 1.0))
    }
}

/// Converts a colour of a picture or mark to a window colour.
pub(crate) fn opaque([red, green, blue]: [u8; 3]) -> Color32 {
    Color32::from_rgb(red, green, blue)
}

fn parse_hex(text: &str) -> Option<Color32> {
    let digits = text.strip_prefix('#')?;
    if !digits.bytes().all(|b| b.is_ascii_hexdigit()) {
        return None;
    }
    let value = u32::from_str_radix(digits, 16).ok()?;
    let [a, b, c, d] = value.to_be_bytes();
    match digits.len() {
        6 => Some(Color32::from_rgb(b, c, d)),
        8 => Some(Color32::from_rgba_unmultiplied(a, b, c, d)),
        _ => None,
    }
}

fn hex<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Color32, D::Error> {
    let text = String::deserialize(deserializer)?;
    parse_hex(&text).ok_or_else(|| de::Error::invalid_value(de::Unexpected::Str(&text), &"#rrggbb or #rrggbbaa"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::palette::contrast;

    #[test]
    fn text_and_marks_can_be_read_in_every_theme() {
        for name in ThemeName::ALL {
            let theme = Theme::named(name);
            let at_least = |least: f32, front: Color32, back: Color32, what: &str| {
                let rgb = |color: Color32| [color.r(), color.g(), color.b()];
                let found = contrast(rgb(front), rgb(back));
                assert!(found >= least, "{name:?}: {what} has a contrast of {found:.2}, not {least}");
            };
            let (text, mark) = (theme.text_contrast, theme.mark_contrast);
            for highlight in theme.labels {
                at_least(text, theme.ink, highlight.fill, "ink on a highlight");
                for back in [theme.paper, theme.ground, highlight.fill] {
                    at_least(mark, highlight.line, back, "a mark");
                }
            }
            for back in [theme.paper, theme.ground, theme.card, theme.field, theme.note] {
                at_least(text, theme.ink, back, "ink");
                at_least(text, theme.dim, back, "dim text");
                at_least(mark, theme.accent, back, "the accent");
            }
            at_least(text, theme.ink, theme.selection, "ink on a selection");
            at_least(text, theme.accent_ink, theme.accent, "text on a primary button");
            for notice in [theme.warning, theme.error] {
                at_least(text, theme.ink, notice.fill, "ink on a notice");
                at_least(mark, notice.line, notice.fill, "the mark of a notice");
                at_least(mark, notice.line, theme.paper, "the mark of a notice");
            }
            let hovered = Theme::over(theme.ground, theme.hover);
            at_least(text, theme.dim, hovered, "dim text on a hovered row");
        }
        let strong = Theme::named(ThemeName::Contrast);
        assert!(strong.text_contrast >= 7.0 && strong.mark_contrast >= 4.5);
    }

    #[test]
    fn colours_are_read() {
        assert_eq!(parse_hex("#1f9e89"), Some(Color32::from_rgb(0x1f, 0x9e, 0x89)));
        assert_eq!(parse_hex("#00000080"), Some(Color32::from_rgba_unmultiplied(0, 0, 0, 0x80)));
        for bad in ["", "#", "1f9e89", "#1f9e8", "#1f9e8g", "#+f9e89", "#1f9e891f9e"] {
            assert_eq!(parse_hex(bad), None, "{bad}");
        }
    }

    #[test]
    fn an_unreadable_label_colour_is_no_error() {
        let theme = Theme::named(ThemeName::Light);
        let unreadable = theme.label("own", "tael");
        assert_ne!(unreadable.fill, unreadable.line);
        assert_eq!(unreadable, theme.label("own", ""));
    }
}
