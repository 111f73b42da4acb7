//! `hawashi find`: passages with the words around them.

use std::io::{BufWriter, Write};

use rayon::prelude::*;
use serde::Serialize;

use super::args::{FindArgs, FoundShape, Sought};
use super::escape::{self, escape_controls, escape_json};
use super::inputs::{self, Input};
use super::shared::Shared;
use super::stats::of_csv;
use super::surveyed::Wanted;
use super::{CliError, Exit, Reporter};
use crate::annotation::Status;
use crate::document::Document;
use crate::exchange::csv::tamed;
use crate::store::{ExportSource, StoreError};
use crate::survey::{Line, Neighbour, Survey, sort_by_neighbour};
use crate::text::search::{Finder, Query};
use crate::text::units::UnitIndex;

/// Articles that are searched at once by each thread.
const ARTICLES_PER_THREAD: usize = 8;

/// A passage that was found.
struct Hit {
    path: String,
    start: u32,
    end: u32,
    paragraph: usize,
    status: Option<Status>,
    line: Line,
}

/// The same as JSON.
#[derive(Serialize)]
struct HitEntry<'h> {
    path: &'h str,
    unit: &'static str,
    start: u32,
    end: u32,
    text: &'h str,
    before: &'h str,
    after: &'h str,
    paragraph: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<&'static str>,
}

/// Runs the subcommand.
pub fn run(args: &FindArgs) -> Result<Exit, CliError> {
    let mut reporter = Reporter::default();
    let mut printer = Printer { args, hits: Vec::new(), found: 0, articles: 0, out: Out::begin(args)? };
    match args.of {
        Sought::Text => find_text(args, &mut printer, &mut reporter)?,
        Sought::Label | Sought::Entity => find_annotations(args, &mut printer, &mut reporter)?,
    }
    let found = printer.end()?;
    Ok(match reporter.exit() {
        Exit::Done if found == 0 => Exit::No,
        exit => exit,
    })
}

fn find_text(args: &FindArgs, printer: &mut Printer<'_>, reporter: &mut Reporter) -> Result<(), CliError> {
    args.reading.check(&args.paths)?;
    let query = Query {
        text: args.query.clone(),
        exact: args.exact,
        whole_word: args.whole_word,
        joined: true,
        regex: args.regex,
    };
    let finder = Finder::new(&query).map_err(|error| CliError::Usage(error.to_string()))?;
    let finder = finder.ok_or_else(|| CliError::Usage("the query is empty; name the words to find".to_owned()))?;
    let inputs = inputs::collect(&args.paths, reporter)?;
    let inputs = Shared::of(&args.paths, reporter).articles(inputs);
    let find = |input: &Input| -> Result<Vec<Hit>, StoreError> {
        let document = input.read(&args.reading)?;
        let spans = finder.find_all(document.text(), &|| true);
        let index = UnitIndex::new(document.text(), args.unit);
        let name = input.name();
        Ok(spans.into_iter().map(|span| hit(&name, &document, &index, span, None)).collect())
    };
    for some in inputs.chunks(rayon::current_num_threads() * ARTICLES_PER_THREAD) {
        let found: Vec<_> = some.par_iter().map(find).collect();
        for found in found {
            match found {
                Ok(hits) => printer.add(hits)?,
                Err(error) => reporter.error(&error),
            }
        }
    }
    Ok(())
}

fn find_annotations(args: &FindArgs, printer: &mut Printer<'_>, reporter: &mut Reporter) -> Result<(), CliError> {
    if args.exact || args.regex || args.whole_word {
        let message = "--exact, --regex and --whole-word are about words; leave them away, or leave --of away";
        return Err(CliError::Usage(message.to_owned()));
    }
    let wanted = Wanted {
        paths: &args.paths,
        reading: &args.reading,
        author: args.author.as_deref(),
        lexicon: &args.lexicon,
        status: &args.status,
    };
    let statuses = wanted.statuses();
    let each = |survey: &Survey, index: u32, source: ExportSource| {
        let document: &Document = &source.document;
        let Some(name) = survey.names().find(&args.query) else { return Ok(()) };
        let Some(article) = survey.articles().get(index as usize) else { return Ok(()) };
        let units = UnitIndex::new(document.text(), args.unit);
        let rows = article.rows.iter().filter(|row| {
            let value = if args.of == Sought::Label { row.label } else { row.entity };
            value == name && statuses.contains(&row.status)
        });
        let hits = rows.map(|row| hit(&article.name, document, &units, row.span, Some(row.status))).collect();
        printer.add(hits)
    };
    wanted.read(reporter, each)?;
    Ok(())
}

fn hit(path: &str, document: &Document, index: &UnitIndex<'_>, span: crate::text::Span, status: Option<Status>) -> Hit {
    let (start, end) = index.span(span);
    let paragraph = document.written_paragraph_number(span.start);
    Hit { path: path.to_owned(), start, end, paragraph, status, line: Line::of(document.text(), span) }
}

/// Where hits go.
enum Out {
    Lines(Box<dyn Write + Send>),
    Csv(Box<csv::Writer<Box<dyn Write + Send>>>),
}

impl Out {
    fn begin(args: &FindArgs) -> Result<Self, CliError> {
        let out: Box<dyn Write + Send> = Box::new(BufWriter::new(escape::standard_output()));
        if args.format != FoundShape::Csv {
            return Ok(Self::Lines(out));
        }
        let mut table = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(out);
        let head = ["path", "unit", "start", "end", "before", "text", "after", "paragraph", "status"];
        table.write_record(head).map_err(of_csv)?;
        Ok(Self::Csv(Box::new(table)))
    }
}

/// Prints hits as they come, or sorted when all are there.
struct Printer<'p> {
    args: &'p FindArgs,
    /// Those that wait for the others.
    hits: Vec<Hit>,
    found: usize,
    articles: usize,
    out: Out,
}

impl Printer<'_> {
    /// The hits of an article.
    fn add(&mut self, hits: Vec<Hit>) -> Result<(), CliError> {
        self.found += hits.len();
        self.articles += usize::from(!hits.is_empty());
        if Neighbour::from(self.args.sort) == Neighbour::Place {
            return self.print(&hits);
        }
        self.hits.extend(hits);
        Ok(())
    }

    /// Prints what waits; returns how many there were.
    fn end(mut self) -> Result<usize, CliError> {
        let mut hits = std::mem::take(&mut self.hits);
        sort_by_neighbour(&mut hits, self.args.sort.into(), self.args.without_article, |hit| &hit.line);
        self.print(&hits)?;
        let (found, articles, unit) = (self.found, self.articles, self.args.unit.name());
        match &mut self.out {
            Out::Lines(out) => {
                if self.args.format == FoundShape::Table && found > 0 {
                    writeln!(out, "{found} found in {articles} articles, offsets in {unit}")?;
                }
                out.flush()?;
            }
            Out::Csv(table) => table.flush()?,
        }
        Ok(found)
    }

    fn print(&mut self, hits: &[Hit]) -> Result<(), CliError> {
        let letters = usize::from(self.args.context);
        let unit = self.args.unit.name();
        let width = hits.iter().map(|hit| hit.end.to_string().len()).max().unwrap_or(0);
        let path_width = hits.iter().map(|hit| hit.path.chars().count()).max().unwrap_or(0);
        for hit in hits {
            let (before, after) = (hit.line.before(letters), hit.line.after(letters));
            match &mut self.out {
                Out::Lines(out) if self.args.format == FoundShape::Table => {
                    // Numbers first, Arabic last, so that a terminal keeps the columns in order.
                    let dots = |is_cut| if is_cut { "… " } else { "" };
                    let line = format!(
                        "{}{}[{}]{}{}",
                        dots(before.is_cut),
                        before.text,
                        hit.line.text,
                        after.text,
                        if after.is_cut { " …" } else { "" }
                    );
                    let path = escape_controls(&hit.path);
                    let (start, end) = (hit.start, hit.end);
                    writeln!(out, "{start:>width$} {end:>width$}  {path:<path_width$}  {}", on_one_line(&line))?;
                }
                Out::Lines(out) => {
                    let entry = HitEntry {
                        path: &hit.path,
                        unit,
                        start: hit.start,
                        end: hit.end,
                        text: &hit.line.text,
                        before: before.text,
                        after: after.text,
                        paragraph: hit.paragraph,
                        status: hit.status.map(Status::name),
                    };
                    writeln!(out, "{}", escape_json(&serde_json::to_string(&entry)?))?;
                }
                Out::Csv(table) => {
                    let cells = [
                        tamed(&hit.path).into_owned(),
                        unit.to_owned(),
                        hit.start.to_string(),
                        hit.end.to_string(),
                        tamed(before.text).into_owned(),
                        tamed(&hit.line.text).into_owned(),
                        tamed(after.text).into_owned(),
                        hit.paragraph.to_string(),
                        hit.status.map_or("", Status::name).to_owned(),
                    ];
                    table.write_record(cells).map_err(of_csv)?;
                }
            }
        }
        Ok(())
    }
}

/// A text without ends of lines and other controls.
fn on_one_line(text: &str) -> String {
    text.replace(|c: char| c.is_control() || c == '\u{2028}' || c == '\u{2029}', " ")
}
