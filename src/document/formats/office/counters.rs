//! The numbers of the items of lists.

/// The most levels of a list.
pub(super) const LEVELS: usize = 10;

/// Where a list stands at each of its levels.
#[derive(Clone, Debug, Default)]
pub(super) struct Counters([Option<u32>; LEVELS]);

impl Counters {
    /// The number of the next item at a level from 0, where the first has the number `first`; deeper levels begin anew.
    pub(super) fn next(&mut self, level: usize, first: u32) -> u32 {
        let Some(counter) = self.0.get_mut(level) else { return first };
        let number = counter.map_or(first, |last| last.saturating_add(1));
        *counter = Some(number);
        self.restart(level + 1);
        number
    }

    /// The next item at a level, and at those below it, is the first.
    pub(super) fn restart(&mut self, level: usize) {
        self.0.iter_mut().skip(level).for_each(|counter| *counter = None);
    }
}
