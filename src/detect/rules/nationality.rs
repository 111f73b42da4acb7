//! Countries that are spelled like their adjective: السعودية, سورية, جيبوتي.

use crate::detect::segment::{Hit, Segment, tag};
use crate::detect::vocabulary::{class, list};
use crate::detect::word::Token;
use crate::lexicon::{EntityId, Posting};
use crate::text::proclitics::Proclitics;

/// Whether the words before a name rule out an adjective, which follows its noun and agrees with it in gender, number
/// and article.
pub(in crate::detect) fn stands_as_country(segment: &Segment<'_>, hit: &Hit, entity: EntityId) -> bool {
    let Some(token) = segment.tokens.get(hit.first) else {
        return false;
    };
    // مالي also means "financial".
    let common = token.is(class::ORDINARY);
    let joined = Proclitics::BA.with(Proclitics::LAM).with(Proclitics::KAF);
    if hit.proclitics.intersects(joined) {
        return !common;
    }
    let and = hit.proclitics.intersects(Proclitics::WAW);
    let before = hit.first.checked_sub(1).and_then(|at| segment.tokens.get(at));
    let Some(before) = before.filter(|_| segment.gap(hit.first).is_plain()) else {
        // القوات المصرية، والسعودية
        return !(common || and && before.is_some_and(|before| before.definite));
    };
    // اتهمت إيران السعودية; but جدة السعودية
    match country_before(segment, hit.first, segment.lexicon.country(entity)) {
        Some(Neighbour::Own) => return and && !common,
        Some(Neighbour::Foreign) => return !common,
        None => {}
    }
    if and {
        return false;
    }
    let (is_feminine, has_article) = (token.feminine, token.definite);
    let of_a_country = before.is_one_of(list::NOUNS_OF_ONE_COUNTRY);
    if before.definite {
        // زار الوزير السعودية: of a man it would be السعودي; in زار الوزير سورية an adjective would have the article.
        return !common && (!has_article || before.is(class::TITLE));
    }
    if before.is(class::ACT | class::MOVEMENT) || before.is_one_of(list::NO_ADJECTIVE_BEHIND) {
        return !common || before.is(class::ACT) && is_feminine_verb(before);
    }
    if has_article {
        let is_known = before.classes & (class::PREPOSITION | class::WEAK_PREPOSITION | class::SIDE | class::VERB) != 0;
        return is_known
            || of_a_country
            || before.is_no_name
            || is_verb(before)
            || before.ends("ه") && before.possessed.is_none();
    }
    if is_feminine {
        return of_a_country
            || is_verb(before) && !is_broken_plural(before)
            || before.is_no_name && is_singular(before);
    }
    // حكومة جيبوتي, قوات مالي: the adjective would be جيبوتية.
    let disagrees = (before.ends("ه") || before.ends("ات")) && before.letters > 3;
    disagrees || of_a_country || is_feminine_verb(before)
}

/// جدة السعودية: the adjective after a town of its country.
pub(in crate::detect) fn describes_its_town(segment: &Segment<'_>, at: usize) -> bool {
    let is_definite = segment.tokens.get(at).is_some_and(|token| token.definite && !token.with_and);
    if at == 0 || !is_definite || !segment.gap(at).is_plain() {
        return false;
    }
    let own = |hit: &Hit| hit.last == at && hit.proclitics.is_empty() && hit.tags & tag::PLACE != 0;
    segment.hits(at).iter().filter(|hit| own(hit)).any(|hit| {
        let is_national = segment.lexicon.postings(hit.node).any(|posting| matches!(posting, Posting::Demonym { .. }));
        let country = segment.lexicon.postings(hit.node).find_map(|posting| match posting {
            Posting::Place { entity, .. } => Some(segment.lexicon.country(entity)),
            _ => None,
        });
        is_national && country.is_some_and(|country| country_before(segment, at, country) == Some(Neighbour::Own))
    })
}

/// قرية سورية, الحكومة السعودية: an adjective after a feminine noun, both with or both without the article.
pub(in crate::detect) fn agrees_with_its_noun(segment: &Segment<'_>, at: usize) -> bool {
    let noun = segment.word_before(at).and_then(|noun| segment.tokens.get(noun));
    let is_adjective = |token: &&Token<'_>| token.feminine && !token.with_and && segment.tags(at) & tag::DEMONYM != 0;
    let adjective = segment.tokens.get(at).filter(is_adjective);
    noun.zip(adjective).is_some_and(|(noun, adjective)| noun.ends_in_ha && noun.definite == adjective.definite)
}

/// The country of a place that ends directly before a name.
#[derive(PartialEq, Eq)]
enum Neighbour {
    /// The country in question, whose adjective may describe the place.
    Own,
    /// Another country.
    Foreign,
}

/// The place that ends directly before a word: any place of that country, or a sure one of another.
fn country_before(segment: &Segment<'_>, at: usize, country: u16) -> Option<Neighbour> {
    const LONGEST: usize = 3;
    let mut found = None;
    for hit in (at.saturating_sub(LONGEST)..at).flat_map(|first| segment.hits(first)) {
        if hit.last + 1 != at || hit.tags & tag::PLACE == 0 {
            continue;
        }
        for posting in segment.lexicon.postings(hit.node) {
            if let Posting::Place { entity, weak, .. } = posting {
                if segment.lexicon.country(entity) == country {
                    return Some(Neighbour::Own);
                }
                if !weak {
                    found = Some(Neighbour::Foreign);
                }
            }
        }
    }
    found
}

/// أرسلت, قطعت: a verb with a country as subject, or a noun that feminine adjectives do not agree with (تفاوت).
fn is_feminine_verb(token: &Token<'_>) -> bool {
    token.letters >= 4 && token.ends("ت") && !token.ends("ات") && !token.definite
}

/// The same, or تعلن; nouns of that form (تاريخ, تمويل) are masculine.
fn is_verb(token: &Token<'_>) -> bool {
    let present = (token.begins("ت") || token.begins("ست")) && (4..=7).contains(&token.letters);
    is_feminine_verb(token) || present && !token.ends("ه") && !token.ends("ات") && !token.is_foreign
}

/// تقارير, مصادر, أطراف: these plurals also take a feminine adjective.
fn is_broken_plural(token: &Token<'_>) -> bool {
    let head = token.shape.head.to_le_bytes();
    let letter = |at: usize| head.get(at * 2..at * 2 + 2);
    let alef = Some("ا".as_bytes());
    letter(2) == alef || letter(0) == alef && letter(3) == alef
}

/// A masculine noun that does not have the form of a plural: مستقبل.
fn is_singular(token: &Token<'_>) -> bool {
    token.letters > 4 && !token.ends("ه") && !token.ends("ات") && !is_broken_plural(token) && !token.begins("ا")
}
