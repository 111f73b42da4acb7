//! Writes an article.

use std::collections::HashMap;
use std::io::{self, Write};

use super::names::{LABEL, TEXT};
use crate::annotation::{AnnotationId, LabelId};
use crate::exchange::labels::brat::plain;
use crate::exchange::labels::xml::escaped;
use crate::exchange::{Article, Writer};
use crate::text::units::{Unit, UnitIndex};

pub(super) struct Page<'w> {
    pub(super) out: Box<dyn Write + 'w>,
}

/// A text whose line ends stay what they are; what XML forbids is a space, so that offsets stay right.
fn preserved(text: &str) -> String {
    let legal = |c: char| match c {
        '\t' | '\n' | '\r' => c,
        c if c < ' ' || matches!(c, '\u{fffe}' | '\u{ffff}') => ' ',
        c => c,
    };
    escaped(&text.chars().map(legal).collect::<String>()).replace('\r', "&#13;")
}

impl Writer for Page<'_> {
    fn article(&mut self, article: &Article<'_>) -> io::Result<()> {
        let text = article.document.text();
        let name = escaped(article.name);
        write!(
            self.out,
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<TEI xmlns=\"http://www.tei-c.org/ns/1.0\">\n<teiHeader><fileDesc>\
             <titleStmt><title>{name}</title></titleStmt><publicationStmt><p/></publicationStmt><sourceDesc><p>{name}</p>\
             </sourceDesc></fileDesc>\n<encodingDesc><classDecl><taxonomy>\n"
        )?;
        let labels = &article.annotation_state.labels;
        // Names of labels as XML has them.
        let ids: HashMap<&LabelId, String> =
            labels.iter().map(|label| (&label.id, format!("{LABEL}{}", plain(label.id.as_str())))).collect();
        for label in labels.iter() {
            let name = escaped(label.name_in("en"));
            writeln!(self.out, "<category xml:id=\"{}\"><catDesc>{name}</catDesc></category>", ids[&label.id])?;
        }
        write!(
            self.out,
            "</taxonomy></classDecl></encodingDesc></teiHeader>\n<standOff>\n<spanGrp type=\"entity\">\n"
        )?;
        let index = UnitIndex::new(text, Unit::Char);
        let mut numbers: HashMap<&AnnotationId, usize> = HashMap::new();
        for (number, annotation) in article.annotations().enumerate() {
            numbers.insert(&annotation.id, number + 1);
            let ranges = annotation.spans.iter().map(|span| {
                let (start, end) = index.span(span);
                format!("#string-range({TEXT},{start},{})", end - start)
            });
            let ranges = ranges.collect::<Vec<_>>().join(" ");
            let label = ids.get(&annotation.label).cloned().unwrap_or_else(|| plain(annotation.label.as_str()));
            write!(self.out, "<span xml:id=\"a{}\" target=\"{ranges}\" ana=\"#{label}\"", number + 1)?;
            if let Some(entity) = &annotation.entity {
                write!(self.out, " corresp=\"{}\"", escaped(&entity.replace(' ', "%20")))?;
            }
            // The words again, for people and for programs that count otherwise.
            writeln!(self.out, ">{}</span>", preserved(&annotation.spans.quote(text)))?;
        }
        writeln!(self.out, "</spanGrp>")?;
        for annotation in article.annotations().filter(|annotation| !annotation.note.is_empty()) {
            let number = numbers.get(&annotation.id).copied().unwrap_or(0);
            writeln!(self.out, "<note target=\"#a{number}\">{}</note>", preserved(&annotation.note))?;
        }
        let mut is_listed = false;
        for relation in article.relations() {
            let (Some(from), Some(to)) = (numbers.get(&relation.from), numbers.get(&relation.to)) else { continue };
            if !std::mem::replace(&mut is_listed, true) {
                writeln!(self.out, "<listRelation>")?;
            }
            let kind = escaped(&relation.kind);
            writeln!(self.out, "<relation name=\"{kind}\" active=\"#a{from}\" passive=\"#a{to}\"/>")?;
        }
        if is_listed {
            writeln!(self.out, "</listRelation>")?;
        }
        write!(self.out, "</standOff>\n<text><body><ab xml:id=\"{TEXT}\" xml:space=\"preserve\">")?;
        for line in text.split_inclusive('\n') {
            self.out.write_all(preserved(line).as_bytes())?;
        }
        self.out.write_all(b"</ab></body></text>\n</TEI>\n")
    }

    fn end(mut self: Box<Self>) -> io::Result<()> {
        self.out.flush()
    }
}
