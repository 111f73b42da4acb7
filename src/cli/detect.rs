//! `hawashi detect`: finds the mentions in articles.

use std::io::{BufWriter, Write};
use std::num::NonZero;
use std::sync::Arc;

use rayon::prelude::*;

use super::args::{DetectArgs, Reading, Shape};
use super::engine::Engine;
use super::escape::{self, escape_json};
use super::inputs::{self, Input, LongInput, Read, warn_of_undecodable, warn_of_undecodable_windows};
use super::mentions::{Chunks, Head, Writer};
use super::shared::Shared;
use super::{CliError, Exit, Reporter};
use crate::detect::{Candidate, Form, Kind};
use crate::document::Document;
use crate::exchange::conll;
use crate::store::{self, StoreError};
use crate::text::Span;
use crate::text::units::Unit;

/// More threads than this for each processor only take memory.
const THREADS_PER_PROCESSOR: usize = 4;

/// Articles given to each thread at once, which limits memory use.
const ARTICLES_PER_THREAD: usize = 8;

/// Up to this many mentions are formatted on the thread that found them.
const FEW_MENTIONS: usize = 4_096;

/// Finds and prints mentions.
struct Printer {
    engine: Engine,
    shared: Shared,
    kinds: Vec<Kind>,
    shape: Shape,
    unit: Unit,
    reading: Reading,
}

/// The detected mentions of an input.
enum Detected {
    Article(Article),
    /// None yet: the input is too long to be in memory at once.
    Long(LongInput),
}

/// One article's mentions; they are converted to the output format while they are printed.
struct Article {
    path: String,
    document: Arc<Document>,
    candidates: Vec<Candidate>,
    /// The output line of an article with few mentions, made on the thread that found them.
    line: Option<Vec<u8>>,
}

/// Runs the subcommand.
pub fn run(args: DetectArgs) -> Result<Exit, CliError> {
    args.reading.check(&args.paths)?;
    let shape = args.format;
    // What a person's decisions taught is added to the built-in model.
    let taught = args.model.as_deref().filter(|path| store::is_feedback_path(path));
    let feedback = taught.map(store::load_feedback).transpose()?.unwrap_or_default();
    let model = super::train::model(args.model.as_deref().filter(|_| taught.is_none()))?;
    let kinds: Vec<Kind> = args.kind.into_iter().map(Kind::from).collect();
    let mut reporter = Reporter::default();
    let inputs = inputs::collect(&args.paths, &mut reporter)?;
    let shared = Shared::of(&args.paths, &mut reporter);
    let inputs = shared.articles(inputs);
    let engine = Engine::with_parts(&shared.lexicons(&args.lexicon), model)?.with_feedback(&feedback);
    let printer = Printer { engine, shared, kinds, shape, unit: args.unit, reading: args.reading };
    let most = THREADS_PER_PROCESSOR * std::thread::available_parallelism().map_or(1, NonZero::get);
    let threads = rayon::ThreadPoolBuilder::new()
        .num_threads(args.jobs.unwrap_or(0).min(most))
        .thread_name(|number| format!("detect-{number}"))
        .build()
        .map_err(|error| CliError::Usage(format!("--jobs: {error}")))?;

    let mut out = BufWriter::new(escape::standard_output());
    let mut sheets = Chunks::default();
    let mut first = true;
    if shape == Shape::Json {
        out.write_all(b"[")?;
    }
    for some in inputs.chunks(threads.current_num_threads() * ARTICLES_PER_THREAD) {
        let results: Vec<_> = threads.install(|| some.par_iter().map(|input| printer.detect(input)).collect());
        for (input, result) in some.iter().zip(results) {
            if shape == Shape::Table && !first && result.is_ok() {
                writeln!(out)?;
            }
            match result {
                Ok(Detected::Article(article)) => {
                    warn_of_undecodable(
                        &input.name(),
                        &article.document,
                        printer.reading.encoding.is_some(),
                        &reporter,
                    );
                    threads.install(|| printer.print(&article, &mut sheets, &mut out, first))?;
                    first = false;
                }
                Ok(Detected::Long(long)) => {
                    threads.install(|| printer.stream(long, &mut sheets, &mut out, &mut reporter))?;
                    first = false;
                }
                Err(error) => reporter.error(&error),
            }
        }
        out.flush()?;
    }
    if shape == Shape::Json {
        out.write_all(if first { b"]\n" } else { b"\n]\n" })?;
    }
    out.flush()?;
    Ok(reporter.exit())
}

/// Columns contain names with their kinds. References would be mistaken for names.
fn names(candidates: &[Candidate]) -> Vec<(Span, &'static str)> {
    candidates.iter().filter(|c| c.form == Form::Name).map(|c| (c.span, c.kind.name())).collect()
}

impl Printer {
    fn detect(&self, input: &Input) -> Result<Detected, StoreError> {
        // In a JSON array, the article's length and hash come first.
        let read = if self.shape == Shape::Json {
            input.read(&self.reading).map(Read::Whole)
        } else {
            input.begin(&self.reading)
        };
        let document = match read? {
            Read::Whole(document) => Arc::new(document),
            Read::Long(long) => return Ok(Detected::Long(long)),
        };
        // Much of what depends on the whole text runs on one thread, so another one can compute the hash meanwhile.
        let mut candidates = rayon::scope(|scope| {
            let sum = || {
                scope.spawn(|_| {
                    document.sha256();
                });
            };
            self.wanted(self.engine.detect_then(&document, sum))
        });
        self.shared.choose(input, &document, self.engine.lexicon(), &mut candidates);
        let mut article = Article { path: input.name(), document, candidates, line: None };
        if self.shape == Shape::Jsonl && article.candidates.len() <= FEW_MENTIONS {
            let mut line = Vec::new();
            // Writing plain values to memory cannot fail.
            let written = self.print(&article, &mut Chunks::default(), &mut line, true);
            article.line = written.is_ok().then_some(line);
        }
        Ok(Detected::Article(article))
    }

    /// Candidates of the requested kinds.
    fn wanted(&self, mut candidates: Vec<Candidate>) -> Vec<Candidate> {
        if !self.kinds.is_empty() {
            candidates.retain(|c| self.kinds.contains(&c.kind));
        }
        candidates
    }

    fn print(
        &self,
        article: &Article,
        sheets: &mut Chunks,
        out: &mut (impl Write + Send),
        first: bool,
    ) -> Result<(), CliError> {
        let Article { path, document, candidates, line } = article;
        if let Some(line) = line {
            out.write_all(line)?;
            return Ok(());
        }
        let writer = Writer::new(&self.engine, document.text(), self.unit, 0);
        let head = || Head { path, sha256: document.sha256(), unit: self.unit.name(), length: writer.end() };
        match self.shape {
            Shape::Jsonl => writer.json_line(&head(), candidates, sheets, out)?,
            Shape::Json => writer.json(head(), candidates, out, first)?,
            Shape::Table => writer.table(path, candidates, out)?,
            Shape::Conll => conll::write(document.text(), &names(candidates), out)?,
        }
        Ok(())
    }

    /// Prints the mentions of an input window by window, one window per thread at a time, while the next ones are being
    /// read. Length and hash are known only after the mentions. If reading fails, the line ends without them.
    fn stream(
        &self,
        mut long: LongInput,
        sheets: &mut Chunks,
        out: &mut (impl Write + Send),
        reporter: &mut Reporter,
    ) -> Result<(), CliError> {
        let path = long.name();
        let is_line = self.shape == Shape::Jsonl;
        if is_line {
            let (path, unit) = (serde_json::to_string(&path)?, self.unit.name());
            let path = escape_json(&path);
            write!(out, "{{\"path\":{path},\"unit\":\"{unit}\",\"mentions\":[")?;
        }
        let threads = rayon::current_num_threads();
        let (mut base, mut any) = (0, false);
        let mut windows = long.next_windows(threads);
        while !windows.is_empty() {
            let find =
                || windows.par_iter().map(|document| self.wanted(self.engine.detect(document))).collect::<Vec<_>>();
            let (found, next) = rayon::join(find, || long.next_windows(threads));
            for (document, candidates) in windows.iter().zip(found) {
                let writer = Writer::new(&self.engine, document.text(), self.unit, base);
                if self.shape == Shape::Conll {
                    let write = if base > 0 { conll::write_sentences } else { conll::write };
                    write(document.text(), &names(&candidates), out)?;
                } else if is_line {
                    if any && !candidates.is_empty() {
                        out.write_all(b",")?;
                    }
                    any |= !candidates.is_empty();
                    writer.objects(&candidates, sheets, out)?;
                } else {
                    if base > 0 {
                        writeln!(out)?;
                    }
                    writer.table(&format!("{path}, from {base}"), &candidates, out)?;
                }
                base = writer.end();
            }
            out.flush()?;
            windows = next;
        }
        warn_of_undecodable_windows(&path, long.windows(), reporter);
        if let Some(error) = long.error() {
            out.write_all(if is_line { b"\n" } else { b"" })?;
            reporter.error(error);
        } else if is_line {
            writeln!(out, "],\"sha256\":\"{}\",\"length\":{base}}}", long.windows().sha256())?;
        }
        Ok(())
    }
}
