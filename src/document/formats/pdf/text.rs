//! Paragraphs -> the text of the document, with its parts.

use super::super::super::builder::Builder;
use super::super::super::kind::{Remark, Role};
use super::page::Line;
use super::paragraph::{Kind, Paragraph};
use super::{lists, notes};
use crate::text::Span;

/// Writes paragraphs.
pub(super) fn write(paragraphs: Vec<Paragraph>, builder: &mut Builder) {
    let mut writer = Writer { builder, page: None, table: 0, row: 0 };
    let mut notes: Vec<(u32, Paragraph)> = Vec::new();
    let mut body: Vec<Paragraph> = Vec::new();
    for paragraph in paragraphs {
        match (paragraph.kind, paragraph.lines.first()) {
            (Kind::Note(number), Some((page, _))) => notes.push((page * 10_000 + number, paragraph)),
            _ => body.push(paragraph),
        }
    }
    let mut last = Kind::Plain;
    for paragraph in body {
        writer.paragraph(&paragraph, None, last, &mut notes);
        last = paragraph.kind;
    }
    for (_, note) in notes {
        writer.paragraph(&note, None, last, &mut Vec::new());
    }
    writer.end_page();
}

struct Writer<'a> {
    builder: &'a mut Builder,
    /// The page that is written, and where it begins and ends so far.
    page: Option<(u32, Span)>,
    table: u32,
    row: u32,
}

impl Writer<'_> {
    /// Writes a paragraph; a note with the number by which the text refers to it.
    fn paragraph(&mut self, paragraph: &Paragraph, mark: Option<&str>, last: Kind, notes: &mut Vec<(u32, Paragraph)>) {
        if let Kind::Row(table) = paragraph.kind {
            for (page, line) in &paragraph.lines {
                let is_first = last != Kind::Row(table) || self.page.is_none_or(|(current, _)| current != *page);
                self.row(*page, line, is_first);
            }
            return;
        }
        let mut text = String::new();
        let mut pieces: Vec<(u32, usize, usize, bool)> = Vec::new();
        let mut referred: Vec<(String, Paragraph)> = Vec::new();
        if let Kind::Note(number) = paragraph.kind {
            text = mark.map_or_else(|| format!("[{number}] "), |mark| format!("[{mark}] "));
        }
        for (page, line) in &paragraph.lines {
            let mut said = refer(*page, line, notes, &mut referred);
            if pieces.is_empty()
                && matches!(paragraph.kind, Kind::Item(_))
                && let Some((_, len)) = lists::marker(&said)
            {
                said.drain(..len);
            }
            let start = join(&mut text, &said);
            let start = if pieces.is_empty() { 0 } else { start };
            text.push_str(&said);
            pieces.push((*page, start, text.len(), line.is_proven));
        }
        let role = match paragraph.kind {
            Kind::Heading(level) => Some(Role::Heading(level)),
            Kind::Item(number) => Some(Role::ListItem { level: 1, number }),
            Kind::Quote => Some(Role::Quote),
            Kind::Note(_) => Some(Role::Footnote),
            Kind::Plain | Kind::Row(_) => None,
        };
        let text = text.trim_end();
        let span = if let (Kind::Item(_), Kind::Item(_)) = (paragraph.kind, last) {
            self.builder.line(role, text)
        } else {
            self.builder.block(role, text)
        };
        if let Some(span) = span {
            for (page, start, end, is_proven) in pieces {
                let at = |offset: usize| span.range().start + offset.min(text.len());
                self.piece(page, Span::from_range(at(start)..at(end)), is_proven);
            }
        }
        for (mark, note) in referred {
            self.paragraph(&note, Some(&mark), paragraph.kind, &mut Vec::new());
        }
    }

    fn row(&mut self, page: u32, line: &Line, is_first: bool) {
        if is_first {
            self.table += 1;
            self.row = 0;
        }
        self.row += 1;
        let before = self.builder.len();
        let roles = (1..).map(|column| Role::Cell { table: self.table, row: self.row, column, is_head: false });
        let cells: Vec<(Role, &str)> = roles.zip(line.text.split('\t')).collect();
        self.builder.row(&cells, is_first);
        let text = &self.builder.text()[before..];
        let start = before + (text.len() - text.trim_start_matches('\n').len());
        if start < self.builder.len() {
            self.piece(page, Span::from_range(start..self.builder.len()), line.is_proven);
        }
    }

    /// Notes where a piece of a page is.
    fn piece(&mut self, page: u32, span: Span, is_proven: bool) {
        if !is_proven {
            self.builder.remark(Remark::Unproven(span));
        }
        match &mut self.page {
            Some((current, all)) if *current == page => {
                *all = Span::from_range(all.range().start..span.range().end.max(all.range().end));
            }
            _ => {
                self.end_page();
                self.page = Some((page, span));
            }
        }
    }

    fn end_page(&mut self) {
        if let Some((number, span)) = self.page.take() {
            self.builder.part(span, Role::Page(number));
        }
    }
}

/// The text of a line, with numbers of notes in brackets; those notes are taken out.
fn refer(page: u32, line: &Line, notes: &mut Vec<(u32, Paragraph)>, referred: &mut Vec<(String, Paragraph)>) -> String {
    let mut text = String::with_capacity(line.text.len());
    let mut from = 0;
    for range in &line.raised {
        let Some(digits) = line.text.get(range.clone()) else { continue };
        let note =
            notes::value(digits).and_then(|number| notes.iter().position(|(key, _)| *key == page * 10_000 + number));
        if let (Some(note), Some(between)) = (note, line.text.get(from..range.start)) {
            text.push_str(between);
            // The document may have brackets of its own.
            let has_brackets =
                between.ends_with('[') && line.text.get(range.end..).is_some_and(|rest| rest.starts_with(']'));
            let (open, close) = if has_brackets { ("", "") } else { ("[", "]") };
            text.extend([open, digits, close]);
            referred.push((digits.to_owned(), notes.remove(note).1));
            from = range.end;
        }
    }
    text.push_str(line.text.get(from..).unwrap_or_default());
    text
}

/// Makes the end of a line ready for the next one; where that begins.
fn join(text: &mut String, next: &str) -> usize {
    if text.is_empty() || text.ends_with(' ') {
        return text.len();
    }
    let mut end = text.chars().rev();
    let (last, before) = (end.next(), end.next());
    let goes_on = next.chars().next().is_some_and(|c| c.is_lowercase() && c.is_alphabetic());
    let is_word = before.is_some_and(|c| c.is_lowercase());
    let is_of_address = |c: char| c.is_ascii_graphic();
    let word = text.rsplit(' ').next().unwrap_or_default();
    // An address that was too long for its line.
    let is_address =
        word.contains("://") && word.chars().all(is_of_address) && last.is_some_and(|c| "/?&=-_.#%".contains(c));
    // A range of numbers.
    let is_digit = |c: char| c.is_numeric();
    if matches!(last, Some('-' | '–' | '/')) && before.is_some_and(is_digit) && next.starts_with(is_digit) {
        return text.len();
    }
    // A line breaks behind an opening bracket only where nothing parts it from its word.
    if matches!(last, Some('«' | '(' | '[' | '{' | '“' | '‹' | '\u{fd3f}')) {
        return text.len();
    }
    if is_address && next.starts_with(is_of_address) {
        return text.len();
    }
    if last == Some('\u{ad}') || matches!(last, Some('-' | '\u{2010}')) && is_word && goes_on {
        text.pop();
    } else {
        text.push(' ');
    }
    text.len()
}
