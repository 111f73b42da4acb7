//! Three versions of a list whose entries have keys.

use std::collections::{HashMap, HashSet};
use std::hash::Hash;

/// The entries of three lists by their keys, in the order of whoever has changed it, ours before theirs. What one side has
/// taken out and the other left as it was is gone; `settle` gets the others as (base, ours, theirs), each if it is there.
pub(super) fn merge_list<'l, T: PartialEq, K: Eq + Hash + ?Sized + 'l>(
    base: &'l [T],
    ours: &'l [T],
    theirs: &'l [T],
    key: impl Fn(&'l T) -> &'l K,
    mut settle: impl FnMut(Option<&'l T>, Option<&'l T>, Option<&'l T>) -> Option<T>,
) -> Vec<T> {
    let by_key = |list: &'l [T]| -> HashMap<&'l K, usize> {
        // Of several with one key the first counts.
        list.iter().enumerate().rev().map(|(index, entry)| (key(entry), index)).collect()
    };
    let (in_base, in_ours, in_theirs) = (by_key(base), by_key(ours), by_key(theirs));
    let keys = |list: &'l [T]| -> Vec<&'l K> { list.iter().map(&key).collect() };
    let order = merge_order(&keys(base), &keys(ours), &keys(theirs));
    let settled = order.into_iter().filter_map(|key| {
        let base = in_base.get(key).map(|index| &base[*index]);
        let ours = in_ours.get(key).map(|index| &ours[*index]);
        let theirs = in_theirs.get(key).map(|index| &theirs[*index]);
        let is_gone = (ours.is_none() && theirs == base) || (theirs.is_none() && ours == base);
        if is_gone { None } else { settle(base, ours, theirs) }
    });
    settled.collect()
}

/// All keys of both sides, each once.
fn merge_order<K: Copy + Eq + Hash>(base: &[K], ours: &[K], theirs: &[K]) -> Vec<K> {
    let (in_base, in_ours, in_theirs): (HashSet<&K>, HashSet<&K>, HashSet<&K>) =
        (base.iter().collect(), ours.iter().collect(), theirs.iter().collect());
    let is_common = |key: &&K| in_base.contains(key) && in_ours.contains(key) && in_theirs.contains(key);
    let is_kept = |list: &[K]| list.iter().filter(is_common).eq(base.iter().filter(is_common));
    let leads = if is_kept(ours) && !is_kept(theirs) {
        (theirs, ours, in_theirs, in_ours)
    } else {
        (ours, theirs, in_ours, in_theirs)
    };
    let (first, second, in_first, in_second) = leads;
    // What only the second has follows what it follows there, behind what the first has added in the same place.
    let mut behind: HashMap<Option<&K>, Vec<&K>> = HashMap::new();
    let mut before = None;
    for key in second {
        if in_first.contains(key) {
            before = Some(key);
        } else {
            behind.entry(before).or_default().push(key);
        }
    }
    let mut order: Vec<&K> = Vec::with_capacity(first.len() + second.len());
    let mut waiting = behind.remove(&None).unwrap_or_default();
    for key in first {
        if in_base.contains(key) || in_second.contains(key) {
            order.append(&mut waiting);
        }
        order.push(key);
        waiting.extend(behind.remove(&Some(key)).into_iter().flatten());
    }
    order.append(&mut waiting);
    let mut seen = HashSet::new();
    order.into_iter().filter(|key| seen.insert(**key)).copied().collect()
}

/// The entries of three lists without keys: what a side has added is there, what a side has taken out is not.
pub(super) fn merge_entries<T: Clone + Eq + Hash>(base: &[T], ours: &[T], theirs: &[T]) -> Vec<T> {
    merge_list(base, ours, theirs, |entry| entry, |_, ours, theirs| ours.or(theirs).cloned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_order_is_that_of_whoever_has_changed_it() {
        for (base, ours, theirs, expected) in [
            ("ab", "ab", "ab", "ab"),
            ("ab", "abx", "aby", "abxy"),
            ("ab", "xab", "yab", "xyab"),
            ("ab", "axb", "ayb", "axyb"),
            ("abc", "cba", "abc", "cba"),
            ("abc", "abc", "cba", "cba"),
            ("abc", "acx", "cab", "cxa"),
            ("abc", "ab", "bc", "b"),
            ("", "ab", "cb", "acb"),
            ("abcd", "", "abcdx", "x"),
        ] {
            let list = |text: &str| text.chars().collect::<Vec<_>>();
            let merged = merge_entries(&list(base), &list(ours), &list(theirs));
            let given = format!("{base:?} {ours:?} {theirs:?}");
            assert_eq!(merged.into_iter().collect::<String>(), expected, "{given}");
        }
    }
}
