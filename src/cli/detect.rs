//! `hawashi detect`: the mentions in articles.

use std::io::{self, BufWriter, Write};

use rayon::prelude::*;
use serde::Serialize;
use serde_json::Serializer;

use super::args::DetectArgs;
use super::engine::Engine;
use super::inputs::{self, Input, warn_of_undecodable};
use super::{CliError, Exit, Reporter};
use crate::detect::{Form, Kind};
use crate::document::Document;
use crate::store::{self, StoreError};
use crate::text::units::{Unit, UnitIndex};

/// Articles handed to the threads at once, for each thread: bounds the memory.
const ARTICLES_PER_THREAD: usize = 8;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shape {
    Table,
    Json,
    Jsonl,
}

/// The mentions of one article, in the shape of the contract.
#[derive(Debug, Serialize)]
struct Detected {
    path: String,
    sha256: String,
    unit: &'static str,
    length: u32,
    mentions: Vec<Mention>,
}

#[derive(Debug, Serialize)]
struct Mention {
    start: u32,
    end: u32,
    text: String,
    kind: &'static str,
    form: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    entity: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    canonical: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    lat: Option<f32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    lon: Option<f32>,
    confidence: f32,
    source: &'static str,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    nested: bool,
}

/// Runs the subcommand.
pub fn run(args: DetectArgs) -> Result<Exit, CliError> {
    let shape = shape(&args.format)?;
    // What a person's decisions teach comes on top of the shipped model.
    let taught = args.model.as_deref().filter(|path| store::is_lessons_path(path));
    let lessons = taught.map(store::load_lessons).transpose()?.unwrap_or_default();
    let model = super::train::model(args.model.as_deref().filter(|_| taught.is_none()))?;
    let kinds: Vec<Kind> = args.kind.into_iter().map(Kind::from).collect();
    let mut reporter = Reporter::default();
    let inputs = inputs::collect(&args.paths, &mut reporter)?;
    let engine = Engine::with_parts(&args.lexicon, model)?.with_lessons(&lessons);
    let threads = rayon::ThreadPoolBuilder::new()
        .num_threads(args.jobs.unwrap_or(0))
        .thread_name(|number| format!("detect-{number}"))
        .build()
        .map_err(|error| CliError::Usage(format!("--jobs: {error}")))?;

    let mut out = BufWriter::new(io::stdout().lock());
    let mut first = true;
    if shape == Shape::Json {
        out.write_all(b"[")?;
    }
    for some in inputs.chunks(threads.current_num_threads() * ARTICLES_PER_THREAD) {
        let results: Vec<_> =
            threads.install(|| some.par_iter().map(|input| one(input, &engine, args.unit, &kinds)).collect());
        for (input, result) in some.iter().zip(results) {
            match result {
                Ok((document, detected)) => {
                    warn_of_undecodable(&input.name(), &document, &reporter);
                    write(&mut out, shape, &detected, first)?;
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

fn shape(name: &str) -> Result<Shape, CliError> {
    match name {
        "table" => Ok(Shape::Table),
        "json" => Ok(Shape::Json),
        "jsonl" => Ok(Shape::Jsonl),
        "conll" => Err(CliError::Later { what: "the format conll".to_owned(), instead: "use table, json or jsonl" }),
        _ => Err(CliError::Usage(format!("there is no format {name:?}; use table, json or jsonl"))),
    }
}

fn one(input: &Input, engine: &Engine, unit: Unit, kinds: &[Kind]) -> Result<(Document, Detected), StoreError> {
    let document = input.read()?;
    let text = document.text();
    let index = UnitIndex::new(text, unit);
    let candidates = engine.detect(text);
    let wanted = candidates.iter().filter(|c| kinds.is_empty() || kinds.contains(&c.kind));
    let mentions = wanted
        .map(|c| {
            let (start, end) = index.span(c.span);
            let entity = engine.entity(c);
            // What a reference points back to carries the name; the reference itself has none.
            let canonical = entity.as_ref().filter(|_| c.form == Form::Name).map(|e| e.canonical.to_owned());
            let position = entity.as_ref().and_then(|e| e.position);
            Mention {
                start,
                end,
                text: c.span.of(text).to_owned(),
                kind: c.kind.name(),
                form: c.form.name(),
                entity: entity.as_ref().map(|e| e.id.to_owned()),
                canonical,
                lat: position.map(|(lat, _)| lat),
                lon: position.map(|(_, lon)| lon),
                confidence: (c.confidence * 1000.0).round() / 1000.0,
                source: c.source.name(),
                nested: c.nested,
            }
        })
        .collect();
    let sha256 = document.sha256().to_owned();
    let detected = Detected { path: input.name(), sha256, unit: unit.name(), length: index.len(), mentions };
    drop(index);
    Ok((document, detected))
}

fn write(out: &mut impl Write, shape: Shape, detected: &Detected, first: bool) -> Result<(), CliError> {
    match shape {
        Shape::Table => write_table(out, detected, first)?,
        Shape::Json => {
            out.write_all(if first { b"\n" } else { b",\n" })?;
            detected.serialize(&mut Serializer::pretty(&mut *out))?;
        }
        Shape::Jsonl => {
            detected.serialize(&mut Serializer::new(&mut *out))?;
            out.write_all(b"\n")?;
        }
    }
    Ok(())
}

/// Numbers and Latin words first, Arabic last, so that a terminal keeps the columns in order.
fn write_table(out: &mut impl Write, detected: &Detected, first: bool) -> io::Result<()> {
    if !first {
        writeln!(out)?;
    }
    let Detected { path, unit, mentions, .. } = detected;
    writeln!(out, "{path}: {} mentions, offsets in {unit}", mentions.len())?;
    if mentions.is_empty() {
        return Ok(());
    }
    let entity = |mention: &Mention| mention.entity.clone().unwrap_or_else(|| "-".to_owned());
    let entity_width = mentions.iter().map(|m| entity(m).chars().count()).max().unwrap_or(0).max("entity".len());
    let number_width = mentions.iter().map(|m| m.end.to_string().len()).max().unwrap_or(0).max("start".len());
    writeln!(
        out,
        "{:>number_width$} {:>number_width$}  {:<8}  {:<9}  {:<11}  {:>5}  {:<entity_width$}  text",
        "start", "end", "kind", "form", "source", "conf", "entity"
    )?;
    for mention in mentions {
        let text = mention.text.replace(|c: char| c.is_control() || c == '\u{2028}' || c == '\u{2029}', " ");
        let nested = if mention.nested { " (nested)" } else { "" };
        writeln!(
            out,
            "{:>number_width$} {:>number_width$}  {:<8}  {:<9}  {:<11}  {:>5.2}  {:<entity_width$}  {text}{nested}",
            mention.start,
            mention.end,
            mention.kind,
            mention.form,
            mention.source,
            mention.confidence,
            entity(mention),
        )?;
    }
    Ok(())
}
