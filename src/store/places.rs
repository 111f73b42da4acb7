//! Where articles are that are no files of their own, or whose texts are kept: one of many in a file, and the text beside the
//! annotations of a document.
//!
//! The post 123 of `result.json` is the article `result.json/123`, and its annotations are in
//! `result.json.hawashi/123.hawashi.ron`, beside the file.

use std::ffi::OsStr;
use std::fmt::Write as _;
use std::path::{Component, Path, PathBuf};

use super::bytes::read_beginning;
use crate::document::{COLLECTION_KINDS, CollectionKind, HEAD_BYTES};
use crate::exchange::KEPT_TEXT_SUFFIX;

/// What the name of the folder ends in that holds the annotations of such a file's articles.
const BESIDE: &str = ".hawashi";

/// The extension of a file, without the dot; empty if there is none.
pub(super) fn extension_of(path: &Path) -> &str {
    path.extension().and_then(OsStr::to_str).unwrap_or_default()
}

/// Whether a path leads to many articles: a folder, or a file of many.
pub fn holds_articles(path: &Path) -> bool {
    path.is_dir() || path.is_file() && collection_kind(path).is_some()
}

/// Whether a file of this name may hold many articles; [`collection_kind`] looks into it.
pub fn may_hold_articles(path: &Path) -> bool {
    kinds_of_name(path).next().is_some()
}

fn kinds_of_name(path: &Path) -> impl Iterator<Item = &'static CollectionKind> + '_ {
    COLLECTION_KINDS.iter().copied().filter(move |kind| kind.may_have(extension_of(path)))
}

/// The kind of a file that holds many articles, by its name and its first bytes; `None` of any other.
pub fn collection_kind(path: &Path) -> Option<&'static CollectionKind> {
    let mut kinds = kinds_of_name(path).peekable();
    kinds.peek()?;
    let head = read_beginning(path, HEAD_BYTES).ok()?;
    kinds.find(|kind| (kind.begins)(&head))
}

/// The file that holds an article, and what the article is called in it; `None` of an article that is a file of its own.
pub fn collection_of(article: &Path) -> Option<(PathBuf, String)> {
    file_around(article).filter(|(file, _)| collection_kind(file).is_some())
}

/// The same of any file, whatever it holds: nothing is read.
pub(super) fn file_around(article: &Path) -> Option<(PathBuf, String)> {
    // A path below a file leads nowhere else.
    let file = article.ancestors().skip(1).find(|path| !path.as_os_str().is_empty() && path.metadata().is_ok())?;
    if !file.is_file() {
        return None;
    }
    let name = article.strip_prefix(file).ok()?;
    let is_name = name.components().all(|part| matches!(part, Component::Normal(_)));
    Some((file.to_owned(), entry_name(name)?)).filter(|_| is_name)
}

/// Where the annotations of the articles of a file are.
pub(super) fn folder_beside(file: &Path) -> PathBuf {
    let mut name = file.file_name().unwrap_or_default().to_owned();
    name.push(BESIDE);
    file.with_file_name(name)
}

/// Where an article stands that is in a file of many, as if it was a file beside it.
pub(super) fn beside_collection(article: &Path) -> Option<PathBuf> {
    let (file, _) = collection_of(article)?;
    Some(folder_beside(&file).join(article.strip_prefix(&file).ok()?))
}

/// The article whose annotations are in the folder of a file of many: the other way round.
pub(super) fn in_collection(beside: &Path) -> Option<PathBuf> {
    let folder = beside.ancestors().skip(1).find(|folder| extension_of(folder) == &BESIDE[1..])?;
    let file = folder.with_extension("");
    Some(file.join(beside.strip_prefix(folder).ok()?)).filter(|_| file.is_file())
}

/// A name as a path: what no file may be called is written as `%2F`.
pub(super) fn entry_path(name: &str) -> PathBuf {
    let part = |part: &str| {
        let mut written = String::with_capacity(part.len());
        for c in part.chars() {
            match c {
                c if c.is_control() || r#"%\:*?"<>|"#.contains(c) => {
                    // Writing to memory cannot fail.
                    let _ = write!(written, "%{:02X}", u32::from(c));
                }
                c => written.push(c),
            }
        }
        if written.is_empty() || written.chars().all(|c| c == '.') { format!("%{written}") } else { written }
    };
    name.split('/').map(part).collect()
}

/// The other way round.
fn entry_name(path: &Path) -> Option<String> {
    let parts = path.components().map(|part| {
        let part = part.as_os_str().to_str()?;
        let mut pieces = part.split('%');
        let mut name = pieces.next()?.to_owned();
        for piece in pieces {
            let code = piece.get(..2).and_then(|code| u8::from_str_radix(code, 16).ok());
            match code {
                Some(code) => {
                    name.push(char::from(code));
                    name.push_str(&piece[2..]);
                }
                None => name.push_str(piece),
            }
        }
        Some(name)
    });
    Some(parts.collect::<Option<Vec<_>>>()?.join("/"))
}

/// Where the text of a document is kept for an annotation file: beside that one, under the whole name of the document.
pub fn kept_text_path(annotations: &Path, article: &Path) -> PathBuf {
    let mut name = article.file_name().unwrap_or_default().to_owned();
    name.push(KEPT_TEXT_SUFFIX);
    annotations.with_file_name(name)
}

/// The document whose text a file keeps, by its name.
pub fn article_of_kept_text(path: &Path) -> Option<PathBuf> {
    let name = path.file_name()?.to_string_lossy();
    let article = name.strip_suffix(KEPT_TEXT_SUFFIX).filter(|article| !article.is_empty())?;
    Some(path.with_file_name(article))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_is_a_path_and_comes_back() {
        for name in ["123", "أخبار/مقال.html", "a:b?.txt", "100%", "50%25", "..", "a/./b", "x\\y", "", "a//b"]
        {
            let path = entry_path(name);
            assert!(path.components().all(|part| matches!(part, Component::Normal(_))), "{name:?} {path:?}");
            let expected = if name.contains('.') || name.contains("//") || name.is_empty() { None } else { Some(name) };
            if let Some(expected) = expected {
                assert_eq!(entry_name(&path).as_deref(), Some(expected));
            }
        }
    }
}
