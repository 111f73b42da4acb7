//! Regions of countries, which tell places of the same name apart.

use super::entity::EntityId;
use super::format;
use super::tables::Lexicon;
use crate::text::fold::fold_words;

/// A first-level region of a country: a governorate, a state, a province.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Region<'l> {
    /// Its Arabic name, without "governorate" and the like; empty when unknown.
    pub arabic: &'l str,
    /// Its English name.
    pub english: &'l str,
}

impl Lexicon {
    /// The region in which a place lies, if known. Kept out of [`super::Entity`], because it is needed only where
    /// places of one name are told apart.
    pub fn region(&self, entity: EntityId) -> Option<Region<'_>> {
        let (table, entity) = self.table_of(entity);
        let key = table.field(entity, format::KIND_FIELD) >> 8;
        if key as u8 == 0 {
            return None;
        }
        let (found, arabic, english) = table.region(table.region_from(key));
        (found == key).then_some(Region { arabic, english })
    }

    /// The built-in region of a country with this name in either language.
    pub(super) fn region_named(&self, country: &str, name: &str) -> Option<Region<'_>> {
        let first = self.base.region_from(format::region_key(country, 0));
        let end = self.base.region_from(format::region_key(country, format::MOST_REGIONS) + 1);
        let wanted = fold_words(name);
        let is_named = |of: &str| !of.is_empty() && fold_words(of) == wanted;
        let mut all = (first..end).map(|index| self.base.region(index));
        all.find(|(_, arabic, english)| is_named(arabic) || is_named(english))
            .map(|(_, arabic, english)| Region { arabic, english })
    }
}
