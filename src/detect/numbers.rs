//! Hand-set numbers of the rules: each has a name and a meaning, and is listed in a table of `docs/detection.md`; a
//! test compares the two.

/// Defines constants with their meanings, and their table for the documentation.
macro_rules! named {
    ($($(#[doc = $meaning:literal])+ $name:ident = $value:expr;)+) => {
        $($(#[doc = $meaning])+ pub(in crate::detect) const $name: f32 = $value;)+

        /// The rows of the table.
        #[cfg(test)]
        pub(in crate::detect) fn table() -> String {
            let rows = [$((concat!($($meaning),+), $name)),+];
            rows.iter().map(|(meaning, value)| format!("| {} | {value:?} |\n", meaning.trim())).collect()
        }
    };
}
pub(super) use named;
