//! Files that hold many articles, used like folders; `places` says what their articles are called.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use super::StoreError;
use super::bytes::read_bytes;
use super::places::{collection_kind, entry_path, file_around};
use super::shared::{folder_file_path, read_folder_file};
use super::source::FileSource;
use super::trace::Trace;
use crate::document::{
    CollectionKind, ColumnInfo, Document, Entry, InPieces, ListOptions, ReadOptions, Source as _, bytes_of,
};

/// A file that holds many articles, with the list of them.
#[derive(Debug)]
pub struct Collection {
    path: PathBuf,
    kind: &'static CollectionKind,
    options: ListOptions,
    held: Held,
    entries: Vec<Entry>,
    by_name: OnceLock<HashMap<Box<str>, usize>>,
    /// Of the file, and of the one that keeps the column of its texts.
    traces: [Option<Trace>; 2],
}

/// Where the bytes of the file are.
#[derive(Debug)]
enum Held {
    InMemory(Vec<u8>),
    OnDisk(InPieces, FileSource),
}

impl Held {
    fn open(path: &Path, kind: &CollectionKind) -> Result<Self, StoreError> {
        match kind.in_pieces {
            Some(how) => Ok(Self::OnDisk(how, FileSource::open(path)?)),
            None => Ok(Self::InMemory(read_bytes(path)?)),
        }
    }

    /// Fails if nothing can be told; what stands before the damage can be read.
    fn list(&self, path: &Path, kind: &CollectionKind, options: &ListOptions) -> Result<Vec<Entry>, StoreError> {
        let mut entries = Vec::new();
        let mut emit = |entry| {
            entries.push(entry);
            ControlFlow::Continue(())
        };
        let problem = match self {
            Self::InMemory(bytes) => (kind.list)(bytes, options, &mut emit)
                .err()
                .map(|error| StoreError::Document { path: path.to_owned(), error }),
            Self::OnDisk(how, file) => {
                (how.list)(file, &mut emit);
                file.failure().map(|error| StoreError::reading(path, error))
            }
        };
        problem.filter(|_| entries.is_empty()).map_or(Ok(entries), Err)
    }
}

/// The columns that are chosen for this run of the program, by the path of the table.
static COLUMNS: Mutex<BTreeMap<PathBuf, String>> = Mutex::new(BTreeMap::new());

/// Takes the texts of a table from this column, by its name or its number from 1, as long as the program runs.
pub fn choose_column(table: &Path, column: &str) {
    COLUMNS.lock().unwrap_or_else(PoisonError::into_inner).insert(table.to_owned(), column.to_owned());
}

fn column_chosen_now(table: &Path) -> Option<String> {
    COLUMNS.lock().unwrap_or_else(PoisonError::into_inner).get(table).cloned()
}

/// The columns of a table, and which of them has the texts; `None` of a file without columns.
pub fn table_columns(path: &Path) -> Option<(Vec<ColumnInfo>, usize)> {
    let columns = collection_kind(path)?.columns?;
    let collection = Collection::open(path).ok()?;
    let Held::InMemory(bytes) = &collection.held else { return None };
    let columns = columns(bytes).ok()?;
    let chosen = collection.options.column.as_deref().and_then(|chosen| {
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
        let traces = [Trace::of(path), Trace::of(&folder_file_path(path))];
        let now = column_chosen_now(path);
        let has_column = |last: &Self| now.is_none() || last.kind.columns.is_none() || last.options.column == now;
        let is_it = |last: &Arc<Self>| last.traces == traces && has_column(last);
        if let Some(last) = Self::last(path).filter(|last| traces[0].is_some() && is_it(last)) {
            return Ok(last);
        }
        let kind = collection_kind(path).ok_or_else(|| StoreError::Missing { path: path.to_owned() })?;
        let options =
            &ListOptions { column: kind.columns.and_then(|_| now.or_else(|| read_folder_file(path).ok()?.column)) };
        let held = Held::open(path, kind)?;
        let entries = held.list(path, kind, options)?;
        let collection = Arc::new(Self {
            path: path.to_owned(),
            kind,
            options: options.clone(),
            held,
            entries,
            by_name: OnceLock::new(),
            traces,
        });
        *LAST.lock().unwrap_or_else(PoisonError::into_inner) = Some(Arc::clone(&collection));
        Ok(collection)
    }

    /// The file that was read last, if it is this one, whatever has become of it.
    fn last(path: &Path) -> Option<Arc<Self>> {
        LAST.lock().unwrap_or_else(PoisonError::into_inner).clone().filter(|last| last.path == path)
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
        let mut buffer = Vec::new();
        let (read, original) = match &self.held {
            Held::InMemory(bytes) => ((self.kind.read)(bytes, entry, &self.options, options), bytes_of(entry, bytes)),
            Held::OnDisk(how, file) => {
                ((how.read)(file, entry), Cow::Borrowed(file.piece(entry.range.clone(), &mut buffer)))
            }
        };
        read.and_then(|(kind, contents)| Document::in_collection(kind, contents, &original, options))
            .map_err(|error| StoreError::Document { path: self.path_of(entry), error })
    }
}

/// Reads an article that is in a file of many; `None` of any other.
pub(super) fn read_entry(article: &Path, options: &ReadOptions) -> Option<Result<Document, StoreError>> {
    let (file, name) = file_around(article)?;
    // Whoever reads one article after the other need not look at the file's beginning for each.
    if Collection::last(&file).is_none() {
        collection_kind(&file)?;
    }
    Some(Collection::open(&file).and_then(|collection| collection.read(&name, options)))
}
