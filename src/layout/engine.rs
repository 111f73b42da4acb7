//! The one long-lived shaping context: text and style in, [`ParagraphLayout`] out.

use std::borrow::Cow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;

use parley::{BaseDirection, FontContext, FontFamily, FontWeight, LayoutContext, LineHeight, StyleProperty};

use super::diacritics;
use super::fonts::{self, BUNDLED_NASKH, BUNDLED_SANS, FontReader, Installed, NASKH, SANS};
use super::paragraph::{LineBox, ParagraphLayout};
use super::shaped::Shaped;
use crate::text::Direction;

/// Which fonts come first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub enum Family {
    /// Naskh, then Noto Sans: the article.
    #[default]
    Article,
    /// Noto Sans, then Naskh: the interface.
    Interface,
    /// A family by name, then the article's.
    Named(String),
}

impl Family {
    /// The first family's name.
    pub fn name(&self) -> &str {
        match self {
            Self::Article => NASKH,
            Self::Interface => SANS,
            Self::Named(name) => name,
        }
    }

    /// The families in order, as CSS lists them; `more` are for what these lack.
    fn css(&self, more: &[String]) -> Cow<'static, str> {
        let mut css = match self {
            Self::Named(name) if name != NASKH && name != SANS => {
                format!("'{}', '{BUNDLED_NASKH}', '{BUNDLED_SANS}'", unquoted(name))
            }
            Self::Named(name) if name == NASKH => Self::Article.css(&[]).into_owned(),
            Self::Article => format!("'{BUNDLED_NASKH}', '{BUNDLED_SANS}'"),
            Self::Interface | Self::Named(_) => format!("'{BUNDLED_SANS}', '{BUNDLED_NASKH}'"),
        };
        for name in more {
            css = format!("{css}, '{}'", unquoted(name));
        }
        css.into()
    }
}

/// Weight of the letters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Weight {
    /// 400.
    #[default]
    Regular,
    /// 700.
    Bold,
}

/// How a text is set. Sizes are physical pixels.
#[derive(Clone, Debug, PartialEq)]
pub struct TextStyle {
    /// Fonts, in order.
    pub family: Family,
    /// Size of everything but Arabic letters, in pixels.
    pub size_px: f32,
    /// Size of Arabic letters, in pixels; larger than `size_px` in the interface, where Naskh
    /// beside Noto Sans of the same size looks too small.
    pub arabic_size_px: f32,
    /// Distance of baselines, in pixels.
    pub line_height_px: f32,
    /// Weight.
    pub weight: Weight,
    /// Whether Arabic vowel marks are left out. Only the drawing lacks them: each belongs to the
    /// cluster of the letter before it, and no offset moves.
    pub hide_diacritics: bool,
}

impl TextStyle {
    /// The article's style at a size and a line height given as a factor of the size.
    pub fn article(size_px: f32, line_height: f32) -> Self {
        Self {
            family: Family::Article,
            size_px,
            arabic_size_px: size_px,
            line_height_px: size_px * line_height,
            weight: Weight::Regular,
            hide_diacritics: false,
        }
    }
}

/// Shapes text. One for each thread that lays out: building one costs milliseconds.
pub struct TextEngine {
    fonts: FontContext,
    scratch: LayoutContext<()>,
    installed: Installed,
    metrics: Vec<(Family, Metrics)>,
    shaped_bytes: u64,
}

/// Of a family's first font, in em.
#[derive(Clone, Copy, Debug)]
struct Metrics {
    ascent: f32,
    descent: f32,
    /// Width of a space.
    space: f32,
}

/// Spaces between tab stops, as browsers have them.
const TAB_SPACES: f32 = 8.0;

impl Default for TextEngine {
    fn default() -> Self {
        Self::new()
    }
}

impl TextEngine {
    /// An engine with the bundled fonts; installed fonts help out where these have no glyph.
    pub fn new() -> Self {
        Self {
            fonts: fonts::bundled(),
            scratch: LayoutContext::new(),
            installed: Installed::default(),
            metrics: Vec::new(),
            shaped_bytes: 0,
        }
    }

    /// An engine that never looks at installed fonts: the same lines on every machine, and a box
    /// for what the bundled fonts lack.
    pub fn bundled_only() -> Self {
        Self { installed: Installed::ignored(), ..Self::new() }
    }

    /// An engine that knows the fonts in these folders as the installed ones.
    pub fn with_fonts_in(folders: Vec<PathBuf>) -> Self {
        Self { installed: Installed::in_folders(folders), ..Self::new() }
    }

    /// Bytes of text that were shaped so far: how much work was done, whatever the machine.
    pub fn shaped_bytes(&self) -> u64 {
        self.shaped_bytes
    }

    /// Names of the font families at hand, sorted.
    pub fn family_names(&mut self) -> Vec<String> {
        fonts::family_names(&mut self.fonts)
    }

    /// A copy of the fonts at hand, to which a thread can add the installed ones.
    pub fn font_reader(&self) -> FontReader {
        FontReader { fonts: self.fonts.clone(), installed: self.installed.clone() }
    }

    /// Takes over what a thread has read: every installed family can be named from now on.
    pub fn take_fonts(&mut self, reader: FontReader) {
        self.fonts = reader.fonts;
        self.installed.take_read(reader.installed);
        self.metrics.clear();
    }

    /// Lays out one paragraph (without its newline), wrapped at `width_px`, or on one line when
    /// there is no width. Right-to-left lines end at the width, or at the longest line.
    pub fn paragraph(
        &mut self,
        text: &str,
        style: &TextStyle,
        direction: Direction,
        width_px: Option<f32>,
    ) -> ParagraphLayout {
        let line_box = self.line_box(style);
        let mut plain = without_newlines(text);
        let hidden = style.hide_diacritics.then(|| diacritics::hide(&plain)).flatten();
        let starts = hidden.map(|(bare, starts)| {
            plain = Cow::Owned(bare);
            starts
        });
        let mut shaped = self.shape(&plain, style, direction);
        // At most one family is added for each script; what no font has stays a box.
        loop {
            let missing = shaped.missing().map(|range| &plain[range]).find(|part| self.installed.may_help(part));
            let Some(missing) = missing else { break };
            if self.installed.find(&mut self.fonts, missing) {
                shaped = self.shape(&plain, style, direction);
            }
        }
        if let Some(starts) = starts {
            shaped.restore_offsets(&starts, text.len());
        }
        ParagraphLayout::new(shaped, text, direction, line_box, width_px)
    }

    /// Shapes with the installed fonts that help out; when one of them proves to be damaged, without
    /// any installed font from then on.
    fn shape(&mut self, text: &str, style: &TextStyle, direction: Direction) -> Shaped {
        if !matches!(style.family, Family::Named(_)) && self.installed.helpers().is_empty() {
            return self.shape_with(text, style, direction);
        }
        let shaped = catch_unwind(AssertUnwindSafe(|| self.shape_with(text, style, direction)));
        shaped.unwrap_or_else(|_| {
            let bundled = TextStyle { family: Family::Article, ..style.clone() };
            *self = Self { shaped_bytes: self.shaped_bytes, ..Self::bundled_only() };
            self.shape_with(text, &bundled, direction)
        })
    }

    fn shape_with(&mut self, text: &str, style: &TextStyle, direction: Direction) -> Shaped {
        self.shaped_bytes += text.len() as u64;
        let tab_px = self.metrics_of(&style.family).space * style.size_px * TAB_SPACES;
        let mut builder = self.scratch.ranged_builder(&mut self.fonts, text, 1.0, false);
        builder.set_base_direction(match direction {
            Direction::Ltr => BaseDirection::Ltr,
            Direction::Rtl => BaseDirection::Rtl,
        });
        let families = style.family.css(self.installed.helpers());
        builder.push_default(StyleProperty::FontFamily(FontFamily::Source(families)));
        builder.push_default(StyleProperty::FontSize(style.size_px));
        builder.push_default(StyleProperty::LineHeight(LineHeight::Absolute(style.line_height_px)));
        if style.weight == Weight::Bold {
            builder.push_default(StyleProperty::FontWeight(FontWeight::BOLD));
        }
        if style.arabic_size_px != style.size_px {
            for range in arabic_ranges(text) {
                builder.push(StyleProperty::FontSize(style.arabic_size_px), range);
            }
        }
        Shaped::new(builder.build(text), text, direction, tab_px)
    }

    /// The name of a family as its fonts spell it, looked for among the bundled and then among the
    /// installed fonts (which takes tenths of a second the first time).
    pub fn find_family(&mut self, name: &str) -> Option<String> {
        fonts::find_family(&mut self.fonts, &mut self.installed, name)
    }

    /// The line's height and where its baseline stands, from the first font's metrics alone: a
    /// word in a fallback font must not push its line down. As in browsers, ascent and descent
    /// are whole pixels before they are centred in the line.
    fn line_box(&mut self, style: &TextStyle) -> LineBox {
        let metrics = self.metrics_of(&style.family);
        let size_px = if style.family == Family::Interface { style.size_px } else { style.arabic_size_px };
        let (ascent, descent) = ((metrics.ascent * size_px).round(), (metrics.descent * size_px).round());
        let baseline = ((style.line_height_px - ascent - descent) / 2.0).floor() + ascent;
        LineBox { height: style.line_height_px, baseline, ascent, descent }
    }

    fn metrics_of(&mut self, family: &Family) -> Metrics {
        if let Some((_, metrics)) = self.metrics.iter().find(|(known, _)| known == family) {
            return *metrics;
        }
        let measured = catch_unwind(AssertUnwindSafe(|| self.measure(family)));
        let metrics = measured.unwrap_or_else(|_| {
            // The font is damaged; its letters will not be used either.
            self.scratch = LayoutContext::new();
            Metrics { ascent: 1.0, descent: 0.3, space: 0.25 }
        });
        self.metrics.push((family.clone(), metrics));
        metrics
    }

    fn measure(&mut self, family: &Family) -> Metrics {
        const SAMPLE_SIZE: f32 = 1000.0;
        // A letter of the family's own script, then a space in the same font.
        let sample = if *family == Family::Interface { "x x" } else { "س س" };
        let mut builder = self.scratch.ranged_builder(&mut self.fonts, sample, 1.0, false);
        builder.push_default(StyleProperty::FontFamily(FontFamily::Source(family.css(&[]))));
        builder.push_default(StyleProperty::FontSize(SAMPLE_SIZE));
        let mut layout = builder.build(sample);
        layout.break_all_lines(None);
        let runs = || layout.lines().flat_map(|line| line.runs());
        let space = runs().flat_map(|run| run.clusters()).find(|c| c.is_space_or_nbsp()).map_or(250.0, |c| c.advance());
        let font = runs().next().map(|run| *run.font_metrics());
        let (ascent, descent) = font.map_or((1.0, 0.3), |m| (m.ascent / SAMPLE_SIZE, m.descent / SAMPLE_SIZE));
        Metrics { ascent, descent, space: space / SAMPLE_SIZE }
    }
}

/// A family's name without what would end a quoted name.
fn unquoted(name: &str) -> String {
    name.replace(['\'', '\\'], "")
}

/// A paragraph has no newlines; where a caller leaves one, a space of as many bytes takes its
/// place in shaping, and every offset stays what it was.
fn without_newlines(text: &str) -> Cow<'_, str> {
    let is_newline =
        |c: char| matches!(c, '\u{A}'..='\u{D}' | '\u{1C}'..='\u{1E}' | '\u{85}' | '\u{2028}' | '\u{2029}');
    if !text.contains(is_newline) {
        return Cow::Borrowed(text);
    }
    let space = |c: char| match c {
        c if !is_newline(c) => c,
        '\u{85}' => '\u{A0}',
        '\u{2028}' | '\u{2029}' => '\u{2003}',
        _ => ' ',
    };
    Cow::Owned(text.chars().map(space).collect())
}

/// Most ranges of a text that have a size of their own: parley numbers them with 16 bits.
const MOST_RANGES: usize = 10_000;

/// Runs of letters of the Arabic blocks, in bytes; of a very long text the last one holds the rest.
fn arabic_ranges(text: &str) -> Vec<std::ops::Range<usize>> {
    let mut ranges: Vec<std::ops::Range<usize>> = Vec::new();
    for (at, c) in text.char_indices() {
        let arabic = matches!(c,
            '\u{600}'..='\u{6FF}' | '\u{750}'..='\u{77F}' | '\u{870}'..='\u{8FF}'
            | '\u{FB50}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFE}');
        if !arabic {
            continue;
        }
        let end = at + c.len_utf8();
        let is_full = ranges.len() == MOST_RANGES;
        match ranges.last_mut() {
            Some(last) if last.end == at => last.end = end,
            Some(last) if is_full => last.end = end,
            _ => ranges.push(at..end),
        }
    }
    ranges
}
