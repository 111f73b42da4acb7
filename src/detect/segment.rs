//! A segment of words with every name of the lexicon that begins at each of them.

use super::vocabulary::{WordList, class, list};
use super::word::{Gap, Token};
use crate::lexicon::format::ClassSet;
use crate::lexicon::{EntityId, Features, GroupNoun, Lexicon, NodeId, PlaceNoun, Posting};
use crate::text::Span;
use crate::text::proclitics::Proclitics;

/// The most words of a name; names of the lexicon are shorter.
const LONGEST_NAME: usize = 12;
/// The most words of a quoted name.
const LONGEST_QUOTATION: usize = 7;

/// A name of the lexicon found in the text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Hit {
    /// First word.
    pub(super) first: usize,
    /// Last word.
    pub(super) last: usize,
    /// Byte where the name starts, after proclitics.
    pub(super) start: u32,
    pub(super) proclitics: Proclitics,
    pub(super) node: NodeId,
    /// What it can mean; see [`tag`].
    pub(super) tags: u16,
    /// Whether its first word is spelled like another word: مع جده.
    pub(super) is_word: bool,
}

/// How much a text is about sport, as words of sport per 25 words.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Sport {
    /// What remains from earlier paragraphs.
    pub(super) before: f32,
    /// In this paragraph.
    pub(super) here: f32,
}

impl Sport {
    /// The share that remains after one paragraph; more remains after a short one.
    const STAYS: f32 = 0.75;
    /// The number of words that a paragraph is counted as having at least: long ones have more of everything.
    const WORDS: f32 = 25.0;

    /// The value for the next paragraph.
    pub(super) fn next(self, words: &[Token]) -> Self {
        let spoken = words.iter().filter(|token| token.any_classes & class::SPORT != 0).count();
        let here = spoken as f32 * Self::WORDS / (words.len() as f32).max(Self::WORDS);
        let stays = Self::STAYS.powf((words.len() as f32 / Self::WORDS).min(1.0));
        Self { before: self.lately() * stays, here }
    }

    /// Recently, including this paragraph.
    pub(super) fn lately(self) -> f32 {
        self.before + self.here
    }

    /// The same, from 0 to 1.
    pub(super) fn share(self) -> f32 {
        (self.lately() / 4.0).min(1.0)
    }
}

/// The names that begin at a word.
#[derive(Clone, Copy)]
pub(super) struct Start {
    /// The number of hits before them.
    first_hit: u32,
    /// Everything that they can mean; see [`tag`].
    tags: u16,
}

/// The bits of a name's meanings, so that most names can be skipped without reading their postings.
pub(super) mod tag {
    use crate::lexicon::format::posting;

    pub(in crate::detect) const SURE_PLACE: u16 = 1 << posting::PLACE;
    pub(in crate::detect) const PLACE: u16 = SURE_PLACE | 1 << posting::WEAK_PLACE;
    pub(in crate::detect) const SURE_FACTION: u16 = 1 << posting::FACTION;
    pub(in crate::detect) const FACTION: u16 = SURE_FACTION | 1 << posting::WEAK_FACTION;
    pub(in crate::detect) const GROUP_NOUN: u16 = 1 << posting::GROUP_NOUN;
    pub(in crate::detect) const GROUP_REFERENCE: u16 = 1 << posting::GROUP_REFERENCE;
    pub(in crate::detect) const PLACE_NOUN: u16 = 1 << posting::PLACE_NOUN;
    pub(in crate::detect) const PLACE_REFERENCE: u16 = 1 << posting::PLACE_REFERENCE;
    pub(in crate::detect) const DEMONYM: u16 = 1 << posting::DEMONYM;
    pub(in crate::detect) const LEADER: u16 = 1 << posting::LEADER | 1 << posting::WEAK_LEADER;
}

/// A place noun before a name.
#[derive(Clone, Copy, Debug)]
pub(super) struct NounBefore {
    pub(super) noun: PlaceNoun,
    pub(super) start: u32,
    pub(super) definite: bool,
    pub(super) plural: bool,
}

/// Words, hits, and the gap after the last word. The vectors are reused for each segment.
pub(super) struct Segment<'s> {
    pub(super) lexicon: &'s Lexicon,
    pub(super) tokens: &'s [Token<'s>],
    pub(super) closing: (Gap, u32),
    hits: &'s [Hit],
    /// The start of the hits of each word, and one end marker.
    starts: &'s [Start],
    pub(super) sport: Sport,
}

impl<'s> Segment<'s> {
    /// Finds the hits of all words.
    pub(super) fn new(
        lexicon: &'s Lexicon,
        tokens: &'s [Token<'s>],
        closing: (Gap, u32),
        sport: Sport,
        hits: &'s mut Vec<Hit>,
        starts: &'s mut Vec<Start>,
    ) -> Self {
        hits.clear();
        starts.clear();
        for first in 0..tokens.len() {
            let first_hit = hits.len() as u32;
            let tags = collect_hits(lexicon, tokens, first, hits);
            starts.push(Start { first_hit, tags });
        }
        starts.push(Start { first_hit: hits.len() as u32, tags: 0 });
        Self { lexicon, tokens, closing, hits, starts, sport }
    }

    /// The names that begin at a word, shorter ones first for each reading of the word.
    pub(super) fn hits(&self, first: usize) -> &'s [Hit] {
        let at = |i: usize| self.starts.get(i).map_or(self.hits.len(), |start| start.first_hit as usize);
        self.hits.get(at(first)..at(first + 1)).unwrap_or(&[])
    }

    /// Everything that the names beginning at a word can mean; see [`tag`].
    pub(super) fn tags(&self, first: usize) -> u16 {
        self.starts.get(first).map_or(0, |start| start.tags)
    }

    /// Whether no name begins at a word or at the two before it.
    pub(super) fn is_far_from_names(&self, at: usize) -> bool {
        let hits_before = |word: usize| self.starts.get(word).map(|start| start.first_hit);
        hits_before(at.saturating_sub(2)) == hits_before(at + 1)
    }

    /// The gap before a word, or after the last one.
    pub(super) fn gap(&self, at: usize) -> Gap {
        self.tokens.get(at).map_or(self.closing.0, |token| token.gap)
    }

    /// The word directly before another, with only spaces between them.
    pub(super) fn word_before(&self, at: usize) -> Option<usize> {
        at.checked_sub(1).filter(|_| self.gap(at).is_plain())
    }

    pub(super) fn is(&self, at: usize, class: ClassSet) -> bool {
        self.tokens.get(at).is_some_and(|token| token.is(class))
    }

    /// Whether a reference by convention means one actor without an antecedent, also after a proclitic.
    pub(super) fn is_usage(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| token.stems().any(|stem| stem.is_usage))
    }

    pub(super) fn end_of(&self, last: usize) -> u32 {
        self.tokens.get(last).map_or(0, |token| token.end)
    }

    /// The end of the closing quotation mark after a word.
    pub(super) fn close_end(&self, last: usize) -> u32 {
        let close_end = self.tokens.get(last + 1).map_or(self.closing.1, |token| token.close_end);
        close_end.max(self.end_of(last))
    }

    /// The last word of a short quotation that opens before word `first`.
    pub(super) fn quotation(&self, first: usize) -> Option<usize> {
        if !self.gap(first).has(Gap::OPEN_QUOTE) || first >= self.tokens.len() {
            return None;
        }
        for last in first..(first + LONGEST_QUOTATION).min(self.tokens.len()) {
            let gap = self.gap(last + 1);
            // «حركة تقرير المصير (حتم)»: brackets are not part of the name.
            if gap.has(Gap::CLOSE_QUOTE) || gap.has(Gap::BRACKET) {
                return Some(last);
            }
            if gap.has(Gap::SENTENCE) || gap.has(Gap::LINE) || gap.has(Gap::OPEN_QUOTE) {
                return None;
            }
        }
        None
    }

    /// The longest hit at a word with a posting of one of `tags` that `wanted` maps to something.
    pub(super) fn longest<T>(
        &self,
        first: usize,
        bare: bool,
        tags: u16,
        mut wanted: impl FnMut(Posting) -> Option<T>,
    ) -> Option<(Hit, T)> {
        let mut best: Option<(Hit, T)> = None;
        if self.tags(first) & tags == 0 {
            return None;
        }
        for hit in self.hits(first) {
            if hit.tags & tags == 0 {
                continue;
            }
            if (bare && !hit.proclitics.is_empty()) || best.as_ref().is_some_and(|(b, _)| b.last >= hit.last) {
                continue;
            }
            if let Some(found) = self.lexicon.postings(hit.node).find_map(&mut wanted) {
                best = Some((*hit, found));
            }
        }
        best
    }

    /// A sure faction name.
    pub(super) fn faction_name(&self, first: usize, bare: bool) -> Option<(Hit, EntityId)> {
        self.longest(first, bare, tag::SURE_FACTION, |posting| match posting {
            Posting::Faction { entity, weak: false } => Some(entity),
            _ => None,
        })
    }

    /// A faction name that needs evidence.
    pub(super) fn weak_faction_name(&self, first: usize, bare: bool) -> Option<(Hit, EntityId)> {
        self.longest(first, bare, tag::FACTION, |posting| match posting {
            Posting::Faction { entity, .. } => Some(entity),
            _ => None,
        })
    }

    /// A group noun.
    pub(super) fn group_noun(&self, first: usize, bare: bool) -> Option<(Hit, (GroupNoun, Features))> {
        self.longest(first, bare, tag::GROUP_NOUN, |posting| match posting {
            Posting::GroupNoun(noun, features) => Some((noun, features)),
            _ => None,
        })
    }

    /// A definite group noun that can refer back.
    pub(super) fn group_reference(&self, first: usize) -> Option<(Hit, GroupNoun)> {
        self.longest(first, false, tag::GROUP_REFERENCE, |posting| match posting {
            Posting::GroupReference(noun) => Some(noun),
            _ => None,
        })
    }

    /// A nationality adjective without proclitics.
    pub(super) fn demonym(&self, first: usize) -> Option<(Hit, Features)> {
        self.longest(first, true, tag::DEMONYM, |posting| match posting {
            Posting::Demonym { features, .. } => Some(features),
            _ => None,
        })
    }

    /// Whether a word is و and a definite nationality: والعراقية.
    pub(super) fn and_demonym(&self, at: usize) -> bool {
        let joined = self.longest(at, false, tag::DEMONYM, |posting| match posting {
            Posting::Demonym { features, .. } => Some(features),
            _ => None,
        });
        joined.is_some_and(|(hit, features)| {
            hit.last == at && features.is_definite() && hit.proclitics == Proclitics::WAW
        })
    }

    /// A sure place name.
    pub(super) fn place_name(&self, first: usize, bare: bool) -> Option<(Hit, EntityId)> {
        self.longest(first, bare, tag::SURE_PLACE, |posting| match posting {
            Posting::Place { entity, weak: false, .. } => Some(entity),
            _ => None,
        })
    }

    /// A singular place noun without article.
    pub(super) fn indefinite_noun(&self, at: usize, wanted: impl Fn(PlaceNoun) -> bool) -> Option<(Hit, PlaceNoun)> {
        self.longest(at, true, tag::PLACE_NOUN, |posting| match posting {
            Posting::PlaceNoun(noun, features) => {
                (wanted(noun) && !features.is_definite() && !features.is_plural()).then_some(noun)
            }
            _ => None,
        })
    }

    /// The place noun that ends directly before a word, with only spaces between them.
    pub(super) fn noun_before(&self, at: usize) -> Option<NounBefore> {
        if at == 0 || !(self.gap(at).is_plain() || self.gap(at) == Gap::OPEN_QUOTE) {
            return None;
        }
        let may_be_noun = |first: &usize| self.tags(*first) & tag::PLACE_NOUN != 0;
        for first in (at.saturating_sub(2)..at).rev().filter(may_be_noun) {
            for hit in self.hits(first).iter().filter(|hit| hit.last + 1 == at && hit.tags & tag::PLACE_NOUN != 0) {
                for posting in self.lexicon.postings(hit.node) {
                    if let Posting::PlaceNoun(noun, features) = posting {
                        return Some(NounBefore {
                            noun,
                            start: hit.start,
                            definite: features.is_definite(),
                            plural: features.is_plural(),
                        });
                    }
                }
            }
        }
        None
    }

    /// Whether a word is one of these, with nothing attached to it.
    pub(super) fn is_one_of(&self, at: usize, words: WordList) -> bool {
        self.tokens.get(at).is_some_and(|token| token.is_one_of(words))
    }

    /// Whether the word directly before a word shows that it means a thing rather than an actor: إنهاء الاحتلال, but
    /// not من خلال.
    pub(super) fn in_plain_sense(&self, at: usize) -> bool {
        self.gap(at).is_plain() && self.speaks_of_a_thing(at)
    }

    /// The same, whatever separates the two words and whatever is attached to the first: «ردع العدوان» after عملية,
    /// بعملية.
    pub(super) fn speaks_of_a_thing(&self, at: usize) -> bool {
        let before = at.checked_sub(1).and_then(|before| self.tokens.get(before));
        let is_through =
            || self.is_one_of(at - 1, list::THROUGH) && at > 1 && self.is_one_of(at - 2, list::THROUGH_FROM);
        before.is_some_and(|before| before.any_classes & class::PLAIN_AFTER != 0) && !is_through()
    }

    /// Whether a given name or a title directly precedes a word, so that it is a person's name.
    pub(super) fn person_before(&self, at: usize) -> bool {
        at > 0 && self.gap(at).joins_names() && self.is(at - 1, class::GIVEN_NAME | class::TITLE)
    }

    /// The span of words that starts at a known byte.
    pub(super) fn span(&self, start: u32, last: usize) -> Span {
        Span { start: start.into(), end: self.end_of(last).into() }
    }
}

/// Adds the names that begin at a word, and returns everything that they can mean.
fn collect_hits(lexicon: &Lexicon, tokens: &[Token], first: usize, hits: &mut Vec<Hit>) -> u16 {
    let Some(token) = tokens.get(first) else {
        return 0;
    };
    let mut all = 0;
    for stem in token.stems() {
        let (mut node, mut tags, mut is_leaf, mut last) = (stem.node, stem.tags, stem.is_leaf, first);
        loop {
            if tags != 0 {
                all |= tags;
                hits.push(Hit {
                    first,
                    last,
                    start: token.start + u32::from(stem.offset),
                    proclitics: stem.proclitics,
                    node,
                    tags,
                    is_word: stem.is_word,
                });
            }
            if is_leaf || last + 1 - first >= LONGEST_NAME {
                break;
            }
            let Some(next) = tokens.get(last + 1).filter(|next| next.gap.joins_names()) else {
                break;
            };
            let Some(child) = next.word.filter(|_| next.continues).and_then(|word| lexicon.child(node, word)) else {
                break;
            };
            (node, tags, is_leaf) = (child, lexicon.tags(child), lexicon.is_leaf(child));
            last += 1;
        }
    }
    all
}
