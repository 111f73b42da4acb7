//! Writes imported articles as annotation files, with the texts beside them that have none.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::io::{Read as _, Write as _};
use std::path::{Component, Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use super::bytes::open_file;
use super::export::{ExportError, refuse_input};
use super::kept_text;
use super::save::create_folder;
use super::versions::{Occasion, Versions, Why};
use super::{
    NewFile, StoreError, WriteMode, annotation_path, file_name, is_same_file, read_bytes, stem_of, write_file,
};
use crate::exchange::foreign::Beside;
use crate::exchange::format::ReadFn;
use crate::exchange::ron::annotations_to_ron;
use crate::exchange::{Column, ExchangeError, File, Foreign, Format, Imported, Reader, recognise};

/// The longest name of an article that is made of one in a file, in characters.
const LONGEST_NAME: usize = 100;

/// A file that is imported, and what was read beside it.
#[derive(Debug)]
pub struct ImportedFile {
    path: PathBuf,
    /// Its contents, if they came another way than from the disk.
    given: Option<Vec<u8>>,
    beside: Mutex<BTreeSet<PathBuf>>,
    columns: Vec<Column>,
}

impl ImportedFile {
    /// The file at a path.
    pub fn new(path: &Path) -> Self {
        Self { path: path.to_owned(), given: None, beside: Mutex::default(), columns: Vec::new() }
    }

    /// What came another way, under a name.
    pub fn given(name: &str, bytes: Vec<u8>) -> Self {
        Self { given: Some(bytes), ..Self::new(Path::new(name)) }
    }

    /// What its columns hold, if it is a table of tokens.
    #[must_use]
    pub fn with_columns(mut self, columns: Vec<Column>) -> Self {
        self.columns = columns;
        self
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The file name of an article: one that is safe, from its name in the file.
    pub fn article_name(&self, imported: &Imported) -> String {
        let name = Path::new(&imported.name).file_name().map_or_else(
            || stem_of(&self.path),
            |name| {
                let name = name.to_string_lossy();
                name.strip_suffix(".txt").unwrap_or(&name).to_owned()
            },
        );
        let plain = |c: char| if c.is_control() || "/\\:*?\"<>|".contains(c) { '_' } else { c };
        format!("{}.txt", name.trim().chars().map(plain).take(LONGEST_NAME).collect::<String>())
    }

    /// The format that it is in, by its name and its beginning; `None` if nothing tells.
    pub fn recognise(&self) -> Result<Option<&'static Format>, StoreError> {
        if let Some(bytes) = &self.given {
            return Ok(recognise(&file_name(&self.path), &bytes[..bytes.len().min(recognise::HEAD)]));
        }
        let mut head = Vec::new();
        let read = open_file(&self.path)?.0.take(recognise::HEAD as u64).read_to_end(&mut head);
        read.map_err(|error| StoreError::reading(&self.path, &error))?;
        Ok(recognise(&file_name(&self.path), &head))
    }

    /// Reads its articles one after the other and gives each to `take`, which can end the reading by an error. A mistake
    /// that ends it is given behind what was read before.
    pub fn read<E: From<StoreError>>(
        &self,
        read: ReadFn,
        take: &mut dyn FnMut(Result<Foreign, ExchangeError>) -> Result<(), E>,
    ) -> Result<(), E> {
        let name = file_name(&self.path);
        let bytes = match &self.given {
            Some(bytes) => Cow::Borrowed(bytes.as_slice()),
            None => Cow::Owned(read_bytes(&self.path)?),
        };
        if bytes.iter().all(u8::is_ascii_whitespace) {
            return take(Err(ExchangeError::Empty));
        }
        let mut reader = match read(File { name: &name, bytes: &bytes, beside: self, columns: &self.columns }) {
            Ok(reader) => reader,
            Err(error) => return take(Err(error)),
        };
        let next = |reader: &mut dyn Reader| reader.next_article().transpose();
        let first = next(&mut *reader);
        let second = matches!(first, Some(Ok(_))).then(|| next(&mut *reader)).flatten();
        match (first, second) {
            // A file of one article need not be in memory while that is placed.
            (Some(only), None) => {
                drop(reader);
                drop(bytes);
                take(only)
            }
            (Some(first), mut more) => {
                take(first)?;
                while let Some(article) = more {
                    let is_last = article.is_err();
                    take(article)?;
                    more = if is_last { None } else { next(&mut *reader) };
                }
                Ok(())
            }
            (None, _) => Ok(()),
        }
    }

    /// Fails with [`ExchangeError::NothingFound`] if it has no annotations as this format and does not look like it. What else
    /// is wrong with it is left to be said when it is read.
    pub fn refuse_nothing(&self, format: &'static Format, read: ReadFn) -> Result<(), ExportError> {
        let looks_like = self.recognise()?;
        if looks_like == Some(format) {
            return Ok(());
        }
        let (mut is_read, mut has_some, mut has_texts) = (false, false, false);
        let ended = self.read(read, &mut |article| {
            let Ok(foreign) = article else {
                is_read = false;
                return Err(ExportError::Stopped);
            };
            is_read = true;
            has_some |= !foreign.marked.is_empty() || !foreign.relations.is_empty() || !foreign.attributes.is_empty();
            // Texts that are still to be annotated.
            has_texts |= foreign.text.is_some() && matches!(format.name, "doccano" | "prodigy" | "label-studio");
            if has_some { Err(ExportError::Stopped) } else { Ok(()) }
        });
        if let Err(error @ ExportError::Store(_)) = ended {
            return Err(error);
        }
        let is_other = looks_like.is_some() || !has_texts;
        if is_read && !has_some && is_other {
            let looks_like = looks_like.map(|other| other.name);
            return Err(ExchangeError::NothingFound { format: format.name, looks_like }.into());
        }
        Ok(())
    }

    /// Fails for an output that was read.
    pub fn refuse_read(&self, out: &Path) -> Result<(), ExportError> {
        refuse_input(out, [&self.path])?;
        refuse_input(out, &*self.beside.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Beside for ImportedFile {
    fn read(&self, name: &str) -> Option<Vec<u8>> {
        let is_name = Path::new(name).file_name().is_some_and(|own| own == name);
        let path = is_name.then(|| self.path.with_file_name(name))?;
        let bytes = read_bytes(&path).ok();
        if bytes.is_some() {
            self.beside.lock().unwrap_or_else(PoisonError::into_inner).insert(path);
        }
        bytes
    }
}

/// An annotation file that was written.
#[derive(Debug)]
pub struct ImportWritten {
    /// Where it is.
    pub path: PathBuf,
    /// Whether its article is in another folder.
    pub is_apart: bool,
    /// Where the text is that stood in the place of the article's.
    pub former_text: Option<PathBuf>,
    /// Why the former file could not be kept as a version.
    pub not_kept: Option<StoreError>,
}

/// How imported articles are written.
#[derive(Debug)]
pub struct Importing<'a> {
    /// The file that they come from.
    pub file: &'a ImportedFile,
    /// The article at hand, to which the annotations were brought; it has a text already.
    pub article: Option<PathBuf>,
    /// Whether existing files are replaced.
    pub mode: WriteMode,
    /// Where annotation files that are replaced are kept.
    pub versions: Option<&'a Versions>,
    /// The files that were written into a folder.
    pub taken: BTreeSet<PathBuf>,
}

impl Importing<'_> {
    /// The file name of an article: that of the one at hand, or one from the name in the file.
    pub fn article_name(&self, imported: &Imported) -> String {
        self.article.as_deref().map_or_else(|| self.file.article_name(imported), file_name)
    }

    /// Fails for an output that was read.
    pub fn refuse_read(&self, out: &Path) -> Result<(), ExportError> {
        self.file.refuse_read(out)?;
        refuse_input(out, &self.article)
    }

    /// Writes an article's annotations under a free name into a folder, which is made if it is not there; beside their
    /// article, if that is in a folder inside it.
    pub fn write_into(&mut self, folder: &Path, imported: &Imported) -> Result<ImportWritten, ExportError> {
        let inside = self.article.as_deref().and_then(|article| article.strip_prefix(folder).ok()?.parent());
        let folder = &inside.map_or_else(|| folder.to_owned(), |inside| folder.join(inside));
        create_folder(folder)?;
        let mut article = self.article_name(imported);
        let stem = article.trim_end_matches(".txt").to_owned();
        let mut path = annotation_path(&folder.join(&article));
        let mut number = 2;
        while !self.taken.insert(path.clone()) {
            article = format!("{stem}-{number}.txt");
            path = annotation_path(&folder.join(&article));
            number += 1;
        }
        self.write(path, &article, imported)
    }

    /// Writes an article's annotations to a file.
    pub fn write_to(&self, path: &Path, imported: &Imported) -> Result<ImportWritten, ExportError> {
        let article = if self.article.is_some() { self.article_name(imported) } else { text_name(path) };
        self.write(path.to_owned(), &article, imported)
    }

    fn write(&self, path: PathBuf, article: &str, imported: &Imported) -> Result<ImportWritten, ExportError> {
        self.refuse_read(&path)?;
        // Nothing is written until all of it can be.
        let mut new = NewFile::create(&path, self.mode)?;
        let (mut is_apart, mut former_text) = (false, None);
        if let Some(own) = &self.article {
            is_apart = !is_same_file(own, &path.with_file_name(file_name(own)));
        } else {
            // The text is needed, wherever the annotations are read again.
            let text = path.with_file_name(article);
            let bytes = imported.document.text().as_bytes();
            // What was read beside the file may be that already.
            if !read_bytes(&text).is_ok_and(|there| there == bytes) {
                self.refuse_read(&text)?;
                if self.mode == WriteMode::Force
                    && let Ok(there) = read_bytes(&text)
                {
                    // Whatever is asked for: no text is lost.
                    former_text = Some(keep_text(&text, &there)?);
                }
                write_file(&text, bytes, self.mode).map_err(|error| match error {
                    StoreError::Exists { path } => ExportError::OtherText { path },
                    other => other.into(),
                })?;
            }
        }
        if let Some(own) = &self.article {
            kept_text::keep_text(&path, own, &imported.document)?;
        }
        let ron = annotations_to_ron(article, &imported.document, &imported.annotation_state, &imported.carried);
        let occasion = Occasion::of(Why::BeforeImport);
        let not_kept = self.versions.and_then(|versions| versions.keep_file(&path, occasion).err());
        new.write_all(ron.as_bytes()).map_err(|error| StoreError::not_written(&path, error.kind()))?;
        new.keep()?;
        Ok(ImportWritten { path, is_apart, former_text, not_kept })
    }
}

/// The article of a folder that a file means by a name: the one with this path inside the folder, otherwise the one with this
/// file name. `None` if there is none.
pub fn article_named(folder: &Path, name: &str) -> Option<PathBuf> {
    let inside = path_said(name)?;
    let found = [folder.join(&inside), folder.join(file_name(&inside))];
    found.into_iter().find(|path| path.is_file())
}

/// Another article than this one that a file means by a name: one beside it, or with this path inside one of its folders.
pub fn other_article_named(article: &Path, name: &str) -> Option<PathBuf> {
    let inside = path_said(name)?;
    let article = std::path::absolute(article).ok()?;
    if article.ends_with(&inside) {
        return None;
    }
    let beside = article.with_file_name(file_name(&inside));
    let others = article.ancestors().skip(1).map(|folder| folder.join(&inside)).chain([beside]);
    others.into_iter().find(|path| path.is_file()).filter(|path| !is_same_file(path, &article))
}

/// The path that a name is, if it leads downwards.
fn path_said(name: &str) -> Option<PathBuf> {
    let path = PathBuf::from(name.replace('\\', "/"));
    let is_plain = path.components().all(|part| matches!(part, Component::Normal(_)));
    (is_plain && !name.is_empty()).then_some(path)
}

/// Keeps a text that is replaced under a free name beside it.
fn keep_text(text: &Path, bytes: &[u8]) -> Result<PathBuf, StoreError> {
    let stem = stem_of(text);
    let mut number = 1;
    loop {
        let count = if number == 1 { String::new() } else { format!("-{number}") };
        let path = text.with_file_name(format!("{stem}-former{count}.txt"));
        // The same text need not be kept twice.
        if read_bytes(&path).is_ok_and(|there| there == bytes) {
            return Ok(path);
        }
        match write_file(&path, bytes, WriteMode::New) {
            Err(StoreError::Exists { .. }) => number += 1,
            written => return written.map(|_stamp| path),
        }
    }
}

/// The name of the text beside an annotation file.
fn text_name(annotations: &Path) -> String {
    let name = file_name(annotations);
    let stem = name.strip_suffix(".hawashi.ron").or_else(|| name.strip_suffix(".ron")).unwrap_or(&name);
    format!("{stem}.txt")
}
