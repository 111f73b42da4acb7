//! What the tagger looks at: numbers for a word and its neighbours, hashed into the rows of a table.

use crate::detect::candidate::{Form, Kind};
use crate::detect::proposal::{Proposal, State};
use crate::detect::stretch::Stretch;
use crate::detect::tokens::{Shape, Token};
use crate::lexicon::Posting;
use crate::lexicon::format::{hash, kind_name};

/// What the lexicon says of the names that begin at a word, a bit each.
mod lexical {
    pub(super) const PLACE: u32 = 1;
    pub(super) const WEAK_PLACE: u32 = 2;
    pub(super) const COMMON: u32 = 4;
    pub(super) const AFTER_PROCLITIC: u32 = 8;
    pub(super) const FACTION: u32 = 16;
    pub(super) const GROUP_NOUN: u32 = 32;
    pub(super) const PLACE_NOUN: u32 = 64;
    pub(super) const DEMONYM: u32 = 128;
    pub(super) const LEADER: u32 = 256;
    pub(super) const SEVERAL_WORDS: u32 = 512;
    pub(super) const COUNTRY: u32 = 1024;
    pub(super) const CITY: u32 = 2048;
    pub(super) const LARGE: u32 = 4096;
    pub(super) const LISTED: u32 = 8192;
}

/// Two numbers a word that need the lexicon and the rules; the vectors are used again.
#[derive(Debug, Default)]
pub(in crate::detect) struct View {
    /// See [`lexical`].
    lexical: Vec<u32>,
    /// What the rules propose there: places in the low four bits, factions above.
    rules: Vec<u32>,
    /// How much of sport the text has spoken lately; see [`sport_words`].
    sport: f32,
}

/// How much of the sport that a paragraph spoke of is left in the next.
const SPORT_STAYS: f32 = 0.75;

/// Words of sports news, folded: there the name of a town is that of its club.
const SPORT_WORDS: [&str; 40] = [
    "مباراه",
    "المباراه",
    "مباريات",
    "المباريات",
    "منتخب",
    "المنتخب",
    "منتخبنا",
    "فريق",
    "الفريق",
    "فريقه",
    "الدوري",
    "دوري",
    "كاس",
    "الكاس",
    "بطوله",
    "البطوله",
    "لاعب",
    "اللاعب",
    "لاعبي",
    "اللاعبين",
    "مدرب",
    "المدرب",
    "هدف",
    "الهدف",
    "هدفا",
    "اهداف",
    "نادي",
    "النادي",
    "الشوط",
    "ملعب",
    "الملعب",
    "الحكم",
    "مرمي",
    "المرمي",
    "الكره",
    "كره",
    "نهائي",
    "النهائي",
    "الاتحاد",
    "تعادل",
];

/// The hashes of [`SPORT_WORDS`], sorted.
fn sport_words() -> &'static [u32] {
    static HASHES: std::sync::OnceLock<Vec<u32>> = std::sync::OnceLock::new();
    HASHES.get_or_init(|| {
        let mut hashes: Vec<u32> = SPORT_WORDS.iter().map(|word| hash(word.as_bytes())).collect();
        hashes.sort_unstable();
        hashes
    })
}

impl View {
    /// Reads a stretch and its proposals.
    pub(in crate::detect) fn read(&mut self, stretch: &Stretch<'_>, proposals: &[Proposal]) {
        let words = sport_words();
        let spoken = stretch.tokens.iter().filter(|token| words.binary_search(&token.shape.word).is_ok()).count();
        // Long paragraphs have more words of everything.
        let share = spoken as f32 * 25.0 / (stretch.tokens.len() as f32).max(25.0);
        self.sport = self.sport * SPORT_STAYS + share;
        self.lexical.clear();
        self.lexical.extend((0..stretch.tokens.len()).map(|at| lexical_bits(stretch, at)));
        self.rules.clear();
        self.rules.resize(stretch.tokens.len(), 0);
        for proposal in proposals {
            let first = stretch.tokens.partition_point(|token| token.end <= proposal.span.start.0);
            let code = match (proposal.kind, proposal.form, proposal.state) {
                (Kind::Location, Form::Name, State::Sure) => 1,
                (Kind::Location, Form::Name, State::Weak { local, .. }) if local < 0.5 => 2,
                (Kind::Location, Form::Name, State::Weak { local, .. }) if local < 1.2 => 3,
                (Kind::Location, Form::Name, State::Weak { .. }) => 4,
                (Kind::Location, ..) => 5,
                (Kind::Faction, Form::Name, State::Sure) => 1,
                (Kind::Faction, Form::Name, _) => 2,
                (Kind::Faction, ..) => 3,
            };
            let shift = if proposal.kind == Kind::Location { 0 } else { 4 };
            let words = self.rules.iter_mut().zip(stretch.tokens).skip(first);
            for (i, (slot, _)) in words.take_while(|(_, token)| token.start < proposal.span.end.0).enumerate() {
                let inside = if i > 0 { 8 } else { 0 };
                if *slot & (15 << shift) == 0 || code == 1 {
                    *slot = (*slot & !(15 << shift)) | ((code + inside) << shift);
                }
            }
        }
    }

    /// Whether the lexicon or the rules see a place here.
    pub(in crate::detect) fn is_noted(&self, at: usize) -> bool {
        self.rules(at) & 15 != 0 || self.lexical(at) & (lexical::PLACE | lexical::WEAK_PLACE) != 0
    }

    /// How much of sport the text has spoken, 0 to 1.
    pub(in crate::detect) fn sport(&self) -> f32 {
        (self.sport / 4.0).min(1.0)
    }

    fn lexical(&self, at: usize) -> u32 {
        self.lexical.get(at).copied().unwrap_or(0)
    }

    fn rules(&self, at: usize) -> u32 {
        self.rules.get(at).copied().unwrap_or(0)
    }
}

fn lexical_bits(stretch: &Stretch<'_>, at: usize) -> u32 {
    let mut bits = 0;
    for hit in stretch.hits(at) {
        for posting in stretch.lexicon.postings(hit.node).take(6) {
            bits |= match posting {
                Posting::Place { entity, weak, common } => {
                    let kind = kind_name(stretch.lexicon.kind(entity));
                    (if weak { lexical::WEAK_PLACE } else { lexical::PLACE })
                        | (if common { lexical::COMMON } else { 0 })
                        | (if hit.proclitics.is_empty() { 0 } else { lexical::AFTER_PROCLITIC })
                        | (if hit.last > hit.first { lexical::SEVERAL_WORDS } else { 0 })
                        | (if matches!(kind, "country") { lexical::COUNTRY } else { 0 })
                        | (if matches!(kind, "city" | "capital") { lexical::CITY } else { 0 })
                        | (if stretch.lexicon.population(entity) >= 100_000 { lexical::LARGE } else { 0 })
                }
                Posting::Faction { .. } => lexical::FACTION,
                Posting::GroupNoun(..) | Posting::GroupReference(_) => lexical::GROUP_NOUN,
                Posting::PlaceNoun(..) | Posting::PlaceReference(_) => lexical::PLACE_NOUN,
                Posting::Demonym { .. } => lexical::DEMONYM,
                Posting::Leader { .. } => lexical::LEADER,
            };
        }
    }
    bits | if stretch.tokens.get(at).is_some_and(|token| token.word.is_some()) { lexical::LISTED } else { 0 }
}

/// A number that stands for nothing before the first word and behind the last.
const OUTSIDE: u32 = 0x5BD1_E995;

fn row(template: u32, a: u32, b: u32) -> u32 {
    let mixed = (u64::from(a) | (u64::from(b) << 32)) ^ (u64::from(template) << 48).wrapping_add(u64::from(template));
    let mixed = mixed.wrapping_mul(0x9E37_79B9_7F4A_7C15);
    let mixed = (mixed ^ (mixed >> 29)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    (mixed >> 32) as u32
}

/// The bytes of the first or last letters.
fn affix(eight: u64, bytes: u32) -> (u32, u32) {
    let kept = eight & (u64::MAX >> (64 - 8 * bytes.clamp(1, 8)));
    (kept as u32, (kept >> 32) as u32)
}

fn outline(token: &Token) -> u32 {
    let latin = token.shape.head & 0x80 == 0;
    let flags = [
        token.definite,
        token.bare_article,
        token.adjectival,
        token.feminine,
        token.ends_in_ha,
        token.has_digit,
        token.with_and,
        latin,
    ];
    let bits = flags.iter().fold(0, |bits, flag| bits << 1 | u32::from(*flag));
    bits << 4 | u32::from(token.letters.min(12))
}

/// Hands every feature of word `at` to `each`, as a number of 32 bits.
pub(in crate::detect) fn features(stretch: &Stretch<'_>, view: &View, at: usize, each: &mut impl FnMut(u32)) {
    let Some(token) = stretch.tokens.get(at) else {
        return;
    };
    let neighbour = |offset: isize| at.checked_add_signed(offset).and_then(|i| stretch.tokens.get(i));
    let shape = |offset| {
        let outside = Shape { word: OUTSIDE, stem: OUTSIDE, ..Shape::default() };
        neighbour(offset).map_or(outside, |token| token.shape)
    };
    let classes = |offset| neighbour(offset).map_or(OUTSIDE, |token| token.any_classes);
    let at_offset = |offset: isize| at.checked_add_signed(offset).unwrap_or(usize::MAX);
    let lexical = |offset| view.lexical(at_offset(offset));
    let rules = |offset| view.rules(at_offset(offset));
    let (own, before, after) = (token.shape, shape(-1), shape(1));
    let (gap, gap_after) = (u32::from(stretch.gap(at).bits()), u32::from(stretch.gap(at + 1).bits()));
    let outline = outline(token);

    each(row(0, 0, 0));
    each(row(1, own.word, 0));
    each(row(2, own.stem, 0));
    for bytes in [2, 4, 6] {
        let (low, high) = affix(own.head, bytes);
        each(row(2 + bytes, low, high));
        // The tail is shifted so that the last letter is in the lowest bytes.
        let (low, high) = affix(last_letters(own, token), bytes);
        each(row(10 + bytes, low, high));
    }
    let (low, high) = affix(last_letters(own, token), 8);
    each(row(18, low, high));
    each(row(20, before.word, 0));
    each(row(21, after.word, 0));
    each(row(22, shape(-2).stem, 0));
    each(row(23, shape(2).stem, 0));
    each(row(24, before.stem, own.stem));
    each(row(25, own.stem, after.stem));
    each(row(26, before.word, lexical(0)));
    each(row(27, lexical(0), after.word));
    each(row(28, lexical(0), rules(0)));
    each(row(29, lexical(-1), lexical(0)));
    each(row(30, lexical(0), lexical(1)));
    each(row(31, rules(-1), rules(0)));
    each(row(32, rules(0), rules(1)));
    each(row(33, gap, gap_after));
    each(row(34, gap, rules(0) << 16 | outline));
    each(row(35, classes(-1), lexical(0)));
    each(row(36, classes(0), outline));
    each(row(37, classes(1), rules(0)));
    each(row(38, classes(-2), classes(-1)));
    each(row(39, lexical(0), outline));
    each(row(40, before.stem, gap));
    each(row(41, after.stem, gap_after));
    each(row(42, shape(-2).stem, before.stem));
    each(row(43, after.stem, shape(2).stem));
    let sport = (view.sport() * 4.0) as u32;
    each(row(45, sport, lexical(0)));
    each(row(46, sport, own.stem));
    each(row(47, sport, before.word));
    each(row(48, sport, rules(0)));
    each(row(49, sport << 16 | lexical(0), classes(-1)));
    each(row(50, sport << 16 | lexical(0), classes(1)));
    let (low, high) = affix(last_letters(before, neighbour(-1).unwrap_or(token)), 4);
    each(row(44, low, high ^ lexical(0)));
}

/// The last four letters with the very last in the lowest bytes.
fn last_letters(shape: Shape, token: &Token) -> u64 {
    // Words of up to four letters fill the eight bytes only in part.
    let short = 4_u32.saturating_sub(u32::from(token.letters)) * 16;
    shape.tail.swap_bytes().checked_shr(short).unwrap_or(0)
}
