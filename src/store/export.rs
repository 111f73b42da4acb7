//! Writes articles in a format: all into one file, or each into one of its own, with the files that some formats want beside
//! them. What is read is never written over, and a file is there wholly or not at all.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::io::Write;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use thiserror::Error;

use super::kept_text::keep_text;
use super::save::create_folder;
use super::versions::{Occasion, Versions, Why};
use super::{
    NewFile, StoreError, WriteMode, articles_named_in, file_name, folder_of, is_annotation_path, is_same_or_hard_link,
    read_bytes, stem_of, write_file,
};
use crate::annotation::{AnnotationState, Carried, LabelSet};
use crate::document::Document;
use crate::exchange::{Article, ExchangeError, Export, Format, Options, Statuses, Summary, ron};
use crate::text::{Arg, Localize};

/// An article with the annotations to export.
#[derive(Clone, Debug)]
pub struct ExportSource {
    /// How it was named, for messages.
    pub input: String,
    /// The article's file name, behind the folders in which it lies inside the one that is exported: `2026/a.txt`.
    pub name: String,
    /// Its text.
    pub document: Arc<Document>,
    /// Its annotations and labels.
    pub annotation_state: AnnotationState,
    /// Other contents of its annotation file.
    pub carried: Carried,
    /// The files from which it was read.
    pub files: Vec<PathBuf>,
}

impl ExportSource {
    /// The article with the requested annotations, or the usual ones.
    pub fn article(&self, asked: Option<Statuses>) -> Article<'_> {
        let statuses = asked.unwrap_or_else(|| Statuses::usual(&self.annotation_state));
        let Self { name, document, annotation_state, carried, .. } = self;
        Article { name, document, annotation_state, carried, statuses }
    }

    /// The same for a file of its own, which lies in the article's folders itself.
    fn own_article(&self, asked: Option<Statuses>) -> Article<'_> {
        Article { name: own_name(&self.name), ..self.article(asked) }
    }
}

/// Why an article could not be exported.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ExportError {
    /// A file could not be read or written.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The format cannot hold it.
    #[error(transparent)]
    Exchange(#[from] ExchangeError),
    /// The file is one of those that are read.
    #[error("{} is read here and stays as it is; choose another --out", path.display())]
    IsRead {
        /// The file.
        path: PathBuf,
    },
    /// Two articles have the same name.
    #[error("{input}: another article of this name was written to {} just now; export it elsewhere", path.display())]
    Twice {
        /// The article.
        input: String,
        /// The file of the other one.
        path: PathBuf,
    },
    /// The text must stand in UTF-8 where the article is.
    #[error(
        "{} is the article in another encoding, and its text must stand there in UTF-8; choose another --out",
        path.display()
    )]
    OtherEncoding {
        /// The article.
        path: PathBuf,
    },
    /// Where the text of a file is to be written, an article with another text is already.
    #[error(
        "{}: this article is there with another text; bring the annotations to it with --article, choose another --out, or \
         replace it with --force, which keeps the former text beside it",
        path.display()
    )]
    OtherText {
        /// The article.
        path: PathBuf,
    },
    /// The person has stopped it.
    #[error("the export was stopped")]
    Stopped,
}

impl Localize for ExportError {
    fn key(&self) -> &'static str {
        match self {
            Self::Store(error) => error.key(),
            Self::Exchange(error) => error.key(),
            Self::IsRead { .. } => "error-export-is-read",
            Self::Twice { .. } => "error-export-twice",
            Self::OtherEncoding { .. } => "error-export-other-encoding",
            Self::OtherText { .. } => "error-import-other-text",
            Self::Stopped => "error-export-stopped",
        }
    }

    fn args(&self) -> Vec<(&'static str, Arg)> {
        match self {
            Self::Store(error) => error.args(),
            Self::Exchange(error) => error.args(),
            Self::IsRead { path } | Self::OtherEncoding { path } | Self::OtherText { path } => {
                vec![("path", path.display().to_string().into())]
            }
            Self::Twice { input, path } => {
                vec![("input", input.clone().into()), ("path", path.display().to_string().into())]
            }
            Self::Stopped => Vec::new(),
        }
    }
}

/// A file that was written.
#[derive(Debug)]
pub struct Written {
    /// Where it is.
    pub path: PathBuf,
    /// What it contains, and what its format could not represent.
    pub summary: Summary,
    /// Where the former file is, if it was of an earlier version of the program.
    pub earlier: Option<PathBuf>,
    /// Why the former file could not be kept as a version.
    pub not_kept: Option<StoreError>,
}

/// Articles one after the other; those that cannot be read are errors among them. [`ExportError::Stopped`] ends the export.
pub type Sources<'a> = &'a mut dyn Iterator<Item = Result<ExportSource, ExportError>>;

/// What is said of each file that was written, and of each article that was not.
pub type Told<'a> = &'a mut dyn FnMut(Result<Written, ExportError>);

/// How articles are written.
#[derive(Debug)]
pub struct Exporting<'a> {
    /// The format.
    pub format: &'static Format,
    /// Its options.
    pub options: Options<'a>,
    /// The requested statuses; `None` for the usual ones of each article.
    pub statuses: Option<Statuses>,
    /// Whether existing files are replaced.
    pub mode: WriteMode,
    /// Files that are read and stay as they are, besides those of each article.
    pub inputs: Vec<PathBuf>,
    /// Where annotation files that are replaced are kept.
    pub versions: Option<&'a Versions>,
}

impl Exporting<'_> {
    /// Writes one file for each article into a folder, which is made if it is not there, in the same folders inside it.
    /// Fails only if nothing more can be written; what was written before stays.
    pub fn write_each(&self, folder: &Path, sources: Sources<'_>, told: Told<'_>) -> Result<(), ExportError> {
        create_folder(folder)?;
        self.refuse_definitions(folder)?;
        let mut written = BTreeSet::new();
        let mut labels = LabelSet::only([]);
        for source in sources {
            match source.and_then(|source| self.write_one(folder, &source, &mut written, &mut labels)) {
                Err(ExportError::Stopped) => return Err(ExportError::Stopped),
                done => told(done.map_err(|error| of_file(folder, error))),
            }
        }
        let folders: BTreeSet<&Path> = written.iter().filter_map(|path| path.parent()).collect();
        folders.into_iter().try_for_each(|folder| self.write_definitions(folder, &labels))
    }

    fn write_one(
        &self,
        folder: &Path,
        source: &ExportSource,
        written: &mut BTreeSet<PathBuf>,
        labels: &mut LabelSet,
    ) -> Result<Written, ExportError> {
        let path = folder.join(exported_name(&source.name, self.format));
        if !written.insert(path.clone()) {
            return Err(ExportError::Twice { input: source.input.clone(), path });
        }
        refuse_input(&path, &source.files)?;
        refuse_input(&path, &self.inputs)?;
        let inside = path.parent().unwrap_or(folder);
        if inside != folder {
            create_folder(inside)?;
            let is_first = written.iter().filter(|other| other.parent() == Some(inside)).count() == 1;
            if let Err(error) = if is_first { self.refuse_definitions(inside) } else { Ok(()) } {
                written.remove(&path);
                return Err(error);
            }
        }
        let mut file = NewFile::create(&path, self.mode)?;
        let mut export = Export::begin(self.format, &mut file, self.options)?;
        export.article(&source.own_article(self.statuses))?;
        let summary = export.end()?;
        // What stands in its way stops all of it.
        self.write_text(&path, source)?;
        let done = self.keep(file, path, summary, source)?;
        *labels = std::mem::replace(labels, LabelSet::only([])).with(source.annotation_state.labels.iter().cloned());
        let more = &source.annotation_state.labels;
        labels.add_kinds(more.relation_kinds.iter().cloned(), &more.document_attributes);
        Ok(done)
    }

    /// Writes all articles one after the other into a file; nothing if none could be read.
    pub fn write_all(&self, path: &Path, sources: Sources<'_>, told: Told<'_>) -> Result<(), ExportError> {
        refuse_input(path, &self.inputs)?;
        let folder = folder_of(path).unwrap_or_default();
        self.refuse_definitions(&folder)?;
        let mut file = NewFile::create(path, self.mode)?;
        let mut failed = |error| told(Err(error));
        let written = self.write(&mut file, Some(path), sources, &mut failed).map_err(|error| of_file(path, error))?;
        let Some((summary, last)) = written else { return Ok(()) };
        if self.has_files_beside() {
            self.write_text(path, &last)?;
            self.write_definitions(&folder, &last.annotation_state.labels)?;
        }
        let done = self.keep(file, path.to_owned(), summary, &last)?;
        told(Ok(done));
        Ok(())
    }

    /// Writes all articles one after the other to anything; nothing if none could be read. Files beside it are not written.
    /// `failed` hears of those that could not be read.
    pub fn write_to(
        &self,
        out: &mut dyn Write,
        sources: Sources<'_>,
        failed: &mut dyn FnMut(ExportError),
    ) -> Result<Option<Summary>, ExportError> {
        Ok(self.write(out, None, sources, failed)?.map(|(summary, _)| summary))
    }

    /// Writes each article as soon as it is read; writes nothing if none could be read. Returns the last one, too.
    fn write(
        &self,
        out: &mut dyn Write,
        path: Option<&Path>,
        sources: Sources<'_>,
        failed: &mut dyn FnMut(ExportError),
    ) -> Result<Option<(Summary, ExportSource)>, ExportError> {
        let (mut out, mut export, mut last) = (Some(out), None, None);
        for source in sources {
            let source = match source {
                Ok(source) => source,
                Err(ExportError::Stopped) => return Err(ExportError::Stopped),
                Err(error) => {
                    failed(error);
                    continue;
                }
            };
            if let Some(path) = path {
                refuse_input(path, &source.files)?;
            }
            if let Some(out) = out.take() {
                export = Some(Export::begin(self.format, out, self.options)?);
            }
            if let Some(export) = &mut export {
                let is_one = !self.format.holds_many;
                let article = if is_one { source.own_article(self.statuses) } else { source.article(self.statuses) };
                export.article(&article)?;
            }
            last = Some(source);
        }
        Ok(export.map(Export::end).transpose()?.zip(last))
    }

    /// Whether the format has files of its own beside the one with the annotations.
    pub fn has_files_beside(&self) -> bool {
        self.format.text_file.is_some() || self.format.definitions.is_some()
    }

    /// Gives a file its final name, and keeps an annotation file that stood there as saving does.
    fn keep(
        &self,
        file: NewFile<'_>,
        path: PathBuf,
        summary: Summary,
        source: &ExportSource,
    ) -> Result<Written, ExportError> {
        if self.format != &ron::FORMAT {
            file.keep()?;
            return Ok(Written { path, summary, earlier: None, not_kept: None });
        }
        if let Some(article) = source.files.first() {
            keep_text(&path, article, &source.document)?;
        }
        let occasion = Occasion::of(Why::BeforeExport);
        let not_kept = self.versions.and_then(|versions| versions.keep_file(&path, occasion).err());
        let (_, earlier) = file.keep_annotations()?;
        Ok(Written { path, summary, earlier, not_kept })
    }

    /// Writes the text of an article into the file that its annotations have beside them, if the format wants that.
    fn write_text(&self, path: &Path, source: &ExportSource) -> Result<(), ExportError> {
        let Some(suffix) = self.format.text_file else { return Ok(()) };
        let name = file_name(path);
        let stem = name.strip_suffix(self.format.suffix).map_or_else(|| stem_of(path), str::to_owned);
        let path = path.with_file_name(format!("{stem}{suffix}"));
        let text = source.document.text().as_bytes();
        // The article itself may be that file.
        if source.files.iter().any(|file| is_same_or_hard_link(file, &path)) {
            if read_bytes(&path)? == text {
                return Ok(());
            }
            return Err(ExportError::OtherEncoding { path });
        }
        refuse_input(&path, &self.inputs)?;
        write_file(&path, text, self.mode)?;
        Ok(())
    }

    /// Fails for a folder with a file of the name of the one that defines the labels, before anything is written there.
    fn refuse_definitions(&self, folder: &Path) -> Result<(), ExportError> {
        let path = self.format.definitions.as_ref().map(|definitions| folder.join(definitions.name));
        match path {
            Some(path) if self.mode == WriteMode::New && path.exists() => Err(StoreError::Exists { path }.into()),
            _ => Ok(()),
        }
    }

    /// Writes the file that defines the labels of the others in a folder, if the format has one.
    fn write_definitions(&self, folder: &Path, labels: &LabelSet) -> Result<(), ExportError> {
        let Some(definitions) = &self.format.definitions else { return Ok(()) };
        let path = folder.join(definitions.name);
        refuse_input(&path, &self.inputs)?;
        write_file(&path, (definitions.write)(labels).as_bytes(), self.mode)?;
        Ok(())
    }
}

/// The name of the file for an article, in the folders that stand in the article's name.
pub fn exported_name(article: &str, format: &Format) -> PathBuf {
    let stem = if article == "-" { "stdin".as_ref() } else { Path::new(article).file_stem().unwrap_or_default() };
    let mut name = stem.to_owned();
    name.push(OsStr::new(format.suffix));
    Path::new(article).with_file_name(name)
}

/// The file name of an article in an export.
fn own_name(name: &str) -> &str {
    name.rsplit_once('/').map_or(name, |(_, own)| own)
}

/// The name of an article in an export: its file name behind the folders in which it lies.
pub fn name_inside(folders: &Path, article: &Path) -> String {
    let folders = folders.components().map(|folder| folder.as_os_str().to_string_lossy().into_owned());
    folders.chain([file_name(article)]).collect::<Vec<_>>().join("/")
}

/// For each article the folders in which it lies inside the one that is exported, so that equal file names stay apart.
/// `articles` are paths with the folder that was named, if one was; what was named by itself lies in none. Where this leaves
/// two with one name, the folders are those inside the one that has them all.
pub fn folders_inside(articles: &[(&Path, Option<&Path>)]) -> Vec<PathBuf> {
    let inside = |(path, root): &(&Path, Option<&Path>)| {
        let inside = root.and_then(|root| path.strip_prefix(root).ok()).and_then(Path::parent);
        inside.map(plain_folders).unwrap_or_default()
    };
    let folders: Vec<PathBuf> = articles.iter().map(inside).collect();
    let names = folders.iter().zip(articles).map(|(folders, (path, _))| folders.join(file_name(path)));
    if names.collect::<BTreeSet<_>>().len() == articles.len() {
        return folders;
    }
    let around: Vec<PathBuf> = articles.iter().map(|(path, _)| folder_of(path).unwrap_or_default()).collect();
    let Some(mut common) = around.first().map(PathBuf::as_path) else { return folders };
    while !around.iter().all(|folder| folder.starts_with(common)) {
        let Some(parent) = common.parent() else { return folders };
        common = parent;
    }
    around.iter().map(|folder| folder.strip_prefix(common).map(plain_folders).unwrap_or_default()).collect()
}

/// The folders of a path that lead downwards.
fn plain_folders(path: &Path) -> PathBuf {
    path.components().filter(|part| matches!(part, Component::Normal(_))).collect()
}

/// What is wrong with a file is said like that of other files.
fn of_file(path: &Path, error: ExportError) -> ExportError {
    match error {
        ExportError::Exchange(ExchangeError::Io { kind, .. }) => StoreError::not_written(path, kind).into(),
        other => other,
    }
}

/// Input files are never written over, even if that is asked for: this would destroy the article, or decisions that the
/// output leaves out. Of annotation files, the articles that they name are inputs, too.
pub fn refuse_input<'p>(out: &Path, read: impl IntoIterator<Item = &'p PathBuf>) -> Result<(), ExportError> {
    let (mut read, mut annotations) = (read.into_iter(), Vec::new());
    if read.any(|file| {
        annotations.extend(Some(file).filter(|file| is_annotation_path(file)));
        is_same_or_hard_link(file, out)
    }) {
        return Err(ExportError::IsRead { path: out.to_owned() });
    }
    refuse_article(out, annotations)
}

/// The same for the articles that annotation files name.
pub fn refuse_article<'p>(out: &Path, annotations: impl IntoIterator<Item = &'p PathBuf>) -> Result<(), ExportError> {
    let is_out = |article: &PathBuf| is_same_or_hard_link(article, out);
    // What is not there yet is nobody's article.
    if out.exists() && annotations.into_iter().any(|file| articles_named_in(file).iter().any(is_out)) {
        return Err(ExportError::IsRead { path: out.to_owned() });
    }
    Ok(())
}
