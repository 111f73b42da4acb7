//! Scales of axes.

/// Round values from zero: the last is at least `most`, and there are at most `steps` + 1 of them.
pub(super) fn ticks(most: u64, steps: u64) -> Vec<u64> {
    let steps = steps.max(1);
    let least = most.max(1).div_ceil(steps);
    let mut unit = 1_u64;
    let step = loop {
        let found = [1, 2, 5].into_iter().map(|digit| unit.saturating_mul(digit)).find(|step| *step >= least);
        match found {
            // Quarters of a hundred, too.
            Some(step) if step == 5 * unit && unit >= 10 && 5 * unit / 2 >= least => break 5 * unit / 2,
            Some(step) => break step,
            None => unit = unit.saturating_mul(10),
        }
    };
    (0..=most.max(1).div_ceil(step)).map(|number| number.saturating_mul(step)).collect()
}

/// The highest values of at most five steps, by quantiles of the counts, rounded; each step has at least one count.
pub(super) fn limits(counts: &[u64]) -> Vec<u64> {
    let mut counts: Vec<u64> = counts.iter().copied().filter(|count| *count > 0).collect();
    counts.sort_unstable();
    let Some(&most) = counts.last() else { return Vec::new() };
    let mut limits: Vec<u64> = Vec::new();
    for fifth in 1..5 {
        let limit = rounded(counts[(counts.len() * fifth).div_ceil(5) - 1]);
        if limit < most
            && limits.last().is_none_or(|last| counts.iter().any(|count| (last + 1..=limit).contains(count)))
        {
            limits.push(limit);
        }
    }
    limits.push(most);
    limits
}

/// To two digits at most; of numbers under 30 nothing is taken.
fn rounded(count: u64) -> u64 {
    match count {
        0..30 => count,
        30..100 => (count + 2) / 5 * 5,
        _ => {
            let unit = 10_u64.pow(count.ilog10() - 1);
            (count + unit / 2) / unit * unit
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_begin_at_zero_and_reach_the_most() {
        assert_eq!(ticks(96, 4), [0, 25, 50, 75, 100]);
        assert_eq!(ticks(3, 4), [0, 1, 2, 3]);
        assert_eq!(ticks(0, 4), [0, 1]);
        for most in [1, 7, 12, 99, 100, 101, 5_000, 123_456, u64::MAX] {
            let found = ticks(most, 4);
            assert!(found[0] == 0 && *found.last().unwrap() >= most && found.len() <= 6, "{most}: {found:?}");
        }
    }

    #[test]
    fn each_step_of_a_matrix_has_a_count() {
        assert!(limits(&[0, 0]).is_empty());
        assert_eq!(limits(&[3]), [3]);
        for counts in [vec![1, 1, 1, 2], vec![1, 5, 9, 30, 66, 52, 31, 12], (1..400).collect()] {
            let found = limits(&counts);
            assert!(found.len() <= 5 && found.is_sorted(), "{found:?}");
            let mut least = 0;
            for limit in found {
                assert!(counts.iter().any(|count| (least + 1..=limit).contains(count)), "up to {limit}");
                least = limit;
            }
        }
    }
}
