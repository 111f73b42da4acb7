//! `hawashi export`: writes annotations, or detected mentions, in another format.

use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;
use std::io::BufWriter;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde_json::{Value, json};

use super::args::{ColumnsArg, ExportArgs, Newline, Reading, YesNo};
use super::engine::Engine;
use super::inputs::{self, Input, open_annotated, warn_of_undecodable};
use super::outcome::complain;
use super::progress::Progress;
use super::shared::Shared;
use super::{CliError, Exit, Reporter, escape};
use crate::annotation::{AnnotationState, Carried, Status};
use crate::document::Document;
use crate::exchange::folder_file::FolderFile;
use crate::exchange::{self, Column, ExchangeError, Format, Loss, Options, Statuses, Summary, Units, format_names};
use crate::session::{Candidates, Command, Session};
use crate::store::{
    self, ExportError, ExportSource, Exporting, StoreError, Versions, WriteMode, Written, refuse_input,
};

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
    if args.newline.is_some() && !format.has_line_ends() {
        let message = format!(
            "only the texts of refi-qda have ends of lines to be chosen, not {}; leave --newline away",
            format.name
        );
        return Err(CliError::Usage(message));
    }
    let columns = columns_of(args.columns.as_ref(), format)?;
    if columns.iter().filter(|column| **column == Column::Tag).count() > 1 {
        let message = "one column of tags is written; name tag once in --columns, and _ for others";
        return Err(CliError::Usage(message.to_owned()));
    }
    let statuses = (!args.status.is_empty()).then(|| args.status.iter().map(|status| Status::from(*status)).collect());
    args.reading.check(&args.paths)?;
    let mut reporter = Reporter::default();
    let inputs = inputs::collect(&args.paths, &mut reporter)?;
    let shared = Shared::of(&args.paths, &mut reporter);
    let inputs = once_each(shared.articles(inputs), args.author.is_none());
    check_author(args.author.as_deref(), &inputs)?;
    let engine = Engine::with_lexicons(&shared.lexicons(&args.lexicon))?;
    let is_folder = args.out.as_ref().is_some_and(|out| out.is_dir() || ends_like_a_folder(out));
    // Report this before reading them.
    if !is_folder && !format.holds_many && inputs.len() > 1 {
        return Err(ExchangeError::OneArticle { format: format.name, articles: inputs.len() }.into());
    }
    let mut named: Vec<PathBuf> =
        args.paths.iter().chain(&args.lexicon).chain(&args.reading.article).cloned().collect();
    if !is_folder {
        named.extend(inputs.iter().filter_map(|input| Some(input.path()?.to_owned())));
    }
    if let Some(report) = &args.report {
        refuse_input(report, &named)?;
    }
    let versions = Versions::of_person();
    let mark = format.has_mark && args.bom.map_or(args.out.is_some(), |bom| bom == YesNo::Yes);
    let crlf = args.newline == Some(Newline::Crlf);
    let exporting = Exporting {
        format,
        // Spreadsheets open files; programs read standard output.
        options: Options { unit: args.unit, mark, crlf, columns: columns.as_slice(), entities: &engine },
        statuses,
        mode: if args.force { WriteMode::Force } else { WriteMode::New },
        inputs: named,
        versions: versions.as_ref(),
    };
    // Nothing is exported if the report cannot be written.
    let report = args.report.as_ref().map(|path| begin_report(path, args.out.as_ref(), exporting.mode)).transpose()?;
    let mut reports = Vec::new();
    let exit = write(args, &exporting, is_folder, (&inputs, &shared, &engine), &mut reporter, &mut reports)?;
    if let Some(report) = report {
        let json = json!({ "format": format.name, "files": reports });
        store::end_report(report, &json)?;
    }
    Ok(reporter.exit().max(exit))
}

/// The inputs without those that were named before, by another path or, if that `is_read` with its article, as annotation
/// file of one.
fn once_each(inputs: Vec<Input>, is_read: bool) -> Vec<Input> {
    let articles = inputs.iter().filter_map(Input::path).filter(|path| is_read && !store::is_annotation_path(path));
    let annotations = articles.map(store::annotation_path).filter(|path| !store::is_made_for_output(path));
    let mut known: BTreeSet<PathBuf> = annotations.filter_map(|path| path.canonicalize().ok()).collect();
    let is_new = |input: &Input| {
        input.path().is_none_or(|path| known.insert(path.canonicalize().unwrap_or_else(|_error| path.to_owned())))
    };
    inputs.into_iter().filter(is_new).collect()
}

/// The folders in which each article lies inside the folder that was named.
fn folders_of(inputs: &[Input], named: &[PathBuf]) -> Vec<PathBuf> {
    let root = |path: &Path| {
        let around = named.iter().filter(|folder| folder.is_dir() && path.starts_with(folder));
        around.map(PathBuf::as_path).max_by_key(|folder| folder.components().count())
    };
    let path = |input: &'_ Input| input.path().unwrap_or(Path::new("-")).to_owned();
    let paths: Vec<PathBuf> = inputs.iter().map(path).collect();
    let articles: Vec<(&Path, Option<&Path>)> = paths.iter().map(|path| (path.as_path(), root(path))).collect();
    store::folders_inside(&articles)
}

/// The columns that were asked for; fails for a format that has none.
pub(super) fn columns_of(columns: Option<&ColumnsArg>, format: &Format) -> Result<Vec<Column>, CliError> {
    let Some(ColumnsArg(columns)) = columns else { return Ok(Vec::new()) };
    if format.has_columns() {
        return Ok(columns.clone());
    }
    Err(CliError::Usage(format!("only conll has columns to be chosen, not {}; leave --columns away", format.name)))
}

/// Begins a report that is none of the files that are written.
pub(super) fn begin_report(
    report: &Path,
    out: Option<&PathBuf>,
    mode: WriteMode,
) -> Result<store::NewFile<'static>, CliError> {
    if out.is_some_and(|out| out == report) {
        return Err(CliError::Usage("--out and --report name the same file".to_owned()));
    }
    refuse_input(report, out)?;
    Ok(store::begin_report(report, mode)?)
}

/// Reads the inputs one after the other and writes them; collects what is to stand in the report.
fn write(
    args: &ExportArgs,
    exporting: &Exporting<'_>,
    is_folder: bool,
    (inputs, shared, engine): (&[Input], &Shared, &Engine),
    reporter: &mut Reporter,
    reports: &mut Vec<Value>,
) -> Result<Exit, CliError> {
    let format = exporting.format;
    let reporter = RefCell::new(reporter);
    let mut progress = Progress::of(format.name);
    let folders = folders_of(inputs, &args.paths);
    let is_placed = Cell::new(true);
    let mut sources = inputs.iter().zip(&folders).enumerate().map(|(done, (input, folders))| {
        progress.at(done, inputs.len());
        let with = (engine, shared.with(input));
        let whose = (&args.reading, args.author.as_deref());
        let mut source = read_decided(input, whose, exporting.statuses, with, &reporter.borrow())?;
        is_placed.set(is_placed.get() & has_places(&source, format, exporting.statuses));
        if source.name != "-" {
            source.name = store::name_inside(folders, Path::new(&source.name));
        }
        Ok::<_, ExportError>(source)
    });
    let mut told = |done: Result<Written, ExportError>| match done {
        Ok(written) => {
            if let Some(error) = written.not_kept {
                complain(&format!("warning: {} could not be kept as a version: {error}", written.path.display()));
            }
            if let Some(earlier) = written.earlier {
                let earlier = earlier.display();
                complain(&format!("the former file, in the form of an earlier version, was kept as {earlier}"));
            }
            let name = written.path.display().to_string();
            say(&name, format, &written.summary);
            reports.push(written.summary.report(&name, format));
        }
        Err(error) => reporter.borrow_mut().error(&error),
    };
    let written = match &args.out {
        Some(folder) if is_folder => {
            exporting.write_each(folder, &mut sources, &mut told).map_err(|error| match error {
                ExportError::Store(StoreError::Exists { path }) if path == *folder => {
                    CliError::Usage(format!("{} is a file, not a folder; choose another --out", path.display()))
                }
                other => other.into(),
            })
        }
        Some(path) => Ok(exporting.write_all(path, &mut sources, &mut told)?),
        None => {
            if exporting.has_files_beside() {
                complain(&format!("{}: the files that belong beside it are written with --out only", format.name));
            }
            let mut out = BufWriter::new(escape::standard_output());
            let summary =
                exporting.write_to(&mut out, &mut sources, &mut |error| reporter.borrow_mut().error(&error))?;
            if let Some(summary) = summary {
                say("standard output", format, &summary);
                reports.push(summary.report("-", format));
            }
            Ok(())
        }
    };
    written.map(|()| if is_placed.get() { Exit::Done } else { Exit::No })
}

/// Whether some of an article's annotations are exported, or none is asked for; otherwise says that none has a place.
fn has_places(source: &ExportSource, format: &Format, statuses: Option<Statuses>) -> bool {
    let article = source.article(statuses);
    let waiting = article.orphans().count();
    if waiting == 0 || article.annotations().next().is_some() || !(format.loses)(Loss::Unplaced) {
        return true;
    }
    complain(&format!(
        "{}: {} has a place in the text of {}, so nothing of it is exported; hawashi check says more, and --article names \
         another text",
        source.input,
        if waiting == 1 { "its annotation no longer".to_owned() } else { format!("none of its {waiting} annotations") },
        source.name
    ));
    false
}

/// Reports what was written, and what the format could not represent.
fn say(name: &str, format: &Format, summary: &Summary) {
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

/// Like [`read`], but reads the annotations beside an article, those of an author if one is named, and adds suggestions if
/// they were requested.
pub(super) fn read_decided(
    input: &Input,
    (reading, author): (&Reading, Option<&str>),
    statuses: Option<Statuses>,
    (engine, shared): (&Engine, Option<&FolderFile>),
    reporter: &Reporter,
) -> Result<ExportSource, StoreError> {
    let is_there = |annotations: &PathBuf| annotations.metadata().is_ok() && !store::is_made_for_output(annotations);
    let annotations = match input {
        Input::File(path) if store::is_annotation_path(path) => Some(path.clone()),
        Input::File(path) => {
            let own = author.map(|author| store::own_annotation_path(path, author));
            if own.is_none() {
                warn_of_own_files(path, reporter);
            }
            own.filter(is_there).or_else(|| Some(store::annotation_path(path)).filter(is_there))
        }
        Input::Stdin => None,
    };
    let Some(annotations) = annotations else {
        let mut source = read(input, reading, engine, reporter)?;
        if let Some(shared) = shared {
            let mut state = AnnotationState::of_article(source.document.told());
            shared.apply(&mut state);
            source.annotation_state = suggested(&source.document, state, engine);
        }
        return Ok(source);
    };
    let mut source = read(&Input::File(annotations), reading, engine, reporter)?;
    source.input = input.name();
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

/// Fails if none of the articles has a file of the person whose annotations are meant.
pub(super) fn check_author(author: Option<&str>, inputs: &[Input]) -> Result<(), CliError> {
    let Some(author) = author else { return Ok(()) };
    let mut articles = inputs.iter().filter_map(Input::path).filter(|path| !store::is_annotation_path(path));
    if articles.any(|article| store::own_annotation_path(article, author).is_file()) {
        return Ok(());
    }
    Err(CliError::Usage(format!(
        "--author {author}: no article here has annotations of that name (article.{author}.hawashi.ron); write the name as \
         it stands in the files"
    )))
}

/// Says which files of an article of a blind folder are not exported, because nobody has said whose are meant.
fn warn_of_own_files(article: &Path, reporter: &Reporter) {
    if !store::is_blind(article) {
        return;
    }
    let files: Vec<String> = store::own_files_beside(article).iter().map(|file| name_of(file)).collect();
    if !files.is_empty() {
        reporter.warn(&format!(
            "{}: the folder is annotated blind, and {} left out; name whose annotations are meant by --author, or the files",
            article.display(),
            if let [one] = files.as_slice() { format!("{one} is") } else { format!("{} are", files.join(", ")) }
        ));
    }
}

/// The annotations of an article with what is suggested beside them.
fn suggested(document: &Arc<Document>, state: AnnotationState, engine: &Engine) -> AnnotationState {
    let candidates = Arc::new(Candidates::new(document.text(), engine.detect(document)));
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
) -> Result<ExportSource, StoreError> {
    let source = match input {
        Input::File(path) if store::is_annotation_path(path) => {
            let opened = open_annotated(path, reading)?;
            let loaded = opened.loaded.transpose()?;
            let (annotation_state, carried) = loaded.map_or_else(Default::default, |loaded| {
                loaded.warnings.iter().for_each(|warning| reporter.warn(&format!("{}: {warning}", path.display())));
                (loaded.annotation_state, loaded.carried)
            });
            let files = vec![opened.article.clone(), path.clone()];
            let name = name_of(&opened.article);
            ExportSource { input: input.name(), name, document: opened.document, annotation_state, carried, files }
        }
        input => {
            let document = Arc::new(input.read(reading)?);
            let candidates = engine.detect(&document);
            let suggested = exchange::suggestions(&candidates, |c| engine.entity(c).map(|entity| entity.id.to_owned()));
            let attributes = AnnotationState::of_article(document.told()).attributes;
            let annotation_state = AnnotationState { attributes, ..suggested };
            let name = match input {
                Input::Stdin => "-".to_owned(),
                Input::File(path) => name_of(path),
            };
            let files = input.path().map(Path::to_owned).into_iter().collect();
            let carried = Carried::default();
            ExportSource { input: input.name(), name, document, annotation_state, carried, files }
        }
    };
    // Whoever annotated an article saw how it reads.
    let is_chosen = reading.encoding.is_some() || matches!(input, Input::File(path) if store::is_annotation_path(path));
    warn_of_undecodable(&input.name(), &source.document, is_chosen, reporter);
    Ok(source)
}

fn name_of(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

pub(super) fn ends_like_a_folder(path: &Path) -> bool {
    path.as_os_str().as_encoded_bytes().last().is_some_and(|b| std::path::is_separator(char::from(*b)))
}
