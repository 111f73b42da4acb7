//! Remembers the last computed value together with its key.

use std::cell::Cell;

/// The last key and its value; initially those of the default key.
#[derive(Clone, Debug, Default)]
pub(super) struct Memo<K: Copy, V: Copy>(Cell<(K, V)>);

impl<K: Copy + PartialEq, V: Copy> Memo<K, V> {
    /// The value for a key, computed if necessary.
    #[inline]
    pub(super) fn get(known: Option<&Self>, key: K, work_out: impl FnOnce() -> V) -> V {
        match known.map(|known| known.0.get()) {
            Some((of, value)) if of == key => value,
            _ => {
                let value = work_out();
                if let Some(known) = known {
                    known.0.set((key, value));
                }
                value
            }
        }
    }
}
