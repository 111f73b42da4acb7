//! Clubs mentioned by the bare name of their town: فاز برشلونة على بوردو, مدرب هامبورغ. A town is feminine and its club
//! masculine; this, and words used only for clubs, distinguish them. The words are in `club_words.ron`.

use std::sync::LazyLock;

use foldhash::HashMap;

use crate::detect::segment::{Hit, Segment, tag};
use crate::detect::vocabulary::{class, kind, list};
use crate::detect::word::{Gap, Token};
use crate::lexicon::{EntityId, Posting};
use crate::text::proclitics::Proclitics;

/// Words checked on each side to decide whether the text is about sport.
const SPORT_REACH: usize = 30;
/// Words before على, أمام, مع within which the verb is searched: فاز الفريق الضيف بهدفين على بوردو.
const VERB_REACH: usize = 8;
/// How many words of sport are needed: the match and one more.
const SPORT: usize = 3;
/// How much the paragraphs before must be about sport so that this one needs no such words; see [`Sport::before`].
///
/// [`Sport::before`]: super::segment::Sport::before
const CARRIED: f32 = 2.0;
/// The most words of a town's name when it stands before another in a list.
const LONGEST_TOWN: usize = 3;

/// The roles that a word can play beside a club's name, one bit each.
mod role {
    use crate::lexicon::format::{club_role, known};

    /// A masculine verb without object, so that the town after it is its subject, and which is not also a noun (تعثر
    /// بغداد): فاز, تأهل.
    pub(in crate::detect) const WINS: u32 = known(club_role("wins"));
    /// Any other verb of which clubs are subject or object: خسر, يستضيف.
    pub(in crate::detect) const DOES: u32 = known(club_role("does"));
    /// What only clubs have: مدرب, ضيفه. The ball can also be in the goal of a capital's team.
    pub(in crate::detect) const OWNED: u32 = known(club_role("owned"));
    /// What in texts about sport only clubs have: نجم, جماهير.
    pub(in crate::detect) const OWNED_IN_SPORT: u32 = known(club_role("owned-in-sport"));
    /// The opponent follows after على.
    pub(in crate::detect) const BEATS: u32 = known(club_role("beats"));
    /// The opponent follows after أمام, مع, ضد, بين.
    pub(in crate::detect) const PLAYS: u32 = known(club_role("plays"));
    /// The new club follows after إلى.
    pub(in crate::detect) const MOVES: u32 = known(club_role("moves"));
    /// Says that a player moves, or for how much money.
    pub(in crate::detect) const TRANSFER: u32 = known(club_role("transfer"));
    /// The old club follows after من: قادما من.
    pub(in crate::detect) const COMING: u32 = known(club_role("coming"));
    /// على, عن.
    pub(in crate::detect) const UPON: u32 = known(club_role("upon"));
    /// أمام, مع, ضد, بين.
    pub(in crate::detect) const AGAINST: u32 = known(club_role("against"));
    /// إلى.
    pub(in crate::detect) const TO: u32 = known(club_role("to"));
    /// من.
    pub(in crate::detect) const FROM: u32 = known(club_role("from"));
    /// Used only in sport.
    pub(in crate::detect) const SPORT: u32 = known(club_role("sport"));
    /// Between the town and its verb: قد.
    pub(in crate::detect) const PARTICLE: u32 = known(club_role("particle"));
    /// Two clubs may follow: لقاء صفاقس ووهران.
    pub(in crate::detect) const MATCH: u32 = known(club_role("match"));
    /// A word for a club, or for somebody's club: فريقه.
    pub(in crate::detect) const TEAM: u32 = known(club_role("team"));
    /// Between a club and its opponent: غدا.
    pub(in crate::detect) const TIME: u32 = known(club_role("time"));
    /// A club follows after من: الخسارة من, لاعبين من.
    pub(in crate::detect) const SIDE: u32 = known(club_role("side"));
    /// Several clubs follow after من: خسر كل من.
    pub(in crate::detect) const EACH: u32 = known(club_role("each"));
    /// A player's position, so that the player is before it: لاعب وسط بوردو.
    pub(in crate::detect) const LINE: u32 = known(club_role("line"));
}

/// The roles of a word by its hash.
static ROLES: LazyLock<HashMap<u32, u32>> = LazyLock::new(|| list::CLUB_WORDS.iter().copied().collect());

/// Whether a name that may be a town's is its club's here.
pub(in crate::detect) fn is_club(segment: &Segment<'_>, hit: &Hit, entity: EntityId) -> bool {
    if !may_be_a_club(segment, hit, entity) {
        return false;
    }
    let (first, last) = (hit.first, hit.last);
    let joined = hit.proclitics;
    if Proclitics::WAW.with(Proclitics::FA).contains(joined) {
        is_told(segment, first, last)
            || is_of_a_nation(segment, hit)
            || joined.intersects(Proclitics::WAW) && is_listed(segment, first)
            || is_club_nearby(segment, first)
    } else {
        is_of_a_nation(segment, hit)
    }
}

/// The same for words that the model takes for a place.
pub(in crate::detect) fn is_club_at(segment: &Segment<'_>, first: usize, last: usize) -> bool {
    let mut known = segment.hits(first).iter().filter(|hit| hit.last == last && hit.tags & tag::PLACE != 0).peekable();
    if known.peek().is_none() {
        return is_told(segment, first, last);
    }
    known.any(|hit| town(segment, hit).is_some_and(|town| is_club(segment, hit, town)))
}

/// Whether the words around the name show that it is a club.
fn is_told(segment: &Segment<'_>, first: usize, last: usize) -> bool {
    is_framed(segment, first, last) || is_scored(segment, first, last) || is_drawn(segment, first, last)
}

/// The likeliest place of a name.
fn town(segment: &Segment<'_>, hit: &Hit) -> Option<EntityId> {
    segment.lexicon.postings(hit.node).find_map(|posting| match posting {
        Posting::Place { entity, .. } => Some(entity),
        _ => None,
    })
}

/// Whether the name of a town, and not of a country, begins at a word.
fn is_town(segment: &Segment<'_>, at: usize) -> bool {
    let mut places = segment.hits(at).iter().filter(|hit| hit.tags & tag::PLACE != 0).peekable();
    places.peek().is_some()
        && places.all(|hit| town(segment, hit).is_some_and(|town| may_be_a_club(segment, hit, town)))
}

/// National teams are called by their country and stay places; موناكو is also a town.
fn may_be_a_club(segment: &Segment<'_>, hit: &Hit, entity: EntityId) -> bool {
    match segment.lexicon.kind(entity) {
        kind::CAPITAL | kind::GOVERNORATE | kind::CITY | kind::TOWN | kind::VILLAGE | kind::QUARTER | kind::ISLAND => {
            true
        }
        _ => segment.is_one_of(hit.first, list::CLUBS_LIKE_COUNTRIES),
    }
}

/// The roles of a word with this hash beside a club's name.
pub(in crate::detect) fn roles(word: u32) -> u32 {
    ROLES.get(&word).copied().unwrap_or(0)
}

fn role(segment: &Segment<'_>, at: usize) -> u32 {
    segment.tokens.get(at).map_or(0, |token| token.in_sport)
}

/// Whether the text around or before a word is about sport: a text about sport continues in its next paragraph.
fn in_sport(segment: &Segment<'_>, at: usize) -> bool {
    segment.sport.before >= CARRIED || is_sport_beside(segment, at)
}

/// Whether the words around a word are about sport.
fn is_sport_beside(segment: &Segment<'_>, at: usize) -> bool {
    if segment.sport.here == 0.0 {
        return false;
    }
    let last = (at + SPORT_REACH).min(segment.tokens.len());
    let (mut sum, mut is_certain) = (0, false);
    let mut is_behind_one = false;
    for (word, token) in segment.tokens.iter().enumerate().take(last).skip(at.saturating_sub(SPORT_REACH)) {
        let role = role(segment, word);
        let is_sport = token.any_classes & class::SPORT != 0;
        // كرة القدم, دوري أبطال
        let certain = role & role::SPORT != 0 || is_sport && is_behind_one && token.gap.is_plain();
        is_behind_one = is_sport;
        is_certain |= certain;
        sum += usize::from(is_sport || role & (role::PLAYS | role::BEATS) != 0) + usize::from(certain);
        if is_certain && sum >= SPORT {
            return true;
        }
    }
    false
}

/// Whether the words beside a town occur only beside clubs.
fn is_framed(segment: &Segment<'_>, first: usize, last: usize) -> bool {
    let before = segment.word_before(first);
    let role_before = before.map_or(0, |before| role(segment, before));
    // فاز برشلونة, مدرب هامبورغ, ضيفه لايبزيغ
    if role_before & (role::WINS | role::OWNED) != 0 {
        return true;
    }
    let is_subject = || before.is_some_and(|before| is_masculine_verb(segment, before));
    if role_before & (role::DOES | role::OWNED_IN_SPORT | role::TEAM) != 0 || is_subject() {
        return in_sport(segment, first);
    }
    // فريقه الجديد برشلونة, لاعب وسط بوردو
    let role_preceding = |word: usize| word.checked_sub(1).map_or(0, |before| role(segment, before));
    let is_described = |word: usize| {
        segment.is(word, class::DESCRIPTOR) && role_preceding(word) & role::TEAM != 0
            || role_before & role::LINE != 0 && role_preceding(word) & (role::OWNED | role::OWNED_IN_SPORT) != 0
    };
    if before.is_some_and(is_described) {
        return in_sport(segment, first);
    }
    // لقاء صفاقس ووهران
    if role_before & role::MATCH != 0 && segment.gap(last + 1).is_plain() {
        let is_and_town = |hit: &Hit| hit.proclitics.intersects(Proclitics::WAW) && hit.tags & tag::PLACE != 0;
        return segment.hits(last + 1).iter().any(is_and_town) && in_sport(segment, first);
    }
    let earlier = |from: usize, wanted: u32| {
        let clause = |word: &usize| word + 1 == from || is_within_clause(segment.gap(word + 1));
        (from.saturating_sub(VERB_REACH)..from).rev().take_while(clause).find(|word| role(segment, *word) & wanted != 0)
    };
    // يواجه بوردو اليوم موناكو
    let is_met_by_a_town = |verb: usize| {
        role(segment, verb) & (role::DOES | role::PLAYS) == role::DOES | role::PLAYS && is_town(segment, verb + 1)
    };
    if role_before & role::TIME != 0 {
        // يلتقي اليوم شتوتغارت وهانوفر
        let is_subject = |verb: usize| Some(verb + 1) == before && role(segment, verb) & role::DOES != 0;
        return before
            .and_then(|time| earlier(time, role::PLAYS))
            .is_some_and(|verb| is_met_by_a_town(verb) || is_subject(verb) && in_sport(segment, first));
    }
    if let Some(preposition) = before {
        if role_before & (role::UPON | role::AGAINST) != 0 {
            let wanted = if role_before & role::UPON != 0 { role::BEATS } else { role::PLAYS };
            // فاز برشلونة على بوردو
            let is_won_by_a_town = |verb: usize| role(segment, verb) & role::WINS != 0 && is_town(segment, verb + 1);
            return earlier(preposition, wanted).is_some_and(|verb| is_won_by_a_town(verb) || in_sport(segment, first));
        }
        // انتقل المهاجم إلى روما مقابل مليون يورو
        if role_before & role::TO != 0 {
            return earlier(preposition, role::MOVES).is_some_and(|verb| is_transfer(segment, verb, last));
        }
        if role_before & role::FROM != 0 {
            let is_each = |word: usize| {
                role(segment, word) & role::EACH != 0 && role_preceding(word) & (role::DOES | role::PLAYS) != 0
            };
            let is_side = |word: usize| role(segment, word) & role::SIDE != 0 || is_each(word);
            if preposition.checked_sub(1).is_some_and(is_side) {
                return in_sport(segment, first);
            }
            let coming = preposition.checked_sub(1).filter(|word| role(segment, *word) & role::COMING != 0);
            return coming.is_some_and(|word| is_transfer(segment, word.saturating_sub(2 * VERB_REACH), last));
        }
        if is_of_a_place(segment, first) {
            return false;
        }
    }
    // برشلونة يستضيف ريال مدريد, كان غرناطة قد خسر
    let verb = last + 1 + usize::from(role(segment, last + 1) & role::PARTICLE != 0);
    segment.gap(last + 1).is_plain()
        && segment.gap(verb).is_plain()
        && role(segment, verb) & role::DOES != 0
        && in_sport(segment, first)
}

/// سيفتقد, يستعد: for a town the verb would be feminine. Verbs of movement take the town as their object.
fn is_masculine_verb(segment: &Segment<'_>, at: usize) -> bool {
    let begins = |token: &Token<'_>| ["ي", "سي", "وي", "وسي"].iter().any(|with| token.begins(with));
    let token = segment.tokens.get(at).filter(|token| token.letters > 3 && token.is_unknown());
    token.is_some_and(|token| begins(token) && !token.is(class::MOVEMENT))
}

/// Whether a player changes clubs here, or in a text about sport anybody.
fn is_transfer(segment: &Segment<'_>, from: usize, last: usize) -> bool {
    let roles = || (from..=last + VERB_REACH).map(|word| role(segment, word));
    let signs = roles().filter(|role| role & role::TRANSFER != 0).count();
    let is_player = || roles().any(|role| role & role::TRANSFER != 0 && role & role::SPORT != 0);
    signs > 0 && (signs > 1 && is_player() || in_sport(segment, last))
}

/// Scores do not interrupt a clause: فاز 2-1 على.
fn is_within_clause(gap: Gap) -> bool {
    gap.is_plain() || gap == Gap::HYPHEN || gap == Gap::BRACKET
}

/// Whether the word before a name shows that it is a place: في, مدينة, شمال.
fn is_of_a_place(segment: &Segment<'_>, first: usize) -> bool {
    let words = class::PREPOSITION | class::WEAK_PREPOSITION | class::SIDE | class::MOVEMENT;
    segment.word_before(first).is_some_and(|before| segment.is(before, words)) || segment.noun_before(first).is_some()
}

/// ليون - مرسيليا 1-1, برشلونة 2 - بوردو 1.
fn is_scored(segment: &Segment<'_>, first: usize, last: usize) -> bool {
    let is_number = |at: usize| {
        segment
            .tokens
            .get(at)
            .is_some_and(|token| token.has_digit && token.end - token.start <= 4 && token.letters <= 2)
    };
    let score = |at: usize| is_number(at) && segment.gap(at + 1) == Gap::HYPHEN && is_number(at + 1);
    let is_near = |gap: Gap| gap.is_plain() || gap == Gap::BRACKET;
    // أندرلخت (بلجيكا) 1-0
    let behind = behind_its_country(segment, last).unwrap_or(last + 1);
    if is_near(segment.gap(behind)) && score(behind) {
        let is_second = first > 0 && segment.gap(first).has(Gap::HYPHEN);
        return is_second || !is_of_a_place(segment, first) && in_sport(segment, first);
    }
    // The first of two: the score is after the second.
    segment.gap(last + 1) == Gap::HYPHEN
        && is_town_or_club(segment, last + 1)
        && !is_of_a_place(segment, first)
        && (last + 2..last + 2 + LONGEST_TOWN).any(|at| is_near(segment.gap(at)) && score(at))
}

/// بورتو (البرتغال) - بنفيكا (البرتغال): opponents with their countries.
fn is_drawn(segment: &Segment<'_>, first: usize, last: usize) -> bool {
    let is_beside = |gap: Gap| gap.has(Gap::HYPHEN) && gap.has(Gap::BRACKET);
    // ساو باولو (البرازيل) - أ ف ب is a dateline.
    let meets = |behind: usize| is_beside(segment.gap(behind)) && is_town_or_club(segment, behind);
    behind_its_country(segment, last).is_some_and(|behind| is_beside(segment.gap(first)) || meets(behind))
        && segment.sport.lately() >= 1.0
}

fn is_town_or_club(segment: &Segment<'_>, at: usize) -> bool {
    segment.tags(at) & tag::PLACE != 0 || segment.is(at, class::CLUB)
}

/// The word after a country in brackets that follows a name.
fn behind_its_country(segment: &Segment<'_>, last: usize) -> Option<usize> {
    let is_bracket = |at: &usize| segment.gap(*at).has(Gap::BRACKET);
    Some(last + 1).filter(is_bracket).filter(|country| segment.tags(*country) & tag::PLACE != 0)?;
    (last + 2..last + 2 + LONGEST_TOWN).find(is_bracket)
}

/// بوردو الفرنسي: for the town it would be الفرنسية.
fn is_of_a_nation(segment: &Segment<'_>, hit: &Hit) -> bool {
    let next = hit.last + 1;
    if !segment.gap(next).is_plain() || segment.tags(next) & tag::DEMONYM == 0 {
        return false;
    }
    let nation = segment.longest(next, true, tag::DEMONYM, |posting| match posting {
        Posting::Demonym { of: Some(of), features } => {
            (features.is_definite() && !features.is_feminine() && !features.is_plural()).then_some(of)
        }
        _ => None,
    });
    let Some((_, nation)) = nation else {
        return false;
    };
    let country = segment.lexicon.country(nation);
    let is_of_it = segment
        .lexicon
        .postings(hit.node)
        .any(|posting| matches!(posting, Posting::Place { entity, .. } if segment.lexicon.country(entity) == country));
    if !is_of_it || country == 0 {
        return false;
    }
    // ريف حلب السوري, ملعب بوردو الفرنسي: the adjective describes the noun.
    let before = segment.word_before(hit.first).filter(|_| hit.proclitics.is_empty());
    let Some(before) = before else {
        return in_sport(segment, hit.first);
    };
    let is_known = role(segment, before) & !role::SPORT != 0;
    let is_preposition =
        segment.is(before, class::PREPOSITION | class::WEAK_PREPOSITION) && !segment.is(before, class::SIDE);
    role(segment, before) & (role::UPON | role::AGAINST | role::FROM | role::DOES) != 0
        || (is_known || is_preposition) && in_sport(segment, hit.first)
}

/// تعادل تورينو وبولونيا: after a club in a list.
fn is_listed(segment: &Segment<'_>, first: usize) -> bool {
    segment.word_before(first).is_some()
        && (first.saturating_sub(LONGEST_TOWN)..first).any(|start| {
            segment.hits(start).iter().any(|hit| {
                hit.last + 1 == first
                    && hit.tags & tag::PLACE != 0
                    && town(segment, hit).is_some_and(|town| may_be_a_club(segment, hit, town))
                    && (is_framed(segment, start, hit.last) || is_scored(segment, start, hit.last))
            })
        })
}

/// Whether the same name is a club's nearby, and nothing here suggests the town.
fn is_club_nearby(segment: &Segment<'_>, first: usize) -> bool {
    let Some(name) = segment.tokens.get(first).map(|token| token.shape.word) else {
        return false;
    };
    if is_of_a_place(segment, first) || !is_sport_beside(segment, first) {
        return false;
    }
    let near = first.saturating_sub(SPORT_REACH * 2)..(first + SPORT_REACH * 2).min(segment.tokens.len());
    let same = |at: &usize| *at != first && segment.tokens.get(*at).is_some_and(|token| token.shape.word == name);
    near.into_iter().filter(same).any(|at| {
        let hit = segment.hits(at).iter().find(|hit| hit.tags & tag::PLACE != 0 && hit.proclitics.is_empty());
        hit.is_some_and(|hit| is_framed(segment, at, hit.last) || is_scored(segment, at, hit.last))
    })
}
