//! Recogito's JSON-LD: a list of annotations after the W3C's model, whose offsets count UTF-16 units. Its own model and the table
//! that Recogito 2 writes are read, too.

use std::io::{self, Write};

use super::{item, read, w3c};
use crate::exchange::foreign::Counting;
use crate::exchange::{Article, Format, Units, Writer, csv};
use crate::text::units::{Unit, UnitIndex};

/// The format.
pub static FORMAT: Format = Format {
    name: "recogito",
    names: [("en", "Recogito"), ("ar", "Recogito")],
    about: [("en", "a list of annotations for Recogito"), ("ar", "قائمة وسوم لبرنامج Recogito")],
    suffix: ".recogito.json",
    extensions: &[],
    units: Units::Only(Unit::Utf16),
    holds_many: true,
    has_mark: false,
    text_file: None,
    definitions: None,
    loses: w3c::FORMAT.loses,
    write: Some(|out, _, _| Ok(Box::new(List { out, count: 0 }))),
    read: Some(|file| {
        let first = file.bytes.iter().find(|byte| !byte.is_ascii_whitespace() && byte.is_ascii());
        if matches!(first, Some(b'[' | b'{')) {
            read::read("recogito", file, &[Counting::Utf16, Counting::Char])
        } else {
            csv::read(file)
        }
    }),
};

struct List<'w> {
    out: Box<dyn Write + 'w>,
    count: usize,
}

impl Writer for List<'_> {
    fn article(&mut self, article: &Article<'_>) -> io::Result<()> {
        let index = UnitIndex::new(article.document.text(), Unit::Utf16);
        for annotation in article.annotations() {
            self.out.write_all(if self.count == 0 { b"[\n" } else { b",\n" })?;
            let mut item = item(article, annotation, &index);
            item["@context"] = "http://www.w3.org/ns/anno.jsonld".into();
            serde_json::to_writer(&mut self.out, &item)?;
            self.count += 1;
        }
        Ok(())
    }

    fn end(mut self: Box<Self>) -> io::Result<()> {
        self.out.write_all(if self.count == 0 { b"[]\n" } else { b"\n]\n" })?;
        self.out.flush()
    }
}
