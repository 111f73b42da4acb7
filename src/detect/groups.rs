//! Grammar of group nouns: what may follow جيش, حزب or وزارة الدفاع and makes them the name of a faction.

use super::candidate::{Evidence, Source};
use super::factions::{Found, faction};
use super::forces::{council, force};
use super::stretch::{Stretch, tag};
use super::tokens::Token;
use super::vocabulary::{class, kind};
use crate::lexicon::{Features, GroupNoun, Posting};
use crate::text::proclitics::Proclitics;

/// The faction that a group noun at a word heads, if what follows makes it one.
pub(super) fn group(stretch: &Stretch<'_>, at: usize, bare: bool, depth: u8) -> Option<Found> {
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
        nationality(stretch, next, noun, features, several_words, &base)
            .filter(|_| definite)
            .or_else(|| indefinite_nationality(stretch, next, noun, features, &base))
    } else if !features.is_definite() {
        // حركتا «فتح» و«حماس»: the noun is no part of either name.
        (if features.is_dual() { None } else { quoted_name(stretch, next, noun, &base) })
            .or_else(|| named_complement(stretch, next, noun, &base, depth))
            .or_else(|| leader(stretch, next, noun, &base))
            .or_else(|| definite_complement(stretch, next, noun, &base))
            .or_else(|| if definite { nationality(stretch, next, noun, features, several_words, &base) } else { None })
            .or_else(|| indefinite_nationality(stretch, next, noun, features, &base))
            .or_else(|| country(stretch, next, noun, several_words, &base))
            .or_else(|| named_by_number(stretch, at, next, &base))
            .or_else(|| force(stretch, at, noun, features, &base))
            .or_else(|| council(stretch, next, noun, &base))
            .or_else(|| of_people(stretch, next, noun, &base))
            .or_else(|| proper_name(stretch, next, noun, features, &base))
            .or_else(|| movement(stretch, next, noun, features, &base))
    } else if is_adjective_here(stretch, at, noun) {
        None
    } else {
        nationality(stretch, next, noun, features, several_words, &base)
            .or_else(|| numbered_unit(stretch, at, next, &base))
            .or_else(|| party(stretch, next, noun, features, &base))
            .or_else(|| movement(stretch, next, noun, features, &base))
    };
    match (found, whole_quotation) {
        (Some(found), Some(last))
            if last > found.last
                && noun.heads_names()
                && found.source == Source::Pattern
                && is_rest_of_name(stretch, found.last + 1, last) =>
        {
            Some(Found { last, end: stretch.end_of(last), evidence: Evidence::Quotes, ..found })
        }
        (Some(found), _) => Some(found),
        (None, Some(last))
            if last > hit.last
                && names_a_group(stretch, hit.last + 1, last, noun)
                && is_rest_of_name(stretch, hit.last + 1, last)
                && !features.is_definite() =>
        {
            Some(Found { last, end: stretch.end_of(last), evidence: Evidence::Quotes, confidence: 0.75, ..base })
        }
        (None, _) => None,
    }
}

/// Whether quoted words can belong to a name, not to what somebody says of it.
fn is_rest_of_name(stretch: &Stretch<'_>, first: usize, last: usize) -> bool {
    last < first + 4 && !(first..=last).any(|i| stretch.is(i, class::PREPOSITION | class::LOOSE | class::ACT))
}

/// العلاقات الخارجية الإسبانية: after another definite noun الخارجية is an adjective, not a ministry.
pub(super) fn is_adjective_here(stretch: &Stretch<'_>, at: usize, noun: GroupNoun) -> bool {
    let ends_like_one =
        stretch.tokens.get(at).is_some_and(|token| token.feminine && token.bare_article && token.gap.is_plain());
    // وزيرة الخارجية البريطانية is a person, ضرورات الأمن الإسرائيلي a need.
    noun.is_ambiguous()
        && (stretch.in_plain_sense(at)
            || ends_like_one
                && at
                    .checked_sub(1)
                    .and_then(|before| stretch.tokens.get(before))
                    .is_some_and(|before| before.definite))
}

/// Whether quoted words after a group noun are the name of an armed group or party, not of a film.
fn names_a_group(stretch: &Stretch<'_>, first: usize, last: usize, noun: GroupNoun) -> bool {
    if stretch.is(first, class::PREPOSITION | class::LOOSE) {
        return false;
    }
    if !noun.is_ambiguous() {
        return true;
    }
    (first..=last).any(|i| stretch.is(i, class::CUE)) || (noun.heads_names() && noun.kind() != kind::BODY)
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
    // مقاومة الاحتلال الإسرائيلي is to resist it, رئاسة الموساد a part of it.
    let is_deed = noun.is_ambiguous() && !noun.takes_leader() && !noun.takes_quotation();
    if is_deed || !stretch.gap(next).is_plain() || next >= stretch.tokens.len() {
        return None;
    }
    if let Some(inner) =
        faction(stretch, next, true, depth - 1).filter(|inner| inner.noun.is_none_or(|n| n.number != noun.number))
        // تحالف حزب البعث مع …: who allies.
        && !(noun.is_ambiguous() && noun.kind() == kind::COALITION && inner.noun.is_some())
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
    if noun.is_ambiguous() && noun.kind() == kind::COALITION && stretch.group_noun(next, true).is_some() {
        return None;
    }
    let entity_kind = stretch.lexicon.kind(entity);
    let fits = noun.kind() == entity_kind
        || (noun.kind() == kind::ARMED_GROUP && entity_kind == kind::PARTY)
        || (noun.kind() == kind::PARTY && entity_kind != kind::GOVERNMENT)
        // نظام البعث.
        || (noun.kind() == kind::GOVERNMENT && entity_kind == kind::PARTY && noun.takes_leader() && !stretch.is(next, class::ORDINARY));
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
            let last = numbered_king(stretch, hit.last);
            return Some(Found {
                end: stretch.end_of(last),
                last,
                entity: of,
                confidence: 0.9,
                evidence: Evidence::Leader(stretch.span(hit.start, hit.last)),
                ..base.clone()
            });
        }
        // تحالف رئيسه مع …: who allies with whom.
        let is_deed = noun.is_ambiguous() && noun.kind() == kind::COALITION;
        let named = at > next && stretch.is(at - 1, class::GIVEN_NAME) || titled(stretch, next, at);
        if named
            && !is_deed
            && let Some(last) = surname(stretch, at)
        {
            let last = numbered_king(stretch, last);
            return Some(base.up_to(stretch, last, 0.75));
        }
        let nationality = at > next && stretch.demonym(at).is_some_and(|(_, features)| features.is_definite());
        let described = at > next && stretch.is(at, class::DESCRIPTOR);
        if !nationality && !described && !stretch.is(at, class::TITLE | class::GIVEN_NAME) {
            return None;
        }
    }
    None
}

/// جيش الملك محمد السادس: the number of a king belongs to his name.
fn numbered_king(stretch: &Stretch<'_>, last: usize) -> usize {
    let is_number =
        |at: usize| stretch.tokens.get(at).is_some_and(|token| token.bare_article && token.is(class::ORDINAL));
    if stretch.gap(last + 1).is_plain() && is_number(last + 1) { last + 1 } else { last }
}

/// قوات الجنرال مارشان: a word that is nothing else, right behind a title.
fn titled(stretch: &Stretch<'_>, next: usize, at: usize) -> bool {
    let title = |at: usize| stretch.tokens.get(at).is_some_and(|token| token.is(class::TITLE) && token.bare_article);
    let unknown = |token: &Token| {
        !token.definite
            && !token.adjectival
            && !token.is_no_name
            && token.letters >= 4
            && token.is_unknown()
            && token.any_classes == 0
    };
    at > next && title(at - 1) && stretch.tokens.get(at).is_some_and(unknown)
}

/// The last word of a surname behind a given name: حكومة أيمن الأيوبي, كتائب أحمد أبو علي.
fn surname(stretch: &Stretch<'_>, at: usize) -> Option<usize> {
    let other = class::GIVEN_NAME | class::TITLE | class::DESCRIPTOR | class::PREPOSITION | class::LOOSE | class::NEVER;
    // بن, أبو, آل.
    let is_short = |at: usize| stretch.tokens.get(at).is_some_and(|token| token.letters <= 3 && !token.definite);
    let last = if is_short(at) && stretch.gap(at + 1).is_plain() { at + 1 } else { at };
    let token = stretch.tokens.get(last)?;
    let may_be =
        token.letters >= 3 && !token.with_and && !token.is_no_name && !token.is(other | class::ACT | class::RELATIVE);
    (may_be && !stretch.is(at, other)).then_some(last)
}

/// قوات النظام, جيش الاحتلال الإسرائيلي, كتائب النظام السابق.
fn definite_complement(stretch: &Stretch<'_>, next: usize, noun: GroupNoun, base: &Found) -> Option<Found> {
    if noun.is_ambiguous()
        || ![kind::MILITARY, kind::POLICE, kind::INTELLIGENCE, kind::ARMED_GROUP].contains(&noun.kind())
        || !stretch.gap(next).is_plain()
    {
        return None;
    }
    let (hit, of) = stretch.group_reference(next).filter(|(hit, _)| hit.proclitics.is_empty())?;
    let owner = [kind::GOVERNMENT, kind::COALITION, kind::MILITARY].contains(&of.kind());
    if !owner
        || of.number == noun.number
        || (of.is_ambiguous() && of.kind() == kind::MILITARY && !stretch.is(next, class::USAGE))
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
    Some(base.up_to(stretch, last, 0.85))
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
        let never = stretch.is(at, class::NEVER);
        if !stretch.gap(at).is_plain() || at >= stretch.tokens.len() || never && !stretch.is(at, class::UNIT_ADJECTIVE)
        {
            return None;
        }
        if let Some((hit, adjective)) = stretch.demonym(at).filter(|(_, adjective)| adjective.is_definite() && !never) {
            let agrees = (!adjective.is_plural() || features.is_dual())
                && (adjective.is_feminine() == features.is_feminine() || several_words);
            // الحكومتين التركية والعراقية are one span: neither stands without the other.
            let second = Some(hit.last + 1).filter(|at| features.is_dual() && stretch.gap(*at).is_plain());
            let last = second.filter(|at| stretch.and_demonym(*at)).unwrap_or(hit.last);
            return agrees.then(|| Found {
                evidence: Evidence::Nationality(stretch.span(hit.start, hit.last)),
                ..base.up_to(stretch, last, 0.93)
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
        evidence: Evidence::Nationality(stretch.span(hit.start, hit.last)),
        ..base.up_to(stretch, hit.last, 0.8)
    })
}

/// حكومة العراق, شرطة بغداد, كتائب مصراتة.
fn country(stretch: &Stretch<'_>, next: usize, noun: GroupNoun, several_words: bool, base: &Found) -> Option<Found> {
    if !noun.takes_nationality() || several_words || !stretch.gap(next).is_plain() {
        return None;
    }
    let governed = [kind::POLICE, kind::GOVERNMENT].contains(&noun.kind());
    // شرطة محافظة بابل, حكومة إقليم كردستان.
    let district = place_noun(stretch, next).filter(|_| governed);
    // The noun makes a weak name a place's: محافظة بابل.
    let (hit, entity) = stretch.longest(district.unwrap_or(next), true, tag::PLACE, |posting| match posting {
        Posting::Place { entity, weak, .. } if !weak || district.is_some() => Some(entity),
        _ => None,
    })?;
    let kind = stretch.lexicon.kind(entity);
    let governs = matches!(kind, kind::COUNTRY | kind::CAPITAL);
    let is_district = matches!(kind, kind::CITY | kind::GOVERNORATE | kind::REGION);
    let policed = is_district && (noun.kind() == kind::POLICE || district.is_some());
    let state = [kind::GOVERNMENT, kind::MILITARY, kind::POLICE, kind::INTELLIGENCE].contains(&noun.kind());
    // عصابة ميديلين as much as كتائب مصراتة; مقاومة إيران may be to resist it.
    let is_gang = noun.takes_quotation() && !noun.heads_names();
    // كتيبة برشلونة plays football.
    let is_club = stretch.is(hit.first, class::CLUB);
    let named = noun.kind() == kind::ARMED_GROUP && (!noun.is_ambiguous() || is_gang) && !is_club;
    // "إدارة مصر" may be how the country is run; only nouns of rule without another sense are taken.
    let rules = noun.kind() == kind::GOVERNMENT
        && kind == kind::CAPITAL
        && district.is_none()
        && noun.takes_leader()
        && !noun.heads_names();
    // نظام كييف, سلطات بغداد.
    let plain = !noun.is_ambiguous() || noun.kind() == kind::GOVERNMENT && noun.heads_names() || rules;
    ((state && plain && (governs || policed)) || named).then(|| Found {
        evidence: Evidence::Nationality(stretch.span(hit.start, hit.last)),
        ..base.up_to(stretch, hit.last, 0.8)
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

/// كتيبة 55 مشاة: the number is digits, and more than one, as a score in sport is not.
fn named_by_number(stretch: &Stretch<'_>, at: usize, next: usize, base: &Found) -> Option<Found> {
    let has_digits = stretch.tokens.get(next).is_some_and(|number| number.has_digit && number.letters > 1);
    if has_digits { numbered_unit(stretch, at, next, base) } else { None }
}

/// الفرقة الرابعة المدرعة, اللواء العاشر, اللواء 93: a unit and its number.
fn numbered_unit(stretch: &Stretch<'_>, at: usize, next: usize, base: &Found) -> Option<Found> {
    let number = stretch.tokens.get(next).filter(|token| token.gap.is_plain())?;
    let is_number = (number.is(class::ORDINAL) && number.definite) || (number.has_digit && number.letters <= 4);
    if next != at + 1 || !stretch.is(at, class::UNIT) || !is_number {
        return None;
    }
    let mut last = next;
    // عشر, المدرعة, الأميركية.
    while stretch.gap(last + 1).is_plain()
        && (stretch.is(last + 1, class::UNIT_ADJECTIVE | class::ARM)
            || stretch
                .demonym(last + 1)
                .is_some_and(|(hit, adjective)| hit.last == last + 1 && adjective.is_definite()))
    {
        last += 1;
    }
    Some(base.up_to(stretch, last, 0.8))
}

/// كتائب الفاروق, حزب العمال, لواء شهداء بدر: an unknown name after a noun that heads names.
fn proper_name(stretch: &Stretch<'_>, next: usize, noun: GroupNoun, features: Features, base: &Found) -> Option<Found> {
    let token = stretch.tokens.get(next)?;
    if !noun.heads_names() || !token.gap.is_plain() {
        return None;
    }
    if noun.kind() == kind::PARTY
        && !noun.is_ambiguous()
        && let Some(place) = party_of_place(stretch, next)
    {
        // حزب الرباط الوطني.
        let is_national = stretch.gap(place + 1).is_plain() && stretch.is(place + 1, class::POLITICAL);
        let last = if is_national { place + 1 } else { place };
        return Some(base.up_to(stretch, last, 0.75));
    }
    if token.is(class::CUE) {
        // ثوار, شهداء, أنصار … are followed by what they are of.
        let after = next + 1;
        let of = stretch.tokens.get(after).filter(|t| t.gap.is_plain());
        let is_whole = token.definite;
        let belongs = |t: &Token| {
            let of_it = !t.with_and && (!is_whole || t.adjectival);
            let is_free = || t.stems().all(|s| !s.proclitics.is_empty() || s.offset == 0);
            // جبهة الجهاد والتجديد; but جيش الفتح والحكومة are two.
            let and_more = t.with_and && is_whole && stretch.hits(after).is_empty();
            t.definite && (of_it && is_free() || and_more)
        };
        let last = match (of, stretch.place_name(after, true)) {
            (Some(_), Some((hit, _))) => hit.last,
            (Some(t), None) if belongs(t) => after,
            _ if token.definite && !features.is_plural() => next,
            _ => return None,
        };
        return Some(base.up_to(stretch, last, 0.75));
    }
    if let Some(last) = party_of_group(stretch, next).filter(|_| noun.kind() == kind::PARTY && !noun.is_ambiguous()) {
        return Some(base.up_to(stretch, last, 0.7));
    }
    if let Some(last) = foreign_name(stretch, next, noun, features) {
        return Some(base.up_to(stretch, last, 0.65));
    }
    // جيش العزة as much as كتائب الفاروق, but not قوات + anything.
    let free =
        !features.is_plural() && !noun.is_ambiguous() && noun.kind() != kind::GOVERNMENT && noun.kind() != kind::BODY;
    let starts_with_article = token.bare_article && !token.is(class::DESCRIPTOR | class::TITLE | class::NEVER);
    // حزب الكتلة الوفدية, but not حزب الحكومة.
    let is_described = noun.kind() == kind::PARTY
        && stretch.gap(next + 1).is_plain()
        && stretch.tokens.get(next + 1).is_some_and(|t| t.bare_article && t.adjectival && !t.is(class::DESCRIPTOR));
    let is_reference = !is_described && stretch.group_reference(next).is_some();
    if !free || !starts_with_article || is_reference || token.letters < 5 {
        return None;
    }
    let bare = stretch.hits(next).iter().all(|hit| hit.proclitics.is_empty());
    if !bare || token.stems().any(|stem| !stem.proclitics.is_empty() && token.word.is_none()) {
        return None;
    }
    let one_party = noun.kind() == kind::PARTY && !features.is_dual();
    let last = if one_party { further_words(stretch, next) } else { next };
    Some(base.up_to(stretch, last, 0.65))
}

/// الحزب الديمقراطي لكوت ديفوار: a party of a country.
pub(super) fn of_country(stretch: &Stretch<'_>, at: usize) -> Option<usize> {
    if !stretch.gap(at).is_plain() {
        return None;
    }
    let (hit, _) = stretch.place_name(at, false).filter(|(hit, _)| hit.proclitics == Proclitics::LAM)?;
    Some(hit.last)
}

/// حزب قوة الشعب, حزب جبهة القوى الديمقراطية: the name begins with another noun of groups.
fn party_of_group(stretch: &Stretch<'_>, next: usize) -> Option<usize> {
    let (hit, (_, features)) = stretch.group_noun(next, true).filter(|_| stretch.gap(next).is_plain())?;
    let of = hit.last + 1;
    let token = stretch.tokens.get(of).filter(|token| token.gap.is_plain() && token.bare_article)?;
    let other = class::DESCRIPTOR | class::TITLE | class::NEVER;
    let names = !features.is_definite() && !token.adjectival && !token.is(other) && token.letters >= 5;
    names.then(|| further_words(stretch, of))
}

/// ميليشيا فانو, حزب باتاسونا: a word that nobody knows and that ends like no Arabic one.
fn foreign_name(stretch: &Stretch<'_>, next: usize, noun: GroupNoun, features: Features) -> Option<usize> {
    // Also of leaders: حكومة بادوليو.
    let is_group = [kind::ARMED_GROUP, kind::PARTY].contains(&noun.kind()) || noun.takes_leader() && noun.heads_names();
    let is_bloc = noun.kind() == kind::PARTY && (noun.is_ambiguous() || features.is_plural());
    if !is_group || is_bloc || features.is_dual() {
        return None;
    }
    let unknown = |at: usize| {
        stretch.tokens.get(at).is_some_and(|token| {
            token.gap.is_plain()
                && token.is_foreign
                && !token.is_no_name
                && token.any_classes == 0
                && token.stems().next().is_none()
        })
    };
    let words = (next..next + 3).take_while(|at| unknown(*at)).count();
    Some(next + words.checked_sub(1)?)
}

/// حزب مصر, حزب استقلال ألاسكا: a place, alone or behind one word.
fn party_of_place(stretch: &Stretch<'_>, next: usize) -> Option<usize> {
    let other = class::PREPOSITION | class::LOOSE | class::GIVEN_NAME | class::TITLE | class::NEVER;
    let place = |at: usize| {
        let (hit, _) = stretch.place_name(at, true).filter(|_| stretch.gap(at).is_plain())?;
        (!stretch.is(at, class::ORDINARY)).then_some(hit.last)
    };
    let one_word = |token: &Token| !token.definite && !token.adjectival && !token.is(other) && token.letters >= 3;
    place(next).or_else(|| stretch.tokens.get(next).filter(|token| one_word(token)).and_then(|_| place(next + 1)))
}

/// The last word of a party's name that begins with an unknown word: حزب الإصلاح الوطني, حزب الكرامة والعمران.
fn further_words(stretch: &Stretch<'_>, first: usize) -> usize {
    let mut last = first;
    while last < first + 3 {
        let Some(token) = stretch.tokens.get(last + 1).filter(|token| token.gap.is_plain() && token.definite) else {
            break;
        };
        let adjective = token.bare_article && token.adjectival;
        let and_another = token.with_and && last == first && stretch.hits(last + 1).is_empty();
        if !(adjective || and_another) || token.is(class::DESCRIPTOR | class::TITLE | class::NEVER) {
            break;
        }
        last += 1;
    }
    last
}

/// قوات الأرجوانيين, جيش البرلمانيين.
fn of_people(stretch: &Stretch<'_>, next: usize, noun: GroupNoun, base: &Found) -> Option<Found> {
    let token =
        stretch.tokens.get(next).filter(|token| token.gap.is_plain() && token.of_people && token.letters >= 7)?;
    let armed = noun.kind() == kind::MILITARY && !noun.is_ambiguous() && noun.heads_names();
    (armed && !token.is(class::DESCRIPTOR)).then(|| base.up_to(stretch, next, 0.7))
}

/// حركة الإصلاح الوطني, الجبهة الوطنية لتحرير أزواد: nouns with other senses, and what only movements are called.
fn movement(stretch: &Stretch<'_>, next: usize, noun: GroupNoun, features: Features, base: &Found) -> Option<Found> {
    let leads = [kind::ARMED_GROUP, kind::PARTY, kind::COALITION].contains(&noun.kind());
    if !leads || !noun.heads_names() || features.is_plural() || features.is_dual() {
        return None;
    }
    let political = |at: usize| stretch.gap(at).is_plain() && stretch.is(at, class::POLITICAL);
    let named = |token: &&Token| token.bare_article && token.gap.is_plain() && token.letters >= 5;
    let other = class::TITLE | class::NEVER | class::DESCRIPTOR | class::GIVEN_NAME;
    let first_adjective = if features.is_definite() {
        next
    } else {
        stretch.tokens.get(next).filter(named).filter(|token| !token.is(other) && !token.adjectival)?;
        next + 1
    };
    let adjectives = (first_adjective..first_adjective + 3).take_while(|at| political(*at)).count();
    let last = first_adjective + adjectives.checked_sub(1)?;
    let liberated = liberation(stretch, last + 1);
    // الحركة الإسلامية alone is a current of thought.
    let enough = !features.is_definite() || adjectives > 1 || liberated.is_some();
    let last = liberated.unwrap_or(last);
    enough.then(|| base.up_to(stretch, last, 0.65))
}

/// لتحرير أزواد: for the liberation of a place.
fn liberation(stretch: &Stretch<'_>, at: usize) -> Option<usize> {
    let token = stretch.tokens.get(at).filter(|token| token.gap.is_plain() && token.any_classes & class::CUE != 0)?;
    let joined = token.stems().any(|stem| stem.offset > 0);
    let (place, _) = stretch.place_name(at + 1, true).filter(|_| stretch.gap(at + 1).is_plain())?;
    joined.then_some(place.last)
}

/// الحزب الشيوعي, الحزب الديمقراطي الكردستاني: parties always count.
fn party(stretch: &Stretch<'_>, next: usize, noun: GroupNoun, features: Features, base: &Found) -> Option<Found> {
    let is_coalition = noun.kind() == kind::COALITION;
    if !(noun.kind() == kind::PARTY || is_coalition) || noun.is_ambiguous() || features.is_feminine() {
        return None;
    }
    let is_adjective = |at: usize| {
        let fits = |token: &Token| {
            token.bare_article
                && token.gap.is_plain()
                && !token.feminine
                && !token.is(class::ORDINAL | class::NEVER)
                && (token.adjectival || token.is(class::UNIT_ADJECTIVE))
                // الحزب الحاكم, but الحزب الوطني and that it rules.
                && (!token.is(class::DESCRIPTOR) || at == next && token.is(class::UNIT_ADJECTIVE))
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
    let last = of_country(stretch, last + 1).unwrap_or(last);
    Some(base.up_to(stretch, last, 0.75))
}
