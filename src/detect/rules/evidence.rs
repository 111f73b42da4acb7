//! Evidence from the words around a name that needs it.

use super::nationality::stands_as_country;
use super::quotations::fills_a_quotation;
use crate::detect::candidate::Evidence;
use crate::detect::segment::{Hit, NounBefore, Segment, tag};
use crate::detect::vocabulary::{WordList, class, kind, list};
use crate::detect::word::{Gap, Token};
use crate::lexicon::territories::belongs_to;
use crate::lexicon::{EntityId, PlaceNoun, Posting};
use crate::text::Span;
use crate::text::proclitics::Proclitics;

/// Local evidence for a weak name; [`weak_names`](crate::detect::document::weak_names) adds what the rest of the text
/// says and compares the sum with its threshold.
pub(in crate::detect) mod weight {
    crate::detect::numbers::named! {
        /// مدينة X
        STRONG_NOUN = 3.0;
        /// A noun with other meanings: منطقة X
        NOUN = 1.5;
        /// A noun with other meanings, before a place of its kind: حي X
        FITTING_NOUN = 2.5;
        /// شمال X
        SIDE = 2.0;
        /// في X, إلى X
        PREPOSITION = 1.2;
        /// بـX
        BA = 0.9;
        /// دخل X, قصف X
        MOVEMENT = 1.0;
        /// وصل الوفد إلى X: an arrival, a departure or an event earlier in the clause
        MOVEMENT_EARLIER = 0.8;
        /// سكان X, السيطرة على X: rarely used of anything but places
        CONTROL = 2.5;
        /// X بريف حلب, X في محافظة إدلب: its position, with a noun and a place of its country
        LIES_IN_REGION = 1.5;
        /// X في حلب, X شرقي حلب
        LIES_IN = 0.5;
        /// دخلت القوات X: the same, with the place directly after the subject
        MOVEMENT_OBJECT = 1.3;
        /// في X، or في X قرب …: no complement follows, as one would after an ordinary word in في صور الأرشيف
        COMPLETE = 0.8;
        /// قصف الطيران X: attacked
        ATTACK_OBJECT = 1.7;
        /// قالت X إنها, for a country spelled like an adjective
        SPEAKER = 2.0;
        /// من X, على X, ل+X
        WEAK_PREPOSITION = 0.5;
        /// Two or more words are rarely a coincidence
        SEVERAL_WORDS = 1.0;
        /// An adjective cannot follow a preposition, so that في مالي is the country
        COUNTRY_AFTER_PREPOSITION = 1.2;
        /// في صوفيا: a state's capital, even one that is also a personal name
        CAPITAL_AFTER_PREPOSITION = 1.5;
        /// نوك الدنماركية: the adjective of its country cannot describe anything else
        OF_ITS_NATION = 2.5;
        /// A word that more often means something else
        COMMON = -1.0;
        /// A verb cannot follow a preposition, either: إلى نجد
        VERB_AFTER_PREPOSITION = 1.8;
        /// An adjective alone cannot follow a verb or preposition: زار السعودية, أكدت سورية
        NO_ADJECTIVE = 2.0;
        /// X هي مدينة: the first words of an article
        DEFINED = 2.0;
        /// بن X, جورج X
        PERSON = -3.0;
    }
}

/// Nouns that belong to any name after them: مطار بغداد, معبر رفح. With the others (باب, طريق) only names listed as a
/// whole are accepted.
pub(in crate::detect) fn makes_a_site(before: NounBefore) -> bool {
    let kind = before.noun.kind();
    // مطارات أكادير ومراكش are not a single site; جزر سليمان are.
    before.noun.is_inside()
        && (!before.plural || kind == kind::ISLAND)
        && (before.noun.is_strong()
            || matches!(
                kind,
                kind::AIRPORT
                    | kind::CROSSING
                    | kind::CAMP
                    | kind::RIVER
                    | kind::OILFIELD
                    | kind::DAM
                    | kind::BASE
                    | kind::ISLAND
                    | kind::VALLEY
                    | kind::LAKE
                    | kind::SQUARE
            ))
}

/// في, إلى; but not أن and لا, which places may also follow but which usually precede verbs.
fn takes_no_verb(segment: &Segment<'_>, at: usize) -> bool {
    segment.is(at, class::SIDE) || segment.is_one_of(at, list::BEFORE_NO_VERB)
}

/// تشيلي دولة تقع في …, زحلة (بالفرنسية: Zahlé) هي مدينة: the first words of encyclopedia articles.
fn is_defined(segment: &Segment<'_>, hit: &Hit) -> bool {
    const LONGEST_BRACKET: usize = 16;
    if hit.first > 0 && !segment.gap(hit.first).has(Gap::SENTENCE) && !segment.gap(hit.first).has(Gap::LINE) {
        return false;
    }
    let mut at = hit.last + 1;
    if segment.gap(at).has(Gap::BRACKET) {
        let closes = |at: &usize| segment.gap(*at).has(Gap::BRACKET);
        at = (at + 1..at + LONGEST_BRACKET).find(closes).unwrap_or(at);
    } else if !segment.gap(at).is_plain() {
        return false;
    }
    let is_settled = |noun: PlaceNoun| noun.is_strong() || matches!(noun.kind(), kind::COUNTRY | kind::GOVERNORATE);
    // هي, هو
    let copula = segment.tokens.get(at).is_some_and(|token| token.letters <= 3) && segment.gap(at + 1).is_plain();
    let noun_at = |at: usize| segment.indefinite_noun(at, is_settled).is_some();
    noun_at(at) || (copula && noun_at(at + 1))
}

/// The evidence for a weak name in the words around it: the sum of the weights, and the strongest reason. `common`
/// means that the name is also an ordinary word, `national` that it is spelled like its adjective.
pub(in crate::detect) fn local_evidence(
    segment: &Segment<'_>,
    hit: &Hit,
    noun: Option<NounBefore>,
    entity: EntityId,
    (common, national): (bool, bool),
) -> (f32, Evidence) {
    let is_country = segment.lexicon.kind(entity) == kind::COUNTRY;
    let own = segment.tokens.get(hit.first).map_or(Span::default(), Token::span);
    let (mut sum, mut evidence) = (0.0, Evidence::Entry);
    let (mut after_preposition, mut is_object) = (false, false);
    let mut add = |value: f32, why: Evidence| {
        if sum <= 0.0 {
            evidence = why;
        }
        sum += value;
    };
    if let Some(n) = noun {
        let span = segment.span(n.start, hit.first.saturating_sub(1));
        let kind = segment.lexicon.kind(entity);
        let fits = match n.noun.kind() {
            kind::QUARTER => true,
            // ولاية and مديرية are governed from a town of the same name.
            kind::GOVERNORATE => matches!(kind, kind::GOVERNORATE | kind::REGION | kind::CITY | kind::TOWN),
            // حاجز عطارة
            _ if !common && makes_a_site(n) => true,
            _ => n.noun.kind() == segment.lexicon.kind(entity),
        };
        add(
            if n.noun.is_strong() && !(common && n.noun.kind() == kind::ROAD) {
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
        add(weight::WEAK_PREPOSITION, Evidence::Preposition(own));
    }
    let article = segment.tokens.get(hit.first).is_some_and(|token| token.definite);
    let before = hit.first.checked_sub(1).and_then(|at| segment.tokens.get(at)).filter(|_| hit.proclitics.is_empty());
    if national && hit.first == hit.last && stands_as_country(segment, hit, entity) {
        add(weight::NO_ADJECTIVE, Evidence::Preposition(before.map_or(own, |before| before.span())));
    }
    let is_set_apart = segment.gap(hit.first) == Gap::OPEN_QUOTE && fills_a_quotation(segment, hit.first, hit.last);
    if let Some(before) = before.filter(|_| segment.gap(hit.first).is_plain() || is_set_apart) {
        let span = before.span();
        if hit.first == hit.last && segment.is(hit.first, class::VERB) && takes_no_verb(segment, hit.first - 1) {
            add(weight::VERB_AFTER_PREPOSITION, Evidence::Preposition(span));
        }
        if before.is(class::SIDE) {
            add(weight::SIDE, Evidence::Preposition(span));
        } else if before.is(class::PREPOSITION) {
            add(weight::PREPOSITION, Evidence::Preposition(span));
            after_preposition = true;
            if is_country || national {
                add(weight::COUNTRY_AFTER_PREPOSITION, Evidence::Preposition(span));
            } else if segment.lexicon.kind(entity) == kind::CAPITAL && !segment.is(hit.first, class::ORDINARY) {
                add(weight::CAPITAL_AFTER_PREPOSITION, Evidence::Preposition(span));
            }
        } else if !(common && article) && is_held(segment, hit.first) || !common && is_taken(before) {
            add(weight::CONTROL, Evidence::Preposition(span));
        } else if before.is(class::MOVEMENT) {
            add(weight::MOVEMENT, Evidence::Preposition(span));
        } else if before.is(class::WEAK_PREPOSITION) {
            add(weight::WEAK_PREPOSITION, Evidence::Preposition(span));
        }
        if is_country && before.is(class::ACT) && segment.is(hit.last + 1, class::WEAK_PREPOSITION | class::PREPOSITION)
        {
            add(weight::SPEAKER, Evidence::Preposition(span));
        }
        // انتقل إلى الشمال: an ordinary word with the article also occurs after such words in its plain sense.
        if !(common && article)
            && let Some(verb) = movement_earlier(segment, hit)
        {
            let is_goal = before.is(class::PREPOSITION);
            let weight = if is_goal {
                weight::MOVEMENT_EARLIER
            } else if verb.is_one_of(list::ATTACKS) || verb.is_one_of(list::CONQUESTS) {
                weight::ATTACK_OBJECT
            } else {
                weight::MOVEMENT_OBJECT
            };
            add(weight, Evidence::Preposition(verb.span()));
            is_object = !is_goal;
        }
        // رئيس زيمبابوي is not a person of that name.
        if !national && segment.person_before(hit.first) {
            add(weight::PERSON, Evidence::Entry);
        }
    }
    if hit.last > hit.first {
        // الشيخ زايد and الملك فهد are towns when their noun precedes them.
        let is_titled = noun.is_none() && segment.is(hit.first, class::TITLE);
        add(if is_titled { weight::PERSON } else { weight::SEVERAL_WORDS }, Evidence::Entry);
    }
    if let Some(weight) = lies_in(segment, hit.last + 1, segment.lexicon.country(entity)) {
        add(weight, Evidence::Entry);
    }
    if !article && let Some(nation) = nation_behind(segment, hit) {
        add(weight::OF_ITS_NATION, Evidence::Nationality(nation));
    }
    if is_defined(segment, hit) {
        add(weight::DEFINED, Evidence::Entry);
    }
    if common && !national {
        sum += weight::COMMON;
        let before_preposition = segment.is(hit.last + 1, class::PREPOSITION | class::WEAK_PREPOSITION);
        let is_complete = is_complete(segment, hit.last + 1);
        if !article && (after_preposition && is_complete || is_object && (is_complete || before_preposition)) {
            sum += weight::COMPLETE;
        }
    }
    (sum, evidence)
}

/// نوك الدنماركية, باتا الغينية: the feminine adjective after a name, belonging to the country of a place with this
/// name, or to the state of its territory. A noun without article does not take an adjective that has one.
fn nation_behind(segment: &Segment<'_>, hit: &Hit) -> Option<Span> {
    let next = hit.last + 1;
    if !segment.gap(next).is_plain() {
        return None;
    }
    let is_of_one = |nation: EntityId| {
        segment.lexicon.postings(hit.node).any(|posting| match posting {
            Posting::Place { entity, .. } => {
                belongs_to(segment.lexicon.country(entity), segment.lexicon.country(nation))
            }
            _ => false,
        })
    };
    let fits = |posting| match posting {
        Posting::Demonym { of: Some(nation), features } => {
            features.is_definite() && features.is_feminine() && !features.is_plural() && is_of_one(nation)
        }
        _ => false,
    };
    let mut adjectives =
        segment.hits(next).iter().filter(|hit| hit.tags & tag::DEMONYM != 0 && hit.proclitics.is_empty());
    let adjective = adjectives.find(|adjective| segment.lexicon.postings(adjective.node).any(fits))?;
    Some(segment.span(adjective.start, adjective.last))
}

/// Evidence for a name that ends before a word if the text says that it lies in or beside a place of its country:
/// الراعي بريف حلب, الباب شرقي حلب, يطا في الخليل.
fn lies_in(segment: &Segment<'_>, next: usize, country: u16) -> Option<f32> {
    let gap = segment.gap(next);
    if country == 0 || !(gap.is_plain() || gap == Gap::CLOSE_QUOTE) {
        return None;
    }
    let is_preposition = segment.is(next, class::PREPOSITION | class::SIDE);
    let joined = if is_preposition { Proclitics::default() } else { Proclitics::BA };
    let behind = next + usize::from(is_preposition);
    let noun = segment.longest(behind, is_preposition, tag::PLACE_NOUN, |posting| match posting {
        Posting::PlaceNoun(..) => Some(()),
        _ => None,
    });
    let noun = noun.filter(|(hit, ())| hit.proclitics == joined);
    let at = noun.map_or(behind, |(hit, ())| hit.last + 1);
    let (hit, place) = segment.place_name(at, is_preposition || noun.is_some())?;
    let is_said = (noun.is_some() || hit.proclitics == joined) && segment.gap(at).is_plain();
    let weight = if noun.is_some() { weight::LIES_IN_REGION } else { weight::LIES_IN };
    (is_said && segment.lexicon.country(place) == country).then_some(weight)
}

/// Whether the words before a word are used of places that people live in or hold: سكان, سيطر على.
fn is_held(segment: &Segment<'_>, at: usize) -> bool {
    // سيطرت القوات على: the subject comes between.
    const REACH: usize = 4;
    let is_one_of = |at: usize, words: WordList| segment.tokens.get(at).is_some_and(|token| token.is_one_of(words));
    let Some(before) = at.checked_sub(1) else {
        return false;
    };
    let first = before.saturating_sub(REACH);
    let follows = |word: &usize| segment.gap(word + 1).is_plain();
    is_one_of(before, list::INHABITANTS)
        || is_one_of(before, list::CONTROL_OF)
            && (first..before).rev().take_while(follows).any(|word| is_one_of(word, list::CONTROL))
}

/// A battle or a conquest, after which a word without another sense is a place.
fn is_taken(before: &Token<'_>) -> bool {
    before.is_one_of(list::BATTLES) || before.is_one_of(list::CONQUESTS)
}

/// The most words between a verb of movement and the place.
const MOVEMENT_REACH: usize = 4;

/// The verb or noun of movement or attack whose target is the place: its subject comes between, with a preposition or
/// nothing directly before the place. دخلت القوات سرت, انفجار هز وسط مدينة …
fn movement_earlier<'s>(segment: &'s Segment<'_>, hit: &Hit) -> Option<&'s Token<'s>> {
    let before = hit.first.checked_sub(1)?;
    let goal = segment.tokens.get(before)?;
    let wanted = if goal.is(class::PREPOSITION) {
        class::MOVEMENT | class::EVENT
    } else if goal.definite && !goal.is(class::WEAK_PREPOSITION) {
        // The subject ends with the article: الوفد, القوات الليبية. الحسن بن زيد would continue.
        segment.tokens.get(hit.first).filter(|token| token.letters > 2)?;
        class::MOVEMENT
    } else {
        return None;
    };
    let first = before.saturating_sub(MOVEMENT_REACH);
    let is_clause = |at: &usize| segment.gap(at + 1).is_plain();
    let verb = (first..before).rev().take_while(is_clause).find(|at| segment.is(*at, wanted))?;
    segment.tokens.get(verb)
}

/// Whether a phrase ends before a word: at a mark, a preposition of place, a time or a result.
fn is_complete(segment: &Segment<'_>, next: usize) -> bool {
    // في آب عام 1936 is a month.
    let is_long = || next.checked_sub(1).and_then(|at| segment.tokens.get(at)).is_some_and(|token| token.letters > 2);
    !segment.gap(next).joins_names()
        || segment.tokens.get(next).is_none_or(|token| {
            token.is(class::PREPOSITION)
                || (token.is_one_of(list::TIMES) || token.is_one_of(list::RESULTS)) && is_long()
        })
}
