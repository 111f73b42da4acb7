//! Formats sizes of files in the language of the interface.

use crate::gui::i18n::{I18n, Value};

/// A file size in the usual units.
pub(super) fn size_text(i18n: &I18n, bytes: u64) -> String {
    let (key, value, digits) = match bytes {
        0..1_000 => ("size-bytes", bytes as f64, 0),
        1_000..1_000_000 => ("size-kilobytes", bytes as f64 / 1e3, 0),
        1_000_000..1_000_000_000 => ("size-megabytes", bytes as f64 / 1e6, 1),
        _ => ("size-gigabytes", bytes as f64 / 1e9, 1),
    };
    i18n.text_with(key, &[("count", Value::Decimal(value, digits))]).into_owned()
}
