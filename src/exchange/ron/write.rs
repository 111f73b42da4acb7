//! The annotation file as text: one annotation on one line, sorted.

use std::fmt::Write as _;

use crate::annotation::{Annotation, AnnotationState, Carried, Extras, Label, Origin, Status};
use crate::document::Document;
use crate::exchange::anchor::context;

/// The version of the form that is written here.
pub const VERSION: u64 = 1;

/// The text of the annotation file. `file` is the article's name in it; `bytes` and `sha256` in it
/// are of the decoded text in UTF-8, which the spans count in.
pub fn annotations_to_ron(
    file: &str,
    document: &Document,
    annotation_state: &AnnotationState,
    carried: &Carried,
) -> String {
    let text = document.text();
    let mut out = String::with_capacity(1024 + 320 * annotation_state.annotations.len());
    out.push_str("(\n");
    line(&mut out, format_args!("    version: {VERSION},\n"));
    line(
        &mut out,
        format_args!(
            "    article: (file: {}, sha256: {}, bytes: {}, encoding: {}{}),\n",
            quoted(file),
            quoted(document.sha256()),
            document.len(),
            quoted(&document.encoding_name()),
            fields(&carried.article_extras),
        ),
    );
    out.push_str("    labels: [\n");
    for label in annotation_state.labels.iter() {
        line(&mut out, format_args!("        {},\n", label_ron(label)));
    }
    for raw in &carried.broken_labels {
        line(&mut out, format_args!("        {raw},\n"));
    }
    out.push_str("    ],\n    annotations: [\n");
    for annotation in annotation_state.annotations.iter() {
        line(&mut out, format_args!("        {},\n", annotation_ron(annotation, text)));
    }
    for orphan in &annotation_state.orphans {
        line(&mut out, format_args!("        {},\n", orphan.ron));
    }
    out.push_str("    ],\n");
    if !annotation_state.links.is_empty() || !carried.broken_links.is_empty() {
        out.push_str("    choices: [\n");
        for (label, name, choice) in annotation_state.links.iter() {
            let (name, label, entity) = (quoted(name), quoted(label.as_str()), quoted(&choice.entity));
            let extras = fields(&choice.extras);
            line(&mut out, format_args!("        (name: {name}, label: {label}, entity: {entity}{extras}),\n"));
        }
        for raw in &carried.broken_links {
            line(&mut out, format_args!("        {raw},\n"));
        }
        out.push_str("    ],\n");
    }
    for (name, raw) in &carried.extras.0 {
        line(&mut out, format_args!("    {name}: {raw},\n"));
    }
    out.push_str(")\n");
    out
}

fn line(out: &mut String, text: std::fmt::Arguments<'_>) {
    // Writing to a string cannot fail.
    let written = out.write_fmt(text);
    debug_assert!(written.is_ok());
}

fn label_ron(label: &Label) -> String {
    let names: Vec<String> =
        label.name.iter().map(|(language, name)| format!("{}: {}", quoted(language), quoted(name))).collect();
    let key = label.key.map(|key| format!(", key: {}", quoted_char(key))).unwrap_or_default();
    format!(
        "(id: {}, name: {{{}}}, color: {}{key}{})",
        quoted(label.id.as_str()),
        names.join(", "),
        quoted(&label.color),
        fields(&label.extras)
    )
}

fn annotation_ron(annotation: &Annotation, text: &str) -> String {
    let span = annotation.span;
    let (prefix, suffix) = context(text, span);
    let entity = annotation.entity.as_ref().map_or("None".to_owned(), |entity| format!("Some({})", quoted(entity)));
    let status = match annotation.status {
        Status::Suggested => "Suggested",
        Status::Accepted => "Accepted",
        Status::Rejected => "Rejected",
    };
    let origin = match &annotation.origin {
        Origin::Manual => "Manual".to_owned(),
        Origin::Detected(source) => format!("Detected({})", quoted(source)),
    };
    let changed = if annotation.changed { ", changed: true" } else { "" };
    format!(
        "(id: {}, span: ({}, {}), label: {}, quote: {}, prefix: {}, suffix: {}, entity: {entity}, status: {status}, \
         origin: {origin}{changed}, note: {}, by: {}, at: {}{})",
        quoted(annotation.id.as_str()),
        span.start,
        span.end,
        quoted(annotation.label.as_str()),
        quoted(span.of(text)),
        quoted(prefix),
        quoted(suffix),
        quoted(&annotation.note),
        quoted(&annotation.by),
        quoted(&annotation.at),
        fields(&annotation.extras),
    )
}

fn fields(extras: &Extras) -> String {
    extras.0.iter().fold(String::new(), |all, (name, raw)| all + ", " + name + ": " + raw)
}

/// A RON string. Whatever ends a line in some editor, and marks that turn the order of the line
/// around, are written as escapes: one annotation stays one readable line.
pub(super) fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        push_escaped(&mut out, c, '"');
    }
    out.push('"');
    out
}

fn quoted_char(c: char) -> String {
    let mut out = String::from('\'');
    push_escaped(&mut out, c, '\'');
    out.push('\'');
    out
}

fn push_escaped(out: &mut String, c: char, quote: char) {
    match c {
        '\n' => out.push_str("\\n"),
        '\r' => out.push_str("\\r"),
        '\t' => out.push_str("\\t"),
        '\\' => out.push_str("\\\\"),
        _ if c == quote => out.extend(['\\', c]),
        '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}' | '\u{61c}' | '\u{feff}' => {
            out.extend(c.escape_unicode());
        }
        _ if c.is_control() => out.extend(c.escape_unicode()),
        _ => out.push(c),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_string_comes_back_from_one_line() {
        for text in [
            "",
            "a\"b\\c",
            "a\r\nb\tc\0d",
            "س\u{200f}\u{202e}\u{2028}\u{85}\u{feff}",
            "🔴 «قسد» لـ",
            "'",
            "\u{b}\u{7f}",
        ] {
            let ron = quoted(text);
            assert!(!ron.contains(['\n', '\r', '\u{2028}', '\u{85}', '\u{b}']), "{ron}");
            assert_eq!(ron::from_str::<String>(&ron).unwrap(), text);
        }
        for c in ['1', '\'', '\\', '"', 'س', '\n', '\u{200f}'] {
            assert_eq!(ron::from_str::<char>(&quoted_char(c)).unwrap(), c);
        }
    }
}
