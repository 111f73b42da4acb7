//! The tagger's features: values of a word and its neighbours, hashed to rows of a table.

use crate::detect::kind::Kind;
use crate::detect::proposal::Proposal;
use crate::detect::segment::{Segment, Sport};
use crate::detect::vocabulary::{class, kind};
use crate::detect::word::{Shape, WordForm};
use crate::lexicon::{Lexicon, NodeId, Posting};
use crate::text::hash;

/// What the lexicon says about the names that begin at a word, one bit each.
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

/// Two values per word that need the lexicon and the rules; the vectors are reused.
#[derive(Debug, Default)]
pub(in crate::detect) struct View {
    /// See [`lexical`].
    lexical: Vec<u32>,
    /// Whether the rules propose a place there.
    proposed: Vec<bool>,
    /// Cached meanings of recently read names, by their node in the trie.
    meanings: Vec<(NodeId, u32)>,
}

/// Number of names whose meaning is cached, a power of two.
const MEANINGS: usize = 1024;

impl View {
    /// Reads a segment and its proposals.
    pub(in crate::detect) fn read(&mut self, segment: &Segment<'_>, proposals: &[Proposal]) {
        self.lexical.clear();
        self.meanings.resize(MEANINGS, Default::default());
        let meanings = &mut self.meanings;
        self.lexical.extend((0..segment.tokens.len()).map(|at| lexical_bits(segment, at, meanings)));
        self.proposed.clear();
        self.proposed.resize(segment.tokens.len(), false);
        for proposal in proposals.iter().filter(|p| p.kind == Kind::LOCATION) {
            let first = segment.tokens.partition_point(|token| token.end <= proposal.span.start.0);
            let words = self.proposed.iter_mut().zip(segment.tokens).skip(first);
            words.take_while(|(_, token)| token.start < proposal.span.end.0).for_each(|(slot, _)| *slot = true);
        }
    }

    /// Whether the lexicon or the rules find a place here.
    pub(in crate::detect) fn is_noted(&self, at: usize) -> bool {
        self.proposed.get(at) == Some(&true) || self.lexical(at) & (lexical::PLACE | lexical::WEAK_PLACE) != 0
    }

    fn lexical(&self, at: usize) -> u32 {
        self.lexical.get(at).copied().unwrap_or(0)
    }
}

fn lexical_bits(segment: &Segment<'_>, at: usize, meanings: &mut [(NodeId, u32)]) -> u32 {
    let mut bits = 0;
    for hit in segment.hits(at) {
        let mut here = 0;
        if let Some(known) = meanings.get_mut(hit.node.number() as usize % MEANINGS) {
            if known.0 != hit.node {
                *known = (hit.node, meaning_bits(segment.lexicon, hit.node));
            }
            here = known.1;
        }
        if here & (lexical::PLACE | lexical::WEAK_PLACE) != 0 {
            here |= if hit.proclitics.is_empty() { 0 } else { lexical::AFTER_PROCLITIC };
            here |= if hit.last > hit.first { lexical::SEVERAL_WORDS } else { 0 };
        }
        bits |= here;
    }
    bits | if segment.tokens.get(at).is_some_and(|token| token.word.is_some()) { lexical::LISTED } else { 0 }
}

/// What a name can mean, regardless of context.
fn meaning_bits(lexicon: &Lexicon, node: NodeId) -> u32 {
    let bits = lexicon.postings(node).take(6).map(|posting| match posting {
        Posting::Place { entity, weak, common } => {
            let kind = lexicon.kind(entity);
            (if weak { lexical::WEAK_PLACE } else { lexical::PLACE })
                | (if common { lexical::COMMON } else { 0 })
                | (if matches!(kind, kind::COUNTRY) { lexical::COUNTRY } else { 0 })
                | (if matches!(kind, kind::CITY | kind::CAPITAL) { lexical::CITY } else { 0 })
                | (if lexicon.population(entity) >= 100_000 { lexical::LARGE } else { 0 })
        }
        Posting::Faction { .. } => lexical::FACTION,
        Posting::GroupNoun(..) | Posting::GroupReference(_) => lexical::GROUP_NOUN,
        Posting::PlaceNoun(..) | Posting::PlaceReference(_) => lexical::PLACE_NOUN,
        Posting::Demonym { .. } => lexical::DEMONYM,
        Posting::Leader { .. } => lexical::LEADER,
    });
    bits.fold(0, |all, bits| all | bits)
}

/// The context classes known to the model: the first 32.
pub(in crate::detect) fn seen_classes(word: &WordForm) -> u32 {
    word.any_classes as u32
}

/// Stands for the position before the first word and after the last.
const OUTSIDE: u32 = 0x5BD1_E995;

/// The row for the values of a template.
#[inline]
pub(in crate::detect) fn row(template: Template, a: u32, b: u32) -> u32 {
    hash::three(template as u32, a, b)
}

/// The bytes of the first or last letters.
fn affix(eight: u64, bytes: u32) -> (u32, u32) {
    let kept = eight & (u64::MAX >> (64 - 8 * bytes.clamp(1, 8)));
    (kept as u32, (kept >> 32) as u32)
}

/// The form of a word: article, ending, digits, number of letters.
pub(in crate::detect) fn outline(token: &WordForm) -> u32 {
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

/// What a set of templates reads besides words, as a number: as long as it is the same, so are the sums of the
/// templates' weights. The default means that nothing was read yet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::detect) struct ContextSet(u32);

impl ContextSet {
    /// As a number; 0 means that nothing was read.
    pub(in crate::detect) fn number(self) -> u32 {
        self.0
    }

    /// For the templates [`OF_WORD`] at a word.
    pub(in crate::detect) fn of_word(segment: &Segment<'_>, view: &View, at: usize) -> Self {
        const { assert!(lexical::LISTED < 1 << 16, "sixteen bits are enough") };
        Self(Self::of_neighbours(segment).0 | (at.min(3) as u32) << 16 | view.lexical(at))
    }

    /// For the templates [`OF_BEFORE`] and [`OF_AFTER`], at any word of a segment.
    pub(in crate::detect) fn of_neighbours(segment: &Segment<'_>) -> Self {
        let (sport, here) = of_sport(segment.sport);
        Self(1 << 31 | sport << 24 | here << 18)
    }
}

/// How much the text is about sport, 0 to 4, and the paragraph, 0 to 3.
fn of_sport(sport: Sport) -> (u32, u32) {
    ((sport.share() * 4.0) as u32, sport.here.min(3.0) as u32)
}

/// The feature templates; each gives one feature per word. Their numbers are part of the model's file: the number of a
/// removed template is not reused, and new ones stay below 128.
#[derive(Clone, Copy, Debug)]
pub(in crate::detect) enum Template {
    Always = 0,
    Word = 1,
    Stem = 2,
    FirstLetter = 4,
    FirstTwoLetters = 6,
    FirstThreeLetters = 8,
    LastLetter = 12,
    LastTwoLetters = 14,
    LastThreeLetters = 16,
    LastFourLetters = 18,
    WordBefore = 20,
    WordBehind = 21,
    StemTwoBefore = 22,
    StemTwoBehind = 23,
    StemWithBefore = 24,
    StemWithBehind = 25,
    LexiconWithWordBefore = 26,
    LexiconWithWordBehind = 27,
    LexiconWithBefore = 29,
    LexiconWithBehind = 30,
    Gaps = 33,
    OutlineWithGap = 34,
    LexiconWithClassesBefore = 35,
    OutlineWithClasses = 36,
    LexiconWithClassesBehind = 37,
    ClassesTwoBefore = 38,
    OutlineWithLexicon = 39,
    StemBeforeWithGap = 40,
    StemBehindWithGap = 41,
    StemsTwoBefore = 42,
    StemsTwoBehind = 43,
    LexiconWithEndingBefore = 44,
    LexiconInSport = 45,
    StemInSport = 46,
    WordBeforeInSport = 47,
    ClassesBeforeInSport = 49,
    ClassesBehindInSport = 50,
    LexiconInSportHere = 58,
    WordBehindInSport = 62,
    LexiconWithPosition = 64,
    LexiconWithInstituteBefore = 66,
    LexiconWithInstitutesStem = 67,
    StemBeforeInSportHere = 68,
    StemInSportHere = 69,
    ClubInSport = 71,
    ClubInSportHere = 72,
    PlaceWithRoleBehind = 73,
    PlaceWithRoleBefore = 74,
    PlaceBetweenRoles = 75,
    PlaceWithRolesBefore = 76,
    PlaceWithRolesBehind = 77,
    ClubWithRoleInSport = 78,
    InnerFirstLetters = 90,
    InnerLastLetters = 91,
    BothEnds = 92,
}

impl Template {
    /// Its bit in a set of templates.
    pub(in crate::detect) const fn bit(self) -> u128 {
        1 << self as u32
    }
}

const fn set(templates: &[Template]) -> u128 {
    let (mut set, mut rest) = (0, templates);
    while let [template, behind @ ..] = rest {
        set |= template.bit();
        rest = behind;
    }
    set
}

/// The templates, one bit each, that read only the word and its [`ContextSet::of_word`].
pub(in crate::detect) const OF_WORD: u128 = set(&[
    Template::Always,
    Template::Word,
    Template::Stem,
    Template::FirstLetter,
    Template::FirstTwoLetters,
    Template::FirstThreeLetters,
    Template::LastLetter,
    Template::LastTwoLetters,
    Template::LastThreeLetters,
    Template::LastFourLetters,
    Template::OutlineWithClasses,
    Template::OutlineWithLexicon,
    Template::LexiconInSport,
    Template::StemInSport,
    Template::LexiconInSportHere,
    Template::LexiconWithPosition,
    Template::StemInSportHere,
    Template::ClubInSport,
    Template::ClubInSportHere,
    Template::InnerFirstLetters,
    Template::InnerLastLetters,
    Template::BothEnds,
]);
/// Those that read only the word before and [`ContextSet::of_neighbours`].
pub(in crate::detect) const OF_BEFORE: u128 =
    set(&[Template::WordBefore, Template::WordBeforeInSport, Template::StemBeforeInSportHere]);
/// Those that read only the word after and [`ContextSet::of_neighbours`].
pub(in crate::detect) const OF_AFTER: u128 = set(&[Template::WordBehind, Template::WordBehindInSport]);

/// Calls `f` with every feature of word `at`: its template and the value that this reads; see [`row`].
#[expect(clippy::inline_always, reason = "templates that are left out are left out when it is compiled")]
#[inline(always)]
pub(in crate::detect) fn features(
    segment: &Segment<'_>,
    view: &View,
    at: usize,
    f: &mut impl FnMut(Template, u32, u32),
) {
    let Some(token) = segment.tokens.get(at) else {
        return;
    };
    let neighbour = |offset: isize| at.checked_add_signed(offset).and_then(|i| segment.tokens.get(i));
    let shape = |offset| {
        let outside = Shape { word: OUTSIDE, stem: OUTSIDE, ..Shape::default() };
        neighbour(offset).map_or(outside, |token| token.shape)
    };
    let classes = |offset| neighbour(offset).map_or(OUTSIDE, |token| seen_classes(token));
    let at_offset = |offset: isize| at.checked_add_signed(offset).unwrap_or(usize::MAX);
    let lexical = |offset| view.lexical(at_offset(offset));
    let (own, before, after) = (token.shape, shape(-1), shape(1));
    let (gap, gap_after) = (u32::from(segment.gap(at).bits()), u32::from(segment.gap(at + 1).bits()));
    let outline = token.outline;

    f(Template::Always, 0, 0);
    f(Template::Word, own.word, 0);
    f(Template::Stem, own.stem, 0);
    // In the tail the last letter is in the lowest bytes.
    let tail = last_letters(own, token);
    for (template, letters, bytes) in [
        (Template::FirstLetter, own.head, 2),
        (Template::LastLetter, tail, 2),
        (Template::FirstTwoLetters, own.head, 4),
        (Template::LastTwoLetters, tail, 4),
        (Template::FirstThreeLetters, own.head, 6),
        (Template::LastThreeLetters, tail, 6),
        (Template::LastFourLetters, tail, 8),
    ] {
        let (low, high) = affix(letters, bytes);
        f(template, low, high);
    }
    // Second to fourth letter from either end, and both ends with the length: what unknown names share
    // behind a joined particle or before an ending.
    f(Template::InnerFirstLetters, (own.head >> 16) as u32, (own.head >> 48) as u32);
    f(Template::InnerLastLetters, (tail >> 16) as u32, (tail >> 48) as u32);
    f(Template::BothEnds, own.head as u32, tail as u32 ^ u32::from(token.letters) << 27);
    f(Template::WordBefore, before.word, 0);
    f(Template::WordBehind, after.word, 0);
    f(Template::StemTwoBefore, shape(-2).stem, 0);
    f(Template::StemTwoBehind, shape(2).stem, 0);
    f(Template::StemWithBefore, before.stem, own.stem);
    f(Template::StemWithBehind, own.stem, after.stem);
    f(Template::LexiconWithWordBefore, before.word, lexical(0));
    f(Template::LexiconWithWordBehind, lexical(0), after.word);
    f(Template::LexiconWithBefore, lexical(-1), lexical(0));
    f(Template::LexiconWithBehind, lexical(0), lexical(1));
    f(Template::Gaps, gap, gap_after);
    f(Template::OutlineWithGap, gap, outline);
    f(Template::LexiconWithClassesBefore, classes(-1), lexical(0));
    f(Template::OutlineWithClasses, classes(0), outline);
    f(Template::LexiconWithClassesBehind, classes(1), lexical(0));
    f(Template::ClassesTwoBefore, classes(-2), classes(-1));
    f(Template::OutlineWithLexicon, lexical(0), outline);
    f(Template::StemBeforeWithGap, before.stem, gap);
    f(Template::StemBehindWithGap, after.stem, gap_after);
    f(Template::StemsTwoBefore, shape(-2).stem, before.stem);
    f(Template::StemsTwoBehind, after.stem, shape(2).stem);
    let (sport, here) = of_sport(segment.sport);
    f(Template::LexiconInSport, sport, lexical(0));
    f(Template::StemInSport, sport, own.stem);
    f(Template::WordBeforeInSport, sport, before.word);
    f(Template::ClassesBeforeInSport, sport << 16 | lexical(0), classes(-1));
    f(Template::ClassesBehindInSport, sport << 16 | lexical(0), classes(1));
    let (low, high) = affix(last_letters(before, neighbour(-1).unwrap_or(token)), 4);
    f(Template::LexiconWithEndingBefore, low, high ^ lexical(0));
    f(Template::LexiconInSportHere, here, lexical(0));
    f(Template::WordBehindInSport, sport, after.word);
    f(Template::LexiconWithPosition, at.min(3) as u32, lexical(0));
    let head = (1..5)
        .take_while(|d| *d <= at && segment.gap(at + 1 - d).joins_names())
        .find(|d| neighbour(-(*d as isize)).is_some_and(|t| t.any_classes & class::INSTITUTE != 0));
    f(Template::LexiconWithInstituteBefore, head.map_or(0, |d| d as u32), lexical(0));
    f(Template::LexiconWithInstitutesStem, head.map_or(0, |d| shape(-(d as isize)).stem), lexical(0));
    f(Template::StemBeforeInSportHere, here, before.stem);
    f(Template::StemInSportHere, here, own.stem);
    let place = lexical(0) & (lexical::PLACE | lexical::WEAK_PLACE | lexical::COUNTRY | lexical::CITY);
    let club = seen_classes(token) & (class::CLUB | class::ORDINARY) as u32;
    f(Template::ClubInSport, sport << 16 | place, club);
    f(Template::ClubInSportHere, here << 16 | place, club);
    let (left, right) = (neighbour(-1).map_or(0, |token| token.role), neighbour(1).map_or(0, |token| token.role));
    f(Template::PlaceWithRoleBehind, place | gap_after << 16, right);
    f(Template::PlaceWithRoleBefore, place | gap << 16, left);
    f(Template::PlaceBetweenRoles, place, left << 16 | right);
    f(Template::PlaceWithRolesBefore, left, neighbour(-2).map_or(0, |token| token.role) << 16 | place);
    f(Template::PlaceWithRolesBehind, right, neighbour(2).map_or(0, |token| token.role) << 16 | place);
    f(Template::ClubWithRoleInSport, sport << 16 | left, club << 4 | place);
}

/// The possible role of a neighbour in the phrase: endings, article, joined particle, word class.
pub(in crate::detect) fn role(token: &WordForm) -> u32 {
    let flags = [
        token.bare_article,
        token.definite,
        token.adjectival,
        token.feminine,
        token.ends_in_ha,
        token.has_digit,
        token.begins("لل"),
        token.begins("ل"),
        token.begins("ب"),
        token.begins("و"),
        token.any_classes & class::INSTITUTE != 0,
        token.any_classes & class::SPORT != 0,
        token.any_classes & class::CLUB != 0,
        token.word.is_none(),
        token.any_classes & (class::PREPOSITION | class::WEAK_PREPOSITION) != 0,
        token.any_classes & (class::GIVEN_NAME | class::TITLE) != 0,
    ];
    flags.iter().fold(1, |bits, flag| bits << 1 | u32::from(*flag))
}

/// The last four letters, with the very last in the lowest bytes.
fn last_letters(shape: Shape, token: &WordForm) -> u64 {
    // Words of up to four letters do not fill all eight bytes.
    let short = 4_u32.saturating_sub(u32::from(token.letters)) * 16;
    shape.tail.swap_bytes().checked_shr(short).unwrap_or(0)
}
