//! Web Annotations as JSON-LD: one `AnnotationPage` with the exported annotations. Offsets are in code points, as the
//! Web Annotation Data Model requires; quotations are included.

use std::io::{self, Write};

use serde_json::json;

use super::{item, read};
use crate::exchange::foreign::Counting;
use crate::exchange::{Article, Format, Loss, Units, Writer};
use crate::text::units::{Unit, UnitIndex};

/// The format.
pub static FORMAT: Format = Format {
    name: "w3c",
    names: [("en", "W3C Web Annotation"), ("ar", "W3C Web Annotation")],
    about: [("en", "Web Annotations as JSON-LD"), ("ar", "وسوم الويب بصيغة JSON-LD")],
    suffix: ".jsonld",
    extensions: &[],
    units: Units::Only(Unit::Char),
    holds_many: true,
    has_mark: false,
    text_file: None,
    definitions: None,
    loses: |loss| match loss {
        Loss::Nested
        | Loss::References
        | Loss::Statuses
        | Loss::Entities
        | Loss::Notes
        | Loss::Fragments
        | Loss::Provenance
        | Loss::Widened
        | Loss::Unlocated
        | Loss::NoEvents
        | Loss::RelationEnds
        | Loss::NumberTypes
        | Loss::ChoiceTypes => false,
        // It says who made an annotation, when that was, and when the last thing was done.
        Loss::Attributes
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
    write: Some(|out, _, _| Ok(Box::new(Page { out, count: 0, hashes: Vec::new() }))),
    read: Some(|file| read::read("w3c", file, &[Counting::Char, Counting::Utf16])),
};

/// The number of items and the name of the page, which are known at the end, stand behind the items.
struct Page<'w> {
    out: Box<dyn Write + 'w>,
    count: usize,
    hashes: Vec<String>,
}

impl Page<'_> {
    fn begin(&mut self) -> io::Result<()> {
        self.out.write_all(
            b"{\"@context\":\"http://www.w3.org/ns/anno.jsonld\",\"type\":\"AnnotationPage\",\"startIndex\":0,\
              \"unit\":\"char\",\"items\":[",
        )
    }
}

impl Writer for Page<'_> {
    fn article(&mut self, article: &Article<'_>) -> io::Result<()> {
        if self.hashes.is_empty() {
            self.begin()?;
        }
        let index = UnitIndex::new(article.document.text(), Unit::Char);
        for annotation in article.annotations() {
            self.out.write_all(if self.count == 0 { b"\n" } else { b",\n" })?;
            serde_json::to_writer(&mut self.out, &item(article, annotation, &index))?;
            self.count += 1;
        }
        self.hashes.push(article.document.sha256().to_owned());
        Ok(())
    }

    fn end(mut self: Box<Self>) -> io::Result<()> {
        if self.hashes.is_empty() {
            self.begin()?;
        }
        let name = self.hashes.join("+");
        let collection = json!({
            "id": format!("urn:hawashi:collection:{name}"),
            "type": "AnnotationCollection",
            "total": self.count,
        });
        let id = json!(format!("urn:hawashi:page:{name}"));
        write!(self.out, "\n],\"id\":{id},\"partOf\":{collection}}}\n")?;
        self.out.flush()
    }
}
