//! What two texts have in common: runs of equal letters, also where paragraphs have changed places.

use std::collections::HashMap;
use std::ops::Range;

/// Letters of a run that must occur only once in each text for it to be found: in long texts, between found runs, and
/// between those.
const GRAMS: [usize; 3] = [24, 12, 6];
/// In longer texts only one of so many runs is tried at first.
const SAMPLED: usize = 1 << 16;
const ONE_OF: u64 = 16;

/// A run of letters that is in both texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    /// Its first letter in the former text.
    pub old: usize,
    /// Its first letter in the new text.
    pub new: usize,
    /// The number of its letters.
    pub len: usize,
}

impl Block {
    fn old_end(&self) -> usize {
        self.old + self.len
    }

    fn new_end(&self) -> usize {
        self.new + self.len
    }
}

/// The runs that two texts have in common; none overlaps another in either text.
#[derive(Clone, Debug, Default)]
pub struct Blocks {
    by_old: Vec<Block>,
    by_new: Vec<Block>,
}

impl Blocks {
    /// Compares two texts by their letters; takes time in proportion to their lengths.
    pub fn between(old: &[u16], new: &[u16]) -> Self {
        let head = old.iter().zip(new).take_while(|(a, b)| a == b).count();
        let room = old.len().min(new.len()) - head;
        let tail = old.iter().rev().zip(new.iter().rev()).take(room).take_while(|(a, b)| a == b).count();
        let mut comparison = Comparison { old, new, taken: vec![false; new.len()], blocks: Vec::new() };
        let ends =
            [Block { old: 0, new: 0, len: head }, Block { old: old.len() - tail, new: new.len() - tail, len: tail }];
        for block in ends.into_iter().filter(|block| block.len > 0) {
            comparison.take(block);
        }
        comparison.fill(head..old.len() - tail, head..new.len() - tail, &GRAMS);
        let mut by_old = comparison.blocks;
        by_old.sort_by_key(|block| block.old);
        let mut by_new = by_old.clone();
        by_new.sort_by_key(|block| block.new);
        Self { by_old, by_new }
    }

    /// Where letters of the former text are in the new one, if they lie within one run.
    pub fn new_of(&self, old: &Range<usize>) -> Option<Range<usize>> {
        let block = self.at_or_before(old.start)?;
        let start = old.start - block.old + block.new;
        (!old.is_empty() && old.end <= block.old_end()).then(|| start..start + old.len())
    }

    /// Where the place of letters of the former text is in the new one: between the runs around them, if these still follow
    /// each other.
    pub fn gap_of(&self, old: &Range<usize>, new_len: usize) -> Option<Range<usize>> {
        let before = self.at_or_before(old.start);
        let start = before.map_or(0, |block| {
            if old.start < block.old_end() { old.start - block.old + block.new } else { block.new_end() }
        });
        let behind = self.by_old[self.by_old.partition_point(|block| block.old_end() < old.end)..].first();
        let end = behind.map_or(new_len, |block| block.new + old.end.saturating_sub(block.old));
        (start <= end).then_some(start..end)
    }

    /// Whether letters of the new text were somewhere in the former one.
    pub fn has_new(&self, new: &Range<usize>) -> bool {
        let from = self.by_new.partition_point(|block| block.new_end() <= new.start);
        self.by_new.get(from).is_some_and(|block| block.new < new.end)
    }

    fn at_or_before(&self, old: usize) -> Option<&Block> {
        self.by_old[..self.by_old.partition_point(|block| block.old <= old)].last()
    }
}

struct Comparison<'t> {
    old: &'t [u16],
    new: &'t [u16],
    /// Letters of the new text that belong to a block.
    taken: Vec<bool>,
    blocks: Vec<Block>,
}

impl Comparison<'_> {
    fn take(&mut self, block: Block) {
        self.taken[block.new..block.new_end()].fill(true);
        self.blocks.push(block);
    }

    /// Finds runs within two stretches, then between these runs.
    fn fill(&mut self, old: Range<usize>, new: Range<usize>, grams: &[usize]) {
        let Some((&gram, finer)) = grams.split_first() else { return };
        let first = self.blocks.len();
        if old.len() >= gram && new.len() >= gram {
            self.find(&old, &new, gram);
        }
        let mut found = self.blocks[first..].to_vec();
        found.sort_by_key(|block| block.old);
        let edges = (Block { old: old.start, new: new.start, len: 0 }, Block { old: old.end, new: new.end, len: 0 });
        let mut before = edges.0;
        for block in found.into_iter().chain([edges.1]) {
            if before.new_end() <= block.new {
                self.fill(before.old_end()..block.old, before.new_end()..block.new, finer);
            }
            before = block;
        }
    }

    /// Finds the runs around what occurs only once in each of two stretches.
    fn find(&mut self, old: &Range<usize>, new: &Range<usize>, gram: usize) {
        let one_of = if old.len().max(new.len()) > SAMPLED { ONE_OF } else { 1 };
        let mut once: HashMap<u64, (Option<usize>, Option<usize>), foldhash::fast::FixedState> = HashMap::default();
        let sampled = |hash: u64| hash.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 32;
        let is_tried = |hash: &u64| sampled(*hash).is_multiple_of(one_of);
        // A second occurrence takes the first one's place away.
        let none = usize::MAX;
        for (at, hash) in hashes(&self.old[old.clone()], gram).filter(|(_, hash)| is_tried(hash)) {
            let place = &mut once.entry(hash).or_default().0;
            *place = Some(if place.is_none() { old.start + at } else { none });
        }
        for (at, hash) in hashes(&self.new[new.clone()], gram).filter(|(_, hash)| is_tried(hash)) {
            if let Some((_, place)) = once.get_mut(&hash) {
                *place = Some(if place.is_none() { new.start + at } else { none });
            }
        }
        let is_once = |(a, b): &(usize, usize)| *a != none && *b != none;
        let mut seeds: Vec<(usize, usize)> = once.into_values().filter_map(|(a, b)| a.zip(b)).filter(is_once).collect();
        seeds.sort_unstable();
        let mut covered = old.start;
        for (a, b) in seeds {
            let is_free = |at: usize| new.contains(&at) && !self.taken[at];
            let is_equal = self.old[a..a + gram] == self.new[b..b + gram];
            if a < covered || !is_equal || !(b..b + gram).all(is_free) {
                continue;
            }
            let back = (1..=a - covered)
                .take_while(|back| b >= *back && is_free(b - back) && self.old[a - back] == self.new[b - back])
                .count();
            let on =
                (gram..old.end - a).take_while(|on| is_free(b + on) && self.old[a + on] == self.new[b + on]).count();
            let block = Block { old: a - back, new: b - back, len: back + gram + on };
            covered = block.old_end();
            self.take(block);
        }
    }
}

/// The hash of each run of so many letters, by its first letter.
pub fn hashes(letters: &[u16], gram: usize) -> impl Iterator<Item = (usize, u64)> + '_ {
    const BASE: u64 = 0x0100_0000_01B3;
    let highest = (1..gram).fold(1_u64, |power, _| power.wrapping_mul(BASE));
    let mut hash = 0_u64;
    letters.iter().enumerate().filter_map(move |(at, letter)| {
        if at >= gram {
            hash = hash.wrapping_sub(highest.wrapping_mul(u64::from(letters[at - gram]) + 1));
        }
        hash = hash.wrapping_mul(BASE).wrapping_add(u64::from(*letter) + 1);
        (at + 1 >= gram).then(|| (at + 1 - gram, hash))
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn codes(text: &str) -> Vec<u16> {
        text.encode_utf16().collect()
    }

    #[test]
    fn what_stays_and_what_changes_places_is_found() {
        let (one, two) = ("first paragraph with words of its own", "second one has quite other sayings");
        let old = codes(&format!("{one}{two}end"));
        for (new, word) in [
            (format!("{one}{two}end"), "quite"),
            (format!("headline {one}{two}end"), "quite"),
            (format!("{two}{one}end"), "quite"),
            (format!("{one}{two}end").replace("other", "changed"), "quite"),
            (format!("{one} new {two}"), "paragraph"),
        ] {
            let blocks = Blocks::between(&old, &codes(&new));
            let at = |text: &str| text.find(word).map(|at| at..at + word.len());
            assert_eq!(blocks.new_of(&at(&format!("{one}{two}end")).unwrap()), at(&new), "{new}");
        }
    }

    proptest! {
        #[test]
        fn runs_are_equal_and_apart(old in "[abc ]{0,80}", new in "[abc ]{0,80}", cut in 0_usize..80) {
            let mixed = format!("{}{new}{}", &old[..cut.min(old.len())], &old[cut.min(old.len())..]);
            for new in [new, mixed] {
                let (old, new) = (codes(&old), codes(&new));
                let blocks = Blocks::between(&old, &new);
                for block in &blocks.by_old {
                    prop_assert_eq!(&old[block.old..block.old_end()], &new[block.new..block.new_end()]);
                }
                for pair in blocks.by_old.windows(2) {
                    prop_assert!(pair[0].old_end() <= pair[1].old);
                }
                for pair in blocks.by_new.windows(2) {
                    prop_assert!(pair[0].new_end() <= pair[1].new);
                }
            }
        }
    }
}
