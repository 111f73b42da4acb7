//! `hawashi export`: annotations, or detected mentions, in another format.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::args::{ExportArgs, YesNo};
use super::engine::Engine;
use super::inputs::{self, Input, warn_of_undecodable};
use super::outcome::complain;
use super::{CliError, Exit, Reporter};
use crate::annotation::{AnnotationState, Carried, Status};
use crate::document::{Document, Encoding};
use crate::exchange::{self, Article, Format, StatusCounts, Statuses, csv};
use crate::session::{Candidates, Command, Session};
use crate::store::{self, StoreError, WriteMode};

/// An article with what there is to be exported of it.
pub(super) struct Source {
    /// The article's file name.
    pub(super) name: String,
    pub(super) document: Arc<Document>,
    pub(super) annotation_state: AnnotationState,
    pub(super) carried: Carried,
    /// The files that it was read from.
    pub(super) files: Vec<PathBuf>,
}

impl Source {
    /// What of it goes along: what was asked for, else what is usual.
    fn article(&self, asked: Option<Statuses>) -> Article<'_> {
        let statuses = asked.unwrap_or_else(|| Statuses::usual(&self.annotation_state));
        let Self { name, document, annotation_state, carried, .. } = self;
        Article { name, document, annotation_state, carried, statuses }
    }
}

/// Runs the subcommand.
pub fn run(args: &ExportArgs) -> Result<Exit, CliError> {
    let format: Format = args.to.parse()?;
    format.unit(args.unit)?;
    if format != Format::Csv && args.bom == Some(YesNo::Yes) {
        let message = format!("only csv begins with a byte order mark, not {}; leave --bom away", format.name());
        return Err(CliError::Usage(message));
    }
    let statuses = (!args.status.is_empty()).then(|| args.status.iter().map(|status| Status::from(*status)).collect());
    let mut reporter = Reporter::default();
    let inputs = inputs::collect(&args.paths, &mut reporter)?;
    let engine = Engine::with_lexicons(&args.lexicon)?;
    let mode = if args.force { WriteMode::Force } else { WriteMode::New };
    let into_folder = args.out.as_ref().filter(|out| out.is_dir() || ends_like_a_folder(out));
    if let Some(folder) = into_folder {
        store::create_folder(folder)?;
        let mut written = BTreeSet::new();
        for input in &inputs {
            let done = read_decided(input, args.reading.encoding, statuses, &engine, &reporter)
                .map_err(CliError::from)
                .and_then(|source| {
                    let path = folder.join(file_name(&source.name, format));
                    if !written.insert(path.clone()) {
                        return Err(CliError::Usage(format!(
                            "{}: another article of this name was written to {} just now; export it elsewhere",
                            input.name(),
                            path.display()
                        )));
                    }
                    refuse_input(&path, &source.files)?;
                    let articles = [source.article(statuses)];
                    let text = text(format, &articles, args, true, &engine)?;
                    store::write_file(&path, text.as_bytes(), mode)?;
                    tell(&path.display().to_string(), &articles);
                    Ok(())
                });
            if let Err(error) = done {
                reporter.error(&error);
            }
        }
        return Ok(reporter.exit());
    }
    // Many articles in one RON file cannot be: say so before reading them.
    if format == Format::Ron && inputs.len() > 1 {
        return Err(exchange::ExchangeError::OneArticle { format: format.name(), articles: inputs.len() }.into());
    }
    if let Some(path) = &args.out {
        let named: Vec<_> = inputs.iter().filter_map(|input| Some(input.path()?.to_owned())).collect();
        refuse_input(path, &named)?;
    }
    if let Some(path) = args.out.as_ref().filter(|path| mode == WriteMode::New && path.exists()) {
        return Err(StoreError::Exists { path: path.clone() }.into());
    }
    let mut sources = Vec::with_capacity(inputs.len());
    for input in &inputs {
        match read_decided(input, args.reading.encoding, statuses, &engine, &reporter) {
            Ok(source) => sources.push(source),
            Err(error) => reporter.error(&error),
        }
    }
    if sources.is_empty() {
        return Ok(reporter.exit());
    }
    let articles: Vec<Article<'_>> = sources.iter().map(|source| source.article(statuses)).collect();
    let text = text(format, &articles, args, args.out.is_some(), &engine)?;
    if let Some(path) = &args.out {
        for source in &sources {
            refuse_input(path, &source.files)?;
        }
        store::write_file(path, text.as_bytes(), mode)?;
        tell(&path.display().to_string(), &articles);
    } else {
        let mut out = io::stdout().lock();
        out.write_all(text.as_bytes())?;
        out.flush()?;
        tell("standard output", &articles);
    }
    Ok(reporter.exit())
}

/// What is read is never written over, not even when asked to: it would be the article, or decisions that an export
/// leaves out.
pub(super) fn refuse_input(out: &Path, read: &[PathBuf]) -> Result<(), CliError> {
    if read.iter().any(|file| store::is_same_file(file, out)) {
        return Err(CliError::Usage(format!(
            "{} is read here and stays as it is; choose another --out",
            out.display()
        )));
    }
    Ok(())
}

fn text(
    format: Format,
    articles: &[Article<'_>],
    args: &ExportArgs,
    is_file: bool,
    engine: &Engine,
) -> Result<String, CliError> {
    let text = exchange::export(format, articles, args.unit, &|id| engine.facts(id))?;
    // Spreadsheets open files; programs read standard output.
    let has_mark = format == Format::Csv && args.bom.map_or(is_file, |bom| bom == YesNo::Yes);
    Ok(if has_mark { csv::BYTE_ORDER_MARK.to_owned() + &text } else { text })
}

/// Says what was written.
fn tell(name: &str, articles: &[Article<'_>]) {
    let StatusCounts { accepted, suggested, rejected } =
        StatusCounts::of(articles.iter().flat_map(Article::annotations));
    let has = |holds: fn(&Statuses) -> bool| articles.iter().any(|article| holds(&article.statuses));
    let parts = [
        (has(|statuses| statuses.accepted), accepted, "accepted"),
        (has(|statuses| statuses.suggested), suggested, "suggested"),
        (has(|statuses| statuses.rejected), rejected, "rejected"),
    ];
    let (held, left): (Vec<_>, Vec<_>) = parts.into_iter().partition(|(holds, ..)| *holds);
    let held: Vec<String> = held.iter().map(|(_, count, name)| format!("{count} {name}")).collect();
    let left: Vec<&str> = left.iter().map(|(.., name)| *name).collect();
    let left = if left.is_empty() { String::new() } else { format!("; left out: {} (--status)", left.join(", ")) };
    complain(&format!("{name} holds annotations: {}{left}", held.join(", ")));
}

/// As [`read`]; an article that has annotations beside it is read with them, and with what is suggested besides where
/// that was asked for.
fn read_decided(
    input: &Input,
    encoding: Option<Encoding>,
    statuses: Option<Statuses>,
    engine: &Engine,
    reporter: &Reporter,
) -> Result<Source, StoreError> {
    let annotations = match input {
        Input::File(path) if store::is_annotation_path(path) => Some(path.clone()),
        Input::File(path) => Some(store::annotation_path(path)).filter(|annotations| {
            // A redirection to its name has made it before anything was read.
            annotations.metadata().is_ok_and(|file| file.is_file() && file.len() > 0)
        }),
        Input::Stdin => None,
    };
    let Some(annotations) = annotations else {
        return read(input, encoding, engine, reporter);
    };
    let mut source = read(&Input::File(annotations), encoding, engine, reporter)?;
    let is_suggested =
        source.annotation_state.annotations.iter().any(|annotation| annotation.status == Status::Suggested);
    if statuses.is_some_and(|statuses| statuses.suggested) && !is_suggested {
        let text = source.document.text();
        let candidates = Arc::new(Candidates::new(text, engine.detect(text)));
        let mut session = Session::open(source.document.clone(), "", source.annotation_state, Carried::default())
            .with_lexicon(engine.lexicon().clone());
        // Candidates of this very text always fit.
        drop(session.execute(Command::SetCandidates(candidates)));
        source.annotation_state = session.state_with_suggestions();
    }
    Ok(source)
}

/// Reads an article with its annotations, or with its detected mentions as suggestions.
pub(super) fn read(
    input: &Input,
    encoding: Option<Encoding>,
    engine: &Engine,
    reporter: &Reporter,
) -> Result<Source, StoreError> {
    let source = match input {
        Input::File(path) if store::is_annotation_path(path) => {
            let opened = store::open(path, encoding)?;
            let loaded = opened.loaded.transpose()?;
            let (annotation_state, carried) = loaded.map_or_else(Default::default, |loaded| {
                loaded.warnings.iter().for_each(|warning| reporter.warn(&format!("{}: {warning}", path.display())));
                (loaded.annotation_state, loaded.carried)
            });
            let files = vec![opened.article.clone(), path.clone()];
            Source { name: name_of(&opened.article), document: opened.document, annotation_state, carried, files }
        }
        input => {
            let document = Arc::new(input.read(encoding)?);
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
    warn_of_undecodable(&input.name(), &source.document, encoding, reporter);
    Ok(source)
}

fn name_of(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

fn file_name(article: &str, format: Format) -> PathBuf {
    let stem = if article == "-" { "stdin".as_ref() } else { Path::new(article).file_stem().unwrap_or_default() };
    let mut name = stem.to_owned();
    name.push(OsStr::new(format.suffix()));
    name.into()
}

fn ends_like_a_folder(path: &Path) -> bool {
    path.as_os_str().as_encoded_bytes().last().is_some_and(|b| std::path::is_separator(char::from(*b)))
}
