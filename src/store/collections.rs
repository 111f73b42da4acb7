//! Files that hold many articles, used like folders: the post 123 of `result.json` is the article `result.json/123`, and its
//! annotations are in `result.json.hawashi/123.hawashi.ron`, beside the file.

use std::collections::{BTreeMap, HashMap};
use std::ops::ControlFlow;
use std::path::{Component, Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use super::StoreError;
use super::bytes::{read_beginning, read_bytes};
use super::paths::extension_of;
use super::watch::Trace;
use crate::document::{
    COLLECTION_KINDS, CollectionKind, ColumnInfo, Document, Entry, HEAD_BYTES, ListOptions, ReadOptions,
};

/// What the name of the folder ends in that holds the annotations of such a file's articles.
const BESIDE: &str = ".hawashi";

/// A file that holds many articles, with the list of them.
#[derive(Debug)]
pub struct Collection {
    path: PathBuf,
    kind: &'static CollectionKind,
    options: ListOptions,
    bytes: Vec<u8>,
    entries: Vec<Entry>,
    by_name: OnceLock<HashMap<Box<str>, usize>>,
    trace: Option<Trace>,
}

/// Whether a path leads to many articles: a folder, or a file of many.
pub fn holds_articles(path: &Path) -> bool {
    path.is_dir() || path.is_file() && collection_kind(path).is_some()
}

/// Whether a file of this name may hold many articles; [`collection_kind`] looks into it.
pub fn may_hold_articles(path: &Path) -> bool {
    let extension = extension_of(path).to_ascii_lowercase();
    COLLECTION_KINDS.iter().any(|kind| kind.extensions.contains(&extension.as_str()))
}

/// The kind of a file that holds many articles, by its name and its first bytes; `None` of any other.
pub fn collection_kind(path: &Path) -> Option<&'static CollectionKind> {
    let extension = extension_of(path).to_ascii_lowercase();
    let mut kinds = COLLECTION_KINDS.iter().filter(|kind| kind.extensions.contains(&extension.as_str())).peekable();
    kinds.peek()?;
    let head = read_beginning(path, HEAD_BYTES).ok()?;
    kinds.find(|kind| (kind.begins)(&head)).copied()
}

/// The file that holds an article, and what the article is called in it; `None` of an article that is a file of its own.
pub fn collection_of(article: &Path) -> Option<(PathBuf, String)> {
    // A path below a file leads nowhere else.
    let file = article.ancestors().skip(1).find(|path| !path.as_os_str().is_empty() && path.metadata().is_ok())?;
    if !file.is_file() {
        return None;
    }
    let name = article.strip_prefix(file).ok()?;
    let is_name = name.components().all(|part| matches!(part, Component::Normal(_)));
    Some((file.to_owned(), entry_name(name)?)).filter(|_| is_name && collection_kind(file).is_some())
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
fn entry_path(name: &str) -> PathBuf {
    let part = |part: &str| {
        let mut written = String::with_capacity(part.len());
        for c in part.chars() {
            match c {
                '%' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|' => {
                    written.push_str(&format!("%{:02X}", u32::from(c)))
                }
                c if c.is_control() => written.push_str(&format!("%{:02X}", u32::from(c))),
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

/// The columns that the person has chosen, by the path of the table.
static COLUMNS: Mutex<BTreeMap<PathBuf, String>> = Mutex::new(BTreeMap::new());

/// Takes the texts of a table from this column, by its name or its number from 1, as long as the program runs.
pub fn choose_column(table: &Path, column: &str) {
    COLUMNS.lock().unwrap_or_else(PoisonError::into_inner).insert(table.to_owned(), column.to_owned());
}

fn column_of(table: &Path) -> Option<String> {
    COLUMNS.lock().unwrap_or_else(PoisonError::into_inner).get(table).cloned()
}

/// The columns of a table, and which of them has the texts; `None` of a file without columns.
pub fn table_columns(path: &Path) -> Option<(Vec<ColumnInfo>, usize)> {
    let columns = collection_kind(path)?.columns?;
    let columns = columns(&read_bytes(path).ok()?).ok()?;
    let chosen = column_of(path).and_then(|chosen| {
        let named = columns.iter().position(|column| column.name == chosen);
        named.or_else(|| chosen.parse::<usize>().ok()?.checked_sub(1))
    });
    let of_texts = chosen.or_else(|| columns.iter().position(|column| column.is_guess))?;
    Some((columns, of_texts))
}

/// The file of many that was read last: its articles are mostly read one after the other.
static LAST: Mutex<Option<Arc<Collection>>> = Mutex::new(None);

impl Collection {
    /// Reads the list of the articles of a file.
    pub fn open(path: &Path) -> Result<Arc<Self>, StoreError> {
        let options = &ListOptions { column: column_of(path) };
        let trace = Trace::of(path);
        let last = LAST.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let is_it = |last: &Arc<Self>| last.path == path && last.trace == trace && last.options == *options;
        if let Some(last) = last.filter(|last| trace.is_some() && is_it(last)) {
            return Ok(last);
        }
        let kind = collection_kind(path).ok_or_else(|| StoreError::Missing { path: path.to_owned() })?;
        let bytes = read_bytes(path)?;
        let mut entries = Vec::new();
        let listed = (kind.list)(&bytes, options, &mut |entry| {
            entries.push(entry);
            ControlFlow::Continue(())
        });
        // What stands before the damage can be read.
        if let (Err(error), true) = (listed, entries.is_empty()) {
            return Err(StoreError::Document { path: path.to_owned(), error });
        }
        let collection = Arc::new(Self {
            path: path.to_owned(),
            kind,
            options: options.clone(),
            bytes,
            entries,
            by_name: OnceLock::new(),
            trace,
        });
        *LAST.lock().unwrap_or_else(PoisonError::into_inner) = Some(Arc::clone(&collection));
        Ok(collection)
    }

    /// Its articles, in the order of the file.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The path of one of its articles.
    pub fn path_of(&self, entry: &Entry) -> PathBuf {
        self.path.join(entry_path(&entry.name))
    }

    /// The paths of its articles.
    pub fn articles(&self) -> impl Iterator<Item = PathBuf> + '_ {
        self.entries.iter().map(|entry| self.path_of(entry))
    }

    fn read(&self, name: &str, options: &ReadOptions) -> Result<Document, StoreError> {
        let by_name = self.by_name.get_or_init(|| {
            self.entries.iter().enumerate().map(|(number, entry)| (entry.name.clone(), number)).collect()
        });
        let missing = || StoreError::Missing { path: self.path.join(entry_path(name)) };
        let entry = by_name.get(name).and_then(|number| self.entries.get(*number)).ok_or_else(missing)?;
        let read = (self.kind.read)(&self.bytes, entry, &self.options, options);
        let range = entry.range.start as usize..(entry.range.end as usize).min(self.bytes.len());
        let original = self.bytes.get(range).unwrap_or_default();
        read.and_then(|(kind, contents)| Document::in_collection(kind, contents, original, options))
            .map_err(|error| StoreError::Document { path: self.path_of(entry), error })
    }
}

/// Reads an article that is in a file of many; `None` of any other.
pub(super) fn read_entry(article: &Path, options: &ReadOptions) -> Option<Result<Document, StoreError>> {
    let (file, name) = collection_of(article)?;
    Some(Collection::open(&file).and_then(|collection| collection.read(&name, options)))
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
