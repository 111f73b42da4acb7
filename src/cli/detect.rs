//! `hawashi detect`: the mentions in articles.

use std::io::{self, BufWriter, Write};

use rayon::prelude::*;
use serde::Serialize;
use serde_json::Serializer;

use super::args::DetectArgs;
use super::engine::Engine;
use super::inputs::{self, Input, warn_of_undecodable};
use super::{CliError, Exit, Reporter};
use crate::detect::{Candidate, Form, Kind};
use crate::document::Document;
use crate::store::{self, StoreError};
use crate::text::units::{Unit, UnitIndex};

/// Articles handed to the threads at once, for each thread: bounds the memory.
const ARTICLES_PER_THREAD: usize = 8;
/// Mentions that a thread writes at once.
const MENTIONS_OF_A_PART: usize = 16_384;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shape {
    Table,
    Json,
    Jsonl,
}

/// One article's mentions; they get the shape of the contract while they are written.
struct Detected {
    path: String,
    document: Document,
    candidates: Vec<Candidate>,
    /// The line of an article with few mentions, made on the thread that found them.
    line: Option<Vec<u8>>,
}

/// What stands before the mentions.
#[derive(Debug, Serialize)]
struct Head<'d> {
    path: &'d str,
    sha256: &'d str,
    unit: &'static str,
    length: u32,
}

/// All of an article.
#[derive(Debug, Serialize)]
struct Whole<'d> {
    #[serde(flatten)]
    head: Head<'d>,
    mentions: Vec<Mention<'d>>,
}

#[derive(Debug, Serialize)]
struct Mention<'d> {
    start: u32,
    end: u32,
    text: &'d str,
    kind: &'static str,
    form: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    entity: Option<&'d str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    canonical: Option<&'d str>,
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

    let mut out = BufWriter::new(io::stdout());
    let mut first = true;
    if shape == Shape::Json {
        out.write_all(b"[")?;
    }
    for some in inputs.chunks(threads.current_num_threads() * ARTICLES_PER_THREAD) {
        let results: Vec<_> =
            threads.install(|| some.par_iter().map(|input| one(input, &engine, &kinds, shape, args.unit)).collect());
        for (input, result) in some.iter().zip(results) {
            match result {
                Ok(detected) => {
                    warn_of_undecodable(&input.name(), &detected.document, &reporter);
                    match (shape, &detected.line) {
                        (Shape::Jsonl, Some(line)) => out.write_all(line)?,
                        (Shape::Jsonl, None) => {
                            threads.install(|| Writer::new(&engine, &detected, args.unit).json_line(&mut out))?;
                        }
                        (Shape::Json, _) => Writer::new(&engine, &detected, args.unit).json(&mut out, first)?,
                        (Shape::Table, _) => Writer::new(&engine, &detected, args.unit).table(&mut out, first)?,
                    }
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

fn one(input: &Input, engine: &Engine, kinds: &[Kind], shape: Shape, unit: Unit) -> Result<Detected, StoreError> {
    let document = input.read()?;
    let (mut candidates, _) = rayon::join(|| engine.detect(document.text()), || document.sha256().len());
    candidates.retain(|c| kinds.is_empty() || kinds.contains(&c.kind));
    let mut detected = Detected { path: input.name(), document, candidates, line: None };
    if shape == Shape::Jsonl && detected.candidates.len() <= MENTIONS_OF_A_PART {
        let mut line = Vec::new();
        // Writing plain values into memory cannot fail.
        detected.line = Writer::new(engine, &detected, unit).json_line(&mut line).is_ok().then_some(line);
    }
    Ok(detected)
}

/// Writes one article's mentions.
struct Writer<'d> {
    engine: &'d Engine,
    detected: &'d Detected,
    index: UnitIndex<'d>,
    unit: Unit,
}

impl<'d> Writer<'d> {
    fn new(engine: &'d Engine, detected: &'d Detected, unit: Unit) -> Self {
        Self { engine, detected, index: UnitIndex::new(detected.document.text(), unit), unit }
    }

    fn head(&self) -> Head<'d> {
        let Detected { path, document, .. } = self.detected;
        Head { path, sha256: document.sha256(), unit: self.unit.name(), length: self.index.len() }
    }

    fn mention(&self, candidate: &Candidate) -> Mention<'d> {
        let (start, end) = self.index.span(candidate.span);
        let entity = self.engine.entity(candidate);
        let position = entity.as_ref().and_then(|e| e.position);
        Mention {
            start,
            end,
            text: candidate.span.of(self.detected.document.text()),
            kind: candidate.kind.name(),
            form: candidate.form.name(),
            entity: entity.as_ref().map(|e| e.id),
            // What a reference points back to carries the name; the reference itself has none.
            canonical: entity.as_ref().filter(|_| candidate.form == Form::Name).map(|e| e.canonical),
            lat: position.map(|(lat, _)| lat),
            lon: position.map(|(_, lon)| lon),
            confidence: (candidate.confidence * 1000.0).round() / 1000.0,
            source: candidate.source.name(),
            nested: candidate.nested,
        }
    }

    fn mentions(&self) -> Vec<Mention<'d>> {
        self.detected.candidates.iter().map(|candidate| self.mention(candidate)).collect()
    }

    fn json(&self, out: &mut impl Write, first: bool) -> Result<(), CliError> {
        out.write_all(if first { b"\n" } else { b",\n" })?;
        let whole = Whole { head: self.head(), mentions: self.mentions() };
        whole.serialize(&mut Serializer::pretty(&mut *out))?;
        Ok(())
    }

    /// One line, its mentions made in parts on all threads: a long article has millions.
    fn json_line(&self, out: &mut impl Write) -> Result<(), CliError> {
        let mut head = serde_json::to_vec(&self.head())?;
        // The mentions follow inside the braces.
        head.pop();
        out.write_all(&head)?;
        out.write_all(b",\"mentions\":[")?;
        let at_once = MENTIONS_OF_A_PART * rayon::current_num_threads();
        let mut parts: Vec<Vec<u8>> = Vec::new();
        for (number, some) in self.detected.candidates.chunks(at_once).enumerate() {
            some.par_chunks(MENTIONS_OF_A_PART).map(|part| self.part(part)).collect_into_vec(&mut parts);
            for (at, part) in parts.iter().enumerate() {
                if number + at > 0 {
                    out.write_all(b",")?;
                }
                out.write_all(part)?;
            }
        }
        out.write_all(b"]}\n")?;
        Ok(())
    }

    /// Some mentions, with commas between.
    fn part(&self, candidates: &[Candidate]) -> Vec<u8> {
        let mut part = Vec::with_capacity(candidates.len() * 192);
        for candidate in candidates {
            if !part.is_empty() {
                part.push(b',');
            }
            // Writing plain values into memory cannot fail.
            let written = self.mention(candidate).serialize(&mut Serializer::new(&mut part));
            debug_assert!(written.is_ok(), "plain values");
        }
        part
    }

    /// Numbers and Latin words first, Arabic last, so that a terminal keeps the columns in order.
    fn table(&self, out: &mut impl Write, first: bool) -> io::Result<()> {
        if !first {
            writeln!(out)?;
        }
        let mentions = self.mentions();
        writeln!(out, "{}: {} mentions, offsets in {}", self.detected.path, mentions.len(), self.unit.name())?;
        if mentions.is_empty() {
            return Ok(());
        }
        let entity = |mention: &Mention<'d>| mention.entity.unwrap_or("-");
        let entity_width = mentions.iter().map(|m| entity(m).chars().count()).max().unwrap_or(0).max("entity".len());
        let number_width = mentions.iter().map(|m| m.end.to_string().len()).max().unwrap_or(0).max("start".len());
        writeln!(
            out,
            "{:>number_width$} {:>number_width$}  {:<8}  {:<9}  {:<11}  {:>5}  {:<entity_width$}  text",
            "start", "end", "kind", "form", "source", "conf", "entity"
        )?;
        for mention in &mentions {
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
}
