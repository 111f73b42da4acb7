//! Countries as numbers.

use std::sync::OnceLock;

/// One more than the largest number that [`super::Lexicon::country`] gives.
pub(crate) const COUNTRIES: usize = 26 * 26 + 1;

/// The number of a code of two capital letters, 0 for anything else; see [`super::Lexicon::country`].
pub(super) const fn country_number(code: &[u8]) -> u16 {
    match code {
        [a @ b'A'..=b'Z', b @ b'A'..=b'Z'] => 1 + (*a - b'A') as u16 * 26 + (*b - b'A') as u16,
        _ => 0,
    }
}

/// All codes of two letters in one string, so that a number's code can be borrowed instead of allocated.
pub(super) fn country_code(number: u16) -> Option<&'static str> {
    static CODES: OnceLock<String> = OnceLock::new();
    let at = usize::from(number.checked_sub(1)?) * 2;
    let codes = CODES.get_or_init(|| {
        (b'A'..=b'Z').flat_map(|a| (b'A'..=b'Z').map(move |b| [a, b])).flatten().map(char::from).collect()
    });
    codes.get(at..at + 2)
}
