//! `hawashi check`: finds out whether annotations still fit their articles.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use serde::Serialize;

use super::args::{CheckArgs, TableOrJson};
use super::escape::{escape_controls, escape_json};
use super::inputs::{open_annotated, warn_of_undecodable};
use super::outcome::keep_former;
use super::{CliError, Exit, Reporter};
use crate::annotation::{Proposal, Spans};
use crate::document::Document;
use crate::exchange::anchor::Found;
use crate::exchange::ron::{Displaced, Warning};
use crate::store::{self, Opened, StoreError, Why, WriteMode};
use crate::text::units::{Unit, UnitIndex};

/// The most letters of a passage shown in a table, and of its surroundings on each side.
const SHOWN: usize = 48;
const SHOWN_AROUND: usize = 24;

/// What was found out about an annotation file.
#[derive(Debug, Serialize)]
struct Report {
    path: String,
    article: String,
    /// Of the article as it is now.
    sha256: String,
    unit: &'static str,
    /// Whether the article is the one that was annotated.
    same_text: bool,
    annotations: usize,
    unmoved: usize,
    moved: Vec<Entry>,
    near: Vec<Entry>,
    lost: Vec<Entry>,
    /// What cannot be read, or contradicts the label set or itself.
    faults: Vec<FaultEntry>,
    fixed: bool,
}

/// An annotation that is not where its file says.
#[derive(Debug, Serialize)]
struct Entry {
    /// Its line in the annotation file.
    line: usize,
    id: String,
    label: String,
    was: Was,
    #[serde(skip_serializing_if = "Option::is_none")]
    now: Option<Now>,
    /// Where it may be now, the likeliest first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    proposals: Vec<Now>,
}

#[derive(Debug, Serialize)]
struct Was {
    text: String,
    before: String,
    behind: String,
    spans: Vec<(u32, u32)>,
    unit: &'static str,
}

#[derive(Debug, Serialize)]
struct Now {
    text: String,
    spans: Vec<(u32, u32)>,
    /// The line of the article.
    line: usize,
    /// In percent.
    #[serde(skip_serializing_if = "Option::is_none")]
    likeness: Option<u8>,
    /// The text around it, for tables.
    #[serde(skip)]
    around: (String, String),
}

#[derive(Debug, Serialize)]
struct FaultEntry {
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<usize>,
    message: String,
}

/// Runs the subcommand.
pub fn run(args: &CheckArgs) -> Result<Exit, CliError> {
    args.reading.check(&args.paths)?;
    let mut reporter = Reporter::default();
    let mut out = io::stdout().lock();
    let (mut reports, mut is_well) = (Vec::new(), true);
    for path in files(&args.paths, &mut reporter) {
        match check(&path, args, &reporter) {
            Ok(report) => {
                is_well &= report.is_well();
                match args.format {
                    TableOrJson::Table => report.print(&mut out)?,
                    TableOrJson::Json => reports.push(report),
                }
            }
            Err(error) => reporter.error(&error),
        }
    }
    if args.format == TableOrJson::Json {
        writeln!(out, "{}", escape_json(&serde_json::to_string(&reports)?))?;
    }
    Ok(match reporter.exit() {
        Exit::Done if !is_well => Exit::No,
        exit => exit,
    })
}

/// The annotation files that the paths mean.
fn files(paths: &[PathBuf], reporter: &mut Reporter) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for path in paths {
        if path.is_dir() {
            match store::list_annotations(path) {
                Ok((found, problems)) => {
                    for problem in &problems {
                        reporter.error(problem);
                    }
                    if found.is_empty() && problems.is_empty() {
                        let message = format!("{} holds no annotation files (.hawashi.ron)", path.display());
                        reporter.error(&CliError::Usage(message));
                    }
                    files.extend(found);
                }
                Err(error) => reporter.error(&error),
            }
        } else if store::is_annotation_path(path) {
            files.push(path.clone());
        } else {
            files.extend(files_of(path));
        }
    }
    files
}

/// The annotation files of an article: the shared one; in a blind folder those of all persons, too.
fn files_of(article: &Path) -> Vec<PathBuf> {
    let shared = store::annotation_path(article);
    let mut files = if store::is_blind(article) { store::own_files_beside(article) } else { Vec::new() };
    if files.is_empty() || shared.exists() {
        files.insert(0, shared);
    }
    files
}

fn check(path: &Path, args: &CheckArgs, reporter: &Reporter) -> Result<Report, CliError> {
    let interrupted = store::interrupted_save(path).map(|copy| {
        format!(
            "a save of this file came to no end; what was to be saved is whole in {}: open the article in the window, or \
             keep the better one of the two under the name of this file",
            copy.display()
        )
    });
    let Opened { article, document, loaded, stamp, .. } = open_annotated(path, &args.reading)?;
    let loaded = match loaded {
        Some(loaded) => loaded?,
        None => return Err(StoreError::Missing { path: path.to_owned() }.with_kept_of_person().into()),
    };
    warn_of_undecodable(&article.to_string_lossy(), &document, args.reading.encoding.is_some(), reporter);
    let index = UnitIndex::new(document.text(), args.unit);
    let (mut moved, mut near, mut lost) = (Vec::new(), Vec::new(), Vec::new());
    for displaced in &loaded.displaced {
        let entry = Entry::of(displaced, &document, &index);
        match displaced {
            displaced if displaced.is_found() => moved.push(entry),
            displaced if displaced.near().is_some() => near.push(entry),
            _ => lost.push(entry),
        }
    }
    let is_fault = |warning: &&Warning| {
        !matches!(
            warning,
            Warning::OtherText { .. } | Warning::Moved { .. } | Warning::Near { .. } | Warning::Lost { .. }
        )
    };
    let fault_of = |warning: &Warning| FaultEntry { line: warning.line(), message: warning.to_string() };
    let interrupted = interrupted.map(|message| FaultEntry { line: None, message });
    let faults = interrupted.into_iter().chain(loaded.warnings.iter().filter(is_fault).map(fault_of)).collect();
    let same_text = store::read_head(path)?.sha256 == document.sha256();
    let state = &loaded.annotation_state;
    let fixed = args.fix && (!same_text || loaded.altered);
    if fixed {
        let mode = WriteMode::Unchanged(stamp);
        keep_former(path, Why::BeforeFix);
        store::save_annotations(path, &article, &document, state, &loaded.carried, mode)?;
    }
    Ok(Report {
        path: path.to_string_lossy().into_owned(),
        article: article.to_string_lossy().into_owned(),
        sha256: document.sha256().to_owned(),
        unit: args.unit.name(),
        same_text,
        annotations: state.annotations.len() + state.orphans.len(),
        unmoved: state.annotations.len() - moved.len(),
        moved,
        near,
        lost,
        faults,
        fixed,
    })
}

impl Entry {
    fn of(displaced: &Displaced, document: &Document, index: &UnitIndex<'_>) -> Self {
        let now = |spans: &Spans, likeness: Option<u8>| Now::of(spans, likeness, document, index);
        let (found, proposals) = match &displaced.found {
            Found::Exactly(spans) => (Some(now(spans, None)), Vec::new()),
            Found::Perhaps(proposals) => {
                let of = |Proposal { spans, likeness }: &Proposal| now(spans, Some(*likeness));
                (None, proposals.iter().map(of).collect())
            }
        };
        Self {
            line: displaced.line,
            id: displaced.id.to_string(),
            label: displaced.label.id.to_string(),
            was: Was {
                text: displaced.quote.clone(),
                before: displaced.around.0.clone(),
                behind: displaced.around.1.clone(),
                spans: displaced.was.iter().map(|span| (span.start.0, span.end.0)).collect(),
                unit: Unit::Byte.name(),
            },
            now: found,
            proposals,
        }
    }

    fn print(&self, what: &str, out: &mut impl Write) -> io::Result<()> {
        let Was { text, before, behind, spans, .. } = &self.was;
        let byte = spans.first().map_or(0, |(start, _)| *start);
        writeln!(out, "  line {:<5} {what:<9} {}", self.line, escape_controls(&self.label))?;
        let words = if text.is_empty() { "(the file has no quotation)" } else { text };
        writeln!(out, "    was  byte {byte:<8} {}", passage(before, words, behind))?;
        if let Some(now) = &self.now {
            writeln!(out, "    now  line {:<8} {}", now.line, now.passage())?;
        }
        for now in &self.proposals {
            let likeness = now.likeness.unwrap_or_default();
            writeln!(out, "    now? line {:<8} {}  ({likeness} % alike)", now.line, now.passage())?;
        }
        Ok(())
    }
}

impl Now {
    fn of(spans: &Spans, likeness: Option<u8>, document: &Document, index: &UnitIndex<'_>) -> Self {
        let text = document.text();
        let (before, behind) = crate::exchange::anchor::context(text, spans.hull());
        Self {
            text: spans.quote(text).into_owned(),
            spans: spans.iter().map(|span| index.span(span)).collect(),
            line: document.paragraph_at(spans.first().start) + 1,
            likeness,
            around: (before.to_owned(), behind.to_owned()),
        }
    }

    fn passage(&self) -> String {
        passage(&self.around.0, &self.text, &self.around.1)
    }
}

/// A passage between its surroundings, on one line.
fn passage(before: &str, words: &str, behind: &str) -> String {
    let line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let first = |text: &str, most: usize| match text.char_indices().nth(most) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    };
    let (before, behind) = (line(before), line(behind));
    let skipped = before.chars().count().saturating_sub(SHOWN_AROUND);
    let from: String = before.chars().skip(skipped).collect();
    let dots = if skipped > 0 { "…" } else { "" };
    let shown = format!("{dots}{from} [{}] {}", first(&line(words), SHOWN), first(&behind, SHOWN_AROUND));
    escape_controls(shown.trim()).into_owned()
}

impl Report {
    /// Whether there is nothing left to do.
    fn is_well(&self) -> bool {
        let is_in_place = self.moved.is_empty() || self.fixed;
        is_in_place && self.near.is_empty() && self.lost.is_empty() && self.faults.is_empty()
    }

    fn print(&self, out: &mut impl Write) -> io::Result<()> {
        let Self { path, article, annotations, unmoved, moved, near, lost, faults, .. } = self;
        let change = if self.same_text { "is as it was" } else { "has changed" };
        let written = if self.fixed { "; the new places were written" } else { "" };
        writeln!(out, "{}: {} {change}{written}", escape_controls(path), escape_controls(article))?;
        writeln!(
            out,
            "  {annotations} annotations: {unmoved} unmoved, {} moved, {} found approximately, {} not found",
            moved.len(),
            near.len(),
            lost.len()
        )?;
        for (what, entries) in [("not found", lost), ("perhaps", near), ("moved", moved)] {
            entries.iter().try_for_each(|entry| entry.print(what, out))?;
        }
        faults.iter().try_for_each(|fault| writeln!(out, "  {}", escape_controls(&fault.message)))
    }
}
