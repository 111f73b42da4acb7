//! The list of the kinds of article.

use super::collection::CollectionKind;
use super::kind::ArticleKind;

/// All kinds of article. A new one needs its own file and one line here.
pub static ARTICLE_KINDS: &[&ArticleKind] = &[&super::plain_text::KIND, #[cfg(feature = "documents")] &super::formats::pdf::KIND];

/// All kinds of file that hold many articles. A new one needs its own file and one line here.
pub static COLLECTION_KINDS: &[&CollectionKind] = &[];

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
