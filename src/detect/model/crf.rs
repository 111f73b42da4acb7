//! A linear chain (CRF) over the words that may be names: from scores to probabilities.
//!
//! Words known not to be names divide a segment into runs; [`OUTSIDE`] is assumed before and after each run.

/// The number of tags of a word.
pub(in crate::detect) const TAGS: usize = 8;
/// Not part of a name.
pub(in crate::detect) const OUTSIDE: usize = 0;
/// First word of a place's name.
pub(in crate::detect) const PLACE: usize = 1;
/// A further word of a place's name.
pub(in crate::detect) const IN_PLACE: usize = 2;
/// First word of a person's name; the next number is for its further words.
pub(in crate::detect) const PERSON: usize = 3;
/// First word of an organisation's name; the next number is for its further words.
pub(in crate::detect) const ORGANISATION: usize = 5;
/// Any other name.
pub(in crate::detect) const OTHER: usize = 7;

/// Scores further below the best one than this are treated as this far below, and the factor at that point: `exp` is
/// slow.
const LEAST: f32 = -16.0;
const LEAST_FACTOR: f32 = 1.125e-7;

/// One number per tag.
pub(in crate::detect) type Row = [f32; TAGS];

/// Whether one tag may follow another: a further word needs a first one.
pub(in crate::detect) fn may_follow(before: usize, tag: usize) -> bool {
    match tag {
        2 | 4 | 6 => before == tag || before + 1 == tag,
        _ => true,
    }
}

/// Factors for each tag after another: `exp` of the learned weights, 0 if impossible.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::detect) struct Transitions {
    /// By the previous tag.
    after: [Row; TAGS],
    /// By the next tag.
    before: [Row; TAGS],
}

impl Transitions {
    /// From learned weights.
    pub(in crate::detect) fn from_weights(weights: &[Row; TAGS]) -> Self {
        let mut factors = [[0.0; TAGS]; TAGS];
        for (before, row) in factors.iter_mut().enumerate() {
            for (tag, factor) in row.iter_mut().enumerate() {
                if may_follow(before, tag) {
                    *factor = weights[before][tag].clamp(-20.0, 20.0).exp();
                }
            }
        }
        let before = std::array::from_fn(|tag| factors.map(|row| row[tag]));
        Self { after: factors, before }
    }
}

/// Forward and backward factors of a run, each scaled to a sum of one, and the emissions.
#[derive(Debug, Default)]
pub(in crate::detect) struct Chain {
    emissions: Vec<Row>,
    forward: Vec<Row>,
    backward: Vec<Row>,
}

fn scale(row: &mut Row) {
    let sum: f32 = row.iter().sum();
    let factor = if sum > 0.0 { 1.0 / sum } else { 1.0 };
    for value in row.iter_mut() {
        *value *= factor;
    }
}

/// The weighted sum of the rows: all tags at once, with vector instructions.
fn weighted_sum(weights: &Row, rows: &[Row; TAGS]) -> Row {
    let mut sums = [0.0; TAGS];
    for (weight, row) in weights.iter().zip(rows) {
        sums.iter_mut().zip(row).for_each(|(sum, factor)| *sum += weight * factor);
    }
    sums
}

impl Chain {
    /// Computes a run from its scores.
    pub(in crate::detect) fn run(&mut self, scores: &[Row], transitions: &Transitions) {
        self.emissions.clear();
        self.forward.clear();
        for score in scores {
            let most = score.iter().copied().fold(f32::MIN, f32::max);
            let factor = |s: f32| if s - most > LEAST { (s - most).exp() } else { LEAST_FACTOR };
            self.emissions.push(score.map(factor));
        }
        let mut before: Option<Row> = None;
        for emission in &self.emissions {
            let mut row = match &before {
                None => transitions.after[OUTSIDE],
                Some(before) => weighted_sum(before, &transitions.after),
            };
            row.iter_mut().zip(emission).for_each(|(value, e)| *value *= e);
            scale(&mut row);
            self.forward.push(row);
            before = Some(row);
        }
        self.backward.clear();
        self.backward.resize(scores.len(), [1.0; TAGS]);
        let mut behind = transitions.before[OUTSIDE];
        for (at, (slot, emission)) in self.backward.iter_mut().zip(&self.emissions).enumerate().rev() {
            *slot = behind;
            if at == 0 {
                break;
            }
            let mut weighted = behind;
            weighted.iter_mut().zip(emission).for_each(|(value, e)| *value *= e);
            behind = weighted_sum(&weighted, &transitions.before);
            scale(&mut behind);
        }
    }

    /// The probability of each tag at a word of the run.
    pub(in crate::detect) fn marginal(&self, at: usize) -> Row {
        let (Some(forward), Some(backward)) = (self.forward.get(at), self.backward.get(at)) else {
            return [1.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0];
        };
        let mut row = *forward;
        row.iter_mut().zip(backward).for_each(|(value, b)| *value *= b);
        scale(&mut row);
        row
    }

    /// The probability of each pair of tags at word `at` and the next.
    pub(in crate::detect) fn pairs(&self, at: usize, transitions: &Transitions) -> [Row; TAGS] {
        let mut pairs = [[0.0; TAGS]; TAGS];
        let (Some(forward), Some(emission), Some(backward)) =
            (self.forward.get(at), self.emissions.get(at + 1), self.backward.get(at + 1))
        else {
            return pairs;
        };
        let mut sum = 0.0;
        for (before, row) in pairs.iter_mut().enumerate() {
            for (tag, pair) in row.iter_mut().enumerate() {
                *pair = forward[before] * transitions.after[before][tag] * emission[tag] * backward[tag];
                sum += *pair;
            }
        }
        let factor = if sum > 0.0 { 1.0 / sum } else { 0.0 };
        pairs.iter_mut().flatten().for_each(|pair| *pair *= factor);
        pairs
    }

    /// The probability that exactly these words of the run are a place's name.
    pub(in crate::detect) fn place(&self, first: usize, last: usize, transitions: &Transitions) -> f32 {
        let mut likely = self.marginal(first)[PLACE];
        let mut tag = PLACE;
        for at in first..=last {
            // The probability of each next tag given the tag here; OUTSIDE follows the run.
            let (Some(emission), Some(backward)) = (self.emissions.get(at + 1), self.backward.get(at + 1)) else {
                return if at == last { likely } else { 0.0 };
            };
            let next: Row = std::array::from_fn(|t| transitions.after[tag][t] * emission[t] * backward[t]);
            let sum: f32 = next.iter().sum();
            let continues = if sum > 0.0 { next[IN_PLACE] / sum } else { 0.0 };
            likely *= if at < last { continues } else { 1.0 - continues };
            tag = IN_PLACE;
        }
        likely
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_weights_every_tagging_is_as_likely() {
        let transitions = Transitions::from_weights(&[[0.0; TAGS]; TAGS]);
        let mut chain = Chain::default();
        // For a single word, five tags can follow OUTSIDE.
        chain.run(&[[0.0; TAGS]], &transitions);
        assert!((chain.marginal(0)[PLACE] - 0.2).abs() < 1e-5);
        assert!((chain.place(0, 0, &transitions) - 0.2).abs() < 1e-5);
        chain.run(&[[0.0; TAGS]; 2], &transitions);
        let sum: f32 = chain.pairs(0, &transitions).iter().flatten().sum();
        assert!((sum - 1.0).abs() < 1e-4);
        let place = chain.place(0, 0, &transitions) + chain.place(0, 1, &transitions);
        assert!((place - chain.marginal(0)[PLACE]).abs() < 1e-4, "one word or two");
    }
}
