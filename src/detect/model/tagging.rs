//! Tags a segment: the model's probabilities for the rules' places, and places that the model adds.

use super::bytes::{Model, STEP};
use super::crf::{Chain, IN_PLACE, ORGANISATION, PERSON, PLACE, Row, TAGS};
use super::features::{ContextSet, OF_AFTER, OF_BEFORE, OF_WORD, View, features, row};
use crate::detect::candidate::{Evidence, Form, Source};
use crate::detect::kind::Kind;
use crate::detect::memo::Memo;
use crate::detect::proposal::{Belief, Probability, Proposal, State};
use crate::detect::segment::Segment;
use crate::detect::vocabulary::class;
use crate::detect::word::{Gap, Sums, Token, WordForm};
use crate::lexicon::format::KIND_OTHER;
use crate::text::{Span, hash};

/// The most words in a place that the model adds.
const LONGEST_PLACE: usize = 5;
/// The probability from which a place is considered; the classifier decides.
const WORTH_A_LOOK: f32 = 0.2;
/// A difference of scores that the chain could not change.
const HOPELESS: f32 = 9.0;

/// The most features summed at once.
const MOST_FEATURES: usize = 128;

/// Vectors reused for each segment.
#[derive(Debug, Default)]
pub(in crate::detect) struct TaggingScratch {
    pub(in crate::detect) view: View,
    chain: Chain,
    scores: Vec<Row>,
    /// First and last word and number of the proposals of places.
    places: Vec<(usize, usize, usize)>,
}

const _: () = assert!(size_of::<Sums>() == TAGS * size_of::<i16>(), "a sum for each tag");

impl Model {
    /// Tags the segment's proposals, which are those from `first` on, and adds further ones.
    pub(in crate::detect) fn mark(
        &self,
        segment: &Segment<'_>,
        first: usize,
        scratch: &mut TaggingScratch,
        proposals: &mut Vec<Proposal>,
    ) {
        let of_segment = proposals.get(first..).unwrap_or(&[]);
        let TaggingScratch { view, chain, scores, places } = scratch;
        view.read(segment, of_segment);
        collect_places(segment, first, of_segment, places);
        let mut places = places.as_slice();
        let mut at = 0;
        while at < segment.tokens.len() {
            scores.clear();
            let start = at;
            while let Some(token) = segment.tokens.get(at) {
                let noted = view.is_noted(at);
                if !noted && token.is_no_name {
                    break;
                }
                let score = self.score(segment, view, at);
                let best = score.iter().skip(1).copied().fold(f32::MIN, f32::max);
                if !noted && score[0] - best > HOPELESS {
                    break;
                }
                scores.push(score);
                at += 1;
            }
            if !scores.is_empty() {
                chain.run(scores, &self.transitions);
                let here = places.partition_point(|(first, ..)| *first < at);
                let (of_run, rest) = places.split_at(here);
                places = rest;
                let run = Run { model: self, segment, chain, start, len: scores.len(), sport: segment.sport.share() };
                for &(from, to, number) in of_run {
                    if let Some(proposal) = proposals.get_mut(number) {
                        proposal.belief = Some(run.belief(from, to, proposal));
                    }
                }
                run.add_places(of_run, proposals);
            }
            at += 1;
        }
    }

    /// Whether a word is known not to be a name, or consists of digits.
    pub(in crate::detect) fn is_no_name(&self, word: &WordForm) -> bool {
        self.is_gated(word.shape.word) || word.has_digit && word.word.is_none()
    }

    pub(in crate::detect) fn score(&self, segment: &Segment<'_>, view: &View, at: usize) -> Row {
        let sums_of = |number: Option<usize>| Some(&segment.tokens.get(number?)?.sums);
        let beside = ContextSet::of_neighbours(segment).number();
        let parts = [
            Memo::get(sums_of(Some(at)).map(|sums| &sums.own), ContextSet::of_word(segment, view, at).number(), || {
                self.sums_of::<OF_WORD>(segment, view, at)
            }),
            Memo::get(sums_of(at.checked_sub(1)).map(|sums| &sums.before), beside, || {
                self.sums_of::<OF_BEFORE>(segment, view, at)
            }),
            Memo::get(sums_of(Some(at + 1)).map(|sums| &sums.after), beside, || {
                self.sums_of::<OF_AFTER>(segment, view, at)
            }),
            self.sums_of::<{ !(OF_WORD | OF_BEFORE | OF_AFTER) }>(segment, view, at),
        ];
        let sums: Sums = std::array::from_fn(|tag| parts.iter().fold(0, |sum: i16, part| sum.wrapping_add(part[tag])));
        debug_assert_eq!(sums, self.sums_of::<{ u128::MAX }>(segment, view, at), "a template sees more than it should");
        sums.map(|sum| f32::from(sum) * STEP)
    }

    /// The sums of the features of some templates.
    fn sums_of<const TEMPLATES: u128>(&self, segment: &Segment<'_>, view: &View, at: usize) -> Sums {
        // Compute all row numbers first, so that reading the table need not wait for each.
        let (mut numbers, mut count) = ([0; MOST_FEATURES], 0);
        features(segment, view, at, &mut |template, a, b| {
            if TEMPLATES & template.bit() != 0
                && let Some(slot) = numbers.get_mut(count)
            {
                *slot = row(template, a, b);
                count += 1;
            }
        });
        self.sum(&numbers[..count])
    }
}

/// The places that the rules propose outside factions, with their words.
fn collect_places(
    segment: &Segment<'_>,
    first: usize,
    of_segment: &[Proposal],
    places: &mut Vec<(usize, usize, usize)>,
) {
    places.clear();
    let is_faction = |p: &&Proposal| p.kind == Kind::FACTION && p.form == Form::Name && p.state == State::Sure;
    let mut factions = of_segment.iter().filter(is_faction).map(|p| p.span).peekable();
    let mut faction: Option<Span> = None;
    for (number, proposal) in (first..).zip(of_segment) {
        if proposal.kind != Kind::LOCATION || proposal.form != Form::Name {
            continue;
        }
        while let Some(next) = factions.next_if(|next| next.start <= proposal.span.start) {
            faction = faction.filter(|f| f.end >= next.end).or(Some(next));
        }
        if faction.is_some_and(|f| f.contains(proposal.span)) {
            continue;
        }
        let from = segment.tokens.partition_point(|token| token.end <= proposal.span.start.0);
        let behind = segment.tokens.partition_point(|token| token.start < proposal.span.end.0);
        if from < behind {
            places.push((from, behind - 1, number));
        }
    }
    places.sort_unstable();
}

/// A run of words computed by the chain.
struct Run<'r> {
    model: &'r Model,
    segment: &'r Segment<'r>,
    chain: &'r Chain,
    /// First word of the run.
    start: usize,
    len: usize,
    sport: f32,
}

impl Run<'_> {
    fn belief(&self, from: usize, to: usize, proposal: &Proposal) -> Belief {
        let (first, last) = (from.saturating_sub(self.start), to.saturating_sub(self.start).min(self.len.max(1) - 1));
        let mut belief = self.words(first, last);
        if first < last {
            // The corpora exclude nouns of sites and the word for north in شمال أفريقيا.
            let inner = (first + 1..=last).map(|at| self.chain.place(at, last, &self.model.transitions));
            belief.span = inner.map(Probability::new).fold(belief.span, Probability::max);
        }
        if let Some(entity) = proposal.entity {
            belief.name = 1 << 31 | entity.index();
        }
        belief
    }

    fn words(&self, first: usize, last: usize) -> Belief {
        let (mut place, mut person, mut organisation, mut name) = (0.0_f32, 0.0_f32, 0.0_f32, 0_u64);
        for at in first..=last {
            let row = self.chain.marginal(at);
            place = place.max(row[PLACE] + row[IN_PLACE]);
            person = person.max(row[PERSON] + row[PERSON + 1]);
            organisation = organisation.max(row[ORGANISATION] + row[ORGANISATION + 1]);
            let stem = self.segment.tokens.get(self.start + at).map_or(0, |token| token.shape.stem);
            name = hash::next(name, stem);
        }
        let segment = self.segment;
        Belief {
            span: Probability::new(self.chain.place(first, last, &self.model.transitions)),
            place: Probability::new(place),
            person: Probability::new(person),
            organisation: Probability::new(organisation),
            // The highest bit is reserved for entities.
            name: (name >> 33) as u32,
            sport: Probability::new(self.sport),
            quoted: segment.gap(self.start + first).has(Gap::OPEN_QUOTE)
                && segment.gap(self.start + last + 1).has(Gap::CLOSE_QUOTE),
            club: self.club(self.start + first),
            words: (last + 1 - first).min(99) as u8,
        }
    }

    /// Whether the name follows the noun of an institute or club, or a given name, and is part of that name: جامعة
    /// طلوزة, جورج واشنطن.
    fn follows_a_head(&self, first: usize) -> bool {
        let segment = self.segment;
        let head = first.checked_sub(1).and_then(|before| segment.tokens.get(before));
        let is_head = |token: &Token| {
            token.any_classes & class::INSTITUTE != 0
                || (token.is(class::GIVEN_NAME) && !token.is(class::PREPOSITION | class::WEAK_PREPOSITION))
        };
        segment.gap(first).joins_names() && head.is_some_and(is_head)
    }

    /// Whether the name, or the word directly before it, is also a club's: برشلونة, شباب بلوزداد.
    fn club(&self, first: usize) -> bool {
        let is_club = |at: usize| self.segment.tokens.get(at).is_some_and(|t| t.any_classes & class::CLUB != 0);
        is_club(first) || (self.segment.gap(first).is_plain() && first.checked_sub(1).is_some_and(is_club))
    }

    /// Adds places of the run that the rules did not propose.
    fn add_places(&self, known: &[(usize, usize, usize)], proposals: &mut Vec<Proposal>) {
        let mut first = 0;
        while first < self.len {
            if self.chain.marginal(first)[PLACE] < WORTH_A_LOOK {
                first += 1;
                continue;
            }
            let mut best = (0.0, first);
            for last in first..self.len.min(first + LONGEST_PLACE) {
                if last > first && !self.segment.gap(self.start + last).joins_names() {
                    break;
                }
                let likely = self.chain.place(first, last, &self.model.transitions);
                if likely > best.0 {
                    best = (likely, last);
                }
            }
            let (likely, last) = best;
            let (from, to) = (self.start + first, self.start + last);
            let near = known.partition_point(|(f, ..)| *f + 2 * LONGEST_PLACE < from)
                ..known.partition_point(|(f, ..)| *f <= from);
            let is_known = known.get(near).unwrap_or(&[]).iter().any(|(_, t, _)| *t == to);
            if likely >= WORTH_A_LOOK && !is_known && !self.follows_a_head(from) {
                self.add(from, to, proposals);
            }
            first += 1;
        }
    }

    fn add(&self, from: usize, to: usize, proposals: &mut Vec<Proposal>) {
        let (Some(token), Some(last)) = (self.segment.tokens.get(from), self.segment.tokens.get(to)) else {
            return;
        };
        let after_place = from > self.start && self.chain.marginal(from - self.start - 1)[PLACE] > 0.5;
        let start = token.start + proclitics(token, after_place);
        let span = Span { start: start.into(), end: last.end.into() };
        proposals.push(Proposal {
            span,
            kind: Kind::LOCATION,
            form: Form::Name,
            entity: None,
            confidence: 0.5,
            source: Source::Model,
            evidence: Evidence::Entry,
            state: State::UnknownWord,
            noun: 0,
            entity_kind: KIND_OTHER,
            may_nest: false,
            belief: Some(self.words(from - self.start, to - self.start)),
        });
    }
}

/// Length in bytes of the proclitics of a word that is not in the lexicon: those before the article, and و in a list.
pub(in crate::detect) fn proclitics(token: &Token, after_place: bool) -> u32 {
    let cut = if ["وبال", "وكال", "فبال"].iter().any(|with| token.begins(with)) || token.begins("ولل") {
        2
    } else if ["وال", "بال", "كال", "فال", "لل"].iter().any(|with| token.begins(with)) {
        1
    } else {
        usize::from(after_place && token.begins("و") && token.gap.is_plain() && token.letters > 4)
    };
    match cut.checked_sub(1).and_then(|letter| token.shape.letters.get(letter)) {
        Some(bytes) => u32::from(*bytes),
        None => 0,
    }
}
