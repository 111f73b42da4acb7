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
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub struct Palette {
    /// Behind the text.
    #[serde(deserialize_with = "hex")]
    pub paper: Rgb,
    /// Behind panels and bars.
    #[serde(deserialize_with = "hex")]
    pub ground: Rgb,
    /// Letters.
    #[serde(deserialize_with = "hex")]
    pub ink: Rgb,
    /// Places.
    pub location: MarkColors,
    /// Factions.
    pub faction: MarkColors,
}

static LIGHT: LazyLock<Palette> = LazyLock::new(|| built_in(include_str!("../../assets/themes/light.ron")));
static DARK: LazyLock<Palette> = LazyLock::new(|| built_in(include_str!("../../assets/themes/dark.ron")));

fn built_in(source: &str) -> Palette {
    // The files are part of the program and read by a test; ink on paper is a picture still.
    ron::from_str(source).unwrap_or(Palette {
        paper: [255; 3],
        ground: [255; 3],
        ink: [0; 3],
        location: MarkColors { fill: [200; 3], line: [0; 3] },
        faction: MarkColors { fill: [200; 3], line: [0; 3] },
    })
}

/// The least contrast of text (WCAG 2).
const TEXT_CONTRAST: f32 = 4.5;
/// The least contrast of marks that carry meaning (WCAG 2).
const MARK_CONTRAST: f32 = 3.0;

impl Palette {
    /// The colours of the light or of the dark theme.
    pub fn of(dark: bool) -> &'static Self {
        if dark { &DARK } else { &LIGHT }
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
        let fill = moved(mix(self.paper, color, 0.25), self.paper, &|fill| contrast(self.ink, fill) >= TEXT_CONTRAST);
        let stands_out =
            |line| [self.paper, self.ground, fill].iter().all(|&back| contrast(line, back) >= MARK_CONTRAST);
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
    fn both_themes_are_read() {
        assert_eq!(Palette::of(false).paper, [0xfc, 0xfa, 0xf5]);
        assert_eq!(Palette::of(true).paper, [0x1c, 0x1f, 0x23]);
    }

    #[test]
    fn contrast_is_that_of_wcag() {
        assert!((contrast([255; 3], [0; 3]) - 21.0).abs() < 0.01);
        assert!((contrast([0x77; 3], [255; 3]) - 4.48).abs() < 0.01);
    }

    #[test]
    fn any_colour_of_a_label_can_be_read() {
        for dark in [false, true] {
            let palette = Palette::of(dark);
            for rgb in [[255, 255, 0], [0, 0, 0], [255, 255, 255], [12, 200, 90], [90, 10, 120]] {
                let colors = palette.label("x", Some(rgb));
                assert!(contrast(palette.ink, colors.fill) >= TEXT_CONTRAST, "{rgb:?}");
                assert!(contrast(colors.line, palette.paper) >= MARK_CONTRAST, "{rgb:?}");
            }
        }
    }
}
