//! Places: names of the lexicon, the nouns before them, and the evidence around weak ones.

use super::clubs;
use super::evidence::{local_evidence, makes_a_site};
use super::nationality::{agrees_with_its_noun, describes_its_town};
use super::plain_sense;
use super::quotations::{fills_a_quotation, is_a_title};
use super::unknown_places;
use crate::detect::candidate::{Evidence, Form, Source};
use crate::detect::confidence;
use crate::detect::kind::Kind;
use crate::detect::proposal::{ALONE, Proposal, State};
use crate::detect::segment::{Hit, NounBefore, Segment, tag};
use crate::detect::vocabulary::{class, kind, list};
use crate::detect::word::Gap;
use crate::lexicon::{EntityId, Posting};
use crate::text::Span;
use crate::text::proclitics::Proclitics;

/// Two Arabic letters.
const SHORT_STEM_BYTES: u32 = 4;

/// One reading of words as a place name.
struct Reading {
    hit: Hit,
    entity: EntityId,
    weak: bool,
    common: bool,
    adjectival: bool,
    /// A country that is spelled like its adjective: السعودية, سورية.
    national: bool,
    /// Also a noun that can refer back: المدينة.
    reference: bool,
}

/// Proposes the places that begin at word `at`, which must not be far from names. `inside` means that the word belongs
/// to a faction's name: then only sure names are accepted. Returns the last word of a sure name, so that no place is
/// searched for inside it.
pub(in crate::detect) fn propose(
    segment: &Segment<'_>,
    at: usize,
    inside: bool,
    proposals: &mut Vec<Proposal>,
) -> Option<usize> {
    let noun = segment.noun_before(at);
    let tags = segment.tags(at);
    let readings = if tags & tag::PLACE != 0 { readings(segment, at) } else { [None, None] };
    let (mut taken, before) = (None, proposals.len());
    for reading in readings.into_iter().flatten() {
        // بلدة المدينة is not a name.
        if reading.adjectival && reading.weak && noun.is_some_and(|n| n.noun.is_inside()) {
            continue;
        }
        // العاصمة الصينية is described by an adjective; in وسط المدينة the city was named earlier.
        let points_back = |n: NounBefore| n.definite || (reading.reference && n.noun.kind() == kind::REGION);
        if reading.adjectival && reading.weak && noun.is_some_and(points_back) {
            continue;
        }
        // In نهر فارتا the name is not ف + ارتا, nor in قرب فرندة.
        if reading.hit.proclitics.intersects(Proclitics::FA) && (noun.is_some() || is_after_preposition(segment, at)) {
            continue;
        }
        if inside && (reading.weak || noun.is_some_and(|n| n.noun.is_inside())) {
            continue;
        }
        if let Some(last) = propose_reading(segment, &reading, noun, inside, proposals) {
            taken = taken.max(Some(last));
        }
    }
    if taken.is_none() && !inside {
        if tags & tag::PLACE_NOUN != 0 {
            unknown_places::before_noun(segment, at, proposals);
        }
        if reference(segment, at, proposals) {
            return None;
        }
        // مدينة «سرت»: what is known needs no unknown name.
        let is_known = || proposals.iter().skip(before).any(|proposal| proposal.state == State::Sure);
        if let Some(noun) = noun.filter(|_| segment.quotation(at).is_none() || !is_known()) {
            taken = unknown_places::behind_noun(segment, at, noun, proposals);
        }
    }
    taken
}

/// Whether a preposition directly precedes a word, so that ف cannot be a particle.
fn is_after_preposition(segment: &Segment<'_>, at: usize) -> bool {
    at > 0 && segment.gap(at).is_plain() && segment.is(at - 1, class::PREPOSITION)
}

/// The best sure reading and the best weak reading.
fn readings(segment: &Segment<'_>, at: usize) -> [Option<Reading>; 2] {
    let (mut sure, mut weak): (Option<Reading>, Option<Reading>) = (None, None);
    let may_be_places = || segment.hits(at).iter().filter(|hit| hit.tags & tag::PLACE != 0);
    let token_is_word = || {
        let word = segment.tokens.get(at).and_then(|token| token.word);
        word.is_some_and(|word| {
            segment.lexicon.classes(word) != 0
                || segment.lexicon.root(word).is_some_and(|node| segment.lexicon.has_postings(node))
        })
    };
    let governs = class::PREPOSITION | class::WEAK_PREPOSITION | class::MOVEMENT | class::SIDE;
    let is_governed =
        || at > 0 && segment.gap(at).is_plain() && (segment.is(at - 1, governs) || segment.noun_before(at).is_some());
    for hit in may_be_places() {
        let mut first = None;
        let (mut adjectival, mut national, mut noun, mut reference) = (false, false, None, false);
        let is_place_only = hit.tags & !tag::PLACE == 0;
        for posting in segment.lexicon.postings(hit.node) {
            match posting {
                // Places come first, the most prominent one at the top.
                Posting::Place { entity, weak, common } if first.is_none() => {
                    first = Some((entity, weak, common));
                    if is_place_only {
                        break;
                    }
                }
                _ if first.is_none() => break,
                Posting::Demonym { features, .. } => {
                    national = true;
                    adjectival |= !features.is_definite();
                }
                Posting::PlaceNoun(_, features) | Posting::GroupNoun(_, features) => noun = Some(features),
                Posting::PlaceReference(_) | Posting::GroupReference(_) => reference = true,
                _ => {}
            }
        }
        let Some((entity, weak_name, common)) = first else {
            continue;
        };
        // مدينة never means the place with that name; الجزيرة may.
        if hit.first == hit.last && noun.is_some_and(|features| !features.is_definite()) {
            continue;
        }
        let weak_name = weak_name || reference;
        let adjectival = reference || adjectival && (weak_name || segment.lexicon.kind(entity) == kind::COUNTRY);
        // The word "وادي" takes precedence over و + ادي.
        let one_word = hit.first == hit.last;
        let is_country = || segment.lexicon.kind(entity) == kind::COUNTRY;
        // بروسيا is read as ب + روسيا, except where ب cannot occur: من بروسيا, مملكة بروسيا.
        let may_be_joined = !weak_name && is_country() && !segment.is(hit.first, class::ORDINARY | class::GIVEN_NAME);
        if one_word && may_be_joined && hit.proclitics.intersects(Proclitics::BA) && token_is_word() && is_governed() {
            continue;
        }
        let joined = !hit.proclitics.is_empty() && !may_be_joined && token_is_word();
        let doubtful = one_word && (joined || hit.is_word);
        // باب is not ب + إب.
        if doubtful && segment.end_of(hit.last) - hit.start <= SHORT_STEM_BYTES {
            continue;
        }
        let reading = Reading {
            hit: *hit,
            entity,
            weak: weak_name || doubtful,
            common: common || doubtful,
            adjectival,
            national: national && matches!(segment.lexicon.kind(entity), kind::COUNTRY | kind::REGION),
            reference,
        };
        let best = if reading.weak { &mut weak } else { &mut sure };
        let better = best
            .as_ref()
            .is_none_or(|b| hit.last > b.hit.last || (hit.last == b.hit.last && hit.proclitics.is_empty()));
        if better {
            *best = Some(reading);
        }
    }
    if let (Some(s), Some(w)) = (&sure, &weak)
        && w.hit.last <= s.hit.last
    {
        weak = None;
    }
    [sure, weak]
}

fn propose_reading(
    segment: &Segment<'_>,
    reading: &Reading,
    noun: Option<NounBefore>,
    inside: bool,
    proposals: &mut Vec<Proposal>,
) -> Option<usize> {
    let Reading { hit, entity, weak, common, adjectival, national, .. } = *reading;
    let one_word = hit.first == hit.last;
    if is_part_of_an_institute(segment, &hit, noun)
        || is_person(segment, &hit)
        || (one_word && (is_adjective(segment, &hit, weak && common) || is_a_word(segment, &hit, entity)))
        || clubs::is_club(segment, &hit, entity)
    {
        return None;
    }
    if noun.is_none() && fills_a_quotation(segment, hit.first, hit.last) && is_a_title(segment, &hit, entity, weak) {
        return None;
    }
    let noun = noun.filter(|n| hit.proclitics.is_empty() && (!n.definite || n.noun.kind() == kind::CAPITAL));
    let quoted = segment.gap(hit.first).has(Gap::OPEN_QUOTE) && segment.quotation(hit.first) == Some(hit.last);
    let site = noun.filter(|n| {
        !n.definite && !inside && one_or_two_words(&hit) && makes_a_site(*n) && !already_has_noun(segment, entity)
    });
    // Sure names need no evidence.
    let (local, evidence) = if weak || site.is_some() {
        local_evidence(segment, &hit, noun, entity, (common, national))
    } else {
        (0.0, Evidence::Entry)
    };
    if hit.is_word && one_word && local <= 0.0 {
        return None;
    }
    let start = site.map_or(hit.start, |n| n.start);
    let is_site = site.is_some() || matches!(segment.lexicon.kind(entity), kind::AIRPORT | kind::BASE);
    let last = if is_site { with_epithet(segment, hit.last) } else { hit.last };
    let entity_kind = site.map_or(segment.lexicon.kind(entity), |n| n.noun.kind());
    let licensed = noun.is_some_and(|n| {
        let is_plain_sense = match n.noun.kind() {
            // عاصمة الشرق is not the name of a place, nor جسر بري.
            kind::CAPITAL | kind::ROAD => common,
            // قرية كان أهلها
            kind::TOWN | kind::VILLAGE => one_word && segment.is(hit.first, class::VERB),
            _ => false,
        };
        n.noun.is_strong() && !n.definite && !is_plain_sense
    });
    let sure = !weak || licensed || is_called_capital(segment, &hit, entity);
    proposals.push(Proposal {
        span: if site.is_some() && quoted {
            Span { start: start.into(), end: segment.close_end(hit.last).into() }
        } else {
            segment.span(start, last)
        },
        kind: Kind::LOCATION,
        form: Form::Name,
        // The site is not the town after which it is named.
        entity: if site.is_some() { None } else { Some(entity) },
        confidence: if !weak {
            confidence::SURE_PLACE
        } else if sure {
            confidence::PLACE_BEHIND_NOUN
        } else {
            confidence::WEAK_PLACE
        },
        source: if site.is_some() { Source::Pattern } else { Source::Lexicon },
        evidence: if weak || site.is_some() { evidence } else { Evidence::Entry },
        state: if sure {
            State::Sure
        } else {
            State::Weak { local, common, only_local: adjectival || national, neighbour: ALONE, node: hit.node }
        },
        noun: noun.map_or(0, |n| n.noun.number + 1),
        entity_kind,
        may_nest: false,
        belief: None,
    });
    (!weak).then_some(last)
}

/// العاصمة البلغارية صوفيا: a capital after the adjective of its country.
fn is_called_capital(segment: &Segment<'_>, hit: &Hit, entity: EntityId) -> bool {
    let Some(at) = hit.first.checked_sub(2).filter(|_| hit.proclitics.is_empty()) else {
        return false;
    };
    let is_its_own = |posting| match posting {
        Posting::Demonym { of: Some(place), .. } => segment.lexicon.country(place) == segment.lexicon.country(entity),
        _ => false,
    };
    segment.lexicon.kind(entity) == kind::CAPITAL
        && segment.gap(hit.first).is_plain()
        && segment.gap(at + 1).is_plain()
        && segment.tokens.get(at).is_some_and(|token| token.definite && token.ends("عاصمه"))
        && segment
            .hits(at + 1)
            .iter()
            .any(|adjective| adjective.last == at + 1 && segment.lexicon.postings(adjective.node).any(is_its_own))
}

/// The last word of a site's name including its official epithet: مطار أبوظبي الدولي, قاعدة بلد الجوية.
fn with_epithet(segment: &Segment<'_>, last: usize) -> usize {
    last + usize::from(segment.gap(last + 1).is_plain() && segment.is_one_of(last + 1, list::OFFICIAL_EPITHETS))
}

fn one_or_two_words(hit: &Hit) -> bool {
    hit.last - hit.first <= 1
}

/// Names that contain their noun, like بحر العرب, do not take a second one.
fn already_has_noun(segment: &Segment<'_>, entity: EntityId) -> bool {
    matches!(
        segment.lexicon.kind(entity),
        kind::SEA
            | kind::RIVER
            | kind::MOUNTAIN
            | kind::AIRPORT
            | kind::CROSSING
            | kind::DAM
            | kind::OILFIELD
            | kind::BASE
            | kind::LAKE
    ) && segment.lexicon.entity(entity).canonical.contains(' ')
}

/// جامعة القاهرة, «معهد واشنطن …»: the name of an institute, not of the place.
fn is_part_of_an_institute(segment: &Segment<'_>, hit: &Hit, noun: Option<NounBefore>) -> bool {
    let gap = segment.gap(hit.first);
    if hit.first == 0
        || !hit.proclitics.is_empty()
        || !(gap.joins_names() || gap == Gap::OPEN_QUOTE)
        || noun.is_some_and(|n| n.noun.is_strong())
    {
        return false;
    }
    let institute_at =
        |at: usize| segment.tokens.get(at).is_some_and(|token| token.any_classes & class::INSTITUTE != 0);
    institute_at(hit.first - 1)
}

/// Whether words are not a place although they are spelled like one, so that the model must not propose it either.
pub(in crate::detect) fn is_no_place(segment: &Segment<'_>, at: usize, last: usize) -> bool {
    let is_word = || segment.tokens.get(at).is_some_and(|token| token.stems().any(|stem| stem.is_word));
    plain_sense::is_plain(segment, at)
        || plain_sense::is_accusative(segment, at)
        || describes_its_town(segment, at)
        || agrees_with_its_noun(segment, at)
        || is_word()
        || fills_a_quotation(segment, at, last)
}

/// A word in its plain sense, or a country's adjective: نصف قطر الدائرة, مواطنا سوريا, جدة السعودية.
fn is_a_word(segment: &Segment<'_>, hit: &Hit, entity: EntityId) -> bool {
    let is_land = || matches!(segment.lexicon.kind(entity), kind::COUNTRY | kind::REGION);
    let is_said_of_another =
        || plain_sense::is_accusative(segment, hit.first) || describes_its_town(segment, hit.first);
    plain_sense::is_plain(segment, hit.first) || hit.proclitics.is_empty() && is_land() && is_said_of_another()
}

/// جورج واشنطن, باريس هيلتون, لوس أنجلوس تايمز.
fn is_person(segment: &Segment<'_>, hit: &Hit) -> bool {
    let given_before = || {
        hit.first > 0
            && hit.first == hit.last
            && hit.proclitics.is_empty()
            && segment.gap(hit.first).joins_names()
            && segment.is(hit.first - 1, class::GIVEN_NAME)
            && !segment.is(hit.first - 1, class::PREPOSITION | class::WEAK_PREPOSITION)
            && !is_behind_its_visitor(segment, hit.first)
    };
    // بغداد ورأس العين continues with another name.
    let next = segment.tokens.get(hit.last + 1).filter(|next| next.gap.is_plain() && next.word.is_some());
    given_before() || next.is_some_and(|next| next.is(class::SURNAME)) || has_a_father(segment, hit)
}

/// الخليل بن أحمد; but دخل بغداد بن لادن, تونس بن علي.
fn has_a_father(segment: &Segment<'_>, hit: &Hit) -> bool {
    let before = class::PREPOSITION | class::WEAK_PREPOSITION | class::MOVEMENT | class::EVENT;
    segment.gap(hit.last + 1).is_plain()
        && segment.is_one_of(hit.last + 1, list::CHILD_OF)
        && segment.is(hit.last + 2, class::GIVEN_NAME | class::TITLE)
        && !(hit.first > 0 && segment.gap(hit.first).is_plain() && segment.is(hit.first - 1, before))
}

/// زار محمود عباس القاهرة: after a verb of movement and two or more personal names the place is not a further one.
fn is_behind_its_visitor(segment: &Segment<'_>, at: usize) -> bool {
    const LONGEST_PERSON: usize = 4;
    let is_name = |word: &usize| segment.gap(word + 1).joins_names() && segment.is(*word, class::GIVEN_NAME);
    let names = (0..at).rev().take(LONGEST_PERSON).take_while(is_name).count();
    let is_title = |word: usize| segment.is(word, class::TITLE) && !segment.is(word, class::MOVEMENT);
    let mut verb = at.checked_sub(names + 1);
    while let Some(title) = verb.filter(|word| is_title(*word)) {
        verb = title.checked_sub(1);
    }
    names > 1 && verb.is_some_and(|verb| segment.gap(verb + 1).is_plain() && segment.is(verb, class::MOVEMENT))
}

/// الدولة العباسية, مدينة إسلامية: an adjective that agrees with the noun before it. `common` means that the name is
/// also an ordinary word.
fn is_adjective(segment: &Segment<'_>, hit: &Hit, common: bool) -> bool {
    if hit.first == 0 || !hit.proclitics.is_empty() || !segment.gap(hit.first).is_plain() {
        return false;
    }
    let (Some(before), Some(token)) = (segment.tokens.get(hit.first - 1), segment.tokens.get(hit.first)) else {
        return false;
    };
    let agrees = token.feminine && token.bare_article && before.definite;
    let describes = || {
        let may_describe = common && token.ends_in_ha && !token.definite && !before.definite;
        may_describe && (token.feminine && token.word.is_some() || segment.is_one_of(hit.first, list::DESCRIPTIONS))
    };
    before.ends_in_ha
        && (agrees || describes())
        && !before.is(class::PREPOSITION | class::WEAK_PREPOSITION | class::MOVEMENT)
}

/// المدينة, البلدة: resolved by the text's other mentions.
fn reference(segment: &Segment<'_>, at: usize, proposals: &mut Vec<Proposal>) -> bool {
    let found = segment.longest(at, false, tag::PLACE_REFERENCE, |posting| match posting {
        Posting::PlaceReference(noun) => Some(noun),
        _ => None,
    });
    let Some((hit, noun)) = found else {
        return false;
    };
    // المنطقة is too vague to refer to one place.
    if noun.kind() == kind::REGION {
        return true;
    }
    let next = segment.tokens.get(hit.last + 1).filter(|token| token.gap.is_plain() || token.gap == Gap::OPEN_QUOTE);
    let described =
        next.is_some_and(|t| t.definite && !t.with_and && (t.adjectival || t.letters < 4) && !t.is(class::DESCRIPTOR));
    let named = segment.hits(hit.last + 1).iter().any(|h| h.proclitics.is_empty() && h.tags & tag::SURE_PLACE != 0);
    if described || (named && next.is_some()) {
        return true;
    }
    let span = segment.span(hit.start, hit.last);
    let state = State::Reference {
        noun: noun.number,
        kind: noun.kind(),
        usage: false,
        alone: false,
        ambiguous: false,
        named_at_home: false,
        node: hit.node,
    };
    proposals.push(Proposal::reference(
        span,
        Kind::LOCATION,
        confidence::PLACE_REFERENCE,
        (noun.number, noun.kind()),
        state,
    ));
    true
}

/// Whether a reference's noun can mean a place of another kind: المدينة can also be a capital.
pub(in crate::detect) fn kinds_agree(noun_kind: u8, place_kind: u8) -> bool {
    let (noun, place) = (noun_kind, place_kind);
    match noun {
        kind::CITY => matches!(place, kind::CITY | kind::CAPITAL),
        kind::TOWN => matches!(place, kind::TOWN | kind::CITY | kind::VILLAGE),
        kind::VILLAGE => matches!(place, kind::VILLAGE | kind::TOWN),
        kind::REGION | kind::ROAD | kind::SQUARE | kind::OTHER | kind::COUNTRY => false,
        _ => noun_kind == place_kind,
    }
}
