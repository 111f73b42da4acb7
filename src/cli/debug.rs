//! `hawashi debug layout`: the lines and spans of laid-out text, for comparison with other engines.
//!
//! The page is one even column without headings and without space between paragraphs, as with `white-space: pre-wrap`.

use std::io::{BufWriter, Write as _};

use serde::Serialize;

use super::args::LayoutArgs;
use super::inputs::{Input, warn_of_undecodable};
use super::render::family;
use super::{CliError, Exit, Reporter};
use crate::layout::{PageLayout, PageStyle, TextEngine};
use crate::store;
use crate::text::units::UnitIndex;
use crate::text::{BytePos, Span};

/// Runs the subcommand.
pub fn run(args: LayoutArgs) -> Result<Exit, CliError> {
    if !(1.0..=100_000.0).contains(&args.width) || !(1.0..=1000.0).contains(&args.size) {
        return Err(CliError::Usage("--width must be between 1 and 100000, --size between 1 and 1000".to_owned()));
    }
    let input = Input::of(args.path);
    let document = input.read(&args.reading)?;
    warn_of_undecodable(&input.name(), &document, args.reading.encoding.is_some(), &Reporter::default());
    let units = UnitIndex::new(document.text(), args.unit);
    let span = args.span.map(|(start, end)| byte_span(&units, start, end)).transpose()?;
    let mut text = TextEngine::new();
    let family = family(&mut text, args.font)?;
    let font = family.name().to_owned();
    let style = PageStyle { family, book: false, ..PageStyle::book(args.size) };
    let mut page = PageLayout::new(&document, style, args.width);
    // Lines are written as they are laid out: a long text has millions of them.
    let mut out = BufWriter::new(store::standard_output());
    let (font, unit) = (serde_json::to_string(&font)?, serde_json::to_string(args.unit.name())?);
    write!(out, "{{\"width\":{:?},\"size\":{:?},\"font\":{font},\"unit\":{unit},\"lines\":[", args.width, args.size)?;
    let (mut count, mut rects, mut top) = (0, Vec::new(), 0.0_f32);
    for block in 0..page.block_count() {
        let layout = page.layout(&mut text, &document, block);
        let (start, line_box) = (page.block(block).span.start.0, layout.line_box());
        if let Some(span) = span.filter(|span| span.overlaps(page.block(block).span)) {
            let local = span.start.0.saturating_sub(start)..span.end.0 - start;
            rects.extend(layout.rects(local).into_iter().map(|rect| Rect {
                line: count + rect.line,
                left: rounded(rect.left),
                right: rounded(rect.right),
            }));
        }
        for line in layout.lines() {
            if count > 0 {
                out.write_all(b",")?;
            }
            let line = Line {
                start: units.from_byte((start + line.start) as usize),
                end: units.from_byte((start + line.end) as usize),
                rtl: layout.direction().is_rtl(),
                left: rounded(line.left),
                right: rounded(line.right),
                top: rounded(top),
                baseline: rounded(top + line_box.baseline),
                bottom: rounded(top + line_box.height),
            };
            serde_json::to_writer(&mut out, &line)?;
            count += 1;
            top += line_box.height;
        }
    }
    out.write_all(b"]")?;
    if span.is_some() {
        write!(out, ",\"rects\":{}", serde_json::to_string(&rects)?)?;
    }
    writeln!(out, "}}")?;
    out.flush()?;
    Ok(Exit::Done)
}

/// A line, in units of the text and in pixels.
#[derive(Serialize)]
struct Line {
    start: u32,
    end: u32,
    rtl: bool,
    left: f64,
    right: f64,
    top: f64,
    baseline: f64,
    bottom: f64,
}

/// A part of the requested span on a line, in pixels.
#[derive(Serialize)]
struct Rect {
    line: usize,
    left: f64,
    right: f64,
}

/// Rounds to hundredths of a pixel: more would be noise in a comparison.
fn rounded(px: f32) -> f64 {
    (f64::from(px) * 100.0).round() / 100.0
}

fn byte_span(units: &UnitIndex<'_>, start: u32, end: u32) -> Result<Span, CliError> {
    match (units.to_byte(start), units.to_byte(end)) {
        (Some(start), Some(end)) => Ok(Span { start: BytePos::from(start), end: BytePos::from(end) }),
        _ => Err(CliError::Usage(format!(
            "--span {start}:{end} does not lie on characters of the text, which is {} long",
            units.len()
        ))),
    }
}
