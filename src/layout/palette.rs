//! The colours of a theme as plain numbers, for pictures; read from the same files as the window's themes.

use std::sync::LazyLock;

use serde::Deserialize;

use super::rgb::Rgb;
use crate::annotation::label::{COLOR_ROLES, rgb_of};
use crate::annotation::{Label, LabelSet, LineStyle};

/// Colour under a mention and of its line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub struct MarkColors {
    /// Under the letters.
    #[serde(deserialize_with = "hex")]
    pub fill: Rgb,
    /// Line and ring.
    #[serde(deserialize_with = "hex")]
    pub line: Rgb,
}

/// The colour roles of a theme that are needed to draw a page.
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
    /// Letters and lines of what was rejected.
    #[serde(deserialize_with = "hex")]
    pub dim: Rgb,
    /// Hairlines.
    #[serde(deserialize_with = "hex")]
    pub line: Rgb,
    /// What is chosen or has the focus.
    #[serde(deserialize_with = "hex")]
    pub accent: Rgb,
    /// Labels, in the order of [`COLOR_ROLES`].
    pub labels: [MarkColors; 12],
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

    /// Its name in settings and on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Light => "light",
            Self::Sepia => "sepia",
            Self::Dark => "dark",
            Self::Contrast => "contrast",
        }
    }

    /// The theme with this name.
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
    // The files are compiled in and a test parses them; if that failed, black on white would still be readable.
    ron::from_str(source).unwrap_or(Palette {
        text_contrast: 4.5,
        mark_contrast: 3.0,
        paper: [255; 3],
        ground: [255; 3],
        ink: [0; 3],
        dim: [90; 3],
        line: [200; 3],
        accent: [0, 0, 160],
        labels: [MarkColors { fill: [200; 3], line: [0; 3] }; 12],
    })
}

impl Palette {
    /// The colours of a theme.
    pub fn of(theme: ThemeName) -> &'static Self {
        &PALETTES[theme as usize]
    }

    /// The colours of a label: the theme's own for the twelve of [`COLOR_ROLES`]; otherwise derived from the colour
    /// that the person chose, moved towards the paper for the fill and towards the ink for the line until text and
    /// marks are legible. Without a colour, the default labels have their own, and others are grey.
    pub fn label(&self, id: &str, rgb: Option<Rgb>) -> MarkColors {
        let standard = || LabelSet::standard().get(&id.into()).and_then(|label| label.rgb());
        let rgb = rgb.or_else(standard).unwrap_or_else(|| mix(self.paper, self.ink, 0.5));
        let role = COLOR_ROLES.iter().position(|(name, _)| rgb_of(name) == Some(rgb));
        role.map_or_else(|| self.readable(rgb), |role| self.labels[role])
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

/// The index in [`COLOR_ROLES`] of the colour for the next label: of the free ones the one that differs most from all
/// in use; if none is free, the one used least.
pub fn next_label_color(in_use: &[Rgb]) -> usize {
    let themes = [Palette::of(ThemeName::Light), Palette::of(ThemeName::Dark)];
    let uses = |number: usize| in_use.iter().filter(|rgb| rgb_of(COLOR_ROLES[number].0) == Some(**rgb)).count();
    let farness = |number: usize| {
        let distances = themes.iter().flat_map(|theme| {
            let here = theme.labels[number].line;
            in_use.iter().map(move |rgb| difference(here, theme.label("", Some(*rgb)).line))
        });
        distances.fold(f32::MAX, f32::min)
    };
    // Among equals the first.
    let better =
        |a: &usize, b: &usize| uses(*b).cmp(&uses(*a)).then(farness(*a).total_cmp(&farness(*b))).then(b.cmp(a));
    (0..COLOR_ROLES.len()).max_by(better).unwrap_or(0)
}

/// The look of a new label. Below another one: that one's colour with another line. Otherwise the colour of
/// [`next_label_color`] with the first line that no label of this colour has.
pub fn free_look(labels: &LabelSet, parent: Option<&Label>) -> (String, LineStyle) {
    let of_parent = parent.and_then(|parent| {
        let line = free_line(labels, &parent.color).filter(|line| *line != parent.line)?;
        Some((parent.color.clone(), line))
    });
    of_parent.unwrap_or_else(|| {
        let in_use: Vec<Rgb> = labels.iter().filter_map(Label::rgb).collect();
        let color = COLOR_ROLES[next_label_color(&in_use)].0;
        (color.to_owned(), free_line(labels, color).unwrap_or_default())
    })
}

/// A set to be added beside labels: whatever has no colour, or looks like another label, gets a look of its own.
pub fn with_free_looks(set: &LabelSet, here: &LabelSet) -> LabelSet {
    let mut all = here.clone();
    let mut looked: Vec<Label> = Vec::new();
    for label in set.iter() {
        let mut label = label.clone();
        if label.rgb().is_none() || all.look_of_another(&label).is_some() {
            let parent = label.parent.as_ref().and_then(|parent| all.get(parent));
            (label.color, label.line) = free_look(&all, parent);
        }
        all = all.with([label.clone()]);
        looked.push(label);
    }
    let mut with_looks = LabelSet::from_labels(looked);
    with_looks.relation_kinds.clone_from(&set.relation_kinds);
    with_looks.document_attributes.clone_from(&set.document_attributes);
    with_looks
}

/// The first line style that no label of a colour has.
pub fn free_line(labels: &LabelSet, color: &str) -> Option<LineStyle> {
    let is_taken = |line| labels.iter().any(|label| label.rgb() == rgb_of(color) && label.line == line);
    LineStyle::ALL.into_iter().find(|line| !is_taken(*line))
}

/// The perceived difference of two colours: their distance in OKLab, times 100.
pub(crate) fn difference(a: Rgb, b: Rgb) -> f32 {
    let (a, b) = (oklab(linear(a)), oklab(linear(b)));
    100.0 * a.into_iter().zip(b).map(|(a, b)| (a - b) * (a - b)).sum::<f32>().sqrt()
}

/// Linear light of a colour's channels, 0 to 1.
fn linear(color: Rgb) -> [f32; 3] {
    color.map(|channel| {
        let share = f32::from(channel) / 255.0;
        if share <= 0.04045 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
    })
}

/// Björn Ottosson's OKLab: lightness, and two axes of hue.
fn oklab([r, g, b]: [f32; 3]) -> [f32; 3] {
    let l = (0.412_221_46 * r + 0.536_332_55 * g + 0.051_445_995 * b).cbrt();
    let m = (0.211_903_5 * r + 0.680_699_5 * g + 0.107_396_96 * b).cbrt();
    let s = (0.088_302_46 * r + 0.281_718_85 * g + 0.629_978_7 * b).cbrt();
    [
        0.210_454_26 * l + 0.793_617_8 * m - 0.004_072_047 * s,
        1.977_998_5 * l - 2.428_592_2 * m + 0.450_593_7 * s,
        0.025_904_037 * l + 0.782_771_77 * m - 0.808_675_77 * s,
    ]
}

/// The contrast of two colours by WCAG 2, 1 to 21.
pub fn contrast(a: Rgb, b: Rgb) -> f32 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// Relative luminance by WCAG 2, 0 to 1.
fn luminance(color: Rgb) -> f32 {
    let [r, g, b] = linear(color);
    0.2126 * r + 0.7152 * g + 0.0722 * b
}

/// `color` laid over `paper` with an opacity from 0 to 1: the fill of a colour that the person chose for a label.
pub fn mix(paper: Rgb, color: Rgb, share: f32) -> Rgb {
    std::array::from_fn(|i| (f32::from(paper[i]) + (f32::from(color[i]) - f32::from(paper[i])) * share).round() as u8)
}

fn hex<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Rgb, D::Error> {
    let text = String::deserialize(deserializer)?;
    rgb_of(&text).ok_or_else(|| serde::de::Error::custom(format!("{text:?} is no colour like #1f9e89")))
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

    /// The difference of two lines as seen without the green receptor (Machado, Oliveira and Fernandes 2009): distance
    /// in OKLab, times 100.
    fn green_blind_difference(a: Rgb, b: Rgb) -> f32 {
        let seen = |color: Rgb| {
            let [r, g, b] = linear(color);
            let channels = [
                0.367_322 * r + 0.860_646 * g - 0.227_968 * b,
                0.280_085 * r + 0.672_501 * g + 0.047_413 * b,
                -0.011_82 * r + 0.042_94 * g + 0.968_881 * b,
            ];
            oklab(channels.map(|channel| channel.clamp(0.0, 1.0)))
        };
        100.0 * seen(a).into_iter().zip(seen(b)).map(|(a, b)| (a - b) * (a - b)).sum::<f32>().sqrt()
    }

    #[test]
    fn the_twelve_colours_can_be_read_and_told_apart_in_every_theme() {
        for theme in ThemeName::ALL {
            let palette = Palette::of(theme);
            let pairs: Vec<MarkColors> =
                COLOR_ROLES.iter().map(|(color, _)| palette.label("own", rgb_of(color))).collect();
            for (number, pair) in pairs.iter().enumerate() {
                let name = COLOR_ROLES[number].0;
                assert!(contrast(palette.ink, pair.fill) >= palette.text_contrast, "{theme:?} {name}: text");
                for back in [palette.paper, palette.ground, pair.fill] {
                    let found = contrast(pair.line, back);
                    assert!(found >= palette.mark_contrast, "{theme:?} {name}: the line on {back:?} has {found:.2}");
                }
                for (other, with) in pairs[..number].iter().zip(COLOR_ROLES.map(|(name, _)| name)) {
                    let (seen, green_blind) =
                        (difference(pair.line, other.line), green_blind_difference(pair.line, other.line));
                    assert!(seen >= 8.0, "{theme:?}: {name} and {with} are {seen:.1} apart");
                    assert!(
                        green_blind >= 5.0,
                        "{theme:?}: {name} and {with} are {green_blind:.1} apart without green"
                    );
                }
            }
            assert!(contrast(palette.dim, palette.paper) >= palette.text_contrast, "{theme:?}: rejected words");
        }
    }

    #[test]
    fn the_first_labels_have_the_first_colours() {
        let standard = LabelSet::standard();
        let colors: Vec<&str> = standard.iter().map(|label| label.color.as_str()).collect();
        assert_eq!(colors, [COLOR_ROLES[0].0, COLOR_ROLES[1].0]);
        for theme in ThemeName::ALL {
            let palette = Palette::of(theme);
            for (label, colors) in standard.iter().zip(palette.labels) {
                assert_eq!(palette.label(label.id.as_str(), label.rgb()), colors);
                assert_eq!(palette.label(label.id.as_str(), None), colors, "a file can come without the label");
                assert_eq!(palette.label("weapon", label.rgb()), colors);
            }
            let recoloured = palette.label(standard.iter().next().unwrap().id.as_str(), Some([1, 2, 3]));
            assert_eq!(recoloured, palette.label("weapon", Some([1, 2, 3])), "a label of the program's like any other");
        }
    }

    #[test]
    fn the_next_label_gets_a_colour_of_its_own() {
        let mut in_use: Vec<Rgb> = Vec::new();
        for _ in 0..12 {
            let next = rgb_of(COLOR_ROLES[next_label_color(&in_use)].0).unwrap();
            assert!(!in_use.contains(&next), "{next:?} is taken and others are free");
            in_use.push(next);
        }
        let again = next_label_color(&in_use);
        in_use.push(rgb_of(COLOR_ROLES[again].0).unwrap());
        assert_ne!(next_label_color(&in_use), again, "the one used least");
        // A colour that resembles a free one occupies it, too: another program's teal beside the theme's teal.
        let first_two: Vec<Rgb> = COLOR_ROLES[..2].iter().filter_map(|(color, _)| rgb_of(color)).collect();
        let next = next_label_color(&first_two);
        let near = Palette::of(ThemeName::Light).labels[next].line.map(|channel| channel.saturating_add(3));
        assert_ne!(next_label_color(&[first_two[0], first_two[1], near]), next);
    }

    #[test]
    fn no_two_of_forty_eight_labels_look_alike() {
        let mut labels = LabelSet::standard().clone();
        for number in labels.len()..48 {
            // Every third one stands below the one before.
            let parent = labels.iter().last().filter(|_| number % 3 == 0).cloned();
            let (color, line) = free_look(&labels, parent.as_ref());
            let id = format!("l{number}");
            let label = Label { line, ..Label::new(&id, &id, &id, &color, None) };
            assert!(labels.look_of_another(&label).is_none(), "{color} {line:?} is taken");
            if let Some(parent) = parent.filter(|parent| free_line(&labels, &parent.color).is_some()) {
                assert_eq!((&label.color, label.line == parent.line), (&parent.color, false));
            }
            labels = labels.with([label]);
        }
        assert_eq!(labels.len(), 48);
        let (color, _) = free_look(&labels, None);
        assert!(rgb_of(&color).is_some(), "more labels than looks share them");
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
