//! Places: names of the lexicon, the nouns before them, and the evidence around weak ones.

use super::candidate::{Evidence, Form, Kind, Source};
use super::proposal::{ALONE, Proposal, State};
use super::stretch::{Hit, NounBefore, Stretch, tag};
use super::tokens::{Gap, class};
use crate::lexicon::format::kind_name;
use crate::lexicon::{EntityId, Posting};
use crate::text::Span;
use crate::text::proclitics::Proclitics;

/// Local evidence for a weak name; [`super::memory`] adds what the rest of the text says and compares
/// the sum with [`super::memory::THRESHOLD`].
mod weight {
    /// مدينة X.
    pub(super) const STRONG_NOUN: f32 = 3.0;
    /// A noun with other meanings: منطقة X.
    pub(super) const NOUN: f32 = 1.5;
    /// A noun with other meanings, before a place of its kind: حي X.
    pub(super) const FITTING_NOUN: f32 = 2.5;
    /// شمال X.
    pub(super) const SIDE: f32 = 2.0;
    /// في X, إلى X.
    pub(super) const PREPOSITION: f32 = 1.2;
    /// بـX.
    pub(super) const BA: f32 = 0.9;
    /// دخل X, قصف X.
    pub(super) const MOVEMENT: f32 = 1.0;
    /// وصل الوفد إلى X: an arrival, a departure or an event earlier in the clause.
    pub(super) const MOVEMENT_EARLIER: f32 = 0.8;
    /// دخلت القوات X: the same, with nothing between its subject and the place.
    pub(super) const MOVEMENT_OBJECT: f32 = 1.2;
    /// في X، or في X قرب …: nothing follows that an ordinary word would be said of, as in في صور الأرشيف.
    pub(super) const COMPLETE: f32 = 0.8;
    /// قالت X إنها, of a country that is an adjective, too.
    pub(super) const SPEAKER: f32 = 2.0;
    /// من X, على X, ل+X.
    pub(super) const LOOSE: f32 = 0.5;
    /// Two words or more are seldom a chance meeting.
    pub(super) const SEVERAL_WORDS: f32 = 1.0;
    /// An adjective cannot follow a preposition, so that في مالي is the country.
    pub(super) const COUNTRY_AFTER_PREPOSITION: f32 = 1.2;
    /// A word that means something else more often.
    pub(super) const COMMON: f32 = -1.0;
    /// بن X, جورج X.
    pub(super) const PERSON: f32 = -3.0;
}

/// One reading of the words at a place as a place name.
struct Reading {
    hit: Hit,
    entity: EntityId,
    weak: bool,
    common: bool,
    adjectival: bool,
    /// Also a noun that refers back: المدينة.
    reference: bool,
}

/// Proposes the places that begin at word `at`, which is not far from names. `inside` says that the word belongs to a faction's
/// name: then only sure names count. Gives the last word of a sure name, so that no place is looked
/// for inside it.
pub(super) fn propose(stretch: &Stretch<'_>, at: usize, inside: bool, proposals: &mut Vec<Proposal>) -> Option<usize> {
    let noun = stretch.noun_before(at);
    let readings = readings(stretch, at);
    let mut taken = None;
    for reading in readings.into_iter().flatten() {
        // بلدة المدينة is no name.
        if reading.adjectival && reading.weak && noun.is_some_and(|n| n.noun.is_inside()) {
            continue;
        }
        // العاصمة الصينية is an adjective; وسط المدينة is a city that was named before.
        let points_back = |n: NounBefore| n.definite || (reading.reference && kind_name(n.noun.kind()) == "region");
        if reading.adjectival && reading.weak && noun.is_some_and(points_back) {
            continue;
        }
        if inside && (reading.weak || noun.is_some_and(|n| n.noun.is_inside())) {
            continue;
        }
        if let Some(last) = propose_reading(stretch, &reading, noun, inside, proposals) {
            taken = taken.max(Some(last));
        }
    }
    if taken.is_none() && !inside {
        if reference(stretch, at, proposals) {
            return None;
        }
        if let Some(noun) = noun {
            taken = unknown_name(stretch, at, noun, proposals);
        }
    }
    taken
}

/// The best sure and the best weak reading.
fn readings(stretch: &Stretch<'_>, at: usize) -> [Option<Reading>; 2] {
    let (mut sure, mut weak): (Option<Reading>, Option<Reading>) = (None, None);
    let may_be_places = || stretch.hits(at).iter().filter(|hit| hit.tags & tag::PLACE != 0);
    if may_be_places().next().is_none() {
        return [None, None];
    }
    let token_is_word = stretch.tokens.get(at).is_some_and(|token| {
        token.word.is_some_and(|word| {
            stretch.lexicon.classes(word) != 0
                || stretch.lexicon.root(word).is_some_and(|node| stretch.lexicon.has_postings(node))
        })
    });
    for hit in may_be_places() {
        let mut first = None;
        let (mut adjectival, mut noun, mut reference) = (false, None, false);
        for posting in stretch.lexicon.postings(hit.node) {
            match posting {
                Posting::Place { entity, weak, common } if first.is_none() => first = Some((entity, weak, common)),
                // Places come first: a name without one is none.
                _ if first.is_none() => break,
                Posting::Demonym { features, .. } => adjectival |= !features.is_definite(),
                Posting::PlaceNoun(_, features) | Posting::GroupNoun(_, features) => noun = Some(features),
                Posting::PlaceReference(_) | Posting::GroupReference(_) => reference = true,
                _ => {}
            }
        }
        let Some((entity, weak_name, common)) = first else {
            continue;
        };
        // مدينة is never the place of that name; الجزيرة may be.
        if hit.first == hit.last && noun.is_some_and(|features| !features.is_definite()) {
            continue;
        }
        let weak_name = weak_name || reference;
        let adjectival = reference || adjectival && (weak_name || kind_name(stretch.lexicon.kind(entity)) == "country");
        // "وادي" is a word of its own before it is و + ادي.
        let doubtful = !hit.proclitics.is_empty() && hit.first == hit.last && token_is_word;
        let reading = Reading {
            hit: *hit,
            entity,
            weak: weak_name || doubtful,
            common: common || doubtful,
            adjectival,
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
    stretch: &Stretch<'_>,
    reading: &Reading,
    noun: Option<NounBefore>,
    inside: bool,
    proposals: &mut Vec<Proposal>,
) -> Option<usize> {
    let Reading { hit, entity, weak, common, adjectival, .. } = *reading;
    let one_word = hit.first == hit.last;
    if is_part_of_an_institute(stretch, &hit, noun) || (one_word && is_person(stretch, &hit)) {
        return None;
    }
    // «الشرق الأوسط» is a newspaper, «القاهرة» a film: a place's name alone is seldom quoted.
    if noun.is_none() && fills_a_quotation(stretch, &hit) {
        return None;
    }
    let noun = noun.filter(|n| hit.proclitics.is_empty() && (!n.definite || kind_name(n.noun.kind()) == "capital"));
    let quoted = stretch.gap(hit.first).has(Gap::OPEN_QUOTE) && stretch.quotation(hit.first) == Some(hit.last);
    let site = noun.filter(|n| {
        !n.definite && !inside && one_or_two_words(&hit) && makes_a_site(*n) && !already_has_noun(stretch, entity)
    });
    let (local, evidence) = local_evidence(stretch, &hit, noun, entity, common);
    let start = site.map_or(hit.start, |n| n.start);
    let entity_kind = site.map_or(stretch.lexicon.kind(entity), |n| n.noun.kind());
    // عاصمة الشرق is no place's name.
    let licensed =
        noun.is_some_and(|n| n.noun.is_strong() && !n.definite && !(common && kind_name(n.noun.kind()) == "capital"));
    let sure = !weak || licensed;
    proposals.push(Proposal {
        span: if site.is_some() && quoted {
            Span { start: start.into(), end: stretch.close_end(hit.last).into() }
        } else {
            stretch.span(start, hit.last)
        },
        kind: Kind::Location,
        form: Form::Name,
        // The site is another thing than the town it is named after.
        entity: if site.is_some() { None } else { Some(entity) },
        confidence: if !weak {
            0.95
        } else if sure {
            0.9
        } else {
            0.75
        },
        source: if site.is_some() { Source::Pattern } else { Source::Lexicon },
        evidence: if weak || site.is_some() { evidence } else { Evidence::Entry },
        state: if sure { State::Sure } else { State::Weak { local, common, only_local: adjectival, neighbour: ALONE } },
        noun: noun.map_or(0, |n| n.noun.number + 1),
        entity_kind,
        may_nest: false,
        belief: None,
    });
    (!weak).then_some(hit.last)
}

/// Whether the name is all that stands between two quotation marks.
fn fills_a_quotation(stretch: &Stretch<'_>, hit: &Hit) -> bool {
    stretch.gap(hit.first).has(Gap::OPEN_QUOTE) && stretch.gap(hit.last + 1).has(Gap::CLOSE_QUOTE)
}

fn one_or_two_words(hit: &Hit) -> bool {
    hit.last - hit.first <= 1
}

/// Nouns that belong to the name whatever follows: مطار بغداد, معبر رفح. Of the others (باب, طريق)
/// only names listed whole are taken.
fn makes_a_site(before: NounBefore) -> bool {
    let kind = kind_name(before.noun.kind());
    // مطارات أكادير ومراكش are no single site; جزر سليمان are.
    before.noun.is_inside()
        && (!before.plural || kind == "island")
        && (before.noun.is_strong()
            || matches!(
                kind,
                "airport"
                    | "crossing"
                    | "camp"
                    | "river"
                    | "oilfield"
                    | "dam"
                    | "base"
                    | "island"
                    | "valley"
                    | "lake"
                    | "square"
            ))
}

/// Names that bring their noun along, like بحر العرب, need no second one.
fn already_has_noun(stretch: &Stretch<'_>, entity: EntityId) -> bool {
    matches!(
        kind_name(stretch.lexicon.kind(entity)),
        "sea" | "river" | "mountain" | "airport" | "crossing" | "dam" | "oilfield" | "base" | "lake"
    ) && stretch.lexicon.entity(entity).canonical.contains(' ')
}

/// جامعة القاهرة, «معهد واشنطن …»: the name of an institute, not of the place.
fn is_part_of_an_institute(stretch: &Stretch<'_>, hit: &Hit, noun: Option<NounBefore>) -> bool {
    let gap = stretch.gap(hit.first);
    if hit.first == 0
        || !hit.proclitics.is_empty()
        || !(gap.joins_names() || gap == Gap::OPEN_QUOTE)
        || noun.is_some_and(|n| n.noun.is_strong())
    {
        return false;
    }
    let institute_at =
        |at: usize| stretch.tokens.get(at).is_some_and(|token| token.any_classes & class::INSTITUTE != 0);
    institute_at(hit.first - 1)
}

/// جورج واشنطن, باريس هيلتون.
fn is_person(stretch: &Stretch<'_>, hit: &Hit) -> bool {
    let given_before = hit.first > 0
        && hit.proclitics.is_empty()
        && stretch.gap(hit.first).joins_names()
        && stretch.is(hit.first - 1, class::GIVEN_NAME)
        && !stretch.is(hit.first - 1, class::PREPOSITION | class::LOOSE);
    given_before || (stretch.gap(hit.last + 1).is_plain() && stretch.is(hit.last + 1, class::SURNAME))
}

fn local_evidence(
    stretch: &Stretch<'_>,
    hit: &Hit,
    noun: Option<NounBefore>,
    entity: EntityId,
    common: bool,
) -> (f32, Evidence) {
    let is_country = kind_name(stretch.lexicon.kind(entity)) == "country";
    let own = stretch.tokens.get(hit.first).map_or(Span::default(), super::tokens::Token::span);
    let (mut sum, mut evidence) = (0.0, Evidence::Entry);
    let (mut after_preposition, mut is_object) = (false, false);
    let mut add = |value: f32, why: Evidence| {
        if sum <= 0.0 {
            evidence = why;
        }
        sum += value;
    };
    if let Some(n) = noun {
        let span = stretch.span(n.start, hit.first.saturating_sub(1));
        let fits = n.noun.kind() == stretch.lexicon.kind(entity) || kind_name(n.noun.kind()) == "quarter";
        add(
            if n.noun.is_strong() {
                weight::STRONG_NOUN
            } else if fits {
                weight::FITTING_NOUN
            } else {
                weight::NOUN
            },
            Evidence::Noun(span),
        );
    }
    if hit.proclitics.intersects(Proclitics::BA) {
        add(weight::BA, Evidence::Preposition(own));
    } else if hit.proclitics.intersects(Proclitics::LAM.with(Proclitics::KAF)) {
        add(weight::LOOSE, Evidence::Preposition(own));
    }
    let before = hit.first.checked_sub(1).and_then(|i| stretch.tokens.get(i));
    if let Some(before) = before.filter(|_| stretch.gap(hit.first).is_plain() && hit.proclitics.is_empty()) {
        let span = before.span();
        if before.is(class::SIDE) {
            add(weight::SIDE, Evidence::Preposition(span));
        } else if before.is(class::PREPOSITION) {
            add(weight::PREPOSITION, Evidence::Preposition(span));
            after_preposition = true;
            if is_country {
                add(weight::COUNTRY_AFTER_PREPOSITION, Evidence::Preposition(span));
            }
        } else if before.is(class::MOVEMENT) {
            add(weight::MOVEMENT, Evidence::Preposition(span));
        } else if before.is(class::LOOSE) {
            add(weight::LOOSE, Evidence::Preposition(span));
        }
        if is_country && before.is(class::ACT) && stretch.is(hit.last + 1, class::THAT) {
            add(weight::SPEAKER, Evidence::Preposition(span));
        }
        // انتقل إلى الشمال: what has the article stands behind such words in its plain sense, too.
        let is_plain = common && stretch.tokens.get(hit.first).is_some_and(|token| token.definite);
        if let Some(verb) = movement_earlier(stretch, hit).filter(|_| !is_plain) {
            let is_goal = before.is(class::PREPOSITION);
            add(if is_goal { weight::MOVEMENT_EARLIER } else { weight::MOVEMENT_OBJECT }, Evidence::Preposition(verb));
            is_object = !is_goal;
        }
        if stretch.person_before(hit.first) {
            add(weight::PERSON, Evidence::Entry);
        }
    }
    if hit.last > hit.first {
        add(weight::SEVERAL_WORDS, Evidence::Entry);
    }
    if common {
        sum += weight::COMMON;
        let is_definite = stretch.tokens.get(hit.first).is_some_and(|token| token.definite);
        let before_preposition = stretch.is(hit.last + 1, class::PREPOSITION | class::LOOSE);
        let is_complete = is_complete(stretch, hit.last + 1);
        if !is_definite && (after_preposition && is_complete || is_object && (is_complete || before_preposition)) {
            sum += weight::COMPLETE;
        }
    }
    (sum, evidence)
}

/// Words between a verb of movement and the place, at most.
const MOVEMENT_REACH: usize = 4;

/// The verb or noun of movement or attack whose goal the place is: its subject stands between, and a preposition or
/// nothing right before the place. دخلت القوات سرت, انفجار هز وسط مدينة …
fn movement_earlier(stretch: &Stretch<'_>, hit: &Hit) -> Option<Span> {
    let before = hit.first.checked_sub(1)?;
    let goal = stretch.tokens.get(before)?;
    let wanted = if goal.is(class::PREPOSITION) {
        class::MOVEMENT | class::EVENT
    } else if goal.definite && !goal.is(class::LOOSE) {
        // The subject ends with the article: الوفد, القوات الليبية. الحسن بن زيد goes on.
        stretch.tokens.get(hit.first).filter(|token| token.letters > 2)?;
        class::MOVEMENT
    } else {
        return None;
    };
    let first = before.saturating_sub(MOVEMENT_REACH);
    let is_clause = |at: &usize| stretch.gap(at + 1).is_plain();
    let verb = (first..before).rev().take_while(is_clause).find(|at| stretch.is(*at, wanted))?;
    Some(stretch.tokens.get(verb)?.span())
}

/// Whether a phrase ends before a word: a mark, or a preposition of place.
fn is_complete(stretch: &Stretch<'_>, next: usize) -> bool {
    !stretch.gap(next).joins_names() || next >= stretch.tokens.len() || stretch.is(next, class::PREPOSITION)
}

/// حقل «آراك», بلدة طلوزة, منطقة عين أم الناس: names that the lexicon does not have.
fn unknown_name(stretch: &Stretch<'_>, at: usize, before: NounBefore, proposals: &mut Vec<Proposal>) -> Option<usize> {
    if before.definite {
        return None;
    }
    let kind = kind_name(before.noun.kind());
    let (last, end, confidence) = if let Some(last) = stretch.quotation(at).filter(|last| last - at < 3) {
        let named =
            before.noun.is_strong() || matches!(kind, "oilfield" | "base" | "crossing" | "dam" | "region" | "quarter");
        if !named {
            return None;
        }
        (last, if before.noun.is_inside() { stretch.close_end(last) } else { stretch.end_of(last) }, 0.85)
    } else {
        let settled = before.noun.is_strong() || matches!(kind, "region" | "quarter");
        let last = compound_name(stretch, at).filter(|_| settled).or_else(|| {
            if before.noun.is_strong() && matches!(kind, "city" | "town" | "village") {
                bare_unknown_name(stretch, at)
            } else {
                None
            }
        })?;
        (last, stretch.end_of(last), 0.65)
    };
    let start = if before.noun.is_inside() { before.start } else { stretch.tokens.get(at)?.start };
    proposals.push(Proposal {
        span: Span { start: start.into(), end: end.into() },
        kind: Kind::Location,
        form: Form::Name,
        entity: None,
        confidence,
        source: Source::Pattern,
        evidence: Evidence::Noun(stretch.span(before.start, at.saturating_sub(1))),
        state: State::Sure,
        noun: before.noun.number + 1,
        entity_kind: before.noun.kind(),
        may_nest: false,
        belief: None,
    });
    Some(last)
}

/// عين أم الناس, تل أبيض, بني وليد: first words of toponyms, with what follows.
fn compound_name(stretch: &Stretch<'_>, at: usize) -> Option<usize> {
    const STARTERS: [&str; 14] =
        ["عين", "تل", "كفر", "بن", "ام", "بني", "دير", "بيت", "ابو", "خان", "راس", "خربه", "مرج", "بير"];
    let starts = |i: usize| {
        stretch
            .tokens
            .get(i)
            .and_then(|token| token.word)
            .is_some_and(|word| STARTERS.iter().any(|s| stretch.lexicon.word(s.as_bytes()) == Some(word)))
    };
    let mut last = at;
    while starts(last) && last - at < 3 {
        let next = stretch.tokens.get(last + 1).filter(|t| t.gap.is_plain() && t.letters > 1 && !t.has_digit)?;
        if next.is(class::PREPOSITION | class::LOOSE) {
            return None;
        }
        last += 1;
    }
    (last > at).then_some(last)
}

/// A word that the lexicon has never seen, right after a noun that is always followed by a name.
fn bare_unknown_name(stretch: &Stretch<'_>, at: usize) -> Option<usize> {
    let token = stretch.tokens.get(at)?;
    let unknown = token.word.is_none() && token.stems().next().is_none() && token.classes == 0;
    (unknown
        && token.gap.is_plain()
        && !token.has_digit
        && token.letters >= 4
        && !token.adjectival
        && looks_like_a_name(stretch, at))
    .then_some(at)
}

/// Adjectives after an indefinite noun end in ة or are indefinite themselves; names often have the article.
fn looks_like_a_name(stretch: &Stretch<'_>, at: usize) -> bool {
    stretch.tokens.get(at).is_some_and(|token| {
        let noun = stretch.noun_before(at).map_or("", |n| kind_name(n.noun.kind()));
        // Only foreign names are long, unknown and without a feminine ending.
        let foreign = token.letters >= 5 && !token.ends_in_ha && !token.definite && !token.with_and;
        foreign || (token.bare_article && noun != "city")
    })
}

/// المدينة, البلدة: waits for the text's other mentions.
fn reference(stretch: &Stretch<'_>, at: usize, proposals: &mut Vec<Proposal>) -> bool {
    let found = stretch.longest(at, false, tag::PLACE_REFERENCE, |posting| match posting {
        Posting::PlaceReference(noun) => Some(noun),
        _ => None,
    });
    let Some((hit, noun)) = found else {
        return false;
    };
    // المنطقة is too vague to point at one place.
    if kind_name(noun.kind()) == "region" {
        return true;
    }
    let next = stretch.tokens.get(hit.last + 1).filter(|token| token.gap.is_plain() || token.gap == Gap::OPEN_QUOTE);
    let described =
        next.is_some_and(|t| t.definite && !t.with_and && (t.adjectival || t.letters < 4) && !t.is(class::DESCRIPTOR));
    let named = stretch.hits(hit.last + 1).iter().any(|h| h.proclitics.is_empty() && h.tags & tag::SURE_PLACE != 0);
    if described || (named && next.is_some()) {
        return true;
    }
    let span = stretch.span(hit.start, hit.last);
    let state = State::Reference {
        noun: noun.number,
        kind: noun.kind(),
        usage: false,
        alone: false,
        ambiguous: false,
        node: hit.node,
    };
    proposals.push(Proposal::reference(span, Kind::Location, 0.8, (noun.number, noun.kind()), state));
    true
}

/// Whether a reference's noun can mean a place of another kind: المدينة is a capital, too.
pub(super) fn kinds_agree(noun_kind: u8, place_kind: u8) -> bool {
    let (noun, place) = (kind_name(noun_kind), kind_name(place_kind));
    match noun {
        "city" => matches!(place, "city" | "capital"),
        "town" => matches!(place, "town" | "city" | "village"),
        "village" => matches!(place, "village" | "town"),
        "region" | "road" | "square" | "other" | "country" => false,
        _ => noun_kind == place_kind,
    }
}
