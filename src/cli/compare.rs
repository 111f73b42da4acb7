//! `hawashi compare`: agreement between annotators of one article.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::Path;

use serde::Serialize;

use super::args::{CompareArgs, TableOrJson};
use super::escape::{escape_controls, escape_json, one_line};
use super::inputs::open_annotated;
use super::{CliError, Exit, Reporter};
use crate::agreement::{Agreement, Coefficients, Disagreement, Kind, Shared};
use crate::annotation::{Annotation, AnnotationState, Value};
use crate::store::{self, Opened};
use crate::text::Span;
use crate::text::units::{Unit, UnitIndex};
use crate::text::words::words;

/// The most letters of a passage shown in a table.
const SHOWN: usize = 40;

/// What was found.
#[derive(Serialize)]
struct Report<'a> {
    unit: &'static str,
    /// The files, in the order of all lists below.
    files: Vec<String>,
    words: usize,
    labels: BTreeMap<&'a str, Figures>,
    all: Figures,
    attributes: BTreeMap<&'a str, Values>,
    entities: Values,
    differences: Vec<Difference<'a>>,
}

/// How far annotators agree about a label. What is not defined is null.
#[derive(Serialize)]
struct Figures {
    annotations: Vec<usize>,
    cohen_kappa: Option<f64>,
    krippendorff_alpha: Alpha,
    f1: F1,
}

#[derive(Serialize)]
struct Alpha {
    nominal: Option<f64>,
    unitized: Option<f64>,
}

#[derive(Serialize)]
struct F1 {
    exact: Option<f64>,
    overlapping: Option<f64>,
}

#[derive(Serialize)]
struct Values {
    compared: usize,
    equal: usize,
    krippendorff_alpha: Option<f64>,
}

#[derive(Serialize)]
struct Difference<'a> {
    start: u32,
    end: u32,
    text: &'a str,
    kind: &'static str,
    /// What each file has there.
    sides: Vec<Vec<Own<'a>>>,
}

#[derive(Serialize)]
struct Own<'a> {
    id: &'a str,
    label: &'a str,
    /// Start and end of each fragment.
    spans: Vec<(u32, u32)>,
    #[serde(skip_serializing_if = "Option::is_none")]
    entity: Option<&'a str>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    attributes: BTreeMap<&'a str, String>,
}

fn rounded(value: Option<f64>) -> Option<f64> {
    value.map(|value| (value * 10_000.0).round() / 10_000.0)
}

impl From<&Coefficients> for Figures {
    fn from(of: &Coefficients) -> Self {
        Self {
            annotations: of.counts.clone(),
            cohen_kappa: rounded(of.cohen_kappa),
            krippendorff_alpha: Alpha { nominal: rounded(of.nominal_alpha), unitized: rounded(of.unitized_alpha) },
            f1: F1 { exact: rounded(of.exact_f1), overlapping: rounded(of.overlapping_f1) },
        }
    }
}

impl From<Shared> for Values {
    fn from(Shared { compared, equal, alpha }: Shared) -> Self {
        Self { compared, equal, krippendorff_alpha: rounded(alpha) }
    }
}

/// Runs the subcommand.
pub fn run(args: &CompareArgs) -> Result<Exit, CliError> {
    if args.paths.len() < 2 {
        let message = "name at least two annotation files of one article".to_owned();
        return Err(CliError::Usage(message));
    }
    if let Some(article) = &args.reading.article {
        store::check_readable(article)?;
    }
    let reporter = Reporter::default();
    let mut files: Vec<(&Path, Opened, AnnotationState)> = Vec::new();
    for path in &args.paths {
        let (opened, state) = read(path, args, &reporter)?;
        if let Some((other, first, _)) = files.first()
            && first.document.text() != opened.document.text()
        {
            return Err(CliError::Usage(format!(
                "{} belongs to another text than {} ({} and {}); compare annotations of one article, or name it with --article",
                path.display(),
                other.display(),
                opened.article.display(),
                first.article.display(),
            )));
        }
        files.push((path, opened, state));
    }
    let text = files[0].1.document.text();
    let words: Vec<Span> = words(text).collect();
    let states: Vec<&AnnotationState> = files.iter().map(|(_, _, state)| state).collect();
    let agreement = Agreement::between(text, &words, &states);
    let names: Vec<String> = files.iter().map(|(path, ..)| path.to_string_lossy().into_owned()).collect();
    let mut out = io::stdout().lock();
    match args.format {
        TableOrJson::Json => {
            let report = report(&agreement, names, text, &states, args.unit);
            writeln!(out, "{}", escape_json(&serde_json::to_string(&report)?))?;
        }
        TableOrJson::Table => print(&mut out, &agreement, &names, text, &states)?,
    }
    Ok(Exit::Done)
}

/// Reads one annotator's file. What could not be placed in the text is not compared, and said.
fn read(path: &Path, args: &CompareArgs, reporter: &Reporter) -> Result<(Opened, AnnotationState), CliError> {
    if !store::is_annotation_path(path) {
        let message = format!("{}: compare reads annotation files (.hawashi.ron)", path.display());
        return Err(CliError::Usage(message));
    }
    let mut opened = open_annotated(path, &args.reading)?;
    let state = match opened.loaded.take().transpose()? {
        Some(loaded) => {
            loaded.warnings.iter().for_each(|warning| reporter.warn(&format!("{}: {warning}", path.display())));
            loaded.annotation_state
        }
        None => AnnotationState::default(),
    };
    let lost = state.orphans.len();
    if lost > 0 {
        reporter.warn(&format!(
            "{}: {lost} annotations have no place in the text and are not compared; see hawashi check",
            path.display()
        ));
    }
    Ok((opened, state))
}

fn report<'a>(
    agreement: &'a Agreement,
    files: Vec<String>,
    text: &'a str,
    states: &[&'a AnnotationState],
    unit: Unit,
) -> Report<'a> {
    let index = UnitIndex::new(text, unit);
    let own = |annotation: &'a Annotation| Own {
        id: annotation.id.as_str(),
        label: annotation.label.as_str(),
        spans: annotation.spans.iter().map(|span| index.span(span)).collect(),
        entity: annotation.entity.as_deref(),
        attributes: annotation.attributes.iter().map(|(name, value)| (name, Value::plain(value))).collect(),
    };
    let difference = |disagreement: &'a Disagreement| {
        let (start, end) = index.span(disagreement.span);
        let sides = sides(disagreement, states).map(|side| side.into_iter().map(own).collect()).collect();
        Difference { start, end, text: disagreement.span.of(text), kind: disagreement.kind.name(), sides }
    };
    Report {
        unit: unit.name(),
        files,
        words: agreement.words,
        labels: agreement.labels.iter().map(|(id, of)| (id.as_str(), of.into())).collect(),
        all: (&agreement.all).into(),
        attributes: agreement.attributes.iter().map(|(name, of)| (name.as_str(), (*of).into())).collect(),
        entities: agreement.entities.into(),
        differences: agreement.disagreements.iter().map(difference).collect(),
    }
}

/// What each annotator has in a passage.
fn sides<'a>(
    disagreement: &'a Disagreement,
    states: &[&'a AnnotationState],
) -> impl Iterator<Item = Vec<&'a Annotation>> {
    disagreement
        .sides
        .iter()
        .zip(states)
        .map(|(ids, state)| ids.iter().filter_map(|id| state.annotations.get(id)).collect())
}

fn print(
    out: &mut impl Write,
    agreement: &Agreement,
    names: &[String],
    text: &str,
    states: &[&AnnotationState],
) -> io::Result<()> {
    for (number, name) in (1..).zip(names) {
        writeln!(out, "{number}  {}", escape_controls(name))?;
    }
    writeln!(out, "\n{} words\n", agreement.words)?;
    let width = agreement.labels.iter().map(|(id, _)| id.as_str().chars().count()).max().unwrap_or(0).max(3);
    writeln!(
        out,
        "{:width$}  {:>8} {:>8} {:>8} {:>8} {:>8}  annotations",
        "label", "kappa", "alpha", "alpha u", "F1", "F1 over"
    )?;
    let rows = agreement.labels.iter().map(|(id, of)| (id.as_str(), of));
    for (name, of) in rows.chain([("all", &agreement.all)]) {
        let counts = of.counts.iter().map(usize::to_string).collect::<Vec<_>>().join(" / ");
        let figures = [of.cohen_kappa, of.nominal_alpha, of.unitized_alpha, of.exact_f1, of.overlapping_f1];
        let figures = figures.map(figure).map(|figure| format!("{figure:>8}")).join(" ");
        writeln!(out, "{:width$}  {figures}  {counts}", escape_controls(name))?;
    }
    let values = agreement.attributes.iter().map(|(name, of)| (name.as_str(), *of));
    let entities = ("entity", agreement.entities);
    let values: Vec<(&str, Shared)> = values.chain([entities]).filter(|(_, of)| of.compared > 0).collect();
    if !values.is_empty() {
        writeln!(out, "\nOf annotations with the same label and ends:")?;
        for (name, Shared { compared, equal, alpha }) in values {
            writeln!(out, "  {}: {equal} of {compared} the same, alpha {}", escape_controls(name), figure(alpha))?;
        }
    }
    if agreement.disagreements.is_empty() {
        return writeln!(out, "\nNo differences.");
    }
    writeln!(out, "\n{} differences", agreement.disagreements.len())?;
    let index = UnitIndex::new(text, Unit::Char);
    for disagreement in &agreement.disagreements {
        let (start, end) = index.span(disagreement.span);
        let quote = shown(disagreement.span.of(text));
        writeln!(out, "  {start}-{end}  {}  {quote}", disagreement.kind.name())?;
        for (number, side) in (1..).zip(sides(disagreement, states)) {
            let of = |annotation: &&Annotation| described(annotation, disagreement.kind, text);
            let side: Vec<String> = side.iter().map(of).collect();
            writeln!(out, "      {number}  {}", if side.is_empty() { "-".to_owned() } else { side.join("; ") })?;
        }
    }
    Ok(())
}

/// An annotation, by that in which annotators differ.
fn described(annotation: &Annotation, kind: Kind, text: &str) -> String {
    let label = escape_controls(annotation.label.as_str()).into_owned();
    match kind {
        Kind::Entity => format!("{label}, {}", annotation.entity.as_deref().map_or("-".into(), escape_controls)),
        Kind::Attributes => {
            let values = annotation.attributes.iter().map(|(name, value)| format!("{name}={}", value.plain()));
            format!("{label}, {}", escape_controls(&values.collect::<Vec<_>>().join(" ")))
        }
        _ => format!("{label} [{}]", shown(&annotation.spans.quote(text))),
    }
}

fn figure(value: Option<f64>) -> String {
    value.map_or_else(|| "-".to_owned(), |value| format!("{value:.3}"))
}

fn shown(text: &str) -> String {
    escape_controls(&one_line(text, SHOWN)).into_owned()
}
