//! Hawashi's own file of a label set: RON, one label on one line, as in annotation files.

use serde::{Deserialize, Serialize};

use super::error::LabelFileError;
use super::format::LabelFormat;
use crate::annotation::{AttributeKind, Label, LabelError, LabelSet, RelationKind};
use crate::exchange::ron::to_line;
use crate::text::{Localize as _, Message};

/// The format.
pub static FORMAT: LabelFormat = LabelFormat {
    name: "hawashi",
    names: [("ar", "حواشي"), ("en", "Hawashi")],
    suffix: ".labels.ron",
    extension: "ron",
    read,
    write,
};

/// The newest version of the format that can be read.
const VERSION: u64 = 1;

#[derive(Deserialize)]
#[serde(default)]
struct File {
    version: u64,
    labels: Vec<Label>,
    relation_kinds: Vec<RelationKind>,
    document_attributes: Vec<AttributeKind>,
}

impl Default for File {
    fn default() -> Self {
        Self { version: VERSION, labels: Vec::new(), relation_kinds: Vec::new(), document_attributes: Vec::new() }
    }
}

/// Reads a label set.
pub fn read(text: &str) -> Result<LabelSet, LabelFileError> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.trim().is_empty() {
        let message = Message::new("label-file-empty").in_english("the file is empty");
        return Err(LabelFileError { line: 1, column: 1, message });
    }
    let file: File = ron::from_str(text).map_err(|error| LabelFileError::of_ron(text, &error))?;
    LabelFileError::check_version(text, file.version, VERSION)?;
    let mut set = checked(text, file.labels)?;
    set.relation_kinds = file.relation_kinds.into();
    set.document_attributes = file.document_attributes.into();
    Ok(set)
}

/// A set of the labels that a text lists. What contradicts itself is found before anything is changed.
pub(in crate::exchange) fn checked(text: &str, labels: Vec<Label>) -> Result<LabelSet, LabelFileError> {
    let set = LabelSet::only(labels);
    for label in set.iter() {
        let checked = label.check().and_then(|()| set.check_parent(label));
        checked.map_err(|error| wrong_label(text, label, &error))?;
    }
    Ok(set)
}

fn wrong_label(text: &str, label: &Label, error: &LabelError) -> LabelFileError {
    let id = format!("id: {}", to_line(label.id.as_str()));
    let at = text.find(&id).unwrap_or(0);
    let mut message = Message::new(error.key());
    for (name, value) in error.args() {
        message = message.with(name, value);
    }
    LabelFileError::at(text, at, message.in_english(error.to_string()))
}

/// Writes a list of a file, one record on one line.
pub(in crate::exchange) fn records<'a, T: Serialize + 'a>(
    out: &mut String,
    name: &str,
    all: impl Iterator<Item = &'a T>,
) {
    out.extend([format!("    {name}: [\n")]);
    for record in all {
        out.push_str("        ");
        out.push_str(&to_line(record));
        out.push_str(",\n");
    }
    out.push_str("    ],\n");
}

/// Writes a label set.
pub fn write(set: &LabelSet) -> String {
    fn list<'a, T: Serialize + 'a>(out: &mut String, name: &str, all: impl Iterator<Item = &'a T>) {
        let mut all = all.peekable();
        if all.peek().is_none() {
            out.extend([format!("    {name}: [],\n")]);
        } else {
            records(out, name, all);
        }
    }
    let mut out = format!("(\n    version: {VERSION},\n");
    list(&mut out, "labels", set.iter());
    list(&mut out, "relation_kinds", set.relation_kinds.iter());
    list(&mut out, "document_attributes", set.document_attributes.iter());
    out.push_str(")\n");
    out
}
