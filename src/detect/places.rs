//! Places: names of the lexicon, the nouns before them, and the evidence around weak ones.

use super::candidate::{Evidence, Form, Kind, Source};
use super::clubs;
use super::nationality::{agrees_with_its_noun, describes_its_town, stands_as_country};
use super::plain_sense;
use super::proposal::{ALONE, Proposal, State};
use super::segment::{Hit, NounBefore, Segment, tag};
use super::tokens::{Gap, Token};
use super::unknown_places;
use super::vocabulary::{WordList, class, kind, words};
use crate::lexicon::territories::belongs_to;
use crate::lexicon::{EntityId, PlaceNoun, Posting};
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
    /// سكان X, السيطرة على X: hardly ever said of anything else.
    pub(super) const CONTROL: f32 = 2.5;
    /// X بريف حلب, X في محافظة إدلب: where it lies, with a noun, and a place of its country.
    pub(super) const LIES_IN_REGION: f32 = 1.5;
    /// X في حلب, X شرقي حلب.
    pub(super) const LIES_IN: f32 = 0.5;
    /// دخلت القوات X: the same, with nothing between its subject and the place.
    pub(super) const MOVEMENT_OBJECT: f32 = 1.3;
    /// في X، or في X قرب …: nothing follows that an ordinary word would be said of, as in في صور الأرشيف.
    pub(super) const COMPLETE: f32 = 0.8;
    /// قصف الطيران X: attacked.
    pub(super) const ATTACK_OBJECT: f32 = 1.7;
    /// قالت X إنها, of a country that is an adjective, too.
    pub(super) const SPEAKER: f32 = 2.0;
    /// من X, على X, ل+X.
    pub(super) const WEAK_PREPOSITION: f32 = 0.5;
    /// Two words or more are seldom a chance meeting.
    pub(super) const SEVERAL_WORDS: f32 = 1.0;
    /// An adjective cannot follow a preposition, so that في مالي is the country.
    pub(super) const COUNTRY_AFTER_PREPOSITION: f32 = 1.2;
    /// في صوفيا: a state's capital, also one that is a person's name.
    pub(super) const CAPITAL_AFTER_PREPOSITION: f32 = 1.5;
    /// نوك الدنماركية: the adjective of its country is said of nothing else there.
    pub(super) const OF_ITS_NATION: f32 = 2.5;
    /// A word that means something else more often.
    pub(super) const COMMON: f32 = -1.0;
    /// A verb cannot follow a preposition either: إلى نجد.
    pub(super) const VERB_AFTER_PREPOSITION: f32 = 1.8;
    /// Nor a bare adjective a verb or preposition: زار السعودية, أكدت سورية.
    pub(super) const NO_ADJECTIVE: f32 = 2.0;
    /// X هي مدينة: what an article begins with.
    pub(super) const DEFINED: f32 = 2.0;
    /// بن X, جورج X.
    pub(super) const PERSON: f32 = -3.0;
}

/// Two Arabic letters.
const SHORT_STEM_BYTES: u32 = 4;

/// One reading of the words at a place as a place name.
struct Reading {
    hit: Hit,
    entity: EntityId,
    weak: bool,
    common: bool,
    adjectival: bool,
    /// A country that is spelled like its adjective: السعودية, سورية.
    national: bool,
    /// Also a noun that refers back: المدينة.
    reference: bool,
}

/// Proposes the places that begin at word `at`, which is not far from names. `inside` says that the word belongs
/// to a faction's name: then only sure names count. Gives the last word of a sure name, so that no place is
/// looked for inside it.
pub(super) fn propose(segment: &Segment<'_>, at: usize, inside: bool, proposals: &mut Vec<Proposal>) -> Option<usize> {
    let noun = segment.noun_before(at);
    let tags = segment.tags(at);
    let readings = if tags & tag::PLACE != 0 { readings(segment, at) } else { [None, None] };
    let mut taken = None;
    for reading in readings.into_iter().flatten() {
        // بلدة المدينة is no name.
        if reading.adjectival && reading.weak && noun.is_some_and(|n| n.noun.is_inside()) {
            continue;
        }
        // العاصمة الصينية is an adjective; وسط المدينة is a city that was named before.
        let points_back = |n: NounBefore| n.definite || (reading.reference && n.noun.kind() == kind::REGION);
        if reading.adjectival && reading.weak && noun.is_some_and(points_back) {
            continue;
        }
        // نهر فارتا is no ف + ارتا, nor قرب فرندة.
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
        if let Some(noun) = noun {
            taken = unknown_places::behind_noun(segment, at, noun, proposals);
        }
    }
    taken
}

/// Whether a preposition stands right before a word, so that no ف can.
fn is_after_preposition(segment: &Segment<'_>, at: usize) -> bool {
    at > 0 && segment.gap(at).is_plain() && segment.is(at - 1, class::PREPOSITION)
}

/// The best sure and the best weak reading.
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
                // Places come first, the most prominent before all.
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
        // مدينة is never the place of that name; الجزيرة may be.
        if hit.first == hit.last && noun.is_some_and(|features| !features.is_definite()) {
            continue;
        }
        let weak_name = weak_name || reference;
        let adjectival = reference || adjectival && (weak_name || segment.lexicon.kind(entity) == kind::COUNTRY);
        // "وادي" is a word of its own before it is و + ادي.
        let one_word = hit.first == hit.last;
        let is_country = || segment.lexicon.kind(entity) == kind::COUNTRY;
        // بروسيا is ب + روسيا, but where no ب can stand: من بروسيا, مملكة بروسيا.
        let may_be_joined = !weak_name && is_country() && !segment.is(hit.first, class::ORDINARY | class::GIVEN_NAME);
        if one_word && may_be_joined && hit.proclitics.intersects(Proclitics::BA) && token_is_word() && is_governed() {
            continue;
        }
        let joined = !hit.proclitics.is_empty() && !may_be_joined && token_is_word();
        let doubtful = one_word && (joined || hit.is_word);
        // باب is no ب + إب.
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
    // «الشرق الأوسط» is a newspaper, «القاهرة» a film: a place's name alone is seldom quoted, but «إسرائيل» is.
    let is_country = segment.lexicon.kind(entity) == kind::COUNTRY;
    if noun.is_none() && !is_country && fills_a_quotation(segment, hit.first, hit.last) {
        return None;
    }
    let noun = noun.filter(|n| hit.proclitics.is_empty() && (!n.definite || n.noun.kind() == kind::CAPITAL));
    let quoted = segment.gap(hit.first).has(Gap::OPEN_QUOTE) && segment.quotation(hit.first) == Some(hit.last);
    let site = noun.filter(|n| {
        !n.definite && !inside && one_or_two_words(&hit) && makes_a_site(*n) && !already_has_noun(segment, entity)
    });
    // Sure names need none.
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
            // عاصمة الشرق is no place's name, nor جسر بري.
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

/// العاصمة البلغارية صوفيا: a capital behind the adjective of its country.
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

/// The last word of a site's name with what it is officially called: مطار أبوظبي الدولي, قاعدة بلد الجوية.
fn with_epithet(segment: &Segment<'_>, last: usize) -> usize {
    const EPITHETS: WordList = words!("الدولي الجويه العسكري البحريه");
    last + usize::from(segment.gap(last + 1).is_plain() && segment.is_one_of(last + 1, EPITHETS))
}

/// Whether the words are all that stands between two quotation marks.
fn fills_a_quotation(segment: &Segment<'_>, first: usize, last: usize) -> bool {
    segment.gap(first).has(Gap::OPEN_QUOTE) && segment.gap(last + 1).has(Gap::CLOSE_QUOTE)
}

fn one_or_two_words(hit: &Hit) -> bool {
    hit.last - hit.first <= 1
}

/// Nouns that belong to the name whatever follows: مطار بغداد, معبر رفح. Of the others (باب, طريق)
/// only names listed whole are taken.
fn makes_a_site(before: NounBefore) -> bool {
    let kind = before.noun.kind();
    // مطارات أكادير ومراكش are no single site; جزر سليمان are.
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

/// Names that bring their noun along, like بحر العرب, need no second one.
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

/// Whether words are no place although their spelling is one's, and no model may say so either.
pub(super) fn is_no_place(segment: &Segment<'_>, at: usize, last: usize) -> bool {
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
    // بغداد ورأس العين goes on with another name.
    let next = segment.tokens.get(hit.last + 1).filter(|next| next.gap.is_plain() && next.word.is_some());
    given_before() || next.is_some_and(|next| next.is(class::SURNAME)) || has_a_father(segment, hit)
}

/// الخليل بن أحمد; but دخل بغداد بن لادن, تونس بن علي.
fn has_a_father(segment: &Segment<'_>, hit: &Hit) -> bool {
    const CHILD: WordList = words!("بن بنت");
    let before = class::PREPOSITION | class::WEAK_PREPOSITION | class::MOVEMENT | class::EVENT;
    segment.gap(hit.last + 1).is_plain()
        && segment.is_one_of(hit.last + 1, CHILD)
        && segment.is(hit.last + 2, class::GIVEN_NAME | class::TITLE)
        && !(hit.first > 0 && segment.gap(hit.first).is_plain() && segment.is(hit.first - 1, before))
}

/// زار محمود عباس القاهرة: a verb of movement and two names or more, so that the place is no third one.
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

/// الدولة العباسية, مدينة إسلامية: an adjective agrees with the noun before it. `common` says that the name
/// is an ordinary word as well.
fn is_adjective(segment: &Segment<'_>, hit: &Hit, common: bool) -> bool {
    const DESCRIPTIONS: WordList = words!("جديده حديثه قديمه كبيره صغيره عريقه عاليه جميله");
    if hit.first == 0 || !hit.proclitics.is_empty() || !segment.gap(hit.first).is_plain() {
        return false;
    }
    let (Some(before), Some(token)) = (segment.tokens.get(hit.first - 1), segment.tokens.get(hit.first)) else {
        return false;
    };
    let agrees = token.feminine && token.bare_article && before.definite;
    let describes = || {
        let may_describe = common && token.ends_in_ha && !token.definite && !before.definite;
        may_describe && (token.feminine && token.word.is_some() || segment.is_one_of(hit.first, DESCRIPTIONS))
    };
    before.ends_in_ha
        && (agrees || describes())
        && !before.is(class::PREPOSITION | class::WEAK_PREPOSITION | class::MOVEMENT)
}

/// في, إلى; but أن and لا, which places may follow too, are before verbs as a rule.
fn takes_no_verb(segment: &Segment<'_>, at: usize) -> bool {
    const PREPOSITIONS: WordList = words!("في الي علي عن نحو");
    segment.is(at, class::SIDE) || segment.is_one_of(at, PREPOSITIONS)
}

/// تشيلي دولة تقع في …, زحلة (بالفرنسية: Zahlé) هي مدينة: what articles of an encyclopedia begin with.
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

fn local_evidence(
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
            // ولاية and مديرية are governed from a town of their name.
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
    if let Some(before) = before.filter(|_| segment.gap(hit.first).is_plain()) {
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
        // انتقل إلى الشمال: what has the article stands behind such words in its plain sense, too.
        if !(common && article)
            && let Some(verb) = movement_earlier(segment, hit)
        {
            let is_goal = before.is(class::PREPOSITION);
            let weight = if is_goal {
                weight::MOVEMENT_EARLIER
            } else if verb.is_one_of(ATTACKS) || verb.is_one_of(CONQUESTS) {
                weight::ATTACK_OBJECT
            } else {
                weight::MOVEMENT_OBJECT
            };
            add(weight, Evidence::Preposition(verb.span()));
            is_object = !is_goal;
        }
        // رئيس زيمبابوي is no person of that name.
        if !national && segment.person_before(hit.first) {
            add(weight::PERSON, Evidence::Entry);
        }
    }
    if hit.last > hit.first {
        // الشيخ زايد and الملك فهد are towns where their noun stands.
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

/// نوك الدنماركية, باتا الغينية: the feminine adjective behind a name, of the country of a place that is called so, or of the
/// state that this belongs to. A noun without article takes no adjective that has one.
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

/// What it counts for a name that ends before a word when a place of its country is said to be around or beside it:
/// الراعي بريف حلب, الباب شرقي حلب, يطا في الخليل.
fn lies_in(segment: &Segment<'_>, next: usize, country: u16) -> Option<f32> {
    if country == 0 || !segment.gap(next).is_plain() {
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

/// Whether what stands before a word is said of places that people live in or hold: سكان, سيطر على.
fn is_held(segment: &Segment<'_>, at: usize) -> bool {
    const PEOPLE: WordList = words!("سكان اهالي");
    const CONTROL: WordList = words!("سيطر سيطرت سيطروا يسيطر تسيطر يسيطرون السيطره سيطره");
    // سيطرت القوات على: its subject stands between.
    const REACH: usize = 4;
    let is_one_of = |at: usize, words: WordList| segment.tokens.get(at).is_some_and(|token| token.is_one_of(words));
    let Some(before) = at.checked_sub(1) else {
        return false;
    };
    let first = before.saturating_sub(REACH);
    let follows = |word: &usize| segment.gap(word + 1).is_plain();
    is_one_of(before, PEOPLE)
        || is_one_of(before, words!("علي"))
            && (first..before).rev().take_while(follows).any(|word| is_one_of(word, CONTROL))
}

/// A battle or a conquest, behind which a word that is no other is a place.
fn is_taken(before: &Token<'_>) -> bool {
    before.is_one_of(BATTLES) || before.is_one_of(CONQUESTS)
}

/// Attacks that have places and other things as their object.
const ATTACKS: WordList = words!("قصف قصفت قصفوا يقصف تقصف اقتحم اقتحمت");
/// Attacks whose object is a place as a rule.
const CONQUESTS: WordList = words!("حاصر حاصرت حاصروا احتل احتلت احتلوا اجتاح اجتاحت غزا غزت غزوا");
/// Battles, and what befalls towns: معركة الزاب, حصار طولون.
const BATTLES: WordList = words!("معركه موقعه حصار سقوط احتلال اجتياح");

/// Words between a verb of movement and the place, at most.
const MOVEMENT_REACH: usize = 4;

/// The verb or noun of movement or attack whose goal the place is: its subject stands between, and a preposition or
/// nothing right before the place. دخلت القوات سرت, انفجار هز وسط مدينة …
fn movement_earlier<'s>(segment: &'s Segment<'_>, hit: &Hit) -> Option<&'s Token<'s>> {
    let before = hit.first.checked_sub(1)?;
    let goal = segment.tokens.get(before)?;
    let wanted = if goal.is(class::PREPOSITION) {
        class::MOVEMENT | class::EVENT
    } else if goal.definite && !goal.is(class::WEAK_PREPOSITION) {
        // The subject ends with the article: الوفد, القوات الليبية. الحسن بن زيد goes on.
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

/// Whether a phrase ends before a word: a mark, a preposition of place, when it happened, or what came of it.
fn is_complete(segment: &Segment<'_>, next: usize) -> bool {
    const TIMES: WordList = words!("عام سنه امس صباح مساء مسا ليلا فجر منذ خلال بعد قبل");
    // انفجار في حماة يوقع قتلى
    const RESULTS: WordList = words!("يوقع توقع اوقع اوقعت يخلف تخلف خلف خلفت يسفر تسفر اسفر اسفرت اودي اودت اثر طويلا");
    // في آب عام 1936 is a month.
    let is_long = || next.checked_sub(1).and_then(|at| segment.tokens.get(at)).is_some_and(|token| token.letters > 2);
    !segment.gap(next).joins_names()
        || segment.tokens.get(next).is_none_or(|token| {
            token.is(class::PREPOSITION) || (token.is_one_of(TIMES) || token.is_one_of(RESULTS)) && is_long()
        })
}

/// المدينة, البلدة: waits for the text's other mentions.
fn reference(segment: &Segment<'_>, at: usize, proposals: &mut Vec<Proposal>) -> bool {
    let found = segment.longest(at, false, tag::PLACE_REFERENCE, |posting| match posting {
        Posting::PlaceReference(noun) => Some(noun),
        _ => None,
    });
    let Some((hit, noun)) = found else {
        return false;
    };
    // المنطقة is too vague to point at one place.
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
    proposals.push(Proposal::reference(span, Kind::Location, 0.8, (noun.number, noun.kind()), state));
    true
}

/// Whether a reference's noun can mean a place of another kind: المدينة is a capital, too.
pub(super) fn kinds_agree(noun_kind: u8, place_kind: u8) -> bool {
    let (noun, place) = (noun_kind, place_kind);
    match noun {
        kind::CITY => matches!(place, kind::CITY | kind::CAPITAL),
        kind::TOWN => matches!(place, kind::TOWN | kind::CITY | kind::VILLAGE),
        kind::VILLAGE => matches!(place, kind::VILLAGE | kind::TOWN),
        kind::REGION | kind::ROAD | kind::SQUARE | kind::OTHER | kind::COUNTRY => false,
        _ => noun_kind == place_kind,
    }
}
