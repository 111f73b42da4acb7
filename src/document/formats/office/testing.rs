//! Documents made for tests, and what a reader sees of them.

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::super::super::document::Document;
use super::super::super::error::DocumentError;
use super::super::super::kind::{ArticleKind, Part, ReadOptions, Remark, Role};

/// An archive with these files.
pub(super) fn archive(files: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in files {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(content.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

pub(super) fn read(kind: &'static ArticleKind, bytes: &[u8]) -> Result<Document, DocumentError> {
    Document::read(kind, bytes.to_vec(), &ReadOptions::default())
}

/// The text with its parts: `[h1|عنوان]`, `[2.1|بند]` for the first item of a list in a list, `[1:2|خلية]` for row and column.
pub(super) fn marked(document: &Document) -> String {
    let mut marked = String::new();
    let mut at = 0;
    for Part { span, role } in document.structure().unwrap_or_default() {
        let range = span.range();
        marked.push_str(&document.text()[at..range.start]);
        let _ = write!(marked, "[{}|{}]", name(*role), span.of(document.text()));
        at = range.end;
    }
    marked.push_str(&document.text()[at..]);
    marked
}

fn name(role: Role) -> String {
    match role {
        Role::Heading(level) => format!("h{level}"),
        Role::ListItem { level, number: Some(number) } => format!("{level}.{number}"),
        Role::ListItem { level, number: None } => format!("{level}.-"),
        Role::Cell { row, column, is_head, .. } => format!("{row}:{column}{}", if is_head { "!" } else { "" }),
        Role::Footnote => "note".to_owned(),
        Role::Caption => "caption".to_owned(),
        Role::Quote => "quote".to_owned(),
        Role::Preformatted => "pre".to_owned(),
        other => format!("{other:?}"),
    }
}

/// How many deletions the remarks count.
pub(super) fn deletions(document: &Document) -> u32 {
    let count = |remark: &Remark| if let Remark::LeftOutDeletions(count) = remark { *count } else { 0 };
    document.remarks().iter().map(count).sum()
}
