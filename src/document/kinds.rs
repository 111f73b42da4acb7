//! The list of the kinds of article.

use super::kind::ArticleKind;

/// All kinds of article. A new one is its own file and one line here.
pub static ARTICLE_KINDS: &[&ArticleKind] = &[&super::plain_text::KIND];

/// The kind of article whose files' names end so.
pub fn kind_of_extension(extension: &str) -> Option<&'static ArticleKind> {
    let extension = extension.to_ascii_lowercase();
    ARTICLE_KINDS.iter().copied().find(|kind| kind.extensions.contains(&extension.as_str()))
}

/// How the names of articles end, without the dot.
pub fn article_extensions() -> impl Iterator<Item = &'static str> {
    ARTICLE_KINDS.iter().flat_map(|kind| kind.extensions).copied()
}

/// The same for sentences: `.txt, .text, .md`.
pub fn article_endings() -> String {
    article_extensions().map(|extension| format!(".{extension}")).collect::<Vec<_>>().join(", ")
}
