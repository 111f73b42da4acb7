//! Places that the lexicon does not have, recognised by a noun beside them: حقل «آراك», حي كلابة, بعقلين بلدة لبنانية.

use crate::detect::candidate::{Evidence, Form, Source};
use crate::detect::confidence;
use crate::detect::kind::Kind;
use crate::detect::proposal::{Proposal, State};
use crate::detect::segment::{NounBefore, Segment, tag};
use crate::detect::vocabulary::{WordList, class, kind, list};
use crate::detect::word::{Gap, Token};
use crate::lexicon::PlaceNoun;
use crate::text::Span;

/// حقل «آراك», بلدة طلوزة, منطقة عين أم الناس: names that the lexicon does not have.
pub(in crate::detect) fn behind_noun(
    segment: &Segment<'_>,
    at: usize,
    before: NounBefore,
    proposals: &mut Vec<Proposal>,
) -> Option<usize> {
    if before.definite {
        return None;
    }
    let kind = before.noun.kind();
    let (last, end, confidence) = if let Some(last) = segment.quotation(at).filter(|last| last - at < 3) {
        let named = before.noun.is_strong()
            || matches!(kind, kind::OILFIELD | kind::BASE | kind::CROSSING | kind::DAM | kind::REGION | kind::QUARTER);
        if !named {
            return None;
        }
        (
            last,
            if before.noun.is_inside() { segment.close_end(last) } else { segment.end_of(last) },
            confidence::QUOTED_PLACE,
        )
    } else {
        let settled = before.noun.is_strong() || matches!(kind, kind::REGION | kind::QUARTER);
        let last = compound_name(segment, at)
            .filter(|_| settled)
            .or_else(|| {
                if before.noun.is_strong() && matches!(kind, kind::CITY | kind::TOWN | kind::VILLAGE) {
                    bare_unknown_name(segment, at)
                } else if before.noun.is_strong()
                    && !before.plural
                    && matches!(kind, kind::RIVER | kind::ISLAND | kind::LAKE | kind::AIRPORT)
                {
                    foreign_name(segment, at, if kind == kind::ISLAND { 5 } else { 6 })
                } else if may_be_unknown(segment, at, before) {
                    unknown_word_name(segment, at)
                } else {
                    None
                }
            })
            .or_else(|| street_of_a_person(segment, at).filter(|_| matches!(kind, kind::ROAD | kind::SQUARE)))
            .or_else(|| {
                let named = match kind {
                    kind::QUARTER => !before.noun.is_inside(),
                    kind::ROAD => before.noun.is_strong(),
                    // دوار البحر is seasickness.
                    kind::SQUARE => before.noun.is_strong() && !segment.is(at, class::ORDINARY),
                    _ => false,
                };
                definite_name(segment, at).filter(|_| named && !before.plural)
            })?;
        (last, segment.end_of(last), confidence::UNKNOWN_NAME)
    };
    let start = if before.noun.is_inside() { before.start } else { segment.tokens.get(at)?.start };
    let span = Span { start: start.into(), end: end.into() };
    let evidence = Evidence::Noun(segment.span(before.start, at.saturating_sub(1)));
    proposals.push(unknown(span, before.noun, confidence, evidence));
    Some(last)
}

/// عين أم الناس, تل أبيض, بني وليد: typical first words of place names, with the words after them.
fn compound_name(segment: &Segment<'_>, at: usize) -> Option<usize> {
    let mut last = at;
    while segment.is_one_of(last, list::TOPONYM_STARTERS) && last - at < 3 {
        let next = segment.tokens.get(last + 1).filter(|t| t.gap.is_plain() && t.letters > 1 && !t.has_digit)?;
        if next.is(class::PREPOSITION | class::WEAK_PREPOSITION) {
            return None;
        }
        last += 1;
    }
    (last > at).then_some(last)
}

/// A word unknown to the lexicon, directly after a noun that is always followed by a name.
fn bare_unknown_name(segment: &Segment<'_>, at: usize) -> Option<usize> {
    let token = segment.tokens.get(at)?;
    let unknown = token.is_unknown() && token.classes == 0 && !is_a_clause(token);
    (unknown
        && token.gap.is_plain()
        && !token.has_digit
        && token.letters >= 4
        && !token.adjectival
        && looks_like_a_name(segment, at))
    .then_some(at)
}

/// مدينة يسكنها الآلاف, قرية كانوا فيها: a verb, or a word that the model knows but never saw as a name.
fn is_a_clause(token: &Token<'_>) -> bool {
    token.is_no_name || token.is_like_a_verb
}

/// نهر مارانيون, جزيرة إيفيا: a long unknown word that does not look like an adjective. Shorter ones after rivers and
/// lakes are verbs: نهر يتدفق.
fn foreign_name(segment: &Segment<'_>, at: usize, letters: u8) -> Option<usize> {
    let token = segment.tokens.get(at)?;
    (may_be_foreign(token) && token.gap.is_plain() && token.letters >= letters).then_some(at)
}

fn may_be_foreign(token: &Token<'_>) -> bool {
    let is_bare = !token.has_digit && !token.definite && !token.with_and;
    let is_inflected = token.ends_in_ha || token.adjectival || is_a_clause(token);
    token.is_unknown() && token.classes == 0 && is_bare && !is_inflected
}

/// حي النسيم, شارع الزهور: a definite noun after an indefinite one is not an adjective.
fn definite_name(segment: &Segment<'_>, at: usize) -> Option<usize> {
    let token = segment.tokens.get(at).filter(|token| token.gap.is_plain() && token.bare_article)?;
    let refers_back = segment.tags(at) & (tag::PLACE_REFERENCE | tag::PLACE_NOUN) != 0;
    (token.letters > 4 && !refers_back && !token.is(class::TITLE | class::NEVER)).then_some(at)
}

/// شارع الملك فهد, طريق الملك عبد الله: a title and a given name.
fn street_of_a_person(segment: &Segment<'_>, at: usize) -> Option<usize> {
    let follows = |i: usize, class| segment.gap(i).is_plain() && segment.is(i, class);
    if !(follows(at, class::TITLE) && follows(at + 1, class::GIVEN_NAME)) {
        return None;
    }
    let mut last = at + 1;
    loop {
        let next = segment.tokens.get(last + 1).filter(|next| next.gap.is_plain());
        // عبد الله, عبد العزيز
        let of_servant = next.is_some_and(|next| next.bare_article) && segment.is_one_of(last, list::SERVANT);
        if !(of_servant || next.is_some_and(|next| next.is(class::GIVEN_NAME))) {
            return Some(last);
        }
        last += 1;
    }
}

/// Adjectives after an indefinite noun end in ة or are indefinite themselves; names often have the article.
fn looks_like_a_name(segment: &Segment<'_>, at: usize) -> bool {
    segment.tokens.get(at).is_some_and(|token| {
        let is_city = segment.noun_before(at).is_some_and(|n| n.noun.kind() == kind::CITY);
        // Only foreign names are long, unknown and without a feminine ending.
        let foreign = token.letters >= 5 && !token.ends_in_ha && !token.definite && !token.with_and;
        foreign || token.bare_article && !is_city
    })
}

/// Nouns after which an unknown word is a name; قطاع also means an economic sector.
fn may_be_unknown(segment: &Segment<'_>, at: usize, before: NounBefore) -> bool {
    let is_district = matches!(before.noun.kind(), kind::REGION | kind::GOVERNORATE | kind::QUARTER);
    let is_noun = |words: WordList| at > 0 && segment.is_one_of(at - 1, words);
    let may_be = is_district && !before.noun.is_inside() && !is_noun(list::SECTORS);
    !before.plural && (may_be || is_noun(list::VALLEYS))
}

/// منطقة بيكول, حي هرابش: an unknown word that is not an adjective, which would agree with the noun. وأدى انفجار is
/// spelled like وادي.
fn unknown_word_name(segment: &Segment<'_>, at: usize) -> Option<usize> {
    let noun = at.checked_sub(1).and_then(|noun| segment.tokens.get(noun))?;
    let token = segment.tokens.get(at).filter(|token| token.is_unknown_word)?;
    let is_clause = noun.ends_in_ha && token.begins("ت") && !token.is_foreign || noun.stems().any(|stem| stem.is_word);
    foreign_name(segment, at, 4).filter(|_| !is_clause)
}

/// بعقلين بلدة لبنانية, عينبال هي قرية تقع في: the first words of articles about unknown places. `at` is their noun.
pub(in crate::detect) fn before_noun(segment: &Segment<'_>, at: usize, proposals: &mut Vec<Proposal>) {
    let noun = segment.indefinite_noun(at, PlaceNoun::is_strong);
    let Some((hit, noun)) = noun.filter(|_| at > 0 && segment.gap(at).is_plain()) else {
        return;
    };
    let copula = usize::from(segment.is_one_of(at - 1, list::COPULAS) && segment.gap(at - 1).is_plain());
    let name = (at - 1).saturating_sub(copula);
    let begins = name == 0 || segment.gap(name).has(Gap::SENTENCE) || segment.gap(name).has(Gap::LINE);
    let next = hit.last + 1;
    let is_described = || segment.demonym(next).is_some() || segment.is_one_of(next, list::PLACE_GOES_ON);
    let is_unknown_word = |token: &&Token<'_>| token.is_unknown_word && may_be_foreign(token) && token.letters > 2;
    let token = segment.tokens.get(name).filter(is_unknown_word).filter(|_| name + copula + 1 == at);
    if let Some(token) = token
        && begins
        && segment.gap(next).is_plain()
        && is_described()
    {
        proposals.push(unknown(
            token.span(),
            noun,
            confidence::UNKNOWN_NAME,
            Evidence::Noun(segment.span(hit.start, hit.last)),
        ));
    }
}

/// A place that the lexicon does not have.
fn unknown(span: Span, noun: PlaceNoun, confidence: f32, evidence: Evidence) -> Proposal {
    Proposal {
        span,
        kind: Kind::LOCATION,
        form: Form::Name,
        entity: None,
        confidence,
        source: Source::Pattern,
        evidence,
        state: State::Sure,
        noun: noun.number + 1,
        entity_kind: noun.kind(),
        may_nest: false,
        belief: None,
    }
}
