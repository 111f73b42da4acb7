//! The colours of pictures, by theme. The six data colours can be told apart without red, green or blue receptors;
//! words beside them are ink.

use crate::layout::{Palette, Rgb, ThemeName};

/// The colours of pictures in a theme.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Colors {
    /// Behind charts.
    pub paper: Rgb,
    /// Words.
    pub ink: Rgb,
    /// Words that matter less.
    pub dim: Rgb,
    /// Hairlines.
    pub line: Rgb,
    /// What is chosen.
    pub accent: Rgb,
    /// Stripes, boxes, dots.
    pub grey: Rgb,
    /// For at most six series, in this order.
    pub data: [Rgb; 6],
    /// Figures on the data colours.
    pub on_data: [Rgb; 6],
    /// All other series.
    pub others: Rgb,
    /// Edge of the others.
    pub others_edge: Rgb,
    /// Steps of a matrix: more is farther from the paper.
    pub steps: [Rgb; 5],
    /// Figures on the steps.
    pub on_steps: [Rgb; 5],
    /// Land on the map.
    pub land: Rgb,
    /// Water on the map.
    pub sea: Rgb,
    /// Coasts and borders.
    pub border: Rgb,
    /// Borders that somebody contests.
    pub contested: Rgb,
    /// Rivers.
    pub river: Rgb,
    /// Names of waters.
    pub sea_name: Rgb,
    /// Names of countries.
    pub country_name: Rgb,
}

const WHITE: Rgb = [255; 3];
const BLACK: Rgb = [0x16, 0x13, 0x0f];

const fn rgb(hex: u32) -> Rgb {
    [(hex >> 16) as u8, (hex >> 8) as u8, hex as u8]
}

impl Colors {
    /// The colours of a theme.
    pub fn of(theme: ThemeName) -> Self {
        let palette = Palette::of(theme);
        let set = match theme {
            ThemeName::Light | ThemeName::Sepia => Self::light(),
            ThemeName::Dark | ThemeName::Contrast => Self::dark(),
        };
        let Palette { paper, ink, dim, line, accent, .. } = *palette;
        let set = Self { paper, ink, dim, line, accent, ..set };
        match theme {
            ThemeName::Sepia => Self { land: palette.paper, ..set },
            ThemeName::Contrast => Self {
                line: rgb(0x005a_5a5a),
                land: rgb(0x0018_1818),
                sea: [0; 3],
                border: rgb(0x00a0_a0a0),
                contested: [255; 3],
                country_name: rgb(0x00d0_d0d0),
                ..set
            },
            ThemeName::Light | ThemeName::Dark => set,
        }
    }

    fn light() -> Self {
        Self {
            paper: WHITE,
            ink: BLACK,
            dim: BLACK,
            line: BLACK,
            accent: BLACK,
            grey: rgb(0x008f_897e),
            data: [0x002a_3a9d, 0x008b_5030, 0x0041_9291, 0x0073_1147, 0x00ae_7a00, 0x0088_5cd2].map(rgb),
            on_data: [WHITE, WHITE, BLACK, WHITE, BLACK, WHITE],
            others: rgb(0x00cf_cabf),
            others_edge: rgb(0x006b_665e),
            steps: [0x00d5_e3ea, 0x00a9_c6d6, 0x006f_9fb9, 0x003a_7393, 0x0015_4a68].map(rgb),
            on_steps: [BLACK, BLACK, BLACK, WHITE, WHITE],
            land: rgb(0x00f8_f5ee),
            sea: rgb(0x00e6_edf0),
            border: rgb(0x008f_897e),
            contested: rgb(0x005f_5a52),
            river: rgb(0x00a9_c3d0),
            sea_name: rgb(0x003d_5f76),
            country_name: rgb(0x006b_665e),
        }
    }

    fn dark() -> Self {
        Self {
            paper: BLACK,
            ink: WHITE,
            dim: WHITE,
            line: WHITE,
            accent: WHITE,
            grey: rgb(0x006f_6c65),
            data: [0x0074_abdc, 0x00ce_9059, 0x0068_eacd, 0x00bd_4071, 0x00f6_cc30, 0x0084_70ea].map(rgb),
            on_data: [BLACK, BLACK, BLACK, WHITE, BLACK, BLACK],
            others: rgb(0x004b_4f55),
            others_edge: rgb(0x009a_968c),
            steps: [0x002b_4a5c, 0x0033_688a, 0x005b_93b5, 0x0093_bfd8, 0x00cf_e6f3].map(rgb),
            on_steps: [WHITE, WHITE, BLACK, BLACK, BLACK],
            land: rgb(0x0020_2429),
            sea: rgb(0x0012_181e),
            border: rgb(0x0057_5d66),
            contested: rgb(0x00b9_b3a6),
            river: rgb(0x002f_5068),
            sea_name: rgb(0x007f_a3bb),
            country_name: rgb(0x009a_968c),
        }
    }

    /// Colour and figure of a series; from the seventh on that of the others.
    pub fn series(&self, number: usize) -> (Rgb, Rgb) {
        match (self.data.get(number), self.on_data.get(number)) {
            (Some(color), Some(on)) => (*color, *on),
            _ => (self.others, self.ink),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::palette::contrast;

    #[test]
    fn what_is_drawn_can_be_seen_and_read() {
        for theme in ThemeName::ALL {
            let colors = Colors::of(theme);
            for (color, on) in colors.steps.iter().zip(colors.on_steps) {
                assert!(contrast(*color, on) >= 4.5, "{theme:?}: a figure on {color:?}");
            }
            for (number, (color, on)) in colors.data.iter().zip(colors.on_data).enumerate() {
                assert!(contrast(*color, colors.paper) >= 3.0, "{theme:?}: data colour {number}");
                assert!(contrast(*color, on) >= 4.5, "{theme:?}: a figure on data colour {number}");
                assert_eq!(colors.series(number), (*color, on));
            }
            assert!(contrast(colors.country_name, colors.land) >= 4.5, "{theme:?}: names of countries");
            assert!(contrast(colors.sea_name, colors.sea) >= 4.5, "{theme:?}: names of seas");
            assert!(contrast(colors.contested, colors.land) >= 3.0, "{theme:?}: contested borders");
            assert!(contrast(colors.ink, colors.land) >= 4.5, "{theme:?}: names of places");
        }
    }
}
