//! Texts of feeds: references and tags in them.

use std::borrow::Cow;

/// Whether a text looks like HTML: `<عاجل>` is no tag.
pub(super) fn has_tags(text: &str) -> bool {
    let mut tags = text.match_indices('<').map(|(at, _)| text[at + 1..].trim_start_matches('/'));
    tags.any(|tag| tag.starts_with(|c: char| c.is_ascii_alphabetic() || c == '!'))
}

/// Text whose references were escaped twice.
pub(super) fn without_references(text: &str) -> Cow<'_, str> {
    quick_xml::escape::unescape_with(text, named).unwrap_or(Cow::Borrowed(text))
}

/// References of HTML that feeds use without defining them.
const HTML: &[(&str, &str)] = &[
    ("nbsp", "\u{a0}"),
    ("zwnj", "\u{200c}"),
    ("zwj", "\u{200d}"),
    ("lrm", "\u{200e}"),
    ("rlm", "\u{200f}"),
    ("laquo", "«"),
    ("raquo", "»"),
    ("lsquo", "‘"),
    ("rsquo", "’"),
    ("ldquo", "“"),
    ("rdquo", "”"),
    ("ndash", "–"),
    ("mdash", "—"),
    ("hellip", "…"),
    ("bull", "•"),
    ("middot", "·"),
    ("copy", "©"),
];

/// The character of a reference; none that a file defines is known.
pub(super) fn named(name: &str) -> Option<&'static str> {
    let html = || HTML.iter().find(|(known, _)| *known == name).map(|(_, c)| *c);
    quick_xml::escape::resolve_xml_entity(name).or_else(html)
}
