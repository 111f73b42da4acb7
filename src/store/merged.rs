//! Merges what several windows have made of one value or list: ours, theirs, and what both began with.

use std::collections::HashSet;
use std::hash::Hash;

/// A value: ours if we have changed it.
pub(super) fn value<T: Clone + PartialEq>(ours: &T, base: &T, theirs: T) -> T {
    if ours == base { theirs } else { ours.clone() }
}

/// A list in which what was used last comes first, without two entries of one key. A list that we have emptied is empty.
pub(super) fn latest_first<T: Clone + PartialEq, K: Eq + Hash + ?Sized>(
    ours: &[T],
    base: &[T],
    theirs: Vec<T>,
    key: impl Fn(&T) -> &K,
) -> Vec<T> {
    if ours.is_empty() && !base.is_empty() {
        return Vec::new();
    }
    // Behind what we have added or brought to the front, ours goes on as the base does.
    let mut left = base;
    let is_as_before = |entry: &&T| match left.iter().rposition(|former| former == *entry) {
        Some(at) => {
            left = &left[..at];
            true
        }
        None => false,
    };
    let new = ours.len() - ours.iter().rev().take_while(is_as_before).count();
    let kept: HashSet<&K> = ours.iter().map(&key).collect();
    let ours_or_gone: HashSet<&K> =
        ours[..new].iter().map(&key).chain(base.iter().map(&key).filter(|key| !kept.contains(key))).collect();
    let others = theirs.into_iter().filter(|entry| !ours_or_gone.contains(key(entry)));
    ours[..new].iter().cloned().chain(others).collect()
}

/// A list whose order means nothing, without two entries of one key: entry by entry.
pub(super) fn by_key<T: Clone + PartialEq, K: Eq + Hash + ?Sized>(
    ours: &[T],
    base: &[T],
    theirs: &[T],
    key: impl Fn(&T) -> &K,
) -> Vec<T> {
    let find = |list: &[T], entry: &T| list.iter().find(|other| key(other) == key(entry)).cloned();
    let own = ours.iter().filter_map(|entry| match find(base, entry) {
        Some(former) if former == *entry => find(theirs, entry),
        _ => Some(entry.clone()),
    });
    let added = theirs.iter().filter(|entry| find(ours, entry).is_none() && find(base, entry).is_none());
    own.chain(added.cloned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(list: &str) -> Vec<String> {
        list.split_whitespace().map(str::to_owned).collect()
    }

    #[test]
    fn of_two_lists_of_what_was_used_last_nothing_is_undone() {
        for (base, ours, theirs, expected) in [
            ("a b c", "a b c", "d a b c", "d a b c"),
            ("a b c", "d a b c", "e a b c", "d e a b c"),
            // Brought to the front.
            ("a b c", "c a b", "e a b c", "c e a b"),
            ("a b c", "c a b", "b a c", "c b a"),
            // Both the same.
            ("a b", "c a b", "c a b", "c a b"),
            // Taken out here, or there.
            ("a b c", "a c", "d a b c", "d a c"),
            ("a b c", "d a b c", "a c", "d a c"),
            // Emptied.
            ("a b", "", "c a b", ""),
            ("", "", "a", "a"),
        ] {
            let merged = latest_first(&words(ours), &words(base), words(theirs), String::as_str);
            assert_eq!(merged, words(expected), "{base:?}, {ours:?} and {theirs:?}");
        }
    }

    #[test]
    fn entries_are_merged_one_by_one() {
        let entries = |list: &str| -> Vec<(String, bool)> {
            words(list).iter().map(|word| (word.trim_end_matches('-').to_owned(), word.ends_with('-'))).collect()
        };
        for (base, ours, theirs, expected) in [
            ("a b", "a b c", "a b d", "a b c d"),
            ("a b", "a- b", "a b-", "a- b-"),
            ("a b", "b", "a- b", "b"),
            ("a b", "a b", "b", "b"),
            ("a", "a-", "", "a-"),
        ] {
            let merged = by_key(&entries(ours), &entries(base), &entries(theirs), |(word, _)| word.as_str());
            assert_eq!(merged, entries(expected), "{base:?}, {ours:?} and {theirs:?}");
        }
    }
}
