//! Which file belongs to which.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use super::{StoreError, load};

/// How the name of an annotation file ends.
const SUFFIX: &str = ".hawashi.ron";

/// How the names of articles end, in lower case.
pub(super) const ARTICLE_EXTENSIONS: [&str; 5] = ["txt", "text", "md", "markdown", "asc"];

/// How the names of files end that can be opened: articles and annotation files.
pub const TEXT_EXTENSIONS: [&str; 6] = ["txt", "text", "md", "markdown", "asc", "ron"];

/// Whether the name is that of an annotation file: any `.ron`.
pub fn is_annotation_path(path: &Path) -> bool {
    has_extension(path, &["ron"])
}

/// Whether the name is that of a plain text.
pub fn is_article_path(path: &Path) -> bool {
    has_extension(path, &ARTICLE_EXTENSIONS)
}

fn has_extension(path: &Path, extensions: &[&str]) -> bool {
    let extension = path.extension().and_then(OsStr::to_str).map(str::to_ascii_lowercase);
    extension.is_some_and(|extension| extensions.contains(&extension.as_str()))
}

/// The annotation file of an article: `article.txt` -> `article.hawashi.ron` beside it. When that
/// one belongs to another article (`article.md`), `article.txt.hawashi.ron`.
pub fn annotation_path(article: &Path) -> PathBuf {
    let beside = |name: Option<&OsStr>| {
        let mut name = name.unwrap_or_default().to_owned();
        name.push(SUFFIX);
        article.with_file_name(name)
    };
    let (short, long) = (beside(article.file_stem()), beside(article.file_name()));
    let other = |path: &Path| {
        let head = load::read_head(path).ok()?;
        let named = Path::new(&head.file);
        // The file of a renamed article is still its own: only a second article takes it away.
        Some(named.file_name() != article.file_name() && find_article(path, &head.file).is_some())
    };
    if long.exists() || other(&short) == Some(true) { long } else { short }
}

/// The article of an annotation file: named in it, in the same folder.
pub fn article_of(annotations: &Path) -> Result<PathBuf, StoreError> {
    let head = load::read_head(annotations)?;
    let missing = || StoreError::ArticleMissing { path: annotations.to_owned(), file: head.file.clone() };
    find_article(annotations, &head.file).ok_or_else(missing)
}

fn find_article(annotations: &Path, file: &str) -> Option<PathBuf> {
    let folder = annotations.parent().unwrap_or(Path::new(""));
    let as_named = folder.join(file);
    let beside = Path::new(file).file_name().map(|name| folder.join(name));
    [Some(as_named), beside].into_iter().flatten().find(|path| path.is_file())
}

/// How an annotation file names its article: the name in the same folder, a path elsewhere.
pub fn article_name(annotations: &Path, article: &Path) -> String {
    let folder = |path: &Path| {
        let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
        parent.canonicalize().unwrap_or_else(|_| parent.to_owned())
    };
    let name = Path::new(article.file_name().unwrap_or_default());
    let path = if folder(annotations) == folder(article) { name.to_owned() } else { folder(article).join(name) };
    path.to_string_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_annotation_file_lies_beside_its_article() {
        let table = [
            ("a/article.txt", "a/article.hawashi.ron"),
            ("a.b.txt", "a.b.hawashi.ron"),
            ("plain", "plain.hawashi.ron"),
            ("مقال.txt", "مقال.hawashi.ron"),
        ];
        for (article, annotations) in table {
            assert_eq!(annotation_path(Path::new(article)), Path::new(annotations));
        }
    }
}
