//! The structure as JSON: types, feature structures, views.

use std::collections::HashMap;
use std::io::{self, Write};

use serde_json::{Map, Value, json};

use super::super::layers::{ENTITIES, RELATIONS, VALUE};
use super::read::{Cas, Structure};
use super::{FROM, SOFA, TO, VIEW, features, loses, said};
use crate::annotation::AnnotationId;
use crate::exchange::foreign::utf8;
use crate::exchange::import::{Entries, into_plain, plain};
use crate::exchange::{Article, Format, Units, Writer};
use crate::text::units::{Unit, UnitIndex};

/// The format.
pub static FORMAT: Format = Format {
    name: "uima-json",
    names: [("en", "UIMA CAS JSON"), ("ar", "UIMA CAS JSON")],
    about: [("en", "a structure for UIMA and INCEpTION as JSON"), ("ar", "بنية لبرنامجي UIMA وINCEpTION بصيغة JSON")],
    suffix: ".uima.json",
    extensions: &[],
    units: Units::Only(Unit::Utf16),
    holds_many: false,
    has_mark: false,
    text_file: None,
    definitions: None,
    loses,
    write: Some(|out, _, _| Ok(Box::new(Structures { out }))),
    read: Some(|file| {
        let mut cas = Cas::default();
        let mut entries = Entries::below(utf8("uima-json", file.bytes)?, &["%FEATURE_STRUCTURES"]);
        while let Some(entry) = entries.read::<Map<String, Value>>() {
            match entry {
                Ok((mut object, at)) => match object.get_mut("%FEATURE_STRUCTURES").map(Value::take) {
                    // By their ids, in one object.
                    Some(Value::Object(all)) => {
                        for (id, one) in all {
                            if let (Ok(id), Value::Object(one)) = (id.parse(), one) {
                                cas.push(structure(one, Some(id)), at.clone());
                            }
                        }
                    }
                    _ => cas.push(structure(object, None), at),
                },
                Err(broken) => cas.broken.push(broken),
            }
        }
        cas.reader(FORMAT.name, file.name)
    }),
};

/// A feature structure; references begin with `@`.
fn structure(object: Map<String, Value>, id: Option<u64>) -> Structure {
    let number = |name: &str| object.get(name).and_then(Value::as_u64);
    let mut made = Structure {
        id: id.or(number("%ID")).unwrap_or(0),
        of_type: object.get("%TYPE").map(plain).unwrap_or_default(),
        sofa: number("@sofa"),
        ..Structure::default()
    };
    made.passage = number("begin").zip(number("end"));
    for (name, value) in object {
        if let Some(reference) = name.strip_prefix('@') {
            made.references.extend(value.as_u64().filter(|_| reference != "sofa").map(|to| (reference.to_owned(), to)));
        } else if !name.starts_with(['%', '^']) && name != "begin" && name != "end" && !value.is_null() {
            made.features.push((name, into_plain(value)));
        }
    }
    made
}

struct Structures<'w> {
    out: Box<dyn Write + 'w>,
}

/// A type with its features.
fn type_of(name: &str, ranges: impl Iterator<Item = (String, &'static str)>) -> Value {
    let mut made = json!({ "%NAME": name, "%SUPER_TYPE": "uima.tcas.Annotation" });
    for (feature, range) in ranges {
        made[feature.as_str()] = json!({ "%NAME": feature, "%RANGE": range });
    }
    made
}

impl Writer for Structures<'_> {
    fn article(&mut self, article: &Article<'_>) -> io::Result<()> {
        let text = article.document.text();
        let index = UnitIndex::new(text, Unit::Utf16);
        let features = features(&article.annotation_state.labels);
        let string = "uima.cas.String";
        let mut types = json!({});
        types[ENTITIES] = type_of(ENTITIES, features.iter().map(|name| ((*name).to_owned(), string)));
        let of_relation = [(VALUE, string), (FROM, ENTITIES), (TO, ENTITIES)];
        types[RELATIONS] = type_of(RELATIONS, of_relation.into_iter().map(|(name, range)| (name.to_owned(), range)));
        let sofa = json!({
            "%ID": SOFA, "%TYPE": "uima.cas.Sofa", "sofaNum": 1, "sofaID": VIEW, "mimeType": "text/plain", "sofaString": text,
        });
        write!(self.out, "{{\"%TYPES\":{types},\n\"%FEATURE_STRUCTURES\":[\n{sofa}")?;
        let mut ids: HashMap<&AnnotationId, (usize, (u32, u32))> = HashMap::new();
        let mut last = SOFA;
        for annotation in article.annotations() {
            last += 1;
            let (begin, end) = index.span(annotation.spans.hull());
            ids.insert(&annotation.id, (last, (begin, end)));
            let mut made = json!({ "%ID": last, "%TYPE": ENTITIES, "@sofa": SOFA, "begin": begin, "end": end });
            for (name, value) in said(article, annotation, &features) {
                made[name] = value.into();
            }
            write!(self.out, ",\n{made}")?;
        }
        for relation in article.relations() {
            let (Some((from, _)), Some((to, (begin, end)))) = (ids.get(&relation.from), ids.get(&relation.to)) else {
                continue;
            };
            last += 1;
            let mut made = json!({ "%ID": last, "%TYPE": RELATIONS, "@sofa": SOFA, "begin": begin, "end": end });
            made[format!("@{FROM}")] = (*from).into();
            made[format!("@{TO}")] = (*to).into();
            made[VALUE] = relation.kind.as_str().into();
            write!(self.out, ",\n{made}")?;
        }
        write!(self.out, "\n],\n\"%VIEWS\":{{\"{VIEW}\":{{\"%SOFA\":{SOFA},\"%MEMBERS\":[")?;
        for id in SOFA + 1..=last {
            write!(self.out, "{}{id}", if id == SOFA + 1 { "" } else { "," })?;
        }
        self.out.write_all(b"]}}}\n")
    }

    fn end(mut self: Box<Self>) -> io::Result<()> {
        self.out.flush()
    }
}
