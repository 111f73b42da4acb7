//! The one long-lived shaping context: text and style in, [`ParagraphLayout`] out.

use std::borrow::Cow;
use std::ops::Range;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;

use parley::layout::Run;
use parley::{BaseDirection, FontContext, FontFamily, FontWeight, LayoutContext, LineHeight, StyleProperty};

use super::diacritics;
use super::fonts::{self, BUNDLED_NASKH, BUNDLED_SANS, FontReader, Installed, NASKH, SANS};
use super::paragraph::{LineBox, ParagraphLayout};
use super::shaped::{Face, Shaped};
use crate::text::{Direction, words};

/// The fonts to use first.
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

    /// The families in order; `more` are fallbacks for letters that these lack.
    fn names<'a>(&'a self, more: &'a [String]) -> Vec<&'a str> {
        let mut names: Vec<&str> = match self {
            Self::Named(name) if name == NASKH => vec![BUNDLED_NASKH, BUNDLED_SANS],
            Self::Named(name) if name == SANS => vec![BUNDLED_SANS, BUNDLED_NASKH],
            Self::Named(name) => vec![name, BUNDLED_NASKH, BUNDLED_SANS],
            Self::Article => vec![BUNDLED_NASKH, BUNDLED_SANS],
            Self::Interface => vec![BUNDLED_SANS, BUNDLED_NASKH],
        };
        names.extend(more.iter().map(String::as_str));
        names
    }
}

/// Families in the syntax of CSS.
fn css(names: &[&str]) -> String {
    // Characters that would end a quoted name are dropped.
    let quoted = names.iter().map(|name| format!("'{}'", name.replace(['\'', '\\'], "")));
    quoted.collect::<Vec<_>>().join(", ")
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
    /// cluster of the letter before it, and no offset changes.
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

/// Shapes text. Each thread that lays out text needs its own: building one takes milliseconds.
pub struct TextEngine {
    fonts: FontContext,
    scratch: LayoutContext<()>,
    installed: Installed,
    metrics: Vec<(Family, Metrics)>,
    shaped_bytes: u64,
}

/// Metrics of a family's first font, in em.
#[derive(Clone, Copy, Debug)]
struct Metrics {
    ascent: f32,
    descent: f32,
    /// Width of a space.
    space: f32,
    /// How much higher its lines are than Naskh's, as a factor.
    growth: f32,
}

/// A part of a text that needs another font family.
struct Mended {
    /// Its bytes.
    range: Range<usize>,
    family: String,
}

/// Distance of tab stops in spaces, as in browsers.
const TAB_SPACES: f32 = 8.0;

impl Default for TextEngine {
    fn default() -> Self {
        Self::new()
    }
}

impl TextEngine {
    /// An engine with the bundled fonts, and installed fonts as fallbacks for missing glyphs.
    pub fn new() -> Self {
        Self {
            fonts: fonts::bundled(),
            scratch: LayoutContext::new(),
            installed: Installed::default(),
            metrics: Vec::new(),
            shaped_bytes: 0,
        }
    }

    /// An engine that never uses installed fonts: it gives the same lines on every machine, and a box for every glyph
    /// that the bundled fonts lack.
    pub fn bundled_only() -> Self {
        Self { installed: Installed::ignored(), ..Self::new() }
    }

    /// An engine that treats the fonts in these folders as the installed ones.
    pub fn with_fonts_in(folders: Vec<PathBuf>) -> Self {
        Self { installed: Installed::in_folders(folders), ..Self::new() }
    }

    /// Bytes of text shaped so far: a measure of work that does not depend on the machine.
    pub fn shaped_bytes(&self) -> u64 {
        self.shaped_bytes
    }

    /// Names of the available font families, sorted.
    pub(crate) fn family_names(&mut self) -> Vec<String> {
        fonts::family_names(&mut self.fonts)
    }

    /// A copy of the available fonts, to which a thread can add the installed ones.
    pub fn font_reader(&self) -> FontReader {
        FontReader { fonts: self.fonts.clone(), installed: self.installed.clone() }
    }

    /// Takes the fonts that a thread has read: from now on every installed family can be used by name.
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
        let mut plain = without_newlines(text);
        let hidden = style.hide_diacritics.then(|| diacritics::hide(&plain)).flatten();
        let starts = hidden.map(|(bare, starts)| {
            plain = Cow::Owned(bare);
            starts
        });
        let mut shaped = self.shape(&plain, style, direction, &[]);
        // Each letter adds at most one family; a letter that no font has stays a box.
        while let Some((letter, part)) = self.missing_letter(&shaped, &plain, style) {
            if self.installed.find(&mut self.fonts, letter, part) {
                shaped = self.shape(&plain, style, direction, &[]);
            }
        }
        let mended = self.mended(&shaped, &plain, style);
        if !mended.is_empty() {
            shaped = self.shape(&plain, style, direction, &mended);
        }
        shaped.leave_out_missing_marks(&plain);
        let line_box = self.line_box(style, &shaped);
        if let Some(starts) = starts {
            shaped.restore_offsets(&starts, text.len());
        }
        ParagraphLayout::new(shaped, text, direction, line_box, width_px)
    }

    /// The first letter that no available font has and that was not searched for before, with its marks.
    fn missing_letter<'t>(&mut self, shaped: &Shaped, text: &'t str, style: &TextStyle) -> Option<(char, &'t str)> {
        shaped.missing().map(|range| &text[range]).find_map(|part| {
            let letter = part.chars().next()?;
            let may_help =
                self.installed.may_help(letter) && self.family_with(style, &part[..letter.len_utf8()]).is_none();
            may_help.then_some((letter, part))
        })
    }

    /// The first available family that has every glyph of a part of text.
    fn family_with(&mut self, style: &TextStyle, part: &str) -> Option<String> {
        let names = style.family.names(self.installed.helpers());
        names.into_iter().find(|name| fonts::has_glyphs(&mut self.fonts, name, part)).map(str::to_owned)
    }

    /// The letters drawn as a box, or with one because no available font has all their marks, and the families to use
    /// for them: for the whole word an installed font that has it, otherwise for the letter one that has it with its
    /// marks, otherwise one with the letter. parley alone would take the font with the most of the marks.
    fn mended(&mut self, shaped: &Shaped, text: &str, style: &TextStyle) -> Vec<Mended> {
        let mut mended: Vec<Mended> = Vec::new();
        for cluster in shaped.missing().take(MOST_RANGES) {
            let part = &text[cluster.clone()];
            let letter = part.chars().next().map_or(0, char::len_utf8);
            let is_mended = mended.last().is_some_and(|last| last.range.contains(&cluster.start));
            if is_mended || part[letter..].chars().all(fonts::is_unseen) {
                continue;
            }
            if let Some(family) = self.installed.with_marks(&mut self.fonts, part) {
                let word = words::word_at(text, cluster.start).map_or(cluster.clone(), |word| word.range());
                let word = word.start.min(cluster.start)..word.end.max(cluster.end);
                let has_word = fonts::has_glyphs(&mut self.fonts, &family, &text[word.clone()]);
                mended.push(Mended { range: if has_word { word } else { cluster }, family });
            } else if let Some(family) = self.family_with(style, &part[..letter]) {
                mended.push(Mended { range: cluster, family });
            }
        }
        mended
    }

    /// Shapes with the installed fallback fonts; if one of them proves to be damaged, without any installed font from
    /// then on.
    fn shape(&mut self, text: &str, style: &TextStyle, direction: Direction, mended: &[Mended]) -> Shaped {
        let is_bundled = mended.is_empty() && self.installed.helpers().is_empty();
        if is_bundled && !matches!(style.family, Family::Named(_)) {
            return self.shape_with(text, style, direction, mended);
        }
        let shaped = catch_unwind(AssertUnwindSafe(|| self.shape_with(text, style, direction, mended)));
        shaped.unwrap_or_else(|_| {
            let bundled = TextStyle { family: Family::Article, ..style.clone() };
            *self = Self { shaped_bytes: self.shaped_bytes, ..Self::bundled_only() };
            self.shape_with(text, &bundled, direction, &[])
        })
    }

    fn shape_with(&mut self, text: &str, style: &TextStyle, direction: Direction, mended: &[Mended]) -> Shaped {
        self.shaped_bytes += text.len() as u64;
        let tab_px = self.metrics_of(&style.family).space * style.size_px * TAB_SPACES;
        let mut builder = self.scratch.ranged_builder(&mut self.fonts, text, 1.0, false);
        builder.set_base_direction(match direction {
            Direction::Ltr => BaseDirection::Ltr,
            Direction::Rtl => BaseDirection::Rtl,
        });
        let families = css(&style.family.names(self.installed.helpers()));
        builder.push_default(StyleProperty::FontFamily(FontFamily::Source(families.into())));
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
        for Mended { range, family } in mended {
            let family = FontFamily::Source(css(&[family]).into());
            builder.push(StyleProperty::FontFamily(family), range.clone());
        }
        Shaped::new(builder.build(text), text, direction, tab_px)
    }

    /// The name of a family as its fonts spell it, searched among the bundled fonts and then among the installed ones
    /// (the first search takes tenths of a second).
    pub fn find_family(&mut self, name: &str) -> Option<String> {
        fonts::find_family(&mut self.fonts, &mut self.installed, name)
    }

    /// The line's height and baseline, from the first font's metrics alone: a word in a fallback font must not push its
    /// line down, unless the font is so tall that lines would overlap. As in browsers, ascent and descent are rounded
    /// to whole pixels before they are centred in the line.
    fn line_box(&mut self, style: &TextStyle, shaped: &Shaped) -> LineBox {
        let metrics = self.metrics_of(&style.family);
        let size_px = if style.family == Family::Interface { style.size_px } else { style.arabic_size_px };
        let (mut ascent, mut descent) = ((metrics.ascent * size_px).round(), (metrics.descent * size_px).round());
        let (mut growth, mut least) = (metrics.growth, 0.0_f32);
        // Rows and buttons of the interface have a fixed height.
        let faces = if style.family == Family::Interface { &[] } else { shaped.faces() };
        let claims = |face: &&Face| face.ascent_px + face.descent_px > fonts::TALL_EM * face.size_px;
        for face in faces.iter().filter(claims) {
            let grown = fonts::growth(face.font.data.as_ref(), face.font.index);
            if grown > 1.0 {
                growth = growth.max(grown);
                ascent = ascent.max(face.ascent_px.round());
                descent = descent.max(face.descent_px.round());
            }
        }
        if growth > 1.0 {
            least = ascent + descent;
        }
        let height = (style.line_height_px * growth).max(least);
        let baseline = ((height - ascent - descent) / 2.0).floor() + ascent;
        LineBox { height, baseline, ascent, descent }
    }

    fn metrics_of(&mut self, family: &Family) -> Metrics {
        if let Some((_, metrics)) = self.metrics.iter().find(|(known, _)| known == family) {
            return *metrics;
        }
        let measured = catch_unwind(AssertUnwindSafe(|| self.measure(family)));
        let metrics = measured.unwrap_or_else(|_| {
            // The font is damaged, so its letters will not be used either.
            self.scratch = LayoutContext::new();
            Metrics { ascent: 1.0, descent: 0.3, space: 0.25, growth: 1.0 }
        });
        self.metrics.push((family.clone(), metrics));
        metrics
    }

    fn measure(&mut self, family: &Family) -> Metrics {
        const SAMPLE_SIZE: f32 = 1000.0;
        // A letter of the family's own script, then a space in the same font.
        let sample = if *family == Family::Interface { "x x" } else { "س س" };
        let mut builder = self.scratch.ranged_builder(&mut self.fonts, sample, 1.0, false);
        builder.push_default(StyleProperty::FontFamily(FontFamily::Source(css(&family.names(&[])).into())));
        builder.push_default(StyleProperty::FontSize(SAMPLE_SIZE));
        let mut layout = builder.build(sample);
        layout.break_all_lines(None);
        let runs = || layout.lines().flat_map(|line| line.runs());
        let space = runs().flat_map(|run| run.clusters()).find(|c| c.is_space_or_nbsp()).map_or(250.0, |c| c.advance());
        let font = runs().next().map(|run| *run.font_metrics());
        let (ascent, descent) = font.map_or((1.0, 0.3), |m| (m.ascent / SAMPLE_SIZE, m.descent / SAMPLE_SIZE));
        let of_font = |run: Run<'_, ()>| fonts::growth(run.font().data.as_ref(), run.font().index);
        let growth = if *family == Family::Interface { 1.0 } else { runs().next().map_or(1.0, of_font) };
        Metrics { ascent, descent, space: space / SAMPLE_SIZE, growth }
    }
}

/// A paragraph should have no newlines; any newline left in is shaped as spaces of the same length in bytes, so that no
/// offset changes.
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

/// The most ranges of a text with a size of their own: parley numbers them with 16 bits.
const MOST_RANGES: usize = 10_000;

/// Runs of letters of the Arabic blocks, in bytes; in a very long text the last run takes all the rest.
fn arabic_ranges(text: &str) -> Vec<Range<usize>> {
    let mut ranges: Vec<Range<usize>> = Vec::new();
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
