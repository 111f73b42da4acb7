//! Well-known places whose names are also words, in contexts where the words beside them show that the word is meant:
//! نصف قطر الدائرة, كوبا من الشاي, النيل من سمعته.

use std::sync::LazyLock;

use foldhash::{HashMap, HashMapExt};

use crate::detect::segment::Segment;
use crate::detect::vocabulary::{Sense, class, list};
use crate::detect::word::Token;

/// Words after a name that may decide its sense.
const REACH: usize = 3;

/// The senses of a word by its hash.
static BY_WORD: LazyLock<HashMap<u32, Vec<&'static Sense>>> = LazyLock::new(|| {
    let mut by_word: HashMap<u32, Vec<&'static Sense>> = HashMap::new();
    for sense in list::SENSES {
        for form in sense.forms {
            by_word.entry(*form).or_default().push(sense);
        }
    }
    by_word
});

/// Whether a word with this hash is a place's name with a plain sense.
pub(in crate::detect) fn may_be_plain(word: u32) -> bool {
    BY_WORD.contains_key(&word)
}

/// Whether a word that is a place's name has its plain sense here.
pub(in crate::detect) fn is_plain(segment: &Segment<'_>, at: usize) -> bool {
    let token = segment.tokens.get(at).filter(|token| token.may_be_plain);
    let senses = token.and_then(|token| BY_WORD.get(&token.shape.word));
    senses.is_some_and(|senses| senses.iter().any(|sense| holds(sense, segment, at)))
}

/// Whether the words beside a word decide for this sense.
fn holds(sense: &Sense, segment: &Segment<'_>, at: usize) -> bool {
    let before = segment.word_before(at);
    let stands_before = |words| before.is_some_and(|before| segment.is_one_of(before, words));
    let follows = |last: usize, words| segment.gap(last).is_plain() && segment.is_one_of(last, words);
    if stands_before(sense.unless) {
        return false;
    }
    let is_after = follows(at + 1, sense.after);
    if sense.both {
        return is_after && stands_before(sense.before);
    }
    let is_near = || {
        let clause = (at + 1..=at + REACH).take_while(|next| segment.gap(*next).is_plain());
        clause.into_iter().any(|next| segment.is_one_of(next, sense.near))
    };
    is_after || stands_before(sense.before) || !sense.near.is_empty() && is_near()
}

/// Whether a word spelled like a country in ـيا is its adjective: 13 جنديا تركيا, مواطنا روسيا.
pub(in crate::detect) fn is_accusative(segment: &Segment<'_>, at: usize) -> bool {
    let is_like_an_adjective = segment.tokens.get(at).is_some_and(|token| token.letters >= 4 && token.ends("يا"));
    let Some(noun) = segment.word_before(at).filter(|_| is_like_an_adjective) else {
        return false;
    };
    if segment.is_one_of(noun, list::NOUNS_IN_ACCUSATIVE) || segment.is_one_of(noun, list::ALSO_IN_ACCUSATIVE) {
        return true;
    }
    let is_adverb = segment.is_one_of(noun, list::ADVERBS_IN_ALEF);
    let is_noun = |token: &Token<'_>| {
        let is_bare = !is_adverb && !token.definite && !token.is(class::WEAK_PREPOSITION | class::MOVEMENT);
        token.letters >= 4 && token.ends("ا") && is_bare
    };
    let is_counted = || {
        let number = segment.word_before(noun);
        number.is_some_and(|number| {
            segment.tokens.get(number).is_some_and(|token| token.has_digit) || segment.is_one_of(number, list::TENS)
        })
    };
    segment.tokens.get(noun).is_some_and(is_noun) && is_counted()
}
