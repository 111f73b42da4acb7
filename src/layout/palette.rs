//! The colours of a theme as plain numbers, for pictures: the same files as the window's themes.

use std::sync::LazyLock;

use serde::Deserialize;

use super::picture::Rgb;

/// Colour under a mention and of the line below it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub struct MarkColors {
    /// Under the letters.
    #[serde(deserialize_with = "hex")]
    pub fill: Rgb,
    /// Line and ring.
    #[serde(deserialize_with = "hex")]
    pub line: Rgb,
}

/// The roles of a theme that a page is drawn with.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
pub struct Palette {
    /// The least contrast of text (WCAG 2, 1 to 21).
    pub text_contrast: f32,
    /// The least contrast of marks that carry meaning.
    pub mark_contrast: f32,
    /// Behind the text.
    #[serde(deserialize_with = "hex")]
    pub paper: Rgb,
    /// Behind panels and bars.
    #[serde(deserialize_with = "hex")]
    pub ground: Rgb,
    /// Letters.
    #[serde(deserialize_with = "hex")]
    pub ink: Rgb,
    /// What recedes: lines of what was rejected.
    #[serde(deserialize_with = "hex")]
    pub dim: Rgb,
    /// Places.
    pub location: MarkColors,
    /// Factions.
    pub faction: MarkColors,
}

/// A built-in theme.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ThemeName {
    /// Dark ink on warm paper.
    #[default]
    Light,
    /// Brown ink on yellowed paper.
    Sepia,
    /// Light ink on dark paper.
    Dark,
    /// White on black, every mark strong.
    Contrast,
}

impl ThemeName {
    /// All themes, in the order of a menu.
    pub const ALL: [Self; 4] = [Self::Light, Self::Sepia, Self::Dark, Self::Contrast];

    /// The word for it in settings and on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Light => "light",
            Self::Sepia => "sepia",
            Self::Dark => "dark",
            Self::Contrast => "contrast",
        }
    }

    /// The theme of a word.
    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|theme| theme.name() == name)
    }

    /// Its colours by role, in RON.
    pub fn source(self) -> &'static str {
        match self {
            Self::Light => include_str!("../../assets/themes/light.ron"),
            Self::Sepia => include_str!("../../assets/themes/sepia.ron"),
            Self::Dark => include_str!("../../assets/themes/dark.ron"),
            Self::Contrast => include_str!("../../assets/themes/contrast.ron"),
        }
    }
}

static PALETTES: LazyLock<[Palette; 4]> = LazyLock::new(|| ThemeName::ALL.map(|theme| built_in(theme.source())));

fn built_in(source: &str) -> Palette {
    // The files are part of the program and read by a test; ink on paper is a picture still.
    ron::from_str(source).unwrap_or(Palette {
        text_contrast: 4.5,
        mark_contrast: 3.0,
        paper: [255; 3],
        ground: [255; 3],
        ink: [0; 3],
        dim: [110; 3],
        location: MarkColors { fill: [200; 3], line: [0; 3] },
        faction: MarkColors { fill: [200; 3], line: [0; 3] },
    })
}

impl Palette {
    /// The colours of a theme.
    pub fn of(theme: ThemeName) -> &'static Self {
        &PALETTES[theme as usize]
    }

    /// The colours of a label: the theme's own for the two labels that every article begins with,
    /// else made from the colour that the person chose, moved towards the paper for the fill and
    /// towards the ink for the line until text and marks can be read. Without a colour it is grey.
    pub fn label(&self, id: &str, rgb: Option<Rgb>) -> MarkColors {
        match id {
            "location" => self.location,
            "faction" => self.faction,
            _ => self.readable(rgb.unwrap_or_else(|| mix(self.paper, self.ink, 0.5))),
        }
    }

    fn readable(&self, color: Rgb) -> MarkColors {
        const STEPS: u8 = 40;
        let moved = |from: Rgb, towards: Rgb, is_fine: &dyn Fn(Rgb) -> bool| {
            let steps = (0..=STEPS).map(|step| mix(from, towards, f32::from(step) / f32::from(STEPS)));
            steps.into_iter().find(|&mixed| is_fine(mixed)).unwrap_or(towards)
        };
        let fill =
            moved(mix(self.paper, color, 0.25), self.paper, &|fill| contrast(self.ink, fill) >= self.text_contrast);
        let stands_out =
            |line| [self.paper, self.ground, fill].iter().all(|&back| contrast(line, back) >= self.mark_contrast);
        MarkColors { fill, line: moved(color, self.ink, &stands_out) }
    }
}

/// The contrast of two colours by WCAG 2, 1 to 21.
pub fn contrast(a: Rgb, b: Rgb) -> f32 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// Relative luminance by WCAG 2, 0 to 1.
fn luminance(color: Rgb) -> f32 {
    let [r, g, b] = color.map(|channel| {
        let share = f32::from(channel) / 255.0;
        if share <= 0.04045 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
    });
    0.2126 * r + 0.7152 * g + 0.0722 * b
}

/// The number of a colour written `#rrggbb`.
pub fn parse_hex(color: &str) -> Option<Rgb> {
    let digits = color.strip_prefix('#').filter(|d| d.len() == 6 && d.is_ascii())?;
    let value = u32::from_str_radix(digits, 16).ok()?;
    Some([(value >> 16) as u8, (value >> 8) as u8, value as u8])
}

/// `fill` laid over `paper` at a share of its strength, 0 to 1: the fill of a colour that the
/// person chose for a label.
pub fn mix(paper: Rgb, color: Rgb, share: f32) -> Rgb {
    std::array::from_fn(|i| (f32::from(paper[i]) + (f32::from(color[i]) - f32::from(paper[i])) * share).round() as u8)
}

fn hex<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Rgb, D::Error> {
    let text = String::deserialize(deserializer)?;
    parse_hex(&text).ok_or_else(|| serde::de::Error::custom(format!("{text:?} is no colour like #1f9e89")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_theme_is_read() {
        assert_eq!(Palette::of(ThemeName::Light).paper, [0xfc, 0xfa, 0xf5]);
        assert_eq!(Palette::of(ThemeName::Dark).paper, [0x1c, 0x1f, 0x23]);
        assert_eq!(Palette::of(ThemeName::Contrast).paper, [0; 3]);
        for theme in ThemeName::ALL {
            assert_eq!(ThemeName::of_name(theme.name()), Some(theme));
            assert!(ron::from_str::<Palette>(theme.source()).is_ok(), "{theme:?}");
        }
        assert_eq!(ThemeName::of_name("solarized"), None);
    }

    #[test]
    fn contrast_is_that_of_wcag() {
        assert!((contrast([255; 3], [0; 3]) - 21.0).abs() < 0.01);
        assert!((contrast([0x77; 3], [255; 3]) - 4.48).abs() < 0.01);
    }

    #[test]
    fn any_colour_of_a_label_can_be_read() {
        for theme in ThemeName::ALL {
            let palette = Palette::of(theme);
            for rgb in [[255, 255, 0], [0, 0, 0], [255, 255, 255], [12, 200, 90], [90, 10, 120]] {
                let colors = palette.label("x", Some(rgb));
                assert!(contrast(palette.ink, colors.fill) >= palette.text_contrast, "{rgb:?}");
                assert!(contrast(colors.line, palette.paper) >= palette.mark_contrast, "{rgb:?}");
            }
        }
    }
}
