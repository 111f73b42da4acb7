//! Forces named after their purpose, and councils after their members: unknown names recognised by grammar.

use super::faction_match::FactionMatch;
use crate::detect::confidence;
use crate::detect::segment::{Segment, tag};
use crate::detect::vocabulary::{class, kind};
use crate::lexicon::{Features, GroupNoun, Posting};

/// The most words of such a name after its noun.
const LONGEST: usize = 5;

/// قوة المهام المشتركة, ألوية الحماية الرئاسية, قوة الفضاء الكولومبية, قوات حماية حضرموت.
pub(in crate::detect) fn force(
    segment: &Segment<'_>,
    at: usize,
    noun: GroupNoun,
    features: Features,
    base: &FactionMatch,
) -> Option<FactionMatch> {
    let is_force = [kind::ARMED_GROUP, kind::MILITARY, kind::POLICE, kind::INTELLIGENCE].contains(&noun.kind());
    let first = at + 1;
    let is_mission = |at: usize| segment.gap(at).is_plain() && segment.is(at, class::MISSION);
    if !is_force || features.is_definite() || !is_mission(first) {
        return None;
    }
    // The purpose: حماية the coasts, دعم stability; the word for it is already definite in المهام.
    let is_definite = |at: usize| segment.tokens.get(at).is_some_and(|token| token.bare_article);
    let mut last = first;
    if !is_definite(first) {
        let object = first + 1;
        if !segment.gap(object).is_plain() {
            return None;
        }
        if let Some((place, _)) = segment.place_name(object, true) {
            return Some(base.up_to(segment, place.last, confidence::DESCRIPTION));
        }
        if !is_definite(object) || segment.tokens.get(object).is_some_and(|token| token.adjectival) {
            return None;
        }
        last = object;
    }
    // الدعم والإسناد; but in جهاز مكافحة الإرهاب والشرطة الاتحادية another force follows.
    let also = segment.tokens.get(last + 1).filter(|token| token.gap.is_plain() && token.with_and && token.definite);
    let also = also.filter(|_| segment.tags(last + 1) & tag::FACTION == 0);
    if also.is_some_and(|token| token.any_classes & class::MISSION != 0) {
        last += 1;
    }
    // جهاز الاستخبارات العسكرية can be any state's.
    let is_service = noun.kind() == kind::INTELLIGENCE;
    named_by_adjectives(segment, at, last, base).filter(|found| !is_service || segment.demonym(found.last).is_some())
}

/// مجلس العشائر السورية, مجلس القبائل والعشائر العربية, تجمع عشائر الجنوب.
pub(in crate::detect) fn council(
    segment: &Segment<'_>,
    next: usize,
    noun: GroupNoun,
    base: &FactionMatch,
) -> Option<FactionMatch> {
    if ![kind::BODY, kind::COALITION, kind::PARTY].contains(&noun.kind()) || !noun.is_ambiguous() {
        return None;
    }
    let is_tribal = |at: usize| segment.gap(at).is_plain() && segment.is(at, class::TRIBAL);
    // مجلس شيوخ عشائر الأنبار.
    let one_before = segment.tokens.get(next).is_some_and(|token| token.gap.is_plain() && !token.definite);
    let first = if is_tribal(next) { next } else { Some(next + 1).filter(|at| one_before && is_tribal(*at))? };
    let more = (first + 1..first + 3).take_while(|at| is_tribal(*at)).count();
    let last = first + more;
    if segment.tokens.get(last).is_some_and(|token| token.definite) {
        return named_by_adjectives(segment, next, last, base);
    }
    let of = last + 1;
    if !segment.gap(of).is_plain() {
        return None;
    }
    let place = segment.longest(of, true, tag::PLACE, |posting| matches!(posting, Posting::Place { .. }).then_some(()));
    if let Some((place, ())) = place {
        return Some(base.up_to(segment, place.last, confidence::DESCRIPTION));
    }
    segment
        .tokens
        .get(of)
        .filter(|token| token.bare_article && !token.adjectival)
        .map(|_| base.up_to(segment, of, confidence::DESCRIPTION))
}

/// Adjectives after a description turn it into a name: nationalities, or those that armies have.
fn named_by_adjectives(
    segment: &Segment<'_>,
    at: usize,
    described: usize,
    base: &FactionMatch,
) -> Option<FactionMatch> {
    let (mut last, mut is_named) = (described, false);
    while last < at + LONGEST && segment.gap(last + 1).is_plain() {
        let next = last + 1;
        let nationality = segment.demonym(next).filter(|(hit, adjective)| {
            hit.last == next && adjective.is_definite() && !adjective.is_plural() && !segment.is(next, class::NEVER)
        });
        if nationality.is_some() {
            return Some(base.up_to(segment, next, confidence::DESCRIPTION));
        }
        let fits = segment.is(next, class::UNIT_ADJECTIVE | class::POLITICAL) && !segment.is(next, class::DESCRIPTOR);
        if !fits || !segment.tokens.get(next).is_some_and(|token| token.bare_article) {
            break;
        }
        last = next;
        // قوات الدفاع الجوية are a branch of any state's forces.
        is_named |= !segment.is(next, class::ARM);
    }
    is_named.then(|| base.up_to(segment, last, confidence::DESCRIPTION))
}
