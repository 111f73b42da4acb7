//! `hawashi evaluate`: measures detection against annotated files.

use std::collections::BTreeMap;
use std::io::{self, Write};

use rayon::prelude::*;
use serde::Serialize;
use serde_json::{Map, Value, json};

use super::args::{EvaluateArgs, LabelMap, TableOrJson};
use super::gold::{self, Gold, word_range};
use super::{CliError, Exit, Reporter};
use crate::agreement::f1;
use crate::detect::{Candidate, Detector, Evidence, Form, Kind, Source};
use crate::lexicon::Lexicon;

/// Bins of the reliability table, one for each tenth of confidence.
const BINS: usize = 10;

/// The counts for one kind.
#[derive(Clone, Debug, Default)]
struct Score {
    gold: usize,
    predicted: usize,
    correct: usize,
    /// Found mentions that overlap an annotated one of their kind.
    touching: usize,
    /// Annotated mentions that overlap a found one of their kind.
    touched: usize,
    /// Number found, number correct, and sum of confidence, by tenth of confidence.
    bins: [(usize, usize, f64); BINS],
}

#[derive(Clone, Copy, Debug, Serialize)]
struct Rates {
    precision: f64,
    recall: f64,
    f1: f64,
}

impl Rates {
    fn of(right: usize, predicted: usize, found: usize, gold: usize) -> Self {
        let share = |part: usize, whole: usize| if whole == 0 { 0.0 } else { part as f64 / whole as f64 };
        let (precision, recall) = (share(right, predicted), share(found, gold));
        let f1 = f1(precision, recall);
        let round = |x: f64| (x * 10_000.0).round() / 10_000.0;
        Self { precision: round(precision), recall: round(recall), f1: round(f1) }
    }
}

/// A confusion: the annotated label or `-`, the found kind or `-`, whether the words are the same.
type Confusion = (String, String, bool);

/// All counts.
#[derive(Debug, Default)]
struct Tally {
    kinds: BTreeMap<Kind, Score>,
    confusions: BTreeMap<Confusion, (usize, BTreeMap<String, usize>)>,
}

/// Runs the subcommand.
pub fn run(args: &EvaluateArgs) -> Result<Exit, CliError> {
    args.reading.check(&args.gold)?;
    let map = LabelMap::or_default(args.map.as_ref());
    let mut reporter = Reporter::default();
    let golds = gold::read(&args.gold, args.sentences, &args.reading, &mut reporter);
    if golds.is_empty() {
        return Ok(reporter.exit());
    }
    let detector = Detector::new_with(Lexicon::builtin(), super::train::model(args.model.as_deref())?);
    let found: Vec<Vec<Candidate>> = golds.par_iter().map(|gold| detector.detect(&gold.text)).collect();
    let mut tally = Tally::default();
    // Annotation files contain every kind, columns only those that their labels mean.
    let is_marked =
        |kind| golds.iter().any(|gold| gold.complete || gold.mentions.iter().any(|m| map.kind(&m.label) == Some(kind)));
    for kind in Kind::DETECTED.into_iter().filter(|kind| map.names(*kind) || is_marked(*kind)) {
        tally.kinds.insert(kind, Score::default());
    }
    for (gold, candidates) in golds.iter().zip(&found) {
        tally.add(gold, candidates, &map, args);
    }
    let mut out = io::stdout().lock();
    match args.format {
        TableOrJson::Json => writeln!(out, "{}", tally.json(args.examples))?,
        TableOrJson::Table => tally.table(&mut out, args.examples)?,
    }
    Ok(reporter.exit())
}

/// The part of the rules that found a mention; see [`EvaluateArgs::parts`].
fn part(candidate: &Candidate) -> u8 {
    match (candidate.source, candidate.evidence) {
        (Source::Lexicon, Evidence::Entry) => 1,
        (_, Evidence::Elsewhere(_)) | (Source::Model, _) => 4,
        (Source::Lexicon, _) => 2,
        _ => 3,
    }
}

/// A mention on either side: its words and its label.
struct Side<'a> {
    words: (usize, usize),
    label: &'a str,
    kind: Option<Kind>,
    confidence: f32,
}

fn overlap(a: &Side<'_>, b: &Side<'_>) -> bool {
    a.words.0 <= b.words.1 && b.words.0 <= a.words.1
}

impl Tally {
    fn add(&mut self, gold: &Gold, candidates: &[Candidate], map: &LabelMap, args: &EvaluateArgs) {
        let marked: Vec<Side<'_>> = gold
            .mentions
            .iter()
            .map(|m| Side { words: m.words, label: &m.label, kind: map.kind(&m.label), confidence: 1.0 })
            .collect();
        // Mentions are close together in both lists; a window keeps the comparison linear.
        let near = |sides: &[Side<'_>], side: &Side<'_>| {
            let first = sides.partition_point(|other| other.words.0 + 64 < side.words.0);
            let behind = sides.partition_point(|other| other.words.0 <= side.words.1);
            first..behind
        };
        let mut found: Vec<Side<'_>> = candidates
            .iter()
            .filter(|c| gold.complete || c.form == Form::Name)
            .filter(|c| c.confidence >= args.threshold && part(c) <= args.parts)
            .filter_map(|c| {
                let words = word_range(&gold.words, c.span)?;
                let side = Side { words, label: c.kind.name(), kind: Some(c.kind), confidence: c.confidence };
                // Columns contain only one of several nested mentions: a place inside a longer annotated one is not
                // expected.
                let covers = |other: &Side<'_>| overlap(other, &side) && other.words != words;
                let around = marked.get(near(&marked, &side)).unwrap_or(&[]);
                let is_asked_for = gold.complete || !c.nested || !around.iter().any(covers);
                is_asked_for.then_some(side)
            })
            .collect();
        found.sort_by_key(|side| (side.words, side.kind));
        found.dedup_by_key(|side| (side.words, side.kind));
        let text = |side: &Side<'_>| {
            let end = gold.words.get(side.words.1).map_or(0, |word| word.end.index());
            let start = gold.words.get(side.words.0).map_or(0, |word| word.start.index());
            gold.text.get(start..end).unwrap_or("").replace('\n', " ")
        };
        for side in &found {
            let Some(kind) = side.kind else { continue };
            let Some(score) = self.kinds.get_mut(&kind) else { continue };
            let others = marked.get(near(&marked, side)).unwrap_or(&[]);
            let touching = others.iter().filter(|other| overlap(other, side));
            let correct = others.iter().any(|other| other.words == side.words && other.kind == side.kind);
            score.predicted += 1;
            score.correct += usize::from(correct);
            score.touching += usize::from(touching.clone().any(|other| other.kind == side.kind));
            let bin = ((side.confidence * BINS as f32) as usize).min(BINS - 1);
            if let Some(bin) = score.bins.get_mut(bin) {
                *bin = (bin.0 + 1, bin.1 + usize::from(correct), bin.2 + f64::from(side.confidence));
            }
            if !correct {
                let other = touching.max_by_key(|other| (other.kind == side.kind, other.words == side.words));
                let same = other.is_some_and(|other| other.words == side.words);
                self.confuse(other.map_or("-", |other| other.label), side.label, same, text(side));
            }
        }
        for side in &marked {
            let Some(kind) = side.kind else { continue };
            let Some(score) = self.kinds.get_mut(&kind) else { continue };
            score.gold += 1;
            let others = found.get(near(&found, side)).unwrap_or(&[]);
            let mut touching = others.iter().filter(|other| overlap(other, side)).peekable();
            if touching.peek().is_none() {
                self.confuse(side.label, "-", false, text(side));
            } else if touching.any(|other| other.kind == side.kind) {
                score.touched += 1;
            }
        }
    }

    fn confuse(&mut self, gold: &str, found: &str, same_words: bool, text: String) {
        let entry = self.confusions.entry((gold.to_owned(), found.to_owned(), same_words)).or_default();
        entry.0 += 1;
        *entry.1.entry(text).or_default() += 1;
    }

    /// The confusions, the most frequent first, each with its most frequent texts.
    #[expect(clippy::type_complexity, reason = "rows of a table, taken apart where they are printed")]
    fn confusions(&self, examples: usize) -> Vec<(&Confusion, usize, Vec<(&String, usize)>)> {
        let mut list: Vec<_> = self
            .confusions
            .iter()
            .map(|(what, (count, texts))| {
                let mut texts: Vec<(&String, usize)> = texts.iter().map(|(text, n)| (text, *n)).collect();
                texts.sort_by_key(|(text, n)| (std::cmp::Reverse(*n), *text));
                texts.truncate(examples);
                (what, *count, texts)
            })
            .collect();
        list.sort_by_key(|(what, count, _)| (std::cmp::Reverse(*count), *what));
        list
    }

    fn json(&self, examples: usize) -> Value {
        let mut top = Map::new();
        for (kind, score) in &self.kinds {
            let strict = Rates::of(score.correct, score.predicted, score.correct, score.gold);
            let overlapping = Rates::of(score.touching, score.predicted, score.touched, score.gold);
            let reliability: Vec<Value> = filled(score)
                .map(|(bin, (found, correct, sum))| {
                    json!({"from": bin as f64 / BINS as f64, "predicted": found, "correct": correct,
                        "mean_confidence": (sum / found as f64 * 1000.0).round() / 1000.0})
                })
                .collect();
            let value = json!({"gold": score.gold, "predicted": score.predicted, "correct": score.correct,
                "precision": strict.precision, "recall": strict.recall, "f1": strict.f1,
                "overlapping": overlapping, "reliability": reliability});
            top.insert(kind.name().to_owned(), value);
        }
        let confusions = self.confusions(examples).into_iter().map(|((gold, found, same_words), count, texts)| {
            let mut value = json!({"gold": gold, "found": found, "same_words": same_words, "count": count});
            if let (Some(map), true) = (value.as_object_mut(), examples > 0) {
                let texts: Vec<Value> = texts.iter().map(|(t, n)| json!({"text": t, "count": n})).collect();
                map.insert("examples".to_owned(), texts.into());
            }
            value
        });
        top.insert("confusion".to_owned(), confusions.collect::<Vec<_>>().into());
        top.into()
    }

    fn table(&self, out: &mut impl Write, examples: usize) -> io::Result<()> {
        writeln!(out, "kind      spans         gold  found  correct  precision  recall     f1")?;
        for (kind, score) in &self.kinds {
            let rows = [
                ("strict", score.correct, Rates::of(score.correct, score.predicted, score.correct, score.gold)),
                ("overlapping", score.touching, Rates::of(score.touching, score.predicted, score.touched, score.gold)),
            ];
            for (name, right, rates) in rows {
                let Rates { precision, recall, f1 } = rates;
                let (gold, predicted, kind) = (score.gold, score.predicted, kind.name());
                writeln!(
                    out,
                    "{kind:<8}  {name:<11} {gold:>6} {predicted:>6} {right:>8} {precision:>10.4} {recall:>7.4} {f1:>6.4}"
                )?;
            }
        }
        for (kind, score) in &self.kinds {
            writeln!(out, "\nconfidence of {:<8}  found  correct  share  mean confidence", kind.name())?;
            for (bin, (found, correct, sum)) in filled(score) {
                let (share, mean) = (correct as f64 / found as f64, sum / found as f64);
                let (from, to) = (bin as f64 / BINS as f64, (bin + 1) as f64 / BINS as f64);
                writeln!(out, "{from:.1} to {to:.1} {found:>20} {correct:>8} {share:>6.3} {mean:>16.3}")?;
            }
        }
        writeln!(out, "\nmarked      found     words      count")?;
        for ((gold, found, same_words), count, texts) in self.confusions(examples) {
            let words = match (gold.as_str(), found.as_str()) {
                ("-", _) | (_, "-") => "",
                _ if *same_words => "same",
                _ => "different",
            };
            writeln!(out, "{gold:<10}  {found:<8}  {words:<9} {count:>6}")?;
            for (text, n) in texts {
                writeln!(out, "{n:>12}  {text}")?;
            }
        }
        Ok(())
    }
}

fn filled(score: &Score) -> impl Iterator<Item = (usize, (usize, usize, f64))> + '_ {
    score.bins.iter().copied().enumerate().filter(|(_, (found, ..))| *found > 0)
}
