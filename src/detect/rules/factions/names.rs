//! Names of factions in the lexicon, alone or extended by a group noun (see [`super::groups`]), and names that depend
//! on the text's other mentions.

use super::faction_match::{FactionMatch, Inner};
use super::groups::{group, is_adjective_here, of_country};
use crate::detect::candidate::{Evidence, Form, Source};
use crate::detect::confidence;
use crate::detect::kind::Kind;
use crate::detect::proposal::{ALONE, Proposal, SEVERAL_WORDS, State};
use crate::detect::segment::{Hit, Segment, tag};
use crate::detect::vocabulary::{class, kind, list};
use crate::detect::word::{Gap, Token};
use crate::lexicon::{EntityId, GroupNoun, Posting};
use crate::text::Span;
use crate::text::proclitics::Proclitics;

/// How deeply factions may be nested: التحالف ضد تنظيم «الدولة».
const DEPTH: u8 = 3;

/// Proposes the factions that begin at word `at`; returns the last word of a name found.
pub(in crate::detect) fn propose(segment: &Segment<'_>, at: usize, proposals: &mut Vec<Proposal>) -> Option<usize> {
    let tags = segment.tags(at);
    if tags == 0 {
        possessed(segment, at, proposals);
        return None;
    }
    // Most names are only places or nationalities.
    if tags & (tag::FACTION | tag::GROUP_NOUN | tag::GROUP_REFERENCE) == 0 || is_operation_here(segment, at) {
        return None;
    }
    if let Some(found) = faction(segment, at, false, DEPTH) {
        let last = found.last;
        if tags & tag::GROUP_NOUN != 0 {
            head_of(segment, at, &found, proposals);
        }
        push(segment, found, false, proposals);
        return Some(last);
    }
    if let Some(found) = quoted_weak_name(segment, at) {
        let last = found.last;
        push(segment, found, false, proposals);
        return Some(last);
    }
    // المقاومة الإسلامية is more than المقاومة with an adjective.
    let is_longer = || {
        let reference_end = segment.group_reference(at).map(|(hit, _)| hit.last);
        let weak = segment.weak_faction_name(at, false);
        weak.is_some_and(|(hit, _)| hit.last > hit.first && reference_end.is_none_or(|end| hit.last > end))
    };
    let named = tags & tag::FACTION != 0;
    let points_back = !(named && is_longer()) && reference(segment, at, proposals);
    if named && !points_back {
        weak_name(segment, at, proposals);
    }
    if !points_back && tags & tag::GROUP_NOUN != 0 {
        competing(segment, at, proposals);
    }
    None
}

/// مجلس الأمن: المجلس after it does not mean a faction.
fn competing(segment: &Segment<'_>, at: usize, proposals: &mut Vec<Proposal>) {
    let noun = segment.group_noun(at, false).map(|(hit, (noun, _))| (hit, noun));
    if let Some((hit, noun)) = noun.filter(|(_, noun)| names_bodies(*noun)) {
        head_noun(segment.span(hit.start, hit.last), noun, None, false, proposals);
    }
}

/// وزارة الدفاع الروسية: the group noun has several words, and the first one alone may also refer back.
fn head_of(segment: &Segment<'_>, at: usize, found: &FactionMatch, proposals: &mut Vec<Proposal>) {
    let one_word = segment.hits(at).iter().filter(|hit| hit.last == at && hit.tags & tag::GROUP_NOUN != 0);
    let nouns = one_word.flat_map(|hit| segment.lexicon.postings(hit.node));
    let head = nouns.into_iter().find_map(|posting| match posting {
        Posting::GroupNoun(noun, _) if names_bodies(noun) => Some(noun),
        _ => None,
    });
    if let Some(head) = head.filter(|head| found.noun.is_some_and(|noun| noun.number != head.number)) {
        head_noun(segment.span(found.start, at), head, found.entity, true, proposals);
    }
}

/// Nouns of councils and ministries, most of which are not factions.
fn names_bodies(noun: GroupNoun) -> bool {
    noun.is_ambiguous() && noun.kind() == kind::BODY
}

fn head_noun(span: Span, noun: GroupNoun, of: Option<EntityId>, is_faction: bool, proposals: &mut Vec<Proposal>) {
    let state = State::HeadNoun { noun: noun.number, is_faction };
    let proposal = Proposal::reference(span, Kind::FACTION, 0.0, (noun.number, noun.kind()), state);
    proposals.push(Proposal { entity: of, may_nest: true, ..proposal });
}

fn push(segment: &Segment<'_>, found: FactionMatch, nested: bool, proposals: &mut Vec<Proposal>) {
    let entity_kind = found.entity.map(|entity| segment.lexicon.kind(entity)).or(found.noun.map(GroupNoun::kind));
    proposals.push(Proposal {
        span: Span { start: found.start.into(), end: found.end.into() },
        kind: Kind::FACTION,
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
        push(segment, *inner, true, proposals);
    }
}

/// The longest faction that begins at a word: a name of the lexicon, or a group noun with the words after it.
pub(in crate::detect) fn faction(segment: &Segment<'_>, at: usize, bare: bool, depth: u8) -> Option<FactionMatch> {
    let tags = segment.tags(at);
    if tags & (tag::SURE_FACTION | tag::GROUP_NOUN) == 0 {
        return None;
    }
    let named = segment
        .faction_name(at, bare)
        .filter(|(hit, _)| !(hit.first == hit.last && surname_here(segment, at)))
        .filter(|_| !(is_event_here(segment, at) || is_club_here(segment, at)))
        .map(|(hit, entity)| FactionMatch {
            start: hit.start,
            end: segment.end_of(hit.last),
            last: hit.last,
            entity: Some(entity),
            confidence: confidence::SURE_FACTION,
            source: Source::Lexicon,
            evidence: Evidence::Entry,
            noun: segment.group_noun(at, bare).map(|(_, (noun, _))| noun),
            inner: None,
        });
    let grouped = if depth == 0 || is_club_here(segment, at) {
        None
    } else {
        group(segment, at, bare, Inner { find: faction, depth })
    };
    let best = match (named, grouped) {
        (Some(named), Some(grouped)) if grouped.last > named.last && continues(segment, &named, &grouped) => {
            Some(grouped)
        }
        (Some(named), _) => Some(named),
        (None, grouped) => grouped,
    };
    let both = |tags: u16| tags & tag::FACTION != 0 && tags & tag::GROUP_NOUN != 0;
    let shared = if both(tags) { shared_name(segment, at, bare) } else { None };
    let best = shared.filter(|shared| best.as_ref().is_none_or(|best| best.last < shared.last)).or(best)?;
    let best = short_name_behind(segment, occupier(segment, numbered(segment, at, best)));
    Some(against(segment, at, best, depth))
}

/// Whether a longer name headed by a noun is more than a known one plus the next word: جيش محمد is not led by a محمد
/// whose surname follows.
fn continues(segment: &Segment<'_>, known: &FactionMatch, longer: &FactionMatch) -> bool {
    let is_guess = longer.source == Source::Pattern && longer.confidence < confidence::GUESS;
    let at = known.last + 1;
    let is_party = longer.noun.is_some_and(|noun| noun.kind() == kind::PARTY);
    let describes = |next: &Token| {
        next.bare_article && next.adjectival
            || next.is(class::ORDINAL)
            || next.has_digit
            // حزب الاستقلال والعمران.
            || is_party && next.with_and && next.definite && segment.hits(at).is_empty()
    };
    !is_guess || segment.tokens.get(at).is_some_and(describes) || of_country(segment, at).is_some()
}

/// حركة المقاومة الفلسطينية حماس: the short name after the long one.
fn short_name_behind(segment: &Segment<'_>, long: FactionMatch) -> FactionMatch {
    let next = long.last + 1;
    let heads = long.noun.is_some_and(|n| n.heads_names() && [kind::ARMED_GROUP, kind::PARTY].contains(&n.kind()));
    if !heads || long.source != Source::Pattern || long.inner.is_some() || !segment.gap(next).is_plain() {
        return long;
    }
    match segment.faction_name(next, true).filter(|(hit, _)| hit.first == hit.last) {
        Some((hit, entity)) => FactionMatch {
            end: segment.end_of(hit.last),
            last: hit.last,
            entity: Some(entity),
            confidence: confidence::SHORT_NAME,
            ..long
        },
        None => long,
    }
}

/// الجيش الألماني السادس: a number after the name of an army.
fn numbered(segment: &Segment<'_>, at: usize, army: FactionMatch) -> FactionMatch {
    let next = army.last + 1;
    let is_number = segment.gap(next).is_plain() && segment.is(next, class::ORDINAL);
    if !is_number || army.last == at || !segment.is(at, class::UNIT) || segment.is(army.last, class::ORDINAL) {
        return army;
    }
    FactionMatch { end: segment.end_of(next), last: next, entity: None, confidence: confidence::NUMBERED, ..army }
}

/// سلطات الاحتلال الفرنسي: the nationality identifies the occupier.
fn occupier(segment: &Segment<'_>, occupation: FactionMatch) -> FactionMatch {
    let next = occupation.last + 1;
    if !segment.is(occupation.last, class::USAGE) || !segment.gap(next).is_plain() {
        return occupation;
    }
    match segment.demonym(next).filter(|(_, features)| features.is_definite()) {
        Some((hit, _)) => FactionMatch {
            end: segment.end_of(hit.last),
            last: hit.last,
            entity: None,
            confidence: confidence::OCCUPIER,
            ..occupation
        },
        None => occupation,
    }
}

/// حكومة الوفاق الوطني, الجبهة الشعبية: several factions share the name, but a noun shows that it is one of them.
fn shared_name(segment: &Segment<'_>, at: usize, bare: bool) -> Option<FactionMatch> {
    let (hit, entity) = segment.weak_faction_name(at, bare).filter(|(hit, _)| hit.last > hit.first)?;
    let (noun_hit, (noun, _)) = segment.group_noun(at, bare)?;
    let heads = !noun.is_ambiguous() || noun.heads_names();
    if !heads || noun_hit.last >= hit.last || is_event_here(segment, at) || is_club_here(segment, at) {
        return None;
    }
    let of = |posting: &Posting| matches!(posting, Posting::Faction { .. });
    let is_sure = |posting: Posting| matches!(posting, Posting::Faction { weak: false, .. });
    if segment.lexicon.postings(hit.node).any(is_sure) {
        return None;
    }
    let shared = segment.lexicon.postings(hit.node).filter(of).nth(1).is_some();
    // الجبهة الشعبية التونسية: the nationality identifies it.
    let nationality = segment
        .demonym(hit.last + 1)
        .filter(|(of, features)| segment.gap(of.first).is_plain() && features.is_definite() && !features.is_plural())
        .map(|(of, _)| of.last);
    // فصائل المقاومة الإسلامية.
    let adjective =
        Some(hit.last + 1).filter(|at| segment.gap(*at).is_plain() && segment.is(*at, class::UNIT_ADJECTIVE));
    let adjective = adjective.filter(|at| !segment.is(*at, class::DESCRIPTOR) && noun.kind() != kind::GOVERNMENT);
    let nationality = nationality.or(adjective);
    let last = nationality.unwrap_or(hit.last);
    Some(FactionMatch {
        start: hit.start,
        end: segment.end_of(last),
        last,
        entity: Some(entity).filter(|_| !shared && nationality.is_none()),
        confidence: confidence::SHARED_NAME,
        source: Source::Lexicon,
        evidence: Evidence::Noun(segment.span(noun_hit.start, noun_hit.last)),
        noun: Some(noun),
        inner: None,
    })
}

/// Whether a given name or a title with the article precedes the name; رئيس الموساد is not a personal name.
fn surname_here(segment: &Segment<'_>, at: usize) -> bool {
    segment.person_before(at)
        && at
            .checked_sub(1)
            .and_then(|before| segment.tokens.get(before))
            .is_some_and(|before| before.is(class::GIVEN_NAME) || before.definite)
}

/// إنهاء الاحتلال الإسرائيلي, أثار حماس الجمهور: an action or a feeling, not an actor.
fn is_event_here(segment: &Segment<'_>, at: usize) -> bool {
    (segment.is_usage(at) || segment.is(at, class::ORDINARY)) && segment.in_plain_sense(at)
}

/// عملية «فجر ليبيا» is the name of the operation; but عملية «حماس» and عملية «حزب الله» name those who carried it out.
fn is_operation_here(segment: &Segment<'_>, at: usize) -> bool {
    let names_one = at > 0
        && segment.gap(at) == Gap::OPEN_QUOTE
        && segment.is_one_of(at - 1, list::OPERATIONS)
        && segment.group_noun(at, true).is_none();
    names_one && segment.weak_faction_name(at, true).is_some_and(|(hit, _)| hit.last > hit.first)
}

/// نادي الجيش القطري, لاعب الشرطة العراقية: clubs with the names of armies and police forces.
fn is_club_here(segment: &Segment<'_>, at: usize) -> bool {
    at > 0 && segment.gap(at).is_plain() && segment.is(at - 1, class::INSTITUTE) && segment.is(at - 1, class::SPORT)
}

/// "الائتلاف الدولي" + ضد + faction is one name.
fn against(segment: &Segment<'_>, at: usize, base: FactionMatch, depth: u8) -> FactionMatch {
    let is_coalition = base.noun.is_some_and(|noun| noun.kind() == kind::COALITION)
        || base.entity.is_some_and(|entity| segment.lexicon.kind(entity) == kind::COALITION);
    if is_coalition
        && depth > 0
        && base.inner.is_none()
        && let Some(inner) = (at + 1..base.last)
            .find(|i| segment.is(*i, class::AGAINST))
            .and_then(|i| faction(segment, i + 1, true, depth - 1))
        && inner.last <= base.last
    {
        return FactionMatch { inner: Some(Box::new(inner)), ..base };
    }
    let next = base.last + 1;
    if !is_coalition
        || depth == 0
        || !segment.gap(next).is_plain()
        || !segment.is(next, class::AGAINST)
        || !is_inside_name(segment.gap(next + 1))
    {
        return base;
    }
    let inner = faction(segment, next + 1, true, depth - 1).or_else(|| quoted_weak_name(segment, next + 1));
    let Some(inner) = inner else { return base };
    FactionMatch { end: inner.end, last: inner.last, inner: Some(Box::new(inner)), ..base }
}

fn is_inside_name(gap: Gap) -> bool {
    gap.is_plain() || gap == Gap::OPEN_QUOTE
}

/// «القاعدة»: quotation marks around a weak name.
fn quoted_weak_name(segment: &Segment<'_>, at: usize) -> Option<FactionMatch> {
    let last = segment.quotation(at)?;
    let (hit, entity) = segment.weak_faction_name(at, true).filter(|(hit, _)| hit.last == last)?;
    // عملية «ردع العدوان».
    if segment.gap(at) == Gap::OPEN_QUOTE && segment.speaks_of_a_thing(at) {
        return None;
    }
    Some(FactionMatch {
        start: hit.start,
        end: segment.end_of(last),
        last,
        entity: Some(entity),
        confidence: confidence::QUOTED_WEAK_NAME,
        source: Source::Lexicon,
        evidence: Evidence::Quotes,
        noun: None,
        inner: None,
    })
}

/// التنظيم, الحركة: resolved by the text's other mentions.
fn reference(segment: &Segment<'_>, at: usize, proposals: &mut Vec<Proposal>) -> bool {
    let Some((hit, noun)) = segment.group_reference(at) else {
        return false;
    };
    let next = hit.last + 1;
    let described = segment.tokens.get(next).filter(|token| token.gap.is_plain() && token.definite && !token.with_and);
    // المجلس المحلي is a council of its own, الحركة المسلحة refers to the movement.
    let is_body = noun.kind() == kind::BODY;
    let another_name = described.is_some_and(|token| token.adjectival && (is_body || !token.is(class::DESCRIPTOR)));
    let given_name = at > 0 && segment.gap(at).is_plain() && segment.is(at - 1, class::GIVEN_NAME);
    if another_name || given_name || segment.in_plain_sense(at) {
        competing(segment, at, proposals);
        return true;
    }
    // القائد الأعلى للقوات المسلحة is a title of heads of state.
    let is_rank = at > 0 && hit.proclitics.contains(Proclitics::LAM) && segment.is_one_of(at - 1, list::RANKS);
    let span = segment.span(hit.start, hit.last);
    let state = State::Reference {
        noun: noun.number,
        kind: noun.kind(),
        usage: hit.first == hit.last && segment.is_usage(at),
        alone: hit.last > hit.first && segment.is(hit.last, class::STANDS_ALONE),
        ambiguous: noun.is_ambiguous() && !names_any_group(segment, hit) || hit.last > hit.first,
        named_at_home: hit.last > hit.first && !noun.is_ambiguous() && !is_rank
            || hit.tags & tag::FACTION != 0 && is_spoken_of_as_an_actor(segment, at, false),
        node: hit.node,
    };
    proposals.push(Proposal::reference(span, Kind::FACTION, confidence::REFERENCE, (noun.number, noun.kind()), state));
    true
}

/// التنظيم and الجماعة can mean any armed group, whatever its name: جبهة النصرة, بوكو حرام.
fn names_any_group(segment: &Segment<'_>, hit: Hit) -> bool {
    list::ANY_GROUP.iter().any(|noun| {
        let word = segment.lexicon.word(noun.as_bytes());
        word.and_then(|word| segment.lexicon.root(word)) == Some(hit.node)
    })
}

/// قواته, تنظيمه: the forces or the group of somebody named earlier.
fn possessed(segment: &Segment<'_>, at: usize, proposals: &mut Vec<Proposal>) {
    let Some(token) = segment.tokens.get(at) else { return };
    let Some((word, offset)) = token.possessed else { return };
    let Some(node) = segment.lexicon.root(word) else { return };
    let noun = segment.lexicon.postings(node).find_map(|posting| match posting {
        Posting::GroupNoun(noun, features) if !features.is_definite() => Some(noun),
        _ => None,
    });
    // Only nouns that always mean an army, an armed group or a party.
    let is_group = |noun: &GroupNoun| [kind::ARMED_GROUP, kind::MILITARY, kind::PARTY].contains(&noun.kind());
    let Some(noun) = noun.filter(|noun| !noun.is_ambiguous() && is_group(noun)) else { return };
    let span = segment.span(token.start + offset, at);
    let state =
        // حزبه does not mean another party named earlier: its noun must have occurred.
        State::Reference {
            noun: noun.number,
            kind: noun.kind(),
            usage: false,
            alone: false,
            ambiguous: noun.kind() == kind::PARTY,
            named_at_home: false,
            node,
        };
    proposals.push(Proposal::reference(
        span,
        Kind::FACTION,
        confidence::VAGUE_REFERENCE,
        (noun.number, noun.kind()),
        state,
    ));
}

/// القاعدة, فتح: a name that needs evidence from elsewhere.
fn weak_name(segment: &Segment<'_>, at: usize, proposals: &mut Vec<Proposal>) {
    let Some((hit, entity)) = segment.weak_faction_name(at, false) else {
        return;
    };
    let first = segment.tokens.get(at);
    let ordinary = hit.first == hit.last && segment.is(at, class::ORDINARY);
    // Bare الدولة is the state; bare فتح may be in a list of factions.
    let is_bare = ordinary && first.is_some_and(|token| token.definite);
    // رفضت النهضة: the movement, if the text names it elsewhere.
    let acts = is_bare
        && segment.tags(at) & (tag::PLACE_NOUN | tag::PLACE_REFERENCE) == 0
        && is_spoken_of_as_an_actor(segment, at, true);
    if is_bare && !acts || surname_here(segment, at) || is_event_here(segment, at) {
        return;
    }
    // وزيرة الخارجية الأميركية is a person.
    let is_adjective = |noun| first.is_some_and(|token| token.feminine) && is_adjective_here(segment, at, noun);
    if segment.group_noun(at, false).is_some_and(|(_, (noun, _))| is_adjective(noun)) {
        return;
    }
    let next = segment.tokens.get(hit.last + 1).filter(|token| token.gap.is_plain());
    // القاعدة الجوية is an air base, القاعدة الشعبية a popular base.
    if next.is_some_and(|token| token.definite && (token.adjectival || token.is(class::UNIT_ADJECTIVE))) {
        return;
    }
    let member = at > 0 && segment.gap(at).is_plain() && segment.is(at - 1, class::MEMBER);
    let distinct = hit.last > hit.first || first.is_some_and(|token| token.definite && token.letters > 4);
    if !acts && is_spoken_of_as_an_actor(segment, at, distinct && hit.proclitics.is_empty()) {
        let span = segment.span(hit.start, hit.last);
        push(
            segment,
            FactionMatch {
                start: hit.start,
                end: span.end.0,
                last: hit.last,
                entity: Some(entity),
                confidence: confidence::BEHIND_FIGHTERS,
                source: Source::Lexicon,
                evidence: Evidence::Entry,
                noun: None,
                inner: None,
            },
            false,
            proposals,
        );
        return;
    }
    proposals.push(Proposal {
        span: segment.span(hit.start, hit.last),
        kind: Kind::FACTION,
        form: Form::Name,
        entity: Some(entity),
        confidence: confidence::BEHIND_FIGHTERS,
        source: Source::Lexicon,
        evidence: Evidence::Entry,
        state: State::Weak {
            local: if hit.last > hit.first {
                SEVERAL_WORDS
            } else if member || acts || in_brackets(segment, hit.first, hit.last) {
                1.2
            } else {
                0.0
            },
            common: ordinary
                || !(distinct || hit.proclitics.is_empty() && first.is_some_and(|token| token.letters >= 4)),
            only_local: false,
            neighbour: ALONE,
            node: hit.node,
        },
        noun: 0,
        entity_kind: segment.lexicon.kind(entity),
        may_nest: false,
        belief: None,
    });
}

/// القوات المسلحة الثورية الكولومبية (فارك): a short name in brackets.
fn in_brackets(segment: &Segment<'_>, first: usize, last: usize) -> bool {
    segment.gap(first).has(Gap::BRACKET) && segment.gap(last + 1).has(Gap::BRACKET)
}

/// مقاتلو القاعدة, القيادي في فتح; for distinctive names also تبنت القاعدة.
fn is_spoken_of_as_an_actor(segment: &Segment<'_>, at: usize, stands_out: bool) -> bool {
    if at == 0 || !segment.gap(at).is_plain() {
        return false;
    }
    let fighter = |at: usize| segment.tokens.get(at).is_some_and(|token| token.any_classes & class::FIGHTER != 0);
    let within = at > 1
        && segment.gap(at - 1).is_plain()
        && segment.is(at - 1, class::PREPOSITION | class::WEAK_PREPOSITION)
        && fighter(at - 2);
    fighter(at - 1) || within || stands_out && segment.is(at - 1, class::ACT)
}
