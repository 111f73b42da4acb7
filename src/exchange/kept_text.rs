//! The text that was taken out of a document, kept beside its annotations: `article.pdf.hawashi.txt`.
//!
//! The file is the text, in UTF-8, for anybody to read; behind a form feed follow, as RON, its parts, what the document says
//! about itself, and the hash of the file that it was taken out of. So the offsets of annotations stay true on a machine
//! without the original, and after a later version reads it otherwise. It is a file of its own because the annotation file
//! is for people and for git: a text inside it would be written anew with each annotation.

use std::collections::BTreeMap;

use ron::extensions::Extensions;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::document::{ARTICLE_KINDS, Contents, Document, Original, Part, Remark, about, sha256_of};
use crate::text::{Span, SpanError};

/// What the name of such a file ends in, behind the whole name of the document.
pub const KEPT_TEXT_SUFFIX: &str = ".hawashi.txt";

/// What stands between the text and what is known of it.
const BEHIND_TEXT: &str = "\n\u{c}\n";

/// Why a file is not a kept text.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum KeptTextError {
    /// Its end is not what this program writes.
    #[error("it does not end with what is known of its text: {0}")]
    Syntax(String),
    /// A later version has written it.
    #[error("it was written by a later version (format {0})")]
    Later(u32),
    /// Its text was changed.
    #[error("its text is not the one that was taken out of the document")]
    OtherText,
    /// A kind of document that this version does not know.
    #[error("it was taken out of a kind of document that this version does not know: {0}")]
    Kind(String),
    /// A part is not in the text.
    #[error(transparent)]
    Span(#[from] SpanError),
}

/// The version of the format.
const VERSION: u32 = 1;

#[derive(Serialize, Deserialize)]
struct Record {
    hawashi_text: u32,
    kind: String,
    original: Original,
    text: TextRecord,
    #[serde(default)]
    about: BTreeMap<String, String>,
    #[serde(default)]
    parts: Vec<Part>,
    #[serde(default)]
    remarks: Vec<Remark>,
}

#[derive(Serialize, Deserialize)]
struct TextRecord {
    sha256: String,
    bytes: u64,
}

/// The file that keeps the text of a document; `None` of plain text, which is kept by its own file.
pub fn kept_text(document: &Document) -> Option<String> {
    let original = document.original()?;
    let record = Record {
        hawashi_text: VERSION,
        kind: document.kind().name.to_owned(),
        original: original.clone(),
        text: TextRecord { sha256: document.sha256().to_owned(), bytes: document.len().into() },
        about: document.told().map(|(field, value)| (field.to_owned(), value.to_owned())).collect(),
        parts: document.structure().unwrap_or_default().to_vec(),
        remarks: document.remarks().to_vec(),
    };
    let config = ron::ser::PrettyConfig::new().depth_limit(2).indentor("    ").new_line("\n");
    let config = config.extensions(Extensions::IMPLICIT_SOME);
    let record = ron::ser::to_string_pretty(&record, config).ok()?;
    Some(format!("{}{BEHIND_TEXT}{record}\n", document.text()))
}

/// Reads a file that keeps a text.
pub fn read_kept_text(file: &str) -> Result<Document, KeptTextError> {
    let behind =
        file.rfind(BEHIND_TEXT).ok_or_else(|| KeptTextError::Syntax("there is nothing behind it".to_owned()))?;
    let (text, record) = (&file[..behind], &file[behind + BEHIND_TEXT.len()..]);
    let options = ron::Options::default().with_default_extension(Extensions::IMPLICIT_SOME);
    let record: Record = options.from_str(record).map_err(|error| KeptTextError::Syntax(error.to_string()))?;
    if record.hawashi_text > VERSION {
        return Err(KeptTextError::Later(record.hawashi_text));
    }
    let kind = ARTICLE_KINDS.iter().find(|kind| kind.name == record.kind);
    let kind = kind.ok_or(KeptTextError::Kind(record.kind))?;
    if sha256_of(text.as_bytes()) != record.text.sha256 {
        return Err(KeptTextError::OtherText);
    }
    let mut spans = record.parts.iter().map(|part| part.span).chain(record.remarks.iter().filter_map(Remark::span));
    // An empty cell has a place, too.
    spans
        .try_for_each(|span| if span.is_empty() { Ok(()) } else { Span::new(text, span.start, span.end).map(drop) })?;
    let known = |(field, value): (String, String)| Some((about::named(&field)?, value));
    let contents = Contents {
        about: record.about.into_iter().filter_map(known).collect(),
        structure: Some(record.parts),
        remarks: record.remarks,
        decoding: None,
        text: text.to_owned().into(),
    };
    Ok(Document::taken_before(kind, contents, record.original))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{ArticleKind, ReadOptions, Role};

    fn document() -> Document {
        static KIND: &ArticleKind = ARTICLE_KINDS[0];
        let text = "عنوان\n\nسقطت سرت.\n\u{c}\n(hawashi_text: 1)";
        let contents = (KIND.read)(text.as_bytes().to_vec(), &ReadOptions::default()).expect("a text");
        let heading = Part { span: Span::from_range(0..10), role: Role::Heading(1) };
        let cell = Role::Cell { table: 1, row: 2, column: 3, is_head: true };
        let empty = Part { span: Span::from_range(12..12), role: cell };
        let contents = Contents {
            structure: Some(vec![heading, empty]),
            about: vec![(about::TITLE, "عنوان \"سرت\"".to_owned())],
            remarks: vec![Remark::Damaged, Remark::Unproven(Span::from_range(12..20))],
            ..contents
        };
        let original = Original { sha256: "00".to_owned(), bytes: 7, extraction: 1, whole_page: false };
        Document::taken_before(KIND, contents, original)
    }

    #[test]
    fn what_is_kept_of_a_document_comes_back() {
        let document = document();
        let file = kept_text(&document).expect("kept");
        assert!(file.starts_with(document.text()), "{file}");
        let again = read_kept_text(&file).expect("read");
        assert_eq!(again.text(), document.text());
        assert_eq!(again.structure(), document.structure());
        assert!(again.told().eq(document.told()));
        assert_eq!(again.remarks(), document.remarks());
        assert_eq!(again.original(), document.original());
    }

    type IsIt = fn(&KeptTextError) -> bool;

    #[test]
    fn what_somebody_has_changed_is_not_taken_for_the_text_of_the_document() {
        let file = kept_text(&document()).expect("kept");
        let table: [(String, IsIt); 5] = [
            (file.replace("سقطت", "صمدت"), |error| *error == KeptTextError::OtherText),
            (file.replace("hawashi_text: 1,", "hawashi_text: 2,"), |error| *error == KeptTextError::Later(2)),
            (file.replace("kind: \"text\"", "kind: \"scroll\""), |error| matches!(error, KeptTextError::Kind(_))),
            (file.replace("(12, 20)", "(12, 2000)"), |error| matches!(error, KeptTextError::Span(_))),
            ("سقطت سرت".to_owned(), |error| matches!(error, KeptTextError::Syntax(_))),
        ];
        for (file, is_it) in table {
            let error = read_kept_text(&file).expect_err("changed");
            assert!(is_it(&error), "{error}");
        }
    }
}
