//! `hawashi export`: writes annotations, or detected mentions, in another format.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::args::{ExportArgs, Newline, Reading, YesNo};
use super::engine::Engine;
use super::inputs::{self, Input, open_annotated, warn_of_undecodable};
use super::outcome::{complain, keep_former};
use super::shared::Shared;
use super::{CliError, Exit, Reporter, escape};
use crate::annotation::{AnnotationState, Carried, LabelSet, Status};
use crate::document::Document;
use crate::exchange::folder_file::FolderFile;
use crate::exchange::{self, Article, ExchangeError, Export, Format, Options, Statuses, Summary, Units, format_names};
use crate::session::{Candidates, Command, Session};
use crate::store::{self, NewFile, StoreError, Why, WriteMode};

/// An article with the annotations to export.
pub(super) struct Source {
    /// The article's file name.
    pub(super) name: String,
    pub(super) document: Arc<Document>,
    pub(super) annotation_state: AnnotationState,
    pub(super) carried: Carried,
    /// The files from which it was read.
    pub(super) files: Vec<PathBuf>,
}

impl Source {
    /// The article with the requested annotations, or the usual ones.
    fn article(&self, asked: Option<Statuses>) -> Article<'_> {
        let statuses = asked.unwrap_or_else(|| Statuses::usual(&self.annotation_state));
        let Self { name, document, annotation_state, carried, .. } = self;
        Article { name, document, annotation_state, carried, statuses }
    }
}

/// Runs the subcommand.
pub fn run(args: &ExportArgs) -> Result<Exit, CliError> {
    let format = args.to.0;
    format.unit(args.unit).map_err(|error| {
        let others = format_names(|format| format.units == Units::Any);
        CliError::Usage(format!("{error} or use {others}"))
    })?;
    if !format.has_mark && args.bom == Some(YesNo::Yes) {
        let marked = format_names(|format| format.has_mark);
        let message = format!("only {marked} begins with a byte order mark, not {}; leave --bom away", format.name);
        return Err(CliError::Usage(message));
    }
    if args.newline.is_some() && format.name != "refi-qda" {
        let message = format!(
            "only the texts of refi-qda have ends of lines to be chosen, not {}; leave --newline away",
            format.name
        );
        return Err(CliError::Usage(message));
    }
    let statuses = (!args.status.is_empty()).then(|| args.status.iter().map(|status| Status::from(*status)).collect());
    args.reading.check(&args.paths)?;
    let mut reporter = Reporter::default();
    let inputs = inputs::collect(&args.paths, &mut reporter)?;
    let shared = Shared::of(&args.paths, &mut reporter);
    let inputs = shared.articles(inputs);
    let engine = Engine::with_lexicons(&shared.lexicons(&args.lexicon))?;
    let mode = if args.force { WriteMode::Force } else { WriteMode::New };
    let run = Run { args, format, statuses, engine, shared, mode };
    if let Some(folder) = args.out.as_ref().filter(|out| out.is_dir() || ends_like_a_folder(out)) {
        run.write_each(folder, &inputs, &mut reporter)?;
    } else {
        run.write_all(args.out.as_deref(), &inputs, &mut reporter)?;
    }
    Ok(reporter.exit())
}

/// The settings of an export.
struct Run<'a> {
    args: &'a ExportArgs,
    format: &'static Format,
    statuses: Option<Statuses>,
    engine: Engine,
    shared: Shared,
    mode: WriteMode,
}

impl Run<'_> {
    fn read(&self, input: &Input, reporter: &Reporter) -> Result<Source, StoreError> {
        let shared = self.shared.with(input);
        read_decided(input, &self.args.reading, self.statuses, (&self.engine, shared), reporter)
    }

    fn begin<'w>(&'w self, out: impl Write + 'w, is_file: bool) -> Result<Export<'w>, ExchangeError> {
        // Spreadsheets open files; programs read standard output.
        let mark = self.format.has_mark && self.args.bom.map_or(is_file, |bom| bom == YesNo::Yes);
        let crlf = self.args.newline == Some(Newline::Crlf);
        Export::begin(self.format, out, Options { unit: self.args.unit, mark, crlf, entities: &self.engine })
    }

    /// Renames a file to its final name, and keeps an annotation file in an earlier version as saving does.
    fn keep(&self, file: NewFile) -> Result<(), StoreError> {
        if self.format != &exchange::ron::FORMAT {
            return file.keep().map(drop);
        }
        keep_former(file.path(), Why::BeforeExport);
        if let (_, Some(earlier)) = file.keep_annotations()? {
            complain(&format!("the former file, in the form of an earlier version, was kept as {}", earlier.display()));
        }
        Ok(())
    }

    /// Fails for an output that is an input by name.
    fn refuse_named(&self, out: &Path) -> Result<(), CliError> {
        refuse_input(out, &self.args.paths)?;
        refuse_input(out, &self.args.lexicon)?;
        refuse_input(out, &self.args.reading.article)
    }

    /// Writes one file for each article.
    fn write_each(&self, folder: &Path, inputs: &[Input], reporter: &mut Reporter) -> Result<(), CliError> {
        store::create_folder(folder).map_err(|error| match error {
            StoreError::Exists { path } => {
                CliError::Usage(format!("{} is a file, not a folder; choose another --out", path.display()))
            }
            other => other.into(),
        })?;
        let mut written = BTreeSet::new();
        let mut labels = LabelSet::only([]);
        for input in inputs {
            let done = self.read(input, reporter).map_err(CliError::from).and_then(|source| {
                let path = folder.join(file_name(&source.name, self.format));
                if !written.insert(path.clone()) {
                    return Err(CliError::Usage(format!(
                        "{}: another article of this name was written to {} just now; export it elsewhere",
                        input.name(),
                        path.display()
                    )));
                }
                refuse_input(&path, &source.files)?;
                self.refuse_named(&path)?;
                let mut file = NewFile::create(&path, self.mode)?;
                let mut export = self.begin(&mut file, true)?;
                export.article(&source.article(self.statuses))?;
                let summary = export.end()?;
                self.keep(file)?;
                self.write_text(&path, &source)?;
                join(&mut labels, &source.annotation_state.labels);
                report(&path.display().to_string(), self.format, &summary);
                Ok(())
            });
            if let Err(error) = done {
                reporter.error(&of_file(folder, error));
            }
        }
        if written.is_empty() { Ok(()) } else { self.write_definitions(folder, &labels) }
    }

    /// Writes the text of an article into the file that its annotations have beside them, if the format wants that.
    fn write_text(&self, path: &Path, source: &Source) -> Result<(), CliError> {
        let Some(suffix) = self.format.text_file else { return Ok(()) };
        let name = store::file_name(path);
        let stem = name.strip_suffix(self.format.suffix).map_or_else(|| store::stem_of(path), str::to_owned);
        let path = path.with_file_name(format!("{stem}{suffix}"));
        let text = source.document.text().as_bytes();
        // The article itself may be that file.
        if source.files.iter().any(|file| store::is_same_or_hard_link(file, &path)) {
            if store::read_bytes(&path)? == text {
                return Ok(());
            }
            return Err(CliError::Usage(format!(
                "{} is the article in another encoding, and its text must stand there in UTF-8; choose another --out",
                path.display()
            )));
        }
        self.refuse_named(&path)?;
        store::write_file(&path, text, self.mode)?;
        Ok(())
    }

    /// Writes the file that defines the labels of the others in a folder, if the format has one.
    fn write_definitions(&self, folder: &Path, labels: &LabelSet) -> Result<(), CliError> {
        let Some(definitions) = &self.format.definitions else { return Ok(()) };
        let path = folder.join(definitions.name);
        self.refuse_named(&path)?;
        store::write_file(&path, (definitions.write)(labels).as_bytes(), self.mode)?;
        Ok(())
    }

    /// Writes all articles one after the other, to a file or to standard output.
    fn write_all(&self, path: Option<&Path>, inputs: &[Input], reporter: &mut Reporter) -> Result<(), CliError> {
        // Report this before reading them.
        if !self.format.holds_many && inputs.len() > 1 {
            return Err(ExchangeError::OneArticle { format: self.format.name, articles: inputs.len() }.into());
        }
        if let Some(path) = path {
            let named: Vec<_> = inputs.iter().filter_map(|input| Some(input.path()?.to_owned())).collect();
            refuse_input(path, &named)?;
            self.refuse_named(path)?;
        }
        let mut file = path.map(|path| NewFile::create(path, self.mode)).transpose()?;
        let beside = self.format.text_file.is_some() || self.format.definitions.is_some();
        if beside && path.is_none() {
            complain(&format!("{}: the files that belong beside it are written with --out only", self.format.name));
        }
        let summary = match &mut file {
            Some(file) => {
                let path = file.path().to_owned();
                self.write(file, Some(&path), inputs, reporter).map_err(|error| of_file(&path, error))?
            }
            None => self.write(&mut BufWriter::new(escape::standard_output()), path, inputs, reporter)?,
        };
        let Some((summary, last)) = summary else { return Ok(()) };
        if let (Some(file), Some(path)) = (file, path) {
            self.keep(file)?;
            if beside {
                self.write_text(path, &last)?;
                self.write_definitions(&store::folder_of(path).unwrap_or_default(), &last.annotation_state.labels)?;
            }
        }
        let name = path.map_or("standard output".to_owned(), |path| path.display().to_string());
        report(&name, self.format, &summary);
        Ok(())
    }

    /// Writes each article as soon as it is read; writes nothing if none could be read. Returns the last one, too.
    fn write(
        &self,
        out: &mut dyn Write,
        path: Option<&Path>,
        inputs: &[Input],
        reporter: &mut Reporter,
    ) -> Result<Option<(Summary, Source)>, CliError> {
        let (mut out, mut export, mut last) = (Some(out), None, None);
        for input in inputs {
            let source = match self.read(input, reporter) {
                Ok(source) => source,
                Err(error) => {
                    reporter.error(&error);
                    continue;
                }
            };
            if let Some(path) = path {
                refuse_input(path, &source.files)?;
            }
            if let Some(out) = out.take() {
                export = Some(self.begin(out, path.is_some())?);
            }
            if let Some(export) = &mut export {
                export.article(&source.article(self.statuses))?;
            }
            last = Some(source);
        }
        Ok(export.map(Export::end).transpose()?.zip(last))
    }
}

/// Adds what a set of labels lacks.
fn join(all: &mut LabelSet, more: &LabelSet) {
    *all = std::mem::replace(all, LabelSet::only([])).with(more.iter().cloned());
    all.add_kinds(more.relation_kinds.iter().cloned(), &more.document_attributes);
}

/// What is wrong with a file is said like that of other files.
fn of_file(path: &Path, error: CliError) -> CliError {
    match error {
        CliError::Exchange(ExchangeError::Io { kind, .. }) => StoreError::not_written(path, kind).into(),
        other => other,
    }
}

/// Input files are never overwritten, even with `--force`: this would destroy the article, or decisions that the export
/// leaves out. Of annotation files, the articles that they name are inputs, too.
pub(super) fn refuse_input<'p>(out: &Path, read: impl IntoIterator<Item = &'p PathBuf>) -> Result<(), CliError> {
    let (mut read, mut annotations) = (read.into_iter(), Vec::new());
    if read.any(|file| {
        annotations.extend(Some(file).filter(|file| store::is_annotation_path(file)));
        store::is_same_or_hard_link(file, out)
    }) {
        return Err(is_read(out));
    }
    refuse_article(out, annotations)
}

/// The same for the articles that annotation files name.
pub(super) fn refuse_article<'p>(
    out: &Path,
    annotations: impl IntoIterator<Item = &'p PathBuf>,
) -> Result<(), CliError> {
    let is_out = |article: &PathBuf| store::is_same_or_hard_link(article, out);
    // What is not there yet is nobody's article.
    if out.exists() && annotations.into_iter().any(|file| store::articles_named_in(file).iter().any(is_out)) {
        return Err(is_read(out));
    }
    Ok(())
}

fn is_read(out: &Path) -> CliError {
    CliError::Usage(format!("{} is read here and stays as it is; choose another --out", out.display()))
}

/// Reports what was written, and what the format could not represent.
fn report(name: &str, format: &Format, summary: &Summary) {
    let Summary { statuses, counts, cut_relations, incomplete, losses } = summary;
    let parts = [
        (statuses.accepted, counts.accepted, "accepted"),
        (statuses.suggested, counts.suggested, "suggested"),
        (statuses.rejected, counts.rejected, "rejected"),
    ];
    let (held, left): (Vec<_>, Vec<_>) = parts.into_iter().partition(|(holds, ..)| *holds);
    let held: Vec<String> = held.iter().map(|(_, count, name)| format!("{count} {name}")).collect();
    let left: Vec<&str> = left.iter().map(|(.., name)| *name).collect();
    let left = if left.is_empty() { String::new() } else { format!("; left out: {} (--status)", left.join(", ")) };
    complain(&format!("{name} holds annotations: {}{left}", held.join(", ")));
    match incomplete {
        0 => {}
        1 => complain(&format!("{name}: 1 annotation lacks an attribute that its label requires")),
        some => complain(&format!("{name}: {some} annotations lack an attribute that their labels require")),
    }
    match cut_relations {
        0 => {}
        1 => complain(&format!("{name}: 1 relation was left out, because an annotation at one of its ends was")),
        cut => {
            complain(&format!("{name}: {cut} relations were left out, because an annotation at one of their ends was"));
        }
    }
    if !losses.is_empty() {
        let losses: Vec<String> = losses.iter().map(|(loss, count)| format!("{} ({count})", loss.name())).collect();
        complain(&format!("{name}: {} has no room for {}", format.name, losses.join(", ")));
    }
}

/// Like [`read`], but reads the annotations beside an article, and adds suggestions if they were requested.
fn read_decided(
    input: &Input,
    reading: &Reading,
    statuses: Option<Statuses>,
    (engine, shared): (&Engine, Option<&FolderFile>),
    reporter: &Reporter,
) -> Result<Source, StoreError> {
    let annotations = match input {
        Input::File(path) if store::is_annotation_path(path) => Some(path.clone()),
        Input::File(path) => Some(store::annotation_path(path))
            .filter(|annotations| annotations.metadata().is_ok() && !store::is_made_for_output(annotations)),
        Input::Stdin => None,
    };
    let Some(annotations) = annotations else {
        let mut source = read(input, reading, engine, reporter)?;
        if let Some(shared) = shared {
            let mut state = AnnotationState::default();
            shared.apply(&mut state);
            source.annotation_state = suggested(&source.document, state, engine);
        }
        return Ok(source);
    };
    let mut source = read(&Input::File(annotations), reading, engine, reporter)?;
    if let Some(shared) = shared {
        shared.apply(&mut source.annotation_state);
    }
    let is_suggested =
        source.annotation_state.annotations.iter().any(|annotation| annotation.status == Status::Suggested);
    if statuses.is_some_and(|statuses| statuses.suggested) && !is_suggested {
        source.annotation_state = suggested(&source.document, source.annotation_state, engine);
    }
    Ok(source)
}

/// The annotations of an article with what is suggested beside them.
fn suggested(document: &Arc<Document>, state: AnnotationState, engine: &Engine) -> AnnotationState {
    let candidates = Arc::new(Candidates::new(document.text(), engine.detect(document.text())));
    let mut session =
        Session::open(document.clone(), "", state, Carried::default()).with_lexicon(engine.lexicon().clone());
    // Candidates of this very text are always valid.
    drop(session.execute(Command::SetCandidates(candidates)));
    session.state_with_suggestions()
}

/// Reads an article with its annotations, or with its detected mentions as suggestions.
pub(super) fn read(
    input: &Input,
    reading: &Reading,
    engine: &Engine,
    reporter: &Reporter,
) -> Result<Source, StoreError> {
    let source = match input {
        Input::File(path) if store::is_annotation_path(path) => {
            let opened = open_annotated(path, reading)?;
            let loaded = opened.loaded.transpose()?;
            let (annotation_state, carried) = loaded.map_or_else(Default::default, |loaded| {
                loaded.warnings.iter().for_each(|warning| reporter.warn(&format!("{}: {warning}", path.display())));
                (loaded.annotation_state, loaded.carried)
            });
            let files = vec![opened.article.clone(), path.clone()];
            Source { name: name_of(&opened.article), document: opened.document, annotation_state, carried, files }
        }
        input => {
            let document = Arc::new(input.read(reading)?);
            let candidates = engine.detect(document.text());
            let annotation_state =
                exchange::suggestions(&candidates, |c| engine.entity(c).map(|entity| entity.id.to_owned()));
            let name = match input {
                Input::Stdin => "-".to_owned(),
                Input::File(path) => name_of(path),
            };
            let files = input.path().map(Path::to_owned).into_iter().collect();
            Source { name, document, annotation_state, carried: Carried::default(), files }
        }
    };
    warn_of_undecodable(&input.name(), &source.document, reading.encoding, reporter);
    Ok(source)
}

fn name_of(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

fn file_name(article: &str, format: &Format) -> PathBuf {
    let stem = if article == "-" { "stdin".as_ref() } else { Path::new(article).file_stem().unwrap_or_default() };
    let mut name = stem.to_owned();
    name.push(OsStr::new(format.suffix));
    name.into()
}

pub(super) fn ends_like_a_folder(path: &Path) -> bool {
    path.as_os_str().as_encoded_bytes().last().is_some_and(|b| std::path::is_separator(char::from(*b)))
}
