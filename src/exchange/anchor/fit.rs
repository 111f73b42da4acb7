//! Fits a passage with its surroundings into a stretch of text, with as few changed letters as possible.

use std::ops::Range;

/// Where a passage fits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fit {
    /// The first letter of the passage.
    pub start: usize,
    /// The first letter after it.
    pub end: usize,
    /// Letters changed, added or missing before the passage, inside it, and after it.
    pub before: usize,
    /// See [`Self::before`].
    pub inside: usize,
    /// See [`Self::before`].
    pub behind: usize,
}

/// The best way to reach a point of the comparison.
#[derive(Clone, Copy, Default)]
struct Way {
    cost: u32,
    /// Where the passage begins on this way, and what was changed before.
    start: u32,
    before: u32,
    /// Where it ends, and what was changed until then.
    end: u32,
    until_end: u32,
}

impl Way {
    fn dearer(self) -> Self {
        Self { cost: self.cost + 1, ..self }
    }
}

/// Fits a pattern, of which the range `passage` is sought and the rest are its surroundings, into a window: it may begin
/// and end anywhere there. Letters added at an end of the passage count as outside. Takes time in proportion to the product
/// of both lengths.
pub fn fit(pattern: &[u16], passage: &Range<usize>, window: &[u16]) -> Fit {
    let mut row = vec![Way::default(); window.len() + 1];
    let note = |row: &mut [Way], at: usize, is_arrival: bool| {
        // Without letters a passage is what lies between its surroundings.
        let is_gap = passage.is_empty();
        for (column, way) in row.iter_mut().enumerate() {
            if at == passage.start && is_arrival == is_gap {
                (way.start, way.before) = (column as u32, way.cost);
            }
            if at == passage.end && is_arrival != is_gap {
                (way.end, way.until_end) = (column as u32, way.cost);
            }
        }
    };
    note(&mut row, 0, true);
    note(&mut row, 0, false);
    for (at, letter) in pattern.iter().enumerate() {
        // Reached from the row above: by the same letter, another one, or none.
        let mut diagonal = row[0];
        row[0] = row[0].dearer();
        for (column, there) in window.iter().enumerate() {
            let above = row[column + 1];
            let same = if there == letter { diagonal } else { diagonal.dearer() };
            row[column + 1] = if same.cost <= above.cost + 1 { same } else { above.dearer() };
            diagonal = above;
        }
        note(&mut row, at + 1, true);
        if at + 1 < pattern.len() {
            for column in 1..row.len() {
                if row[column - 1].cost + 1 < row[column].cost {
                    row[column] = row[column - 1].dearer();
                }
            }
        }
        note(&mut row, at + 1, false);
    }
    let best = row.iter().min_by_key(|way| way.cost).copied().unwrap_or_default();
    Fit {
        start: best.start.min(best.end) as usize,
        end: best.end.max(best.start) as usize,
        before: best.before.min(best.until_end) as usize,
        inside: best.until_end.saturating_sub(best.before) as usize,
        behind: (best.cost - best.until_end) as usize,
    }
}

/// With how few changes letters are the beginning of others. Takes time in proportion to the product of both lengths.
pub fn cost_of_beginning<'l>(letters: impl Iterator<Item = &'l u16>, others: &[&u16]) -> usize {
    let mut row: Vec<usize> = (0..=others.len()).collect();
    for (number, letter) in letters.enumerate() {
        let mut diagonal = std::mem::replace(&mut row[0], number + 1);
        for (column, there) in others.iter().enumerate() {
            let same = diagonal + usize::from(*there != letter);
            diagonal = row[column + 1];
            row[column + 1] = same.min(diagonal + 1).min(row[column] + 1);
        }
    }
    row.into_iter().min().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_beginning_may_have_changes() {
        for (letters, others, cost) in
            [("abc", "abcd", 0), ("abc", "axbcd", 1), ("abc", "", 3), ("", "abc", 0), ("abc", "xyz", 3)]
        {
            let (letters, others): (Vec<u16>, Vec<u16>) =
                (letters.encode_utf16().collect(), others.encode_utf16().collect());
            assert_eq!(
                cost_of_beginning(letters.iter(), &others.iter().collect::<Vec<_>>()),
                cost,
                "{letters:?} {others:?}"
            );
        }
    }

    #[test]
    fn passages_are_fitted_between_their_surroundings() {
        // The passage is between bars; of the window, what was found.
        let table = [
            ("abc|def|ghi", "xxabc|def|ghixx", (0, 0, 0)),
            ("abc|def|ghi", "xxabcyy|def|ghi", (2, 0, 0)),
            ("abc|def|ghi", "abc|def|yyghi", (0, 0, 2)),
            ("abc|def|ghi", "abc|deyf|ghi", (0, 1, 0)),
            ("abc|def|ghi", "abc|dxf|ghi", (0, 1, 0)),
            ("abc|def|ghi", "abc||ghi", (0, 3, 0)),
            ("|def|ghi", "xx|def|ghi", (0, 0, 0)),
            ("abc|def|", "abc|def|xx", (0, 0, 0)),
            ("abc||ghi", "xabc|yy|ghi", (0, 2, 0)),
            ("abc||ghi", "xabc||ghi", (0, 0, 0)),
        ];
        for (pattern, window, costs) in table {
            let taken_apart = |text: &str| {
                let bars: Vec<usize> = text.match_indices('|').map(|(at, _)| at).collect();
                let letters: Vec<u16> = text.replace('|', "").encode_utf16().collect();
                (letters, bars[0]..bars[1] - 1)
            };
            let ((pattern, passage), (window, expected)) = (taken_apart(pattern), taken_apart(window));
            let fit = fit(&pattern, &passage, &window);
            assert_eq!((fit.start..fit.end, (fit.before, fit.inside, fit.behind)), (expected, costs), "{window:?}");
        }
    }
}
