//! The bundled fonts, and the font database built from them.

use std::path::PathBuf;
use std::sync::Arc;

use parley::FontContext;
use parley::fontique::{Blob, Collection, CollectionOptions, FamilyId, Script, SourceCache};

/// Family of the article's Arabic text.
pub const NASKH: &str = "Noto Naskh Arabic";
/// Family of Latin text, in articles and in the interface.
pub const SANS: &str = "Noto Sans";

static BUNDLED: [&[u8]; 4] = [
    include_bytes!("../../assets/fonts/NotoNaskhArabic-Regular.ttf"),
    include_bytes!("../../assets/fonts/NotoNaskhArabic-Bold.ttf"),
    include_bytes!("../../assets/fonts/NotoSans-Regular.ttf"),
    include_bytes!("../../assets/fonts/NotoSans-Bold.ttf"),
];

/// A database of the bundled fonts alone: the same layout on every machine.
pub(super) fn bundled() -> FontContext {
    let mut collection = Collection::new(CollectionOptions { system_fonts: false, ..CollectionOptions::default() });
    let mut families: Vec<FamilyId> = Vec::new();
    for data in BUNDLED {
        for (family, _) in collection.register_fonts(Blob::new(Arc::new(data)), None) {
            if !families.contains(&family) {
                families.push(family);
            }
        }
    }
    // Registering alone makes no fallback: without this, Arabic under 'Noto Sans' is all boxes.
    for script in [b"Arab", b"Latn", b"Cyrl", b"Grek", b"Zyyy"] {
        collection.append_fallbacks(Script::from_bytes(*script), families.iter().copied());
    }
    FontContext { collection, source_cache: SourceCache::default() }
}

/// Names of the families that text can be set in.
pub(super) fn family_names(fonts: &mut FontContext) -> Vec<String> {
    let mut names: Vec<String> = fonts.collection.family_names().map(str::to_owned).collect();
    names.sort();
    names
}

/// The spelling of a family's name among the fonts at hand; installed fonts are read when it is not
/// among the bundled ones.
pub(super) fn find_family(fonts: &mut FontContext, name: &str) -> Option<String> {
    let known = |fonts: &mut FontContext| {
        let id = fonts.collection.family_id(name)?;
        fonts.collection.family_name(id).map(str::to_owned)
    };
    known(fonts).or_else(|| {
        fonts.collection.load_fonts_from_paths(installed_folders());
        known(fonts)
    })
}

/// Folders that systems keep their fonts in.
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
