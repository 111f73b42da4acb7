//! The list of the kinds of article.

use super::collection::CollectionKind;
use super::kind::ArticleKind;

/// All kinds of article. A new one needs its own file and one line here.
pub static ARTICLE_KINDS: &[&ArticleKind] = &[
    &super::plain_text::KIND,
    #[cfg(feature = "documents")]
    &super::formats::html::KIND,
    #[cfg(feature = "documents")]
    &super::formats::mhtml::KIND,
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
    #[cfg(feature = "documents")]
    &super::collections::post::POST,
];

/// All kinds of file that hold many articles. A new one needs its own file and one line here.
pub static COLLECTION_KINDS: &[&CollectionKind] = &[
    #[cfg(feature = "documents")]
    &super::collections::telegram::KIND,
    #[cfg(feature = "documents")]
    &super::collections::whatsapp::KIND,
    #[cfg(feature = "documents")]
    &super::collections::mbox::KIND,
    #[cfg(feature = "documents")]
    &super::collections::feed::KIND,
    #[cfg(feature = "documents")]
    &super::collections::warc::KIND,
    #[cfg(feature = "documents")]
    &super::collections::archive::KIND,
    #[cfg(feature = "documents")]
    &super::collections::table::KIND,
];

/// The kind of article with this file extension.
pub(crate) fn kind_of_extension(extension: &str) -> Option<&'static ArticleKind> {
    let extension = extension.to_ascii_lowercase();
    ARTICLE_KINDS.iter().copied().find(|kind| kind.extensions.contains(&extension.as_str()))
}

/// The extensions of articles, without the dot.
pub(crate) fn article_extensions() -> impl Iterator<Item = &'static str> {
    ARTICLE_KINDS.iter().flat_map(|kind| kind.extensions).copied()
}

/// The extensions as text for a sentence: `.txt, .text, .md`.
pub(crate) fn article_endings() -> String {
    article_extensions().map(|extension| format!(".{extension}")).collect::<Vec<_>>().join(", ")
}
