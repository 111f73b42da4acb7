//! Trains a model on annotated texts: the chain by stochastic gradient descent, the classifier on texts that the chain
//! has not seen.
//!
//! Deterministic: the same examples in the same order give the same bytes.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::detector::Detector;
use super::model::bytes::{GATE_BITS, GATE_BYTES, HEAD, MAGIC, Model, STEP, gate_bits};
use super::model::crf::{Chain, IN_PLACE, ORGANISATION, OTHER, OUTSIDE, PERSON, PLACE, Row, TAGS, Transitions};
use super::model::features::{View, features, row};
use super::model::place_classifier::{self, FEATURES};
use super::proposer::Proposer;
use crate::detect::candidate::{Form, Source};
use crate::detect::kind::Kind;
use crate::lexicon::Lexicon;
use crate::text::Span;

/// The class of an annotated mention.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// A place.
    Place,
    /// A person.
    Person,
    /// An organisation, including factions.
    Organisation,
    /// Any other name.
    Other,
}

impl Class {
    /// The class for a label of a corpus or for one of the default labels.
    pub fn of_label(label: &str) -> Self {
        match label {
            "LOC"
            | "location"
            | "Population-Center"
            | "Nation"
            | "State-or-Province"
            | "County-or-District"
            | "Continent"
            | "GPE-Cluster"
            | "Water-Body"
            | "Land-Region-Natural" => Self::Place,
            "PER" | "person" | "Politician" | "Other_PER" | "Artist" | "Scientist" | "Religious_PER" | "Athlete"
            | "Businessperson" | "Engineer" | "Lawyer" => Self::Person,
            "ORG" | "faction" | "Commercial" | "Non-Governmental" | "Government" | "Police" | "Sports" | "Media"
            | "Educational" | "Religious_ORG" | "Medical-Science" | "Entertainment" => Self::Organisation,
            _ => Self::Other,
        }
    }
}

/// An annotated text.
#[derive(Clone, Debug, Default)]
pub struct Example {
    /// The text.
    pub text: String,
    /// Its mentions; they do not overlap. Boundaries are word boundaries.
    pub mentions: Vec<(Span, Class)>,
    /// Whether it was annotated by our own rules. Texts annotated by other rules, or with damaged spelling, have
    /// weights of their own in the chain, and all of them together no more weight in the classifier than the others.
    pub is_main: bool,
}

/// Training options.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// How often each example is seen.
    pub epochs: usize,
    /// How often training is repeated; the results are averaged.
    pub rounds: usize,
    /// Rows of the table, as a power of two; a row takes eight bytes of the file.
    pub row_bits: u32,
    /// Step size.
    pub rate: f32,
    /// How strongly unused weights decay.
    pub shrink: f32,
    /// Share of a word's features left out each time it is seen, so that none is relied on alone: the lexicon covers
    /// these texts better than it will cover others.
    pub drop: f32,
    /// Number of folds for the classifier's training.
    pub folds: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self { epochs: 12, rounds: 3, row_bits: 19, rate: 0.1, shrink: 1e-5, drop: 0.5, folds: 4 }
    }
}

/// A word seen this often, and never in a name, counts as not being a name.
const GATE_COUNT: u32 = 4;
/// Features seen less often are left out.
const LEAST_COUNT: u8 = 2;
/// Bits of a feature used to count it; more than for a row, so that few features are counted together.
const COUNT_BITS: u32 = 25;

/// A word of an example.
struct Word {
    hash: u32,
    noted: bool,
    tag: u8,
    /// Its first feature; its features end where the next word's begin.
    features: u32,
}

/// An example as numbers.
#[derive(Default)]
struct Numbers {
    /// See [`Example::is_main`].
    is_main: bool,
    words: Vec<Word>,
    features: Vec<u32>,
    /// First word of each segment.
    segments: Vec<usize>,
}

/// Trains a model. `report` is told about progress.
pub fn train(lexicon: &Arc<Lexicon>, examples: &[Example], options: Options, report: &mut dyn FnMut(&str)) -> Model {
    let proposer = Proposer::new(Arc::clone(lexicon), None);
    let numbers: Vec<Numbers> = examples.iter().map(|example| read(&proposer, example)).collect();
    let words: usize = numbers.iter().map(|n| n.words.len()).sum();
    report(&format!("{} texts, {words} words", examples.len()));
    let (main, also): (Vec<usize>, Vec<usize>) =
        (0..examples.len()).partition(|i| examples.get(*i).is_some_and(|e| e.is_main));
    // Folds consist of neighbouring texts: one half of a divided article would give the other away.
    let folds = options.folds.max(2);
    let mut cases = Vec::new();
    let mut parts: Vec<(Vec<&Example>, Model)> = Vec::new();
    for fold in 0..folds {
        let share = |all: &[usize]| {
            all.get(fold * all.len() / folds..(fold + 1) * all.len() / folds).map(<[usize]>::to_vec).unwrap_or_default()
        };
        let held = [share(&main), share(&also)].concat();
        let seen: Vec<&Numbers> =
            numbers.iter().enumerate().filter(|(i, _)| !held.contains(i)).map(|(_, n)| n).collect();
        let model = learn_chain(&seen, options);
        let detector = Detector::new_with(Arc::clone(lexicon), Some(Arc::new(model.clone())));
        let held: Vec<&Example> = held.iter().filter_map(|i| examples.get(*i)).collect();
        let before = cases.len();
        for example in &held {
            cases.extend(labelled_cases(&detector, example));
        }
        report(&format!("part {} of {folds}: {} places to classify", fold + 1, cases.len() - before));
        parts.push((held, model));
    }
    let classifier = train_classifier(&cases);
    let mut total = Counts::default();
    for (fold, (held, mut model)) in (1..).zip(parts) {
        model.classifier = classifier.clone();
        let detector = Detector::new_with(Arc::clone(lexicon), Some(Arc::new(model)));
        let mut counts = Counts::default();
        for example in held.iter().filter(|example| example.is_main) {
            counts.add(&detector, example);
        }
        report(&format!("part {fold} of {folds}, not seen: {counts}"));
        total = total.with(&counts);
    }
    report(&format!("all parts: {total}"));
    let all: Vec<&Numbers> = numbers.iter().collect();
    let mut model = learn_chain(&all, options);
    model.classifier = classifier;
    model.bytes = Cow::Owned(model.to_body());
    model
}

/// Numbers of correct, proposed and annotated places.
#[derive(Clone, Copy, Debug, Default)]
struct Counts {
    right: usize,
    found: usize,
    marked: usize,
}

impl Counts {
    fn add(&mut self, detector: &Detector, example: &Example) {
        let words: Vec<Span> = crate::text::words::words(&example.text).collect();
        let found = detector.detect(&example.text);
        let found = found.iter().filter(|c| c.kind == Kind::LOCATION && c.form == Form::Name && !c.nested);
        let found: Vec<(usize, usize)> = found.map(|c| word_range(&words, c.span)).collect();
        let marked = example.mentions.iter().filter(|(_, class)| *class == Class::Place);
        let marked: HashSet<(usize, usize)> = marked.map(|(span, _)| word_range(&words, *span)).collect();
        self.right += found.iter().filter(|words| marked.contains(words)).count();
        self.found += found.len();
        self.marked += marked.len();
    }

    fn with(self, other: &Self) -> Self {
        Self { right: self.right + other.right, found: self.found + other.found, marked: self.marked + other.marked }
    }
}

impl std::fmt::Display for Counts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let share = |whole: usize| self.right as f64 / whole.max(1) as f64;
        let f1 = 2.0 * self.right as f64 / (self.found + self.marked).max(1) as f64;
        write!(f, "precision {:.4}, recall {:.4}, F1 {f1:.4}", share(self.found), share(self.marked))
    }
}

/// The words that a span touches: the first one, and the one after the last.
fn word_range(words: &[Span], span: Span) -> (usize, usize) {
    let first = words.partition_point(|word| word.end <= span.start);
    (first, words.partition_point(|word| word.start < span.end))
}

fn read(proposer: &Proposer, example: &Example) -> Numbers {
    let mut numbers = Numbers { is_main: example.is_main, ..Numbers::default() };
    let mut view = View::default();
    proposer.each_segment(&example.text, &mut |segment, proposals| {
        view.read(segment, proposals);
        numbers.segments.push(numbers.words.len());
        for (at, token) in segment.tokens.iter().enumerate() {
            let first = numbers.features.len() as u32;
            features(segment, &view, at, &mut |template, a, b| numbers.features.push(row(template, a, b)));
            let span = token.span();
            let near = example.mentions.partition_point(|(m, _)| m.end <= span.start);
            let mention = example.mentions.get(near).filter(|(m, _)| m.overlaps(span));
            let tag = mention.map_or(OUTSIDE, |(m, class)| {
                let begun =
                    at.checked_sub(1).and_then(|b| segment.tokens.get(b)).is_some_and(|b| b.span().overlaps(*m));
                match class {
                    Class::Place => PLACE + usize::from(begun),
                    Class::Person => PERSON + usize::from(begun),
                    Class::Organisation => ORGANISATION + usize::from(begun),
                    Class::Other => OTHER,
                }
            });
            let noted = view.is_noted(at);
            numbers.words.push(Word { hash: token.shape.word, noted, tag: tag as u8, features: first });
        }
    });
    const { assert!(IN_PLACE == PLACE + 1, "further words come after first ones") };
    numbers
}

/// A run of words that may be names.
struct Run<'n> {
    numbers: &'n Numbers,
    first: usize,
    len: usize,
}

fn runs<'n>(numbers: &'n Numbers, gate: &dyn Fn(&Word) -> bool) -> Vec<Run<'n>> {
    let mut runs = Vec::new();
    for (i, &from) in numbers.segments.iter().enumerate() {
        let to = numbers.segments.get(i + 1).copied().unwrap_or(numbers.words.len());
        let mut first = from;
        for at in from..=to {
            if at == to || numbers.words.get(at).is_none_or(gate) {
                if at > first {
                    runs.push(Run { numbers, first, len: at - first });
                }
                first = at + 1;
            }
        }
    }
    runs
}

impl Run<'_> {
    fn features(&self, at: usize) -> &[u32] {
        let of = |at: usize| self.numbers.words.get(at).map_or(self.numbers.features.len(), |w| w.features as usize);
        self.numbers.features.get(of(self.first + at)..of(self.first + at + 1)).unwrap_or(&[])
    }

    fn tag(&self, at: usize) -> usize {
        self.numbers.words.get(self.first + at).map_or(OUTSIDE, |word| usize::from(word.tag))
    }
}

fn learn_chain(examples: &[&Numbers], options: Options) -> Model {
    let mut seen: HashMap<u32, (u32, bool)> = HashMap::new();
    for word in examples.iter().flat_map(|n| &n.words) {
        let entry = seen.entry(word.hash).or_default();
        *entry = (entry.0 + 1, entry.1 || usize::from(word.tag) != OUTSIDE);
    }
    let is_gated = |word: &Word| {
        !word.noted && seen.get(&word.hash).is_some_and(|(count, is_name)| *count >= GATE_COUNT && !is_name)
    };
    let mut runs: Vec<Run<'_>> = examples.iter().flat_map(|numbers| runs(numbers, &is_gated)).collect();

    let rows = 1_usize << options.row_bits;
    let mask = (rows - 1) as u32;
    let mut counts = vec![0_u8; 1 << COUNT_BITS];
    for run in &runs {
        for feature in (0..run.len).flat_map(|at| run.features(at)) {
            let count = &mut counts[(feature >> (32 - COUNT_BITS)) as usize];
            *count = count.saturating_add(1);
        }
    }
    let mut random = 0x2545_F491_4F6C_DD1D_u64;
    // Average the ends of the later epochs, over several rounds: a single end depends too much on the order of the last
    // texts and on the features left out.
    let first_kept = options.epochs / 2;
    let mut means = vec![[0.0_f32; TAGS]; rows];
    let mut transition_means = [[0.0_f32; TAGS]; TAGS];
    for _ in 0..options.rounds {
        // Texts annotated by other rules have a second table, which absorbs what these rules do differently and is then
        // discarded: the first table keeps what all texts agree on.
        let mut weights = vec![[0.0_f32; TAGS]; rows * 2];
        let mut squares = vec![[0.0_f32; TAGS]; rows * 2];
        let mut transitions = [[0.0_f32; TAGS]; TAGS];
        let mut transition_squares = [[0.0_f32; TAGS]; TAGS];
        let mut chain = Chain::default();
        let mut scores: Vec<Row> = Vec::new();
        let mut kept: Vec<u64> = Vec::new();
        for epoch in 0..options.epochs {
            // Fisher-Yates shuffle with a fixed generator.
            for i in (1..runs.len()).rev() {
                runs.swap(i, next(&mut random) as usize % (i + 1));
            }
            for run in &runs {
                scores.clear();
                kept.clear();
                for at in 0..run.len {
                    let mut score = [0.0; TAGS];
                    let bits = random_bits(&mut random, options.drop);
                    kept.push(bits);
                    for feature in remaining(run.features(at), bits) {
                        let row = (feature & mask) as usize;
                        add(&mut score, &weights[row]);
                        if !run.numbers.is_main {
                            add(&mut score, &weights[row + rows]);
                        }
                    }
                    scores.push(score);
                }
                let factors = Transitions::from_weights(&transitions);
                chain.run(&scores, &factors);
                for at in 0..run.len {
                    let mut gradient = chain.marginal(at);
                    gradient[run.tag(at)] -= 1.0;
                    if gradient.iter().any(|g| g.abs() > 0.005) {
                        for feature in remaining(run.features(at), kept.get(at).copied().unwrap_or(u64::MAX)) {
                            if counts[(feature >> (32 - COUNT_BITS)) as usize] >= LEAST_COUNT {
                                let row = (feature & mask) as usize;
                                step(&mut weights[row], &mut squares[row], &gradient, options);
                                if !run.numbers.is_main {
                                    step(&mut weights[row + rows], &mut squares[row + rows], &gradient, options);
                                }
                            }
                        }
                    }
                    let mut pairs = if at + 1 < run.len { chain.pairs(at, &factors) } else { continue };
                    pairs[run.tag(at)][run.tag(at + 1)] -= 1.0;
                    for ((row, squares), gradient) in transitions.iter_mut().zip(&mut transition_squares).zip(&pairs) {
                        step(row, squares, gradient, options);
                    }
                }
            }
            if epoch >= first_kept {
                means.iter_mut().zip(&weights).for_each(|(mean, weight)| add(mean, weight));
                transition_means.iter_mut().zip(&transitions).for_each(|(mean, weight)| add(mean, weight));
            }
        }
    }
    let share = 1.0 / (options.rounds * (options.epochs - first_kept)).max(1) as f32;
    means.iter_mut().flatten().for_each(|weight| *weight *= share * (1.0 - options.drop));
    transition_means.iter_mut().flatten().for_each(|weight| *weight *= share);
    let gated = seen.iter().filter(|(_, (count, is_name))| *count >= GATE_COUNT && !is_name).map(|(hash, _)| *hash);
    pack(&means, transition_means, gated, options.row_bits)
}

fn add(sum: &mut Row, row: &Row) {
    sum.iter_mut().zip(row).for_each(|(sum, value)| *sum += value);
}

/// A linear congruential generator: 31 bits.
fn next(random: &mut u64) -> u64 {
    *random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    *random >> 33
}

/// One bit for each feature, unset for the share that is left out.
fn random_bits(random: &mut u64, drop: f32) -> u64 {
    if drop <= 0.0 {
        return u64::MAX;
    }
    let limit = (drop.clamp(0.0, 0.9) * 256.0) as u64;
    let mut bits = 0;
    for _ in 0..22 {
        let three = next(random);
        for shift in [0, 8, 16] {
            bits = bits << 1 | u64::from((three >> shift) & 0xFF >= limit);
        }
    }
    bits
}

/// The features whose bit is set.
fn remaining(features: &[u32], bits: u64) -> impl Iterator<Item = &u32> {
    features.iter().enumerate().filter(move |(i, _)| bits >> (i & 63) & 1 == 1).map(|(_, feature)| feature)
}

/// One step of AdaGrad, with decay.
fn step(weights: &mut Row, squares: &mut Row, gradient: &Row, options: Options) {
    for ((weight, square), g) in weights.iter_mut().zip(squares).zip(gradient) {
        let g = g + options.shrink * *weight;
        *square += g * g;
        *weight -= options.rate * g / (square.sqrt() + 1e-3);
    }
}

fn pack(weights: &[Row], transitions: [Row; TAGS], gated: impl Iterator<Item = u32>, row_bits: u32) -> Model {
    let mut bytes = vec![0_u8; HEAD + GATE_BYTES];
    bytes[..MAGIC.len()].copy_from_slice(&MAGIC);
    bytes[MAGIC.len()..MAGIC.len() + 4].copy_from_slice(&row_bits.to_le_bytes());
    for bit in gated.flat_map(gate_bits) {
        debug_assert!(bit >> GATE_BITS == 0, "inside the set");
        bytes[HEAD + (bit >> 3) as usize] |= 1 << (bit & 7);
    }
    bytes.extend(weights.iter().flatten().map(|w| ((w / STEP).round().clamp(-127.0, 127.0) as i8).cast_unsigned()));
    Model {
        bytes: Cow::Owned(bytes),
        row_mask: (1 << row_bits) - 1,
        transitions: Transitions::from_weights(&transitions),
        weights: transitions,
        classifier: place_classifier::Weights::default(),
    }
}

/// A place to classify.
struct Labelled {
    features: [f32; FEATURES],
    supported: bool,
    is_right: bool,
    is_main: bool,
}

/// The places that a detector would classify in an example, each with whether it is right.
fn labelled_cases(detector: &Detector, example: &Example) -> Vec<Labelled> {
    let words: Vec<Span> = crate::text::words::words(&example.text).collect();
    let range = |span| word_range(&words, span);
    let places: Vec<(usize, usize)> =
        example.mentions.iter().filter(|(_, class)| *class == Class::Place).map(|(span, _)| range(*span)).collect();
    let (proposals, cases) = detector.cases(&example.text);
    let supported = place_classifier::supported(&cases, &proposals);
    let labelled = cases.into_iter().zip(supported).filter_map(|(case, supported)| {
        let proposal = proposals.get(case.proposal).filter(|p| p.kind == Kind::LOCATION)?;
        let (first, behind) = range(proposal.span);
        let near = places.partition_point(|(f, _)| *f < first)..places.partition_point(|(f, _)| *f < behind);
        // The corpora exclude nouns of sites and the word for north in شمال أفريقيا.
        let may_be_longer = proposal.source != Source::Model && first + 1 < behind;
        let is_right = places.get(near)?.iter().any(|(f, b)| *b == behind && (*f == first || may_be_longer));
        Some(Labelled { features: case.features, supported, is_right, is_main: example.is_main })
    });
    labelled.collect()
}

/// Trains the classifier: one regression over all cases, and one for places that the rules support.
///
/// The lexicon and the rules were developed with the main texts, and are more accurate there than elsewhere; the other
/// texts keep the classifier from trusting them too much. Both groups have the same total weight.
fn train_classifier(cases: &[Labelled]) -> place_classifier::Weights {
    let main = cases.iter().filter(|case| case.is_main).count();
    let share = main as f32 / (cases.len() - main).max(1) as f32;
    let weight = |case: &Labelled| if case.is_main { 1.0 } else { share.min(1.0) };
    let all: Vec<_> = cases.iter().map(|case| (case.features, case.is_right, weight(case))).collect();
    let mut classifier = place_classifier::Weights { features: regress(&all), supported: [0.0; 2] };
    let supported = cases.iter().filter(|case| case.supported && case.is_main);
    let sums = supported.map(|case| ([1.0, classifier.sum(&case.features)], case.is_right, 1.0));
    classifier.supported = regress(&sums.collect::<Vec<_>>());
    classifier
}

/// Logistic regression by batch gradient descent, each case with its weight.
fn regress<const N: usize>(cases: &[([f32; N], bool, f32)]) -> [f32; N] {
    let all: f64 = cases.iter().map(|(.., share)| f64::from(*share)).sum();
    let mut weights = [0.0_f64; N];
    let mut squares = [1e-6_f64; N];
    for _ in 0..1_500 {
        let mut gradient = [0.0_f64; N];
        for (features, is_right, share) in cases {
            let sum: f64 = weights.iter().zip(features).map(|(w, x)| w * f64::from(*x)).sum();
            let error = f64::from(*share) * (1.0 / (1.0 + (-sum).exp()) - f64::from(u8::from(*is_right)));
            gradient.iter_mut().zip(features).for_each(|(g, x)| *g += error * f64::from(*x));
        }
        for ((weight, square), g) in weights.iter_mut().zip(&mut squares).zip(&gradient) {
            let g = g / all.max(1.0) + 1e-4 * *weight;
            *square = 0.99 * *square + 0.01 * g * g;
            *weight -= 0.02 * g / (square.sqrt() + 1e-5);
        }
    }
    weights.map(|w| w as f32)
}
