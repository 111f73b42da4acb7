//! The list of the kinds of article.

use super::kind::{ArticleKind, HEAD_BYTES};

/// All kinds of article. A new one needs its own file and one line here.
pub static ARTICLE_KINDS: &[&ArticleKind] = &[
    &super::plain_text::KIND,
    #[cfg(feature = "documents")]
    &super::formats::html::KIND,
    #[cfg(feature = "documents")]
    &super::formats::mhtml::KIND,
    #[cfg(feature = "documents")]
    &super::formats::webarchive::KIND,
    #[cfg(feature = "documents")]
    &super::formats::epub::KIND,
    #[cfg(feature = "documents")]
    &super::formats::markdown::KIND,
    #[cfg(feature = "documents")]
    &super::formats::mail::KIND,
    #[cfg(feature = "documents")]
    &super::formats::office::docx::KIND,
    #[cfg(feature = "documents")]
    &super::formats::office::doc::KIND,
    #[cfg(feature = "documents")]
    &super::formats::office::odt::KIND,
    #[cfg(feature = "documents")]
    &super::formats::office::rtf::KIND,
    #[cfg(feature = "documents")]
    &super::formats::subtitles::KIND,
    #[cfg(feature = "documents")]
    &super::formats::pdf::KIND,
    &super::plain_text::POST,
];

/// The kind of article with this file extension.
pub(crate) fn kind_of_extension(extension: &str) -> Option<&'static ArticleKind> {
    let extension = extension.to_ascii_lowercase();
    ARTICLE_KINDS.iter().copied().find(|kind| kind.extensions.contains(&extension.as_str()))
}

/// The kind that a file's name says, unless its first bytes are certainly those of another one.
pub(crate) fn kind_of_bytes(by_name: &'static ArticleKind, bytes: &[u8]) -> &'static ArticleKind {
    let head = &bytes[..bytes.len().min(HEAD_BYTES)];
    // A text may begin like a mail or a page, and be meant as it stands.
    let may_be = |kind: &&&'static ArticleKind| !(by_name.is_plain() && kind.has_encodings) && (kind.begins)(head);
    let other = || ARTICLE_KINDS.iter().find(may_be).copied();
    if (by_name.begins)(head) { by_name } else { other().unwrap_or(by_name) }
}

/// The extensions of articles, without the dot.
pub(crate) fn article_extensions() -> impl Iterator<Item = &'static str> {
    ARTICLE_KINDS.iter().flat_map(|kind| kind.extensions).copied()
}

/// The extensions as text for a sentence: `.txt, .text, .md`.
pub(crate) fn article_endings() -> String {
    article_extensions().map(|extension| format!(".{extension}")).collect::<Vec<_>>().join(", ")
}
