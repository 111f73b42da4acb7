//! Writes an article as a table.

use std::collections::{BTreeSet, HashMap};
use std::io::{self, Write};

use super::super::conll::tokens;
use super::super::layers::{
    ATTRIBUTES, ENTITIES, ENTITY, NOTE, RELATIONS, STATUS, VALUE, feature as value_of, is_feature_name,
};
use super::names::{ABSENT, EMPTY};
use crate::annotation::{Annotation, AnnotationId, Relation, Status};
use crate::exchange::{Article, Writer};
use crate::text::Span;
use crate::text::sentences::sentences;
use crate::text::units::{Unit, UnitIndex};

pub(super) struct Table<'w> {
    pub(super) out: Box<dyn Write + 'w>,
}

/// A token, or a part of one, with the numbers of the annotations that it belongs to.
struct Line {
    /// `1-2`, or `1-2.1` for a part of that token.
    address: String,
    span: Span,
    of: Vec<usize>,
}

impl Writer for Table<'_> {
    fn article(&mut self, article: &Article<'_>) -> io::Result<()> {
        let text = article.document.text();
        let index = UnitIndex::new(text, Unit::Utf16);
        let annotations: Vec<&Annotation> = article.annotations().collect();
        let features = features(&annotations);
        write!(self.out, "#FORMAT=WebAnno TSV 3.3\n#T_SP={ENTITIES}|{}\n", features.join("|"))?;
        let relations: Vec<&Relation> = article.relations().collect();
        if !relations.is_empty() {
            writeln!(self.out, "#T_RL={RELATIONS}|{VALUE}|BT_{ENTITIES}")?;
        }
        writeln!(self.out)?;
        // Relations stand where they end, and name where they begin, which may be further below.
        let mut first: Vec<Option<String>> = vec![None; annotations.len()];
        if !relations.is_empty() {
            for_each_sentence(text, &annotations, |_, lines| {
                for line in lines {
                    for number in &line.of {
                        first[*number].get_or_insert_with(|| line.address.clone());
                    }
                }
                Ok(())
            })?;
        }
        let numbers: HashMap<&AnnotationId, usize> =
            annotations.iter().enumerate().map(|(number, annotation)| (&annotation.id, number)).collect();
        let mut ending: HashMap<usize, Vec<(&Relation, usize)>> = HashMap::new();
        for relation in &relations {
            if let (Some(from), Some(to)) = (numbers.get(&relation.from), numbers.get(&relation.to)) {
                ending.entry(*to).or_default().push((relation, *from));
            }
        }
        let out = &mut self.out;
        for_each_sentence(text, &annotations, |sentence, lines| {
            write!(out, "\n#Text={}\n", one_line(sentence.of(text)))?;
            for line in lines {
                let (start, end) = index.span(line.span);
                write!(out, "{}\t{start}-{end}\t{}\t", line.address, one_line(line.span.of(text)))?;
                for feature in &features {
                    let cells = line.of.iter().map(|number| cell(article, annotations[*number], feature, *number));
                    write!(out, "{}\t", stacked(cells))?;
                }
                if !relations.is_empty() {
                    let here = line.of.iter().filter(|number| first[**number].as_deref() == Some(&line.address));
                    let here: Vec<(&Relation, usize, usize)> = here
                        .flat_map(|to| {
                            ending.get(to).into_iter().flatten().map(|(relation, from)| (*relation, *from, *to))
                        })
                        .collect();
                    let kinds = here.iter().map(|(relation, ..)| escaped(&relation.kind));
                    let ends = here.iter().filter_map(|(_, from, to)| {
                        Some(format!("{}[{}_{}]", first[*from].as_ref()?, from + 1, to + 1))
                    });
                    write!(out, "{}\t{}\t", stacked(kinds), stacked(ends))?;
                }
                writeln!(out)?;
            }
            Ok(())
        })
    }

    fn end(mut self: Box<Self>) -> io::Result<()> {
        self.out.flush()
    }
}

fn stacked(cells: impl Iterator<Item = String>) -> String {
    let cells: Vec<String> = cells.collect();
    if cells.is_empty() { ABSENT.to_owned() } else { cells.join("|") }
}

/// The features that the annotations of an article need.
fn features(annotations: &[&Annotation]) -> Vec<String> {
    let mut all = vec![VALUE.to_owned()];
    let mut some = |name: &str, has: fn(&Annotation) -> bool| {
        if annotations.iter().any(|annotation| has(annotation)) {
            all.push(name.to_owned());
        }
    };
    some(ENTITY, |annotation| annotation.entity.is_some());
    some(NOTE, |annotation| !annotation.note.is_empty());
    some(STATUS, |annotation| annotation.status != Status::Accepted);
    let is_other = |name: &str| !is_feature_name(name);
    some(ATTRIBUTES, |annotation| annotation.attributes.iter().any(|(name, _)| !is_feature_name(name)));
    let names = annotations.iter().flat_map(|annotation| annotation.attributes.iter().map(|(name, _)| name));
    let names: BTreeSet<&str> = names.filter(|name| !is_other(name)).collect();
    all.extend(names.into_iter().map(str::to_owned));
    all
}

fn cell(article: &Article<'_>, annotation: &Annotation, feature: &str, number: usize) -> String {
    let value = value_of(article, annotation, feature, is_feature_name);
    let value = value.map_or_else(|| EMPTY.to_owned(), |value| escaped(&value));
    format!("{value}[{}]", number + 1)
}

/// Calls for each sentence with tokens, with its lines.
fn for_each_sentence(
    text: &str,
    annotations: &[&Annotation],
    mut each: impl FnMut(Span, &[Line]) -> io::Result<()>,
) -> io::Result<()> {
    let mut coming = annotations.iter().map(|annotation| annotation.spans.hull()).enumerate().peekable();
    let mut open: Vec<(usize, Span)> = Vec::new();
    let (mut number, mut lines) = (0, Vec::new());
    for sentence in sentences(text) {
        lines.clear();
        let mut bounds: Option<Span> = None;
        for (at, token) in tokens(text, sentence).enumerate() {
            bounds = Some(Span { start: bounds.map_or(token.start, |bounds| bounds.start), end: token.end });
            while let Some(next) = coming.next_if(|(_, span)| span.start < token.end) {
                open.push(next);
            }
            open.retain(|(_, span)| span.end > token.start);
            push_token(&mut lines, &format!("{}-{}", number + 1, at + 1), token, &open);
        }
        if let Some(bounds) = bounds {
            number += 1;
            each(bounds, &lines)?;
        }
    }
    Ok(())
}

/// The line of a token, and those of its parts.
fn push_token(lines: &mut Vec<Line>, address: &str, token: Span, open: &[(usize, Span)]) {
    let whole = lines.len();
    lines.push(Line { address: address.to_owned(), span: token, of: Vec::new() });
    for (number, span) in open {
        let part = Span { start: span.start.max(token.start), end: span.end.min(token.end) };
        match lines[whole..].iter_mut().find(|line| line.span == part) {
            Some(line) => line.of.push(*number),
            None => lines.push(Line { address: String::new(), span: part, of: vec![*number] }),
        }
    }
    lines[whole + 1..].sort_by_key(|line| (line.span.start, line.span.end));
    for (part, line) in lines[whole + 1..].iter_mut().enumerate() {
        line.address = format!("{address}.{}", part + 1);
    }
}

/// A text of the article in one line.
fn one_line(text: &str) -> String {
    text.replace('\\', "\\\\").replace('\n', "\\n").replace('\r', "\\r").replace('\t', "\\t")
}

/// A value of a feature.
fn escaped(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    for (at, c) in value.char_indices() {
        match c {
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '\\' | '[' | ']' | '|' | '_' | ';' | '*' => out.extend(['\\', c]),
            '-' if value[at..].starts_with("->") => out.push_str("\\-"),
            c => out.push(c),
        }
    }
    out
}
