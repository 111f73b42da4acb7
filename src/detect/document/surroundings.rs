//! What the words directly beside a mention say about which place it is.
//!
//! Owns the ways in which the text itself identifies a place: by a noun or a nationality before the name (مدينة طرابلس،
//! العاصمة البريطانية لندن), by a nationality after it (طرابلس اللبنانية), or by the place in which it is said to lie
//! (باريس بولاية تكساس). Must not know what a name can mean. Reads [`WINDOW`] bytes on either side.

use foldhash::{HashMap, HashMapExt as _};

use crate::detect::vocabulary::{class, kind, list};
use crate::lexicon::nearby::distance_km;
use crate::lexicon::territories::belongs_to;
use crate::lexicon::{EntityId, Lexicon, Posting};
use crate::text::Span;
use crate::text::fold::fold_words;
use crate::text::sentences::is_line_end;
use crate::text::words::{word_at, words};

/// Bytes read on either side of a mention to find its noun and its nationality.
const WINDOW: usize = 64;
/// Words kept in the cache.
const MOST_KNOWN: usize = 4_096;
/// The most bytes and words between a name and the place in which it lies: في شمال غرب ولاية.
const MOST_BETWEEN: usize = 40;
const MOST_WORDS_BETWEEN: usize = 4;
/// Alone or after a name, this word means a capital and never a state or its part.
pub(in crate::detect) const CAPITAL: &str = "العاصمة";
/// A place farther than this from every place of a country, in kilometres, is not in that country.
const ABROAD_KM: f32 = 300.0;

/// The words directly beside a mention.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::detect) struct Beside {
    /// The kind of the noun before it: مدينة, نهر.
    pub(in crate::detect) noun: Option<u8>,
    /// Whether the noun implies a small place: بلدة, قرية. A بلدية may be that of Paris.
    pub(in crate::detect) is_small: bool,
    /// Whether somebody is there, goes there or comes from there: إلى باريس, but not سفير باريس.
    pub(in crate::detect) role: Role,
    /// The countries of the nationality beside it: اللبنانية; some adjectives belong to several (الغينية).
    pub(in crate::detect) nationality: Option<Nationality>,
    /// Whether the nationality clearly describes the place: in قمة موسكو الأميركية the summit may be American.
    pub(in crate::detect) is_its_own: bool,
    /// The countries of a clearly related nationality directly after it: the place is said to lie there.
    pub(in crate::detect) lies_in: Option<Nationality>,
    /// واشنطن العاصمة.
    pub(in crate::detect) is_capital: bool,
}

/// The countries that an adjective can mean: الكورية has two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::detect) struct Nationality {
    /// Their numbers, the first one first, padded with zeros.
    countries: [u16; Self::MOST],
}

impl Nationality {
    /// The most countries of one adjective.
    const MOST: usize = 4;

    fn of(countries: impl Iterator<Item = u16>) -> Option<Self> {
        let (mut known, mut count) = ([0; Self::MOST], 0);
        for country in countries.filter(|country| *country > 0) {
            if !known.contains(&country)
                && let Some(slot) = known.get_mut(count)
            {
                *slot = country;
                count += 1;
            }
        }
        (count > 0).then_some(Self { countries: known })
    }

    pub(in crate::detect) fn countries(self) -> impl Iterator<Item = u16> {
        self.countries.into_iter().filter(|country| *country > 0)
    }

    /// Whether the adjective can describe a place in a country, or in a country's territory.
    pub(in crate::detect) fn fits(self, country: u16) -> bool {
        self.countries().any(|of| belongs_to(country, of))
    }
}

/// The role that the word before a place gives it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::detect) enum Role {
    /// Where somebody is or goes: في, إلى.
    Goal,
    /// Where somebody comes from: لاجئون من حلب في ألمانيا.
    Origin,
    /// Anything else: سفير باريس.
    #[default]
    Other,
}

/// Reads the words beside mentions; keeps words once looked up, because most occur again.
pub(in crate::detect) struct Surroundings<'t> {
    lexicon: &'t Lexicon,
    text: &'t str,
    nouns: HashMap<&'t str, Option<u8>>,
    nationalities: HashMap<&'t str, Option<Nationality>>,
    abroad: HashMap<(EntityId, u16), bool>,
}

impl<'t> Surroundings<'t> {
    pub(in crate::detect) fn new(lexicon: &'t Lexicon, text: &'t str) -> Self {
        Self { lexicon, text, nouns: HashMap::new(), nationalities: HashMap::new(), abroad: HashMap::new() }
    }

    pub(in crate::detect) fn lexicon(&self) -> &'t Lexicon {
        self.lexicon
    }

    pub(in crate::detect) fn text(&self) -> &'t str {
        self.text
    }

    pub(in crate::detect) fn beside(&mut self, span: Span) -> Beside {
        if self.nouns.len().max(self.nationalities.len()) > MOST_KNOWN {
            self.nouns.clear();
            self.nationalities.clear();
        }
        let text = self.text;
        let before = word_before(text, span.start.index());
        let noun = before.and_then(|word| self.noun(word.of(text)));
        let role = match before.map(|word| word.of(text)) {
            Some(word) if list::GOALS.contains(&word) => Role::Goal,
            Some(word) if list::ORIGINS.contains(&word) => Role::Origin,
            _ => Role::Other,
        };
        let is_small = before.is_some_and(|word| list::SMALL_PLACES.iter().any(|noun| word.of(text).ends_with(noun)));
        let behind = word_behind(self.text, span);
        let is_capital = behind == Some(CAPITAL);
        let beside = Beside { noun, is_small, role, is_capital, ..Beside::default() };
        if let Some(word) = behind
            && let Some(nationality) = self.nationality(word)
        {
            let feminine = |word: &str| word.ends_with('ة') || word.ends_with("ات");
            let is_claimed = !noun.is_some_and(is_inhabited) && before.is_some_and(|before| feminine(before.of(text)));
            let is_its_own = word.ends_with('ة') && !is_claimed;
            return Beside {
                nationality: Some(nationality),
                is_its_own,
                lies_in: Some(nationality).filter(|_| is_its_own),
                ..beside
            };
        }
        // العاصمة البريطانية لندن.
        if noun.is_none()
            && let Some(before) = before.filter(|word| word.of(text).starts_with("ال"))
            && let Some(nationality) = self.nationality(before.of(text))
            && let Some(noun) = word_before(text, before.start.index()).and_then(|word| self.noun(word.of(text)))
        {
            return Beside { noun: Some(noun), nationality: Some(nationality), is_its_own: true, ..Beside::default() };
        }
        beside
    }

    /// Whether no place of a country is near a position, so that an adjective cannot mean that a place there lies in
    /// the country: دونيتسك الروسية is about a border, ميريدا المكسيكية about another Mérida.
    pub(in crate::detect) fn is_abroad(&mut self, entity: EntityId, country: u16) -> bool {
        let lexicon = self.lexicon;
        if self.abroad.len() > MOST_KNOWN {
            self.abroad.clear();
        }
        *self.abroad.entry((entity, country)).or_insert_with(|| {
            let Some(here) = lexicon.entity(entity).position.filter(|_| lexicon.country(entity) > 0) else {
                return false;
            };
            let all = (0..lexicon.len() as u32).map(EntityId::new);
            let mut there = all.filter(|id| belongs_to(lexicon.country(*id), country) && !lexicon.is_faction(*id));
            there.all(|id| lexicon.entity(id).position.is_none_or(|at| distance_km(at, here) > ABROAD_KM))
        })
    }

    fn noun(&mut self, word: &'t str) -> Option<u8> {
        let lexicon = self.lexicon;
        *self.nouns.entry(word).or_insert_with(|| noun(lexicon, word))
    }

    fn nationality(&mut self, word: &'t str) -> Option<Nationality> {
        let lexicon = self.lexicon;
        *self.nationalities.entry(word).or_insert_with(|| nationality(lexicon, word))
    }

    /// How the text says that the place at `other`, after the one at `place`, contains it, if it does.
    pub(in crate::detect) fn tie(&mut self, place: Span, other: Span) -> Option<Tie> {
        let between = self.text.get(place.end.index()..other.start.index())?;
        if between.is_empty() || between.len() > MOST_BETWEEN || between.contains(is_line_end) {
            return None;
        }
        let mut tie = Tie { by: By::Nothing, noun: None, is_joined: false };
        for mark in between.chars().filter(|c| !c.is_alphanumeric() && !c.is_whitespace()) {
            match mark {
                '(' | '[' => tie.by = By::Bracket,
                '،' | ',' | '-' | '–' if tie.by == By::Nothing => tie.by = By::Comma,
                '«' | '»' | '"' => {}
                _ => return None,
            }
        }
        for (number, word) in words(between).enumerate() {
            let word = word.of(between);
            let stem = word.strip_prefix('ب').unwrap_or(word);
            if number >= MOST_WORDS_BETWEEN || tie.noun.is_some() {
                return None;
            }
            if matches!(word, "في" | "ب") {
                tie.by = if tie.by == By::Nothing { By::In } else { tie.by };
            } else if self.is_side(word) || self.is_side(stem) {
                tie.by = By::Side;
            } else if let Some(noun) = self.bare_noun(stem).filter(|noun| is_inhabited(*noun)) {
                tie.noun = Some(noun);
                tie.is_joined = stem != word;
                tie.by = if tie.by == By::Nothing && stem != word { By::In } else { tie.by };
            } else {
                return None;
            }
        }
        Some(tie)
    }

    /// Whether the place at `other` follows the one at `place` in a list: مدريد وأثينا; مدريد، ثم أثينا; مدريد ومدينة أثينا.
    pub(in crate::detect) fn lists(&self, place: Span, other: Span) -> bool {
        let Some(between) = self.text.get(place.end.index()..other.start.index()) else {
            return false;
        };
        let is_of_list = |c: char| c.is_alphanumeric() || c.is_whitespace() || matches!(c, '،' | ',' | '«' | '»' | '"');
        if between.len() > MOST_BETWEEN || between.contains(is_line_end) || !between.chars().all(is_of_list) {
            return false;
        }
        let mut is_joined = between.contains(['،', ',']);
        for word in words(between).map(|word| word.of(between)) {
            let is_place_noun =
                || word.strip_prefix('و').and_then(|noun| self.bare_noun(noun)).is_some_and(is_inhabited);
            if list::LIST_JOINTS.contains(&word) || is_place_noun() {
                is_joined = true;
            } else if !(is_joined && list::GOALS.contains(&word)) {
                return false;
            }
        }
        is_joined
    }

    /// The kind of place that a word without proclitics names: no و begins another place, القاهرة وولاية تكساس.
    fn bare_noun(&self, word: &str) -> Option<u8> {
        place_noun(self.lexicon, &fold_words(word).pop()?)
    }

    /// Whether a word gives a direction or distance from a place: شمالي, قرب.
    fn is_side(&self, word: &str) -> bool {
        fold_words(word).pop().is_some_and(|folded| {
            let word = self.lexicon.word(folded.as_bytes());
            matches!(folded.as_str(), "قرب" | "جوار")
                || word.is_some_and(|word| self.lexicon.classes(word) & class::SIDE != 0)
        })
    }
}

/// The connection between a name and a place after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::detect) struct Tie {
    pub(in crate::detect) by: By,
    /// The kind of the noun before the place: ولاية.
    pub(in crate::detect) noun: Option<u8>,
    /// بولاية, and not في ولاية.
    pub(in crate::detect) is_joined: bool,
}

/// What separates a name from the place in which it lies, apart from a noun.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::detect) enum By {
    /// لندن أونتاريو.
    Nothing,
    /// باريس، تكساس.
    Comma,
    /// باريس (تكساس).
    Bracket,
    /// باريس في تكساس.
    In,
    /// الإسكندرية جنوبي بغداد.
    Side,
}

/// Whether a noun means a part of a country: ولاية, مقاطعة, إقليم.
pub(in crate::detect) fn is_administrative(noun: u8) -> bool {
    matches!(noun, kind::GOVERNORATE | kind::REGION)
}

/// Whether a noun means an inhabited place: مدينة, مقاطعة. In قمة باريس the قمة is not a mountain.
fn is_inhabited(noun: u8) -> bool {
    let is_town = matches!(noun, kind::CAPITAL | kind::CITY | kind::TOWN | kind::VILLAGE | kind::QUARTER | kind::CAMP);
    is_town || is_administrative(noun)
}

/// The word that ends before a byte in the same sentence.
fn word_before(text: &str, start: usize) -> Option<Span> {
    let from = text.floor_char_boundary(start.saturating_sub(WINDOW));
    let window = text.get(from..start)?;
    let end = window.trim_end_matches(|c: char| (c.is_whitespace() && !is_line_end(c)) || c == '«' || c == '"').len();
    let word = word_at(window, end).filter(|_| end < window.len())?;
    Some(Span::from_range(from + word.start.index()..from + word.end.index()))
}

/// The word directly after a mention, if it has the article. An indefinite adjective is a predicate: طرابلس ليبية is a
/// sentence.
fn word_behind(text: &str, span: Span) -> Option<&str> {
    let end = span.end.index();
    let window = text.get(end..text.floor_char_boundary(end.saturating_add(WINDOW).min(text.len())))?;
    let first = words(window).next()?;
    let gap = window.get(..first.start.index())?;
    if gap.is_empty() || !gap.chars().all(|c| c.is_whitespace() && !is_line_end(c)) {
        return None;
    }
    Some(first.of(window)).filter(|word| word.starts_with("ال"))
}

/// The kind of place named by a word, after proclitics.
fn noun(lexicon: &Lexicon, word: &str) -> Option<u8> {
    let folded = fold_words(word).pop()?;
    if list::PARTS_OF_COUNTRIES.iter().any(|noun| folded.ends_with(noun)) {
        return None;
    }
    let mut stem = folded.as_str();
    for _ in 0..3 {
        if let Some(noun) = place_noun(lexicon, stem) {
            return Some(noun);
        }
        stem = stem.strip_prefix(['و', 'ف', 'ب', 'ك', 'ل'])?;
    }
    None
}

fn place_noun(lexicon: &Lexicon, folded: &str) -> Option<u8> {
    let node = lexicon.root(lexicon.word(folded.as_bytes())?)?;
    lexicon.postings(node).find_map(|posting| match posting {
        Posting::PlaceNoun(noun, _) => Some(noun.kind()),
        _ => None,
    })
}

/// The countries of a nationality adjective.
pub(in crate::detect) fn nationality(lexicon: &Lexicon, surface: &str) -> Option<Nationality> {
    let [word] = fold_words(surface).try_into().ok()?;
    let word: String = word;
    let node = lexicon.root(lexicon.word(word.as_bytes())?)?;
    Nationality::of(lexicon.postings(node).filter_map(|posting| match posting {
        Posting::Demonym { of: Some(place), .. } => Some(lexicon.country(place)),
        _ => None,
    }))
}
