//! Determines which files belong together.

use std::collections::HashMap;
use std::ffi::{OsStr, OsString};
use std::fs;
use std::path::{Path, PathBuf};

use super::collections::{beside_collection, collection_of, in_collection};
use super::kept_text::{article_of_kept_text, kept_text_path};
use super::{StoreError, load};
use crate::document::{ArticleKind, COLLECTION_KINDS, article_extensions, kind_of_extension, plain_text};
use crate::exchange::ron::{Head, SUFFIX};

/// The extension of annotation files, without the dot.
const ANNOTATIONS: &str = "ron";

/// The extensions of files that can be opened, without the dot: articles and annotation files.
pub fn openable_extensions() -> Vec<&'static str> {
    let of_many = COLLECTION_KINDS.iter().flat_map(|kind| kind.extensions).copied();
    let mut all: Vec<&str> = article_extensions().chain(of_many).chain([ANNOTATIONS]).collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// Whether the name is that of an annotation file: any `.ron`.
pub fn is_annotation_path(path: &Path) -> bool {
    extension_of(path).eq_ignore_ascii_case(ANNOTATIONS)
}

/// Whether the name is that of an article.
pub fn is_article_path(path: &Path) -> bool {
    kind_of_extension(extension_of(path)).is_some() && article_of_kept_text(path).is_none()
}

/// The kind of an article by its name; plain text for unknown extensions.
pub(super) fn kind_of(path: &Path) -> &'static ArticleKind {
    kind_of_extension(extension_of(path)).unwrap_or(&plain_text::KIND)
}

pub(super) fn extension_of(path: &Path) -> &str {
    path.extension().and_then(OsStr::to_str).unwrap_or_default()
}

/// The annotation file of an article: `article.txt` -> `article.hawashi.ron` beside it. If that belongs to another
/// article (`article.md`), `article.txt.hawashi.ron`. Of a person in a blind folder it is another one:
/// [`super::annotations_of`].
pub fn annotation_path(article: &Path) -> PathBuf {
    beside(article, SUFFIX)
}

/// The file beside an article with its name and this ending. If that belongs to another article, the one with its whole
/// name and this ending.
pub(super) fn beside(article: &Path, ending: &str) -> PathBuf {
    let in_folder = beside_collection(article);
    let article = in_folder.as_deref().unwrap_or(article);
    let beside = |name: Option<&OsStr>| {
        let mut name = name.unwrap_or_default().to_owned();
        name.push(ending);
        article.with_file_name(name)
    };
    let (short, long) = (beside(article.file_stem()), beside(article.file_name()));
    let other = |path: &Path| {
        let head = load::read_head(path).ok()?;
        let named = Path::new(&head.file);
        // After an article was renamed the file is still its own: only a second article changes that.
        Some(named.file_name() != article.file_name() && named_paths(path, &head.file).any(|path| path.is_file()))
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

/// Articles that an annotation file may name although they are outside its folder. A file from somebody else could name
/// any file of the person's: only those are opened that the person has named.
#[derive(Clone, Copy, Debug, Default)]
pub struct Articles<'a> {
    /// The article that the person has named for the annotation file, whichever that one names.
    pub named: Option<&'a Path>,
    /// Articles whose annotations the person has saved in another folder.
    pub saved_elsewhere: &'a [PathBuf],
    /// Who opens an article: in a blind folder, whose own file belongs to it. `None` reads the shared files everywhere.
    pub own: Option<&'a str>,
}

/// The article of an annotation file: the one that the person has named; else the one named in it, in the same folder or
/// below it; an empty file names none and belongs to the article with the same stem.
pub fn article_of(annotations: &Path, articles: Articles<'_>) -> Result<PathBuf, StoreError> {
    article_and_head(annotations, articles).map(|(article, _)| article)
}

/// The same, with what the annotation file says about it; `None` if that is empty.
pub(super) fn article_and_head(
    annotations: &Path,
    articles: Articles<'_>,
) -> Result<(PathBuf, Option<Head>), StoreError> {
    let head = match (load::read_head(annotations), articles.named) {
        (Ok(head), Some(named)) => return Ok((named.to_owned(), Some(head))),
        (Err(StoreError::EmptyAnnotations { .. }), Some(named)) => return Ok((named.to_owned(), None)),
        (Err(StoreError::EmptyAnnotations { .. }), None) if let Some(article) = article_beside(annotations) => {
            return Ok((article, None));
        }
        (head, _) => head?,
    };
    let in_file = Path::new(&head.file).file_name().and_then(|name| in_collection(&annotations.with_file_name(name)));
    if let Some(article) = in_file.filter(|article| is_there(annotations, article)) {
        return Ok((article, Some(head)));
    }
    let found: Vec<PathBuf> = named_paths(annotations, &head.file).filter(|path| is_there(annotations, path)).collect();
    let is_kept = |path: &Path| kept_text_path(annotations, path).is_file();
    if let Some(article) = found.iter().find(|path| is_below_folder_of(annotations, path) || is_kept(path)) {
        return Ok((article.clone(), Some(head)));
    }
    let is_known = |path: &&PathBuf| articles.saved_elsewhere.iter().any(|known| is_same_file(known, path));
    if let Some(article) = found.iter().find(is_known) {
        return Ok((article.clone(), Some(head)));
    }
    let (path, file) = (annotations.to_owned(), head.file);
    Err(match found.into_iter().next() {
        // A link inside the folder may lead out of it.
        Some(article) => StoreError::ArticleElsewhere { path, article: target_of(&article) },
        None => StoreError::ArticleMissing { path, file },
    })
}

/// The articles that an annotation file may belong to, wherever they are; none of another file.
pub fn articles_named_in(annotations: &Path) -> Vec<PathBuf> {
    match load::read_head(annotations) {
        Ok(head) => named_paths(annotations, &head.file).filter(|path| is_there(annotations, path)).collect(),
        Err(StoreError::EmptyAnnotations { .. }) => article_beside(annotations).into_iter().collect(),
        Err(_) => Vec::new(),
    }
}

/// The annotation files beside an article that belong to it: its own first, then those of other annotators, copies that a
/// file sync has made, and whatever else begins with its name; sorted.
pub fn annotations_beside(article: &Path) -> Vec<PathBuf> {
    AnnotationFiles::default().beside(article)
}

/// Like [`annotations_beside`], for many articles: each folder is listed once.
#[derive(Debug, Default)]
pub struct AnnotationFiles {
    /// The names of the annotation files of each folder, sorted.
    folders: HashMap<PathBuf, Vec<OsString>>,
}

impl AnnotationFiles {
    /// The annotation files beside an article.
    pub fn beside(&mut self, article: &Path) -> Vec<PathBuf> {
        let (Some(folder), Some(stem)) = (article.parent(), article.file_stem()) else { return Vec::new() };
        let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        let names = self.folders.entry(folder.to_owned()).or_insert_with(|| {
            let names = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.file_name());
            let mut names: Vec<OsString> = names.filter(|name| is_annotation_path(Path::new(name))).collect();
            names.sort_unstable();
            names
        });
        let from = names.partition_point(|name| name.as_os_str() < stem);
        let begins = |name: &&OsString| name.as_encoded_bytes().starts_with(stem.as_encoded_bytes());
        let paths = names[from..].iter().take_while(begins).map(|name| folder.join(name));
        let is_its = |path: &PathBuf| articles_named_in(path).iter().any(|named| is_same_file(named, article));
        let mut found: Vec<PathBuf> = paths.filter(is_its).collect();
        let own = annotation_path(article);
        found.sort_by_key(|path| (path.file_name() != own.file_name(), path.clone()));
        found
    }
}

/// Whether a file lies in the folder of an annotation file or below it, links followed to their end.
pub fn is_below_folder_of(annotations: &Path, file: &Path) -> bool {
    // A file right beside it, if it is no link, lies there wherever links lead.
    let is_beside = file.file_name().is_some() && file.parent() == annotations.parent();
    if is_beside && file.symlink_metadata().is_ok_and(|metadata| metadata.is_file()) {
        return true;
    }
    let folder = annotations.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    matches!((folder.canonicalize(), file.canonicalize()), (Ok(folder), Ok(file)) if file.starts_with(&folder))
}

fn article_beside(annotations: &Path) -> Option<PathBuf> {
    let whole = annotations.file_name()?.to_str()?.strip_suffix(SUFFIX)?;
    // A person's own file has their name behind that of the article.
    let of_person = whole.rsplit_once('.').map(|(name, _)| name);
    let named = |name: &str| {
        let names = article_extensions().map(|extension| format!("{name}.{extension}"));
        let mut paths = std::iter::once(name.to_owned()).chain(names).map(|name| annotations.with_file_name(name));
        paths.find(|path| path.is_file())
    };
    named(whole).or_else(|| named(of_person?))
}

/// Whether an article can be read: it is there, or its text is kept beside its annotations.
fn is_there(annotations: &Path, article: &Path) -> bool {
    article.is_file() || kept_text_path(annotations, article).is_file() || collection_of(article).is_some()
}

/// Where the article that an annotation file names may be: at its path, or under its name in the same folder.
fn named_paths(annotations: &Path, file: &str) -> impl Iterator<Item = PathBuf> {
    let folder = annotations.parent().unwrap_or(Path::new(""));
    let whole = folder.join(file);
    let beside = Path::new(file).file_name().map(|name| folder.join(name)).filter(|beside| *beside != whole);
    std::iter::once(whole).chain(beside)
}

/// How an annotation file refers to its article: by name in the same folder, otherwise by path.
pub(crate) fn article_name(annotations: &Path, article: &Path) -> String {
    let folder = |path: &Path| {
        let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
        parent.canonicalize().unwrap_or_else(|_| parent.to_owned())
    };
    let name = Path::new(article.file_name().unwrap_or_default());
    let is_in_file = in_collection(&annotations.with_file_name(name)).is_some_and(|of| of == article);
    let path =
        if is_in_file || folder(annotations) == folder(article) { name.to_owned() } else { folder(article).join(name) };
    path.to_string_lossy().into_owned()
}

/// Whether two paths lead to the same file; files that do not exist are compared by path.
pub fn is_same_file(a: &Path, b: &Path) -> bool {
    a == b || matches!((a.canonicalize(), b.canonicalize()), (Ok(a), Ok(b)) if a == b)
}

/// Whether two paths lead to the same file, also as two names of one file (hard links).
pub fn is_same_or_hard_link(a: &Path, b: &Path) -> bool {
    #[cfg(unix)]
    if let (Ok(a), Ok(b)) = (a.metadata(), b.metadata()) {
        use std::os::unix::fs::MetadataExt as _;
        return (a.dev(), a.ino()) == (b.dev(), b.ino());
    }
    is_same_file(a, b)
}

/// The file that a path leads to, also by links to what is not there yet.
pub(super) fn target_of(path: &Path) -> PathBuf {
    let mut target = path.to_owned();
    // As many links as Linux follows.
    for _ in 0..40 {
        let Ok(link) = fs::read_link(&target) else { break };
        target = target.parent().unwrap_or(Path::new("")).join(link);
    }
    fs::canonicalize(&target).unwrap_or(target)
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
