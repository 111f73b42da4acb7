//! What the rules ask for by number: words, classes of words, and kinds of entities.

use crate::lexicon::format::hash;

/// The hashes of some words; see [`words!`].
pub(super) type WordList = &'static [u32];

/// Words in folded spelling, a blank between two, as hashes that are made when the program is built.
macro_rules! words {
    ($words:expr) => {{
        const WORDS: &str = $words;
        const HASHES: [u32; $crate::detect::vocabulary::count(WORDS)] = $crate::detect::vocabulary::hashes(WORDS);
        &HASHES
    }};
}
pub(super) use words;

/// How many words a list has.
pub(super) const fn count(words: &str) -> usize {
    let (mut rest, mut count) = (words.as_bytes(), 0);
    while let Some((_, behind)) = split_word(rest) {
        rest = behind;
        count += 1;
    }
    count
}

/// The hash of each word of a list that has so many.
pub(super) const fn hashes<const COUNT: usize>(words: &str) -> [u32; COUNT] {
    let (mut rest, mut at, mut hashes) = (words.as_bytes(), 0, [0; COUNT]);
    while let Some((word, behind)) = split_word(rest) {
        hashes[at] = hash(word);
        rest = behind;
        at += 1;
    }
    hashes
}

/// The first word, and what is behind it.
const fn split_word(words: &[u8]) -> Option<(&[u8], &[u8])> {
    let words = words.trim_ascii_start();
    let mut end = 0;
    while end < words.len() && !words[end].is_ascii_whitespace() {
        end += 1;
    }
    if end == 0 { None } else { Some(words.split_at(end)) }
}

/// The classes that the detector asks for.
pub(super) mod class {
    use crate::lexicon::format::class_bit;
    pub(in crate::detect) const PREPOSITION: u32 = class_bit("preposition");
    pub(in crate::detect) const WEAK_PREPOSITION: u32 = class_bit("loose-preposition");
    pub(in crate::detect) const MOVEMENT: u32 = class_bit("movement");
    pub(in crate::detect) const SIDE: u32 = class_bit("side");
    pub(in crate::detect) const GIVEN_NAME: u32 = class_bit("given-name");
    pub(in crate::detect) const SURNAME: u32 = class_bit("surname");
    pub(in crate::detect) const TITLE: u32 = class_bit("title");
    pub(in crate::detect) const INSTITUTE: u32 = class_bit("institute");
    pub(in crate::detect) const DESCRIPTOR: u32 = class_bit("descriptor");
    pub(in crate::detect) const UNIT_ADJECTIVE: u32 = class_bit("unit-adjective");
    pub(in crate::detect) const ORDINARY: u32 = class_bit("ordinary");
    pub(in crate::detect) const CUE: u32 = class_bit("cue");
    pub(in crate::detect) const AGAINST: u32 = class_bit("against");
    pub(in crate::detect) const USAGE: u32 = class_bit("usage-reference");
    pub(in crate::detect) const PLAIN_AFTER: u32 = class_bit("not-a-reference-after");
    pub(in crate::detect) const NEVER: u32 = class_bit("never");
    pub(in crate::detect) const MEMBER: u32 = class_bit("member");
    pub(in crate::detect) const UNIT: u32 = class_bit("unit");
    pub(in crate::detect) const ORDINAL: u32 = class_bit("ordinal");
    pub(in crate::detect) const STANDS_ALONE: u32 = class_bit("stands-alone");
    pub(in crate::detect) const WING: u32 = class_bit("wing");
    pub(in crate::detect) const RELATIVE: u32 = class_bit("relative");
    pub(in crate::detect) const SPORT: u32 = class_bit("sport");
    pub(in crate::detect) const CLUB: u32 = class_bit("club");
    pub(in crate::detect) const ARM: u32 = class_bit("arm");
    pub(in crate::detect) const FIGHTER: u32 = class_bit("fighter");
    pub(in crate::detect) const ACT: u32 = class_bit("act");
    pub(in crate::detect) const POLITICAL: u32 = class_bit("political");
    pub(in crate::detect) const EVENT: u32 = class_bit("event");
    pub(in crate::detect) const VERB: u32 = class_bit("verb");
    pub(in crate::detect) const MISSION: u32 = class_bit("mission");
    pub(in crate::detect) const TRIBAL: u32 = class_bit("tribal");
}

/// The kinds that the detector asks for.
pub(super) mod kind {
    use crate::lexicon::format::kind_number;
    pub(in crate::detect) const ARMED_GROUP: u8 = kind_number("armed-group");
    pub(in crate::detect) const MILITARY: u8 = kind_number("military");
    pub(in crate::detect) const POLICE: u8 = kind_number("police");
    pub(in crate::detect) const INTELLIGENCE: u8 = kind_number("intelligence");
    pub(in crate::detect) const GOVERNMENT: u8 = kind_number("government");
    pub(in crate::detect) const COALITION: u8 = kind_number("coalition");
    pub(in crate::detect) const PARTY: u8 = kind_number("party");
    pub(in crate::detect) const BODY: u8 = kind_number("body");
    pub(in crate::detect) const COUNTRY: u8 = kind_number("country");
    pub(in crate::detect) const CAPITAL: u8 = kind_number("capital");
    pub(in crate::detect) const GOVERNORATE: u8 = kind_number("governorate");
    pub(in crate::detect) const CITY: u8 = kind_number("city");
    pub(in crate::detect) const TOWN: u8 = kind_number("town");
    pub(in crate::detect) const VILLAGE: u8 = kind_number("village");
    pub(in crate::detect) const QUARTER: u8 = kind_number("quarter");
    pub(in crate::detect) const CAMP: u8 = kind_number("camp");
    pub(in crate::detect) const CROSSING: u8 = kind_number("crossing");
    pub(in crate::detect) const AIRPORT: u8 = kind_number("airport");
    pub(in crate::detect) const BASE: u8 = kind_number("base");
    pub(in crate::detect) const OILFIELD: u8 = kind_number("oilfield");
    pub(in crate::detect) const DAM: u8 = kind_number("dam");
    pub(in crate::detect) const ROAD: u8 = kind_number("road");
    pub(in crate::detect) const SQUARE: u8 = kind_number("square");
    pub(in crate::detect) const SEA: u8 = kind_number("sea");
    pub(in crate::detect) const RIVER: u8 = kind_number("river");
    pub(in crate::detect) const LAKE: u8 = kind_number("lake");
    pub(in crate::detect) const MOUNTAIN: u8 = kind_number("mountain");
    pub(in crate::detect) const DESERT: u8 = kind_number("desert");
    pub(in crate::detect) const ISLAND: u8 = kind_number("island");
    pub(in crate::detect) const VALLEY: u8 = kind_number("valley");
    pub(in crate::detect) const REGION: u8 = kind_number("region");
    pub(in crate::detect) const OTHER: u8 = kind_number("other");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_of_words_has_the_hash_of_each() {
        let list: WordList = words!(" في الي  علي ");
        assert_eq!(list, ["في", "الي", "علي"].map(|word| hash(word.as_bytes())));
        let none: WordList = words!("");
        assert!(none.is_empty());
    }
}
