//! Work on many articles on all threads, taken in their order.

use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::mpsc;

/// Items that are ahead of the one that is taken next for each thread, which limits memory use.
const AHEAD: usize = 16;

/// Makes something of each item on all threads, and takes what was made on this one, in the order of the items, while the
/// next ones are made. Once `take` says that it does not go on, no more are begun; those that were begun are still taken.
pub fn in_order<I: Sync, T: Send>(items: &[I], make: impl Fn(&I) -> T + Sync, mut take: impl FnMut(&I, T) -> bool) {
    let (sender, receiver) = mpsc::channel();
    rayon::in_place_scope_fifo(|scope| {
        let (make, sender) = (&make, &sender);
        let begin = |number: usize| {
            let (item, sender) = (&items[number], sender.clone());
            scope.spawn_fifo(move |_| {
                let made = catch_unwind(AssertUnwindSafe(|| make(item)));
                drop(sender.send((number, made)));
            });
        };
        let mut begun = items.len().min(rayon::current_num_threads() * AHEAD);
        (0..begun).for_each(begin);
        let (mut taken, mut goes_on, mut early) = (0, true, HashMap::new());
        while taken < begun {
            // This thread has a sender, so that there is always another one.
            let Ok((number, made)) = receiver.recv() else { break };
            early.insert(number, made);
            while let Some(made) = early.remove(&taken) {
                goes_on &= take(&items[taken], made.unwrap_or_else(|panic| resume_unwind(panic)));
                taken += 1;
                if goes_on && begun < items.len() {
                    begin(begun);
                    begun += 1;
                }
            }
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_are_taken_in_their_order() {
        let items: Vec<u64> = (0..1_000).collect();
        let mut taken = Vec::new();
        let make = |item: &u64| {
            // The earlier ones take longer.
            std::thread::sleep(std::time::Duration::from_micros(40 * (7 - item % 8)));
            item * 2
        };
        in_order(&items, make, |item, made| {
            taken.push((*item, made));
            true
        });
        assert_eq!(taken, items.iter().map(|item| (*item, item * 2)).collect::<Vec<_>>());
        in_order(&[], make, |_, _| unreachable!());
    }

    #[test]
    fn no_more_are_begun_after_the_last() {
        let items: Vec<usize> = (0..100_000).collect();
        let mut taken = Vec::new();
        in_order(
            &items,
            |item| *item,
            |_, made| {
                taken.push(made);
                made != 5
            },
        );
        assert_eq!(taken, (0..taken.len()).collect::<Vec<_>>());
        assert!((6..=6 + rayon::current_num_threads() * AHEAD).contains(&taken.len()), "{}", taken.len());
    }

    #[test]
    #[should_panic(expected = "the seventh")]
    fn a_panic_is_not_waited_for() {
        let items: Vec<usize> = (0..1_000).collect();
        in_order(&items, |item| assert!(*item != 7, "the seventh"), |_, ()| true);
    }
}
