//! Names of places in quotation marks: the place itself, or a newspaper, film or ship of that name. «الشرق الأوسط» is a
//! newspaper and the agent «بابل» is not a town, but in «سرت» and "القاهرة" the marks only set the name apart.

use crate::detect::segment::{Hit, Segment, tag};
use crate::detect::vocabulary::{class, kind, list};
use crate::detect::word::{Gap, Token};
use crate::lexicon::EntityId;
use crate::text::proclitics::Proclitics;

/// The population from which a town is recognised by its name alone, without a word that expresses a location.
const LARGE: u32 = 100_000;
/// The number of words before a quotation in which a verb of saying is searched for: قال المتحدث في تصريح لـ«الرياض».
const SAID_WITHIN: usize = 6;
/// Words of a quotation before another one, at most: صحيفتا «الرياض» و«بيروت».
const LONGEST_QUOTATION: usize = 7;

/// Whether words fill a quotation.
pub(in crate::detect) fn fills_a_quotation(segment: &Segment<'_>, first: usize, last: usize) -> bool {
    segment.gap(first).has(Gap::OPEN_QUOTE) && segment.gap(last + 1).has(Gap::CLOSE_QUOTE)
}

/// Whether a place's name that fills a quotation, without a place noun before it, is the name of something else. The
/// name of a state is not, nor that of a town where something is or goes (في «سرت»), nor that of a capital or a large
/// town unless a word before it takes a title.
pub(in crate::detect) fn is_a_title(segment: &Segment<'_>, hit: &Hit, entity: EntityId, weak: bool) -> bool {
    let kind = segment.lexicon.kind(entity);
    if kind == kind::COUNTRY {
        return false;
    }
    // الشرق الأوسط, الخليج.
    let is_town = matches!(kind, kind::CAPITAL | kind::CITY | kind::TOWN | kind::VILLAGE);
    let is_large = !weak && (kind == kind::CAPITAL || segment.lexicon.population(entity) >= LARGE);
    !is_town
        || hit.proclitics.intersects(Proclitics::FA)
        || has_a_title(segment, hit.first)
        || is_of_a_paper(segment, hit.last)
        || !(is_large || is_where(segment, hit))
}

/// Whether the word before a quotation takes a title: فيلم «القاهرة», نشرت «الرياض», صحيفتا «الرياض» و«بيروت», قال لـ«الرياض».
fn has_a_title(segment: &Segment<'_>, first: usize) -> bool {
    let Some(before) = first.checked_sub(1).filter(|_| !segment.gap(first).has(Gap::SENTENCE)) else {
        return false;
    };
    if is_letter(segment, before, "و") && segment.gap(before).has(Gap::CLOSE_QUOTE) {
        let opens = |at: &usize| segment.gap(*at).has(Gap::OPEN_QUOTE);
        let earlier = (before.saturating_sub(LONGEST_QUOTATION)..before).rev().find(opens);
        // «جنكيز خان» و«موسكو»: beside a quotation that is not a place, this is not one either.
        let is_title = |earlier| segment.tags(earlier) & tag::PLACE == 0 || has_a_title(segment, earlier);
        return earlier.is_some_and(is_title);
    }
    if is_letter(segment, before, "ل") {
        let in_clause = |at: &usize| !segment.gap(at + 1).has(Gap::SENTENCE);
        let words = (before.saturating_sub(SAID_WITHIN)..before).rev().take_while(in_clause);
        return words.into_iter().any(|at| is_listed(segment, at, list::SAYINGS));
    }
    let is_name = |token: &Token<'_>| {
        token.any_classes & class::INSTITUTE != 0 || token.is(class::GIVEN_NAME) && !token.is(class::PREPOSITION)
    };
    segment.tokens.get(before).is_some_and(is_name) || is_listed(segment, before, list::TITLED)
}

/// Whether the words after a quotation describe a newspaper: «الرياض» في افتتاحيتها, «الشرق الأوسط» اللندنية.
fn is_of_a_paper(segment: &Segment<'_>, last: usize) -> bool {
    (last + 1..=last + 2).any(|at| is_listed(segment, at, list::OF_PAPERS))
}

/// Whether a word is in a list, as written or without و and the article.
fn is_listed(segment: &Segment<'_>, at: usize, words: &[u32]) -> bool {
    let shape = segment.tokens.get(at).map(|token| token.shape);
    shape.is_some_and(|shape| words.contains(&shape.word) || words.contains(&shape.stem))
}

/// Whether something is in, or moves to, the place that a quotation names: في «سرت», دخل «سرت», بـ«سرت».
fn is_where(segment: &Segment<'_>, hit: &Hit) -> bool {
    let Some(before) = hit.first.checked_sub(1).filter(|_| hit.proclitics.is_empty()) else {
        return hit.proclitics.intersects(Proclitics::BA);
    };
    segment.is(before, class::PREPOSITION | class::SIDE | class::MOVEMENT) || is_letter(segment, before, "ب")
}

/// Whether a word is a single letter that is joined to the quotation: بـ«سرت».
fn is_letter(segment: &Segment<'_>, at: usize, letter: &str) -> bool {
    segment.tokens.get(at).is_some_and(|token| token.letters == 1 && token.begins(letter))
}
