//! Coefficients of agreement for units that everybody has coded with a category.

use std::collections::BTreeMap;

/// Cohen's kappa of two annotators, of pairs of their categories; `None` if both use a single category throughout, where
/// it is not defined.
///
/// J. Cohen, "A coefficient of agreement for nominal scales", Educational and Psychological Measurement 20 (1960).
pub fn cohen_kappa(coded: impl IntoIterator<Item = (u32, u32)>) -> Option<f64> {
    let mut totals: BTreeMap<u32, [f64; 2]> = BTreeMap::new();
    let (mut count, mut same) = (0.0, 0.0);
    for (a, b) in coded {
        count += 1.0;
        same += f64::from(u8::from(a == b));
        totals.entry(a).or_default()[0] += 1.0;
        totals.entry(b).or_default()[1] += 1.0;
    }
    let by_chance = totals.values().map(|[a, b]| a * b).sum::<f64>() / (count * count);
    (count > 0.0 && by_chance < 1.0).then(|| (same / count - by_chance) / (1.0 - by_chance))
}

/// F1, the harmonic mean of precision and recall; 0 if both are.
pub fn f1(precision: f64, recall: f64) -> f64 {
    if precision + recall > 0.0 { 2.0 * precision * recall / (precision + recall) } else { 0.0 }
}

/// Krippendorff's alpha for nominal data, unit by unit.
///
/// K. Krippendorff, Content Analysis, 2nd edition (2004), chapter 11, in the form that allows for missing values.
#[derive(Clone, Debug, Default)]
pub struct Nominal {
    /// Pairs of values of one unit that differ, each divided by the number of its values but one.
    observed: f64,
    totals: BTreeMap<u32, f64>,
    values: f64,
}

impl Nominal {
    /// Adds a unit, with the categories of all who have coded it. A unit that only one has coded says nothing.
    pub fn add(&mut self, categories: &[u32]) {
        let count = categories.len() as f64;
        if categories.len() < 2 {
            return;
        }
        let differing = categories.iter().map(|a| categories.iter().filter(|b| a != *b).count()).sum::<usize>();
        self.observed += differing as f64 / (count - 1.0);
        self.values += count;
        for category in categories {
            *self.totals.entry(*category).or_default() += 1.0;
        }
    }

    /// The coefficient; `None` if no two values differ at all, where it is not defined.
    pub fn alpha(&self) -> Option<f64> {
        let same: f64 = self.totals.values().map(|total| total * total).sum();
        let differing = self.values * self.values - same;
        (differing > 0.0).then(|| 1.0 - self.observed * (self.values - 1.0) / differing)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may panic")]

    use super::*;

    /// 35 agreements of 50, 25 by chance.
    #[test]
    fn kappa_of_a_table_of_four_fields() {
        let cells = [((1, 1), 20), ((1, 0), 5), ((0, 1), 10), ((0, 0), 15)];
        let coded = cells.into_iter().flat_map(|(pair, count)| std::iter::repeat_n(pair, count));
        assert!((cohen_kappa(coded).unwrap() - 0.4).abs() < 1e-12);
        assert_eq!(cohen_kappa([(1, 1), (1, 1)]), None, "without variation");
        assert_eq!(cohen_kappa([]), None);
    }

    /// K. Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011): A has two observers and two categories, B five
    /// categories, C four observers and missing values.
    #[test]
    fn alpha_of_krippendorffs_examples() {
        let a = ["0100000010", "1110010000"];
        let b = ["aabbdcccedda", "babbbccceddd"];
        let c = ["123321412...", "1233224125.3", ".3332342251.", "12332441251."];
        for (observers, alpha) in [(a.as_slice(), 0.095), (&b, 0.692), (&c, 0.743)] {
            let mut nominal = Nominal::default();
            for unit in 0..observers[0].len() {
                let values = observers.iter().map(|observer| observer.as_bytes()[unit]);
                nominal.add(&values.filter(|value| *value != b'.').map(u32::from).collect::<Vec<u32>>());
            }
            let found = nominal.alpha().unwrap();
            assert!((found - alpha).abs() < 6e-4, "{found} {alpha}");
        }
        assert_eq!(Nominal::default().alpha(), None);
    }
}
