//! Krippendorff's alpha for unitizing: whether annotators divide a continuum into the same units.
//!
//! The variant of K. Krippendorff, "On the reliability of unitizing continuous data", Sociological Methodology 25 (1995),
//! as in Content Analysis, 2nd edition (2004), 11.6: lengths and overlaps of units count, those of gaps between them do not.

use super::coder::pairs;

/// The units of one annotator and one category: where each begins and how long it is; in order, none overlaps another.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Units(Vec<(u32, u32)>);

impl Units {
    /// Of starts and ends in any order; those that overlap are one.
    pub fn of(spans: impl IntoIterator<Item = (u32, u32)>) -> Self {
        let mut spans: Vec<(u32, u32)> = spans.into_iter().filter(|(start, end)| start < end).collect();
        spans.sort_unstable();
        let mut units: Vec<(u32, u32)> = Vec::with_capacity(spans.len());
        for (start, end) in spans {
            match units.last_mut() {
                Some((from, len)) if start < *from + *len => *len = (*len).max(end - *from),
                _ => units.push((start, end - start)),
            }
        }
        Self(units)
    }

    /// The lengths of the gaps before, between and after them.
    fn gaps(&self, length: u32) -> impl Iterator<Item = f64> {
        let starts = self.0.iter().map(|(start, _)| *start).chain([length]);
        let ends = std::iter::once(0).chain(self.0.iter().map(|(start, len)| start + len));
        starts.zip(ends).map(|(start, end)| f64::from(start.saturating_sub(end))).filter(|gap| *gap > 0.0)
    }

    /// The squared differences to another one's units: of the ends where two overlap; where a unit lies within a gap, of its
    /// length. Linear in their number, but for units that overlap several.
    fn difference(&self, other: &Self) -> f64 {
        let mut sum = 0.0;
        for (units, others, is_first) in [(self, other, true), (other, self, false)] {
            let mut from = 0;
            for (start, len) in &units.0 {
                let end = start + len;
                from += others.0[from..].partition_point(|(there, len)| there + len <= *start);
                let overlapping = others.0[from..].iter().take_while(|(there, _)| *there < end);
                let mut count = 0;
                for (there, there_len) in overlapping {
                    count += 1;
                    if is_first {
                        let (begins, ends) = (start.abs_diff(*there), end.abs_diff(there + there_len));
                        sum += f64::from(begins).powi(2) + f64::from(ends).powi(2);
                    }
                }
                if count == 0 {
                    sum += f64::from(*len).powi(2);
                }
            }
        }
        sum
    }
}

/// The disagreement of all annotators, and that expected by chance.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Unitizing {
    /// What was observed.
    pub observed: f64,
    /// What chance would do.
    pub expected: f64,
}

impl Unitizing {
    /// Of each annotator's units of one category on a continuum of this length.
    pub fn of(annotators: &[Units], length: u32) -> Self {
        let (m, whole) = (annotators.len() as f64, f64::from(length));
        if annotators.len() < 2 || length == 0 {
            return Self::default();
        }
        let pairs = pairs(annotators.len());
        let differences = 2.0 * pairs.map(|(a, b)| annotators[a].difference(&annotators[b])).sum::<f64>();
        let observed = differences / (m * (m - 1.0) * whole * whole);
        let mut gaps: Vec<f64> = annotators.iter().flat_map(|units| units.gaps(length)).collect();
        gaps.sort_unstable_by(|a, b| b.total_cmp(a));
        let sums: Vec<f64> = std::iter::once(0.0)
            .chain(gaps.iter().scan(0.0, |sum, gap| {
                *sum += gap;
                Some(*sum)
            }))
            .collect();
        let lengths = || annotators.iter().flat_map(|units| units.0.iter()).map(|(_, len)| f64::from(*len));
        let count = lengths().count() as f64;
        let by_chance = |len: f64| {
            let longer = gaps.partition_point(|gap| *gap >= len);
            let places = sums[longer] - longer as f64 * (len - 1.0);
            (count - 1.0) / 3.0 * (2.0 * len.powi(3) - 3.0 * len.powi(2) + len) + len.powi(2) * places
        };
        let ways = m * whole * (m * whole - 1.0) - lengths().map(|len| len * (len - 1.0)).sum::<f64>();
        let expected = if ways > 0.0 { 2.0 / whole * lengths().map(by_chance).sum::<f64>() / ways } else { 0.0 };
        Self { observed, expected }
    }

    /// Adds those of another category.
    pub fn add(&mut self, other: Self) {
        self.observed += other.observed;
        self.expected += other.expected;
    }

    /// The coefficient; `None` if chance would not disagree either, as without units.
    pub fn alpha(self) -> Option<f64> {
        (self.expected > 0.0).then(|| 1.0 - self.observed / self.expected)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may panic")]

    use super::*;

    /// Content Analysis, 2nd edition (2004), p. 254: a continuum from 150 to 450, two observers, two categories.
    #[test]
    fn krippendorffs_example() {
        let units =
            |starts: &[(u32, u32)]| Units::of(starts.iter().map(|(start, len)| (start - 150, start - 150 + len)));
        let c = [units(&[(225, 70), (370, 30)]), units(&[(220, 80), (355, 20), (400, 20)])];
        let k = [units(&[(180, 60), (300, 50)]), units(&[(180, 60), (300, 50)])];
        let (c, k) = (Unitizing::of(&c, 300), Unitizing::of(&k, 300));
        let is_near = |value: f64, printed: f64| assert!((value - printed).abs() < 6e-5, "{value} {printed}");
        is_near(c.observed, 0.0144);
        is_near(c.expected, 0.0532);
        is_near(c.alpha().unwrap(), 0.7286);
        is_near(k.observed, 0.0);
        is_near(k.expected, 0.0490);
        is_near(k.alpha().unwrap(), 1.0);
        let mut both = c;
        both.add(k);
        assert!((both.alpha().unwrap() - 0.8591).abs() < 5e-4);
    }

    #[test]
    fn what_overlaps_is_one_unit() {
        assert_eq!(Units::of([(5, 9), (1, 3), (2, 4), (4, 5), (7, 7)]), Units(vec![(1, 3), (4, 1), (5, 4)]));
        assert_eq!(Unitizing::of(&[Units::default(), Units::default()], 10).alpha(), None);
        assert_eq!(Unitizing::of(&[Units::of([(0, 4)]), Units::default()], 0).alpha(), None);
    }
}
