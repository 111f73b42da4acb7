//! Numbers of the rules that are set by hand: each has a name and a meaning, and stands in a table of
//! `docs/detection.md`, which a test holds to them.

/// Constants with their meanings, and a table of them for the page.
macro_rules! named {
    ($($(#[doc = $meaning:literal])+ $name:ident = $value:expr;)+) => {
        $($(#[doc = $meaning])+ pub(in crate::detect) const $name: f32 = $value;)+

        /// The rows of the page's table.
        #[cfg(test)]
        pub(in crate::detect) fn table() -> String {
            let rows = [$((concat!($($meaning),+), $name)),+];
            rows.iter().map(|(meaning, value)| format!("| {} | {value:?} |\n", meaning.trim())).collect()
        }
    };
}
pub(super) use named;
