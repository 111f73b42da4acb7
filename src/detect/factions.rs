//! Grammar of factions: a group noun and what makes it a name.

use super::candidate::{Evidence, Form, Kind, Source};
use super::memory::SEVERAL_WORDS;
use super::proposal::{ALONE, Proposal, State};
use super::stretch::{Stretch, tag};
use super::tokens::{Gap, class};
use crate::lexicon::format::kind_number;
use crate::lexicon::{EntityId, Features, GroupNoun, Posting};
use crate::text::Span;

/// How deep factions may contain each other: التحالف ضد تنظيم «الدولة».
const DEPTH: u8 = 3;

/// A faction found at a word.
#[derive(Clone, Debug)]
pub(super) struct Found {
    pub(super) start: u32,
    pub(super) end: u32,
    pub(super) last: usize,
    entity: Option<EntityId>,
    confidence: f32,
    source: Source,
    evidence: Evidence,
    noun: Option<GroupNoun>,
    /// The faction behind ضد, which is shown inside.
    inner: Option<Box<Found>>,
}

/// Kinds by number.
#[derive(Clone, Copy)]
struct Kinds {
    armed: u8,
    military: u8,
    police: u8,
    intelligence: u8,
    government: u8,
    coalition: u8,
    party: u8,
    body: u8,
}

fn kinds() -> Kinds {
    static KINDS: std::sync::OnceLock<Kinds> = std::sync::OnceLock::new();
    *KINDS.get_or_init(|| Kinds {
        armed: kind_number("armed-group"),
        military: kind_number("military"),
        police: kind_number("police"),
        intelligence: kind_number("intelligence"),
        government: kind_number("government"),
        coalition: kind_number("coalition"),
        party: kind_number("party"),
        body: kind_number("body"),
    })
}

/// Proposes the factions that begin at word `at`; gives the last word that they take.
pub(super) fn propose(stretch: &Stretch<'_>, at: usize, proposals: &mut Vec<Proposal>) -> Option<usize> {
    if stretch.hits(at).is_empty() {
        possessed(stretch, at, proposals);
        return None;
    }
    if !stretch.hits(at).iter().any(|hit| hit.tags & (tag::FACTION | tag::GROUP_NOUN | tag::GROUP_REFERENCE) != 0) {
        return None;
    }
    if let Some(found) = faction(stretch, at, false, DEPTH) {
        let last = found.last;
        push(stretch, found, false, proposals);
        return Some(last);
    }
    if let Some(found) = quoted_weak_name(stretch, at) {
        let last = found.last;
        push(stretch, found, false, proposals);
        return Some(last);
    }
    if reference(stretch, at, proposals) {
        return None;
    }
    weak_name(stretch, at, proposals);
    None
}

fn push(stretch: &Stretch<'_>, found: Found, nested: bool, proposals: &mut Vec<Proposal>) {
    let entity_kind = found.entity.map(|entity| stretch.lexicon.kind(entity)).or(found.noun.map(GroupNoun::kind));
    proposals.push(Proposal {
        span: Span { start: found.start.into(), end: found.end.into() },
        kind: Kind::Faction,
        form: Form::Name,
        entity: found.entity,
        confidence: found.confidence,
        source: found.source,
        evidence: found.evidence,
        state: State::Sure,
        noun: found.noun.map_or(0, |noun| noun.number + 1),
        entity_kind: entity_kind.unwrap_or(u8::MAX),
        may_nest: nested,
        belief: None,
    });
    if let Some(inner) = found.inner {
        push(stretch, *inner, true, proposals);
    }
}

/// The longest faction that begins at a word: a name of the lexicon, or a group noun with what follows.
fn faction(stretch: &Stretch<'_>, at: usize, bare: bool, depth: u8) -> Option<Found> {
    let named = stretch
        .faction_name(at, bare)
        .filter(|(hit, _)| !(hit.first == hit.last && stretch.person_before(at)))
        .map(|(hit, entity)| Found {
            start: hit.start,
            end: stretch.end_of(hit.last),
            last: hit.last,
            entity: Some(entity),
            confidence: 0.97,
            source: Source::Lexicon,
            evidence: Evidence::Entry,
            noun: stretch.group_noun(at, bare).map(|(_, (noun, _))| noun),
            inner: None,
        });
    let grouped = if depth == 0 { None } else { group(stretch, at, bare, depth) };
    let best = match (named, grouped) {
        (Some(named), Some(grouped)) if grouped.last > named.last => Some(grouped),
        (Some(named), _) => Some(named),
        (None, grouped) => grouped,
    }?;
    Some(against(stretch, at, best, depth))
}

/// "الائتلاف الدولي" + ضد + faction is one name.
fn against(stretch: &Stretch<'_>, at: usize, base: Found, depth: u8) -> Found {
    let kinds = kinds();
    let is_coalition = base.noun.is_some_and(|noun| noun.kind() == kinds.coalition)
        || base.entity.is_some_and(|entity| stretch.lexicon.kind(entity) == kinds.coalition);
    if is_coalition
        && depth > 0
        && base.inner.is_none()
        && let Some(inner) = (at + 1..base.last)
            .find(|i| stretch.is(*i, class::AGAINST))
            .and_then(|i| faction(stretch, i + 1, true, depth - 1))
        && inner.last <= base.last
    {
        return Found { inner: Some(Box::new(inner)), ..base };
    }
    let next = base.last + 1;
    if !is_coalition
        || depth == 0
        || !stretch.gap(next).is_plain()
        || !stretch.is(next, class::AGAINST)
        || !continues(stretch.gap(next + 1))
    {
        return base;
    }
    let inner = faction(stretch, next + 1, true, depth - 1).or_else(|| quoted_weak_name(stretch, next + 1));
    let Some(inner) = inner else { return base };
    Found { end: inner.end, last: inner.last, inner: Some(Box::new(inner)), ..base }
}

fn continues(gap: Gap) -> bool {
    gap.is_plain() || gap == Gap::OPEN_QUOTE
}

fn group(stretch: &Stretch<'_>, at: usize, bare: bool, depth: u8) -> Option<Found> {
    let (hit, (noun, features)) = stretch.group_noun(at, bare)?;
    let next = hit.last + 1;
    let several_words = hit.last > hit.first;
    let last_is_definite = stretch.tokens.get(hit.last).is_some_and(|token| token.definite);
    let definite = features.is_definite() || (several_words && last_is_definite);
    let base = Found {
        start: hit.start,
        end: hit.start,
        last: hit.last,
        entity: None,
        confidence: 0.9,
        source: Source::Pattern,
        evidence: Evidence::Noun(stretch.span(hit.start, hit.last)),
        noun: Some(noun),
        inner: None,
    };
    // «مجلس شورى ثوار بنغازي»: the quotation marks show how far the name goes.
    let whole_quotation = stretch.quotation(at);
    // قيادات حماس: the group is حماس.
    let is_member = stretch.tokens.get(at).is_some_and(|token| token.any_classes & class::MEMBER != 0);
    let part_of_a_group = is_member && !noun.heads_names();
    let found = if stretch.tokens.get(at).is_some_and(|token| token.any_classes & class::WING != 0) {
        wing(stretch, next, &base, depth)
    } else if part_of_a_group {
        nationality(stretch, next, noun, features, several_words, &base).filter(|_| definite)
    } else if !features.is_definite() {
        quoted_name(stretch, next, noun, &base)
            .or_else(|| named_complement(stretch, next, noun, &base, depth))
            .or_else(|| leader(stretch, next, noun, &base))
            .or_else(|| definite_complement(stretch, next, noun, &base))
            .or_else(|| if definite { nationality(stretch, next, noun, features, several_words, &base) } else { None })
            .or_else(|| indefinite_nationality(stretch, next, noun, features, &base))
            .or_else(|| country(stretch, next, noun, several_words, &base))
            .or_else(|| if features.is_plural() { None } else { proper_name(stretch, next, noun, &base) })
    } else if is_adjective_here(stretch, at, noun) {
        None
    } else {
        nationality(stretch, next, noun, features, several_words, &base)
            .or_else(|| numbered_unit(stretch, at, next, &base))
            .or_else(|| party(stretch, next, noun, features, &base))
    };
    match (found, whole_quotation) {
        (Some(found), Some(last)) if last > found.last && noun.heads_names() && found.source == Source::Pattern => {
            Some(Found { last, end: stretch.end_of(last), evidence: Evidence::Quotes, ..found })
        }
        (Some(found), _) => Some(found),
        (None, Some(last))
            if last > hit.last && names_a_group(stretch, hit.last + 1, last, noun) && !features.is_definite() =>
        {
            Some(Found { last, end: stretch.end_of(last), evidence: Evidence::Quotes, confidence: 0.75, ..base })
        }
        (None, _) => None,
    }
}

/// العلاقات الخارجية الإسبانية: after another definite noun الخارجية is an adjective, not a ministry.
fn is_adjective_here(stretch: &Stretch<'_>, at: usize, noun: GroupNoun) -> bool {
    let ends_like_one =
        stretch.tokens.get(at).is_some_and(|token| token.feminine && token.bare_article && token.gap.is_plain());
    // وزيرة الخارجية البريطانية is a person, ضرورات الأمن الإسرائيلي a need.
    let in_plain_sense = at > 0 && stretch.gap(at).is_plain() && stretch.is(at - 1, class::PLAIN_AFTER);
    noun.is_ambiguous()
        && (in_plain_sense
            || ends_like_one
                && at
                    .checked_sub(1)
                    .and_then(|before| stretch.tokens.get(before))
                    .is_some_and(|before| before.definite))
}

/// Whether quoted words after a group noun are the name of an armed group or party, not of a film.
fn names_a_group(stretch: &Stretch<'_>, first: usize, last: usize, noun: GroupNoun) -> bool {
    let kinds = kinds();
    if stretch.is(first, class::PREPOSITION | class::LOOSE) {
        return false;
    }
    if !noun.is_ambiguous() {
        return true;
    }
    (first..=last).any(|i| stretch.is(i, class::CUE)) || (noun.heads_names() && noun.kind() != kinds.body)
}

/// تنظيم «الدولة», قوات «البنيان المرصوص».
fn quoted_name(stretch: &Stretch<'_>, next: usize, noun: GroupNoun, base: &Found) -> Option<Found> {
    let last = stretch.quotation(next)?;
    if !noun.takes_quotation() {
        return None;
    }
    let entity = stretch.weak_faction_name(next, true).filter(|(hit, _)| hit.last == last).map(|(_, entity)| entity);
    if entity.is_none() && !names_a_group(stretch, next, last, noun) {
        return None;
    }
    let end = stretch.close_end(last);
    let confidence = if entity.is_some() { 0.97 } else { 0.85 };
    let source = if entity.is_some() { Source::Lexicon } else { Source::Pattern };
    Some(Found { end, last, entity, confidence, source, evidence: Evidence::Quotes, ..base.clone() })
}

/// حركة فتح, قوات النظام السوري: the noun before another faction.
fn named_complement(stretch: &Stretch<'_>, next: usize, noun: GroupNoun, base: &Found, depth: u8) -> Option<Found> {
    if !stretch.gap(next).is_plain() || next >= stretch.tokens.len() {
        return None;
    }
    if let Some(inner) =
        faction(stretch, next, true, depth - 1).filter(|inner| inner.noun.is_none_or(|n| n.number != noun.number))
    {
        return Some(Found {
            end: inner.end,
            last: inner.last,
            entity: inner.entity.filter(|_| inner.source == Source::Lexicon),
            confidence: 0.92,
            ..base.clone()
        });
    }
    let (hit, entity) = stretch.weak_faction_name(next, true)?;
    let kinds = kinds();
    let entity_kind = stretch.lexicon.kind(entity);
    let fits = noun.kind() == entity_kind
        || (noun.kind() == kinds.armed && entity_kind == kinds.party)
        || (noun.kind() == kinds.party && entity_kind != kinds.government);
    let ordinary = stretch.is(next, class::ORDINARY);
    let accepted = fits || (!ordinary && !noun.is_ambiguous());
    accepted.then(|| Found {
        end: stretch.end_of(hit.last),
        last: hit.last,
        entity: Some(entity),
        confidence: 0.95,
        source: Source::Lexicon,
        ..base.clone()
    })
}

/// قوات حفتر, كتائب القذافي, إدارة الرئيس بوش.
fn leader(stretch: &Stretch<'_>, next: usize, noun: GroupNoun, base: &Found) -> Option<Found> {
    if !noun.takes_leader() {
        return None;
    }
    // Titles, given names and a nationality may stand between: قوات المشير خليفة حفتر, إدارة الرئيس الروسي بوتين.
    for at in next..next + 7 {
        if !stretch.gap(at).is_plain() || at >= stretch.tokens.len() {
            return None;
        }
        let found = stretch.longest(at, true, tag::LEADER, |posting| match posting {
            Posting::Leader { of, weak } => Some((of, weak)),
            _ => None,
        });
        if let Some((hit, (of, _))) = found {
            return Some(Found {
                end: stretch.end_of(hit.last),
                last: hit.last,
                entity: of,
                confidence: 0.9,
                evidence: Evidence::Leader(stretch.span(hit.start, hit.last)),
                ..base.clone()
            });
        }
        let nationality = at > next && stretch.demonym(at).is_some_and(|(_, features)| features.is_definite());
        let described = at > next && stretch.is(at, class::DESCRIPTOR);
        if !nationality && !described && !stretch.is(at, class::TITLE | class::GIVEN_NAME) {
            return None;
        }
    }
    None
}

/// قوات النظام, جيش الاحتلال الإسرائيلي, كتائب النظام السابق.
fn definite_complement(stretch: &Stretch<'_>, next: usize, noun: GroupNoun, base: &Found) -> Option<Found> {
    let kinds = kinds();
    if noun.is_ambiguous()
        || ![kinds.military, kinds.police, kinds.intelligence, kinds.armed].contains(&noun.kind())
        || !stretch.gap(next).is_plain()
    {
        return None;
    }
    let (hit, of) = stretch.group_reference(next).filter(|(hit, _)| hit.proclitics.is_empty())?;
    let owner = [kinds.government, kinds.coalition, kinds.military].contains(&of.kind());
    if !owner
        || of.number == noun.number
        || (of.is_ambiguous() && of.kind() == kinds.military && !stretch.is(next, class::USAGE))
    {
        return None;
    }
    let mut last = hit.last;
    let after = last + 1;
    if stretch.gap(after).is_plain() {
        let nationality = stretch.demonym(after).filter(|(_, features)| features.is_definite());
        let former = stretch.tokens.get(after).is_some_and(|t| t.definite && t.is(class::DESCRIPTOR))
            && !stretch.is(after, class::GIVEN_NAME);
        if let Some((hit, _)) = nationality {
            last = hit.last;
        } else if former {
            last = after;
        }
    }
    Some(Found { end: stretch.end_of(last), last, confidence: 0.85, ..base.clone() })
}

/// الجيش السوري, القوات الجوية الأميركية, وزارة الدفاع الروسية.
fn nationality(
    stretch: &Stretch<'_>,
    next: usize,
    noun: GroupNoun,
    features: Features,
    several_words: bool,
    base: &Found,
) -> Option<Found> {
    if !noun.takes_nationality() {
        return None;
    }
    // الجيش «الإسرائيلي»: quotation marks of distance.
    if stretch.quotation(next) == Some(next)
        && let Some((hit, adjective)) = stretch.demonym(next)
        && hit.last == next
        && adjective.is_definite()
        && adjective.is_feminine() == features.is_feminine()
    {
        return Some(Found {
            end: stretch.close_end(next),
            last: next,
            confidence: 0.9,
            evidence: Evidence::Nationality(stretch.span(hit.start, next)),
            ..base.clone()
        });
    }
    for between in 0..=2 {
        let at = next + between;
        // المالية is finance before it is Mali; العربية is no state's.
        if !stretch.gap(at).is_plain() || at >= stretch.tokens.len() || stretch.is(at, class::NEVER) {
            return None;
        }
        if let Some((hit, adjective)) = stretch.demonym(at).filter(|(_, adjective)| adjective.is_definite()) {
            let agrees = !adjective.is_plural() && (adjective.is_feminine() == features.is_feminine() || several_words);
            return agrees.then(|| Found {
                end: stretch.end_of(hit.last),
                last: hit.last,
                confidence: 0.93,
                evidence: Evidence::Nationality(stretch.span(hit.start, hit.last)),
                ..base.clone()
            });
        }
        if !stretch.is(at, class::UNIT_ADJECTIVE) {
            return None;
        }
    }
    None
}

/// ميليشيات إيرانية.
fn indefinite_nationality(
    stretch: &Stretch<'_>,
    next: usize,
    noun: GroupNoun,
    features: Features,
    base: &Found,
) -> Option<Found> {
    if !noun.takes_indefinite_nationality()
        || features.is_definite()
        || !features.is_plural()
        || !stretch.gap(next).is_plain()
    {
        return None;
    }
    let (hit, adjective) = stretch.demonym(next)?;
    (!adjective.is_definite() && adjective.is_feminine() && !adjective.is_plural()).then(|| Found {
        end: stretch.end_of(hit.last),
        last: hit.last,
        confidence: 0.8,
        evidence: Evidence::Nationality(stretch.span(hit.start, hit.last)),
        ..base.clone()
    })
}

/// حكومة العراق, شرطة بغداد, كتائب مصراتة.
fn country(stretch: &Stretch<'_>, next: usize, noun: GroupNoun, several_words: bool, base: &Found) -> Option<Found> {
    if !noun.takes_nationality() || several_words || !stretch.gap(next).is_plain() {
        return None;
    }
    let kinds = kinds();
    let governed = [kinds.police, kinds.government].contains(&noun.kind());
    // شرطة محافظة بابل, حكومة إقليم كردستان.
    let district = place_noun(stretch, next).filter(|_| governed);
    // The noun makes a weak name a place's: محافظة بابل.
    let (hit, entity) = stretch.longest(district.unwrap_or(next), true, tag::PLACE, |posting| match posting {
        Posting::Place { entity, weak, .. } if !weak || district.is_some() => Some(entity),
        _ => None,
    })?;
    let kind = crate::lexicon::format::kind_name(stretch.lexicon.kind(entity));
    let governs = matches!(kind, "country" | "capital");
    let is_district = matches!(kind, "city" | "governorate" | "region");
    let policed = is_district && (noun.kind() == kinds.police || district.is_some());
    let state = [kinds.government, kinds.military, kinds.police, kinds.intelligence].contains(&noun.kind());
    let named = (noun.kind() == kinds.armed) && !noun.is_ambiguous();
    // "إدارة مصر" may be how the country is run; only nouns of rule without another sense are taken.
    let plain = !noun.is_ambiguous() || noun.kind() == kinds.government && noun.heads_names();
    ((state && plain && (governs || policed)) || named).then(|| Found {
        end: stretch.end_of(hit.last),
        last: hit.last,
        confidence: 0.8,
        evidence: Evidence::Nationality(stretch.span(hit.start, hit.last)),
        ..base.clone()
    })
}

/// الجناح العسكري لحركة حماس: a wing, and inside it whose wing it is.
fn wing(stretch: &Stretch<'_>, next: usize, base: &Found, depth: u8) -> Option<Found> {
    let token = stretch.tokens.get(next).filter(|token| token.gap.is_plain())?;
    let of = faction(stretch, next, false, depth - 1).filter(|of| of.start > token.start)?;
    Some(Found { end: of.end, last: of.last, inner: Some(Box::new(of)), ..base.clone() })
}

/// The first word behind the noun of a province or town that begins at a word.
fn place_noun(stretch: &Stretch<'_>, at: usize) -> Option<usize> {
    let noun = stretch.noun_before(at + 1).filter(|noun| !noun.definite && !noun.noun.is_inside())?;
    let starts_here = stretch.tokens.get(at).is_some_and(|token| token.start == noun.start);
    (starts_here && stretch.gap(at + 1).is_plain()).then_some(at + 1)
}

/// الفرقة الرابعة المدرعة, اللواء العاشر, اللواء 93: a unit and its number.
fn numbered_unit(stretch: &Stretch<'_>, at: usize, next: usize, base: &Found) -> Option<Found> {
    let number = stretch.tokens.get(next).filter(|token| token.gap.is_plain())?;
    let is_number = (number.is(class::ORDINAL) && number.definite) || (number.has_digit && number.letters <= 3);
    if next != at + 1 || !stretch.is(at, class::UNIT) || !is_number {
        return None;
    }
    let mut last = next;
    // عشر, المدرعة, الأميركية.
    while stretch.gap(last + 1).is_plain()
        && (stretch.is(last + 1, class::UNIT_ADJECTIVE | class::TEENS)
            || stretch
                .demonym(last + 1)
                .is_some_and(|(hit, adjective)| hit.last == last + 1 && adjective.is_definite()))
    {
        last += 1;
    }
    Some(Found { end: stretch.end_of(last), last, confidence: 0.8, ..base.clone() })
}

/// كتائب الفاروق, حزب العمال, لواء شهداء بدر: an unknown name after a noun that heads names.
fn proper_name(stretch: &Stretch<'_>, next: usize, noun: GroupNoun, base: &Found) -> Option<Found> {
    let kinds = kinds();
    let token = stretch.tokens.get(next)?;
    if !noun.heads_names() || !token.gap.is_plain() {
        return None;
    }
    if token.is(class::CUE) {
        // ثوار, شهداء, أنصار … are followed by what they are of.
        let after = next + 1;
        let of = stretch.tokens.get(after).filter(|t| t.gap.is_plain());
        let last = match (of, stretch.place_name(after, true)) {
            (Some(_), Some((hit, _))) => hit.last,
            (Some(t), None) if t.definite && t.stems().all(|s| !s.proclitics.is_empty() || s.offset == 0) => after,
            _ if token.definite => next,
            _ => return None,
        };
        return Some(Found { end: stretch.end_of(last), last, confidence: 0.75, ..base.clone() });
    }
    // قوات الأرجوانيين, جيش البرلمانيين.
    let of_people = noun.kind() == kinds.military && !noun.is_ambiguous() && token.of_people && token.letters >= 7;
    if of_people && !token.is(class::DESCRIPTOR) {
        return Some(Found { end: stretch.end_of(next), last: next, confidence: 0.7, ..base.clone() });
    }
    let free = !noun.is_ambiguous()
        && noun.kind() != kinds.military
        && noun.kind() != kinds.government
        && noun.kind() != kinds.body;
    let starts_with_article = token.bare_article && !token.is(class::DESCRIPTOR | class::TITLE);
    let is_reference = stretch.group_reference(next).is_some();
    if !free || !starts_with_article || is_reference || token.letters < 5 {
        return None;
    }
    let bare = stretch.hits(next).iter().all(|hit| hit.proclitics.is_empty());
    if !bare || token.stems().any(|stem| !stem.proclitics.is_empty() && token.word.is_none()) {
        return None;
    }
    Some(Found { end: stretch.end_of(next), last: next, confidence: 0.65, ..base.clone() })
}

/// الحزب الشيوعي, الحزب الديمقراطي الكردستاني: parties always count.
fn party(stretch: &Stretch<'_>, next: usize, noun: GroupNoun, features: Features, base: &Found) -> Option<Found> {
    let is_coalition = noun.kind() == kinds().coalition;
    if !(noun.kind() == kinds().party || is_coalition) || noun.is_ambiguous() || features.is_feminine() {
        return None;
    }
    let is_adjective = |at: usize| {
        let fits = |token: &super::tokens::Token| {
            token.bare_article
                && token.gap.is_plain()
                && !token.feminine
                && (token.adjectival && !token.is(class::DESCRIPTOR) || token.is(class::UNIT_ADJECTIVE))
        };
        stretch.tokens.get(at).is_some_and(fits)
    };
    if !is_adjective(next) {
        return None;
    }
    let last = (next..next + 3).take_while(|at| is_adjective(*at)).last().unwrap_or(next);
    // الائتلاف الحكومي is no name, الائتلاف المسيحي الديمقراطي is one.
    if is_coalition && last == next {
        return None;
    }
    Some(Found { end: stretch.end_of(last), last, confidence: 0.75, ..base.clone() })
}

/// «القاعدة»: quotation marks around a weak name.
fn quoted_weak_name(stretch: &Stretch<'_>, at: usize) -> Option<Found> {
    let last = stretch.quotation(at)?;
    let (hit, entity) = stretch.weak_faction_name(at, true).filter(|(hit, _)| hit.last == last)?;
    Some(Found {
        start: hit.start,
        end: stretch.end_of(last),
        last,
        entity: Some(entity),
        confidence: 0.8,
        source: Source::Lexicon,
        evidence: Evidence::Quotes,
        noun: None,
        inner: None,
    })
}

/// التنظيم, الحركة: waits for the text's other mentions.
fn reference(stretch: &Stretch<'_>, at: usize, proposals: &mut Vec<Proposal>) -> bool {
    let Some((hit, noun)) = stretch.group_reference(at) else {
        return false;
    };
    let next = hit.last + 1;
    let described = stretch.tokens.get(next).filter(|token| token.gap.is_plain() && token.definite && !token.with_and);
    let another_name = described.is_some_and(|token| token.adjectival && !token.is(class::DESCRIPTOR));
    let plain_sense =
        at > 0 && stretch.gap(at).is_plain() && stretch.is(at - 1, class::PLAIN_AFTER | class::GIVEN_NAME);
    if another_name || plain_sense {
        return true;
    }
    let span = stretch.span(hit.start, hit.last);
    proposals.push(Proposal {
        span,
        kind: Kind::Faction,
        form: Form::Reference,
        entity: None,
        confidence: 0.85,
        source: Source::Coreference,
        evidence: Evidence::Antecedent(span),
        state: State::Reference {
            noun: noun.number,
            kind: noun.kind(),
            usage: hit.first == hit.last && stretch.is_usage(at),
            alone: hit.last > hit.first && stretch.is(hit.last, class::STANDS_ALONE),
            ambiguous: noun.is_ambiguous() || hit.last > hit.first,
            node: hit.node,
        },
        noun: noun.number + 1,
        entity_kind: noun.kind(),
        may_nest: false,
        belief: None,
    });
    true
}

/// قواته, تنظيمه: the forces or the group of somebody named before.
fn possessed(stretch: &Stretch<'_>, at: usize, proposals: &mut Vec<Proposal>) {
    let Some(token) = stretch.tokens.get(at) else { return };
    let Some((word, offset)) = token.possessed else { return };
    let Some(node) = stretch.lexicon.root(word) else { return };
    let kinds = kinds();
    let noun = stretch.lexicon.postings(node).find_map(|posting| match posting {
        Posting::GroupNoun(noun, features) if !features.is_definite() => Some(noun),
        _ => None,
    });
    // Only what is nothing but a fighting force: جيشه and حزبه are somebody's too often.
    let Some(noun) = noun.filter(|n| !n.is_ambiguous() && [kinds.armed, kinds.military].contains(&n.kind())) else {
        return;
    };
    let span = stretch.span(token.start + offset, at);
    proposals.push(Proposal {
        span,
        kind: Kind::Faction,
        form: Form::Reference,
        entity: None,
        confidence: 0.7,
        source: Source::Coreference,
        evidence: Evidence::Antecedent(span),
        state: State::Reference {
            noun: noun.number,
            kind: noun.kind(),
            usage: false,
            alone: false,
            ambiguous: false,
            node,
        },
        noun: noun.number + 1,
        entity_kind: noun.kind(),
        may_nest: false,
        belief: None,
    });
}

/// القاعدة, فتح: a name that needs evidence from elsewhere.
fn weak_name(stretch: &Stretch<'_>, at: usize, proposals: &mut Vec<Proposal>) {
    let Some((hit, entity)) = stretch.weak_faction_name(at, false) else {
        return;
    };
    let first = stretch.tokens.get(at);
    let ordinary = hit.first == hit.last && stretch.is(at, class::ORDINARY);
    // Bare الدولة is the state; bare فتح may stand in a list of factions.
    if ordinary && first.is_some_and(|token| token.definite) || stretch.person_before(at) {
        return;
    }
    let next = stretch.tokens.get(hit.last + 1).filter(|token| token.gap.is_plain());
    // القاعدة الجوية is a base, القاعدة الشعبية a following.
    if next.is_some_and(|token| token.definite && (token.adjectival || token.is(class::UNIT_ADJECTIVE))) {
        return;
    }
    let member = at > 0 && stretch.gap(at).is_plain() && stretch.is(at - 1, class::MEMBER);
    let distinct = hit.last > hit.first || first.is_some_and(|token| token.definite && token.letters > 4);
    proposals.push(Proposal {
        span: stretch.span(hit.start, hit.last),
        kind: Kind::Faction,
        form: Form::Name,
        entity: Some(entity),
        confidence: 0.75,
        source: Source::Lexicon,
        evidence: Evidence::Entry,
        state: State::Weak {
            local: if hit.last > hit.first {
                SEVERAL_WORDS
            } else if member {
                1.2
            } else {
                0.0
            },
            common: ordinary || !distinct,
            only_local: false,
            neighbour: ALONE,
        },
        noun: 0,
        entity_kind: stretch.lexicon.kind(entity),
        may_nest: false,
        belief: None,
    });
}
