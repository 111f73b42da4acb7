//! Determines which files belong together.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use super::{StoreError, load};
use crate::document::{ArticleKind, article_extensions, kind_of_extension, plain_text};
use crate::exchange::ron::SUFFIX;

/// The extension of annotation files, without the dot.
const ANNOTATIONS: &str = "ron";

/// The extensions of files that can be opened, without the dot: articles and annotation files.
pub fn openable_extensions() -> Vec<&'static str> {
    article_extensions().chain([ANNOTATIONS]).collect()
}

/// Whether the name is that of an annotation file: any `.ron`.
pub fn is_annotation_path(path: &Path) -> bool {
    extension_of(path).eq_ignore_ascii_case(ANNOTATIONS)
}

/// Whether the name is that of an article.
pub fn is_article_path(path: &Path) -> bool {
    kind_of_extension(extension_of(path)).is_some()
}

/// The kind of an article by its name; plain text for unknown extensions.
pub(super) fn kind_of(path: &Path) -> &'static ArticleKind {
    kind_of_extension(extension_of(path)).unwrap_or(&plain_text::KIND)
}

fn extension_of(path: &Path) -> &str {
    path.extension().and_then(OsStr::to_str).unwrap_or_default()
}

/// The annotation file of an article: `article.txt` -> `article.hawashi.ron` beside it. If that belongs to another
/// article (`article.md`), `article.txt.hawashi.ron`.
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
        // After an article was renamed the file is still its own: only a second article changes that.
        Some(named.file_name() != article.file_name() && find_article(path, &head.file).is_some())
    };
    if long.exists() || other(&short) == Some(true) { long } else { short }
}

/// The last part of a path, for tabs and messages.
pub fn file_name(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}

/// The folder that contains a file.
pub fn folder_of(path: &Path) -> Option<PathBuf> {
    std::path::absolute(path).ok()?.parent().map(Path::to_owned)
}

/// An unused name in the same folder: the file's own, or with a number after its stem (`article-2.hawashi.ron`).
pub fn free_path(path: &Path) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let stem_len = name.find(SUFFIX).or_else(|| name.rfind('.')).filter(|at| *at > 0).unwrap_or(name.len());
    let (stem, ending) = name.split_at(stem_len);
    let mut names = (2..).map(|number| path.with_file_name(format!("{stem}-{number}{ending}")));
    let is_free = |path: &PathBuf| std::fs::symlink_metadata(path).is_err();
    Some(path.to_owned()).filter(is_free).or_else(|| names.find(is_free)).unwrap_or_default()
}

/// The article of an annotation file: the one named in it, in the same folder; an empty file names none and belongs to
/// the article with the same stem.
pub fn article_of(annotations: &Path) -> Result<PathBuf, StoreError> {
    if is_empty(annotations)
        && let Some(article) = article_beside(annotations)
    {
        return Ok(article);
    }
    let head = load::read_head(annotations)?;
    let missing = || StoreError::ArticleMissing { path: annotations.to_owned(), file: head.file.clone() };
    find_article(annotations, &head.file).ok_or_else(missing)
}

/// Whether a file exists and is empty.
pub(super) fn is_empty(path: &Path) -> bool {
    std::fs::metadata(path).is_ok_and(|metadata| metadata.is_file() && metadata.len() == 0)
}

fn article_beside(annotations: &Path) -> Option<PathBuf> {
    let name = annotations.file_name()?.to_str()?.strip_suffix(SUFFIX)?;
    let names = article_extensions().map(|extension| format!("{name}.{extension}"));
    std::iter::once(name.to_owned())
        .chain(names)
        .map(|name| annotations.with_file_name(name))
        .find(|path| path.is_file())
}

fn find_article(annotations: &Path, file: &str) -> Option<PathBuf> {
    let folder = annotations.parent().unwrap_or(Path::new(""));
    let as_named = folder.join(file);
    let beside = Path::new(file).file_name().map(|name| folder.join(name));
    [Some(as_named), beside].into_iter().flatten().find(|path| path.is_file())
}

/// How an annotation file refers to its article: by name in the same folder, otherwise by path.
pub(crate) fn article_name(annotations: &Path, article: &Path) -> String {
    let folder = |path: &Path| {
        let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
        parent.canonicalize().unwrap_or_else(|_| parent.to_owned())
    };
    let name = Path::new(article.file_name().unwrap_or_default());
    let path = if folder(annotations) == folder(article) { name.to_owned() } else { folder(article).join(name) };
    path.to_string_lossy().into_owned()
}

/// Whether two paths lead to the same file; files that do not exist are compared by path.
pub fn is_same_file(a: &Path, b: &Path) -> bool {
    a == b || matches!((a.canonicalize(), b.canonicalize()), (Ok(a), Ok(b)) if a == b)
}

/// Whether two paths lead to the same file, also as two names of one file (hard links).
pub(crate) fn is_same_or_hard_link(a: &Path, b: &Path) -> bool {
    #[cfg(unix)]
    if let (Ok(a), Ok(b)) = (a.metadata(), b.metadata()) {
        use std::os::unix::fs::MetadataExt as _;
        return (a.dev(), a.ino()) == (b.dev(), b.ino());
    }
    is_same_file(a, b)
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

    #[test]
    fn a_free_name_counts_on() {
        let folder = tempfile::tempdir().expect("a folder");
        let table = [
            ("مقال.hawashi.ron", "مقال-2.hawashi.ron", "مقال-3.hawashi.ron"),
            ("a.b.csv", "a.b-2.csv", "a.b-3.csv"),
            ("plain", "plain-2", "plain-3"),
            (".hidden", ".hidden-2", ".hidden-3"),
        ];
        for (name, second, third) in table {
            let path = folder.path().join(name);
            assert_eq!(free_path(&path), path);
            std::fs::write(&path, "").expect("written");
            assert_eq!(free_path(&path), folder.path().join(second));
            std::fs::write(folder.path().join(second), "").expect("written");
            assert_eq!(free_path(&path), folder.path().join(third));
        }
    }
}
