//! The bundled fonts, and the font database built from them.

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
