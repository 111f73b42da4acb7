//! The bundled fonts, and the font database built from them.

use std::collections::{HashMap, HashSet};
use std::path::PathBuf;
use std::sync::Arc;

use skrifa::MetadataProvider as _;
use skrifa::instance::{LocationRef, Size};

use parley::FontContext;
use parley::fontique::{Blob, Collection, CollectionOptions, FontInfoOverride, SourceCache};

use crate::text::fold::letters::{is_invisible_control, is_joiner};

/// Family of the article's Arabic text.
pub const NASKH: &str = "Noto Naskh Arabic";
/// Family of Latin text, in articles and in the interface.
pub const SANS: &str = "Noto Sans";

/// The bundled files are registered under these names, so that an installed font of the same name, in whatever version,
/// does not take their place.
pub(super) const BUNDLED_NASKH: &str = "Hawashi Naskh";
pub(super) const BUNDLED_SANS: &str = "Hawashi Sans";
/// Outlines of emoji, used when no installed font has them.
const BUNDLED_EMOJI: &str = "Hawashi Emoji";

static BUNDLED: [(&str, &[u8]); 4] = [
    (BUNDLED_NASKH, include_bytes!("../../assets/fonts/NotoNaskhArabic-Regular.ttf")),
    (BUNDLED_NASKH, include_bytes!("../../assets/fonts/NotoNaskhArabic-Bold.ttf")),
    (BUNDLED_SANS, include_bytes!("../../assets/fonts/NotoSans-Regular.ttf")),
    (BUNDLED_SANS, include_bytes!("../../assets/fonts/NotoSans-Bold.ttf")),
];

static EMOJI: &[u8] = include_bytes!("../../assets/fonts/Symbola-Emoji.ttf");

/// A database of only the bundled fonts: the same layout on every machine.
pub(super) fn bundled() -> FontContext {
    let mut collection = Collection::new(CollectionOptions { system_fonts: false, ..CollectionOptions::default() });
    for (name, data) in BUNDLED.into_iter().chain([(BUNDLED_EMOJI, EMOJI)]) {
        let named = FontInfoOverride { family_name: Some(name), ..FontInfoOverride::default() };
        collection.register_fonts(Blob::new(Arc::new(data)), Some(named));
    }
    // No fallbacks by script: every text names its families, and where it names only one, no other may be used.
    FontContext { collection, source_cache: SourceCache::default() }
}

/// Names of the available font families.
pub(super) fn family_names(fonts: &mut FontContext) -> Vec<String> {
    let bundled = [BUNDLED_NASKH, BUNDLED_SANS, BUNDLED_EMOJI];
    let installed = fonts.collection.family_names().filter(|name| !bundled.contains(name));
    let mut names: Vec<String> = installed.chain([NASKH, SANS]).map(str::to_owned).collect();
    names.sort();
    names.dedup();
    names
}

/// The spelling of a family's name among the available fonts; installed fonts are read only if the name is not a
/// bundled one.
pub(super) fn find_family(fonts: &mut FontContext, installed: &mut Installed, name: &str) -> Option<String> {
    let same = |known: &&str| known.eq_ignore_ascii_case(name);
    if let Some(bundled) = [NASKH, SANS].iter().find(|known| same(known)) {
        return Some((*bundled).to_owned());
    }
    let known = |fonts: &mut FontContext| {
        let id = fonts.collection.family_id(name)?;
        fonts.collection.family_name(id).map(str::to_owned)
    };
    known(fonts).or_else(|| {
        installed.read(fonts);
        known(fonts)
    })
}

/// An available font family.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FontFamily {
    /// Its name.
    pub name: String,
    /// Whether it has Arabic letters.
    pub is_arabic: bool,
}

impl FontFamily {
    /// The families bundled with the program.
    pub fn bundled() -> [Self; 2] {
        [(NASKH, true), (SANS, false)].map(|(name, is_arabic)| Self { name: name.to_owned(), is_arabic })
    }
}

/// A copy of an engine's fonts to which a thread adds the installed ones.
pub struct FontReader {
    pub(super) fonts: FontContext,
    pub(super) installed: Installed,
}

impl FontReader {
    /// Reads the installed fonts (tenths of a second) and returns the available families: the bundled ones, then those
    /// with Arabic letters, then all others, each group sorted by name.
    pub fn read(&mut self) -> Vec<FontFamily> {
        let bundled = FontFamily::bundled();
        let names = self.installed.read(&mut self.fonts).iter();
        let mut installed: Vec<FontFamily> = names
            .filter(|name| bundled.iter().all(|family| family.name != **name))
            .map(|name| FontFamily { is_arabic: has_glyphs(&mut self.fonts, name, "ب"), name: name.clone() })
            .collect();
        installed.sort_by_cached_key(|family| (!family.is_arabic, family.name.to_lowercase()));
        bundled.into_iter().chain(installed).collect()
    }
}

/// Installed fallback fonts for scripts that the bundled fonts lack, and the bundled emoji outlines after all of them.
/// Nothing is read until such a letter occurs; reading all installed fonts then takes tenths of a second.
#[derive(Clone, Default)]
pub(super) struct Installed {
    /// Folders of the installed fonts; `None` for the system's own.
    folders: Option<Vec<PathBuf>>,
    /// Families in the order of preference; read when first needed.
    families: Option<Vec<String>>,
    helpers: Vec<String>,
    /// Letters found in no font.
    nowhere: HashSet<char>,
    /// The family that has a letter with all of its marks, for those already searched for.
    complete: HashMap<String, Option<String>>,
}

impl Installed {
    /// As if no fonts were installed.
    pub(super) fn ignored() -> Self {
        Self { families: Some(vec![BUNDLED_EMOJI.to_owned()]), ..Self::default() }
    }

    /// As if fonts were installed only in these folders.
    pub(super) fn in_folders(folders: Vec<PathBuf>) -> Self {
        Self { folders: Some(folders), ..Self::default() }
    }

    /// The installed families, the most preferred first. The first call reads all installed fonts.
    fn read(&mut self, fonts: &mut FontContext) -> &[String] {
        let Self { folders, families, .. } = self;
        families.get_or_insert_with(|| {
            fonts.collection.load_fonts_from_paths(folders.clone().unwrap_or_else(installed_folders));
            let mut names = family_names(fonts);
            names.sort_by_key(|name| preference(name));
            names.push(BUNDLED_EMOJI.to_owned());
            names
        })
    }

    /// Takes over the fonts that a copy has read.
    pub(super) fn take_read(&mut self, copy: Self) {
        self.families = copy.families;
    }

    /// The families used as fallbacks so far, in the order of their first use.
    pub(super) fn helpers(&self) -> &[String] {
        &self.helpers
    }

    /// Whether a font for a letter may still be found.
    pub(super) fn may_help(&self, letter: char) -> bool {
        !letter.is_control() && !self.nowhere.contains(&letter)
    }

    /// Looks for a family with a letter, including its marks if possible; returns whether this adds a new fallback
    /// family.
    pub(super) fn find(&mut self, fonts: &mut FontContext, letter: char, with_marks: &str) -> bool {
        // Recorded first, so that the search ends even if the shaper then does not use the family.
        self.nowhere.insert(letter);
        self.read(fonts);
        let letter = letter.to_string();
        let families = || self.families.iter().flatten().filter(|name| !self.helpers.contains(name));
        let helper = [with_marks, &letter].into_iter().find_map(|part| {
            let mut families = families();
            families.find(|name| has_glyphs(fonts, name, part)).cloned()
        });
        let is_found = helper.is_some();
        self.helpers.extend(helper);
        is_found
    }

    /// The most preferred family that has a letter with all of its marks, if any.
    pub(super) fn with_marks(&mut self, fonts: &mut FontContext, letter: &str) -> Option<String> {
        if let Some(known) = self.complete.get(letter) {
            return known.clone();
        }
        if self.complete.len() >= MOST_SEARCHES {
            return None;
        }
        self.read(fonts);
        let family = self.families.iter().flatten().find(|name| has_glyphs(fonts, name, letter)).cloned();
        self.complete.insert(letter.to_owned(), family.clone());
        family
    }
}

/// The most searches through all installed fonts for letters with marks: a text of random marks would need thousands.
const MOST_SEARCHES: usize = 1000;

/// Whether a character has no visible glyph of its own: joiners, controls, variation selectors.
pub(super) fn is_unseen(c: char) -> bool {
    is_joiner(c)
        || is_invisible_control(c)
        || c.is_control()
        || matches!(c, '\u{34F}' | '\u{FE00}'..='\u{FE0F}' | '\u{E0000}'..='\u{E0FFF}')
}

/// Ranks families: those made for reading first, and among them those that cover many scripts.
fn preference(name: &str) -> u8 {
    let order = [
        "Noto Sans",
        "Noto Color Emoji",
        "Noto Emoji",
        "Noto Serif",
        "Noto",
        "DejaVu Sans",
        "Droid Sans",
        "Segoe UI",
        "Arial",
    ];
    order.iter().position(|start| name.starts_with(start)).unwrap_or(order.len()) as u8
}

/// Whether a family has a glyph for each letter and mark of a part of text.
pub(super) fn has_glyphs(fonts: &mut FontContext, family: &str, part: &str) -> bool {
    let Some(family) = fonts.collection.family_by_name(family) else { return false };
    let Some(font) = family.default_font() else { return false };
    let Some(data) = font.load(Some(&mut fonts.source_cache)) else { return false };
    font_has_glyphs(data.as_ref(), font.index(), part)
}

/// Whether a font file has a glyph for each letter and mark of a part of text.
pub(super) fn font_has_glyphs(data: &[u8], index: u32, part: &str) -> bool {
    let Ok(font) = skrifa::FontRef::from_index(data, index) else { return false };
    let charmap = font.charmap();
    part.chars().filter(|c| !is_unseen(*c)).all(|c| charmap.map(c).is_some_and(|glyph| glyph.to_u32() != 0))
}

/// How much higher than Naskh's the lines of a font should be, as a factor: 1 for most, more for fonts whose letters
/// stack (Nastaliq, Tibetan). Fonts declare more room than they fill, so the boxes of their glyphs are checked too.
pub(super) fn growth(data: &[u8], index: u32) -> f32 {
    let Ok(font) = skrifa::FontRef::from_index(data, index) else { return 1.0 };
    let metrics = font.metrics(Size::new(1.0), LocationRef::default());
    let (ascent, descent) = (metrics.ascent, -metrics.descent);
    let filled = metrics.bounds.map_or(ascent + descent, |box_| ascent.min(box_.y_max) + descent.min(-box_.y_min));
    if filled > TALL_EM { ((ascent + descent) / NASKH_EM).clamp(1.0, MOST_GROWTH) } else { 1.0 }
}

/// Ascent and descent of Naskh, in em: its lines are the reference.
const NASKH_EM: f32 = 1.703;
/// Height above which letters do not fit into Naskh's lines, in em.
pub(super) const TALL_EM: f32 = 2.0;
/// The most growth allowed: an installed font may declare any height.
const MOST_GROWTH: f32 = 3.0;

/// The system's font folders.
fn installed_folders() -> Vec<PathBuf> {
    let home = std::env::var_os("HOME").map(PathBuf::from).unwrap_or_default();
    let mut folders: Vec<PathBuf> =
        ["/usr/share/fonts", "/usr/local/share/fonts", "/System/Library/Fonts", "/Library/Fonts", "C:\\Windows\\Fonts"]
            .into_iter()
            .map(PathBuf::from)
            .collect();
    folders.extend([".fonts", ".local/share/fonts", "Library/Fonts"].map(|folder| home.join(folder)));
    folders.retain(|folder| folder.is_dir());
    folders
}
