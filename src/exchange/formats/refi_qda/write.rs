//! Writes a project. The archive is put together in memory, where it is packed, because its index needs the places of its files.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::described::description;
use super::names::{INTERNAL, PROJECT, SOURCES};
use crate::annotation::{Annotation, LabelSet};
use crate::exchange::labels::refi_qda::{guid, push_codes, written};
use crate::exchange::labels::xml::escaped;
use crate::exchange::{Article, Writer};
use crate::text::units::{Unit, UnitIndex};

/// The most characters of a quotation that go along as the name of a selection.
const LONGEST_NAME: usize = 200;

pub(super) struct Project<'w> {
    out: Box<dyn Write + 'w>,
    /// Whether lines of texts end in two characters; they count as one all the same.
    crlf: bool,
    zip: ZipWriter<Cursor<Vec<u8>>>,
    sources: String,
    links: String,
    /// GUIDs by name.
    users: BTreeMap<String, String>,
    variables: BTreeMap<String, String>,
    labels: LabelSet,
    /// The names of the articles so far.
    names: BTreeSet<String>,
}

impl<'w> Project<'w> {
    pub(super) fn begin(out: Box<dyn Write + 'w>, crlf: bool) -> Self {
        Self {
            out,
            crlf,
            zip: ZipWriter::new(Cursor::new(Vec::new())),
            sources: String::new(),
            links: String::new(),
            users: BTreeMap::new(),
            variables: BTreeMap::new(),
            labels: LabelSet::only([]),
            names: BTreeSet::new(),
        }
    }

    /// The attributes that say who made something, and when.
    fn made(&mut self, annotation: &Annotation) -> String {
        let mut attributes = String::new();
        let Some(act) = annotation.provenance.iter().next() else { return attributes };
        if !act.by.is_empty() {
            let user = self.users.entry(act.by.clone()).or_insert_with(|| guid("user", &act.by));
            attributes.extend([" creatingUser=\"", user, "\""]);
        }
        // Another form would not be valid.
        if act.at.parse::<jiff::Timestamp>().is_ok() {
            attributes.extend([" creationDateTime=\"", &act.at, "\""]);
        }
        attributes
    }

    fn selection(&mut self, article: &Article<'_>, annotation: &Annotation, (start, end): (u32, u32)) {
        let quote = annotation.spans.hull().of(article.document.text());
        let mut name: String = quote.chars().take(LONGEST_NAME).collect();
        if name.len() < quote.len() {
            name.push('…');
        }
        let made = self.made(annotation);
        let id = annotation.id.as_str();
        let (own, coding, code) = (guid_of(id), guid("coding", id), guid("label", annotation.label.as_str()));
        push(
            &mut self.sources,
            format_args!(
                "<PlainTextSelection guid=\"{own}\" name=\"{}\" startPosition=\"{start}\" endPosition=\"{end}\"{made}>",
                escaped(&name)
            ),
        );
        let description = description(annotation);
        if !description.is_empty() {
            push(&mut self.sources, format_args!("<Description>{}</Description>", escaped(&description)));
        }
        push(
            &mut self.sources,
            format_args!(
                "<Coding guid=\"{coding}\"{made}><CodeRef targetGUID=\"{code}\"/></Coding></PlainTextSelection>\n"
            ),
        );
    }
}

impl Writer for Project<'_> {
    fn article(&mut self, article: &Article<'_>) -> io::Result<()> {
        let text = article.document.text();
        let one = text.replace("\r\n", "\n");
        let one = if self.crlf { one.replace('\n', "\r\n") } else { one };
        let name = format!("{} {}", article.name, article.document.sha256());
        // The same article may be there twice.
        let again = (2..).map(|number: u32| format!("{name} {number}"));
        let taken = &mut self.names;
        let name =
            std::iter::once(name.clone()).chain(again).find(|name| taken.insert(name.clone())).unwrap_or_default();
        let (source, file) = (guid("source", &name), guid("file", &name));
        self.zip.start_file(format!("{SOURCES}{file}.txt"), SimpleFileOptions::default()).map_err(io::Error::other)?;
        self.zip.write_all(one.as_bytes())?;
        push(
            &mut self.sources,
            format_args!(
                "<TextSource guid=\"{source}\" name=\"{}\" plainTextPath=\"{INTERNAL}{file}.txt\">\n",
                escaped(article.name)
            ),
        );
        let index = UnitIndex::new(text, Unit::Char);
        let breaks: Vec<usize> = memchr::memmem::find_iter(text.as_bytes(), b"\r\n").collect();
        let position = |byte: usize| index.from_byte(byte) - breaks.partition_point(|at| *at < byte) as u32;
        for annotation in article.annotations() {
            let hull = annotation.spans.hull();
            let ends = (position(hull.start.index()), position(hull.end.index()));
            self.selection(article, annotation, ends);
        }
        for (name, value) in article.annotation_state.attributes.iter() {
            let variable = self.variables.entry(name.to_owned()).or_insert_with(|| guid("variable", name));
            push(
                &mut self.sources,
                format_args!(
                    "<VariableValue><VariableRef targetGUID=\"{variable}\"/><TextValue>{}</TextValue></VariableValue>\n",
                    escaped(&value.plain())
                ),
            );
        }
        self.sources.push_str("</TextSource>\n");
        let labels = &article.annotation_state.labels;
        for relation in article.relations() {
            let is_both = labels.relation_kind(&relation.kind).is_some_and(|kind| kind.symmetric);
            let direction = if is_both { "Associative" } else { "OneWay" };
            push(
                &mut self.links,
                format_args!(
                    "<Link guid=\"{}\" name=\"{}\" direction=\"{direction}\" originGUID=\"{}\" targetGUID=\"{}\"/>\n",
                    guid_of(relation.id.as_str()),
                    escaped(&relation.kind),
                    guid_of(relation.from.as_str()),
                    guid_of(relation.to.as_str())
                ),
            );
        }
        self.labels = std::mem::replace(&mut self.labels, LabelSet::only([])).with(labels.iter().cloned());
        Ok(())
    }

    fn end(mut self: Box<Self>) -> io::Result<()> {
        self.zip.start_file(PROJECT, SimpleFileOptions::default()).map_err(io::Error::other)?;
        let mut head = format!(
            "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<Project xmlns=\"urn:QDA-XML:project:1.0\" name=\"Hawashi\" \
             origin=\"Hawashi {}\">\n",
            env!("CARGO_PKG_VERSION")
        );
        list(&mut head, "Users", &self.users, |name, guid| format!("<User guid=\"{guid}\" name=\"{name}\"/>"));
        if !self.labels.is_empty() {
            head.push_str("<CodeBook>");
            push_codes(&mut head, &self.labels);
            head.push_str("</CodeBook>\n");
        }
        list(&mut head, "Variables", &self.variables, |name, guid| {
            format!("<Variable guid=\"{guid}\" name=\"{name}\" typeOfVariable=\"Text\"/>")
        });
        self.zip.write_all(head.as_bytes())?;
        for (name, contents) in [("Sources", &self.sources), ("Links", &self.links)] {
            if !contents.is_empty() {
                write!(self.zip, "<{name}>\n{contents}</{name}>\n")?;
            }
        }
        self.zip.write_all(b"</Project>\n")?;
        let archive = self.zip.finish().map_err(io::Error::other)?.into_inner();
        self.out.write_all(&archive)?;
        self.out.flush()
    }
}

/// An element with what stands in it by name; nothing if that is nothing.
fn list(out: &mut String, name: &str, all: &BTreeMap<String, String>, item: impl Fn(&str, &str) -> String) {
    if all.is_empty() {
        return;
    }
    out.extend(["<", name, ">\n"]);
    for (name, guid) in all {
        out.extend([item(&escaped(name), guid).as_str(), "\n"]);
    }
    out.extend(["</", name, ">\n"]);
}

fn push(out: &mut String, piece: std::fmt::Arguments<'_>) {
    out.push_str(&piece.to_string());
}

/// An id of 128 bits as it is, so that it comes back; others become one of the program's own rule.
fn guid_of(id: &str) -> String {
    ulid::Ulid::from_string(id).map_or_else(|_| guid("id", id), |id| written(u128::from(id)))
}
