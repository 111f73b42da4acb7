//! Learns the contexts of a person's labels: a small tagger over words, trained on few examples, which makes only
//! suggestions that it is confident about.
//!
//! For each label a word can be the first or a further one of a name. The tagger sees the built-in model's features and
//! its result for the words. It is a logistic model trained with AdaGrad.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Range;

use super::feedback::{FeedbackExample, Placed, each_segment, suggestion};
use super::names::{Spelled, TaggedNames};
use crate::detect::candidate::{Candidate, Evidence};
use crate::detect::kind::Kind;
use crate::detect::model::Model;
use crate::detect::model::features::{View, seen_classes};
use crate::detect::model::tagging::proclitics;
use crate::detect::proposal::Proposal;
use crate::detect::proposer::Proposer;
use crate::detect::segment::Segment;
use crate::detect::word::Token;
use crate::text::{Span, hash};

/// The fewest different names with which a label is generalised.
const LEAST_NAMES: usize = 8;
/// The most labels learned, the most used ones first.
const MOST_LABELS: usize = 8;
/// The most examples learned from; if there are more, an evenly spaced sample is used.
const MOST_EXAMPLES: usize = 1_500;
/// The most words of a name found here.
const LONGEST_NAME: usize = 6;
/// The probability from which a passage is suggested.
const CONFIDENT: f32 = 0.85;
/// The probability of a longer name with which a tagged one inside it is left out.
const LONGER: f32 = 0.7;
/// Rows of the table, as a power of two.
const ROW_BITS: u32 = 16;
/// Number of epochs, step size, share of features left out each time.
const EPOCHS: usize = 24;
const RATE: f32 = 0.2;
const DROP: u32 = 35;
/// The weight of a rejected word, and of one without any decision.
const REFUSED: f32 = 2.0;
const UNTAGGED: f32 = 1.0;
/// Words directly after the last decision of an example that the person is assumed to have seen.
const RIGHT_BEHIND: usize = 3;

/// Reused vectors.
#[derive(Debug, Default)]
pub(in crate::detect) struct TaggerScratch {
    pub(in crate::detect) view: View,
    /// Features of a word, and the built-in model's best tag and margin at each word.
    features: Vec<u32>,
    verdicts: Vec<(u32, u32)>,
    likely: Vec<f32>,
    spelled: Spelled,
}

/// The weights.
pub(super) struct Tagger {
    kinds: Vec<Kind>,
    /// For each row, one weight per tag: no name, first word of each label, further word of each.
    weights: Vec<f32>,
    /// A tag to show for a label: one with the same word before or after it, or the first.
    shown: HashMap<(usize, u32), Option<Span>>,
}

impl Tagger {
    /// `None` when no label has enough examples.
    pub(super) fn learn(proposer: &Proposer, feedback: &[FeedbackExample], names: &TaggedNames) -> Option<Self> {
        let kinds = learnable(feedback);
        if kinds.is_empty() {
            return None;
        }
        let mut tagger = Self { weights: vec![0.0; (kinds.len() * 2 + 1) << ROW_BITS], kinds, shown: HashMap::new() };
        let step = feedback.len().div_ceil(MOST_EXAMPLES).max(1);
        let some: Vec<FeedbackExample> = feedback.iter().step_by(step).cloned().collect();
        let examples = tagger.read(proposer, &some, names);
        tagger.train(&examples);
        Some(tagger)
    }

    fn tags(&self) -> usize {
        self.kinds.len() * 2 + 1
    }

    /// Converts the feedback to numbers.
    fn read(&mut self, proposer: &Proposer, feedback: &[FeedbackExample], names: &TaggedNames) -> Examples {
        let mut examples = Examples::default();
        let mut scratch = TaggerScratch::default();
        each_segment(proposer, feedback, |example, segment, proposals, placed| {
            scratch.look(segment, proposer.model.as_deref(), proposals);
            for placed in placed.iter().filter(|placed| placed.decision.accepted) {
                self.remember(segment, placed);
            }
            for at in 0..segment.tokens.len() {
                let target = self.target(example, segment, placed, at, names, &mut scratch.spelled);
                scratch.read(segment, at);
                examples.push(target, self.kinds.len(), &scratch.features);
            }
            examples.close();
        });
        examples
    }

    /// The correct tag of a word, and its weight; `None` for a word that may be an untagged name.
    fn target(
        &self,
        example: &FeedbackExample,
        segment: &Segment<'_>,
        placed: &[Placed<'_>],
        at: usize,
        names: &TaggedNames,
        spelled: &mut Spelled,
    ) -> Option<(usize, f32)> {
        let over = || placed.iter().filter(|placed| placed.first <= at && at <= placed.last);
        if let Some(right) = over().find(|placed| placed.decision.accepted) {
            // A label that is not learned is no evidence for the others.
            let label = self.kinds.iter().position(|kind| *kind == right.kind)?;
            return Some((if right.first == at { 1 + label } else { 1 + self.kinds.len() + label }, 1.0));
        }
        if over().next().is_some() {
            return Some((0, REFUSED));
        }
        // People tag a text from its start: what comes later may not have been read yet.
        let token = segment.tokens.get(at)?;
        let reviewed = example.decisions.last().map_or(0, |decision| decision.end);
        let behind = segment.tokens.get(at.saturating_sub(RIGHT_BEHIND)).map_or(0, |token| token.start);
        (behind < reviewed && !names.begins(&example.text, token.span(), spelled)).then_some((0, UNTAGGED))
    }

    fn remember(&mut self, segment: &Segment<'_>, placed: &Placed<'_>) {
        let Some(label) = self.kinds.iter().position(|kind| *kind == placed.kind) else {
            return;
        };
        let (before, after) = beside(segment, placed.first, placed.last);
        for key in [before, after, 0] {
            let shown = self.shown.entry((label, key)).or_insert(placed.shown);
            *shown = shown.or(placed.shown);
        }
    }

    fn train(&mut self, examples: &Examples) {
        let tags = self.tags();
        let mut gradients = vec![1e-6_f32; self.weights.len()];
        let mut random = 0x2545_F491_4F6C_DD1D_u64;
        let mut likely = vec![0.0; tags];
        let mut kept = Vec::new();
        for _ in 0..EPOCHS {
            for word in &examples.words {
                let Some((target, importance)) = word.target else {
                    continue;
                };
                kept.clear();
                let all = examples.features.get(word.features.clone()).unwrap_or(&[]).iter().copied();
                kept.extend(all.chain([before_feature(word.before)]).filter(|_| {
                    random ^= random << 13;
                    random ^= random >> 7;
                    random ^= random << 17;
                    (random >> 33) as u32 % 100 >= DROP
                }));
                self.probabilities(&kept, 1.0, &mut likely);
                for (tag, likely) in likely.iter().enumerate() {
                    let error = (likely - f32::from(u8::from(tag == target))) * importance;
                    if error.abs() < 1e-3 {
                        continue;
                    }
                    for feature in &kept {
                        let at = row(*feature) * tags + tag;
                        if let (Some(weight), Some(sum)) = (self.weights.get_mut(at), gradients.get_mut(at)) {
                            *sum += error * error;
                            *weight -= RATE * error / sum.sqrt().max(0.05);
                        }
                    }
                }
            }
        }
    }

    fn probabilities(&self, features: &[u32], scale: f32, likely: &mut [f32]) {
        likely.fill(0.0);
        let tags = self.tags();
        for feature in features {
            let at = row(*feature) * tags;
            let weights = self.weights.get(at..at + tags).unwrap_or(&[]);
            likely.iter_mut().zip(weights).for_each(|(sum, weight)| *sum += weight);
        }
        let most = likely.iter().copied().fold(f32::MIN, f32::max);
        for score in likely.iter_mut() {
            *score = ((*score - most) * scale).exp();
        }
        let sum: f32 = likely.iter().sum();
        for score in likely.iter_mut() {
            *score /= sum;
        }
    }

    /// Suggests names similar to the examples; `found` contains this segment's candidates from `first` on.
    #[allow(clippy::too_many_arguments, reason = "what a segment is looked at with")]
    pub(super) fn mark(
        &self,
        text: &str,
        segment: &Segment<'_>,
        model: Option<&Model>,
        proposals: &[Proposal],
        names: &TaggedNames,
        scratch: &mut TaggerScratch,
        first: usize,
        found: &mut Vec<Candidate>,
    ) {
        scratch.look(segment, model, proposals);
        scratch.likely.resize(self.tags(), 0.0);
        // Known names in order, to find those that are part of a longer one.
        let known: Vec<(Span, Kind)> = found.get(first..).unwrap_or(&[]).iter().map(|c| (c.span, c.kind)).collect();
        let (mut at_known, mut parts) = (0, Vec::new());
        let mut open: Option<Open> = None;
        for at in 0..=segment.tokens.len() {
            scratch.likely.fill(0.0);
            if at < segment.tokens.len() {
                scratch.read(segment, at);
                scratch.features.push(before_feature(open.as_ref().map_or(0, |open| open.label as u32 + 1)));
                // Features are left out during training; using all of them would make the result overconfident.
                self.probabilities(&scratch.features, 1.0 - DROP as f32 / 100.0, &mut scratch.likely);
            }
            let likely = |tag: usize| scratch.likely.get(tag).copied().unwrap_or(0.0);
            // The name continues or is complete.
            if let Some(mut name) = open.take() {
                let further = likely(1 + self.kinds.len() + name.label);
                if further > 0.5 && at - name.first < LONGEST_NAME && segment.gap(at).joins_names() {
                    name.likely = name.likely.min(further);
                    open = Some(name);
                    continue;
                }
                name.likely = name.likely.min(1.0 - further);
                let begins = segment.tokens.get(name.first).map_or(0, |token| token.start);
                let words = segment.span(begins, at - 1);
                while known.get(at_known).is_some_and(|(span, _)| span.end <= words.start) {
                    at_known += 1;
                }
                // «بوش» was tagged; in «جورج بوش» it is only a part.
                let rest = known.get(at_known..).unwrap_or(&[]);
                let there = rest.get(..rest.partition_point(|(span, _)| span.start < words.end)).unwrap_or(&[]);
                let kind = self.kinds.get(name.label);
                // The known name begins at a later word, or ends at an earlier one: an attached particle does not make
                // a name longer.
                let second = segment.tokens.get(name.first + 1).map_or(0, |token| token.start);
                let is_part = |(span, of): &(Span, Kind)| {
                    let is_shorter = span.start.0 >= second || span.end < words.end;
                    is_shorter && words.contains(*span) && Some(of) == kind
                };
                let longer = at - name.first > 1 && name.likely >= LONGER && there.iter().all(is_part);
                if longer {
                    parts.extend(there.iter().map(|(span, _)| *span));
                }
                if longer || there.is_empty() {
                    found.extend(self.suggest(text, segment, &name, at - 1, names, &mut scratch.spelled));
                }
            }
            let labels = 0..self.kinds.len();
            let best = labels.max_by(|a, b| likely(1 + a).total_cmp(&likely(1 + b)));
            open = best.filter(|label| likely(1 + label) > 0.5).map(|label| Open {
                first: at,
                label,
                likely: likely(1 + label),
            });
        }
        let mut number = 0;
        found.retain(|candidate| {
            number += 1;
            let by_name = matches!(candidate.evidence, Evidence::TaggedName(_));
            number <= first || !by_name || !parts.contains(&candidate.span)
        });
        if let Some(of_segment) = found.get_mut(first..) {
            of_segment.sort_by_key(|candidate| candidate.span.start);
        }
    }

    fn suggest(
        &self,
        text: &str,
        segment: &Segment<'_>,
        name: &Open,
        last: usize,
        names: &TaggedNames,
        spelled: &mut Spelled,
    ) -> Option<Candidate> {
        let kind = *self.kinds.get(name.label)?;
        let token = segment.tokens.get(name.first)?;
        let span = segment.span(token.start + proclitics(token, false), last);
        if name.likely < CONFIDENT || names.knows(text, span, kind, spelled) {
            return None;
        }
        let (before, after) = beside(segment, name.first, last);
        let shown = [before, after, 0].iter().find_map(|key| *self.shown.get(&(name.label, *key))?);
        Some(suggestion(span, kind, name.likely.min(0.95), Evidence::TaggedContext(shown)))
    }
}

/// A name that is still open.
struct Open {
    first: usize,
    label: usize,
    likely: f32,
}

impl TaggerScratch {
    /// Reads a segment.
    fn look(&mut self, segment: &Segment<'_>, model: Option<&Model>, proposals: &[Proposal]) {
        self.view.read(segment, proposals);
        self.verdicts.clear();
        let Some(model) = model else { return };
        self.verdicts.extend((0..segment.tokens.len()).map(|at| {
            let is_no_name = segment.tokens.get(at).is_none_or(|token| model.is_gated(token.shape.word));
            if is_no_name && !self.view.is_noted(at) {
                return (0, 9);
            }
            let scores = model.score(segment, &self.view, at);
            let ranked = |a: &(usize, &f32), b: &(usize, &f32)| a.1.total_cmp(b.1);
            let (tag, best) = scores.iter().enumerate().max_by(ranked).unwrap_or((0, &0.0));
            let margin = scores.iter().enumerate().filter(|(other, _)| *other != tag).map(|(_, s)| best - s);
            (tag as u32, margin.fold(9.0, f32::min) as u32)
        }));
    }

    /// Collects the features of a word: few and general ones, because there are few examples.
    fn read(&mut self, segment: &Segment<'_>, at: usize) {
        let Self { features, verdicts, .. } = self;
        features.clear();
        let Some(token) = segment.tokens.get(at) else { return };
        let near = |offset: isize| at.checked_add_signed(offset);
        let other = |offset: isize| near(offset).and_then(|at| segment.tokens.get(at));
        let verdict = |offset: isize| near(offset).and_then(|at| verdicts.get(at)).copied().unwrap_or((99, 0));
        let stem = |offset: isize| other(offset).map_or(1, |token| token.shape.stem);
        let word = |offset: isize| other(offset).map_or(1, |token| token.shape.word);
        let classes = |offset: isize| other(offset).map_or(1, |token| seen_classes(token));
        let (gap, gap_after) = (u32::from(segment.gap(at).bits()), u32::from(segment.gap(at + 1).bits()));
        let (before, here, after) = (verdict(-1), verdict(0), verdict(1));
        let mut add = |template: Template, value: u32| features.push(number(template, value));
        add(Template::Always, 0);
        // What the shipped model makes of it.
        add(Template::Prediction, here.0);
        add(Template::PredictionWithMargin, here.0 * 100 + here.1);
        add(Template::PredictionWithBefore, before.0 * 100 + here.0);
        add(Template::PredictionWithBehind, here.0 * 100 + after.0);
        // The word.
        add(Template::Outline, outline(token));
        add(Template::Classes, classes(0));
        add(Template::FirstLetters, token.shape.head as u32);
        add(Template::LastTwoLetters, ending(token, 4));
        add(Template::LastThreeLetters, ending(token, 6));
        add(Template::Stem, stem(0));
        // Its neighbours.
        add(Template::WordBefore, word(-1));
        add(Template::WordBehind, word(1));
        add(Template::StemTwoBefore, stem(-2));
        add(Template::ClassesBefore, classes(-1));
        add(Template::ClassesBehind, classes(1));
        add(Template::Gaps, gap << 8 | gap_after);
        add(Template::EndingBefore, other(-1).map_or(0, |token| ending(token, 4)));
        add(Template::PredictionWithStemBefore, stem(-1) ^ here.0);
    }
}

/// The form of a word, regardless of its letters.
fn outline(token: &Token) -> u32 {
    let is_latin = token.shape.head & 0x80 == 0;
    let flags = [token.definite, token.adjectival, token.ends_in_ha, token.has_digit, is_latin, token.word.is_none()];
    let bits = flags.iter().fold(0, |bits, flag| bits << 1 | u32::from(*flag));
    bits << 2 | u32::from(token.letters.min(9) / 3)
}

/// The last folded bytes of a word.
fn ending(token: &Token, bytes: u32) -> u32 {
    let kept = u32::from(token.letters).min(4) * 2;
    let tail = token.shape.tail & (u64::MAX >> (64 - 8 * kept.max(1)));
    let last = tail >> (8 * kept.saturating_sub(bytes));
    (last ^ last >> 32) as u32
}

/// The words directly before and after a passage.
fn beside(segment: &Segment<'_>, first: usize, last: usize) -> (u32, u32) {
    let stem = |at: Option<usize>| at.and_then(|at| segment.tokens.get(at)).map_or(1, |token| token.shape.stem);
    // 0 stands for any word.
    (
        number(Template::PassageBefore, stem(first.checked_sub(1))).max(1),
        number(Template::PassageBehind, stem(Some(last + 1))).max(1),
    )
}

/// The tag of the previous word: part of a name with a label (its number is one less), or of none.
fn before_feature(before: u32) -> u32 {
    number(Template::NameBefore, before)
}

fn number(template: Template, value: u32) -> u32 {
    hash::two(template as u32, value)
}

fn row(feature: u32) -> usize {
    hash::again(feature, ROW_BITS) as usize
}

/// What the tagger looks at.
#[derive(Clone, Copy, Debug)]
enum Template {
    /// Not of words, but by which a passage like the one that is suggested is found again.
    PassageBefore = 5,
    PassageBehind = 6,
    NameBefore = 7,
    Always = 10,
    Prediction = 11,
    PredictionWithMargin = 12,
    PredictionWithBefore = 13,
    PredictionWithBehind = 14,
    Outline = 15,
    Classes = 16,
    FirstLetters = 17,
    LastTwoLetters = 18,
    LastThreeLetters = 19,
    Stem = 20,
    WordBefore = 21,
    WordBehind = 22,
    StemTwoBefore = 23,
    ClassesBefore = 24,
    ClassesBehind = 25,
    Gaps = 26,
    EndingBefore = 27,
    PredictionWithStemBefore = 28,
}

/// Examples as numbers.
#[derive(Default)]
struct Examples {
    words: Vec<Word>,
    features: Vec<u32>,
    /// The tag of the previous word; see [`before_feature`].
    before: u32,
}

struct Word {
    /// Its tag and weight; `None` if unknown.
    target: Option<(usize, f32)>,
    before: u32,
    features: Range<usize>,
}

impl Examples {
    fn push(&mut self, target: Option<(usize, f32)>, labels: usize, features: &[u32]) {
        let from = self.features.len();
        self.features.extend_from_slice(features);
        self.words.push(Word { target, before: self.before, features: from..self.features.len() });
        self.before = target.map_or(0, |(tag, _)| if tag == 0 { 0 } else { ((tag - 1) % labels + 1) as u32 });
    }

    /// The next word begins a segment.
    fn close(&mut self) {
        self.before = 0;
    }
}

/// The user's labels with enough different names, the most used ones first.
fn learnable(feedback: &[FeedbackExample]) -> Vec<Kind> {
    let mut names: BTreeMap<&str, (usize, BTreeSet<&str>)> = BTreeMap::new();
    for example in feedback {
        for decision in example.decisions.iter().filter(|decision| decision.accepted) {
            let (count, of_label) = names.entry(decision.label.as_str()).or_default();
            *count += 1;
            of_label.extend(example.text.get(decision.start as usize..decision.end as usize));
        }
    }
    let mut labels: Vec<(usize, &str)> = names
        .into_iter()
        .filter(|(_, (_, of_label))| of_label.len() >= LEAST_NAMES)
        .map(|(label, (count, _))| (count, label))
        .collect();
    labels.sort_by_key(|(count, label)| (Reverse(*count), *label));
    let kinds = labels.into_iter().filter_map(|(_, label)| Kind::of_label(label));
    // Places and factions are learned better from a whole corpus.
    kinds.filter(|kind| !kind.is_detected()).take(MOST_LABELS).collect()
}
