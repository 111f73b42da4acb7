//! `hawashi export`: annotations, or detected mentions, in another format.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::args::ExportArgs;
use super::engine::Engine;
use super::inputs::{self, Input, warn_of_undecodable};
use super::{CliError, Exit, Reporter};
use crate::annotation::{Carried, Notes};
use crate::document::{Document, Encoding};
use crate::exchange::{self, Article, Format};
use crate::store::{self, StoreError, WriteMode};
use crate::text::units::Unit;

/// An article with what is to be exported of it.
pub(super) struct Source {
    /// The article's file name.
    pub(super) name: String,
    pub(super) document: Arc<Document>,
    pub(super) notes: Notes,
    pub(super) carried: Carried,
}

impl Source {
    fn article(&self) -> Article<'_> {
        Article { name: &self.name, document: &self.document, notes: &self.notes, carried: &self.carried }
    }
}

/// Runs the subcommand.
pub fn run(args: &ExportArgs) -> Result<Exit, CliError> {
    let format: Format = args.to.parse()?;
    format.unit(args.unit)?;
    let mut reporter = Reporter::default();
    let inputs = inputs::collect(&args.paths, &mut reporter)?;
    let engine = Engine::with_lexicons(&args.lexicon)?;
    let mode = if args.force { WriteMode::Force } else { WriteMode::New };
    let into_folder = args.out.as_ref().filter(|out| out.is_dir() || ends_like_a_folder(out));
    if let Some(folder) = into_folder {
        store::create_folder(folder)?;
        let mut written = BTreeSet::new();
        for input in &inputs {
            let done =
                read(input, args.reading.encoding, &engine, &reporter).map_err(CliError::from).and_then(|source| {
                    let path = folder.join(file_name(&source.name, format));
                    if !written.insert(path.clone()) {
                        return Err(CliError::Usage(format!(
                            "{}: another article of this name was written to {} just now; export it elsewhere",
                            input.name(),
                            path.display()
                        )));
                    }
                    let text = text(format, &[source.article()], args.unit, &engine)?;
                    store::write_file(&path, text.as_bytes(), mode)?;
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
    if let Some(path) = args.out.as_ref().filter(|path| mode == WriteMode::New && path.exists()) {
        return Err(StoreError::Exists { path: path.clone() }.into());
    }
    let mut sources = Vec::with_capacity(inputs.len());
    for input in &inputs {
        match read(input, args.reading.encoding, &engine, &reporter) {
            Ok(source) => sources.push(source),
            Err(error) => reporter.error(&error),
        }
    }
    if sources.is_empty() {
        return Ok(reporter.exit());
    }
    let articles: Vec<Article<'_>> = sources.iter().map(Source::article).collect();
    let text = text(format, &articles, args.unit, &engine)?;
    if let Some(path) = &args.out {
        store::write_file(path, text.as_bytes(), mode)?;
    } else {
        let mut out = io::stdout().lock();
        out.write_all(text.as_bytes())?;
        out.flush()?;
    }
    Ok(reporter.exit())
}

fn text(format: Format, articles: &[Article<'_>], unit: Option<Unit>, engine: &Engine) -> Result<String, CliError> {
    Ok(exchange::export(format, articles, unit, &|id| engine.position(id))?)
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
            let (notes, carried) = loaded.map_or_else(Default::default, |loaded| {
                loaded.warnings.iter().for_each(|warning| reporter.warn(&format!("{}: {warning}", path.display())));
                (loaded.notes, loaded.carried)
            });
            Source { name: name_of(&opened.article), document: opened.document, notes, carried }
        }
        input => {
            let document = Arc::new(input.read(encoding)?);
            let candidates = engine.detect(document.text());
            let notes = exchange::suggestions(&candidates, |c| engine.entity(c).map(|entity| entity.id.to_owned()));
            let name = match input {
                Input::Stdin => "-".to_owned(),
                Input::File(path) => name_of(path),
            };
            Source { name, document, notes, carried: Carried::default() }
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
