//! Formats an article's mentions as printed by `detect`.
//!
//! Offsets are in the requested unit, from the beginning of the whole text.

use std::borrow::Cow;
use std::io::{self, Write};

use foldhash::HashMap;
use rayon::prelude::*;
use serde::Serialize;
use serde_json::Serializer;

use super::CliError;
use super::engine::Engine;
use super::escape::{escape_controls, escape_json};
use crate::detect::{Candidate, Form, Kind, Source};
use crate::lexicon::EntityId;
use crate::text::units::{Unit, UnitIndex};

/// Mentions formatted by a thread at once.
const AT_ONCE: usize = 1_024;
/// Chunks per thread between two writes: several, so that no thread waits long for the others.
const SHEETS_PER_THREAD: usize = 4;

/// The data before the mentions of a whole article.
#[derive(Debug, Serialize)]
pub(super) struct Head<'d> {
    pub(super) path: &'d str,
    pub(super) sha256: &'d str,
    pub(super) unit: &'static str,
    pub(super) length: u32,
}

/// A whole article.
#[derive(Debug, Serialize)]
struct Whole<'d> {
    #[serde(flatten)]
    head: Head<'d>,
    mentions: Vec<Mention<'d>>,
}

/// A mention in three pieces: position, meaning, confidence.
#[derive(Debug, Serialize)]
struct Mention<'d> {
    #[serde(flatten)]
    passage: Passage<'d>,
    #[serde(flatten)]
    meaning: Meaning<'d>,
    #[serde(flatten)]
    verdict: Verdict,
}

#[derive(Debug, Serialize)]
struct Passage<'d> {
    start: u32,
    end: u32,
    text: &'d str,
}

/// Identical for all mentions that refer to an entity in the same way.
#[derive(Debug, Serialize)]
struct Meaning<'d> {
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
}

#[derive(Debug, Serialize)]
struct Verdict {
    confidence: f32,
    /// Only if the name has several meanings.
    #[serde(skip_serializing_if = "Option::is_none")]
    entity_confidence: Option<f32>,
    source: &'static str,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    nested: bool,
}

/// Mentions in JSON separated by commas, formatted by one thread. Formatted meanings and verdicts are cached, because a
/// long text names few entities many times.
#[derive(Debug, Default)]
struct Chunk {
    json: Vec<u8>,
    meanings: HashMap<(Kind, Form, Option<EntityId>), Vec<u8>>,
    /// By the bits of the confidences, of which a thousand and a hundred different values exist.
    verdicts: HashMap<(u32, u32, Source, bool), Vec<u8>>,
}

/// Reusable buffers: while some are being printed, others are filled.
#[derive(Debug, Default)]
pub(super) struct Chunks {
    made: Vec<Chunk>,
    printed: Vec<Chunk>,
}

/// Formats the mentions of a text.
pub(super) struct Writer<'d> {
    engine: &'d Engine,
    text: &'d str,
    index: UnitIndex<'d>,
    unit: Unit,
    /// Start of the text, in the unit.
    base: u32,
}

impl<'d> Writer<'d> {
    /// For a text that begins `base` units into the whole.
    pub(super) fn new(engine: &'d Engine, text: &'d str, unit: Unit, base: u32) -> Self {
        Self { engine, text, index: UnitIndex::new(text, unit), unit, base }
    }

    /// End of the text, in the unit.
    pub(super) fn end(&self) -> u32 {
        self.base + self.index.len()
    }

    fn passage(&self, candidate: &Candidate) -> Passage<'d> {
        let (start, end) = self.index.span(candidate.span);
        Passage { start: self.base + start, end: self.base + end, text: candidate.span.of(self.text) }
    }

    fn meaning(&self, candidate: &Candidate) -> Meaning<'d> {
        let entity = self.engine.entity(candidate);
        let position = entity.as_ref().and_then(|e| e.position);
        Meaning {
            kind: candidate.kind.name(),
            form: candidate.form.name(),
            entity: entity.as_ref().map(|e| e.id),
            // The antecedent of a reference has the canonical name; the reference itself does not.
            canonical: entity.as_ref().filter(|_| candidate.form == Form::Name).map(|e| e.canonical),
            lat: position.map(|(lat, _)| lat),
            lon: position.map(|(_, lon)| lon),
        }
    }

    fn mentions(&self, candidates: &[Candidate]) -> Vec<Mention<'d>> {
        let mention = |candidate: &Candidate| Mention {
            passage: self.passage(candidate),
            meaning: self.meaning(candidate),
            verdict: verdict(candidate),
        };
        candidates.iter().map(mention).collect()
    }

    /// An element of the array printed by `--format json`.
    pub(super) fn json(
        &self,
        head: Head<'d>,
        candidates: &[Candidate],
        out: &mut impl Write,
        first: bool,
    ) -> Result<(), CliError> {
        out.write_all(if first { b"\n" } else { b",\n" })?;
        let path = serde_json::to_string(head.path)?;
        let whole = Whole { head, mentions: self.mentions(candidates) };
        match escape_json(&path) {
            Cow::Borrowed(_) => whole.serialize(&mut Serializer::pretty(&mut *out))?,
            Cow::Owned(escaped) => {
                out.write_all(serde_json::to_string_pretty(&whole)?.replacen(&path, &escaped, 1).as_bytes())?;
            }
        }
        Ok(())
    }

    /// A whole article in one line.
    pub(super) fn json_line(
        &self,
        head: &Head<'d>,
        candidates: &[Candidate],
        sheets: &mut Chunks,
        out: &mut (impl Write + Send),
    ) -> Result<(), CliError> {
        let mut head = escape_json(&serde_json::to_string(&head)?).into_owned().into_bytes();
        // The mentions follow inside the braces.
        head.pop();
        out.write_all(&head)?;
        out.write_all(b",\"mentions\":[")?;
        self.objects(candidates, sheets, out)?;
        out.write_all(b"]}\n")?;
        Ok(())
    }

    /// The mentions separated by commas, formatted on all threads: a long text has millions.
    pub(super) fn objects(
        &self,
        candidates: &[Candidate],
        sheets: &mut Chunks,
        out: &mut (impl Write + Send),
    ) -> io::Result<()> {
        let count = rayon::current_num_threads() * SHEETS_PER_THREAD;
        let Chunks { made, printed } = sheets;
        made.resize_with(count, Chunk::default);
        printed.resize_with(count, Chunk::default);
        for sheet in printed.iter_mut() {
            sheet.json.clear();
        }
        let mut is_first = true;
        let mut print = |sheets: &[Chunk]| {
            for sheet in sheets.iter().filter(|sheet| !sheet.json.is_empty()) {
                if !is_first {
                    out.write_all(b",")?;
                }
                is_first = false;
                out.write_all(&sheet.json)?;
            }
            Ok(())
        };
        for some in candidates.chunks(AT_ONCE * count) {
            let make = || {
                for sheet in made.iter_mut() {
                    sheet.json.clear();
                }
                let sheets = some.par_chunks(AT_ONCE).zip(made.par_iter_mut()).with_max_len(1);
                sheets.for_each(|(part, sheet)| self.fill(sheet, part));
            };
            let (result, ()) = rayon::join(|| print(printed), make);
            result?;
            std::mem::swap(made, printed);
        }
        print(printed)
    }

    fn fill(&self, sheet: &mut Chunk, candidates: &[Candidate]) {
        let Chunk { json, meanings, verdicts } = sheet;
        for candidate in candidates {
            if !json.is_empty() {
                json.push(b',');
            }
            append_passage(json, &self.passage(candidate));
            let meaning = meanings.entry((candidate.kind, candidate.form, candidate.entity)).or_insert_with(|| {
                let mut members = Vec::new();
                append_members(&mut members, &self.meaning(candidate));
                members
            });
            json.extend_from_slice(meaning);
            let verdict = verdict(candidate);
            let of_entity = verdict.entity_confidence.map_or(0, f32::to_bits);
            let key = (verdict.confidence.to_bits(), of_entity, candidate.source, verdict.nested);
            json.extend_from_slice(verdicts.entry(key).or_insert_with(|| {
                let mut members = Vec::new();
                append_members(&mut members, &verdict);
                members.push(b'}');
                members
            }));
        }
    }

    /// Numbers and Latin words come first, Arabic last, so that a terminal keeps the columns in order.
    pub(super) fn table(&self, title: &str, candidates: &[Candidate], out: &mut impl Write) -> io::Result<()> {
        let mentions = self.mentions(candidates);
        writeln!(out, "{}: {} mentions, offsets in {}", escape_controls(title), mentions.len(), self.unit.name())?;
        if mentions.is_empty() {
            return Ok(());
        }
        let entity = |mention: &Mention<'d>| mention.meaning.entity.unwrap_or("-");
        let entity_width = mentions.iter().map(|m| entity(m).chars().count()).max().unwrap_or(0).max("entity".len());
        let last = mentions.iter().map(|m| m.passage.end).max().unwrap_or(0);
        let number_width = last.to_string().len().max("start".len());
        writeln!(
            out,
            "{:>number_width$} {:>number_width$}  {:<8}  {:<9}  {:<11}  {:>5}  {:<entity_width$}  text",
            "start", "end", "kind", "form", "source", "conf", "entity"
        )?;
        for mention in &mentions {
            let Mention { passage, meaning, verdict } = mention;
            let text = passage.text.replace(|c: char| c.is_control() || c == '\u{2028}' || c == '\u{2029}', " ");
            let nested = if verdict.nested { " (nested)" } else { "" };
            writeln!(
                out,
                "{:>number_width$} {:>number_width$}  {:<8}  {:<9}  {:<11}  {:>5.2}  {:<entity_width$}  {text}{nested}",
                passage.start,
                passage.end,
                meaning.kind,
                meaning.form,
                verdict.source,
                verdict.confidence,
                entity(mention),
            )?;
        }
        Ok(())
    }
}

fn verdict(candidate: &Candidate) -> Verdict {
    Verdict {
        confidence: (candidate.confidence * 1000.0).round() / 1000.0,
        entity_confidence: Some((candidate.entity_confidence * 100.0).round() / 100.0).filter(|sure| *sure < 1.0),
        source: candidate.source.name(),
        nested: candidate.nested,
    }
}

/// An object left open, formatted as `Serialize` would: there is one for each mention of a long text.
fn append_passage(json: &mut Vec<u8>, passage: &Passage<'_>) {
    json.extend_from_slice(b"{\"start\":");
    append(json, &passage.start);
    json.extend_from_slice(b",\"end\":");
    append(json, &passage.end);
    json.extend_from_slice(b",\"text\":");
    append(json, passage.text);
}

/// Writes plain values to memory, which cannot fail.
fn append(json: &mut Vec<u8>, value: &(impl Serialize + ?Sized)) {
    let written = value.serialize(&mut Serializer::new(json));
    debug_assert!(written.is_ok(), "plain values");
}

/// The members of an object, each after a comma.
fn append_members(json: &mut Vec<u8>, object: &impl Serialize) {
    let brace = json.len();
    append(json, object);
    json.pop();
    if let Some(brace) = json.get_mut(brace) {
        *brace = b',';
    }
}
