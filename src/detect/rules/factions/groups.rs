//! Grammar of group nouns: the words after جيش, حزب or وزارة الدفاع that turn them into the name of a faction.

use super::faction_match::{FactionMatch, Inner};
use super::forces::{council, force};
use crate::detect::candidate::{Evidence, Source};
use crate::detect::confidence;
use crate::detect::segment::{Segment, tag};
use crate::detect::vocabulary::{class, kind};
use crate::detect::word::Token;
use crate::lexicon::{Features, GroupNoun, Posting};
use crate::text::proclitics::Proclitics;

/// The faction whose name begins with the group noun at a word, if what follows makes it one.
pub(in crate::detect) fn group(segment: &Segment<'_>, at: usize, bare: bool, inside: Inner) -> Option<FactionMatch> {
    let (hit, (noun, features)) = segment.group_noun(at, bare)?;
    let next = hit.last + 1;
    let several_words = hit.last > hit.first;
    let last_is_definite = segment.tokens.get(hit.last).is_some_and(|token| token.definite);
    let definite = features.is_definite() || (several_words && last_is_definite);
    let base = FactionMatch {
        start: hit.start,
        end: hit.start,
        last: hit.last,
        entity: None,
        confidence: confidence::GROUP_NOUN,
        source: Source::Pattern,
        evidence: Evidence::Noun(segment.span(hit.start, hit.last)),
        noun: Some(noun),
        inner: None,
    };
    // «مجلس شورى ثوار بنغازي»: the quotation marks show where the name ends.
    let whole_quotation = segment.quotation(at);
    // قيادات حماس: the group is حماس.
    let is_member = segment.tokens.get(at).is_some_and(|token| token.any_classes & class::MEMBER != 0);
    let part_of_a_group = is_member && !noun.heads_names();
    let found = if segment.tokens.get(at).is_some_and(|token| token.any_classes & class::WING != 0) {
        wing(segment, next, &base, inside)
    } else if part_of_a_group {
        nationality(segment, next, noun, features, several_words, &base)
            .filter(|_| definite)
            .or_else(|| indefinite_nationality(segment, next, noun, features, &base))
    } else if !features.is_definite() {
        // حركتا «فتح» و«حماس»: the noun is not part of either name.
        (if features.is_dual() { None } else { quoted_name(segment, next, noun, &base) })
            .or_else(|| named_complement(segment, next, noun, &base, inside))
            .or_else(|| leader(segment, next, noun, &base))
            .or_else(|| definite_complement(segment, next, noun, &base))
            .or_else(|| if definite { nationality(segment, next, noun, features, several_words, &base) } else { None })
            .or_else(|| indefinite_nationality(segment, next, noun, features, &base))
            .or_else(|| country(segment, next, noun, several_words, &base))
            .or_else(|| named_by_number(segment, at, next, &base))
            .or_else(|| force(segment, at, noun, features, &base))
            .or_else(|| council(segment, next, noun, &base))
            .or_else(|| of_people(segment, next, noun, &base))
            .or_else(|| proper_name(segment, next, noun, features, &base))
            .or_else(|| movement(segment, next, noun, features, &base))
    } else if is_adjective_here(segment, at, noun) {
        None
    } else {
        nationality(segment, next, noun, features, several_words, &base)
            .or_else(|| numbered_unit(segment, at, next, &base))
            .or_else(|| party(segment, next, noun, features, &base))
            .or_else(|| movement(segment, next, noun, features, &base))
    };
    match (found, whole_quotation) {
        (Some(found), Some(last))
            if last > found.last
                && noun.heads_names()
                && found.source == Source::Pattern
                && is_rest_of_name(segment, found.last + 1, last) =>
        {
            Some(FactionMatch { last, end: segment.end_of(last), evidence: Evidence::Quotes, ..found })
        }
        (Some(found), _) => Some(found),
        (None, Some(last))
            if last > hit.last
                && names_a_group(segment, hit.last + 1, last, noun)
                && is_rest_of_name(segment, hit.last + 1, last)
                && !features.is_definite() =>
        {
            Some(FactionMatch {
                last,
                end: segment.end_of(last),
                evidence: Evidence::Quotes,
                confidence: confidence::WHOLE_NAME,
                ..base
            })
        }
        (None, _) => None,
    }
}

/// Whether quoted words can be part of a name rather than a quotation about it.
fn is_rest_of_name(segment: &Segment<'_>, first: usize, last: usize) -> bool {
    last < first + 4
        && !(first..=last).any(|i| segment.is(i, class::PREPOSITION | class::WEAK_PREPOSITION | class::ACT))
}

/// العلاقات الخارجية الإسبانية: after another definite noun الخارجية is an adjective, not a ministry.
pub(in crate::detect) fn is_adjective_here(segment: &Segment<'_>, at: usize, noun: GroupNoun) -> bool {
    let ends_like_one =
        segment.tokens.get(at).is_some_and(|token| token.feminine && token.bare_article && token.gap.is_plain());
    // وزيرة الخارجية البريطانية is a person, ضرورات الأمن الإسرائيلي are needs.
    noun.is_ambiguous()
        && (segment.in_plain_sense(at)
            || ends_like_one
                && at
                    .checked_sub(1)
                    .and_then(|before| segment.tokens.get(before))
                    .is_some_and(|before| before.definite))
}

/// Whether quoted words after a group noun are the name of an armed group or party, not for instance of a film.
fn names_a_group(segment: &Segment<'_>, first: usize, last: usize, noun: GroupNoun) -> bool {
    if segment.is(first, class::PREPOSITION | class::WEAK_PREPOSITION) {
        return false;
    }
    if !noun.is_ambiguous() {
        return true;
    }
    (first..=last).any(|i| segment.is(i, class::CUE)) || (noun.heads_names() && noun.kind() != kind::BODY)
}

/// تنظيم «الدولة», قوات «البنيان المرصوص».
fn quoted_name(segment: &Segment<'_>, next: usize, noun: GroupNoun, base: &FactionMatch) -> Option<FactionMatch> {
    let last = segment.quotation(next)?;
    if !noun.takes_quotation() {
        return None;
    }
    let entity = segment.weak_faction_name(next, true).filter(|(hit, _)| hit.last == last).map(|(_, entity)| entity);
    if entity.is_none() && !names_a_group(segment, next, last, noun) {
        return None;
    }
    let end = segment.close_end(last);
    let confidence = if entity.is_some() { confidence::SURE_FACTION } else { confidence::QUOTED_NAME };
    let source = if entity.is_some() { Source::Lexicon } else { Source::Pattern };
    Some(FactionMatch { end, last, entity, confidence, source, evidence: Evidence::Quotes, ..base.clone() })
}

/// حركة فتح, قوات النظام السوري: the noun before another faction.
fn named_complement(
    segment: &Segment<'_>,
    next: usize,
    noun: GroupNoun,
    base: &FactionMatch,
    inside: Inner,
) -> Option<FactionMatch> {
    // مقاومة الاحتلال الإسرائيلي means resisting it, رئاسة الموساد a part of it.
    let is_deed = noun.is_ambiguous() && !noun.takes_leader() && !noun.takes_quotation();
    if is_deed || !segment.gap(next).is_plain() || next >= segment.tokens.len() {
        return None;
    }
    if let Some(inner) =
        inside.find(segment, next, true).filter(|inner| inner.noun.is_none_or(|n| n.number != noun.number))
        // تحالف حزب البعث مع …: a verbal noun with its subject.
        && !(noun.is_ambiguous() && noun.kind() == kind::COALITION && inner.noun.is_some())
    {
        return Some(FactionMatch {
            end: inner.end,
            last: inner.last,
            entity: inner.entity.filter(|_| inner.source == Source::Lexicon),
            confidence: confidence::HEADED_FACTION,
            ..base.clone()
        });
    }
    let (hit, entity) = segment.weak_faction_name(next, true)?;
    if noun.is_ambiguous() && noun.kind() == kind::COALITION && segment.group_noun(next, true).is_some() {
        return None;
    }
    let entity_kind = segment.lexicon.kind(entity);
    let fits = noun.kind() == entity_kind
        || (noun.kind() == kind::ARMED_GROUP && entity_kind == kind::PARTY)
        || (noun.kind() == kind::PARTY && entity_kind != kind::GOVERNMENT)
        // نظام البعث.
        || (noun.kind() == kind::GOVERNMENT && entity_kind == kind::PARTY && noun.takes_leader() && !segment.is(next, class::ORDINARY));
    let ordinary = segment.is(next, class::ORDINARY);
    let accepted = fits || (!ordinary && !noun.is_ambiguous());
    accepted.then(|| FactionMatch {
        end: segment.end_of(hit.last),
        last: hit.last,
        entity: Some(entity),
        confidence: confidence::HEADED_NAME,
        source: Source::Lexicon,
        ..base.clone()
    })
}

/// قوات حفتر, كتائب القذافي, إدارة الرئيس بوش.
fn leader(segment: &Segment<'_>, next: usize, noun: GroupNoun, base: &FactionMatch) -> Option<FactionMatch> {
    if !noun.takes_leader() {
        return None;
    }
    // Titles, given names and a nationality may stand between: قوات المشير خليفة حفتر, إدارة الرئيس الروسي بوتين.
    for at in next..next + 7 {
        if !segment.gap(at).is_plain() || at >= segment.tokens.len() {
            return None;
        }
        let found = segment.longest(at, true, tag::LEADER, |posting| match posting {
            Posting::Leader { of, weak } => Some((of, weak)),
            _ => None,
        });
        if let Some((hit, (of, _))) = found {
            let last = numbered_king(segment, hit.last);
            return Some(FactionMatch {
                end: segment.end_of(last),
                last,
                entity: of,
                confidence: confidence::LEADER,
                evidence: Evidence::Leader(segment.span(hit.start, hit.last)),
                ..base.clone()
            });
        }
        // تحالف رئيسه مع …: a verbal noun with its subject.
        let is_deed = noun.is_ambiguous() && noun.kind() == kind::COALITION;
        let named = at > next && segment.is(at - 1, class::GIVEN_NAME) || titled(segment, next, at);
        if named
            && !is_deed
            && let Some(last) = surname(segment, at)
        {
            let last = numbered_king(segment, last);
            return Some(base.up_to(segment, last, confidence::UNKNOWN_LEADER));
        }
        let nationality = at > next && segment.demonym(at).is_some_and(|(_, features)| features.is_definite());
        let described = at > next && segment.is(at, class::DESCRIPTOR);
        if !nationality && !described && !segment.is(at, class::TITLE | class::GIVEN_NAME) {
            return None;
        }
    }
    None
}

/// جيش الملك محمد السادس: the number of a king is part of his name.
fn numbered_king(segment: &Segment<'_>, last: usize) -> usize {
    let is_number =
        |at: usize| segment.tokens.get(at).is_some_and(|token| token.bare_article && token.is(class::ORDINAL));
    if segment.gap(last + 1).is_plain() && is_number(last + 1) { last + 1 } else { last }
}

/// قوات الجنرال مارشان: a word without another sense, directly after a title.
fn titled(segment: &Segment<'_>, next: usize, at: usize) -> bool {
    let title = |at: usize| segment.tokens.get(at).is_some_and(|token| token.is(class::TITLE) && token.bare_article);
    let unknown = |token: &Token| {
        !token.definite
            && !token.adjectival
            && !token.is_no_name
            && token.letters >= 4
            && token.is_unknown()
            && token.any_classes == 0
    };
    at > next && title(at - 1) && segment.tokens.get(at).is_some_and(unknown)
}

/// The last word of a surname after a given name: حكومة أيمن الأيوبي, كتائب أحمد أبو علي.
fn surname(segment: &Segment<'_>, at: usize) -> Option<usize> {
    let other = class::GIVEN_NAME
        | class::TITLE
        | class::DESCRIPTOR
        | class::PREPOSITION
        | class::WEAK_PREPOSITION
        | class::NEVER;
    // بن, أبو, آل.
    let is_short = |at: usize| segment.tokens.get(at).is_some_and(|token| token.letters <= 3 && !token.definite);
    let last = if is_short(at) && segment.gap(at + 1).is_plain() { at + 1 } else { at };
    let token = segment.tokens.get(last)?;
    let may_be =
        token.letters >= 3 && !token.with_and && !token.is_no_name && !token.is(other | class::ACT | class::RELATIVE);
    (may_be && !segment.is(at, other)).then_some(last)
}

/// قوات النظام, جيش الاحتلال الإسرائيلي, كتائب النظام السابق.
fn definite_complement(
    segment: &Segment<'_>,
    next: usize,
    noun: GroupNoun,
    base: &FactionMatch,
) -> Option<FactionMatch> {
    if noun.is_ambiguous()
        || ![kind::MILITARY, kind::POLICE, kind::INTELLIGENCE, kind::ARMED_GROUP].contains(&noun.kind())
        || !segment.gap(next).is_plain()
    {
        return None;
    }
    let (hit, of) = segment.group_reference(next).filter(|(hit, _)| hit.proclitics.is_empty())?;
    let owner = [kind::GOVERNMENT, kind::COALITION, kind::MILITARY].contains(&of.kind());
    if !owner
        || of.number == noun.number
        || (of.is_ambiguous() && of.kind() == kind::MILITARY && !segment.is(next, class::USAGE))
    {
        return None;
    }
    let mut last = hit.last;
    let after = last + 1;
    if segment.gap(after).is_plain() {
        let nationality = segment.demonym(after).filter(|(_, features)| features.is_definite());
        let former = segment.tokens.get(after).is_some_and(|t| t.definite && t.is(class::DESCRIPTOR))
            && !segment.is(after, class::GIVEN_NAME);
        if let Some((hit, _)) = nationality {
            last = hit.last;
        } else if former {
            last = after;
        }
    }
    Some(base.up_to(segment, last, confidence::OF_RULERS))
}

/// الجيش السوري, القوات الجوية الأميركية, وزارة الدفاع الروسية.
fn nationality(
    segment: &Segment<'_>,
    next: usize,
    noun: GroupNoun,
    features: Features,
    several_words: bool,
    base: &FactionMatch,
) -> Option<FactionMatch> {
    if !noun.takes_nationality() {
        return None;
    }
    // الجيش «الإسرائيلي»: scare quotes.
    if segment.quotation(next) == Some(next)
        && let Some((hit, adjective)) = segment.demonym(next)
        && hit.last == next
        && adjective.is_definite()
        && adjective.is_feminine() == features.is_feminine()
    {
        return Some(FactionMatch {
            end: segment.close_end(next),
            last: next,
            confidence: confidence::QUOTED_NATIONALITY,
            evidence: Evidence::Nationality(segment.span(hit.start, next)),
            ..base.clone()
        });
    }
    for between in 0..=2 {
        let at = next + between;
        // المالية means finance before it means Mali; العربية does not belong to one state.
        let never = segment.is(at, class::NEVER);
        if !segment.gap(at).is_plain() || at >= segment.tokens.len() || never && !segment.is(at, class::UNIT_ADJECTIVE)
        {
            return None;
        }
        if let Some((hit, adjective)) = segment.demonym(at).filter(|(_, adjective)| adjective.is_definite() && !never) {
            let agrees = (!adjective.is_plural() || features.is_dual())
                && (adjective.is_feminine() == features.is_feminine() || several_words);
            // الحكومتين التركية والعراقية are one span: neither works without the other.
            let second = Some(hit.last + 1).filter(|at| features.is_dual() && segment.gap(*at).is_plain());
            let last = second.filter(|at| segment.and_demonym(*at)).unwrap_or(hit.last);
            return agrees.then(|| FactionMatch {
                evidence: Evidence::Nationality(segment.span(hit.start, hit.last)),
                ..base.up_to(segment, last, confidence::NATIONALITY)
            });
        }
        if !segment.is(at, class::UNIT_ADJECTIVE) {
            return None;
        }
    }
    None
}

/// ميليشيات إيرانية.
fn indefinite_nationality(
    segment: &Segment<'_>,
    next: usize,
    noun: GroupNoun,
    features: Features,
    base: &FactionMatch,
) -> Option<FactionMatch> {
    if !noun.takes_indefinite_nationality()
        || features.is_definite()
        || !features.is_plural()
        || !segment.gap(next).is_plain()
    {
        return None;
    }
    let (hit, adjective) = segment.demonym(next)?;
    (!adjective.is_definite() && adjective.is_feminine() && !adjective.is_plural()).then(|| FactionMatch {
        evidence: Evidence::Nationality(segment.span(hit.start, hit.last)),
        ..base.up_to(segment, hit.last, confidence::INDEFINITE_NATIONALITY)
    })
}

/// حكومة العراق, شرطة بغداد, كتائب مصراتة.
fn country(
    segment: &Segment<'_>,
    next: usize,
    noun: GroupNoun,
    several_words: bool,
    base: &FactionMatch,
) -> Option<FactionMatch> {
    if !noun.takes_nationality() || several_words || !segment.gap(next).is_plain() {
        return None;
    }
    let governed = [kind::POLICE, kind::GOVERNMENT].contains(&noun.kind());
    // شرطة محافظة بابل, حكومة إقليم كردستان.
    let district = place_noun(segment, next).filter(|_| governed);
    // The noun shows that a weak name is a place's: محافظة بابل.
    let (hit, entity) = segment.longest(district.unwrap_or(next), true, tag::PLACE, |posting| match posting {
        Posting::Place { entity, weak, .. } if !weak || district.is_some() => Some(entity),
        _ => None,
    })?;
    let kind = segment.lexicon.kind(entity);
    let governs = matches!(kind, kind::COUNTRY | kind::CAPITAL);
    let is_district = matches!(kind, kind::CITY | kind::GOVERNORATE | kind::REGION);
    let policed = is_district && (noun.kind() == kind::POLICE || district.is_some());
    let state = [kind::GOVERNMENT, kind::MILITARY, kind::POLICE, kind::INTELLIGENCE].contains(&noun.kind());
    // عصابة ميديلين like كتائب مصراتة; but مقاومة إيران may mean resisting it.
    let is_gang = noun.takes_quotation() && !noun.heads_names();
    // كتيبة برشلونة plays football.
    let is_club = segment.is(hit.first, class::CLUB);
    let named = noun.kind() == kind::ARMED_GROUP && (!noun.is_ambiguous() || is_gang) && !is_club;
    // "إدارة مصر" may mean the running of the country; only nouns of rule without another sense are accepted.
    let rules = noun.kind() == kind::GOVERNMENT
        && kind == kind::CAPITAL
        && district.is_none()
        && noun.takes_leader()
        && !noun.heads_names();
    // نظام كييف, سلطات بغداد.
    let plain = !noun.is_ambiguous() || noun.kind() == kind::GOVERNMENT && noun.heads_names() || rules;
    ((state && plain && (governs || policed)) || named).then(|| FactionMatch {
        evidence: Evidence::Nationality(segment.span(hit.start, hit.last)),
        ..base.up_to(segment, hit.last, confidence::OF_PLACE)
    })
}

/// الجناح العسكري لحركة حماس: a wing, with the organisation it belongs to nested inside.
fn wing(segment: &Segment<'_>, next: usize, base: &FactionMatch, inside: Inner) -> Option<FactionMatch> {
    let token = segment.tokens.get(next).filter(|token| token.gap.is_plain())?;
    let of = inside.find(segment, next, false).filter(|of| of.start > token.start)?;
    Some(FactionMatch { end: of.end, last: of.last, inner: Some(Box::new(of)), ..base.clone() })
}

/// The first word after the noun of a province or town that begins at a word.
fn place_noun(segment: &Segment<'_>, at: usize) -> Option<usize> {
    let noun = segment.noun_before(at + 1).filter(|noun| !noun.definite && !noun.noun.is_inside())?;
    let starts_here = segment.tokens.get(at).is_some_and(|token| token.start == noun.start);
    (starts_here && segment.gap(at + 1).is_plain()).then_some(at + 1)
}

/// كتيبة 55 مشاة: the number has at least two digits, unlike most scores in sport.
fn named_by_number(segment: &Segment<'_>, at: usize, next: usize, base: &FactionMatch) -> Option<FactionMatch> {
    let has_digits = segment.tokens.get(next).is_some_and(|number| number.has_digit && number.letters > 1);
    if has_digits { numbered_unit(segment, at, next, base) } else { None }
}

/// الفرقة الرابعة المدرعة, اللواء العاشر, اللواء 93: a unit and its number.
fn numbered_unit(segment: &Segment<'_>, at: usize, next: usize, base: &FactionMatch) -> Option<FactionMatch> {
    let number = segment.tokens.get(next).filter(|token| token.gap.is_plain())?;
    let is_number = (number.is(class::ORDINAL) && number.definite) || (number.has_digit && number.letters <= 4);
    if next != at + 1 || !segment.is(at, class::UNIT) || !is_number {
        return None;
    }
    let mut last = next;
    // عشر, المدرعة, الأميركية.
    while segment.gap(last + 1).is_plain()
        && (segment.is(last + 1, class::UNIT_ADJECTIVE | class::ARM)
            || segment
                .demonym(last + 1)
                .is_some_and(|(hit, adjective)| hit.last == last + 1 && adjective.is_definite()))
    {
        last += 1;
    }
    Some(base.up_to(segment, last, confidence::NUMBERED))
}

/// كتائب الفاروق, حزب العمال, لواء شهداء بدر: an unknown name after a noun that takes names.
fn proper_name(
    segment: &Segment<'_>,
    next: usize,
    noun: GroupNoun,
    features: Features,
    base: &FactionMatch,
) -> Option<FactionMatch> {
    let token = segment.tokens.get(next)?;
    if !noun.heads_names() || !token.gap.is_plain() {
        return None;
    }
    if noun.kind() == kind::PARTY
        && !noun.is_ambiguous()
        && let Some(place) = party_of_place(segment, next)
    {
        // حزب الرباط الوطني.
        let is_national = segment.gap(place + 1).is_plain() && segment.is(place + 1, class::POLITICAL);
        let last = if is_national { place + 1 } else { place };
        return Some(base.up_to(segment, last, confidence::WHOLE_NAME));
    }
    if token.is(class::CUE) {
        // ثوار, شهداء, أنصار … are followed by what they belong to.
        let after = next + 1;
        let of = segment.tokens.get(after).filter(|t| t.gap.is_plain());
        let is_whole = token.definite;
        let belongs = |t: &Token| {
            let of_it = !t.with_and && (!is_whole || t.adjectival);
            let is_free = || t.stems().all(|s| !s.proclitics.is_empty() || s.offset == 0);
            // جبهة الجهاد والتجديد; but جيش الفتح والحكومة are two.
            let and_more = t.with_and && is_whole && segment.hits(after).is_empty();
            t.definite && (of_it && is_free() || and_more)
        };
        let last = match (of, segment.place_name(after, true)) {
            (Some(_), Some((hit, _))) => hit.last,
            (Some(t), None) if belongs(t) => after,
            _ if token.definite && !features.is_plural() => next,
            _ => return None,
        };
        return Some(base.up_to(segment, last, confidence::WHOLE_NAME));
    }
    if let Some(last) = party_of_group(segment, next).filter(|_| noun.kind() == kind::PARTY && !noun.is_ambiguous()) {
        return Some(base.up_to(segment, last, confidence::OF_GROUP));
    }
    if let Some(last) = foreign_name(segment, next, noun, features) {
        return Some(base.up_to(segment, last, confidence::UNKNOWN_NAME));
    }
    // جيش العزة like كتائب الفاروق, but not قوات with any word.
    let free =
        !features.is_plural() && !noun.is_ambiguous() && noun.kind() != kind::GOVERNMENT && noun.kind() != kind::BODY;
    let starts_with_article = token.bare_article && !token.is(class::DESCRIPTOR | class::TITLE | class::NEVER);
    // حزب الكتلة الوفدية, but not حزب الحكومة.
    let is_described = noun.kind() == kind::PARTY
        && segment.gap(next + 1).is_plain()
        && segment.tokens.get(next + 1).is_some_and(|t| t.bare_article && t.adjectival && !t.is(class::DESCRIPTOR));
    let is_reference = !is_described && segment.group_reference(next).is_some();
    if !free || !starts_with_article || is_reference || token.letters < 5 {
        return None;
    }
    let bare = segment.hits(next).iter().all(|hit| hit.proclitics.is_empty());
    if !bare || token.stems().any(|stem| !stem.proclitics.is_empty() && token.word.is_none()) {
        return None;
    }
    let one_party = noun.kind() == kind::PARTY && !features.is_dual();
    let last = if one_party { further_words(segment, next) } else { next };
    Some(base.up_to(segment, last, confidence::UNKNOWN_NAME))
}

/// الحزب الديمقراطي لكوت ديفوار: a party of a country.
pub(in crate::detect) fn of_country(segment: &Segment<'_>, at: usize) -> Option<usize> {
    if !segment.gap(at).is_plain() {
        return None;
    }
    let (hit, _) = segment.place_name(at, false).filter(|(hit, _)| hit.proclitics == Proclitics::LAM)?;
    Some(hit.last)
}

/// حزب قوة الشعب, حزب جبهة القوى الديمقراطية: the name begins with another noun of groups.
fn party_of_group(segment: &Segment<'_>, next: usize) -> Option<usize> {
    let (hit, (_, features)) = segment.group_noun(next, true).filter(|_| segment.gap(next).is_plain())?;
    let of = hit.last + 1;
    let token = segment.tokens.get(of).filter(|token| token.gap.is_plain() && token.bare_article)?;
    let other = class::DESCRIPTOR | class::TITLE | class::NEVER;
    let names = !features.is_definite() && !token.adjectival && !token.is(other) && token.letters >= 5;
    names.then(|| further_words(segment, of))
}

/// ميليشيا فانو, حزب باتاسونا: an unknown word whose ending is not Arabic.
fn foreign_name(segment: &Segment<'_>, next: usize, noun: GroupNoun, features: Features) -> Option<usize> {
    // Also after leaders: حكومة بادوليو.
    let is_group = [kind::ARMED_GROUP, kind::PARTY].contains(&noun.kind()) || noun.takes_leader() && noun.heads_names();
    let is_bloc = noun.kind() == kind::PARTY && (noun.is_ambiguous() || features.is_plural());
    if !is_group || is_bloc || features.is_dual() {
        return None;
    }
    let unknown = |at: usize| {
        segment.tokens.get(at).is_some_and(|token| {
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

/// حزب مصر, حزب استقلال ألاسكا: a place, alone or after one word.
fn party_of_place(segment: &Segment<'_>, next: usize) -> Option<usize> {
    let other = class::PREPOSITION | class::WEAK_PREPOSITION | class::GIVEN_NAME | class::TITLE | class::NEVER;
    let place = |at: usize| {
        let (hit, _) = segment.place_name(at, true).filter(|_| segment.gap(at).is_plain())?;
        (!segment.is(at, class::ORDINARY)).then_some(hit.last)
    };
    let one_word = |token: &Token| !token.definite && !token.adjectival && !token.is(other) && token.letters >= 3;
    place(next).or_else(|| segment.tokens.get(next).filter(|token| one_word(token)).and_then(|_| place(next + 1)))
}

/// The last word of a party's name that begins with an unknown word: حزب الإصلاح الوطني, حزب الكرامة والعمران.
fn further_words(segment: &Segment<'_>, first: usize) -> usize {
    let mut last = first;
    while last < first + 3 {
        let Some(token) = segment.tokens.get(last + 1).filter(|token| token.gap.is_plain() && token.definite) else {
            break;
        };
        let adjective = token.bare_article && token.adjectival;
        let and_another = token.with_and && last == first && segment.hits(last + 1).is_empty();
        if !(adjective || and_another) || token.is(class::DESCRIPTOR | class::TITLE | class::NEVER) {
            break;
        }
        last += 1;
    }
    last
}

/// قوات الأرجوانيين, جيش البرلمانيين.
fn of_people(segment: &Segment<'_>, next: usize, noun: GroupNoun, base: &FactionMatch) -> Option<FactionMatch> {
    let token =
        segment.tokens.get(next).filter(|token| token.gap.is_plain() && token.of_people && token.letters >= 7)?;
    let armed = noun.kind() == kind::MILITARY && !noun.is_ambiguous() && noun.heads_names();
    (armed && !token.is(class::DESCRIPTOR)).then(|| base.up_to(segment, next, confidence::OF_PEOPLE))
}

/// حركة الإصلاح الوطني, الجبهة الوطنية لتحرير أزواد: nouns with other senses, followed by words typical of movements.
fn movement(
    segment: &Segment<'_>,
    next: usize,
    noun: GroupNoun,
    features: Features,
    base: &FactionMatch,
) -> Option<FactionMatch> {
    let leads = [kind::ARMED_GROUP, kind::PARTY, kind::COALITION].contains(&noun.kind());
    if !leads || !noun.heads_names() || features.is_plural() || features.is_dual() {
        return None;
    }
    let political = |at: usize| segment.gap(at).is_plain() && segment.is(at, class::POLITICAL);
    let named = |token: &&Token| token.bare_article && token.gap.is_plain() && token.letters >= 5;
    let other = class::TITLE | class::NEVER | class::DESCRIPTOR | class::GIVEN_NAME;
    let first_adjective = if features.is_definite() {
        next
    } else {
        segment.tokens.get(next).filter(named).filter(|token| !token.is(other) && !token.adjectival)?;
        next + 1
    };
    let adjectives = (first_adjective..first_adjective + 3).take_while(|at| political(*at)).count();
    let last = first_adjective + adjectives.checked_sub(1)?;
    let liberated = liberation(segment, last + 1);
    // الحركة الإسلامية alone is a school of thought.
    let enough = !features.is_definite() || adjectives > 1 || liberated.is_some();
    let last = liberated.unwrap_or(last);
    enough.then(|| base.up_to(segment, last, confidence::UNKNOWN_NAME))
}

/// لتحرير أزواد: for the liberation of a place.
fn liberation(segment: &Segment<'_>, at: usize) -> Option<usize> {
    let token = segment.tokens.get(at).filter(|token| token.gap.is_plain() && token.any_classes & class::CUE != 0)?;
    let joined = token.stems().any(|stem| stem.offset > 0);
    let (place, _) = segment.place_name(at + 1, true).filter(|_| segment.gap(at + 1).is_plain())?;
    joined.then_some(place.last)
}

/// الحزب الشيوعي, الحزب الديمقراطي الكردستاني: party names are always accepted.
fn party(
    segment: &Segment<'_>,
    next: usize,
    noun: GroupNoun,
    features: Features,
    base: &FactionMatch,
) -> Option<FactionMatch> {
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
                // Not الحزب الحاكم, but الحزب الوطني even if it is described as ruling.
                && (!token.is(class::DESCRIPTOR) || at == next && token.is(class::UNIT_ADJECTIVE))
        };
        segment.tokens.get(at).is_some_and(fits)
    };
    if !is_adjective(next) {
        return None;
    }
    let last = (next..next + 3).take_while(|at| is_adjective(*at)).last().unwrap_or(next);
    // الائتلاف الحكومي is not a name, الائتلاف المسيحي الديمقراطي is.
    if is_coalition && last == next {
        return None;
    }
    let last = of_country(segment, last + 1).unwrap_or(last);
    Some(base.up_to(segment, last, confidence::PARTY))
}
