//! Agreement between annotators: how far their annotations of one text are the same beyond chance, and in what they differ.
//!
//! What they differ in is decided by a person ([`Adjudication`]). A pure function of a text's words and of several states of annotations with their spans in that text. Accepted
//! annotations count. Which coefficient means what is said at each field of [`Coefficients`].

mod adjudication;
mod coder;
mod coefficients;
mod disagreement;
mod unitizing;

use std::collections::{BTreeMap, BTreeSet};

pub use adjudication::{Adjudication, Decided, Question, Verdict, annotator};
use coder::{Coder, pairs};
pub use coefficients::{Nominal, cohen_kappa, f1};
pub use disagreement::{Disagreement, Kind};
pub use unitizing::{Unitizing, Units};

use crate::annotation::{Annotation, AnnotationState, LabelId, Spans};
use crate::text::Span;
use crate::text::units::{Unit, UnitIndex};
use crate::text::words::touched;

/// How far annotators agree about one label, or about all of them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Coefficients {
    /// How many annotations each of them has.
    pub counts: Vec<usize>,
    /// Cohen's kappa (1960) by word: whether a word lies in an annotation with this label, or with which labels; of more
    /// than two annotators the mean of all pairs (Light 1971). `None` if it is not defined, because nobody varies.
    pub cohen_kappa: Option<f64>,
    /// Krippendorff's alpha for nominal data by word, of all annotators at once. `None` if nobody varies.
    pub nominal_alpha: Option<f64>,
    /// Krippendorff's alpha for unitizing a continuum (the first variant, 1995: see [`Unitizing`]), over the code points of
    /// the text; for all labels that of their disagreements together. `None` if nobody has an annotation.
    pub unitized_alpha: Option<f64>,
    /// F1 of annotations with the same label and the same ends; the mean of all pairs that have any.
    pub exact_f1: Option<f64>,
    /// F1 of annotations with the same label that overlap; the mean of all pairs that have any.
    pub overlapping_f1: Option<f64>,
}

/// How far annotators agree about a value of annotations that they both have, with the same label and ends.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Shared {
    /// How many annotations were compared: those where somebody has given a value.
    pub compared: usize,
    /// In how many all values are the same.
    pub equal: usize,
    /// Krippendorff's alpha for nominal data. `None` if nothing varies.
    pub alpha: Option<f64>,
}

/// How far annotators agree.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Agreement {
    /// The number of the text's words.
    pub words: usize,
    /// Each label that somebody has used, in the order of the first annotator's labels, then by id.
    pub labels: Vec<(LabelId, Coefficients)>,
    /// All labels together.
    pub all: Coefficients,
    /// Each attribute that somebody has given.
    pub attributes: Vec<(String, Shared)>,
    /// The chosen entities.
    pub entities: Shared,
    /// What they differ in, in the order of the text.
    pub disagreements: Vec<Disagreement>,
}

impl Agreement {
    /// Compares at least two annotators' work on a text. `words` are its words, in order.
    pub fn between(text: &str, words: &[Span], states: &[&AnnotationState]) -> Self {
        let coders: Vec<Coder<'_>> = states.iter().map(|state| Coder::of(state)).collect();
        let ids = labels(states, &coders);
        let offsets = UnitIndex::new(text, Unit::Char);
        let length = offsets.len();
        let mut together = Unitizing::default();
        let mut per_label = Vec::new();
        for id in &ids {
            let units = coders.iter().map(|coder| {
                let spans = coder.with_label(Some(id)).flat_map(|annotation| annotation.spans.iter());
                Units::of(spans.map(|span| offsets.span(span)))
            });
            let unitizing = Unitizing::of(&units.collect::<Vec<Units>>(), length);
            together.add(unitizing);
            let coded: Vec<Vec<u32>> = coders.iter().map(|coder| codes(coder, words, id)).collect();
            let coefficients = Coefficients { unitized_alpha: unitizing.alpha(), ..by_word(&coded) };
            per_label.push((id.clone(), coefficients.with_spans(&coders, Some(id))));
        }
        let all = Coefficients { unitized_alpha: together.alpha(), ..by_word(&combinations(&coders, words, &ids)) };
        let groups = groups(&coders);
        Self {
            words: words.len(),
            labels: per_label,
            all: all.with_spans(&coders, None),
            attributes: attributes(&groups),
            entities: shared(&groups, |annotation| annotation.entity.clone()),
            disagreements: disagreement::of(&coders),
        }
    }
}

impl Coefficients {
    /// Counts annotations, and what two annotators have in common.
    fn with_spans(self, coders: &[Coder<'_>], label: Option<&LabelId>) -> Self {
        let counts: Vec<usize> = coders.iter().map(|coder| coder.with_label(label).count()).collect();
        let of_pair = |a: usize, b: usize, [in_a, in_b]: [usize; 2]| {
            let share = |part: usize, whole: usize| if whole == 0 { 0.0 } else { part as f64 / whole as f64 };
            f1(share(in_a, a), share(in_b, b))
        };
        let of_pairs = |common: &dyn Fn(&Coder<'_>, &Coder<'_>) -> [usize; 2]| {
            let pairs = pairs(coders.len()).filter(|(a, b)| counts[*a] + counts[*b] > 0);
            mean(pairs.map(|(a, b)| Some(of_pair(counts[a], counts[b], common(&coders[a], &coders[b])))))
        };
        let exact = of_pairs(&|a, b| {
            let is_asked = |id: &LabelId| label.is_none_or(|label| label == id);
            let passages = a.by_passage.iter().filter(|((id, _), _)| is_asked(id));
            let same =
                passages.map(|(passage, own)| b.by_passage.get(passage).map_or(0, |other| other.len().min(own.len())));
            [same.sum(); 2]
        });
        let overlapping = of_pairs(&|a, b| [a.touching(b, label), b.touching(a, label)]);
        Self { counts, exact_f1: exact, overlapping_f1: overlapping, ..self }
    }
}

/// What annotators of one text differ in, in the order of the text, without the coefficients.
pub fn disagreements(states: &[&AnnotationState]) -> Vec<Disagreement> {
    let coders: Vec<Coder<'_>> = states.iter().map(|state| Coder::of(state)).collect();
    disagreement::of(&coders)
}

/// The mean of those that are defined.
fn mean(values: impl Iterator<Item = Option<f64>>) -> Option<f64> {
    let values: Vec<f64> = values.flatten().collect();
    (!values.is_empty()).then(|| values.iter().sum::<f64>() / values.len() as f64)
}

/// The labels that somebody has used.
fn labels(states: &[&AnnotationState], coders: &[Coder<'_>]) -> Vec<LabelId> {
    let used: BTreeSet<&LabelId> =
        coders.iter().flat_map(|coder| coder.accepted.iter()).map(|annotation| &annotation.label).collect();
    let listed = states.first().into_iter().flat_map(|state| state.labels.iter().map(|label| &label.id));
    let first: Vec<&LabelId> = listed.filter(|id| used.contains(id)).collect();
    let others = used.iter().copied().filter(|id| !first.contains(id));
    first.iter().copied().chain(others).cloned().collect()
}

/// For each word whether it lies in an annotation with a label: 1 or 0.
fn codes(coder: &Coder<'_>, words: &[Span], label: &LabelId) -> Vec<u32> {
    let mut codes = vec![0; words.len()];
    for span in coder.with_label(Some(label)).flat_map(|annotation| annotation.spans.iter()) {
        codes[touched(words, span)].fill(1);
    }
    codes
}

/// For each annotator and word a number for the labels of the annotations in which it lies; 0 for none.
fn combinations(coders: &[Coder<'_>], words: &[Span], labels: &[LabelId]) -> Vec<Vec<u32>> {
    let numbers: BTreeMap<&LabelId, usize> = labels.iter().enumerate().map(|(number, id)| (id, number)).collect();
    let mut known: BTreeMap<Vec<usize>, u32> = BTreeMap::new();
    let mut of = |coder: &Coder<'_>| {
        let mut codes = vec![0; words.len()];
        let mut labelled: Vec<(usize, usize)> = Vec::new();
        for annotation in &coder.accepted {
            let Some(label) = numbers.get(&annotation.label) else { continue };
            let touched = annotation.spans.iter().flat_map(|span| touched(words, span));
            labelled.extend(touched.map(|word| (word, *label)));
        }
        labelled.sort_unstable();
        labelled.dedup();
        for of_word in labelled.chunk_by(|a, b| a.0 == b.0) {
            let next = known.len() as u32 + 1;
            codes[of_word[0].0] = *known.entry(of_word.iter().map(|(_, label)| *label).collect()).or_insert(next);
        }
        codes
    };
    coders.iter().map(&mut of).collect()
}

/// The coefficients by word, of each annotator's codes.
fn by_word(coded: &[Vec<u32>]) -> Coefficients {
    let kappas = pairs(coded.len()).map(|(a, b)| cohen_kappa(coded[a].iter().copied().zip(coded[b].iter().copied())));
    let cohen_kappa = mean(kappas);
    let mut nominal = Nominal::default();
    let mut of_word = Vec::with_capacity(coded.len());
    for word in 0..coded.first().map_or(0, Vec::len) {
        of_word.clear();
        of_word.extend(coded.iter().map(|codes| codes[word]));
        nominal.add(&of_word);
    }
    Coefficients { cohen_kappa, nominal_alpha: nominal.alpha(), ..Coefficients::default() }
}

/// The annotations that at least two have made with the same label and ends: one of each annotator.
fn groups<'s>(coders: &[Coder<'s>]) -> Vec<Vec<&'s Annotation>> {
    let passages: BTreeSet<&(&LabelId, &Spans)> = coders.iter().flat_map(|coder| coder.by_passage.keys()).collect();
    let of = |passage: &&(&LabelId, &Spans)| -> Vec<&'s Annotation> {
        coders.iter().filter_map(|coder| coder.by_passage.get(*passage)?.first().copied()).collect()
    };
    passages.iter().map(of).filter(|group| group.len() > 1).collect()
}

/// How far values agree in annotations that several have made.
fn shared(groups: &[Vec<&Annotation>], value: impl Fn(&Annotation) -> Option<String>) -> Shared {
    let mut numbers: BTreeMap<String, u32> = BTreeMap::new();
    let mut nominal = Nominal::default();
    let mut shared = Shared::default();
    for group in groups {
        let values: Vec<Option<String>> = group.iter().map(|annotation| value(annotation)).collect();
        if values.iter().all(Option::is_none) {
            continue;
        }
        shared.compared += 1;
        shared.equal += usize::from(values.windows(2).all(|pair| pair[0] == pair[1]));
        let codes = values.into_iter().map(|value| {
            let next = numbers.len() as u32 + 1;
            value.map_or(0, |value| *numbers.entry(value).or_insert(next))
        });
        nominal.add(&codes.collect::<Vec<u32>>());
    }
    Shared { alpha: nominal.alpha(), ..shared }
}

fn attributes(groups: &[Vec<&Annotation>]) -> Vec<(String, Shared)> {
    let annotations = || groups.iter().flatten();
    let names: BTreeSet<&str> =
        annotations().flat_map(|annotation| annotation.attributes.iter().map(|(name, _)| name)).collect();
    let of = |name: &&str| {
        let value = |annotation: &Annotation| annotation.attributes.get(name).map(crate::annotation::Value::plain);
        ((*name).to_owned(), shared(groups, value))
    };
    names.iter().map(of).collect()
}
