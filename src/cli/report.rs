//! `hawashi report`: one page for somebody who does not have the program.

use std::path::Path;

use super::args::ReportArgs;
use super::pictures::Output;
use super::{CliError, Exit, Reporter};
use crate::exchange::{Article, Statuses};
use crate::picture::Language;
use crate::report::{Part, Report};
use crate::store::{self, ExportSource};

/// Runs the subcommand.
pub fn run(args: &ReportArgs) -> Result<Exit, CliError> {
    Output::of(&args.out, &[Output::Html])?;
    args.drawing.check(&args.out)?;
    let mut reporter = Reporter::default();
    let mut sources: Vec<ExportSource> = Vec::new();
    let wants_text = args.parts.is_empty() || args.parts.iter().any(|part| Part::from(*part) == Part::Text);
    let (surveyed, rows) = args.drawing.read_each(&mut reporter, |source| {
        // What is not written need not be kept.
        if wants_text {
            sources.push(source);
        }
    })?;
    if surveyed.survey.articles().is_empty() {
        return Ok(reporter.exit());
    }
    let statuses: Statuses = args.drawing.statuses().into_iter().collect();
    let articles: Vec<Article<'_>> = sources
        .iter()
        .map(|source| Article {
            name: &source.name,
            document: &source.document,
            annotation_state: &source.annotation_state,
            carried: &source.carried,
            statuses,
        })
        .collect();
    let language = Language::from(args.drawing.language);
    let parts: Vec<Part> = match &args.parts[..] {
        [] => Part::ALL.to_vec(),
        some => some.iter().map(|part| Part::from(*part)).collect(),
    };
    let name = |path: &Path| store::file_name(path);
    let title = args.title.clone().or_else(|| match &args.drawing.paths[..] {
        [one] => Some(name(one)),
        _ => None,
    });
    let report = Report {
        title: title.as_deref().unwrap_or(language.say("Report", "تقرير")),
        articles: &articles,
        counted: args.drawing.counted(&surveyed, &rows, language),
        entities: surveyed.engine(),
        parts: &parts,
    };
    let mut page = Vec::new();
    report.write(&mut page)?;
    args.drawing.write_bytes(&args.out, &page)?;
    Ok(reporter.exit())
}
