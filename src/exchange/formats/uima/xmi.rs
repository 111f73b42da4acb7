//! The structure as XMI. Its types stand in a file of their own, `TypeSystem.xml`.

use std::collections::HashMap;
use std::io::{self, Write};

use super::super::layers::{ENTITIES, RELATIONS, VALUE, short};
use super::read::{Cas, Structure};
use super::{FROM, SOFA, TO, VIEW, features, loses, said};
use crate::annotation::{AnnotationId, LabelSet};
use crate::exchange::foreign::{Where, utf8};
use crate::exchange::labels::xml::{Element, Elements, escaped};
use crate::exchange::{Article, Definitions, Format, Units, Writer};
use crate::text::units::{Unit, UnitIndex};

/// The format.
pub static FORMAT: Format = Format {
    name: "uima-xmi",
    names: [("en", "UIMA CAS XMI"), ("ar", "UIMA CAS XMI")],
    about: [
        ("en", "a structure for UIMA and INCEpTION as XMI, with TypeSystem.xml beside it"),
        ("ar", "بنية لبرنامجي UIMA وINCEpTION بصيغة XMI، ومعها TypeSystem.xml"),
    ],
    suffix: ".xmi",
    extensions: &[],
    units: Units::Only(Unit::Utf16),
    holds_many: false,
    has_mark: false,
    text_file: None,
    definitions: Some(Definitions { name: "TypeSystem.xml", write: type_system }),
    loses,
    write: Some(|out, _, _| Ok(Box::new(Xmi { out }))),
    read: Some(|file| {
        let text = utf8("uima-xmi", file.bytes)?;
        let mut elements = Elements::of(text);
        let mut cas = Cas::default();
        while let Some(element) = elements.next(|path| path.len() == 2)? {
            if element.name != "NULL" && element.name != "View" {
                let line = elements.line_of(&element);
                cas.push(structure(element), Where::Line(line));
            }
        }
        cas.reader(FORMAT.name, file.name)
    }),
};

/// A feature structure: references are numbers like others, but for those of relations and of the text.
fn structure(element: Element) -> Structure {
    let number = |name: &str| element.get(name).and_then(|number| number.trim().parse::<u64>().ok());
    let mut made = Structure {
        id: number("id").unwrap_or(0),
        of_type: String::new(),
        sofa: number("sofa"),
        passage: number("begin").zip(number("end")),
        ..Structure::default()
    };
    made.of_type = element.name;
    // The whole text can be one of the values.
    for (name, value) in element.attributes {
        match name.as_str() {
            "id" | "sofa" | "begin" | "end" => {}
            FROM | TO => made.references.extend(value.parse().ok().map(|to| (name, to))),
            _ => made.features.push((name, value)),
        }
    }
    for child in element.children.into_iter().filter(|child| !child.text.is_empty()) {
        made.features.push((child.name, child.text));
    }
    made
}

struct Xmi<'w> {
    out: Box<dyn Write + 'w>,
}

impl Writer for Xmi<'_> {
    fn article(&mut self, article: &Article<'_>) -> io::Result<()> {
        let text = article.document.text();
        let index = UnitIndex::new(text, Unit::Utf16);
        let features = features(&article.annotation_state.labels);
        write!(
            self.out,
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<xmi:XMI xmlns:xmi=\"http://www.omg.org/XMI\" \
             xmlns:cas=\"http:///uima/cas.ecore\" xmlns:custom=\"http:///webanno/custom.ecore\" xmi:version=\"2.0\">\n\
             <cas:NULL xmi:id=\"0\"/>\n"
        )?;
        let mut ids: HashMap<&AnnotationId, (usize, (u32, u32))> = HashMap::new();
        let mut last = SOFA;
        let passage = |id: usize, of_type: &str, (begin, end): (u32, u32)| {
            format!("<custom:{} xmi:id=\"{id}\" sofa=\"{SOFA}\" begin=\"{begin}\" end=\"{end}\"", short(of_type))
        };
        for annotation in article.annotations() {
            last += 1;
            let span = index.span(annotation.spans.hull());
            ids.insert(&annotation.id, (last, span));
            self.out.write_all(passage(last, ENTITIES, span).as_bytes())?;
            for (name, value) in said(article, annotation, &features) {
                write!(self.out, " {name}=\"{}\"", in_attribute(&value))?;
            }
            self.out.write_all(b"/>\n")?;
        }
        for relation in article.relations() {
            let (Some((from, _)), Some((to, span))) = (ids.get(&relation.from), ids.get(&relation.to)) else {
                continue;
            };
            last += 1;
            let kind = in_attribute(&relation.kind);
            let begun = passage(last, RELATIONS, *span);
            writeln!(self.out, "{begun} {FROM}=\"{from}\" {TO}=\"{to}\" {VALUE}=\"{kind}\"/>")?;
        }
        write!(
            self.out,
            "<cas:Sofa xmi:id=\"{SOFA}\" sofaNum=\"1\" sofaID=\"{VIEW}\" mimeType=\"text/plain\" sofaString=\""
        )?;
        for line in text.split_inclusive('\n') {
            self.out.write_all(in_attribute(line).as_bytes())?;
        }
        write!(self.out, "\"/>\n<cas:View sofa=\"{SOFA}\" members=\"")?;
        for id in SOFA + 1..=last {
            write!(self.out, "{}{id}", if id == SOFA + 1 { "" } else { " " })?;
        }
        self.out.write_all(b"\"/>\n</xmi:XMI>\n")
    }

    fn end(mut self: Box<Self>) -> io::Result<()> {
        self.out.flush()
    }
}

/// A value in which blanks of any kind stay what they are, and what XML forbids is a space, so that offsets stay right.
fn in_attribute(value: &str) -> String {
    let legal = |c: char| match c {
        '\t' | '\n' | '\r' => c,
        c if c < ' ' || matches!(c, '\u{fffe}' | '\u{ffff}') => ' ',
        c => c,
    };
    let value: String = value.chars().map(legal).collect();
    escaped(&value).replace('\t', "&#9;").replace('\n', "&#10;").replace('\r', "&#13;")
}

/// The types of the annotations of a set of labels.
fn type_system(labels: &LabelSet) -> String {
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <typeSystemDescription xmlns=\"http://uima.apache.org/resourceSpecifier\"><types>\n",
    );
    let string = "uima.cas.String";
    let entity: Vec<(&str, &str)> = features(labels).into_iter().map(|name| (name, string)).collect();
    let relation = vec![(VALUE, string), (FROM, ENTITIES), (TO, ENTITIES)];
    for (name, features) in [(ENTITIES, entity), (RELATIONS, relation)] {
        out.extend([format!(
            "<typeDescription><name>{name}</name><description/><supertypeName>uima.tcas.Annotation</supertypeName><features>\n"
        )]);
        for (feature, range) in features {
            out.extend([format!(
                "<featureDescription><name>{feature}</name><description/><rangeTypeName>{range}</rangeTypeName>\
                 </featureDescription>\n"
            )]);
        }
        out.push_str("</features></typeDescription>\n");
    }
    out.push_str("</types></typeSystemDescription>\n");
    out
}
