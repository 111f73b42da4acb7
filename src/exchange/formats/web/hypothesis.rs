//! The JSON that Hypothesis exports and imports; offsets count UTF-16 units. A label is a tag, a note the text of an annotation.

use std::io::{self, Write};

use serde_json::json;

use super::{acts, read, selectors, source};
use crate::annotation::Annotation;
use crate::exchange::foreign::Counting;
use crate::exchange::{Article, Format, Loss, Units, Writer};
use crate::text::units::{Unit, UnitIndex};

/// The format.
pub static FORMAT: Format = Format {
    name: "hypothesis",
    names: [("en", "Hypothesis JSON"), ("ar", "Hypothesis (JSON)")],
    about: [("en", "annotations for Hypothesis"), ("ar", "وسوم لبرنامج Hypothesis")],
    suffix: ".hypothesis.json",
    extensions: &[],
    units: Units::Only(Unit::Utf16),
    holds_many: true,
    has_mark: false,
    text_file: None,
    definitions: None,
    loses: |loss| match loss {
        Loss::Nested
        | Loss::References
        | Loss::Notes
        | Loss::Provenance
        | Loss::Widened
        | Loss::Unlocated
        | Loss::NoEvents
        | Loss::RelationEnds
        | Loss::NumberTypes
        | Loss::ChoiceTypes => false,
        // It has one target: the passage from the first to the last fragment.
        Loss::Fragments
        | Loss::Statuses
        | Loss::Entities
        | Loss::Attributes
        | Loss::Origins
        | Loss::History
        | Loss::Relations
        | Loss::DocumentAttributes
        | Loss::Links
        | Loss::RelationNotes
        | Loss::RelationAttributes
        | Loss::Unplaced
        | Loss::Ids
        | Loss::LabelNames
        | Loss::LabelColors => true,
    },
    write: Some(|out, _, _| Ok(Box::new(Rows { out, count: 0 }))),
    read: Some(|file| read::read("hypothesis", file, &[Counting::Utf16, Counting::Char])),
};

struct Rows<'w> {
    out: Box<dyn Write + 'w>,
    count: usize,
}

impl Rows<'_> {
    fn row(&mut self, article: &Article<'_>, annotation: &Annotation, index: &UnitIndex<'_>) -> io::Result<()> {
        self.out.write_all(if self.count == 0 { b"{\"annotations\":[\n" } else { b",\n" })?;
        self.count += 1;
        let source = source(article);
        let (first, last) = acts(annotation);
        let by = first.map_or("", |act| &act.by);
        let created = first.map_or("", |act| &act.at);
        let row = json!({
            "id": annotation.id.as_str(),
            "created": created,
            "updated": last.map_or(created, |act| &act.at),
            "user": format!("acct:{by}@localhost"),
            "user_info": { "display_name": by },
            "uri": source,
            "text": annotation.note,
            "tags": [article.label_name(annotation)],
            "group": "__world__",
            "target": [{ "source": source, "selector": selectors(article, annotation.spans.hull(), index) }],
            "document": { "title": [article.name] },
        });
        serde_json::to_writer(&mut self.out, &row)?;
        Ok(())
    }
}

impl Writer for Rows<'_> {
    fn article(&mut self, article: &Article<'_>) -> io::Result<()> {
        let index = UnitIndex::new(article.document.text(), Unit::Utf16);
        article.annotations().try_for_each(|annotation| self.row(article, annotation, &index))
    }

    fn end(mut self: Box<Self>) -> io::Result<()> {
        self.out.write_all(if self.count == 0 { b"{\"annotations\":[" } else { b"\n" })?;
        let version = env!("CARGO_PKG_VERSION");
        let head = json!({ "export_date": "", "export_userid": "", "client_version": format!("Hawashi {version}") });
        // Its fields stand behind the annotations.
        write!(self.out, "],{}", head.to_string().trim_start_matches('{'))?;
        self.out.write_all(b"\n")?;
        self.out.flush()
    }
}
