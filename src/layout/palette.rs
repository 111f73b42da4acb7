//! The colours of a theme as plain numbers, for pictures: the same files as the window's themes.

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
    /// Letters.
    #[serde(deserialize_with = "hex")]
    pub ink: Rgb,
    /// Places.
    pub location: MarkColors,
    /// Factions.
    pub faction: MarkColors,
}

impl Palette {
    /// The colours of the light or of the dark theme.
    pub fn of(dark: bool) -> Self {
        let source = if dark {
            include_str!("../../assets/themes/dark.ron")
        } else {
            include_str!("../../assets/themes/light.ron")
        };
        // The files are part of the program and read by a test; ink on paper is a picture still.
        ron::from_str(source).unwrap_or(Self {
            paper: [255; 3],
            ink: [0; 3],
            location: MarkColors { fill: [200; 3], line: [0; 3] },
            faction: MarkColors { fill: [200; 3], line: [0; 3] },
        })
    }
}

impl Palette {
    /// The colours of a label: the theme's own for the two labels that every article begins with,
    /// else made from the colour that the person chose.
    pub fn label(&self, id: &str, rgb: Option<Rgb>) -> MarkColors {
        match (id, rgb) {
            ("location", _) => self.location,
            ("faction", _) => self.faction,
            (_, Some(rgb)) => MarkColors { fill: mix(self.paper, rgb, 0.28), line: rgb },
            (_, None) => MarkColors { fill: mix(self.paper, self.ink, 0.12), line: self.ink },
        }
    }
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
}
